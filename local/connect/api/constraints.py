"""What a service's model says of values beyond their types: enumerations, lengths, ranges and patterns."""

import re
from collections.abc import Iterator
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape
from botocore.validate import ParamValidator

_validator = ParamValidator()
_CLASSES = {r"\p{L}": r"\w", r"\p{N}": r"\d", r"\p{Z}": " "}
"""Java's classes of characters, and what in Python's patterns comes nearest."""
_NUMBERS = frozenset({"integer", "long", "float", "double"})


def faults(shape: Shape, value: Any) -> list[str]:
    """Return what does not fit a shape: types and required members first, else the constraints, as AWS words them."""
    report = _validator.validate(value, shape)
    if report.has_errors():
        return [str(report.generate_report())]
    return list(_broken(shape, value, ""))


def _broken(shape: Shape, value: Any, at: str) -> Iterator[str]:
    if isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            if name in value and not shape.is_document_type:
                yield from _broken(member, value[name], f"{at}.{name}" if at else name)
    elif isinstance(shape, ListShape):
        yield from _length(shape, value, at)
        for index, item in enumerate(value):
            yield from _broken(shape.member, item, f"{at}.{index + 1}.member")
    elif isinstance(shape, MapShape):
        yield from _map(shape, value, at)
    else:
        yield from _scalar(shape, value, at)


def _map(shape: MapShape, value: dict[str, Any], at: str) -> Iterator[str]:
    if value:  # AWS itself tells empty ones where its model asks for an entry
        yield from _length(shape, value, at)
    for key, item in value.items():
        yield from _broken(shape.key, key, f"{at}.key")
        yield from _broken(shape.value, item, f"{at}.{key}")


def _scalar(shape: Shape, value: Any, at: str) -> Iterator[str]:
    if isinstance(shape, StringShape):
        if shape.enum and value not in shape.enum:
            yield _said(at, value, f"Member must satisfy enum value set: [{', '.join(shape.enum)}]")
        pattern = shape.metadata.get("pattern")
        if pattern and not _matches(pattern, value):
            yield _said(at, value, f"Member must satisfy regular expression pattern: {pattern}")
        yield from _length(shape, value, at)
    elif shape.type_name in _NUMBERS and value > shape.metadata.get("max", value):
        yield _said(at, value, f"Member must have value less than or equal to {shape.metadata['max']}")


def _length(shape: Shape, value: Any, at: str) -> Iterator[str]:
    least, most = shape.metadata.get("min", 0), shape.metadata.get("max")
    if len(value) < least:
        yield _said(at, value, f"Member must have length greater than or equal to {least}")
    if most is not None and len(value) > most:
        yield _said(at, value, f"Member must have length less than or equal to {most}")


def _matches(pattern: str, value: str) -> bool:
    for java, python in _CLASSES.items():
        pattern = pattern.replace(java, python)
    if len(pattern) > 1 and pattern[0] == pattern[-1] == "/":  # one is written as in JavaScript
        pattern = pattern[1:-1]
    try:
        return re.search(pattern.replace("\\\\", "\\"), value) is not None  # some are escaped twice in the model
    except re.error:  # AWS writes Java's patterns; what Python cannot read holds nobody back
        return True


def _said(at: str, value: Any, constraint: str) -> str:
    shown = str(value)[:100]
    return f"1 validation error detected: Value '{shown}' at '{at}' failed to satisfy constraint: {constraint}"
