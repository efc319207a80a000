"""Where the actions of a published flow stand in Connect's editor: a column for each step from the first."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

WIDE, HIGH, MARGIN = 260, 180, 40


def metadata(actions: Sequence[Mapping[str, Any]], start: str, name: str, written: Mapping[str, Any]) -> dict[str, Any]:
    """Return a flow's Metadata: what its source says of it, its name, and the place of each action."""
    depths = _depths({action["Identifier"]: _targets(action) for action in actions}, start)
    rows: dict[int, int] = {}
    places: dict[str, Any] = {}
    for action in actions:
        column = depths.get(action["Identifier"], 0)
        row = rows[column] = rows.get(column, -1) + 1
        position = {"x": MARGIN + WIDE * (column + 1), "y": MARGIN + HIGH * row}
        places[action["Identifier"]] = {"position": position, "isFriendlyName": True}
    told = {key: value for key, value in written.items() if key != "neutral"}
    return {"entryPointPosition": {"x": MARGIN, "y": MARGIN}, **told, "name": name, "ActionMetadata": places}


def _targets(action: Mapping[str, Any]) -> list[str]:
    ways = action["Transitions"]
    named = [
        ways.get("NextAction"),
        *(one["NextAction"] for key in ("Conditions", "Errors") for one in ways.get(key, [])),
    ]
    return [name for name in named if name]


def _depths(ways: Mapping[str, list[str]], start: str) -> dict[str, int]:
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for after in ways.get(name, ()):
            if after not in found:
                found[after] = found[name] + 1
                waiting.append(after)
    return found
