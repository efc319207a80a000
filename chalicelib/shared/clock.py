"""The time now, in UTC; a deployment may move it by a file that holds seconds (rehearsals, the laptop)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]


def system_clock(offset_file: str = "") -> Clock:
    """Return a clock; `offset_file` holds the seconds that it runs ahead, read at each call."""
    if not offset_file:
        return lambda: datetime.now(UTC)
    path = Path(offset_file)
    return lambda: datetime.now(UTC) + _offset(path)


def _offset(path: Path) -> timedelta:
    try:
        return timedelta(seconds=float(path.read_text() or 0))
    except FileNotFoundError:
        return timedelta()


def iso(instant: datetime) -> str:
    """Return an instant as ISO 8601 in UTC to the millisecond, so that texts sort as instants do."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """Return the instant that `iso` wrote."""
    return datetime.fromisoformat(text)
