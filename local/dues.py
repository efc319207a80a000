"""What falls due in the tables: the next instants in indexes named `due` (hash `clk`, range `due`).

A range key begins with its instant, such as `2026-12-06T10:00:00.000Z`, so that the smallest text is the soonest.
"""

import heapq
import re
from collections.abc import Iterator

from local import instants
from local.mends import indexes, upstream
from local.mends import tables as operations

INDEX, HASHES, RANGE = "due", ("clk", "due_shard"), "due"
"""What promises and callbacks fall due by."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


def earliest() -> float | None:
    """Return the soonest instant, past ones included, or nothing if nothing is due ever.

    Read from the index in its own order, however many items there are.
    """
    return next(iter(soonest(1)), None)


def soonest(most: int) -> list[float]:
    """Return the soonest instants, at most `most`, in order."""
    with operations.guard:
        return [_instant(text) for text in heapq.nsmallest(most, _texts(most))]


def _texts(most: int) -> Iterator[str]:
    tables = upstream.service("dynamodb")
    for table in list(tables._tables._data.values()):
        index = tables._index_def(table, INDEX)
        if index and tables._index_key_lists(index) in [([name], [RANGE]) for name in HASHES]:
            for members in list(indexes.members_of(tables, table, INDEX).values()):
                entries = members.in_order(table["items"], RANGE)
                yield from (text for text, _, _ in entries[:most] if _INSTANT.match(text))


def _instant(text: str) -> float:
    match = _INSTANT.match(text)
    return instants.instant(match[0]) if match else 0.0
