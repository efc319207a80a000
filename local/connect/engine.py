"""An instance of Amazon Connect on a laptop: the whole face of the engine.

    clock = VirtualClock(start=1_800_000_000)            # or RealClock()
    instance = Instance(clock, functions=my_functions)
    instance.directory.queues.put(Queue(...))            # resources.py
    instance.publish(FlowResource(...))                  # a flow or (kind MODULE) a module
    agent = instance.agent("agent-id"); agent.sign_in()  # agents.py: accept, hold, transfer, ...
    contact = instance.start_call("main-flow", customer="+971501234567")
    instance.press(contact, "1"); instance.hang_up(contact)
    instance.subscribe(reader)                           # every event; kinds and facts: events.py

Every method takes ids, ARNs or names, holds the engine's lock, and raises `refusals.Refused` or `Unknown`.
A reader must not call the engine back while it reads: it asks the clock (`instance.soon`).
"""

from typing import Any

from local.connect.agents import Agent
from local.connect.call import KEYS
from local.connect.core import Core
from local.connect.log import Data
from local.connect.outbound import RING_SECONDS
from local.connect.refusals import Refused, Unknown
from local.connect.resources import FlowResource


class Instance(Core):
    """One instance: what customers, agents and the service can do with it."""

    def publish(self, flow: FlowResource) -> FlowResource:
        """Put a flow or a module in force; contacts in the old one go on with it.

        :raises Refused: if it is no flow
        """
        with self.lock:
            self._flows.program_of(flow)
            return (self.directory.modules if flow.kind == "MODULE" else self.directory.flows).put(flow)

    def agent(self, user: str) -> Agent:
        """Return a user as an agent; whoever was never here is offline."""
        with self.lock:
            found = self.directory.users.find(user)
            if found is None:
                raise Unknown(f"There is no user {user}")
            agent = self.agents.get(found.id)
            if agent is None:
                agent = self.agents[found.id] = Agent(self, found, len(self.agents))
                self.router.changed()
            return agent

    def configured(self) -> None:
        """Take in changed users, profiles and queues."""
        with self.lock:
            for agent in self.agents.values():
                agent.user = self.directory.users.find(agent.id) or agent.user
            self.router.changed()

    # What customers do

    def start_call(self, flow: str, *, customer: str = "+971500000000", system: str | None = None, **facts: Any) -> str:
        """Let a customer call in; return the contact's id. `facts` are more fields of Contact."""
        with self.lock:
            program = self.program_or_refuse(flow)
            facts = {"channel": "VOICE", "method": "INBOUND", "customer": customer, "system": system, **facts}
            leg = self.new_leg(facts)
            self.record("CONNECTED_TO_SYSTEM", leg.contact, {})
            self.run_flow(leg, program, "CONTACT_FLOW")
            return leg.contact.id

    def press(self, contact: str, keys: str) -> None:
        """Press keys; those that no action takes yet are kept for the next one that does."""
        with self.lock:
            leg = self.leg(contact)
            if leg.contact.channel != "VOICE" or not set(keys) <= KEYS:
                raise Refused("Only 0-9, * and # are keys, and only on a call")
            leg.press(keys)

    def hang_up(self, contact: str) -> None:
        """Let the customer leave, by voice or chat; a contact that has ended stays as it is."""
        with self.lock:
            leg = self.legs.get(contact)
            if leg and not leg.contact.ended:
                self.calls.customer_leaves(leg)
            elif contact not in self.contacts:
                raise Unknown(f"There is no contact {contact}")

    def start_outbound(
        self, flow: str, number: str, *, ring: float = RING_SECONDS, amd: bool = False, **facts: Any
    ) -> str:
        """Call a number; return the contact's id. The flow runs once it is answered."""
        with self.lock:
            if not self.dialable(number):
                raise Refused(f"{number} cannot be dialled")
            return self.outbound.start(flow, number, amd=amd, ring=ring, facts=facts).contact.id

    def answer(self, contact: str, outcome: str = "ANSWER") -> None:
        """Answer a call that the population leaves to be answered by hand."""
        with self.lock:
            self.outbound.answer(self.leg(contact), outcome)

    def start_chat(self, flow: str, name: str = "CUSTOMER", *, life: float | None = None, **facts: Any) -> str:
        with self.lock:
            return self.chats.start(flow, name, facts, life).contact.id

    def say(
        self, contact: str, content: str, *, role: str = "CUSTOMER", name: str = "", kind: str = "text/plain"
    ) -> Data:
        """Say something in a chat; return the transcript's item."""
        with self.lock:
            return self.chats.say(self.leg(contact), role, name or role, content, kind)

    def tell(self, contact: str, *, role: str, name: str, kind: str) -> Data:
        """Tell in a chat that somebody types or has read; return the transcript's item."""
        with self.lock:
            return self.chats.tell(self.leg(contact), role, name, kind)

    def start_task(self, flow: str, name: str, **more: Any) -> str:
        """Make a task (see `tasks.py` for more); return its contact's id."""
        with self.lock:
            self.program_or_refuse(flow)
            return self.tasks.create(name=name, flow=flow, **more)

    def act(self, contact: str, action: str, data: dict[str, Any] | None = None) -> None:
        """Choose an action in the view that a flow shows."""
        with self.lock:
            execution = self.leg(contact).execution
            if (
                execution is None
                or execution.listens != "events"
                or not execution.step
                or execution.step.type != "ShowView"
            ):
                raise Refused("No view is shown")
            execution.wake((action, data or {}))

    # What the service does

    def stop_contact(self, contact: str, reason: str = "API") -> None:
        with self.lock:
            self.calls.end(self.leg(contact), reason)

    def update_attributes(self, contact: str, attributes: dict[str, str]) -> None:
        with self.lock:
            self.record("ATTRIBUTES", self._known(contact), {"set": dict(attributes)})

    def update(self, contact: str, **changes: Any) -> None:
        """Change fields of a contact: name, description, references, priority, ..."""
        with self.lock:
            known = self._known(contact)
            self.record("UPDATED", known, changes)
            if contact in self.legs:
                self.router.move(self.legs[contact])

    def transfer_contact(self, contact: str, flow: str, queue: str | None = None) -> str:
        """Send a contact of an agent (or a task, a chat) through a flow as a new contact, as TransferContact does."""
        with self.lock:
            leg, program = self.leg(contact), self.program_or_refuse(flow)
            found = self.directory.queues.find(queue or leg.contact.queue or "")
            onward = self.follow(leg, "TRANSFER", {"queue": found.id if found else None})
            self.record("CONNECTED_TO_SYSTEM", onward.contact, {})
            self.transfers.completed(leg, onward)
            self.calls.end(leg, "OTHER")
            self.run_flow(onward, program, "CONTACT_FLOW")
            return onward.contact.id

    def record_call(self, contact: str, what: str) -> None:
        """START, STOP, SUSPEND or RESUME a recording."""
        with self.lock:
            leg = self.leg(contact)
            if what in {"SUSPEND", "RESUME"}:
                self.recordings.suspend(leg, what == "SUSPEND")
            else:
                (self.recordings.start if what == "START" else self.recordings.stop)(leg)

    def close(self) -> None:
        """Stop the clock's and the functions' threads and close the log's file; contacts are recovered from it."""
        for part in (self.clock, self.invoker):
            stop = getattr(part, "stop", None)
            if stop:
                stop()
        self.log.close()
