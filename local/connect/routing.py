"""Who gets whom: the longest idle agent of those who serve the queue; by priority, then the oldest contact."""

from bisect import insort
from itertools import count
from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.offers import Offers
from local.connect.proficiency import expiries, fits
from local.connect.resources import ProfileQueue, Queue

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

Entry = tuple[int, float, int, "Leg"]


class Router(Offers):
    """The queues of an instance, and the offers that ring."""

    def __init__(self, instance: "Core") -> None:
        super().__init__(instance)
        self._waiting: dict[str, list[Entry]] = {}
        self._order = count()
        self._serving: dict[tuple[str, str], list[tuple[Agent, ProfileQueue]]] | None = None

    # Queues

    def waiting(self, queue: str) -> list["Leg"]:
        """Return those in a queue, the next one first; those that ring at an agent are among them."""
        return [entry[3] for entry in self._waiting.get(queue, ())]

    def is_full(self, queue: Queue) -> bool:
        most = queue.most if queue.most is not None else self.instance.most_queued
        if queue.agent:
            most = min(most, 10)
        return len(self._waiting.get(queue.id, ())) >= most

    def enqueue(self, leg: "Leg", queue: Queue) -> None:
        """Put a contact into a queue and look for an agent; its place counts from now, less its adjustment."""
        contact, now = leg.contact, self.instance.clock.now()
        self.instance.record("QUEUED", contact, {"queue": queue.id, "priority": contact.priority})
        self._insert(leg, queue.id, now)
        self.match(leg)
        delays = {pair.delay for _, pair in self.serving(queue, contact.channel) if pair.delay > 0}
        for delay in delays.union(expiries(contact.data.get("RoutingCriteria"))):
            self.instance.clock.after(delay, lambda: self.match(leg))

    def put_back(self, leg: "Leg") -> None:
        """Give a contact that waited before the engine was started its place again."""
        if leg.contact.queue and leg.contact.enqueued_at is not None:
            self._insert(leg, leg.contact.queue, leg.contact.enqueued_at)

    def _insert(self, leg: "Leg", queue: str, at: float) -> None:
        contact = leg.contact
        leg.entry = (contact.priority, at - contact.time_adjustment, next(self._order))
        insort(self._waiting.setdefault(queue, []), (*leg.entry, leg))

    def move(self, leg: "Leg") -> None:
        """Give a waiting contact the place that its changed priority or age gives it."""
        contact = leg.contact
        if leg.entry and contact.queue and contact.enqueued_at is not None:
            self._take_out(leg)
            self._insert(leg, contact.queue, contact.enqueued_at)

    def dequeue(self, leg: "Leg", why: str) -> None:
        """Take a contact out of its queue: answered, abandoned, callback, transferred or disconnected."""
        if leg.entry is None:
            return
        self._take_out(leg)
        self.withdraw(leg)
        self.instance.record("DEQUEUED", leg.contact, {"queue": leg.contact.queue, "why": why})

    def _take_out(self, leg: "Leg") -> None:
        entries = self._waiting.get(leg.contact.queue or "", [])
        entry, leg.entry = leg.entry, None
        for place, found in enumerate(entries):
            if found[3] is leg and found[:3] == entry:
                del entries[place]
                return

    # Agents

    def changed(self) -> None:
        """Forget who serves what: people or profiles changed."""
        self._serving = None

    def serving(self, queue: Queue, channel: str) -> list[tuple[Agent, ProfileQueue]]:
        """Return the agents who serve a queue for a channel, each with the pair of the profile that says so."""
        if queue.agent:
            agent = self.instance.agents.get(queue.agent)
            return [(agent, ProfileQueue(queue.id, channel))] if agent else []
        if self._serving is None:
            self._serving = self._listed()
        return self._serving.get((queue.id, channel), [])

    def _listed(self) -> dict[tuple[str, str], list[tuple[Agent, ProfileQueue]]]:
        listed: dict[tuple[str, str], list[tuple[Agent, ProfileQueue]]] = {}
        for agent in self.instance.agents.values():
            for pair in agent.profile.queues if agent.profile else ():
                queue = self.instance.directory.queues.find(pair.queue)
                listed.setdefault((queue.id if queue else pair.queue, pair.channel), []).append((agent, pair))
        return listed

    # Matching

    def match(self, leg: "Leg") -> None:
        """Offer a waiting contact to the longest idle agent who can take it."""
        queue = self.instance.directory.queues.find(leg.contact.queue or "")
        if leg.entry is None or leg.offered_to or queue is None or self._early(leg):
            return
        age = self.instance.clock.now() - (leg.contact.enqueued_at or 0)
        best: Agent | None = None
        for agent, pair in self.serving(queue, leg.contact.channel):
            if (
                pair.delay <= age
                and agent.free_slots(leg.contact.channel) > 0
                and fits(agent.user, leg.contact.data.get("RoutingCriteria"), age)
                and (best is None or (agent.idle_since, agent.order) < (best.idle_since, best.order))
            ):
                best = agent
        if best:
            self.offer(leg, best)

    def serve(self, agent: Agent) -> None:
        """Give an agent the contacts that wait for one, as many as there are slots."""
        while leg := self._next_for(agent):
            self.offer(leg, agent)

    def _next_for(self, agent: Agent) -> "Leg | None":
        now = self.instance.clock.now()
        best: tuple[tuple[int, int, float, int], Leg] | None = None
        for pair in self._pairs(agent):
            if agent.free_slots(pair.channel) <= 0:
                continue
            for priority, since, order, leg in self._waiting.get(pair.queue, ()):
                if leg.contact.channel == pair.channel and not leg.offered_to and self._ready(leg, pair, agent, now):
                    rank = (pair.priority, priority, since, order)
                    best = min(best, (rank, leg), key=lambda one: one[0]) if best else (rank, leg)
                    break
        return best[1] if best else None

    def _ready(self, leg: "Leg", pair: ProfileQueue, agent: Agent, now: float) -> bool:
        age = now - (leg.contact.enqueued_at or 0)
        criteria = leg.contact.data.get("RoutingCriteria")
        return age >= pair.delay and not self._early(leg) and fits(agent.user, criteria, age)

    def _pairs(self, agent: Agent) -> list[ProfileQueue]:
        profile, find = agent.profile, self.instance.directory.queues.find
        own = [ProfileQueue(agent.user.queue, channel, 0) for channel in profile.concurrency] if profile else []
        pairs = [(pair, find(pair.queue)) for pair in profile.queues] if profile else []
        return own + [ProfileQueue(queue.id, pair.channel, pair.priority, pair.delay) for pair, queue in pairs if queue]

    def _early(self, leg: "Leg") -> bool:
        """Return whether a contact must not ring yet: a whisper or a retry keeps it back."""
        return leg.eligible_at > self.instance.clock.now()
