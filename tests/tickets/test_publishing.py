"""What the stream brings is put on the bus in its order, ten in a call, and comes again from the first that failed."""

import json
from collections.abc import Sequence
from itertools import chain
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.shared.bus import MOST, EventBridgeBus
from chalicelib.tickets.handlers import tickets_publish

CONTEXT: Any = SimpleNamespace(
    function_name="f", memory_limit_in_mb=1, invoked_function_arn="arn", aws_request_id="1"
)  # fmt: skip


class FakeEvents:
    """EventBridge, which refuses the tickets that it is told to, and answers nothing where it is down."""

    def __init__(self, *refused: int, down_after: int = 1000) -> None:
        self.calls: list[list[str]] = []
        self._refused, self._down_after = {f"{number:012d}" for number in refused}, down_after

    def put_events(self, Entries: Sequence[dict[str, str]]) -> dict[str, Any]:  # noqa: N803 - boto3's name
        if len(self.calls) == self._down_after:
            raise ConnectionError
        tickets = [json.loads(entry["Detail"])["ticket"] for entry in Entries]
        self.calls.append([ticket for ticket in tickets if ticket not in self._refused])
        failed = [ticket in self._refused for ticket in tickets]
        return {
            "FailedEntryCount": sum(failed),
            "Entries": [{"ErrorCode": "InternalFailure"} if each else {"EventId": "1"} for each in failed],
        }


def record(number: int, **changes: Any) -> dict[str, Any]:
    image = {
        "pk": f"TICKET#{number:012d}", "sk": "HISTORY#000001.00", "id": f"E{number}", "type": "ticket.imported",
        "body": "sawari", "at": "2026-01-01T00:00:00.000Z", "by": "import",
    } | changes  # fmt: skip
    shown = {name: {"S": text} for name, text in image.items() if text}
    return {
        "eventID": str(number), "eventName": "INSERT", "eventSource": "aws:dynamodb",
        "dynamodb": {"SequenceNumber": f"S{number}", "NewImage": shown},
    }  # fmt: skip


def publish(events: FakeEvents, *records: dict[str, Any]) -> list[str]:
    """Return from where on the batch is to come again."""
    with wiring.using(bus=EventBridgeBus("bus", lambda: events)):
        told = tickets_publish({"Records": list(records)}, CONTEXT)
    return [failure["itemIdentifier"] for failure in told["batchItemFailures"]]


def test_a_batch_is_put_in_its_order_ten_at_a_time() -> None:
    events = FakeEvents()
    assert publish(events, *(record(number) for number in range(25))) == []
    assert [len(call) for call in events.calls] == [MOST, MOST, 5]
    assert [*chain(*events.calls)] == [f"{number:012d}" for number in range(25)]


def test_it_comes_again_from_the_first_that_the_bus_refused() -> None:
    events = FakeEvents(12, 17)
    assert publish(events, *(record(number) for number in range(25))) == ["S12"]
    assert len(events.calls) == 2


def test_it_comes_again_from_where_the_bus_went_down() -> None:
    assert publish(FakeEvents(down_after=1), *(record(number) for number in range(25))) == ["S10"]


@pytest.mark.parametrize("place", [0, 3, 11])
def test_what_is_no_history_row_is_named_after_those_before_it_are_put(place: int) -> None:
    events = FakeEvents()
    batch = [record(number) for number in range(14)]
    batch[place] = record(place, type="")
    assert publish(events, *batch) == [f"S{place}"]
    assert [*chain(*events.calls)] == [f"{number:012d}" for number in range(place)]
