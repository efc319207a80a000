"""Stream mappings as AWS runs them: partial answers, bisection, bounded retries, and a place for what failed."""

import contextvars
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local.mends import queues, upstream

FIRST_WAIT = 0.2
LONGEST_WAIT = 5.0
"""Seconds between tries of a failing batch: twice as long each time, up to the longest."""
SHARD = "shardId-00000000000000000000-00000000"


@dataclass
class Mapping:
    """One stream mapping at work: it reads its stream in order, a batch at a time, on a thread of its own."""

    record: dict[str, Any]
    func: dict[str, Any]
    arn: str
    shard: str = SHARD

    def reports(self) -> bool:
        return "ReportBatchItemFailures" in (self.record.get("FunctionResponseTypes") or [])

    def most_retries(self) -> float:
        retries = int(self.record.get("MaximumRetryAttempts", -1))
        return float("inf") if retries < 0 else retries

    def oldest(self) -> float:
        age = int(self.record.get("MaximumRecordAgeInSeconds", -1))
        return float("inf") if age < 0 else age


@dataclass
class Work:
    """The mappings whose batch is being processed."""

    busy: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, name: str) -> bool:
        with self.lock:
            if name in self.busy:
                return False
            self.busy.add(name)
            return True

    def end(self, name: str) -> None:
        with self.lock:
            self.busy.discard(name)


work = Work()


def run_mappings() -> None:
    """Run each stream mapping on its own thread, with the retries that its settings ask for.

    MiniStack runs all on the one thread that also reads queues, knows no partial answers, no bisection and no bound on
    retries, and cannot write a failure to S3.
    """
    upstream.replace(upstream.service("lambda_svc"), "_poll_dynamodb_streams", start_ready_mappings)


def start_ready_mappings() -> bool:
    """Start a thread for each mapping that has something to read; answer whether any was started."""
    functions = upstream.service("lambda_svc")
    started = False
    for account, region, record in functions._iter_all_esms():
        if ":dynamodb:" not in record.get("EventSourceArn", "") or not record.get("Enabled", True):
            continue
        context = contextvars.copy_context()
        if context.run(_in_scope, account, region, record) and work.begin(record["UUID"]):
            threading.Thread(target=context.run, args=(_drain, record), daemon=True, name="stream").start()
            started = True
    return started


def behind(record: dict[str, Any]) -> bool:
    """Tell whether a mapping has records to read; to be called in its account and region."""
    tables = upstream.service("dynamodb")
    table = _table(record)
    known = (tables._tables.get(table) or {}).get("LatestStreamArn") == record["EventSourceArn"]
    return bool(known and _position(record, table) < tables.stream_end_position(table))


def _in_scope(account: str, region: str, record: dict[str, Any]) -> bool:
    responses = upstream.core("responses")
    responses.set_request_account_id(account)
    responses.set_request_region(region)
    return behind(record)


def _table(record: dict[str, Any]) -> str:
    return str(record["EventSourceArn"].split(":table/")[1].split("/")[0])


def _position(record: dict[str, Any], table: str) -> int:
    functions, tables = upstream.service("lambda_svc"), upstream.service("dynamodb")
    start, end = tables.stream_start_position(table), tables.stream_end_position(table)
    first = start if record.get("StartingPosition") == "TRIM_HORIZON" else end
    with functions._dynamodb_stream_positions_lock:
        position = functions._dynamodb_stream_positions.setdefault(record["UUID"], first)
    return max(int(position), int(start))


def _drain(record: dict[str, Any]) -> None:
    functions, tables = upstream.service("lambda_svc"), upstream.service("dynamodb")
    table = _table(record)
    try:
        while record.get("Enabled", True) and behind(record):
            func, _ = functions._get_func_record_for_qualifier(record["FunctionName"], record.get("Qualifier"))
            if func is None:
                return
            position = _position(record, table)
            batch = tables.stream_records_since(table, position, int(record.get("BatchSize", 100)))
            if wanted := functions._apply_filter_criteria(batch, record):
                process(Mapping(record, func, record["EventSourceArn"]), wanted)
            with functions._dynamodb_stream_positions_lock:
                functions._dynamodb_stream_positions[record["UUID"]] = position + len(batch)
    finally:
        work.end(record["UUID"])
        functions._esm_wake.set()


def process(mapping: Mapping, batch: list[dict[str, Any]]) -> None:
    """Give a batch to the function until it is done, or its retries or age are used up and it is set aside."""
    functions = upstream.service("lambda_svc")
    tries = 0
    while batch:
        answer = functions._execute_function(mapping.func, {"Records": batch})
        done = _done(mapping, batch, answer)
        mapping.record["LastProcessingResult"] = "OK" if done == len(batch) else "PROBLEM: Function call failed"
        if done == len(batch):
            return
        if not answer.get("throttle"):
            tries, batch = (0 if done else tries) + 1, batch[done:]
            if reason := _given_up(mapping, batch, tries):
                set_aside(mapping, batch, answer, reason, tries)
                return
            if mapping.record.get("BisectBatchOnFunctionError") and len(batch) > 1:
                half = len(batch) // 2
                process(mapping, batch[:half])
                batch, tries = batch[half:], 0
                continue
        time.sleep(min(FIRST_WAIT * 2 ** max(tries - 1, 0), LONGEST_WAIT))


def _done(mapping: Mapping, batch: list[dict[str, Any]], answer: dict[str, Any]) -> int:
    """Return how many records from the start are done: up to the lowest one that the function names as failed."""
    if answer.get("error"):
        return 0
    failed = queues.failures(answer.get("body")) if mapping.reports() else set()
    order = [number_of(record) for record in batch]
    if not failed <= set(order):
        return 0
    return min((order.index(number) for number in failed), default=len(batch))


def number_of(record: dict[str, Any]) -> str:
    """Return a record's number in its stream, of DynamoDB or of Kinesis."""
    return str(record["kinesis"]["sequenceNumber"] if "kinesis" in record else record["dynamodb"]["SequenceNumber"])


def _made_at(record: dict[str, Any]) -> float:
    if "kinesis" in record:
        return float(record["kinesis"]["approximateArrivalTimestamp"])
    return float(record["dynamodb"]["ApproximateCreationDateTime"])


def _given_up(mapping: Mapping, batch: list[dict[str, Any]], tries: int) -> str:
    now = upstream.service("dynamodb").time.time()
    if now - _made_at(batch[0]) > mapping.oldest():
        return "RecordAgeExceeded"
    bisecting = mapping.record.get("BisectBatchOnFunctionError") and len(batch) > 1
    return "RetryAttemptsExhausted" if tries > mapping.most_retries() and not bisecting else ""


def set_aside(mapping: Mapping, batch: list[dict[str, Any]], answer: dict[str, Any], reason: str, tries: int) -> None:
    """Send the failure to the mapping's destination: SQS and SNS get where it was, S3 also the records (AWS).

    :raises NotImplementedError: for what fails of Kinesis, if it should go elsewhere than to S3
    """
    functions = upstream.service("lambda_svc")
    destination = ((mapping.record.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination", "")
    functions.logger.warning("stream mapping %s gave up on %d records: %s", mapping.arn, len(batch), reason)
    if destination.startswith("arn:aws:s3:::"):
        _write_to_bucket(mapping, destination.removeprefix("arn:aws:s3:::"), batch, answer, reason, tries)
    elif destination and "kinesis" in batch[0]:
        raise NotImplementedError(f"What fails of Kinesis goes to S3 alone on the laptop, not to {destination}")
    elif destination:
        functions._send_ddb_stream_failure_record(mapping.record, mapping.func, batch, mapping.arn, answer, reason)


def _write_to_bucket(
    mapping: Mapping, bucket: str, batch: list[dict[str, Any]], answer: dict[str, Any], reason: str, tries: int
) -> None:
    now = datetime.fromtimestamp(upstream.service("dynamodb").time.time(), UTC)
    text = json.dumps(invocation_record(mapping, batch, answer, reason, tries, now))
    mark = hashlib.sha256(text.encode()).hexdigest()[:32]
    key = f"aws/lambda/{mapping.record['UUID']}/{mapping.shard}/{now:%Y/%m/%d}/{now:%Y-%m-%dT%H.%M.%S}-{mark}"
    headers = {"content-type": "application/json"}
    status, _, body = upstream.service("s3")._put_object(bucket, key, text.encode(), headers)
    if status != 200:
        upstream.service("lambda_svc").logger.error("failure not written to s3://%s/%s: %r", bucket, key, body)


def invocation_record(
    mapping: Mapping, batch: list[dict[str, Any]], answer: dict[str, Any], reason: str, tries: int, now: datetime
) -> dict[str, Any]:
    """Return what AWS writes to S3 for a batch that failed (Lambda guide, "on-failure destinations" of the streams)."""
    numbers = [number_of(record) for record in batch]
    times = [_utc(_made_at(record)) for record in batch]
    config = mapping.func.get("config") or mapping.func
    return {
        "requestContext": {
            "requestId": mapping.record["UUID"],
            "functionArn": config.get("FunctionArn", ""),
            "condition": reason,
            "approximateInvokeCount": tries,
        },
        "responseContext": {
            "statusCode": 200,
            "executedVersion": "$LATEST",
            "functionError": answer.get("function_error") or "Unhandled",
        },
        "version": "1.0",
        "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "KinesisBatchInfo" if "kinesis" in batch[0] else "DDBStreamBatchInfo": {
            "shardId": mapping.shard,
            "startSequenceNumber": numbers[0],
            "endSequenceNumber": numbers[-1],
            "approximateArrivalOfFirstRecord": times[0],
            "approximateArrivalOfLastRecord": times[-1],
            "batchSize": len(batch),
            "streamArn": mapping.arn,
        },
        "payload": json.dumps({"Records": batch}),
    }


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(float(seconds), UTC).isoformat().replace("+00:00", "Z")


def keep_unread_records() -> None:
    """Keep over a restart what a mapping has not read, and start each mapping there.

    MiniStack keeps the positions but not the records, so that the first records after a restart are skipped.
    """
    functions, tables = upstream.service("lambda_svc"), upstream.service("dynamodb")

    def state() -> dict[str, Any]:
        return {**save(), "unread_stream_records": unread(functions, tables)}

    def restore(data: dict[str, Any]) -> Any:
        answer = load(data)
        for account, region, table, records in (data or {}).get("unread_stream_records", []):
            tables._stream_records.set_scoped(account, region, table, records)
        return answer

    save = upstream.replace(tables, "get_state", state)
    load = upstream.replace(tables, "load_persisted_state", restore)

    def from_the_start(store: Any, positions: Any) -> None:
        if store is functions._dynamodb_stream_positions:
            for key in functions._esms._data:
                store._data[key] = 0
        else:
            place(store, positions)

    place = upstream.replace(functions, "_restore_esm_positions", from_the_start)


def unread(functions: Any, tables: Any) -> list[tuple[str, str, str, list[Any]]]:
    """Return for each table the records that its furthest-behind mapping has still to read."""
    first: dict[tuple[str, str, str], int] = {}
    for (account, region, _), record in functions._esms._data.items():
        if ":dynamodb:" in record.get("EventSourceArn", ""):
            key = (account, region, _table(record))
            position = functions._dynamodb_stream_positions.get_scoped(account, region, record["UUID"], 0)
            first[key] = min(first.get(key, position), position)
    return [
        (account, region, table, tables.stream_records_since(table, position, 10**9, account_id=account, region=region))
        for (account, region, table), position in first.items()
    ]
