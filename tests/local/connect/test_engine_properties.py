"""Whatever people, functions and flows do: every contact ends, no step is without an event, the legs add up."""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local.connect.contact import Contact
from local.connect.events import EVENTS
from local.connect.explore.people import Agents, Callers
from local.connect.functions import Answer
from local.connect.population import Callee, Drawn
from local.connect.program import Step
from local.connect.resources import Number
from tests.local.connect.centre import BYE, END, TO_QUEUE, Centre, action, say

KEYS = st.text("0123456789*#", max_size=4)
OURS = "+96824000001"


class Hostile:
    """A function that answers anything, late, or dies."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        chance = self.random.randrange(6)
        if chance == 0:
            raise RuntimeError("dead")
        answers: list[Any] = [{"n": 1}, {"k": "x" * 33_000}, ["x"], {"next": "queue"}, None]
        return Answer(answers[chance - 1], seconds=self.random.random() * 10)


def busy_day(seed: int, agents: int, keys: list[str]) -> Centre:
    random = Random(seed)  # noqa: S311  # a simulation
    callees = Drawn([(Callee("ANSWER", rings=3), 2), (Callee("BUSY"), 1), (Callee("NO_ANSWER", rings=70), 1)], seed)
    centre = Centre(agents, population=callees)
    instance = centre.instance
    instance.invoker._functions = Hostile(random)  # type: ignore[attr-defined]
    menu = {"Text": "اختر", "InputTimeLimitSeconds": "5", "StoreInput": "False"}
    silence = {"NoMatchingCondition": "ask", "InputTimeLimitExceeded": "set", "NoMatchingError": "bye"}
    ask = {"LambdaFunctionARN": "state", "LambdaInvocationAttributes": {"n": "٣$.Attributes.n"}}
    centre.flow(
        "main",
        action(
            "record",
            "UpdateContactRecordingBehavior",
            {"RecordingBehavior": {"RecordedParticipants": ["Agent"]}},
            "menu",
        ),
        action("menu", "GetParticipantInput", menu, "", silence, {"1": "set", "2": "callback"}),
        action("ask", "InvokeLambdaFunction", ask, "set", {"NoMatchingError": "menu2"}),
        action("menu2", "GetParticipantInput", menu, "", silence, {"1": "bye"}),
        action("callback", "CreateCallbackContact", {"QueueId": "citizens"}, "bye", {"NoMatchingError": "bye"}),
        *TO_QUEUE,
    )
    again = {"InputTimeLimitExceeded": "wait", "NoMatchingCondition": "wait", "NoMatchingError": "bye"}
    full = {"NoMatchingError": "wait", "QueueAtCapacity": "wait"}
    wait = {"Messages": [{"Text": "انتظر"}], "InterruptFrequencySeconds": "25"}
    centre.flow(
        "waiting",
        action("wait", "MessageParticipantIteratively", wait, "", {}, {"MessagesInterrupted": "more"}),
        action("more", "GetParticipantInput", menu, "", again, {"2": "callback", "3": "move"}),
        action("callback", "CreateCallbackContact", {}, "bye", {"NoMatchingError": "wait"}),
        action("move", "DequeueContactAndTransferToQueue", {"QueueId": "second"}, "", full),
        BYE,
        kind="CUSTOMER_QUEUE",
    )  # fmt: skip
    centre.queue("second", most=2)
    centre.flow("survey", say("ask", "قيّم"), BYE)
    for kind in ("AGENT_WHISPER", "CUSTOMER_WHISPER", "CUSTOMER_HOLD"):
        centre.flow(kind, say("say", kind, "end"), END, kind=kind)
        instance.default_flows[kind] = kind
    instance.default_flows["CUSTOMER_QUEUE"] = "waiting"
    centre.connect("expert", "USER", "agent-0")
    centre.connect("again", "QUEUE", "citizens")
    centre.connect("outside", "PHONE_NUMBER", "+97144")
    centre.connect("ourselves", "PHONE_NUMBER", OURS)
    instance.directory.numbers.put(Number(id="ours", arn="ours", name=OURS, flow="main"))
    instance.subscribe(centre_steps(centre), ("ACTION_STARTED", "ACTION_ENDED"))

    def choose(_contact: str, _step: Step) -> str:
        return random.choice(keys)

    Callers(instance, random, choose)
    Agents(instance, random, None, ["expert", "again", "outside", "ourselves"])
    for number in range(12):
        centre.clock.after(
            number * 20,
            lambda: instance.start_call("main", attributes={"n": "٤٥"}, hooks={"CustomerRemaining": "survey"}),
        )
    centre.clock.after(40, lambda: instance.start_chat("to-queue"))
    centre.clock.after(45, lambda: instance.start_task("to-queue", "عمل"))
    centre.clock.after(50, lambda: instance.start_outbound("main", "+97150", amd=True))
    centre.clock.after(55, lambda: instance.start_outbound("main", OURS, system=OURS))
    centre.clock.run()
    return centre


def centre_steps(centre: Centre) -> Any:
    """Return a reader that holds that a step ends before the next of its flow begins."""
    open_steps: Counter[tuple[str, str]] = Counter()

    def read(event: Any) -> None:
        open_steps[event.contact, event.data["action"]] += 1 if event.kind == "ACTION_STARTED" else -1

    centre.open_steps = open_steps  # type: ignore[attr-defined]
    return read


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.integers(0, 3), st.lists(KEYS, min_size=1, max_size=6))
def test_every_contact_ends_with_a_record_and_the_legs_add_up(seed: int, agents: int, keys: list[str]) -> None:
    centre = busy_day(seed, agents, keys)
    instance = centre.instance
    assert not instance.legs
    contacts = instance.contacts.values()
    assert all(one.phase == "COMPLETED" and one.reason and one.completed_at for one in contacts)
    assert not centre.of("FLOW_CRASHED")
    _legs_add_up(centre)
    _replays(centre)
    assert {event.kind for event in centre.log.events} <= EVENTS.keys()
    assert all(count <= 0 for count in centre.open_steps.values())  # type: ignore[attr-defined]
    assert instance.taken == sum(1 for _ in centre.of("ACTION_STARTED"))
    assert all(not agent.contacts for agent in instance.agents.values())


def _legs_add_up(centre: Centre) -> None:
    """Offered = ended in the flow + queued; queued = answered + abandoned + callback + transferred + disconnected."""
    queued = Counter(event.contact for event in centre.of("QUEUED"))
    left = Counter(event.contact for event in centre.of("DEQUEUED"))
    assert queued == left
    why = Counter(event.data["why"] for event in centre.of("DEQUEUED"))
    assert set(why) <= {"answered", "abandoned", "callback", "transferred", "disconnected"}
    assert sum(why.values()) == sum(queued.values())
    answered = {event.contact for event in centre.of("DEQUEUED") if event.data["why"] == "answered"}
    connected = Counter(event.contact for event in centre.of("CONNECTED_TO_AGENT"))
    assert answered == set(connected)
    for one in centre.instance.contacts.values():
        times = [one.initiated_at, one.enqueued_at, one.dequeued_at, one.agent_connected_at, one.disconnected_at]
        known = [at for at in times if at is not None]
        assert known == sorted(known)
        assert (one.acw_started_at is None) == (one.acw_ended_at is None)
    offers = Counter(event.kind for kind in ("OFFERED",) for event in centre.of(kind))["OFFERED"]
    ended = sum(len(centre.of(kind)) for kind in ("ACCEPTED", "MISSED", "REJECTED", "OFFER_WITHDRAWN"))
    assert offers == ended


def _replays(centre: Centre) -> None:
    for one in centre.instance.contacts.values():
        again = Contact.replay(one.id, centre.log.of(one.id))
        assert all(getattr(again, field) == getattr(one, field) for field in Contact.__slots__)
