"""Instants and durations as `/_local` writes and reads them (ISO 8601)."""

import re
from datetime import UTC, datetime

_DURATION = re.compile(
    r"P(?=.)(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?(?:T(?=.)(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
_SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


def text(seconds: float) -> str:
    """Return seconds since 1970 as an instant in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(written: str) -> float:
    """Return an instant as seconds since 1970.

    :raises ValueError: if it is no instant, or has no offset
    """
    read = datetime.fromisoformat(written)
    if read.tzinfo is None:
        raise ValueError("an offset is missing")
    return read.timestamp()


def seconds(duration: str) -> float:
    """Return how long a duration in weeks, days, hours, minutes and seconds is.

    :raises ValueError: if it is none of these
    """
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError("not a duration such as P3D or PT90M")
    return sum(float(value) * _SECONDS[unit] for unit, value in match.groupdict().items() if value)
