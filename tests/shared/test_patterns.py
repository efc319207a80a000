"""What is declared of a text holds of the whole text: no line's end, nothing before it, no other script's digits."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

import app
import chalicelib
from chalicelib.shared.patterns import whole

FOLDER = Path(chalicelib.__file__).parent
# Every form of a route is loaded once the app is.
assert app.FEATURES


def _structs(kind: type[msgspec.Struct] = msgspec.Struct) -> Iterator[type[msgspec.Struct]]:
    for each in kind.__subclasses__():
        yield each
        yield from _structs(each)


def _patterns(kind: object) -> Iterator[str]:
    """Yield the patterns within a type as msgspec knows it."""
    if isinstance(kind, inspect.StrType) and kind.pattern:
        yield kind.pattern
    for name in ("item_type", "key_type", "value_type", "type"):
        if isinstance(inner := getattr(kind, name, None), inspect.Type):
            yield from _patterns(inner)
    for several in ("item_types", "types"):
        for inner in getattr(kind, several, ()):
            yield from _patterns(inner)


def _declared() -> list[str]:
    ours = [each for each in _structs() if each.__module__.startswith("chalicelib.")]
    infos = [inspect.type_info(each) for each in ours]
    return sorted({one for info in infos for field in getattr(info, "fields", ()) for one in _patterns(field.type)})


DECLARED = _declared()


def test_the_patterns_of_every_form_are_found() -> None:
    assert len(DECLARED) > 15
    assert whole("ar|en") in DECLARED


@pytest.mark.parametrize("pattern", DECLARED)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_text_that_fits_does_not_fit_with_a_line_more(pattern: str, data: st.DataObject) -> None:
    fits = data.draw(st.from_regex(pattern, fullmatch=True))
    declared = Annotated[str, msgspec.Meta(pattern=pattern)]
    assert msgspec.convert(fits, declared) == fits
    for wrong in (f"{fits}\n", f"{fits}\nx", f"x\n{fits}", f"\n{fits}"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, declared)


@pytest.mark.parametrize("pattern", DECLARED)
def test_digits_are_those_of_a_telephone(pattern: str) -> None:
    assert "\\d" not in pattern


def test_every_pattern_is_declared_of_the_whole_text() -> None:
    bare = [
        f"{path.relative_to(FOLDER)}: {line.strip()}"
        for path in FOLDER.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"pattern=", line) and not re.search(r"pattern=whole\(", line)
    ]
    assert bare == []
