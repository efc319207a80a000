"""Run a test case on an instance of its own, on a virtual clock, for at most five minutes of its time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.language.paths import as_text, whole
from local.connect.log import Event
from local.connect.program import COMPARISONS
from local.connect.refusals import Refused, Unknown
from local.connect.resources import Directory
from local.connect.scope import FlowScope
from local.connect.templates import reader
from local.connect.testing import matching, overrides
from local.connect.testing.case import ALWAYS, AT_MOST, EXACTLY, Case, Deed, NotACase, Observation

LONGEST_SECONDS = 300
MONDAY_MORNING = 1_798_444_800.0  # 2026-12-28 08:00 UTC
PASSED, FAILED, STOPPED = "PASSED", "FAILED", "STOPPED"


@dataclass(slots=True)
class Result:
    """What a test came to; `observations` are their statuses in the order of the file."""

    ok: bool = False
    seconds: float = 0.0
    observations: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)


class Running:
    """One run of a case; the engine's log drives it."""

    def __init__(self, case: Case, directory: Directory) -> None:
        self.case, self.result = case, Result()
        self.mocks = overrides.Overrides()
        self.clock = VirtualClock(MONDAY_MORNING)
        self.instance = Instance(self.clock, directory=directory, functions=self.mocks, seed=0)
        self.instance.meddle = self.mocks.meddle
        self.seen = dict.fromkeys((observation.id for observation in case.observations), 0)
        followers = {name for observation in case.observations for name in observation.next}
        self.active = [one for one in case.observations if one.id not in followers]
        self.contact = ""
        self.over = self.ended = False
        self.sending = 0

    def run(self, flow: str) -> Result:
        """Start the contact and return what came of it."""
        self._happened("TestInitiated", {})
        stop = self.instance.subscribe(self._read, ("PROMPT", "MESSAGE", "ACTION_STARTED", "DISCONNECTED"))
        try:
            self._start(flow)
            self._go_on()
        except (Refused, Unknown, NotACase) as error:
            self.result.errors.append(str(error))
        stop()
        if not self.ended:
            self._happened("TestCompleted", {})
        self._judge()
        return self.result

    def _start(self, flow: str) -> None:
        facts: dict[str, Any] = {"attributes": dict(self.case.attributes)}
        if self.case.channel == "CHAT":
            self.contact = self.instance.start_chat(flow, **facts)
        else:
            self.contact = self.instance.start_call(flow, customer=self.case.customer, **facts)

    def _go_on(self) -> None:
        until = MONDAY_MORNING + LONGEST_SECONDS
        while not self.over and not self._done() and self.clock.step(until):
            pass
        self.result.seconds = round(self.clock.now() - MONDAY_MORNING, 3)
        if not self.over and not self._done() and not self.ended:
            self.result.errors.append(f"The test took more than {LONGEST_SECONDS} seconds")

    def _done(self) -> bool:
        waiting = self.sending or any(self._wanted(observation) for observation in self.active)
        return self.ended or not waiting

    def _wanted(self, observation: Observation) -> bool:
        return observation.usage not in (AT_MOST, ALWAYS) and self.seen[observation.id] < observation.times

    # What happens

    def _read(self, event: Event) -> None:
        if event.kind == "ACTION_STARTED" and self._is_customers(event):
            self._happened("FlowActionStarted", event.data)
        elif event.kind == "PROMPT" and event.data.get("hears") == "CUSTOMER":
            self._happened("MessageReceived", event.data)
        elif event.kind == "MESSAGE" and event.data.get("role") == "SYSTEM":
            self._happened("MessageReceived", {"text": event.data.get("content")})
        elif event.kind == "DISCONNECTED" and event.contact == self.contact:
            self.ended = True
            self._happened("TestCompleted", {})

    def _is_customers(self, event: Event) -> bool:
        return event.contact == self.contact or not self.contact

    def _happened(self, kind: str, facts: dict[str, Any]) -> None:
        """Let the first observation that waits for this have it."""
        for observation in self.active:
            full = observation.usage == EXACTLY and self.seen[observation.id] >= observation.times
            if observation.event == kind and not (full or self.over) and self._is(observation, facts):
                self._observed(observation)
                return

    def _is(self, observation: Observation, facts: dict[str, Any]) -> bool:
        properties = observation.properties
        if observation.event == "MessageReceived":
            return matching.heard(properties, facts)
        if observation.event == "FlowActionStarted":
            return self._is_action(properties, facts)
        return True

    def _is_action(self, properties: dict[str, Any], facts: dict[str, Any]) -> bool:
        wanted = str(properties.get("ActionType", "")).strip()
        if overrides.OTHER_NAMES.get(wanted, wanted) != facts["type"]:
            return False
        given, expected = facts["parameters"], properties.get("ActionParameters")
        if not isinstance(expected, dict):
            return True
        if facts["type"] in ("TransferContactToQueue", "DequeueContactAndTransferToQueue"):
            given = {"QueueId": self._queue(), **given}
            expected = {**expected, "QueueId": self._queue_name(expected.get("QueueId", ""))}
        return all(_same(value, given.get(key)) for key, value in expected.items() if value != "")

    def _queue_name(self, reference: Any) -> str:
        """Return the name of a queue that a test names by it, its id or its ARN."""
        queue = self.instance.directory.queues.find(str(reference))
        return queue.name if queue else str(reference)

    def _queue(self) -> str:
        contact = self.instance.contacts.get(self.contact) or next(iter(self.instance.contacts.values()), None)
        queue = self.instance.directory.queues.find(contact.queue or "") if contact else None
        return queue.name if queue else ""

    def _observed(self, observation: Observation) -> None:
        self.seen[observation.id] += 1
        if observation.usage == AT_MOST and self.seen[observation.id] > observation.times:
            self.result.errors.append(f"{observation.id}: observed more than {observation.times} times")
        elif self.seen[observation.id] == observation.times:
            following = [one for one in self.case.observations if one.id in observation.next]
            self.active += [one for one in following if one not in self.active]
        self._do(observation, list(observation.deeds))

    # What is done

    def _do(self, observation: Observation, deeds: list[Deed]) -> None:
        """Do what a test does, in order; keys are pressed after what is happening now, and so is all behind them."""
        for index, deed in enumerate(deeds):
            if self.over:
                return
            if deed.type == "SendInstruction":
                rest = deeds[index + 1 :]
                self.sending += 1
                self.instance.soon(lambda deed=deed, rest=rest: self._send(observation, deed, rest))  # type: ignore[misc]
                return
            try:
                _DEEDS[deed.type](self, observation, deed)
            except NotACase as error:
                self.result.errors.append(f"{observation.id}: {error}")

    def _send(self, observation: Observation, deed: Deed, rest: list[Deed]) -> None:
        instruction = deed.parameters.get("Instruction")
        instruction = instruction if isinstance(instruction, dict) else {}
        properties = instruction.get("Properties")
        value = properties.get("Value") or properties.get("Text") if isinstance(properties, dict) else None
        kind = instruction.get("Type") or deed.parameters.get("InstructionType")
        text = str(value if value is not None else deed.parameters.get("Value") or "")
        self.sending -= 1
        if self.over or self.ended:
            return
        try:
            self._say(str(kind), text)
        except (Refused, Unknown) as error:
            self.result.errors.append(f"{observation.id}: {error}")
        self._do(observation, rest)

    def _say(self, kind: str, text: str) -> None:
        if kind.lower() in ("dtmfinput", "dtmf"):
            self.instance.press(self.contact, text)
        elif kind.lower() == "disconnect":
            self.instance.hang_up(self.contact)
        elif self.case.channel == "CHAT":
            self.instance.say(self.contact, text)
        else:
            self._speak(text)

    def _speak(self, text: str) -> None:
        """Say something to whoever listens on a call, which is a bot if anybody."""
        execution = self.instance.leg(self.contact).execution
        if execution and execution.step and execution.step.type == "ConnectParticipantWithLexBot":
            execution.wake(text)
        else:
            self.result.warnings.append(f"Nobody listened when {text[:40]!r} was said")

    def _override(self, _observation: Observation, deed: Deed) -> None:
        self.mocks.add(overrides.read(deed.parameters))

    def _assert(self, observation: Observation, deed: Deed) -> None:
        path = whole(str(deed.parameters.get("Namespace") or ""))
        operator, operand = str(deed.parameters.get("Operator")), as_text(deed.parameters.get("Operand"))
        compare = COMPARISONS.get({"Exists": "KeyExists"}.get(operator, operator))
        if path is None or compare is None:
            raise NotACase("An assertion needs a Namespace, which is one JSONPath, an Operator and an Operand")
        found = as_text(reader(path)(self._scope()))
        if not compare(found, operand):
            text = f"{observation.id}: {path.text} is {found!r}, which is not {operator} {operand!r}"
            self.result.errors.append(text)

    def _scope(self) -> FlowScope:
        leg = self.instance.legs.get(self.contact) or next(iter(self.instance.legs.values()), None)
        if leg is None:
            raise NotACase("There is no contact to assert anything of")
        return leg.execution.scope if leg.execution else FlowScope(leg)

    def _control(self, observation: Observation, deed: Deed) -> None:
        command = deed.parameters.get("Command")
        kind = command.get("Type") if isinstance(command, dict) else command
        if kind == "EndTest":
            self.over = True
        elif kind in ("LogData", "Log"):
            self.result.logged.append(f"{observation.id}: {as_text(deed.parameters)}")
        else:
            raise NotACase(f"The test command {kind!r} is none of EndTest, LogData")

    # The end

    def _judge(self) -> None:
        for observation in self.case.observations:
            status = self._status(observation)
            self.result.observations.append(
                {"id": observation.id, "status": status, "times": self.seen[observation.id]}
            )
            if status == FAILED:
                self.result.errors.append(f"{observation.id}: not observed: {_described(observation)}")
        for arn in dict.fromkeys(self.mocks.unanswered):
            self.result.warnings.append(f"No answer of {arn} was mocked: it took its error branch")
        self.result.ok = not self.result.errors

    def _status(self, observation: Observation) -> str:
        if observation in self.active and not self._wanted(observation):
            return PASSED
        return STOPPED if self.over else FAILED


_DEEDS: dict[str, Callable[[Running, Observation, Deed], None]] = {
    "OverrideSystemBehavior": Running._override,
    "Assert": Running._assert,
    "TestControl": Running._control,
}


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(_same(value, found.get(key)) for key, value in expected.items())
    return matching.same_name(str(expected), as_text(found))


def _described(observation: Observation) -> str:
    properties = observation.properties
    said = properties.get("Text") or properties.get("SSML") or properties.get("ActionType") or ""
    times = f" {observation.times} times" if observation.usage != EXACTLY or observation.times > 1 else ""
    return f"{observation.event} {said}".strip()[:120] + times
