"""After a restart: every contact that went on when the engine stopped ends with a record."""

from typing import TYPE_CHECKING

from local.connect.contact import Contact

if TYPE_CHECKING:
    from local.connect.core import Core


def recover(instance: "Core") -> None:
    """Read the contacts from the log, and end those that had not: their sound is gone with the process."""
    for event in instance.log.events:
        if event.contact:
            contact = instance.contacts.get(event.contact)
            if contact is None:
                contact = instance.contacts[event.contact] = Contact(event.contact)
            contact.apply(event)
    for contact in instance.contacts.values():
        if contact.completed_at is None:
            _end(instance, contact)


def _end(instance: "Core", contact: Contact) -> None:
    if contact.phase == "QUEUED":
        instance.record("DEQUEUED", contact, {"queue": contact.queue, "why": "disconnected"})
    for recording in [one for one in contact.recordings if one["state"] != "STOPPED"]:
        facts = {"state": "STOPPED", "location": recording["location"], "stopped": instance.clock.now()}
        instance.record("RECORDING", contact, facts)
    if not contact.ended:
        reason = "TELECOM_PROBLEM" if contact.channel == "VOICE" else "OTHER"
        instance.record("DISCONNECTED", contact, {"reason": reason})
    if contact.acw_started_at is not None and contact.acw_ended_at is None:
        instance.record("ACW_ENDED", contact, {"agent": contact.agent})
    instance.record("COMPLETED", contact, {})
