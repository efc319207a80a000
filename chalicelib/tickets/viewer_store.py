"""Who has a ticket open, in the tickets' table.

pk               sk           holds
TICKET#<number>  VIEWER#<id>  who has it open, since when, when last heard of (expires)

It stands after the ticket itself, so that one Query reads both.
"""

from datetime import timedelta

import msgspec

from chalicelib.shared.clock import from_iso
from chalicelib.tickets import rows
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.viewers import LASTS, Viewer

_viewer = msgspec.json.Decoder(Viewer)
_VIEWER = "VIEWER#"
# DynamoDB drops what has expired when it comes to it; who reads looks at the time.
KEPT = LASTS + timedelta(minutes=5)


class DynamoViewers:
    """The viewers of every ticket."""

    def of(self, number: str) -> tuple[Ticket, list[Viewer]]:
        """Return a ticket and who is kept as having it open: one Query. :raises TicketNotFound: if there is none"""
        page = Row.query(f"TICKET#{number}", Row.sk.between("TICKET", f"{_VIEWER}~"), consistent_read=True)
        found = {row.sk: row for row in page}
        if "TICKET" not in found:
            raise TicketNotFound
        viewers = [_viewer.decode(row.doc or "") for sk, row in found.items() if sk.startswith(_VIEWER)]
        return rows.ticket_of(found["TICKET"]), viewers

    def keep(self, number: str, viewer: Viewer) -> None:
        """Keep that somebody has a ticket open: one PutItem of less than a kilobyte."""
        doc = msgspec.json.encode(viewer).decode()
        expires = from_iso(viewer.seen_at) + KEPT
        Row(f"TICKET#{number}", f"{_VIEWER}{viewer.id}", row="viewer", doc=doc, expires=expires).save()

    def forget(self, number: str, id: str) -> None:
        """Forget that somebody has a ticket open; there need be nothing to forget."""
        Row(f"TICKET#{number}", f"{_VIEWER}{id}").delete()
