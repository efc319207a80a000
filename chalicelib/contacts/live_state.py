"""What goes on now: who waits in which queue, who is at work, which contacts are open (R076, R077).

It is read from the index of open contacts and from what each agent does, so that it is as true as what was taken in
last; nothing is counted beside them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.contacts.contact import TASK, UNSPOKEN, Contact
from chalicelib.contacts.events import state_of
from chalicelib.contacts.figures import Cell, Figures
from chalicelib.contacts.kept import By, Contacts, Stretch
from chalicelib.contacts.presence import Presence, PresenceStatus
from chalicelib.contacts.queue_table import total
from chalicelib.contacts.switchboard import CallQueue, Switchboard
from chalicelib.contacts.views import shown_number
from chalicelib.live.sending import Live
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock, iso

# What began longer ago is no call that goes on; `contacts-due` closes those whose end was never told.
OPEN_AT_MOST = timedelta(hours=12)
MOST_OPEN = 500
_BUSY = frozenset({PresenceStatus.BUSY, PresenceStatus.RINGING, PresenceStatus.WRAP_UP})


class KeptFigures(Protocol):
    """Where figures are kept."""

    def between(self, body: str, first: str, last: str) -> Mapping[Cell, Figures]: ...

    def of_queue(self, body: str, day: str, queue: str) -> Mapping[Cell, Figures]: ...


class QueueNow(msgspec.Struct, frozen=True, kw_only=True):
    """A queue, both languages together: who waits, since when the first, who could answer; today's figures."""

    code: str
    label: str
    name: Words
    waiting: int
    oldest_at: str | None
    available: int
    busy: int
    presented: int
    handled: int
    abandoned: int
    otherwise: int


class AgentNow(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does, since when ("" if nothing was ever told), on which contact, for which queues."""

    username: str
    name: str
    status: PresenceStatus
    since: str
    contact: str | None
    queues: tuple[str, ...]


class ContactNow(msgspec.Struct, frozen=True, kw_only=True):
    """An open contact: `state` is in_ivr, queued, talking or wrap_up."""

    id: str
    queue: str
    agent: str | None
    state: str
    since: str
    number: str
    language: str


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """All of it at an instant."""

    at: str
    body: str
    queues: tuple[QueueNow, ...]
    agents: tuple[AgentNow, ...]
    contacts: tuple[ContactNow, ...]


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


def board(context: Context, staff: Staff, body: str) -> Board:
    """Return what goes on at a body now, numbers as this person sees them.

    It costs four reads, and whole contacts of those that go on alone (docs/access-paths.md).
    """
    now, switchboard = context.clock(), context.switchboard(body)
    queues = switchboard.queues if switchboard else ()
    open_ = opened(context, body)
    team = {each.username: each for each in context.team(body)}
    here = [name for name in sorted({name for queue in queues for name in queue.staff}) if name in team]
    doing = context.contacts.presences(here)
    day = today(context, body).isoformat()
    figures = context.figures.between(body, day, day)
    return Board(
        at=iso(now), body=body,
        queues=tuple(_queue(queue, open_, doing, _of(figures, queue.code)) for queue in queues),
        agents=tuple(_agent(team[name], doing.get(name), queues) for name in here),
        contacts=tuple(_contact(contact, staff) for contact in open_),
    )  # fmt: skip


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
    waiting = _waiting(opened(context, body), queue)
    sums = total(context.figures.of_queue(body, today(context, body).isoformat(), queue).values())
    return {
        "type": "queue.changed", "queue": queue, "waiting": len(waiting), "oldest_at": min(waiting, default=None),
        "presented": sums.presented, "handled": sums.handled, "abandoned": sums.abandoned, "otherwise": sums.otherwise,
    }  # fmt: skip


def _queue(
    queue: CallQueue, open_: Sequence[Contact], doing: Mapping[str, Presence], figures: Sequence[Figures]
) -> QueueNow:
    waiting, sums = _waiting(open_, queue.code), total(figures)
    states = [doing[name].status for name in queue.staff if name in doing]
    return QueueNow(
        code=queue.code, label=queue.label, name=Words(ar=queue.name.ar, en=queue.name.en), waiting=len(waiting),
        oldest_at=min(waiting, default=None), available=states.count(PresenceStatus.AVAILABLE),
        busy=sum(status in _BUSY for status in states), presented=sums.presented, handled=sums.handled,
        abandoned=sums.abandoned, otherwise=sums.otherwise,
    )  # fmt: skip


def _waiting(open_: Sequence[Contact], queue: str) -> list[str]:
    """Return since when those wait who are in a queue; in a task nobody does."""
    return [
        one.told.queued_at for one in open_
        if one.told.queue == queue and one.told.channel != TASK and state_of(one.told) == "queued"
    ]  # fmt: skip


def _of(figures: Mapping[Cell, Figures], queue: str) -> list[Figures]:
    return [counted for cell, counted in figures.items() if cell.queue == queue]


def _agent(staff: Staff, doing: Presence | None, queues: Sequence[CallQueue]) -> AgentNow:
    return AgentNow(
        username=staff.username, name=staff.name, status=doing.status if doing else PresenceStatus.OFFLINE,
        since=doing.since if doing else "", contact=(doing.contact or None) if doing else None,
        queues=tuple(queue.code for queue in queues if staff.username in queue.staff),
    )  # fmt: skip


def _contact(contact: Contact, staff: Staff) -> ContactNow:
    told, state = contact.told, state_of(contact.told)
    since = {"queued": told.queued_at, "talking": told.answered_at, "wrap_up": told.ended_at}.get(state)
    return ContactNow(
        id=contact.id, queue=told.queue, agent=told.agent or None, state=state, since=since or told.started_at,
        number=shown_number(contact.number, staff), language=told.language,
    )  # fmt: skip


def today(context: Context, body: str) -> date:
    """Return which day it is at a body."""
    return context.clock().astimezone(ZoneInfo(context.zone(body))).date()
