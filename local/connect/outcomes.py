"""What an action comes to: the next one, a branch by result, a branch by error, or the end of its flow."""

from collections.abc import Callable
from functools import cache


class Outcome:
    """One of NEXT, a result that conditions compare with, an error type, or an end (`end` says which)."""

    __slots__ = ("end", "error", "result", "then")

    def __init__(self, *, result: str | None = None, error: str | None = None, end: str | None = None) -> None:
        self.result, self.error, self.end = result, error, end
        self.then: Callable[[], None] | None = None


NEXT = Outcome()
ENDED = Outcome(end="ENDED")
"""The flow is over, and what it was run for goes on."""
DISCONNECT = Outcome(end="DISCONNECT")
"""The flow is over, and the one who hears it is disconnected."""


def moved(then: Callable[[], None]) -> Outcome:
    """Return that the flow is over, and that the contact is put somewhere else as soon as it is."""
    outcome = Outcome(end="MOVED")
    outcome.then = then
    return outcome


@cache
def failed(error: str = "NoMatchingError") -> Outcome:
    return Outcome(error=error)


def came_to(result: str) -> Outcome:
    return Outcome(result=result)


class Malformed(Exception):
    """A parameter is not what the action needs; the action fails, and the log says why."""
