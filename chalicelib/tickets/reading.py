"""Reading tickets as staff: one, its history, and lists. Who reads what is logged by ids (R303)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from chalicelib.organisations.presence import day_in, is_absent, present
from chalicelib.organisations.staff import Staff
from chalicelib.people.register import TicketLine
from chalicelib.shared.clock import Clock
from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.numbers import read_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets import finding, worklists
from chalicelib.tickets.finding import Finder
from chalicelib.tickets.lists import BATCH, Index, Lists, Page, Plan, Stretch, cursor, read_cursor, read_page
from chalicelib.tickets.staff_views import (
    NOT_FOR_PARTNERS,
    EventView,
    NameOf,
    StaffTicketView,
    TicketRow,
    event_view,
    is_outside,
    row_view,
    staff_ticket_view,
)
from chalicelib.tickets.ticket import Details, Event, Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import FindBody, seen
from chalicelib.tickets.worklists import Look, Queue, Wanted, plan_name

__all__ = ["Context", "EventView", "HistoryPage", "HistoryWanted", "Listed", "StaffTicketView", "TicketRow", "history",
           "lines_of", "listed", "one", "staff_view"]  # fmt: skip


class Tickets(Protocol):
    """Where tickets are read one by one."""

    def get(self, number: str) -> Ticket: ...

    def whole(self, number: str) -> tuple[Ticket, Details]: ...

    def history(self, number: str, *, before: str = "", limit: int = 50, seal: bytes | None = None) -> list[Event]: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What reading needs; `saw` is told who saw which ticket, by ids; `finder` finds people by name.

    `team` returns everybody at work for a body.
    """

    tickets: Tickets
    lists: Lists
    finder: Finder
    body: FindBody
    staff: Callable[[str], Staff | None]
    secret: Secret
    clock: Clock
    saw: Callable[[str, str], None]
    team: Callable[[str], Sequence[Staff]]


class HistoryWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=1000)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list."""

    items: tuple[TicketRow, ...]
    next: str | None


class HistoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what happened, newest first."""

    items: tuple[EventView, ...]
    next: str | None


def one(context: Context, staff: Staff, typed: str) -> StaffTicketView:
    """Return a ticket by its number, or by the one that it had in an old system (R013).

    :raises TicketNotFound: if there is none that they may see
    """
    ticket, details = _whole(context, staff, typed)
    context.saw(staff.id, ticket.number)
    return staff_view(context, staff, ticket, details)


def staff_view(context: Context, staff: Staff, ticket: Ticket, details: Details | None = None) -> StaffTicketView:
    """Return a ticket as somebody may see it; what it says is read if it is not given."""
    said = details or context.tickets.whole(ticket.number)[1]
    body = context.body(ticket.body)
    return staff_ticket_view(ticket, said, staff, body=body, now=context.clock(), name_of=_naming(context))


def history(context: Context, staff: Staff, typed: str, wanted: HistoryWanted) -> HistoryPage:
    """Return what happened to a ticket, newest first; a partner is not shown what the body says among itself.

    :raises TicketNotFound: if there is none that they may see
    :raises Invalid: if the cursor is none of this ticket's
    """
    ticket, _ = _whole(context, staff, typed)
    name = f"history {ticket.number} {staff.id}"
    before = read_cursor(context.secret, name, wanted.cursor)
    events = context.tickets.history(ticket.number, before=before, limit=wanted.limit + 1, seal=ticket.seal)
    more, shown = len(events) > wanted.limit, events[: wanted.limit]
    context.saw(staff.id, ticket.number)
    items = tuple(event_view(e, _naming(context)) for e in shown if _for_eyes(staff, e))
    return HistoryPage(items=items, next=cursor(context.secret, name, shown[-1].sequence if more else ""))


def listed(context: Context, staff: Staff, wanted: Wanted) -> Listed:
    """Return a page of the list that somebody asks for.

    :raises NotFound: if the body is not theirs to see
    :raises Invalid: if the cursor is of another list
    """
    name = plan_name(staff, wanted)
    after = read_cursor(context.secret, name, wanted.cursor)
    page = _page(context, staff, wanted, after)
    now, name_of = context.clock(), _naming(context)
    items = tuple(row_view(ticket, staff, now=now, name_of=name_of) for ticket in page.tickets)
    return Listed(items=items, next=cursor(context.secret, name, page.after))


def lines_of(context: Context, staff: Staff, body: str, refs: Sequence[str]) -> tuple[TicketLine, ...]:
    """Return the tickets of a person in one line each, newest first, those that somebody may see; a hundred at most."""
    wanted = Wanted(body=body)
    fits = worklists.shower(Look(staff=staff, find_body=context.body, now=context.clock()), wanted)
    stretches = tuple(Stretch(Index.REQUESTER, ref, newest_first=True) for ref in dict.fromkeys(refs))
    page = read_page(context.lists, Plan(stretches=stretches, shows=fits), limit=BATCH)
    return tuple(
        TicketLine(
            number=t.number, kind=t.kind, status=t.status, registered_at=t.registered_at, category=t.category
        )
        for t in page.tickets
    )  # fmt: skip


def _page(context: Context, staff: Staff, wanted: Wanted, after: str) -> Page:
    now = context.clock()
    covered = covered_by(context, staff, now) if wanted.queue is Queue.MINE else frozenset()
    look = Look(staff=staff, find_body=context.body, now=now, covered=covered)
    plan = finding.plan(context.finder, context.lists, context.secret, look, wanted)
    if isinstance(plan, Page):
        return plan
    return read_page(context.lists, plan, after=after, limit=wanted.limit)


def covered_by(context: Context, staff: Staff, now: datetime) -> frozenset[str]:
    """Return the ids of those who are away today and for whom somebody stands in, at second hand too."""
    team, day = context.team(staff.body), day_in(context.body(staff.body), now)
    return frozenset(away.id for away in team if away.id != staff.id and _stands_in(staff, away, team, day))


def _stands_in(staff: Staff, away: Staff, team: Sequence[Staff], day: date) -> bool:
    there = present(away, team, day) if is_absent(away, day) else None
    return there is not None and there.id == staff.id


def _whole(context: Context, staff: Staff, typed: str) -> tuple[Ticket, Details]:
    """Return a ticket by its number, else by the one of an old system."""
    for number in _numbers(context, staff, typed):
        try:
            ticket, details = context.tickets.whole(number)
            return seen(staff, ticket, context.body), details
        except TicketNotFound:
            continue
    raise TicketNotFound


def _numbers(context: Context, staff: Staff, typed: str) -> Iterator[str]:
    """Yield the number that was typed, then those of tickets that had it in an old system."""
    if number := read_number(typed):
        yield number
    yield from context.lists.aliased(sorted(staff.bodies), ascii_digits(typed).strip())


def _for_eyes(staff: Staff, event: Event) -> bool:
    return not is_outside(staff) or event.by == staff.id or event.type not in NOT_FOR_PARTNERS


def _naming(context: Context) -> NameOf:
    """Return how the name of a member of staff is found; "" for the requester, the system and who has left."""
    known: dict[str, str] = {"": "", "requester": "", "system": ""}

    def name_of(id: str) -> str:
        if id not in known:
            staff = context.staff(id)
            known[id] = staff.name if staff else ""
        return known[id]

    return name_of
