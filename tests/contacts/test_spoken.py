"""Numbers, days and hours as a voice says them; Arabic as its grammar counts."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.contacts.spoken import (
    counted,
    day_in_words,
    hour_in_words,
    in_groups,
    length_in_words,
    sentence,
    told,
)
from chalicelib.contacts.spoken_numbers import MOST, digit_words, number_words

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("number", "masculine", "feminine"),
    [
        (0, "صفر", "صفر"),
        (1, "واحد", "واحدة"),
        (2, "اثنان", "اثنتان"),
        (3, "ثلاثة", "ثلاث"),
        (8, "ثمانية", "ثماني"),
        (10, "عشرة", "عشر"),
        (11, "أحد عشر", "إحدى عشرة"),
        (12, "اثنا عشر", "اثنتا عشرة"),
        (13, "ثلاثة عشر", "ثلاث عشرة"),
        (18, "ثمانية عشر", "ثماني عشرة"),
        (20, "عشرون", "عشرون"),
        (21, "واحد وعشرون", "إحدى وعشرون"),
        (28, "ثمانية وعشرون", "ثمانٍ وعشرون"),
        (100, "مئة", "مئة"),
        (200, "مئتان", "مئتان"),
        (310, "ثلاثمئة وعشرة", "ثلاثمئة وعشر"),
        (1_000, "ألف", "ألف"),
        (2_000, "ألفان", "ألفان"),
        (3_000, "ثلاثة آلاف", "ثلاثة آلاف"),
        (11_000, "أحد عشر ألفًا", "أحد عشر ألفًا"),
        (100_000, "مئة ألف", "مئة ألف"),
        (101_000, "مئة ألف وألف", "مئة ألف وألف"),
        (200_000, "مئتا ألف", "مئتا ألف"),
        (103_000, "مئة وثلاثة آلاف", "مئة وثلاثة آلاف"),
        (5_412_873, "خمسة ملايين وأربعمئة واثنا عشر ألفًا وثمانمئة وثلاثة وسبعون",
         "خمسة ملايين وأربعمئة واثنا عشر ألفًا وثمانمئة وثلاث وسبعون"),
    ],
)  # fmt: skip
def test_arabic_numbers_agree_with_what_they_count(number: int, masculine: str, feminine: str) -> None:
    assert number_words(number) == masculine
    assert number_words(number, feminine=True) == feminine


@given(st.integers(0, MOST - 1), st.integers(0, MOST - 1))
def test_two_numbers_are_never_said_alike(one: int, other: int) -> None:
    assert (number_words(one) == number_words(other)) == (one == other)


@given(st.integers(0, MOST - 1), st.booleans())
def test_every_number_has_words_alone(number: int, feminine: bool) -> None:
    words = number_words(number, feminine=feminine)
    assert words.replace(" ", "").isalpha() or set(words) & set("ًٍ")
    assert "  " not in words


@pytest.mark.parametrize("number", [-1, MOST])
def test_what_cannot_be_said_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        number_words(number)


def test_a_dual_loses_its_end_before_what_it_counts() -> None:
    assert counted(2_000, "ar", feminine=True) == "ألفا"
    assert counted(200, "ar") == "مئتا"
    assert counted(2, "ar") == "اثنان"
    assert counted(1_234, "en") == "1,234"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "نسمة واحدة"), (2, "نسمتان"), (3, "ثلاث نسمات"), (10, "عشر نسمات"), (11, "إحدى عشرة نسمة"),
        (99, "تسع وتسعون نسمة"), (100, "مئة نسمة"), (200, "مئتا نسمة"), (1_003, "ألف وثلاث نسمات"),
    ],
)  # fmt: skip
def test_people_are_counted_in_the_six_forms(n: int, said: str) -> None:
    words = counted(n, "ar", feminine=True)
    assert told("population", "ar", n=n, words=words, source="س").endswith(f"تقريبًا {said}.")


def test_a_tickets_number_is_read_in_groups_of_three() -> None:
    assert in_groups("262114078901", "en") == "2 6 2, 1 1 4, 0 7 8, 9 0 1"
    assert in_groups("262114", "ar") == "اثنان ستة اثنان، واحد واحد أربعة"
    assert digit_words("0") == "صفر"


@pytest.mark.parametrize(
    ("day", "arabic", "english"),
    [
        (date(2026, 3, 1), "يوم الأحد، الأول من مارس", "Sunday the 1st of March"),
        (date(2026, 3, 11), "يوم الأربعاء، الحادي عشر من مارس", "Wednesday the 11th of March"),
        (date(2026, 11, 22), "يوم الأحد، الثاني والعشرين من نوفمبر", "Sunday the 22nd of November"),
        (date(2026, 7, 31), "يوم الجمعة، الحادي والثلاثين من يوليو", "Friday the 31st of July"),
        (date(2027, 1, 3), "يوم الأحد، الثالث من يناير عام ألفين وسبعة وعشرين", "Sunday the 3rd of January 2027"),
        (date(2012, 2, 20), "يوم الاثنين، العشرين من فبراير عام ألفين واثني عشر", "Monday the 20th of February 2012"),
    ],
)
def test_a_day_is_said_in_words(day: date, arabic: str, english: str) -> None:
    assert day_in_words(day, "ar", TODAY) == arabic
    assert day_in_words(day, "en", TODAY) == english


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_no_two_days_of_a_year_are_said_alike(day: date) -> None:
    for language in ("ar", "en"):
        assert day_in_words(day, language, TODAY) != day_in_words(day + timedelta(days=7), language, TODAY)


@pytest.mark.parametrize(
    ("hour", "minute", "arabic", "english"),
    [
        (7, 30, "الساعة السابعة والنصف صباحًا", "7:30 in the morning"),
        (12, 0, "الساعة الثانية عشرة ظهرًا", "12 at noon"),
        (13, 15, "الساعة الواحدة والربع بعد الظهر", "1:15 in the afternoon"),
        (14, 2, "الساعة الثانية ودقيقتان بعد الظهر", "2:02 in the afternoon"),
        (20, 45, "الساعة الثامنة وخمس وأربعون دقيقة مساءً", "8:45 in the evening"),
    ],
)
def test_an_hour_is_said_in_words(hour: int, minute: int, arabic: str, english: str) -> None:
    at = datetime(2026, 3, 1, hour, minute)  # noqa: DTZ001 - a wall clock's
    assert hour_in_words(at, "ar") == arabic
    assert hour_in_words(at, "en") == english


@pytest.mark.parametrize(
    ("seconds", "arabic", "english"),
    [
        (10, "عشر ثوانٍ", "10 seconds"), (15, "خمس عشرة ثانية", "15 seconds"), (30, "ثلاثين ثانية", "30 seconds"),
        (45, "خمس وأربعين ثانية", "45 seconds"), (60, "دقيقة واحدة", "1 minute"), (120, "دقيقتين", "2 minutes"),
        (90, "دقيقة واحدة وثلاثين ثانية", "1 minute and 30 seconds"), (180, "ثلاث دقائق", "3 minutes"),
        (305, "خمس دقائق وخمس ثوانٍ", "5 minutes and 5 seconds"),
    ],
)  # fmt: skip
def test_a_length_is_said_as_it_stands_after_a_preposition(seconds: int, arabic: str, english: str) -> None:
    assert (length_in_words(seconds, "ar"), length_in_words(seconds, "en")) == (arabic, english)


def test_what_an_admin_wrote_cannot_become_markup_or_turn_the_text() -> None:
    assert sentence("<speak>a\u202eb</speak> & \u2068c\u2069") == "speak ab /speak c"
