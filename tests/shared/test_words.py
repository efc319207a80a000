"""What the service says itself: Fluent messages in two languages, and the bus that carries what happened."""

from typing import Any

import pytest

from chalicelib.shared.bus import EventBridgeBus
from chalicelib.shared.errors import Unavailable
from chalicelib.shared.words import UnknownMessage, say


def test_a_message_is_said_in_both_languages() -> None:
    assert say("problems", "not-found", "ar") == "لم نعثر على ما تبحثون عنه."
    assert say("problems", "not-found", "en") == "We could not find it."


@pytest.mark.parametrize("message", ["no-such-message", "not-found.title", ""])
def test_a_message_that_nobody_wrote_is_an_error(message: str) -> None:
    with pytest.raises(UnknownMessage):
        say("problems", message, "ar")


class _Events:
    def __init__(self, failed: int) -> None:
        self.failed, self.put = failed, list[Any]()

    def put_events(self, **given: Any) -> dict[str, Any]:
        self.put.append(given)
        return {"FailedEntryCount": self.failed, "Entries": [{"ErrorCode": "ThrottlingException"}]}


def test_an_event_is_put_on_the_bus_with_its_type_and_source() -> None:
    events = _Events(failed=0)
    EventBridgeBus("nidaa-dev", lambda: events).put("ticket.closed", "{}")
    assert events.put == [
        {"Entries": [{"EventBusName": "nidaa-dev", "Source": "nidaa.tickets", "DetailType": "ticket.closed",
                      "Detail": "{}"}]}
    ]  # fmt: skip


def test_an_event_that_the_bus_did_not_take_is_an_error() -> None:
    with pytest.raises(Unavailable, match="ThrottlingException"):
        EventBridgeBus("nidaa-dev", lambda: _Events(failed=1)).put("ticket.closed", "{}")
