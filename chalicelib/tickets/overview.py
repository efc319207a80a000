"""What stands where, for those who oversee: each queue, section, partner and person (R001, R003, R132, R134).

What is open, unassigned, without a reply or without news is counted as it changes (counts.py); what is overdue or soon
due changes with the clock, and is counted by the index at that instant. So nothing grows with the number of tickets
but the counting of those that are due.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body
from chalicelib.organisations.presence import day_in, is_absent, on_shift, stands_in
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import NotFound
from chalicelib.tickets.counts import FLAGS, LEFT, QUEUES, SPEAK
from chalicelib.tickets.lists import BATCH, Index, Place, Stretch
from chalicelib.tickets.overview_views import (
    Left,
    Overview,
    OverviewWanted,
    PersonTally,
    PlaceTally,
    QueueTally,
    Tally,
)
from chalicelib.tickets.standing import is_overdue, is_soon_due, is_stale, soon_until
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import FindBody, directorate_sections, may_see

__all__ = ["OVERSEERS", "Context", "Overview", "OverviewWanted", "overview"]

T = TypeVar("T", bound=Tally)
OVERSEERS = (Role.SUPERVISOR, Role.MANAGER, Role.EXECUTIVE, Role.QUALITY)
# So many tickets of one person are looked at; who has more has `more`.
MOST_OF_ONE = 400


class _Named(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def name(self) -> Words: ...


class Counts(Protocol):
    def marked(self, body: str) -> Mapping[str, Mapping[str, int]]: ...


class Lists(Protocol):
    def count(self, stretch: Stretch) -> int:
        """Return how many places a stretch holds, by the index alone."""
        ...

    def places(self, stretch: Stretch, *, after: str, limit: int) -> list[Place]: ...

    def heads(self, numbers: Sequence[str]) -> dict[str, Ticket]: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What overseeing needs; `team` returns everybody at work for a body."""

    counts: Counts
    lists: Lists
    body: FindBody
    team: Callable[[str], Sequence[Staff]]
    clock: Clock


def overview(context: Context, staff: Staff, wanted: OverviewWanted) -> Overview:
    """Return what stands where in a body, as far as somebody oversees it.

    :raises NotFound: if the body or section is not theirs to oversee
    """
    code = wanted.body or staff.body
    if code not in staff.bodies:
        raise NotFound
    return _View(context, staff, context.body(code), context.clock()).all(wanted.section)


class _View:
    """One look at a body, with its counters read once."""

    def __init__(self, context: Context, staff: Staff, body: Body, now: datetime) -> None:
        self._context, self._staff, self._body, self._now = context, staff, body, now
        self._at, self._until = iso(now), soon_until(body, now)
        self._marks: dict[str, Counter[str]] = {}
        for place, marks in context.counts.marked(body.code).items():
            self._marks.setdefault(place.rpartition("/")[2], Counter()).update(marks)
        self._own = self._overseen()

    def all(self, section: str) -> Overview:
        """Return everything that is overseen, with the people of a section if one is named."""
        sections = tuple(self._places("section", self._body.sections))
        partners = () if self._own is not None else tuple(self._places("partner", self._body.partners))
        queues = tuple(self._queues(sections, partners))
        return Overview(
            body=self._body.code, at=self._at, soon_until=self._until, all=_sum(Tally, queues), queues=queues,
            sections=sections, partners=partners, people=tuple(self._people(section)) if section else (),
            left=self._left(),
        )  # fmt: skip

    def _overseen(self) -> frozenset[str] | None:
        """Return the sections of a manager's directorate; None for those who oversee the whole body."""
        if self._staff.has(Role.SUPERVISOR, Role.EXECUTIVE, Role.QUALITY):
            return None
        if self._body.code != self._staff.body:
            raise NotFound
        return directorate_sections(self._staff, self._body)

    def _places(self, kind: str, known: Iterable[_Named]) -> Iterable[PlaceTally]:
        """Yield what stands with each section or partner, one that the body no longer has under its code."""
        names = {each.code: each.name for each in known}
        for place, marks in self._marks.items():
            of, _, code = place.partition(":")
            if of == kind and marks[f"in_{kind}"]:
                names.setdefault(code, Words(ar=code, en=code))
        for code, name in names.items():
            if self._own is None or code in self._own:
                yield self._tally(PlaceTally, kind, [f"{kind}:{code}"], f"{kind}:{code}", code=code, name=name)

    def _queues(self, sections: Sequence[PlaceTally], partners: Sequence[PlaceTally]) -> Iterable[QueueTally]:
        for queue in QUEUES:
            if queue == "section":
                yield _sum(QueueTally, sections, queue=queue)
            elif self._own is not None:
                continue
            elif queue == "partner":
                yield _sum(QueueTally, partners, queue=queue)
            else:
                yield self._tally(QueueTally, queue, self._marks, queue, queue=queue)

    def _tally(self, kind: type[T], of: str, places: Iterable[str], key: str, **facts: Any) -> T:
        """Return what stands in a queue: its marks in some places, and its key of the index."""
        marks: Counter[str] = sum((self._marks.get(place, Counter()) for place in places), Counter())
        number = marks[f"in_{of}"]
        overdue, soon = self._due(key) if number else (0, 0)
        flags = {flag: marks[f"in_{of}_{flag}"] for flag in FLAGS}
        return kind(open=number, overdue=overdue, soon_due=soon, **flags, **facts)

    def _due(self, queue: str) -> tuple[int, int]:
        """Return how many of a queue are overdue and soon due."""
        stretch = Stretch(Index.WORKLIST, f"{self._body.code}#{queue}", until=self._until)
        due = self._context.lists.count(stretch)
        overdue = self._context.lists.count(msgspec.structs.replace(stretch, until=self._at)) if due else 0
        return overdue, due - overdue

    def _left(self) -> Left:
        places = [place for place in self._marks if self._own is None or place.removeprefix("section:") in self._own]
        marks: Counter[str] = sum((self._marks[place] for place in places), Counter())
        return Left(**{name: marks[name] for name in (SPEAK, *LEFT.values())})

    def _people(self, section: str) -> Iterable[PersonTally]:
        """Yield what each member of a section has. :raises NotFound: if the section is not theirs to oversee"""
        known = any(each.code == section for each in self._body.sections)
        if not known or (self._own is not None and section not in self._own):
            raise NotFound
        for person in self._context.team(self._body.code):
            if person.active and person.works_in(self._body.code, section):
                yield self._person(person, section)

    def _person(self, person: Staff, section: str) -> PersonTally:
        places = self._context.lists.places(Stretch(Index.ASSIGNEE, person.id), after="", limit=MOST_OF_ONE)
        numbers = [place.number for place in places]
        held = [
            ticket
            for first in range(0, len(numbers), BATCH)
            for ticket in self._context.lists.heads(numbers[first : first + BATCH]).values()
            if ticket.is_open and ticket.assignee == person.id and may_see(self._staff, ticket, self._context.body)
        ]
        day = day_in(self._body, self._now)
        return PersonTally(
            id=person.id, name=person.name, username=person.username, away=is_absent(person, day),
            on_shift=on_shift(person, self._body, section, self._now), stand_in=stands_in(person, day),
            more=len(places) == MOST_OF_ONE, open=len(held),
            overdue=sum(is_overdue(ticket, self._at) for ticket in held),
            soon_due=sum(is_soon_due(ticket, self._at, self._until) for ticket in held),
            stale=sum(is_stale(ticket, self._at) for ticket in held),
            no_reply=sum(not ticket.first_reply_at for ticket in held),
        )  # fmt: skip


def _sum(kind: type[T], tallies: Iterable[Tally], **facts: Any) -> T:
    tallies = list(tallies)
    return kind(**{name: sum(getattr(t, name) for t in tallies) for name in Tally.__struct_fields__}, **facts)
