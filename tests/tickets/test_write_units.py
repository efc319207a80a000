"""What a ticket costs DynamoDB, counted from the transactions that are really written (the budgets are quality's)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bench.lab import CONTEXT, DESCRIPTION, Lab, at_work, complaint, fresh, lab, request, sub_of, tables
from bench.meter import Call, Meter, metered
from bench.units import item_size, key_indexes
from chalicelib import wiring

MOST_CALLS = 15
# Of the ticket itself, with giving it to an officer; what its promises add is paid from their budget (bench/).
MOST_UNITS = 64
MOST_CLOCK_UNITS = 18
MOST_BYTES, MOST_BYTES_OF_CLOCKS = 2048, 512
UNIT = 1024
AGENT, DISTRIBUTOR, OFFICER, FOLLOW_UP = (
    sub_of(name) for name in ("agent.salma", "distributor.maryam", "officer.nasser", "followup.noora")
)
OTHER_DISTRIBUTOR, OTHER_OFFICER = sub_of("distributor.said"), sub_of("officer.thuraya")
ANEW = {DISTRIBUTOR: OTHER_DISTRIBUTOR, OFFICER: OTHER_OFFICER}
Step = tuple[str, str, dict[str, Any]]
LIFE: tuple[Step, ...] = (
    (AGENT, "classify", {"in_jurisdiction": True, "object": "service", "complexity": "routine"}),
    (DISTRIBUTOR, "refer", {"section": "roads-inland"}),
    (OFFICER, "start", {}),
    (OFFICER, "answer", {"text": "رُدمت الحفرة وسُويت الطبقة الإسفلتية.", "verification": "confirmed"}),
    (DISTRIBUTOR, "inform", {"method": "phone", "reached": True}),
    (DISTRIBUTOR, "resolve", {"outcome": "solved", "message": "رُدمت الحفرة أمام المدرسة، شكرا لبلاغكم."}),
    (FOLLOW_UP, "measure", {"score": 4, "reason": "سرعة الاستجابة"}),
    (DISTRIBUTOR, "close", {"root_cause": "below_level"}),
)
# As long as a ticket gets: delayed, reopened with somebody else, and all of it again.
LONG_LIFE: tuple[Step, ...] = (
    *LIFE[:3],
    (OFFICER, "delay", {"reason": "ننتظر المعدات.", "expected_by": "2027-12-30"}),
    *LIFE[3:6],
    (FOLLOW_UP, "measure", {"score": 1, "reason": "عادت الحفرة", "reopen": True}),
    (OTHER_DISTRIBUTOR, "refer", {"section": "gardens"}),
    (OTHER_OFFICER, "start", {}),
    *((ANEW.get(who, who), did, said) for who, did, said in LIFE[3:]),
)


@pytest.fixture(scope="module")
def service() -> Iterator[Lab]:
    morning = at_work()
    with lab() as made, fresh(), wiring.using(clock=lambda: morning):
        yield made


@pytest.fixture(scope="module")
def meter(service: Lab) -> Iterator[Meter]:
    with metered({name: key_indexes(table) for name, table in tables().items()}) as counting:
        send("POST", "/v1/public/tickets", complaint("+96892000099"), Idempotency_Key="to-warm-the-cache")
        for sub in (AGENT, DISTRIBUTOR, OTHER_DISTRIBUTOR, OFFICER, OTHER_OFFICER, FOLLOW_UP):
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


def lived(number: str, life: tuple[Step, ...] = LIFE) -> int:
    """Do everything to a ticket that is done to one; return how many calls of the API it took."""
    version = 1
    for turn, (sub, action, said) in enumerate(life):
        version = send(
            "POST", f"/v1/tickets/{{number}}/actions/{action}", said, sub=sub, parts={"number": number},
            Idempotency_Key=f"{number}-{action}-{turn}-once", If_Match=str(version),
        )["version"]  # fmt: skip
    return len(life)


def test_a_registration_is_one_transaction_and_nothing_else(meter: Meter) -> None:
    meter.take()
    registered("key-of-one-registration", "+96892000001")
    assert meter.names() == {"dynamodb.TransactWriteItems": 1}


def test_a_standard_arabic_body_is_kept_in_two_kilobytes(meter: Meter) -> None:
    assert len(DESCRIPTION) > 300
    meter.take()
    registered("key-of-a-standard-body", "+96892000002")
    (call,) = meter.take()
    clocks = sum(item_size(item) for item in call.written if item["sk"]["S"] == "CLOCKS")
    assert call.bytes_written - clocks <= MOST_BYTES, told([call])
    assert clocks <= MOST_BYTES_OF_CLOCKS, told([call])


def test_a_tickets_whole_life_stays_within_its_calls_and_write_units(meter: Meter) -> None:
    meter.take()
    number = registered("key-of-a-whole-life", "+96892000003")
    assert 1 + lived(number) <= MOST_CALLS
    calls = meter.take()
    clocks = sum(call.clock_units for call in calls)
    assert clocks <= MOST_CLOCK_UNITS, told(calls)
    assert sum(call.write_units for call in calls) - clocks <= MOST_UNITS, told(calls)


@pytest.mark.parametrize("sk", ["TICKET", "CLOCKS"])
def test_what_each_step_writes_anew_stays_below_a_kilobyte_through_a_life_with_a_reopening(
    meter: Meter, sk: str
) -> None:
    meter.take()
    lived(registered(f"key-of-a-long-life-{sk}", "+96892000004"), LONG_LIFE)
    calls = meter.take()
    written = [item_size(item) for call in calls for item in call.written if item["sk"]["S"] == sk]
    assert len(written) > 8
    assert max(written) < UNIT, told(calls)


def told(calls: list[Call]) -> str:
    """Return what each write cost, for whoever made it dearer."""
    return "\n".join(
        f"{call.operation}: {call.write_units} units, "
        + ", ".join(f"{item['sk']['S'].split('#')[0]} {item_size(item)} bytes" for item in call.written)
        for call in calls
        if call.write_units
    )
