"""The digest of what is overdue: one a body and working day, dated, for senior management (domain.md section 4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.organisations.hours import ALWAYS
from chalicelib.shared.bus import Bus
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets.bus import BusEvent
from chalicelib.tickets.lists import Index, Lists, Stretch

# When a body that works round the clock has its digest, in its own zone.
MORNING = time(7, 30)


class Digests(Protocol):
    """Where it is kept when the next digest of a body is due."""

    def plan(self, body: str, timer: str, *, instead_of: str = "") -> None:
        """Plan a digest, if none is planned yet, or in place of the one that was due (`instead_of`)."""
        ...

    def end(self, body: str, timer: str) -> None:
        """Plan no further digest after the one that was due."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What digests need; `body` returns a body by its code."""

    digests: Digests
    lists: Lists
    body: Callable[[str], Body]
    bus: Bus
    clock: Clock


class DigestDue(BusEvent, frozen=True, kw_only=True):
    """The word on the bus that a digest is due; it is no ticket's."""

    day: str


def breached(context: Context, body: Body, now: datetime) -> None:
    """See to it that the next digest of a body is planned."""
    context.digests.plan(body.code, _timer(next_at(body, now), body))


def send(context: Context, code: str, timer: str) -> None:
    """Ask for the digest that is due, and plan the next one; nobody is told once nothing is overdue.

    A digest of one body and day has one id, so that a repeat is told to nobody twice.

    :raises Unavailable: if the bus does not take the word; it should come again
    """
    body, now = context.body(code), context.clock()
    if not is_overdue(context.lists, code, now):
        context.digests.end(code, timer)
        return
    at, _, id = timer.partition(" ")
    day = id.split(".")[1]
    event = DigestDue(
        id=f"digest-{code}-{day}", type="digest.due", body=code, ticket="", sequence="", at=at, by="system",
        correlation="", day=f"{day[:4]}-{day[4:6]}-{day[6:]}",
    )  # fmt: skip
    if not context.bus.put_all([(event.type, msgspec.json.encode(event).decode())]):
        raise Unavailable(part="bus")
    context.digests.plan(code, _timer(next_at(body, now), body), instead_of=timer)


def is_overdue(lists: Lists, body: str, now: datetime) -> bool:
    """Return whether a body has a ticket whose promise is past: the first of its open ones is (rows.py)."""
    first = lists.places(Stretch(Index.BODY, f"{body}#open"), after="", limit=1)
    return any(place.sort < iso(now) for place in first)


def next_at(body: Body, now: datetime) -> datetime:
    """Return when the next digest of a body is due: when its next working day begins."""
    zone = ZoneInfo(body.zone)
    tomorrow: date = now.astimezone(zone).date() + timedelta(days=1)
    hours = body.working_hours()
    if hours is ALWAYS:
        return datetime.combine(tomorrow, MORNING, zone)
    return hours.opening(datetime.combine(tomorrow, time(), zone))


def _timer(at: datetime, body: Body) -> str:
    day = at.astimezone(ZoneInfo(body.zone)).strftime("%Y%m%d")
    return f"{iso(at)} digest.{day}.send"
