"""The one append-only log of an instance: all else (contacts, records, events, metrics) is a projection of it."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

Data = dict[str, Any]
_encode = msgspec.json.Encoder().encode


class Event(msgspec.Struct):
    """What happened: its number in the log, when (seconds since 1970), to which contact ("" if none), and the facts.

    The kinds and their facts are listed in `events.py`.
    """

    sequence: int
    at: float
    kind: str
    contact: str
    data: Data


Reader = Callable[[Event], None]
_decode = msgspec.json.Decoder(Event).decode


class Log:
    """Events in memory, each written through to a file if there is one; `keep` bounds how many memory holds.

    A reader hears every event, or only some kinds, in the order of the log, before `append` returns.
    """

    def __init__(self, file: Path | None = None, keep: int | None = None) -> None:
        self.events: deque[Event] = deque(maxlen=keep)
        self.last = 0
        self._all: list[Reader] = []
        self._by_kind: dict[str, list[Reader]] = {}
        self._file: int | None = None
        if file:
            self._open(file)

    def append(self, at: float, kind: str, contact: str, data: Data) -> Event:
        self.last += 1
        event = Event(self.last, at, kind, contact, data)
        self.events.append(event)
        if self._file is not None:
            os.write(self._file, _encode(event) + b"\n")
        for reader in self._by_kind.get(kind, ()):
            reader(event)
        for reader in self._all:
            reader(event)
        return event

    def subscribe(self, reader: Reader, kinds: tuple[str, ...] = ()) -> Callable[[], None]:
        """Let a reader hear events, of some kinds or all; return what ends it."""
        lists = [self._by_kind.setdefault(kind, []) for kind in kinds] if kinds else [self._all]
        for readers in lists:
            readers.append(reader)

        def stop() -> None:
            for readers in lists:
                if reader in readers:
                    readers.remove(reader)

        return stop

    def of(self, contact: str) -> Iterator[Event]:
        """Yield the events of one contact that memory holds."""
        return (event for event in self.events if event.contact == contact)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(file, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
        whole = 0
        for line in file.read_bytes().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            event = _decode(line)
            self.events.append(event)
            self.last = event.sequence
            whole += len(line)
        os.truncate(self._file, whole)  # a line that was cut when the engine was killed
