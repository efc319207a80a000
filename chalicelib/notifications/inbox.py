"""What the functions take in, record by record: events from the bus, asked codes and checks, carriers' receipts."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib import wiring
from chalicelib.notifications import actions
from chalicelib.notifications.actions import CodeRequest, Receipt
from chalicelib.notifications.message import ComesAgain, Key
from chalicelib.notifications.notice import BusEvent
from chalicelib.notifications.receipts import NoReceipt, email_receipt, sms_receipts
from chalicelib.shared.batches import each
from chalicelib.shared.clock import from_iso
from chalicelib.shared.observability import count, logger

# A receipt may overtake what we keep of its message; one that is older than this is of nobody's message.
_EARLY_SECONDS = 900


class _Envelope(msgspec.Struct, frozen=True):
    """An EventBridge event, as a rule puts it into a queue."""

    detail: BusEvent


class _CheckRequest(msgspec.Struct, frozen=True):
    key: str


class ReceiptTooEarly(ComesAgain):
    """A receipt of a message that we do not know yet; it comes again."""


def tell(event: dict[str, Any], context: Any) -> Any:
    """Take events that a rule of the bus put into the queue."""
    return _each("NoticesAskedFor", event, _tell, context)


def codes(event: dict[str, Any], context: Any) -> Any:
    """Take requests for one-time codes."""
    return _each("CodesAskedFor", event, _code, context)


def check(event: dict[str, Any], context: Any) -> Any:
    """Take messages that should be looked at again."""
    return _each("ChecksAskedFor", event, _check, context)


def receipts(event: dict[str, Any], context: Any) -> Any:
    """Take receipts: SES's from a queue, SNS's from a subscription to its delivery log."""
    if "awslogs" in event:
        return _log(event["awslogs"]["data"])
    return _each("ReceiptsRead", event, _email_receipt, context)


def _each(what: str, event: dict[str, Any], handle: Callable[[SQSRecord], None], context: Any) -> Any:
    """Handle each record of a queue by itself; those that fail come again, then stand in the dead-letter queue."""
    count(what, len(event["Records"]))
    return each(event, context, handle, EventType.SQS)


def _tell(record: SQSRecord) -> None:
    event = msgspec.json.decode(record.body, type=_Envelope).detail
    logger.append_keys(correlation_id=event.correlation, event_id=event.id)
    actions.tell(wiring.notifications(), event)


def _code(record: SQSRecord) -> None:
    request = msgspec.json.decode(record.body, type=CodeRequest)
    logger.append_keys(correlation_id=request.correlation)
    actions.send_code(wiring.notifications(), request, delivery=record.message_id)


def _check(record: SQSRecord) -> None:
    key = Key.read(msgspec.json.decode(record.body, type=_CheckRequest).key)
    if key is None:
        raise NoReceipt("no message has such a key")
    actions.check(wiring.notifications(), key)


def _email_receipt(record: SQSRecord) -> None:
    if receipt := email_receipt(record.body):
        _keep(receipt)


def _log(packed: str) -> None:
    """Keep every receipt of a log record; if one came too early, all come again."""
    early: ReceiptTooEarly | None = None
    found = list(sms_receipts(packed))
    count("ReceiptsRead", len(found))
    for receipt in found:
        try:
            _keep(receipt)
        except ReceiptTooEarly as error:
            early = error
    if early:
        raise early


def _keep(receipt: Receipt) -> None:
    context = wiring.notifications()
    if actions.receive(context, receipt):
        return
    if _age(receipt) < _EARLY_SECONDS:
        raise ReceiptTooEarly
    count("ReceiptOfNobody")


def _age(receipt: Receipt) -> float:
    """Return the seconds since a message was sent; SNS writes the time without its zone, which is UTC."""
    try:
        sent = from_iso(receipt.at)
    except ValueError:
        return _EARLY_SECONDS
    return (wiring.clock()() - (sent if sent.tzinfo else sent.replace(tzinfo=UTC))).total_seconds()
