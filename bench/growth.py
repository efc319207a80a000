"""Growth: what a read costs DynamoDB at 1,000, 10,000 and 100,000 tickets; it should be the same.

The tickets are filled through the store's own rows into the laptop cloud's DynamoDB, then looked at through the API in
this process. Calls, items and read units are the figures; times stand beside them, and hold what that DynamoDB itself
takes for each item under a key, which AWS's does not.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import botocore.session

from bench.crowd import Crowd
from bench.figures import Figure, shown
from bench.lab import CONTEXT, ENVIRONMENT, SECRET, fill_bodies, fresh, request, sub_of, tables
from bench.meter import Meter, metered
from bench.units import key_indexes
from bench.warm import free_port
from chalicelib import wiring
from local import cloud
from local.settings import Settings
from local.stack import answers, end

SIZES = (1_000, 10_000, 100_000)
MOST = 1.2
"""How much larger a figure may be at the most tickets than at the fewest."""
TIMES = 9
SLOW = 300
"""Seconds of filling after which a smaller `--most` is offered."""


@dataclass(frozen=True)
class Cost:
    """What one look cost: calls, items read, read units, milliseconds (median)."""

    calls: int
    items: int
    units: float
    time: float


def measure(most: int = SIZES[-1]) -> list[Figure]:
    """Return the figures of growth, up to `most` tickets."""
    sizes = sorted({size for size in SIZES if size < most} | {most})
    costs: dict[int, dict[str, Cost]] = {}
    with _dynamo(), fresh(), redirect_stdout(io.StringIO()):
        crowd = Crowd(wiring.secret())
        have = 0
        for size in sizes:
            began = time.monotonic()
            crowd.fill(have, size)
            have, took = size, time.monotonic() - began
            _say(f"  {size:,} tickets: filled in {took:.0f} s")
            if took > SLOW:
                _say("  (that was slow; `python -m bench growth --most 10000` stops earlier)")
            with metered({name: key_indexes(table) for name, table in tables().items()}) as meter:
                costs[size] = {what: _cost(meter, event) for what, event in looks(crowd).items()}
    return list(_figures(costs))


def looks(crowd: Crowd) -> dict[str, dict[str, Any]]:
    """Return what is looked at, by what it is called: events as API Gateway sends them."""
    one = crowd.ticket(7)
    staff, officer = sub_of("distributor.maryam"), sub_of("officer.nasser")
    lists = {
        "list of 25: first line": (staff, {"queue": "first_line", "body": one.body}),
        "list of 25: mine": (officer, {"queue": "mine"}),
        "list of 25: no reply yet": (staff, {"queue": "no_reply", "body": one.body}),
        "search by number": (staff, {"q": one.number}),
        "search by phone": (staff, {"q": crowd.mobile(7)}),
        "search by old number": (staff, {"q": crowd.old_number(7)}),
    }
    return {
        "read": request("GET", "/v1/tickets/{number}", sub=staff, parts={"number": one.number}),
        **{what: request("GET", "/v1/tickets", sub=sub, query=query) for what, (sub, query) in lists.items()},
        "counts": request("GET", "/v1/counts", sub=staff),
    }


def _cost(meter: Meter, event: Mapping[str, Any]) -> Cost:
    from app import app

    times = []
    for turn in range(TIMES + 1):
        meter.take()
        began = time.perf_counter()
        answer = app(dict(event), CONTEXT)
        times.append((time.perf_counter() - began) * 1000)
        assert answer["statusCode"] == 200, answer["body"]
        if event["resource"] == "/v1/tickets":
            assert json.loads(answer["body"])["items"], event["multiValueQueryStringParameters"]
        if turn == 0:
            times.clear()  # it filled the caches of bodies and staff
    return Cost(len(meter.calls), sum(call.items_read for call in meter.calls), meter.read_units(), median(times))


def _figures(costs: Mapping[int, Mapping[str, Cost]]) -> Iterator[Figure]:
    sizes = list(costs)
    for what in costs[sizes[0]]:
        each = [costs[size][what] for size in sizes]
        yield Figure(
            what=f"{what}: growth", value=grown(each), unit="x", most=MOST,
            note=f"calls {_row(c.calls for c in each)}; items {_row(c.items for c in each)}; "
            f"read units {_row(c.units for c in each)}; p50 {_row(c.time for c in each)} ms",
        )  # fmt: skip
    yield Figure(what="tickets", value=sizes[-1], note=f"measured at {', '.join(f'{size:,}' for size in sizes)}")


def grown(each: Sequence[Cost]) -> float:
    """Return how much the worst of calls, items and read units grew from the fewest tickets to any other number."""
    first = each[0]
    return max(
        value / start
        for cost in each
        for value, start in ((cost.calls, first.calls), (cost.items, first.items), (cost.units, first.units))
        if start
    )


def _row(values: Iterator[float]) -> str:
    return " / ".join(shown(value) for value in values)


@contextmanager
def _dynamo() -> Iterator[None]:
    """Run the laptop's cloud for a while, with the tables and nothing that follows them; nothing of it is kept."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as scratch:
        settings = replace(Settings(), state=Path(scratch), cloud_port=free_port())
        own = {**settings.as_environment(), **cloud.environment(settings), "PERSIST_STATE": "0"}
        with (Path(scratch) / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "local.cloud"], env={**os.environ, **own}, stdout=log, stderr=log
            )
        try:
            while not answers(f"{settings.endpoint}/_ministack/ready"):
                assert process.poll() is None, (Path(scratch) / "log").read_text()
                time.sleep(0.1)
            os.environ.update({**ENVIRONMENT, **settings.client_environment()})
            session: Any = botocore.session.get_session()
            for wanted in tables().values():
                session.create_client("dynamodb").create_table(**wanted)
            kept = session.create_client("secretsmanager").create_secret(Name="bench", SecretString=SECRET.decode())
            os.environ["SECRET_ARN"] = kept["ARN"]
            with fresh():
                fill_bodies()
            yield
        finally:
            end(process.pid, 0)
            process.wait()
            os.environ.clear()
            os.environ.update(before)


def _say(line: str) -> None:
    print(line, file=sys.__stdout__, flush=True)
