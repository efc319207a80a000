"""One configures at a time: the function of a minute, the one before it that still goes on, an operator by hand.

A lease ends by itself a minute after its holder was last at work. Two at once would do no harm but ask twice, and one
might be refused a name that the other has just taken.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from chalicelib.shared.clock import Clock, iso

LASTS = timedelta(seconds=60)
BEAT = 15.0
"""Seconds of work after which a lease is renewed."""


class Leases(Protocol):
    """Where the lease is kept."""

    def take(self, holder: str, now: str, until: str, *, force: bool = False) -> bool:
        """Take or renew it; return False if another has it and works."""
        ...

    def give_back(self, holder: str) -> None:
        """Let another take it at once."""
        ...


class LeaseLost(Exception):
    """Another works on, so that this run ends."""


class Lease:
    """The lease of one run, named by its holder."""

    def __init__(
        self, leases: Leases, clock: Clock, holder: str, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self._leases, self._clock, self._holder, self._elapsed = leases, clock, holder, elapsed
        self._beaten = elapsed()

    def take(self, *, force: bool = False) -> bool:
        """Take it, or return False."""
        now = self._clock()
        self._beaten = self._elapsed()
        return self._leases.take(self._holder, iso(now), iso(now + LASTS), force=force)

    def beat(self) -> None:
        """Show that work goes on. :raises LeaseLost: if another took it meanwhile"""
        if self._elapsed() - self._beaten >= BEAT:
            self.renew()

    def renew(self) -> None:
        """Make sure that it is held, before something is written down. :raises LeaseLost: if another took it"""
        if not self.take():
            raise LeaseLost

    def give_back(self) -> None:
        self._leases.give_back(self._holder)
