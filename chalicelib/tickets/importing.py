"""Keeping the tickets of an old register (R004, R013, R315): their own times, outcomes and numbers; nobody is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.body import Body
from chalicelib.people.identifiers import person_ref
from chalicelib.people.requester import Requester
from chalicelib.people.requester import checked as checked_requester
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid
from chalicelib.shared.numbers import ticket_number
from chalicelib.shared.texts import clean_line, clean_text
from chalicelib.tickets.actions import ATTEMPTS, Context
from chalicelib.tickets.clock import started
from chalicelib.tickets.finding import old_number
from chalicelib.tickets.registration import Location, first_words, placed, reached
from chalicelib.tickets.ticket import Details, Event, KnownKey, Pass, Ticket
from chalicelib.tickets.timers import planned
from chalicelib.tickets.trouble import NumberTaken
from chalicelib.tickets.words import DONE, Channel, Kind, Outcome, Status

IMPORTED_STATUSES = (Status.REGISTERED, Status.CLOSED, Status.REJECTED)


class OldTicket(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One ticket of an old register; instants are ISO 8601 with offset."""

    old_number: Annotated[str, Meta(min_length=1, max_length=64)]
    kind: Kind
    category: str
    channel: Channel
    status: Status
    registered_at: datetime
    description: Annotated[str, Meta(min_length=1)]
    closed_at: datetime | None = None
    subcategory: str = ""
    subject: str = ""
    language: str = "ar"
    section: str = ""
    answer: str = ""
    outcome: Outcome | None = None
    requester: Requester | None = None
    location: Location | None = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The number that an old ticket has here, and whether it was here already."""

    number: str
    known: bool


def keep(context: Context, body: Body, old: OldTicket) -> Kept:
    """Keep an old ticket once, however often it is imported.

    :raises Invalid: naming every faulty field
    """
    ready = checked(old, body)
    known = _known(context, body, ready)
    year = from_iso(iso(ready.registered_at)).year
    for attempt in range(ATTEMPTS):
        number = ticket_number(context.secret, year=year, attempt=attempt, key=known.key)
        try:
            return _add(context, body, ready, number, known)
        except NumberTaken as taken:
            if taken.ticket.origin and taken.ticket.origin.key == known.key:
                return Kept(number=number, known=True)
    raise RuntimeError("twelve numbers in a row were taken")


def checked(old: OldTicket, body: Body) -> OldTicket:
    """Return an old ticket, cleaned and in normal form; a pin outside the body's boundary stays without a region.

    :raises Invalid: naming every faulty field
    """
    faults = [{"field": field, "reason": reason} for field, reason in _faults(old, body)]
    if faults:
        raise Invalid(fields=faults)
    description = clean_text(old.description)
    return msgspec.structs.replace(
        old,
        description=description,
        subject=clean_line(old.subject) or first_words(description),
        requester=checked_requester(old.requester, body.country) if old.requester else None,
        location=placed(old.location, body),
    )


def _faults(old: OldTicket, body: Body) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    category = next((category for category in body.categories if category.code == old.category), None)
    if category is None:
        faults.append(("category", "not-found"))
    elif old.subcategory and old.subcategory not in {sub.code for sub in category.subcategories}:
        faults.append(("subcategory", "not-found"))
    if old.status not in IMPORTED_STATUSES:
        faults.append(("status", "not-allowed"))
    if old.section and old.section not in {section.code for section in body.sections}:
        faults.append(("section", "not-found"))
    if not clean_text(old.description):
        faults.append(("description", "too-short"))
    return faults + _time_faults(old)


def _time_faults(old: OldTicket) -> list[tuple[str, str]]:
    if old.registered_at.tzinfo is None or (old.closed_at and old.closed_at.tzinfo is None):
        return [("registered_at", "no-offset")]
    if old.status in DONE and old.closed_at is None:
        return [("closed_at", "missing")]
    if old.closed_at and old.closed_at < old.registered_at:
        return [("closed_at", "before-registered")]
    return []


def _known(context: Context, body: Body, old: OldTicket) -> KnownKey:
    key = context.secret.text("import-key", body.code, old.old_number, size=12)
    return KnownKey(key, context.secret.text("import-row", msgspec.json.encode(old).decode(), size=9), 1)


def _add(context: Context, body: Body, old: OldTicket, number: str, known: KnownKey) -> Kept:
    ways = reached(old.requester)
    refs = [person_ref(context.secret, body.code, kind, value) for kind, value in ways]
    now = context.clock()
    ticket = _ticket(old, body, number, known, refs, context.new_seal(), now)
    event = Event(
        id=context.new_id(now), type="ticket.imported", at=iso(now), by="import", sequence="1.0",
        facts={"old_number": old.old_number, "status": old.status}, words={"answer": old.answer} if old.answer else {},
    )  # fmt: skip
    place = old.location or Location()
    details = Details(description=old.description, requester=old.requester, address=place.address)
    second = refs[1] if len(refs) > 1 else ""
    due = planned(ticket, body).due
    context.tickets.add(ticket, details, event, reached=second, old_number=old_number(old.old_number), due=due)
    return Kept(number=number, known=False)


def _ticket(
    old: OldTicket, body: Body, number: str, known: KnownKey, refs: list[str], seal: bytes, now: datetime
) -> Ticket:
    """Return the ticket: what is still open is promised from now on, for nobody here promised anything before."""
    at, place = iso(old.registered_at), old.location or Location()
    ended = iso(old.closed_at) if old.closed_at and old.status in DONE else ""
    ticket = Ticket(
        number=number, body=body.code, kind=old.kind, category=old.category, subcategory=old.subcategory,
        channel=old.channel, status=old.status, language=old.language, subject=old.subject, version=1,
        registered_at=at, changed_at=ended or at, closed_at=ended, resolved_at=ended,
        due_at=ended or iso(now), reply_by=ended,
        section=old.section, region=place.region, subregion=place.subregion, lat=place.lat, lon=place.lon,
        person=refs[0] if refs else "", contactable=bool(refs), anonymous=not refs, notified=False,
        classified_at=at, first_reply_at=ended, registered_by="import", imported=True, old_number=old.old_number,
        this_pass=Pass(outcome=old.outcome), origin=known, seal=seal,
    )  # fmt: skip
    return started(ticket, body, now)
