"""Look for tickets that may be about the matter that somebody is typing; a bounded number of reads, whatever is there.

At most 12 cells and 2 identifiers are queried, 25 tickets each; of the 100 newest the heads are read (1 BatchGetItem),
and of the 20 that fit best without words the texts (1 more): 16 calls, whatever the body holds; 10 at 150 metres.
Tickets without a place and of other people are not found by their words alone; there is no index of words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.people.identifiers import person_ref
from chalicelib.people.requester import Requester
from chalicelib.people.session import Session
from chalicelib.shared.clock import Clock, from_iso, iso
from chalicelib.shared.errors import Invalid
from chalicelib.shared.patterns import whole
from chalicelib.shared.reach import normal_email, normal_mobile
from chalicelib.shared.secret import Secret
from chalicelib.tickets.duplicates import Draft, Match, is_recent, likely, match, metres_apart
from chalicelib.tickets.lists import Index, Lists, Stretch
from chalicelib.tickets.place import cells_around
from chalicelib.tickets.registration import Answer, Location
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import FindBody, may_see
from chalicelib.tickets.words import Kind, Status

# A circle of this radius touches twelve cells at most in the Gulf (place.CELL); a body's larger distance is cut to it.
MOST_METRES = 290
A_STRETCH = 25
HEADS = 100
TEXTS = 20
SHOWN = 10
# Distances that strangers are told are rounded to this many metres.
GRAIN = 25
Code = Annotated[str, Meta(max_length=64)]


class Typed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A registration as far as it is typed: any of its fields."""

    body: Code
    kind: Kind | None = None
    category: Code = ""
    subcategory: Code = ""
    subject: Annotated[str, Meta(max_length=200)] = ""
    description: Annotated[str, Meta(max_length=4000)] = ""
    language: Annotated[str, Meta(pattern=whole("ar|en"))] = "ar"
    location: Location | None = None
    requester: Requester | None = None
    anonymous: bool = False
    object: Annotated[str, Meta(max_length=64)] | None = None
    attributes: Annotated[dict[Code, Answer], Meta(max_length=50)] = {}


class PublicDuplicate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something alike: one's own ticket with its number, or a report near the place without anything of anybody.

    `distance` is in metres, of others' reports to 25; `age` in whole days.
    """

    category: str
    age: int
    distance: int | None = None
    number: str = ""
    kind: Kind | None = None
    status: Status | None = None
    reasons: tuple[str, ...] = ()


class StaffDuplicate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A likely duplicate for staff, with the reasons and how sure they make it (0 to 1)."""

    number: str
    kind: Kind
    status: Status
    category: str
    subject: str
    registered_at: str
    contacts: int
    age: int
    score: float
    reasons: tuple[str, ...]
    section: str = ""
    distance: int | None = None
    same_requester: bool = False


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the search needs from the world."""

    lists: Lists
    body: FindBody
    secret: Secret
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class _Found:
    heads: list[Ticket]
    of_person: frozenset[str]


def for_staff(context: Context, staff: Staff, typed: Typed) -> list[StaffDuplicate]:
    """Return the likely duplicates that somebody may see, the likeliest first.

    :raises Invalid: if the body is not theirs
    """
    if typed.body not in staff.bodies:
        raise Invalid.field("body", "not-found")
    body = context.body(typed.body)
    draft = _draft(context, body, typed, _refs(context, body, typed.requester))
    found = _found(context, body, draft, lambda ticket: may_see(staff, ticket, context.body))
    return [_staff_view(one, draft) for one in _matches(context, body, draft, found)]


def for_public(context: Context, session: Session | None, typed: Typed) -> list[PublicDuplicate]:
    """Return one's own tickets that are alike, and open reports near the place without anything of anybody.

    What strangers are told never depends on words: else words could be tried against what others wrote.

    :raises NotFound: if there is no such body
    """
    body = context.body(typed.body)
    refs = (session.ref(context.secret, body.code),) if session else ()
    draft = _draft(context, body, typed, refs)
    found = _found(context, body, draft, lambda _ticket: True)
    own = _Found(heads=[t for t in found.heads if _is_own(t, found, session)], of_person=found.of_person)
    mine = [_own_view(one, draft) for one in _matches(context, body, draft, own)]
    others = [t for t in found.heads if t not in own.heads and _is_alike_report(t, draft, body)]
    return [*mine, *(_stranger_view(t, draft) for t in _nearest(others, draft)[:SHOWN])]


def _draft(context: Context, body: Body, typed: Typed, refs: tuple[str, ...]) -> Draft:
    place = typed.location
    pinned = (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
    text = f"{typed.subject}\n{typed.description}".strip()
    return Draft(at=context.clock(), category=typed.category, text=text, place=pinned, people=refs)


def _refs(context: Context, body: Body, requester: Requester | None) -> tuple[str, ...]:
    """Return the digests of the identifiers that are typed whole already."""
    if requester is None:
        return ()
    refs = []
    for kind, value in (("mobile", requester.mobile), ("email", requester.email)):
        try:
            normal = normal_mobile(value, body.country) if kind == "mobile" else normal_email(value)
        except Invalid:
            continue
        refs.append(person_ref(context.secret, body.code, kind, normal))
    return tuple(refs)


def _found(context: Context, body: Body, draft: Draft, shows: Callable[[Ticket], bool]) -> _Found:
    """Return the recent tickets of the people and near the place; the newest of all are read."""
    since = iso(draft.at - timedelta(days=body.rules.duplicate_days))
    of_person = _numbers(context, ((Index.REQUESTER, ref) for ref in draft.people), since)
    near = _numbers(context, ((Index.NEAR, f"{body.code}#{cell}") for cell in _cells(draft, body)), since)
    newest = sorted({*of_person, *near}, reverse=True)[:HEADS]
    heads = context.lists.heads([number for _, number in newest]).values() if newest else ()
    kept = [ticket for ticket in heads if is_recent(ticket, draft.at, body.rules) and shows(ticket)]
    return _Found(heads=kept, of_person=frozenset(number for _, number in of_person))


def _cells(draft: Draft, body: Body) -> tuple[str, ...]:
    metres = min(body.rules.duplicate_metres, MOST_METRES)
    return cells_around(*draft.place, metres) if draft.place and metres > 0 else ()


def _numbers(context: Context, keys: Iterable[tuple[Index, str]], since: str) -> set[tuple[str, str]]:
    """Return when and under which number tickets were registered since an instant, the newest of each key."""
    places = (
        place
        for index, key in keys
        for place in context.lists.places(Stretch(index, key, newest_first=True), after="", limit=A_STRETCH)
    )
    return {(place.sort, place.number) for place in places if place.sort >= since}


def _matches(context: Context, body: Body, draft: Draft, found: _Found) -> list[Match]:
    """Return the likely ones; the texts are read only of those that fit best without."""
    rules, of_person = body.rules, found.of_person
    fits = sorted(
        found.heads, key=lambda ticket: -match(draft, ticket, "", rules, {}, of_person=of_person).score
    )  # fmt: skip
    best = fits[:TEXTS]
    wholes = context.lists.wholes([ticket.number for ticket in best]) if draft.text and best else {}
    texts = {number: f"{ticket.subject}\n{details.description}" for number, (ticket, details) in wholes.items()}
    candidates = [(ticket, texts.get(ticket.number, "")) for ticket in best]
    return likely(draft, candidates, rules, of_person=of_person)[:SHOWN]


def _is_own(ticket: Ticket, found: _Found, session: Session | None) -> bool:
    """Return whether a ticket is the session's: found by its identifier, since that changed hands."""
    return session is not None and ticket.number in found.of_person and ticket.registered_at >= session.since


def _is_alike_report(ticket: Ticket, draft: Draft, body: Body) -> bool:
    metres = metres_apart(draft, ticket)
    near = metres is not None and metres <= min(body.rules.duplicate_metres, MOST_METRES)
    alike = not draft.category or ticket.category == draft.category
    return near and alike and ticket.kind is Kind.REPORT and ticket.is_open and not ticket.about_staff


def _nearest(tickets: list[Ticket], draft: Draft) -> list[Ticket]:
    return sorted(tickets, key=lambda ticket: (metres_apart(draft, ticket) or 0, ticket.number))


def _age(ticket: Ticket, draft: Draft) -> int:
    return max((draft.at - from_iso(ticket.registered_at)).days, 0)


def _own_view(one: Match, draft: Draft) -> PublicDuplicate:
    ticket = one.ticket
    return PublicDuplicate(
        category=ticket.category, age=_age(ticket, draft), distance=_metres(one.metres), number=ticket.number,
        kind=ticket.kind, status=ticket.status, reasons=one.reasons,
    )  # fmt: skip


def _stranger_view(ticket: Ticket, draft: Draft) -> PublicDuplicate:
    metres = metres_apart(draft, ticket) or 0
    return PublicDuplicate(category=ticket.category, age=_age(ticket, draft), distance=round(metres / GRAIN) * GRAIN)


def _staff_view(one: Match, draft: Draft) -> StaffDuplicate:
    ticket = one.ticket
    return StaffDuplicate(
        number=ticket.number, kind=ticket.kind, status=ticket.status, category=ticket.category, score=one.score,
        subject=ticket.subject, registered_at=ticket.registered_at, contacts=ticket.contacts, reasons=one.reasons,
        age=_age(ticket, draft), section=ticket.section, distance=_metres(one.metres),
        same_requester="same_requester" in one.reasons,
    )  # fmt: skip


def _metres(metres: float | None) -> int | None:
    return None if metres is None else round(metres)
