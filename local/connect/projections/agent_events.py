"""Agent events, as the second Kinesis stream carries them (version 2017-10-01): who an agent is now, and was before."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from local.connect.contact import Contact
from local.connect.log import Event
from local.connect.projections.instants import milliseconds
from local.connect.resources import Directory, RoutingProfile, Status

VERSION = "2017-10-01"
HEART_BEAT_SECONDS = 120.0
_TYPES = {"AGENT_SIGNED_IN": "LOGIN", "AGENT_SIGNED_OUT": "LOGOUT"}
KINDS = ("AGENT_SIGNED_IN", "AGENT_SIGNED_OUT", "AGENT_STATUS", "AGENT_NEXT_STATUS", "AGENT_CONTACT")
_NAMESPACE = UUID("6f0c2a52-3f0e-4c53-9a63-5b8f4a2d7e11")
Snapshot = dict[str, Any]


class Seat:
    """What the log says of one agent: the status and since when, the next one, and each contact's state and instant."""

    def __init__(self, status: str, since: float) -> None:
        self.status, self.error, self.since = status, "", since
        self.coming: str | None = None
        self.contacts: dict[str, tuple[str, float]] = {}

    def take(self, event: Event) -> None:
        data = event.data
        if event.kind == "AGENT_STATUS":
            self.status, self.error, self.since, self.coming = data["status"], data["error"], event.at, None
        elif event.kind == "AGENT_NEXT_STATUS":
            self.coming = data["status"]
        elif event.kind == "AGENT_CONTACT" and data["state"] is None:
            self.contacts.pop(data["contact"], None)
        elif event.kind == "AGENT_CONTACT":
            self.contacts[data["contact"]] = (data["state"], event.at)


class AgentEvents:
    """Events of an instance's agents, each with the snapshot before; told by the log alone, live or read again."""

    def __init__(self, directory: Directory, contacts: Mapping[str, Contact]) -> None:
        self._directory, self._contacts = directory, contacts
        self._seats: dict[str, Seat] = {}
        self._before: dict[str, Snapshot] = {}

    def of(self, event: Event) -> dict[str, Any]:
        """Return the event that tells of one in the log."""
        agent = event.data["agent"]
        if agent not in self._seats:
            self._seats[agent] = Seat("Offline", event.at)
        self._seats[agent].take(event)
        return self._event(agent, _TYPES.get(event.kind, "STATE_CHANGE"), event.at, event.sequence)

    def heart_beat(self, agent: str, at: float) -> dict[str, Any]:
        """Return the event that tells that nothing changed for two minutes."""
        return self._event(agent, "HEART_BEAT", at, int(at * 1000))

    def _event(self, agent: str, kind: str, at: float, sequence: int) -> dict[str, Any]:
        directory = self._directory
        before, now = self._before.get(agent), self._snapshot(agent, self._seats[agent])
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

    def _snapshot(self, id_: str, seat: Seat) -> Snapshot:
        user = self._directory.users.find(id_)
        status, coming = self._status(seat.status), self._status(seat.coming)
        return {
            "AgentStatus": {
                "ARN": status and status.arn, "Name": seat.error or seat.status,
                "StartTimestamp": milliseconds(seat.since), "Type": status and status.kind,
            },
            "NextAgentStatus": coming and {"ARN": coming.arn, "Name": coming.name, "EnqueuedTimestamp": None},
            "Configuration": user and {
                "FirstName": user.first_name, "LastName": user.last_name, "Username": user.name,
                "AgentHierarchyGroups": None,
                "RoutingProfile": self._profile(seat, self._directory.profiles.find(user.profile)),
            },
            "Contacts": [self._contact(contact, *state) for contact, state in seat.contacts.items()],
        }  # fmt: skip

    def _status(self, name: str | None) -> Status | None:
        return self._directory.statuses.find(name or "")

    def _profile(self, seat: Seat, profile: RoutingProfile | None) -> Snapshot | None:
        if profile is None:
            return None
        return {
            "ARN": profile.arn,
            "Name": profile.name,
            "Concurrency": [
                {"Channel": channel, "AvailableSlots": self._free(seat, profile, channel), "MaximumSlots": most}
                for channel, most in profile.concurrency.items()
            ],
            "DefaultOutboundQueue": self._queue(profile.outbound_queue),
            "InboundQueues": [
                {**(self._queue(pair.queue) or {}), "Channels": [pair.channel]} for pair in profile.queues
            ],
        }

    def _free(self, seat: Seat, profile: RoutingProfile, channel: str) -> int:
        """Return how many more contacts of a channel could be given to the agent (Agent.free_slots)."""
        status = self._status(seat.status)
        if status is None or status.kind != "ROUTABLE" or seat.error:
            return 0
        channels = [self._contacts[contact].channel for contact in seat.contacts]
        if any(other != channel and other not in profile.any_channel for other in channels):
            return 0
        return max(0, profile.concurrency.get(channel, 0) - channels.count(channel))

    def _queue(self, reference: str | None) -> Snapshot | None:
        queue = self._directory.queues.find(reference or "")
        return {"ARN": queue.arn, "Name": queue.name} if queue else None

    def _contact(self, id_: str, state: str, since: float) -> Snapshot:
        contact = self._contacts[id_]
        return {
            "ContactId": id_,
            "InitialContactId": contact.initial,
            "Channel": contact.channel,
            "InitiationMethod": contact.method,
            "State": state,
            "StateStartTimestamp": milliseconds(since),
            "ConnectedToAgentTimestamp": milliseconds(contact.agent_connected_at),
            "QueueTimestamp": milliseconds(contact.enqueued_at),
            "Queue": self._queue(contact.queue),
        }
