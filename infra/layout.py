"""Where the states of a workflow stand in its picture: the usual way from top to bottom, errors beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

GAP, SIDE, PAD, LANE = 44.0, 64.0, 24.0, 30.0
HEIGHT, HEAD, LETTER = 58.0, 40.0, 8.6
"""Pixels: between rows and columns, in a box, for a way back; a box's and a title's height; a letter's width."""

State = dict[str, Any]
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """One state; a Map holds a picture of its own."""

    name: str
    kind: str
    note: str
    x: float
    y: float
    width: float
    height: float
    inner: "Picture | None" = None

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Line:
    """A way from one state to another; an error's is dashed."""

    points: tuple[Point, ...]
    label: str = ""
    dashed: bool = False


@dataclass
class Picture:
    """Boxes and lines, from the upper left corner."""

    boxes: dict[str, Box] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    last: str = ""
    """The state in which the usual way ends."""


def lay_out(machine: State) -> Picture:
    """Return the picture of a workflow, or of what a Map does with each item."""
    states, picture = machine["States"], Picture()
    usual = list(_usual_way(states, machine["StartAt"]))
    sizes = {name: _box(name, state) for name, state in states.items()}
    lane = LANE if any(_goes_back(states[name], name, usual) for name in usual) else 0.0
    width = max(sizes[name].width for name in usual)
    y = beside = 0.0
    for name in usual:
        box = _at(sizes[name], lane + (width - sizes[name].width) / 2, y)
        picture.boxes[name] = box
        for other in _others(states[name], usual, picture):
            beside = max(box.middle[1] - sizes[other].height / 2, beside)
            picture.boxes[other] = _at(sizes[other], lane + width + SIDE, beside)
            beside += sizes[other].height + PAD / 2
        y += box.height + GAP
    picture.width = max(box.x + box.width for box in picture.boxes.values())
    picture.height = max(box.y + box.height for box in picture.boxes.values())
    picture.last = usual[-1]
    picture.lines = [line for name in picture.boxes for line in _lines(name, states[name], usual, picture)]
    return picture


def _usual_way(states: dict[str, State], start: str) -> Iterator[str]:
    seen: set[str] = set()
    name: str | None = start
    while name and name not in seen:
        seen.add(name)
        yield name
        state = states[name]
        ways = [state.get("Next"), state.get("Default"), *(choice["Next"] for choice in state.get("Choices", []))]
        name = next((way for way in ways if way and way not in seen), None)


def _others(state: State, usual: list[str], picture: Picture) -> Iterator[str]:
    for name, _, _ in _ways(state):
        if name not in usual and name not in picture.boxes:
            yield name


def _ways(state: State) -> Iterator[tuple[str, str, bool]]:
    """Yield where a state may lead, with the label, and whether an error leads there."""
    choices = state.get("Choices", [])
    for choice in choices:
        yield choice["Next"], "yes" if len(choices) == 1 else "", False
    if "Default" in state:
        yield state["Default"], "no" if len(choices) == 1 else "otherwise", False
    if "Next" in state:
        yield state["Next"], "", False
    for catch in state.get("Catch", []):
        yield catch["Next"], "error", True


def _goes_back(state: State, name: str, usual: list[str]) -> bool:
    return any(way in usual and usual.index(way) <= usual.index(name) for way, _, _ in _ways(state))


def _box(name: str, state: State) -> Box:
    kind = state["Type"]
    if "ItemProcessor" in state:
        inner = lay_out(state["ItemProcessor"])
        width = max(inner.width + 2 * PAD, len(name) * LETTER + 2 * PAD)
        return Box(name, kind, "for each", 0, 0, width, inner.height + HEAD + 1.5 * PAD, inner)
    width = max(170.0, len(name) * LETTER + 2 * PAD + (2 * PAD if kind == "Choice" else 0))
    return Box(name, kind, _note(state), 0, 0, width, HEIGHT if kind in ("Task", "Choice") else HEIGHT * 0.75)


def _note(state: State) -> str:
    """Return what a task calls, such as `DynamoDB query`."""
    names = {
        "dynamodb": "DynamoDB",
        "sqs": "SQS",
        "states": "Step Functions",
        "lambda": "Lambda",
        "events": "EventBridge",
    }
    if state["Type"] != "Task":
        return ""
    *_, service, operation = state["Resource"].split(":")
    return f"{names.get(service, service)} {operation}"


def _at(box: Box, x: float, y: float) -> Box:
    return Box(box.name, box.kind, box.note, x, y, box.width, box.height, box.inner)


def _lines(name: str, state: State, usual: list[str], picture: Picture) -> Iterator[Line]:
    for way, label, dashed in _ways(state):
        yield Line(_route(picture.boxes[name], picture.boxes[way], usual), label, dashed)


def _route(start: Box, end: Box, usual: list[str]) -> tuple[Point, ...]:
    (x, y), (to_x, to_y) = start.middle, end.middle
    if end.name not in usual:
        turn = start.x + start.width + SIDE / 2
        straight = abs(y - to_y) < 1
        corners = () if straight else ((turn, y), (turn, to_y))
        return ((start.x + start.width, y), *corners, (end.x, to_y))
    if start.name in usual and usual.index(end.name) == usual.index(start.name) + 1:
        return (x, start.y + start.height), (to_x, end.y)
    # Back, or past a neighbour: along the left edge.
    return (start.x, y), (0.0, y), (0.0, to_y), (end.x, to_y)
