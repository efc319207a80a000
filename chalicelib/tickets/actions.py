"""What people can do with tickets: one function for each thing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.ids import NewId
from chalicelib.shared.numbers import ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets import registration
from chalicelib.tickets.registration import Registration
from chalicelib.tickets.ticket import Details, Event, KnownKey, SmsCount, Ticket
from chalicelib.tickets.trouble import KeyReused, NumberTaken, SmsLimitReached, TicketNotFound
from chalicelib.tickets.words import Channel

ATTEMPTS = 12
# So many registration messages an hour go to one number; beyond, the ticket stands and nobody is told (api.md).
SMS_AN_HOUR = 3
NEW_YEAR = timedelta(hours=48)


class Tickets(Protocol):
    """Where tickets are kept."""

    def add(
        self, ticket: Ticket, details: Details, event: Event, *, reached: str = "", sms: SmsCount | None = None,
        old_number: str = "",
    ) -> None: ...  # fmt: skip

    def get(self, number: str) -> Ticket: ...

    def whole(self, number: str) -> tuple[Ticket, Details]: ...

    def save(self, before: Ticket, after: Ticket, events: Sequence[Event]) -> Ticket: ...

    def event(self, number: str, sequence: str) -> Event: ...

    def history(self, number: str, *, before: str = "", limit: int = 50) -> list[Event]: ...


class Bodies(Protocol):
    """Where bodies are looked up."""

    def __call__(self, code: str) -> Body: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions need from the world."""

    tickets: Tickets
    body: Bodies
    secret: Secret
    clock: Clock
    new_id: NewId
    new_seal: Callable[[], bytes]


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
    """
    body = context.body(asked.body)
    known = _known(context.secret, origin, asked)
    now = context.clock()
    for number in _numbers_of_last_year(context, body, known, now):
        if found := _earlier(context, number, known):
            return found
    ready = registration.checked(asked, body, public=origin.public)
    for attempt in range(ATTEMPTS):
        number = ticket_number(context.secret, year=_year(body, now), attempt=attempt, key=known.key)
        try:
            return Registered(ticket=_add(context, ready, body, origin, known, number, now))
        except NumberTaken as taken:
            if taken.ticket.origin and taken.ticket.origin.key == known.key:
                return _repeated(taken.ticket, known)
    raise RuntimeError("twelve numbers in a row were taken")


def _known(secret: Secret, origin: Origin, asked: Registration) -> KnownKey:
    """Return the digests of a key (within its scope) and of the body that came with it."""
    key = secret.text("registration-key", origin.scope, asked.body, origin.key, size=12)
    fingerprint = secret.text("registration-body", msgspec.json.encode(asked).decode(), size=9)
    return KnownKey(key, fingerprint, 1)


def _add(
    context: Context, asked: Registration, body: Body, origin: Origin, known: KnownKey, number: str, now: datetime
) -> Ticket:
    def person(kind: str, value: str) -> str:
        return person_ref(context.secret, body.code, kind, value)

    ticket = registration.ticket_of(
        asked, body, number=number, now=now, by=origin.by, person=person, channel=origin.channel,
        seal=context.new_seal(), origin=known, **_staff_facts(asked),
    )  # fmt: skip
    event = Event(
        id=context.new_id(now), type="ticket.registered", at=iso(now), by=origin.by, sequence="1.0",
        facts={"kind": ticket.kind, "channel": ticket.channel}, correlation=origin.correlation,
    )  # fmt: skip
    ways = registration.reached(asked.requester)
    second = person(*ways[1]) if len(ways) > 1 else ""
    details = registration.details_of(asked)
    mobile = next((value for kind, value in ways if kind == "mobile"), "")
    if not mobile:
        context.tickets.add(ticket, details, event, reached=second)
        return ticket
    try:
        context.tickets.add(ticket, details, event, reached=second, sms=_sms_count(context.secret, mobile, now))
    except SmsLimitReached:
        ticket = ticket.with_(notified=False)
        context.tickets.add(ticket, details, event, reached=second)
    return ticket


def _staff_facts(asked: Registration) -> dict[str, Any]:
    """Return what only staff say at registration."""
    if not isinstance(asked, registration.StaffRegistration):
        return {}
    return {
        "procedure": asked.procedure,
        "in_jurisdiction": asked.in_jurisdiction,
        "about_staff": asked.about.staff if asked.about else "",
    }


def _sms_count(secret: Secret, mobile: str, now: datetime) -> SmsCount:
    hour = now.astimezone(UTC).strftime("%Y-%m-%dT%H")
    digest = secret.text("registration-sms", mobile)
    return SmsCount(digest=digest, hour=hour, most=SMS_AN_HOUR, expires=now + timedelta(hours=2))


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
