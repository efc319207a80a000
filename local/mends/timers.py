"""The movable clock under MiniStack's timers, and a record of what they started."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.clock import ClockedTime, MovableClock
from local.mends import upstream

CLOCKED = ("sqs", "sns", "s3", "ses", "ses_v2", "eventbridge", "scheduler", "dynamodb", "kinesis", "lambda_svc")
"""Services that keep time by the movable clock. Cognito's tokens and signatures stay on the wall clock: clients have
no other."""
TICK = 1.0


def share(clock: MovableClock) -> None:
    """Let rules, schedules, Step Functions waits, message delays and visibility, and expiry follow the clock.

    MiniStack reads the wall clock everywhere.
    """
    for name in CLOCKED:
        upstream.replace(upstream.service(name), "time", ClockedTime(clock))
    workflows = upstream.service("stepfunctions")
    upstream.replace(workflows, "time", ClockedTime(clock, timers=True))
    upstream.replace(workflows, "now_iso", lambda: iso(clock.now()))
    upstream.replace(workflows, "_sleep_until", lambda text: _sleep_until(workflows, clock, text))
    upstream.replace(upstream.service("eventbridge"), "_SCHEDULER_TICK_INTERVAL", TICK)
    upstream.replace(upstream.service("scheduler"), "_SCHEDULE_TICK_INTERVAL", TICK)


def iso(instant: float) -> str:
    """Return an instant as Step Functions writes it."""
    return datetime.fromtimestamp(instant, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sleep_until(workflows: Any, clock: MovableClock, text: str) -> None:
    instant = workflows._parse_ts(text)
    if instant is not None and (left := instant.timestamp() - clock.now()) > 0:
        workflows._scaled_sleep(left)


class Journal:
    """What the rules and schedules started, oldest first: (instant, name)."""

    def __init__(self) -> None:
        self.entries: list[tuple[float, str]] = []

    def note(self, instant: float, name: str) -> None:
        self.entries.append((instant, name))

    def take(self) -> list[tuple[float, str]]:
        """Return the entries and forget them."""
        entries, self.entries = self.entries, []
        return entries


def record(clock: MovableClock, journal: Journal) -> None:
    """Note every start of a rule or schedule, and let only one thread at a time look for due ones."""
    buses, schedules = upstream.service("eventbridge"), upstream.service("scheduler")

    def start(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        if event.get("DetailType") == "Scheduled Event":
            journal.note(clock.now(), str(rule.get("Name")))
        original(target, event, rule, view)

    original = upstream.replace(buses, "_invoke_target", start)
    one_at_a_time = threading.Lock()
    for module, name in ((buses, "_tick_scheduled_rules"), (schedules, "_tick_schedules")):
        upstream.replace(module, name, _locked(one_at_a_time, getattr(module, name)))


def _locked(lock: threading.Lock, work: Callable[[], None]) -> Callable[[], None]:
    def locked() -> None:
        with lock:
            work()

    return locked
