"""The running part of a contact: what it hears, what it typed, where it waits. The log keeps the rest."""

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from local.connect.clock import Timer
from local.connect.contact import Contact
from local.connect.interpreter import Execution

if TYPE_CHECKING:
    from local.connect.call import Call
    from local.connect.core import Core

MOST_TYPED = 20


class Leg:
    """One contact while it lives; `offered_to` is the agent it rings at, `agent_id` the one it was given to."""

    __slots__ = (
        "agent_id", "call", "callback", "contact", "eligible_at", "entry", "execution", "instance", "last_task",
        "loops", "offer", "offered_to", "played_to", "recording", "side", "timer", "transcript", "typed",
        "wants_callback",
    )  # fmt: skip

    def __init__(self, instance: "Core", contact: Contact) -> None:
        self.instance: Core = instance
        self.contact: Contact = contact
        self.execution: Execution | None = None
        self.side: Execution | None = None
        self.call: Call | None = None
        self.loops: dict[str, int] = {}
        self.typed: deque[str] = deque(maxlen=MOST_TYPED)
        self.offered_to: str | None = None
        self.offer: Timer | None = None
        self.agent_id: str | None = None
        self.entry: tuple[int, float, int] | None = None
        self.timer: Timer | None = None
        self.callback: dict[str, Any] | None = None
        self.last_task: str | None = None
        self.transcript: list[dict[str, Any]] = []
        self.played_to = "CUSTOMER"
        self.recording: dict[str, Any] = {}
        self.eligible_at = 0.0
        self.wants_callback = False

    def listener(self) -> Execution | None:
        """Return the flow that takes keys now: the one on the side (a transfer, a whisper) before the main one."""
        for execution in (self.side, self.execution):
            if execution and execution.alive and execution.listens == "keys":
                return execution
        return None

    def press(self, keys: str) -> None:
        """Take keys: each wakes what listens, or is kept for the next that does."""
        for key in keys:
            if self.contact.ended:
                return
            listener = self.listener()
            secret = listener and listener.step and "InputEncryption" in listener.step.action.parameters
            self.instance.record("KEY", self.contact, {"key": "?" if secret else key})
            if listener:
                listener.wake(key)
            else:
                self.typed.append(key)

    def still(self) -> None:
        """Stop whatever flow runs and whatever timer waits."""
        for execution in (self.side, self.execution):
            if execution:
                execution.stop()
        self.side = self.execution = None
        if self.timer:
            self.timer.cancel()
            self.timer = None


def taker(legs: Sequence[Leg]) -> Leg:
    """Return which of one person's legs takes the keys: the one whose flow listens to the customer, else the first."""
    return next((leg for leg in legs if (found := leg.listener()) and found.hears == "CUSTOMER"), legs[0])
