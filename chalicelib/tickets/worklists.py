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
from chalicelib.tickets.lists import Index, Plan, Stretch
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import SEE_ALL, FindBody, directorate_sections, may_see
from chalicelib.tickets.words import DONE, Channel, Kind, Status

Code = Annotated[str, Meta(max_length=64)]


class Queue(StrEnum):
    """The worklists; a ticket stands in one by its status, `mine` and `no_reply` cut across."""

    FIRST_LINE = "first_line"
    SECOND_LINE = "second_line"
    SECTION = "section"
    PARTNER = "partner"
    FOLLOW_UP = "follow_up"
    MEDIA = "media"
    MINE = "mine"
    NO_REPLY = "no_reply"


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a list should hold; without a queue: all that is open, with `status=closed` or `rejected` what is done."""

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
    q: Annotated[str, Meta(max_length=254)] = ""
    cursor: Annotated[str, Meta(max_length=1000)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


# What must be equal on a ticket, where it is asked for.
_EQUAL = ("status", "kind", "channel", "category", "section", "partner", "assignee")
_HELD_BY_SECTIONS = frozenset({Queue.SECTION, Queue.PARTNER})
# A ticket of a section waits here for the second line and for the requester's word, once the section has answered.
_AFTER_ANSWER = {Status.ANSWERED: Queue.SECOND_LINE, Status.RESOLVED: Queue.FOLLOW_UP}


def plan(staff: Staff, wanted: Wanted, find_body: FindBody, now: datetime) -> Plan:
    """Return where the list that somebody asks for is read, and what it shows.

    :raises NotFound: if the body is not theirs to see
    """
    bodies = bodies_of(staff, wanted)
    if wanted.queue and wanted.status in DONE:
        return Plan(stretches=(), shows=lambda _ticket: False)
    stretches = tuple(dict.fromkeys(_stretches(staff, wanted, bodies, find_body)))
    fits = shower(staff, wanted, find_body, now)
    thin = is_thin(wanted) or _is_mixed(staff, wanted, stretches)
    return Plan(stretches=stretches, shows=lambda t: fits(t) and stands(staff, wanted, t), thin=thin)


def bodies_of(staff: Staff, wanted: Wanted) -> tuple[str, ...]:
    """Return the bodies that a list is of. :raises NotFound: if the one asked for is not theirs to see"""
    if wanted.body and wanted.body not in staff.bodies:
        raise NotFound
    return (wanted.body,) if wanted.body else tuple(sorted(staff.bodies))


def shower(staff: Staff, wanted: Wanted, find_body: FindBody, now: datetime) -> Callable[[Ticket], bool]:
    """Return whether a ticket is one that somebody may see and that fits what they ask for."""
    equal = [(name, value) for name in _EQUAL if (value := getattr(wanted, name))]
    bodies, instant = frozenset(bodies_of(staff, wanted)), iso(now)

    def shows(ticket: Ticket) -> bool:
        return (
            ticket.body in bodies
            and all(getattr(ticket, name) == value for name, value in equal)
            and (not wanted.region or wanted.region in (ticket.region, ticket.subregion))
            and (wanted.overdue is None or wanted.overdue == is_overdue(ticket, instant))
            and may_see(staff, ticket, find_body)
        )

    return shows


def is_overdue(ticket: Ticket, instant: str) -> bool:
    """Return whether a ticket's promise is past; while the requester is asked, the clock stands (domain 4)."""
    if ticket.resolved_at or not ticket.is_open:
        return False
    return ticket.due_at < (ticket.waiting_since or instant)


def is_thin(wanted: Wanted) -> bool:
    """Return whether something is asked for that no index knows of."""
    indexed = {"assignee"} if not wanted.queue else set()
    asked = [name for name in (*_EQUAL, "region") if name not in indexed and getattr(wanted, name)]
    return bool(asked) or wanted.overdue is not None


def plan_name(staff: Staff, wanted: Wanted) -> str:
    """Return what tells this list from every other, for its cursors."""
    asked = msgspec.structs.replace(wanted, cursor="", limit=25)
    return f"{staff.id} {msgspec.json.encode(asked).decode()}"


def _stretches(staff: Staff, wanted: Wanted, bodies: tuple[str, ...], find_body: FindBody) -> Iterable[Stretch]:
    if wanted.status in DONE:
        return [Stretch(Index.BODY, f"{body}#done", newest_first=True) for body in bodies]
    if wanted.queue is Queue.NO_REPLY:
        return [Stretch(Index.NO_REPLY, body) for body in bodies]
    if wanted.queue is Queue.MINE:
        return [Stretch(Index.ASSIGNEE, staff.id)]
    if wanted.assignee and not wanted.queue:
        return [Stretch(Index.ASSIGNEE, wanted.assignee)]
    if wanted.queue and wanted.queue not in _HELD_BY_SECTIONS:
        return _worklists(bodies, [wanted.queue])
    if staff.has(*SEE_ALL):
        return _of_all(wanted, bodies)
    return _own(staff, wanted, bodies, find_body)


def _of_all(wanted: Wanted, bodies: tuple[str, ...]) -> Iterable[Stretch]:
    """Return where somebody reads who sees every ticket: one queue if it is named, else all that is open."""
    if wanted.queue is Queue.SECTION and wanted.section:
        return _worklists(bodies, [f"section:{wanted.section}"])
    if wanted.queue is Queue.PARTNER and wanted.partner:
        return _worklists(bodies, [f"partner:{wanted.partner}"])
    return [Stretch(Index.BODY, f"{body}#open") for body in bodies]


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


def stands(staff: Staff, wanted: Wanted, ticket: Ticket) -> bool:
    """Return whether a ticket still stands where its index showed it: in the queue, open or done, as asked for."""
    if ticket.is_open == (wanted.status in DONE):
        return False
    if wanted.queue in _HELD_BY_SECTIONS:
        return ticket.queue.startswith(f"{wanted.queue}:")
    if wanted.queue is Queue.MINE:
        return ticket.assignee == staff.id
    if wanted.queue is Queue.NO_REPLY:
        return not ticket.first_reply_at
    return not wanted.queue or ticket.queue == wanted.queue
