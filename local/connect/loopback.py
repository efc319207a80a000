"""Our own numbers, called from within: the call out comes back in, as it does through the public network.

One conversation is then two contacts: keys pressed on one are heard on the other, and when one is over so is the other.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from local.connect.call import KEYS
from local.connect.leg import Leg, taker
from local.connect.log import Event
from local.connect.population import Callee

if TYPE_CHECKING:
    from local.connect.core import Core

RINGS = 1.0
"""Seconds until a number of ours answers: its flow begins as soon as the network finds it."""


class Tie(NamedTuple):
    """Two lines by their first contacts: the one that calls out, and the one on which that comes back in.

    `party` is the number's name on the first; `over` is called when the second is over.
    """

    out: str
    party: str
    back: str
    over: Callable[[], object]


class Loopback:
    """What becomes of calls to the numbers of the instance itself."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance
        self._ties: list[Tie] = []
        instance.log.subscribe(self._hear, ("TONES", "KEY", "LEFT", "DISCONNECTED"))

    def callee(self, number: str, contact: str) -> Callee:
        """Return how a call goes: a number of ours is answered if it has a flow, of others the population knows."""
        own = self.instance.directory.numbers.find(number)
        if own is None:
            return self.instance.population.callee(number, contact)
        return Callee("ANSWER" if self.instance.program(own.flow) else "INVALID", rings=RINGS)

    def arrive(self, leg: Leg, number: str, party: str = "CUSTOMER", over: Callable[[], object] | None = None) -> bool:
        """Let a call that was answered come in at a number of ours; return False if it is another's.

        :param over: what to do when that line is over; without it who was called has hung up
        """
        own = self.instance.directory.numbers.find(number)
        program = self.instance.program(own.flow) if own else None
        if own is None or program is None:
            return False
        caller, out = leg.contact.system or "anonymous", self._line(leg.contact.id)
        back = self.instance.new_leg({"channel": "VOICE", "method": "INBOUND", "customer": caller, "system": own.name})
        self._ties.append(Tie(out, party, back.contact.id, over or (lambda: self._hang_up(out))))
        self.instance.record("CONNECTED_TO_SYSTEM", back.contact, {})
        self.instance.run_flow(back, program, "CONTACT_FLOW")
        return True

    def _line(self, contact: str) -> str:
        """Return the first contact of the line that one is on; who is called back has a new line."""
        known = self.instance.contacts
        while known[contact].previous in known and known[contact].method != "CALLBACK":
            contact = known[contact].previous or contact
        return contact

    def _legs(self, line: str) -> list[Leg]:
        alive = [leg for leg in self.instance.legs.values() if not leg.contact.ended]
        return [leg for leg in alive if leg.contact.channel == "VOICE" and self._line(leg.contact.id) == line]

    def _hear(self, event: Event) -> None:
        line = self._line(event.contact) if self._ties else ""
        for tie in self._ties if line else ():
            if line == tie.out:
                self._hear_out(tie, event)
            elif line == tie.back:
                self._hear_back(tie, event)

    def _hear_out(self, tie: Tie, event: Event) -> None:
        outsider = tie.party != "CUSTOMER"
        if event.kind == "TONES" and event.data["to"] == tie.party:
            self.instance.soon(lambda: self._press(tie.back, event.data["keys"]))
        elif event.kind == "KEY" and outsider:  # those who talk with another number hear each other's keys
            self.instance.soon(lambda: self._press(tie.back, event.data["key"]))
        elif event.kind == "DISCONNECTED" or (event.kind == "LEFT" and outsider and event.data["party"] == tie.party):
            self.instance.soon(lambda: self._out_over(tie, gone=event.kind == "LEFT"))

    def _hear_back(self, tie: Tie, event: Event) -> None:
        if event.kind == "TONES" and event.data["to"] == tie.party == "CUSTOMER":
            self.instance.soon(lambda: self._press(tie.out, event.data["keys"]))
        elif event.kind == "DISCONNECTED":
            self.instance.soon(lambda: self._back_over(tie))

    def _press(self, line: str, keys: str) -> None:
        legs = self._legs(line)
        if legs and set(keys) <= KEYS:
            taker(legs).press(keys)

    def _out_over(self, tie: Tie, gone: bool) -> None:
        if tie in self._ties and (gone or not self._legs(tie.out)):
            self._ties.remove(tie)
            self._hang_up(tie.back)

    def _back_over(self, tie: Tie) -> None:
        if tie in self._ties and not self._legs(tie.back):
            self._ties.remove(tie)
            tie.over()

    def _hang_up(self, line: str) -> None:
        for leg in self._legs(line):
            self.instance.calls.customer_leaves(leg)
