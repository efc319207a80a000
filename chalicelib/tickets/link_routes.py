"""Links from messages over HTTP: no code and no session, the token is what proves."""

from chalicelib import wiring
from chalicelib.shared.errors import Invalid
from chalicelib.shared.http import ANYONE, Answer, Call, Routes
from chalicelib.tickets import links
from chalicelib.tickets.links import LinkUsed, LinkView, Sent
from chalicelib.tickets.trouble import ActionNotAllowed, NotYet, TicketNotFound

routes = Routes(__name__)


@routes.on(
    "GET", "/v1/public/links/{token}", access=ANYONE, answer=LinkView, problems=(TicketNotFound,)
)  # fmt: skip
def look(call: Call, token: str) -> LinkView:
    """Show where the ticket of a link stands; nothing is consumed."""
    return links.look(wiring.ticket_links(), token)


@routes.on(
    "POST", "/v1/public/links/{token}", access=ANYONE, body=Sent, answer=LinkView,
    problems=(TicketNotFound, LinkUsed, ActionNotAllowed, NotYet, Invalid),
)  # fmt: skip
def send(call: Call, token: str) -> Answer:
    """Rate or reopen the ticket of a link, once."""
    view, repeated = links.send(wiring.ticket_links(), token, call.body, correlation=call.correlation)
    return Answer(content=view, headers={"Idempotent-Replay": "true"} if repeated else {})
