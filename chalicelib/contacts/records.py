"""What contact records tell of a contact. Pure; their shape is connect_record.py, the outcome outcomes.py.

A record comes at least once, is sent again when something changes, and in any order: the newest `LastUpdateTimestamp`
is the truth (Amazon Connect, "Contact records data model").
"""

import msgspec

from chalicelib.contacts.connect_record import Record, RecordAgent, RecordQueue
from chalicelib.contacts.contact import Direction, Recording, Told
from chalicelib.contacts.instants import instant, lasting
from chalicelib.contacts.naming import Names, Place, place
from chalicelib.contacts.outcomes import outcome_of

CHANNELS = {"VOICE": "phone", "CHAT": "chat", "TASK": "task", "EMAIL": "email"}
# The centre began these; API begins calls, but tasks and chats come in by it.
_OUTBOUND = frozenset({"OUTBOUND", "CALLBACK", "EXTERNAL_OUTBOUND", "AGENT_REPLY"})


def placed(record: Record, names: Names) -> Place:
    """Return where a record's contact belongs; a queue is the same one whatever it was called at the time."""
    queue, agent = record.queue or RecordQueue(), record.agent or RecordAgent()
    known = (names.queue(queue.arn) if queue.arn else "") or queue.name or ""
    return place(names, noted=record.noted, queue=known, dialled=record.dialled, agent=agent.username or "")


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
    return msgspec.structs.replace(facts, outcome=outcome_of(record, facts))


def direction(method: str, channel: str) -> Direction:
    """Return who began a contact; one that a call led to goes the way of the call."""
    outbound = method in _OUTBOUND or (method == "API" and channel == "VOICE")
    return Direction.OUTBOUND if outbound else Direction.INBOUND


def _recordings(record: Record) -> tuple[Recording, ...]:
    """Return what was recorded, in the order in which it began; what a caller says to the flow is a voicemail."""
    found = [
        Recording(
            key=one.location,
            started_at=instant(one.start_timestamp),
            ended_at=instant(one.stop_timestamp),
            kind="voicemail" if one.participant_type == "IVR" and record.says("voicemail") else "call",
            deleted=one.status == "DELETED" or bool(one.deletion_reason),
        )
        for one in record.recordings or ()
        if one.location
    ]
    return tuple(sorted(found, key=lambda one: (one.started_at, one.key)))
