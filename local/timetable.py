"""Moving the clock: to each next timer in order, and on when all that it started is done."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local import dues, quiet
from local.clock import Backwards, MovableClock
from local.exchange import Exchange, NoExchange
from local.mends import executions, upstream
from local.mends.timers import Journal

SWEEPS = 12
"""How often at most one recurring rule is a stop of its own in one advance: it also runs at every other stop."""
SWEEP = 300.0
"""A rule by rate that recurs at least every so many seconds also fires whenever something falls due in a table."""
AFTER = 0.01
"""Seconds after what falls due that the clock stops, so that a query for what is due by then finds it."""
TOGETHER = 60.0
"""Seconds within which delayed messages become one stop: a queue's delay is a least one."""
CALLS = 200
"""How many times in one advance calls that go on are stopped at exactly; after that they are a stop like a rule."""
STUCK = 10
"""Sweeps in a row that leave the same thing due; from then on it is no stop of its own."""
SETTLE = 300.0
"""Seconds within which all that a timer starts must be done: thousands of tickets may fall due at once."""


class Restless(Exception):
    """What a timer started did not end."""


@dataclass(frozen=True, order=True)
class Timer:
    """Something that will happen by itself."""

    at: float
    name: str


@dataclass
class Timetable:
    """The cloud's timers, and the one hand that moves its clock."""

    clock: MovableClock
    journal: Journal
    exchange: Exchange = field(default_factory=NoExchange)
    moving: threading.Lock = field(default_factory=threading.Lock)
    _calls: int = 0

    def advance(self, to: float) -> list[Timer]:
        """Move to `to`, stopping at each timer on the way; return what happened, in order.

        :raises Backwards: if `to` has passed
        :raises Restless: if what a timer started has not ended after five minutes
        """
        if to < self.clock.now():
            raise Backwards
        happened: list[Timer] = []
        shortest_step = (to - self.clock.now()) / SWEEPS
        upstream.service("eventbridge")._tick_scheduled_rules()
        self._settle()
        self.journal.take()
        sweeps, self._calls = _Sweeps(), 0
        while (stop := self._next_stop(to, shortest_step, sweeps)) is not None:
            happened += self._at(stop)
        if sweeps.wanted(self.clock.now(), to):
            self._let_sweeps_fire()
            to += AFTER
        happened += self._at(to)
        return happened

    def upcoming(self) -> list[Timer]:
        """Return the timers that are known now, soonest first; of what falls due in tables only the first ones."""
        due = (Timer(at, "due in a table") for at in dues.soonest(50))
        call = self.exchange.next()
        calls = [Timer(call, "a call goes on")] if call else []
        return sorted((*due, *calls, *self._waits(), *self._messages(), *self._rules(0)))

    def _next_stop(self, to: float, shortest_step: float, sweeps: "_Sweeps") -> float | None:
        now = self.clock.now()
        timers = (*self._waits(), *self._rules(shortest_step))
        stops = [t.at for t in timers if now < t.at <= to]
        if messages := sorted(t.at for t in self._messages() if t.at <= to):
            stops.append(max(at for at in messages if at <= messages[0] + TOGETHER))
        stops += self._sweeps(to, sweeps)
        stops += self._call(to, shortest_step)
        return min(stops, default=None)

    def _call(self, to: float, shortest_step: float) -> Iterator[float]:
        """Yield when a call goes on by itself."""
        at = self.exchange.next()
        if at is not None:
            self._calls += 1
            soonest = self.clock.now() + (AFTER if self._calls < CALLS else shortest_step)
            if (stop := max(at, soonest)) <= to:
                yield stop

    def _sweeps(self, to: float, sweeps: "_Sweeps") -> Iterator[float]:
        """Yield when a sweep finds what falls due next: no sooner than the rule recurs."""
        if sweeps.wanted(self.clock.now(), to) and sweeps.due is not None:
            for _, since, every in self._sweeping_rules():
                at = max(sweeps.due + AFTER, since + every)
                if self.clock.now() < at <= to + AFTER:
                    yield at

    def _let_sweeps_fire(self) -> None:
        """Make the sweeping rules ready to fire: what fell due on the way does not stay due after an advance."""
        for key, since, every in self._sweeping_rules():
            upstream.service("eventbridge")._rule_last_fired[key] = min(since, self.clock.now() - every)

    def _sweeping_rules(self) -> Iterator[tuple[Any, float, float]]:
        buses = upstream.service("eventbridge")
        for key, rule in list(buses._rules._data.items()):
            every = buses._parse_rate_seconds(rule.get("ScheduleExpression") or "")
            if rule.get("State") == "ENABLED" and every is not None and every <= SWEEP:
                yield key, float(buses._rule_last_fired.get(key, self.clock.now())), float(every)

    def _at(self, instant: float) -> list[Timer]:
        due = [t for t in (*self._waits(), *self._messages()) if self.clock.now() < t.at <= instant]
        self.clock.reach(instant)
        self.exchange.moved()
        upstream.service("eventbridge")._tick_scheduled_rules()
        upstream.service("scheduler")._tick_schedules()
        upstream.core("concurrency").esm_wake.set()
        self._settle()
        return sorted(due + [Timer(at, f"rule {name}") for at, name in self.journal.take()])

    def _settle(self) -> None:
        if executions.gate.is_shut:
            raise Restless("the cloud stops")
        if busy := self.settle(SETTLE):
            raise Restless(", ".join(busy))

    def settle(self, longest: float) -> list[str]:
        """Wait until nothing has anything to do now; return what still does after `longest` seconds."""
        return quiet.settle(self.clock, longest, self.exchange.busy)

    def _waits(self) -> Iterator[Timer]:
        for instant in self.clock.timers():
            yield Timer(instant, "workflow wait")

    def _messages(self) -> Iterator[Timer]:
        now = self.clock.now()
        for account, region, record in upstream.service("lambda_svc")._iter_all_esms():
            arn = record.get("EventSourceArn", "")
            if ":sqs:" in arn and record.get("Enabled", True):
                for message in quiet.messages(account, region, arn):
                    if message["visible_at"] > now:
                        yield Timer(message["visible_at"], f"message in {arn.rsplit(':', 1)[-1]}")

    def _rules(self, shortest_step: float) -> Iterator[Timer]:
        buses, schedules = upstream.service("eventbridge"), upstream.service("scheduler")
        for key, rule in list(buses._rules._data.items()):
            since = buses._rule_last_fired.get(key, rule.get("CreationTime"))
            yield from self._next_of(rule, since, shortest_step)
        for key, schedule in list(schedules._schedules._data.items()):
            fired = schedules._schedule_last_fired.get(key)
            at = schedules._at_time_epoch(schedule.get("ScheduleExpression", ""))
            if at is not None:
                if fired is None and schedule.get("State") == "ENABLED":
                    yield Timer(at, f"rule {schedule.get('Name')}")
            else:
                yield from self._next_of(schedule, fired or schedule.get("CreationDate"), shortest_step)

    def _next_of(self, rule: dict[str, Any], since: float | None, shortest_step: float) -> Iterator[Timer]:
        buses = upstream.service("eventbridge")
        expression, name = rule.get("ScheduleExpression") or "", f"rule {rule.get('Name')}"
        since = self.clock.now() if since is None else float(since)
        if rule.get("State") != "ENABLED" or not expression:
            return
        if (every := buses._parse_rate_seconds(expression)) is not None:
            yield Timer(since + max(float(every), shortest_step), name)
        elif fields := buses._parse_cron_fields(expression):
            after = buses._cron_next_fire(fields, datetime.fromtimestamp(since, UTC))
            if after:
                yield Timer(max(after.timestamp(), since + shortest_step), name)


@dataclass
class _Sweeps:
    """What falls due next, and whether sweeps get on with it."""

    due: float | None = None
    seen: int = 0

    def wanted(self, now: float, to: float) -> bool:
        """Tell whether something falls due by `to` that the last sweeps have not left where it was."""
        due = dues.earliest()
        left = due is not None and due == self.due and due < now - SWEEP
        self.seen, self.due = self.seen + 1 if left else 0, due
        return due is not None and due <= to and self.seen < STUCK
