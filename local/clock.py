"""A clock that can be moved forward: one offset, which the cloud's timers and our handlers share."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import struct_time
from typing import Any


class Backwards(Exception):
    """Time was asked to run back."""


@dataclass(eq=False)
class MovableClock:
    """Seconds since 1970, ahead of the wall clock by an offset that is kept in a file.

    Those who sleep on it are woken by a condition when the clock moves: nobody polls.
    """

    file: Path
    wall: Callable[[], float] = time.time
    _moved: threading.Condition = field(default_factory=threading.Condition)
    _timers: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self.file.read_text() if self.file.exists() else ""
        self._offset = float(text or 0)

    @property
    def offset(self) -> float:
        return self._offset

    def now(self) -> float:
        return self.wall() + self._offset

    def move_to(self, instant: float) -> None:
        """Move forward to an instant, keep the offset, and wake all who sleep.

        :raises Backwards: if the instant has passed
        """
        if instant < self.now():
            raise Backwards
        self.reach(instant)

    def reach(self, instant: float) -> None:
        """Move forward to an instant if it is not here yet; in any case wake all who sleep."""
        with self._moved:
            self._offset = max(self._offset, instant - self.wall())
            _write(self.file, f"{self._offset:.6f}")
            self._moved.notify_all()

    def sleep(self, seconds: float, *, timer: bool = False) -> None:
        """Wait until the clock has gone on by `seconds`; a `timer` counts among `timers()` meanwhile."""
        deadline = self.now() + seconds
        with self._moved, self._waiting(deadline, timer):
            while (left := deadline - self.now()) > 0:
                self._moved.wait(min(left, threading.TIMEOUT_MAX))

    def timers(self) -> list[float]:
        """Return the instants that sleeping timers wait for."""
        with self._moved:
            return list(self._timers)

    @contextmanager
    def _waiting(self, deadline: float, timer: bool) -> Iterator[None]:
        if timer:
            self._timers.append(deadline)
        try:
            yield
        finally:
            if timer:
                self._timers.remove(deadline)


class ClockedTime:
    """The standard `time` module, with the movable clock's time in it."""

    def __init__(self, clock: MovableClock, *, timers: bool = False) -> None:
        self._clock = clock
        self._timers = timers

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def time(self) -> float:
        return self._clock.now()

    def gmtime(self, seconds: float | None = None) -> struct_time:
        return time.gmtime(self._clock.now() if seconds is None else seconds)

    def sleep(self, seconds: float) -> None:
        self._clock.sleep(seconds, timer=self._timers and seconds >= 1)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(text)
    part.replace(file)
