"""What 1,000 tickets cost at 10,000 a day, without SMS, mail and voice: counted calls times list prices, by line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.figures import Figure, shown
from bench.journey import API, CHECK, COUNT, PUBLISH, TELL, Invocation, Journey
from bench.lab import fresh, lab, tables
from bench.meter import metered
from bench.units import item_size, key_indexes
from infra.merge import merged
from infra.package import ROOT

TICKETS = 1_000
A_DAY = 10_000
A_MONTH = 30 * A_DAY
MOST, MOST_WITHOUT_REST = 0.15, 0.09
"""Dollars."""
PAGE = 26
"""A list of 25 reads one ticket more, to know whether there is another page."""
OURS = (API, PUBLISH, COUNT)
NOTIFYING = (TELL, CHECK)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the bill: how much of what for 1,000 tickets."""

    what: str
    amount: float
    price: str

    @property
    def dollars(self) -> float:
        return self.amount * priced(self.price)


def measure() -> list[Figure]:
    """Return the bill of 1,000 tickets, line by line, and what the notifications add."""
    with lab(), fresh(), metered({name: key_indexes(table) for name, table in tables().items()}) as meter:
        journey = Journey(meter)
        journey.fill(PAGE)
        journey.live("a-journey-that-warms-up", "+96892000077")
        journey.invocations.clear()
        journey.live("the-journey-that-counts", "+96892000078")
    lines = list(bill(journey.invocations, OURS))
    notifying = list(bill(journey.invocations, NOTIFYING))
    return [
        *(_figure(line) for line in lines),
        *_sums(lines, notifying),
        *(_figure(line, "notifications: ") for line in notifying),
    ]


def bill(invocations: Iterable[Invocation], functions: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines of 1,000 tickets for some functions and what feeds them; `invocations` are of one ticket."""
    mine = [each for each in invocations if each.function in functions]
    calls = [call for each in mine for call in each.calls]
    requests = sum(each.function == API for each in mine)
    yield Line(what="API Gateway, REST", amount=TICKETS * requests, price="api_rest")
    yield Line(what="Lambda, invocations", amount=TICKETS * len(mine), price="lambda_request")
    yield Line(what="Lambda, run time", amount=TICKETS * sum(map(gb_seconds, mine)), price="lambda_gb_second")
    yield Line(what="DynamoDB, writes", amount=TICKETS * sum(c.write_units for c in calls), price="dynamodb_write")
    yield Line(what="DynamoDB, reads", amount=TICKETS * sum(c.read_units for c in calls), price="dynamodb_read")
    stored = TICKETS * kept_bytes(mine) / 1e9
    yield Line(what="DynamoDB, a month of storage", amount=stored, price="dynamodb_storage")
    yield Line(what="DynamoDB, a month of recovery", amount=stored, price="dynamodb_recovery")
    events = sum(len(c.arguments["Entries"]) for c in calls if c.operation == "PutEvents")
    yield Line(what="EventBridge, events", amount=TICKETS * events, price="eventbridge_put")
    yield Line(what="SQS, requests", amount=sqs_requests(mine, functions), price="sqs_request")
    yield Line(what="CloudWatch, logs", amount=TICKETS * logged_bytes(mine), price="logs_byte")
    yield from _monthly(mine, functions)


def _monthly(mine: Iterable[Invocation], functions: tuple[str, ...]) -> Iterator[Line]:
    """Yield what is paid by the month, as the share of 1,000 tickets in 300,000."""
    share, ours = TICKETS / A_MONTH, API in functions
    names = frozenset().union(*(each.metrics for each in mine))
    yield Line(what=f"CloudWatch, {len(names)} metrics", amount=len(names) * share, price="metric_month")
    kinds = [r["Type"] for name, r in merged()["Resources"].items() if "Type" in r and _is_ours(name) == ours]
    alarms = kinds.count("AWS::CloudWatch::Alarm")
    yield Line(what=f"CloudWatch, {alarms} alarms", amount=alarms * share, price="alarm_month")
    secrets = kinds.count("AWS::SecretsManager::Secret")
    yield Line(what=f"Secrets Manager, {secrets} secrets", amount=secrets * share, price="secret_month")


def _is_ours(resource: str) -> bool:
    return not resource.startswith("Notifications")


def gb_seconds(invocation: Invocation) -> float:
    """Return what an invocation is billed: its own and botocore's processor time, and the waits for AWS."""
    memory = _memory()[invocation.function]
    slower = max(assumed("whole_core_mb") / memory, 1)
    calls = len(invocation.calls)
    busy = (assumed("handler_ms") + calls * assumed("call_cpu_ms")) * slower
    cold = assumed("cold_share") * assumed("cold_ms") * slower
    return (busy + calls * assumed("call_wait_ms") + cold) / 1000 * memory / 1024


def sqs_requests(mine: Iterable[Invocation], functions: tuple[str, ...]) -> float:
    """Return the requests of 1,000 tickets: send, receive and delete of each message, and polls that found nothing."""
    mine = list(mine)
    sent = sum(call.operation == "SendMessage" for each in mine for call in each.calls)
    fed = sum(each.function in (COUNT, TELL, CHECK) for each in mine)
    queues = sum(
        1 for name, r in merged()["Resources"].items() if _is_polled(name, r) and _is_ours(name) == (API in functions)
    )
    quiet = queues * assumed("pollers") * 86_400 / assumed("poll_seconds") / A_DAY
    return TICKETS * (3 * fed + sent + quiet)


def _is_polled(name: str, resource: Mapping[str, Any]) -> bool:
    return resource.get("Type") == "AWS::SQS::Queue" and "DeadLetters" not in name


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


def _sums(lines: list[Line], notifying: list[Line]) -> Iterator[Figure]:
    whole = sum(line.dollars for line in lines)
    rest = next(line.dollars for line in lines if line.price == "api_rest")
    yield Figure(what="1,000 tickets, with the REST API", value=whole, unit="$", most=MOST)
    yield Figure(what="1,000 tickets, without the REST API", value=whole - rest, unit="$", most=MOST_WITHOUT_REST)
    yield Figure(
        what="notifications add", value=sum(line.dollars for line in notifying), unit="$",
        note="our side alone; the carriers' price for an SMS (0.05 to 0.09 $ each) or mail (0.0001 $) comes to it",
    )  # fmt: skip


def _figure(line: Line, before: str = "") -> Figure:
    of = _data()["prices"][line.price]["of"]
    return Figure(what=f"{before}{line.what}", value=line.dollars, unit="$", note=f"{shown(line.amount)} {of}")


def priced(name: str) -> float:
    """Return the dollars of one."""
    price = _data()["prices"][name]
    return float(price["price"] / price["a"])


def assumed(name: str) -> float:
    """Return what cannot be measured here; prices.json says why it is so."""
    return float(_data()["assumed"][name]["value"])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(__file__).with_name("prices.json").read_text("utf-8"))
    return data


@cache
def _memory() -> dict[str, int]:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text("utf-8"))
    return {name: wanted["lambda_memory_size"] for name, wanted in config["lambda_functions"].items()}
