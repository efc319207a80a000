"""What happens by itself if nobody does anything: the steps of a ticket's promises, and when each is due. Pure.

A step is known by `<clock>.<leg>.<step>`, such as `resolution.0.75`; a timer is its instant and its id in one text, so
that texts sort as instants do. `waiting` is the question that nobody answers, `closing` the resolved ticket that nobody
rates, `appeal` the appeal against a final closing that the manager has not decided; they count working days.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from chalicelib.organisations.body import Body
from chalicelib.shared.clock import from_iso, iso
from chalicelib.tickets.clock import reached_at
from chalicelib.tickets.ticket import Clock, Ticket, Timers
from chalicelib.tickets.words import ClockName, Kind, Status

WAITING, CLOSING, APPEAL = "waiting", "closing", "appeal"
# The shares of each target at which somebody is told (domain.md section 4).
PERCENTS: dict[ClockName, tuple[int, ...]] = {
    ClockName.FIRST_REPLY: (50, 75, 100),
    ClockName.RESOLUTION: (50, 75, 90, 100),
    ClockName.REFERRAL_REPLY: (50, 75, 100),
    ClockName.UPDATE: (75, 100),
}
# So many working days after a referral is due, whoever it stands with is reminded again (R125).
LATE_DAYS = (1, 2, 3, 5, 10)
# So many working days before the system closes a ticket, its requester is told.
ANNOUNCED_DAYS = 2
_MINUTE = timedelta(minutes=1)


class Step(NamedTuple):
    """One thing that is due: when, of which clock and leg, and which step of it."""

    at: datetime
    clock: str
    leg: str
    step: str

    @property
    def id(self) -> str:
        """Return what the step is known by."""
        return f"{self.clock}.{self.leg}.{self.step}"

    @property
    def timer(self) -> str:
        """Return the step as the CLOCKS item keeps it; whole minutes, for the sweep runs each minute."""
        return f"{iso(_whole_minute(self.at))} {self.id}"


def read_timer(timer: str) -> Step:
    """Return the step that a timer is of. :raises ValueError: if it is none"""
    at, _, id = timer.partition(" ")
    clock, leg, step = id.split(".")
    return Step(from_iso(at), clock, leg, step)


def steps(ticket: Ticket, body: Body) -> list[Step]:
    """Return every step of a ticket, told or not, soonest first."""
    if ticket.is_appealed and ticket.appealed_at:
        return _of_appeal(ticket, body)
    if not ticket.is_open:
        return []
    found = [step for clock in ticket.clocks for step in _of_clock(clock, body)]
    if ticket.status is Status.WAITING and ticket.waiting_since:
        found += _of_waiting(ticket, body)
    if ticket.status is Status.RESOLVED and ticket.resolved_at:
        found += _of_closing(ticket, body)
    return sorted(found)


def is_moved(before: Ticket, after: Ticket) -> bool:
    """Return whether other steps may be due of a ticket than before: what they follow from has changed."""
    return _followed(before) != _followed(after)


def _followed(ticket: Ticket) -> tuple[object, ...]:
    """Return what a ticket's steps follow from, beside its body."""
    waits, ends = ticket.status is Status.WAITING, ticket.status is Status.RESOLVED
    question, result = ticket.waiting_since if waits else "", ticket.resolved_at if ends else ""
    appeal = ticket.appealed_at if ticket.is_appealed else ""
    return (ticket.clocks, ticket.is_open, question, result, appeal, ticket.contactable and (waits or ends))


def _of_clock(clock: Clock, body: Body) -> Iterator[Step]:
    hours = body.working_hours(clock.calendar)
    for percent in PERCENTS[clock.name]:
        if at := reached_at(clock, percent, hours):
            yield Step(at, clock.name, str(clock.leg), str(percent))
    if clock.name is ClockName.REFERRAL_REPLY and clock.counted_from:
        for days in LATE_DAYS:
            yield Step(hours.days(from_iso(clock.due_at), days), clock.name, str(clock.leg), f"late{days}")


def waiting_until(ticket: Ticket, body: Body) -> datetime:
    """Return until when a question waits for its requester: the body's working days (domain.md, ask)."""
    return body.working_hours().days(from_iso(ticket.waiting_since), body.rules.waiting_days)


def closing_at(ticket: Ticket, body: Body) -> datetime:
    """Return when the system closes a resolved ticket (R233)."""
    return body.working_hours().days(from_iso(ticket.resolved_at), body.rules.closing_days)


def decided_by(ticket: Ticket, body: Body) -> datetime:
    """Return until when the manager should decide an appeal: the body's working days, the promise for appeals."""
    return body.working_hours().days(from_iso(ticket.appealed_at), body.rules.decision_days)


def _of_waiting(ticket: Ticket, body: Body) -> list[Step]:
    leg, days = _leg(ticket.waiting_since), body.rules.waiting_days
    reminded = body.working_hours().days(from_iso(ticket.waiting_since), (days + 1) // 2)
    expires = Step(waiting_until(ticket, body), WAITING, leg, "expire")
    return [Step(reminded, WAITING, leg, "remind"), expires] if days > 1 and ticket.contactable else [expires]


def _of_closing(ticket: Ticket, body: Body) -> list[Step]:
    if ticket.kind is Kind.MEDIA:
        return []  # people close what the media published (conditions.py)
    leg, closes = _leg(ticket.resolved_at), closing_at(ticket, body)
    ending = Step(closes, CLOSING, leg, "close")
    days = body.rules.closing_days - ANNOUNCED_DAYS
    if days < 1 or not ticket.contactable:
        return [ending]
    return [Step(body.working_hours().days(from_iso(ticket.resolved_at), days), CLOSING, leg, "announce"), ending]


def _of_appeal(ticket: Ticket, body: Body) -> list[Step]:
    leg, days = _leg(ticket.appealed_at), body.rules.decision_days
    reminded = body.working_hours().days(from_iso(ticket.appealed_at), (days + 1) // 2)
    late = Step(decided_by(ticket, body), APPEAL, leg, "late")
    return [Step(reminded, APPEAL, leg, "remind"), late] if days > 1 else [late]


def _legs(ticket: Ticket) -> set[tuple[str, str]]:
    """Return the legs that are not over: those of its clocks, and of the pass, whose clocks may come back.

    They do where a matter was taken for another jurisdiction's; no level hears of a pass twice.
    """
    passes = (ClockName.FIRST_REPLY, ClockName.RESOLUTION) if ticket.is_open else ()
    return {(clock.name, str(clock.leg)) for clock in ticket.clocks} | {(name, str(ticket.reopened)) for name in passes}


def _leg(instant: str) -> str:
    """Return an instant as the leg of what began then: digits to the second."""
    return "".join(sign for sign in instant[2:19] if sign.isdigit())


def _whole_minute(at: datetime) -> datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + _MINUTE


def planned(ticket: Ticket, body: Body, told: frozenset[str] = frozenset()) -> Timers:
    """Return what is due of a ticket, without the steps of which somebody was told.

    Of a merged ticket nothing is forgotten: it may be parted again, and go on where it stood.
    """
    if ticket.merged_into:
        return Timers(due=(), forgotten=frozenset())
    found = steps(ticket, body)
    alive = {(step.clock, step.leg) for step in found} | _legs(ticket)
    forgotten = frozenset(id for id in told if tuple(id.split(".")[:2]) not in alive)
    return Timers(due=tuple(sorted(step.timer for step in found if step.id not in told)), forgotten=forgotten)
