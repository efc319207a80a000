"""Tickets for machines: the stream's history rows become events on the bus."""

from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.shared.observability import count, observed
from chalicelib.tickets.bus import bus_event

handlers = Blueprint(__name__)


@handlers.lambda_function(name="tickets-publish")
@observed
def tickets_publish(event: dict[str, Any], context: Any) -> Any:
    """Put each new history row on the bus, once or more, in the order of its ticket."""
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams)
    return process_partial_response(event, record_handler=_publish, processor=processor, context=context)


def _publish(record: DynamoDBRecord) -> None:
    image = record.dynamodb.new_image if record.dynamodb else None
    happened = bus_event(image or {})
    wiring.bus().put(happened.type, msgspec.json.encode(happened).decode())
    count(happened.type)
