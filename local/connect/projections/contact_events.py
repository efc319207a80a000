"""Contact events, as EventBridge carries them: camelCase, without attributes, best effort."""

from typing import Any

from local.connect.contact import Contact
from local.connect.log import Event
from local.connect.projections.instants import lasting, milliseconds
from local.connect.resources import Directory

SOURCE, DETAIL_TYPE = "aws.connect", "Amazon Connect Contact Event"
_TYPES = {
    "INITIATED": "INITIATED",
    "CONNECTED_TO_SYSTEM": "CONNECTED_TO_SYSTEM",
    "QUEUED": "QUEUED",
    "CONNECTED_TO_AGENT": "CONNECTED_TO_AGENT",
    "DISCONNECTED": "DISCONNECTED",
    "COMPLETED": "COMPLETED",
    "UPDATED": "CONTACT_DATA_UPDATED",
    "TAGGED": "CONTACT_DATA_UPDATED",
    "UNTAGGED": "CONTACT_DATA_UPDATED",
}
KINDS = tuple(_TYPES)
# Of what changes in a contact, that which is its data; its queue, voice and hooks are not told of.
_DATA = frozenset({"name", "description", "references", "tags", "segment", "priority", "time_adjustment"})


def event_of(directory: Directory, contact: Contact, event: Event) -> dict[str, Any] | None:
    """Return the entry for EventBridge of an event of a contact as it stands; None for kinds that it does not carry.

    Only what does not come in by a caller's own doing tells that it reached the system.
    """
    if event.kind not in _TYPES or (event.kind == "CONNECTED_TO_SYSTEM" and contact.method == "INBOUND"):
        return None
    if event.kind == "UPDATED" and not _DATA & set(event.data):
        return None
    return {
        "Source": SOURCE,
        "DetailType": DETAIL_TYPE,
        "Time": event.at,
        "Resources": [directory.name_of("contact", contact.id), directory.arn],
        "Detail": {"eventType": _TYPES[event.kind], **_detail(directory, contact)},
    }


def _detail(directory: Directory, contact: Contact) -> dict[str, Any]:
    told = {
        "contactId": contact.id,
        "initialContactId": contact.initial,
        "previousContactId": contact.previous,
        "relatedContactId": contact.related,
        "channel": contact.channel,
        "instanceArn": directory.arn,
        "initiationMethod": contact.method,
        "initiationTimestamp": milliseconds(contact.initiated_at),
        "connectedToSystemTimestamp": milliseconds(contact.connected_at),
        "disconnectTimestamp": milliseconds(contact.disconnected_at),
        "scheduledTimestamp": milliseconds(contact.scheduled_at),
        "queueInfo": _queue(directory, contact),
        "agentInfo": _agent(directory, contact),
        "answeringMachineDetectionStatus": contact.amd,
        "campaign": {"campaignId": contact.campaign} if contact.campaign else None,
        "disconnectReason": contact.reason,
        "tags": dict(contact.tags) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _queue(directory: Directory, contact: Contact) -> dict[str, Any] | None:
    if contact.enqueued_at is None or contact.queue is None:
        return None
    return {
        "queueArn": directory.name_of("queue", contact.queue),
        "queueType": "STANDARD",
        "enqueueTimestamp": milliseconds(contact.enqueued_at),
    }


def _agent(directory: Directory, contact: Contact) -> dict[str, Any] | None:
    if contact.agent is None or contact.agent_connected_at is None:
        return None
    told = {
        "agentArn": directory.name_of("agent", contact.agent),
        "connectedToAgentTimestamp": milliseconds(contact.agent_connected_at),
        "afterContactWorkStartTimestamp": milliseconds(contact.acw_started_at),
        "afterContactWorkEndTimestamp": milliseconds(contact.acw_ended_at),
        "afterContactWorkDuration": lasting(contact.acw_started_at, contact.acw_ended_at),
    }
    return {name: value for name, value in told.items() if value is not None}
