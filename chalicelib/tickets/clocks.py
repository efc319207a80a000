"""The promises of a ticket that still run: plain targets, measured in minutes (domain.md section 4)."""

from datetime import datetime

import msgspec

from chalicelib.shared.clock import from_iso
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Status


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """A promise: `remaining_minutes` is negative when it is past; `paused` while the requester is asked."""

    name: str
    due_at: str
    remaining_minutes: int
    paused: bool


def clocks_of(ticket: Ticket, now: datetime) -> tuple[ClockView, ...]:
    """Return the promises that still run: the first reply, and the resolution, which waits with the requester."""
    if not ticket.is_open or ticket.status is Status.RESOLVED:
        return ()
    paused = ticket.status is Status.WAITING and bool(ticket.waiting_since)
    stands_at = from_iso(ticket.waiting_since) if paused else now
    first = () if ticket.first_reply_at or not ticket.reply_by else (_clock("first_reply", ticket.reply_by, now),)
    return (*first, _clock("resolution", ticket.due_at, stands_at, paused=paused))


def _clock(name: str, due_at: str, now: datetime, *, paused: bool = False) -> ClockView:
    minutes = int((from_iso(due_at) - now).total_seconds() // 60)
    return ClockView(name=name, due_at=due_at, remaining_minutes=minutes, paused=paused)
