"""Messages sent: when each text was, and the mails of before a stop."""

import copy
from typing import Any

from local.clock import MovableClock
from local.mends import upstream


def stamp_texts(clock: MovableClock) -> None:
    """Keep the time of each SMS, which MiniStack does not."""
    topics = upstream.service("sns")

    def log(number: str) -> Any:
        return _Stamping(original(number), clock)

    original = upstream.replace(topics, "_sms_log_for", log)


def keep_mails() -> None:
    """Write sent mails down at a stop with all else, as texts are: MiniStack forgets them."""
    mails = upstream.service("ses")

    def state() -> dict[str, Any]:
        return {**told(), "_sent_emails": copy.deepcopy(mails._sent_emails)}

    def load(kept: dict[str, Any]) -> None:
        restore(kept)
        mails._sent_emails.update(kept.get("_sent_emails", {}))

    told = upstream.replace(mails, "get_state", state)
    restore = upstream.replace(mails, "load_persisted_state", load)


class _Stamping:
    """What `_publish` appends a text to."""

    def __init__(self, texts: list[Any], clock: MovableClock) -> None:
        self._texts = texts
        self._clock = clock

    def append(self, text: dict[str, Any]) -> None:
        self._texts.append({**text, "Timestamp": self._clock.now()})
