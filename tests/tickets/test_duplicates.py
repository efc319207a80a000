"""Whether two tickets are about the same matter: a table of examples in both languages."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations.body import Rules
from chalicelib.tickets import duplicates
from chalicelib.tickets.duplicates import Draft, likely, rarity, similarity, stem
from tests.conftest import NOW
from tests.tickets.examples import a_ticket

RULES = Rules()
SCHOOL = (23.6139, 58.5922)
AT_THE_GATE = (23.6141, 58.5923)
ROUND_THE_CORNER = (23.6149, 58.5922)
ACROSS_TOWN = (23.6300, 58.5600)

OTHERS = (
    "انقطاع المياه عن المنازل منذ الصباح",
    "إنارة الشارع لا تعمل ليلًا قرب المسجد",
    "تأخر إصدار رخصة البناء",
    "رائحة كريهة من مصنع الأسماك",
)

SAME = [
    ("حفرة كبيرة أمام مدرسة الأمل", "توجد حفره كبيره امام مدرسه الامل وتسبب خطرًا على الطلاب"),
    ("الحاوية ممتلئة ولم يتم تفريغها منذ أسبوع", "حاوية القمامة ممتلئة منذ أسبوع ولم تُفرّغ ولم يتم تفريغها"),
    ("إنارة الشارع مطفأة قرب جامع السلطان", "الإنارة مطفأة في الشارع قرب جامع السلطان"),
    ("تسرب مياه من الأنبوب الرئيسي في السوق", "تسرّب المياه من أنبوب رئيسي بالسوق"),
    ("Large pothole in front of Al Amal school", "There is a large pothole near Al Amal school, cars are damaged"),
    ("Overflowing bins behind the fish market", "bins overflowing behind fish market since Monday"),
]

DIFFERENT = [
    ("حفرة كبيرة أمام مدرسة الأمل", "رائحة كريهة من مصنع الأسماك"),
    ("الحاوية ممتلئة", "إنارة الشارع مطفأة"),
    ("أرجو حل المشكلة في الشارع منذ شهر", "توجد مشكلة في شارع آخر منذ يوم"),
    ("Large pothole in front of the school", "My building permit is late"),
    ("There is a problem in our street, please help", "Please, there is still a problem with the road in our area"),
    ("", "حفرة كبيرة"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_matter_in_other_words_is_alike(one: str, other: str) -> None:
    assert similarity(one, other, rarity([one, other, *OTHERS])) >= 0.6


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_matters_in_common_words_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other, rarity([one, other, *OTHERS])) < 0.35


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("المدرسة", "مدرسه", "بالمدرسة"), 1),
        (("حاويات", "الحاويات", "وحاويات"), 1),
        (("bin", "bins"), 1),
        (("glass",), 1),
        (("bus", "has"), 2),
    ],
)
def test_a_words_endings_do_not_matter(words: tuple[str, ...], expected: int) -> None:
    from chalicelib.shared.texts import folded

    assert len({stem(folded(word)) for word in words}) == expected


HOLE, SAME_HOLE, OTHER_MATTER = SAME[0][0], SAME[0][1], OTHERS[3]


@pytest.mark.parametrize(
    ("draft", "known", "text", "reasons"),
    [
        # who, what
        ({"people": ("salim",), "category": "roads"}, {"person": "salim"}, "", ("same_requester", "same_category")),
        ({"people": ("salim",)}, {"person": "salim"}, "", None),
        ({"people": ("salim",)}, {"person": "mariam"}, OTHER_MATTER, None),
        # where, what
        ({"place": SCHOOL, "category": "roads"}, {"at": AT_THE_GATE}, "", ("same_category", "near")),
        ({"place": SCHOOL, "category": "roads"}, {"at": ROUND_THE_CORNER}, "", None),
        ({"place": SCHOOL, "category": "roads"}, {"at": ACROSS_TOWN}, "", None),
        ({"place": SCHOOL, "category": "lighting"}, {"at": AT_THE_GATE}, "", None),
        (
            {"place": SCHOOL, "people": ("salim",)},
            {"at": AT_THE_GATE, "person": "salim"},
            "",
            ("same_requester", "near"),
        ),
        # in which words
        ({"text": HOLE, "category": "roads"}, {}, SAME_HOLE, ("same_category", "similar_words")),
        ({"text": HOLE, "category": "roads"}, {}, OTHER_MATTER, None),
        ({"text": HOLE, "category": "lighting"}, {}, SAME_HOLE, ("similar_words",)),
        ({"text": "حفرة في الطريق", "category": "lighting"}, {}, SAME_HOLE, None),
        ({"text": HOLE, "place": SCHOOL}, {"at": ROUND_THE_CORNER}, SAME_HOLE, ("near", "similar_words")),
        # when
        ({"text": HOLE, "category": "roads"}, {"days": 13}, SAME_HOLE, ("same_category", "similar_words")),
        ({"text": HOLE, "category": "roads"}, {"days": 15}, SAME_HOLE, None),
        # stands for itself
        ({"text": HOLE, "category": "roads"}, {"merged_into": "260000000000"}, SAME_HOLE, None),
        ({"text": HOLE, "category": "roads"}, {"erased": True}, SAME_HOLE, None),
        ({}, {}, "", None),
    ],
)
def test_a_likely_duplicate_has_its_reasons(
    draft: dict[str, Any], known: dict[str, Any], text: str, reasons: tuple[str, ...] | None
) -> None:
    facts = dict(known)
    lat, lon = facts.pop("at", (None, None))
    at = NOW - timedelta(days=facts.pop("days", 1))
    ticket = a_ticket(1, category="roads", lat=lat, lon=lon, registered_at=at.isoformat(), **facts)
    others = [(a_ticket(9 + i, category="other"), words) for i, words in enumerate(OTHERS)]
    found = likely(Draft(at=NOW, **draft), [(ticket, text), *others], RULES)
    assert [one.reasons for one in found] == ([reasons] if reasons else [])


def test_a_ticket_found_by_the_second_identifier_is_of_the_same_requester() -> None:
    ticket = a_ticket(1, category="roads", person="by-mobile")
    found = likely(Draft(at=NOW, category="roads"), [(ticket, "")], RULES, of_person=frozenset({ticket.number}))
    assert [one.reasons for one in found] == [("same_requester", "same_category")]


def test_the_likeliest_comes_first() -> None:
    near = a_ticket(1, category="roads", lat=AT_THE_GATE[0], lon=AT_THE_GATE[1])
    same = a_ticket(2, category="roads", lat=SCHOOL[0], lon=SCHOOL[1])
    found = likely(Draft(at=NOW, category="roads", place=SCHOOL, text=HOLE), [(near, ""), (same, SAME_HOLE)], RULES)
    assert [one.ticket.number for one in found] == [same.number, near.number]
    assert found[0].score > found[1].score


def test_a_body_that_compares_no_places_finds_none() -> None:
    ticket = a_ticket(1, category="roads", lat=SCHOOL[0], lon=SCHOOL[1])
    assert likely(Draft(at=NOW, category="roads", place=SCHOOL), [(ticket, "")], Rules(duplicate_metres=0)) == []


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    weights = rarity([one, other])
    share = similarity(one, other, weights)
    assert 0 <= share <= 1.000001
    assert share == pytest.approx(similarity(other, one, weights))
    assert duplicates.closeness(None, 150) == 0
