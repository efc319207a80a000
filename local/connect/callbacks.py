"""Queued callbacks: the agent is found first, then the customer is called."""

from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.lives import CALLBACK
from local.connect.outbound import REASONS, RING_SECONDS
from local.connect.population import ANSWERED
from local.connect.resources import Queue

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg


class Callbacks:
    """A callback is a contact of its own; an offer that the agent misses is no attempt."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def create(
        self, leg: "Leg", queue: Queue, to: str, *, delay: float, attempts: int, retry: float, flow: str = ""
    ) -> str:
        contact, now = leg.contact, self.instance.clock.now()
        made = self.instance.follow(leg, "CALLBACK", {"customer": to, "queue": queue.id, "scheduled_at": now + delay})
        made.callback = {"to": to, "left": attempts, "retry": retry, "whisper": flow}
        leg.wants_callback = True
        self.instance.record("CALLBACK_ASKED", contact, {"contact": made.contact.id, "to": to})
        self.instance.record("TRANSFERRED", contact, {"contact": made.contact.id, "to": None})
        self.instance.clock.after(delay, lambda: self._enqueue(made, queue))
        self.instance.clock.after(CALLBACK, lambda: self._expire(made))
        return made.contact.id

    def _enqueue(self, leg: "Leg", queue: Queue) -> None:
        if not leg.contact.ended:
            self.instance.router.enqueue(leg, queue)

    def _expire(self, leg: "Leg") -> None:
        if leg.entry is not None and leg.offered_to is None:
            self.instance.calls.end(leg, "EXPIRED")

    def dial(self, leg: "Leg", agent: Agent) -> None:
        """Call the customer, with the agent waiting on the line."""
        state = leg.callback
        if state is None or leg.contact.ended:
            return
        state["left"] -= 1
        self.instance.record("CALLBACK_DIALLED", leg.contact, {"to": state["to"], "agent": agent.id})
        callee = self.instance.loopback.callee(state["to"], leg.contact.id)
        outcome = "NO_ANSWER" if callee.rings > RING_SECONDS else callee.outcome
        seconds = min(callee.rings, RING_SECONDS)
        leg.timer = self.instance.clock.after(seconds, lambda: self._result(leg, agent, outcome))

    def _result(self, leg: "Leg", agent: Agent, outcome: str) -> None:
        if leg.contact.ended or agent.contacts.get(leg.contact.id) != "CONNECTING":
            return
        if outcome not in ANSWERED:
            self._not_reached(leg, agent, outcome)
            return
        leg.offered_to = None
        self.instance.router.dequeue(leg, "answered")
        self.instance.record("CONNECTED_TO_SYSTEM", leg.contact, {})
        self.instance.record("ANSWERED", leg.contact, {"outcome": outcome, "keys": "", "leaves_at": 0})
        self.instance.loopback.arrive(leg, str(leg.contact.customer))
        self.instance.joining.connected(leg, agent)
        flow = str((leg.callback or {}).get("whisper") or "") or None
        leg.callback = None
        self.instance.outbound.whisper(leg, lambda: self.instance.joining.together(leg, agent), flow)

    def _not_reached(self, leg: "Leg", agent: Agent, outcome: str) -> None:
        """Try again after the retry delay, with whoever is free then; or give up."""
        state = leg.callback or {}
        self.instance.record("CALLBACK_FAILED", leg.contact, {"outcome": outcome, "left": state.get("left", 0)})
        leg.offered_to = leg.agent_id = None
        agent.show(leg.contact.id, None)
        if state.get("left", 0) > 0:
            leg.eligible_at = self.instance.clock.now() + state["retry"]
            self.instance.clock.after(state["retry"], lambda: self.instance.router.match(leg))
        else:
            self.instance.calls.end(leg, REASONS.get(outcome, "OUTBOUND_ATTEMPT_FAILED"))
        self.instance.soon(lambda: self.instance.router.serve(agent))
