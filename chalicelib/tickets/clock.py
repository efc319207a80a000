"""A ticket's promises as clocks: started, paused, resumed and stopped by where the ticket stands (domain.md 4). Pure.

A clock counts working time by a calendar of the body. While it runs, `left` seconds were left at `counted_from`; while
it is paused, `counted_from` is "". Each pass, referral and message has a leg of its own, with its full target.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body, Target
from chalicelib.organisations.hours import ROUND_THE_CLOCK, Hours
from chalicelib.shared.clock import from_iso, iso
from chalicelib.tickets.ticket import Clock, Ticket
from chalicelib.tickets.words import ClockName, Complexity, Kind, Status

_STANDING = frozenset({Status.REFERRED, Status.IN_PROGRESS})
_CLASSES = ("kind", "category", "complexity", "importance", "grade", "in_jurisdiction", "section", "partner")

# A ticket asks for one target several times, and the tickets of a day for few: of the body as it is at hand now.
_at_hand: dict[tuple[object, ...], tuple[Body, Target]] = {}
_MOST = 1024


def kept(before: Ticket, after: Ticket, body: Body, now: datetime, *, heard: bool) -> Ticket:
    """Return a ticket with the clocks that its state asks for; `heard` if the requester was just told something.

    Clocks change with the minute that it is: promises are in minutes, and their instants fall on whole ones. A merged
    ticket keeps its clocks as they stood, for the day on which it may be parted again; then they are counted by the
    calendars and policies of that day, for no change of them reached it.
    """
    if after.merged_into:
        return after
    if before.merged_into:
        after = after.with_(clocks=tuple(recounted(clock, after, body) for clock in after.clocks))
    legs, minute = _legs(after), now.replace(second=0, microsecond=0)
    classed = any(getattr(before, name) != getattr(after, name) for name in _CLASSES)
    clocks = tuple(_clock(after, name, leg, body, minute, classed, heard) for name, leg in legs.items())
    return _dated(after.with_(clocks=clocks))


def started(ticket: Ticket, body: Body, now: datetime) -> Ticket:
    """Return a new ticket with its clocks; the leg of a message is the version with which it was due anew."""
    unsaved = ticket.with_(version=ticket.version - 1)
    return kept(unsaved, unsaved, body, now, heard=False).with_(version=ticket.version)


def _legs(ticket: Ticket) -> dict[ClockName, int]:
    """Return which clocks a ticket should have, and their legs.

    Out of jurisdiction only the referral's runs; while it stands with nobody, that the requester hears of it (R003).
    """
    if not ticket.is_open or ticket.status is Status.RESOLVED:
        return {}
    stands = (ticket.waiting_from or ticket.status) in _STANDING
    legs: dict[ClockName, int] = {}
    if ticket.in_jurisdiction is not False:
        if not ticket.first_reply_at and ticket.kind is not Kind.MEDIA:
            legs[ClockName.FIRST_REPLY] = ticket.reopened
        legs[ClockName.RESOLUTION] = ticket.reopened
    if ticket.contactable and ticket.kind is not Kind.MEDIA and (ticket.in_jurisdiction is not False or not stands):
        legs[ClockName.UPDATE] = -1
    if stands:
        legs[ClockName.REFERRAL_REPLY] = ticket.referrals + ticket.returns + ticket.reopened
    return legs


def _clock(ticket: Ticket, name: ClockName, leg: int, body: Body, now: datetime, classed: bool, heard: bool) -> Clock:
    running = clock_of(ticket, name)
    if name is ClockName.UPDATE:
        leg = running.leg if running and not heard else ticket.version + 1
    if running is None or running.leg != leg:
        running = _started(ticket, name, leg, body, _begun(ticket, name, now))
    elif classed:
        running = _retargeted(running, ticket, body, now)
    if ticket.status is Status.WAITING:
        return paused(running, body, now) if running.counted_from else running
    return running if running.counted_from else resumed(running, body, now)


def _begun(ticket: Ticket, name: ClockName, now: datetime) -> datetime:
    """Return since when a promise counts that was not running: what came back from another's jurisdiction was waiting.

    Its first pass began when it was registered; of later ones it is not kept when they began.
    """
    whole_pass = name in (ClockName.FIRST_REPLY, ClockName.RESOLUTION) and not ticket.reopened
    if not whole_pass or ticket.imported:
        return now
    return min(now, from_iso(ticket.registered_at).replace(second=0, microsecond=0))


def _started(ticket: Ticket, name: ClockName, leg: int, body: Body, now: datetime) -> Clock:
    minutes, calendar = _promised(ticket, name, body, now)
    due = body.working_hours(calendar).add(now, timedelta(minutes=minutes))
    return Clock(name, leg, iso(now), minutes, calendar, iso(due), iso(now), minutes * 60)


def _promised(ticket: Ticket, name: ClockName, body: Body, since: datetime) -> tuple[int, str]:
    """Return the working minutes of a promise and the calendar that counts them; emergencies run round the clock.

    Words to the requester do not: nobody is told in the night that work goes on (R146 counts working days).
    """
    target = target_of(ticket, body, since)
    minutes: int = getattr(target, name.value)
    if name is ClockName.UPDATE:
        return minutes, ""
    if ticket.complexity is Complexity.CRITICAL:
        return minutes, ROUND_THE_CLOCK
    return minutes, _calendar(ticket, name, target, body)


def target_of(ticket: Ticket, body: Body, since: datetime) -> Target:
    """Return what was promised to tickets of these classes by the policy in force at an instant."""
    day = since.astimezone(ZoneInfo(body.zone)).date()
    classes = (ticket.kind, ticket.category, ticket.complexity, ticket.importance or "", ticket.grade)
    kept = _at_hand.get((body.code, *classes, day))
    if kept is None or kept[0] is not body:
        if len(_at_hand) >= _MOST:
            _at_hand.clear()
        kept = _at_hand[(body.code, *classes, day)] = (body, body.target(*classes, on=day))
    return kept[1]


def _calendar(ticket: Ticket, name: ClockName, target: Target, body: Body) -> str:
    """Return the code of the calendar: a referral counts by the hours of whoever it stands with, if none is named."""
    place = target.calendar or (name is ClockName.REFERRAL_REPLY and "place")
    if place in ("section", "partner", "place"):
        standing = [s.calendar for s in body.sections if s.code == ticket.section]
        standing += [p.calendar for p in body.partners if p.code == ticket.partner]
        return next((code for code in standing if code), "")
    return target.calendar


def paused(clock: Clock, body: Body, now: datetime) -> Clock:
    """Return a clock that stands, with what is left."""
    left = left_seconds(clock, body, now)
    standing = msgspec.structs.replace(clock, left=left, counted_from="")
    if left <= 0 or clock.due_at > iso(now):
        return standing
    # The calendar has changed, and the clock was not counted again yet: by it the promise is not past.
    due = body.working_hours(clock.calendar).add(now, timedelta(seconds=left))
    return msgspec.structs.replace(standing, due_at=iso(due))


def resumed(clock: Clock, body: Body, now: datetime) -> Clock:
    """Return a clock that goes on with what was left."""
    going = msgspec.structs.replace(clock, counted_from=iso(now))
    return msgspec.structs.replace(going, due_at=_due(going, body))


def recounted(clock: Clock, ticket: Ticket, body: Body) -> Clock:
    """Return a clock by the calendars and policies as they are now; what was counted before a pause stays so."""
    minutes, calendar = _promised(ticket, clock.name, body, from_iso(clock.since))
    left = clock.left + (minutes - clock.minutes) * 60
    moved = msgspec.structs.replace(clock, minutes=minutes, calendar=calendar, left=left)
    return msgspec.structs.replace(moved, due_at=_due(moved, body)) if moved.counted_from else moved


def _retargeted(clock: Clock, ticket: Ticket, body: Body, now: datetime) -> Clock:
    """Return a clock with the target of other classes: what was used is used, by the calendar that counted it."""
    minutes, calendar = _promised(ticket, clock.name, body, from_iso(clock.since))
    if (minutes, calendar) == (clock.minutes, clock.calendar):
        return clock
    standing = paused(clock, body, now) if clock.counted_from else clock
    left = standing.left + (minutes - clock.minutes) * 60
    moved = msgspec.structs.replace(standing, minutes=minutes, calendar=calendar, left=left)
    return resumed(moved, body, now) if clock.counted_from else moved


def _due(clock: Clock, body: Body) -> str:
    """Return when a running clock is due; one that has nothing left was due before, and stays so."""
    if clock.left <= 0:
        return min(clock.due_at, clock.counted_from)
    return iso(body.working_hours(clock.calendar).add(from_iso(clock.counted_from), timedelta(seconds=clock.left)))


def left_seconds(clock: Clock, body: Body, now: datetime) -> int:
    """Return the working seconds that are left of a promise now; negative once it is past."""
    if not clock.counted_from:
        return clock.left
    used = body.working_hours(clock.calendar).between(from_iso(clock.counted_from), now)
    return clock.left - round(used.total_seconds())


def reached_at(clock: Clock, percent: int, hours: Hours) -> datetime | None:
    """Return when a share of the target is used up; None if the clock is paused before it.

    What was used up before a pause counts as reached where the clock went on.
    """
    until = clock.left - clock.minutes * 60 * (100 - percent) // 100
    if until <= 0:
        return from_iso(clock.counted_from or clock.since)
    return hours.add(from_iso(clock.counted_from), timedelta(seconds=until)) if clock.counted_from else None


def clock_of(ticket: Ticket, name: ClockName) -> Clock | None:
    """Return one of a ticket's clocks."""
    return next((clock for clock in ticket.clocks if clock.name == name), None)


def stopped(before: Ticket, after: Ticket, now: datetime) -> list[dict[str, Any]]:
    """Return what became of the promises that ended with a change: the history keeps them of every pass (R118)."""
    running = {(clock.name, clock.leg) for clock in after.clocks}
    ended = [clock for clock in before.clocks if (clock.name, clock.leg) not in running]
    return [
        {"name": clock.name, "due_at": clock.due_at, "minutes": clock.minutes, "kept": _was_kept(clock, now)}
        for clock in ended
        if clock.name is not ClockName.UPDATE
    ]


def _was_kept(clock: Clock, now: datetime) -> bool:
    return clock.left > 0 and (not clock.counted_from or iso(now) <= clock.due_at)


def earlier(ours: Iterable[Clock], theirs: Iterable[Clock]) -> tuple[Clock, ...]:
    """Return our clocks, each with the other's promise where that is due first (domain.md, merge)."""
    others = {clock.name: clock for clock in theirs}
    return tuple(_earlier(clock, others.get(clock.name, clock)) for clock in ours)


def _earlier(ours: Clock, theirs: Clock) -> Clock:
    sooner = theirs.due_at < ours.due_at and bool(theirs.counted_from) == bool(ours.counted_from)
    return msgspec.structs.replace(theirs, leg=ours.leg) if sooner else ours


def _dated(ticket: Ticket) -> Ticket:
    """Return a ticket with the instants that lists are sorted by and requesters are told."""
    due = {clock.name: clock.due_at for clock in ticket.clocks}
    latest = due.get(ClockName.RESOLUTION) or due.get(ClockName.REFERRAL_REPLY) or ticket.due_at
    return ticket.with_(due_at=latest, reply_by=due.get(ClockName.FIRST_REPLY, ticket.reply_by))


def redated(ticket: Ticket, clocks: tuple[Clock, ...]) -> Ticket:
    """Return a ticket with other clocks, and the instants that come of them."""
    return _dated(ticket.with_(clocks=clocks))
