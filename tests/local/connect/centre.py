"""A small contact centre on a virtual clock, for the tests of the engine."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from local.connect.clock import VirtualClock
from local.connect.contact import Contact
from local.connect.engine import Instance
from local.connect.functions import Answer
from local.connect.log import Event, Log
from local.connect.population import Population
from local.connect.resources import (
    FlowResource,
    Function,
    Hours,
    ProfileQueue,
    Prompt,
    Queue,
    QuickConnect,
    RoutingProfile,
    Span,
    Status,
    User,
)

Json = dict[str, Any]
START = 1_790_000_000.0
CALLER = "+971501112233"


def action(
    name: str, kind: str, given: Json | None = None, after: str = "", errors: Json | None = None, on: Json | None = None
) -> Json:
    """Return an action; `errors` and `on` (an operand that it equals) lead to other actions."""
    transitions: Json = {"NextAction": after} if after else {}
    transitions["Errors"] = [{"ErrorType": error, "NextAction": to} for error, to in (errors or {}).items()]
    transitions["Conditions"] = [
        {"NextAction": to, "Condition": {"Operator": "Equals", "Operands": [operand]}}
        for operand, to in (on or {}).items()
    ]
    return {"Identifier": name, "Type": kind, "Parameters": given or {}, "Transitions": transitions}


def say(name: str, text: str, after: str = "bye") -> Json:
    return action(name, "MessageParticipant", {"Text": text}, after)


BYE = action("bye", "DisconnectParticipant")
END = action("end", "EndFlowExecution")
TO_QUEUE = (
    action("set", "UpdateContactTargetQueue", {"QueueId": "citizens"}, "to", {"NoMatchingError": "bye"}),
    action("to", "TransferContactToQueue", {}, "", {"QueueAtCapacity": "full", "NoMatchingError": "bye"}),
    say("full", "كل الخطوط مشغولة"),
    BYE,
)


def flow(*actions: Json) -> str:
    return json.dumps({"Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Actions": actions})


class Lambda:
    """A function that answers by script: a payload, an Answer, or an exception."""

    def __init__(self) -> None:
        self.answer: Any = {}
        self.events: list[Json] = []

    def invoke(self, arn: str, event: Json, timeout: float) -> Answer:
        self.events.append(event)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer if isinstance(self.answer, Answer) else Answer(self.answer, seconds=0.1)


class Centre:
    """An instance with a queue `citizens`, its agents and a function `state`."""

    def __init__(self, agents: int = 1, *, file: Path | None = None, population: Population | None = None) -> None:
        self.clock = VirtualClock(START)
        self.function = Lambda()
        self.log = Log(file)
        self.instance = Instance(self.clock, functions=self.function, log=self.log, population=population, seed=7)
        names = self.instance.directory
        names.functions.put(Function(id="state", arn="arn:aws:lambda:me-central-1:1:function:state", name="state"))
        names.statuses.put(Status(id="prayer", arn=names.name_of("agent-state", "prayer"), name="Prayer"))
        names.prompts.put(
            Prompt(id="welcome", arn=names.name_of("prompt", "welcome"), name="welcome", text="أهلا", seconds=2)
        )
        spans = [Span(day, 480, 900) for day in ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY")]
        names.hours.put(Hours(id="work", arn=names.name_of("operating-hours", "work"), name="work", spans=spans))
        self.queue("citizens", hours="work")
        pairs = [ProfileQueue("citizens", channel) for channel in ("VOICE", "CHAT", "TASK")]
        self.profile("all", pairs, {"VOICE": 1, "CHAT": 2, "TASK": 1})
        self.flow("to-queue", *TO_QUEUE)
        for number in range(agents):
            self.agent(f"agent-{number}")

    def queue(self, name: str, **more: Any) -> Queue:
        directory = self.instance.directory
        return directory.queues.put(Queue(id=name, arn=directory.name_of("queue", name), name=name, **more))

    def profile(self, name: str, queues: list[ProfileQueue], concurrency: dict[str, int] | None = None) -> None:
        directory = self.instance.directory
        arn = directory.name_of("routing-profile", name)
        made = RoutingProfile(id=name, arn=arn, name=name, queues=queues, concurrency=concurrency or {"VOICE": 1})
        directory.profiles.put(made)

    def agent(self, name: str, profile: str = "all", *, here: bool = True, **more: Any) -> None:
        directory = self.instance.directory
        own = self.queue(f"own-{name}", agent=name)
        arn = directory.name_of("agent", name)
        directory.users.put(User(id=name, arn=arn, name=name, profile=profile, queue=own.id, **more))
        agent = self.instance.agent(name)
        if here:
            agent.sign_in()
            self.clock.advance(1)

    def connect(self, name: str, kind: str, target: str, through: str | None = None) -> None:
        directory = self.instance.directory
        arn = directory.name_of("transfer-destination", name)
        made = QuickConnect(id=name, arn=arn, name=name, kind=kind, target=target, flow=through)
        directory.quick_connects.put(made)

    def flow(self, name: str, *actions: Json, kind: str = "CONTACT_FLOW") -> None:
        arn = self.instance.directory.name_of("contact-flow", name)
        self.instance.publish(FlowResource(id=name, arn=arn, name=name, kind=kind, content=flow(*actions)))

    def call(self, name: str = "to-queue", **facts: Any) -> str:
        return self.instance.start_call(name, customer=CALLER, **facts)

    def answered(self, name: str = "to-queue", agent: str = "agent-0", **facts: Any) -> str:
        """Let a call come in and an agent take it."""
        contact = self.call(name, **facts)
        self.clock.advance(5)
        self.instance.agent(agent).accept(contact)
        self.clock.advance(1)
        return contact

    def contact(self, contact: str) -> Contact:
        return self.instance.contacts[contact]

    def kinds(self, contact: str) -> list[str]:
        return [event.kind for event in self.log.of(contact)]

    def said(self, contact: str) -> list[str]:
        """Return the texts that were played on a call."""
        return [event.data["text"] for event in self.log.of(contact) if event.kind == "PROMPT"]

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.log.events if event.kind == kind]


Maker = Callable[..., Centre]
