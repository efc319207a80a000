"""Parameters compiled once: what holds no path is returned as it stands, the rest is filled from a scope."""

from collections.abc import Callable
from typing import Any

from local.connect.language.paths import Path, as_text, parts

Scope = dict[str, Any]
Template = Callable[[Scope], Any]


def compiled(value: Any) -> Template:
    """Return what fills a parameter's paths; a text that is one path and nothing else keeps no type: all is text."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict) or hasattr(value, "items"):
        return _mapping(dict(value))
    if isinstance(value, list | tuple):
        return _list(list(value))
    return lambda _scope: value


def is_static(value: Any) -> bool:
    """Return whether no path stands in a value, nor in its keys."""
    if isinstance(value, str):
        return "$" not in value
    if hasattr(value, "items"):
        return all(is_static(key) and is_static(item) for key, item in value.items())
    return all(map(is_static, value)) if isinstance(value, list | tuple) else True


def reader(path: Path) -> Template:
    """Return what reads a path's value from a scope, as it is kept; None if it leads nowhere."""
    root, rest = str(path.keys[0]), path.keys[1:]

    def read(scope: Scope) -> Any:
        found = scope[root]
        for key in rest:
            found = _down(found, key)
        return found

    return read


def _down(value: Any, key: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(str(key))
    if isinstance(value, list) and str(key).isascii() and str(key).isdigit():
        return value[int(key)] if int(key) < len(value) else None
    return None


def _text(value: str) -> Template:
    if "$" not in value:
        return lambda _scope: value
    pieces = parts(value)
    if len(pieces) == 1 and isinstance(pieces[0], Path):
        read = reader(pieces[0])
        return lambda scope: as_text(read(scope))
    if not any(isinstance(piece, Path) for piece in pieces):
        return _plain(value)
    steps: list[Template] = [reader(p) if isinstance(p, Path) else _plain(p) for p in pieces]
    return lambda scope: "".join(as_text(step(scope)) for step in steps)


def _plain(text: str) -> Template:
    return lambda _scope: text


def _mapping(value: dict[str, Any]) -> Template:
    if is_static(value):
        return lambda _scope: value
    if all(is_static(key) for key in value):
        items = [(key, compiled(item)) for key, item in value.items()]
        return lambda scope: {key: item(scope) for key, item in items}
    pairs = [(compiled(key), compiled(item)) for key, item in value.items()]
    return lambda scope: {key(scope): item(scope) for key, item in pairs}


def _list(value: list[Any]) -> Template:
    if is_static(value):
        return lambda _scope: value
    items = [compiled(item) for item in value]
    return lambda scope: [item(scope) for item in items]
