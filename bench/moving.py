"""A stack of its own whose clock is moved, and what moving it takes: time, processor time, memory, executions."""

import json
import os
import tempfile
import time
import urllib.error
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import botocore.session

from bench.lab import fill_bodies, fresh
from bench.warm import free_port, unpublished
from chalicelib import wiring
from chalicelib.shared.clock import iso
from local.settings import Settings
from local.stack import Stack

PATIENCE = 1_800


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


@contextmanager
def moved_cloud() -> Iterator[Cloud]:
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
