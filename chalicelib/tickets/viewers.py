"""Who has a ticket open at this moment, so that two do not answer it at once.

A console says so every few seconds; who has not for 45 seconds is gone. It is no event: no version, no history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import msgspec

from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock, from_iso, iso
from chalicelib.tickets.staff_views import is_outside
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import FindBody, seen

LASTS = timedelta(seconds=45)
# A console says so this often: one call may be lost before it counts as gone.
EVERY_SECONDS = 20
MOST_SHOWN = 20


class Viewing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody does with an open ticket; `writing` while there are words not yet sent."""

    writing: bool = False


class Viewer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One who has a ticket open: since when, and when last heard of."""

    id: str
    name: str
    since: str
    seen_at: str
    writing: bool = False
    partner: str = ""


class ViewerView(msgspec.Struct, frozen=True, kw_only=True):
    """Another who has the ticket open."""

    id: str
    name: str
    writing: bool
    since: str


class ViewersView(msgspec.Struct, frozen=True, kw_only=True):
    """The others, who came first first, twenty at most; say again after `again_after` seconds."""

    items: tuple[ViewerView, ...]
    next: str | None = None
    again_after: int = EVERY_SECONDS


class Viewers(Protocol):
    """Where it is kept who has which ticket open."""

    def of(self, number: str) -> tuple[Ticket, list[Viewer]]:
        """Return a ticket with all who are kept, also who has gone. :raises TicketNotFound: if there is none"""
        ...

    def keep(self, number: str, viewer: Viewer) -> None: ...

    def forget(self, number: str, id: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What it needs to know who looks."""

    viewers: Viewers
    body: FindBody
    clock: Clock


def look(context: Context, staff: Staff, number: str, viewing: Viewing) -> ViewersView:
    """Keep that somebody has a ticket open; return the others who have.

    :raises TicketNotFound: if there is none that they may see
    """
    ticket, kept = context.viewers.of(number)
    seen(staff, ticket, context.body)
    now = context.clock()
    present = [viewer for viewer in kept if from_iso(viewer.seen_at) > now - LASTS]
    since = next((viewer.since for viewer in present if viewer.id == staff.id), iso(now))
    context.viewers.keep(number, _viewer(staff, since=since, at=iso(now), writing=viewing.writing))
    return ViewersView(items=_others(staff, present))


def leave(context: Context, staff: Staff, number: str) -> None:
    """Forget that somebody has a ticket open; it may have gone out of their sight meanwhile.

    :raises TicketNotFound: if they had none open, and there is none that they may see
    """
    ticket, kept = context.viewers.of(number)
    if all(viewer.id != staff.id for viewer in kept):
        seen(staff, ticket, context.body)
    context.viewers.forget(number, staff.id)


def _viewer(staff: Staff, *, since: str, at: str, writing: bool) -> Viewer:
    partner = staff.partner if is_outside(staff) else ""
    return Viewer(id=staff.id, name=staff.name, since=since, seen_at=at, writing=writing, partner=partner)


def _others(staff: Staff, present: Sequence[Viewer]) -> tuple[ViewerView, ...]:
    """Return the others; a partner is shown its own people alone, for who works on what is the house's (R303)."""
    shown = [v for v in present if v.id != staff.id and (not is_outside(staff) or v.partner == staff.partner)]
    return tuple(
        ViewerView(id=viewer.id, name=viewer.name, writing=viewer.writing, since=viewer.since)
        for viewer in sorted(shown, key=lambda viewer: (viewer.since, viewer.id))[:MOST_SHOWN]
    )
