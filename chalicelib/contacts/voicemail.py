"""A voice message becomes a ticket (R086): registered once, linked to its contact, its number sent by SMS as always.

Who can be sent nothing (a hidden number, a landline) cannot be the requester of a kind that needs one: then it is
registered without one, as a kind that may be anonymous, and a landline is called back. Where the category takes no such
kind the message is offered to the agents as a task (docs/decisions/a-voice-message-without-a-mobile.md).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from chalicelib.contacts import callback_requests, callbacks
from chalicelib.contacts.asked_menus import arn
from chalicelib.contacts.contact import Contact, ContactOutcome
from chalicelib.contacts.kept import Contacts
from chalicelib.contacts.spoken import told
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.telephony import Installation, Telephony, TelephonyAway, TelephonyRefused
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.contacts.voicemail_ticket import FindHolder, is_empty, number_of, registration
from chalicelib.shared.errors import Invalid, KeyReused, Unavailable
from chalicelib.tickets import registering
from chalicelib.tickets.context import Context as Tickets
from chalicelib.tickets.registering import Origin
from chalicelib.tickets.registration import StaffRegistration
from chalicelib.tickets.trouble import TooManyRegistrations
from chalicelib.tickets.words import Channel

TRIES = 8


@dataclass(frozen=True, kw_only=True)
class Context:
    """What registering a voice message needs."""

    contacts: Contacts
    tickets: Tickets
    calling: callbacks.Context
    board: Callable[[str], Switchboard]
    person: FindHolder
    telephony: Telephony
    installation: Callable[[], Installation | None]
    count: Callable[[str], None]


def register(context: Context, contact: Contact) -> str:
    """Register the voice message of a contact, once; return the ticket's number, "" if there is none.

    :raises Unavailable: if others change the contact again and again; the record comes again
    """
    if contact.told.outcome is not ContactOutcome.VOICEMAIL or contact.handled.tickets:
        return next(iter(contact.handled.tickets), "")
    if is_empty(contact):
        context.count("VoicemailEmpty")
        return ""
    body, voicemail = context.tickets.body(contact.body), context.board(contact.body).voicemail
    asked = registration(contact, body, voicemail, context.person)
    number = _registered(context, contact, asked) if asked else ""
    if not number:
        _offered(context, contact)
        return ""
    # The link comes last: who finds it looks no further.
    if asked and asked.anonymous:
        _called_back(context, contact, number)
    _linked(context, contact.id, number)
    return number


def _registered(context: Context, contact: Contact, asked: StaffRegistration) -> str:
    """Register, or find what the same message registered before, though its record says more by now."""
    origin = Origin(
        by="system", channel=Channel.PHONE, key=contact.id, scope=f"voicemail {contact.body}", public=False,
        correlation=contact.id,
    )  # fmt: skip
    if before := registering.found(context.tickets, asked, origin):
        return before.number
    try:
        return registering.register(context.tickets, asked, origin).ticket.number
    except KeyReused:  # another delivery was first
        before = registering.found(context.tickets, asked, origin)
        return before.number if before else ""
    except (TooManyRegistrations, Invalid):
        context.count("VoicemailNotRegistered")
        return ""


def _linked(context: Context, id: str, number: str) -> None:
    """Note on the contact which ticket it became."""
    for _ in range(TRIES):
        contact = context.contacts.get(id)
        if contact is None or number in contact.handled.tickets:
            return
        handled = msgspec.structs.replace(contact.handled, tickets=(*contact.handled.tickets, number))
        with suppress(ContactChanged):
            context.contacts.save(contact, msgspec.structs.replace(contact, handled=handled))
            return
    raise Unavailable(part="contacts")


def _called_back(context: Context, contact: Contact, number: str) -> None:
    """Have a landline called back about its ticket; a number that cannot be called is left."""
    if not number_of(contact):
        return
    wanted = callback_requests.Wanted(
        body=contact.body, number=number_of(contact), key=f"voicemail {contact.id}", queue=contact.told.queue,
        language=contact.told.language, contact=contact.id, ticket=number,
    )  # fmt: skip
    with suppress(Invalid, KeyReused):  # a record that says more asks for the same callback otherwise
        callback_requests.request(context.calling, wanted)


def _offered(context: Context, contact: Contact) -> None:
    """Offer a message that cannot be registered to the agents; the list of voice messages has it anyway."""
    board = context.board(contact.body)
    queue = board.queue(contact.told.queue) or board.first
    name, here = queue.line(contact.body, contact.told.language), context.installation()
    target = arn(here.arn, "queue", here.queues.get(name, "")) if here else ""
    given = {"body": contact.body, "language": contact.told.language, "queue": queue.code, "target": target,
             "queue_name": queue.name.ar, "voicemail": contact.id}  # fmt: skip
    try:
        context.telephony.offer_task(
            name=told("voicemail-task", "ar", queue=queue.name.ar), queue=name, key=f"voicemail-{contact.id}",
            attributes={name: text for name, text in given.items() if text}, previous=contact.id,
        )  # fmt: skip
    except (TelephonyAway, TelephonyRefused):
        context.count("VoicemailNotOffered")
