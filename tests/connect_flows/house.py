"""A statistics centre on a virtual clock with our flows, its agents and a function that answers by what is asked."""

from typing import Any

from infra.flows import Sources, bound
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.functions import Answer
from local.connect.log import Event
from local.connect.resources import (
    FlowResource,
    Function,
    Hours,
    ProfileQueue,
    Queue,
    QuickConnect,
    RoutingProfile,
    Span,
    User,
)

MONDAY = 1_798_444_800.0
CALLER = "+96891234567"
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
FLOWS = {flow.name: flow for flow in Sources().every()}
QUEUES = sorted(Sources().queues("statistics"))
ANSWERS: dict[str, dict[str, str]] = {
    "greet": {"language": "none", "name_ar": "مركز الإحصاء", "name_en": "the centre",
              "recorded": "yes", "survey": "yes"},
    "whisper": {"said": "الإحصاءات الاقتصادية، بالعربية."}, "place": {"said": "أنتم التالون."},
    "announcement": {"said": "none"}, "remember": {"kept": "yes"}, "survey": {"kept": "yes"},
    "voicemail": {"said": "وصلتنا رسالتكم."},
    "message": {"said": "اتركوا رسالتكم بعد سماع الصافرة، ولا تزيد على دقيقتين.", "pieces": "24"},
}  # fmt: skip


class Answering:
    """The function: an answer for each question, an error for others; it keeps what it was asked."""

    def __init__(self) -> None:
        self.answers = {name: dict(answer) for name, answer in ANSWERS.items()}
        self.asked: list[dict[str, Any]] = []

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        given = event["Details"]["Parameters"]
        self.asked.append(given)
        answer = self.answers.get(given["ask"])
        return Answer(answer, seconds=0.2) if answer else Answer(error=f"nobody answers {arn} within {timeout}")


class House:
    def __init__(self, *agents: str) -> None:
        self.clock, self.function = VirtualClock(MONDAY), Answering()
        self.instance = Instance(self.clock, functions=self.function, seed=3)
        names = self.instance.directory
        names.functions.put(Function(id="contacts-flow", arn="arn:contacts-flow", name="contacts-flow"))
        names.hours.put(
            Hours(id="day", arn="day", name="day", timezone="Asia/Muscat", spans=[Span(day, 0, 1440) for day in DAYS])
        )
        for name in (f"{queue}.{language}" for queue in QUEUES for language in ("ar", "en")):
            names.queues.put(Queue(id=name, arn=name, name=name, hours="day", whisper=f"outbound_whisper.{name[-2:]}"))
            self._connect(name, "QUEUE", name, f"queue_transfer.{name[-2:]}")
        pairs = [ProfileQueue(queue.id, channel) for queue in list(names.queues) for channel in ("VOICE", "TASK")]
        names.profiles.put(
            RoutingProfile(
                id="all",
                arn="all",
                name="all",
                queues=pairs,
                concurrency={"VOICE": 1, "TASK": 1},
                outbound_queue="operator.ar",
            )
        )
        known = {("flow", name): name for name in FLOWS} | {("queue", one.id): one.id for one in names.queues}
        for name, flow in FLOWS.items():
            if not name.startswith("municipality"):
                content = bound(flow, known | {("lambda", "contacts-flow"): "contacts-flow"})
                self.instance.publish(FlowResource(id=name, arn=name, name=name, kind=flow.kind, content=content))
        for agent in agents:
            own = names.queues.put(Queue(id=f"own-{agent}", arn=f"own-{agent}", name=agent, agent=agent))
            names.users.put(User(id=agent, arn=agent, name=agent, profile="all", queue=own.id))
            self._connect(agent, "USER", agent, "agent_transfer.ar")
            self.instance.agent(agent).sign_in()

    def call(self, *keys: str, flow: str = "statistics_entry", **facts: Any) -> str:
        """Call, and press these keys one after the other, each when it is asked for."""
        contact = self.instance.start_call(flow, customer=CALLER, **facts)
        for key in keys:
            self.clock.advance(2)
            self.instance.press(contact, key)
        self.clock.advance(20)
        return contact

    def answered(self, agent: str, *keys: str) -> str:
        contact = self.call(*keys)
        self.instance.agent(agent).accept(contact)
        self.clock.advance(20)
        return contact

    def heard(self, hears: str = "CUSTOMER") -> list[tuple[str, str]]:
        """Return what somebody heard, on any contact, each with the voice that said it."""
        prompts = [event.data for event in self.of("PROMPT") if event.data["hears"] == hears]
        return [(prompt["text"], prompt["voice"]) for prompt in prompts if "text" in prompt]

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.instance.log.events if event.kind == kind]

    def _connect(self, name: str, kind: str, target: str, flow: str) -> None:
        self.instance.directory.quick_connects.put(
            QuickConnect(id=f"to {name}", arn=f"to {name}", name=f"to {name}", kind=kind, target=target, flow=flow)
        )
