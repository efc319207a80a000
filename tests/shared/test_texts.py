"""Texts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.texts import clean_line, clean_text, folded, tokens
from tests.digits import arabic_digits

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", BIDI)
def test_signs_that_reverse_text_are_taken_out(sign: str) -> None:
    assert clean_line(f"سالم{sign}الحارثي") == "سالمالحارثي"
    assert clean_text(f"سالم{sign}الحارثي") == "سالمالحارثي"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff", "\ud800"])
def test_controls_are_taken_out(sign: str) -> None:
    assert clean_text(f"a{sign}b") == "ab"
    clean_line(f"a{sign}b").encode()


def test_joiners_that_spelling_and_emoji_need_stay() -> None:
    assert clean_line("می\u200cخواهم") == "می\u200cخواهم"
    assert clean_line("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


def test_a_line_is_one_line() -> None:
    assert clean_line("  حاوية \n\t ممتلئة\u00a0 جدًا ") == "حاوية ممتلئة جدًا"


def test_a_text_keeps_its_line_ends() -> None:
    assert clean_text(" one\r\ntwo\rthree\n\nfour ") == "one\ntwo\nthree\n\nfour"


def test_letters_are_composed() -> None:
    assert clean_line("ا\u0653") == "آ"
    assert clean_text("e\u0301") == "é"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"), ("إبراهيم", "ابراهيم"), ("آمنة", "امنه"), ("هدى", "هدي"), ("مدرسة", "مدرسه"),
        ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("مؤسسة", "موسسه"), ("شارع ١٢", "شارع 12"), ("شارع ۱۲", "شارع 12"),
        ("Al-Amerat", "al amerat"), ("  سوق   مطرح ", "سوق مطرح"), ("ﻻ", "لا"), ("ＡＢＣ", "abc"),
    ],
)  # fmt: skip
def test_spellings_that_people_mix_are_compared_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("سالم", "سليم"), ("مسقط", "مصقط"), ("12", "21")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_tokens_leave_out_single_letters() -> None:
    assert tokens("حاوية و نفايات في شارع ٣ و") == {"حاويه", "نفايات", "في", "شارع"}


@given(st.text())
def test_cleaning_and_folding_again_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    assert folded(folded(text)) == folded(text)
    clean_text(text).encode()


@given(st.text(alphabet="0123456789"))
def test_digits_go_and_come_back(text: str) -> None:
    assert ascii_digits(arabic_digits(text)) == text


def test_other_digit_like_signs_stay() -> None:
    assert ascii_digits("²③९𝟏") == "²③९𝟏"
