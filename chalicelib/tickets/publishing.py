"""The stream's history rows become events on the bus, ten in a call; from the first that fails on, they come again.

Ten, because whatever an import or a busy day writes stands before the next person's notice in the same stream.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib import wiring
from chalicelib.shared.batches import log_failure
from chalicelib.shared.bus import MOST
from chalicelib.shared.errors import Unavailable
from chalicelib.shared.observability import count
from chalicelib.tickets.bus import BusEvent, bus_event


def publish(event: dict[str, Any], _context: Any) -> Any:
    """Publish the records of a batch in their order; answer from which one it is to come again.

    Lambda starts again at the lowest record that is named ("Partial batch response", DynamoDB streams).
    """
    records = [DynamoDBRecord(record) for record in event["Records"]]
    for start in range(0, len(records), MOST):
        some = records[start : start + MOST]
        done = _publish(some)
        if done < len(some):
            return {"batchItemFailures": [{"itemIdentifier": _sequence(some[done])}]}
    return {"batchItemFailures": []}


def _publish(records: Sequence[DynamoDBRecord]) -> int:
    """Return how many records from the first on are on the bus."""
    events = _readable(records)
    try:
        done = wiring.bus().put_all([(e.type, msgspec.json.encode(e).decode()) for e in events]) if events else 0
    except Exception as error:
        log_failure(records[0].event_id, error)
        return 0
    if done < len(events):
        log_failure(records[done].event_id, Unavailable(part="bus"))
    # One metric for all: a metric for each type is paid for by the month, and the counts tell them apart already.
    if done:
        count("EventsPublished", done)
    return done


def _readable(records: Sequence[DynamoDBRecord]) -> list[BusEvent]:
    """Return the events of the records before the first that is no history row."""
    events: list[BusEvent] = []
    for record in records:
        try:
            events.append(bus_event((record.dynamodb and record.dynamodb.new_image) or {}))
        except (KeyError, ValueError) as error:
            log_failure(record.event_id, error)
            break
    return events


def _sequence(record: DynamoDBRecord) -> str:
    return (record.dynamodb and record.dynamodb.sequence_number) or ""
