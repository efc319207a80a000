"""Taking in what telephony tells: each record and event changes its contact once, whatever comes twice, late or early.

What follows from it (the bus, live screens, an agent put to writing) is done after each delivery, not after each
change: one that was cut off in between comes again, and finds nothing to change but something to tell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from chalicelib.contacts import events, records
from chalicelib.contacts.connect_record import Record
from chalicelib.contacts.contact import Contact, Told
from chalicelib.contacts.events import ContactEvent
from chalicelib.contacts.figures import moves
from chalicelib.contacts.kept import Contacts, Counted
from chalicelib.contacts.naming import Names, Place
from chalicelib.contacts.telephony import Caller, Telephony, TelephonyAway, TelephonyRefused
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.live.sending import Live
from chalicelib.organisations.staff import Staff
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.bus import Bus
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import Unavailable
from chalicelib.shared.secret import Secret

TRIES = 8
# What ended longer ago than this puts nobody to writing: a stream that is read again says nothing of today.
RECENT = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Context:
    """What taking in needs; `pause` waits a moment before the given try, `zone` returns a body's.

    `staff` finds a member of staff by user name. `answered` are given every contact that an agent has answered as soon
    as an event tells of it, `after` every contact whose record was taken in; each at least once, in any order.
    """

    contacts: Contacts
    names: Names
    telephony: Telephony
    zone: Callable[[str], str]
    staff: Callable[[str], Staff | None]
    secret: Secret
    clock: Clock
    new_seal: Callable[[], bytes]
    live: Live
    bus: Bus
    count: Callable[[str], None]
    pause: Callable[[int], None]
    queue_changed: Callable[[str, str], object]
    answered: tuple[Callable[[Contact], object], ...] = ()
    after: tuple[Callable[[Contact], object], ...] = ()


class Taken(msgspec.Struct, frozen=True):
    """A contact before and after a delivery; the same if it told nothing new."""

    before: Contact | None
    after: Contact


def take_record(context: Context, record: Record) -> Taken | None:
    """Take in a contact record; None if it is nobody's: no body has its number, its queue or its agent.

    :raises Unavailable: if others change the contact again and again; the record comes again
    """
    at = records.placed(record, context.names)
    return _taken(context, record.contact_id, lambda before: _after_record(context, record, at, before))


def take_event(context: Context, event: ContactEvent) -> Taken | None:
    """Take in a contact event; None if it is nobody's yet.

    :raises Unavailable: if others change the contact again and again; the event comes again
    """
    known = context.contacts.get(event.contact_id)
    caller = _caller(context, event.contact_id, known)
    at = events.placed(event, caller, context.names)
    return _taken(context, event.contact_id, lambda before: _after_event(context, event, caller, at, before))


def take_caller(context: Context, id: str) -> Contact | None:
    """Take in a contact that no event told of yet, by asking telephony; None if there is none, or it is nobody's."""
    try:
        caller = _asked(context, id)
    except TelephonyRefused:  # what was typed is no contact's id
        return None
    if caller is None:
        return None
    event = ContactEvent(contact_id=id, event_type="INITIATED", initiation_timestamp=iso(context.clock()))
    at = events.placed(event, caller, context.names)
    taken = _taken(context, id, lambda before: before or _after_event(context, event, caller, at, None))
    return taken.after if taken else None


def _taken(context: Context, id: str, change: Callable[[Contact | None], Contact | None]) -> Taken | None:
    for attempt in range(TRIES):
        before = context.contacts.get(id)
        after = change(before)
        if after is None:
            context.count("ContactsOfNobody")
            return None
        if after == before:
            return Taken(before, before)
        try:
            return Taken(before, context.contacts.save(before, after, counted=counted(context.zone, before, after)))
        except ContactChanged:
            context.pause(attempt)
    raise Unavailable(part="contacts")


def counted(zone: Callable[[str], str], before: Contact | None, after: Contact) -> Counted:
    """Return what a change moves in the figures of which bodies."""
    if before and before.body != after.body:
        return {
            before.body: moves(before, None, zone(before.body)),
            after.body: moves(None, after, zone(after.body)),
        }  # fmt: skip
    return {after.body: moves(before, after, zone(after.body))}


def _after_record(context: Context, record: Record, at: Place, before: Contact | None) -> Contact | None:
    body, told_at = at.body or (before.body if before else ""), record.told_at
    if not body:
        return None
    told = _kept(records.told(record, at), before)
    if before and (told_at, _order(told)) <= (before.told_at, _order(before.told)):
        return before
    start = before or Contact(id=record.contact_id, body=body, seal=context.new_seal())
    number = record.number or start.number
    return msgspec.structs.replace(
        start, body=body, told_at=told_at, told=told, **_who(context, start, body, number, record.dialled)
    )


def _order(told: Told) -> bytes:
    """Return what decides between two records of one instant, so that their order does not."""
    return msgspec.json.encode(told)


def _kept(told: Told, before: Contact | None) -> Told:
    """Return what a record tells, without what was erased or deleted meanwhile."""
    if before is None:
        return told
    gone = {one.key for one in before.told.recordings if one.deleted}
    recordings = tuple(
        msgspec.structs.replace(one, deleted=True) if one.key in gone else one for one in told.recordings
    )
    asked = () if before.erased else told.asked
    return msgspec.structs.replace(told, recordings=recordings, asked=asked, transcript=before.told.transcript,
                                   transcriber=before.told.transcriber)  # fmt: skip


def _after_event(
    context: Context, event: ContactEvent, caller: Caller, at: Place, before: Contact | None
) -> Contact | None:
    if before and before.is_over:
        return before
    body = at.body or (before.body if before else "")
    if not body:
        return None
    told = events.told(event, at, context.names)
    start = before or Contact(id=event.contact_id, body=body, seal=context.new_seal(), told=told)
    told = events.joined(start.told, told)
    return msgspec.structs.replace(
        start, body=body, told=told, **_who(context, start, body, caller.number, caller.dialled)
    )


def _who(context: Context, start: Contact, body: str, number: str, dialled: str) -> dict[str, Any]:
    """Return who called and whom: nothing of who was erased."""
    if start.erased:
        return {"dialled": dialled or start.dialled}
    number = number or start.number
    person = person_ref(context.secret, body, "mobile", number) if number else ""
    return {"number": number, "dialled": dialled or start.dialled, "person": person}


def _caller(context: Context, id: str, known: Contact | None) -> Caller:
    """Return who is in a contact: what is known of it, else what telephony says."""
    if known:
        noted = {"body": known.body, "language": known.told.language}
        return Caller(number=known.number, dialled=known.dialled, attributes=noted)
    return _asked(context, id) or Caller()


def _asked(context: Context, id: str) -> Caller | None:
    try:
        return context.telephony.caller(id)
    except TelephonyAway:
        return None
