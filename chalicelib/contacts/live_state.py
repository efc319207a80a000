"""What goes on now: which contacts are open, who waits in which queue (R076, R077); the whole of it: live_board.py.

It is read from the index of open contacts, so that it is as true as what was taken in last; nothing is kept beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from chalicelib.contacts.contact import TASK, UNSPOKEN, Contact
from chalicelib.contacts.events import state_of
from chalicelib.contacts.figures import Cell, Figures
from chalicelib.contacts.kept import By, Contacts, Stretch
from chalicelib.contacts.queue_table import total
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.live.sending import Live
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock, iso

# What began longer ago is no call that goes on; `contacts-due` closes those whose end was never told.
OPEN_AT_MOST = timedelta(hours=12)
MOST_OPEN = 500


class KeptFigures(Protocol):
    """Where figures are kept."""

    def between(self, body: str, first: str, last: str) -> Mapping[Cell, Figures]: ...

    def of_queue(self, body: str, day: str, queue: str) -> Mapping[Cell, Figures]: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What it needs to know what goes on."""

    contacts: Contacts
    figures: KeptFigures
    switchboard: Callable[[str], Switchboard | None]
    team: Callable[[str], Sequence[Staff]]
    zone: Callable[[str], str]
    live: Live
    clock: Clock


def opened(context: Context, body: str) -> list[Contact]:
    """Return the contacts that go on, also those whose after-call work does; who waits longest comes first."""
    since = iso(context.clock() - OPEN_AT_MOST)
    places = context.contacts.places(Stretch(by=By.OPEN, key=body, since=since), limit=MOST_OPEN)
    found = context.contacts.many(place.id for place in places).values()
    going_on = [one for one in found if state_of(one.told) != "over" and one.told.method not in UNSPOKEN]
    return sorted(going_on, key=lambda one: (one.told.started_at, one.id))


def queue_changed(context: Context, body: str, queue: str) -> None:
    """Tell live screens how a queue stands; it is counted only if somebody looks."""
    context.live.send(body, "queues", lambda: _told(context, body, queue))


def _told(context: Context, body: str, queue: str) -> dict[str, Any]:
    waiting = waiting_in(opened(context, body), queue)
    sums = total(context.figures.of_queue(body, today(context, body).isoformat(), queue).values())
    return {
        "type": "queue.changed", "queue": queue, "waiting": len(waiting), "oldest_at": min(waiting, default=None),
        "presented": sums.presented, "handled": sums.handled, "abandoned": sums.abandoned, "otherwise": sums.otherwise,
    }  # fmt: skip


def waiting_in(open_: Sequence[Contact], queue: str) -> list[str]:
    """Return since when those wait who are in a queue; in a task nobody does."""
    return [
        one.told.queued_at for one in open_
        if one.told.queue == queue and one.told.channel != TASK and state_of(one.told) == "queued"
    ]  # fmt: skip


def today(context: Context, body: str) -> date:
    """Return which day it is at a body."""
    return context.clock().astimezone(ZoneInfo(context.zone(body))).date()
