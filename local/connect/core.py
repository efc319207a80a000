"""What an instance is made of, and what its parts ask of each other; the face to the outside is `engine.py`."""

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
from local.connect.lives import LIVES
from local.connect.log import Data, Event, Log, Reader
from local.connect.loopback import Loopback
from local.connect.outbound import Outbound
from local.connect.outcomes import Outcome
from local.connect.population import Population, Scripted
from local.connect.program import Program, Step
from local.connect.recordings import Recordings
from local.connect.recovery import recover
from local.connect.refusals import Unknown
from local.connect.resources import Directory, Queue, Status
from local.connect.routing import Router
from local.connect.tasks import Tasks
from local.connect.transfers import Transfers

Meddler = Callable[[Execution, Step], Outcome | None]


class NoFunctions:
    """Where no function is deployed, every invocation fails."""

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Any:
        raise Unknown(f"There is no function {arn}")


class Core:
    """All that happens is in `log`, and `contacts` is what the log says of each contact."""

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
        self.recordings, self.figures, self.loopback = Recordings(self), Figures(self), Loopback(self)
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

    @property
    def offline(self) -> Status:
        found = self.directory.statuses.find("offline")
        if found is None:
            raise Unknown("There is no status Offline")
        return found

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
            self.expire(leg, seconds)
        return leg

    def expire(self, leg: Leg, seconds: float) -> None:
        """Let a contact expire after some seconds, unless it ends before."""
        self.clock.after(seconds, lambda: self.calls.end(leg, "EXPIRED"))

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
