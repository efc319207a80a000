"""Counts of tickets in DynamoDB, beside the tickets.

    pk                sk                  holds
    TICKET#<number>   COUNTED             the cell in which the ticket is counted, and its marks
    COUNTS#<body>     <shard>#<place>     a counter for each state and each mark, and how often any of them changed

A move is one transaction: the ticket's own item, if it still says what was read, and one or two counters. A place's
counters are spread over shards by the ticket's number, so that a surge does not meet in one item.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, PutError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.shared.dynamo import Model, is_refused
from chalicelib.tickets.counts import MARKS, STATES, Cell

SHARDS = 8
_LOST = frozenset({"ConditionalCheckFailed", "TransactionConflict"})


class CountedRow(Model):
    """The cell in which a ticket is counted."""

    class Meta:
        table_name = "tickets"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute(null=True)
    place = UnicodeAttribute(null=True)
    state = UnicodeAttribute(null=True)
    marks = UnicodeAttribute(null=True)


class CounterRow(Model):
    """The counters of a place's shard, one for each state and each mark."""

    class Meta:
        table_name = "tickets"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    moves = NumberAttribute(default=0)
    for _column in (*STATES, *MARKS):
        vars()[_column] = NumberAttribute(null=True)


class DynamoCounts:
    """The counts of every body."""

    def __init__(self) -> None:
        self._connection = Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def counted(self, number: str) -> Cell | None:
        """Return the cell in which a ticket is counted."""
        try:
            return _cell(CountedRow.get(f"TICKET#{number}", "COUNTED", consistent_read=True))
        except DoesNotExist:
            return None

    def counted_in(self, numbers: Sequence[str]) -> Mapping[str, Cell | None]:
        """Return the cells of up to a hundred tickets."""
        keys = [(f"TICKET#{number}", "COUNTED") for number in numbers]
        return {row.pk.removeprefix("TICKET#"): _cell(row) for row in CountedRow.batch_get(keys, consistent_read=True)}

    def move(self, number: str, before: Cell | None, after: Cell | None) -> bool:
        """Count a ticket in another cell, all at once."""
        kept = after or Cell(body="", place="", state="")
        row = CountedRow(
            f"TICKET#{number}", "COUNTED", body=kept.body, place=kept.place, state=kept.state,
            marks=" ".join(kept.marks) or None,
        )  # fmt: skip
        try:
            with TransactWrite(connection=self._connection) as write:
                write.save(row, condition=_unmoved(before))
                for key, actions in _changes(number, before, after).items():
                    write.update(CounterRow(*key), actions=[*actions, CounterRow.moves.add(1)])
        except TransactWriteError as error:
            if {reason.code for reason in error.cancellation_reasons if reason} <= _LOST | {"None"}:
                return False
            raise
        return True

    def tally(self, body: str) -> Mapping[Cell, int]:
        """Return how many tickets of a body each cell has: one Query, whatever the number of tickets."""
        found: Counter[Cell] = Counter()
        for row in CounterRow.query(f"COUNTS#{body}"):
            for cell, number in _numbers(body, row):
                found[cell] += number
        return found

    def marked(self, body: str) -> Mapping[str, Mapping[str, int]]:
        """Return how many tickets have each mark, by place: one Query, whatever the number of tickets."""
        found: dict[str, Counter[str]] = {}
        for row in CounterRow.query(f"COUNTS#{body}"):
            found.setdefault(_place(row), Counter()).update(_columns(row, MARKS))
        return found

    def counters(self, body: str) -> Mapping[str, tuple[int, Mapping[str, int]]]:
        """Return a body's counters as they are kept, by sort key: how often each changed, and its numbers by state."""
        rows = CounterRow.query(f"COUNTS#{body}", consistent_read=True)
        return {row.sk: (int(row.moves), _columns(row, (*STATES, *MARKS))) for row in rows}

    def counter_of(self, number: str, cell: Cell) -> str:
        """Return the sort key of the counter in which a ticket is counted."""
        return counter_of(number, cell)

    def set_counter(self, body: str, key: str, moves: int, numbers: Mapping[str, int]) -> bool:
        """Set a counter that changed `moves` times so far; False if it changed meanwhile."""
        row = CounterRow(f"COUNTS#{body}", key, moves=moves + 1)
        for state, number in numbers.items():
            setattr(row, state, number or None)
        unchanged = (CounterRow.moves == moves) if moves else CounterRow.pk.does_not_exist() | (CounterRow.moves == 0)
        try:
            row.save(condition=unchanged)
        except PutError as error:
            if not is_refused(error):
                raise
            return False
        return True


def counter_of(number: str, cell: Cell) -> str:
    """Return the sort key of the counter in which a ticket is counted."""
    return f"{int(number[-4:]) % SHARDS}#{cell.place}"


def _unmoved(before: Cell | None) -> Condition:
    """Return the condition that a ticket is still counted where it was."""
    if before is None:
        uncounted: Condition = CountedRow.pk.does_not_exist() | (CountedRow.state == "")
        return uncounted
    marks = CountedRow.marks == " ".join(before.marks) if before.marks else CountedRow.marks.does_not_exist()
    unmoved: Condition = (CountedRow.place == before.place) & (CountedRow.state == before.state) & marks
    return unmoved


def _changes(number: str, before: Cell | None, after: Cell | None) -> dict[tuple[str, str], list[Action]]:
    """Return what a move does to counters, by their keys: a move within a place changes one."""
    changes: dict[tuple[str, str], Counter[str]] = {}
    for cell, by in ((before, -1), (after, 1)):
        if cell:
            counted = changes.setdefault((f"COUNTS#{cell.body}", counter_of(number, cell)), Counter())
            counted.update(dict.fromkeys(cell.columns, by))
    return {
        key: [getattr(CounterRow, column).add(by) for column, by in counted.items() if by]
        for key, counted in changes.items()
        if any(counted.values())
    }


def _cell(row: CountedRow) -> Cell | None:
    if not row.state:
        return None
    return Cell(body=row.body or "", place=row.place or "", state=row.state, marks=tuple((row.marks or "").split()))


def _place(row: CounterRow) -> str:
    return row.sk.partition("#")[2]


def _numbers(body: str, row: CounterRow) -> Iterator[tuple[Cell, int]]:
    return ((Cell(body=body, place=_place(row), state=state), n) for state, n in _columns(row, STATES).items())


def _columns(row: CounterRow, columns: Iterable[str]) -> dict[str, int]:
    return {column: int(getattr(row, column) or 0) for column in columns}
