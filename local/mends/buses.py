"""Buses: no memory of events that nobody reads."""

from typing import Any

from local.mends import upstream


def forget_events() -> None:
    """Keep no list of the events that were put; MiniStack keeps all for as long as it runs, and reads none."""
    upstream.replace(upstream.service("eventbridge"), "_events_log_list", _Forgetful)


class _Forgetful:
    def append(self, event: Any) -> None:
        """Let the event go."""
