"""Contacts whose end was never told: they are closed as they stood, so that no screen shows them for ever.

Connect sends a record of each contact at least once, and a stream keeps it for a week; still, one may be lost for good.
Whatever record comes later is the truth all the same.
"""

from datetime import datetime, timedelta

import msgspec

from chalicelib.contacts.contact import Contact, ContactOutcome
from chalicelib.contacts.kept import By, Stretch
from chalicelib.contacts.taking import Context, counted
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.shared.clock import iso

# No call lasts longer; a task of Connect's lives seven days, a chat as long at most.
LONGEST = {"phone": timedelta(hours=12)}
LONGEST_OF_OTHERS = timedelta(days=8)
MOST = 100
UNTOLD = "UNTOLD"
"""Why it ended, as far as is known: Connect has no such reason."""


def close_left_open(context: Context, bodies: list[str]) -> int:
    """Close the contacts of some bodies that cannot go on any more, two hundred each at most; return how many."""
    now = context.clock()
    return sum(_close_of(context, body, now) for body in bodies)


def _close_of(context: Context, body: str, now: datetime) -> int:
    until = iso(now - min(LONGEST.values()))
    stretches = (Stretch(by=by, key=body, until=until) for by in (By.OPEN, By.LEFT))
    places = [place for stretch in stretches for place in context.contacts.places(stretch, limit=MOST)]
    found = context.contacts.many(place.id for place in places).values()
    return sum(_closed(context, contact) for contact in found if _is_left_open(contact, now))


def _is_left_open(contact: Contact, now: datetime) -> bool:
    longest = LONGEST.get(contact.told.channel, LONGEST_OF_OTHERS)
    return not contact.is_over and contact.told.started_at < iso(now - longest)


def _closed(context: Context, contact: Contact) -> bool:
    """Close a contact at the last instant that is known of it; False if something was told of it just now."""
    told = contact.told
    last = told.ended_at or told.answered_at or told.queued_at or told.started_at
    outcome = (
        ContactOutcome.ANSWERED
        if told.answered_at
        else ContactOutcome.CUT_OFF
        if told.queued_at
        else ContactOutcome.IN_IVR
    )
    after = msgspec.structs.replace(
        contact, told_at=told.started_at,
        told=msgspec.structs.replace(
            told, ended_at=last, completed_at=told.completed_at or last, outcome=outcome,
            left_queue_at=told.left_queue_at or (last if told.queued_at else ""),
            disconnected_by=told.disconnected_by or UNTOLD,
        ),
    )  # fmt: skip
    try:
        context.contacts.save(contact, after, counted=counted(context.zone, contact, after))
    except ContactChanged:
        return False
    context.count("ContactsLeftOpen")
    return True
