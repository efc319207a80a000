"""Events from the bus, as a rule puts them into a queue, taken in one by one; those that fail come again.

What is read later is written here: the counts, and at a ticket's beginning the entries of its requester's name.
"""

from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib import wiring
from chalicelib.shared import observability
from chalicelib.shared.batches import each
from chalicelib.tickets.counts import settle
from chalicelib.tickets.named import enter

# A ticket begins by one of these.
BEGINNINGS = frozenset({"ticket.registered", "ticket.imported"})
# What moves no ticket from one count to another; the rule that fills the queue keeps it back (infra/tickets.yaml).
UNCOUNTED = frozenset(
    f"ticket.{type}"
    for type in (
        "appeal_waiting", "attached", "closing_announced", "escalated", "limit_reached", "measured", "noted",
        "reminded", "waiting_expired", "waiting_reminded",
    )
)  # fmt: skip


class _Happened(msgspec.Struct):
    """What is read of an event: whose, and which; the ticket itself says the rest."""

    ticket: str
    type: str


class _Envelope(msgspec.Struct):
    detail: _Happened


def count(event: dict[str, Any], context: Any) -> Any:
    """Settle the ticket of each event in a batch; answer which are to come again."""
    observability.count("EventsCounted", len(event["Records"]))
    return each(event, context, _count, EventType.SQS)


def _count(record: SQSRecord) -> None:
    happened = msgspec.json.decode(record.body, type=_Envelope).detail
    settle(wiring.counting(), happened.ticket)
    if happened.type in BEGINNINGS:
        acting = wiring.tickets()
        enter(acting.tickets, wiring.names(), acting.secret, happened.ticket)
