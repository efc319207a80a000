import json
from collections.abc import Callable
from typing import Any

import pytest

from local.mends import streams

Stock = Callable[[str], Any]
ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s"
BUCKET = "arn:aws:s3:::failures"
OK: dict[str, Any] = {"body": {"batchItemFailures": []}}
FAILED = {"error": True, "body": {"errorType": "ValueError"}}
NOW = 1_800_000_000


def records(count: int) -> list[dict[str, Any]]:
    return [
        {"eventName": "INSERT", "dynamodb": {"SequenceNumber": str(n), "ApproximateCreationDateTime": NOW}}
        for n in range(count)
    ]


class Function:
    """A function that fails on some records, and tells which batches it was given."""

    def __init__(self, poison: set[str], *, reports: bool = False) -> None:
        self.poison, self.reports, self.batches = poison, reports, list[list[str]]()

    def __call__(self, _: Any, event: dict[str, Any]) -> dict[str, Any]:
        batch = [r["dynamodb"]["SequenceNumber"] for r in event["Records"]]
        self.batches.append(batch)
        bad = [n for n in batch if n in self.poison]
        if self.reports:
            return {"body": {"batchItemFailures": [{"itemIdentifier": n} for n in bad]}}
        return FAILED if bad else OK


@pytest.fixture
def run(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, list[str]]]]:
    """Return how to process five records by a mapping; it tells what was set aside, and why."""

    def process(function: Any, **settings: Any) -> list[tuple[str, list[str]]]:
        aside: list[tuple[str, list[str]]] = []
        monkeypatch.setattr(streams, "FIRST_WAIT", 0)
        monkeypatch.setattr(stock("lambda_svc"), "_execute_function", function)
        monkeypatch.setattr(
            streams,
            "set_aside",
            lambda _m, batch, _a, reason, _t: aside.append((reason, [r["dynamodb"]["SequenceNumber"] for r in batch])),
        )
        streams.process(streams.Mapping({"UUID": "u", **settings}, {}, ARN), records(5))
        return aside

    return process


def test_stock_ministack_drops_the_records_that_a_consumer_names_as_failed(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    functions, tables = stock("lambda_svc"), stock("dynamodb")
    monkeypatch.setattr(functions, "_get_func_record_for_qualifier", lambda *_: ({}, {}))
    function = Function({"3"}, reports=True)
    monkeypatch.setattr(functions, "_execute_function", function)
    tables._tables["t"] = {"LatestStreamArn": ARN}
    tables._stream_records["t"] = records(5)
    monkeypatch.setattr(tables, "_STREAM_RETENTION_SECONDS", 10**12)
    mapping = {
        "UUID": "u",
        "EventSourceArn": ARN,
        "FunctionName": "f",
        "StartingPosition": "TRIM_HORIZON",
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
    }
    monkeypatch.setattr(functions, "_iter_all_esms", lambda: [("000000000000", "us-east-1", mapping)])
    assert functions._poll_dynamodb_streams() is True
    assert functions._poll_dynamodb_streams() is False
    assert function.batches == [["0", "1", "2", "3", "4"]]


def test_a_batch_is_retried_from_the_lowest_record_that_failed(run: Callable[..., Any]) -> None:
    function = Function({"3"}, reports=True)
    assert run(function, FunctionResponseTypes=["ReportBatchItemFailures"], MaximumRetryAttempts=1) == [
        ("RetryAttemptsExhausted", ["3", "4"])
    ]
    assert function.batches == [["0", "1", "2", "3", "4"], ["3", "4"]]


def test_with_bisection_only_the_bad_record_is_set_aside(run: Callable[..., Any]) -> None:
    function = Function({"3"})
    assert run(function, BisectBatchOnFunctionError=True, MaximumRetryAttempts=1) == [("RetryAttemptsExhausted", ["3"])]
    assert ["4"] in function.batches


def test_a_partial_answer_and_bisection_go_together(run: Callable[..., Any]) -> None:
    function = Function({"1"}, reports=True)
    settings = {"FunctionResponseTypes": ["ReportBatchItemFailures"], "BisectBatchOnFunctionError": True}
    assert run(function, **settings, MaximumRetryAttempts=0) == [("RetryAttemptsExhausted", ["1"])]
    done = {number for batch in function.batches for number in batch}
    assert done == {"0", "1", "2", "3", "4"}


@pytest.mark.parametrize("retries", [0, 1, 4])
def test_a_batch_is_given_up_after_its_retries(run: Callable[..., Any], retries: int) -> None:
    function = Function({"0"})
    assert run(function, MaximumRetryAttempts=retries) == [("RetryAttemptsExhausted", ["0", "1", "2", "3", "4"])]
    assert len(function.batches) == retries + 1


def test_a_record_that_is_too_old_is_given_up(
    run: Callable[..., Any], stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock("dynamodb").time, "time", lambda: NOW + 100.0)
    ((reason, _),) = run(Function({"0"}), MaximumRecordAgeInSeconds=60)
    assert reason == "RecordAgeExceeded"


def test_an_identifier_that_is_not_in_the_batch_fails_all_of_it(run: Callable[..., Any]) -> None:
    seen: list[int] = []

    def function(_: Any, event: dict[str, Any]) -> dict[str, Any]:
        seen.append(len(event["Records"]))
        return {"body": {"batchItemFailures": [{"itemIdentifier": "nobody"}]}}

    run(function, FunctionResponseTypes=["ReportBatchItemFailures"], MaximumRetryAttempts=1)
    assert seen == [5, 5]


def test_a_throttle_is_no_try(run: Callable[..., Any]) -> None:
    answers = [{"error": True, "throttle": True}] * 3 + [OK]
    assert run(lambda *_: answers.pop(0), MaximumRetryAttempts=0) == []


def test_a_batch_that_is_given_up_is_written_to_the_bucket_with_its_records(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[str, bytes] = {}

    def put(bucket: str, key: str, body: bytes, _headers: Any) -> tuple[int, Any, bytes]:
        written[f"{bucket}/{key}"] = body
        return 200, {}, b""

    monkeypatch.setattr(stock("s3"), "_put_object", put)
    mapping = streams.Mapping({"UUID": "u", "DestinationConfig": {"OnFailure": {"Destination": BUCKET}}}, {}, ARN)
    streams.set_aside(mapping, records(2), FAILED, "RetryAttemptsExhausted", 3)
    ((key, body),) = written.items()
    assert key.startswith(f"failures/aws/lambda/u/{streams.SHARD}/")
    told = json.loads(body)
    assert told["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert told["DDBStreamBatchInfo"]["batchSize"] == 2
    assert json.loads(told["payload"])["Records"] == records(2)


def test_stock_ministack_keeps_positions_over_a_restart_but_not_the_records(stock: Stock) -> None:
    stock("dynamodb")._stream_records["t"] = records(2)
    assert not any("stream" in name for name in stock("dynamodb").get_state())
    assert "dynamodb_stream_positions" in stock("lambda_svc").get_state()


def test_what_a_mapping_has_not_read_is_read_after_a_restart(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    functions, tables = stock("lambda_svc"), stock("dynamodb")
    monkeypatch.setattr(tables, "_STREAM_RETENTION_SECONDS", 10**12)
    streams.keep_unread_records()
    functions._esms["u"] = mapping = {"UUID": "u", "EventSourceArn": ARN, "StartingPosition": "LATEST"}
    tables._tables["t"] = {"LatestStreamArn": ARN}
    tables._stream_records["t"] = records(5)
    functions._dynamodb_stream_positions["u"] = 3
    state = json.loads(json.dumps({"tables": {}, **{k: v for k, v in tables.get_state().items() if "unread" in k}}))
    tables._stream_records.clear()
    tables.load_persisted_state(state)
    functions._restore_esm_positions(functions._dynamodb_stream_positions, {"u": 3})
    assert streams.behind(mapping)
    assert [r["dynamodb"]["SequenceNumber"] for r in tables.stream_records_since("t", 0, 10)] == ["3", "4"]
    functions._esms.clear()
    functions._dynamodb_stream_positions.clear()
