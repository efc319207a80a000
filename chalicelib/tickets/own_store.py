"""A requester's own tickets in DynamoDB: read with the digests that they are theirs by, and erased (keys: store.py)."""

from collections.abc import Sequence

import msgspec
from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.tickets import rows
from chalicelib.tickets.name_store import name_rows
from chalicelib.tickets.requesters import Owned
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Event, Ticket
from chalicelib.tickets.trouble import TicketChanged

_REACHED, _TICKET, _DETAILS = "REACHED#", "TICKET", "TICKET#DETAILS"


class DynamoOwn:
    """Tickets as their requesters reach them; `shards` is the setting that tickets are kept under."""

    def __init__(self, *, shards: int = 1) -> None:
        self._connection = Connection()
        self._shards = shards

    def owned(self, number: str) -> Owned | None:
        """Return a ticket with its requester's digests: one Query, whether there is one or not."""
        page = Row.query(f"TICKET#{number}", Row.sk.between(_REACHED, _DETAILS), consistent_read=True)
        found = {row.sk: row for row in page}
        if _TICKET not in found:
            return None
        ticket = rows.ticket_of(found[_TICKET])
        reached = {sk.removeprefix(_REACHED) for sk in found if sk.startswith(_REACHED)}
        details = rows.details_of(found.get(_DETAILS), ticket.seal)
        return Owned(ticket=ticket, details=details, refs=frozenset(reached))

    def erase(self, found: Owned, after: Ticket, event: Event, names: Sequence[str]) -> None:
        """Keep an erased ticket with its event, and drop what it said and what finds its requester, all at once.

        :raises TicketChanged: if somebody else saved it first
        """
        saved = after.with_(version=found.ticket.version + 1)
        placed = msgspec.structs.replace(event, sequence=f"{saved.version}.0")
        pk = f"TICKET#{saved.number}"
        try:
            with TransactWrite(connection=self._connection) as write:
                head = rows.ticket_row(saved, shards=self._shards)
                write.save(head, condition=Row.version == found.ticket.version)
                write.save(rows.history_row(saved, placed), condition=Row.pk.does_not_exist())
                write.delete(Row(pk, _DETAILS))
                if found.ticket.speak_since:
                    write.delete(rows.speaking_row(found.ticket, shards=self._shards))
                for ref in sorted(found.refs):
                    write.delete(Row(pk, f"{_REACHED}{ref}"))
                for row in name_rows(found.ticket, names):
                    write.delete(row)
        except TransactWriteError as error:
            if not any(reason and reason.code == "ConditionalCheckFailed" for reason in error.cancellation_reasons):
                raise
            raise TicketChanged(version=saved.version) from error
