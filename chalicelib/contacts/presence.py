"""Agent events (Kinesis, version 2017-10-01), read: who is available, busy or away, and with which contact. Pure.

They come at least once, and not always in order: the newest `EventTimestamp` is the truth, of two of one millisecond
the one that stands later in the stream (its sequence number).
"""

from enum import StrEnum
from typing import Literal, get_args

import msgspec

from chalicelib.contacts.instants import instant


class PresenceStatus(StrEnum):
    """What staff are doing; the first seven are chosen, the others come about."""

    AVAILABLE = "available"
    BREAK = "break"
    PRAYER = "prayer"
    TRAINING = "training"
    MEETING = "meeting"
    WRAP_UP = "wrap_up"
    """Work after a contact: in the telephony, or what was left to write (a state that one is put into)."""
    OFFLINE = "offline"
    RINGING = "ringing"
    BUSY = "busy"
    MISSED = "missed"
    """An offer was missed, or something failed: nothing is offered until it is cleared."""
    OTHER = "other"
    """A state of the telephony's own that has no name here."""


Chosen = Literal["available", "break", "prayer", "training", "meeting", "wrap_up", "offline"]
CHOSEN: tuple[str, ...] = get_args(Chosen)
_CONTACT_STATES = {
    "CONNECTED": PresenceStatus.BUSY, "CONNECTED_ONHOLD": PresenceStatus.BUSY, "CONNECTING": PresenceStatus.RINGING,
    "INCOMING": PresenceStatus.RINGING, "PENDING": PresenceStatus.RINGING, "ENDED": PresenceStatus.WRAP_UP,
    "MISSED": PresenceStatus.MISSED, "REJECTED": PresenceStatus.MISSED, "ERROR": PresenceStatus.MISSED,
}  # fmt: skip
_WEIGHS_MOST = (PresenceStatus.BUSY, PresenceStatus.RINGING, PresenceStatus.WRAP_UP, PresenceStatus.MISSED)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A contact that somebody has or is offered: Connect's state of it, and since when."""

    id: str
    state: str
    since: str
    channel: str = "phone"


class Presence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody is doing; `told_at` and `event` are instant and place in the stream of who told of it."""

    username: str
    status: PresenceStatus
    since: str
    told_at: str
    event: str = ""
    contacts: tuple[Held, ...] = ()
    coming: str = ""
    """The status that was chosen for after this contact."""

    @property
    def contact(self) -> str:
        """Return the contact that somebody is busy with; "" for none."""
        return next((one.id for s in _WEIGHS_MOST for one in self.contacts if _CONTACT_STATES.get(one.state) is s), "")

    @property
    def offered(self) -> frozenset[str]:
        """Return the contacts that ring."""
        return frozenset(one.id for one in self.contacts if _CONTACT_STATES.get(one.state) is PresenceStatus.RINGING)


class _AgentStatus(msgspec.Struct, rename="pascal"):
    name: str | None = None
    arn: str | None = msgspec.field(default=None, name="ARN")
    start_timestamp: str | None = None
    type: str | None = None


class _Configuration(msgspec.Struct, rename="pascal"):
    username: str | None = None


class _Contact(msgspec.Struct, rename="pascal"):
    contact_id: str
    state: str | None = None
    channel: str | None = None
    state_start_timestamp: str | None = None


class _Snapshot(msgspec.Struct, rename="pascal"):
    agent_status: _AgentStatus | None = None
    next_agent_status: _AgentStatus | None = None
    configuration: _Configuration | None = None
    contacts: list[_Contact] | None = None


class AgentEvent(msgspec.Struct, rename="pascal"):
    """What is read of an agent event."""

    event_timestamp: str
    event_type: str
    current_agent_snapshot: _Snapshot | None = None
    previous_agent_snapshot: _Snapshot | None = None


# Sequence numbers of Kinesis have 56 digits, now.
_DIGITS = 64
_event = msgspec.json.Decoder(AgentEvent)


def read(data: bytes) -> AgentEvent:
    """Return the event in the bytes of a stream. :raises msgspec.DecodeError: if it is none"""
    return _event.decode(data)


def presence_of(event: AgentEvent, sequence: str) -> Presence | None:
    """Return what an event says somebody is doing; None if it does not say who. `sequence` is its number, in digits."""
    place = sequence.zfill(_DIGITS)
    told_at = instant(event.event_timestamp)
    now = event.current_agent_snapshot or _Snapshot()
    username = _username(now) or _username(event.previous_agent_snapshot or _Snapshot())
    if not username:
        return None
    if event.event_type == "LOGOUT" or not now.agent_status:
        since = instant(now.agent_status.start_timestamp) if now.agent_status else ""
        return Presence(
            username=username, status=PresenceStatus.OFFLINE, since=since or told_at, told_at=told_at, event=place
        )
    held = tuple(_held(one, told_at) for one in now.contacts or ())
    status, since = _status(now.agent_status, held, told_at)
    return Presence(
        username=username, status=status, since=since, told_at=told_at, event=place, contacts=held,
        coming=_chosen(now.next_agent_status) if now.next_agent_status else "",
    )  # fmt: skip


def is_newer(one: Presence, other: Presence | None) -> bool:
    """Return whether one was told after the other."""
    return other is None or (one.told_at, one.event) > (other.told_at, other.event)


def _username(snapshot: _Snapshot) -> str:
    return (snapshot.configuration.username if snapshot.configuration else "") or ""


def _held(contact: _Contact, at: str) -> Held:
    since = instant(contact.state_start_timestamp) or at
    channel = {"VOICE": "phone"}.get(contact.channel or "VOICE", (contact.channel or "").lower())
    return Held(id=contact.contact_id, state=contact.state or "", since=since, channel=channel)


def _status(agent: _AgentStatus, held: tuple[Held, ...], at: str) -> tuple[PresenceStatus, str]:
    """Return what somebody is doing and since when: contacts weigh more than what was chosen."""
    for status in _WEIGHS_MOST:
        since = [one.since for one in held if _CONTACT_STATES.get(one.state) is status]
        if since:
            return status, min(since)
    return _chosen(agent), instant(agent.start_timestamp) or at


def _chosen(agent: _AgentStatus) -> PresenceStatus:
    """Return the status of a name: the deployment names those of its own as we do (exchange/statuses.py)."""
    code = (agent.name or "").strip().lower().replace(" ", "_").replace("-", "_")
    if code.startswith(("missed", "failed")) or code in ("rejected", "error"):
        return PresenceStatus.MISSED
    if agent.type in ("ROUTABLE", "OFFLINE"):
        return PresenceStatus.AVAILABLE if agent.type == "ROUTABLE" else PresenceStatus.OFFLINE
    return PresenceStatus(code) if code in CHOSEN else PresenceStatus.OTHER
