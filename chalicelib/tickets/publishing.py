"""The stream's history rows, taken in one by one, become events on the bus; those that fail come again."""

from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib import wiring
from chalicelib.shared.batches import each
from chalicelib.shared.observability import count
from chalicelib.tickets.bus import bus_event


def publish(event: dict[str, Any], context: Any) -> Any:
    """Publish each record of a batch; answer from which one it is to come again."""
    return each(event, context, _publish, EventType.DynamoDBStreams)


def _publish(record: DynamoDBRecord) -> None:
    image = record.dynamodb.new_image if record.dynamodb else None
    happened = bus_event(image or {})
    wiring.bus().put(happened.type, msgspec.json.encode(happened).decode())
    count(happened.type)
