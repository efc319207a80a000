"""A contact's record, as the Kinesis stream carries it (format 2017-03-10): one a leg, once after-call work is over."""

from typing import Any

from local.connect.contact import Contact, endpoint
from local.connect.projections.instants import lasting, seconds
from local.connect.resources import Directory

FORMAT = "2017-03-10"
Record = dict[str, Any]


def record_of(directory: Directory, contact: Contact) -> Record:
    """Return the record of a contact; members that it has no value for are null, as Connect's are."""
    return {
        "AWSAccountId": directory.account,
        "AWSContactTraceRecordFormatVersion": FORMAT,
        "Agent": _agent(directory, contact),
        "AgentConnectionAttempts": contact.attempts,
        "AnsweringMachineDetectionStatus": contact.amd,
        "Attributes": dict(contact.attributes),
        "Campaign": {"CampaignId": contact.campaign},
        "Channel": contact.channel,
        "ConnectedToSystemTimestamp": seconds(contact.connected_at),
        "ContactDetails": {"ContactName": contact.name, "ContactDescription": contact.description},
        "ContactId": contact.id,
        "CustomerEndpoint": endpoint(contact.customer),
        "DisconnectReason": contact.reason,
        "DisconnectTimestamp": seconds(contact.disconnected_at),
        "InitialContactId": contact.initial,
        "InitiationMethod": contact.method,
        "InitiationTimestamp": seconds(contact.initiated_at),
        "InstanceARN": directory.arn,
        "LastUpdateTimestamp": seconds(contact.changed_at),
        "MediaStreams": [{"Type": "AUDIO"}] if contact.channel == "VOICE" else [],
        "NextContactId": contact.next,
        "PreviousContactId": contact.previous,
        "Queue": _queue(directory, contact),
        "QueuePriority": contact.priority,
        "QueueTimeAdjustmentSeconds": int(contact.time_adjustment),
        "Recording": _first(contact),
        "Recordings": _recordings(contact),
        "References": [{"Name": name, **reference} for name, reference in contact.references.items()],
        "RelatedContactId": contact.related,
        "ScheduledTimestamp": seconds(contact.scheduled_at),
        "SegmentAttributes": dict(contact.segment),
        "SystemEndpoint": endpoint(contact.system),
        "Tags": dict(contact.tags),
        "TransferCompletedTimestamp": seconds(contact.transferred_at),
        "TransferredToEndpoint": contact.transferred_to,
        "VoiceIdResult": None,
    }


def _agent(directory: Directory, contact: Contact) -> Record | None:
    """Return what the agent did; None for whom no agent was connected to."""
    if contact.agent is None or contact.agent_connected_at is None:
        return None
    user = directory.users.find(contact.agent)
    profile = directory.profiles.find(user.profile) if user else None
    talked = lasting(contact.agent_connected_at, contact.disconnected_at)
    held = int(contact.held_seconds)
    return {
        "ARN": directory.name_of("agent", contact.agent),
        "AfterContactWorkDuration": lasting(contact.acw_started_at, contact.acw_ended_at) or 0,
        "AfterContactWorkStartTimestamp": seconds(contact.acw_started_at),
        "AfterContactWorkEndTimestamp": seconds(contact.acw_ended_at),
        "AgentInteractionDuration": None if talked is None else talked - held,
        "ConnectedToAgentTimestamp": seconds(contact.agent_connected_at),
        "CustomerHoldDuration": held,
        "HierarchyGroups": None,
        "LongestHoldDuration": int(contact.longest_hold),
        "NumberOfHolds": contact.holds,
        "RoutingProfile": {"ARN": profile.arn, "Name": profile.name} if profile else None,
        "Username": user.name if user else None,
    }


def _queue(directory: Directory, contact: Contact) -> Record | None:
    """Return the queue that the contact stood in; None for what never queued."""
    if contact.enqueued_at is None or contact.queue is None:
        return None
    queue = directory.queues.find(contact.queue)
    return {
        "ARN": queue.arn if queue else directory.name_of("queue", contact.queue),
        "DequeueTimestamp": seconds(contact.dequeued_at),
        "Duration": lasting(contact.enqueued_at, contact.dequeued_at),
        "EnqueueTimestamp": seconds(contact.enqueued_at),
        "Name": queue.name if queue else None,
    }


def _first(contact: Contact) -> Record | None:
    talks = [one for one in contact.recordings if one["what"] != "IVR"]
    if not talks:
        return None
    return {"DeletionReason": None, "Location": talks[0]["location"], "Status": "AVAILABLE", "Type": "AUDIO"}


def _recordings(contact: Contact) -> list[Record]:
    return [
        {
            "DeletionReason": None,
            "FragmentStartNumber": None,
            "FragmentStopNumber": None,
            "Location": one["location"],
            "MediaStreamType": "AUDIO",
            "ParticipantType": "IVR" if one["what"] == "IVR" else None,
            "StartTimestamp": seconds(one["started"]),
            "Status": "AVAILABLE",
            "StopTimestamp": seconds(one.get("stopped")),
            "StorageType": "S3",
        }
        for one in contact.recordings
    ]
