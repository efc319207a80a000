"""Read JSON into a struct, and name every faulty field, not only the first.

msgspec decodes (the fast path) and stops at the first fault with a text; on that slow path the same types are walked
again, so that a caller learns all faults at once: `{field: "requester.mobile", reason: "too-long"}`.
"""

import types
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec

from chalicelib.shared.errors import Invalid, Malformed

T = TypeVar("T")

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
        raise Invalid(fields=list(_faults(msgspec.json.decode(raw), into, ""))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
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
    struct = _struct_of(kind)
    if struct and isinstance(value, dict):
        fields = {f.encode_name: f for f in msgspec.structs.fields(struct)}
        for name, field in fields.items():
            if name in value:
                yield from _faults(value[name], field.type, _at(path, name), strict=strict)
            elif field.required:
                yield {"field": _at(path, name), "reason": "missing"}
        yield from ({"field": _at(path, name), "reason": "unknown"} for name in value if name not in fields)
    elif isinstance(value, list) and (item := _item_of(kind)) is not None:
        for i, entry in enumerate(value):
            yield from _faults(entry, item, _at(path, str(i)), strict=strict)


def _options(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def _struct_of(kind: Any) -> type[msgspec.Struct] | None:
    return next((k for k in _options(kind) if isinstance(k, type) and issubclass(k, msgspec.Struct)), None)


def _item_of(kind: Any) -> Any:
    return next((get_args(k)[0] for k in _options(kind) if get_origin(k) in (list, tuple)), None)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _reason(text: str) -> str:
    return next((reason for words, reason in _REASONS if words in text), "wrong-value")
