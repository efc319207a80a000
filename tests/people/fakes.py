"""Stand-ins for what people stand on: a store in memory that keeps the same contract, a queue, bodies, a clock."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from chalicelib.organisations.body import Body, Words
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.actions import Context
from chalicelib.people.codes import KeptCode, Target
from chalicelib.people.naming import prefixes
from chalicelib.people.person import IdentifierTaken, Person
from chalicelib.people.register import Request
from chalicelib.shared.errors import NotFound, Stale
from chalicelib.shared.ids import new_id
from chalicelib.shared.secret import Secret
from tests.conftest import NOW

SECRET = Secret(lambda: b"a secret that only tests know")


class FakePeople:
    """People in memory; `calls` counts what was asked of it. Nothing expires by itself, as TTL may be days late."""

    def __init__(self) -> None:
        self.people: dict[tuple[str, str], Person] = {}
        self.into: dict[tuple[str, str], str] = {}
        self.requests: dict[str, Request] = {}
        self.codes: dict[str, list[KeptCode]] = {}
        self.tried: Counter[str] = Counter()
        self.holders: dict[str, str] = {}
        self.counters: Counter[tuple[str, int]] = Counter()
        self.calls: list[str] = []

    def get(self, body: str, id: str) -> Person | None:
        self.calls.append("get")
        while (body, id) in self.into:
            id = self.into[body, id]
        return self.people.get((body, id))

    def holder(self, body: str, kind: str, value: str) -> Person | None:
        self.calls.append("holder")
        return next((p for p in self.people.values() if p.body == body and p.identifier(kind, value)), None)

    def named(self, body: str, prefix: str, *, before: str, most: int) -> tuple[tuple[Person, ...], str]:
        self.calls.append("named")
        ids = sorted((p.id for p in self.people.values() if p.body == body and prefix in prefixes(p)), reverse=True)
        page = [id for id in ids if not before or id < before][:most]
        return tuple(self.people[body, id] for id in page), page[-1] if len(page) == most else ""

    def consenting(self, body: str, purpose: str, *, before: str, most: int) -> tuple[tuple[Person, ...], str]:
        self.calls.append("consenting")
        ids = sorted((p.id for p in self.people.values() if p.body == body and p.consents_to(purpose)), reverse=True)
        page = [id for id in ids if not before or id < before][:most]
        return tuple(self.people[body, id] for id in page), page[-1] if len(page) == most else ""

    def keep(self, person: Person, before: Person | None, request: Request | None = None) -> Person:
        self.calls.append("keep")
        self._same(person, before)
        found = [self.holder(person.body, each.kind, each.value) for each in person.identifiers]
        if others := {other.id for other in found if other and other.id != person.id}:
            raise IdentifierTaken(people=sorted(others))
        kept = msgspec.structs.replace(person, version=(before.version if before else 0) + 1)
        self.people[person.body, person.id] = kept
        if request:
            self.requests[request.name] = request
        return kept

    def merge(self, survivor: Person, before: Person, other: Person) -> Person:
        self.calls.append("merge")
        self._same(survivor, before)
        self._same(other, other)
        del self.people[other.body, other.id]
        self.into[other.body, other.id] = survivor.id
        kept = msgspec.structs.replace(survivor, version=before.version + 1)
        self.people[survivor.body, survivor.id] = kept
        return kept

    def erase(self, person: Person) -> None:
        self.calls.append("erase")
        self._same(person, person)
        del self.people[person.body, person.id]

    def request(self, name: str) -> Request | None:
        self.calls.append("request")
        return self.requests.get(name)

    def keep_code(self, target: str, code: KeptCode, expires: int) -> None:
        self.calls.append("keep_code")
        self.codes.setdefault(target, []).insert(0, code)

    def tries(self, target: str) -> int:
        self.calls.append("tries")
        return self.tried[target]

    def attempt(self, target: str, expires: int) -> tuple[int, tuple[KeptCode, ...]]:
        self.calls.append("attempt")
        self.tried[target] += 1
        return self.tried[target], tuple(self.codes.get(target, ())[:10])

    def burn(self, target: str, id: str) -> bool:
        self.calls.append("burn")
        before = self.codes.get(target, [])
        self.codes[target] = [code for code in before if code.id != id]
        return len(self.codes[target]) < len(before)

    def held_since(self, target: str) -> str:
        self.calls.append("held_since")
        return self.holders.get(target, "")

    def hand_on(self, target: str, since: str) -> None:
        self.calls.append("hand_on")
        self.holders[target] = since

    def add(self, key: str, window: int, *, most: int, expires: int) -> bool:
        self.calls.append("add")
        if self.counters[key, window] >= most:
            return False
        self.counters[key, window] += 1
        return True

    def counted(self, key: str, window: int) -> int:
        self.calls.append("counted")
        return self.counters[key, window]

    def _same(self, person: Person, before: Person | None) -> None:
        kept = self.people.get((person.body, person.id))
        if (kept.version if kept else None) != (before.version if before else None):
            raise Stale


class FakeQueue:
    """A queue that keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Target, str, str]] = []

    def ask(self, target: Target, *, language: str, correlation: str) -> None:
        self.asked.append((target, language, correlation))


class FakeBodies:
    """An invented municipality and an invented tourism body."""

    codes = ("baldat", "siyaha")

    def body(self, code: str) -> Body:
        if code not in self.codes:
            raise NotFound
        return Body(code=code, name=Words(ar="بلدية الواحة", en="Oasis Municipality"))

    def staff(self, id: str) -> Staff | None:
        return STAFF.get(id)


@dataclass
class MovableClock:
    """A clock that tests move."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class World:
    """A context of fakes, with their handles; `code` is the next code that is made."""

    people: FakePeople = field(default_factory=FakePeople)
    queue: FakeQueue = field(default_factory=FakeQueue)
    clock: MovableClock = field(default_factory=MovableClock)
    counts: Counter[str] = field(default_factory=Counter)
    code: str = "042913"

    def context(self) -> Context:
        """Return the context that actions are given."""
        return Context(
            people=self.people,
            queue=self.queue,
            bodies=FakeBodies(),
            secret=SECRET,
            clock=self.clock,
            new_id=new_id,
            new_code=lambda: self.code,
            count=lambda what: self.counts.update([what]),
            countries=("OM",),
        )


def _staff(id: str, *roles: Role, body: str = "baldat", serves: tuple[str, ...] = ()) -> Staff:
    return Staff(id=id, username=id, name=id, body=body, serves=serves, roles=frozenset(roles))


STAFF = {
    staff.id: staff
    for staff in (
        _staff("agent", Role.AGENT),
        _staff("officer", Role.SECTION_OFFICER),
        _staff("partner", Role.PARTNER),
        _staff("stranger", Role.AGENT, body="siyaha"),
        _staff("host", Role.AGENT, serves=("siyaha",)),
    )
}
AGENT, OFFICER, STRANGER, HOST = (STAFF[id] for id in ("agent", "officer", "stranger", "host"))
