import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.mends import shards, streams

Stock = Callable[[str], Any]
ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/records"
SCOPE = ("000000000000", "us-east-1")


class Function:
    """A function that notes which numbers it was given, and fails on some."""

    def __init__(self, *bad: int) -> None:
        self.bad, self.batches = set(bad), list[list[int]]()

    def __call__(self, _: Any, event: dict[str, Any]) -> dict[str, Any]:
        numbers = [json.loads(base64.b64decode(one["kinesis"]["data"]))["n"] for one in event["Records"]]
        self.batches.append(numbers)
        failed = [
            {"itemIdentifier": one["kinesis"]["sequenceNumber"]}
            for one, n in zip(event["Records"], numbers, strict=True)
            if n in self.bad
        ]
        return {"body": {"batchItemFailures": failed}}


class Stream:
    """A stream of one shard, and one mapping from it."""

    def __init__(self, stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kinesis, self.functions = stock("kinesis"), stock("lambda_svc")
        self.stock_poll = self.functions._poll_kinesis
        # Another test's mapping may have begun MiniStack's own thread, which must not read here.
        monkeypatch.setattr(self.functions, "_poll_kinesis", lambda: False)
        self.mapping = {
            "UUID": "u", "EventSourceArn": ARN, "FunctionName": "f", "StartingPosition": "TRIM_HORIZON",
            "FunctionResponseTypes": ["ReportBatchItemFailures"], "MaximumRetryAttempts": 1,
        }  # fmt: skip
        self.kinesis._streams["records"] = {
            "StreamName": "records", "StreamARN": ARN, "StreamStatus": "ACTIVE", "RetentionPeriodHours": 24,
            "shards": self.kinesis._build_shards(1),
        }  # fmt: skip
        monkeypatch.setattr(streams, "FIRST_WAIT", 0)
        monkeypatch.setattr(self.functions, "_get_func_record_for_qualifier", lambda *_: ({}, {}))
        monkeypatch.setattr(self.functions, "_iter_all_esms", lambda: [(*SCOPE, self.mapping)])
        self.monkeypatch = monkeypatch

    def put(self, *numbers: int) -> None:
        for n in numbers:
            data = base64.b64encode(json.dumps({"n": n}).encode()).decode()
            self.kinesis._put_record({"StreamName": "records", "PartitionKey": "k", "Data": data})

    def read(self, function: Function) -> list[list[int]]:
        """Read all that there is, on this thread; return the batches."""
        self.monkeypatch.setattr(self.functions, "_execute_function", function)
        for shard in shards.unread_shards(*SCOPE, self.mapping):
            shards._drain(self.mapping, shard)
        return function.batches

    def forget(self) -> None:
        """Let all records expire."""
        (shard,) = self.kinesis._streams["records"]["shards"].values()
        shard["records"] = []


@pytest.fixture
def stream(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stream]:
    made = Stream(stock, monkeypatch)
    yield made
    made.functions._kinesis_positions.clear()


def test_stock_ministack_does_not_read_what_comes_after_records_expired(stream: Stream) -> None:
    function = Function()
    stream.monkeypatch.setattr(stream.functions, "_execute_function", function)
    stream.put(1, 2)
    stream.stock_poll()
    stream.forget()
    stream.put(3)
    stream.stock_poll()
    assert function.batches == [[1, 2]]


def test_stock_ministack_takes_records_for_done_that_a_function_names_as_failed(stream: Stream) -> None:
    stream.put(1, 2)
    stream.monkeypatch.setattr(stream.functions, "_execute_function", Function(2))
    assert stream.stock_poll() is True
    assert stream.stock_poll() is False


def test_what_comes_after_records_expired_is_read(stream: Stream) -> None:
    stream.put(1, 2)
    assert stream.read(Function()) == [[1, 2]]
    stream.forget()
    stream.put(3)
    assert stream.read(Function()) == [[3]]


def test_a_shard_is_read_in_order_a_batch_at_a_time(stream: Stream) -> None:
    stream.mapping["BatchSize"] = 2
    stream.put(1, 2, 3, 4, 5)
    assert stream.read(Function()) == [[1, 2], [3, 4], [5]]
    assert shards.unread_shards(*SCOPE, stream.mapping) == []


def test_latest_begins_behind_what_is_there(stream: Stream) -> None:
    stream.mapping["StartingPosition"] = "LATEST"
    stream.put(1)
    assert stream.read(Function()) == []
    stream.put(2)
    assert stream.read(Function()) == [[2]]


def test_only_what_the_filter_takes_is_given_to_the_function(stream: Stream) -> None:
    stream.mapping["FilterCriteria"] = {"Filters": [{"Pattern": json.dumps({"data": {"n": [2]}})}]}
    stream.put(1, 2, 3)
    assert stream.read(Function()) == [[2]]
    assert shards.unread_shards(*SCOPE, stream.mapping) == []


def test_a_batch_is_retried_from_the_record_that_failed_and_then_set_aside(
    stream: Stream, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[dict[str, Any]] = []

    def put(_bucket: str, _key: str, body: bytes, _headers: Any) -> tuple[int, Any, bytes]:
        written.append(json.loads(body))
        return 200, {}, b""

    monkeypatch.setattr(stock("s3"), "_put_object", put)
    stream.mapping["DestinationConfig"] = {"OnFailure": {"Destination": "arn:aws:s3:::failures"}}
    stream.put(1, 2, 3)
    assert stream.read(Function(2)) == [[1, 2, 3], [2, 3]]
    (told,) = written
    assert told["KinesisBatchInfo"]["batchSize"] == 2
    assert told["KinesisBatchInfo"]["shardId"] == "shardId-000000000000"
    stream.put(4)
    assert stream.read(Function()) == [[4]]


def test_the_poller_is_ours(stream: Stream) -> None:
    stream.monkeypatch.setattr(stream.functions, "_iter_all_esms", list)
    shards.read_shards()
    assert stream.functions._poll_kinesis is shards.start_ready_shards


def test_each_shard_is_read_on_a_thread_of_its_own(stream: Stream) -> None:
    from threading import Event

    done = Event()
    function = Function()

    def execute(func: Any, event: dict[str, Any]) -> dict[str, Any]:
        answer = function(func, event)
        done.set()
        return answer

    stream.monkeypatch.setattr(stream.functions, "_execute_function", execute)
    stream.put(1)
    assert shards.start_ready_shards() is True
    assert done.wait(10)
    assert function.batches == [[1]]
