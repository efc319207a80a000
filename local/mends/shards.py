"""Kinesis as Lambda reads it: a shard at a time in order, from where it was read to, with the retries of streams.py."""

import base64
import contextvars
import threading
from collections.abc import Iterator
from typing import Any

from local.mends import streams, upstream
from local.mends.streams import Mapping, work

OLDEST = ""
"""Before the first number."""


def read_shards() -> None:
    """Read each shard on its own thread, from the number that was read last.

    MiniStack remembers how many records were read: when old ones expire, as many new ones are never read. It knows no
    partial answers, no bisection and no bound on retries either, and reads on the one thread that also reads queues.
    """
    upstream.replace(upstream.service("lambda_svc"), "_poll_kinesis", start_ready_shards)


def start_ready_shards() -> bool:
    """Start a thread for each shard that has something to read; answer whether any was started."""
    started = False
    for account, region, record in upstream.service("lambda_svc")._iter_all_esms():
        if ":kinesis:" in record.get("EventSourceArn", "") and record.get("Enabled", True):
            context = contextvars.copy_context()
            for shard in context.run(_ready, account, region, record):
                if work.begin(_name(record, shard)):
                    run = contextvars.copy_context()
                    run.run(_enter, account, region)
                    threading.Thread(target=run.run, args=(_drain, record, shard), daemon=True, name="shard").start()
                    started = True
    return started


def unread_shards(account: str, region: str, record: dict[str, Any]) -> list[str]:
    """Return the shards of which a mapping has something to read."""
    return contextvars.copy_context().run(_ready, account, region, record)


def _enter(account: str, region: str) -> None:
    responses = upstream.core("responses")
    responses.set_request_account_id(account)
    responses.set_request_region(region)


def _ready(account: str, region: str, record: dict[str, Any]) -> list[str]:
    _enter(account, region)
    return [shard for shard in _shards(record) if next(_unread(record, shard), None)]


def _shards(record: dict[str, Any]) -> dict[str, Any]:
    stream = upstream.service("kinesis")._resolve_stream_by_arn(record["EventSourceArn"])
    return dict(stream["shards"]) if stream and stream["StreamStatus"] == "ACTIVE" else {}


def _name(record: dict[str, Any], shard: str) -> str:
    return f"{record['UUID']}/{shard}"


def _positions(record: dict[str, Any]) -> dict[str, str]:
    """Return what was read of each shard; LATEST begins behind what stands there at the first look."""
    kept: dict[str, Any] = upstream.service("lambda_svc")._kinesis_positions
    if record["UUID"] not in kept:
        first = record.get("StartingPosition") != "LATEST"
        kept[record["UUID"]] = {
            shard: OLDEST if first or not held["records"] else held["records"][-1]["SequenceNumber"]
            for shard, held in _shards(record).items()
        }
    return dict(kept[record["UUID"]])


def _read_to(record: dict[str, Any], shard: str, number: str) -> None:
    kept = upstream.service("lambda_svc")._kinesis_positions
    kept[record["UUID"]] = {**_positions(record), shard: number}


def _unread(record: dict[str, Any], shard: str) -> Iterator[dict[str, Any]]:
    after = _order(_positions(record).get(shard, OLDEST))
    held = _shards(record).get(shard, {"records": []})["records"]
    return (one for one in list(held) if _order(one["SequenceNumber"]) > after)


def _order(number: str) -> tuple[int, str]:
    return len(number), number


def _drain(record: dict[str, Any], shard: str) -> None:
    functions = upstream.service("lambda_svc")
    try:
        while record.get("Enabled", True):
            most = int(record.get("BatchSize", 100))
            batch = [one for _, one in zip(range(most), _unread(record, shard), strict=False)]
            func, _ = functions._get_func_record_for_qualifier(record["FunctionName"], record.get("Qualifier"))
            if func is None or not batch:
                return
            told = [_told(one, shard, record["EventSourceArn"]) for one in batch]
            if wanted := functions._apply_filter_criteria(told, record):
                streams.process(Mapping(record, func, record["EventSourceArn"], shard), wanted)
            _read_to(record, shard, batch[-1]["SequenceNumber"])
    finally:
        work.end(_name(record, shard))
        functions._esm_wake.set()


def _told(one: dict[str, Any], shard: str, arn: str) -> dict[str, Any]:
    """Return a record as a function gets it (Lambda guide, "Using AWS Lambda with Amazon Kinesis")."""
    data = one["Data"]
    responses = upstream.core("responses")
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": one["PartitionKey"],
            "sequenceNumber": one["SequenceNumber"],
            "data": data if isinstance(data, str) else base64.b64encode(data).decode(),
            "approximateArrivalTimestamp": one["ApproximateArrivalTimestamp"],
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{shard}:{one['SequenceNumber']}",
        "eventName": "aws:kinesis:record",
        "invokeIdentityArn": f"arn:aws:iam::{responses.get_account_id()}:role/lambda-role",
        "awsRegion": responses.get_region(),
        "eventSourceARN": arn,
    }
