"""The Connect engine: flow actions a second, a day of 1,000 calls an hour, and 30 calls at once in real time."""

import json
import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from bench.figures import Figure
from local.connect.clock import Clock, RealClock, VirtualClock
from local.connect.commands.day import differences, metrics_of, unproved
from local.connect.day import client, simulate, table
from local.connect.engine import Instance
from local.connect.functions import Answer
from local.connect.log import Event, Log
from local.connect.refusals import Refused
from local.connect.resources import FlowResource, Function, ProfileQueue, Queue, RoutingProfile, User

Json = dict[str, Any]
CALLS_AN_HOUR = 1000
HOURS = 24
LINES = 30
_START = 1_790_000_000.0


def measure() -> list[Figure]:
    """Return the figures of the engine."""
    return [*_actions(), *_day(), *_lines(), *_our_day()]


def _action(
    name: str, kind: str, given: Json, after: str = "", errors: Json | None = None, on: Json | None = None
) -> Json:
    made: Json = {"NextAction": after} if after else {}
    made["Errors"] = [{"ErrorType": error, "NextAction": target} for error, target in (errors or {}).items()]
    made["Conditions"] = [
        {"NextAction": target, "Condition": {"Operator": "Equals", "Operands": [operand]}}
        for operand, target in (on or {}).items()
    ]
    return {"Identifier": name, "Type": kind, "Parameters": given, "Transitions": made}


def _flow(*actions: Json) -> str:
    return json.dumps({"Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Actions": actions})


_ROUND = _flow(
    _action("say", "MessageParticipant", {"Text": "مرحبا $.Attributes.name، رقمكم $.CustomerEndpoint.Address"}, "set"),
    _action("set", "UpdateContactAttributes", {"Attributes": {"n": "$.Attributes.n", "k": "x"}}, "if", 
            {"NoMatchingError": "end"}),
    _action("if", "Compare", {"ComparisonValue": "$.Attributes.k"}, "",
            {"NoMatchingCondition": "end"}, {"y": "end", "x": "round"}),
    _action("round", "Loop", {"LoopCount": "100"}, "", {}, {"ContinueLooping": "say", "DoneLooping": "end"}),
    _action("end", "DisconnectParticipant", {}),
)  # fmt: skip
_SERVICE = _flow(
    _action("hello", "MessageParticipant", {"Text": "مرحبا بكم في مركز الاتصال"}, "menu"),
    _action("menu", "GetParticipantInput", {"Text": "لحالة الطلب اضغط 1، للموظف 2", "InputTimeLimitSeconds": "5"}, "",
            {"NoMatchingCondition": "menu", "InputTimeLimitExceeded": "queue", "NoMatchingError": "bye"},
            {"1": "ask", "2": "queue"}),
    _action("ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "state", "InvocationTimeLimitSeconds": "8"}, "tell",
            {"NoMatchingError": "queue"}),
    _action("tell", "MessageParticipant", {"Text": "حالة طلبكم: $.External.state"}, "bye"),
    _action("queue", "UpdateContactTargetQueue", {"QueueId": "citizens"}, "to", {"NoMatchingError": "bye"}),
    _action("to", "TransferContactToQueue", {}, "", {"QueueAtCapacity": "bye", "NoMatchingError": "bye"}),
    _action("bye", "DisconnectParticipant", {}),
)  # fmt: skip
_WAITING = _flow(
    _action("wait", "MessageParticipantIteratively",
            {"Messages": [{"Text": "نشكر لكم انتظاركم، سيجيبكم أول موظف متاح"}], "InterruptFrequencySeconds": "30"}, "",
            {}, {"MessagesInterrupted": "where"}),
    _action("where", "GetMetricData", {}, "wait", {"NoMatchingError": "wait"}),
)  # fmt: skip


class _Functions:
    def invoke(self, arn: str, event: Json, timeout: float) -> Answer:
        return Answer({"state": "قيد الإجراء"}, seconds=0.3)


def centre(clock: Clock, agents: int, log: Log | None = None, acw: float = 20) -> Instance:
    """Return an instance with one queue, some agents and the flows of the bench."""
    instance = Instance(clock, functions=_Functions(), log=log, seed=1)
    names = instance.directory
    names.functions.put(Function(id="state", arn="arn:aws:lambda:::function:state", name="state"))
    names.queues.put(Queue(id="citizens", arn=names.name_of("queue", "citizens"), name="citizens"))
    pairs = [ProfileQueue("citizens", "VOICE")]
    names.profiles.put(RoutingProfile(id="all", arn=names.name_of("routing-profile", "all"), name="all", queues=pairs))
    for name, text in (("round", _ROUND), ("service", _SERVICE), ("waiting", _WAITING)):
        instance.publish(FlowResource(id=name, arn=names.name_of("contact-flow", name), name=name, content=text))
    instance.default_flows["CUSTOMER_QUEUE"] = "waiting"
    for number in range(agents):
        name = f"agent-{number}"
        names.users.put(User(id=name, arn=names.name_of("agent", name), name=name, profile="all", acw=acw))
        instance.agent(name).sign_in()
    return instance


class _People:
    """Callers who press and leave, agents who answer and hang up; `pace` makes all of it faster."""

    def __init__(self, instance: Instance, pace: float = 1.0) -> None:
        self.instance, self.random, self.pace = instance, Random(2), pace  # noqa: S311  # a simulation
        instance.subscribe(self._asked, ("INPUT_AWAITED",))
        instance.subscribe(self._offered, ("OFFERED",))
        instance.subscribe(self._together, ("CONNECTED_TO_AGENT",))

    def call(self) -> None:
        contact = self.instance.start_call("service", customer=f"+97150{self.random.randrange(10**7):07}")
        self._later(self.random.expovariate(1 / 600) + 60, lambda: self.instance.hang_up(contact))

    def _asked(self, event: Event) -> None:
        key = self.random.choice("1223")
        self._later(self.random.random() * 3, lambda: self.instance.press(event.contact, key))

    def _offered(self, event: Event) -> None:
        agent = self.instance.agents[event.data["agent"]]
        self._later(1 + self.random.random() * 5, lambda: agent.accept(event.contact))

    def _together(self, event: Event) -> None:
        agent = self.instance.agents[event.data["agent"]]
        self._later(60 + self.random.random() * 180, lambda: agent.hang_up(event.contact))

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        self.instance.clock.after(seconds / self.pace, lambda: _tried(act))


def _tried(act: Callable[[], None]) -> None:
    try:
        act()
    except Refused:
        return


def _actions() -> list[Figure]:
    clock = VirtualClock(_START)
    instance = centre(clock, 0, Log(keep=10_000))
    began = time.process_time()
    for _ in range(100):
        instance.start_call("round", attributes={"name": "سارة", "n": "1"})
        clock.run()
    rate = instance.taken / (time.process_time() - began)
    return [
        Figure(
            what="flow actions a second, virtual clock, 1 core", value=rate, least=20_000, note=f"{instance.taken:,}"
        )
    ]


def _day() -> list[Figure]:
    clock = VirtualClock(_START)
    instance = centre(clock, 60, Log(keep=1000))
    people = _People(instance)
    kinds: Counter[str] = Counter()
    instance.subscribe(
        lambda event: kinds.update((event.kind,)), ("INITIATED", "QUEUED", "CONNECTED_TO_AGENT", "COMPLETED")
    )
    calls, random = CALLS_AN_HOUR * HOURS, Random(3)  # noqa: S311  # a simulation
    for _ in range(calls):
        clock.after(random.random() * HOURS * 3600, people.call)
    began = time.process_time()
    clock.run()
    seconds = time.process_time() - began
    lost = calls - kinds["COMPLETED"]
    note = f"{kinds['QUEUED']:,} queued, {kinds['CONNECTED_TO_AGENT']:,} answered, {instance.log.last:,} events"
    return [
        Figure(what="a day of 1,000 calls an hour", value=seconds, unit="s", most=60, note=note),
        Figure(what="calls of that day without a record", value=lost, most=0, note=f"of {calls:,}"),
    ]


def _lines() -> list[Figure]:
    clock = RealClock()
    instance = centre(clock, LINES // 3, acw=0.5)
    before = instance.log.last
    heard: list[int] = []
    instance.subscribe(lambda event: heard.append(event.sequence))
    people = _People(instance, pace=40)
    for _ in range(LINES):
        people.call()
    deadline = time.monotonic() + 60
    while instance.legs and time.monotonic() < deadline:
        time.sleep(0.05)
    with instance.lock:
        last, unended = instance.log.last, len(instance.legs)
    instance.close()
    lost = sum(one != place for place, one in enumerate(heard, before + 1)) + abs(last - before - len(heard))
    return [
        Figure(
            what="30 calls at once, real time: events lost or out of order", value=lost, most=0, note=f"{last:,} events"
        ),
        Figure(what="30 calls at once: calls that did not end", value=unended, most=0, note=f"{LINES} calls"),
    ]


def _our_day() -> list[Figure]:
    """Play a day on the demo's flows; what the table of queues says is compared with GetMetricDataV2."""
    began = time.process_time()
    day, server = simulate(calls=500, lines=LINES)
    seconds, rows = time.process_time() - began, table(day)
    try:
        wrong = differences(rows, metrics_of(client(server), day, [row["queue"] for row in rows]))
    finally:
        server.close()
    note = f"{sum(row['presented'] for row in rows)} presented, {day.instance.log.last:,} events"
    return [
        Figure(what="a day of 500 calls on our own flows", value=seconds, unit="s", most=60, note=note),
        Figure(
            what="figures of that day that Amazon Connect counts otherwise",
            value=len(wrong),
            most=0,
            note=f"of {3 * len(rows)}",
        ),
        Figure(what="sums of it that do not hold", value=len(unproved(rows, day)), most=0),
    ]
