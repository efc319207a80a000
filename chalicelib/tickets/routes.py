"""Tickets over HTTP, for the public."""

from chalicelib import wiring
from chalicelib.people.actions import remember, session_of
from chalicelib.shared.errors import Invalid, NidaaError
from chalicelib.shared.http import ANYONE, Answer, Call, Routes
from chalicelib.shared.observability import logger
from chalicelib.tickets import actions, views
from chalicelib.tickets.registration import Registration
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TooManyRegistrations
from chalicelib.tickets.words import Channel

routes = Routes(__name__)


@routes.on(
    "POST", "/v1/public/tickets", access=ANYONE, body=Registration, answer=views.RegisteredView, status=201, keyed=True,
    problems=(Invalid, TooManyRegistrations),
)  # fmt: skip
def register(call: Call) -> Answer:
    """File a ticket: the number comes at once."""
    origin = actions.Origin(
        by="requester", channel=Channel.WEB, key=call.key, scope="public/tickets", correlation=call.correlation
    )
    registered = actions.register(wiring.tickets(), call.body, origin)
    if call.bearer and not registered.repeated:
        _remember(call, registered.ticket)
    return views.registered_answer(registered, wiring.secret(), f"/v1/public/tickets/{registered.ticket.number}")


def _remember(call: Call, ticket: Ticket) -> None:
    """Keep what somebody with a session says of himself in the profile; the ticket stands whatever comes of it."""
    people = wiring.people()
    try:
        session = session_of(people, call.bearer)
        requester = wiring.tickets().tickets.whole(ticket.number)[1].requester
        if requester and session.value in (requester.mobile, requester.email):
            remember(people, session, ticket.body, requester, language=ticket.language)
    except NidaaError as error:
        logger.info("profile not kept", extra={"ticket": ticket.number, "reason": error.code()})
