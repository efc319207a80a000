"""Read what carriers say of messages: SNS's delivery log for SMS, SES's events for e-mail; all of it hostile input."""

import base64
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib.notifications.actions import Receipt
from chalicelib.notifications.message import Key

# A receipt log line is some 600 bytes; a subscription's record is at most 1 MB compressed.
_MOST = 32 * 1024 * 1024


class NoReceipt(ValueError):
    """What came is no receipt, nor anything else that a carrier sends."""


def sms_receipts(awslogs: str) -> Iterator[Receipt]:
    """Yield the receipts in a record of a CloudWatch Logs subscription (base64, gzip).

    Source: "Viewing Amazon CloudWatch metrics and logs for SMS deliveries", SNS developer guide.

    :raises NoReceipt: if the record cannot be read
    """
    record = _unpacked(awslogs)
    if record.get("messageType") != "DATA_MESSAGE":
        return
    for line in record.get("logEvents", ()):
        if receipt := _sms_receipt(str(line.get("message", ""))):
            yield receipt


def email_receipt(body: str) -> Receipt | None:
    """Return the receipt in an SES event, wrapped by SNS or not; None for an event that says nothing of arrival.

    Source: "Contents of event data that Amazon SES publishes to Amazon SNS", SES developer guide.

    :raises NoReceipt: if the body cannot be read
    """
    event = _object(body)
    if isinstance(event.get("Message"), str) and "TopicArn" in event:
        event = _object(event["Message"])
    kind = str(event.get("eventType") or event.get("notificationType") or "")
    reason = _email_reason(kind, event)
    if reason is None:
        return None
    mail = event.get("mail") or {}
    tags = (mail.get("tags") or {}).get("message") or [""]
    return Receipt(
        delivered=not reason, at=str(mail.get("timestamp", "")), provider=str(mail.get("messageId", "")),
        key=Key.read(str(tags[0])), reason=reason,
    )  # fmt: skip


def _email_reason(kind: str, event: dict[str, Any]) -> str | None:
    """Return "" for an arrival, why it failed, or None for an event that decides nothing (sent, opened, delayed)."""
    if kind == "Delivery":
        return ""
    if kind == "Bounce":
        bounce = event.get("bounce") or {}
        return f"bounce-{bounce.get('bounceType', '')}-{bounce.get('bounceSubType', '')}".lower()
    return "rejected" if kind in ("Reject", "Rendering Failure") else None


def _sms_receipt(line: str) -> Receipt | None:
    try:
        logged = _object(line)
    except NoReceipt:
        return None
    notification, delivery = logged.get("notification") or {}, logged.get("delivery") or {}
    if not notification.get("messageId") or logged.get("status") not in ("SUCCESS", "FAILURE"):
        return None
    return Receipt(
        delivered=logged["status"] == "SUCCESS", at=str(notification.get("timestamp", "")),
        provider=str(notification["messageId"]), reason=str(delivery.get("providerResponse", ""))[:120],
    )  # fmt: skip


def _unpacked(awslogs: str) -> dict[str, Any]:
    try:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return _object(unpacker.decompress(base64.b64decode(awslogs), _MOST))
    except (ValueError, zlib.error) as error:
        raise NoReceipt(str(error)) from None


def _object(text: str | bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoReceipt(str(error)) from None
    if not isinstance(found, dict):
        raise NoReceipt("no object")
    return found
