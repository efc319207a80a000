"""Lists of tickets: which stretches of which indexes hold them, and a page of several stretches merged in one order.

A stretch is what one key of an index holds, in order: a queue of a body, the open tickets of a body, the tickets of a
requester. A place is a ticket's number and its sort key there. A page is filled from the merged stretches, soonest
first; a cursor holds the last place that was looked at, so a ticket that stays is shown once whatever others do.
"""

import base64
import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import msgspec

from chalicelib.shared.errors import Invalid
from chalicelib.shared.sealing import opened, sealed
from chalicelib.shared.secret import BadToken, Secret
from chalicelib.tickets.ticket import Details, Ticket

# So many tickets are looked at in one call; a filter that few pass gives a short page and a cursor to go on with.
MOST_EXAMINED = 400
# So many pages are read from indexes beyond the first of each stretch.
MOST_PAGES = 12
BATCH = 100


class Index(StrEnum):
    """The indexes that lists are read from (rows.py); `name` stands in the table itself (name_store.py)."""

    WORKLIST = "worklist"
    BODY = "body"
    ASSIGNEE = "assignee"
    REQUESTER = "requester"
    NO_REPLY = "no_reply"
    NEAR = "near"
    NAME = "name"


class Stretch(msgspec.Struct, frozen=True):
    """What a key of an index holds, without its shard, from `since` on and before `until`."""

    index: Index
    key: str
    newest_first: bool = False
    since: str = ""
    until: str = ""


class Place(msgspec.Struct, frozen=True):
    """Where a ticket stands in an index."""

    sort: str
    number: str


class Lists(Protocol):
    """Where tickets are listed from."""

    def places(self, stretch: Stretch, *, after: str, limit: int) -> list[Place]:
        """Return the next places of a stretch, in its order; fewer than `limit` only at its end."""
        ...

    def heads(self, numbers: Sequence[str]) -> dict[str, Ticket]:
        """Return tickets by number, as they are now; unknown ones are left out."""
        ...

    def wholes(self, numbers: Sequence[str]) -> dict[str, tuple[Ticket, Details]]:
        """Return tickets with what they say; unknown ones are left out."""
        ...

    def aliased(self, bodies: Sequence[str], old_number: str) -> list[str]:
        """Return the numbers of the tickets of some bodies that had a number in an old system (R013)."""
        ...


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Where a list is read and which tickets it shows; `thin` if many that are read are not shown.

    `says` looks at what a ticket says too, of those that `shows` lets through; it makes a page read it.

    The stretches run in one direction: all soonest first, or all newest first.
    """

    stretches: tuple[Stretch, ...]
    shows: Callable[[Ticket], bool]
    thin: bool = False
    says: Callable[[Ticket, Details], bool] | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some tickets, and the place to go on from; "" at the end."""

    tickets: tuple[Ticket, ...]
    after: str = ""


@dataclass
class _Pages:
    """The pages that may still be read."""

    left: int
    over: bool = field(default=False)

    def take(self) -> bool:
        """Count a page, and return whether it may be read."""
        self.over = self.left <= 0
        self.left -= 1
        return not self.over


def read_page(lists: Lists, plan: Plan, *, after: str = "", limit: int = 25) -> Page:
    """Return a page of a list, from the place after `after`."""
    size = BATCH if plan.thin else min(limit + 1, BATCH)
    budget = _Pages(len(plan.stretches) + MOST_PAGES)
    places = _merged(lists, plan.stretches, after, size, budget)
    shown: dict[str, Ticket] = {}
    for _round in range(max(MOST_EXAMINED // size, 1)):
        group = _some(places, size)
        heads = _read(lists, plan, [place.number for place in group])
        for place in group:
            if len(shown) == limit:
                return Page(tickets=tuple(shown.values()), after=after)
            after = place.sort
            if ticket := heads.get(place.number):
                shown[ticket.number] = ticket
        if len(group) < size:
            return Page(tickets=tuple(shown.values()), after=after if budget.over else "")
    return Page(tickets=tuple(shown.values()), after=after)


def _read(lists: Lists, plan: Plan, numbers: Sequence[str]) -> dict[str, Ticket]:
    """Return the tickets of some numbers that a list shows."""
    if not numbers:
        return {}
    if plan.says:
        wholes = lists.wholes(numbers)
        return {number: t for number, (t, said) in wholes.items() if plan.shows(t) and plan.says(t, said)}
    return {number: ticket for number, ticket in lists.heads(numbers).items() if plan.shows(ticket)}


def _some(places: Iterator[Place], size: int) -> list[Place]:
    """Return the next places, each once: one ticket may stand in several stretches."""
    group: dict[str, Place] = {}
    for place in places:
        group.setdefault(place.number, place)
        if len(group) == size:
            break
    return list(group.values())


def _merged(lists: Lists, stretches: Sequence[Stretch], after: str, size: int, budget: _Pages) -> Iterator[Place]:
    """Yield the places of stretches in one order; end early, with `budget.over`, when too many pages were read."""
    newest_first = any(stretch.newest_first for stretch in stretches)
    along = [_along(lists, stretch, after, size, budget) for stretch in stretches]
    try:
        yield from heapq.merge(*along, key=lambda place: place.sort, reverse=newest_first)
    except _OutOfPages:
        return


class _OutOfPages(Exception):
    """A stretch may not be read further; going on without it would skip what it holds."""


def _along(lists: Lists, stretch: Stretch, after: str, size: int, budget: _Pages) -> Iterator[Place]:
    after = after if stretch.newest_first else max(after, stretch.since)
    while True:
        if not budget.take():
            raise _OutOfPages
        found = lists.places(stretch, after=after, limit=size)
        for place in found:
            if place.sort < stretch.since or (stretch.until and place.sort >= stretch.until):
                return
            yield place
        if len(found) < size:
            return
        after = found[-1].sort


def cursor(secret: Secret, plan_name: str, after: str) -> str | None:
    """Return a place as a cursor of this list: sealed, for it may name a ticket that its reader may not see."""
    if not after:
        return None
    box = sealed(_key(secret), after.encode(), about=plan_name)
    return secret.token("cursor", {"p": base64.b64encode(box).decode(), "of": _fingerprint(secret, plan_name)})


def read_cursor(secret: Secret, plan_name: str, text: str) -> str:
    """Return the place in a cursor.

    :raises Invalid: if it is not a cursor of this list
    """
    if not text:
        return ""
    try:
        facts = secret.facts("cursor", text)
    except BadToken:
        raise Invalid.field("cursor", "wrong-value") from None
    if facts["of"] != _fingerprint(secret, plan_name):
        raise Invalid.field("cursor", "of-another-list")
    return opened(_key(secret), base64.b64decode(facts["p"]), about=plan_name).decode()


def _fingerprint(secret: Secret, plan_name: str) -> str:
    return secret.text("cursor-of", plan_name, size=9)


def _key(secret: Secret) -> bytes:
    return secret.digest("cursor-seal")
