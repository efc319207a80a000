"""The board of what goes on at a body now: its queues, who is at work, its open contacts (R076, R077)."""

from collections.abc import Mapping, Sequence

import msgspec

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.events import state_of
from chalicelib.contacts.figures import Cell, Figures
from chalicelib.contacts.live_state import Context, opened, today, waiting_in
from chalicelib.contacts.presence import Presence, PresenceStatus
from chalicelib.contacts.queue_table import total
from chalicelib.contacts.switchboard import CallQueue
from chalicelib.contacts.views import shown_number
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import iso

_BUSY = frozenset({PresenceStatus.BUSY, PresenceStatus.RINGING, PresenceStatus.WRAP_UP})


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
    """An open contact: `state` is in_ivr, queued, talking or wrap_up; `channel` is phone, chat, email or task (a
    callback that an agent is to take up: nobody waits on the line).
    """

    id: str
    channel: str
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


def _queue(
    queue: CallQueue, open_: Sequence[Contact], doing: Mapping[str, Presence], figures: Sequence[Figures]
) -> QueueNow:
    waiting, sums = waiting_in(open_, queue.code), total(figures)
    states = [doing[name].status for name in queue.staff if name in doing]
    return QueueNow(
        code=queue.code, label=queue.label, name=Words(ar=queue.name.ar, en=queue.name.en), waiting=len(waiting),
        oldest_at=min(waiting, default=None), available=states.count(PresenceStatus.AVAILABLE),
        busy=sum(status in _BUSY for status in states), presented=sums.presented, handled=sums.handled,
        abandoned=sums.abandoned, otherwise=sums.otherwise,
    )  # fmt: skip


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
        id=contact.id, channel=told.channel, queue=told.queue, agent=told.agent or None, state=state,
        since=since or told.started_at, number=shown_number(contact.number, staff), language=told.language,
    )  # fmt: skip
