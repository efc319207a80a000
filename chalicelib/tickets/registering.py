"""Register a ticket, or find the one that the same request registered before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, KeyReused, NotFound
from chalicelib.shared.numbers import read_number, ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line
from chalicelib.tickets import appeal, registration, timers
from chalicelib.tickets.context import Context
from chalicelib.tickets.registration import Registration
from chalicelib.tickets.ticket import ContactCount, Event, KnownKey, Ticket
from chalicelib.tickets.trouble import ContactLimitReached, NumberTaken, TicketNotFound, TooManyRegistrations
from chalicelib.tickets.words import Channel

ATTEMPTS = 12
# So many registrations an hour are told to one mobile or address (api.md); beyond, the ticket stands and nobody is
# told. So many are taken at all: nobody files more by hand, and a flood under a stranger's number ends.
TOLD_AN_HOUR = 3
REGISTERED_AN_HOUR = 30
NEW_YEAR = timedelta(hours=48)


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A registered ticket, and whether this was a repeat of an earlier request."""

    ticket: Ticket
    repeated: bool = False


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a registration comes from: who, by which channel, under which key; `scope` is route and caller."""

    by: str
    channel: Channel
    key: str
    scope: str
    public: bool = True
    correlation: str = ""


def register(context: Context, asked: Registration, origin: Origin) -> Registered:
    """Register a ticket, or find the one that the same request registered before.

    :raises Invalid: naming every faulty field
    :raises KeyReused: if the key came before with another body
    :raises TooManyRegistrations: if the hour of this requester is used up
    """
    body = _body(context, asked.body)
    known = _known(context.secret, origin, asked)
    now = context.clock()
    for number in _numbers_of_last_year(context, body, known, now):
        if found := _earlier(context, number, known):
            return found
    ready = registration.checked(asked, body, public=origin.public)
    followed = _followed(context, ready, body, now) if asked.follows else {}
    for attempt in range(ATTEMPTS):
        number = ticket_number(context.secret, year=_year(body, now), attempt=attempt, key=known.key)
        try:
            return Registered(ticket=_add(context, ready, body, origin, known, number, now, followed))
        except NumberTaken as taken:
            if taken.ticket.origin and taken.ticket.origin.key == known.key:
                return _repeated(taken.ticket, known)
    raise RuntimeError("twelve numbers in a row were taken")


def found(context: Context, asked: Registration, origin: Origin) -> Ticket | None:
    """Return the ticket that a key registered before, whatever was asked for then; None if there is none.

    For machines, whose repeats may know more than the first time: people are told that a key was reused.
    """
    body, now = _body(context, asked.body), context.clock()
    known = _known(context.secret, origin, asked)
    for year in (_year(body, now), _year(body, now) - 1):
        for attempt in range(ATTEMPTS):
            number = ticket_number(context.secret, year=year, attempt=attempt, key=known.key)
            try:
                ticket = context.tickets.get(number)
            except TicketNotFound:
                break
            if ticket.origin and ticket.origin.key == known.key:
                return ticket
    return None


def _body(context: Context, code: str) -> Body:
    try:
        return context.body(code)
    except NotFound:
        raise Invalid.field("body", "not-found") from None


def _known(secret: Secret, origin: Origin, asked: Registration) -> KnownKey:
    """Return the digests of a key (within its scope) and of the body that came with it."""
    key = secret.text("registration-key", origin.scope, asked.body, origin.key, size=12)
    fingerprint = secret.text("registration-body", msgspec.json.encode(asked).decode(), size=9)
    return KnownKey(key, fingerprint, 1)


def _add(
    context: Context, asked: Registration, body: Body, origin: Origin, known: KnownKey, number: str, now: datetime,
    followed: dict[str, Any],
) -> Ticket:  # fmt: skip
    def person(kind: str, value: str) -> str:
        return person_ref(context.secret, body.code, kind, value)

    ticket = registration.ticket_of(
        asked, body, number=number, now=now, by=origin.by, person=person, channel=origin.channel,
        seal=context.new_seal(), origin=known, **_staff_facts(asked), **followed,
    )  # fmt: skip
    event = Event(
        id=context.new_id(now), type="ticket.registered", at=iso(now), by=origin.by, sequence="1.0",
        facts=_told_of(asked, ticket),
        correlation=origin.correlation,
    )  # fmt: skip
    due = timers.planned(ticket, body).due
    ways = registration.reached(asked.requester)
    second = person(*ways[1]) if len(ways) > 1 else ""
    details = registration.details_of(asked)
    if not ways:
        context.tickets.add(ticket, details, event, reached=second, due=due)
        return ticket
    for most, told in ((TOLD_AN_HOUR, True), (REGISTERED_AN_HOUR, False)):
        counted = _count_of(context.secret, ways[0], now, most)
        try:
            ticket = ticket.with_(notified=told)
            context.tickets.add(ticket, details, event, reached=second, counted=counted, due=due)
        except ContactLimitReached:
            continue
        return ticket
    raise TooManyRegistrations(retry_after=3600 - now.minute * 60 - now.second)


def _told_of(asked: Registration, ticket: Ticket) -> dict[str, Any]:
    """Return what the history holds of a registration: codes and ids."""
    further = {"follows": ticket.follows, "portal": asked.portal, "section": ticket.suggested,
               "contact": clean_line(getattr(asked, "contact", ""))}  # fmt: skip
    return {"kind": ticket.kind, "channel": ticket.channel, **{name: code for name, code in further.items() if code}}


def _followed(context: Context, asked: Registration, body: Body, now: datetime) -> dict[str, Any]:
    """Return what a ticket has of the one that it follows: nobody who handled that one handles it (R234).

    :raises Invalid: if that is no ticket of the same requester, or it may still be reopened
    """
    try:
        earlier = context.tickets.get(read_number(asked.follows) or "")
    except TicketNotFound:
        raise Invalid.field("follows", "not-found") from None
    refs = {person_ref(context.secret, body.code, kind, value) for kind, value in registration.reached(asked.requester)}
    if earlier.body != body.code or earlier.erased or not refs & {earlier.person}:
        raise Invalid.field("follows", "not-found")
    if earlier.is_open or earlier.merged_into or now <= appeal.appeal_until(earlier, body):
        raise Invalid.field("follows", "not-allowed")
    return {"follows": earlier.number, "excluded": appeal.kept_away(earlier)}


def _staff_facts(asked: Registration) -> dict[str, Any]:
    """Return what only staff say at registration."""
    if not isinstance(asked, registration.StaffRegistration):
        return {}
    return {
        "procedure": asked.procedure,
        "in_jurisdiction": asked.in_jurisdiction,
        "about": asked.about,
        "vip": asked.vip,
    }


def _count_of(secret: Secret, way: tuple[str, str], now: datetime, most: int) -> ContactCount:
    hour = now.astimezone(UTC).strftime("%Y-%m-%dT%H")
    digest = secret.text("registrations-of", *way)
    return ContactCount(digest=digest, hour=hour, most=most, expires=now + timedelta(hours=2))


def _repeated(ticket: Ticket, known: KnownKey) -> Registered:
    if ticket.origin and ticket.origin.fingerprint != known.fingerprint:
        raise KeyReused.field("Idempotency-Key", "used-with-another-body")
    return Registered(ticket=ticket, repeated=True)


def _earlier(context: Context, number: str, known: KnownKey) -> Registered | None:
    try:
        ticket = context.tickets.get(number)
    except TicketNotFound:
        return None
    return _repeated(ticket, known) if ticket.origin and ticket.origin.key == known.key else None


def _numbers_of_last_year(context: Context, body: Body, known: KnownKey, now: datetime) -> Iterator[str]:
    """Yield the numbers that a request begun before New Year (the body's) may have got; none after 48 hours."""
    local = now.astimezone(ZoneInfo(body.zone))
    if local - local.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0) > NEW_YEAR:
        return
    for attempt in range(ATTEMPTS):
        number = ticket_number(context.secret, year=local.year - 1, attempt=attempt, key=known.key)
        yield number
        if not _taken(context, number):
            return


def _taken(context: Context, number: str) -> bool:
    try:
        context.tickets.get(number)
    except TicketNotFound:
        return False
    return True


def _year(body: Body, now: datetime) -> int:
    return now.astimezone(ZoneInfo(body.zone)).year
