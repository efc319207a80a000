"""Batches of records and agent events (Kinesis) and of contact events (SQS), taken in one by one; failed ones again."""

from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamRecord
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib import wiring
from chalicelib.contacts import connect_record
from chalicelib.contacts import events as contact_events
from chalicelib.contacts import presence as agent_events
from chalicelib.contacts.taking import take_event, take_record
from chalicelib.contacts.telling import after_event, after_record, take_presence
from chalicelib.shared import observability
from chalicelib.shared.batches import each

_STILL_THERE = "HEART_BEAT"
"""The type of an event that tells of no change."""


class _Envelope(msgspec.Struct):
    """An event as a rule of EventBridge puts it into a queue."""

    detail: dict[str, Any]


def records(event: dict[str, Any], context: Any) -> Any:
    """Take in a batch of contact records; answer which are to come again."""
    observability.count("ContactRecords", len(event["Records"]))
    return each(event, context, _record, EventType.KinesisDataStreams)


def agents(event: dict[str, Any], context: Any) -> Any:
    """Take in a batch of agent events; answer which are to come again."""
    return each(event, context, _agent, EventType.KinesisDataStreams)


def events(event: dict[str, Any], context: Any) -> Any:
    """Take in a batch of contact events; answer which are to come again."""
    return each(event, context, _event, EventType.SQS)


def _record(record: KinesisStreamRecord) -> None:
    taking = wiring.taking()
    if taken := take_record(taking, connect_record.read(record.kinesis.data_as_bytes())):
        after_record(taking, taken)


def _agent(record: KinesisStreamRecord) -> None:
    taking, payload = wiring.taking(), record.kinesis
    event = agent_events.read(payload.data_as_bytes())
    presence = agent_events.presence_of(event, payload.sequence_number)
    if presence and event.event_type != _STILL_THERE:
        taking.contacts.note(presence)
    take_presence(taking, event, payload.sequence_number)


def _event(record: SQSRecord) -> None:
    taking, event = wiring.taking(), contact_events.read(msgspec.json.decode(record.body, type=_Envelope).detail)
    if taken := take_event(taking, event):
        after_event(taking, taken, event.event_type.upper())
