"""What others are told of contacts: the bus by ids, live screens, and the agent who left something to write."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from chalicelib.contacts import presence as agents
from chalicelib.contacts.contact import Contact
from chalicelib.contacts.events import state_of
from chalicelib.contacts.kept import LONGEST_OF_OTHERS
from chalicelib.contacts.own_open import own_open
from chalicelib.contacts.presence import Presence, PresenceStatus
from chalicelib.contacts.taking import RECENT, Context, Taken
from chalicelib.contacts.telephony import TelephonyAway, TelephonyRefused
from chalicelib.organisations.staff import Staff
from chalicelib.shared.bus import Bus
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Unavailable
from chalicelib.shared.ids import ulid
from chalicelib.shared.secret import Secret

SOURCE = "nidaa.contacts"
_PUBLISHED = {"QUEUED": "contact.queued", "CONNECTED_TO_AGENT": "contact.answered"}


class BusEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What goes over the bus (docs/events.md): ids only; `by` is `telephony` or the id of a member of staff."""

    id: str
    type: str
    body: str
    contact: str
    at: str
    by: str = "telephony"
    correlation: str = ""


def published(bus: Bus, secret: Secret, type: str, contact: Contact, at: str, **facts: str) -> None:
    """Put an event on the bus; the same event of a contact always has the same id.

    :raises Unavailable: if the bus did not take it
    """
    tail = int.from_bytes(secret.digest("contact-event", contact.id, type, at)[:10], "big")
    id = ulid(int(from_iso(at).timestamp() * 1000), tail)
    event = BusEvent(id=id, type=type, body=contact.body, contact=contact.id, at=at, **facts)
    if not bus.put_all([(type, msgspec.json.encode(event).decode())]):
        raise Unavailable(part="bus")


def after_record(context: Context, taken: Taken) -> None:
    """Tell what a record told."""
    contact = taken.after
    if contact.told.ended_at:
        published(context.bus, context.secret, "contact.ended", contact, contact.told.ended_at)
    _needing(context, contact)
    _shown(context, taken)
    for follow in context.after:
        follow(contact)


def after_event(context: Context, taken: Taken, type: str) -> None:
    """Tell what an event told."""
    contact, name = taken.after, _PUBLISHED.get(type, "")
    at = contact.told.queued_at if type == "QUEUED" else contact.told.answered_at
    if name and at:
        published(context.bus, context.secret, name, contact, at)
    if type == "COMPLETED":
        _needing(context, contact)
    _shown(context, taken)
    if type == "CONNECTED_TO_AGENT":
        for follow in context.answered:
            follow(contact)


def _needing(context: Context, contact: Contact) -> None:
    """Tell that somebody has something to write, and see to it that nothing else is offered until then (R078)."""
    told = contact.told
    if not contact.needs_wrap_up or from_iso(told.ended_at) < context.clock() - RECENT:
        return
    published(context.bus, context.secret, "contact.needs_wrap_up", contact, told.ended_at)
    presence = context.contacts.presence(told.agent)
    if presence and presence.status is PresenceStatus.AVAILABLE and _still_unwritten(context, contact.id):
        put_to_writing(context, told.agent, [contact.id])


def _still_unwritten(context: Context, id: str) -> bool:
    """Look again: who writes at once is available by right before this is told."""
    now = context.contacts.get(id)
    return now is not None and now.needs_wrap_up


def put_to_writing(context: Context, username: str, ids: Sequence[str]) -> None:
    """Put somebody who has contacts to write up into the state of after-call work; nothing without telephony."""
    try:
        context.telephony.put_status(username, PresenceStatus.WRAP_UP)
        # Whoever wrote between our look and telephony's answer was available by right, and is again.
        if not any(_still_unwritten(context, id) for id in ids):
            context.telephony.put_status(username, PresenceStatus.AVAILABLE)
    except (TelephonyAway, TelephonyRefused):
        context.count("StatusNotPut")


def take_presence(context: Context, event: agents.AgentEvent, sequence: str) -> Presence | None:
    """Take in what an agent event tells, and tell others; None if it is not the newest.

    The newest that comes again was cut off when it was told of: it is told of again.
    """
    presence = agents.presence_of(event, sequence)
    before = context.contacts.presence(presence.username) if presence else None
    if presence is None or not (presence == before or _newest(context, presence, before)):
        return None
    staff = context.staff(presence.username)
    if staff is None:
        return presence
    _presence_shown(context, staff, before, presence)
    if presence.status is PresenceStatus.AVAILABLE and (left := unwritten(context, staff)):
        put_to_writing(context, presence.username, [one.id for one in left])
    return presence


def _newest(context: Context, presence: Presence, before: Presence | None) -> bool:
    """Keep what somebody does; return whether it was, for nothing newer is known."""
    return agents.is_newer(presence, before) and context.contacts.tell(presence)


def unwritten(context: Context, staff: Staff) -> list[Contact]:
    """Return the contacts that somebody has to wrap up and that ended within the day, latest first."""
    now: datetime = context.clock()
    found = own_open(context.contacts, staff, iso(now - RECENT - LONGEST_OF_OTHERS))
    return [one for one in found if one.needs_wrap_up and from_iso(one.told.ended_at) >= now - RECENT]


def _presence_shown(context: Context, staff: Staff, before: Presence | None, now: Presence) -> None:
    """Tell everybody whose calls somebody takes what they do now, and themselves what rings."""
    if before is None or (before.status, before.contact) != (now.status, now.contact):
        message: dict[str, Any] = {
            "type": "agent.changed", "username": now.username, "status": now.status.value, "since": now.since,
            "contact": now.contact,
        }  # fmt: skip
        for body in sorted(staff.bodies):
            context.live.send(body, "agents", message)
        context.live.send(staff.body, "desk", message, to=now.username)
    for id in sorted(now.offered - (before.offered if before else frozenset())):
        context.live.send(staff.body, "desk", {"type": "contact.offered", "contact": id}, to=now.username)


def _shown(context: Context, taken: Taken) -> None:
    """Tell live screens what changed of a contact: its agent's desk, and who looks at the queues."""
    before, now = taken.before, taken.after
    was, is_ = state_of(before.told) if before else "", state_of(now.told)
    if before and _standing(before) == _standing(now):
        return
    for type in _desk_types(before, now, was, is_):
        context.live.send(now.body, "desk", {"type": type, "contact": now.id}, to=now.told.agent)
    context.live.send(now.body, "queues", {"type": "contact.changed", "contact": now.id, "state": is_})
    for queue in sorted({now.told.queue, before.told.queue if before else ""} - {""}):
        context.queue_changed(now.body, queue)


def _standing(contact: Contact) -> tuple[object, ...]:
    """Return what boards show of a contact; the outcome, for what a record says of it moves the figures."""
    return state_of(contact.told), contact.needs_wrap_up, contact.told.queue, contact.told.outcome


def _desk_types(before: Contact | None, now: Contact, was: str, is_: str) -> list[str]:
    if not now.told.agent:
        return []
    types = (
        [] if was == is_ else {"talking": ["contact.answered"], "queued": [], "in_ivr": []}.get(is_, ["contact.ended"])
    )
    needs = now.needs_wrap_up and not (before and before.needs_wrap_up)
    return [*types, *(["contact.needs_wrap_up"] if needs else [])]
