"""A person's telephone in a call: what is heard on it, the keys that are pressed, and putting it down.

One line follows its person through all the contacts that a call becomes: queues, transfers, the survey after it.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from local.connect.engine import Instance
from local.connect.leg import Leg, taker
from local.connect.log import Event
from local.connect.refusals import Refused, Unknown

LONGEST = 25.0
"""Seconds that an answer waits for something to happen."""
_HEARD = frozenset({"PROMPT", "INPUT_AWAITED"})
_NOTICED = frozenset({
    "CONNECTED_TO_SYSTEM", "KEY", "QUEUED", "DEQUEUED", "CONNECTED_TO_AGENT", "JOINED", "LEFT", "HELD", "RESUMED",
    "CALLBACK_ASKED", "TRANSFERRED", "RECORDING", "LAMBDA", "DIALLING", "ANSWERED", "TONES", "DISCONNECTED",
    "COMPLETED",
})  # fmt: skip


@dataclass
class Line:
    """One call of one person: its contacts in their order, and what was noticed in it."""

    id: str
    contacts: list[str] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)


class Lines:
    """All calls of an instance since it was started."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._of: dict[str, Line] = {}
        self._changed = threading.Condition()
        self._changes = 0
        instance.subscribe(self._hear)

    def call(self, number: str, to: str) -> str:
        """Call a number of the instance; return the first contact's id.

        :raises Unknown: if the instance has no such number
        :raises Refused: if no flow answers it
        """
        found = self._instance.directory.numbers.find(to)
        if found is None:
            raise Unknown(f"No instance has the number {to}")
        if found.flow is None:
            raise Refused(f"No flow answers {to}")
        return self._instance.start_call(found.flow, customer=number, system=found.name)

    def press(self, call: str, keys: str) -> None:
        """Press keys; where somebody else is heard they go to whoever listens. :raises Refused: if the call is over"""
        with self._instance.lock:
            legs = self._legs(call)
            if not legs:
                raise Refused("The call is over")
            self._instance.press(taker(legs).contact.id, keys)

    def hang_up(self, call: str) -> None:
        """Put the telephone down; one that is down stays so."""
        with self._instance.lock:
            for leg in self._legs(call):
                self._instance.hang_up(leg.contact.id)

    def happened(self, call: str, after: int, wait: float = LONGEST) -> dict[str, Any]:
        """Return what was noticed after an event's number; wait for something if there is nothing yet.

        `over` tells that nothing more will come.
        """
        deadline = time.monotonic() + min(wait, LONGEST)
        while True:
            seen = self._changes
            with self._instance.lock:
                line = self._line(call)
                items, over = self._told(line, after), self._over(line)
            left = deadline - time.monotonic()
            if items or over or left <= 0:
                return {"items": items, "next": items[-1]["number"] if items else after, "over": over}
            self._wait(seen, left)

    def _wait(self, seen: int, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._changes != seen, seconds)

    def of_number(self, number: str) -> list[str]:
        """Return the calls that go on with somebody, newest first."""
        with self._instance.lock:
            alive = {line.id: line for line in self._of.values() if not self._over(line)}
            contacts = self._instance.contacts
            return [id_ for id_ in reversed(alive) if contacts[id_].customer == number]

    def _line(self, call: str) -> Line:
        line = self._of.get(call)
        if line is None and call in self._instance.contacts:
            return Line(call)  # from before the engine was started: it is over
        if line is None:
            raise Unknown(f"There is no call {call}")
        return line

    def _legs(self, call: str) -> list[Leg]:
        legs = self._instance.legs
        return [legs[one] for one in self._line(call).contacts if one in legs and not legs[one].contact.ended]

    def _over(self, line: Line) -> bool:
        contacts = self._instance.contacts
        return all(contacts[one].ended for one in line.contacts)

    @staticmethod
    def _told(line: Line, after: int) -> list[dict[str, Any]]:
        return [item for item in line.items if item["number"] > after]

    def _hear(self, event: Event) -> None:
        if event.contact:
            line = self._followed(event)
            if item := _noticed(event):
                line.items.append(item)
            with self._changed:
                self._changes += 1
                self._changed.notify_all()

    def _followed(self, event: Event) -> Line:
        """Return the line of a contact: that of the first one of its call, unless the person is called anew."""
        line = self._of.get(event.contact)
        if line is None:
            first = event.data.get("initial") or ""
            known = self._of.get(first) if event.data.get("method") != "CALLBACK" else None
            line = self._of[event.contact] = known or Line(event.contact)
            line.contacts.append(event.contact)
        return line


def _noticed(event: Event) -> dict[str, Any] | None:
    """Return an event as the person notices it; None for what only others do."""
    data = event.data
    if event.kind in _HEARD and data.get("hears", "CUSTOMER") != "CUSTOMER":
        return None
    if event.kind == "TONES" and data["to"] != "CUSTOMER":
        return None
    if event.kind not in _HEARD | _NOTICED:
        return None
    facts = {name: value for name, value in data.items() if name not in {"answer", "hears"}}
    return {"number": event.sequence, "at": event.at, "contact": event.contact, "kind": event.kind, **facts}
