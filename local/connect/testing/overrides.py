"""What a test mocks: each override is used once, and those of one resource one after the other."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local.connect.functions import Answer
from local.connect.hours import is_open
from local.connect.interpreter import Execution
from local.connect.outcomes import Outcome, came_to, failed
from local.connect.program import Step
from local.connect.testing.case import NotACase
from local.connect.testing.matching import same_name

RESOURCES = {
    "InvokeLambdaFunction": "LambdaFunctionARN",
    "CheckHoursOfOperation": "HoursOfOperationId",
    "TransferContactToQueue": "QueueId",
    "DequeueContactAndTransferToQueue": "QueueId",
    "ConnectParticipantWithLexBot": "LexV2Bot",
}
OTHER_NAMES = {"DequeueAndTransferToQueue": "DequeueContactAndTransferToQueue"}
_OPEN = {
    "inhours": "True",
    "inhour": "True",
    "true": "True",
    "outofhours": "False",
    "outofhour": "False",
    "false": "False",
}


@dataclass(frozen=True, slots=True)
class Override:
    """One mock: of a type of action and a resource (empty: any), by another resource, an answer or an error."""

    action: str
    resource: str
    substitute: str = ""
    value: str = ""
    data: Any = None
    error: str = ""
    seconds: float = 0.0


def read(parameters: dict[str, Any]) -> Override:
    """Return the override that an action of a test asks for.

    :raises NotACase: if it asks for what cannot be mocked
    """
    behaviour = parameters.get("Behavior")
    properties = behaviour.get("Properties") if isinstance(behaviour, dict) else None
    if not isinstance(properties, dict) or not isinstance(properties.get("Strategy"), dict):
        raise NotACase("An override needs Behavior.Properties with ActionType, ActionParameters and Strategy")
    kind = str(properties.get("ActionType")).strip()
    kind = OTHER_NAMES.get(kind, kind)
    if kind not in RESOURCES:
        raise NotACase(f"{kind!r} cannot be mocked: only {', '.join(RESOURCES)}")
    resource, strategy = resource_of(kind, properties.get("ActionParameters")), properties["Strategy"]
    if strategy.get("Type") == "SubstituteResource":
        return Override(kind, resource, substitute=str(strategy.get("SubstituteArn") or ""))
    if strategy.get("Type") != "MockResponse" or not isinstance(strategy.get("Response"), dict):
        raise NotACase("The Strategy of an override is SubstituteResource or MockResponse")
    return _mock(kind, resource, strategy["Response"])


def resource_of(kind: str, parameters: Any) -> str:
    """Return which resource an action's parameters name, or nothing."""
    value = parameters.get(RESOURCES[kind]) if isinstance(parameters, dict) else None
    if isinstance(value, dict):
        value = value.get("AliasArn")
    return value if isinstance(value, str) else ""


def _mock(kind: str, resource: str, response: dict[str, Any]) -> Override:
    given = response.get(str(response.get("Type")))
    given = given if isinstance(given, dict) else {}
    delay = given.get("DelaySeconds")
    seconds = float(delay) if isinstance(delay, int | float) else 0.0
    if response.get("Type") == "Error":
        return Override(kind, resource, error=str(given.get("Value") or "NoMatchingError"), seconds=seconds)
    data = given.get("LoadedData")
    try:
        loaded = json.loads(data) if isinstance(data, str) else data
    except ValueError as error:
        raise NotACase(f"The LoadedData of a mock is not JSON: {error}") from error
    return Override(kind, resource, value=str(given.get("Value") or ""), data=loaded, seconds=seconds)


class Overrides:
    """The mocks that wait to be used; it is the functions of the instance, and meddles in its steps."""

    def __init__(self) -> None:
        self._waiting: list[Override] = []
        self.unanswered: list[str] = []

    def add(self, override: Override) -> None:
        self._waiting.append(override)

    def take(self, action: str, same: Callable[[str], bool]) -> Override | None:
        """Return the oldest mock of a resource, which is then used up."""
        for override in self._waiting:
            if override.action == action and (not override.resource or same(override.resource)):
                self._waiting.remove(override)
                return override
        return None

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        """Answer for a function as a mock says; without one it is as if the function failed."""
        mock = self.take("InvokeLambdaFunction", lambda resource: same_name(resource, arn))
        if mock is None:
            self.unanswered.append(arn)
            return Answer(error="No answer was mocked")
        if mock.substitute:
            return self.invoke(mock.substitute, event, timeout)
        return Answer(mock.data, mock.error or None, mock.seconds)

    def meddle(self, execution: Execution, step: Step) -> Outcome | None:
        """Return what a mock makes of a step, or None to let it happen."""
        parameters = step.parameters(execution.scope)
        if step.type == "CheckHoursOfOperation":
            return self._hours(execution, resource_of(step.type, parameters))
        if step.type in ("TransferContactToQueue", "DequeueContactAndTransferToQueue"):
            return self._queue(execution, step.type, resource_of(step.type, parameters))
        if step.type == "ConnectParticipantWithLexBot":
            return self._bot(execution, resource_of(step.type, parameters))
        return None

    def _hours(self, execution: Execution, named: str) -> Outcome | None:
        mock = self.take("CheckHoursOfOperation", lambda resource: not named or same_name(resource, named))
        if mock is None:
            return None
        if mock.error:
            return failed(mock.error)
        if mock.substitute:
            hours = execution.instance.directory.hours.find(mock.substitute)
            return came_to(str(bool(hours and is_open(hours, execution.instance.clock.now()))))
        return came_to(_OPEN.get(mock.value.lower(), mock.value))

    def _queue(self, execution: Execution, kind: str, named: str) -> Outcome | None:
        queues, contact = execution.instance.directory.queues, execution.leg.contact
        target = queues.find(named or contact.queue or "")
        mock = self.take(kind, lambda resource: target is not None and queues.find(resource) is target)
        if mock is None:
            return None
        if mock.error:
            return failed(mock.error)
        if substitute := queues.find(mock.substitute):
            execution.record("UPDATED", {"queue": substitute.id})
        return None

    def _bot(self, execution: Execution, alias: str) -> Outcome | None:
        mock = self.take("ConnectParticipantWithLexBot", lambda resource: same_name(resource, alias))
        if mock is None:
            return None
        if mock.error:
            return failed(mock.error)
        answer = mock.data if isinstance(mock.data, dict) else {}
        bots = execution.instance.bots
        bots[alias] = bots.get(mock.substitute, lambda _said, _attributes: answer)
        return None
