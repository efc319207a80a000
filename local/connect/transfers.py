"""Transfers: each makes a new contact, which follows the first; warm while the agent stays on the line, else blind."""

from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.call import Party
from local.connect.contact import endpoint
from local.connect.population import ANSWERED
from local.connect.refusals import Refused, Unknown
from local.connect.resources import Queue, QuickConnect

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg


class Transfers:
    """An agent's transfers, to a quick connect or a number."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def begin(self, agent: Agent, leg: "Leg", to: str, blind: bool) -> str:
        """Begin a transfer; the customer is put on hold, and the transfer flow plays to the agent."""
        party = leg.call.find(agent.id) if leg.call else None
        if leg.call is None or party is None or leg.call.over:
            raise Refused("The agent is not on this call")
        connect = self.instance.directory.quick_connects.find(to)
        if connect is None or connect.kind == "PHONE_NUMBER":
            self._to_number(agent, leg, connect.target if connect else to, blind)
            return leg.contact.id
        onward = self._onward(agent, leg, connect)
        customer = leg.call.find("CUSTOMER")
        if customer and customer.state == "CONNECTED" and leg.contact.channel == "VOICE":
            self.instance.calls.hold(leg, "CUSTOMER")
        leg.call.legs.append(onward)
        if blind or leg.contact.channel != "VOICE":
            self.instance.calls.leave(leg.call, party, "AGENT_DISCONNECT")
        self._flow(onward, connect)
        return onward.contact.id

    def _onward(self, agent: Agent, leg: "Leg", connect: QuickConnect) -> "Leg":
        directory = self.instance.directory
        user = directory.users.find(connect.target) if connect.kind == "USER" else None
        queue = directory.queues.find(user.queue if user else connect.target)
        if queue is None:
            raise Unknown(f"The quick connect {connect.name} leads nowhere")
        onward = self.instance.follow(leg, "TRANSFER", {"queue": queue.id})
        onward.call, onward.played_to = leg.call, agent.id
        self.instance.record("CONNECTED_TO_SYSTEM", onward.contact, {})
        return onward

    def _flow(self, onward: "Leg", connect: QuickConnect) -> None:
        kind = "AGENT_TRANSFER" if connect.kind == "USER" else "QUEUE_TRANSFER"
        program = self.instance.program(connect.flow) if connect.flow else self.instance.flow_for(onward.contact, kind)
        if program:
            self.instance.run_flow(onward, program, kind)
            return
        queue = self.instance.directory.queues.find(onward.contact.queue or "")
        if queue:
            self.instance.into_queue(onward, queue)

    def _to_number(self, agent: Agent, leg: "Leg", number: str, blind: bool) -> None:
        """Bring an outside number onto the call; blind: the agent leaves when it answers."""
        if not self.instance.dialable(number):
            raise Unknown(f"There is no quick connect, and no number, {number}")
        callee = self.instance.loopback.callee(number, leg.contact.id)
        self.instance.record("THIRD_PARTY_DIALLED", leg.contact, {"to": number, "by": agent.id})

        def result() -> None:
            call = leg.call
            if call is None or call.over or callee.outcome not in ANSWERED:
                if call and not call.over:
                    self.instance.record("THIRD_PARTY_FAILED", leg.contact, {"to": number, "outcome": callee.outcome})
                return
            self.instance.calls.add(leg, Party(number, "THIRD_PARTY", leg))
            party = call.find(agent.id)
            if blind and party:
                self.instance.record("TRANSFERRED", leg.contact, {"contact": None, "to": endpoint(number)})
                self.instance.calls.leave(call, party, "AGENT_DISCONNECT")
            if not self.instance.loopback.arrive(leg, number, number, lambda: self._number_leaves(leg, number)):
                self.instance.clock.after(callee.talks, lambda: self._number_leaves(leg, number))

        self.instance.clock.after(callee.rings, result)

    def _number_leaves(self, leg: "Leg", number: str) -> None:
        party = leg.call.find(number) if leg.call else None
        if leg.call and party and not leg.call.over:
            self.instance.calls.leave(leg.call, party, "THIRD_PARTY_DISCONNECT")

    def completed(self, before: "Leg", after: "Leg") -> None:
        """Record that the customer goes on with another contact."""
        to = {"Address": after.contact.agent or after.contact.queue, "Type": "CONTACT"}
        self.instance.record("TRANSFERRED", before.contact, {"contact": after.contact.id, "to": to})

    def to_queue(self, leg: "Leg", queue: Queue) -> None:
        """Move a waiting customer to another queue, as a new contact (QUEUE_TRANSFER)."""
        if leg.contact.ended:
            return
        hooks = {event: flow for event, flow in leg.contact.hooks.items() if event != "CustomerQueue"}
        onward = self.instance.follow(leg, "QUEUE_TRANSFER", {"queue": queue.id, "hooks": hooks})
        self.completed(leg, onward)
        self.instance.router.dequeue(leg, "transferred")
        self.instance.calls.end(leg, "OTHER")
        self.instance.record("CONNECTED_TO_SYSTEM", onward.contact, {})
        self.instance.into_queue(onward, queue)

    def park(self, leg: "Leg", state: str) -> bool:
        """Put those of the call that a transfer came from on hold, or take them off; return whether there is one."""
        call = leg.call
        if call is None:
            return False
        for party in call.talkers():
            on_hold = (party.role == "CUSTOMER" and state == "CustomerOnHold") or (
                party.role == "AGENT" and state == "AgentOnHold"
            )
            if on_hold and party.state == "CONNECTED":
                self.instance.calls.hold(party.leg, party.id)
            elif state == "OffHold" and party.state == "HELD":
                self.instance.calls.resume(party.leg, party.id)
        return True
