"""Writes AWS test cases (2025-06-21): a call as what is heard, asked, pressed and reached, one after the other."""

import json
from dataclasses import dataclass, field
from typing import Any, Self

from tests.connect_flows.heard import HEARD

Json = dict[str, Any]
FUNCTION = "${lambda:contacts-flow}"
CALLER = "+96891234567"
BODY = {"name_ar": "مركز الإحصاء", "name_en": "the statistics centre", "recorded": "yes", "survey": "yes"}
KEPT = {"kept": "yes"}


@dataclass
class Call:
    """A call in a language; each verb adds an observation after the last, a key is pressed at the last."""

    name: str
    title: str
    flow: str
    language: str
    attributes: dict[str, str] = field(default_factory=dict)
    observations: list[Json] = field(default_factory=list)
    deeds: int = 0

    def __post_init__(self) -> None:
        self._observed("start", "TestInitiated", {})

    def said(self, name: str) -> str:
        return HEARD[name][self.language == "en"]

    # What the service and the calendar answer, in the order in which they are asked

    def answers(self, **answer: str) -> Self:
        """Let the function's next answer be this one; `said` names a line of HEARD, if it is one."""
        given = {**answer, "said": self.said(answer["said"])} if answer.get("said") in HEARD else answer
        result = {"Value": "Success", "LoadedData": json.dumps(given, ensure_ascii=False)}
        return self._mocks("InvokeLambdaFunction", {"LambdaFunctionARN": FUNCTION}, "ExecutionResult", result)

    def fails(self) -> Self:
        """Let the function's next answer fail."""
        return self._mocks("InvokeLambdaFunction", {"LambdaFunctionARN": FUNCTION}, "Error", {"Value": "Timeout"})

    def opens(self, *hours: bool) -> Self:
        """Let the hours be so, each time that they are asked for."""
        for one in hours:
            value = {"Value": "InHours" if one else "OutOfHours"}
            self._mocks("CheckHoursOfOperation", {}, "ExecutionResult", value)
        return self

    def full(self, queue: str) -> Self:
        return self._mocks("TransferContactToQueue", self._queue(queue), "Error", {"Value": "QueueAtCapacity"})

    # What happens

    def hears(self, name: str) -> Self:
        properties = {"Text": self.said(name), "MatchingCriteria": {"Type": "Inclusion"}}
        return self._observed(name, "MessageReceived", properties)

    def asks(self, what: str, **parameters: str) -> Self:
        """Expect the function to be asked for something."""
        wanted = {"LambdaInvocationAttributes": {"ask": what, **parameters}}
        return self._observed(f"asks {what}", "FlowActionStarted", _started("InvokeLambdaFunction", wanted))

    def begins(self, action: str, **parameters: Any) -> Self:
        return self._observed(action, "FlowActionStarted", _started(action, parameters))

    def presses(self, keys: str) -> Self:
        instruction = {"Type": "DtmfInput", "Properties": {"Value": keys}}
        return self._does("SendInstruction", {"Actor": "Customer", "Instruction": instruction})

    def notes(self, **attributes: str) -> Self:
        """Expect attributes of the contact."""
        for key, value in attributes.items():
            self._does("Assert", {"Namespace": f"$.Attributes.{key}", "Operator": "Equals", "Operand": value})
        return self

    def queued(self, queue: str, **attributes: str) -> Self:
        """Expect the contact to reach a queue of its language; the test is over."""
        self.answers(said="place").answers(said="none")
        self._observed("queue", "FlowActionStarted", _started("TransferContactToQueue", self._queue(queue)))
        return self.notes(queue=queue, language=self.language, **attributes).over()

    def over(self) -> Self:
        return self._does("TestControl", {"Command": {"Type": "EndTest"}})

    # The file

    def document(self) -> Json:
        """Return the request of CreateTestCase."""
        point = {"SourcePhoneNumber": CALLER, "FlowId": f"${{flow:{self.flow}}}"}
        for before, after in zip(self.observations, self.observations[1:], strict=False):
            before["Transitions"] = {"NextObservations": [after["Identifier"]]}
        content = {"Version": "2025-06-21", "Metadata": {}, "Observations": self.observations}
        attributes = {"Attributes": self.attributes} if self.attributes else {}
        return {
            "Name": self.title,
            "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": point},
            "InitializationData": json.dumps(attributes, ensure_ascii=False),
            "Content": content,
            "Status": "PUBLISHED",
        }

    def _queue(self, queue: str) -> Json:
        return {"QueueId": f"${{queue:{queue}.{self.language}}}"}

    def _mocks(self, action: str, parameters: Json, kind: str, value: Json) -> Self:
        strategy = {"Type": "MockResponse", "Response": {"Type": kind, kind: value}}
        properties = {"ActionType": action, "ActionParameters": parameters, "Strategy": strategy}
        behaviour = {"Type": "FlowAction", "Properties": properties}
        return self._does("OverrideSystemBehavior", {"Behavior": behaviour}, at=0)

    def _does(self, kind: str, parameters: Json, at: int = -1) -> Self:
        self.deeds += 1
        deed = {"Identifier": f"action {self.deeds}", "Type": kind, "Parameters": {"ActionType": kind, **parameters}}
        self.observations[at]["Actions"].append({**deed, "Transitions": {}})
        return self

    def _observed(self, name: str, kind: str, properties: Json) -> Self:
        identifier = f"{len(self.observations)} {name}"
        event = {"Identifier": f"{identifier} event", "Type": kind, "Actor": "System", "Properties": properties}
        usage = {"Type": "Exactly", "Times": 1}
        one = {"Identifier": identifier, "Event": event, "Usage": usage, "Actions": []}
        self.observations.append({**one, "Transitions": {"NextObservations": []}})
        return self


def _started(action: str, parameters: Json) -> Json:
    return {"ActionType": action, "ActionParameters": parameters}
