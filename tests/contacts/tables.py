"""The contacts table in moto, in process."""

from collections.abc import Iterator
from contextlib import contextmanager

from moto import mock_aws

from chalicelib.contacts.figure_store import FigureRow
from chalicelib.contacts.rows import Row


@contextmanager
def contacts_table() -> Iterator[None]:
    """Make the table and its indexes for a while."""
    with mock_aws():
        for model in (Row, FigureRow):
            model._connection = None  # a connection of another test speaks to that test's tables
            model.Meta.table_name = "contacts"
        Row.create_table(wait=False)
        yield
        for model in (Row, FigureRow):
            model._connection = None
