"""Instants and durations as Connect tells them, and as we keep them. Pure."""

from datetime import UTC, datetime

from chalicelib.shared.clock import from_iso, iso


def instant(text: str | None) -> str:
    """Return an instant that Connect wrote, with or without fractions of a second; "" for none.

    :raises ValueError: if it is none
    """
    if not text:
        return ""
    at = datetime.fromisoformat(text)
    return iso(at if at.tzinfo else at.replace(tzinfo=UTC))


def lasting(start: str, end: str) -> int:
    """Return the whole seconds between two instants, as records count them; 0 if one of them never came."""
    if not start or not end:
        return 0
    return max(int(from_iso(end).timestamp()) - int(from_iso(start).timestamp()), 0)
