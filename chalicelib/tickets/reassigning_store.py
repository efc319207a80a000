"""Requests that reassign many tickets, in the tickets' table.

pk                   sk          holds
REASSIGNED#<digest>  REASSIGNED  what the request is to do and what it answered (expires)
"""

from datetime import datetime

import msgspec

from chalicelib.tickets.reassigning import Order
from chalicelib.tickets.rows import Row

_order = msgspec.json.Decoder(Order)


class DynamoOrders:
    """The requests of everybody."""

    def get(self, digest: str) -> Order | None:
        """Return a request by the digest of its key and caller."""
        try:
            return _order.decode(Row.get(f"REASSIGNED#{digest}", "REASSIGNED", consistent_read=True).doc or "")
        except Row.DoesNotExist:
            return None

    def put(self, digest: str, order: Order, expires: datetime) -> None:
        """Keep a request as it stands now."""
        doc = msgspec.json.encode(order).decode()
        Row(f"REASSIGNED#{digest}", "REASSIGNED", row="reassigned", doc=doc, expires=expires).save()
