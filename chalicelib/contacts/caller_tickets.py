"""The tickets that whoever answers should see: those of who calls, and those that follow a call handed on (R006)."""

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.context import Context
from chalicelib.organisations.staff import Staff
from chalicelib.tickets import lists, visibility, worklists
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.words import Kind, Status
from chalicelib.tickets.worklists import Look, Wanted

MOST = 20


class CallerTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket of the caller, in one line."""

    number: str
    kind: Kind
    status: Status
    category: str
    subject: str
    registered_at: str
    due_at: str | None


def caller_tickets(context: Context, staff: Staff, contact: Contact, refs: tuple[str, ...]) -> tuple[CallerTicket, ...]:
    """Return the open ones first: what the call was about before it was handed on, then the caller's own, newest first.

    :param refs: the caller's names in keys
    """
    every = (*_followed(context, staff, contact), *_own(context, staff, contact, refs))
    found = {ticket.number: ticket for ticket in every}
    return tuple(_line(ticket) for ticket in sorted(found.values(), key=lambda ticket: not ticket.is_open))[:MOST]


def _followed(context: Context, staff: Staff, contact: Contact) -> Iterator[Ticket]:
    """Yield the tickets that were noted on the other legs of the call, those that this person may see."""
    initial = contact.told.initial
    ids = {initial, *context.contacts.legs(initial)} - {contact.id} if initial else ()
    legs = [leg for leg in context.contacts.many(sorted(ids)).values() if leg.body == contact.body]
    for number in dict.fromkeys(number for leg in legs for number in leg.handled.tickets):
        with suppress(TicketNotFound):
            yield visibility.seen(staff, context.tickets.tickets.get(number), context.body)


def _own(context: Context, staff: Staff, contact: Contact, refs: tuple[str, ...]) -> list[Ticket]:
    if not refs:
        return []
    look = Look(staff=staff, find_body=context.body, now=context.taking.clock())
    shows = worklists.shower(look, Wanted(body=contact.body))
    stretches = tuple(lists.Stretch(lists.Index.REQUESTER, ref, newest_first=True) for ref in refs)
    plan = lists.Plan(stretches=stretches, shows=shows)
    return list(lists.read_page(context.reading.lists, plan, limit=MOST).tickets)


def _line(ticket: Ticket) -> CallerTicket:
    return CallerTicket(
        number=ticket.number, kind=ticket.kind, status=ticket.status, category=ticket.category, subject=ticket.subject,
        registered_at=ticket.registered_at, due_at=ticket.due_at if ticket.is_open else None,
    )  # fmt: skip
