"""Whether hours of operation are open at an instant."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from local.connect.resources import Hours

DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_DAY = 24 * 60


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def is_open(hours: Hours, at: float) -> bool:
    """Return whether it is open; a date's override stands in the place of its weekday.

    :param at: seconds since 1970
    """
    local = datetime.fromtimestamp(at, _zone(hours.timezone))
    minute = local.hour * 60 + local.minute
    today, yesterday = DAYS[local.weekday()], DAYS[local.weekday() - 1]
    if override := hours.override(local.date().isoformat()):
        spans = () if override.closed else override.spans
        return any(span.day in ("", today) and span.start <= minute < _end(span.start, span.end) for span in spans)
    return any(
        (span.day == today and span.start <= minute < _end(span.start, span.end))
        or (span.day == yesterday and span.end <= span.start and minute < span.end)
        for span in hours.spans
    )


def _end(start: int, end: int) -> int:
    """Return the last minute of this day that a span covers; 00:00 to 00:00 is the whole day."""
    return end if end > start else _DAY
