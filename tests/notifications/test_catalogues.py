"""The catalogues: both languages say the same, in every plural, within their parts, and read as the golden file."""

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fluent.syntax import FluentParser, ast

from chalicelib.notifications.notice import EMAIL, SMS
from chalicelib.notifications.parts import is_gsm, length, parts
from chalicelib.notifications.text import LEFT_TO_RIGHT, Text
from chalicelib.notifications.wording import LONGEST_NAME, Wording, code_text
from chalicelib.organisations.bilingual import Words
from chalicelib.shared.words import CATALOGUES, say
from chalicelib.tickets.words import Appeal, ClockName, Kind, Status
from chalicelib.tickets.worklists import Queue
from tests.notifications.fakes import PORTAL
from tests.notifications.spoken import (
    CALLBACK,
    DIGEST,
    KINDS,
    LANGUAGES,
    ONLY_SMS,
    SAID,
    STAFF_SAID,
    digest,
    document,
    longest,
    matter,
    notice,
    spoken,
    unreached,
)

OURS = ("nouns", "sms", "email", "staff")
REASONS = {"ar": "السبب:", "en": "Reason:"}
PLURALS = {"ar": {"zero", "one", "two", "few", "many", "other"}, "en": {"one", "other"}}
GOLDEN = Path(__file__).parent / "messages.golden.md"
# What sets where a number goes from which side; a number, its dashes and a plus belong to the text from the left.
SHOWN_NUMBER = re.compile(r"[^-](?=[0-9]{3}-[0-9]{3}-)|.(?=\+[0-9])")


@cache
def entries(language: str, catalogue: str) -> dict[str, ast.Message]:
    """Return a catalogue's messages by name."""
    resource = FluentParser().parse((CATALOGUES / language / f"{catalogue}.ftl").read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, ast.Message)}


class Facts:
    """The facts that a message names, and the choices that it makes by each."""

    def __init__(self, entry: ast.Message) -> None:
        self.named: set[str] = set()
        self.choices: dict[str, set[str]] = {}
        self._walk(entry)

    def _walk(self, node: Any) -> None:
        if isinstance(node, ast.VariableReference):
            self.named.add(node.id.name)
        if isinstance(node, ast.SelectExpression) and isinstance(node.selector, ast.VariableReference):
            names = {v.key.name if isinstance(v.key, ast.Identifier) else v.key.value for v in node.variants}
            self.choices.setdefault(node.selector.id.name, set()).update(names)
        for child in node if isinstance(node, list) else vars(node).values():
            if isinstance(child, (ast.BaseNode, list)):
                self._walk(child)


def every_entry() -> list[tuple[str, str]]:
    return [(catalogue, name) for catalogue in OURS for name in entries("ar", catalogue)]


@pytest.mark.parametrize("catalogue", OURS)
def test_both_languages_have_the_same_messages(catalogue: str) -> None:
    assert entries("ar", catalogue).keys() == entries("en", catalogue).keys()


@pytest.mark.parametrize(("catalogue", "name"), every_entry())
def test_both_languages_have_the_same_parts_of_a_message(catalogue: str, name: str) -> None:
    arabic, english = (entries(language, catalogue)[name] for language in LANGUAGES)
    assert {a.id.name for a in arabic.attributes} == {a.id.name for a in english.attributes}
    # English knows no grammatical gender; every other fact stands in both.
    assert Facts(arabic).named - {"gender"} == Facts(english).named - {"gender"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("noun", "number"), [("days", "days"), ("minutes", "minutes"), ("overdue", "count"), ("times", "count")]
)
def test_a_number_is_said_in_every_plural_of_the_language(language: str, noun: str, number: str) -> None:
    assert Facts(entries(language, "nouns")[noun]).choices[number] == PLURALS[language]


@pytest.mark.parametrize(("catalogue", "name"), every_entry())
def test_a_choice_by_number_has_all_six_arabic_plurals(catalogue: str, name: str) -> None:
    for choices in Facts(entries("ar", catalogue)[name]).choices.values():
        assert not choices & {"zero", "one", "two", "few", "many"} or choices == PLURALS["ar"]


def test_days_are_said_in_arabic_as_people_say_them() -> None:
    said = [say("nouns", "days", "ar", isolating=False, days=days) for days in (0, 1, 2, 3, 10, 11, 30, 100)]
    assert said == ["اليوم نفسه", "يوم واحد", "يومين", "3 أيام", "10 أيام", "11 يومًا", "30 يومًا", "100 يوم"]


def test_overdue_tickets_and_times_are_said_in_arabic_as_people_say_them() -> None:
    said = [say("nouns", "overdue", "ar", isolating=False, count=count) for count in (1, 2, 3, 11, 100)]
    assert said == ["طلب واحد متأخر", "طلبان متأخران", "3 طلبات متأخرة", "11 طلبًا متأخرًا", "100 طلب متأخر"]
    times = [say("nouns", "times", "ar", isolating=False, count=count) for count in (1, 2, 3, 11, 100)]
    assert times == ["مرة واحدة", "مرتان", "3 مرات", "11 مرة", "100 مرة"]


def test_reminders_are_counted_in_words_and_then_by_number() -> None:
    said = [say("nouns", "reminder", "ar", isolating=False, count=count) for count in (1, 2, 5, 6)]
    assert said == ["التذكير الأول", "التذكير الثاني", "التذكير الخامس", "التذكير رقم 6"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clock", list(ClockName))
def test_every_promise_and_every_queue_has_its_name(clock: ClockName, language: str) -> None:
    assert f"clock-{clock}" in entries(language, "nouns")
    assert {f"queue-{queue}" for queue in Queue if queue not in ("mine", "no_reply")} <= set(entries(language, "nouns"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_noun(kind: Kind, language: str) -> None:
    entry = entries(language, "nouns")[kind.value]
    assert {attribute.id.name for attribute in entry.attributes} == {"definite", "indefinite", "gender"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Kind.INFORMATION_REQUEST])
def test_only_a_request_for_information_is_called_a_request(kind: Kind) -> None:
    for says in SAID:
        assert "طلبكم" not in spoken(says, kind, "ar", SMS).opening
        if says not in ONLY_SMS:
            text = spoken(says, kind, "ar", EMAIL)
            assert "طلبكم" not in text.subject + text.opening + text.closing


def every_longest(says: str, language: str) -> list[Text]:
    """Return an SMS at its longest, of every kind that it may be of."""
    if says == "code":
        return [code_text("493021", language, SMS)]
    if says == DIGEST:
        return [digest(language, SMS, count=1000, more=True)]
    if says == CALLBACK:
        name = Words(ar="ض" * (LONGEST_NAME + 9), en="W" * (LONGEST_NAME + 9))
        return [unreached(language, phone, name=name, portal="https://" + "p" * 22) for phone in ("+968240000001", "")]
    return [longest(says, kind, language) for kind in (Kind if says in STAFF_SAID else KINDS)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("says", [*SAID, *STAFF_SAID, DIGEST, CALLBACK, "code"])
def test_every_sms_is_one_part_at_its_longest_or_says_why_not(says: str, language: str) -> None:
    texts = every_longest(says, language)
    most = max(parts(text.opening) for text in texts)
    comment = entries(language, "sms")[says].comment
    explained = comment is not None and REASONS[language] in (comment.content or "")
    assert most == 1 or explained, f"{says} takes {most} parts ({max(length(t.opening) for t in texts)} characters)"
    assert not (most == 1 and explained), f"{says} is one part and needs no reason"
    assert most <= 4


@pytest.mark.parametrize("says", [*SAID, *STAFF_SAID])
def test_an_english_sms_stays_in_the_gsm_alphabet(says: str) -> None:
    assert all(is_gsm(longest(says, kind, "en").opening) for kind in KINDS)


@pytest.mark.parametrize("says", [*SAID, *STAFF_SAID])
def test_an_sms_has_one_link_at_most_and_no_isolates(says: str) -> None:
    for language in LANGUAGES:
        text = longest(says, Kind.COMPLAINT, language).opening
        assert text.count("http") <= 1
        assert not re.search("[\u2066-\u2069\n]|  ", text)


@pytest.mark.parametrize("says", [*SAID, *STAFF_SAID])
def test_a_number_in_an_arabic_sms_keeps_its_order_on_the_screen(says: str) -> None:
    text = spoken(says, Kind.COMPLAINT, "ar", SMS).opening
    before = SHOWN_NUMBER.findall(text)
    assert before
    assert set(before) == {LEFT_TO_RIGHT}


def test_who_could_not_be_called_back_reads_whose_number_to_call_in_its_order() -> None:
    assert unreached("ar").opening == (
        "حاولنا معاودة الاتصال بكم من بلدية المدينة ولم نتمكن من الوصول إليكم. للتواصل معنا: \u200e+96824000000"
    )
    assert PORTAL in unreached("ar", "").opening
    assert is_gsm(unreached("en").opening)


@pytest.mark.parametrize(("language", "manager"), [("ar", "المدير"), ("en", "the manager")])
def test_who_appealed_hears_that_it_is_still_with_the_manager(language: str, manager: str) -> None:
    told = matter(Kind.COMPLAINT, {})
    closed = told.ticket.with_(status=Status.CLOSED, appeal=Appeal.PENDING)
    wording = Wording(lambda _number, _event: "", "https://portal.example")
    text = wording.notice(notice("updated", language), msgspec.structs.replace(told, ticket=closed), SMS)
    assert manager in text.opening


def test_every_message_reads_as_the_golden_file_says() -> None:
    """Set NIDAA_GOLDEN=write to write it anew, then read it aloud before it is committed."""
    text = "\n".join(document()) + "\n"
    if os.environ.get("NIDAA_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text
