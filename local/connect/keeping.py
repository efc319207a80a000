"""What instances are configured with, kept in one file: what was answered stands there, whatever kills the engine."""

import threading
from pathlib import Path
from typing import Any

import msgspec

from local.connect.resources import (
    Directory,
    FlowResource,
    Function,
    Hours,
    Number,
    Prompt,
    Queue,
    QuickConnect,
    RoutingProfile,
    Status,
    Storage,
    User,
)


class Kept(msgspec.Struct, kw_only=True):
    """An instance's shelves; their names are the directory's."""

    account: str
    region: str
    id: str
    alias: str
    hours: list[Hours] = []
    queues: list[Queue] = []
    profiles: list[RoutingProfile] = []
    users: list[User] = []
    statuses: list[Status] = []
    flows: list[FlowResource] = []
    modules: list[FlowResource] = []
    quick_connects: list[QuickConnect] = []
    prompts: list[Prompt] = []
    numbers: list[Number] = []
    functions: list[Function] = []
    storage: list[Storage] = []


class Configuration(msgspec.Struct, kw_only=True):
    """All instances of an account, and what requests with a ClientToken were answered."""

    instances: list[Kept] = []
    answers: list[tuple[str, str, dict[str, Any]]] = []


_OWN = ("account", "region", "id", "alias")
SHELVES = tuple(name for name in Kept.__struct_fields__ if name not in _OWN)
_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder(Configuration).decode


def kept_of(directory: Directory) -> Kept:
    """Return what of an instance's configuration is written to the disk."""
    shelves: dict[str, Any] = {name: list(getattr(directory, name)) for name in SHELVES}
    return Kept(**{name: getattr(directory, name) for name in _OWN}, **shelves)


def directory_of(kept: Kept) -> Directory:
    """Return the directory that was kept."""
    made = Directory(kept.account, kept.region, kept.id, kept.alias)
    for name in SHELVES:
        for resource in getattr(kept, name):
            getattr(made, name).put(resource)
    return made


class Keeper:
    """One file, replaced as a whole, and only if something changed."""

    def __init__(self, file: Path) -> None:
        self._file, self._lock = file, threading.Lock()
        self._last = b""

    def read(self) -> Configuration:
        """Return what was kept last; nothing at first."""
        if not self._file.exists():
            return Configuration()
        self._last = self._file.read_bytes()
        return _decode(self._last)

    def keep(self, configuration: Configuration) -> None:
        with self._lock:
            text = _encode(configuration)
            if text != self._last:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                part = self._file.with_suffix(".part")
                part.write_bytes(text)
                part.replace(self._file)
                self._last = text
