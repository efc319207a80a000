"""What carriers say, in the forms that AWS documents; and what is no receipt."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notifications.message import Key
from chalicelib.notifications.receipts import NoReceipt, email_receipt, sms_receipts
from tests.notifications.fakes import NUMBER

EVENTS = Path(__file__).parent / "events"
KEY = Key(f"TICKET#{NUMBER}", "01JEVENT", "requester", "email")


def event(name: str) -> Any:
    """Return an event as AWS documents it."""
    return json.loads((EVENTS / f"{name}.json").read_text())


def packed(*lines: Any, kind: str = "DATA_MESSAGE") -> str:
    """Return what a subscription to a log sends."""
    events = [{"id": str(i), "timestamp": 0, "message": line if isinstance(line, str) else json.dumps(line)}
              for i, line in enumerate(lines)]  # fmt: skip
    record = {
        "messageType": kind,
        "logGroup": "sns/eu-south-1/000000000000/DirectPublishToPhoneNumber",
        "logEvents": events,
    }
    return base64.b64encode(gzip.compress(json.dumps(record).encode())).decode()


def test_a_delivered_sms_is_read_from_the_delivery_log() -> None:
    [receipt] = sms_receipts(packed(event("sms_success")))
    assert (receipt.delivered, receipt.provider) == (True, "34d9b400-c6dd-5444-820d-fbeb0f1f54cf")


def test_a_failed_sms_says_why() -> None:
    [receipt] = sms_receipts(packed(event("sms_failure")))
    assert (receipt.delivered, receipt.reason) == (False, "Unknown error attempting to reach phone")


def test_lines_that_are_no_receipts_are_passed_over() -> None:
    lines = ("not json", "[]", {"status": "SUCCESS"}, {"notification": {"messageId": "m"}, "status": "MAYBE"})
    assert [receipt.delivered for receipt in sms_receipts(packed(*lines, event("sms_success")))] == [True]


def test_a_control_message_of_the_log_is_no_receipt() -> None:
    assert list(sms_receipts(packed(event("sms_success"), kind="CONTROL_MESSAGE"))) == []


@pytest.mark.parametrize("raw", ["", "%%%", base64.b64encode(b"plain").decode(), packed()[:-20]])
def test_what_cannot_be_unpacked_is_refused(raw: str) -> None:
    with pytest.raises(NoReceipt):
        list(sms_receipts(raw))


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_delivered_email_is_known_by_the_tag_that_we_gave_along(wrapped: bool) -> None:
    said = json.dumps(event("email_delivery"))
    receipt = email_receipt(
        json.dumps({"Type": "Notification", "TopicArn": "arn", "Message": said}) if wrapped else said
    )
    assert receipt is not None
    assert (receipt.delivered, receipt.key) == (True, KEY)


def test_a_bounce_says_of_which_kind_it_is() -> None:
    receipt = email_receipt(json.dumps(event("email_bounce")))
    assert receipt is not None
    assert (receipt.delivered, receipt.reason) == (False, "bounce-permanent-general")


@pytest.mark.parametrize("kind", ["Reject", "Rendering Failure"])
def test_what_ses_did_not_send_failed(kind: str) -> None:
    receipt = email_receipt(json.dumps({**event("email_delivery"), "eventType": kind}))
    assert receipt is not None
    assert receipt.reason == "rejected"


@pytest.mark.parametrize("kind", ["Send", "Open", "Click", "DeliveryDelay", "Complaint", ""])
def test_what_decides_nothing_is_no_receipt(kind: str) -> None:
    assert email_receipt(json.dumps({**event("email_delivery"), "eventType": kind})) is None


@pytest.mark.parametrize("body", ["", "null", "[]", "{", '"x"', "\ud800"])
def test_a_body_that_is_no_object_is_refused(body: str) -> None:
    with pytest.raises(NoReceipt):
        email_receipt(body)


@pytest.mark.parametrize("tag", ["", "x", "a_b_c", "_E1_requester_email", "a__c_d"])
def test_a_tag_that_is_not_ours_is_no_key(tag: str) -> None:
    assert Key.read(tag) is None


NAMES = ("mail", "tags", "message", "bounce", "eventType", "Message", "TopicArn", "notification", "status", "messageId")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
)


@given(JSON)
def test_hostile_receipts_are_refused_or_passed_over_never_a_crash(body: Any) -> None:
    for said in (
        body,
        {"eventType": "Delivery", "mail": body},
        {"eventType": "Bounce", "bounce": body, "mail": {"tags": body}},
    ):
        try:
            email_receipt(json.dumps(said))
            list(sms_receipts(packed(said, {"notification": said, "delivery": said, "status": "SUCCESS"})))
        except NoReceipt:
            pass
