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
    headers = {"Location": f"/v1/public/tickets/{registered.ticket.number}"}
    if registered.repeated:
        headers["Idempotent-Replay"] = "true"
    return Answer(
        content=views.registered_view(registered.ticket, wiring.secret()),
        status=200 if registered.repeated else 201,
        headers=headers,
    )
