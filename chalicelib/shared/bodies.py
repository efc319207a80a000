"""Read JSON into a struct, and name every faulty field, not only the first.

msgspec decodes (the fast path) and stops at the first fault with a text; on that slow path the same types are walked
again, so that a caller learns all faults at once: `{field: "requester.mobile", reason: "too-long"}`.
"""

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from chalicelib.shared.errors import Invalid, Malformed

T = TypeVar("T")
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

# What msgspec says, and the reason a caller is told; the first that is found counts.
_REASONS = (
    ("unknown field", "unknown"),
    ("missing required", "missing"),
    ("length <=", "too-long"),
    ("length >=", "too-short"),
    (" <= ", "too-large"),
    (" < ", "too-large"),
    (" >= ", "too-small"),
    (" > ", "too-small"),
    ("matching regex", "wrong-format"),
    ("Invalid enum value", "not-allowed"),
    ("Invalid RFC3339", "wrong-format"),
    ("Expected `", "wrong-type"),
)


def read_json(raw: bytes, into: type[T]) -> T:
    """Decode a JSON body.

    :raises Malformed: if it is no JSON
    :raises Invalid: naming every faulty field
    """
    try:
        return msgspec.json.decode(raw, type=into)
    except msgspec.ValidationError:
        raise Invalid(fields=list(_faults(_plain(raw), into, ""))) from None
    except _UNREADABLE:
        raise Malformed from None


def _plain(raw: bytes) -> Any:
    # A fault may come before the place where the text stops being JSON, or is nested too deep.
    try:
        return msgspec.json.decode(raw)
    except _UNREADABLE:
        raise Malformed from None


def read_query(given: Mapping[str, str], into: type[T]) -> T:
    """Read query parameters, numbers and booleans written as text.

    :raises Invalid: naming every faulty parameter
    """
    try:
        return msgspec.convert(dict(given), into, strict=False)
    except msgspec.ValidationError:
        raise Invalid(fields=list(_faults(dict(given), into, "", strict=False))) from None


def _faults(value: Any, kind: Any, path: str, *, strict: bool = True) -> Iterator[dict[str, str]]:
    """Yield each faulty field of `value`, deepest first; nothing if it fits."""
    try:
        msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        inner = list(_inner_faults(value, kind, path, strict=strict))
        yield from inner or [{"field": path or "body", "reason": _reason(str(error))}]


def _inner_faults(value: Any, kind: Any, path: str, *, strict: bool) -> Iterator[dict[str, str]]:
    if isinstance(value, dict) and (struct := _struct_of(kind, value)):
        yield from _struct_faults(value, struct, path, strict=strict)
    elif isinstance(value, dict) and (entry := _entry_of(kind)) is not None:
        for name, item in value.items():
            yield from _faults(item, entry, _at(path, name), strict=strict)
    elif isinstance(value, list) and (item := _item_of(kind)) is not None:
        for i, entry in enumerate(value):
            yield from _faults(entry, item, _at(path, str(i)), strict=strict)


def _struct_faults(
    value: dict[str, Any], struct: type[msgspec.Struct], path: str, *, strict: bool
) -> Iterator[dict[str, str]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    for name, field in fields.items():
        if name in value:
            yield from _faults(value[name], field.type, _at(path, name), strict=strict)
        elif field.required:
            yield {"field": _at(path, name), "reason": "missing"}
    if struct.__struct_config__.forbid_unknown_fields:
        known = {*fields, struct.__struct_config__.tag_field}
        yield from ({"field": _at(path, name), "reason": "unknown"} for name in value if name not in known)


def _options(kind: Any) -> tuple[Any, ...]:
    """Return the types that a value may have, without their annotations."""
    if get_origin(kind) is Annotated:
        return _options(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(option for each in get_args(kind) for option in _options(each))
    return (kind,)


def _struct_of(kind: Any, value: dict[str, Any]) -> type[msgspec.Struct] | None:
    """Return the struct that a value should be: of several, the one whose tag it bears."""
    structs = [k for k in _options(kind) if isinstance(k, type) and issubclass(k, msgspec.Struct)]
    tagged = (s for s in structs if len(structs) == 1 or value.get(s.__struct_config__.tag_field or "") == _tag(s))
    return next(tagged, None)


def _tag(struct: type[msgspec.Struct]) -> Any:
    return struct.__struct_config__.tag


def _item_of(kind: Any) -> Any:
    return next((get_args(k)[0] for k in _options(kind) if get_origin(k) in (list, tuple, set, frozenset)), None)


def _entry_of(kind: Any) -> Any:
    return next((get_args(k)[1] for k in _options(kind) if get_origin(k) is dict), None)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _reason(text: str) -> str:
    return next((reason for words, reason in _REASONS if words in text), "wrong-value")
