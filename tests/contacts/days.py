"""A day at the centre, played by the engine on a virtual clock: its records and events are the fixtures."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from chalicelib.contacts.naming import Names
from chalicelib.contacts.switchboard import CallQueue, Disposition, SpokenName, Switchboard, Voicemail
from local.connect.log import Event
from local.connect.population import Callee, Drawn
from local.connect.projections import agent_events, contact_events
from local.connect.projections.contact_records import record_of
from local.connect.refusals import Refused
from tests.local.connect.centre import BYE, Centre, action, say

BODY, NUMBER = "muashir", "+96824000001"
QUEUES = ("data", "finance")
Json = dict[str, Any]


def name(text: str) -> SpokenName:
    return SpokenName(ar=text, en=text)


SWITCHBOARD = Switchboard(
    flow="statistics",
    numbers=(NUMBER,),
    queues=(
        CallQueue(code="data", label="Data", name=name("البيانات"), staff=("agent-0", "agent-1")),
        CallQueue(code="finance", label="Stat_Finance", name=name("المالية"), staff=("agent-0",)),
    ),
    dispositions=(
        Disposition(code="figures", name=name("طلب بيانات")),
        Disposition(code="old", name=name("قديم"), active=False),
    ),
    voicemail=Voicemail(category="waste"),
)
LABELS = {"data": "Data_AR", "finance": "Stat_Finance_EN"}


def names(home: str = BODY) -> Names:
    """Return what names in the day stand for; users and queues of the engine are named by their ids."""
    return Names(
        switchboard=lambda body: SWITCHBOARD if body == BODY else None,
        dialled=lambda number: BODY if number == NUMBER else "",
        home=lambda _username: home,
        queue=lambda arn: arn.rpartition("/")[2],
        user=lambda arn: arn.rpartition("/")[2],
    )


@dataclass
class Day:
    """What the engine told of a day, in its order; `truth` is the engine itself."""

    truth: Centre
    records: list[Json] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)
    agents: list[Json] = field(default_factory=list)


def _queue_flow(centre: Centre, code: str) -> str:
    queue = f"{BODY}.{LABELS[code]}"
    centre.queue(queue)
    noted = {"body": BODY, "language": LABELS[code][-2:].lower()}
    centre.flow(
        f"to-{code}",
        action("note", "UpdateContactAttributes", {"Attributes": noted}, "set", {"NoMatchingError": "bye"}),
        action("set", "UpdateContactTargetQueue", {"QueueId": queue}, "to", {"NoMatchingError": "bye"}),
        action("to", "TransferContactToQueue", {}, "", {"QueueAtCapacity": "bye", "NoMatchingError": "bye"}),
        BYE,
    )
    return queue


def _flows(centre: Centre) -> None:
    queues = [_queue_flow(centre, code) for code in QUEUES]
    pairs = [pair for queue in queues for pair in _pairs(queue)]
    centre.profile("all", pairs)
    for noted in ("callback", "voicemail"):
        centre.flow(
            noted,
            action("note", "UpdateContactAttributes", {"Attributes": {"body": BODY, noted: "yes"}}, "say",
                   {"NoMatchingError": "bye"}),
            say("say", "شكرا"), BYE,
        )  # fmt: skip
    _booking_flow(centre, queues[0])
    centre.flow("menu", say("say", "أهلا بكم"), BYE)
    centre.connect("finance", "QUEUE", queues[1])


def _booking_flow(centre: Centre, queue: str) -> None:
    """Let callers hear in a queue, for long, that they are booked for a call back."""
    centre.flow(
        "booked",
        action("note", "UpdateContactAttributes", {"Attributes": {"callback": "yes"}}, "say",
               {"NoMatchingError": "bye"}),
        say("say", "سنتصل بكم فور تفرغ أحد الموظفين. " * 12), BYE, kind="CUSTOMER_QUEUE",
    )  # fmt: skip
    noted = {"body": BODY, "language": "ar"}
    centre.flow(
        "to-booked",
        action("note", "UpdateContactAttributes", {"Attributes": noted}, "set", {"NoMatchingError": "bye"}),
        action("set", "UpdateContactTargetQueue", {"QueueId": queue}, "hook", {"NoMatchingError": "bye"}),
        action("hook", "UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": "booked"}}, "to",
               {"NoMatchingError": "bye"}),
        action("to", "TransferContactToQueue", {}, "", {"QueueAtCapacity": "bye", "NoMatchingError": "bye"}),
        BYE,
    )  # fmt: skip


def _pairs(queue: str) -> list[Any]:
    from local.connect.resources import ProfileQueue

    return [ProfileQueue(queue, "VOICE")]


class _People:
    """Callers who wait or leave, agents who answer, miss, hold, transfer and hang up."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.random = centre, Random(seed)  # noqa: S311  # a simulation
        centre.instance.subscribe(self._offered, ("OFFERED",))
        centre.instance.subscribe(self._together, ("CONNECTED_TO_AGENT",))
        centre.instance.subscribe(self._queued, ("QUEUED",))
        centre.instance.subscribe(self._missed, ("MISSED",))

    def call(self) -> None:
        draw, caller = self.random, f"+968912{self.random.randrange(30):05}"
        flow = draw.choice(("to-data", "to-data", "to-finance", "menu", "callback", "voicemail"))
        instance = self.centre.instance
        instance.start_call(flow, customer=caller if draw.random() > 0.1 else "anonymous", system=NUMBER)

    def _queued(self, event: Event) -> None:
        if self.centre.instance.contacts[event.contact].channel == "VOICE" and self.random.random() < 0.4:
            self._later(2 + self.random.random() * 60, lambda: self.centre.instance.hang_up(event.contact))

    def _offered(self, event: Event) -> None:
        agent = self.centre.instance.agents[event.data["agent"]]
        if self.random.random() < 0.85:
            self._later(1 + self.random.random() * 6, lambda: agent.accept(event.contact))

    def _missed(self, event: Event) -> None:
        agent = self.centre.instance.agents[event.data["agent"]]
        self._later(30, lambda: agent.clear(event.contact))

    def _together(self, event: Event) -> None:
        agent, lot = self.centre.instance.agents[event.data["agent"]], self.random.random()
        if lot < 0.2:
            self._later(10, lambda: agent.hold(event.contact))
            self._later(25, lambda: agent.resume(event.contact))
        if 0.2 < lot < 0.35:
            self._later(20, lambda: agent.transfer(event.contact, "finance", blind=True))
        elif lot < 0.6:
            self._later(40 + lot * 100, lambda: self.centre.instance.hang_up(event.contact))
        else:
            self._later(30 + lot * 100, lambda: agent.hang_up(event.contact))

    def _later(self, seconds: float, act: Callable[[], Any]) -> None:
        self.centre.clock.after(seconds, lambda: _tried(act))


def _tried(act: Callable[[], Any]) -> None:
    try:
        act()
    except Refused:
        return


@cache
def a_day(calls: int = 90, seed: int = 3) -> Day:
    """Play a day of calls, some by agents too; return all that was told of it."""
    population = Drawn([(Callee(talks=30), 2.0), (Callee(outcome="NO_ANSWER"), 1.0)], seed)
    centre = Centre(0, population=population)
    _flows(centre)
    for number in range(2):
        centre.agent(f"agent-{number}", acw=15)
    day = Day(centre)
    _listen(day)
    people = _People(centre, seed)
    for _ in range(calls):
        centre.clock.after(people.random.random() * 5400, people.call)
    agent = centre.instance.agent("agent-1")
    for hour in (2, 3):
        centre.clock.after(hour * 3600 + 7, lambda: _tried(lambda: agent.dial("+96891200001")))
    centre.clock.after(3.5 * 3600, lambda: _taken_back(centre))
    centre.clock.after(3.75 * 3600, lambda: _booked(centre))
    centre.clock.advance(4 * 3600)
    return day


def _taken_back(centre: Centre) -> None:
    """Offer a callback that nobody takes up, as a task."""
    task = centre.instance.start_task("to-data", "معاودة الاتصال")
    centre.clock.after(1200, lambda: centre.instance.stop_contact(task))


def _booked(centre: Centre) -> None:
    """Let somebody hang up who waits, is booked for a call back, and hears that they are."""
    call = centre.instance.start_call("to-booked", customer="+96891277777", system=NUMBER)
    centre.clock.after(0.9, lambda: _tried(lambda: centre.instance.hang_up(call)))


def _listen(day: Day) -> None:
    instance = day.truth.instance
    told = agent_events.AgentEvents(instance.directory, instance.contacts)

    def record(event: Event) -> None:
        day.records.append(_copied(record_of(instance.directory, instance.contacts[event.contact])))

    def contact(event: Event) -> None:
        entry = contact_events.event_of(instance.directory, instance.contacts[event.contact], event)
        if entry:
            day.events.append(_copied(entry["Detail"]))

    instance.subscribe(record, ("COMPLETED",))
    instance.subscribe(contact, contact_events.KINDS)
    instance.subscribe(lambda event: day.agents.append(_copied(told.of(event))), agent_events.KINDS)


def _copied(value: Any) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False))
