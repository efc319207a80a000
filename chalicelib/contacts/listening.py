"""Listening to recordings (R075): whoever may says why, which is kept and shown to the agent, and gets an address.

Nobody hears another body's calls, and agents none but their own; the words of a voice message are work for those who
register and distribute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from chalicelib.contacts import heard
from chalicelib.contacts.contact import Contact, Recording
from chalicelib.contacts.heard import Because, EntriesView, Entry, Log
from chalicelib.contacts.instants import lasting
from chalicelib.contacts.telephony import Telephony
from chalicelib.contacts.trouble import ContactNotFound
from chalicelib.live.sending import Live
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import NotFound
from chalicelib.shared.secret import Secret

ADDRESS_LASTS = timedelta(minutes=5)
HEARS_ALL = (Role.QUALITY, Role.SUPERVISOR)
HEARS_VOICEMAIL = (Role.AGENT, Role.DISTRIBUTOR)
LISTENERS = (*HEARS_ALL, *HEARS_VOICEMAIL)
PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Context:
    """What listening needs; `sees` says whether somebody may see a contact at all (visibility.py).

    `published` puts an event about a contact on the bus: type, contact, instant, by whom.
    """

    sees: Callable[[Staff, Contact], bool]
    contact: Callable[[str], Contact | None]
    log: Log
    telephony: Telephony
    live: Live
    published: Callable[[str, Contact, str, str], None]
    secret: Secret
    clock: Clock


class ListeningView(msgspec.Struct, frozen=True, kw_only=True):
    """Where a recording of so many seconds can be heard, until `expires_at` (ISO 8601 UTC)."""

    url: str
    expires_at: str
    seconds: int


def listen(
    context: Context, staff: Staff, id: str, index: str, because: Because, key: str
) -> tuple[ListeningView, bool]:
    """Return where a recording can be heard, once it is kept who listens and why; and whether this was a repeat.

    :raises NotFound: if there is no such recording that they may hear, or it was deleted
    :raises KeyReused: if the key came before with another reason
    """
    contact, recording, place = _recording(context, staff, id, index)
    if recording.deleted:
        raise NotFound
    now = context.clock()
    address = context.telephony.listening_address(recording.key, int(ADDRESS_LASTS.total_seconds()))
    entry, repeated = heard.kept(context.log, Entry(
        id=heard.entry_id(context.secret, staff, key, id, index), kind="recording", at=iso(now), by=staff.id,
        by_name=staff.name, reason=heard.reason_of(because), body=contact.body, contact=id, agent=contact.told.agent,
        index=place,
    ))  # fmt: skip
    _tell(context, contact, entry, staff)
    return ListeningView(url=address, expires_at=iso(now + ADDRESS_LASTS), seconds=seconds_of(recording)), repeated


def listened(context: Context, staff: Staff, id: str, index: str) -> EntriesView:
    """Return who listened to a recording, to those who may themselves. :raises NotFound: if they may not"""
    _, _, place = _recording(context, staff, id, index)
    found = [entry for entry in context.log.of_contact(id) if entry.index == place]
    return heard.views(found)


def of_own(context: Context, staff: Staff) -> EntriesView:
    """Return who listened to somebody's calls, joined them, or put them into a state; the newest fifty."""
    found = context.log.of_agent(staff.username, before="", limit=PAGE)
    return heard.views(entry for entry in found if entry.body in staff.bodies)


def seconds_of(recording: Recording) -> int:
    """Return how long a recording is, in whole seconds."""
    return lasting(recording.started_at, recording.ended_at)


def may_hear(context: Context, staff: Staff, contact: Contact, recording: Recording) -> bool:
    """Return whether somebody may hear a recording."""
    if contact.body not in staff.bodies or not context.sees(staff, contact):
        return False
    own = bool(contact.told.agent) and contact.told.agent == staff.username
    return own or staff.has(*HEARS_ALL) or (recording.kind == "voicemail" and staff.has(*HEARS_VOICEMAIL))


def _recording(context: Context, staff: Staff, id: str, index: str) -> tuple[Contact, Recording, int]:
    contact = context.contact(id)
    place = int(index) if index.isascii() and index.isdigit() and len(index) < 4 else -1
    recordings = contact.told.recordings if contact else ()
    if not contact or not 0 <= place < len(recordings) or not may_hear(context, staff, contact, recordings[place]):
        raise ContactNotFound
    return contact, recordings[place], place


def _tell(context: Context, contact: Contact, entry: Entry, staff: Staff) -> None:
    context.published("contact.heard", contact, entry.at, staff.id)
    if contact.told.agent and contact.told.agent != staff.username:
        context.live.send(
            contact.body, "desk", {"type": "contact.heard", "contact": contact.id}, to=contact.told.agent
        )  # fmt: skip
