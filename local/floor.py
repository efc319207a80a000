"""Life on the floor, for pictures: callers who wait, and agents who speak; all of them the demo's."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from local.connect.commands.call import number_of
from local.connect.outside.client import Telephone

SPEAKS, RESTS, CALLED = "agent.salma", "agent.hamad", "sawari"
CALLERS = ("+96891230011", "+96891230012", "+96891230013", "+96891230014")
WAY = (("اِضغطوا 1", "1"), ("للحالات الطارئة", "1"))
"""What is said, and the key that is pressed then: Arabic, then emergencies, the one queue that never closes."""
PATIENCE = 90.0


class NothingHappens(Exception):
    """What a picture should show does not come; the message says what."""


@contextmanager
def busy(telephone: Telephone) -> Iterator[None]:
    """Let people call while a picture is taken: the first is spoken with, the others wait."""
    telephone.do(SPEAKS, "sign_in", status="Available")
    telephone.do(RESTS, "sign_in", status="Break")
    number, _ = number_of(CALLED, telephone)
    calls = [queued(telephone, CALLERS[0], number)]
    accept(telephone)
    calls += [queued(telephone, caller, number) for caller in CALLERS[1:]]
    try:
        yield
    finally:
        for call in calls:
            telephone.hang_up(call)


def accept(telephone: Telephone) -> None:
    """Let the agent take the call that rings."""

    def rings() -> list[str]:
        return [one["id"] for one in telephone.agent(SPEAKS)["contacts"] if one["state"] == "connecting"]

    once(lambda: bool(rings()), "a call that rings")
    telephone.do(SPEAKS, "accept", contact=rings()[0])


def queued(telephone: Telephone, caller: str, number: str) -> str:
    """Call, go the way into the queue of emergencies, and return the contact."""
    call = telephone.call(caller, number)
    for words, key in WAY:
        once(lambda words=words: words in heard(telephone, call), f"the words {words}")  # type: ignore[misc]
        telephone.press(call, key)
    once(lambda: "QUEUED" in {item["kind"] for item in noticed(telephone, call)}, "the queue")
    return call


def noticed(telephone: Telephone, call: str) -> list[dict[str, str]]:
    """Return what was noticed in a call until now."""
    return list(telephone.happened(call, 0, 0)["items"])


def heard(telephone: Telephone, call: str) -> str:
    """Return all that was said to a caller until now."""
    return " ".join(item.get("text", "") for item in noticed(telephone, call) if item["kind"] == "PROMPT")


def once(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds. :raises NothingHappens: if it does not in time"""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise NothingHappens(f"{what} did not come")
        time.sleep(0.3)
