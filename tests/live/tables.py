"""The table of live screens in moto, in process."""

from collections.abc import Iterator
from contextlib import contextmanager

from moto import mock_aws

from chalicelib.live.store import DynamoConnections, Row


def make_live_table(name: str = "live") -> None:
    """Make the table, and forget a connection to an earlier test's."""
    Row._connection = None
    Row.Meta.table_name = name
    Row.create_table(billing_mode="PAY_PER_REQUEST")


@contextmanager
def live_table() -> Iterator[DynamoConnections]:
    """Make the table for a while and return what keeps connections in it."""
    with mock_aws():
        make_live_table()
        yield DynamoConnections()
        Row._connection = None
