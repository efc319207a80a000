"""The functions, on the events that AWS sends them, against SNS, SES, SQS and DynamoDB in moto."""

import json
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from moto.sns.models import sns_backends

from chalicelib import wiring
from chalicelib.notifications import handlers, senders
from chalicelib.notifications.store import DynamoBudget, DynamoMessages
from chalicelib.shared.aws import client, impatient_client
from tests.notifications.fakes import MOBILE, World, bus_event
from tests.notifications.tables import notifications_table

CONTEXT = SimpleNamespace(
    function_name="nidaa-test", memory_limit_in_mb=512, aws_request_id="11111111-2222-3333-4444-555555555555",
    invoked_function_arn="arn:aws:lambda:eu-south-1:000000000000:function:nidaa-test",
)  # fmt: skip
SENDER = "no-reply@nidaa.example"


@pytest.fixture
def world() -> Iterator[World]:
    with notifications_table():
        world = World()
        client("sesv2").create_email_identity(EmailIdentity=SENDER)
        queue = client("sqs").create_queue(QueueName="checks")["QueueUrl"]
        real = replace(
            world.context, messages=DynamoMessages(), budget=DynamoBudget(frozenset({"OM"})),
            checks=senders.SqsChecks(lambda: client("sqs"), queue),
            senders={
                "sms": senders.SnsSms(lambda: impatient_client("sns"), "Nidaa"),
                "email": senders.SesEmail(lambda: impatient_client("sesv2"), SENDER, world.clock),
            },
        )  # fmt: skip
        with wiring.using(notifications=real, clock=world.clock):
            yield world


def queued(*bodies: Any) -> dict[str, Any]:
    """Return what Lambda gets from a queue."""
    return {
        "Records": [
            {
                "messageId": f"m-{i}", "receiptHandle": "r", "body": json.dumps(body), "eventSource": "aws:sqs",
                "attributes": {"ApproximateReceiveCount": "1"}, "messageAttributes": {}, "awsRegion": "eu-south-1",
                "eventSourceARN": "arn:aws:sqs:eu-south-1:000000000000:q", "md5OfBody": "",
            }
            for i, body in enumerate(bodies)
        ]
    }  # fmt: skip


def on_the_bus(**changes: Any) -> dict[str, Any]:
    """Return an event as a rule puts it into a queue."""
    event = bus_event()
    detail = {name: getattr(event, name) for name in event.__struct_fields__} | changes
    return {"version": "0", "source": "nidaa.tickets", "detail-type": detail["type"], "detail": detail}


def texts() -> list[tuple[str, str]]:
    """Return the SMS that SNS took."""
    return [(to, text) for to, text in sns_backends["123456789012"]["eu-south-1"].sms_messages.values()]


def test_a_registration_on_the_bus_becomes_one_sms(world: World) -> None:
    answer = handlers.notifications_tell(queued(on_the_bus(), on_the_bus()), CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert texts() == [(MOBILE, "تم تسجيل شكواكم برقم \u200e260-123-456-786، وسنوافيكم بالرد.")]


def test_an_event_that_cannot_be_read_comes_again_and_the_others_go_on(world: World) -> None:
    answer = handlers.notifications_tell(queued({"detail": "?"}, on_the_bus()), CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
    assert len(texts()) == 1
