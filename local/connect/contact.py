"""A contact: what the log says of one leg of a customer's journey. Nothing changes it but `apply`."""

from collections.abc import Callable, Iterable
from typing import Any

from local.connect.log import Data, Event


class Contact:
    """One leg; `phase` is NEW, DIALLING, FLOW, QUEUED, CONNECTED, ENDED (after-call work may go on) or COMPLETED.

    Instants are seconds since 1970, None until they come.
    """

    __slots__ = (
        "acw_ended_at", "acw_started_at", "agent", "agent_connected_at", "amd", "attempts", "attributes",
        "callback_number", "campaign", "changed_at", "channel", "completed_at", "connected_at", "customer", "data",
        "dequeued_at", "dequeued_why", "description", "disconnected_at", "enqueued_at", "held_seconds", "held_since",
        "holds", "hooks", "id", "initial", "initiated_at", "language", "logging", "longest_hold", "media", "method",
        "name", "next", "phase", "previous", "priority", "queue", "reason", "recordings", "references", "related",
        "scheduled_at", "segment", "system", "tags", "time_adjustment", "transferred_at", "transferred_to",
        "voice",
    )  # fmt: skip

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.channel = "VOICE"
        self.method = "INBOUND"
        self.phase = "NEW"
        self.attributes: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.references: dict[str, Any] = {}
        self.segment: dict[str, Any] = {}
        self.hooks: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        self.media: dict[str, Any] = {}
        self.recordings: list[Data] = []
        self.logging = True
        self.initial: str | None = None
        self.previous: str | None = None
        self.next: str | None = None
        self.related: str | None = None
        self.customer: str | None = None
        self.system: str | None = None
        self.campaign: str | None = None
        self.name: str | None = None
        self.description: str | None = None
        self.language = "en-US"
        self.voice: tuple[str, str, str] = ("Joanna", "standard", "None")
        self.queue: str | None = None
        self.priority = 5
        self.time_adjustment = 0.0
        self.agent: str | None = None
        self.attempts = 0
        self.callback_number: str | None = None
        self.amd: str | None = None
        self.reason: str | None = None
        self.dequeued_why: str | None = None
        self.transferred_to: Data | None = None
        self.holds = 0
        self.held_seconds = 0.0
        self.longest_hold = 0.0
        self.held_since: float | None = None
        self.changed_at = 0.0
        self.initiated_at = 0.0
        self.connected_at: float | None = None
        self.scheduled_at: float | None = None
        self.enqueued_at: float | None = None
        self.dequeued_at: float | None = None
        self.agent_connected_at: float | None = None
        self.transferred_at: float | None = None
        self.disconnected_at: float | None = None
        self.acw_started_at: float | None = None
        self.acw_ended_at: float | None = None
        self.completed_at: float | None = None

    @property
    def ended(self) -> bool:
        return self.disconnected_at is not None

    def apply(self, event: Event) -> None:
        """Take in one event of this contact; kinds that change nothing here are passed over."""
        if change := _CHANGES.get(event.kind):
            change(self, event.at, event.data)
            self.changed_at = event.at

    @classmethod
    def replay(cls, id_: str, events: Iterable[Event]) -> "Contact":
        """Return the contact that the events make."""
        contact = cls(id_)
        for event in events:
            contact.apply(event)
        return contact


_KEPT = frozenset({"attributes", "tags", "references", "segment", "hooks", "data", "media"})


def _initiated(c: Contact, at: float, data: Data) -> None:
    c.initiated_at = at
    _updated(c, at, data)


def _updated(c: Contact, _at: float, data: Data) -> None:
    for field, value in data.items():
        if field in _KEPT:  # running flows hold on to these
            kept: dict[str, Any] = getattr(c, field)
            kept.clear()
            kept.update(value)
        else:
            setattr(c, field, tuple(value) if field == "voice" else value)


def _attributes(c: Contact, _at: float, data: Data) -> None:
    c.attributes.update(data["set"])


def _tagged(c: Contact, _at: float, data: Data) -> None:
    c.tags.update(data["set"])


def _untagged(c: Contact, _at: float, data: Data) -> None:
    for key in data["keys"]:
        c.tags.pop(key, None)


def _connected(c: Contact, at: float, _data: Data) -> None:
    c.connected_at = at
    c.phase = "FLOW"


def _dialling(c: Contact, _at: float, _data: Data) -> None:
    c.phase = "DIALLING"


def _queued(c: Contact, at: float, data: Data) -> None:
    c.phase = "QUEUED"
    c.queue = data["queue"]
    c.enqueued_at = at
    c.dequeued_at = c.dequeued_why = None


def _dequeued(c: Contact, at: float, data: Data) -> None:
    c.dequeued_at = at
    c.dequeued_why = data["why"]
    c.phase = "FLOW"


def _offered(c: Contact, _at: float, _data: Data) -> None:
    c.attempts += 1


def _agent(c: Contact, at: float, data: Data) -> None:
    c.agent = data["agent"]
    c.agent_connected_at = at
    c.phase = "CONNECTED"


def _held(c: Contact, at: float, _data: Data) -> None:
    if c.held_since is None:
        c.held_since = at
        c.holds += 1


def _resumed(c: Contact, at: float, _data: Data) -> None:
    if c.held_since is not None:
        held = at - c.held_since
        c.held_seconds += held
        c.longest_hold = max(c.longest_hold, held)
        c.held_since = None


def _transferred(c: Contact, at: float, data: Data) -> None:
    c.next = data["contact"]
    c.transferred_at = at
    c.transferred_to = data.get("to")


def _recording(c: Contact, _at: float, data: Data) -> None:
    if data["state"] == "STARTED":
        c.recordings.append(dict(data))
        return
    for recording in c.recordings:
        if recording["location"] == data["location"]:
            recording.update(data)


def _disconnected(c: Contact, at: float, data: Data) -> None:
    _resumed(c, at, data)
    c.disconnected_at = at
    c.reason = data["reason"]
    c.phase = "ENDED"


def _acw(c: Contact, at: float, _data: Data) -> None:
    c.acw_started_at = at


def _acw_over(c: Contact, at: float, _data: Data) -> None:
    c.acw_ended_at = at


def _completed(c: Contact, at: float, _data: Data) -> None:
    c.completed_at = at
    c.phase = "COMPLETED"


_CHANGES: dict[str, Callable[[Contact, float, Data], None]] = {
    "INITIATED": _initiated,
    "UPDATED": _updated,
    "ATTRIBUTES": _attributes,
    "TAGGED": _tagged,
    "UNTAGGED": _untagged,
    "DIALLING": _dialling,
    "CONNECTED_TO_SYSTEM": _connected,
    "QUEUED": _queued,
    "DEQUEUED": _dequeued,
    "OFFERED": _offered,
    "CONNECTED_TO_AGENT": _agent,
    "HELD": _held,
    "RESUMED": _resumed,
    "TRANSFERRED": _transferred,
    "RECORDING": _recording,
    "DISCONNECTED": _disconnected,
    "ACW_STARTED": _acw,
    "ACW_ENDED": _acw_over,
    "COMPLETED": _completed,
}
