"""What the promises of 1,000 tickets cost at 10,000 a day: counted calls and states, times the shares that are assumed.

In it is everything that would not be there without promises: the CLOCKS item in a ticket's life, the look of each
minute, leases, executions, messages, the telling, and the publishing of what was told. Not in it: notices, as ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.bill import (
    A_DAY,
    A_MONTH,
    TICKETS,
    Line,
    assumed,
    data,
    gb_seconds,
    kept_bytes,
    logged_bytes,
    quiet_polls,
    resources,
)
from bench.figures import Figure, shown
from bench.journey import PUBLISH, TELL, Invocation
from bench.steps import DUE, Steps, transitions

MOST = 0.04
"""Dollars."""
MINUTES = 1_440
PARTS = ("TicketsPromises", "TicketsEscalate", "TicketsRecalculate", "TicketsDue")
"""How the names of the template's resources begin that are there for promises alone."""


def figures(life: Sequence[Invocation], steps: Mapping[str, Sequence[Invocation]]) -> Iterator[Figure]:
    """Yield the bill of promises; `life` are the invocations of a ticket's life, `steps` those of each step."""
    lines = list(bill(life, steps))
    whole = sum(line.dollars for line in lines)
    yield from (line.figure("promises: ") for line in lines)
    reached = sum(shares().values())
    yield Figure(
        what="promises of 1,000 tickets", value=whole, unit="$", most=MOST,
        note=f"{shown(reached * TICKETS)} steps fall due, by assumption; each goes through {transitions()} states",
    )  # fmt: skip
    told = [line for line in lines if line.price == "states_transition"]
    yield Figure(what="promises: if escalations were EXPRESS", value=whole - sum(map(saved, told)), unit="$")


def bill(life: Sequence[Invocation], steps: Mapping[str, Sequence[Invocation]]) -> Iterator[Line]:
    """Yield the lines of the promises of 1,000 tickets."""
    each = [(share * TICKETS, i) for name, share in shares().items() for i in steps[name]]
    run = [(n, i) for n, i in each if i.function in (DUE, PUBLISH)]
    ours = [(n, call) for n, i in each if i.function != TELL for call in i.calls]
    looks = TICKETS / A_DAY * MINUTES
    reached = sum(shares().values()) * TICKETS
    yield Line(what="Step Functions, states", amount=reached * transitions(), price="states_transition")
    yield Line(what="Step Functions, looks", amount=looks, price="states_request")
    yield Line(what="Step Functions, their time", amount=looks * _look_gb_seconds(), price="states_gb_second")
    clocks = TICKETS * sum(call.clock_units for i in life for call in i.calls)
    yield Line(what="DynamoDB, CLOCKS in a life", amount=clocks, price="dynamodb_write")
    written = sum(n * call.write_units for n, call in ours)
    yield Line(what="DynamoDB, steps that fall due", amount=written, price="dynamodb_write")
    read = sum(n * call.read_units for n, call in ours) + looks * 0.5
    yield Line(what="DynamoDB, reads", amount=read, price="dynamodb_read")
    yield Line(what="Lambda, invocations", amount=sum(n for n, _ in run), price="lambda_request")
    yield Line(what="Lambda, run time", amount=sum(n * gb_seconds(i) for n, i in run), price="lambda_gb_second")
    events = sum(n * len(call.arguments["Entries"]) for n, call in ours if call.operation == "PutEvents")
    yield Line(what="EventBridge, events", amount=events, price="eventbridge_put")
    sent = sum(n for n, i in each if i.function == DUE)
    yield Line(what="SQS, requests", amount=3 * sent + quiet_polls(resources(PARTS)), price="sqs_request")
    yield Line(what="CloudWatch, logs", amount=sum(n * logged_bytes([i]) for n, i in run), price="logs_byte")
    kept = sum(n * kept_bytes([i]) for n, i in each if i.function == DUE) / 1e9
    yield Line(what="DynamoDB, a month of storage", amount=kept, price="dynamodb_storage")
    yield from _monthly([i for _, i in run])


def _monthly(run: Sequence[Invocation]) -> Iterator[Line]:
    """Yield what is paid by the month."""
    names = frozenset().union(*(i.metrics for i in run if i.function == DUE))
    yield Line(what=f"CloudWatch, {len(names)} metrics", amount=len(names) * TICKETS / A_MONTH, price="metric_month")
    alarms = [r for r in resources(PARTS).values() if r["Type"] == "AWS::CloudWatch::Alarm"]
    yield Line(what=f"CloudWatch, {len(alarms)} alarms", amount=len(alarms) * TICKETS / A_MONTH, price="alarm_month")


def shares() -> dict[str, float]:
    """Return of what share of the tickets each step falls due; prices.json says whence."""
    reached: dict[str, Any] = data()["reached"]
    return {name: share / 100 for name, share in reached.items() if name != "about"}


def _look_gb_seconds() -> float:
    return assumed("look_ms") / 1000 * assumed("look_mb") / 1024


def saved(line: Line) -> float:
    """Return what the states of a line would cost less, if an EXPRESS execution went through them."""
    executions = line.amount / transitions()
    instead = Line(what=line.what, amount=executions, price="states_request").dollars
    time = Line(what=line.what, amount=executions * _look_gb_seconds(), price="states_gb_second").dollars
    return line.dollars - instead - time


def played(steps: Steps) -> dict[str, list[Invocation]]:
    """Return what each step cost that is assumed to fall due.

    :raises ValueError: if one of them was not met
    """
    found = steps.play()
    if missing := set(shares()) - set(found):
        raise ValueError(f"no ticket met {', '.join(sorted(missing))}")
    return found
