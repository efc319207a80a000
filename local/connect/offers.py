"""Ringing at an agent: for twenty seconds, until it is taken, missed, rejected or withdrawn."""

from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.outcomes import Malformed

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

OFFER_SECONDS = 20.0


class Offers:
    """What rings at agents now."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def offer(self, leg: "Leg", agent: Agent) -> None:
        """Ring at an agent for twenty seconds; then the offer is missed and the contact waits on."""
        if agent.id == leg.offered_to:
            raise Malformed("The contact rings at this agent already")
        leg.offered_to = agent.id
        self.instance.record("OFFERED", leg.contact, {"agent": agent.id})
        agent.show(leg.contact.id, "INCOMING")
        leg.offer = self.instance.clock.after(OFFER_SECONDS, lambda: self.miss(leg, agent))
        if agent.user.auto_accept:
            self.instance.clock.after(0, lambda: self._accept(leg, agent))

    def _accept(self, leg: "Leg", agent: Agent) -> None:
        if leg.offered_to == agent.id and agent.contacts.get(leg.contact.id) == "INCOMING":
            self.instance.desk.accept(agent, leg)

    def withdraw(self, leg: "Leg") -> None:
        """Stop ringing at an agent: the contact is gone, or taken."""
        if leg.offer:
            leg.offer.cancel()
            leg.offer = None
        agent = self.instance.agents.get(leg.offered_to or "")
        leg.offered_to = None
        if agent and agent.contacts.get(leg.contact.id) == "INCOMING":
            agent.show(leg.contact.id, None)
            self.instance.record("OFFER_WITHDRAWN", leg.contact, {"agent": agent.id})
            self.instance.soon(lambda: self.instance.router.serve(agent))

    def miss(self, leg: "Leg", agent: Agent, kind: str = "MISSED") -> None:
        """Let an offer pass: the agent takes no more until it is cleared, and the contact goes to the next."""
        if leg.offered_to != agent.id or agent.contacts.get(leg.contact.id) != "INCOMING":
            return
        if leg.offer:
            leg.offer.cancel()
        leg.offer = leg.offered_to = None
        self.instance.record(kind, leg.contact, {"agent": agent.id})
        agent.show(leg.contact.id, kind)
        agent.become(agent.status, "MissedCallAgent")
        self.instance.router.match(leg)
