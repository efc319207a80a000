"""A bill's lines: amounts, list prices with source and date, and what is assumed for it cannot be counted here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.figures import Figure, shown
from bench.journey import API, Invocation
from bench.units import item_size
from infra.merge import merged
from infra.package import ROOT

TICKETS = 1_000
A_DAY = 10_000
A_MONTH = 30 * A_DAY


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the bill: how much of what for 1,000 tickets."""

    what: str
    amount: float
    price: str

    @property
    def dollars(self) -> float:
        return self.amount * priced(self.price)

    def figure(self, before: str = "") -> Figure:
        of = data()["prices"][self.price]["of"]
        return Figure(what=f"{before}{self.what}", value=self.dollars, unit="$", note=f"{shown(self.amount)} {of}")


def gb_seconds(invocation: Invocation) -> float:
    """Return what an invocation is billed: its own and botocore's processor time, and the waits for AWS."""
    memory = _memory()[invocation.function]
    slower = max(assumed("whole_core_mb") / memory, 1)
    calls = len(invocation.calls)
    busy = (assumed("handler_ms") + calls * assumed("call_cpu_ms")) * slower
    cold = assumed("cold_share") * assumed("cold_ms") * slower
    return (busy + calls * assumed("call_wait_ms") + cold) / 1000 * memory / 1024


def quiet_polls(found: Mapping[str, Any]) -> float:
    """Return the polls that find nothing in the queues among some resources, for 1,000 tickets."""
    queues = sum(r["Type"] == "AWS::SQS::Queue" and "DeadLetters" not in name for name, r in found.items())
    polls: float = queues * assumed("pollers") * 86_400 / assumed("poll_seconds")
    return TICKETS * polls / A_DAY


def logged_bytes(mine: Iterable[Invocation]) -> float:
    """Return the bytes of logs: what handlers write, the platform's own lines, and the access log of the API."""
    access = len(json.dumps(merged()["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"]))
    return sum(each.logged + assumed("platform_log_bytes") + (access if each.function == API else 0) for each in mine)


def kept_bytes(mine: Iterable[Invocation]) -> int:
    """Return the bytes that are left in tables: each item as it was written last, 100 more for each (AWS: storage)."""
    last = {
        (item["pk"]["S"], item["sk"]["S"]): item
        for each in mine
        for call in each.calls
        for item in call.written
        if "expires" not in item and not item["pk"]["S"].startswith("COUNTS#")
    }
    return sum(item_size(item) + 100 for item in last.values())


def resources(begin: tuple[str, ...], *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the template's resources whose names begin so, but not so; with ("",) all others."""
    found = merged()["Resources"].items()
    return {n: r for n, r in found if "Type" in r and n.startswith(begin) and not (but and n.startswith(but))}


def priced(name: str) -> float:
    """Return the dollars of one."""
    price = data()["prices"][name]
    return float(price["price"] / price["a"])


def assumed(name: str) -> float:
    """Return what cannot be measured here; prices.json says why it is so."""
    return float(data()["assumed"][name]["value"])


@cache
def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("prices.json").read_text("utf-8"))
    return found


@cache
def _memory() -> dict[str, int]:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text("utf-8"))
    return {name: wanted["lambda_memory_size"] for name, wanted in config["lambda_functions"].items()}
