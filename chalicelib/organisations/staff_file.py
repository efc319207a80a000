"""A file of staff as a body's personnel office writes it: CSV, with headings and roles in Arabic or English (R012)."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import date
from io import StringIO
from typing import Any

import msgspec

from chalicelib.organisations.staff import ROLE_NAMES, TEMPLATES, USERNAME, Absence, Role
from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid
from chalicelib.shared.texts import clean_line, folded

MOST_LINES = 200
MOST_CELL = 200

_HEADINGS = {
    "username": ("username", "user name", "اسم المستخدم"),
    "name": ("name", "full name", "الاسم", "الاسم الكامل"),
    "email": ("email", "e-mail", "البريد الإلكتروني", "البريد"),
    "mobile": ("mobile", "phone", "رقم الهاتف", "الهاتف", "الهاتف النقال", "الجوال"),
    "roles": ("roles", "role", "الأدوار", "الدور"),
    "template": ("template", "role template", "القالب", "قالب الأدوار"),
    "sections": ("sections", "section", "الأقسام", "القسم"),
    "directorate": ("directorate", "المديرية"),
    "partner": ("partner", "الجهة الشريكة", "الشريك"),
    "serves": ("serves", "الجهات المخدومة", "تخدم"),
    "language": ("language", "اللغة"),
    "active": ("active", "نشط", "فعال"),
    "shifts": ("shifts", "shift calendar", "المناوبة", "نوبات العمل"),
    "skills": ("skills", "المهارات", "التخصصات"),
    "speaks": ("speaks", "answers in", "لغات الرد"),
    "absences": ("absences", "absence", "الغياب", "الإجازات"),
}
_COLUMNS = {folded(heading): column for column, headings in _HEADINGS.items() for heading in headings}
_SEVERAL = re.compile(r"[;؛،|,]")
_LANGUAGES = {folded(word): code for code, words in {
    "ar": ("ar", "arabic", "العربية"), "en": ("en", "english", "الإنجليزية"),
}.items() for word in words}  # fmt: skip
# Two dates as ISO 8601 writes an interval, and the user name of who stands in.
_ABSENCE = re.compile(rf"(\d{{4}}-\d\d-\d\d)/(\d{{4}}-\d\d-\d\d)(?: +({USERNAME}))?", re.ASCII)
_TRUTHS = {"yes": True, "true": True, "1": True, "نعم": True, "no": False, "false": False, "0": False, "لا": False}


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line that can be read; `given` holds the fields that it sets."""

    number: int
    username: str
    given: dict[str, Any]


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a line, counted as an editor shows it: the heading is line 1."""

    line: int
    field: str
    reason: str


class _Fault(Exception):
    """A cell that cannot be read."""


def read_staff_file(raw: bytes) -> tuple[list[Line], list[Refused]]:
    """Return the lines that can be read, and every fault of the others.

    :raises Invalid: if the file is no UTF-8 (with or without BOM), too long, or its heading does not fit
    """
    rows = _rows(raw)
    columns = _columns(rows[0][1] if rows else [])
    lines: list[Line] = []
    refused: list[Refused] = []
    for number, cells in rows[1:]:
        line, faults = _line(number, columns, cells, {line.username for line in lines})
        refused.extend(faults)
        lines.extend([line] if line else [])
    return lines, refused


def _rows(raw: bytes) -> list[tuple[int, list[str]]]:
    """Return each line that is not empty, with its number."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid.field("file", "not-utf-8") from None
    heading = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count))
    try:
        rows = [(reader.line_num, [clean_line(cell) for cell in cells]) for cells in reader]
    except csv.Error:
        raise Invalid.field("file", "not-csv") from None
    filled = [row for row in rows if any(row[1])]
    if len(filled) > MOST_LINES + 1:
        raise Invalid.field("file", "too-many-lines")
    return filled


def _columns(headings: list[str]) -> list[str]:
    columns = [_COLUMNS.get(folded(heading), "") for heading in headings]
    faults = [
        {"field": f"file.{heading}", "reason": "unknown" if not column else "repeated"}
        for place, (heading, column) in enumerate(zip(headings, columns, strict=True))
        if not column or column in columns[:place]
    ]
    needed = [name for name in ("username", "name", "email") if name not in columns]
    needed += [] if {"roles", "template"} & set(columns) else ["roles"]
    faults += [{"field": f"file.{name}", "reason": "missing"} for name in needed]
    if faults:
        raise Invalid(fields=faults)
    return columns


def _line(
    number: int, columns: list[str], cells: list[str], before: Iterable[str]
) -> tuple[Line | None, list[Refused]]:
    if len(cells) != len(columns):
        return None, [Refused(line=number, field="line", reason="wrong-columns")]
    values: dict[str, Any] = {}
    faults = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column] = _READERS.get(column, _text)(cell)
        except _Fault as fault:
            faults.append(Refused(line=number, field=column, reason=str(fault)))
    if "username" in values and values["username"] in before:
        faults.append(Refused(line=number, field="username", reason="repeated"))
    return (None, faults) if faults else _read(number, values)


def _read(number: int, values: dict[str, Any]) -> tuple[Line | None, list[Refused]]:
    roles = values.pop("roles", frozenset()) | values.pop("template", frozenset())
    if not roles:
        return None, [Refused(line=number, field="roles", reason="missing")]
    return Line(number=number, username=values.pop("username"), given={**values, "roles": roles}), []


def _text(cell: str) -> str:
    if len(cell) > MOST_CELL:
        raise _Fault("too-long")
    return cell


def _needed(cell: str) -> str:
    if not cell:
        raise _Fault("missing")
    return _text(cell)


def _username(cell: str) -> str:
    username = _needed(cell).lower()
    if not re.fullmatch(USERNAME, username):
        raise _Fault("wrong-format")
    return username


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _SEVERAL.split(_text(cell)) if part.strip()))


def _absences(cell: str) -> tuple[Absence, ...]:
    return tuple(_absence(part) for part in _several(ascii_digits(cell).lower()))


def _absence(part: str) -> Absence:
    """Return an absence written as `2026-12-06/2026-12-10 huda`."""
    if not (found := _ABSENCE.fullmatch(part)):
        raise _Fault("wrong-format")
    try:
        first, last = (date.fromisoformat(day).isoformat() for day in found.groups()[:2])
    except ValueError:
        raise _Fault("wrong-format") from None
    return Absence(first=first, last=last, stand_in=found[3] or "")


def _roles(cell: str) -> frozenset[Role]:
    return frozenset(_one_of(_ROLES, role) for role in _several(cell))


def _template(cell: str) -> frozenset[Role]:
    return _one_of(_TEMPLATES, cell) if cell else frozenset()


def _language(cell: str) -> str:
    return _one_of(_LANGUAGES, cell) if cell else "ar"


def _spoken(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_one_of(_LANGUAGES, word) for word in _several(cell)))


def _active(cell: str) -> bool:
    return _one_of(_TRUTHS, cell) if cell else True


def _one_of(known: dict[str, Any], cell: str) -> Any:
    key = folded(cell.replace("_", " "))
    if key not in known:
        raise _Fault("not-allowed")
    return known[key]


_ROLES = {
    folded(word.replace("_", " ")): role for role, name in ROLE_NAMES.items() for word in (role, name.ar, name.en)
}
_TEMPLATES = {
    folded(word.replace("-", " ")): template.roles
    for template in TEMPLATES
    for word in (template.code, template.name.ar, template.name.en)
}
_READERS: dict[str, Callable[[str], Any]] = {
    "username": _username,
    "name": _needed,
    "email": _needed,
    "roles": _roles,
    "template": _template,
    "sections": _several,
    "serves": _several,
    "language": _language,
    "active": _active,
    "skills": _several,
    "speaks": _spoken,
    "absences": _absences,
}
