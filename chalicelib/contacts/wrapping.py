"""Wrapping up: nobody finishes a contact without saying why the person called and what was said (R078).

A contact that is about an open ticket is counted on it, and no second ticket is made (R008).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.contacts.contact import Contact, Handled
from chalicelib.contacts.context import Context
from chalicelib.contacts.telling import published
from chalicelib.contacts.trouble import ContactChanged, ContactGoesOn, ContactNotOwn, WrapUpClosed
from chalicelib.contacts.visibility import seen
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid, KeyReused, Unavailable
from chalicelib.shared.numbers import read_number
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import contacting, visibility
from chalicelib.tickets.actor import actor_of
from chalicelib.tickets.contacting import Contacted
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.words import Channel

CORRECTABLE = timedelta(days=1)
TRIES = 8
MOST_KEYS = 6
MOST_TICKETS = 20
TicketNumber = Annotated[str, Meta(max_length=40)]


class WrapUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why they called (a disposition of the switchboard), what was said, and the ticket that it is about."""

    disposition: Annotated[str, Meta(max_length=64)]
    summary: Annotated[str, Meta(max_length=4000)]
    ticket: TicketNumber = ""


class Linking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ticket that a contact is about, by its number."""

    number: TicketNumber


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A contact as it was changed; `repeated` if the request came before."""

    contact: Contact
    repeated: bool = False


def wrap_up(context: Context, staff: Staff, id: str, said: WrapUp, *, key: str, correlation: str = "") -> Done:
    """Write down why somebody called and what was said; within a day the same agent may correct it.

    A supervisor may write what an agent left unwritten.

    :raises ContactNotFound: if there is none that they may see
    :raises ContactNotOwn: if somebody else spoke with the caller
    :raises ContactGoesOn: if it is not over
    :raises WrapUpClosed: if it was written longer ago than a day
    :raises Invalid: if the disposition is none of the body's in use, or nothing is said
    :raises TicketNotFound: if there is no such ticket that they may see
    """
    contact, known = seen(context, staff, id), _known(context, "wrap-up", id, staff, key, said)
    if _is_repeat(contact, known):
        _told(context, contact)
        return Done(contact=contact, repeated=True)
    at = iso(context.taking.clock())
    _may_write(contact, staff, at)
    summary = _checked(context, contact, said)
    linked = _counted(context, staff, contact, said.ticket, correlation) if said.ticket else ""

    def written(now: Contact) -> Handled:
        handled = _linked(now.handled, linked)
        return msgspec.structs.replace(
            handled, disposition=said.disposition, summary=summary, written_at=at, written_by=staff.id,
            wrapped_up_at=handled.wrapped_up_at or at, wrapped_up_by=handled.wrapped_up_by or staff.id,
        )  # fmt: skip

    kept = _save(context, contact, written, known, history=True)
    _told(context, kept)
    return Done(contact=kept)


def link(context: Context, staff: Staff, id: str, typed: str, *, key: str, correlation: str = "") -> Done:
    """Note that a contact is about a ticket, and count it there, once.

    :raises ContactNotFound, TicketNotFound: if there is none that they may see
    """
    contact, known = seen(context, staff, id), _known(context, "link", id, staff, key, Linking(number=typed))
    if _is_repeat(contact, known):
        return Done(contact=contact, repeated=True)
    number = _counted(context, staff, contact, typed, correlation)
    return Done(contact=_save(context, contact, lambda now: _linked(now.handled, number), known))


def _may_write(contact: Contact, staff: Staff, at: str) -> None:
    handled = contact.handled
    left_unwritten = staff.has(Role.SUPERVISOR) and not handled.wrapped_up_at
    if contact.told.agent != staff.username and not left_unwritten:
        raise ContactNotOwn(agent=contact.told.agent)
    if not contact.told.ended_at:
        raise ContactGoesOn
    until = from_iso(handled.wrapped_up_at) + CORRECTABLE if handled.wrapped_up_at else None
    if until and from_iso(at) > until:
        raise WrapUpClosed(until=iso(until))


def _checked(context: Context, contact: Contact, said: WrapUp) -> str:
    """Return what was said, cleaned. :raises Invalid: naming what is wrong"""
    board, summary = context.switchboard(contact.body), clean_text(said.summary)
    known = {one.code for one in board.dispositions if one.active} if board else set()
    faults = []
    if said.disposition not in known:
        faults.append({"field": "disposition", "reason": "not-found" if said.disposition else "missing"})
    if not summary:
        faults.append({"field": "summary", "reason": "missing"})
    if faults:
        raise Invalid(fields=faults)
    return summary


def _counted(context: Context, staff: Staff, contact: Contact, typed: str, correlation: str) -> str:
    """Return the number of the ticket, the contact counted on it; one that was registered in it has counted it."""
    number = read_number(typed) or ""
    ticket = visibility.seen(staff, context.tickets.tickets.get(number), context.body)
    if len(contact.handled.tickets) >= MOST_TICKETS and number not in contact.handled.tickets:
        raise Invalid.field("ticket", "too-many")
    if number not in contact.handled.tickets and not _registered_in(context, ticket, contact):
        asked = Contacted(channel=_channel(contact), contact=contact.id)
        key = f"contact-{contact.id}"
        contacting.contact(context.tickets, number, asked, actor_of(staff), key=key, correlation=correlation)
    return number


def _registered_in(context: Context, ticket: Ticket, contact: Contact) -> bool:
    try:
        first = context.tickets.tickets.event(ticket.number, "1.0")
    except TicketNotFound:
        return False
    return first.facts.get("contact") == contact.id


def _channel(contact: Contact) -> Channel:
    found = {"chat": Channel.CHAT, "email": Channel.EMAIL}
    return found.get(contact.told.channel, Channel.PHONE)


def _linked(handled: Handled, number: str) -> Handled:
    if not number or number in handled.tickets:
        return handled
    return msgspec.structs.replace(handled, tickets=(*handled.tickets, number))


def _known(context: Context, what: str, id: str, staff: Staff, key: str, said: msgspec.Struct) -> tuple[str, str]:
    secret = context.taking.secret
    body = msgspec.json.encode(said).decode()
    return secret.text("contact-key", what, id, staff.id, key, size=9), secret.text("contact-body", body, size=6)


def _is_repeat(contact: Contact, known: tuple[str, str]) -> bool:
    """Return whether a request came before. :raises KeyReused: if its key came with another body"""
    before = dict(contact.handled.keys).get(known[0])
    if before not in (None, known[1]):
        raise KeyReused.field("Idempotency-Key", "used-with-another-body")
    return before is not None


def _save(
    context: Context, contact: Contact, change: Callable[[Contact], Handled], known: tuple[str, str], *,
    history: bool = False,
) -> Contact:  # fmt: skip
    """Keep what staff add, whatever telephony tells of the contact meanwhile."""
    for attempt in range(TRIES):
        handled = change(contact)
        kept = msgspec.structs.replace(handled, keys=(*handled.keys, known)[-MOST_KEYS:])
        try:
            after = msgspec.structs.replace(contact, handled=kept)
            return context.contacts.save(contact, after, written=history)
        except ContactChanged:
            context.taking.pause(attempt)
            contact = context.contacts.get(contact.id) or contact
    raise Unavailable(part="contacts")


def _told(context: Context, contact: Contact) -> None:
    """Tell that a contact was wrapped up; a repeated request tells it again, by the same id."""
    taking, handled = context.taking, contact.handled
    published(
        taking.bus, taking.secret, "contact.wrapped_up", contact, handled.written_at, by=handled.written_by
    )  # fmt: skip
    taking.live.send(
        contact.body, "desk", {"type": "contact.wrapped_up", "contact": contact.id}, to=contact.told.agent
    )  # fmt: skip
