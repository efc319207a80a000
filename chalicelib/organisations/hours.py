"""Working time: when a place is open, and how time passes there (R023)."""

from datetime import datetime, timedelta
from typing import Protocol

ROUND_THE_CLOCK = "round_the_clock"


class Hours(Protocol):
    """When work is done. Instants are aware, and answers are in UTC; `work` is working time."""

    def add(self, start: datetime, work: timedelta) -> datetime:
        """Return the instant at which so much working time has passed since `start`; the earliest, never before it."""
        ...

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two instants; negative if `end` comes first."""
        ...

    def opening(self, at: datetime) -> datetime:
        """Return the next instant at which work is done: `at` itself while it is."""
        ...

    def days(self, start: datetime, count: int) -> datetime:
        """Return the end of the work of the `count`th working day after the day of `start`."""
        ...


class Always:
    """Work that never stops: round the clock, every day."""

    def add(self, start: datetime, work: timedelta) -> datetime:
        return start + max(work, timedelta())

    def between(self, start: datetime, end: datetime) -> timedelta:
        return end - start

    def opening(self, at: datetime) -> datetime:
        return at

    def days(self, start: datetime, count: int) -> datetime:
        return start + timedelta(days=count)


ALWAYS = Always()
