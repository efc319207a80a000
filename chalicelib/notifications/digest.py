"""The dated digest of what is overdue, which each of a body's executives gets once a day (domain.md section 4)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from chalicelib.notifications.notice import BusEvent, Notice, Way
from chalicelib.notifications.staff_notice import audience, reaches
from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.lists import BATCH, Index, Lists, Place, Stretch
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import concerns
from chalicelib.tickets.worklists import is_overdue

DUE = "digest.due"
SAYS = "staff-digest"
SHOWN = 20
MOST_READ = 2000
"""So many overdue tickets are counted; a body that has more reads "at least"."""


class Overdue(msgspec.Struct, frozen=True):
    """Open tickets whose promise is past, the longest first; `more` if there are some beyond those that were read."""

    tickets: tuple[Ticket, ...]
    more: bool = False


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What a digest speaks of, as one executive may see it."""

    event: BusEvent
    body: Body
    overdue: Overdue

    @property
    def shown(self) -> tuple[Ticket, ...]:
        """Return the tickets that are named one by one."""
        return self.overdue.tickets[:SHOWN]

    @property
    def queues(self) -> list[tuple[str, int]]:
        """Return how many stand in each queue, the most first."""
        return Counter(ticket.queue for ticket in self.overdue.tickets).most_common()


def read_overdue(lists: Lists, body: str, now: datetime) -> Overdue:
    """Return a body's open tickets whose promise is past: the beginning of one index, which stands by due time."""
    found: list[Ticket] = []
    after, instant = "", iso(now)
    for _page in range(MOST_READ // BATCH):
        places = lists.places(Stretch(Index.BODY, f"{body}#open"), after=after, limit=BATCH)
        past = [place for place in places if _due_at(place) < instant]
        heads = lists.heads([place.number for place in past]) if past else {}
        due = (heads[place.number] for place in past if place.number in heads)
        found += [ticket for ticket in due if is_overdue(ticket, instant)]
        if len(past) < BATCH:
            return Overdue(tuple(found))
        after = past[-1].sort
    return Overdue(tuple(found), more=True)


def digests(event: BusEvent, body: Body, overdue: Overdue, team: Sequence[Staff]) -> Iterator[tuple[Notice, Digest]]:
    """Yield the digest of each executive, without the tickets that are about them (R303); none if nothing is left."""
    for person in {each.id: each for each in team if each.active and each.has(Role.EXECUTIVE)}.values():
        theirs = tuple(ticket for ticket in overdue.tickets if not concerns(ticket, person))
        if not theirs or body.code not in person.bodies:
            continue
        digest = Digest(event=event, body=body, overdue=Overdue(theirs, overdue.more))
        for reach in reaches(person):
            yield _notice(person, body, reach), digest


def _notice(person: Staff, body: Body, reach: tuple[Way, ...]) -> Notice:
    return Notice(
        body=body.code, audience=audience(person), says=SAYS, language=person.language, ways=reach,
        staff=person, post=Role.EXECUTIVE,
    )  # fmt: skip


def _due_at(place: Place) -> str:
    return place.sort.partition("#")[0]
