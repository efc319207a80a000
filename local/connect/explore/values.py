"""Which values are worth trying: those that some comparison of the flows asks for, and some that none does."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Any

from local.connect.language.model import Action, Flow
from local.connect.language.paths import Path, parts, whole

STRANGE = ("x", "٣", "12345", "2026-01-01", "نعم", "0")
Cell = tuple[str, ...]


class Values:
    """Values by path (`("External", "state")`); paths between which a flow copies share theirs."""

    def __init__(self, flows: Iterable[Flow], random: Random) -> None:
        self._random = random
        self._parent: dict[Cell, Cell] = {}
        self._asked: dict[Cell, list[str]] = defaultdict(list)
        self._cells: set[Cell] = set()
        self._used: dict[tuple[Cell, str], int] = defaultdict(int)
        self.channels = {"VOICE"}
        for flow in flows:
            for action in flow.actions.values():
                self._read(action)
                self.channels |= _channels(action)

    def keys(self, root: str) -> list[str]:
        """Return the first keys that the flows read below a root: `state` of `$.External.state`."""
        return sorted({cell[1] for cell in self._cells if cell[0] == root and len(cell) > 1})

    def depth(self, root: str, key: str) -> list[Cell]:
        """Return the deeper paths that the flows read below a key."""
        return sorted(cell for cell in self._cells if cell[:2] == (root, key) and len(cell) > 2)

    def pick(self, cell: Cell) -> str:
        """Return a value for a path: most often one that is asked for, the least tried first."""
        asked = self.asked(cell)
        if not asked or self._random.random() < 0.15:
            return self._random.choice(STRANGE)
        least = min(self._used[cell, value] for value in asked)
        value = self._random.choice([value for value in asked if self._used[cell, value] <= least])
        self._used[cell, value] += 1
        return value

    def asked(self, cell: Cell) -> list[str]:
        """Return the values that comparisons ask for of a path, or of one that it is copied to."""
        root = self._root(cell)
        return [value for other, values in self._asked.items() if self._root(other) == root for value in values]

    def _read(self, action: Action) -> None:
        for path in _paths(action.parameters):
            self._cells.add(_cell(path))
        if action.type == "Compare":
            self._compared(action)
        copied: Any = action.parameters.get("Attributes") or action.parameters.get("FlowAttributes")
        if action.type in {"UpdateContactAttributes", "UpdateFlowAttributes"} and hasattr(copied, "items"):
            root = "Attributes" if action.type == "UpdateContactAttributes" else "FlowAttributes"
            for key, value in copied.items():
                self._copied((root, str(key)), value.get("Value") if hasattr(value, "get") else value)

    def _compared(self, action: Action) -> None:
        value = action.parameters.get("ComparisonValue")
        path = whole(value) if isinstance(value, str) else None
        if path is None:
            return
        for condition in action.conditions:
            for operand in condition.operands:
                self._asked[_cell(path)].append(_satisfying(condition.operator, operand))

    def _copied(self, to: Cell, value: Any) -> None:
        path = whole(value) if isinstance(value, str) else None
        if path:
            self._parent[self._root(to)] = self._root(_cell(path))

    def _root(self, cell: Cell) -> Cell:
        seen = 0
        while (parent := self._parent.get(cell, cell)) != cell and seen < 1000:
            cell, seen = parent, seen + 1
        return cell


def _channels(action: Action) -> set[str]:
    """Return the channels that an action shows its flow to be meant for, besides voice."""
    if action.type in {"Wait", "ShowView", "AuthenticateParticipant"}:
        return {"CHAT"}
    if action.type == "Compare" and action.parameters.get("ComparisonValue") == "$.Channel":
        return {operand.upper() for condition in action.conditions for operand in condition.operands}
    return set()


def _cell(path: Path) -> Cell:
    keys = tuple(str(key) for key in path.keys)
    return ("External", *keys[2:]) if keys[:2] == ("LambdaInvocation", "ResultData") else keys


def _satisfying(operator: str, operand: str) -> str:
    if operator.startswith(("Number", "Numeric")):
        try:
            number = float(operand)
        except ValueError:
            return operand
        return f"{number + ('Greater' in operator) - ('Less' in operator):g}"
    return operand


def _paths(value: Any) -> Iterable[Path]:
    if isinstance(value, str):
        return [part for part in parts(value) if isinstance(part, Path)]
    if hasattr(value, "items"):
        return [path for key, item in value.items() for path in (*_paths(str(key)), *_paths(item))]
    return [path for item in value for path in _paths(item)] if isinstance(value, list | tuple) else []
