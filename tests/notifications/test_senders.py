"""What SNS, SES and SQS are told, and what their answers mean."""

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from chalicelib.notifications.context import Accepted, Busy, NoAnswer, Refused
from chalicelib.notifications.message import Key
from chalicelib.notifications.senders import SesEmail, SnsSms, SqsChecks
from chalicelib.notifications.text import Text
from chalicelib.shared.aws import client, impatient_client
from tests.notifications.fakes import ADDRESS, MOBILE, NUMBER, FakeClock
from tests.notifications.faulty import broken
from tests.notifications.tables import notifications_table

KEY = Key(f"TICKET#{NUMBER}", "E1", "requester", "email")
TEXT = Text(opening="تم تسجيل شكواكم.", language="ar", subject="شكواكم", sender="بلدية المدينة", number=NUMBER)
SENDER = "no-reply@nidaa.example"


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    with notifications_table():
        client("sesv2").create_email_identity(EmailIdentity=SENDER)
        yield


@pytest.fixture
def sms() -> SnsSms:
    return SnsSms(lambda: impatient_client("sns"), "Nidaa")


@pytest.fixture
def email() -> SesEmail:
    return SesEmail(lambda: impatient_client("sesv2"), SENDER, FakeClock())


def texts() -> int:
    return len(sns_backends["123456789012"]["eu-south-1"].sms_messages)


def test_an_sms_is_given_to_sns_under_its_id(sms: SnsSms) -> None:
    answer = sms.send(MOBILE, TEXT, KEY)
    assert isinstance(answer, Accepted)
    assert sns_backends["123456789012"]["eu-south-1"].sms_messages == {answer.provider: (MOBILE, TEXT.opening)}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("throttle", Busy("Throttling")), ("500", Busy("InternalError")), ("503", Busy("ServiceUnavailable")),
        ("denied", Busy("AuthorizationError")), ("unreachable", Busy("ConnectTimeoutError")),
        ("invalid", Refused("InvalidParameter")), ("504", NoAnswer("http-504")),
        ("timeout", NoAnswer("ReadTimeoutError")), ("lost", NoAnswer("ReadTimeoutError")),
    ],
)  # fmt: skip
def test_what_breaks_at_sns_is_told_apart_and_never_repeated_by_the_sdk(
    sms: SnsSms, fault: str, expected: object
) -> None:
    with broken(impatient_client("sns"), fault) as calls:
        assert sms.send(MOBILE, TEXT, KEY) == expected
    assert calls == [fault]
    assert texts() == (1 if fault == "lost" else 0)


def test_an_email_is_given_to_ses_with_its_key_as_a_tag(email: SesEmail) -> None:
    called: list[dict[str, object]] = []
    impatient_client("sesv2").meta.events.register(
        "provide-client-params.sesv2.SendEmail", lambda params, **_: called.append(params)
    )
    assert isinstance(email.send(ADDRESS, TEXT, KEY), Accepted)
    assert called[0]["EmailTags"] == [{"Name": "message", "Value": f"TICKET-{NUMBER}_E1_requester_email"}]
    [sent] = ses_backends["123456789012"]["eu-south-1"].sent_messages
    assert message_from_bytes(sent.raw_data.encode(), policy=default)["Subject"] == "شكواكم"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("rejected", Refused("MessageRejected")), ("paused", Busy("SendingPausedException")),
        ("throttle", Busy("Throttling")), ("lost", NoAnswer("ReadTimeoutError")),
    ],
)  # fmt: skip
def test_what_breaks_at_ses_is_told_apart(email: SesEmail, fault: str, expected: object) -> None:
    with broken(impatient_client("sesv2"), fault):
        assert email.send(ADDRESS, TEXT, KEY) == expected


def test_a_sender_that_is_not_verified_yet_is_ours_to_mend_so_the_message_waits(email: SesEmail) -> None:
    with broken(impatient_client("sesv2"), "rejected", message="Email address is not verified."):
        assert email.send(ADDRESS, TEXT, KEY) == Busy("MessageRejected")


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: victim@c.example", "nobody", "", "a b@c.example"])
def test_what_is_no_address_is_refused_before_ses_is_called(email: SesEmail, address: str) -> None:
    assert email.send(address, TEXT, KEY) == Refused("InvalidAddress")


def test_a_text_that_the_sdk_refuses_is_refused(sms: SnsSms) -> None:
    assert sms.send(None, TEXT, KEY) == Refused("ParamValidationError")  # type: ignore[arg-type]


def test_a_check_arrives_after_its_own_delay() -> None:
    queue = client("sqs").create_queue(QueueName="checks")["QueueUrl"]
    SqsChecks(lambda: client("sqs"), queue).later(KEY, 0)
    [message] = client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert Key.read(json.loads(message["Body"])["key"]) == KEY
