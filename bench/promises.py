"""Promises: how fast what is due is told on the laptop's cloud, what that takes, and what runs when nothing is due.

A stack of its own, whose clock is moved: an hour in which nothing is due, then a minute in which thousands of steps
are, then three days over thousands of open tickets. Of the minute, telling is measured apart from what is published
of it; of the three days, everything that follows a step is done when the clock has stopped.
"""

import json
import os
import tempfile
import time
import urllib.error
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import botocore.session

from bench.figures import Figure, shown
from bench.lab import BODY, fill_bodies, fresh
from bench.promised import Promised
from bench.warm import free_port, unpublished
from chalicelib import wiring
from chalicelib.shared.clock import from_iso, iso
from chalicelib.tickets.ticket import Ticket
from local.settings import Settings
from local.stack import Stack

TOGETHER, STANDING = 5_000, 10_000
DAYS = 3
MOST_SECONDS = 300
"""Seconds that the three days may take."""
MOST_MEMORY = 200
"""MB that the cloud's process may grow by."""
BEFORE = timedelta(days=14)
"""How long ago the oldest of the open tickets came."""
PATIENCE = 1_800
LOOK, TELL = "tickets-promises", "tickets-escalate"


@dataclass(frozen=True)
class Moved:
    """What moving the clock took: seconds, executions that ended by workflow and status, MB that the cloud grew by.

    `processor` are the seconds of processor time of the cloud and its Lambda workers: what else runs here is not in it.
    """

    seconds: float
    processor: float
    ended: Counter[tuple[str, str]]
    memory: float


class Cloud:
    """The stack's cloud, by its own few calls and DynamoDB's."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._dynamo: Any = botocore.session.get_session().create_client("dynamodb")
        self._table = os.environ["TICKETS_TABLE"]

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._call("clock")["now"], ZoneInfo("UTC"))

    def move(self, to: datetime) -> Moved:
        """Move the clock and wait until everything is done; the cloud gives up after five minutes, we do not."""
        before, held, worked, began = self.ended(), self.memory(), self.processor(), time.monotonic()
        while True:
            try:
                self._call("clock", {"to": to.timestamp()})
                break
            except urllib.error.HTTPError as error:
                if error.code != 504 or time.monotonic() - began > PATIENCE:
                    raise
                self._settle()
                if self.now() >= to:
                    break
        took = time.monotonic() - began
        return Moved(took, self.processor() - worked, self.ended() - before, self.memory() - held)

    def follow(self) -> Moved:
        """Let the stream go on, and wait until all that follows from it is done."""
        before, held, worked, began = self.ended(), self.memory(), self.processor(), time.monotonic()
        self._settle()
        took = time.monotonic() - began
        return Moved(took, self.processor() - worked, self.ended() - before, self.memory() - held)

    def unpublished(self) -> AbstractContextManager[None]:
        """Hold the stream back for a while."""
        return unpublished(self._stack)

    def _settle(self) -> None:
        while not self._call("settle", {})["quiet"]:
            time.sleep(0.5)

    def ended(self) -> Counter[tuple[str, str]]:
        """Return how many executions ended, by workflow and status."""
        prefix = f"nidaa-{self._stack.settings.stage}-"
        told: dict[str, dict[str, int]] = self._call("workflows")["ended"]
        return Counter(
            {(name.removeprefix(prefix), status): n for name, found in told.items() for status, n in found.items()}
        )

    def failures(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self._call("workflows")["failures"]
        return found

    def memory(self) -> float:
        """Return the MB that the cloud's process holds."""
        status = Path(f"/proc/{self._stack.pids()['cloud']}/status").read_text()
        return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024

    def processor(self) -> float:
        """Return the seconds of processor time that the cloud and its workers used, those that ended included."""
        cloud = str(self._stack.pids()["cloud"])
        ticks = 0
        for each in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                found = each.read_text().rsplit(")", 1)[1].split()
                own = each.parent.name == cloud
                if own or found[1] == cloud:
                    ticks += sum(int(n) for n in found[11 : 15 if own else 13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def told(self, since: datetime) -> Counter[tuple[str, str]]:
        """Return how often each step was told: by ticket, and by the type and facts of the event in its history."""
        found: Counter[tuple[str, str]] = Counter()
        for item in self._each("begins_with(sk, :h) AND #at >= :since", {":h": "HISTORY#", ":since": iso(since)}):
            facts = json.loads(item.get("doc", {"S": "{}"})["S"])
            known = ("clock", "percent", "pass", "count", "due_at")
            found[item["pk"]["S"], f"{item['type']['S']} {[facts.get(name) for name in known]}"] += 1
        return found

    def overdue(self, now: datetime) -> int:
        """Return how many items are still due."""
        return sum(1 for _ in self._each("due < :now AND attribute_exists(clk)", {":now": iso(now)}))

    def _each(self, condition: str, values: dict[str, str]) -> Iterator[dict[str, Any]]:
        given = {name: {"S": value} for name, value in values.items()}
        pages = self._dynamo.get_paginator("scan").paginate(
            TableName=self._table, FilterExpression=condition, ExpressionAttributeValues=given,
            **({"ExpressionAttributeNames": {"#at": "at"}} if "#at" in condition else {}),
        )  # fmt: skip
        for page in pages:
            yield from page["Items"]

    def _call(self, path: str, body: Any = None) -> Any:
        raw = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self._stack.settings.endpoint}/_nidaa/{path}", raw), timeout=PATIENCE) as answer:  # noqa: S310 - ours
            return json.loads(answer.read())


def measure(together: int = TOGETHER, standing: int = STANDING) -> list[Figure]:
    """Return the figures of promises."""
    with _cloud() as cloud:
        body = wiring.organisations().recent.body(BODY)
        morning = _next_sunday(cloud.now(), ZoneInfo(body.zone))
        cloud.move(morning - timedelta(hours=2))
        figures = list(_quiet(cloud, morning))
        figures += _at_once(cloud, together, morning)
        figures += _days(cloud, standing, morning + timedelta(hours=14))
        return figures


def _quiet(cloud: Cloud, morning: datetime) -> Iterator[Figure]:
    """Yield what runs in an hour in which nothing is due, minute by minute."""
    before = cloud.ended()
    for minute in range(1, 61):
        cloud.move(morning - timedelta(hours=2) + timedelta(minutes=minute))
    ran = cloud.ended() - before
    looks = sum(n for (name, _), n in ran.items() if name == LOOK)
    yield Figure(what="an hour of quiet: looks for what is due (EXPRESS)", value=looks, most=61)
    yield Figure(what="an hour of quiet: other executions", value=ran.total() - looks, most=0)


def _at_once(cloud: Cloud, size: int, morning: datetime) -> Iterator[Figure]:
    """Yield what it takes to tell so many steps that are due in the same minute."""
    crowd = _promised("of-one-minute")
    tickets = [crowd.registered(index, morning) for index in range(size)]
    step = crowd.due(tickets[0], morning)[1][0]
    due = from_iso(step.split()[0])
    crowd.fill(tickets, morning, most=1)
    with cloud.unpublished():
        moved = cloud.move(due + timedelta(minutes=1))
    told = cloud.told(morning)
    escalated = [n for (_, what), n in told.items() if what.startswith("ticket.escalated")]
    what = f"{size:,} due in a minute"
    yield Figure(what=f"{what}: told", value=len(escalated), least=size, note=step.split()[1])
    yield Figure(what=f"{what}: told twice", value=sum(n - 1 for n in escalated), most=0)
    yield Figure(what=f"{what}: still due after it", value=cloud.overdue(due + timedelta(minutes=1)), most=0)
    yield Figure(what=f"{what}: executions that failed", value=_failed(moved), most=0, note=_why(cloud))
    yield Figure(what=f"{what}: time", value=moved.seconds, unit="s", note=_executions(moved))
    yield Figure(what=f"{what}: processor time of it", value=moved.processor, unit="s", note=_each_ms(moved, size))
    yield Figure(what=f"{what}: told a second", value=size / moved.seconds, unit="a second")
    yield Figure(what=f"{what}: growth of the cloud", value=moved.memory, unit="MB", most=MOST_MEMORY)
    followed = cloud.follow()
    yield Figure(
        what=f"{what}: published and notified after it", value=followed.seconds, unit="s",
        note=f"processor time {shown(followed.processor)} s, {_each_ms(followed, size)}",
    )  # fmt: skip
    yield Figure(what=f"{what}: growth of the cloud by that", value=followed.memory, unit="MB", most=MOST_MEMORY)


def _days(cloud: Cloud, size: int, begin: datetime) -> Iterator[Figure]:
    """Yield what it takes to move the clock by three days over so many open tickets."""
    crowd = _promised("of-three-days")
    began = time.monotonic()
    tickets = [crowd.standing(index, begin - BEFORE * (size - index) / size) for index in range(size)]
    made, held = time.monotonic() - began, cloud.memory()
    crowd.fill(tickets, begin)
    filled = cloud.memory()
    cloud.move(begin)
    end = begin + timedelta(days=DAYS)
    expected = sum(_falls(crowd, ticket, begin, end) for ticket in tickets)
    moved = cloud.move(end)
    told = cloud.told(begin)
    what = f"{DAYS} days over {size:,} open tickets"
    yield Figure(
        what=f"{what}: time", value=moved.seconds, unit="s", most=MOST_SECONDS,
        note=f"{_executions(moved)}; {expected:,} steps were due by the plan; made in {shown(made)} s",
    )  # fmt: skip
    yield Figure(
        what=f"{what}: processor time of it", value=moved.processor, unit="s", note=_each_ms(moved, told.total())
    )
    yield Figure(what=f"{what}: events of promises", value=told.total(), note=_kinds(told))
    yield Figure(what=f"{what}: told twice", value=sum(n - 1 for n in told.values()), most=0)
    yield Figure(what=f"{what}: still due after it", value=cloud.overdue(end), most=0)
    yield Figure(what=f"{what}: executions that failed", value=_failed(moved), most=0, note=_why(cloud))
    yield Figure(
        what=f"{what}: growth of the cloud", value=moved.memory, unit="MB", most=MOST_MEMORY,
        note=f"{shown(filled)} MB before; the tickets themselves took {shown(filled - held)} MB",
    )  # fmt: skip


def _falls(crowd: Promised, ticket: Ticket, begin: datetime, end: datetime) -> int:
    return sum(from_iso(timer.split()[0]) <= end for timer in crowd.due(ticket, begin)[1])


def _each_ms(moved: Moved, events: int) -> str:
    return f"{shown(moved.processor * 1000 / max(events, 1))} ms an event, of the cloud and every function together"


def _failed(moved: Moved) -> int:
    return sum(n for (_, status), n in moved.ended.items() if status != "SUCCEEDED")


def _why(cloud: Cloud) -> str:
    return "; ".join(f"{each['error']}: {each['cause'][:80]}" for each in cloud.failures()[:2])


def _executions(moved: Moved) -> str:
    ran = Counter[str]()
    for (name, _), n in moved.ended.items():
        ran[name] += n
    return ", ".join(f"{name} {n:,}" for name, n in ran.items())


def _kinds(told: Counter[tuple[str, str]]) -> str:
    kinds = Counter[str]()
    for (_, what), n in told.items():
        kinds[what.split()[0]] += n
    return ", ".join(f"{name} {n:,}" for name, n in kinds.most_common())


def _promised(key: str) -> Promised:
    return Promised(wiring.secret(), wiring.organisations().recent.body(BODY), key=key)


def _next_sunday(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when work begins on the next Sunday but one: no ticket of the bench was told of anything before."""
    local = now.astimezone(zone) + timedelta(days=7)
    sunday = local + timedelta(days=(6 - local.weekday()) % 7)
    return sunday.replace(hour=7, minute=30, second=0, microsecond=0)


@contextmanager
def _cloud() -> Iterator[Cloud]:
    """Run a stack for a while, with the demo's bodies and staff and no tickets; nothing of it is kept."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(state=Path(scratch), port=free_port(), cloud_port=free_port(), connect_port=free_port())
        stack = Stack(settings, say=lambda line: print(f"  {line}", flush=True), seed=False)
        try:
            stack.start()
            os.environ.update(stack.environment())
            with fresh():
                fill_bodies()
                wiring.tickets()
                yield Cloud(stack)
        finally:
            stack.stop()
            os.environ.clear()
            os.environ.update(before)
