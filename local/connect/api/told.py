"""A contact as the API tells of it."""

from typing import Any

from local.connect.api.times import when
from local.connect.contact import Contact, endpoint
from local.connect.engine import Instance


def arn(instance: Instance, contact: str) -> str:
    return instance.directory.name_of("contact", contact)


def contact_of(instance: Instance, contact: Contact) -> dict[str, Any]:
    """Return what DescribeContact tells."""
    told = {
        **summary_of(instance, contact),
        "RelatedContactId": contact.related, "Description": contact.description, "Tags": dict(contact.tags),
        "LastUpdateTimestamp": when(contact.changed_at), "ConnectedToSystemTimestamp": when(contact.connected_at),
        "CustomerEndpoint": endpoint(contact.customer), "SystemEndpoint": endpoint(contact.system),
        "QueuePriority": contact.priority, "QueueTimeAdjustmentSeconds": int(contact.time_adjustment),
        "DisconnectReason": contact.reason, "AnsweringMachineDetectionStatus": contact.amd,
        "Attributes": dict(contact.attributes),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in (None, {})}


def summary_of(instance: Instance, contact: Contact) -> dict[str, Any]:
    """Return what SearchContacts tells of each."""
    told = {
        "Id": contact.id, "Arn": arn(instance, contact.id), "InitialContactId": contact.initial,
        "PreviousContactId": contact.previous, "InitiationMethod": contact.method, "Channel": contact.channel,
        "Name": contact.name, "QueueInfo": _queue(contact), "AgentInfo": _agent(contact),
        "InitiationTimestamp": when(contact.initiated_at), "DisconnectTimestamp": when(contact.disconnected_at),
        "ScheduledTimestamp": when(contact.scheduled_at),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _queue(contact: Contact) -> dict[str, Any] | None:
    return {"Id": contact.queue, "EnqueueTimestamp": when(contact.enqueued_at)} if contact.enqueued_at else None


def _agent(contact: Contact) -> dict[str, Any] | None:
    connected = when(contact.agent_connected_at)
    return {"Id": contact.agent, "ConnectedToAgentTimestamp": connected} if contact.agent and connected else None
