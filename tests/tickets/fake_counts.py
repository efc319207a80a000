"""Counts in memory; `before_move` lets a test act between a reader's look and its move."""

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from chalicelib.tickets.counts import Cell


class FakeCounts:
    """What `DynamoCounts` is to counting."""

    def __init__(self) -> None:
        self.cells: dict[str, Cell] = {}
        self.numbers: Counter[Cell] = Counter()
        self.marks: dict[tuple[str, str], Counter[str]] = {}
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
            self._count(before, -1)
        if after:
            self._count(after, 1)
            self.cells[number] = after
        else:
            self.cells.pop(number, None)
        return True

    def tally(self, body: str) -> Mapping[Cell, int]:
        return {cell: number for cell, number in self.numbers.items() if cell.body == body}

    def marked(self, body: str) -> Mapping[str, Mapping[str, int]]:
        return {place: marks for (of, place), marks in self.marks.items() if of == body}

    def _count(self, cell: Cell, by: int) -> None:
        self.numbers[msgspec.structs.replace(cell, marks=())] += by
        self.marks.setdefault((cell.body, cell.place), Counter()).update(dict.fromkeys(cell.marks, by))
