"""The tickets table in moto, in process, and a count of the calls that it gets."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto import mock_aws
from pynamodb.connection import Connection

from chalicelib.tickets.rows import Row


@contextmanager
def tickets_table() -> Iterator[None]:
    """Make the table and its indexes for a while."""
    with mock_aws():
        Row._connection = None  # a connection of another test speaks to that test's tables
        Row.Meta.table_name = "tickets"
        Row.create_table(wait=False)
        yield
        Row._connection = None


@contextmanager
def counted_calls() -> Iterator[Counter[str]]:
    """Count the calls to DynamoDB by operation."""
    counted: Counter[str] = Counter()
    call = Connection.dispatch

    def counting(self: Connection, operation: str, arguments: dict[str, Any], *rest: Any) -> Any:
        counted[operation] += 1
        return call(self, operation, arguments, *rest)

    Connection.dispatch = counting  # type: ignore[method-assign, assignment]
    try:
        yield counted
    finally:
        Connection.dispatch = call  # type: ignore[method-assign]
