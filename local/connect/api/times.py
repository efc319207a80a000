"""Instants and dates as the API has them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from local.connect.api.errors import InvalidRequest
from local.connect.hours import DAYS

MOST_DAYS = 366


def when(at: float | None) -> datetime | None:
    """Return seconds since 1970 as an instant; None stays so."""
    return None if at is None else datetime.fromtimestamp(at, UTC)


def iso(at: float) -> str:
    """Return seconds since 1970 as text: UTC, milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def dates(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield each date from one to another, with its weekday: ("2026-12-02", "WEDNESDAY").

    :raises InvalidRequest: if they are no dates, or more than a year
    """
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise InvalidRequest(f"Not a date: {error}") from error
    if not 0 <= (end - start).days < MOST_DAYS:
        raise InvalidRequest("An override lasts a year at most, and ends on or after its first day")
    for days in range((end - start).days + 1):
        day = start + timedelta(days=days)
        yield day.isoformat(), DAYS[day.weekday()]
