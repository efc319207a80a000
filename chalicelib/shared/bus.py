"""The event bus."""

from typing import Any, Protocol

from chalicelib.shared.errors import Unavailable


class Bus(Protocol):
    """Where events are put for everybody who listens."""

    def put(self, kind: str, detail: str) -> None: ...


class EventBridgeBus:
    """The bus on EventBridge; `client` makes the client at the first use."""

    def __init__(self, name: str, client: Any, *, source: str = "nidaa.tickets") -> None:
        self._name, self._client, self._source = name, client, source

    def put(self, kind: str, detail: str) -> None:
        """Put one event. :raises Unavailable: if the bus did not take it"""
        entry = {"EventBusName": self._name, "Source": self._source, "DetailType": kind, "Detail": detail}
        answer = self._client().put_events(Entries=[entry])
        if answer["FailedEntryCount"]:
            raise Unavailable(part="bus", reason=answer["Entries"][0].get("ErrorCode", ""))
