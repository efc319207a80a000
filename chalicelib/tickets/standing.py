"""How a ticket stands with its promises: overdue, soon due, without news (R001, R003, R132; domain.md section 4). Pure.

Overdue and soon due are told by the instant that lists are sorted by, so that an index can count them.
"""

from datetime import datetime

from chalicelib.organisations.body import Body
from chalicelib.shared.clock import iso
from chalicelib.tickets.clock import clock_of
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import ClockName, Status

# A ticket that is soon due is due before the end of so many working days after today.
SOON_DAYS = 1


def soon_until(body: Body, now: datetime) -> str:
    """Return until when a ticket is soon due: the end of the next working day, by the body's calendar."""
    return iso(body.working_hours().days(now, SOON_DAYS))


def is_running(ticket: Ticket) -> bool:
    """Return whether a promise still runs: nothing was resolved, and nobody else is waited for in time."""
    if not ticket.is_open or ticket.status is Status.RESOLVED:
        return False
    if ticket.in_jurisdiction is False and not ticket.clocks:
        return False  # another's matter, and it is not with them: nothing is promised
    return ticket.status is not Status.WAITING or ticket.due_at < ticket.waiting_since


def is_overdue(ticket: Ticket, instant: str) -> bool:
    """Return whether a ticket's promise is past; who asked the requester too late is late all the same."""
    return is_running(ticket) and ticket.due_at < instant


def is_soon_due(ticket: Ticket, instant: str, until: str) -> bool:
    """Return whether a ticket is due from an instant on and before another."""
    return is_running(ticket) and instant <= ticket.due_at < until


def is_stale(ticket: Ticket, instant: str) -> bool:
    """Return whether the requester has heard nothing for longer than was promised (R132)."""
    update = clock_of(ticket, ClockName.UPDATE)
    return bool(ticket.is_open and update and update.counted_from and update.due_at < instant)
