"""Instants as records and events write them."""

from datetime import UTC, datetime


def seconds(at: float | None) -> str | None:
    """Return an instant in whole seconds, as contact records have it: 2026-12-06T08:00:00Z."""
    return None if at is None else datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def milliseconds(at: float | None) -> str | None:
    """Return an instant in milliseconds, as events have it: 2026-12-06T08:00:00.000Z."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def lasting(start: float | None, end: float | None) -> int | None:
    """Return the whole seconds between two instants; None if one of them never came."""
    return None if start is None or end is None else int(end) - int(start)
