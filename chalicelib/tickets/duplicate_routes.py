"""Likely duplicates over HTTP, while a registration is typed; and asking again about a ticket."""

from collections.abc import Mapping

import msgspec

from chalicelib import wiring
from chalicelib.organisations.staff import Role
from chalicelib.people.limits import Limit
from chalicelib.people.session import Session, read_session
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, TooMany
from chalicelib.shared.http import Access, Answer, Call, Routes, bearer
from chalicelib.shared.numbers import read_number
from chalicelib.tickets import contacting, duplicate_search
from chalicelib.tickets.contacting import Contacted
from chalicelib.tickets.duplicate_search import PublicDuplicate, StaffDuplicate, Typed
from chalicelib.tickets.lifecycle import actor_of
from chalicelib.tickets.trouble import TicketChanged, TicketNotFound

routes = Routes(__name__)
REGISTRARS = (Role.AGENT, Role.RECEPTION, Role.DISTRIBUTOR, Role.SUPERVISOR, Role.MEDIA_OFFICER, Role.FOLLOW_UP)
# While one types, a face asks every few seconds; many share an address behind a carrier's translation.
A_CLIENT = Limit(name="duplicates", most=1200, seconds=3600)


class PublicDuplicates(msgspec.Struct, frozen=True, kw_only=True):
    items: list[PublicDuplicate]


class StaffDuplicates(msgspec.Struct, frozen=True, kw_only=True):
    items: list[StaffDuplicate]


class ContactedView(msgspec.Struct, frozen=True, kw_only=True):
    """How often people have asked about the ticket by now, the registration counted."""

    number: str
    contacts: int
    version: int


def _session(headers: Mapping[str, str]) -> Session | None:
    token = bearer(headers)
    context = wiring.duplicates()
    return read_session(context.secret, token, now=context.clock()) if token else None


ANYONE_OR_SESSION = Access(name="anyone or requester", identify=lambda headers, _claims: _session(headers))


@routes.on(
    "POST", "/v1/public/duplicates", access=ANYONE_OR_SESSION, body=Typed, answer=PublicDuplicates,
    problems=(Invalid, NotFound, TooMany),
)  # fmt: skip
def public_duplicates(call: Call) -> PublicDuplicates:
    """Find one's own tickets, and reports near the place, that are like what is being typed."""
    wiring.people().limits.require(A_CLIENT, call.source)
    return PublicDuplicates(items=duplicate_search.for_public(wiring.duplicates(), call.caller, call.body))


@routes.on(
    "POST", "/v1/duplicates", access=wiring.staff(*REGISTRARS), body=Typed, answer=StaffDuplicates,
    problems=(Invalid, NotFound),
)  # fmt: skip
def staff_duplicates(call: Call) -> StaffDuplicates:
    """Find likely duplicates of what is being registered, with the reasons."""
    return StaffDuplicates(items=duplicate_search.for_staff(wiring.duplicates(), call.caller, call.body))


@routes.on(
    "POST", "/v1/tickets/{number}/contacts", access=wiring.staff(*REGISTRARS), body=Contacted, answer=ContactedView,
    status=201, keyed=True, problems=(TicketNotFound, TicketChanged, KeyReused, Invalid),
)  # fmt: skip
def contact(call: Call, number: str) -> Answer:
    """Record that somebody asked again about a ticket, instead of a second one."""
    done = contacting.contact(
        wiring.tickets(), read_number(number) or "", call.body, actor_of(call.caller), key=call.key,
        correlation=call.correlation,
    )  # fmt: skip
    ticket = done.ticket
    return Answer(
        content=ContactedView(number=ticket.number, contacts=ticket.contacts, version=ticket.version),
        status=200 if done.repeated else 201,
        headers={"ETag": f'"{ticket.version}"', **({"Idempotent-Replay": "true"} if done.repeated else {})},
    )
