"""Ticket numbers: 12 digits that a caller can read out, or key into a phone.

Two digits of the year, nine of HMAC(secret, year | attempt | scope and key), one Damm check digit: every wrong digit
and every swap of two neighbours is noticed before a look-up. The digits come from the request's own key, so a repeat
finds its first answer without a second table, and there is no counter to be hot. A number is a name, never a proof.
"""

import re

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.secret import Secret

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_SHAPE = re.compile(r"[0-9]{12}")
_SEPARATORS = re.compile(r"[\s\u00a0\u200e\u200f\u061c\u2066-\u2069.\-–_]+")


def ticket_number(secret: Secret, *, year: int, attempt: int, key: str) -> str:
    """Return the number that a request's key yields in a year at an attempt (0, 1, ...)."""
    digest = secret.digest("ticket-number", str(year), str(attempt), key)
    digits = f"{year % 100:02d}{int.from_bytes(digest[:16], 'big') % 10**9:09d}"
    return digits + _check_digit(digits)


def read_number(text: str) -> str | None:
    """Return the 12 digits that a person wrote, with any digits, spaces or dashes; None if they are no number."""
    digits = _SEPARATORS.sub("", ascii_digits(text))
    return digits if _SHAPE.fullmatch(digits) and _check_digit(digits) == "0" else None


def shown(number: str) -> str:
    """Return a number as it is printed: 3-3-3-3."""
    return "-".join(number[i : i + 3] for i in range(0, 12, 3))


def _check_digit(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
