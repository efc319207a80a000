"""Hold the parameters of an action against its row of the table."""

import re
from collections.abc import Iterator
from typing import Any

from local.connect.language.findings import Finding, bad_name, bad_value, missing_property, short
from local.connect.language.paths import embedded, whole
from local.connect.language.schema import Entries, Items, Kind, Record, Row, Scalar, Schema, Typed

# What deployments leave to be filled in: ${x}, <<x>>, {{x}}, %%x%%. Their values are not known here.
_BRACKETS = (("${", "}"), ("<<", ">>"), ("{{", "}}"), ("%%", "%%"))

# Namespaces that are objects: a path must go on to a value in them.
OBJECTS = frozenset(
    (
        *("Attributes", "External", "FlowAttributes", "LambdaInvocation", "Lex", "Queue", "Agent", "Metrics"),
        *("CustomerEndpoint", "SystemEndpoint", "Views", "Modules", "Customer", "Case", "SegmentAttributes"),
        *("References", "Media", "MediaStreams", "Loop", "DataTables", "Task", "Tags", "Wisdom"),
    )
)

Found = Iterator[Finding]


def check_parameters(row: Row, parameters: dict[str, Any], path: str, action: str) -> Found:
    """Yield what is wrong with an action's parameters; `path` is that of the action."""
    yield from _Checker(row, action).record(parameters, row.parameters, f"{path}.Parameters", top=True)
    for rule in row.rules:
        for broken in rule(parameters):
            here = f"{path}.Parameters" + (f".{broken.path}" if broken.path else "")
            message = missing_property if broken.missing else bad_value
            yield Finding(
                "missing" if broken.missing else "value",
                message(here, broken.text[:1].upper() + broken.text[1:]),
                action,
            )


class _Checker:
    def __init__(self, row: Row, action: str) -> None:
        self.row, self.action = row, action

    def find(self, rule: str, message: str) -> Finding:
        return Finding(rule, message, self.action)

    def value(self, value: Any, schema: Schema, path: str) -> Found:
        match schema:
            case Scalar():
                yield from self.scalar(value, schema, path)
            case Record():
                yield from self.record(value, schema, path)
            case Items():
                yield from self.items(value, schema, path)
            case Entries():
                yield from self.entries(value, schema, path)
            case Typed():
                yield from self.typed(value, schema, path)

    def scalar(self, value: Any, schema: Scalar, path: str) -> Found:
        if not isinstance(value, str):
            yield self.find("scalar", bad_value(path, _not_text(value)))
        elif not value:
            yield self.find("empty", _empty(path))
        elif holds_a_placeholder(value):
            return
        elif schema.longest and len(value) > schema.longest:
            yield self.find("count", bad_value(path, f"{len(value)} characters are more than {schema.longest}"))
        elif wrong := _wrong_kind(value, schema.kind):
            yield self.find("dynamic", bad_value(path, wrong))
        elif schema.kind in (Kind.STATIC, Kind.EITHER) and not embedded(value):
            yield from self.written_out(value, schema, path)

    def written_out(self, value: str, schema: Scalar, path: str) -> Found:
        if schema.choices and value not in schema.choices:
            text = f"{short(value)} is none of {', '.join(dict.fromkeys(schema.choices))}"
            yield self.find("choice", bad_value(path, text))
        elif wrong := _wrong_word(value, schema):
            yield self.find("value", bad_value(path, wrong))

    def record(self, value: Any, schema: Record, path: str, *, top: bool = False) -> Found:
        if not isinstance(value, dict):
            yield self.find("value", bad_value(path, f"{short(value)} must be an object"))
            return
        for key, item in value.items():
            here = f"{path}.{key}"
            known = schema.fields.get(key)
            if item is None:
                yield self.find("null", bad_value(here, "null is no value: leave the property out"))
            elif known:
                yield from self.value(item, known.schema, here)
            elif top and key in self.row.misnamed:
                yield self.find(
                    "misnamed", bad_name(here, f"{self.row.type} has no {key}: use {self.row.misnamed[key]}")
                )
            elif not schema.open:
                yield self.find("property-name", bad_name(here, _has_only(self.row, schema, key)))
        yield from self.together(value, schema, path)

    def together(self, value: dict[str, Any], schema: Record, path: str) -> Found:
        given = {key for key, item in value.items() if item is not None}
        for key, known in schema.fields.items():
            if known.required and key not in given:
                yield self.find("missing-late" if known.late else "missing", missing_property(f"{path}.{key}"))
        for names in (*schema.one_of, *schema.some_of):
            if not given & set(names):
                text = f"At least one of [{', '.join(names)}] must be set. Path: {path}"
                yield self.find("missing", text)
        for names in (*schema.one_of, *schema.at_most_one):
            both = [name for name in names if name in given]
            if len(both) > 1:
                text = f"Only one of these properties may be defined. Properties: [{', '.join(both)}], Path: {path}"
                yield self.find("one-of", text)

    def items(self, value: Any, schema: Items, path: str) -> Found:
        if not isinstance(value, list):
            yield self.find("value", bad_value(path, f"{short(value)} must be a list"))
            return
        yield from self.count(len(value), schema.least, schema.most, path)
        for index, item in enumerate(value):
            yield from self.value(item, schema.of, f"{path}[{index}]")

    def entries(self, value: Any, schema: Entries, path: str) -> Found:
        if not isinstance(value, dict):
            yield self.find("value", bad_value(path, f"{short(value)} must be an object"))
            return
        yield from self.count(len(value), schema.least, schema.most, path)
        for key, item in value.items():
            if schema.keys and key not in schema.keys:
                yield self.find("property-name", bad_name(f"{path}.{key}", f"It is one of {', '.join(schema.keys)}"))
            if not key:
                yield self.find("empty", _empty(path))
            yield from self.value(item, schema.of, f"{path}.{key}")

    def count(self, count: int, least: int, most: int | None, path: str) -> Found:
        if count < least:
            yield self.find("count", _empty(path))
        if most is not None and count > most:
            yield self.find("count", bad_value(path, f"{count} are more than {most}"))

    def typed(self, value: Any, schema: Typed, path: str) -> Found:
        if value == "":
            yield self.find("empty", _empty(path))
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from self.typed(item, schema, f"{path}.{key}")
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.typed(item, schema, f"{path}[{index}]")
        elif schema.texts and not isinstance(value, str):
            yield self.find("scalar-inside", bad_value(path, _not_text(value)))


def holds_a_placeholder(value: str) -> bool:
    """Return whether a deployment fills in something here; in time linear in the text, unlike a pattern's."""
    for opening, closing in _BRACKETS:
        at = value.find(opening)
        if at >= 0 and value.find(closing, at + len(opening)) >= 0:
            return True
    return False


def _empty(path: str) -> str:
    below = path.partition(".")[2]
    return f"Empty value in {below}. Path: {path}"


def _not_text(value: Any) -> str:
    if isinstance(value, bool):
        return f'Every scalar is a text: write "{value}", not {str(value).lower()}'
    if isinstance(value, int | float):
        return f'Every scalar is a text: write "{short(value)}", not {short(value)}'
    return f"{short(value)} must be a text"


def _has_only(row: Row, schema: Record, key: str) -> str:
    names = ", ".join(schema.fields)
    return f"{short(key)} is none of {names}" if names else f"{row.type} takes no parameters"


def _wrong_kind(value: str, kind: Kind) -> str:
    if kind is Kind.FREE:
        return ""
    path = whole(value)
    if kind is Kind.PATH:
        if path is None:
            return f"{short(value)} must be one JSONPath and nothing else"
        return f"{path.text} is an object: go on to a value in it" if path.keys in {(name,) for name in OBJECTS} else ""
    if not embedded(value):
        return ""
    if kind is Kind.STATIC:
        return f"{short(value)} must be written out, without a JSONPath"
    return "" if path else f"{short(value)} must be fully static or one JSONPath"


def _wrong_word(value: str, schema: Scalar) -> str:
    if schema.pattern and not re.fullmatch(schema.pattern, value, re.ASCII):
        wanted = "a whole number" if schema.pattern.startswith("-?") else f"of the form {schema.pattern}"
        return f"{short(value)} must be {wanted}"
    if schema.low is not None and int(value) < schema.low:
        return f"{value} is below {schema.low}"
    if schema.high is not None and int(value) > schema.high:
        return f"{value} is above {schema.high}"
    return ""
