"""The organisations table in moto, in process."""

from collections.abc import Iterator
from contextlib import contextmanager

from moto import mock_aws

from chalicelib.organisations.store import DynamoRegister, Row


@contextmanager
def organisations_table() -> Iterator[DynamoRegister]:
    """Make the table for a while and return a register in it."""
    with mock_aws():
        Row._connection = None  # a connection of another test speaks to that test's table
        Row.Meta.table_name = "organisations"
        Row.create_table(billing_mode="PAY_PER_REQUEST")
        yield DynamoRegister()
        Row._connection = None
