"""Asking again: a further contact about a ticket is counted on it, no second ticket is made (R008)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.shared.clock import iso
from chalicelib.shared.errors import KeyReused
from chalicelib.shared.texts import clean_text
from chalicelib.tickets.actions import Context, Done
from chalicelib.tickets.lifecycle import Actor
from chalicelib.tickets.ticket import Change, Event, KnownKey, Ticket
from chalicelib.tickets.trouble import TicketChanged
from chalicelib.tickets.visibility import seen
from chalicelib.tickets.words import Channel

# So often a contact is added to a ticket that others are changing.
TRIES = 5


class Contacted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """By which channel somebody asked again, in which contact (its id), and what was said."""

    channel: Channel
    note: Annotated[str, Meta(max_length=4000)] = ""
    contact: Annotated[str, Meta(max_length=200)] = ""


def contact(context: Context, number: str, asked: Contacted, actor: Actor, *, key: str, correlation: str = "") -> Done:
    """Count a further contact on a ticket, once a key.

    No version is asked for: whatever others change meanwhile, they asked again.

    :raises TicketNotFound: if there is none that the actor may see
    :raises KeyReused: if the key came before with another body
    :raises TicketChanged: if the ticket kept changing
    """
    known = KnownKey(
        context.secret.text("action-key", number, "contact", actor.id, key, size=9),
        context.secret.text("action-body", msgspec.json.encode(asked).decode(), size=6),
        0,
    )
    for _ in range(TRIES - 1):
        try:
            return _contacted(context, number, asked, actor, known, correlation)
        except TicketChanged:
            continue
    return _contacted(context, number, asked, actor, known, correlation)


def _contacted(
    context: Context, number: str, asked: Contacted, actor: Actor, known: KnownKey, correlation: str
) -> Done:
    ticket = context.tickets.get(number)
    if actor.staff:
        seen(actor.staff, ticket, context.body)
    if before := ticket.known_key(known.key):
        if before.fingerprint != known.fingerprint:
            raise KeyReused.field("Idempotency-Key", "used-with-another-body")
        return Done(ticket=ticket, repeated=True)
    (saved,) = context.tickets.save(_change(context, ticket, asked, actor, known, correlation))
    return Done(ticket=saved)


def _change(
    context: Context, ticket: Ticket, asked: Contacted, actor: Actor, known: KnownKey, correlation: str
) -> Change:
    now = context.clock()
    facts = {"channel": asked.channel, "contacts": ticket.contacts + 1}
    if asked.contact:
        facts["contact"] = asked.contact
    note = clean_text(asked.note)
    event = Event(
        id=context.new_id(now), type="ticket.contacted", at=iso(now), by=actor.id, facts=facts,
        words={"note": note} if note else {}, correlation=correlation,
    )  # fmt: skip
    after = ticket.with_(contacts=ticket.contacts + 1, changed_at=iso(now), news="contacted")
    remembered = after.remembering(KnownKey(known.key, known.fingerprint, ticket.version + 1))
    return Change(before=ticket, after=remembered, events=(event,))
