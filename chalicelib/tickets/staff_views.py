"""What staff are shown of tickets."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.clocks import ClockView, clocks_of
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import actor_of, allowed
from chalicelib.tickets.masking import RequesterView, Sight, initials, requester_view, sight
from chalicelib.tickets.standing import is_overdue
from chalicelib.tickets.ticket import About, Behalf, Details, Event, Media, Ticket
from chalicelib.tickets.words import (
    Appeal,
    Channel,
    Complexity,
    Grade,
    Importance,
    Kind,
    Object,
    Outcome,
    PartnerMode,
    Procedure,
    RootCause,
    Status,
)

NameOf = Callable[[str], str]

# What the second line and its own house say among themselves is not for another authority's eyes (R303).
NOT_FOR_PARTNERS = frozenset(
    {"ticket.noted", "ticket.measured", "ticket.informed", "ticket.assigned", "ticket.classified", "ticket.joined",
     "ticket.heard", "ticket.speak_wanted", "ticket.spoken", "ticket.limit_reached", "ticket.appealed",
     "ticket.appeal_waiting", "ticket.decided"}
)  # fmt: skip


class PlaceView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where it is: WGS 84 degrees."""

    lat: float | None = None
    lon: float | None = None
    address: str = ""


class TriesView(msgspec.Struct, frozen=True, kw_only=True):
    """Tries that reached nobody in this pass: to inform, to ask for a rating, to speak with them; and the last one."""

    inform: int
    measure: int
    speak: int
    last: str


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff; the name is "" of who has left."""

    id: str
    name: str


class StaffTicketView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A ticket for staff; names of people stand beside their ids, codes are the body's.

    `news` is the type of what happened at `changed_at`; `excluded` are those who may not handle this pass.
    """

    number: str
    version: int
    body: str
    status: Status
    kind: Kind
    category: str
    channel: Channel
    language: str
    registered_at: str
    due_at: str
    reopened: int
    description: str
    clocks: tuple[ClockView, ...]
    allowed: tuple[Action, ...]
    subject: str = ""
    subcategory: str = ""
    queue: str = ""
    section: str = ""
    suggested_section: str = ""
    partner: str = ""
    partner_mode: PartnerMode | None = None
    assignee: str = ""
    assignee_name: str = ""
    requester: RequesterView | None = None
    anonymous: bool = False
    contactable: bool = False
    vip: bool = False
    location: PlaceView | None = None
    region: str = ""
    subregion: str = ""
    attributes: Mapping[str, Any] = {}
    about: About | None = None
    media: Media | None = None
    complexity: Complexity | None = None
    importance: Importance | None = None
    procedure: Procedure | None = None
    in_jurisdiction: bool | None = None
    object: Object | None = None
    grade: Grade | None = None
    overdue: bool = False
    classified_at: str = ""
    first_reply_at: str = ""
    waiting_since: str = ""
    expected_by: str = ""
    resolved_at: str = ""
    closed_at: str = ""
    changed_at: str = ""
    outcome: Outcome | None = None
    score: int | None = None
    partner_score: int | None = None
    informed: bool = False
    root_cause: RootCause | None = None
    cause_wanted: bool = False
    limit_reached: bool = False
    final: bool = False
    appeal: Appeal | None = None
    speak_since: str = ""
    readmissions: int = 0
    outlet_replied_at: str = ""
    follows: str = ""
    referrals: int = 0
    returns: int = 0
    reminders: int = 0
    reminded: int = 0
    contacts: int = 0
    files: int = 0
    merged_into: str = ""
    merged_from: tuple[str, ...] = ()
    old_number: str = ""
    imported: bool = False
    erased: bool = False
    registered_by: str = ""
    registered_by_name: str = ""
    news: str = ""
    tries: TriesView | None = None
    excluded: tuple[PersonView, ...] = ()
    on_behalf: Behalf | None = None
    portal: str = ""


class TicketRow(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket in a worklist; `news` is the type of what happened at `changed_at`, `tries` those of this pass."""

    number: str
    version: int
    body: str
    status: Status
    kind: Kind
    category: str
    subcategory: str
    subject: str
    section: str
    partner: str
    assignee: str
    assignee_name: str
    region: str
    subregion: str
    registered_at: str
    due_at: str
    overdue: bool
    importance: Importance | None
    complexity: Complexity
    reopened: int
    language: str
    channel: Channel
    reminders: int
    vip: bool
    changed_at: str
    news: str
    first_reply_at: str
    waiting_since: str
    speak_since: str
    tries: TriesView


class EventView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened; `facts` are codes, ids with their names (`to`, `to_name`), and what was written."""

    id: str
    type: str
    at: str
    by: str
    facts: Mapping[str, Any]
    sequence: str
    by_name: str = ""
    on_behalf: str = ""


_SAME = tuple(
    name
    for name in StaffTicketView.__struct_fields__
    if name in Ticket.__struct_fields__ and name not in ("about", "clocks", "excluded", "news")
)
_ROW_SAME = tuple(n for n in TicketRow.__struct_fields__ if n in Ticket.__struct_fields__ and n != "news")
# Facts that are ids of staff, and the events that name one in them.
_STAFF_FACTS = ("to", "from")
_NAMING = frozenset({"ticket.assigned", "ticket.started"})


def staff_ticket_view(
    ticket: Ticket, details: Details, staff: Staff, *, body: Body, now: datetime, name_of: NameOf
) -> StaffTicketView:
    """Return a ticket as somebody may see it, with what they may do now."""
    seen = sight(staff)
    own_house = seen is not Sight.NAME or not is_outside(staff)
    return StaffTicketView(
        **{name: getattr(ticket, name) for name in _SAME},
        description=details.description,
        requester=requester_view(details.requester, seen),
        location=_place(ticket, details),
        attributes=details.attributes,
        about=ticket.about if own_house else None,
        media=details.media,
        queue=ticket.queue,
        suggested_section=suggested_section(ticket, body),
        clocks=clocks_of(ticket, body, now),
        allowed=tuple(allowed(ticket, actor_of(staff))),
        overdue=is_overdue(ticket, iso(now)),
        outcome=ticket.this_pass.outcome,
        score=ticket.this_pass.score,
        partner_score=ticket.this_pass.partner_score,
        informed=ticket.this_pass.informed,
        assignee_name=name_of(ticket.assignee),
        registered_by_name=name_of(ticket.registered_by),
        news=news_of(ticket, staff),
        tries=tries_of(ticket),
        excluded=_excluded(ticket, name_of) if own_house else (),
        on_behalf=_behalf(details.on_behalf, seen),
        portal=details.portal,
    )


def news_of(ticket: Ticket, staff: Staff) -> str:
    """Return the type of what happened last, as its event has it; "" for what a partner is not told."""
    type = f"ticket.{ticket.news}" if ticket.news else ""
    return "" if is_outside(staff) and type in NOT_FOR_PARTNERS else type


def tries_of(ticket: Ticket) -> TriesView:
    """Return the tries of this pass that reached nobody (R148, R233)."""
    inform, measure, speak = ticket.this_pass.tries, ticket.this_pass.measure_tries, ticket.speak_tries
    last = max((*inform, *measure, *speak), default="")
    return TriesView(inform=len(inform), measure=len(measure), speak=len(speak), last=last)


def _excluded(ticket: Ticket, name_of: NameOf) -> tuple[PersonView, ...]:
    """Return who handled an earlier pass and may not handle this one, but for those a supervisor admitted again."""
    barred = (id for id in ticket.excluded if id not in ticket.this_pass.readmitted)
    return tuple(PersonView(id=id, name=name_of(id)) for id in barred)


def _behalf(said: Behalf | None, seen: Sight) -> Behalf | None:
    if said is None or seen is Sight.ALL:
        return said
    return Behalf(name=said.name if seen is Sight.NAME else initials(said.name))


def suggested_section(ticket: Ticket, body: Body) -> str:
    """Return the section for a ticket that stands with nobody yet: the one that somebody named, else by the rules.

    Those are category and region (R117); "" if they name none.
    """
    known = any(category.code == ticket.category for category in body.categories)
    if ticket.section or ticket.partner or not ticket.is_open:
        return ""
    if ticket.suggested or not known:
        return ticket.suggested
    return body.section_for(ticket.category, ticket.subregion or ticket.region, ticket.subcategory)


def row_view(ticket: Ticket, staff: Staff, *, now: datetime, name_of: NameOf) -> TicketRow:
    """Return a ticket in one line."""
    return TicketRow(
        **{name: getattr(ticket, name) for name in _ROW_SAME},
        overdue=is_overdue(ticket, iso(now)),
        assignee_name=name_of(ticket.assignee),
        news=news_of(ticket, staff),
        tries=tries_of(ticket),
    )


def event_view(event: Event, name_of: NameOf) -> EventView:
    """Return something that happened, with the names of those whom it names."""
    facts = {**event.facts, **event.words}
    ids = _STAFF_FACTS if event.type in _NAMING else ()
    names = {f"{key}_name": name for key in ids if (name := name_of(str(facts.get(key, ""))))}
    return EventView(
        id=event.id, type=event.type, at=event.at, by=event.by, sequence=event.sequence, facts=facts | names,
        by_name=name_of(event.by), on_behalf=event.on_behalf,
    )  # fmt: skip


def is_outside(staff: Staff) -> bool:
    """Return whether somebody is here only for a partner."""
    return all(role == "partner" for role in staff.roles)


def _place(ticket: Ticket, details: Details) -> PlaceView | None:
    place = PlaceView(lat=ticket.lat, lon=ticket.lon, address=details.address)
    return place if place != PlaceView() else None
