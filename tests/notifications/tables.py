"""The notifications table, and AWS, in moto."""

from collections.abc import Iterator
from contextlib import contextmanager

from moto import mock_aws

from chalicelib.notifications.store import BudgetRow, MessageRow, ProviderRow, Row
from chalicelib.shared import aws

# A client that is made after moto was imported speaks to moto whenever that is on; making one takes half a second.
for made in (aws.client, aws.impatient_client):
    made.cache_clear()


@contextmanager
def notifications_table() -> Iterator[None]:
    """Make the table and its index for a while."""
    with mock_aws():
        _forget_connections()
        Row.Meta.table_name = "notifications"
        MessageRow.create_table(wait=False)
        yield
    _forget_connections()


def _forget_connections() -> None:
    # A connection of another test speaks to that test's tables.
    for row in (Row, MessageRow, ProviderRow, BudgetRow):
        row._connection = None
