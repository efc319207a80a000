"""Small workflows on MiniStack in this process, and how to wait for them."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

ROLE = "arn:aws:iam::000000000000:role/workflow"
State = dict[str, Any]


class Workflows:
    """Step Functions of one test."""

    def __init__(self, service: Any) -> None:
        self.service = service

    def make(self, name: str, *states: tuple[str, State], kind: str = "STANDARD", role: str = ROLE) -> str:
        """Make a machine of states in a row, in JSONata; return its ARN."""
        rows: dict[str, State] = {}
        for (title, state), following in zip(states, [*[title for title, _ in states[1:]], ""], strict=True):
            ends = state["Type"] in ("Succeed", "Fail", "Choice") or "Next" in state
            rows[title] = {**state, **({} if ends else {"Next": following} if following else {"End": True})}
        definition = {"QueryLanguage": "JSONata", "StartAt": states[0][0], "States": rows}
        arn = f"arn:aws:states:us-east-1:000000000000:stateMachine:{name}"
        self.service._state_machines[arn] = {
            "stateMachineArn": arn,
            "name": name,
            "definition": json.dumps(definition),
            "roleArn": role,
            "type": kind,
        }
        return arn

    def ask(self, arn: str, name: str = "", given: str = "{}") -> tuple[int, dict[str, Any]]:
        """Ask for an execution; return the status and the body."""
        asked = {"stateMachineArn": arn, "input": given, **({"name": name} if name else {})}
        status, _, body = self.service._start_execution(asked)
        return status, json.loads(body)

    def run(self, arn: str, name: str = "", given: Any = None) -> dict[str, Any]:
        """Start an execution and return its entry when it is over."""
        status, answer = self.ask(arn, name, json.dumps({} if given is None else given))
        assert status == 200, answer
        return self.ended(answer["executionArn"])

    def ended(self, arn: str) -> dict[str, Any]:
        """Return an execution's entry once it is over."""
        entry: dict[str, Any] = self.service._executions[arn]
        until(lambda: entry["status"] != "RUNNING")
        return entry


def until(true: Callable[[], object], seconds: float = 120) -> None:
    """Wait until another thread has made something true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.001)


def task(resource: str, arguments: Any, **more: Any) -> State:
    """Return a task's state; `resource` such as `dynamodb:updateItem`."""
    return {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "Arguments": arguments, **more}


def passing(output: Any) -> State:
    return {"Type": "Pass", "Output": output}


def each(items: Any, *states: tuple[str, State], **more: Any) -> State:
    """Return a Map of one chain of states."""
    ((title, state),) = states
    processor = {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": title, "States": {title: {**state, "End": True}}}
    return {"Type": "Map", "Items": items, "ItemProcessor": processor, **more}
