"""A register and accounts in memory, kept to the same contract as the real ones (test_store.py, test_identities.py)."""

from typing import Any

import msgspec

from chalicelib.organisations.actions import Context
from chalicelib.organisations.body import Body, Head, Words
from chalicelib.organisations.category import Category, Subcategory
from chalicelib.organisations.parts import Directorate, Partner, Section
from chalicelib.organisations.policy import Policy
from chalicelib.organisations.recalculation import Recalculate, nothing
from chalicelib.organisations.region import Region
from chalicelib.organisations.register import APART, LISTS, PARTS, Kept, Part
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import Stale
from tests.conftest import NOW


class FakeRegister:
    """The register in dictionaries; `reads` counts what was asked of it."""

    def __init__(self) -> None:
        self.reads = 0
        self._bodies: dict[str, Body] = {}
        self._parts: dict[tuple[str, str, str], Kept[Any]] = {}
        self._staff: dict[str, Staff] = {}
        self._outcomes: dict[tuple[str, str], bytes] = {}

    def body(self, code: str) -> Body | None:
        self.reads += 1
        own = self._bodies.get(code)
        return msgspec.structs.replace(own, **{name: self._all(code, name) for name in PARTS}) if own else None

    def heads(self) -> tuple[Head, ...]:
        self.reads += 1
        return tuple(self._bodies[code].head for code in sorted(self._bodies))

    def put_body(self, body: Body, expected: int | None) -> int:
        kept = self._bodies.get(body.code)
        version = _next(kept.version if kept else None, expected)
        self._bodies[body.code] = msgspec.structs.replace(body, version=version)
        return version

    def part(self, body: str, parts: str, code: str) -> Kept[Any] | None:
        return self._parts.get((body, parts, code))

    def parts(self, body: str, parts: str, *, after: str, limit: int) -> tuple[Kept[Any], ...]:
        found = [
            kept for key, kept in sorted(self._parts.items(), key=lambda item: item[0]) if key[:2] == (body, parts)
        ]
        return tuple(kept for kept in found if kept.thing.code > after)[:limit]

    def put_part(self, body: str, part: Part, expected: int | None) -> int:
        parts = next(name for name, kind in LISTS.items() if type(part) is kind)
        kept = self._parts.get((body, parts, part.code))
        if body not in self._bodies:
            raise Stale(expected=expected)
        version = _next(kept.version if kept else None, expected)
        self._parts[body, parts, part.code] = Kept(thing=part, version=version)
        own = self._bodies[body]
        if parts in APART:
            return version
        self._bodies[body] = msgspec.structs.replace(own, version=own.version + 1)
        return version

    def staff(self, id: str) -> Staff | None:
        self.reads += 1
        return self._staff.get(id)

    def colleague(self, body: str, username: str) -> Staff | None:
        return next((s for s in self._staff.values() if (s.body, s.username) == (body, username)), None)

    def staff_of(self, body: str, *, after: str, limit: int) -> tuple[Staff, ...]:
        staff = sorted((s for s in self._staff.values() if s.body == body), key=lambda s: s.username)
        return tuple(s for s in staff if s.username > after)[:limit]

    def put_staff(self, staff: Staff, expected: int | None) -> int:
        kept = self._staff.get(staff.id) or self.colleague(staff.body, staff.username)
        version = _next(kept.version if kept else None, expected)
        self._staff[staff.id] = msgspec.structs.replace(staff, version=version)
        return version

    def outcome(self, body: str, key: str) -> bytes | None:
        return self._outcomes.get((body, key))

    def put_outcome(self, body: str, key: str, outcome: bytes, expires: int) -> None:
        self._outcomes[body, key] = outcome

    def _all(self, body: str, parts: str) -> tuple[Any, ...]:
        return tuple(kept.thing for kept in self.parts(body, parts, after="", limit=1000))


def _next(current: int | None, expected: int | None) -> int:
    if current != expected:
        raise Stale(expected=expected)
    return (current or 0) + 1


class FakeIdentities:
    """Accounts in dictionaries; `closed` are those that cannot sign in."""

    def __init__(self) -> None:
        self.subs: dict[str, str] = {}
        self.people: dict[str, dict[str, str]] = {}
        self.closed: set[str] = set()

    def create(self, username: str, *, name: str, email: str, language: str) -> str:
        if username not in self.subs:
            self.subs[username] = f"sub-{username}"
            self.people[username] = {"name": name, "email": email, "language": language}
        return self.subs[username]

    def change(self, username: str, *, name: str, email: str, language: str) -> None:
        self.people[username] = {"name": name, "email": email, "language": language}

    def close(self, username: str) -> None:
        self.closed.add(username)

    def open(self, username: str) -> None:
        self.closed.discard(username)


def words(text: str) -> Words:
    """Return a name that is enough for a test."""
    return Words(ar=text, en=text)


def a_policy(code: str = "p", **further: Any) -> Policy:
    """Return an approved policy of the usual promises, in force since the beginning of 2026."""
    facts = {"effective_from": "2026-01-01", "approved_by": "sub-manager", "approved_at": "2026-01-01T08:00:00.000Z"}
    return Policy(code=code, name=words("سياسة"), **(facts | further))


SQUARE = ((58.0, 23.0), (59.0, 23.0), (59.0, 24.0), (58.0, 24.0), (58.0, 23.0))
CORNER = ((58.0, 23.0), (58.2, 23.0), (58.2, 23.2), (58.0, 23.2), (58.0, 23.0))
PARTS_OF_THE_HOST: tuple[Part, ...] = (
    Directorate(code="roads", name=words("الطرق")),
    Section(code="roads-coast", name=words("طرق الساحل"), directorate="roads"),
    Section(code="roads-inland", name=words("طرق الداخل"), directorate="roads"),
    Section(code="care", name=words("الرعاية"), directorate="roads"),
    Partner(code="barq", name=words("برق")),
    Region(code="sahil", name=words("الساحل"), rings=(SQUARE,)),
    Region(code="marsa", name=words("المرسى"), parent="sahil", rings=(CORNER,)),
    Category(
        code="roads", name=words("الطرق"), kinds=("complaint", "report"),
        sections={"": "roads-coast", "marsa": "roads-inland"},
        subcategories=(
            Subcategory(code="pothole", name=words("حفرة")),
            Subcategory(code="manners", name=words("التعامل"), sections={"": "care"}),
        ),
    ),
)  # fmt: skip


def person(username: str, *roles: Role, body: str = "host", **further: Any) -> Staff:
    """Return a member of staff of the host, whose `sub` is made of the user name."""
    return Staff(
        id=f"sub-{username}", username=username, name=f"موظف {username}", body=body, roles=frozenset(roles),
        email=f"{username}@host.example", **further,
    )  # fmt: skip


ADMIN = person("admin", Role.ADMIN)
OTHER_ADMIN = person("other.admin", Role.ADMIN, body="guest")
AGENT = person("agent", Role.AGENT, serves=("guest",))


def filled(register: Any) -> None:
    """Fill a register with a host, a guest that it serves, a stranger, and staff of the first two."""
    register.put_body(Body(code="host", name=words("المضيف"), host=True), None)
    register.put_body(Body(code="guest", name=words("الضيف"), served_by=("host",)), None)
    register.put_body(Body(code="stranger", name=words("الغريب")), None)
    for part in PARTS_OF_THE_HOST:
        register.put_part("host", part, None)
    register.put_part("guest", Directorate(code="visitors", name=words("الزوار")), None)
    for staff in (ADMIN, OTHER_ADMIN, AGENT):
        register.put_staff(staff, None)


class Starts:
    """What was asked to be reckoned anew: body, cause, code and the body's version."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str, str, int]] = []

    def __call__(self, body: str, cause: str, code: str, version: int) -> None:
        self.all.append((body, cause, code, version))


def context(clock: Clock = lambda: NOW, recalculate: Recalculate = nothing) -> Context:
    """Return a context on a filled fake register, with an account for each of its staff."""
    register, identities = FakeRegister(), FakeIdentities()
    filled(register)
    for staff in (ADMIN, OTHER_ADMIN, AGENT):
        identities.create(staff.username, name=staff.name, email=staff.email, language="ar")
    return Context(register=register, identities=identities, clock=clock, recalculate=recalculate)
