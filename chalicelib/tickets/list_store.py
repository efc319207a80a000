"""Lists of tickets in DynamoDB: keys from an index, then the tickets themselves, consistently (docs/access-paths.md).

An index page tells only numbers and their order, and may be a moment behind; what is shown is read from the tickets.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.tickets import rows
from chalicelib.tickets.lists import Index, Place, Stretch
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Details, Ticket

_INDEXES: dict[Index, tuple[Any, UnicodeAttribute]] = {
    Index.WORKLIST: (Row.worklist, Row.wl_sort),
    Index.BODY: (Row.of_body, Row.bo_sort),
    Index.ASSIGNEE: (Row.of_assignee, Row.wl_sort),
    Index.REQUESTER: (Row.of_requester, Row.rq_sort),
    Index.NO_REPLY: (Row.no_reply, Row.rq_sort),
    Index.NAME: (Row, Row.sk),
    Index.NEAR: (Row.near, Row.rq_sort),
}
_SHARDED = frozenset({Index.WORKLIST, Index.BODY, Index.NO_REPLY})
_TICKET = "TICKET"


class DynamoLists:
    """The indexes of the tickets' table; `shards` is the setting that tickets are kept under."""

    def __init__(self, *, shards: int = 1) -> None:
        self._shards = shards

    def places(self, stretch: Stretch, *, after: str, limit: int) -> list[Place]:
        """Return the next places of a stretch, in its order: one Query a shard."""
        pages = [self._page(stretch, key, after, limit) for key in self._keys(stretch)]
        return list(islice(heapq.merge(*pages, key=lambda place: place.sort, reverse=stretch.newest_first), limit))

    def count(self, stretch: Stretch) -> int:
        """Return how many places a stretch holds: one Query a shard that counts keys, up to some 8,000 in a call."""
        index, sort = _INDEXES[stretch.index]
        between = sort.between(stretch.since or " ", stretch.until or "~~")
        return sum(index.count(key, between) for key in self._keys(stretch))

    def heads(self, numbers: Sequence[str]) -> dict[str, Ticket]:
        """Return tickets by number, as they are now: one BatchGetItem for a hundred; unknown ones are left out."""
        return {ticket.number: ticket for ticket in map(rows.ticket_of, _batch((n, _TICKET) for n in numbers))}

    def wholes(self, numbers: Sequence[str]) -> dict[str, tuple[Ticket, Details]]:
        """Return tickets with what they say: one BatchGetItem for fifty."""
        keys = [(n, kind) for n in numbers for kind in (_TICKET, f"{_TICKET}#DETAILS")]
        found = {(row.pk, row.sk): row for row in _batch(keys)}
        tickets = [rows.ticket_of(row) for (_, kind), row in found.items() if kind == _TICKET]
        said = {ticket.number: found.get((f"TICKET#{ticket.number}", f"{_TICKET}#DETAILS")) for ticket in tickets}
        return {t.number: (t, rows.details_of(said[t.number], t.seal)) for t in tickets}

    def aliased(self, bodies: Iterable[str], old_number: str) -> list[str]:
        """Return the numbers of the tickets that had a number in an old system: one BatchGetItem (R013)."""
        keys = [(f"ALIAS#{body}#{old_number}", "ALIAS") for body in sorted(bodies)]
        return [str(row.number) for row in Row.batch_get(keys, consistent_read=True)] if old_number else []

    def _keys(self, stretch: Stretch) -> Sequence[str]:
        if stretch.index not in _SHARDED:
            return (stretch.key,)
        return [f"{stretch.key}#{shard}" for shard in range(self._shards)]

    def _page(self, stretch: Stretch, key: str, after: str, limit: int) -> list[Place]:
        index, sort = _INDEXES[stretch.index]
        found = index.query(
            f"NAME#{key}" if stretch.index is Index.NAME else key, _beyond(stretch, sort, after), limit=limit,
            page_size=limit, scan_index_forward=not stretch.newest_first,
        )  # fmt: skip
        return [_place(getattr(row, sort.attr_name)) for row in found]


def _place(sort: str) -> Place:
    """Return the place of a sort key: each ends in the number."""
    return Place(sort=sort, number=sort.rpartition("#")[2])


def _beyond(stretch: Stretch, sort: UnicodeAttribute, after: str) -> Condition | None:
    """Return the condition of what comes after a place."""
    if not after:
        return None
    return sort < after if stretch.newest_first else sort > after


def _batch(keys: Iterable[tuple[str, str]]) -> Iterator[Row]:
    return Row.batch_get([(f"TICKET#{number}", kind) for number, kind in keys], consistent_read=True)
