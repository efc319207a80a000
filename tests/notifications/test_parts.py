"""Parts of an SMS, by 3GPP TS 23.038."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notifications.parts import is_gsm, length, parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3),
        ("ب" * 70, 1), ("ب" * 71, 2), ("ب" * 134, 2), ("ب" * 135, 3),
    ],
)  # fmt: skip
def test_a_text_takes_the_parts_that_its_alphabet_gives(text: str, expected: int) -> None:
    assert parts(text) == expected


def test_the_signs_of_the_extension_table_count_twice() -> None:
    assert length("€[]{}\\~|^") == 18
    assert (parts("€" * 80), parts("€" * 81)) == (1, 2)


def test_a_sign_of_two_characters_is_not_cut_in_two_at_the_end_of_a_part() -> None:
    assert parts("a" * 152 + "€" + "a" * 152) == 3
    assert parts("ب" * 66 + "🙂" + "ب" * 66) == 3


def test_an_emoji_counts_as_two_and_makes_the_text_ucs2() -> None:
    assert not is_gsm("ok 🙂")
    assert length("ok 🙂") == 5
    assert (parts("🙂" * 35), parts("🙂" * 36)) == (1, 2)


def test_arabic_and_typographic_signs_are_not_gsm() -> None:
    assert is_gsm("Your complaint: 100 £ @ [1]")
    assert not any(map(is_gsm, ("ش", "…", "’", "\u200e", "é" + "ç")))


@given(st.text(max_size=400), st.characters())
def test_a_longer_text_never_takes_fewer_parts(text: str, more: str) -> None:
    assert 1 <= parts(text) <= parts(text + more)
