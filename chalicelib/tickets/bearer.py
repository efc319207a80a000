"""What a requester shows to reach a ticket without being staff: a token of that ticket, or a session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.people.session import Session, read_session
from chalicelib.shared.secret import BadToken, Secret
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound

Reached = Callable[[str, str], bool]


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """Who shows a token: it names one ticket (`number`), or it is the session of one who proved a mobile or address."""

    number: str = ""
    session: Session | None = None


def read_bearer(secret: Secret, token: str, *, now: datetime, uploads: bool = False) -> Bearer:
    """Return what a token lets its bearer reach; upload tokens, of an hour, only where `uploads` are meant.

    :raises Unauthenticated: if it is none of ours, or over
    """
    for purpose in ("track", "upload") if uploads else ("track",):
        try:
            facts = secret.facts(purpose, token, now=now if purpose == "upload" else None)
        except BadToken:
            continue
        return Bearer(number=facts["n"])
    return Bearer(session=read_session(secret, token, now=now))


def held(ticket: Ticket, bearer: Bearer, secret: Secret, reached: Reached) -> Ticket:
    """Return a ticket that its bearer may reach; `reached(number, ref)` tells a second identifier of the requester.

    A session reaches what was registered since its identifier changed hands, at most 24 months back.

    :raises TicketNotFound: if they may not, just as if there were none
    """
    if bearer.number == ticket.number or (bearer.session and _of_session(ticket, bearer.session, secret, reached)):
        return ticket
    raise TicketNotFound


def _of_session(ticket: Ticket, session: Session, secret: Secret, reached: Reached) -> bool:
    if ticket.registered_at < session.since:
        return False
    ref = session.ref(secret, ticket.body)
    return ticket.person == ref or reached(ticket.number, ref)
