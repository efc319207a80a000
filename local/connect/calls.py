"""Leaving a call, and the end of a contact."""

from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.call import Call, Party
from local.connect.chats import ENDED, LEFT
from local.connect.holding import TALKING, Holding
from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.leg import Leg


class Calls(Holding):
    """How people leave calls, and how contacts end."""

    def end(self, leg: "Leg", reason: str) -> None:
        """End a contact wherever it is: its flows stop, it leaves its queue, its agent begins after-call work."""
        contact = leg.contact
        if contact.ended:
            return
        call = leg.call
        if call and not call.over and contact.phase == "CONNECTED" and call.talkers():
            self._all_leave(call, reason)
            return
        self._finish(leg, reason)
        if call and not call.over and leg in call.legs:
            call.legs.remove(leg)

    def _finish(self, leg: "Leg", reason: str) -> None:
        contact, router = leg.contact, self.instance.router
        router.dequeue(leg, _why_dequeued(leg, reason))
        router.withdraw(leg)
        self.instance.recordings.ended(leg)
        if contact.channel == "CHAT":
            self.instance.chats.tell(leg, "SYSTEM", "SYSTEM_MESSAGE", ENDED)
        self.instance.record("DISCONNECTED", contact, {"reason": reason})
        leg.still()
        agent = self.instance.agents.get(leg.agent_id or "")
        if agent and agent.contacts.get(contact.id) in TALKING | {"CONNECTING"}:
            self._let_go(agent, leg)
        elif contact.acw_started_at is None or contact.acw_ended_at is not None:
            self.instance.complete(contact)

    def _let_go(self, agent: Agent, leg: "Leg") -> None:
        """Release the agent of an ended contact; work after it only if they had been connected."""
        if leg.contact.agent_connected_at is not None:
            self.instance.desk.finish(agent, leg)
            return
        agent.show(leg.contact.id, None)
        self.instance.complete(leg.contact)
        self.instance.soon(lambda: self.instance.router.serve(agent))

    # Leaving

    def customer_leaves(self, leg: "Leg") -> None:
        party = leg.call.find("CUSTOMER") if leg.call else None
        if party is None or leg.call is None:
            self.end(leg, "CUSTOMER_DISCONNECT")
            return
        self.leave(leg.call, party, "CUSTOMER_DISCONNECT")

    def agent_leaves(self, agent: Agent, leg: "Leg") -> None:
        """Let an agent hang up: in a whisper the customer waits on, on a call the others go on if there are two."""
        contact = leg.contact
        if agent.contacts.get(contact.id) == "CONNECTING" and leg.entry:
            self._back_to_queue(agent, leg)
            return
        party = leg.call.find(agent.id) if leg.call else None
        if leg.call is None or party is None:
            if agent.contacts.get(contact.id) not in TALKING | {"CONNECTING"}:
                raise Refused("The agent is not on this contact")
            self.end(leg, "AGENT_DISCONNECT")
            return
        self.leave(leg.call, party, "AGENT_DISCONNECT")

    def _back_to_queue(self, agent: Agent, leg: "Leg") -> None:
        if leg.side:
            leg.side.stop()
            leg.side = None
        leg.offered_to = leg.agent_id = None
        self.instance.record("AGENT_LEFT_WHISPER", leg.contact, {"agent": agent.id})
        agent.show(leg.contact.id, None)
        self.instance.router.match(leg)
        self.instance.soon(lambda: self.instance.router.serve(agent))

    def leave(self, call: Call, party: Party, reason: str) -> None:
        """Take one party off a call; with fewer than two left to talk it is over."""
        if not party.here:
            return
        self._gone(party, reason)
        left = call.talkers()
        # A transfer's contact that nobody talks in yet: in its flow, in a queue, or in the whispers of who took it.
        joined = [one.leg for one in call.parties]
        waiting = [leg for leg in call.legs if not leg.contact.ended and leg not in joined]
        if party.role == "SUPERVISOR":
            return
        if party.role == "AGENT" and waiting and any(one.role == "CUSTOMER" for one in left) and len(left) == 1:
            self._hand_over(call, party, waiting[0])
            return
        if len(left) < 2:
            self._over(call, party.leg, reason)
            return
        if party.role == "AGENT":
            self._leg_of_agent_ends(call, party, reason)
        self.settle(call)

    def _gone(self, party: Party, reason: str) -> None:
        party.state = "LEFT"
        if party.leg.contact.channel == "CHAT" and not party.leg.contact.ended:
            self.instance.chats.tell(party.leg, party.role, party.id, LEFT)
        self.instance.record("LEFT", party.leg.contact, {"party": party.id, "role": party.role, "reason": reason})
        agent = self.instance.agents.get(party.id)
        if party.role == "SUPERVISOR" and agent:
            agent.show(party.leg.contact.id, None)
            self.instance.soon(lambda: self.instance.router.serve(agent))

    def _hand_over(self, call: Call, party: Party, onward: "Leg") -> None:
        """Let the customer follow a transfer that no agent took yet: from now on it plays to the customer."""
        customer = call.find("CUSTOMER")
        onward.call = None
        onward.played_to = "CUSTOMER"
        if onward.execution:
            onward.execution.hears = "CUSTOMER"
        if customer:
            customer.state = "LEFT"
        self.instance.transfers.completed(party.leg, onward)
        self._finish(party.leg, "AGENT_DISCONNECT")

    def _leg_of_agent_ends(self, call: Call, party: Party, reason: str) -> None:
        """End the contact of an agent who left while others talk on, if another agent's contact carries the call."""
        leg, others = party.leg, [one.leg for one in call.talkers() if one.role == "AGENT"]
        agent = self.instance.agents.get(party.id)
        if others:
            self.instance.transfers.completed(leg, others[0])
            for one in call.talkers():
                if one.leg is leg:
                    one.leg = others[0]
            self._finish(leg, reason)
            if leg in call.legs:
                call.legs.remove(leg)
        elif agent:
            self.instance.desk.finish(agent, leg)

    def _over(self, call: Call, last: "Leg", reason: str) -> None:
        """End a call: all leave; a customer who was left by the agent may go into the disconnect flow."""
        customer = call.find("CUSTOMER")
        self._all_leave(call, reason)
        if customer and reason == "AGENT_DISCONNECT":
            self.instance.after_agent_left(last)

    def _all_leave(self, call: Call, reason: str) -> None:
        call.over = True
        for party in call.listeners() + call.talkers():
            self._gone(party, reason)
        for leg in list(call.legs):
            if not leg.contact.ended:
                self._finish(leg, reason)


def _why_dequeued(leg: "Leg", reason: str) -> str:
    """Return why a contact leaves its queue; one that asked for a callback is not abandoned."""
    if leg.wants_callback:
        return "callback"
    return "abandoned" if reason == "CUSTOMER_DISCONNECT" else "disconnected"
