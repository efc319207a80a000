"""A contact: what the log says of one leg of a customer's journey. Nothing changes it but `apply`."""

from collections.abc import Iterable
from typing import Any

from local.connect.changes import CHANGES
from local.connect.log import Data, Event


def endpoint(address: str | None) -> dict[str, str] | None:
    """Return a telephone number as Connect tells of one, in its events, records and answers; None without one."""
    return {"Address": address, "Type": "TELEPHONE_NUMBER"} if address else None


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
        if change := CHANGES.get(event.kind):
            change(self, event.at, event.data)
            self.changed_at = event.at

    @classmethod
    def replay(cls, id_: str, events: Iterable[Event]) -> "Contact":
        """Return the contact that the events make."""
        contact = cls(id_)
        for event in events:
            contact.apply(event)
        return contact
