"""Figures of queues in the contacts' table.

    pk               sk                                       holds
    FIGURES#<body>   <day>#<queue>#<language>#<hh>#<shard>    a number for each counter

They move in the transaction that saves the contact, so that each change counts once; a cell is spread over shards by
the contact's id, so that calls that end together do not meet in one item. One Query reads a stretch of days, or one
queue's day.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from chalicelib.contacts.figures import COUNTERS, Cell, Figures
from chalicelib.shared.dynamo import Model

SHARDS = 4


class FigureRow(Model):
    """The counters of a cell's shard."""

    class Meta:
        table_name = "contacts"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    for _counter in COUNTERS:
        vars()[_counter] = NumberAttribute(null=True)


def changes(body: str, contact: str, moved: Mapping[Cell, Figures]) -> Iterator[tuple[FigureRow, list[Action]]]:
    """Yield what a contact's save adds in its transaction: `write.update(row, actions=actions)` for each."""
    for cell, counted in moved.items():
        row = FigureRow(f"FIGURES#{body}", sort_key(cell, crc32(contact.encode()) % SHARDS))
        yield row, [getattr(FigureRow, name).add(by) for name, by in counted.items()]


def sort_key(cell: Cell, shard: int) -> str:
    """Return the sort key of a cell's shard."""
    return f"{cell.day}#{cell.queue}#{cell.language}#{cell.hour:02}#{shard}"


class DynamoFigures:
    """The figures of every body."""

    def between(self, body: str, first: str, last: str) -> Mapping[Cell, Figures]:
        """Return a body's figures of some days, both counted: one Query, 1 MB (some 5,000 items) a page."""
        return _summed(FigureRow.query(f"FIGURES#{body}", FigureRow.sk.between(f"{first}#", f"{last}#~")))

    def of_queue(self, body: str, day: str, queue: str) -> Mapping[Cell, Figures]:
        """Return the figures of a queue's day: one Query of at most 192 items."""
        return _summed(FigureRow.query(f"FIGURES#{body}", FigureRow.sk.startswith(f"{day}#{queue}#")))

    def add(self, body: str, by: Mapping[Cell, Figures]) -> None:
        """Add to cells what a recount found missing: one UpdateItem each."""
        for cell, numbers in by.items():
            row = FigureRow(f"FIGURES#{body}", sort_key(cell, 0))
            row.update(actions=[getattr(FigureRow, name).add(number) for name, number in numbers.items()])


def _summed(rows: Iterable[FigureRow]) -> Mapping[Cell, Figures]:
    found: dict[Cell, Counter[str]] = {}
    for row in rows:
        day, queue, language, hour, _shard = row.sk.split("#")
        numbers = {name: int(getattr(row, name) or 0) for name in COUNTERS}
        found.setdefault(Cell(day, int(hour), queue, language), Counter()).update(numbers)
    return found
