"""Agent events, as the second Kinesis stream carries them (version 2017-10-01): who an agent is now, and was before."""

from typing import Any
from uuid import UUID, uuid5

from local.connect.engine import Instance
from local.connect.log import Event
from local.connect.projections.instants import milliseconds
from local.connect.resources import RoutingProfile

VERSION = "2017-10-01"
HEART_BEAT_SECONDS = 120.0
_TYPES = {"AGENT_SIGNED_IN": "LOGIN", "AGENT_SIGNED_OUT": "LOGOUT"}
KINDS = ("AGENT_SIGNED_IN", "AGENT_SIGNED_OUT", "AGENT_STATUS", "AGENT_NEXT_STATUS", "AGENT_CONTACT")
_NAMESPACE = UUID("6f0c2a52-3f0e-4c53-9a63-5b8f4a2d7e11")
Snapshot = dict[str, Any]


class AgentEvents:
    """Events of an instance's agents, each with the snapshot before."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._before: dict[str, Snapshot] = {}

    def of(self, event: Event) -> dict[str, Any]:
        """Return the event that tells of one in the log."""
        return self._event(event.data["agent"], _TYPES.get(event.kind, "STATE_CHANGE"), event.at, event.sequence)

    def heart_beat(self, agent: str, at: float) -> dict[str, Any]:
        """Return the event that tells that nothing changed for two minutes."""
        return self._event(agent, "HEART_BEAT", at, int(at * 1000))

    def _event(self, agent: str, kind: str, at: float, sequence: int) -> dict[str, Any]:
        directory = self._instance.directory
        before, now = self._before.get(agent), self._snapshot(agent)
        self._before[agent] = now
        return {
            "AWSAccountId": directory.account,
            "AgentARN": directory.name_of("agent", agent),
            "EventId": str(uuid5(_NAMESPACE, f"{directory.id}/{agent}/{kind}/{sequence}")),
            "EventTimestamp": milliseconds(at),
            "EventType": kind,
            "InstanceARN": directory.arn,
            "Version": VERSION,
            "CurrentAgentSnapshot": now,
            "PreviousAgentSnapshot": before,
        }

    def _snapshot(self, id_: str) -> Snapshot:
        agent = self._instance.agent(id_)
        status, coming = agent.status, agent.next_status
        return {
            "AgentStatus": {
                "ARN": status.arn, "Name": agent.error or status.name, "StartTimestamp": milliseconds(agent.since),
                "Type": status.kind,
            },
            "NextAgentStatus": coming and {"ARN": coming.arn, "Name": coming.name, "EnqueuedTimestamp": None},
            "Configuration": {
                "FirstName": agent.user.first_name, "LastName": agent.user.last_name, "Username": agent.user.name,
                "AgentHierarchyGroups": None, "RoutingProfile": self._profile(id_, agent.profile),
            },
            "Contacts": [self._contact(contact, state) for contact, state in agent.contacts.items()],
        }  # fmt: skip

    def _profile(self, agent: str, profile: RoutingProfile | None) -> Snapshot | None:
        if profile is None:
            return None
        free = self._instance.agent(agent).free_slots
        return {
            "ARN": profile.arn,
            "Name": profile.name,
            "Concurrency": [
                {"Channel": channel, "AvailableSlots": max(0, free(channel)), "MaximumSlots": most}
                for channel, most in profile.concurrency.items()
            ],
            "DefaultOutboundQueue": self._queue(profile.outbound_queue),
            "InboundQueues": [
                {**(self._queue(pair.queue) or {}), "Channels": [pair.channel]} for pair in profile.queues
            ],
        }

    def _queue(self, reference: str | None) -> Snapshot | None:
        queue = self._instance.directory.queues.find(reference or "")
        return {"ARN": queue.arn, "Name": queue.name} if queue else None

    def _contact(self, id_: str, state: str) -> Snapshot:
        contact = self._instance.contacts[id_]
        return {
            "ContactId": id_,
            "InitialContactId": contact.initial,
            "Channel": contact.channel,
            "InitiationMethod": contact.method,
            "State": state,
            "StateStartTimestamp": milliseconds(contact.changed_at),
            "ConnectedToAgentTimestamp": milliseconds(contact.agent_connected_at),
            "QueueTimestamp": milliseconds(contact.enqueued_at),
            "Queue": self._queue(contact.queue),
        }
