"""Promises: how fast what is due is told on the laptop's cloud, what that takes, and what runs when nothing is due.

A stack of its own, whose clock is moved: an hour in which nothing is due, then a minute in which thousands of steps
are, then three days over thousands of open tickets. Of the minute, telling is measured apart from what is published
of it; of the three days, everything that follows a step is done when the clock has stopped.
"""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bench.figures import Figure, shown
from bench.lab import BODY
from bench.moving import Cloud, Moved, moved_cloud
from bench.promised import Promised
from chalicelib import wiring
from chalicelib.shared.clock import from_iso
from chalicelib.tickets.ticket import Ticket

TOGETHER, STANDING = 5_000, 10_000
DAYS = 3
MOST_SECONDS = 300
"""Seconds that the three days may take."""
MOST_MEMORY = 200
"""MB that the cloud's process may grow by."""
BEFORE = timedelta(days=14)
"""How long ago the oldest of the open tickets came."""
LOOK = "tickets-promises"


def measure(together: int = TOGETHER, standing: int = STANDING) -> list[Figure]:
    """Return the figures of promises."""
    with moved_cloud() as cloud:
        body = wiring.organisations().recent.body(BODY)
        morning = _next_sunday(cloud.now(), ZoneInfo(body.zone))
        cloud.move(morning - timedelta(hours=2))
        figures = list(_quiet(cloud, morning))
        figures += _at_once(cloud, together, morning)
        figures += _days(cloud, standing, morning + timedelta(hours=14))
        return figures


def _quiet(cloud: Cloud, morning: datetime) -> Iterator[Figure]:
    """Yield what runs in an hour in which nothing is due, minute by minute."""
    before = cloud.ended()
    for minute in range(1, 61):
        cloud.move(morning - timedelta(hours=2) + timedelta(minutes=minute))
    ran = cloud.ended() - before
    looks = sum(n for (name, _), n in ran.items() if name == LOOK)
    yield Figure(what="an hour of quiet: looks for what is due (EXPRESS)", value=looks, most=61)
    yield Figure(what="an hour of quiet: other executions", value=ran.total() - looks, most=0)


def _at_once(cloud: Cloud, size: int, morning: datetime) -> Iterator[Figure]:
    """Yield what it takes to tell so many steps that are due in the same minute."""
    crowd = _promised("of-one-minute")
    tickets = [crowd.registered(index, morning) for index in range(size)]
    step = crowd.due(tickets[0], morning)[1][0]
    due = from_iso(step.split()[0])
    crowd.fill(tickets, morning, most=1)
    with cloud.unpublished():
        moved = cloud.move(due + timedelta(minutes=1))
    told = cloud.told(morning)
    escalated = [n for (_, what), n in told.items() if what.startswith("ticket.escalated")]
    what = f"{size:,} due in a minute"
    yield Figure(what=f"{what}: told", value=len(escalated), least=size, note=step.split()[1])
    yield Figure(what=f"{what}: told twice", value=sum(n - 1 for n in escalated), most=0)
    yield Figure(what=f"{what}: still due after it", value=cloud.overdue(due + timedelta(minutes=1)), most=0)
    yield Figure(what=f"{what}: executions that failed", value=_failed(moved), most=0, note=_why(cloud))
    yield Figure(what=f"{what}: time", value=moved.seconds, unit="s", note=_executions(moved))
    yield Figure(what=f"{what}: processor time of it", value=moved.processor, unit="s", note=_each_ms(moved, size))
    yield Figure(what=f"{what}: told a second", value=size / moved.seconds, unit="a second")
    yield Figure(what=f"{what}: growth of the cloud", value=moved.memory, unit="MB", most=MOST_MEMORY)
    followed = cloud.follow()
    yield Figure(
        what=f"{what}: published and notified after it", value=followed.seconds, unit="s",
        note=f"processor time {shown(followed.processor)} s, {_each_ms(followed, size)}",
    )  # fmt: skip
    yield Figure(what=f"{what}: growth of the cloud by that", value=followed.memory, unit="MB", most=MOST_MEMORY)


def _days(cloud: Cloud, size: int, begin: datetime) -> Iterator[Figure]:
    """Yield what it takes to move the clock by three days over so many open tickets."""
    crowd = _promised("of-three-days")
    began = time.monotonic()
    tickets = [crowd.standing(index, begin - BEFORE * (size - index) / size) for index in range(size)]
    made, held = time.monotonic() - began, cloud.memory()
    crowd.fill(tickets, begin)
    filled = cloud.memory()
    cloud.move(begin)
    end = begin + timedelta(days=DAYS)
    expected = sum(_falls(crowd, ticket, begin, end) for ticket in tickets)
    moved = cloud.move(end)
    told = cloud.told(begin)
    what = f"{DAYS} days over {size:,} open tickets"
    yield Figure(
        what=f"{what}: time", value=moved.seconds, unit="s", most=MOST_SECONDS,
        note=f"{_executions(moved)}; {expected:,} steps were due by the plan; made in {shown(made)} s",
    )  # fmt: skip
    yield Figure(
        what=f"{what}: processor time of it", value=moved.processor, unit="s", note=_each_ms(moved, told.total())
    )
    yield Figure(what=f"{what}: events of promises", value=told.total(), note=_kinds(told))
    yield Figure(what=f"{what}: told twice", value=sum(n - 1 for n in told.values()), most=0)
    yield Figure(what=f"{what}: still due after it", value=cloud.overdue(end), most=0)
    yield Figure(what=f"{what}: executions that failed", value=_failed(moved), most=0, note=_why(cloud))
    yield Figure(
        what=f"{what}: growth of the cloud", value=moved.memory, unit="MB", most=MOST_MEMORY,
        note=f"{shown(filled)} MB before; the tickets themselves took {shown(filled - held)} MB",
    )  # fmt: skip


def _falls(crowd: Promised, ticket: Ticket, begin: datetime, end: datetime) -> int:
    return sum(from_iso(timer.split()[0]) <= end for timer in crowd.due(ticket, begin)[1])


def _each_ms(moved: Moved, events: int) -> str:
    return f"{shown(moved.processor * 1000 / max(events, 1))} ms an event, of the cloud and every function together"


def _failed(moved: Moved) -> int:
    return sum(n for (_, status), n in moved.ended.items() if status != "SUCCEEDED")


def _why(cloud: Cloud) -> str:
    return "; ".join(f"{each['error']}: {each['cause'][:80]}" for each in cloud.failures()[:2])


def _executions(moved: Moved) -> str:
    ran = Counter[str]()
    for (name, _), n in moved.ended.items():
        ran[name] += n
    return ", ".join(f"{name} {n:,}" for name, n in ran.items())


def _kinds(told: Counter[tuple[str, str]]) -> str:
    kinds = Counter[str]()
    for (_, what), n in told.items():
        kinds[what.split()[0]] += n
    return ", ".join(f"{name} {n:,}" for name, n in kinds.most_common())


def _promised(key: str) -> Promised:
    return Promised(wiring.secret(), wiring.organisations().recent.body(BODY), key=key)


def _next_sunday(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when work begins on the next Sunday but one: no ticket of the bench was told of anything before."""
    local = now.astimezone(zone) + timedelta(days=7)
    sunday = local + timedelta(days=(6 - local.weekday()) % 7)
    return sunday.replace(hour=7, minute=30, second=0, microsecond=0)
