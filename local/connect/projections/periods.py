"""The stretches of time that metrics are grouped by."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

PERIODS = {
    "FIFTEEN_MIN": timedelta(minutes=15),
    "THIRTY_MIN": timedelta(minutes=30),
    "HOUR": timedelta(hours=1),
    "DAY": timedelta(days=1),
    "WEEK": timedelta(days=7),
}
SHORT = frozenset({"FIFTEEN_MIN", "THIRTY_MIN", "HOUR"})
MOST_DAYS, MOST_DAYS_SHORT = 35, 3


def stretches(start: datetime, end: datetime, period: str, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of a period in a range; days and weeks begin at midnight of the zone, TOTAL is one."""
    if period == "TOTAL":
        yield start, end
        return
    at = _begun(start.astimezone(ZoneInfo(zone)), period)
    while at < end:
        following = _next(at, period)
        yield at, following
        at = following


def _begun(at: datetime, period: str) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if period == "DAY":
        return midnight
    if period == "WEEK":
        return midnight - timedelta(days=(at.weekday() + 1) % 7)
    return midnight + ((at - midnight) // PERIODS[period]) * PERIODS[period]


def _next(at: datetime, period: str) -> datetime:
    """Return when the next one begins; a day that a zone makes longer is one day all the same."""
    return at + PERIODS[period]
