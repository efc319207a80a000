"""Two bodies with staff of every role and tickets in every place, behind the API, all in memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from types import SimpleNamespace
from typing import Any

from chalicelib import wiring
from chalicelib.organisations.body import Body, Head
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.codes import Target
from chalicelib.people.identifiers import person_ref
from chalicelib.people.person import Person
from chalicelib.people.session import Session, new_session, session_token
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound
from chalicelib.tickets import (
    actions,
    assignment,
    counts,
    named,
    overview,
    own_data,
    reading,
    reassigning,
    requesters,
    viewers,
)
from chalicelib.tickets.reassigning import Order
from chalicelib.tickets.requesters import Owned
from chalicelib.tickets.ticket import Change, Details, Event, Ticket
from chalicelib.tickets.viewers import Viewer
from tests.conftest import NOW
from tests.http import Answered, call
from tests.tickets.examples import SEAL, SECRET, a_body, registered, some_details, staff
from tests.tickets.fake_counts import FakeCounts
from tests.tickets.fake_lists import FakeLists, FakeNames
from tests.tickets.fakes import FakeTickets

MOBILE, EMAIL = "+96892123456", "salim@mail.example"
BODIES: Mapping[str, Body] = {code: a_body(code) for code in ("muttrah", "tourism")}


def find_body(code: str) -> Body:
    if code in BODIES:
        return BODIES[code]
    raise NotFound


def ref(value: str = MOBILE, body: str = "muttrah") -> str:
    """Return the digest of a mobile or an address in a body's keys."""
    return person_ref(SECRET, body, "email" if "@" in value else "mobile", value)


def session(value: str = MOBILE, *, held_since: str = "") -> Session:
    target = Target("email" if "@" in value else "mobile", value)
    return new_session(SECRET, target, now=NOW, held_since=held_since)


def session_header(value: str = MOBILE, **facts: Any) -> dict[str, Any]:
    return {"Authorization": f"Bearer {session_token(SECRET, session(value, **facts))}"}


def track_header(number: str) -> dict[str, Any]:
    return {"Authorization": f"Bearer {SECRET.token('track', {'n': number})}"}


class FakeOwn:
    """What `DynamoOwn` is to requesters, over `FakeTickets`; `calls` counts what was asked of it."""

    def __init__(self, tickets: FakeTickets) -> None:
        self._tickets = tickets
        self.calls: list[str] = []

    def owned(self, number: str) -> Owned | None:
        self.calls.append("owned")
        if number not in self._tickets.heads:
            return None
        ticket, details = self._tickets.whole(number)
        return Owned(ticket=ticket, details=details, refs=frozenset(self._tickets.reached.get(number, ())))

    def erase(self, found: Owned, after: Ticket, event: Event, names: Sequence[str]) -> None:
        self._tickets.save(Change(before=found.ticket, after=after, events=(event,)))
        self._tickets.reached[after.number] = set()
        self._tickets.names.get(after.number, set()).difference_update(names)
        self._tickets.said[after.number] = Details(description="")


class FakeProfiles:
    """What the profiles of bodies are to one's own data."""

    def __init__(self) -> None:
        self.kept: dict[str, Person] = {}

    def export(self, session: Session, body: str) -> Person | None:
        return self.kept.get(body)

    def erase(self, session: Session, body: str) -> bool:
        return self.kept.pop(body, None) is not None


class FakeFinder:
    """What profiles are to searching: digests by name and by id."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {}

    def by_name(self, staff: Staff, body: str, name: str, most: int) -> Sequence[str]:
        return self.names.get(name, [])

    def by_id(self, staff: Staff, id: str) -> Sequence[str]:
        return self.names.get(id, [])


class FakeOrders:
    """What `DynamoOrders` is to reassigning."""

    def __init__(self) -> None:
        self.kept: dict[str, Order] = {}

    def get(self, digest: str) -> Order | None:
        return self.kept.get(digest)

    def put(self, digest: str, order: Order, expires: datetime) -> None:
        self.kept[digest] = order


class FakeViewers:
    """What `DynamoViewers` is to who looks, over `FakeTickets`."""

    def __init__(self, tickets: FakeTickets) -> None:
        self._tickets = tickets
        self.kept: dict[str, dict[str, Viewer]] = {}

    def of(self, number: str) -> tuple[Ticket, list[Viewer]]:
        return self._tickets.get(number), list(self.kept.get(number, {}).values())

    def keep(self, number: str, viewer: Viewer) -> None:
        self.kept.setdefault(number, {})[viewer.id] = viewer

    def forget(self, number: str, id: str) -> None:
        self.kept.get(number, {}).pop(id, None)


class FakeTurns:
    """What `DynamoTurns` is to choosing."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, body: str, section: str) -> Mapping[str, str]:
        return self.kept.get((body, section), {})

    def took(self, body: str, section: str, id: str, at: str) -> None:
        self.kept.setdefault((body, section), {})[id] = at


@dataclass
class House:
    """The house as it stands; `call` asks its API, `sees` keeps who saw which ticket."""

    tickets: FakeTickets = field(default_factory=FakeTickets)
    counts: FakeCounts = field(default_factory=FakeCounts)
    finder: FakeFinder = field(default_factory=FakeFinder)
    turns: FakeTurns = field(default_factory=FakeTurns)
    profiles: FakeProfiles = field(default_factory=FakeProfiles)
    staff: dict[str, Staff] = field(default_factory=dict)
    saw: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    files: list[Any] = field(default_factory=list)
    now: Any = NOW

    def __post_init__(self) -> None:
        self.lists = FakeLists(self.tickets)
        self.own = FakeOwn(self.tickets)
        self.names = FakeNames(self.tickets)
        ids = count(1)
        self.acting = actions.Context(
            tickets=self.tickets, body=find_body, staff=self.staff.get, secret=SECRET, clock=lambda: self.now,
            new_id=lambda _at: f"{next(ids):026d}", new_seal=lambda: SEAL,
            assigning=assignment.Context(team=self.team, turns=self.turns, body=find_body, secret=SECRET),
        )  # fmt: skip
        self.requesters = requesters.Context(
            acting=self.acting, own=self.own, lists=self.lists, attached=lambda _ticket: self.files,
            codes=lambda: sorted(BODIES),
        )  # fmt: skip
        self.counting = counts.Context(
            tickets=self.tickets, counts=self.counts, body=find_body, pause=lambda _attempt: None,
            clock=lambda: self.now,
        )  # fmt: skip
        self.reading = reading.Context(
            tickets=self.tickets, lists=self.lists, finder=self.finder, body=find_body, staff=self.staff.get,
            secret=SECRET, clock=lambda: self.now, saw=lambda by, number: self.saw.append((by, number)),
            team=self.team,
        )  # fmt: skip
        self.overseeing = overview.Context(
            counts=self.counts, lists=self.lists, body=find_body, team=self.team, clock=lambda: self.now
        )
        self.reassigning = reassigning.Context(acting=self.acting, lists=self.lists, orders=FakeOrders())
        self.viewing = viewers.Context(viewers=FakeViewers(self.tickets), body=find_body, clock=lambda: self.now)
        self.own_data = own_data.DataContext(
            own=self.requesters, profiles=self.profiles, drop_files=lambda t: self.dropped.append(t.number)
        )

    def keep(self, *tickets: Ticket, details: Details | None = None, reached: str = "", old_number: str = "") -> None:
        """Keep tickets with their first event, and count them."""
        for ticket in tickets:
            said = details or some_details()
            self.tickets.add(ticket, said, registered(ticket), reached=reached, old_number=old_number)
            counts.settle(self.counting, ticket.number)
            named.enter(self.tickets, self.names, SECRET, ticket.number)
        self.lists.index()

    def change(self, number: str, *events: Event, **facts: Any) -> Ticket:
        """Change a ticket as an action would."""
        before = self.tickets.heads[number]
        (after,) = self.tickets.save(Change(before=before, after=before.with_(**facts), events=events))
        counts.settle(self.counting, number)
        self.lists.index()
        return after

    def hire(self, *roles: Role, id: str = "staff-1", **facts: Any) -> Staff:
        """Let somebody work here."""
        self.staff[id] = staff(*roles, id=id, **facts)
        return self.staff[id]

    def team(self, body: str) -> list[Staff]:
        """Return everybody at work for a body."""
        return [one for one in self.staff.values() if body in one.bodies]

    def call(self, method: str, path: str, body: Any = None, *, by: Staff | None = None, **headers: str) -> Answered:
        """Ask the API, as staff or with the headers given."""
        claims = {"sub": by.id, "token_use": "id"} if by else None
        with self.plugged():
            return call(method, path, body, claims=claims, raw=None, **headers)

    @contextmanager
    def plugged(self) -> Iterator[None]:
        recent = SimpleNamespace(
            staff=self.staff.get, body=find_body, heads=lambda: [Head(code=c, name=b.name) for c, b in BODIES.items()]
        )
        people = SimpleNamespace(secret=SECRET, clock=lambda: self.now)
        with wiring.using(
            organisations=SimpleNamespace(recent=recent), people=people, secret=SECRET, clock=lambda: self.now,
            tickets=self.acting, reading=self.reading, requesters=self.requesters, counting=self.counting,
            own_data=self.own_data, overseeing=self.overseeing, reassigning=self.reassigning,
            viewing=self.viewing,
        ):  # fmt: skip
            yield


def event(type: str, minutes: int = 0, *, by: str = "staff-9", **facts: Any) -> Event:
    """Return something that happened so many minutes after NOW; `words` are what somebody wrote."""
    from datetime import timedelta

    words = facts.pop("words", {})
    at = iso(NOW + timedelta(minutes=minutes))
    return Event(id=f"{type}-{minutes}", type=f"ticket.{type}", at=at, by=by, facts=facts, words=words)
