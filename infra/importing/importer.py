"""Take an old register in, several rows at a time; what was taken in before is found again, not doubled."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from chalicelib.organisations.body import Body
from chalicelib.shared.errors import Invalid
from chalicelib.tickets.actions import Context
from chalicelib.tickets.importing import OldTicket, keep
from infra.importing.mapping import RegisterMapping, old_ticket
from infra.importing.sheets import RefusedFile, Row

AT_ONCE = 4


@dataclass
class Report:
    """What became of the rows: kept now, known already, refused; and what the kept and known ones are."""

    kept: int = 0
    known: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)
    by_channel: Counter[str] = field(default_factory=Counter)
    by_category: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        return self.kept + self.known + self.refused


@dataclass(frozen=True)
class Taken:
    """What became of one row: kept or known as a ticket, or refused for reasons."""

    line: int
    row: Row
    old: OldTicket | None = None
    known: bool = False
    reasons: tuple[str, ...] = ()


Step = Callable[[], None]


def take_in(
    context: Context, body: Body, rows: Iterator[Row], mapping: RegisterMapping, refused: RefusedFile, step: Step
) -> Report:
    """Take every row in; `step` is called after each. A row that cannot be kept stands in the refused file."""
    report = Report()

    def take(numbered: tuple[int, Row]) -> Taken:
        return _take(context, body, mapping, *numbered)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for taken in _in_turn(pool, take, enumerate(rows, start=2)):  # line 1 holds the names of the columns
            _tally(report, taken, refused)
            step()
    return report


def _take(context: Context, body: Body, mapping: RegisterMapping, line: int, row: Row) -> Taken:
    try:
        old = old_ticket(row, mapping)
        return Taken(line, row, old, keep(context, body, old).known)
    except Invalid as error:
        return Taken(
            line, row, reasons=tuple(f"{fault['field']}: {fault['reason']}" for fault in error.facts["fields"])
        )


def _tally(report: Report, taken: Taken, refused: RefusedFile) -> None:
    if taken.old is None:
        report.refused += 1
        report.reasons.update(taken.reasons)
        refused.add(taken.line, taken.row, "; ".join(taken.reasons))
        return
    report.kept, report.known = report.kept + (not taken.known), report.known + taken.known
    report.by_status[taken.old.status] += 1
    report.by_channel[taken.old.channel] += 1
    report.by_category[taken.old.category] += 1


def _in_turn(
    pool: ThreadPoolExecutor, take: Callable[[tuple[int, Row]], Taken], rows: Iterator[tuple[int, Row]]
) -> Iterator[Taken]:
    """Yield what becomes of rows, in their order, a bounded number under way.

    A fault ends it, and a new start goes on from there.
    """
    running = deque(pool.submit(take, row) for row in islice(rows, AT_ONCE * 4))
    while running:
        yield running.popleft().result()
        running.extend(pool.submit(take, row) for row in islice(rows, 1))
