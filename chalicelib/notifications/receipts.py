"""Read what carriers say of messages: SNS's delivery log for SMS, SES's events for e-mail; all of it hostile input."""

import base64
import zlib
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from chalicelib.notifications.actions import Receipt
from chalicelib.notifications.message import Key

T = TypeVar("T")
# A line of the log is some 600 bytes and a record 1 MB at most before it is unpacked: more than this is an attack.
_MOST = 32 * 1024 * 1024
_LONGEST_REASON = 120


class NoReceipt(ValueError):
    """What came is no receipt, nor anything else that a carrier sends."""


class _LogEvent(msgspec.Struct, frozen=True):
    message: str = ""


class _LogRecord(msgspec.Struct, frozen=True, rename="camel"):
    message_type: str = ""
    log_events: list[_LogEvent] = []


class _Notification(msgspec.Struct, frozen=True, rename="camel"):
    message_id: str
    timestamp: str = ""


class _SmsDelivery(msgspec.Struct, frozen=True, rename="camel"):
    provider_response: str = ""


class _SmsLine(msgspec.Struct, frozen=True):
    notification: _Notification
    status: str
    delivery: _SmsDelivery = _SmsDelivery()


class _Mail(msgspec.Struct, frozen=True, rename="camel"):
    timestamp: str = ""
    message_id: str = ""
    tags: dict[str, list[str]] = {}


class _Bounce(msgspec.Struct, frozen=True, rename="camel"):
    bounce_type: str = ""
    bounce_sub_type: str = ""


class _EmailEvent(msgspec.Struct, frozen=True, rename="camel"):
    event_type: str = ""
    mail: _Mail = _Mail()
    bounce: _Bounce = _Bounce()


class _FromTopic(msgspec.Struct, frozen=True, rename="pascal"):
    message: str = ""
    topic_arn: str = ""


def sms_receipts(awslogs: str) -> Iterator[Receipt]:
    """Yield the receipts in a record of a CloudWatch Logs subscription (base64, gzip).

    Source: "Viewing Amazon CloudWatch metrics and logs for SMS deliveries", SNS developer guide.

    :raises NoReceipt: if the record cannot be read
    """
    record = _read(_unpacked(awslogs), _LogRecord)
    if record.message_type == "DATA_MESSAGE":
        found = (_sms_receipt(line.message) for line in record.log_events)
        yield from (receipt for receipt in found if receipt)


def email_receipt(body: str) -> Receipt | None:
    """Return the receipt in an SES event, wrapped by SNS or not; None for an event that says nothing of arrival.

    Source: "Contents of event data that Amazon SES publishes to Amazon SNS", SES developer guide.

    :raises NoReceipt: if the body cannot be read
    """
    wrapped = _read(body, _FromTopic)
    event = _read(wrapped.message if wrapped.topic_arn else body, _EmailEvent)
    reason = _email_reason(event)
    if reason is None:
        return None
    tags = event.mail.tags.get("message", [])
    return Receipt(
        delivered=not reason, at=event.mail.timestamp, provider=event.mail.message_id,
        key=Key.read(tags[0]) if tags else None, reason=reason,
    )  # fmt: skip


def _email_reason(event: _EmailEvent) -> str | None:
    """Return "" for an arrival, why it failed, or None for an event that decides nothing (sent, opened, delayed)."""
    if event.event_type == "Delivery":
        return ""
    if event.event_type == "Bounce":
        return f"bounce-{event.bounce.bounce_type}-{event.bounce.bounce_sub_type}".lower()[:_LONGEST_REASON]
    return "rejected" if event.event_type in ("Reject", "Rendering Failure") else None


def _sms_receipt(line: str) -> Receipt | None:
    try:
        logged = _read(line, _SmsLine)
    except NoReceipt:
        return None
    if logged.status not in ("SUCCESS", "FAILURE"):
        return None
    return Receipt(
        delivered=logged.status == "SUCCESS", at=logged.notification.timestamp,
        provider=logged.notification.message_id, reason=logged.delivery.provider_response[:_LONGEST_REASON],
    )  # fmt: skip


def _unpacked(awslogs: str) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(base64.b64decode(awslogs), _MOST)
    except (ValueError, zlib.error) as error:
        raise NoReceipt(str(error)) from None


def _read(text: str | bytes, into: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=into)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NoReceipt(str(error)) from None
