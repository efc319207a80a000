"""Events on the bus: ids only, no personal data; consumers fetch what they may see (docs/events.md)."""

from collections.abc import Mapping
from typing import Any

import msgspec


class BusEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What a consumer gets: `sequence` orders the events of one ticket (version.index)."""

    id: str
    type: str
    body: str
    ticket: str
    sequence: str
    at: str
    by: str
    correlation: str


def bus_event(image: Mapping[str, Any]) -> BusEvent:
    """Return the event in a history row as the stream shows it (already plain values, as powertools gives them)."""
    version, _, index = str(image["sk"]).removeprefix("HISTORY#").partition(".")
    return BusEvent(
        id=image["id"],
        type=image["type"],
        body=image["body"],
        ticket=str(image["pk"]).removeprefix("TICKET#"),
        sequence=f"{int(version)}.{int(index)}",
        at=image["at"],
        by=image["by"],
        correlation=image.get("correlation", ""),
    )
