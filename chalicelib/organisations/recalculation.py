"""When clocks that run must be reckoned anew: after a change of working time or of promises, and its repeats."""

from collections.abc import Callable
from typing import Any

from chalicelib.organisations.body import Calendar, Partner, Section
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.organisations.register import Kept, Part

# Starts it: body, cause ("calendar" or "policy"), the code of what changed, and the body's version that has the change.
# The same four again start nothing.
Recalculate = Callable[[str, str, str, int], None]


def nothing(_body: str, _cause: str, _code: str, _version: int) -> None:
    """Leave the clocks alone."""


def moves_clocks(kept: Kept[Any] | None, part: Part, version: int | None) -> bool:
    """Return whether a part that was put may move clocks: a calendar, or a section or partner whose calendar changed.

    A request that is repeated because its answer was lost counts too: the first may have stopped before this.
    """
    if isinstance(part, Calendar):
        return True
    if kept is None or not isinstance(part, Section | Partner):
        return False
    return is_repeat(version, kept.version) or kept.thing.calendar != part.calendar


def calendar_of(part: Part, bodys: str) -> str:
    """Return the code of the calendar that a part is, or counts; `bodys` is the one of the body."""
    own = part.code if isinstance(part, Calendar) else str(getattr(part, "calendar", ""))
    return own or bodys or ROUND_THE_CLOCK


def is_repeat(version: int | None, current: int) -> bool:
    """Return whether a request that changes nothing names an earlier version, as one whose answer was lost does."""
    return version is not None and version != current
