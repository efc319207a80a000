"""What a ticket costs DynamoDB, counted from the transactions that are really written (the budgets are quality's)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bench.lab import CONTEXT, DESCRIPTION, Lab, complaint, fresh, lab, request, sub_of, tables
from bench.meter import Call, Meter, metered
from bench.units import key_indexes

MOST_CALLS = 15
MOST_UNITS = 64
MOST_BYTES = 2048
AGENT, DISTRIBUTOR, OFFICER, FOLLOW_UP = (
    sub_of(name) for name in ("agent.salma", "distributor.maryam", "officer.nasser", "followup.noora")
)
LIFE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (AGENT, "classify", {"in_jurisdiction": True, "object": "service", "complexity": "routine"}),
    (DISTRIBUTOR, "refer", {"section": "roads-coast"}),
    (OFFICER, "start", {}),
    (OFFICER, "answer", {"text": "رُدمت الحفرة وسُويت الطبقة الإسفلتية.", "verification": "confirmed"}),
    (DISTRIBUTOR, "inform", {"method": "phone", "reached": True}),
    (DISTRIBUTOR, "resolve", {"outcome": "solved", "message": "رُدمت الحفرة أمام المدرسة، شكرا لبلاغكم."}),
    (FOLLOW_UP, "measure", {"score": 4, "reason": "سرعة الاستجابة"}),
    (DISTRIBUTOR, "close", {"root_cause": "below_level"}),
)


@pytest.fixture(scope="module")
def service() -> Iterator[Lab]:
    with lab() as made, fresh():
        yield made


@pytest.fixture(scope="module")
def meter(service: Lab) -> Iterator[Meter]:
    with metered({name: key_indexes(table) for name, table in tables().items()}) as counting:
        send("POST", "/v1/public/tickets", complaint("+96892000099"), Idempotency_Key="to-warm-the-cache")
        for sub in (AGENT, DISTRIBUTOR, OFFICER, FOLLOW_UP):
            send("GET", "/v1/me", sub=sub)
        yield counting


def send(method: str, resource: str, body: Any = None, **rest: Any) -> Any:
    from app import app

    answer = app(request(method, resource, body, **rest), CONTEXT)
    assert answer["statusCode"] in (200, 201), answer["body"]
    return json.loads(answer["body"])


def registered(key: str, mobile: str) -> str:
    number: str = send("POST", "/v1/public/tickets", complaint(mobile), Idempotency_Key=key)["number"]
    return number


def lived(number: str) -> int:
    """Do everything to a ticket that is done to one; return how many calls of the API it took."""
    version = 1
    for sub, action, said in LIFE:
        version = send(
            "POST", f"/v1/tickets/{{number}}/actions/{action}", said, sub=sub, parts={"number": number},
            Idempotency_Key=f"{number}-{action}-once", If_Match=str(version),
        )["version"]  # fmt: skip
    return len(LIFE)


def test_a_registration_is_one_transaction_and_nothing_else(meter: Meter) -> None:
    meter.take()
    registered("key-of-one-registration", "+96892000001")
    assert meter.names() == {"dynamodb.TransactWriteItems": 1}


def test_a_standard_arabic_body_is_kept_in_two_kilobytes(meter: Meter) -> None:
    assert len(DESCRIPTION) > 300
    meter.take()
    registered("key-of-a-standard-body", "+96892000002")
    (call,) = meter.take()
    assert call.bytes_written <= MOST_BYTES, told([call])


def test_a_tickets_whole_life_stays_within_its_calls_and_write_units(meter: Meter) -> None:
    meter.take()
    number = registered("key-of-a-whole-life", "+96892000003")
    assert 1 + lived(number) <= MOST_CALLS
    calls = meter.take()
    assert sum(call.write_units for call in calls) <= MOST_UNITS, told(calls)


def told(calls: list[Call]) -> str:
    """Return what each write cost, for whoever made it dearer."""
    from bench.units import item_size

    return "\n".join(
        f"{call.operation}: {call.write_units} units, "
        + ", ".join(f"{item['sk']['S'].split('#')[0]} {item_size(item)} bytes" for item in call.written)
        for call in calls
        if call.write_units
    )
