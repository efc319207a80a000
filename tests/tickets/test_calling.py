"""What a caller hears of a ticket, and who hears nothing."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.tickets import calling
from chalicelib.tickets.calling_handlers import tickets_say
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.tickets.examples import SECRET, a_ticket, number
from tests.tickets.house import MOBILE, House, event, ref

OWN = a_ticket(1, person=ref())


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(OWN)
    return house


def context(house: House, held_since: str = "") -> calling.Context:
    return calling.Context(
        own=house.requesters,
        held_since=lambda _target: held_since,
        zone=lambda _body: "Asia/Muscat",
        secret=SECRET,
        clock=lambda: NOW,
    )


def answer(
    house: House, typed: str = OWN.number, caller: str = MOBILE, language: str = "ar", **facts: Any
) -> dict[str, str]:
    return calling.answer(context(house, **facts), number=typed, caller=caller, language=language)


def test_a_caller_hears_the_last_step_and_until_when(house: House) -> None:
    house.change(OWN.number, event("started", 5), status=Status.IN_PROGRESS)
    said = answer(house)
    assert said["found"] == "yes"
    assert said["said"].startswith("بدأ القسم المختص معالجة")
    assert "ومن المتوقع الانتهاء منها في" in said["said"]
    assert "We expect to be done on" in answer(house, language="en")["said"]


def test_a_language_that_is_not_spoken_is_answered_in_arabic(house: House) -> None:
    assert answer(house, language="fr") == answer(house, language="ar")


def test_of_what_is_over_nothing_is_expected(house: House) -> None:
    house.change(OWN.number, event("closed", 9), status=Status.CLOSED)
    assert "متوقع" not in answer(house)["said"]


@pytest.mark.parametrize(
    ("typed", "caller"),
    [
        (number(99), MOBILE),
        ("123", MOBILE),
        ("", MOBILE),
        (OWN.number, "+96899999999"),
        (OWN.number, ""),
        (OWN.number, "anonymous"),
    ],
)
def test_an_unknown_number_and_another_telephone_are_answered_alike(house: House, typed: str, caller: str) -> None:
    assert answer(house, typed, caller) == {"found": "no"}


def test_whoever_got_the_telephone_of_another_hears_nothing_of_theirs(house: House) -> None:
    assert answer(house, held_since="2099-01-01T00:00:00.000Z") == {"found": "no"}


def test_a_flow_is_answered_with_texts_alone(house: House) -> None:
    parameters = {"number": OWN.number, "caller": MOBILE, "language": "en"}
    details = {"Details": {"ContactData": {}, "Parameters": parameters}, "Name": "ContactFlowEvent"}
    function = type("Function", (), {"function_name": "tickets-say", "memory_limit_in_mb": 512, "aws_request_id": "1"})
    function.invoked_function_arn = "arn:aws:lambda:x:1:function:tickets-say"  # type: ignore[attr-defined]
    with wiring.using(calling=context(house)):
        said = tickets_say(details, function())
        nothing = tickets_say({}, function())
    assert said["found"] == "yes"
    assert all(isinstance(value, str) for value in said.values())
    assert nothing == {"found": "no"}
