"""Bodies and their staff in DynamoDB: a body and everything that it has is one item collection.

    pk                    sk                    holds
    BODY#<code>           BODY                  the body's own settings, and the version of it all
    BODY#<code>           DIRECTORATE#<code>    a directorate
    BODY#<code>           SECTION#<code>        a section
    BODY#<code>           PARTNER#<code>        a partner
    BODY#<code>           CATEGORY#<code>       a category with its subcategories and attributes
    BODY#<code>           REGION#<code>         a region or subregion with its boundary
    BODY#<code>           CHANNEL#<code>        a channel
    BODY#<code>           CALENDAR#<code>       a calendar with the holidays that were worked out of it
    BODY#<code>           POLICY#<code>         a service-level policy
    BODIES                <code>                the head of a body, for the list of them
    REPLIES#<body>        <code>                a ready-made text
    STAFF#<sub>           STAFF                 a member of staff, by who signs in
    STAFF_OF#<body>       <username>            the same, by home body
    OUTCOME#<body>        <key>                 what a keyed request answered; gone after `expires`

Each holds its thing as JSON in `thing` and counts its changes in `version`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.organisations.body import Body, Head
from chalicelib.organisations.register import APART, LISTS, PARTS, Kept, Part
from chalicelib.organisations.staff import Staff
from chalicelib.shared.dynamo import Model
from chalicelib.shared.errors import Stale, Unavailable

_PREFIXES = {name: f"{kind.__name__.upper()}#" for name, kind in PARTS.items()}
_BEFORE_ALL, _AFTER_ALL = "!", "~"  # no code or user name holds a sign before the first or after the second


class Row(Model):
    class Meta:
        table_name = "organisations"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    thing = UnicodeAttribute()
    version = NumberAttribute(default=0)
    expires = NumberAttribute(null=True)


class DynamoRegister:
    """The register in one table; reads are consistent, for they are rare (recent.py keeps them a minute)."""

    # Read back and left out of what is written: each stands in an item of its own.
    _APART: ClassVar[tuple[str, ...]] = ("version", *PARTS)

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection or Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def body(self, code: str) -> Body | None:
        rows = {row.sk: row for row in Row.query(f"BODY#{code}", consistent_read=True)}
        head = rows.get("BODY")
        if head is None:
            return None
        lists = {name: _things(rows.values(), prefix, PARTS[name]) for name, prefix in _PREFIXES.items()}
        own = msgspec.json.decode(head.thing, type=Body)
        return msgspec.structs.replace(own, version=int(head.version), **lists)

    def heads(self) -> tuple[Head, ...]:
        return tuple(msgspec.json.decode(row.thing, type=Head) for row in Row.query("BODIES", consistent_read=True))

    def put_body(self, body: Body, expected: int | None) -> int:
        own = {name: value for name, value in msgspec.to_builtins(body).items() if name not in self._APART}
        version = (expected or 0) + 1
        self._write(
            expected,
            (_row(f"BODY#{body.code}", "BODY", own, version), _at(expected)),
            (_row("BODIES", body.code, body.head, version), None),
        )
        return version

    def part(self, body: str, parts: str, code: str) -> Kept[Any] | None:
        pk, prefix = _place(body, parts)
        row = _get(pk, prefix + code)
        return _kept(row, LISTS[parts]) if row else None

    def parts(self, body: str, parts: str, *, after: str, limit: int) -> tuple[Kept[Any], ...]:
        return tuple(_kept(row, LISTS[parts]) for row in _page(*_place(body, parts), after, limit))

    def put_part(self, body: str, part: Part, expected: int | None) -> int:
        version = (expected or 0) + 1
        parts = next(name for name, kind in LISTS.items() if type(part) is kind)
        pk, prefix = _place(body, parts)
        row = _row(pk, prefix + part.code, part, version)
        if parts in APART:
            self._write(expected, (row, _at(expected)))
            return version
        with _refusals(expected), TransactWrite(connection=self._connection) as write:
            write.save(row, condition=_at(expected))
            write.update(
                Row(f"BODY#{body}", "BODY"),
                actions=[Row.version.set(Row.version + 1)],
                condition=Row.pk.exists(),
            )
        return version

    def staff(self, id: str) -> Staff | None:
        row = _get(f"STAFF#{id}", "STAFF")
        return _staff(row) if row else None

    def colleague(self, body: str, username: str) -> Staff | None:
        row = _get(f"STAFF_OF#{body}", username)
        return _staff(row) if row else None

    def staff_of(self, body: str, *, after: str, limit: int) -> tuple[Staff, ...]:
        return tuple(_staff(row) for row in _page(f"STAFF_OF#{body}", "", after, limit))

    def put_staff(self, staff: Staff, expected: int | None) -> int:
        version = (expected or 0) + 1
        self._write(
            expected,
            (_row(f"STAFF#{staff.id}", "STAFF", staff, version), _at(expected)),
            (_row(f"STAFF_OF#{staff.body}", staff.username, staff, version), _at(expected)),
        )
        return version

    def outcome(self, body: str, key: str) -> bytes | None:
        row = _get(f"OUTCOME#{body}", key)
        return row.thing.encode() if row else None

    def put_outcome(self, body: str, key: str, outcome: bytes, expires: int) -> None:
        Row(f"OUTCOME#{body}", key, thing=outcome.decode(), expires=expires).save()

    def _write(self, expected: int | None, *rows: tuple[Row, Condition | None]) -> None:
        """Write all the rows, or none."""
        with _refusals(expected), TransactWrite(connection=self._connection) as write:
            for row, condition in rows:
                write.save(row, condition=condition)


@contextmanager
def _refusals(expected: int | None) -> Iterator[None]:
    """Tell a refused condition from two writers who met."""
    try:
        yield
    except TransactWriteError as error:
        codes = {reason.code for reason in error.cancellation_reasons if reason}
        if "ConditionalCheckFailed" in codes:
            raise Stale(expected=expected) from error
        if "TransactionConflict" in codes:
            raise Unavailable(retry_after=1) from error
        raise


def _at(expected: int | None) -> Condition:
    return Row.pk.does_not_exist() if expected is None else Row.version == expected


def _place(body: str, parts: str) -> tuple[str, str]:
    """Return the key of a list of a body's, and what the sort keys of it begin with."""
    return (f"{parts.upper()}#{body}", "") if parts in APART else (f"BODY#{body}", _PREFIXES[parts])


def _row(pk: str, sk: str, thing: Any, version: int) -> Row:
    return Row(pk, sk, thing=msgspec.json.encode(thing).decode(), version=version)


def _get(pk: str, sk: str) -> Row | None:
    try:
        return Row.get(pk, sk, consistent_read=True)
    except Row.DoesNotExist:
        return None


def _page(pk: str, prefix: str, after: str, limit: int) -> Iterable[Row]:
    first = f"{prefix}{after}{_BEFORE_ALL}" if after else prefix + _BEFORE_ALL
    between = Row.sk.between(first, prefix + _AFTER_ALL)
    return Row.query(pk, between, limit=limit, consistent_read=True)


def _things(rows: Iterable[Row], prefix: str, kind: type[Part]) -> tuple[Part, ...]:
    return tuple(msgspec.json.decode(row.thing, type=kind) for row in rows if row.sk.startswith(prefix))


def _kept(row: Row, kind: type[Part]) -> Kept[Any]:
    return Kept(thing=msgspec.json.decode(row.thing, type=kind), version=int(row.version))


def _staff(row: Row) -> Staff:
    return msgspec.structs.replace(msgspec.json.decode(row.thing, type=Staff), version=int(row.version))
