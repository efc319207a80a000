"""JSONPaths as real flows write them, in whole parameters and in the middle of sentences."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.connect.language.paths import Path, as_text, embedded, lookup, parts, render, render_all, whole

HERE = {
    "Attributes": {"name": "سالم", "Email": "a@nidaa.example", "a b": "spaced", "nested": {"list": ["x", {"y": "z"}]}},
    "External": {"k": "v", "count": 3, "yes": True, "nothing": None, "list": [1, 2]},
    "StoredCustomerInput": "٤٥",
    "Customer": {"FirstName": "Salem", "LastName": "Hasan"},
    "SegmentAttributes": {"connect:Subtype": "connect:Telephony"},
}


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("Hello $.Attributes.name.", "Hello سالم."),
        ("You typed $.StoredCustomerInput.", "You typed ٤٥."),
        ("$.Attributes.['Email'].", "a@nidaa.example."),
        ("$.Customer.FirstName $.Customer.LastName", "Salem Hasan"),
        ("$.Attributes['a b']", "spaced"),
        ('$["Attributes"]["a b"]!', "spaced!"),
        ("$['Attributes']['name']", "سالم"),
        ("$.Attributes.nested.list[1].y", "z"),
        ("$.Attributes.nested.list.0", "x"),
        ("$.SegmentAttributes['connect:Subtype']", "connect:Telephony"),
        ("مرحبا $.Attributes.name، تفضل", "مرحبا سالم، تفضل"),
        ("عندك $.External.countطلبات", "عندك 3طلبات"),
        ("$.External.count $.External.yes", "3 true"),
        ("$.External.list", "[1, 2]"),
        ("($.External.k)", "(v)"),
        ("$.External.k-", "v-"),
        ("$.External.missing", ""),
        ("$.External.nothing", ""),
        ("$.Nowhere.at.all[3]", ""),
        ("$.Attributes.nested.list[9]", ""),
        ("It costs $5, or 5$.", "It costs $5, or 5$."),
        ("$", "$"),
        ("$LATEST $", "$LATEST $"),
        ("id:$LATEST", "id:$LATEST"),
        ("$.", "$."),
        ("$$.External.k", "$v"),
        ("${placeholder}", "${placeholder}"),
        ("", ""),
    ],
)
def test_paths_in_a_text_become_what_they_lead_to(text: str, rendered: str) -> None:
    assert render(text, HERE) == rendered


def test_keys_are_rendered_too() -> None:
    given_ = {"survey_$.External.count": "$.StoredCustomerInput", "list": ["$.External.k", {"deep": "$.External.k"}]}
    assert render_all(given_, HERE) == {"survey_3": "٤٥", "list": ["v", {"deep": "v"}]}


def test_a_whole_path_is_told_from_a_text_with_one() -> None:
    assert whole("$.External.k") == Path(("External", "k"), "$.External.k")
    assert whole("$.External.k ") is None
    assert whole("k") is None
    assert [path.root for path in embedded("$.A.x and $.B.y")] == ["A", "B"]


def test_a_value_is_found_as_it_is_kept() -> None:
    path = whole("$.External.list")
    assert path
    assert lookup(path, HERE) == [1, 2]


def test_everything_is_text_to_a_flow() -> None:
    assert [as_text(value) for value in ("x", None, True, 5, 1.5, {"ا": 1})] == [
        "x",
        "",
        "true",
        "5",
        "1.5",
        '{"ا": 1}',
    ]


def test_a_quoted_key_may_hold_quotes() -> None:
    assert parts(r"$['it\'s']['x']") == (Path(("it's", "x"), r"$['it\'s']['x']"),)


@given(st.text())
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in parts(text)) == text


@given(st.text(alphabet="$.[]'\"\\a-0 ", max_size=60))
def test_whatever_looks_like_a_path_is_answered(text: str) -> None:
    assert isinstance(render(text, HERE), str)


@pytest.mark.parametrize("unit", ["$['", "$.a-", "$[", "$.a", '$["\\', "$", "$.a[ ", "-", "$['a\\'"])
def test_time_is_linear_in_the_text(unit: str) -> None:
    began = process_time()
    parts.__wrapped__(unit * (100_000 // len(unit)))
    assert process_time() - began < 5
