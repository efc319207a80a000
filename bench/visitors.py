"""Callers of the API over HTTP: connections kept open, one after another or several at once, each answer timed."""

import json
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from statistics import median
from typing import Any

from bench.figures import p95
from bench.lab import complaint

_people = count(1)


@dataclass(frozen=True)
class Pace:
    """How fast answers came: milliseconds of each, and answers in a second of all together."""

    times: Sequence[float]
    seconds: float

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return p95(self.times)

    @property
    def a_second(self) -> float:
        return len(self.times) / self.seconds


@dataclass
class Visitor:
    """One client and its connection."""

    port: int
    _connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Call the API and return its JSON; a header's underscores stand for dashes."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        raw = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        self._connection.request(method, path, raw, {"Content-Type": "application/json", **given})
        answer = self._connection.getresponse()
        text = answer.read()
        assert answer.status in (200, 201, 202), f"{method} {path}: {answer.status} {text[:300]!r}"
        return json.loads(text)

    def register(self) -> dict[str, Any]:
        """Register a complaint of a person who never complained before."""
        person = next(_people)
        told: dict[str, Any] = self.call(
            "POST", "/v1/public/tickets", complaint(f"+9689{person:07d}"), Idempotency_Key=f"of-the-bench-{person:012d}"
        )
        return told


def pace(port: int, clients: int, calls: int, one: Callable[[Visitor], Any]) -> Pace:
    """Let `clients` make `calls` calls each, at once; every client first makes two that are not timed."""
    ready = threading.Barrier(clients + 1)

    def visit() -> list[float]:
        visitor = Visitor(port)
        try:
            _timed(2, lambda: one(visitor))
        except BaseException:
            ready.abort()
            raise
        ready.wait()
        return _timed(calls, lambda: one(visitor))

    with ThreadPoolExecutor(clients) as pool:
        visits = [pool.submit(visit) for _ in range(clients)]
        with suppress(threading.BrokenBarrierError):  # then a visit has the fault, and raises it here
            ready.wait()
        began = time.perf_counter()
        times = [each for visit in visits for each in visit.result()]
        return Pace(times, time.perf_counter() - began)


def _timed(calls: int, one: Callable[[], Any]) -> list[float]:
    times = []
    for _ in range(calls):
        began = time.perf_counter()
        one()
        times.append((time.perf_counter() - began) * 1000)
    return times
