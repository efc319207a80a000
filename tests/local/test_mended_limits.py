import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from local.clock import MovableClock
from local.mends import executions, limits
from tests.local.machines import State, Workflows, each, passing, task, until

Stock = Callable[[str], Any]
HUGE = "ن" * 160_000
"""A text of 320,000 bytes."""


@pytest.fixture
def limited(workflows: Workflows, clock: MovableClock) -> Workflows:
    """Return Step Functions with AWS's limits."""
    limits.enforce()
    executions.keep(clock)
    return workflows


@pytest.fixture
def echo(stock: Stock) -> None:
    """Let every task answer with what it is given, or with what is asked for."""
    workflows = stock("stepfunctions")
    workflows._invoke_resource = lambda _, given: given.get("answer", given) if isinstance(given, dict) else given


def error(execution: dict[str, Any]) -> tuple[str, str]:
    return execution["status"], execution.get("error", "")


TOO_LARGE = ("FAILED", "States.DataLimitExceeded")
LARGE: dict[str, tuple[str, State]] = {
    "a state's output": ("Pass", passing(HUGE)),
    "a task's input": ("Task", task("any:thing", {"given": HUGE, "answer": 1})),
    "what is kept": ("Pass", {"Type": "Pass", "Assign": {"kept": HUGE}}),
    "in a Map": ("Map", each([1], ("Pass", passing(HUGE)), Output=1)),
}


@pytest.mark.parametrize("state", LARGE.values(), ids=LARGE)
def test_stock_ministack_lets_large_data_pass(workflows: Workflows, echo: None, state: tuple[str, State]) -> None:
    assert error(workflows.run(workflows.make("m", state))) == ("SUCCEEDED", "")


@pytest.mark.parametrize("state", LARGE.values(), ids=LARGE)
@pytest.mark.parametrize("kind", ["STANDARD", "EXPRESS"])
def test_more_than_256_kb_in_a_state_is_refused(
    workflows: Workflows, echo: None, clock: MovableClock, state: tuple[str, State], kind: str
) -> None:
    limits.enforce()
    executions.keep(clock)
    execution = workflows.run(workflows.make("m", state, kind=kind))
    assert error(execution) == TOO_LARGE
    assert "262144" in execution["cause"]


def test_a_tasks_large_result_is_refused_although_it_is_cut(
    workflows: Workflows, stock: Stock, clock: MovableClock
) -> None:
    stock("stepfunctions")._invoke_resource = lambda *_: {"Items": ["x" * 1000] * 300}
    limits.enforce()
    executions.keep(clock)
    cut = ("Query", task("any:thing", {}, Output="{% $count($states.result.Items) %}"))
    assert error(workflows.run(workflows.make("m", cut))) == TOO_LARGE


def test_exactly_256_kb_pass_and_are_measured_in_utf_8(limited: Workflows) -> None:
    arabic = json.dumps("ن" * ((limits.LARGEST - 2) // 2))
    assert len(arabic) > limits.LARGEST  # as MiniStack writes it
    execution = limited.run(limited.make("m", ("Pass", passing("{% $states.input %}"))), given=json.loads(arabic))
    assert error(execution) == ("SUCCEEDED", "")


@pytest.mark.parametrize(("named", "caught"), [("States.ALL", False), ("States.DataLimitExceeded", True)])
def test_all_errors_are_caught_but_not_this_one(
    workflows: Workflows, echo: None, clock: MovableClock, named: str, caught: bool
) -> None:
    limits.enforce()
    executions.keep(clock)
    catch = [{"ErrorEquals": [named], "Next": "Caught"}]
    large = task("any:thing", {"given": HUGE}, Catch=catch, Next="Caught")
    execution = workflows.run(workflows.make("m", ("Task", large), ("Caught", {"Type": "Succeed"})))
    assert (execution["status"] == "SUCCEEDED") is caught


def test_stock_ministack_catches_it_with_all_others(workflows: Workflows) -> None:
    assert workflows.service._error_matches(["States.ALL"], "States.DataLimitExceeded")
    assert workflows.service._error_matches(["States.TaskFailed"], "States.Runtime")


def loop(workflows: Workflows, times: int, kind: str = "STANDARD") -> str:
    more = {"Condition": f"{{% $states.input < {times} %}}", "Next": "Count"}
    count: State = {"Type": "Pass", "Output": "{% $states.input + 1 %}", "Next": "More"}
    return workflows.make("loop", ("Count", count), ("More", {"Type": "Choice", "Choices": [more], "Default": "Done"}),
                          ("Done", {"Type": "Succeed"}), kind=kind)  # fmt: skip


def test_a_history_of_more_events_than_aws_keeps_is_refused(
    limited: Workflows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_EVENTS", 100)
    few = 24  # started, four events a round, two for the end: 99
    assert error(limited.run(loop(limited, few), given=0)) == ("SUCCEEDED", "")
    failed = limited.run(loop(limited, few + 1), given=0)
    assert error(failed) == ("FAILED", "States.Runtime")
    assert "maximum number of history events" in failed["cause"]


def test_an_express_execution_has_no_bound_of_events(limited: Workflows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_EVENTS", 100)
    assert error(limited.run(loop(limited, 50, "EXPRESS"), given=0)) == ("SUCCEEDED", "")


def test_stock_ministack_leaves_the_events_of_a_map_out(workflows: Workflows) -> None:
    execution = workflows.run(workflows.make("m", ("Each", each([1, 2], ("Pass", passing(1))))))
    assert [e["type"] for e in execution["events"][1:-1]] == ["MapStateEntered", "MapStateExited"]


def test_the_events_of_a_map_count_as_on_aws(limited: Workflows) -> None:
    execution = limited.run(limited.make("m", ("Each", each([1], ("Pass", passing(1))))))
    assert [event["type"] for event in execution["events"]] == [
        "ExecutionStarted",
        "MapStateEntered",
        "MapIterationStarted",
        "PassStateEntered",
        "PassStateExited",
        "MapIterationSucceeded",
        "MapStateExited",
        "ExecutionSucceeded",
    ]


def test_no_history_of_an_express_execution_is_kept_in_memory(limited: Workflows) -> None:
    execution = limited.run(limited.make("m", ("Each", each([1], ("Pass", passing(1)))), kind="EXPRESS"))
    assert len(execution["events"]) == 1


@pytest.mark.parametrize(("kind", "status"), [("EXPRESS", "TIMED_OUT"), ("STANDARD", "SUCCEEDED")])
def test_an_express_execution_takes_no_longer_than_five_minutes(
    limited: Workflows, monkeypatch: pytest.MonkeyPatch, kind: str, status: str
) -> None:
    began = time.monotonic()
    monkeypatch.setattr(limits.Watch, "elapsed", lambda _: time.monotonic() - began + limits.EXPRESS)
    execution = limited.run(limited.make("m", ("One", passing(1)), kind=kind))
    until(lambda: executions.record.running == 0)
    assert execution["status"] == status


def test_a_wait_counts_although_the_clock_is_moved(limited: Workflows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited.service, "time", type("Time", (), {"sleep": lambda _: None}))
    wait: State = {"Type": "Wait", "Seconds": int(limits.EXPRESS) + 1}
    execution = limited.run(limited.make("m", ("Wait", wait), ("One", passing(1)), kind="EXPRESS"))
    until(lambda: executions.record.running == 0)
    assert execution["status"] == "TIMED_OUT"


def test_what_fails_in_a_map_is_caught_around_it(limited: Workflows) -> None:
    fail: State = {"Type": "Fail", "Error": "Ours", "Cause": "no"}
    processor = {"StartAt": "Fail", "States": {"Fail": fail}}
    catch = [{"ErrorEquals": ["Ours"], "Output": "{% $states.errorOutput.Error %}", "Next": "Caught"}]
    state: State = {"Type": "Map", "Items": [1], "ItemProcessor": processor, "Catch": catch, "Next": "Caught"}
    execution = limited.run(limited.make("m", ("Each", state), ("Caught", {"Type": "Succeed"})))
    assert execution["output"] == '"Ours"'
