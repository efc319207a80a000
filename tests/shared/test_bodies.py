"""Reading what callers send: every faulty field is named by its path, and nothing makes the reader fall."""

from contextlib import suppress
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from chalicelib.shared.bodies import read_json, read_query
from chalicelib.shared.errors import Invalid, Malformed


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]


class Circle(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="circle"):
    radius: Annotated[int, Meta(gt=0)]


class Square(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="square"):
    side: Annotated[int, Meta(gt=0)]


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=2, max_length=5)]
    colour: Literal["red", "blue"] = "red"
    code: Annotated[str, Meta(pattern="^[a-z]+$")] = "a"
    times: int = 1
    urgent: bool = False
    pin: Pin | None = None
    pins: tuple[Pin, ...] = ()
    tags: Annotated[tuple[Annotated[str, Meta(max_length=3)], ...], Meta(max_length=2)] = ()
    marks: frozenset[Literal["x", "y"]] = frozenset()
    names: dict[str, Annotated[str, Meta(max_length=3)]] = {}
    shape: Circle | Square | None = None
    extra: dict[str, Any] = {}


class Filter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: Annotated[int, Meta(ge=1, le=100)] = 25
    overdue: bool = False
    q: Annotated[str, Meta(max_length=5)] = ""


def faults(raw: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        read_json(raw.encode() if isinstance(raw, str) else raw, Asked)
    return [(fault["field"], fault["reason"]) for fault in refused.value.facts["fields"]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("{}", [("name", "missing")]),
        ('{"name": "a"}', [("name", "too-short")]),
        ('{"name": "abcdef"}', [("name", "too-long")]),
        ('{"name": 5}', [("name", "wrong-type")]),
        ('{"name": null}', [("name", "wrong-type")]),
        ('{"name": "abc", "size": 1}', [("size", "unknown")]),
        ('{"name": "abc", "colour": "green"}', [("colour", "not-allowed")]),
        ('{"name": "abc", "code": "A"}', [("code", "wrong-format")]),
        ('{"name": "abc", "times": 1.5}', [("times", "wrong-type")]),
        ('{"name": "abc", "times": "1"}', [("times", "wrong-type")]),
        ('{"name": "abc", "urgent": 1}', [("urgent", "wrong-type")]),
        ('{"name": "abc", "pin": {"lat": 91, "lon": 0}}', [("pin.lat", "too-large")]),
        ('{"name": "abc", "pin": {"lat": 0}}', [("pin.lon", "missing")]),
        ('{"name": "abc", "pin": {"lat": 0, "lon": 0, "z": 1}}', [("pin.z", "unknown")]),
        ('{"name": "abc", "pin": []}', [("pin", "wrong-type")]),
        ('{"name": "abc", "pins": [{"lat": 0, "lon": 0}, {"lat": 0}]}', [("pins.1.lon", "missing")]),
        ('{"name": "abc", "tags": ["abcd", "ok"]}', [("tags.0", "too-long")]),
        ('{"name": "abc", "tags": ["a", "b", "c"]}', [("tags", "too-long")]),
        ('{"name": "abc", "marks": ["x", "z"]}', [("marks.1", "not-allowed")]),
        ('{"name": "abc", "names": {"ar": "abcd", "en": "a"}}', [("names.ar", "too-long")]),
        ('{"name": "abc", "shape": {"type": "square", "side": 0}}', [("shape.side", "too-small")]),
        ('{"name": "abc", "shape": {"type": "circle", "radius": 1, "side": 1}}', [("shape.side", "unknown")]),
        ('{"name": "abc", "shape": {"type": "star"}}', [("shape", "wrong-value")]),
        ('{"name": "abc", "extra": 7}', [("extra", "wrong-type")]),
        ("[]", [("body", "wrong-type")]),
        ("null", [("body", "wrong-type")]),
        ("7", [("body", "wrong-type")]),
        ('"text"', [("body", "wrong-type")]),
    ],
    ids=str,
)  # fmt: skip
def test_each_fault_is_named_by_path_and_reason(raw: str, expected: list[tuple[str, str]]) -> None:
    assert faults(raw) == expected


def test_all_faults_are_named_at_once() -> None:
    raw = '{"name": "a", "colour": "green", "pins": [{"lat": 200, "lon": 200}], "size": 1, "tags": [1]}'
    assert faults(raw) == [
        ("name", "too-short"),
        ("colour", "not-allowed"),
        ("pins.0.lat", "too-large"),
        ("pins.0.lon", "too-large"),
        ("tags.0", "wrong-type"),
        ("size", "unknown"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        b"{",
        b'{"name": "abc"',
        b'{"name": "abc",}',
        b"{'name': 'abc'}",
        b"name=abc",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b'{"name": "\xed\xa0\x80"}',
        b'{"name": "\xff"}',
        b'{"name": "abc", "pin": {"lat": NaN, "lon": 0}}',
        b'{"name": "abc", "pin": {"lat": Infinity, "lon": 0}}',
        b'{"name": "abc", "pin": {"lat": -Infinity, "lon": 0}}',
        b'{"name": "\\ud800"}',
        b'{"name": "\\udc00\\ud800"}',
        b'{"name": "a\x00b"}',
        b'{"name": 5, "extra": ',
        b'{"name": 5, "extra": NaN}',
        b'{"name": 5} trailing',
        b'{"name": "abc"} {"name": "abc"}',
    ],
)
def test_what_is_no_json_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_json(raw, Asked)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":['])
@pytest.mark.parametrize("place", ["name", "extra", "unknown", "pins"])
def test_ten_thousand_brackets_are_refused_without_a_fall(opening: bytes, place: str) -> None:
    raw = b'{"name": "abc", "' + place.encode() + b'": ' + opening * 10_000
    with pytest.raises((Malformed, Invalid)):
        read_json(raw, Asked)


@pytest.mark.parametrize("digits", ["1e999", "-1e999", "9" * 5000])
def test_numbers_beyond_reason_are_refused(digits: str) -> None:
    for field in ("times", "extra"):
        with pytest.raises((Malformed, Invalid)):
            read_json(f'{{"name": "abc", "{field}": {digits}}}'.encode(), Asked)


def test_of_a_key_that_comes_twice_the_last_counts_and_is_checked() -> None:
    assert read_json(b'{"name": "abc", "name": "def"}', Asked).name == "def"
    assert faults('{"name": "abc", "name": 5}') == [("name", "wrong-type")]


def test_a_thousand_faulty_entries_are_each_named() -> None:
    raw = '{"name": "abc", "pins": [' + ",".join(['{"lat": 0}'] * 1000) + "]}"
    assert faults(raw) == [(f"pins.{i}.lon", "missing") for i in range(1000)]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(Malformed, Invalid):
        read_json(raw, Asked)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(Asked.__struct_fields__)


@given(st.dictionaries(FIELDS, JSON, max_size=8))
def test_any_json_is_read_or_its_faulty_fields_are_named(value: dict[str, Any]) -> None:
    raw = msgspec.json.encode(value)
    try:
        msgspec.json.decode(raw, type=Asked)
    except msgspec.ValidationError:
        named = {field.split(".")[0] for field, _ in faults(raw)}
        assert named
        assert named <= {*value, "name"}
    else:
        assert read_json(raw, Asked)


def test_query_parameters_are_read_from_text() -> None:
    assert read_query({"limit": "7", "overdue": "true", "q": "12"}, Filter) == Filter(limit=7, overdue=True, q="12")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"limit": "0"}, [("limit", "too-small")]),
        ({"limit": "101"}, [("limit", "too-large")]),
        ({"limit": "many"}, [("limit", "wrong-type")]),
        ({"limit": "1.5"}, [("limit", "wrong-type")]),
        ({"limit": ""}, [("limit", "wrong-type")]),
        ({"overdue": "perhaps"}, [("overdue", "wrong-type")]),
        ({"q": "abcdef"}, [("q", "too-long")]),
        ({"page": "1"}, [("page", "unknown")]),
        ({"limit": "0", "page": "1"}, [("limit", "too-small"), ("page", "unknown")]),
    ],
    ids=str,
)
def test_faulty_query_parameters_are_named(given: dict[str, str], expected: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        read_query(given, Filter)
    assert [(fault["field"], fault["reason"]) for fault in refused.value.facts["fields"]] == expected
