"""Bodies and staff as they were at most a minute ago, so that a request does not read them each time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Generic, TypeVar

from chalicelib.organisations.body import Body, Head
from chalicelib.organisations.register import Register
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import NotFound

SECONDS = 60
MOST = 2000
MOST_STAFF = 5000
_PAGE = 1000
K = TypeVar("K")
V = TypeVar("V")


class Recent:
    """Read the register through a memory of one minute by the clock; what is unknown is asked for each time."""

    def __init__(self, register: Register, clock: Clock) -> None:
        self._bodies: Memory[str, Body] = Memory(register.body, clock)
        self._heads: Memory[None, tuple[Head, ...]] = Memory(lambda _: register.heads(), clock)
        self._staff: Memory[str, Staff] = Memory(register.staff, clock)
        self._homes: Memory[str, tuple[Staff, ...]] = Memory(lambda body: tuple(_all_staff(register, body)), clock)

    def body(self, code: str) -> Body:
        """Return a body with everything that it has. :raises NotFound: if there is none"""
        if body := self._bodies.get(code):
            return body
        raise NotFound

    def heads(self) -> tuple[Head, ...]:
        """Return the head of every body, the hosts first."""
        return tuple(sorted(self._heads.get(None) or (), key=lambda head: (not head.host, head.code)))

    def staff(self, id: str) -> Staff | None:
        """Return a member of staff by Cognito's `sub`, serving only the bodies that still let the home body in."""
        staff = self._staff.get(id)
        if not staff or not staff.serves:
            return staff
        letting_in = {head.code for head in self.heads() if staff.body in head.served_by}
        return staff.serving(letting_in)

    def team(self, body: str) -> tuple[Staff, ...]:
        """Return everybody at work for a body: its own staff, and those of its hosts who serve it; at most 5,000."""
        hosts = next((head.served_by for head in self.heads() if head.code == body), ())
        return tuple(islice((staff for home in (body, *hosts) for staff in self._from(home, body)), MOST_STAFF))

    def _from(self, home: str, body: str) -> Iterator[Staff]:
        letting_in = {head.code for head in self.heads() if home in head.served_by}
        return (staff.serving(letting_in) for staff in self._homes.get(home) or () if body in staff.bodies)

    def forget(self, body: str) -> None:
        """Forget a body and the list of bodies, after a change of ours."""
        self._bodies.forget(body)
        self._heads.forget(None)

    def forget_staff(self, id: str) -> None:
        """Forget a member of staff, and who is in which team, after a change of ours."""
        self._staff.forget(id)
        self.forget_teams()

    def forget_teams(self) -> None:
        """Forget who is in which team, where somebody who came a moment ago must be known."""
        self._homes.forget_all()


def _all_staff(register: Register, body: str) -> Iterator[Staff]:
    """Yield the active staff whose home is a body, page by page, until the most that a team may have were read."""
    after = ""
    for _ in range(0, MOST_STAFF, _PAGE):
        page = register.staff_of(body, after=after, limit=_PAGE)
        yield from (staff for staff in page if staff.active)
        if len(page) < _PAGE:
            return
        after = page[-1].username


class Memory(Generic[K, V]):
    """What was loaded at most a minute ago by the clock; what is unknown is asked for each time."""

    def __init__(self, load: Callable[[K], V | None], clock: Clock) -> None:
        self._load = load
        self._clock = clock
        self._kept: dict[K, tuple[datetime, V]] = {}

    def get(self, key: K) -> V | None:
        now = self._clock()
        at, kept = self._kept.get(key, (None, None))
        if at is not None and 0 <= (now - at).total_seconds() < SECONDS:
            return kept
        return self._fresh(key, now)

    def _fresh(self, key: K, now: datetime) -> V | None:
        value = self._load(key)
        if len(self._kept) >= MOST:
            self._kept.clear()
        if value is None:
            self._kept.pop(key, None)
        else:
            self._kept[key] = (now, value)
        return value

    def forget(self, key: K) -> None:
        self._kept.pop(key, None)

    def forget_all(self) -> None:
        self._kept.clear()
