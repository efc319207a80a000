"""The JSONPaths of the flow language: `$.Attributes.x`, `$.External['k']`, also in the middle of a sentence.

Only what the service knows: names, quoted keys, indices. No filters, no wildcards, and nothing is evaluated.
Time is linear in the text. A path that leads nowhere is empty text.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# A name that begins in Latin letters stays in them, so that Arabic glued to it is text; it never ends in a hyphen,
# and a full stop without a name after it ends the sentence, not the path.
_NAME = r"[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*|\w+(?:-+\w+)*"
_STEP = re.compile(
    rf"""\.?\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d{{1,9}}))\s*\]|\.({_NAME})""",
)
_ESCAPE = re.compile(r"\\(.)")
_LONGEST = 4096  # of one quoted key: a quote that is never closed must not be looked for again and again


@dataclass(frozen=True, slots=True)
class Path:
    """A path: the keys from the root; whole numbers are indices."""

    keys: tuple[str | int, ...]
    text: str

    @property
    def root(self) -> str:
        """Return the namespace, for example `Attributes`."""
        return str(self.keys[0])


def _step(text: str, at: int) -> tuple[str | int, int] | None:
    found = _STEP.match(text, at, min(len(text), at + _LONGEST))
    if not found:
        return None
    single, double, index, name = found.groups()
    if index is not None:
        return int(index), found.end()
    if name is not None:
        return name, found.end()
    quoted = single if single is not None else double
    return _ESCAPE.sub(r"\1", quoted), found.end()


def _path_at(text: str, at: int) -> tuple[Path, int] | None:
    """Return the path that begins with the `$` at this place, and where it ends."""
    keys: list[str | int] = []
    end = at + 1
    while step := _step(text, end):
        keys.append(step[0])
        end = step[1]
    return (Path(tuple(keys), text[at:end]), end) if keys else None


@lru_cache(maxsize=16384)
def parts(text: str) -> tuple[str | Path, ...]:
    """Return text cut into plain pieces and paths, in order."""
    found: list[str | Path] = []
    plain_from = at = 0
    while (at := text.find("$", at)) >= 0:
        here = _path_at(text, at)
        if here is None:
            at += 1
            continue
        if plain_from < at:
            found.append(text[plain_from:at])
        found.append(here[0])
        at = plain_from = here[1]
    if plain_from < len(text):
        found.append(text[plain_from:])
    return tuple(found)


def whole(text: str) -> Path | None:
    """Return the path if the text is one path and nothing else."""
    pieces = parts(text)
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Path) else None


def embedded(text: str) -> tuple[Path, ...]:
    """Return the paths that stand in a text."""
    return tuple(piece for piece in parts(text) if isinstance(piece, Path))


def _down(value: Any, key: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(str(key))
    if isinstance(value, Sequence) and not isinstance(value, str) and str(key).isdecimal():
        place = int(key)
        return value[place] if place < len(value) else None
    return None


def lookup(path: Path, namespaces: Mapping[str, Any]) -> Any:
    """Return the value that a path leads to, as it is kept, or None."""
    value: Any = namespaces
    for key in path.keys:
        value = _down(value, key)
        if value is None:
            return None
    return value


def as_text(value: Any) -> str:
    """Return a value as a flow sees it: everything is text, nothing is empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def render(text: str, namespaces: Mapping[str, Any]) -> str:
    """Return a text with every path in it replaced by what it leads to."""
    if "$" not in text:
        return text
    return "".join(piece if isinstance(piece, str) else as_text(lookup(piece, namespaces)) for piece in parts(text))


def render_all(value: Any, namespaces: Mapping[str, Any]) -> Any:
    """Return parameters with the paths in every text, and in every key, replaced."""
    if isinstance(value, str):
        return render(value, namespaces)
    if isinstance(value, Mapping):
        return {render(str(key), namespaces): render_all(item, namespaces) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [render_all(item, namespaces) for item in value]
    return value
