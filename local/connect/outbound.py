"""Calls out: dialled, answered or not, then the flow; and an agent's own calls."""

from typing import TYPE_CHECKING, Any

from local.connect.agents import Agent
from local.connect.interpreter import Execution
from local.connect.population import ANSWERED, DETECTED, Callee
from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

RING_SECONDS = 60.0
REASONS = {
    "BUSY": "OUTBOUND_DESTINATION_ENDPOINT_ERROR",
    "INVALID": "OUTBOUND_DESTINATION_ENDPOINT_ERROR",
    "NO_ANSWER": "OUTBOUND_ATTEMPT_FAILED",
}


class Outbound:
    """Calls that the centre begins: by a flow, by an agent, by a campaign."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance
        self._by_hand: dict[str, Any] = {}

    def start(self, flow: str, number: str, *, amd: bool, ring: float, facts: dict[str, Any]) -> "Leg":
        """Dial; the flow runs from the answer on, and never if there is none."""
        program = self.instance.program_or_refuse(flow)
        leg = self.instance.new_leg({"channel": "VOICE", "method": "API", "customer": number, **facts})

        def answered(callee: Callee) -> None:
            self.instance.record("CONNECTED_TO_SYSTEM", leg.contact, {})
            self._machine(leg, callee)
            self.instance.run_flow(leg, program, "CONTACT_FLOW")

        self.dial(leg, number, ring, amd, answered, lambda outcome: self._failed(leg, outcome))
        return leg

    def dial(self, leg: "Leg", number: str, ring: float, amd: bool, answered: Any, failed: Any) -> None:
        """Ring at a number; then call `answered(callee)` or `failed(outcome)`."""
        contact = leg.contact
        callee = self.instance.loopback.callee(number, contact.id)
        self.instance.record("DIALLING", contact, {"to": number})

        def result(outcome: str) -> None:
            self._by_hand.pop(contact.id, None)
            if contact.ended:
                return
            if amd:
                self.instance.record("UPDATED", contact, {"amd": DETECTED.get(outcome, "AMD_UNRESOLVED")})
            if outcome in ANSWERED:
                self.instance.record(
                    "ANSWERED", contact, {"outcome": outcome, "keys": callee.keys, "leaves_at": callee.leaves_at}
                )
                self.instance.loopback.arrive(leg, number)
                answered(callee)
            else:
                failed(outcome)

        by_hand = callee.outcome == "BY_HAND"
        late = by_hand or callee.rings > ring
        outcome = "NO_ANSWER" if late else callee.outcome
        leg.timer = self.instance.clock.after(ring if late else callee.rings, lambda: result(outcome))
        if by_hand:
            self._by_hand[contact.id] = result

    def answer(self, leg: "Leg", outcome: str = "ANSWER") -> None:
        """Answer a call that rings by hand (or give it another outcome)."""
        result = self._by_hand.get(leg.contact.id)
        if result is None:
            raise Refused("This call does not ring")
        if leg.timer:
            leg.timer.cancel()
            leg.timer = None
        result(outcome)

    def _machine(self, leg: "Leg", callee: Callee) -> None:
        """Let a machine hang up when its tape is full."""
        if callee.outcome.startswith("VOICEMAIL"):
            leg.timer = self.instance.clock.after(callee.talks, lambda: self.instance.calls.customer_leaves(leg))

    def _failed(self, leg: "Leg", outcome: str) -> None:
        self.instance.calls.end(leg, REASONS.get(outcome, "OUTBOUND_ATTEMPT_FAILED"))

    def by_agent(self, agent: Agent, number: str, queue: str | None) -> str:
        """Call out for an agent, who hears it ring; the callee hears the outbound whisper, then both are together."""
        if any(self.instance.channel_of(contact) == "VOICE" for contact in agent.contacts):
            raise Refused("The agent is on a call")
        if not self.instance.dialable(number):
            raise Refused(f"{number} cannot be dialled")
        profile = agent.profile
        found = self.instance.directory.queues.find(queue or (profile.outbound_queue if profile else "") or "")
        facts = {"channel": "VOICE", "method": "OUTBOUND", "customer": number, "queue": found.id if found else None,
                 "system": self.instance.directory.caller(found)}  # fmt: skip
        leg = self.instance.new_leg(facts)
        leg.agent_id = agent.id
        agent.show(leg.contact.id, "CONNECTING")

        def answered(_callee: Callee) -> None:
            self.instance.record("CONNECTED_TO_SYSTEM", leg.contact, {})
            self.instance.joining.connected(leg, agent)
            self.whisper(leg, lambda: self.instance.joining.together(leg, agent), found.whisper if found else None)

        self.dial(leg, number, RING_SECONDS, False, answered, lambda outcome: self._failed(leg, outcome))
        return leg.contact.id

    def whisper(self, leg: "Leg", then: Any, flow: str | None) -> None:
        """Play the outbound whisper to the one who was called; hanging up in it ends the contact."""
        program = self.instance.program(flow) if flow else self.instance.flow_for(leg.contact, "OUTBOUND_WHISPER")
        if program is None:
            then()
            return

        def ended(_execution: Execution, how: str) -> None:
            leg.side = None
            if how != "STOPPED" and not leg.contact.ended:
                self.instance.soon(then)

        leg.side = Execution(leg, program, "OUTBOUND_WHISPER", "CUSTOMER", ended)
        leg.side.start()
