"""How long those who sit in a body's queues were in each status on some days (R060); agents see their own alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.contacts.figure_days import DaysQuery, body_of, days_of
from chalicelib.contacts.live_state import Context
from chalicelib.contacts.presence import PresenceStatus
from chalicelib.contacts.queue_figures import READERS as OVERSEERS
from chalicelib.contacts.status_times import spent
from chalicelib.contacts.visibility import SPEAKERS
from chalicelib.organisations.staff import Staff

READERS = tuple(dict.fromkeys((*SPEAKERS, *OVERSEERS)))
MOST_DAYS = 7
"""Each change of each agent is read: a week of twenty agents is some 2 MB."""


class AgentFiguresQuery(DaysQuery, frozen=True, kw_only=True):
    """Days of the body's calendar, both counted, seven at most; today if none is named. `body` is one served."""


class StatusTime(msgspec.Struct, frozen=True, kw_only=True):
    """So many seconds in a status."""

    status: PresenceStatus
    seconds: int


class AgentRow(msgspec.Struct, frozen=True, kw_only=True):
    """One agent: how long in each status, the ready first, and how long signed in: all of them but offline."""

    username: str
    name: str
    statuses: tuple[StatusTime, ...]
    signed_in_seconds: int


class AgentFiguresView(msgspec.Struct, frozen=True, kw_only=True):
    """A row for each agent, by name; `at` is until when today was counted."""

    body: str
    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")
    at: str
    rows: tuple[AgentRow, ...]


def table(context: Context, staff: Staff, asked: AgentFiguresQuery) -> AgentFiguresView:
    """Return how long agents were in each status on some days.

    :raises Invalid: if the last day comes before the first, or there are too many
    :raises NotFound: if the body is not theirs
    """
    body = body_of(staff, asked.body)
    first, last = days_of(context, body, asked, MOST_DAYS)
    zone = ZoneInfo(context.zone(body))
    since = datetime.combine(first, time(), zone)
    until = min(datetime.combine(last + timedelta(days=1), time(), zone), context.clock())
    rows = [_row(each, _spent(context, each.username, since, until)) for each in _team(context, staff, body)]
    return AgentFiguresView(
        body=body, first=first.isoformat(), last=last.isoformat(), at=until.isoformat(), rows=tuple(rows)
    )


def _team(context: Context, staff: Staff, body: str) -> Sequence[Staff]:
    """Return whose times somebody may read: everybody's who sits in a queue, or the own."""
    switchboard = context.switchboard(body)
    seated = {name for queue in (switchboard.queues if switchboard else ()) for name in queue.staff}
    sees_all = staff.has(*OVERSEERS)
    team = (each for each in context.team(body) if each.username in seated)
    return sorted((each for each in team if sees_all or each.id == staff.id), key=lambda each: each.name)


def _spent(context: Context, username: str, since: datetime, until: datetime) -> Mapping[PresenceStatus, int]:
    return spent(context.contacts.changes(username, since, until), since, until) if since < until else {}


def _row(staff: Staff, seconds: Mapping[PresenceStatus, int]) -> AgentRow:
    times = [StatusTime(status=status, seconds=seconds[status]) for status in PresenceStatus if seconds.get(status)]
    signed_in = sum(each.seconds for each in times if each.status is not PresenceStatus.OFFLINE)
    return AgentRow(username=staff.username, name=staff.name, statuses=tuple(times), signed_in_seconds=signed_in)
