"""Names of requesters in the tickets' table: keys are HMACs, and say nothing by themselves.

pk                  sk                     holds
NAME#<body>#<hmac>  <registered>#<number>  nothing more: a requester's word begins so
"""

from collections.abc import Sequence

from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Ticket


class DynamoNames:
    """The names on the tickets of every body."""

    def enter(self, ticket: Ticket, keys: Sequence[str]) -> None:
        """Enter a ticket under keys; again changes nothing."""
        for row in name_rows(ticket, keys):
            row.save()


def name_rows(ticket: Ticket, keys: Sequence[str]) -> list[Row]:
    """Return the items that let a name find a ticket."""
    return [Row(f"NAME#{key}", f"{ticket.registered_at}#{ticket.number}") for key in keys]
