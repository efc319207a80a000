"""Deeds in the contacts' table, each once for its contact and once for its agent.

    pk                 sk              holds
    CONTACT#<id>       HEARD#<id>      a deed about a contact (STAFF#<username> for one about an agent alone)
    HEARD#<username>   <at>#<id>       the same, for the agent whom it is about

Both are written in one transaction; neither expires, and nothing of one changes but whether it was refused.
"""

import msgspec
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.contacts.heard import Entry
from chalicelib.shared.dynamo import Model

_entry = msgspec.json.Decoder(Entry)
_HEARD = "HEARD#"


class HeardRow(Model):
    """A deed."""

    class Meta:
        table_name = "contacts"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    doc = UnicodeAttribute()


class DynamoLog:
    """The deeds of every body."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection or Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def keep(self, entry: Entry) -> bool:
        """Keep a deed: one transaction of one or two items."""
        try:
            with TransactWrite(connection=self._connection) as write:
                own, *shown = _rows(entry)
                write.save(own, condition=HeardRow.pk.does_not_exist())
                for row in shown:
                    write.save(row)
        except TransactWriteError as error:
            codes = {reason.code for reason in error.cancellation_reasons if reason} - {"None"}
            if codes != {"ConditionalCheckFailed"}:
                raise
            return False
        return True

    def mark(self, entry: Entry) -> None:
        """Keep whether a deed was refused: one transaction of one or two items."""
        with TransactWrite(connection=self._connection) as write:
            for row in _rows(entry):
                write.save(row)

    def get(self, entry: Entry) -> Entry | None:
        """Return what stands under the id of a deed."""
        try:
            return _entry.decode(HeardRow.get(*_key(entry), consistent_read=True).doc)
        except DoesNotExist:
            return None

    def of_contact(self, contact: str) -> list[Entry]:
        """Return the deeds about a contact, newest first: one Query."""
        found = HeardRow.query(f"CONTACT#{contact}", HeardRow.sk.startswith(_HEARD), consistent_read=True)
        return sorted((_entry.decode(row.doc) for row in found), key=lambda entry: entry.at, reverse=True)

    def of_agent(self, agent: str, *, before: str, limit: int) -> list[Entry]:
        """Return deeds about an agent, newest first: one Query."""
        found = HeardRow.query(
            f"{_HEARD}{agent}", HeardRow.sk < (before or "~"), scan_index_forward=False, limit=limit
        )  # fmt: skip
        return [_entry.decode(row.doc) for row in found]


def _rows(entry: Entry) -> list[HeardRow]:
    doc = msgspec.json.encode(entry).decode()
    shown = [HeardRow(f"{_HEARD}{entry.agent}", f"{entry.at}#{entry.id}", doc=doc)] if entry.agent else []
    return [HeardRow(*_key(entry), doc=doc), *shown]


def _key(entry: Entry) -> tuple[str, str]:
    return f"CONTACT#{entry.contact}" if entry.contact else f"STAFF#{entry.agent}", f"{_HEARD}{entry.id}"
