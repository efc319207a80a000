"""The indexes of the tickets' table in memory, over the fake tickets."""

from bisect import insort
from collections.abc import Iterable, Sequence
from operator import attrgetter

from chalicelib.tickets import rows
from chalicelib.tickets.lists import Index, Place, Stretch
from chalicelib.tickets.ticket import Details, Ticket
from tests.tickets.fakes import FakeTickets

_KEYS = {
    Index.WORKLIST: ("wl", "wl_sort"),
    Index.BODY: ("bo", "bo_sort"),
    Index.ASSIGNEE: ("asg", "wl_sort"),
    Index.REQUESTER: ("rq", "rq_sort"),
    Index.NO_REPLY: ("nr", "rq_sort"),
}


class FakeNames:
    """What `DynamoNames` is to the consumer, over `FakeTickets`."""

    def __init__(self, tickets: FakeTickets) -> None:
        self._tickets = tickets

    def enter(self, ticket: Ticket, keys: Sequence[str]) -> None:
        self._tickets.names[ticket.number] = set(keys)


class FakeLists:
    """What `DynamoLists` is to reading, over `FakeTickets`; call `index` after tickets were changed."""

    def __init__(self, tickets: FakeTickets) -> None:
        self._tickets = tickets
        self._kept: dict[tuple[Index, str], list[Place]] = {}
        self.pages = 0
        self.batches = 0
        self.counts = 0
        self.index()

    def index(self) -> None:
        """Bring the indexes up to the tickets as they are now."""
        self._kept.clear()
        for number, keys in self._tickets.names.items():
            ticket = self._tickets.heads[number]
            for key in keys:
                self._put(Index.NAME, key, f"{ticket.registered_at}#{number}", number)
        for ticket in self._tickets.heads.values():
            row = rows.ticket_row(ticket, shards=1)
            for index, (key, sort) in _KEYS.items():
                if value := getattr(row, key):
                    self._put(index, value, getattr(row, sort), ticket.number)
            if ticket.speak_since:
                self._put(
                    Index.WORKLIST,
                    f"{ticket.body}#supervisor#0",
                    f"{ticket.speak_since}#{ticket.number}",
                    ticket.number,
                )
            for digest in self._tickets.reached.get(ticket.number, ()):
                self._put(Index.REQUESTER, digest, f"{ticket.registered_at}#{ticket.number}", ticket.number)

    def count(self, stretch: Stretch) -> int:
        self.counts += 1
        until = stretch.until or "~~"
        return sum(stretch.since <= place.sort <= until for place in self._held(stretch))

    def places(self, stretch: Stretch, *, after: str, limit: int) -> list[Place]:
        self.pages += 1
        held = self._held(stretch)
        ordered = list(reversed(held)) if stretch.newest_first else held
        beyond = [p for p in ordered if not after or (p.sort < after if stretch.newest_first else p.sort > after)]
        return beyond[:limit]

    def _held(self, stretch: Stretch) -> list[Place]:
        sharded = stretch.index in (Index.WORKLIST, Index.BODY, Index.NO_REPLY)
        return self._kept.get((stretch.index, f"{stretch.key}#0" if sharded else stretch.key), [])

    def heads(self, numbers: Sequence[str]) -> dict[str, Ticket]:
        self.batches += 1
        return {number: self._tickets.heads[number] for number in numbers if number in self._tickets.heads}

    def wholes(self, numbers: Sequence[str]) -> dict[str, tuple[Ticket, Details]]:
        self.batches += 1
        return {number: self._tickets.whole(number) for number in numbers if number in self._tickets.heads}

    def aliased(self, bodies: Iterable[str], old_number: str) -> list[str]:
        found = (self._tickets.aliases.get((body, old_number)) for body in bodies)
        return [number for number in found if number]

    def _put(self, index: Index, key: str, sort: str, number: str) -> None:
        insort(self._kept.setdefault((index, key), []), Place(sort=sort, number=number), key=attrgetter("sort"))
