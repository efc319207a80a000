"""Where the telephony is, as it was at most a minute ago."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.contacts.telephony import Installation
from chalicelib.shared.clock import Clock

LASTS = timedelta(seconds=60)


class Installed:
    """Remember for a minute, by the clock, what `read` returns; that there is none is asked each time."""

    def __init__(self, read: Callable[[], Installation | None], clock: Clock) -> None:
        self._read = read
        self._clock = clock
        self._kept: tuple[datetime, Installation] | None = None

    def __call__(self) -> Installation | None:
        """Return the installation; None without telephony."""
        now = self._clock()
        if self._kept and timedelta() <= now - self._kept[0] < LASTS:
            return self._kept[1]
        found = self._read()
        self._kept = (now, found) if found else None
        return found
