"""Messages of the workflows, taken in one by one; those that fail come again.

A message names a step that is due (of a ticket, or a body's digest), or tickets whose clocks must be counted again.
"""

from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib import wiring
from chalicelib.shared import observability
from chalicelib.shared.batches import each
from chalicelib.tickets import digests, promises
from chalicelib.tickets.promises import Why


class _Asked(msgspec.Struct, frozen=True):
    """A step by the key of what it is of (`TICKET#...` or `BODY#...`), or tickets by their keys and the cause."""

    pk: str = ""
    timer: str = ""
    why: Why | None = None
    tickets: tuple[str, ...] = ()


def take(event: dict[str, Any], context: Any) -> Any:
    """Take a batch of messages; answer which are to come again."""
    observability.count("StepsAskedFor", len(event["Records"]))
    return each(event, context, _take, EventType.SQS)


def _take(record: SQSRecord) -> None:
    asked = msgspec.json.decode(record.body, type=_Asked)
    if asked.why:
        _recalculate(asked.why, asked.tickets)
        return
    kind, _, code = asked.pk.partition("#")
    if kind == "BODY":
        digests.send(wiring.digests(), code, asked.timer)
    else:
        promises.keep(wiring.promises(), code, asked.timer)


def _recalculate(why: Why, tickets: tuple[str, ...]) -> None:
    recent = wiring.organisations().recent
    if recent.body(why.body).version < why.version:
        recent.forget(why.body)
    for key in tickets:
        promises.recalculate(wiring.promises(), why, key.removeprefix("TICKET#"))
