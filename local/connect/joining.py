"""From an accepted offer to a conversation: agent whisper, leaving the queue, customer whisper, together."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.call import Call, Party
from local.connect.chats import JOINED
from local.connect.interpreter import Execution

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

WHISPER_SECONDS = 120.0
_HOOKS = {"AGENT_WHISPER": "AgentWhisper", "CUSTOMER_WHISPER": "CustomerWhisper"}


class Joining:
    """While the agent hears the whisper, the customer is in the queue still, hears it, and its time counts."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def begin(self, leg: "Leg", agent: Agent) -> None:
        if leg.callback is not None:
            self._whisper(leg, agent, "AGENT_WHISPER", lambda: self.instance.callbacks.dial(leg, agent))
            return
        self._whisper(leg, agent, "AGENT_WHISPER", lambda: self._leave_queue(leg, agent))

    def _leave_queue(self, leg: "Leg", agent: Agent) -> None:
        leg.offered_to = None
        self.instance.router.dequeue(leg, "answered")
        if leg.execution:
            leg.execution.stop()
            leg.execution = None
        self.connected(leg, agent)
        self._whisper(leg, agent, "CUSTOMER_WHISPER", lambda: self.together(leg, agent))

    def connected(self, leg: "Leg", agent: Agent) -> None:
        """Give the contact to the agent: from this instant the agent's time counts."""
        leg.agent_id = agent.id
        self.instance.record("CONNECTED_TO_AGENT", leg.contact, {"agent": agent.id})

    def together(self, leg: "Leg", agent: Agent) -> None:
        """Let customer and agent hear each other; a leg made by a transfer brings the agent into its call."""
        call = leg.call
        if call is None:
            call = leg.call = Call()
            call.parties.append(Party("CUSTOMER", "CUSTOMER", leg))
            self.instance.record("JOINED", leg.contact, {"party": "CUSTOMER", "role": "CUSTOMER"})
        if leg not in call.legs:
            call.legs.append(leg)
        call.parties.append(Party(agent.id, "AGENT", leg))
        self.instance.record("JOINED", leg.contact, {"party": agent.id, "role": "AGENT"})
        agent.show(leg.contact.id, "CONNECTED")
        if leg.contact.channel == "CHAT":
            self.instance.chats.tell(leg, "AGENT", agent.user.name, JOINED)
        self.instance.calls.settle(call)
        self.instance.recordings.agent_joined(leg)

    def _whisper(self, leg: "Leg", agent: Agent, kind: str, then: Callable[[], None]) -> None:
        program = self.instance.flow_for(leg.contact, kind)
        if program is None or (leg.contact.channel != "VOICE" and _HOOKS[kind] not in leg.contact.hooks):
            then()
            return
        limit = self.instance.clock.after(WHISPER_SECONDS, lambda: self._too_long(leg, agent))

        def ended(_execution: Execution, how: str) -> None:
            limit.cancel()
            leg.side = None
            if how != "STOPPED" and not leg.contact.ended and agent.contacts.get(leg.contact.id) == "CONNECTING":
                self.instance.soon(then)

        hears = agent.id if kind == "AGENT_WHISPER" else "CUSTOMER"
        leg.side = Execution(leg, program, kind, hears, ended)
        leg.side.start()

    def _too_long(self, leg: "Leg", agent: Agent) -> None:
        if agent.contacts.get(leg.contact.id) == "CONNECTING":
            self.instance.calls.end(leg, "CONTACT_FLOW_DISCONNECT")
