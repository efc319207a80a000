"""The functions, on the events that AWS sends them, against SNS, SES, SQS and DynamoDB in moto."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from app import app
from chalicelib import wiring
from chalicelib.notifications import handlers, senders
from chalicelib.notifications.inbox import ReceiptTooEarly
from chalicelib.notifications.message import Key
from chalicelib.notifications.store import DynamoBudget, DynamoMessages
from chalicelib.shared.aws import client, impatient_client
from chalicelib.tickets.words import Status
from tests.notifications.fakes import ADDRESS, MARYAM, MOBILE, NUMBER, TALAL, World, bus_event, ticket
from tests.notifications.faulty import broken
from tests.notifications.tables import notifications_table
from tests.notifications.test_receipts import event, packed

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
        world.queue = queue = client("sqs").create_queue(QueueName="checks")["QueueUrl"]
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


def on_the_bus() -> dict[str, Any]:
    """Return an event as a rule puts it into a queue."""
    detail = msgspec.to_builtins(bus_event())
    return {"version": "0", "source": "nidaa.tickets", "detail-type": detail["type"], "detail": detail}


def texts() -> list[tuple[str, str]]:
    """Return the SMS that SNS took."""
    return [(to, text) for to, text in sns_backends["123456789012"]["eu-south-1"].sms_messages.values()]


def test_a_registration_on_the_bus_becomes_one_sms(world: World) -> None:
    answer = handlers.notifications_tell(queued(on_the_bus(), on_the_bus()), CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert texts() == [(MOBILE, "تم تسجيل شكواكم برقم \u200e260-123-456-785، وسنوافيكم بالرد.")]


def test_a_digest_on_the_bus_becomes_one_email_to_each_executive(world: World) -> None:
    world.lists.open = [ticket(status=Status.REFERRED, section="roads", due_at="2026-11-01T08:00:00.000Z")]
    detail = {
        "id": "digest-muni-20261122", "type": "digest.due", "body": "muni", "ticket": "", "sequence": "",
        "at": "2026-11-22T03:30:00.000Z", "by": "system", "correlation": "", "day": "2026-11-22",
    }  # fmt: skip
    word = {"version": "0", "source": "nidaa.tickets", "detail-type": "digest.due", "detail": detail}
    assert handlers.notifications_tell(queued(word, word), CONTEXT) == {"batchItemFailures": []}
    assert mails() == [TALAL.email]
    kept = DynamoMessages().get(Key("BODY#muni", "digest-muni-20261122", f"staff-{TALAL.id}", "email"))
    assert kept is not None
    assert kept.state == "sent"
    assert kept.event is not None
    assert kept.event.day == "2026-11-22"


def test_an_event_that_cannot_be_read_comes_again_and_the_others_go_on(world: World) -> None:
    answer = handlers.notifications_tell(queued({"detail": "?"}, on_the_bus()), CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
    assert len(texts()) == 1


def mails() -> list[str]:
    """Return the addressee of each e-mail that SES took (moto lists it from the call and from the headers)."""
    return [str(mail.destinations[0]) for mail in ses_backends["123456789012"]["eu-south-1"].sent_messages]


def checks_asked(world: World) -> list[dict[str, Any]]:
    """Take what was put into the queue of checks without a delay."""
    found: list[dict[str, Any]] = client("sqs").receive_message(QueueUrl=world.queue, MaxNumberOfMessages=10)[
        "Messages"
    ]
    return found


def test_dead_sns_keeps_the_message_waiting_and_when_it_lives_again_it_goes_out_once(world: World) -> None:
    with broken(impatient_client("sns"), "503", "unreachable", "throttle"):
        for _ in range(3):
            answer = handlers.notifications_tell(queued(on_the_bus()), CONTEXT)
            assert answer == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
    assert handlers.notifications_tell(queued(on_the_bus()), CONTEXT) == {"batchItemFailures": []}
    assert len(texts()) == 1


def test_an_answer_of_sns_that_never_came_leads_to_an_email_after_ten_minutes(world: World) -> None:
    with broken(impatient_client("sns"), "lost"):
        handlers.notifications_tell(queued(on_the_bus()), CONTEXT)
    world.clock.go(minutes=10)
    handlers.notifications_check(queued({"key": f"TICKET-{NUMBER}_E1_requester_sms"}), CONTEXT)
    assert (len(texts()), mails()) == (1, [ADDRESS])


def test_a_check_that_cannot_be_read_comes_again(world: World) -> None:
    answer = handlers.notifications_check(queued({"key": "?"}, {}), CONTEXT)
    assert answer["batchItemFailures"] == [{"itemIdentifier": "m-0"}, {"itemIdentifier": "m-1"}]


def test_a_code_that_was_asked_for_is_sent_and_never_logged(
    world: World, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    request = {"kind": "mobile", "value": MOBILE, "language": "en", "correlation": "r-1"}
    handlers.notifications_codes(queued(request, request), CONTEXT)
    assert texts() == [
        (MOBILE, "Your verification code is 493021, valid for 5 minutes. Do not share it with anyone.")
    ]  # fmt: skip
    written = "".join(capsys.readouterr()) + caplog.text
    assert not any(secret in written for secret in ("493021", MOBILE, MOBILE[1:]))


def test_a_receipt_in_the_log_of_sns_makes_the_message_delivered(world: World) -> None:
    handlers.notifications_tell(queued(on_the_bus()), CONTEXT)
    [provider] = sns_backends["123456789012"]["eu-south-1"].sms_messages
    line = {"notification": {"messageId": provider, "timestamp": "2026-11-22 08:00:01.000"}, "status": "SUCCESS"}
    handlers.notifications_receipts({"awslogs": {"data": packed(line)}}, CONTEXT)
    [message] = DynamoMessages().of_ticket(NUMBER)
    assert message.state == "delivered"


def test_a_receipt_that_came_before_its_message_comes_again_and_an_old_one_is_let_go(world: World) -> None:
    early = {"notification": {"messageId": "p-9", "timestamp": "2026-11-22 07:59:59.000"}, "status": "SUCCESS"}
    with pytest.raises(ReceiptTooEarly):
        handlers.notifications_receipts({"awslogs": {"data": packed(early)}}, CONTEXT)
    world.clock.go(minutes=20)
    handlers.notifications_receipts({"awslogs": {"data": packed(early)}}, CONTEXT)
    undated = {"notification": {"messageId": "p-9", "timestamp": "?"}, "status": "SUCCESS"}
    handlers.notifications_receipts({"awslogs": {"data": packed(undated)}}, CONTEXT)


def test_a_bounce_takes_the_next_way(world: World) -> None:
    world.asking(msgspec.structs.replace(MARYAM, preferred_channel="email"))
    handlers.notifications_tell(queued(on_the_bus()), CONTEXT)
    bounce = {**event("email_bounce")}
    bounce["mail"]["tags"]["message"] = [f"TICKET-{NUMBER}_E1_requester_email"]
    wrapped = {"Type": "Notification", "TopicArn": "arn", "Message": json.dumps(bounce)}
    assert handlers.notifications_receipts(queued(wrapped, {"eventType": "Open"}), CONTEXT) == {"batchItemFailures": []}
    asked = checks_asked(world)
    handlers.notifications_check(queued(*(json.loads(check["Body"]) for check in asked)), CONTEXT)
    states = {message.key.channel: message.state.value for message in DynamoMessages().of_ticket(NUMBER)}
    assert states == {"email": "fallen_back", "sms": "sent"}


def test_logs_name_ids_and_no_people(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with broken(impatient_client("sns"), "503"):
        handlers.notifications_tell(queued(on_the_bus()), CONTEXT)
    written = "".join(capsys.readouterr())
    assert not any(word in written for word in (MOBILE[1:], ADDRESS, "مريم", "شكواكم"))


def test_the_four_functions_are_registered_under_their_names() -> None:
    names = {function.name for function in app.pure_lambda_functions}
    assert names >= {f"notifications-{name}" for name in ("tell", "codes", "check", "receipts")}


def test_the_api_starts_without_what_only_notifications_need() -> None:
    late = [f"chalicelib.notifications.{module}" for module in ("inbox", "wording", "actions", "senders", "mail")]
    code = f"import app, sys; print([module for module in sys.modules if module in {late}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
