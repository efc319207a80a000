"""The ticket that a voice message becomes: whose it is, of which kind, and what it says (R086)."""

from collections.abc import Callable
from contextlib import suppress

from chalicelib.contacts.contact import Contact, Recording
from chalicelib.contacts.instants import lasting
from chalicelib.contacts.spoken import told
from chalicelib.contacts.switchboard import Voicemail
from chalicelib.organisations.body import Body
from chalicelib.people.person import Person
from chalicelib.people.requester import Requester
from chalicelib.shared.errors import Invalid
from chalicelib.shared.reach import normal_mobile
from chalicelib.tickets.registration import StaffRegistration
from chalicelib.tickets.words import ANONYMOUS_KINDS, Channel, Kind

LEAST_SECONDS = 2
"""What is shorter was a caller who hung up."""
FindHolder = Callable[[str, str], Person | None]
"""Finds the profile of a body that has a mobile."""


def registration(contact: Contact, body: Body, voicemail: Voicemail, holder: FindHolder) -> StaffRegistration | None:
    """Return what is registered; None if the category takes nothing that can be registered so."""
    mobile, kind = _mobile(contact, body), Kind(voicemail.kind)
    if not mobile:
        category = body.category(voicemail.category)
        kinds = sorted(each for each in ANONYMOUS_KINDS if category.takes(each))
        if not kinds:
            return None
        kind = kind if kind in kinds else kinds[0]
    language = contact.told.language
    return StaffRegistration(
        body=contact.body, kind=kind, category=voicemail.category, channel=Channel.PHONE, language=language,
        subject=told("voice-subject", language), description=_words(contact, mobile), anonymous=not mobile,
        requester=_requester(contact, mobile, holder) if mobile else None, contact=contact.id,
    )  # fmt: skip


def number_of(contact: Contact) -> str:
    """Return the number to reach somebody by: what they keyed in, else what they called from."""
    return contact.asked("callback_number") or contact.number


def is_empty(contact: Contact) -> bool:
    """Return whether the caller hung up at once; what was not measured may be a message."""
    message = _message(contact)
    measured = [each for each in message if each.started_at and each.ended_at]
    return bool(measured) and len(measured) == len(message) and all(_seconds(each) < LEAST_SECONDS for each in message)


def _mobile(contact: Contact, body: Body) -> str:
    with suppress(Invalid):
        return normal_mobile(number_of(contact), body.country)
    return ""


def _requester(contact: Contact, mobile: str, holder: FindHolder) -> Requester:
    known = holder(contact.body, mobile)
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
    if not mobile and number_of(contact):
        parts.append(told("voice-landline", language, number=number_of(contact)))
    return " ".join(parts)[:4000]


def _message(contact: Contact) -> list[Recording]:
    return [each for each in contact.told.recordings if each.kind == "voicemail"]


def _seconds(recording: Recording) -> int:
    return lasting(recording.started_at, recording.ended_at)
