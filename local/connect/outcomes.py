"""What an action comes to: the next one, a branch by result, a branch by error, or the end of its flow."""

from functools import cache


class Outcome:
    """One of NEXT, a result that conditions compare with, an error type, or an end (`end` says which)."""

    __slots__ = ("end", "error", "result")

    def __init__(self, *, result: str | None = None, error: str | None = None, end: str | None = None) -> None:
        self.result, self.error, self.end = result, error, end


NEXT = Outcome()
ENDED = Outcome(end="ENDED")
"""The flow is over, and what it was run for goes on."""
DISCONNECT = Outcome(end="DISCONNECT")
"""The flow is over, and the one who hears it is disconnected."""
MOVED = Outcome(end="MOVED")
"""The flow is over, and the contact is somewhere else already: in a queue, with an agent, in another flow."""


@cache
def failed(error: str = "NoMatchingError") -> Outcome:
    return Outcome(error=error)


def came_to(result: str) -> Outcome:
    return Outcome(result=result)


class Malformed(Exception):
    """A parameter is not what the action needs; the action fails, and the log says why."""
