"""What people can do with tickets: one function for each thing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import Invalid, KeyReused, NotFound
from chalicelib.shared.ids import NewId
from chalicelib.shared.numbers import read_number, ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line, clean_text
from chalicelib.tickets import appeal, assignment, clock, lifecycle, moves, registration, timers
from chalicelib.tickets.deeds import Action, AnswerDeed, Assign, Deed, Measure, Merge, Reply, Unmerge
from chalicelib.tickets.lifecycle import Actor
from chalicelib.tickets.registration import Registration
from chalicelib.tickets.scene import Happening, Scene
from chalicelib.tickets.ticket import Change, ContactCount, Details, Event, KnownKey, Ticket, Timers, Told
from chalicelib.tickets.trouble import (
    ActionNotAllowed,
    ContactLimitReached,
    ExcludedFromPass,
    NobodyFree,
    NumberTaken,
    TicketChanged,
    TicketNotFound,
    TooManyRegistrations,
    VersionMissing,
)
from chalicelib.tickets.visibility import may_see, seen
from chalicelib.tickets.words import Channel, ClockName

ATTEMPTS = 12
# So many registrations an hour are told to one mobile or address (api.md); beyond, the ticket stands and nobody is
# told. So many are taken at all: nobody files more by hand, and a flood under a stranger's number ends.
TOLD_AN_HOUR = 3
REGISTERED_AN_HOUR = 30
NEW_YEAR = timedelta(hours=48)


class Tickets(Protocol):
    """Where tickets are kept."""

    def add(
        self, ticket: Ticket, details: Details, event: Event, *, reached: str = "", counted: ContactCount | None = None,
        old_number: str = "", due: tuple[str, ...] = (),
    ) -> None: ...  # fmt: skip

    def get(self, number: str) -> Ticket: ...

    def with_told(self, number: str) -> tuple[Ticket, Told]: ...

    def whole(self, number: str) -> tuple[Ticket, Details]: ...

    def save(self, *changes: Change) -> list[Ticket]: ...

    def event(self, number: str, sequence: str) -> Event: ...

    def history(self, number: str, *, before: str = "", limit: int = 50, seal: bytes | None = None) -> list[Event]: ...


class Bodies(Protocol):
    """Where bodies are looked up."""

    def __call__(self, code: str) -> Body: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions need from the world."""

    tickets: Tickets
    body: Bodies
    staff: Callable[[str], Staff | None]
    secret: Secret
    clock: Clock
    new_id: NewId
    new_seal: Callable[[], bytes]
    has_file: Callable[[Ticket, str], bool] = lambda _ticket, _id: False
    assigning: assignment.Context | None = None


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


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One thing that somebody wants to do to a ticket: `version` is the one they saw, `key` makes a repeat harmless."""

    action: Action
    deed: Deed
    actor: Actor
    key: str
    version: int | None = None
    correlation: str = ""


@dataclass(frozen=True, kw_only=True)
class Done:
    """The ticket after an action, and whether this was a repeat of an earlier request."""

    ticket: Ticket
    repeated: bool = False


def act(context: Context, number: str, doing: Doing) -> Done:
    """Do one thing to a ticket, once.

    The order of checks is the contract's: seen before (the key), visible, role, version, status.

    :raises TicketNotFound: if there is none that the actor may see
    :raises RoleNotAllowed: if none of the actor's roles may
    :raises ExcludedFromPass: if the actor handled an earlier pass
    :raises VersionMissing: if staff name no version
    :raises TicketChanged: if somebody else changed it first
    :raises ActionNotAllowed: if the status does not allow it
    :raises NotYet: if a step that must come first is missing
    :raises Invalid: naming the field that does not fit
    """
    ticket, told = context.tickets.with_told(number)
    known = known_action(context.secret, number, doing)
    if before := ticket.known_key(known.key):
        if before.fingerprint != known.fingerprint:
            raise KeyReused.field("Idempotency-Key", "used-with-another-body")
        return Done(ticket=ticket, repeated=True)
    _check(context, ticket, doing)
    scene = Scene(context.body(ticket.body), doing.actor, context.clock())
    changes = _changes(context, ticket, told, doing, scene, known)
    try:
        return Done(ticket=context.tickets.save(*changes)[0])
    except TicketChanged:
        # An answer that was lost on its way, then repeated below us, meets its own success.
        now = context.tickets.get(number)
        if now.known_key(known.key):
            return Done(ticket=now)
        raise


def _check(context: Context, ticket: Ticket, doing: Doing) -> None:
    if doing.actor.staff:
        seen(doing.actor.staff, ticket, context.body)
    lifecycle.check_role(ticket, doing.action, doing.actor, doing.deed)
    if doing.actor.staff and doing.version is None:
        raise VersionMissing(header="If-Match")
    if doing.version is not None and doing.version != ticket.version:
        raise TicketChanged(version=ticket.version)
    lifecycle.check_status(ticket, doing.action, doing.actor)


def known_action(secret: Secret, number: str, doing: Doing) -> KnownKey:
    key = secret.text("action-key", number, doing.action, doing.actor.id, doing.key, size=9)
    return KnownKey(key, secret.text("action-body", msgspec.json.encode(doing.deed).decode(), size=6), 0)


def _changes(context: Context, ticket: Ticket, told: Told, doing: Doing, scene: Scene, known: KnownKey) -> list[Change]:
    """Return every ticket that an action changes, the one that it was done to first."""
    deed = doing.deed
    others: list[Change] = []
    if isinstance(deed, Merge):
        deed, others = _into(context, ticket, deed, doing, scene)
    elif isinstance(deed, Unmerge):
        others = _out_of(context, ticket, scene, doing)
    elif ticket.merged_into and isinstance(deed, Measure | Reply):
        others = _heard(context, ticket, deed, scene, doing)
    elif isinstance(deed, AnswerDeed):
        _attached(context, ticket, deed)
    elif isinstance(deed, Assign):
        deed = _assignable(context, ticket, deed, doing.actor, scene)
    after, happened = moves.move(ticket, doing.action, deed, scene)
    if context.assigning:
        after, given = assignment.given_out(context.assigning, after, happened, scene.now)
        happened = [*happened, *given]
    after = clock.kept(ticket, after, scene.body, scene.now, heard=_was_heard(happened, doing.actor))
    happened = _with_ended(happened, clock.stopped(ticket, after, scene.now))
    remembered = after.remembering(KnownKey(known.key, known.fingerprint, ticket.version + 1))
    change = Change(
        before=ticket, after=remembered, events=_events(context, happened, doing, scene),
        timers=timers_after(ticket, after, told, scene.body),
    )  # fmt: skip
    return [change, *others]


# What a requester is told of beside what a person writes or says to them (domain.md section 4, update).
_HEARD = frozenset({"ticket.asked", "ticket.delayed", "ticket.reopened", "ticket.decided"})


def _was_heard(happened: list[Happening], actor: Actor) -> bool:
    """Return whether the requester was told something, so that the next message is due from now on."""
    return any(
        one.type in _HEARD
        or (one.type == "ticket.replied" and actor.staff is not None)
        or (one.type in ("ticket.informed", "ticket.spoken") and bool(one.facts.get("reached")))
        or (one.type == "ticket.answered" and bool(one.facts.get("to_requester")))
        or (one.type == "ticket.referred" and bool(one.facts.get("partner")))
        for one in happened
    )


def _with_ended(happened: list[Happening], ended: list[dict[str, Any]]) -> list[Happening]:
    """Return what happened, the first with the promises that ended by it.

    What a partner never answered was not kept, however early its silence was given up on.
    """
    if not ended or not happened:
        return happened
    first = happened[0]
    if first.facts.get("partner_did_not_answer"):
        ended = [{**one, "kept": one["kept"] and one["name"] != ClockName.REFERRAL_REPLY} for one in ended]
    return [first._replace(facts={**first.facts, "clocks": ended}), *happened[1:]]


def timers_after(before: Ticket, after: Ticket, told: Told, body: Body) -> Timers | None:
    """Return what is due of a changed ticket; None if that did not change."""
    return timers.planned(after, body, told.steps) if timers.is_moved(before, after) else None


def _events(context: Context, happened: list[Happening], doing: Doing, scene: Scene) -> tuple[Event, ...]:
    behalf = doing.deed.on_behalf
    return tuple(
        Event(
            id=context.new_id(scene.now), type=one.type, at=scene.at, by=one.by or doing.actor.id, facts=one.facts,
            words=one.words, correlation=doing.correlation,
            on_behalf=f"{behalf.of}: {clean_line(behalf.contact)}".rstrip(": ") if behalf and not one.by else "",
        )
        for one in happened
    )  # fmt: skip


def _into(context: Context, ticket: Ticket, deed: Merge, doing: Doing, scene: Scene) -> tuple[Merge, list[Change]]:
    """Return the merge with the other ticket's number in its plain form, and what it changes there.

    The earliest registration keeps the clock (domain.md, merge).

    :raises Invalid: if the other is no open ticket of the same body that the actor may see, or the same one
    """
    number = read_number(deed.into) or ""
    into, told = _merged_with(context, number, ticket, doing)
    joined = into.with_(merged_from=(*into.merged_from, ticket.number), changed_at=scene.at, news="joined")
    after = clock.redated(joined, clock.earlier(into.clocks, ticket.clocks))
    happened = [Happening("ticket.joined", {"from": ticket.number}, {})]
    change = Change(
        before=into, after=after, events=_events(context, happened, doing, scene),
        timers=timers_after(into, after, told, scene.body),
    )  # fmt: skip
    return msgspec.structs.replace(deed, into=number), [change]


def _merged_with(context: Context, number: str, ticket: Ticket, doing: Doing) -> tuple[Ticket, Told]:
    try:
        into, told = context.tickets.with_told(number)
    except TicketNotFound:
        raise Invalid.field("into", "not-found") from None
    staff = doing.actor.staff
    if into.body != ticket.body or (staff and not may_see(staff, into, context.body)):
        raise Invalid.field("into", "not-found")
    if number == ticket.number or not into.is_open or ticket.merged_from:
        raise Invalid.field("into", "not-allowed")
    return into, told


def _out_of(context: Context, ticket: Ticket, scene: Scene, doing: Doing) -> list[Change]:
    into = context.tickets.get(ticket.merged_into)
    left = tuple(number for number in into.merged_from if number != ticket.number)
    after = into.with_(merged_from=left, changed_at=scene.at, news="parted")
    happened = [Happening("ticket.parted", {"from": ticket.number}, {})]
    return [Change(before=into, after=after, events=_events(context, happened, doing, scene))]


def _heard(context: Context, ticket: Ticket, deed: Measure | Reply, scene: Scene, doing: Doing) -> list[Change]:
    """Return the word to those who handle the ticket that this one was merged into: its requester wrote, or rated it.

    :raises ActionNotAllowed: if what is rated is not resolved yet
    """
    into = context.tickets.get(ticket.merged_into)
    score = deed.score if isinstance(deed, Measure) else None
    if isinstance(deed, Measure) and into.status not in lifecycle.RULES[Action.MEASURE].statuses:
        raise ActionNotAllowed(status=into.status, allowed=[])
    facts = {"from": ticket.number, **({"score": score} if score else {})}
    happened = [Happening("ticket.heard", facts, {})]
    after = into.with_(changed_at=scene.at, news="heard")
    return [Change(before=into, after=after, events=_events(context, happened, doing, scene))]


def _attached(context: Context, ticket: Ticket, deed: AnswerDeed) -> None:
    """Refuse an answer that names a file which the ticket does not have. :raises Invalid: naming each"""
    missing = [i for i, id in enumerate(deed.attachments) if not context.has_file(ticket, id)]
    if missing:
        raise Invalid(fields=[{"field": f"attachments.{i}", "reason": "not-found"} for i in missing])


def _assignable(context: Context, ticket: Ticket, deed: Assign, actor: Actor, scene: Scene) -> Assign:
    """Return the assignment if the person may have the ticket; without a person, to the next of its section.

    :raises NobodyFree: if nobody of the section can be given it now
    :raises Invalid: if there is no such person here, it is their own matter, or a supervisor gave no reason for one of
        an earlier pass
    :raises ExcludedFromPass: if the person handled an earlier pass and no supervisor says otherwise
    """
    if deed.to is None:
        return msgspec.structs.replace(deed, to=_next(context, ticket, scene.now))
    staff = context.staff(deed.to)
    if not staff or not staff.active or not may_see(staff, ticket, context.body):
        raise Invalid.field("to", "not-found")
    if assignment.has_interest(context.secret, ticket, staff):
        raise Invalid.field("to", "own-matter")
    if deed.to in ticket.excluded and deed.to not in ticket.this_pass.readmitted:
        if Role.SUPERVISOR not in actor.roles:
            raise ExcludedFromPass
        if not clean_text(deed.reason):
            raise Invalid.field("reason", "missing")
    return deed


def _next(context: Context, ticket: Ticket, now: datetime) -> str:
    if not context.assigning or not ticket.queue.startswith("section:"):
        raise Invalid.field("to", "missing")
    if chosen := assignment.next_officer(context.assigning, ticket, now):
        return chosen
    raise NobodyFree(section=ticket.section)
