"""Text messages sent: when each was."""

from typing import Any

from local.clock import MovableClock
from local.mends import upstream


def stamp_texts(clock: MovableClock) -> None:
    """Keep the time of each SMS, which MiniStack does not."""
    topics = upstream.service("sns")

    def log(number: str) -> Any:
        return _Stamping(original(number), clock)

    original = upstream.replace(topics, "_sms_log_for", log)


class _Stamping:
    """What `_publish` appends a text to."""

    def __init__(self, texts: list[Any], clock: MovableClock) -> None:
        self._texts = texts
        self._clock = clock

    def append(self, text: dict[str, Any]) -> None:
        self._texts.append({**text, "Timestamp": self._clock.now()})
