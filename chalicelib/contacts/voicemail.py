"""A voice message becomes a ticket (R086): registered once, linked to its contact, its number sent by SMS as always.

Who can be sent nothing (a hidden number, a landline) cannot be the requester of a kind that needs one: then it is
registered without one, as a kind that may be anonymous, and a landline is called back. Where the category takes no such
kind the message is offered to the agents as a task (docs/decisions/a-voice-message-without-a-mobile.md).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import msgspec

from chalicelib.contacts import callback_requests, callbacks
from chalicelib.contacts.asked_menus import arn
from chalicelib.contacts.contact import Contact, ContactOutcome, Recording
from chalicelib.contacts.kept import Contacts
from chalicelib.contacts.spoken import told
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.telephony import Installation, Telephony, TelephonyAway, TelephonyRefused
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.people.person import Person
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import from_iso
from chalicelib.shared.errors import Invalid, KeyReused, Unavailable
from chalicelib.shared.reach import normal_mobile
from chalicelib.tickets import registering
from chalicelib.tickets.context import Context as Tickets
from chalicelib.tickets.registering import Origin
from chalicelib.tickets.registration import StaffRegistration
from chalicelib.tickets.trouble import TooManyRegistrations
from chalicelib.tickets.words import ANONYMOUS_KINDS, Channel, Kind

TRIES = 8
LEAST_SECONDS = 2
"""What is shorter was a caller who hung up."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What registering a voice message needs; `person` finds the profile of a body that has a mobile."""

    contacts: Contacts
    tickets: Tickets
    calling: callbacks.Context
    board: Callable[[str], Switchboard]
    person: Callable[[str, str], Person | None]
    telephony: Telephony
    installation: Callable[[], Installation | None]
    count: Callable[[str], None]


def register(context: Context, contact: Contact) -> str:
    """Register the voice message of a contact, once; return the ticket's number, "" if there is none.

    :raises Unavailable: if others change the contact again and again; the record comes again
    """
    if contact.told.outcome is not ContactOutcome.VOICEMAIL or contact.handled.tickets:
        return next(iter(contact.handled.tickets), "")
    if _is_empty(_message(contact)):
        context.count("VoicemailEmpty")
        return ""
    asked = _registration(context, contact)
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


def _registration(context: Context, contact: Contact) -> StaffRegistration | None:
    """Return what is registered; None if the category takes nothing that can be registered so."""
    voicemail = context.board(contact.body).voicemail
    mobile, kind = _mobile(context, contact), Kind(voicemail.kind)
    if not mobile:
        kinds = sorted(each for each in ANONYMOUS_KINDS if context.tickets.body(contact.body).category(
            voicemail.category).takes(each))  # fmt: skip
        if not kinds:
            return None
        kind = kind if kind in kinds else kinds[0]
    language = contact.told.language
    return StaffRegistration(
        body=contact.body, kind=kind, category=voicemail.category, channel=Channel.PHONE, language=language,
        subject=told("voice-subject", language), description=_words(contact, mobile),
        requester=_requester(context, contact, mobile) if mobile else None, anonymous=not mobile, contact=contact.id,
    )  # fmt: skip


def _number(contact: Contact) -> str:
    """Return the number to reach somebody by: what they keyed in, else what they called from."""
    return dict(contact.told.asked).get("callback_number", "") or contact.number


def _mobile(context: Context, contact: Contact) -> str:
    with suppress(Invalid):
        return normal_mobile(_number(contact), context.tickets.body(contact.body).country)
    return ""


def _requester(context: Context, contact: Contact, mobile: str) -> Requester:
    known = context.person(contact.body, mobile)
    if known and known.shown_name:
        return Requester(first_name=known.first_name, family_name=known.family_name, name=known.name, mobile=mobile)
    return Requester(name=told("voice-caller", contact.told.language), mobile=mobile)


def _words(contact: Contact, mobile: str) -> str:
    """Return the description: what waits where, how long it is, and who wrote its words down, if anybody did."""
    facts, language = contact.told, contact.told.language
    seconds = sum(_seconds(each) for each in _message(contact))
    name = "voice-message" if seconds else "voice-message-unmeasured"
    parts = [told(name, language, contact=contact.id, seconds=seconds)]
    if facts.transcript:
        parts.append(told("voice-words", language, transcriber=facts.transcriber, words=facts.transcript))
    else:
        parts.append(told("voice-no-words", language, transcriber=facts.transcriber))
    if not mobile and _number(contact):
        parts.append(told("voice-landline", language, number=_number(contact)))
    return " ".join(parts)[:4000]


def _message(contact: Contact) -> list[Recording]:
    return [each for each in contact.told.recordings if each.kind == "voicemail"]


def _is_empty(message: Sequence[Recording]) -> bool:
    """Return whether the caller hung up at once; what was not measured may be a message."""
    measured = [each for each in message if each.started_at and each.ended_at]
    return bool(measured) and len(measured) == len(message) and all(_seconds(each) < LEAST_SECONDS for each in message)


def _seconds(recording: Recording) -> int:
    if not recording.started_at or not recording.ended_at:
        return 0
    lasted: datetime = from_iso(recording.ended_at)
    return int((lasted - from_iso(recording.started_at)).total_seconds())


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
    if not _number(contact):
        return
    wanted = callback_requests.Wanted(
        body=contact.body, number=_number(contact), key=f"voicemail {contact.id}", queue=contact.told.queue,
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
