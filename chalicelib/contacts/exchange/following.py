"""Let the telephony follow what bodies keep here, minute by minute: what did not change is not asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from chalicelib.contacts.exchange.configuring import connect_house, keep_house
from chalicelib.contacts.exchange.hours import keep_hours
from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.instance import Exchange
from chalicelib.contacts.exchange.lease import Lease, LeaseLost
from chalicelib.contacts.exchange.marks import Marks, marks
from chalicelib.contacts.exchange.problems import Followed
from chalicelib.contacts.telephony import Installation
from chalicelib.shared.clock import Clock, iso

AGAIN = timedelta(hours=1)
"""After which what was refused is tried again, for a quota may have been raised."""
AT_ONCE = 5
"""Bodies that one run configures; the next one goes on, for Connect lets two requests a second through."""


class Keeping(Protocol):
    """Where the installation is kept, and what was last configured of each body."""

    def get(self) -> Installation | None: ...

    def put(self, installation: Installation) -> None: ...

    def followed(self) -> Mapping[str, Followed]: ...

    def keep(self, followed: Followed) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What is needed; `connect` makes a client in a region, `count` counts bodies that something is refused of.

    A deployment that is not `connected` any more keeps where its telephony was, and asks it nothing.
    """

    connected: bool = True
    keeping: Keeping
    lease: Callable[[], Lease]
    connect: Callable[[str], Any]
    lines: Callable[[], Sequence[Line]]
    clock: Clock
    say: Callable[[str], None]
    count: Callable[[str], None]


@dataclass(frozen=True)
class _Run:
    """What is there and what is wanted now: every body with its marks, and what was last configured of it."""

    here: Installation
    lines: Sequence[Line]
    marks: Mapping[str, Marks]
    followed: Mapping[str, Followed]
    now: datetime

    def changed(self) -> list[Line]:
        """Return whom the telephony has otherwise or not at all, and after them who was refused something long ago."""
        changed = [line for line in self.lines if self._mark(line) != self.marks[line.body.code].house]
        again = [line for line in self.lines if line not in changed and self._waited(line)]
        return [*changed, *again]

    def dated(self) -> list[Line]:
        """Return whose hours alone are other ones."""
        others = {line.body.code for line in self.changed()}
        return [line for line in self.lines if line.body.code not in others and self._hours(line)]

    def _mark(self, line: Line) -> str:
        kept = self.followed.get(line.body.code)
        return kept.mark if kept else ""

    def _hours(self, line: Line) -> bool:
        return self.followed[line.body.code].hours != self.marks[line.body.code].hours

    def _waited(self, line: Line) -> bool:
        kept = self.followed[line.body.code]
        return kept.state == "refused" and kept.at <= iso(self.now - AGAIN)


def follow(context: Context) -> int:
    """Configure the bodies that changed; return how many were, 0 without telephony or while another is at it."""
    run = _read(context) if context.connected else None
    if run is None or not (run.changed() or run.dated()):
        return 0
    lease = context.lease()
    if not lease.take():
        return 0
    try:
        again = _read(context)
        return _configure(context, again, lease) if again else 0
    except LeaseLost:
        return 0
    finally:
        lease.give_back()


def _read(context: Context) -> _Run | None:
    here = context.keeping.get()
    if here is None or not here.follows:
        return None
    lines, now = context.lines(), context.clock()
    wanted = {line.body.code: marks(line, now.date()) for line in lines}
    return _Run(here, lines, wanted, context.keeping.followed(), now)


def _configure(context: Context, run: _Run, lease: Lease) -> int:
    here, exchange = run.here, Exchange(context.connect(run.here.region), run.here.arn, context.say, lease.beat)
    changed, dated = run.changed()[:AT_ONCE], run.dated()
    keep_hours(exchange, dated, run.now.date())
    for line in dated:
        _keep(context, exchange, run, line, hours_alone=True)
    if changed:
        known = [line for line in run.lines if line.body.code in run.followed or line in changed]
        here = keep_house(exchange, known, changed, run.now.date(), here)
        lease.renew()
        context.keeping.put(here)
        here = connect_house(exchange, run.lines, changed, here)
        lease.renew()
        context.keeping.put(here)
        for line in changed:
            _keep(context, exchange, run, line)
    return len(changed) + len(dated)


def _keep(context: Context, exchange: Exchange, run: _Run, line: Line, *, hours_alone: bool = False) -> None:
    """Write down what was configured of a body, and count what is refused of it."""
    body = line.body.code
    now = noted(line, run.marks[body], run.now, exchange)
    if hours_alone:
        before = run.followed[body]
        others = tuple(problem for problem in before.problems if problem.part != "hours")
        now = msgspec.structs.replace(now, mark=before.mark, problems=(*others, *now.problems))
    if now.state == "refused":
        context.count("ExchangeRefused")
    context.keeping.keep(now)


def noted(line: Line, wanted: Marks, now: datetime, exchange: Exchange) -> Followed:
    """Return what is written down of a body that was configured."""
    body = line.body.code
    problems = exchange.problems_of(body)
    return Followed(body=body, mark=wanted.house, hours=wanted.hours, at=iso(now), problems=problems)
