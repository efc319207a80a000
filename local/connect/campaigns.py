"""Campaigns: lists of people to call, dialled as fast as the mode allows: agentless, progressive or predictive.

Agentless campaigns dial on every line that is theirs; progressive ones for each free agent of their queue; predictive
ones for more than that, by the share of calls that were answered so far.
"""

from collections import deque
from typing import TYPE_CHECKING, Any

import msgspec

from local.connect.log import Event
from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.engine import Instance

LINES = 30
"""Lines of an instance; a campaign's capacity is its share of them."""
MOST_WAITING = 10_000
LEAST_ANSWERED = 0.3
"""No share below this is believed when more is dialled than there are agents."""
AGENTLESS, PROGRESSIVE, PREDICTIVE = "agentless", "progressive", "predictive"
_NEXT = {
    "start": (frozenset({"Initialized"}), "Running"),
    "pause": (frozenset({"Running"}), "Paused"),
    "resume": (frozenset({"Paused"}), "Running"),
    "stop": (frozenset({"Running", "Paused"}), "Stopped"),
}


class Request(msgspec.Struct, frozen=True):
    """Somebody to call, until when, and what the flow should know."""

    id: str
    number: str
    expires_at: float
    attributes: dict[str, str] = {}


class Plan(msgspec.Struct, kw_only=True):
    """How a campaign calls."""

    flow: str
    mode: str
    queue: str | None = None
    source: str | None = None
    capacity: float = 1.0
    amd: bool = False
    ring: float = 60.0


class Campaign:
    """One campaign of an instance; `state` is Initialized, Running, Paused, Stopped or Completed."""

    def __init__(self, instance: "Instance", id_: str, plan: Plan, ends_at: float | None = None) -> None:
        self.instance, self.id, self.plan = instance, id_, plan
        self.state = "Initialized"
        self._waiting: deque[Request] = deque()
        self._dialling: set[str] = set()
        self._calls: set[str] = set()
        self._tried = self._answered = 0
        self._stop = instance.subscribe(
            self._hear, ("CONNECTED_TO_SYSTEM", "DISCONNECTED", "AGENT_CONTACT", "AGENT_STATUS")
        )
        if ends_at is not None:
            instance.clock.after(ends_at - instance.clock.now(), self._complete)

    def put(self, request: Request) -> bool:
        """Take somebody into the list; False if it is full."""
        with self.instance.lock:
            if len(self._waiting) >= MOST_WAITING:
                return False
            self._waiting.append(request)
            self._soon()
            return True

    def become(self, verb: str) -> None:
        """Start, pause, resume or stop. :raises Refused: if its state does not allow it"""
        with self.instance.lock:
            allowed, state = _NEXT[verb]
            if self.state not in allowed:
                raise Refused(f"A campaign that is {self.state} cannot {verb}")
            self.state = state
            self._soon()

    def end(self) -> None:
        """Leave the campaign; calls that go on are not ended."""
        self.state = "Stopped"
        self._stop()

    def _complete(self) -> None:
        if self.state not in ("Stopped", "Completed"):
            self.state = "Completed"

    def _soon(self) -> None:
        self.instance.soon(self._dial)

    def _hear(self, event: Event) -> None:
        if event.kind == "CONNECTED_TO_SYSTEM" and event.contact in self._dialling:
            self._dialling.discard(event.contact)
            self._answered += 1
        elif event.kind == "DISCONNECTED" and event.contact in self._calls:
            self._dialling.discard(event.contact)
            self._calls.discard(event.contact)
        elif event.contact:
            return
        if self._waiting:
            self._soon()

    def _dial(self) -> None:
        """Call the next people, as many as may be called now; whose time has passed is left out."""
        while self.state == "Running" and self._waiting and self._has_line():
            request = self._waiting.popleft()
            if request.expires_at > self.instance.clock.now():
                self._call(request)

    def _call(self, request: Request) -> None:
        plan, facts = self.plan, {"attributes": dict(request.attributes), "campaign": self.id}
        self._tried += 1
        contact = self.instance.start_outbound(
            plan.flow, request.number, ring=plan.ring, amd=plan.amd, system=plan.source, queue=plan.queue, **facts
        )
        self._calls.add(contact)
        self._dialling.add(contact)

    def _has_line(self) -> bool:
        if len(self._calls) >= max(1, round(LINES * self.plan.capacity)):
            return False
        if self.plan.mode == AGENTLESS:
            return True
        free = self._free_agents() - self._unserved()
        return len(self._dialling) < free / (self._share_answered() if self.plan.mode == PREDICTIVE else 1)

    def _share_answered(self) -> float:
        """Return which share of the calls that rang to their end was answered; all of them before the first."""
        rang = self._tried - len(self._dialling)
        return max(self._answered / rang, LEAST_ANSWERED) if rang else 1.0

    def _free_agents(self) -> int:
        queue = self.instance.directory.queues.find(self.plan.queue or "")
        serving: list[Any] = self.instance.router.serving(queue, "VOICE") if queue else []
        return sum(agent.free_slots("VOICE") > 0 for agent, _ in serving)

    def _unserved(self) -> int:
        """Return the campaign's own calls that were answered and have no agent yet."""
        legs = (self.instance.legs.get(contact) for contact in self._calls - self._dialling)
        return sum(leg is not None and leg.contact.agent_connected_at is None and not leg.offered_to for leg in legs)
