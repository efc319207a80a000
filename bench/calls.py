"""What a call costs beside Amazon Connect's minutes: counted from the first ring to the wrap-up, times list prices."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import Any

from bench.bill import Line, assumed, gb_seconds, kept_bytes, logged_bytes, resources
from bench.called import Called, play
from bench.callers import AGENT_NAME, EVENTS, SOCKET, SUPERVISOR, Callers, callers, posted
from bench.figures import Figure, shown
from bench.journey import API, CHECK, COUNT, TELL
from bench.units import item_size
from infra.merge import SECOND, read_template

CALLS, A_DAY, DAYS = 1_000, 1_000, 30
PUT_UNIT = 25 * 1024
"""A record in a stream is charged by pieces of 25 KB."""
A_DAY_FREE = 24
"""Hours that a stream keeps its records for nothing."""
A_DAY_OF_POLLS = assumed("pollers") * 86_400 / assumed("poll_seconds")
DESKS, BOARDS, SHIFT = 10, 1, 8 * 3600
"""Consoles that are open through a shift, in seconds."""
DESK_EVERY, BOARD_EVERY, BEAT_EVERY = 60, 30, 12
"""How often each asks anew by itself while it is told what happens, and says that it is there, in seconds
(web/console/desk.tsx, throttled.ts, live.ts)."""


def measure() -> list[Figure]:
    """Return what each kind of call costs, the lines of an answered one, and what is paid whether anybody calls."""
    with callers() as played:
        called = dict(play(played))
        looks = {name: look(played) for name, look in LOOKS.items()}
    return [*(figure for kind, each in called.items() for figure in figures(kind, each)), *standing(looks)]


LOOKS: dict[str, Callable[[Callers], Called]] = {
    "a look at the board": lambda at: at_rest(at, lambda: at.ask(SUPERVISOR, "GET", "/v1/supervision")),
    "a look at the desk": lambda at: at_rest(at, lambda: at.ask(AGENT_NAME, "GET", "/v1/desk")),
    "a minute's look for what is due": lambda at: at_rest(at, at.due),
    "a console that says it is there": lambda at: at_rest(at, at.beat),
}


def at_rest(at: Callers, act: Callable[[], object]) -> Called:
    """Return what something costs while nobody calls, a few seconds after it was done before."""
    act()
    at.pass_(5)
    at.forget()
    act()
    return Called(list(at.invocations), [], Counter(at.asked))


def figures(kind: str, called: Called) -> Iterator[Figure]:
    """Yield the price of 1,000 calls of a kind, and what it is made of."""
    lines, calls = list(bill(called)), [call for each in called.invocations for call in each.calls]
    whole = sum(line.dollars for line in lines)
    most = sorted(lines, key=lambda line: -line.dollars)[:3]
    yield Figure(
        what=f"{kind}: 1,000 of them", value=whole, unit="$",
        note=", ".join(f"{line.what} {100 * line.dollars / whole:.0f} %" for line in most),
    )  # fmt: skip
    functions = Counter(each.function for each in called.invocations)
    yield _figure(kind, "Lambda invocations", len(called.invocations), _named(functions))
    database = Counter(call.operation for call in calls if call.service == "dynamodb")
    yield _figure(kind, "DynamoDB requests", sum(database.values()), _named(database))
    yield _figure(kind, "write units", sum(call.write_units for call in calls), _named(_units(called, "write_units")))
    yield _figure(kind, "read units", sum(call.read_units for call in calls), _named(_units(called, "read_units")))
    yield _figure(kind, "requests of consoles", functions[API], _named(called.asked))
    posts = Counter(connection for each in called.invocations for connection in posted(each))
    yield _figure(kind, "live posts", sum(posts.values()), _named(posts))
    yield _figure(kind, "events on our bus", _events(calls), f"{functions[EVENTS]} contact events of Amazon Connect")
    yield _figure(kind, "bytes of the contact", item_size(called.item), f"{len(called.streamed)} records in streams")
    if kind == "answered":
        yield from (line.figure(f"{kind}: ") for line in lines)


def _figure(kind: str, what: str, value: float, note: str) -> Figure:
    return Figure(what=f"{kind}: {what}", value=value, note=note)


def _named(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {shown(count)}" for name, count in counted.most_common() if count)


def _units(called: Called, unit: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in called.invocations:
        found[each.function] += sum(getattr(call, unit) for call in each.calls)
    return found


def _events(calls: Iterable[Any]) -> int:
    return sum(len(call.arguments["Entries"]) for call in calls if call.operation == "PutEvents")


def bill(called: Called) -> Iterator[Line]:
    """Yield the lines of 1,000 such calls, without Amazon Connect's minutes and what is paid by the month."""
    mine = called.invocations
    calls = [call for each in mine for call in each.calls]
    yield Line(what="API Gateway, REST", amount=CALLS * sum(i.function == API for i in mine), price="api_rest")
    said = sum(len([*posted(i)]) + (i.function == SOCKET) for i in mine)
    yield Line(what="API Gateway, WebSocket", amount=CALLS * said, price="live_post")
    yield Line(what="Lambda, invocations", amount=CALLS * len(mine), price="lambda_request")
    yield Line(what="Lambda, run time", amount=CALLS * sum(map(gb_seconds, mine)), price="lambda_gb_second")
    yield Line(what="DynamoDB, writes", amount=CALLS * sum(c.write_units for c in calls), price="dynamodb_write")
    yield Line(what="DynamoDB, reads", amount=CALLS * sum(c.read_units for c in calls), price="dynamodb_read")
    kept = CALLS * kept_bytes(mine) / 1e9
    yield Line(what="DynamoDB, a month of storage", amount=kept, price="dynamodb_storage")
    yield Line(what="DynamoDB, a month of recovery", amount=kept, price="dynamodb_recovery")
    yield Line(what="EventBridge, events", amount=CALLS * _events(calls), price="eventbridge_put")
    fed = sum(i.function in (EVENTS, COUNT, TELL, CHECK) for i in mine)
    sent = sum(call.operation == "SendMessage" for call in calls)
    yield Line(what="SQS, requests", amount=CALLS * (3 * fed + sent), price="sqs_request")
    pieces = sum(ceil(size / PUT_UNIT) for size in called.streamed)
    yield Line(what="Kinesis, what is put", amount=CALLS * pieces, price="kinesis_put")
    yield Line(what="CloudWatch, logs", amount=CALLS * logged_bytes(mine), price="logs_byte")


def standing(looks: dict[str, Called]) -> Iterator[Figure]:
    """Yield what is paid whether anybody calls or not: the share of 1,000 calls, at 1,000 a day."""
    lines = list(_monthly())
    for line in lines:
        yield line.figure("standing: ")
    a_day = (
        BOARDS * SHIFT / BOARD_EVERY, DESKS * SHIFT / DESK_EVERY, 24 * 60, (DESKS + BOARDS) * SHIFT / BEAT_EVERY
    )  # fmt: skip
    often = dict(zip(looks, a_day, strict=True))
    dollars = sum(line.dollars for line in lines)
    for name, look in looks.items():
        price = sum(line.dollars for line in bill(look)) / CALLS * often[name] * CALLS / A_DAY
        dollars += price
        reads = sum(call.read_units for each in look.invocations for call in each.calls)
        note = f"{shown(often[name])} a day, {shown(reads)} read units each"
        yield Figure(what=f"standing: {name}", value=price, unit="$", note=note)
    note = f"{DESKS} desks and {BOARDS} board open for {SHIFT // 3600} hours a day, by assumption"
    yield Figure(what="standing: in all, for 1,000 calls", value=dollars, unit="$", note=note)


def _monthly() -> Iterator[Line]:
    share = CALLS / (A_DAY * DAYS)
    second: dict[str, Any] = read_template(SECOND)["Resources"]
    mine = [*second.values(), *resources(("Live", "Contacts")).values()]
    streams = [each["Properties"] for each in mine if each.get("Type") == "AWS::Kinesis::Stream"]
    hours, kept = share * DAYS * 24, sum(each["RetentionPeriodHours"] > A_DAY_FREE for each in streams)
    alarms = sum(each.get("Type") == "AWS::CloudWatch::Alarm" for each in mine)
    yield Line(what="Kinesis, shards", amount=hours * len(streams), price="kinesis_shard")
    yield Line(what="Kinesis, records kept for seven days", amount=hours * kept, price="kinesis_kept")
    yield Line(what=f"CloudWatch, {alarms} alarms", amount=alarms * share, price="alarm_month")
    yield Line(what="SQS, polls that find nothing", amount=CALLS / A_DAY * A_DAY_OF_POLLS, price="sqs_request")
    minutes = CALLS / A_DAY * (DESKS + BOARDS) * SHIFT / 60
    yield Line(what="API Gateway, WebSocket open", amount=minutes, price="live_minute")
