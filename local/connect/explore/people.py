"""Random people: callers who press, wait, type too fast and hang up; agents who answer, miss, hold and transfer."""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from local.connect.log import Event
from local.connect.program import Step
from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.engine import Instance

Chooser = Callable[[str, Step], str]
"""What a person types at an action, or chooses in a view, given the contact; nothing is silence."""


class Callers:
    """Every customer of a run. Whoever waits too long leaves."""

    def __init__(self, instance: "Instance", random: Random, choose: Chooser) -> None:
        self.instance, self.random, self.choose = instance, random, choose
        instance.subscribe(self._arrived, ("INITIATED",))
        instance.subscribe(self._asked, ("INPUT_AWAITED", "PROMPT"))
        instance.subscribe(self._waited, ("WAITING", "VIEW_SHOWN"))

    def _arrived(self, event: Event) -> None:
        patience = 3600 if self.random.random() < 0.1 else self.random.expovariate(1 / 240) + 20
        if event.data["channel"] != "TASK":
            self._after(patience, lambda: self.instance.hang_up(event.contact))

    def _asked(self, event: Event) -> None:
        early = event.kind == "PROMPT"
        if early and ("input" not in event.data or self.random.random() < 0.7):
            return
        longest = event.data["seconds"] if early else min(event.data["seconds"], 20)
        self._after(self.random.random() * longest * 0.9, lambda: self._type(event.contact))

    def _type(self, contact: str) -> None:
        leg = self.instance.legs.get(contact)
        listener = leg.listener() if leg else None
        if listener is None or listener.step is None:
            return
        keys = self.choose(contact, listener.step)
        if self.random.random() < 0.05:
            keys += self.random.choice("0123456789*#") * self.random.randint(1, 9)
        self.instance.press(contact, keys)

    def _waited(self, event: Event) -> None:
        if event.kind == "VIEW_SHOWN":
            self._after(self.random.random() * 8, lambda: self._look(event.contact))
        elif self.instance.contacts[event.contact].channel == "CHAT":
            self._after(self.random.random() * 40, lambda: self._write(event.contact))

    def _look(self, contact: str) -> None:
        leg = self.instance.legs.get(contact)
        step = leg.execution.step if leg and leg.execution else None
        if step is not None and (chosen := self.choose(contact, step)):
            self.instance.act(contact, chosen)

    def _write(self, contact: str) -> None:
        if self.random.random() < 0.7:
            self.instance.say(contact, self.random.choice(["نعم", "hello", "٣", "1"]))

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        self.instance.clock.after(seconds, lambda: _tried(act))


class Agents:
    """Every agent of a run; `eager` is a quick connect that they transfer through most often."""

    def __init__(self, instance: "Instance", random: Random, eager: str | None, connects: list[str]) -> None:
        self.instance, self.random, self.eager, self.connects = instance, random, eager, connects
        instance.subscribe(self._offered, ("OFFERED",))
        instance.subscribe(self._changed, ("AGENT_CONTACT",))

    def _offered(self, event: Event) -> None:
        agent, contact = self.instance.agents[event.data["agent"]], event.contact
        chance = self.random.random()
        if chance < 0.8:
            self._after(self.random.random() * 19, lambda: agent.accept(contact))
        elif chance < 0.9:
            self._after(self.random.random() * 19, lambda: agent.reject(contact))

    def _changed(self, event: Event) -> None:
        agent, contact, state = self.instance.agents[event.data["agent"]], event.data["contact"], event.data["state"]
        if state == "CONNECTED":
            self._talk(event.data["agent"], contact)
        elif state in {"ENDED", "MISSED", "REJECTED"}:
            self._after(self.random.random() * 20, lambda: agent.clear(contact))

    def _talk(self, name: str, contact: str) -> None:
        agent = self.instance.agents[name]
        self._after(self.random.random() * 200 + 100, lambda: agent.hang_up(contact))
        acts: list[Callable[[], object]] = [
            lambda: agent.hold(contact),
            lambda: agent.resume(contact),
            lambda: agent.mute(contact, self.random.random() < 0.5),
            lambda: agent.transfer(contact, self.random.choice(self.connects), blind=self.random.random() < 0.5),
            lambda: agent.conference(contact),
            lambda: agent.set_status("Offline"),
            agent.drop,
        ]
        if self.eager and self.random.random() < 0.9:
            self._after(5, lambda: agent.transfer(contact, self.eager or "", blind=self.random.random() < 0.3))
        for _ in range(self.random.randint(0, 3)):
            self._after(self.random.random() * 90, self.random.choices(acts, [6, 4, 2, 2, 2, 1, 1])[0])
        if self.random.random() < 0.3:
            self._after(self.random.random() * 60, lambda: agent.hang_up(contact))

    def _after(self, seconds: float, act: Callable[[], object]) -> None:
        self.instance.clock.after(seconds, lambda: _tried(act))


def _tried(act: Callable[[], object]) -> None:
    """Do what a person wants; what cannot be done now is not done."""
    try:
        act()
    except Refused:
        return
