"""Tickets over HTTP, for the public."""

from chalicelib import wiring
from chalicelib.shared.http import ANYONE, Answer, Call, Routes
from chalicelib.tickets import actions, views
from chalicelib.tickets.registration import Registration
from chalicelib.tickets.words import Channel

routes = Routes(__name__)


@routes.on(
    "POST", "/v1/public/tickets", access=ANYONE, body=Registration, answer=views.RegisteredView, status=201, keyed=True
)
def register(call: Call) -> Answer:
    """File a ticket: the number comes at once."""
    origin = actions.Origin(
        by="requester", channel=Channel.WEB, key=call.key, scope="public/tickets", correlation=call.correlation
    )
    registered = actions.register(wiring.tickets(), call.body, origin)
    return views.registered_answer(registered, wiring.secret(), f"/v1/public/tickets/{registered.ticket.number}")
