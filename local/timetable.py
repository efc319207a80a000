"""Moving the clock: to each next timer in order, and on when all that it started is done."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local import quiet
from local.clock import Backwards, MovableClock
from local.mends import upstream
from local.mends.timers import Journal

SWEEPS = 48
"""How often at most one recurring rule is a stop of its own in one advance: it also runs at every other stop."""
SETTLE = 60.0
"""Seconds within which all that a timer starts must be done."""


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
    moving: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, to: float) -> list[Timer]:
        """Move to `to`, stopping at each timer on the way; return what happened, in order.

        :raises Backwards: if `to` has passed
        :raises Restless: if what a timer started has not ended after a minute
        """
        if to < self.clock.now():
            raise Backwards
        happened: list[Timer] = []
        shortest_step = (to - self.clock.now()) / SWEEPS
        self._settle()
        self.journal.take()
        while stop := self._next_stop(to, shortest_step):
            happened += self._at(stop)
        happened += self._at(to)
        return happened

    def upcoming(self) -> list[Timer]:
        """Return the timers that are known now, soonest first."""
        return sorted((*self._waits(), *self._messages(), *self._rules(0)))

    def _next_stop(self, to: float, shortest_step: float) -> float | None:
        timers = (*self._waits(), *self._messages(), *self._rules(shortest_step))
        return min((t.at for t in timers if self.clock.now() < t.at <= to), default=None)

    def _at(self, instant: float) -> list[Timer]:
        due = [t for t in (*self._waits(), *self._messages()) if self.clock.now() < t.at <= instant]
        self.clock.reach(instant)
        upstream.service("eventbridge")._tick_scheduled_rules()
        upstream.service("scheduler")._tick_schedules()
        upstream.core("concurrency").esm_wake.set()
        self._settle()
        return sorted(due + [Timer(at, f"rule {name}") for at, name in self.journal.take()])

    def _settle(self) -> None:
        if busy := quiet.settle(self.clock, SETTLE):
            raise Restless(", ".join(busy))

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
