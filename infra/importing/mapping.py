"""The mapping file: which column of an old register is which field of a ticket, and what its values mean.

body: sawari                      # the body that gets the tickets
fields:
old_number: {column: unique_key}
status: {column: status, values: {Closed: closed, Open: registered}}
channel: {column: source, values: {Phone: phone}, otherwise: web}
description: {columns: [type, notes], join: " - "}
kind: {value: report}           # the same for every row
location.lat: {column: latitude, kind: number}
registered_at: {column: created, kind: instant, zone: Asia/Muscat}
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid
from chalicelib.tickets.importing import OldTicket


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a field comes from: a column, several joined, or one value for all rows."""

    column: str = ""
    columns: tuple[str, ...] = ()
    join: str = "\n"
    value: str | None = None
    values: dict[str, str] = {}
    otherwise: str | None = None
    kind: Literal["text", "number", "instant"] = "text"
    zone: str = "UTC"
    format: str = ""
    most: int = 4000


class RegisterMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping file."""

    body: str
    fields: dict[str, Source]
    sheet: str = ""
    encoding: str = "utf-8-sig"
    delimiter: str = ","


def read_mapping(path: Path) -> RegisterMapping:
    """Read a mapping file, YAML or JSON.

    :raises msgspec.ValidationError: naming what does not fit
    """
    return msgspec.yaml.decode(path.read_bytes(), type=RegisterMapping)


def old_ticket(row: Mapping[str, str], mapping: RegisterMapping) -> OldTicket:
    """Return the ticket in a row.

    :raises Invalid: naming every faulty field, with the value where it has no meaning
    """
    faults: list[dict[str, str]] = []
    nested: dict[str, Any] = {}
    for name, source in mapping.fields.items():
        try:
            value = _value(row, source, name)
        except Invalid as error:
            faults += error.facts["fields"]
            continue
        if value not in ("", None):
            _put(nested, name, value)
    if faults:
        raise Invalid(fields=faults)
    return _converted(nested)


def _converted(nested: dict[str, Any]) -> OldTicket:
    try:
        return msgspec.convert(nested, OldTicket)
    except msgspec.ValidationError as error:
        raise Invalid(fields=[{"field": "row", "reason": str(error)}]) from None


def _value(row: Mapping[str, str], source: Source, name: str) -> Any:
    if source.value is not None:
        return source.value
    text = source.join.join(filter(None, (_cell(row, column, name) for column in source.columns or (source.column,))))
    if source.values and text:
        text = _meaning(text, source, name)
    return _typed(text[: source.most], source, name) if text else source.otherwise


def _cell(row: Mapping[str, str], column: str, name: str) -> str:
    if column not in row:
        raise Invalid.field(name, f"no-column:{column}")
    return (row[column] or "").strip()


def _meaning(text: str, source: Source, name: str) -> str:
    if text in source.values:
        return source.values[text]
    if source.otherwise is None:
        raise Invalid.field(name, f"unknown-value:{text}")
    return source.otherwise


def _typed(text: str, source: Source, name: str) -> Any:
    try:
        if source.kind == "number":
            return float(ascii_digits(text))
        return _instant(text, source) if source.kind == "instant" else text
    except ValueError:
        raise Invalid.field(name, f"not-{source.kind}:{text}") from None


def _instant(text: str, source: Source) -> datetime:
    plain = ascii_digits(text)
    read = datetime.strptime(plain, source.format) if source.format else datetime.fromisoformat(plain)  # noqa: DTZ007 - below
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(source.zone))


def _put(nested: dict[str, Any], name: str, value: Any) -> None:
    *outer, last = name.split(".")
    for part in outer:
        nested = nested.setdefault(part, {})
    nested[last] = value
