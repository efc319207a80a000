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

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

from local.connect.agents import Agent
from local.connect.callbacks import Callbacks
from local.connect.calls import Calls
from local.connect.chats import Chats
from local.connect.clock import Clock, VirtualClock
from local.connect.contact import Contact
from local.connect.desk import Desk
from local.connect.figures import Figures
from local.connect.flows import Flows
from local.connect.functions import Functions, Inline, Invoker, Pooled
from local.connect.interpreter import Execution
from local.connect.joining import Joining
from local.connect.leg import Leg
from local.connect.log import Data, Event, Log, Reader
from local.connect.outbound import RING_SECONDS, Outbound
from local.connect.outcomes import Outcome
from local.connect.population import Population, Scripted
from local.connect.program import Program, Step
from local.connect.recordings import Recordings
from local.connect.recovery import recover
from local.connect.refusals import Refused, Unknown
from local.connect.resources import Directory, FlowResource, Queue, Status
from local.connect.routing import Router
from local.connect.tasks import Tasks
from local.connect.transfers import Transfers

LIVES = {"CHAT": 25 * 3600.0, "TASK": 7 * 86400.0}
"""How long a contact may go on before it expires, in seconds; calls end when somebody hangs up."""
KEYS = frozenset("0123456789*#")
Meddler = Callable[[Execution, Step], Outcome | None]


class NoFunctions:
    """Where no function is deployed, every invocation fails."""

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Any:
        raise Unknown(f"There is no function {arn}")


class Instance:
    """One instance; all that happens in it is in `log`, and `contacts` is what the log says of each contact."""

    def __init__(
        self,
        clock: Clock,
        *,
        directory: Directory | None = None,
        flows: Flows | None = None,
        log: Log | None = None,
        functions: Functions | None = None,
        population: Population | None = None,
        seed: int | None = None,
        most_queued: int = 10_000,
        dialable: Callable[[str], bool] = lambda number: number.startswith(("+", "sip:")),
    ) -> None:
        self.clock, self.lock = clock, clock.lock
        self.directory: Directory = directory or Directory(
            "000000000000", "us-east-1", "00000000-0000-4000-8000-000000000000", "nidaa"
        )
        self.log = log or Log()
        self.random = Random(0 if seed is None and isinstance(clock, VirtualClock) else seed)  # noqa: S311  # no secrets
        self.population: Population = population or Scripted()
        self.invoker: Invoker = self._invoker(functions or NoFunctions())
        self.dialable, self.most_queued = dialable, most_queued
        self.contacts: dict[str, Contact] = {}
        self.legs: dict[str, Leg] = {}
        self.agents: dict[str, Agent] = {}
        self.bots: dict[str, Callable[[str, dict[str, Any]], dict[str, Any]]] = {}
        self.default_flows: dict[str, str] = {}
        self.meddle: Meddler | None = None
        self.taken = 0
        self._conversations = [0, 0.0]
        self._flows = flows or Flows(self.directory)
        self.router, self.desk, self.joining = Router(self), Desk(self), Joining(self)
        self.calls, self.transfers, self.outbound = Calls(self), Transfers(self), Outbound(self)
        self.callbacks, self.chats, self.tasks = Callbacks(self), Chats(self), Tasks(self)
        self.recordings, self.figures = Recordings(self), Figures(self)
        recover(self)

    def _invoker(self, functions: Functions) -> Invoker:
        return Inline(functions, self.clock) if isinstance(self.clock, VirtualClock) else Pooled(functions, self.clock)

    # The log

    def record(self, kind: str, contact: Contact, data: Data) -> Event:
        event = self.log.append(self.clock.now(), kind, contact.id, data)
        contact.apply(event)
        return event

    def record_agent(self, kind: str, data: Data) -> Event:
        return self.log.append(self.clock.now(), kind, "", data)

    def subscribe(self, reader: Reader, kinds: tuple[str, ...] = ()) -> Callable[[], None]:
        """Let a reader hear events as they are recorded; return what ends it."""
        with self.lock:
            return self.log.subscribe(reader, kinds)

    def soon(self, callback: Callable[[], None]) -> None:
        """Do something at this instant, after what is being done."""
        self.clock.after(0, callback)

    def new_id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    # Configuration

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

    @property
    def offline(self) -> Status:
        found = self.directory.statuses.find("offline")
        if found is None:
            raise Unknown("There is no status Offline")
        return found

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
            for key in keys:
                if leg.contact.ended:
                    return
                listener = leg.listener()
                secret = listener and listener.step and "InputEncryption" in listener.step.action.parameters
                self.record("KEY", leg.contact, {"key": "?" if secret else key})
                if listener:
                    listener.wake(key)
                else:
                    leg.typed.append(key)

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

    # For the parts of the engine

    def leg(self, contact: str) -> Leg:
        leg = self.legs.get(contact)
        if leg is None:
            raise Unknown(f"There is no contact {contact} that goes on")
        return leg

    def _known(self, contact: str) -> Contact:
        known = self.contacts.get(contact)
        if known is None:
            raise Unknown(f"There is no contact {contact}")
        return known

    def channel_of(self, contact: str) -> str:
        return self.contacts[contact].channel

    def new_leg(self, facts: Data, life: float | None = None) -> Leg:
        contact = Contact(self.new_id())
        self.contacts[contact.id] = contact
        leg = self.legs[contact.id] = Leg(self, contact)
        self.record("INITIATED", contact, facts)
        if seconds := life or LIVES.get(contact.channel):
            self.clock.after(seconds, lambda: self.calls.end(leg, "EXPIRED"))
        return leg

    def follow(self, leg: Leg, method: str, facts: Data) -> Leg:
        """Make the contact that goes on from another: its attributes and data are copied, its hooks too."""
        before = leg.contact
        return self.new_leg(
            {
                "channel": before.channel,
                "method": method,
                "initial": before.initial or before.id,
                "previous": before.id,
                "attributes": dict(before.attributes),
                "customer": before.customer,
                "system": before.system,
                "language": before.language,
                "voice": before.voice,
                "hooks": dict(before.hooks),
                "data": dict(before.data),
                "name": before.name,
                "references": dict(before.references),
                **facts,
            }
        )

    def run_flow(self, leg: Leg, program: Program, kind: str) -> None:
        leg.execution = Execution(leg, program, kind, leg.played_to, self._flow_ended)
        leg.execution.start()

    def _flow_ended(self, execution: Execution, how: str) -> None:
        leg = execution.leg
        if leg.execution is execution:
            leg.execution = None
        stays = how in {"MOVED", "STOPPED"} or (execution.kind == "CUSTOMER_QUEUE" and how in {"ENDED", "NOWHERE"})
        if not stays and not leg.contact.ended:
            self.soon(lambda: self.calls.end(leg, "CONTACT_FLOW_DISCONNECT"))

    def into_queue(self, leg: Leg, queue: Queue) -> None:
        """Put a contact into a queue, where the queue's flow plays to it."""
        if leg.contact.ended:
            return
        self.router.enqueue(leg, queue)
        program = self.flow_for(leg.contact, "CUSTOMER_QUEUE")
        if program and leg.entry is not None and leg.contact.channel != "TASK":
            self.run_flow(leg, program, "CUSTOMER_QUEUE")

    def after_agent_left(self, leg: Leg) -> None:
        """Run the disconnect flow, as a new contact, if the flow had set one."""
        program = self.flow_for(leg.contact, "CUSTOMER_REMAINING")
        if program is None or leg.contact.channel == "TASK":
            return
        onward = self.follow(leg, "DISCONNECT", {"hooks": {}})
        self.transfers.completed(leg, onward)
        self.record("CONNECTED_TO_SYSTEM", onward.contact, {})
        self.run_flow(onward, program, "CONTACT_FLOW")

    def complete(self, contact: Contact) -> None:
        if contact.completed_at is None:
            if contact.agent_connected_at is not None and contact.disconnected_at is not None:
                self._conversations[0] += 1
                self._conversations[1] += contact.disconnected_at - contact.agent_connected_at
            self.record("COMPLETED", contact, {})
            self.legs.pop(contact.id, None)

    @property
    def mean_conversation(self) -> float:
        """Return the mean length of the conversations so far, in seconds; three minutes before the first."""
        count, seconds = self._conversations
        return seconds / count if count else 180.0

    def program(self, reference: str | None) -> Program | None:
        return self._flows.flow(reference)

    def module(self, reference: str | None) -> Program | None:
        return self._flows.module(reference)

    def flow_for(self, contact: Contact, kind: str) -> Program | None:
        return self._flows.for_event(contact, kind, self.default_flows)

    def program_or_refuse(self, flow: str) -> Program:
        program = self.program(flow)
        if program is None or program.first is None:
            raise Unknown(f"There is no flow {flow}")
        return program
