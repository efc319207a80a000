import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from local.clock import MovableClock
from local.mends import executions, limits
from tests.local.machines import Workflows, passing, task, until

Stock = Callable[[str], Any]
DAY = 86_400.0


@pytest.fixture
def kept(workflows: Workflows, clock: MovableClock) -> Workflows:
    """Return Step Functions with our executions."""
    limits.enforce()
    executions.keep(clock)
    return workflows


def test_stock_ministack_waits_before_the_first_state(workflows: Workflows) -> None:
    slept: list[float] = []
    workflows.service.time = type("Time", (), {"sleep": slept.append})
    workflows.run(workflows.make("m", ("One", passing(1))))
    assert slept == [executions.PAUSE]


def test_an_execution_begins_at_once(kept: Workflows) -> None:
    slept: list[float] = []
    kept.service.time._module = type("Time", (), {"sleep": slept.append})
    kept.run(kept.make("m", ("One", passing(1))))
    assert slept == []


@pytest.fixture
def gate(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Return what every task waits for."""
    opened = threading.Event()

    def invoke(_resource: str, given: Any) -> Any:
        opened.wait(120)
        return given

    monkeypatch.setattr(stock("stepfunctions"), "_invoke_resource", invoke)
    return opened


def held(workflows: Workflows, kind: str = "STANDARD") -> str:
    return workflows.make("held", ("Wait for the gate", task("any:thing", {})), kind=kind)


def test_stock_ministack_starts_a_thread_for_each_execution(workflows: Workflows, gate: threading.Event) -> None:
    arn, before = held(workflows), threading.active_count()
    started = [workflows.ask(arn, f"n{i}")[1]["executionArn"] for i in range(40)]
    assert threading.active_count() - before == 40
    gate.set()
    for each in started:
        workflows.ended(each)


def test_executions_share_a_bounded_number_of_threads(kept: Workflows, gate: threading.Event) -> None:
    arn, before = held(kept), set(threading.enumerate())
    started = [kept.ask(arn, f"n{i}")[1]["executionArn"] for i in range(40)]
    assert executions.record.running == 40

    def at_work() -> list[threading.Thread]:
        return [thread for thread in set(threading.enumerate()) - before if thread.name == "workflow"]

    until(lambda: len(at_work()) == executions.WORKERS)
    gate.set()
    for each in started:
        kept.ended(each)
    until(lambda: executions.record.running == 0)


def test_an_execution_that_waits_stands_in_nobodys_way(
    kept: Workflows, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken = threading.Event()
    monkeypatch.setattr(kept.service, "_execute_wait", lambda *_: (woken.wait(120), None))
    waiting = kept.make("waits", ("Until then", {"Type": "Wait", "Seconds": 5}))
    for number in range(executions.WORKERS + 1):
        kept.ask(waiting, f"w{number}")
    assert kept.run(kept.make("m", ("One", passing(1))))["status"] == "SUCCEEDED"
    woken.set()
    until(lambda: executions.record.running == 0)


def test_only_the_last_executions_are_described_and_of_older_ones_the_name_is_taken(
    kept: Workflows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executions, "KEPT", 2)
    arn = kept.make("m", ("One", passing(1)))
    for number in range(4):
        kept.run(arn, f"n{number}")
        until(lambda: executions.record.running == 0)
    assert sorted(e["name"] for e in kept.service._executions.values()) == ["n2", "n3"]
    assert kept.ask(arn, "n0")[1]["__type"] == "ExecutionAlreadyExists"
    assert kept.ask(arn, "n3")[1]["__type"] == "ExecutionAlreadyExists"


def test_a_name_is_free_again_after_ninety_days(
    kept: Workflows, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executions, "KEPT", 0)
    arn = kept.make("m", ("One", passing(1)))
    for _ in range(2):
        kept.run(arn, "again")
        until(lambda: executions.record.running == 0)
        clock.move_to(clock.now() + executions.NAMES + 1)
        kept.run(arn)
        until(lambda: executions.record.running == 0)


def test_names_outlive_a_restart_and_what_ran_is_failed(
    kept: Workflows, clock: MovableClock, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executions, "KEPT", 0)
    done, running = kept.make("m", ("One", passing(1))), held(kept)
    kept.run(done, "done")
    until(lambda: executions.record.running == 0)
    ran = kept.ask(running, "ran")[1]["executionArn"]
    state = kept.service.get_state()
    gate.set()
    until(lambda: executions.record.running == 0)
    kept.service._executions.clear()
    executions.record.clear()
    kept.service.load_persisted_state(state)
    assert executions.record.running == 0
    assert kept.service._executions[ran]["error"] == "States.ServiceRestart"
    for machine, name in ((done, "done"), (running, "ran")):
        assert kept.ask(machine, name)[1]["__type"] == "ExecutionAlreadyExists"


def test_stock_ministack_refuses_to_start_again_what_runs(workflows: Workflows, gate: threading.Event) -> None:
    arn = held(workflows)
    first = workflows.ask(arn, "one")[1]["executionArn"]
    assert workflows.ask(arn, "one")[1]["__type"] == "ExecutionAlreadyExists"
    gate.set()
    workflows.ended(first)


def test_to_start_again_what_runs_with_the_same_input_is_no_error(kept: Workflows, gate: threading.Event) -> None:
    arn = held(kept)
    status, first = kept.ask(arn, "one", '{"a": 1}')
    assert kept.ask(arn, "one", '{"a": 1}') == (200, first)
    assert kept.ask(arn, "one", '{"a": 2}')[1]["__type"] == "ExecutionAlreadyExists"
    gate.set()
    kept.ended(first["executionArn"])
    assert kept.ask(arn, "one", '{"a": 1}')[1]["__type"] == "ExecutionAlreadyExists"
    assert status == 200


@pytest.mark.parametrize("name", ["x" * 81, "with space", "a:b", "a#b", "a/b", "what?"])
def test_a_name_that_aws_refuses_is_refused(kept: Workflows, name: str) -> None:
    assert kept.ask(kept.make("m", ("One", passing(1))), name)[1]["__type"] == "InvalidName"


def test_stock_ministack_takes_any_name(workflows: Workflows) -> None:
    workflows.run(workflows.make("m", ("One", passing(1))), "a:b c" * 30)


def test_an_input_that_aws_refuses_is_refused(kept: Workflows) -> None:
    arn = kept.make("m", ("One", passing(1)))
    status, answer = kept.ask(arn, "large", json.dumps("x" * limits.LARGEST))
    assert (status, answer["__type"]) == (400, "InvalidExecutionInput")
    assert executions.record.running == 0


def test_stock_ministack_keeps_express_executions_and_their_names(workflows: Workflows) -> None:
    arn = workflows.make("m", ("One", passing(1)), kind="EXPRESS")
    workflows.run(arn, "same")
    assert workflows.ask(arn, "same")[0] == 400
    assert len(workflows.service._executions) == 1


def test_express_names_repeat_and_nothing_of_them_stays(kept: Workflows) -> None:
    arn = kept.make("m", ("One", passing("{% $states.context.Execution.Name %}")), kind="EXPRESS")
    for _ in range(3):
        assert kept.run(arn, "same")["output"] == '"same"'
    until(lambda: executions.record.running == 0)
    assert len(kept.service._executions) == 0
    assert executions.record.report()["ended"] == {"m": {"SUCCEEDED": 3}}
    assert kept.service._list_executions({"stateMachineArn": arn})[0] == 400


def test_an_execution_that_fails_is_told_although_aws_would_only_count_it(kept: Workflows) -> None:
    states = ("Fail", {"Type": "Fail", "Error": "Ours", "Cause": "no reason"})
    kept.run(kept.make("m", states, kind="EXPRESS"), "one")
    until(lambda: executions.record.running == 0)
    told = {"workflow": "m", "execution": "one", "status": "FAILED", "error": "Ours", "cause": "no reason"}
    assert executions.record.report()["failures"] == [told]


def published(stock: Stock, workflows: Workflows, kind: str) -> list[str]:
    """Return the statuses that an execution publishes."""
    told: list[str] = []
    buses = stock("eventbridge")
    buses._put_events = lambda data, **_: told.append(json.loads(data["Entries"][0]["Detail"])["status"])
    workflows.run(workflows.make("m", ("One", passing(1)), kind=kind))
    return told


def test_stock_ministack_publishes_the_status_of_express_executions(stock: Stock, workflows: Workflows) -> None:
    assert published(stock, workflows, "EXPRESS")


@pytest.mark.parametrize(("kind", "statuses"), [("EXPRESS", []), ("STANDARD", ["RUNNING", "SUCCEEDED"])])
def test_only_standard_executions_publish_their_status(
    stock: Stock, kept: Workflows, kind: str, statuses: list[str]
) -> None:
    told = published(stock, kept, kind)
    until(lambda: len(told) == len(statuses))
    assert told == statuses


def test_a_nested_execution_is_waited_for(kept: Workflows) -> None:
    child = kept.make("child", ("One", passing({"kept": "{% $states.input.n %}"})))
    asked = {"StateMachineArn": child, "Name": "n1", "Input": {"n": 7}}
    parent = kept.make("parent", ("Child", task("states:startExecution.sync:2", asked)))
    assert json.loads(kept.run(parent)["output"])["Output"] == {"kept": 7}
    until(lambda: executions.record.running == 0)


@pytest.fixture
def shutting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate be open again after the test."""
    monkeypatch.setattr(executions, "gate", executions.Gate())


def test_no_task_begins_once_the_gate_is_shut_and_what_has_begun_ends_first(
    shutting: None, gate: threading.Event, kept: Workflows
) -> None:
    begun = kept.ask(held(kept), "begun")[1]["executionArn"]
    until(lambda: executions.gate._inside == 1)
    assert not executions.gate.shut(patience=0)
    gate.set()
    assert executions.gate.shut()
    kept.ended(begun)
    late = kept.ask(held(kept), "late")[1]["executionArn"]
    until(lambda: executions.record.running == 0)
    assert kept.service._executions[late]["status"] == "RUNNING"
    restored = kept.service.get_state()
    kept.service.load_persisted_state(restored)
    assert kept.service._executions[late]["error"] == "States.ServiceRestart"
