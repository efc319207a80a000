"""Keeping promises: what a step that is due has done, once, however often it is asked for (R003, R119, R125, R145).

A step is told in one write with the mark that it was told, so a repeat finds the mark. What also changes the ticket (a
reminder, a notice of delay, the system's closing) is an action of the lifecycle with the step as its key.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import from_iso, iso
from chalicelib.tickets import actions, clock, timers
from chalicelib.tickets.deeds import Action, Close, Deed, Delay, Remind
from chalicelib.tickets.lifecycle import SYSTEM, allowed
from chalicelib.tickets.recipients import FindTeam, Level, Team
from chalicelib.tickets.ticket import Change, Event, Ticket, Timers, Told
from chalicelib.tickets.timers import Step
from chalicelib.tickets.trouble import AlreadyTold, NotDueYet, TicketChanged, TicketNotFound
from chalicelib.tickets.words import ClockName

TRIES = 4
_EARLY = timedelta(minutes=1)
_LEVELS = {"50": Level.HANDLER, "75": Level.SUPERVISOR, "100": Level.MANAGER}
_BROKEN = ("100", "late")
_UPDATE_LEVELS = {"75": Level.HANDLER, "100": Level.SUPERVISOR}


class Promises(Protocol):
    """Where it is kept what is due and what was told."""

    def tell(self, ticket: Ticket, told: Told, step: str, events: Sequence[Event]) -> None:
        """Mark a step as told and put its events into the history, both or neither.

        :raises AlreadyTold: if it was told before, or the ticket's promises ended, or another step is told right now
        """
        ...

    def set_timers(self, ticket: Ticket, timers: Timers) -> None:
        """Set what is due of a ticket. :raises TicketChanged: if somebody changed it since it was read"""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What keeping promises needs: the actions on tickets, who serves a body, and word of a body's overdue tickets."""

    acting: actions.Context
    promises: Promises
    team: FindTeam
    breached: Callable[[Body, datetime], None]
    count: Callable[[str], None]


def keep(context: Context, number: str, timer: str) -> None:
    """Do what a step of a ticket's promises asks for; nothing if it was done, or the promise has changed since.

    :raises TicketChanged: if others keep changing the ticket; the step should come again
    :raises NotDueYet: if it comes too early and no timer will bring it; it should come again
    """
    step = timers.read_timer(timer)
    _despite_others(context, lambda: _keep(context, number, step))


def _despite_others(context: Context, attempt: Callable[[], None]) -> None:
    """Try something anew while others change the ticket in between; nothing if there is no such ticket.

    :raises TicketChanged, AlreadyTold: at the last try
    """
    for _ in range(TRIES - 1):
        with suppress(TicketChanged, AlreadyTold):
            return _of_a_ticket(context, attempt)
    return _of_a_ticket(context, attempt)


def _of_a_ticket(context: Context, attempt: Callable[[], None]) -> None:
    try:
        attempt()
    except TicketNotFound:
        context.count("PromiseOfNoTicket")


def _keep(context: Context, number: str, step: Step) -> None:
    ticket, told = context.acting.tickets.with_told(number)
    body, now = context.acting.body(ticket.body), context.acting.clock()
    known = next((known for known in timers.steps(ticket, body) if known.id == step.id), None)
    if step.id in told.steps or known is None or _is_planned_anew(told, step):
        return context.count("PromiseOutdated")
    if known.at > now + _EARLY:
        return _too_early(context, ticket, told, step, body)
    team = Team(body=body, staff=context.team(body.code), now=now)
    if (step.clock, step.step) == (ClockName.UPDATE, "100"):
        return _updated(context, ticket, told, step, team)
    for action, deed in _deeds(ticket, body, step, now):
        ticket = _done(context, ticket, step, action, deed)
    if not (ticket.is_open or ticket.is_appealed):
        return None
    events = [_event(context, now, type, facts) for type, facts in _said(ticket, step, team)]
    _see_to_the_digest(context, ticket, step, body, now)
    context.promises.tell(ticket, told, step.id, events)
    context.count("PromiseTold")
    if step.step in _BROKEN:
        context.count("PromiseBroken")
    return None


def _see_to_the_digest(context: Context, ticket: Ticket, step: Step, body: Body, now: datetime) -> None:
    """Have senior management hear of a ticket that is past, before the step is marked: then it does not come again.

    At each step, not at 100 % alone: a ticket that was past, merged and parted again has been told of at 100 %.
    """
    if (step.step == "100" and step.clock != ClockName.UPDATE) or (ticket.is_open and ticket.due_at < iso(now)):
        context.breached(body, now)


def _too_early(context: Context, ticket: Ticket, told: Told, step: Step, body: Body) -> None:
    """Have a step come again at its time.

    Whoever found it due had another calendar, or another clock; its timer is gone, or is just going. An appeal's timer
    is set anew: a closed ticket is not counted again when a calendar changes.

    :raises NotDueYet: if the timer is as it should be
    """
    planned = timers.planned(ticket, body, told.steps)
    if not ticket.is_appealed or step.timer in planned.due:
        raise NotDueYet
    context.promises.set_timers(ticket, planned)


def _is_planned_anew(told: Told, step: Step) -> bool:
    """Return whether a later timer brings a step: the promise has moved since it was found due."""
    return any(due.endswith(f" {step.id}") and due > step.timer for due in told.due)


def _said(ticket: Ticket, step: Step, team: Team) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events that a step puts into the history: their types and facts (docs/events.md)."""
    if step.clock == timers.WAITING:
        yield from _said_of_waiting(ticket, step, team)
    elif (step.clock, step.step) == (timers.CLOSING, "announce"):
        yield "ticket.closing_announced", {"closes_at": iso(timers.closing_at(ticket, team.body))}
    elif step.clock == timers.APPEAL:
        yield from _said_of_appeal(ticket, step, team)
    elif level := _level(step):
        yield "ticket.escalated", _escalation(ticket, step, level, team)


def _level(step: Step) -> Level | None:
    return (_UPDATE_LEVELS if step.clock == ClockName.UPDATE else _LEVELS).get(step.step)


def _said_of_waiting(ticket: Ticket, step: Step, team: Team) -> Iterator[tuple[str, dict[str, Any]]]:
    until = iso(timers.waiting_until(ticket, team.body))
    if step.step == "remind":
        yield "ticket.waiting_reminded", {"until": until}
    else:
        to = team.of(ticket, Role.DISTRIBUTOR) or team.told(ticket, Level.SUPERVISOR)
        yield "ticket.waiting_expired", {"until": until, "to": to}


def _said_of_appeal(ticket: Ticket, step: Step, team: Team) -> Iterator[tuple[str, dict[str, Any]]]:
    late, to = step.step == "late", team.told(ticket, Level.MANAGER)
    if late:
        to = tuple(dict.fromkeys((*to, *team.of(ticket, Role.EXECUTIVE))))
    due = iso(timers.decided_by(ticket, team.body))
    yield "ticket.appeal_waiting", {"due_at": due, "late": late, "pass": ticket.reopened, "to": to}
    if late:
        yield "ticket.updated", {}


def _escalation(ticket: Ticket, step: Step, level: Level, team: Team) -> dict[str, Any]:
    running = clock.clock_of(ticket, ClockName(step.clock))
    wanted = step.clock == ClockName.RESOLUTION and step.step == "75" and not _has_date(ticket, team.now)
    facts = {
        "clock": step.clock, "percent": int(step.step), "level": level, "pass": ticket.reopened,
        "due_at": running.due_at if running else ticket.due_at, "to": team.told(ticket, level),
    }  # fmt: skip
    if wanted:
        facts["reason_wanted"] = True
    if level is Level.HANDLER and not team.handler(ticket):
        facts["unassigned"] = True
    return facts


def _deeds(ticket: Ticket, body: Body, step: Step, now: datetime) -> Iterator[tuple[Action, Deed]]:
    """Yield what a step has the system do to the ticket itself."""
    if step.clock == ClockName.REFERRAL_REPLY and step.step != "50" and not _is_overtaken(ticket, body, step, now):
        yield Action.REMIND, Remind()
    elif (step.clock, step.step) == (ClockName.RESOLUTION, "90") and not _has_date(ticket, now):
        yield Action.DELAY, Delay(reason="", expected_by=_computed_date(ticket, body, now))
    elif (step.clock, step.step) == (timers.CLOSING, "close"):
        yield Action.CLOSE, Close()


def _is_overtaken(ticket: Ticket, body: Body, step: Step, now: datetime) -> bool:
    """Return whether a later reminder is due already: after a standstill one is enough, not one for each day of it."""
    later = (known for known in timers.steps(ticket, body) if known.clock == step.clock and known.at > step.at)
    return any(known.at <= now and known.step.startswith("late") for known in later)


def _has_date(ticket: Ticket, now: datetime) -> bool:
    """Return whether the requester was told of a delay until a day that is still to come."""
    return ticket.expected_by > iso(now)


def _computed_date(ticket: Ticket, body: Body, now: datetime) -> str:
    """Return when the reply is due; if that is past already, the end of the next working day (R145)."""
    due = from_iso(ticket.due_at)
    return iso(due if due > now else body.working_hours().days(now, 1))


def _done(context: Context, ticket: Ticket, step: Step, action: Action, deed: Deed) -> Ticket:
    """Return the ticket after the system did something to it; as it was if it was done before, or is not allowed now.

    A step that was cut off and comes again may see another date (the calendar changed, the first one passed): what was
    done holds, whatever would be said today.
    """
    doing = actions.Doing(action=action, deed=deed, actor=SYSTEM, key=f"{step.id}.{action}")
    known = ticket.known_key(actions.known_action(context.acting.secret, ticket.number, doing).key)
    if known or action not in allowed(ticket, SYSTEM):
        return ticket
    return actions.act(context.acting, ticket.number, doing).ticket


def _updated(context: Context, ticket: Ticket, told: Told, step: Step, team: Team) -> None:
    """Tell the requester that work goes on, and the supervisor that they waited; the next word is due anew (R146)."""
    _see_to_the_digest(context, ticket, step, team.body, team.now)
    after = clock.kept(ticket, ticket, team.body, team.now, heard=True)
    said = [*_said(ticket, step, team), ("ticket.updated", {"section": ticket.section, "partner": ticket.partner})]
    events = tuple(_event(context, team.now, type, facts) for type, facts in said)
    planned = timers.planned(after, team.body, told.steps)
    context.acting.tickets.save(Change(before=ticket, after=after, events=events, timers=planned))
    context.count("PromiseTold")


def _event(context: Context, now: datetime, type: str, facts: dict[str, Any]) -> Event:
    known = {name: value for name, value in facts.items() if value not in (None, "", ())}
    return Event(id=context.acting.new_id(now), type=type, at=iso(now), by=SYSTEM.id, facts=known)


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What changed: `cause` is `calendar` or `policy`, `version` the body's since then."""

    body: str
    cause: str
    code: str = ""
    version: int = 0


def recalculate(context: Context, why: Why, number: str) -> None:
    """Count the clocks of a ticket again by the calendars and policies as they are now; the history says so.

    :raises TicketChanged: if others keep changing the ticket; it should come again
    """
    _despite_others(context, lambda: _recalculate(context, why, number))


def _recalculate(context: Context, why: Why, number: str) -> None:
    ticket, told = context.acting.tickets.with_told(number)
    body, now = context.acting.body(ticket.body), context.acting.clock()
    if not ticket.is_open:
        return
    after = clock.redated(ticket, tuple(clock.recounted(one, ticket, body) for one in ticket.clocks))
    planned = timers.planned(after, body, told.steps)
    moved = [
        {"name": new.name, "was": old.due_at, "due_at": new.due_at}
        for old, new in zip(ticket.clocks, after.clocks, strict=True) if old != new
    ]  # fmt: skip
    if not moved:
        if planned.due != told.due:
            context.promises.set_timers(ticket, planned)
        return
    event = _event(context, now, "ticket.recalculated", {"cause": why.cause, "code": why.code, "clocks": moved})
    context.acting.tickets.save(Change(before=ticket, after=after, events=(event,), timers=planned))
    context.count("ClocksRecalculated")
