"""The event bus."""

from collections.abc import Sequence
from typing import Any, Protocol

MOST = 10
"""Events in one call at most (PutEvents, EventBridge API reference)."""
Entry = tuple[str, str]
"""An event's kind, and its detail in JSON."""


class Bus(Protocol):
    """Where events are put for everybody who listens."""

    def put_all(self, entries: Sequence[Entry]) -> int:
        """Put at most `MOST` events; return how many from the first on were taken, those after may have been."""
        ...


class EventBridgeBus:
    """The bus on EventBridge; `client` makes the client at the first use."""

    def __init__(self, name: str, client: Any, *, source: str = "nidaa.tickets") -> None:
        self._name, self._client, self._source = name, client, source

    def put_all(self, entries: Sequence[Entry]) -> int:
        """Put at most `MOST` events; return how many from the first on were taken, those after may have been."""
        common = {"EventBusName": self._name, "Source": self._source}
        told = self._client().put_events(
            Entries=[{**common, "DetailType": kind, "Detail": detail} for kind, detail in entries]
        )
        refused = (place for place, entry in enumerate(told["Entries"]) if "ErrorCode" in entry)
        return next(refused, len(entries))
