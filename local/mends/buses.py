"""Buses: no memory of events that nobody reads, and Amazon Connect may tell of itself."""

from typing import Any

from local.mends import upstream

CONNECT = "aws.connect"


def forget_events() -> None:
    """Keep no list of the events that were put; MiniStack keeps all for as long as it runs, and reads none."""
    upstream.replace(upstream.service("eventbridge"), "_events_log_list", _Forgetful)


def let_connect_tell() -> None:
    """Take events whose source is `aws.connect`: the engine, which stands beside MiniStack, puts them as a client.

    Whatever else calls itself AWS is refused as before.
    """
    bus = upstream.service("eventbridge")

    def put(data: dict[str, Any], allow_aws_source: bool = False) -> Any:
        sources = {entry.get("Source") for entry in data.get("Entries", ())}
        return put_events(data, allow_aws_source=allow_aws_source or sources == {CONNECT})

    put_events = upstream.replace(bus, "_put_events", put)


class _Forgetful:
    def append(self, event: Any) -> None:
        """Let the event go."""
