"""Connect's contact events (EventBridge), read: how far a contact has come, as long as its record is not there. Pure.

Each event tells all that is known of a contact at its moment. Events come at least once and in any order, so what they
tell is joined: what came later in the contact's life stays, whatever comes late. Once the record is there they tell
nothing new. AWS writes some names in several cases: they are read in any.
"""

from typing import Any

import msgspec

from chalicelib.contacts.contact import ContactOutcome, Told
from chalicelib.contacts.instants import instant, lasting
from chalicelib.contacts.naming import Names, Place, place
from chalicelib.contacts.records import CHANNELS, direction
from chalicelib.contacts.telephony import Caller


class _Lower(msgspec.Struct, rename=lambda name: name.replace("_", "")):
    """Named in lower case, without separators."""


class EventQueue(_Lower):
    queue_arn: str | None = None
    enqueue_timestamp: str | None = None


class EventAgent(_Lower):
    agent_arn: str | None = None
    connected_to_agent_timestamp: str | None = None
    after_contact_work_end_timestamp: str | None = None


class ContactEvent(_Lower):
    """What is read of an event's detail."""

    contact_id: str
    event_type: str
    channel: str | None = None
    initiation_method: str | None = None
    initial_contact_id: str | None = None
    previous_contact_id: str | None = None
    initiation_timestamp: str | None = None
    disconnect_timestamp: str | None = None
    disconnect_reason: str | None = None
    queue_info: EventQueue | None = None
    agent_info: EventAgent | None = None


def read(detail: Any) -> ContactEvent:
    """Return the event in a detail. :raises msgspec.ValidationError: if it is none"""
    return msgspec.convert(_lowered(detail), ContactEvent)


def _lowered(value: Any) -> Any:
    return {key.lower(): _lowered(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def placed(event: ContactEvent, caller: Caller, names: Names) -> Place:
    """Return where an event's contact belongs; `caller` is what telephony says of it beside the event."""
    queue, agent = event.queue_info or EventQueue(), event.agent_info or EventAgent()
    return place(
        names, noted=caller.attributes, dialled=caller.dialled,
        queue=names.queue(queue.queue_arn) if queue.queue_arn else "",
        agent=names.user(agent.agent_arn) if agent.agent_arn else "",
    )  # fmt: skip


def told(event: ContactEvent, at: Place, names: Names) -> Told:
    """Return what an event tells of its contact."""
    queue, agent = event.queue_info or EventQueue(), event.agent_info or EventAgent()
    queued_at, ended_at = instant(queue.enqueue_timestamp), instant(event.disconnect_timestamp)
    method, channel = event.initiation_method or "INBOUND", (event.channel or "VOICE").upper()
    done = event.event_type.upper() == "COMPLETED"
    return reckoned(
        Told(
            channel=CHANNELS.get(channel, "phone"),
            direction=direction(method, channel),
            method=method,
            initial=event.initial_contact_id or "",
            previous=event.previous_contact_id or "",
            queue=at.queue if queued_at else "",
            language=at.language,
            agent=names.user(agent.agent_arn) if agent.agent_arn else "",
            started_at=instant(event.initiation_timestamp),
            queued_at=queued_at,
            answered_at=instant(agent.connected_to_agent_timestamp),
            ended_at=ended_at,
            completed_at=instant(agent.after_contact_work_end_timestamp) or (ended_at if done else ""),
            disconnected_by=event.disconnect_reason or "",
        )
    )


def joined(one: Told, other: Told) -> Told:
    """Return what two events tell together; in which order, and how often, makes no difference."""
    queued, answered = max(one, other, key=_queued), max(one, other, key=_answered)
    latest = {name: max(getattr(one, name), getattr(other, name)) for name in _LATEST}
    return reckoned(
        Told(
            **latest,
            channel=max(one.channel, other.channel),
            method=max(one.method, other.method),
            direction=max(one.direction, other.direction),
            queue=queued.queue,
            language=queued.language,
            agent=answered.agent,
        )
    )


_LATEST = (
    "initial", "previous", "started_at", "queued_at", "answered_at", "ended_at", "completed_at", "disconnected_by",
)  # fmt: skip


def _queued(told: Told) -> tuple[str, str, str]:
    return told.queued_at, told.queue, told.language


def _answered(told: Told) -> tuple[str, str]:
    return told.answered_at, told.agent


def reckoned(told: Told) -> Told:
    """Return what an event tells with what follows from it; of those whom nobody answered the record tells the rest."""
    left_at = (told.answered_at or told.ended_at) if told.queued_at else ""
    return msgspec.structs.replace(
        told,
        left_queue_at=left_at,
        wait_seconds=lasting(told.queued_at, left_at),
        outcome=ContactOutcome.ANSWERED if told.answered_at and told.ended_at else ContactOutcome.OPEN,
    )


def state_of(told: Told) -> str:
    """Return where a contact stands now: in_ivr, queued, talking, wrap_up or over."""
    if told.ended_at:
        return "wrap_up" if told.answered_at and not told.completed_at else "over"
    if told.answered_at:
        return "talking"
    return "queued" if told.queued_at else "in_ivr"
