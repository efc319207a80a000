"""Who has a ticket open, over HTTP, for staff."""

from chalicelib import wiring
from chalicelib.shared.errors import Invalid
from chalicelib.shared.http import Call, Routes
from chalicelib.tickets import viewers
from chalicelib.tickets.staff_routes import plain_number
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.viewers import ViewersView, Viewing
from chalicelib.tickets.visibility import READERS

routes = Routes(__name__)


@routes.on(
    "PUT", "/v1/tickets/{number}/viewers/me",
    access=wiring.staff(*READERS), body=Viewing, answer=ViewersView, problems=(TicketNotFound, Invalid),
)  # fmt: skip
def look(call: Call, number: str) -> ViewersView:
    """Say that one has a ticket open, and read who else has; to be said again every few seconds."""
    return viewers.look(wiring.viewing(), call.caller, plain_number(number), call.body)


@routes.on(
    "DELETE", "/v1/tickets/{number}/viewers/me", access=wiring.staff(*READERS), status=204, problems=(TicketNotFound,)
)  # fmt: skip
def leave(call: Call, number: str) -> None:
    """Say that one has closed a ticket."""
    viewers.leave(wiring.viewing(), call.caller, plain_number(number))
