"""Ticket numbers: a wrong digit is noticed before a look-up, and a repeat meets its own number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.numbers import read_number, shown, ticket_number
from chalicelib.shared.secret import Secret

SECRET = Secret(lambda: b"a secret of the tests")
KEYS = st.text(min_size=1, max_size=20)


@pytest.fixture(params=range(40))
def number(request: pytest.FixtureRequest) -> str:
    return ticket_number(SECRET, year=2026, attempt=0, key=f"key {request.param}")


def test_a_number_has_twelve_digits_and_begins_with_the_year(number: str) -> None:
    assert len(number) == 12
    assert number.isascii()
    assert number.isdigit()
    assert number.startswith("26")


def test_every_single_wrong_digit_is_noticed(number: str) -> None:
    for place in range(12):
        for digit in set("0123456789") - {number[place]}:
            assert read_number(number[:place] + digit + number[place + 1 :]) is None


def test_every_swap_of_two_neighbours_is_noticed(number: str) -> None:
    for i in range(11):
        if number[i] != number[i + 1]:
            assert read_number(number[:i] + number[i + 1] + number[i] + number[i + 2 :]) is None


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_arabic_and_persian_digits_are_read(number: str, digits: str) -> None:
    assert read_number(number.translate(str.maketrans("0123456789", digits))) == number


@pytest.mark.parametrize("between", ["-", " ", "\u00a0", ".", "–", "\u200e", "\u2067-\u2069", "_", "\n"])
def test_separators_and_direction_signs_are_passed_over(number: str, between: str) -> None:
    assert read_number(f"\u200f {between.join((number[:3], number[3:6], number[6:9], number[9:]))} ") == number


@pytest.mark.parametrize(
    "text", ["", "12", "٣" * 11, "a" * 12, "1" * 5000, "²" * 12, "𝟏" * 12, "१" * 12, "\ud800" * 12]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_a_number_is_shown_in_four_parts_of_three(number: str) -> None:
    assert shown(number) == f"{number[:3]}-{number[3:6]}-{number[6:9]}-{number[9:]}"
    assert read_number(shown(number)) == number


@given(key=KEYS, attempt=st.integers(0, 11), year=st.integers(2000, 2099))
def test_the_same_request_yields_the_same_number(key: str, attempt: int, year: int) -> None:
    first = ticket_number(SECRET, year=year, attempt=attempt, key=key)
    assert first == ticket_number(SECRET, year=year, attempt=attempt, key=key)
    assert read_number(first) == first


def test_another_secret_year_attempt_or_key_yields_another_number() -> None:
    plain = {"year": 2026, "attempt": 0, "key": "k"}
    others = [{**plain, "year": 2027}, {**plain, "attempt": 1}, {**plain, "key": "l"}]
    numbers = {ticket_number(SECRET, **each) for each in (plain, *others)}  # type: ignore[arg-type]
    numbers.add(ticket_number(Secret(lambda: b"another"), **plain))  # type: ignore[arg-type]
    assert len(numbers) == 5
