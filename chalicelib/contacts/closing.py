"""Contacts whose end was never told: they are closed as they stood, so that no screen shows them for ever.

Connect sends a record of each contact at least once, and a stream keeps it for a week; still, one may be lost for good.
Whatever record comes later is the truth all the same.
"""

import msgspec

from chalicelib.contacts.contact import Contact, ContactOutcome
from chalicelib.contacts.taking import Context, counted
from chalicelib.contacts.trouble import ContactChanged

MOST = 100
UNTOLD = "UNTOLD"
"""Why it ended, as far as is known: Connect has no such reason."""


def close_left_open(context: Context) -> int:
    """Close the contacts that cannot go on any more, a hundred a run at most; return how many."""
    found = context.contacts.left_open(context.clock(), MOST)
    return sum(_closed(context, contact) for contact in found if not contact.is_over)


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
