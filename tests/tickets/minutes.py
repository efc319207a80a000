"""The workflows of promises in process: a model of their definitions, state by state, over the fakes (step_functions/).

A sweep and each escalation are generators that stop between two states, so that others may come in between, and so
that they can be killed there. `Plan` says at which calls something goes wrong.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import from_iso, iso
from chalicelib.tickets import actions, digests, promises
from chalicelib.tickets.promises import Why
from chalicelib.tickets.ticket import Change, Ticket
from chalicelib.tickets.timers import steps
from chalicelib.tickets.trouble import AlreadyTold, NotDueYet, TicketChanged
from tests.tickets.fake_lists import FakeLists
from tests.tickets.fakes import FakeDigests, FakePromises, FakeTickets
from tests.tickets.test_registering import a_context

LEASE, HIDDEN = timedelta(minutes=5), timedelta(minutes=3)
RECEIVES = 5
# Until then nobody remembers a body as it was (tickets_recalculate.asl.json).
FORGOTTEN = timedelta(minutes=2)
TRIES = 4


class Struck(Exception):
    """A planned fault: a throttle, a 500, a time-out; or the answer of what was done was lost."""


class Plan:
    """What happens at each call, in order: `before` it is done, `after`, or `between`: somebody else acts first."""

    def __init__(self, kinds: Sequence[str] = (), between: Callable[[], None] = lambda: None) -> None:
        self.left = list(kinds)
        self.between = between
        self._busy = False

    def __call__(self, work: Callable[[], Any]) -> Any:
        kind = self.left.pop(0) if self.left else "ok"
        if kind == "before":
            raise Struck
        if kind == "between" and not self._busy:
            self._busy = True
            try:
                self.between()
            finally:
                self._busy = False
        answer = work()
        if kind == "after":
            raise Struck
        return answer


class Faulty:
    """Something whose methods fail as planned."""

    def __init__(self, real: Any, plan: Plan) -> None:
        self._real, self._plan = real, plan

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._real, name)
        return lambda *args, **named: self._plan(lambda: method(*args, **named))


@dataclass
class Message:
    """What waits in the queue."""

    asked: dict[str, Any]
    visible: datetime
    receives: int = 0


@dataclass
class FakeBus:
    """What took words of digests, while it `takes` any."""

    put: list[str] = field(default_factory=list)
    takes: bool = True

    def put_all(self, entries: Sequence[tuple[str, str]]) -> bool:
        self.put += [detail for _, detail in entries if self.takes]
        return self.takes


class _Tickets(FakeTickets):
    """Tickets that remember by which keys they were acted on."""

    def __init__(self) -> None:
        super().__init__()
        self.acted: list[tuple[str, str]] = []

    def _keep(self, change: Change) -> Ticket:
        known = {one.key for one in change.before.keys}
        self.acted += [(change.after.number, one.key) for one in change.after.keys if one.key not in known]
        return super()._keep(change)


class _Fresh:
    """The lists, indexed anew before each look."""

    def __init__(self, lists: FakeLists) -> None:
        self._lists = lists

    def __getattr__(self, name: str) -> Any:
        self._lists.index()
        return getattr(self._lists, name)


@dataclass
class World:
    """A body's tickets with everything that keeps their promises; nothing happens by itself but what is asked for."""

    body: Body
    now: datetime
    staff: Mapping[str, Staff] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    stale: Body | None = None
    queue: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    tasks: list[Iterator[None]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.tickets = _Tickets()
        self.promises = FakePromises(self.tickets)
        self.digests = FakeDigests()
        self.bus = FakeBus()
        self.tries: Counter[str] = Counter()
        self.names: set[str] = set()
        self.acting = replace(
            a_context(), tickets=Faulty(self.tickets, self.plan), staff=self.staff.get, clock=lambda: self.now,
            body=self._body_now,
        )  # fmt: skip
        self.digesting = digests.Context(
            digests=Faulty(self.digests, self.plan), lists=_Fresh(FakeLists(self.tickets)), body=self._body,
            bus=Faulty(self.bus, self.plan), clock=lambda: self.now,
        )  # fmt: skip
        self.keeping = promises.Context(
            acting=replace(self.acting, body=self._body), promises=Faulty(self.promises, self.plan),
            team=lambda _body: list(self.staff.values()), breached=self._breached, count=self._count,
        )  # fmt: skip

    def _body_now(self, code: str) -> Body:
        return self.body

    def _body(self, code: str) -> Body:
        """Return the body as the function knows it: for a minute it may be as it was before a change."""
        return self.stale or self.body

    def _breached(self, body: Body, now: datetime) -> None:
        digests.breached(self.digesting, body, now)

    def _count(self, name: str) -> None:
        self.counted[name] += 1

    # The sweep (tickets_promises.asl.json)

    def sweep(self) -> Iterator[None]:
        """Find what is due, lease each and start its escalation."""
        found = [(pk, due) for pk, due in self._index() if due <= f"{iso(self.now)}~"]
        yield
        for pk, seen in sorted(found, key=lambda one: one[1]):
            yield from self._taken(pk, seen)

    def _index(self) -> Iterator[tuple[str, str]]:
        yield from ((f"TICKET#{number}", due) for number, due in self.tickets.due.items())
        yield from ((f"BODY#{code}", due) for code, due in self.digests.due.items())

    def _taken(self, pk: str, seen: str) -> Iterator[None]:
        try:
            timer, more, tries = self.plan(lambda: self._leased(pk, seen))
        except (Struck, ConditionFailed):
            return
        yield
        try:
            self.plan(lambda: self._started(pk, timer, more, tries))
        except Struck:
            return
        yield

    def _leased(self, pk: str, seen: str) -> tuple[str, bool, int]:
        due, timers = self._clocks(pk)
        number = pk.partition("#")[2]
        if due.get(number) != seen:
            raise ConditionFailed
        due[number] = f"{iso(self.now + LEASE)} lease"
        self.tries[pk] += 1
        return timers[number][0], len(timers[number]) > 1, self.tries[pk]

    def _started(self, pk: str, timer: str, more: bool, tries: int) -> None:
        name = f"{pk}-{timer.partition(' ')[2]}-{tries}"
        if name not in self.names:
            self.names.add(name)
            self.tasks.append(self.escalation(pk, timer, more))

    def _clocks(self, pk: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        kept: Any = self.tickets if pk.startswith("TICKET#") else self.digests
        return kept.due, kept.timers

    # The escalation (tickets_escalate.asl.json)

    def escalation(self, pk: str, timer: str, more: bool) -> Iterator[None]:
        """Have a step told, and go on to the next timer."""
        yield
        for attempt in range(TRIES):
            try:
                self.plan(lambda: self.queue.append(Message({"pk": pk, "timer": timer}, self.now)))
                break
            except Struck:
                if attempt == TRIES - 1:
                    return
        yield
        for _ in range(TRIES):
            try:
                self.plan(lambda: self._gone_on(pk, timer, more))
            except Struck:
                continue
            except ConditionFailed:
                pass
            return

    def _gone_on(self, pk: str, timer: str, more: bool) -> None:
        (due, timers), number = self._clocks(pk), pk.partition("#")[2]
        standing = timers.get(number, ())
        if not standing or standing[0] != timer or (len(standing) > 1) is not more:
            raise ConditionFailed
        timers[number] = standing[1:]
        if more:
            due[number] = standing[1]
        else:
            due.pop(number, None)

    # The function behind the queue (due_inbox.py)

    def deliver(self) -> None:
        """Take in every message that is visible, once."""
        for message in [one for one in self.queue if one.visible <= self.now]:
            self.queue.remove(message)
            message.receives += 1
            try:
                self._take(message.asked)
            except (Struck, TicketChanged, AlreadyTold, NotDueYet):
                message.visible = self.now + HIDDEN
                (self.queue if message.receives < RECEIVES else self.dead).append(message)

    def _take(self, asked: dict[str, Any]) -> None:
        if why := asked.get("why"):
            # Who is asked this forgets the body first; others may still know it as it was.
            known = replace(self.keeping, acting=self.acting)
            for number in asked["tickets"]:
                promises.recalculate(known, why, number)
            return
        kind, _, code = asked["pk"].partition("#")
        if kind == "BODY":
            digests.send(self.digesting, code, asked["timer"])
        else:
            promises.keep(self.keeping, code, asked["timer"])

    # What moves it

    def step(self, which: int) -> None:
        """Let one of the executions go on to its next state."""
        if self.tasks:
            task = self.tasks[which % len(self.tasks)]
            if next(task, self) is self:
                self.tasks.remove(task)

    def kill(self, which: int) -> None:
        """End one of the executions where it stands."""
        if self.tasks:
            self.tasks.pop(which % len(self.tasks))

    def change(self, body: Body, *, known: bool) -> None:
        """Change a calendar or a policy, and have the clocks counted again; `known` if the function hears at once."""
        self.stale = None if known else self.stale or self.body
        self.body = body
        why = Why(body=body.code, cause="calendar", code=body.calendar)
        asked = {"why": why, "tickets": sorted(self.tickets.heads)}
        self.queue += [Message(asked, self.now), Message(asked, self.now + FORGOTTEN)]

    def minute(self) -> None:
        """Let a minute pass in which everything works."""
        self.now += timedelta(minutes=1)
        self.stale = None
        self.tasks.append(self.sweep())
        self.rest()

    def rest(self) -> None:
        """Let whatever runs come to its end."""
        while self.tasks:
            self.step(0)
        self.deliver()

    def settle(self, most: int = 90) -> None:
        """Let everything come right: no faults any more, and as many minutes as that takes."""
        self.plan.left.clear()
        for _ in range(most):
            self.minute()
            self.queue, self.dead = [*self.queue, *self.dead], []
            waiting = [due for _, due in self._index() if due.endswith(" lease") or due <= f"{iso(self.now)}~"]
            if not self.queue and not waiting:
                return
        raise AssertionError("it never came to rest")

    def act(self, number: str, doing: actions.Doing) -> Any:
        """Let somebody act on a ticket."""
        return actions.act(self.acting, number, doing)

    def missed(self, number: str) -> list[str]:
        """Return the steps of an open ticket that are past and of which nobody was told."""
        ticket, told = self.tickets.with_told(number)
        past = [step for step in steps(ticket, self.body) if from_iso(step.timer.split(" ")[0]) <= self.now]
        return [step.id for step in past if step.id not in told.steps]

    def silent(self, number: str) -> list[str]:
        """Return the steps of an open ticket that are to come, which no timer brings."""
        ticket, told = self.tickets.with_told(number)
        untold = [step for step in steps(ticket, self.body) if step.id not in told.steps]
        return [step.timer for step in untold if step.timer not in told.due]


class ConditionFailed(Exception):
    """The condition of an UpdateItem did not hold."""
