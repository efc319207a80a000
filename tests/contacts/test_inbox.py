"""Batches as Lambda gets them: each record alone, those that fail come again."""

import base64
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.contacts import handlers
from chalicelib.contacts.presence import PresenceStatus
from tests.contacts.days import a_day
from tests.contacts.taken import Taking

CONTEXT = SimpleNamespace(
    function_name="nidaa-test-contacts-records", memory_limit_in_mb=512, aws_request_id="1",
    invoked_function_arn="arn:aws:lambda:eu-south-1:000000000000:function:f", get_remaining_time_in_millis=lambda: 9,
)  # fmt: skip


@pytest.fixture
def taking() -> Iterator[Taking]:
    made = Taking()
    made.know(a_day())
    with wiring.using(taking=made.context):
        yield made


def kinesis(*records: Any) -> dict[str, Any]:
    return {"Records": [
        {"eventID": f"shard:{place}", "eventSource": "aws:kinesis", "kinesis": {
            "sequenceNumber": str(place + 1), "partitionKey": "k",
            "data": base64.b64encode(one if isinstance(one, bytes) else json.dumps(one).encode()).decode(),
        }}
        for place, one in enumerate(records)
    ]}  # fmt: skip


def sqs(*details: Any) -> dict[str, Any]:
    return {"Records": [
        {"messageId": f"m{place}", "eventSource": "aws:sqs", "body": json.dumps({"detail": one})}
        for place, one in enumerate(details)
    ]}  # fmt: skip


def test_records_are_taken_in_and_those_that_fail_are_named(taking: Taking) -> None:
    answer = handlers.contacts_records(kinesis(*a_day().records[:2], b"no record", a_day().records[3]), CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "3"}]}
    assert set(taking.contacts.kept) == {a_day().records[place]["ContactId"] for place in (0, 1, 3)}
    assert [one.id for one in taking.followed] == [a_day().records[place]["ContactId"] for place in (0, 1, 3)]


def test_a_record_that_the_bus_did_not_take_comes_again_and_is_counted_once(taking: Taking) -> None:
    taking.bus.refuses = 1
    batch = kinesis(a_day().records[0])
    assert handlers.contacts_records(batch, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert handlers.contacts_records(batch, CONTEXT) == {"batchItemFailures": []}
    assert taking.contacts.saves == 1
    assert "contact.ended" in taking.bus.types()


def test_what_tells_that_somebody_is_still_there_is_no_change_of_status(taking: Taking) -> None:
    first = a_day().agents[0]
    later = {**first, "EventType": "HEART_BEAT", "EventTimestamp": "2099-01-01T00:00:00.000Z"}
    assert handlers.contacts_agents(kinesis(first, later), CONTEXT) == {"batchItemFailures": []}
    (noted,) = taking.contacts.noted.values()
    assert len(noted) == 1


def test_agents_are_told_of_in_the_order_of_the_stream(taking: Taking) -> None:
    assert handlers.contacts_agents(kinesis(*a_day().agents), CONTEXT) == {"batchItemFailures": []}
    last = {one["CurrentAgentSnapshot"]["Configuration"]["Username"]: one for one in a_day().agents}
    for username, event in last.items():
        kept = taking.contacts.present[username]
        assert kept.status is PresenceStatus.AVAILABLE
        assert len(kept.contacts) == len(event["CurrentAgentSnapshot"]["Contacts"])
        assert [change.status for _, change in sorted(taking.contacts.noted[username].items())][-1] is kept.status


def test_events_are_taken_in_from_the_queue(taking: Taking) -> None:
    told = a_day().events[:6]
    assert handlers.contacts_events(sqs(*told, {"eventType": "QUEUED"}), CONTEXT) == {
        "batchItemFailures": [{"itemIdentifier": "m6"}]
    }
    assert set(taking.contacts.kept) == {one["contactId"] for one in told}
