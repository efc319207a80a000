"""Counts in memory; `before_move` lets a test act between a reader's look and its move."""

from collections import Counter
from collections.abc import Callable, Mapping

from chalicelib.tickets.counts import Cell


class FakeCounts:
    """What `DynamoCounts` is to counting."""

    def __init__(self) -> None:
        self.cells: dict[str, Cell] = {}
        self.numbers: Counter[Cell] = Counter()
        self.moves = 0
        self.before_move: Callable[[], None] = lambda: None

    def counted(self, number: str) -> Cell | None:
        return self.cells.get(number)

    def move(self, number: str, before: Cell | None, after: Cell | None) -> bool:
        self.before_move()
        if self.cells.get(number) != before:
            return False
        self.moves += 1
        if before:
            self.numbers[before] -= 1
        if after:
            self.numbers[after] += 1
            self.cells[number] = after
        else:
            self.cells.pop(number, None)
        return True

    def tally(self, body: str) -> Mapping[Cell, int]:
        return {cell: number for cell, number in self.numbers.items() if cell.body == body}
