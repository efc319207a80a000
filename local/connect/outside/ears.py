"""What a caller who is not a person listens for: whether they are asked for keys, wait for somebody, or it is over."""

import threading
from collections.abc import Callable
from typing import Any


class Ears:
    """How far a call came; numbers are those of the events on its line."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.asked = self.keyed = self.queued = self.heard = 0
        self.over = False

    def begin(self) -> None:
        """Listen to a new call."""
        with self._changed:
            self.asked = self.keyed = self.queued = self.heard = 0
            self.over = False

    def hear(self, item: dict[str, Any]) -> None:
        """Take in what was noticed on the line."""
        number = int(item["number"])
        with self._changed:
            if item["kind"] == "INPUT_AWAITED" or item.get("input"):
                self.asked = number
            elif item["kind"] == "KEY":
                self.keyed = number
            elif item["kind"] in {"QUEUED", "CONNECTED_TO_AGENT"}:
                self.queued = number if item["kind"] == "QUEUED" else 0
            if item["kind"] == "PROMPT":
                self.heard = number
            self._changed.notify_all()

    def end(self) -> None:
        with self._changed:
            self.over = True
            self._changed.notify_all()

    @property
    def is_asked(self) -> bool:
        """Return whether keys are awaited since the last one was pressed."""
        return self.asked > self.keyed

    @property
    def waits(self) -> bool:
        """Return whether the caller is in a queue, and was told so."""
        return 0 < self.queued < self.heard

    def wait(self, until: Callable[[], bool], seconds: float) -> bool:
        """Wait for something, or for the end; return whether it came."""
        with self._changed:
            self._changed.wait_for(lambda: self.over or until(), seconds)
            return until()
