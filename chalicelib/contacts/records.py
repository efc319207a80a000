"""Connect's contact records (Kinesis, format 2017-03-10), read: what they tell of a contact, and its outcome. Pure.

A record comes at least once, is sent again when something changes, and in any order: the newest `LastUpdateTimestamp`
is the truth (Amazon Connect, "Contact records data model").
"""

import re
from typing import Any

import msgspec

from chalicelib.contacts.contact import ContactOutcome, Direction, Recording, Told
from chalicelib.contacts.instants import instant, lasting
from chalicelib.contacts.naming import Names, Place, number_in, place

CHANNELS = {"VOICE": "phone", "CHAT": "chat", "TASK": "task", "EMAIL": "email"}
# The centre began these; API begins calls, but tasks and chats come in by it.
_OUTBOUND = frozenset({"OUTBOUND", "CALLBACK", "EXTERNAL_OUTBOUND", "AGENT_REPLY"})
MOST_NOTED, MOST_LENGTH = 60, 1000
_SAID = re.compile("welcome_")


class _Named(msgspec.Struct, rename="pascal"):
    name: str | None = None
    arn: str | None = msgspec.field(default=None, name="ARN")


class RecordQueue(_Named, rename="pascal"):
    enqueue_timestamp: str | None = None
    dequeue_timestamp: str | None = None
    duration: float | None = None


class RecordAgent(_Named, rename="pascal"):
    username: str | None = None
    connected_to_agent_timestamp: str | None = None
    agent_interaction_duration: float | None = None
    customer_hold_duration: float | None = None
    number_of_holds: int | None = None
    after_contact_work_duration: float | None = None
    after_contact_work_end_timestamp: str | None = None


class Endpoint(msgspec.Struct, rename="pascal"):
    address: str | None = None


class RecordRecording(msgspec.Struct, rename="pascal"):
    location: str | None = None
    participant_type: str | None = None
    start_timestamp: str | None = None
    stop_timestamp: str | None = None
    status: str | None = None
    deletion_reason: str | None = None


class Record(msgspec.Struct, rename="pascal"):
    """What is read of a record; all else in it is passed over."""

    contact_id: str
    last_update_timestamp: str
    channel: str | None = None
    initiation_method: str | None = None
    initial_contact_id: str | None = None
    previous_contact_id: str | None = None
    next_contact_id: str | None = None
    customer_endpoint: Endpoint | None = None
    system_endpoint: Endpoint | None = None
    transferred_to_endpoint: Endpoint | None = None
    queue: RecordQueue | None = None
    agent: RecordAgent | None = None
    agent_connection_attempts: int | None = None
    attributes: dict[str, Any] | None = None
    initiation_timestamp: str | None = None
    connected_to_system_timestamp: str | None = None
    transfer_completed_timestamp: str | None = None
    disconnect_timestamp: str | None = None
    disconnect_reason: str | None = None
    recordings: list[RecordRecording] | None = None

    @property
    def number(self) -> str:
        """Return the number of who called or was called, E.164; "" if it is withheld."""
        return number_in(self.customer_endpoint.address) if self.customer_endpoint else ""

    @property
    def dialled(self) -> str:
        """Return the body's own number, E.164; "" where there is none."""
        return number_in(self.system_endpoint.address) if self.system_endpoint else ""

    @property
    def noted(self) -> dict[str, str]:
        """Return what flows noted of the call, as texts; not what they only say, and whither they lead (ARNs)."""
        given = {key: value for key, value in (self.attributes or {}).items() if isinstance(value, str)}
        found = {key: value for key, value in given.items() if not (_SAID.match(key) or value.startswith("arn:"))}
        return {key: found[key][:MOST_LENGTH] for key in sorted(found)[:MOST_NOTED]}

    @property
    def told_at(self) -> str:
        """Return when telephony told it: of two records of a contact the later one counts."""
        return instant(self.last_update_timestamp)


_record = msgspec.json.Decoder(Record)


def read(data: bytes) -> Record:
    """Return the record in the bytes of a stream. :raises msgspec.DecodeError: if it is none"""
    return _record.decode(data)


def placed(record: Record, names: Names) -> Place:
    """Return where a record's contact belongs."""
    queue, agent = record.queue or RecordQueue(), record.agent or RecordAgent()
    queue_name = queue.name or (names.queue(queue.arn) if queue.arn else "")
    return place(names, noted=record.noted, queue=queue_name, dialled=record.dialled, agent=agent.username or "")


def told(record: Record, at: Place) -> Told:
    """Return what a record tells of its contact."""
    queue, agent = record.queue or RecordQueue(), record.agent or RecordAgent()
    queued_at, left_at = instant(queue.enqueue_timestamp), instant(queue.dequeue_timestamp)
    ended_at = instant(record.disconnect_timestamp)
    facts = Told(
        channel=CHANNELS.get(record.channel or "VOICE", "phone"),
        direction=direction(record.initiation_method or "", record.channel or ""),
        method=record.initiation_method or "INBOUND",
        initial=record.initial_contact_id or "",
        previous=record.previous_contact_id or "",
        next=record.next_contact_id or "",
        queue=at.queue if queued_at else "",
        language=at.language,
        agent=agent.username or "",
        started_at=instant(record.initiation_timestamp),
        queued_at=queued_at,
        left_queue_at=left_at,
        answered_at=instant(agent.connected_to_agent_timestamp),
        ended_at=ended_at,
        completed_at=instant(agent.after_contact_work_end_timestamp) or ended_at,
        wait_seconds=lasting(queued_at, left_at) if queue.duration is None else int(queue.duration),
        talk_seconds=int(agent.agent_interaction_duration or 0),
        hold_seconds=int(agent.customer_hold_duration or 0),
        holds=agent.number_of_holds or 0,
        after_seconds=int(agent.after_contact_work_duration or 0),
        attempts=record.agent_connection_attempts or 0,
        disconnected_by=record.disconnect_reason or "",
        recordings=_recordings(record),
        asked=tuple(record.noted.items()),
    )
    return msgspec.structs.replace(facts, outcome=_outcome(record, facts))


def direction(method: str, channel: str) -> Direction:
    """Return who began a contact; one that a call led to goes the way of the call."""
    outbound = method in _OUTBOUND or (method == "API" and channel == "VOICE")
    return Direction.OUTBOUND if outbound else Direction.INBOUND


def _outcome(record: Record, told: Told) -> ContactOutcome:
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
    if _yes(record.noted, "callback"):
        return ContactOutcome.CALLBACK
    if _yes(record.noted, "voicemail"):
        return ContactOutcome.VOICEMAIL
    if record.transferred_to_endpoint or record.transfer_completed_timestamp:
        return ContactOutcome.TRANSFERRED
    if not told.queued_at:
        return ContactOutcome.IN_IVR
    if told.next:  # Amazon Connect's own call back (CreateCallbackContact)
        return ContactOutcome.CALLBACK
    return ContactOutcome.ABANDONED if told.disconnected_by == "CUSTOMER_DISCONNECT" else ContactOutcome.CUT_OFF


def _yes(noted: dict[str, str], name: str) -> bool:
    return noted.get(name, "").casefold() in ("yes", "true")


def _recordings(record: Record) -> tuple[Recording, ...]:
    """Return what was recorded, in the order in which it began; what a caller says to the flow is a voicemail."""
    found = [
        Recording(
            key=one.location,
            started_at=instant(one.start_timestamp),
            ended_at=instant(one.stop_timestamp),
            kind="voicemail" if one.participant_type == "IVR" and _yes(record.noted, "voicemail") else "call",
            deleted=one.status == "DELETED" or bool(one.deletion_reason),
        )
        for one in record.recordings or ()
        if one.location
    ]
    return tuple(sorted(found, key=lambda one: (one.started_at, one.key)))
