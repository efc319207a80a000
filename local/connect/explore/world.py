"""A world for one file: every queue, function, flow and prompt that its flows name, found beside it or made up."""

import json
from random import Random
from typing import Any

from local.connect.explore.folder import Folder, kind_of
from local.connect.functions import Answer
from local.connect.language.model import MODULE
from local.connect.resources import (
    CHANNELS,
    Directory,
    FlowResource,
    Function,
    Hours,
    ProfileQueue,
    Prompt,
    Queue,
    QuickConnect,
    RoutingProfile,
    Span,
    User,
)

AGENTS = ("amal", "badr", "hind")
MAIN_QUEUE = "main-queue"


def made(type_: str, action: str, parameters: dict[str, Any], after: str = "", errors: str = "") -> dict[str, Any]:
    transitions: dict[str, Any] = {"NextAction": after} if after else {}
    if errors:
        transitions["Errors"] = [{"ErrorType": "NoMatchingError", "NextAction": errors}]
    return {"Identifier": action, "Type": type_, "Parameters": parameters, "Transitions": transitions}


def _flow(*actions: dict[str, Any]) -> str:
    return json.dumps({"Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Actions": list(actions)})


_BYE = made("DisconnectParticipant", "bye", {})
STUB_FLOW = _flow(made("MessageParticipant", "say", {"Text": "..."}, "bye"), _BYE)
STUB_MODULE = _flow(made("EndFlowModuleExecution", "end", {}))
TO_QUEUE = _flow(
    made("UpdateContactTargetQueue", "set", {"QueueId": MAIN_QUEUE}, "to", "bye"),
    made("TransferContactToQueue", "to", {}, errors="bye"),
    _BYE,
)


def call_module(module: str) -> str:
    return _flow(made("InvokeFlowModule", "call", {"FlowModuleId": module}, "bye", "bye"), _BYE)


class World:
    """The directory of all runs of one file; what is asked for and not there is made up."""

    def __init__(self, folder: Folder, texts: dict[str, str]) -> None:
        self.directory = Directory("111122223333", "us-east-1", "11111111-2222-4333-8444-555555555555", "explored")
        self.stubs: set[str] = set()
        self._resources: dict[str, FlowResource] = {}
        self._folder, self._texts = folder, texts
        self._profile = RoutingProfile(
            id="all",
            arn=self.directory.name_of("routing-profile", "all"),
            name="all",
            concurrency={"VOICE": 1, "CHAT": 2, "TASK": 2},
        )
        self.directory.profiles.put(self._profile)
        self._hook()
        self.queue(MAIN_QUEUE)
        for name in AGENTS:
            own = Queue(
                id=f"own-{name}", arn=self.directory.name_of("queue/agent", name), name=f"own-{name}", agent=name
            )
            self.directory.queues.put(own)
            user = User(id=name, arn=self.directory.name_of("agent", name), name=name, profile="all", queue=own.id)
            self.directory.users.put(user)
        self.put_flow("to-queue", TO_QUEUE, "CONTACT_FLOW")

    def connect(self, name: str, kind: str, target: str, flow: str | None = None) -> str:
        arn = self.directory.name_of("transfer-destination", name)
        self.directory.quick_connects.put(
            QuickConnect(id=name, arn=arn, name=name, kind=kind, target=target, flow=flow)
        )
        return name

    def put_flow(self, id_: str, text: str, kind: str, name: str = "") -> FlowResource:
        return self._resource(id_, text, kind, name)

    def queue(self, reference: str) -> Queue:
        name = reference.rsplit("/", 1)[-1]
        queue = Queue(id=f"queue-{name}", arn=self.directory.name_of("queue", name), name=name, hours="always")
        for channel in CHANNELS:
            self._profile.queues.append(ProfileQueue(queue.id, channel))
        return self.directory.queues.put(queue)

    def _hook(self) -> None:
        directory = self.directory
        directory.queues.missing = self.queue
        directory.hours.missing = self._hours
        directory.prompts.missing = lambda name: Prompt(id=name, arn=name, name=name.rsplit("/", 1)[-1], seconds=4.0)
        directory.functions.missing = lambda name: Function(id=name, arn=name, name=name.rsplit(":", 1)[-1])
        directory.flows.missing = lambda name: self._found(name, "CONTACT_FLOW")
        directory.modules.missing = lambda name: self._found(name, MODULE)
        directory.users.missing = lambda name: None

    def _hours(self, reference: str) -> Hours:
        spans = [Span(day, 480, 960) for day in ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")]
        name = reference.rsplit("/", 1)[-1]
        return Hours(id=f"hours-{name}", arn=reference, name=name, spans=spans)

    def _found(self, reference: str, kind: str) -> FlowResource:
        """Return the flow beside the file that a reference means, else a stub of it."""
        found = self._folder.find(reference)
        if found and (kind_of(found[1]) == MODULE) == (kind == MODULE):
            file, flow = found
            return self._resource(str(file), self._texts[str(file)], kind_of(flow), flow.name)
        resource = self._resource(f"stub-{reference}", STUB_MODULE if kind == MODULE else STUB_FLOW, kind)
        self.stubs.add(resource.id)
        return resource

    def _resource(self, id_: str, text: str, kind: str, name: str = "") -> FlowResource:
        kept = self._resources.get(id_)
        if kept is None:
            type_ = "flow-module" if kind == MODULE else "contact-flow"
            arn = self.directory.name_of(type_, id_.rsplit("/", 1)[-1])
            kept = FlowResource(id=id_, arn=arn, name=name or id_, kind=kind, content=text)
            self._resources[id_] = (self.directory.modules if kind == MODULE else self.directory.flows).put(kept)
        return kept


class RandomFunctions:
    """Functions that answer what some flow asks for, or something else, late, too much, or not at all."""

    def __init__(self, random: Random, answer: Any) -> None:
        self._random, self._answer = random, answer

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        chance = self._random.random()
        if chance < 0.03:
            raise ConnectionError("the function died")
        if chance < 0.06:
            return Answer(seconds=timeout + 1)
        if chance < 0.08:
            return Answer({"much": "x" * 33_000})
        if chance < 0.10:
            return Answer({"number": 7, "list": [1]})
        return Answer(self._answer(), seconds=self._random.random())
