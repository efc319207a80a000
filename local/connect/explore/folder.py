"""The flows of a folder, and which of them a reference means: an ARN, a name, or a placeholder that holds one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from local.connect.language.decode import NotAFlow, read
from local.connect.language.model import MODULE, Flow
from local.connect.language.validate import type_of

_MOST = 50
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_. -]*")


class Folder:
    """The flows beside a file, by every name that they go by."""

    def __init__(self, files: list[tuple[Path, bytes]]) -> None:
        self._known: dict[str, tuple[Path, Flow]] = {}
        self._aliases: dict[str, str] = {}
        for file, content in files:
            self._take(file, content)

    def find(self, reference: str) -> tuple[Path, Flow] | None:
        """Return the flow that a reference means, with its file; None if none here does."""
        for name in _names(reference):
            found = self._known.get(name) or self._known.get(_folded(self._aliases.get(name, "")))
            if found:
                return found
        return None

    def reachable(self, flow: Flow) -> list[Flow]:
        """Return a flow with those that it can come to among these, at most fifty."""
        found, waiting = {id(flow): flow}, [flow]
        while waiting and len(found) < _MOST:
            for reference in _references(waiting.pop()):
                other = self.find(reference)
                if other and id(other[1]) not in found:
                    found[id(other[1])] = other[1]
                    waiting.append(other[1])
        return list(found.values())

    def _take(self, file: Path, content: bytes) -> None:
        try:
            flow = read(content, file.stem).flow
        except NotAFlow:
            return
        for name in (file.stem, flow.name, flow.arn.rsplit("/", 1)[-1]):
            if name:
                self._known.setdefault(_folded(name), (file, flow))
        for id_, text in _labels(flow.metadata):
            self._aliases.setdefault(_folded(id_.rsplit("/", 1)[-1]), text)


def kind_of(flow: Flow) -> str:
    """Return a flow's type: as told, else as its actions tell."""
    if not flow.type and any(action.type == "EndFlowModuleExecution" for action in flow.actions.values()):
        return MODULE
    return flow.type or type_of(flow)


def _references(flow: Flow) -> Iterator[str]:
    for action in flow.actions.values():
        for key in ("ContactFlowId", "FlowModuleId"):
            if isinstance(value := action.parameters.get(key), str):
                yield value
        hooks = action.parameters.get("EventHooks")
        if isinstance(hooks, dict):
            yield from (value for value in hooks.values() if isinstance(value, str))


def _names(reference: str) -> Iterator[str]:
    """Yield what a reference may be called, folded: whole, its last part, then words in it, the longest first."""
    bare = reference.removesuffix(":$LATEST")
    yield _folded(bare)
    yield _folded(bare.rsplit("/", 1)[-1])
    for word in sorted(_WORDS.findall(bare[:500]), key=len, reverse=True):
        yield _folded(word)
        if "." in word:
            yield _folded(word.split(".", 1)[0])


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _labels(metadata: Any) -> Iterator[tuple[str, str]]:
    """Yield the ids with the names that a console's export writes beside them."""
    waiting = [metadata]
    while waiting:
        value = waiting.pop()
        if hasattr(value, "items"):
            id_, text = value.get("id"), value.get("text")
            if isinstance(id_, str) and isinstance(text, str) and id_ and text:
                yield id_, text
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)
