"""What a new account may do: how many of each an instance has, and how often a second an operation is let through."""

import threading
import time
from collections.abc import Callable

import msgspec

from local.connect.api.errors import LimitExceeded


class Quotas(msgspec.Struct, frozen=True, kw_only=True):
    """How many of each an instance may have; AWS raises every one on request but that of statuses and modules.

    A `place` is a queue by one channel in a routing profile.
    """

    flows: int = 100
    modules: int = 200
    queues: int = 50
    hours: int = 100
    profiles: int = 100
    places: int = 50
    users: int = 500
    statuses: int = 50
    quick_connects: int = 100
    prompts: int = 500
    numbers: int = 5
    functions: int = 50

    def admit(self, what: str, there: int) -> None:
        """Let one more be made, if there is room. :raises LimitExceeded: if there is none"""
        most: int = getattr(self, what)
        if there >= most:
            raise LimitExceeded(f"The quota of {most} {what.replace('_', ' ')} is used up")


RATE, BURST = 2.0, 5.0
"""Requests a second that an operation lets through, and how many at once after a rest."""
READS = dict.fromkeys(("GetCurrentMetricData", "GetCurrentUserData", "GetMetricData", "GetMetricDataV2"), (5.0, 8.0))


class Throttle:
    """Lets so many requests of each operation through, as Amazon Connect does for an account in a region."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, faster: float = 1.0) -> None:
        """Make one; `faster` multiplies the rates, for tests that shall not wait."""
        self._clock, self._faster, self._lock = clock, faster, threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def lets(self, operation: str) -> bool:
        """Return whether one more request may be performed now."""
        rate, burst = READS.get(operation, (RATE, BURST))
        with self._lock:
            now = self._clock()
            left, since = self._left.get(operation, (burst, now))
            left = min(burst, left + (now - since) * rate * self._faster)
            self._left[operation] = (left - 1 if left >= 1 else left, now)
            return left >= 1
