"""Counts that sum: in which cell each ticket is counted, and what the cells add up to (R001; domain.md section 3).

A cell is a place (a section's, a partner's, nobody's yet; the media's apart) and a state (a status, and whether the
ticket was reopened and is open). Beside it stand its marks: the queue that an open ticket is in, and there whether it
is unassigned, without a reply, without news (R132). Each ticket remembers where it is counted, and is moved from there
to where it belongs now: whatever was delivered twice, late or out of order, the same ticket is counted once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets.standing import is_stale
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import READERS, SEE_ALL, FindBody, directorate_sections
from chalicelib.tickets.words import OPEN, Kind, Status

TRIES = 8
AGAIN = "_again"
STATES = (*(status.value for status in Status), *(f"{status}{AGAIN}" for status in Status if status in OPEN))
# The queues that open tickets stand in, and what is counted of those in each.
QUEUES = ("first_line", "second_line", "section", "partner", "follow_up", "media")
FLAGS = ("unassigned", "no_reply", "stale")
# What is left to do of closed tickets, by the queue that they stand in; and requesters to speak with (R059).
LEFT = {"manager": "appeals", "follow_up": "root_causes", "media": "outlet_replies"}
SPEAK = "speak"
MARKS = (
    *(mark for queue in QUEUES for mark in (f"in_{queue}", *(f"in_{queue}_{flag}" for flag in FLAGS))),
    *LEFT.values(),
    SPEAK,
)
NOBODY = "-"
_MEDIA = "media/"
S = TypeVar("S", bound=msgspec.Struct)


class Cell(msgspec.Struct, frozen=True):
    """Where a ticket is counted; `marks` are the further counters of the place that it counts in."""

    body: str
    place: str
    state: str
    marks: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the counters of the place that a ticket counts in."""
        return (self.state, *self.marks)


class Tiles(msgspec.Struct, frozen=True, kw_only=True):
    """The citizen's four tiles: each ticket stands in one."""

    reopened: int
    open: int
    in_process: int
    closed: int


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """Pending, transferred, answered (R001): each ticket stands in one."""

    pending: int
    transferred: int
    answered: int


class PlaceCount(msgspec.Struct, frozen=True, kw_only=True):
    """What one section or partner has: `place` is `section:<code>`, `partner:<code>`, or `-` for nobody yet."""

    place: str
    all: int
    tiles: Tiles
    live: Live


class BodyCount(msgspec.Struct, frozen=True, kw_only=True):
    """What of a body somebody may see, and where it stands."""

    body: str
    all: int
    tiles: Tiles
    live: Live
    places: tuple[PlaceCount, ...]


class CountsView(msgspec.Struct, frozen=True, kw_only=True):
    """All that somebody may see: `tiles` and `live` each sum to `all`."""

    all: int
    tiles: Tiles
    live: Live
    bodies: tuple[BodyCount, ...]


class Tickets(Protocol):
    def get(self, number: str) -> Ticket: ...


class Counts(Protocol):
    """Where counts are kept."""

    def counted(self, number: str) -> Cell | None:
        """Return the cell in which a ticket is counted; None if it is not counted yet."""
        ...

    def move(self, number: str, before: Cell | None, after: Cell | None) -> bool:
        """Count a ticket in another cell, all at once; False if it was moved, or its counters changed, meanwhile."""
        ...

    def tally(self, body: str) -> Mapping[Cell, int]:
        """Return how many tickets of a body each cell has, without their marks."""
        ...

    def marked(self, body: str) -> Mapping[str, Mapping[str, int]]:
        """Return how many tickets have each mark, by place."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What counting needs; `pause` waits a moment before the given try."""

    tickets: Tickets
    counts: Counts
    body: FindBody
    pause: Callable[[int], None]
    clock: Clock


def settle(context: Context, number: str) -> None:
    """Count a ticket where it belongs now, and look again after each move: what changed meanwhile is counted too.

    The ticket is read before its cell, never after, so that of two consumers the one who reads last sees both.

    :raises Unavailable: if others move it again and again; the event comes again
    """
    for attempt in range(TRIES):
        now = _belongs(context, number)
        counted = context.counts.counted(number)
        if counted == now:
            return
        if not context.counts.move(number, counted, now):
            context.pause(attempt)
    raise Unavailable(part="counts")


def _belongs(context: Context, number: str) -> Cell | None:
    try:
        return counted_cell(context.tickets.get(number), iso(context.clock()))
    except TicketNotFound:
        return None


def cell_of(ticket: Ticket) -> Cell:
    """Return the cell in which a ticket belongs."""
    held = f"partner:{ticket.partner}" if ticket.partner else f"section:{ticket.section}" if ticket.section else NOBODY
    again = AGAIN if ticket.is_open and ticket.reopened else ""
    media = _MEDIA if ticket.kind is Kind.MEDIA else ""
    return Cell(body=ticket.body, place=f"{media}{held}", state=f"{ticket.status}{again}")


def counted_cell(ticket: Ticket, instant: str) -> Cell:
    """Return the cell in which a ticket belongs at an instant, with its marks."""
    return msgspec.structs.replace(cell_of(ticket), marks=_marks(ticket, instant))


def _marks(ticket: Ticket, instant: str) -> tuple[str, ...]:
    queue, speak = f"in_{ticket.queue.partition(':')[0]}", (SPEAK,) if ticket.speak_since else ()
    if not ticket.is_open:
        return (*speak, *([LEFT[ticket.queue]] if ticket.queue else []))
    flags = {
        "unassigned": not ticket.assignee, "no_reply": not ticket.first_reply_at, "stale": is_stale(ticket, instant),
    }  # fmt: skip
    return (*speak, queue, *(f"{queue}_{flag}" for flag in FLAGS if flags[flag]))


def counts_for(context: Context, staff: Staff) -> CountsView:
    """Return the counts of what somebody may see, over every body that they serve."""
    bodies = [_of_body(body, _seen(staff, context.counts.tally(body), context.body)) for body in sorted(staff.bodies)]
    every = [body for body in bodies if body.all or body.body == staff.body]
    return CountsView(
        all=sum(body.all for body in every),
        tiles=_sum(Tiles, [body.tiles for body in every]),
        live=_sum(Live, [body.live for body in every]),
        bodies=tuple(every),
    )


def _seen(staff: Staff, tally: Mapping[Cell, int], find_body: FindBody) -> dict[Cell, int]:
    """Return the cells that somebody may see, as visibility.py has it for single tickets."""
    if staff.has(*SEE_ALL):
        return dict(tally)
    own = _own_places(staff, find_body) if staff.has(*READERS) else frozenset()
    media = staff.has(Role.MEDIA_OFFICER)
    return {
        cell: number
        for cell, number in tally.items()
        if (media and cell.place.startswith(_MEDIA))
        or (cell.body == staff.body and cell.place.removeprefix(_MEDIA) in own)
    }


def _own_places(staff: Staff, find_body: FindBody) -> frozenset[str]:
    places: set[str] = set()
    if staff.has(Role.SECTION_OFFICER):
        places |= {f"section:{section}" for section in staff.sections}
    if staff.has(Role.PARTNER) and staff.partner:
        places.add(f"partner:{staff.partner}")
    if staff.has(Role.MANAGER):
        places |= {NOBODY, *(f"section:{s}" for s in directorate_sections(staff, find_body(staff.body)))}
    return frozenset(places)


def _of_body(body: str, tally: Mapping[Cell, int]) -> BodyCount:
    places: dict[str, Counter[str]] = {}
    for cell, number in tally.items():
        places.setdefault(cell.place.removeprefix(_MEDIA), Counter())[cell.state] += number
    every: Counter[str] = sum(places.values(), Counter())
    counted = tuple(_place(place, states) for place, states in sorted(places.items()) if states.total())
    return BodyCount(body=body, all=every.total(), tiles=tiles(every), live=live(every), places=counted)


def _place(place: str, states: Counter[str]) -> PlaceCount:
    return PlaceCount(place=place, all=states.total(), tiles=tiles(states), live=live(states))


def tiles(states: Mapping[str, int]) -> Tiles:
    """Return the citizen's tiles of some states."""
    return Tiles(
        reopened=sum(number for state, number in states.items() if state.endswith(AGAIN)),
        open=_of(states, Status.REGISTERED, Status.REFERRED),
        in_process=_of(states, Status.IN_PROGRESS, Status.WAITING, Status.ANSWERED, Status.RESOLVED),
        closed=_of(states, Status.CLOSED, Status.REJECTED),
    )


def live(states: Mapping[str, int]) -> Live:
    """Return the live counts of some states, reopened or not."""
    plain: Counter[str] = Counter()
    for state, number in states.items():
        plain[state.removesuffix(AGAIN)] += number
    return Live(
        pending=_of(plain, Status.REGISTERED, Status.WAITING),
        transferred=_of(plain, Status.REFERRED, Status.IN_PROGRESS, Status.ANSWERED),
        answered=_of(plain, Status.RESOLVED, Status.CLOSED, Status.REJECTED),
    )


def tile_of(ticket: Ticket) -> str:
    """Return the tile in which a ticket stands: reopened, open, in_process or closed."""
    return _only(tiles({cell_of(ticket).state: 1}))


def live_of(ticket: Ticket) -> str:
    """Return the live count in which a ticket stands: pending, transferred or answered."""
    return _only(live({cell_of(ticket).state: 1}))


def _only(shown: Tiles | Live) -> str:
    return next(name for name, number in msgspec.structs.asdict(shown).items() if number)


def _of(states: Mapping[str, int], *statuses: Status) -> int:
    return sum(states.get(status, 0) for status in statuses)


def _sum(kind: type[S], parts: Iterable[S]) -> S:
    parts = list(parts)
    return kind(**{name: sum(getattr(part, name) for part in parts) for name in kind.__struct_fields__})
