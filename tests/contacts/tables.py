"""The contacts table in moto, in process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto import mock_aws

from chalicelib.contacts.figure_store import FigureRow
from chalicelib.contacts.heard_store import HeardRow
from chalicelib.contacts.installation_store import InstallationRow
from chalicelib.contacts.rows import Row
from chalicelib.contacts.switchboard_store import Row as SwitchboardRow

ROWS: tuple[Any, ...] = (Row, FigureRow, HeardRow, InstallationRow, SwitchboardRow)
"""The models of what stands in the table."""


def make_contacts_table(name: str = "contacts") -> None:
    """Make the table and its indexes; a connection of another test speaks to that test's tables."""
    for model in ROWS:
        model._connection = None
        model.Meta.table_name = name
    Row.create_table(wait=False)


@contextmanager
def contacts_table() -> Iterator[None]:
    """Make the table for a while."""
    with mock_aws():
        make_contacts_table()
        yield
        for model in ROWS:
            model._connection = None
