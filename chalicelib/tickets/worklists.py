"""What a member of staff asks to see of the tickets, and where that is read (R001, R134; docs/access-paths.md)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound
from chalicelib.tickets.counts import live_of, tile_of
from chalicelib.tickets.lists import Index, Plan, Stretch
from chalicelib.tickets.standing import is_overdue as is_overdue
from chalicelib.tickets.standing import is_soon_due, is_stale, soon_until
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import SEE_ALL, FindBody, directorate_sections, may_see
from chalicelib.tickets.words import DONE, Channel, Kind, Status

Code = Annotated[str, Meta(max_length=64)]


class Queue(StrEnum):
    """The worklists; a ticket stands in one by its status, `mine`, `no_reply` and `supervisor` cut across.

    The supervisor's are the requesters to speak with (R059), the manager's the appeals to decide; those of `follow_up`
    and `media` hold closed tickets too, of which a root cause or an outlet's reply is missing.
    """

    FIRST_LINE = "first_line"
    SECOND_LINE = "second_line"
    SECTION = "section"
    PARTNER = "partner"
    FOLLOW_UP = "follow_up"
    MEDIA = "media"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    MINE = "mine"
    NO_REPLY = "no_reply"


class Tile(StrEnum):
    """The citizen's tiles (domain.md section 3)."""

    REOPENED = "reopened"
    OPEN = "open"
    IN_PROCESS = "in_process"
    CLOSED = "closed"


class LiveCount(StrEnum):
    """The live counts (R001)."""

    PENDING = "pending"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a list should hold; without a queue: all that is open, with `status=closed` or `rejected` what is done.

    `tile` and `live` list what one of the counts counts; `soon_due` is due before the end of the next working day,
    `stale` has told its requester nothing for longer than was promised (R132), `no_reply` nothing at all yet.
    """

    queue: Queue | None = None
    status: Status | None = None
    body: Code = ""
    kind: Kind | None = None
    channel: Channel | None = None
    category: Code = ""
    region: Code = ""
    section: Code = ""
    partner: Code = ""
    assignee: Annotated[str, Meta(max_length=100)] = ""
    requester: Annotated[str, Meta(max_length=254)] = ""
    overdue: bool | None = None
    soon_due: bool | None = None
    stale: bool | None = None
    no_reply: bool | None = None
    unassigned: bool | None = None
    tile: Tile | None = None
    live: LiveCount | None = None
    q: Annotated[str, Meta(max_length=254)] = ""
    cursor: Annotated[str, Meta(max_length=1000)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


# What must be equal on a ticket, where it is asked for.
_EQUAL = ("status", "kind", "channel", "category", "section", "partner", "assignee")
# What is asked of a ticket at an instant; the index tells the first two too.
_ASKED = ("overdue", "soon_due", "stale", "no_reply", "unassigned", "tile", "live")
_HELD_BY_SECTIONS = frozenset({Queue.SECTION, Queue.PARTNER})
CUT_ACROSS = frozenset({Queue.MINE, Queue.NO_REPLY, Queue.SUPERVISOR})
# Closed tickets stand here too, until somebody has seen to what is left.
_HOLD_DONE = frozenset({Queue.SUPERVISOR, Queue.MANAGER, Queue.FOLLOW_UP, Queue.MEDIA})
# A ticket of a section waits here for the second line and for the requester's word, once the section has answered.
_AFTER_ANSWER = {Status.ANSWERED: Queue.SECOND_LINE, Status.RESOLVED: Queue.FOLLOW_UP}
# What waits or is resolved is sorted after everything that runs (rows.py).
_STANDING = "~"


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks, and what of the house they look with: `covered` are the absent people whom they stand in for today."""

    staff: Staff
    find_body: FindBody
    now: datetime
    covered: frozenset[str] = frozenset()


def plan(look: Look, wanted: Wanted) -> Plan:
    """Return where the list that somebody asks for is read, and what it shows.

    :raises NotFound: if the body is not theirs to see
    """
    bodies = bodies_of(look.staff, wanted)
    if wanted.queue and _is_done(wanted) and wanted.queue not in _HOLD_DONE:
        return Plan(stretches=(), shows=lambda _ticket: False)
    stretches = tuple(dict.fromkeys(_bounded(each, look, wanted) for each in _stretches(look, wanted, bodies)))
    fits = shower(look, wanted)
    thin = is_thin(wanted) or _is_mixed(look.staff, wanted, stretches)
    return Plan(stretches=stretches, shows=lambda t: fits(t) and stands(look, wanted, t), thin=thin)


def bodies_of(staff: Staff, wanted: Wanted) -> tuple[str, ...]:
    """Return the bodies that a list is of. :raises NotFound: if the one asked for is not theirs to see"""
    if wanted.body and wanted.body not in staff.bodies:
        raise NotFound
    return (wanted.body,) if wanted.body else tuple(sorted(staff.bodies))


def shower(look: Look, wanted: Wanted) -> Callable[[Ticket], bool]:
    """Return whether a ticket is one that somebody may see and that fits what they ask for."""
    equal = [(name, value) for name in _EQUAL if (value := getattr(wanted, name))]
    asked = [(name, value) for name in _ASKED if (value := getattr(wanted, name)) is not None]
    bodies = frozenset(bodies_of(look.staff, wanted))

    def shows(ticket: Ticket) -> bool:
        return (
            ticket.body in bodies
            and all(getattr(ticket, name) == value for name, value in equal)
            and all(_holds(name, ticket, look) == value for name, value in asked)
            and (not wanted.region or wanted.region in (ticket.region, ticket.subregion))
            and may_see(look.staff, ticket, look.find_body)
        )

    return shows


def _holds(name: str, ticket: Ticket, look: Look) -> object:
    """Return what is so of a ticket at the instant of a look."""
    at = iso(look.now)
    match name:
        case "overdue":
            return is_overdue(ticket, at)
        case "soon_due":
            return is_soon_due(ticket, at, soon_until(look.find_body(ticket.body), look.now))
        case "stale":
            return is_stale(ticket, at)
        case "no_reply":
            return ticket.is_open and not ticket.first_reply_at
        case "unassigned":
            return ticket.is_open and not ticket.assignee
        case "tile":
            return tile_of(ticket)
        case _:
            return live_of(ticket)


def is_thin(wanted: Wanted) -> bool:
    """Return whether something is asked for that no index knows of."""
    indexed = {"assignee"} if not wanted.queue else set()
    asked = [name for name in (*_EQUAL, "region") if name not in indexed and getattr(wanted, name)]
    return bool(asked) or any(getattr(wanted, name) is not None for name in _ASKED)


def plan_name(staff: Staff, wanted: Wanted) -> str:
    """Return what tells this list from every other, for its cursors."""
    asked = msgspec.structs.replace(wanted, cursor="", limit=25)
    return f"{staff.id} {msgspec.json.encode(asked).decode()}"


def _stretches(look: Look, wanted: Wanted, bodies: tuple[str, ...]) -> Iterable[Stretch]:
    staff = look.staff
    if not wanted.queue and wanted.live is LiveCount.ANSWERED:
        return _answered(bodies)
    if not wanted.queue and _is_done(wanted):
        return _done(bodies)
    if wanted.queue is Queue.NO_REPLY:
        return [Stretch(Index.NO_REPLY, body) for body in bodies]
    if wanted.queue is Queue.MINE:
        return [Stretch(Index.ASSIGNEE, id) for id in sorted({staff.id, *look.covered})]
    if wanted.assignee and not wanted.queue:
        return [Stretch(Index.ASSIGNEE, wanted.assignee)]
    if wanted.queue and wanted.queue not in _HELD_BY_SECTIONS:
        return _worklists(bodies, [wanted.queue])
    if staff.has(*SEE_ALL):
        return _of_all(wanted, bodies)
    return _own(staff, wanted, bodies, look.find_body)


def _is_done(wanted: Wanted) -> bool:
    """Return whether what is asked for is over."""
    return wanted.status in DONE or wanted.tile is Tile.CLOSED


def _done(bodies: tuple[str, ...]) -> list[Stretch]:
    return [Stretch(Index.BODY, f"{body}#done", newest_first=True) for body in bodies]


def _answered(bodies: tuple[str, ...]) -> list[Stretch]:
    """Return where what was answered is read: the resolved, which stand at the end of what is open, and the done."""
    resolved = [Stretch(Index.BODY, f"{body}#open", newest_first=True, since=_STANDING) for body in bodies]
    return [*resolved, *_done(bodies)]


def _bounded(stretch: Stretch, look: Look, wanted: Wanted) -> Stretch:
    """Return a stretch that ends where nothing more can fit: what is due stands in the order of its due time."""
    if stretch.index not in (Index.WORKLIST, Index.BODY, Index.ASSIGNEE) or stretch.newest_first:
        return stretch
    if wanted.overdue:
        return msgspec.structs.replace(stretch, until=iso(look.now))
    if wanted.soon_due:
        ends = (soon_until(look.find_body(body), look.now) for body in bodies_of(look.staff, wanted))
        return msgspec.structs.replace(stretch, since=iso(look.now), until=max(ends))
    return stretch


def _of_all(wanted: Wanted, bodies: tuple[str, ...]) -> Iterable[Stretch]:
    """Return where somebody reads who sees every ticket: one queue if it is named, else all that is open."""
    if wanted.queue in (None, Queue.SECTION) and wanted.section:
        return _places(wanted, bodies, f"section:{wanted.section}")
    if wanted.queue in (None, Queue.PARTNER) and wanted.partner:
        return _places(wanted, bodies, f"partner:{wanted.partner}")
    return [Stretch(Index.BODY, f"{body}#open") for body in bodies]


def _places(wanted: Wanted, bodies: tuple[str, ...], queue: str) -> list[Stretch]:
    """Return where one place's tickets are read: its queue alone, or with what it has answered."""
    if wanted.queue:
        return _worklists(bodies, [queue])
    return _worklists(bodies, [queue, Queue.SECOND_LINE, Queue.FOLLOW_UP, Queue.MEDIA])


def _own(staff: Staff, wanted: Wanted, bodies: tuple[str, ...], find_body: FindBody) -> Iterable[Stretch]:
    """Return where somebody reads who sees some tickets: the queues of their own house, and the media's."""
    own: list[str] = []
    if wanted.queue is not Queue.PARTNER:
        own += [f"section:{section}" for section in _sections(staff, find_body)]
    if staff.has(Role.PARTNER) and staff.partner and wanted.queue is not Queue.SECTION:
        own.append(f"partner:{staff.partner}")
    if not wanted.queue and staff.has(Role.MANAGER):
        own += [Queue.FIRST_LINE, Queue.SECOND_LINE, Queue.MEDIA]
    if not wanted.queue and wanted.status in _AFTER_ANSWER:
        own.append(_AFTER_ANSWER[wanted.status])
    yield from _worklists([body for body in bodies if body == staff.body], own)
    if not wanted.queue and staff.has(Role.MEDIA_OFFICER):
        yield from _worklists(bodies, [Queue.MEDIA])


def _sections(staff: Staff, find_body: FindBody) -> tuple[str, ...]:
    sections = set(staff.sections) if staff.has(Role.SECTION_OFFICER) else set()
    if staff.has(Role.MANAGER) and staff.directorate:
        sections |= directorate_sections(staff, find_body(staff.body))
    return tuple(sorted(sections))


def _worklists(bodies: Iterable[str], queues: Iterable[str]) -> list[Stretch]:
    queues = list(queues)
    return [Stretch(Index.WORKLIST, f"{body}#{queue}") for body in bodies for queue in queues]


def _is_mixed(staff: Staff, wanted: Wanted, stretches: Iterable[Stretch]) -> bool:
    """Return whether the stretches hold much that is not shown."""
    if not staff.has(*SEE_ALL):
        own = (f"{staff.body}#section:", f"{staff.body}#partner:")
        return any(s.index is not Index.ASSIGNEE and not s.key.startswith(own) for s in stretches)
    return wanted.queue in _HELD_BY_SECTIONS and any(s.index is Index.BODY for s in stretches)


def stands(look: Look, wanted: Wanted, ticket: Ticket) -> bool:
    """Return whether a ticket still stands where its index showed it: in the queue, open or done, as asked for."""
    queue = wanted.queue
    if queue is Queue.SUPERVISOR:
        return bool(ticket.speak_since)
    if queue in _HOLD_DONE:
        return ticket.queue == queue
    if queue is None and wanted.live is not LiveCount.ANSWERED and ticket.is_open == _is_done(wanted):
        return False
    if queue and not ticket.is_open:
        return False
    if queue in _HELD_BY_SECTIONS:
        return ticket.queue.startswith(f"{queue}:")
    if queue is Queue.MINE:
        return ticket.assignee in {look.staff.id, *look.covered}
    if queue is Queue.NO_REPLY:
        return not ticket.first_reply_at
    return not queue or ticket.queue == queue
