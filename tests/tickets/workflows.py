"""Runs the definitions in step_functions/ on moto, state by state: their own Arguments, Outputs and Catches.

Expressions are evaluated by the `jsonata` package, calls are made by boto3; what a definition needs beyond Task, Map,
Choice and Succeed is refused. Nothing is repeated: `Retry` is the service's.
"""

import importlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.shared.clock import iso

# It says nothing of its types.
_jsonata: Any = importlib.import_module("jsonata")
FOLDER = Path(__file__).parent.parent.parent / "step_functions"
_SDK = {"dynamodb": "DynamoDb", "sqs": "Sqs", "states": "StepFunctions"}


@cache
def _parsed(expression: str) -> Any:
    """Parse an expression once, not at each of the thousands of evaluations."""
    return _jsonata.Jsonata.jsonata(expression)


def _evaluated(expression: str, states: Mapping[str, Any]) -> Any:
    parsed = _parsed(expression)
    # What its functions ask for the expression that they stand in.
    _jsonata.Jsonata.CURRENT.jsonata = parsed
    return parsed.evaluate(None, {"states": states})


def _code(error: Exception) -> str:
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else "SdkClientException"


class TaskFailed(Exception):
    """A task ended with an error that its state does not catch."""


class Machine:
    """A workflow with its substitutions; `started` are the executions that it asked for."""

    def __init__(self, name: str, clock: Callable[[], datetime], **substitutions: str) -> None:
        text = (FOLDER / f"{name}.asl.json").read_text("utf-8")
        for key, value in substitutions.items():
            text = text.replace(f"${{{key}}}", value)
        assert "${" not in text
        self.definition = json.loads(text)
        self.started: list[dict[str, Any]] = []
        self._clock = clock
        self._clients: dict[str, Any] = {}

    def run(self, given: Any) -> Any:
        """Run an execution to its end."""
        *_, (_, _, answer) = self.states(given)
        return answer

    def states(self, given: Any) -> Iterator[tuple[str, Any, Any]]:
        """Yield each state as it ends: its name, its input, its output; what is not taken does not happen."""
        context = {"Execution": {"StartTime": iso(self._clock()), "Input": given}}
        yield from self._walk(self.definition, given, context)

    def _walk(self, flow: Mapping[str, Any], given: Any, context: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        name = flow["StartAt"]
        while name:
            state = flow["States"][name]
            entered = {**context, "State": {"EnteredTime": iso(self._clock()), "Name": name}}
            answer, following = given, state.get("Next", "")
            if state["Type"] == "Map":
                results: list[Any] = []
                yield from self._mapped(state, given, entered, results)
                answer = self._output(state, given, entered, results)
            elif state["Type"] == "Task":
                answer, following = self._task(state, given, entered)
            elif state["Type"] == "Choice":
                rules = [rule for rule in state["Choices"] if self._value(rule["Condition"], given, entered)]
                following = rules[0]["Next"] if rules else state["Default"]
            else:
                assert state["Type"] == "Succeed", state["Type"]
                answer = self._output(state, given, entered, given)
            yield name, given, answer
            given, name = answer, following

    def _mapped(
        self, state: Mapping[str, Any], given: Any, context: dict[str, Any], results: list[Any]
    ) -> Iterator[tuple[str, Any, Any]]:
        for index, item in enumerate(self._value(state["Items"], given, context)):
            within = {**context, "Map": {"Item": {"Index": index, "Value": item}}}
            chosen = self._value(state["ItemSelector"], given, within) if "ItemSelector" in state else item
            last: Any = None
            for name, before, last in self._walk(state["ItemProcessor"], chosen, within):
                yield name, before, last
            results.append(last)

    def _task(self, state: Mapping[str, Any], given: Any, context: dict[str, Any]) -> tuple[Any, str]:
        try:
            result = self._call(state["Resource"], self._value(state["Arguments"], given, context))
            return self._output(state, given, context, result), state.get("Next", "")
        except (ClientError, BotoCoreError) as error:
            service = state["Resource"].split(":")[-2]
            failed = f"{_SDK[service]}.{_code(error)}"
            for catch in state.get("Catch", ()):
                if {failed, "States.ALL"} & set(catch["ErrorEquals"]):
                    return self._value(catch["Output"], given, context), catch["Next"]
            raise TaskFailed(failed) from error

    def _call(self, resource: str, given: dict[str, Any]) -> Any:
        *_, service, operation = resource.split(":")
        if service == "states":
            self.started.append(given)
            return {}
        if service == "sqs":
            given = {**given, "MessageBody": json.dumps(given["MessageBody"])}
        if service not in self._clients:
            make: Any = boto3.client
            self._clients[service] = make(service)
        return getattr(self._clients[service], re.sub(r"(?=[A-Z])", "_", operation).lower())(**given)

    def _output(self, state: Mapping[str, Any], given: Any, context: dict[str, Any], result: Any) -> Any:
        return self._value(state["Output"], given, context, result) if "Output" in state else result

    def _value(self, template: Any, given: Any, context: dict[str, Any], result: Any = None) -> Any:
        if isinstance(template, dict):
            return {name: self._value(value, given, context, result) for name, value in template.items()}
        if isinstance(template, str) and template.startswith("{%"):
            states = {"input": given, "result": result, "context": context}
            return _evaluated(template[2:-2].strip(), states)
        return template
