"""The promises of a ticket that run, as they are shown: working minutes that are left, and the instants to come."""

from datetime import datetime

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.shared.clock import iso
from chalicelib.tickets.clock import left_seconds, reached_at
from chalicelib.tickets.ticket import Clock, Ticket
from chalicelib.tickets.timers import PERCENTS
from chalicelib.tickets.words import ClockName


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """When a share of a target is used up, if the clock runs on."""

    percent: int
    at: str


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """A promise in working minutes: those left are negative once it is past; `paused` while the requester is asked.

    `calendar` is whose working time counts: "" the body's, `round_the_clock`, or a calendar's code.
    """

    name: ClockName
    due_at: str
    remaining_minutes: int
    paused: bool
    since: str
    target_minutes: int
    calendar: str
    instants: tuple[Reached, ...]


def clocks_of(ticket: Ticket, body: Body, now: datetime) -> tuple[ClockView, ...]:
    """Return the promises that run, with what is left of them now (domain.md section 4)."""
    return tuple(_view(clock, body, now) for clock in ticket.clocks) if ticket.is_open else ()


def _view(clock: Clock, body: Body, now: datetime) -> ClockView:
    hours = body.working_hours(clock.calendar)
    reached = [(percent, reached_at(clock, percent, hours)) for percent in PERCENTS[clock.name]]
    return ClockView(
        name=clock.name, due_at=clock.due_at, remaining_minutes=left_seconds(clock, body, now) // 60,
        paused=not clock.counted_from, since=clock.since, target_minutes=clock.minutes, calendar=clock.calendar,
        instants=tuple(Reached(percent=percent, at=iso(at)) for percent, at in reached if at),
    )  # fmt: skip
