"""Whatever breaks on the way to the table, each contact and each figure is kept once."""

from collections import Counter
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from hypothesis import HealthCheck, given, settings
from pynamodb.exceptions import PynamoDBException

from chalicelib.contacts.figure_store import DynamoFigures
from chalicelib.contacts.figures import recounted
from chalicelib.contacts.store import DynamoContacts
from chalicelib.shared.errors import NidaaError
from tests.contacts.days import BODY, a_day
from tests.contacts.tables import contacts_table
from tests.contacts.taken import ZONE, Taking
from tests.faults import faults, plans

BROKEN = (NidaaError, PynamoDBException, ClientError, BotoCoreError)


def delivered(taking: Taking, kind: str, told: Any, plan: list[str]) -> None:
    """Deliver until it is taken, as a stream and a queue do."""
    for _ in range(12):
        try:
            with faults(plan):
                taking.deliver(kind, told)
        except BROKEN:
            plan = plan[3:]
            continue
        return
    pytest.fail("it was never taken")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(plans, plans)
def test_a_fault_between_any_two_calls_neither_loses_nor_doubles(first: list[str], second: list[str]) -> None:
    queued = [one for one in a_day().records if one["Queue"]][:2]
    ids = {one["ContactId"] for one in queued}
    events = [one for one in a_day().events if one["contactId"] in ids]
    with contacts_table():
        taking = Taking(contacts=DynamoContacts())
        taking.know(a_day())
        for record, plan in zip(queued, (first, second), strict=True):
            for event in events[:3]:
                delivered(taking, "event", event, list(plan))
            delivered(taking, "record", record, list(plan))
            delivered(taking, "record", record, list(reversed(plan)))
        kept = [contact for id in ids if (contact := taking.contacts.get(id))]
        assert len(kept) == 2
        found: dict[Any, Counter[str]] = {}
        for cell, counted in DynamoFigures().between(BODY, "2000-01-01", "2100-01-01").items():
            found.setdefault(cell, Counter()).update({name: n for name, n in counted.items() if n})
        assert {cell: dict(counted) for cell, counted in found.items()} == recounted(kept, ZONE)
