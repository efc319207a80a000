"""What 1,000 tickets cost at 10,000 a day, without SMS, mail and voice: counted calls times list prices, by line."""

from collections.abc import Iterable, Iterator
from typing import Any

from bench import promise_cost
from bench.bill import A_MONTH, TICKETS, Line, gb_seconds, kept_bytes, logged_bytes, quiet_polls, resources
from bench.figures import Figure
from bench.journey import API, CHECK, COUNT, PUBLISH, TELL, Invocation, Journey
from bench.lab import at_work, fresh, lab, tables
from bench.meter import metered
from bench.steps import Clock, Steps
from bench.units import key_indexes
from chalicelib import wiring

MOST, MOST_WITHOUT_REST = 0.15, 0.09
"""Dollars."""
PAGE = 26
"""A list of 25 reads one ticket more, to know whether there is another page."""
OURS = (API, PUBLISH, COUNT)
NOTIFYING = (TELL, CHECK)


def measure() -> list[Figure]:
    """Return the bill of 1,000 tickets, line by line, of their promises, and what the notifications add."""
    clock, indexes = Clock(at_work()), {name: key_indexes(table) for name, table in tables().items()}
    with lab(), fresh(), wiring.using(clock=clock), metered(indexes) as meter:
        journey = Journey(meter)
        journey.fill(PAGE)
        journey.live("a-journey-that-warms-up", "+96892000077")
        journey.invocations.clear()
        journey.live("the-journey-that-counts", "+96892000078")
        steps = promise_cost.played(Steps(meter, clock=clock))
    lines = list(bill(journey.invocations, OURS))
    notifying = list(bill(journey.invocations, NOTIFYING))
    return [
        *(line.figure() for line in lines),
        *_sums(lines, notifying),
        *(line.figure("notifications: ") for line in notifying),
        *promise_cost.figures(journey.invocations, steps),
    ]


def bill(invocations: Iterable[Invocation], functions: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines of 1,000 tickets for some functions and what feeds them; `invocations` are of one ticket."""
    mine = [each for each in invocations if each.function in functions]
    calls = [call for each in mine for call in each.calls]
    requests = sum(each.function == API for each in mine)
    yield Line(what="API Gateway, REST", amount=TICKETS * requests, price="api_rest")
    yield Line(what="Lambda, invocations", amount=TICKETS * len(mine), price="lambda_request")
    yield Line(what="Lambda, run time", amount=TICKETS * sum(map(gb_seconds, mine)), price="lambda_gb_second")
    # What the CLOCKS item costs stands with the promises.
    written = sum(call.write_units - call.clock_units for call in calls)
    yield Line(what="DynamoDB, writes", amount=TICKETS * written, price="dynamodb_write")
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
    share = TICKETS / A_MONTH
    names = frozenset().union(*(each.metrics for each in mine))
    yield Line(what=f"CloudWatch, {len(names)} metrics", amount=len(names) * share, price="metric_month")
    kinds = [resource["Type"] for resource in _resources(functions).values()]
    alarms = kinds.count("AWS::CloudWatch::Alarm")
    yield Line(what=f"CloudWatch, {alarms} alarms", amount=alarms * share, price="alarm_month")
    secrets = kinds.count("AWS::SecretsManager::Secret")
    yield Line(what=f"Secrets Manager, {secrets} secrets", amount=secrets * share, price="secret_month")


def _resources(functions: tuple[str, ...]) -> dict[str, Any]:
    if API in functions:
        return resources(("",), but=("Notifications", *promise_cost.PARTS))
    return resources(("Notifications",))


def sqs_requests(mine: Iterable[Invocation], functions: tuple[str, ...]) -> float:
    """Return the requests of 1,000 tickets: send, receive and delete of each message, and polls that found nothing."""
    mine = list(mine)
    sent = sum(call.operation == "SendMessage" for each in mine for call in each.calls)
    fed = sum(each.function in (COUNT, TELL, CHECK) for each in mine)
    return TICKETS * (3 * fed + sent) + quiet_polls(_resources(functions))


def _sums(lines: list[Line], notifying: list[Line]) -> Iterator[Figure]:
    whole = sum(line.dollars for line in lines)
    rest = next(line.dollars for line in lines if line.price == "api_rest")
    yield Figure(what="1,000 tickets, with the REST API", value=whole, unit="$", most=MOST)
    yield Figure(what="1,000 tickets, without the REST API", value=whole - rest, unit="$", most=MOST_WITHOUT_REST)
    yield Figure(
        what="notifications add", value=sum(line.dollars for line in notifying), unit="$",
        note="our side alone; the carriers' price for an SMS (0.05 to 0.09 $ each) or mail (0.0001 $) comes to it",
    )  # fmt: skip
