"""The engine's time: virtual, which jumps from one due callback to the next, or real, with the same face."""

import logging
import threading
import time
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

NEVER = float("inf")
_logger = logging.getLogger(__name__)


class Timer:
    """A callback that is due at an instant (seconds since 1970), until it ran or was cancelled.

    `small` is one that nobody moves a clock for: what it does comes again and again.
    """

    __slots__ = ("callback", "small", "when")

    def __init__(self, when: float, callback: Callable[[], object]) -> None:
        self.when = when
        self.callback: Callable[[], object] | None = callback
        self.small = False

    def cancel(self) -> None:
        self.callback = None


class Clock(Protocol):
    """What the engine asks of time; `lock` is held while a callback runs and by every public call of the engine."""

    @property
    def lock(self) -> "threading.RLock": ...

    def now(self) -> float: ...

    def after(self, seconds: float, callback: Callable[[], object]) -> Timer: ...


class VirtualClock:
    """A clock that stands still until it is run; callbacks of one instant run in the order they were asked for."""

    def __init__(self, start: float = 0.0) -> None:
        self.lock = threading.RLock()
        self._now = start
        self._due: list[tuple[float, int, Timer]] = []
        self._order = count()

    def now(self) -> float:
        return self._now

    def after(self, seconds: float, callback: Callable[[], object]) -> Timer:
        timer = Timer(self._now + max(seconds, 0.0), callback)
        heappush(self._due, (timer.when, next(self._order), timer))
        return timer

    def step(self, until: float = NEVER) -> bool:
        """Run the next due callback, if it is due by an instant; return whether there was one."""
        while self._due and self._due[0][0] <= until:
            when, _, timer = heappop(self._due)
            if callback := timer.callback:
                self._now = when
                timer.callback = None
                callback()
                return True
        return False

    def run(self, until: float = NEVER) -> None:
        """Run everything that is due by an instant, then stand at it; without one, run until nothing is due."""
        with self.lock:
            while self.step(until):
                pass
            if until < NEVER:
                self._now = max(self._now, until)

    def advance(self, seconds: float) -> None:
        """Go on by some seconds, running what comes due."""
        self.run(self._now + seconds)


class RealClock:
    """Wall time (or the laptop's movable clock as `wall`): one thread wakes for the next due callback."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self.lock = threading.RLock()
        self._wall = wall
        self._due: list[tuple[float, int, Timer]] = []
        self._order = count()
        self._changed = threading.Condition()
        self._stopped = False
        self._running = False
        self._thread = threading.Thread(target=self._serve, name="connect-clock", daemon=True)
        self._thread.start()

    def now(self) -> float:
        return self._wall()

    def after(self, seconds: float, callback: Callable[[], object]) -> Timer:
        timer = Timer(self._wall() + max(seconds, 0.0), callback)
        with self._changed:
            heappush(self._due, (timer.when, next(self._order), timer))
            if self._due[0][2] is timer:
                self._changed.notify()
        return timer

    @property
    def busy(self) -> bool:
        """Whether a callback runs, or is due."""
        with self._changed:
            now = self._wall()
            return self._running or any(timer.callback and when <= now for when, _, timer in self._due)

    def next(self) -> float | None:
        """Return when the next callback is due that is not small; None if none is."""
        with self._changed:
            return min((when for when, _, timer in self._due if timer.callback and not timer.small), default=None)

    def wake(self) -> None:
        """Look at the wall again: it was moved."""
        with self._changed:
            self._changed.notify()

    def stop(self) -> None:
        """Let the thread end; nothing that is still due runs."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(5)

    def _serve(self) -> None:
        while timer := self._next():
            with self.lock:
                if callback := timer.callback:
                    timer.callback = None
                    _run(callback)

    def _next(self) -> Timer | None:
        with self._changed:
            while not self._stopped:
                left = self._due[0][0] - self._wall() if self._due else threading.TIMEOUT_MAX
                if left <= 0:
                    self._running = True
                    return heappop(self._due)[2]
                self._running = False
                self._changed.wait(min(left, threading.TIMEOUT_MAX))
        return None


def _run(callback: Callable[[], object]) -> None:
    """Run a callback; what it raises is logged, because one call's fault must not stop the others' time."""
    try:
        callback()
    except Exception:
        _logger.exception("A due callback failed")
