"""The bus takes events ten in a call, and says from which one on it did not."""

from typing import Any

import pytest

from chalicelib.shared.bus import EventBridgeBus


class Events:
    """EventBridge as its client shows it; it refuses the entries at the places given."""

    def __init__(self, *refused: int) -> None:
        self.refused, self.given = refused, list[Any]()

    def put_events(self, **given: Any) -> dict[str, Any]:
        self.given.append(given)
        places = range(len(given["Entries"]))
        entries = [{"ErrorCode": "ThrottlingException"} if i in self.refused else {"EventId": "x"} for i in places]
        return {"FailedEntryCount": len(self.refused), "Entries": entries}


def test_an_event_is_put_on_the_bus_with_its_type_and_source() -> None:
    events = Events()
    assert EventBridgeBus("nidaa-dev", lambda: events).put_all([("ticket.closed", "{}")]) == 1
    assert events.given == [
        {"Entries": [{"EventBusName": "nidaa-dev", "Source": "nidaa.tickets", "DetailType": "ticket.closed",
                      "Detail": "{}"}]}
    ]  # fmt: skip


@pytest.mark.parametrize(("refused", "taken"), [((), 3), ((1,), 1), ((0, 2), 0)])
def test_it_says_how_many_were_taken_before_the_first_that_was_not(refused: tuple[int, ...], taken: int) -> None:
    bus = EventBridgeBus("nidaa-dev", lambda: Events(*refused))
    assert bus.put_all([("ticket.closed", "{}")] * 3) == taken
