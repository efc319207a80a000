"""What callers hear: no words in flows, none missing, none unused, none too long, none that a voice reads wrongly."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.shared.words import CATALOGUES, LANGUAGES, UnknownMessage, say
from infra.flow_filling import PLACEHOLDER
from infra.flows import FLOWS, Sources
from local.connect.language.paths import parts
from local.connect.speech import CHARACTERS_A_SECOND, seconds_to_say

LONGEST_SECONDS = 30
MOST_OPTIONS = 9
COMPUTED = 220
"""Characters that are allowed for what the service says within a prompt: a list of eight, a name."""
SOURCES = Sources()
EVERY = SOURCES.every()
_TAGS = re.compile(r"<[^>]*>")
_MARKS = re.compile(r"[\u064b-\u0652\u0670]")
_ISOLATES = re.compile(r"[\u2066-\u2069\u200e\u200f\u061c]")

VOCALISED = {
    "اضغطوا": "اِضغطوا", "اتركوا": "اُتركوا", "أدخلوا": "أدخِلوا", "اذكروا": "اذكُروا", "تسجل": "تُسجَّل", "يرجى": "يُرجى",
    "تعذر": "تعذَّر", "نحول": "نُحوِّل", "يصل": "يَصِل", "يصلكم": "يَصِلكم", "تسجلونه": "تسجِّلونه", "تم": "تمَّ",
    "المسجل": "المسجَّل", "مسجلة": "مسجَّلة", "المكون": "المكوَّن", "تحقق": "تحقُّق", "التحقق": "التحقُّق", "يجب": "يُجِب",
    "سيجيبكم": "سيُجيبكم", "ابقوا": "ابقَوا", "تودون": "تودُّون", "يحدثكم": "يحدِّثكم", "سنحولكم": "سنحوِّلكم",
    "النظم": "النُّظُم", "للنظم": "للنُّظُم", "يهمنا": "يهمُّنا", "أثر": "أثَّر", "تصل": "تَصِل",
}  # fmt: skip
"""Words that a voice may read as others (imperatives, passives, doubled letters), and how they are written."""
SPOKEN_DIALECT = ("ابغى", "عشان", "شلون", "وايد", "اللحين", "ايش", "وش", "لو سمحت", "عندك", "تبي")


def texts(value: Any) -> Iterator[str]:
    """Yield all that an action's parameters say."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("Text", "SSML", "queue_name") and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def said(flow: Any) -> list[str]:
    return [text for action in flow["Actions"] for text in texts(action["Parameters"])]


def catalogue(language: str, file: str = "flows") -> dict[str, str]:
    text = (CATALOGUES / language / f"{file}.ftl").read_text("utf-8")
    return dict(re.findall(r"^([a-z][a-z-]*) = (.+)$", text, re.MULTILINE))


@pytest.mark.parametrize("file", sorted(FLOWS.glob("*.json")), ids=lambda file: file.stem)
def test_a_flow_holds_no_words(file: Any) -> None:
    for text in said(json.loads(file.read_text("utf-8"))):
        bare = "".join(part for part in parts(PLACEHOLDER.sub("", text)) if isinstance(part, str))
        bare = _TAGS.sub("", bare.replace(">beep<", "><"))
        assert not bare.strip(), text
        assert len(text) > 1


def test_both_languages_have_the_same_prompts_and_flows_use_all_of_them() -> None:
    arabic, english = (set(catalogue(language)) for language in LANGUAGES)
    assert arabic == english
    used = {
        name
        for source in SOURCES.by_name.values()
        for kind, name, _ in PLACEHOLDER.findall(json.dumps(source.content))
        if kind == "prompt"
    }
    assert used == arabic


def test_a_prompt_that_is_missing_in_a_language_is_told_by_name() -> None:
    with pytest.raises(UnknownMessage, match=r"ar/flows\.ftl has no nowhere"):
        say("flows", "nowhere", "ar")


@pytest.mark.parametrize("flow", EVERY, ids=lambda flow: flow.name)
def test_no_prompt_takes_longer_than_half_a_minute(flow: Any) -> None:
    for text in said(json.loads(flow.content)):
        computed = sum(
            COMPUTED for part in parts(text) if not isinstance(part, str) and part.keys[-1] in ("said", "list")
        )
        assert seconds_to_say(text) <= LONGEST_SECONDS - computed / CHARACTERS_A_SECOND, text
        assert not _ISOLATES.search(text)
        assert "{" not in text


@pytest.mark.parametrize("flow", EVERY, ids=lambda flow: flow.name)
def test_no_menu_has_more_than_nine_choices_and_each_key_has_one_way(flow: Any) -> None:
    for action in json.loads(flow.content)["Actions"]:
        if action["Type"] == "GetParticipantInput":
            keys = [one["Condition"]["Operands"][0] for one in action["Transitions"].get("Conditions", [])]
            assert len([key for key in keys if key.isdigit()]) <= MOST_OPTIONS
            assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_offers_the_keys_that_it_says_and_no_others(language: str) -> None:
    """The star and the hash are told in the help; where a menu names them, they do something."""
    star, hash_ = ("النجمة", "المربع") if language == "ar" else ("star", "hash")
    for flow in (one for one in EVERY if one.language == language):
        for action in json.loads(flow.content)["Actions"]:
            text = action["Parameters"].get("Text", "")
            keys = {one["Condition"]["Operands"][0] for one in action["Transitions"].get("Conditions", [])}
            if action["Type"] == "GetParticipantInput" and keys and "$" not in text:
                assert set(re.findall(r"(?:اِضغطوا|فاضغطوا|press) (\d)", text)) == {key for key in keys if key.isdigit()}
                assert (star not in text) or "*" in keys
                assert (hash_ not in text) or "#" in keys


@pytest.mark.parametrize("file", ["flows", "calls"])
def test_ambiguous_arabic_words_are_vocalised(file: str) -> None:
    for name, text in catalogue("ar", file).items():
        for word in re.findall(r"[\u0621-\u0652\u0670]+", text):
            bare = _MARKS.sub("", word)
            for plain, written in VOCALISED.items():
                if bare in (plain, f"و{plain}"):
                    assert word.endswith(written), f"{name}: {word} is written {written}"


def test_arabic_is_the_official_one() -> None:
    for name, text in catalogue("ar").items():
        assert not [word for word in SPOKEN_DIALECT if word in text.split()], name
        assert not re.search(r"[A-Za-z]", re.sub(r"\{ \$\w+ \}", "", text)), name
        assert re.search(r"[.؟]$", text) or name.startswith("queue-"), name
