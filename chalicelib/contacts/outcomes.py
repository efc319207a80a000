"""What became of a contact, by its record: one outcome each, so that those of a day sum to its contacts. Pure."""

from chalicelib.contacts.connect_record import Record
from chalicelib.contacts.contact import ContactOutcome, Direction, Told


def outcome_of(record: Record, told: Told) -> ContactOutcome:
    """Return what became of a contact: the first that holds, so that each has one."""
    if not told.ended_at:
        return ContactOutcome.OPEN
    if told.method == "MONITOR":
        return ContactOutcome.MONITORED
    if told.answered_at:
        return ContactOutcome.ANSWERED
    if told.direction is Direction.OUTBOUND:
        heard = told.method == "API" and record.connected_to_system_timestamp
        return ContactOutcome.IN_IVR if heard else ContactOutcome.NOT_REACHED
    if told.method == "DISCONNECT":
        return ContactOutcome.IN_IVR
    return _unanswered(record, told)


def _unanswered(record: Record, told: Told) -> ContactOutcome:
    """Return what became of somebody who called and reached no agent."""
    if record.says("callback"):
        return ContactOutcome.CALLBACK
    if record.says("voicemail"):
        return ContactOutcome.VOICEMAIL
    if record.transferred_to_endpoint or record.transfer_completed_timestamp:
        return ContactOutcome.TRANSFERRED
    if not told.queued_at:
        return ContactOutcome.IN_IVR
    if told.next:  # Amazon Connect's own call back (CreateCallbackContact)
        return ContactOutcome.CALLBACK
    return ContactOutcome.ABANDONED if told.disconnected_by == "CUSTOMER_DISCONNECT" else ContactOutcome.CUT_OFF
