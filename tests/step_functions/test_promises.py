"""The workflows of promises at work, on MiniStack in this process: found, leased, told and gone on, once."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from local.mends import executions
from tests.local.machines import until
from tests.plans import examples
from tests.step_functions.conftest import ACCOUNT, REGION

Cloud = Callable[[str], Any]
DUE, LATER = "2026-12-06T09:59:00.000Z", "2026-12-07T09:00:00.000Z"
STEPS = ("resolution.1.50", "resolution.1.75")
MANY = min(examples(1200), 5000)
"""More than the finished executions that are kept (500); `make bench` lets 5,000 fall due."""


def put(cloud: Cloud, number: int, due: str = DUE, steps: tuple[str, ...] = STEPS) -> None:
    """Put the clocks of an open ticket."""
    timers = [f"{due} {steps[0]}", *(f"{LATER} {step}" for step in steps[1:])]
    cloud("dynamodb")._put_item(
        {
            "TableName": "tickets",
            "Item": {
                "pk": {"S": f"TICKET#N{number}"},
                "sk": {"S": "CLOCKS"},
                "clk": {"S": f"DUE#{number % 2}"},
                "due": {"S": timers[0]},
                "timers": {"L": [{"S": timer} for timer in timers]},
            },
        }
    )


def item(cloud: Cloud, number: int) -> dict[str, Any]:
    found: dict[str, Any] = cloud("dynamodb")._tables["tickets"]["items"][f"TICKET#N{number}"]["CLOCKS"]
    return found


def sweep(cloud: Cloud) -> None:
    """Look for what is due, and wait until all that it started is over."""
    start(cloud)
    until(lambda: executions.record.running == 0, 300)


def start(cloud: Cloud) -> None:
    arn = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:tickets_promises"
    assert cloud("stepfunctions")._start_execution({"stateMachineArn": arn})[0] == 200


def told(cloud: Cloud) -> Counter[tuple[str, str]]:
    """Count what was asked to be told: ticket and timer."""
    sqs = cloud("sqs")
    bodies = [json.loads(message["body"]) for message in sqs._queues[sqs._queue_url("q")]["messages"]]
    return Counter((body["pk"], body["timer"]) for body in bodies)


def test_what_is_due_is_told_and_the_next_timer_stands(cloud: Cloud) -> None:
    put(cloud, 1)
    put(cloud, 2, due=LATER)
    put(cloud, 3, steps=("close",))
    sweep(cloud)
    assert told(cloud) == {("TICKET#N1", f"{DUE} {STEPS[0]}"): 1, ("TICKET#N3", f"{DUE} close"): 1}
    assert item(cloud, 1)["due"] == {"S": f"{LATER} {STEPS[1]}"}
    assert item(cloud, 1)["timers"] == {"L": [{"S": f"{LATER} {STEPS[1]}"}]}
    assert "tries" not in item(cloud, 2)
    assert not {"clk", "due"} & set(item(cloud, 3))


def test_every_page_of_every_shard_is_read_and_each_ticket_told_once(cloud: Cloud) -> None:
    for number in range(450):
        put(cloud, number)
    sweep(cloud)
    sweep(cloud)
    assert set(told(cloud).values()) == {1}
    assert len(told(cloud)) == 450
    assert executions.record.report()["failures"] == []
    assert executions.record.ended["tickets_promises"] == {"SUCCEEDED": 2}


def test_two_sweeps_at_once_tell_once(cloud: Cloud) -> None:
    for number in range(60):
        put(cloud, number)
    start(cloud)
    start(cloud)
    until(lambda: executions.record.running == 0, 300)
    assert set(told(cloud).values()) == {1}
    assert len(told(cloud)) == 60


def test_a_sweep_with_nothing_due_starts_nothing(cloud: Cloud) -> None:
    put(cloud, 1, due=LATER)
    sweep(cloud)
    assert dict(executions.record.ended) == {"tickets_promises": {"SUCCEEDED": 1}}


def test_what_was_leased_and_never_started_comes_again_when_the_lease_ends(cloud: Cloud) -> None:
    put(cloud, 1)
    workflows, refused = cloud("stepfunctions"), threading.Event()
    call = workflows._invoke_nested_start_execution

    def refuse(*_: Any) -> None:
        refused.set()
        raise workflows._ExecutionError("StepFunctions.ServiceUnavailable", "cut off between lease and start")

    workflows._invoke_nested_start_execution = refuse
    sweep(cloud)
    workflows._invoke_nested_start_execution = call
    assert refused.is_set()
    assert item(cloud, 1)["due"]["S"] == "2026-12-06T10:05:00.000Z lease"
    sweep(cloud)
    assert told(cloud) == {}
    workflows.now_iso = lambda: "2026-12-06T10:06:00.000Z"
    sweep(cloud)
    assert told(cloud) == {("TICKET#N1", f"{DUE} {STEPS[0]}"): 1}
    assert item(cloud, 1)["due"] == {"S": f"{LATER} {STEPS[1]}"}


def escalate(cloud: Cloud, name: str, **given: Any) -> dict[str, Any]:
    """Run one step; return its execution."""
    arn = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:tickets_escalate"
    asked = {"stateMachineArn": arn, "name": name, "input": json.dumps({"pk": "TICKET#N1", **given})}
    status, _, body = cloud("stepfunctions")._start_execution(asked)
    assert status == 200
    until(lambda: executions.record.running == 0, 300)
    execution: dict[str, Any] = cloud("stepfunctions")._executions[json.loads(body)["executionArn"]]
    return execution


def test_a_step_that_runs_twice_moves_the_clock_once(cloud: Cloud) -> None:
    put(cloud, 1)
    timer = f"{DUE} {STEPS[0]}"
    runs = [escalate(cloud, f"try-{number}", timer=timer, more=True) for number in (1, 2)]
    assert [run["status"] for run in runs] == ["SUCCEEDED", "SUCCEEDED"]
    assert item(cloud, 1)["timers"] == {"L": [{"S": f"{LATER} {STEPS[1]}"}]}


def test_a_step_leaves_a_promise_alone_that_has_changed(cloud: Cloud) -> None:
    put(cloud, 1, due=LATER)
    before = dict(item(cloud, 1))
    assert escalate(cloud, "late", timer=f"{DUE} {STEPS[0]}", more=True)["status"] == "SUCCEEDED"
    assert item(cloud, 1) == before


def test_a_step_writes_few_events_of_the_25_000(cloud: Cloud) -> None:
    put(cloud, 1)
    assert len(escalate(cloud, "one", timer=f"{DUE} {STEPS[0]}", more=True)["events"]) <= 12


def test_open_tickets_are_counted_again_a_page_a_message(cloud: Cloud) -> None:
    for number in range(230):
        key = {"pk": {"S": f"TICKET#N{number}"}, "sk": {"S": "TICKET"}}
        entry = {**key, "bo": {"S": f"sawari#open#{number % 2}"}, "bo_sort": {"S": f"{number:05}"}}
        cloud("dynamodb")._put_item({"TableName": "tickets", "Item": entry})
    arn = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:tickets_recalculate"
    given = json.dumps({"body": "sawari", "cause": "calendar"})
    assert cloud("stepfunctions")._start_execution({"stateMachineArn": arn, "input": given})[0] == 200
    until(lambda: executions.record.running == 0, 300)
    sqs = cloud("sqs")
    messages = [json.loads(m["body"]) for m in sqs._queues[sqs._queue_url("q")]["messages"]]
    # Once now, and once more when no function remembers what it was.
    assert sorted(pk for m in messages for pk in m["tickets"]) == sorted(2 * [f"TICKET#N{n}" for n in range(230)])
    assert all(m["why"]["cause"] == "calendar" and len(m["tickets"]) <= 100 for m in messages)


@pytest.mark.system
def test_more_than_a_thousand_tickets_due_in_one_minute_are_all_told_once(cloud: Cloud) -> None:
    for number in range(MANY):
        put(cloud, number)
    start(cloud)
    until(lambda: executions.record.running == 0, 900)
    assert set(told(cloud).values()) == {1}
    assert len(told(cloud)) == MANY
    assert executions.record.report()["failures"] == []
    assert len(cloud("stepfunctions")._executions) <= executions.KEPT
