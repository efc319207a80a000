"""Switchboards in the contacts table.

pk                sk           holds
BODY#<body>       SWITCHBOARD  a body's switchboard as JSON in `thing`, its changes counted in `version`
NUMBER#<number>   SWITCHBOARD  in `thing` the body that has the number

A switchboard and its numbers are written together, so that no call finds half of a change.
"""

from contextlib import suppress

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.switchboards import Kept, NumberOfAnother
from chalicelib.shared.dynamo import Model
from chalicelib.shared.errors import Stale, Unavailable

_SORT = "SWITCHBOARD"


class Row(Model):
    class Meta:
        table_name = "contacts"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    thing = UnicodeAttribute()
    version = NumberAttribute(default=0)


class DynamoSwitchboards:
    """Every body's switchboard; reads are consistent, for they are rare (switchboards.Context keeps them a minute)."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection or Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def get(self, body: str) -> Kept | None:
        row = _get(f"BODY#{body}")
        if row is None:
            return None
        switchboard = msgspec.json.decode(row.thing, type=Switchboard)
        return Kept(body=body, switchboard=switchboard, version=int(row.version))

    def body_of(self, number: str) -> str:
        row = _get(f"NUMBER#{number}")
        return row.thing if row else ""

    def put(self, body: str, switchboard: Switchboard, before: Kept | None) -> int:
        version = (before.version if before else 0) + 1
        own = Row(f"BODY#{body}", _SORT, thing=msgspec.json.encode(switchboard).decode(), version=version)
        left = set(before.switchboard.numbers if before else ()) - set(switchboard.numbers)
        try:
            with TransactWrite(connection=self._connection) as write:
                write.save(own, condition=Row.version == before.version if before else Row.pk.does_not_exist())
                for number in switchboard.numbers:
                    free = Row.pk.does_not_exist() | (Row.thing == body)
                    write.save(Row(f"NUMBER#{number}", _SORT, thing=body, version=version), condition=free)
                for number in sorted(left):
                    write.delete(Row(f"NUMBER#{number}", _SORT))
        except TransactWriteError as error:
            raise _refusal(error, before) from error
        return version


def _refusal(error: TransactWriteError, before: Kept | None) -> Exception:
    """Return what a refused write means: the first reason is the switchboard's own, the others its numbers'."""
    codes = [reason.code if reason else "" for reason in error.cancellation_reasons]
    if codes and codes[0] == "ConditionalCheckFailed":
        return Stale(expected=before.version if before else None)
    if "ConditionalCheckFailed" in codes:
        return NumberOfAnother()
    return Unavailable(retry_after=1) if "TransactionConflict" in codes else error


def _get(pk: str) -> Row | None:
    with suppress(Row.DoesNotExist):
        return Row.get(pk, _SORT, consistent_read=True)
    return None
