"""Machine ids that sort by the time they were made (ULID)."""

import os
from collections.abc import Callable
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

NewId = Callable[[datetime], str]


def new_id(at: datetime) -> str:
    """Return 26 characters: 48 bits of milliseconds, 80 of the kernel's randomness (safe in a cloned process)."""
    return ulid(int(at.timestamp() * 1000), int.from_bytes(os.urandom(10), "big"))


def ulid(milliseconds: int, tail: int) -> str:
    """Return the ULID of an instant and 80 further bits, such as those of a digest."""
    value = milliseconds << 80 | tail & (1 << 80) - 1
    return "".join(_CROCKFORD[value >> shift & 31] for shift in range(125, -5, -5))
