"""What the engine tells others of each event in its log; the same whether it is told at once or read again."""

from typing import Any, NamedTuple

from local.connect.artefacts import Lengths
from local.connect.contact import Contact
from local.connect.log import Event
from local.connect.projections import agent_events, contact_events, flow_logs
from local.connect.projections.contact_records import record_of
from local.connect.resources import Directory

RECORDING, EVENT, RECORD, AGENT, LINE = "RECORDING", "EVENT", "RECORD", "AGENT", "LINE"
KINDS = (RECORDING, RECORD, AGENT, EVENT, LINE)
"""What is told, in the order in which it is sent: a recording lies in its place before a record names it, and the few
requests that records and agents need go before the many of contact events, ten each.
"""
_CORRECTS = frozenset({"ATTRIBUTES", "TAGGED", "UNTAGGED", "UPDATED"})


class Parcel(NamedTuple):
    """One thing to tell: the number of its event (None for a heart beat), its kind, and whose it is."""

    sequence: int | None
    kind: str
    key: str
    content: dict[str, Any]


class Teller:
    """Reads a log from its first event, in order; its contacts are its own, so that each stands as it stood then."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._contacts: dict[str, Contact] = {}
        self._lengths, self._logs = Lengths(), flow_logs.FlowLogs(directory)
        self._agents = agent_events.AgentEvents(directory, self._contacts)

    def of(self, event: Event) -> list[Parcel]:
        """Return what there is to tell of an event."""
        if event.kind in agent_events.KINDS:
            return [Parcel(event.sequence, AGENT, event.data["agent"], self._agents.of(event))]
        if not event.contact:
            return []
        contact = self._contacts.setdefault(event.contact, Contact(event.contact))
        closed = contact.completed_at is not None
        contact.apply(event)
        told = (
            (EVENT, contact_events.event_of(self._directory, contact, event)),
            (RECORDING, self._recording(event)),
            (RECORD, self._record(event, contact, closed)),
            (LINE, self._line(event, contact)),
        )
        return [Parcel(event.sequence, kind, event.contact, content) for kind, content in told if content is not None]

    def heart_beat(self, agent: str, at: float) -> Parcel:
        """Return what is told of an agent of whom nothing changed for a while."""
        return Parcel(None, AGENT, agent, self._agents.heart_beat(agent, at))

    def _record(self, event: Event, contact: Contact, closed: bool) -> dict[str, Any] | None:
        """Return a record: once the contact is closed, and again when something of a closed one is corrected."""
        if event.kind == "COMPLETED" or (closed and event.kind in _CORRECTS):
            return record_of(self._directory, contact)
        return None

    def _recording(self, event: Event) -> dict[str, Any] | None:
        if event.kind != "RECORDING":
            return None
        seconds = self._lengths.take(event)
        return None if seconds is None else {"location": event.data["location"], "seconds": seconds}

    def _line(self, event: Event, contact: Contact) -> dict[str, Any] | None:
        if event.kind not in flow_logs.KINDS or not contact.logging:
            return None
        line = self._logs.line(event)
        return line and {"at": event.at, "line": line}
