"""Reading parameters: every scalar is a text, and a text may not be what it should."""

from typing import Any

from local.connect.outcomes import Malformed
from local.connect.program import Parameters

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def text(parameters: Parameters, key: str) -> str:
    """Return a parameter that must be there.

    :raises Malformed: if it is missing or came to nothing
    """
    value = parameters.get(key)
    if value is None or value == "" or isinstance(value, dict | list):
        raise Malformed(f"{key} is missing, or its path leads nowhere")
    return str(value)


def number(parameters: Parameters, key: str, default: float | None = None) -> float:
    """Return a parameter as a number; Arabic-Indic digits are read too."""
    value = parameters.get(key, default)
    try:
        found = float(str(value).translate(_DIGITS))
    except ValueError as error:
        raise Malformed(f"{key} is no number: {str(value)[:40]!r}") from error
    if not 0 <= found < 1e9:
        raise Malformed(f"{key} is out of range: {str(value)[:40]!r}")
    return found


def flag(parameters: Parameters, key: str) -> bool:
    return str(parameters.get(key, "")).lower() == "true"


def record(parameters: Parameters, key: str) -> dict[str, Any]:
    """Return a nested parameter; an empty one if it is not there or is something else."""
    value = parameters.get(key)
    return value if isinstance(value, dict) else {}


def ascii_digits(value: str) -> str:
    return value.translate(_DIGITS)
