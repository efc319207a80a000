"""Rebuild the counts of a body from its tickets, while others go on changing them (`make recount`).

A pass counts every ticket where it belongs, adds up what is counted, and sets each counter that says something else,
unless it moved meanwhile. Passes go on until one finds nothing to mend.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from chalicelib.shared.clock import iso
from chalicelib.tickets.counts import MARKS, STATES, Cell, Context, Counts, counted_cell, settle
from chalicelib.tickets.lists import Index, Lists, Stretch

PASSES = 5
BATCH = 100
COLUMNS = (*STATES, *MARKS)
Numbers = Mapping[str, int]


class Counters(Counts, Protocol):
    """Where counters can be looked at and set one by one."""

    def counted_in(self, numbers: Sequence[str]) -> Mapping[str, Cell | None]:
        """Return the cells in which tickets are counted; those that are not are left out."""
        ...

    def counters(self, body: str) -> Mapping[str, tuple[int, Numbers]]:
        """Return a body's counters by key: how often each moved, and its numbers by column."""
        ...

    def counter_of(self, number: str, cell: Cell) -> str:
        """Return the key of the counter in which a ticket is counted."""
        ...

    def set_counter(self, body: str, key: str, moves: int, numbers: Numbers) -> bool:
        """Set a counter that moved so often; False if it moved since."""
        ...


@dataclass(frozen=True, kw_only=True)
class Recounting:
    """What recounting needs; `say` is told what each pass did."""

    counting: Context
    counters: Counters
    lists: Lists
    say: Callable[[str], None]


@dataclass
class _Pass:
    """What one pass found."""

    tickets: int = 0
    moved: int = 0
    sums: dict[str, Counter[str]] = field(default_factory=dict)


class NotStill(Exception):
    """The tickets changed faster than they could be counted; try again at a quieter time."""


def recount(context: Recounting, body: str) -> int:
    """Rebuild the counts of a body, and return how many tickets it has.

    :raises NotStill: if the last pass still found something to mend
    """
    for _ in range(PASSES):
        before = context.counters.counters(body)
        found = _counted(context, body)
        mended = _mended(context, body, before, found)
        context.say(f"{body}: {found.tickets} tickets, {found.moved} counted anew, {mended} counters mended")
        if not found.moved and not mended:
            return found.tickets
    raise NotStill(body)


def _counted(context: Recounting, body: str) -> _Pass:
    found, numbers = _Pass(), _numbers(context.lists, body)
    while batch := list(islice(numbers, BATCH)):
        _count(context, batch, found)
    return found


def _numbers(lists: Lists, body: str) -> Iterator[str]:
    """Yield the number of every ticket of a body once, by pages of the index `body`."""
    seen: set[str] = set()
    for side in ("open", "done"):
        stretch, after = Stretch(Index.BODY, f"{body}#{side}"), ""
        while places := lists.places(stretch, after=after, limit=BATCH):
            yield from (place.number for place in places if place.number not in seen)
            seen |= {place.number for place in places}
            after = places[-1].sort


def _count(context: Recounting, numbers: Sequence[str], found: _Pass) -> None:
    at = iso(context.counting.clock())
    belong = {number: counted_cell(ticket, at) for number, ticket in context.lists.heads(numbers).items()}
    counted = context.counters.counted_in(numbers)
    for number, cell in belong.items():
        if counted.get(number) != cell:
            settle(context.counting, number)
            found.moved += 1
        found.tickets += 1
        found.sums.setdefault(context.counters.counter_of(number, cell), Counter()).update(cell.columns)


def _mended(context: Recounting, body: str, before: Mapping[str, tuple[int, Numbers]], found: _Pass) -> int:
    """Set what does not say what was counted, and return how many; one that moved meanwhile waits for the next pass."""
    wrong = 0
    for key in sorted({*before, *found.sums}):
        moves, numbers = before.get(key, (0, {}))
        wanted = {column: found.sums.get(key, Counter())[column] for column in COLUMNS}
        if any(numbers.get(column, 0) != number for column, number in wanted.items()):
            context.counters.set_counter(body, key, moves, wanted)
            wrong += 1
    return wrong
