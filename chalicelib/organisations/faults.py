"""What is wrong with a field, as `Invalid` names it."""

from collections.abc import Iterable
from typing import Protocol

Fault = dict[str, str]


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


def fault(field: str, reason: str) -> Fault:
    """Return one fault; the reasons stand in docs/problems.md."""
    return {"field": field, "reason": reason}


def codes(things: Iterable[_Coded]) -> set[str]:
    """Return the codes of things."""
    return {thing.code for thing in things}
