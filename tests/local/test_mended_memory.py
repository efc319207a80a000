"""What MiniStack keeps for as long as it runs, and ours not."""

from collections.abc import Callable
from typing import Any

import pytest

from local.mends import buses, records

Stock = Callable[[str], Any]
EVENT = {"Entries": [{"Source": "a", "DetailType": "b", "Detail": "{}"}]}


def test_stock_ministack_keeps_every_event_that_was_put(stock: Stock) -> None:
    stock("eventbridge")._put_events(EVENT)
    assert "a" in {event["Source"] for event in stock("eventbridge")._events_log_list()}  # workflows put theirs too


def test_no_event_is_kept(stock: Stock) -> None:
    buses.forget_events()
    stock("eventbridge")._put_events(EVENT)
    assert not any(stock("eventbridge")._events_log.all_values())


@pytest.fixture
def stream(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int | None], list[str]]:
    """Return how to write items to a table whose mapping has read some; it tells which records are kept."""
    monkeypatch.setattr(records, "KEPT", 10)

    def write(items: int, read: int | None) -> list[str]:
        tables, functions = stock("dynamodb"), stock("lambda_svc")
        tables._create_table(
            {
                "TableName": "log",
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
            }
        )
        if read is not None:
            arn = tables._tables["log"]["LatestStreamArn"]
            functions._esms["u"] = {"UUID": "u", "EventSourceArn": arn, "FunctionName": "f"}
            functions._dynamodb_stream_positions["u"] = read
        for number in range(items):
            tables._put_item({"TableName": "log", "Item": {"pk": {"S": str(number)}}})
        kept = tables.stream_records_since("log", 0, 10**6)
        assert tables.stream_end_position("log") == items
        assert tables.stream_start_position("log") == items - len(kept)
        functions._esms.clear()
        functions._dynamodb_stream_positions.clear()
        return [record["dynamodb"]["Keys"]["pk"]["S"] for record in kept]

    return write


def test_stock_ministack_keeps_what_every_mapping_has_read(stream: Callable[..., list[str]]) -> None:
    assert len(stream(50, 50)) == 50


def test_what_every_mapping_has_read_is_let_go_but_for_the_last(stream: Callable[..., list[str]]) -> None:
    records.forget_read()
    kept = stream(50, 10**6)
    assert kept[-1] == "49"
    assert records.KEPT <= len(kept) < 2 * records.KEPT


def test_what_a_mapping_has_not_read_is_kept(stream: Callable[..., list[str]]) -> None:
    records.forget_read()
    assert stream(50, 5) == [str(number) for number in range(5, 50)]


def test_a_stream_that_nobody_reads_keeps_a_thousand(stream: Callable[..., list[str]]) -> None:
    records.forget_read()
    assert len(stream(50, None)) < 2 * records.KEPT
