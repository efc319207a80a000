"""What an agent does at the desk: status, answering, after-call work, and coming back after the connection was lost."""

from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.refusals import Refused, Unknown

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

GRACE_SECONDS = 20.0
"""How long an agent's lost connection may stay away before the calls are left."""


class Desk:
    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def set_status(self, agent: Agent, name: str) -> None:
        status = self.instance.directory.statuses.find(name)
        if status is None:
            raise Unknown(f"There is no status {name}")
        if any(state not in {"MISSED", "REJECTED", "ERROR"} for state in agent.contacts.values()):
            agent.next_status = status
            self.instance.record_agent("AGENT_NEXT_STATUS", {"agent": agent.id, "status": status.name})
            return
        for contact in list(agent.contacts):
            agent.show(contact, None)
        agent.become(status)
        self.instance.soon(lambda: self.instance.router.serve(agent))

    def accept(self, agent: Agent, leg: "Leg") -> None:
        if leg.offered_to != agent.id or agent.contacts.get(leg.contact.id) != "INCOMING":
            raise Refused("This contact does not ring here")
        if leg.offer:
            leg.offer.cancel()
            leg.offer = None
        leg.agent_id = agent.id
        self.instance.record("ACCEPTED", leg.contact, {"agent": agent.id})
        agent.show(leg.contact.id, "CONNECTING")
        self.instance.joining.begin(leg, agent)

    def reject(self, agent: Agent, leg: "Leg") -> None:
        if leg.offered_to != agent.id:
            raise Refused("This contact does not ring here")
        self.instance.router.miss(leg, agent, "REJECTED")

    def finish(self, agent: Agent, leg: "Leg") -> None:
        """Begin after-call work, which ends by itself if the person's settings say so."""
        contact = leg.contact
        agent.show(contact.id, "ENDED")
        self.instance.record("ACW_STARTED", contact, {"agent": agent.id})
        if agent.user.acw is not None:
            self.instance.clock.after(agent.user.acw, lambda: self._over(agent, contact.id))

    def _over(self, agent: Agent, contact: str) -> None:
        if agent.contacts.get(contact) == "ENDED":
            self.clear(agent, contact)

    def clear(self, agent: Agent, contact: str) -> None:
        state = agent.contacts.get(contact)
        if state not in {"ENDED", "MISSED", "REJECTED", "ERROR"}:
            raise Refused("There is nothing to clear" if state is None else "The contact has not ended")
        if agent.next_status and set(agent.contacts) == {contact}:
            agent.become(agent.next_status)  # first, so that nobody is told that they are available in between
        agent.show(contact, None)
        if state == "ENDED":
            self._close(contact)
        if agent.error and not agent.contacts:
            agent.become(agent.status)
        self.instance.router.serve(agent)

    def _close(self, contact_id: str) -> None:
        contact = self.instance.contacts[contact_id]
        self.instance.record("ACW_ENDED", contact, {"agent": contact.agent})
        if contact.ended:
            self.instance.complete(contact)

    def lost(self, agent: Agent) -> None:
        agent.online = False
        self.instance.record_agent("AGENT_LOST", {"agent": agent.id})
        self.instance.clock.after(GRACE_SECONDS, lambda: self._give_up(agent))

    def regained(self, agent: Agent) -> None:
        agent.online = True
        self.instance.record_agent("AGENT_BACK", {"agent": agent.id})

    def _give_up(self, agent: Agent) -> None:
        """Leave what the agent was on: rings are missed, calls go on without the agent or end."""
        if agent.online:
            return
        for contact, state in list(agent.contacts.items()):
            leg = self.instance.legs.get(contact)
            if state == "INCOMING" and leg:
                self.instance.router.miss(leg, agent)
            elif state in {"CONNECTING", "CONNECTED", "CONNECTED_ONHOLD"} and leg:
                self.instance.calls.agent_leaves(agent, leg)
        for contact, state in list(agent.contacts.items()):
            if state in {"ENDED", "MISSED", "REJECTED"}:
                self.clear(agent, contact)
        self.set_status(agent, "Offline")
