"""Closures out of an iCalendar file (RFC 5545), as lists of holidays and office calendars are handed around.

An event of whole days shuts these days, one with times shuts its hours; what recurs is written out within the years
that are asked for. Files come from anywhere: what they may cost is bounded at each step.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Closure
from chalicelib.organisations.recurrence import NotTaken, days_of, rule_of
from chalicelib.shared.errors import Invalid
from chalicelib.shared.texts import clean_line

EVENTS, RULES = 1000, 50
LEFT_OUT = 100
"""Events left out that are told of."""
_OLDEST = 1970
_LONGEST = timedelta(days=366)
_DAY = timedelta(days=1)
_NAMELESS = Words(ar="إغلاق", en="Closed")
_FOLD = re.compile(rb"\r?\n[ \t]")
# Zones are known by their names: one that a file describes may be made to cost more than all its events.
_ZONES = re.compile(rb"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$", re.DOTALL | re.IGNORECASE | re.MULTILINE)


class LeftOut(NamedTuple):
    """An event that gave no closure: its place in the file, its name, and why."""

    event: int
    name: str
    reason: str


class _Unfit(Exception):
    """An event that gives no closure; the argument is the reason."""


class _Piece(NamedTuple):
    """What an event shuts of one date; without times, all of it."""

    name: Words
    begins: str
    ends: str
    day: date


class _Window(NamedTuple):
    zone: ZoneInfo
    first: date
    last: date


def closures_of(file: bytes, zone: ZoneInfo, first: date, last: date) -> tuple[tuple[Closure, ...], list[LeftOut]]:
    """Return the closures of a file between two days, on the clocks of a zone, and the events that gave none.

    :raises Invalid: if it is no iCalendar file, or has too many events or rules
    """
    events = _events_of(file)
    moved = {key for event in events for key in _moved(event)}
    pieces: set[_Piece] = set()
    left_out = []
    for place, event in enumerate(events, 1):
        found, reason = _looked_at(event, _Window(zone, first, last), moved)
        pieces |= found
        if reason:
            left_out.append(LeftOut(place, _name(event).ar, reason))
    return tuple(_closures(pieces)), left_out[:LEFT_OUT]


def _events_of(file: bytes) -> list[Any]:
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(_ZONES.sub(b"", _FOLD.sub(b"", file)), multiple=True)
    except (ValueError, RecursionError, IndexError, KeyError):
        raise Invalid.field("file", "not-icalendar") from None
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise Invalid.field("file", "not-icalendar")
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if len(events) > EVENTS or sum("RRULE" in event for event in events) > RULES:
        raise Invalid.field("file", "too-many-events")
    return events


def _looked_at(event: Any, window: _Window, moved: set[tuple[str, datetime]]) -> tuple[set[_Piece], str]:
    """Return what an event shuts, or why it shuts nothing."""
    try:
        found = set(_pieces(event, window, moved))
    except _Unfit as unfit:
        return set(), str(unfit)
    except NotTaken:
        return set(), "rule-not-taken"
    except (ValueError, OverflowError, TypeError, AttributeError):  # what the library makes of a value that is none
        return set(), "wrong-value"
    return found, "" if found else "outside-years"


def _pieces(event: Any, window: _Window, moved: set[tuple[str, datetime]]) -> Iterator[_Piece]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise _Unfit("cancelled")
    start, length, name = _start(event), _length(event), _name(event)
    uid, replaces = str(event.get("UID")), "RECURRENCE-ID" in event
    for at in _starts(event, start, window, length):
        if replaces or (uid, _instant(at)) not in moved:
            yield from (
                _Piece(name, *part)
                for part in _parts(at, length, window.zone)
                if window.first <= part[2] <= window.last
            )  # fmt: skip


def _start(event: Any) -> date:
    """Return when an event begins, with its zone if it has one."""
    if (given := event.get("DTSTART")) is None:
        raise _Unfit("missing-start")
    return _known(given)


def _known(given: Any) -> date:
    """Return a value of the file as a date or an instant. :raises _Unfit: if its zone is none that is known"""
    at = given.dt
    if not isinstance(at, date):
        raise _Unfit("wrong-value")
    if isinstance(at, datetime):
        nameless = at.tzinfo is None and "TZID" not in given.params
        if not (nameless or at.tzinfo is UTC or isinstance(at.tzinfo, ZoneInfo)):
            raise _Unfit("unknown-zone")
    return at


def _length(event: Any) -> timedelta:
    start = _start(event)
    whole = not isinstance(start, datetime)
    if "DTEND" in event:
        length: timedelta = _instant(_known(event["DTEND"])) - _instant(start)
    else:
        length = event["DURATION"].dt if "DURATION" in event else timedelta()
    if whole and not length:
        length = _DAY  # how many programs write one day
    if not timedelta() < length <= _LONGEST:
        raise _Unfit("wrong-length")
    return length


def _moved(event: Any) -> Iterator[tuple[str, datetime]]:
    """Yield the occurrence that an event stands in for."""
    given = getattr(event.get("RECURRENCE-ID"), "dt", None)
    if isinstance(given, date):
        yield str(event.get("UID")), _instant(given)


def _instant(at: date) -> datetime:
    """Return a start as something that compares; without a zone, as if in UTC."""
    whole = at if isinstance(at, datetime) else datetime.combine(at, time())
    return whole.astimezone(UTC) if whole.tzinfo else whole.replace(tzinfo=UTC)


def _starts(event: Any, start: date, window: _Window, length: timedelta) -> Iterator[date]:
    """Yield each start of an event that may reach into the window, in the zone of its own."""
    days = set(_ruled(event["RRULE"], start, window, length)) if "RRULE" in event else {start}
    days |= {_like(start, at) for at in _listed(event.get("RDATE"))}
    days -= {_like(start, at) for at in _listed(event.get("EXDATE"))}
    yield from days


def _ruled(parts: Any, start: date, window: _Window, length: timedelta) -> Iterator[date]:
    if isinstance(parts, list):
        raise NotTaken
    if start.year < _OLDEST and "COUNT" in parts:
        raise _Unfit("too-old")
    until = parts["UNTIL"][0] if "UNTIL" in parts else None
    first_day = start.date() if isinstance(start, datetime) else start
    for day in days_of(rule_of(parts), first_day, window.first - length - _DAY, window.last + _DAY):
        at = datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day
        if until is None or not _after(at, until):
            yield at


def _after(at: date, until: date) -> bool:
    """Return whether an occurrence comes after the end of its rule, which a date ends with its last moment."""
    if isinstance(at, datetime) and isinstance(until, datetime):
        return _instant(at) > _instant(until)
    return (at.year, at.month, at.day) > (until.year, until.month, until.day)


def _listed(given: Any) -> Iterator[date]:
    """Yield the dates of a property that may come several times, each with several values."""
    for each in given if isinstance(given, list) else [given] if given is not None else []:
        yield from (value.dt[0] if isinstance(value.dt, tuple) else value.dt for value in each.dts)


def _like(start: date, at: date) -> date:
    """Return a listed date as the start of an occurrence: in the same zone, at the same time if it has none."""
    if not isinstance(start, datetime):
        return at.date() if isinstance(at, datetime) else at
    if not isinstance(at, datetime):
        return datetime.combine(at, start.timetz())
    return at.astimezone(start.tzinfo) if at.tzinfo and start.tzinfo else at.replace(tzinfo=start.tzinfo)


def _parts(at: date, length: timedelta, zone: ZoneInfo) -> Iterator[tuple[str, str, date]]:
    """Yield from when to when an occurrence shuts which dates, on the clocks of the calendar."""
    if not isinstance(at, datetime):
        yield from (("", "", at + days * _DAY) for days in range(length.days))
        return
    begins = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    shown = (instant.astimezone(zone).replace(tzinfo=None) for instant in (begins, begins + length))
    yield from _cut(*shown)


def _cut(begins: datetime, ends: datetime) -> Iterator[tuple[str, str, date]]:
    """Yield the part of each date between two times of wall clocks."""
    while begins < ends:
        midnight = datetime.combine(begins.date() + _DAY, time())
        until = min(ends, midnight)
        opens, closes = f"{begins:%H:%M}", "24:00" if until == midnight else f"{until:%H:%M}"
        if (opens, closes) == ("00:00", "24:00"):
            yield "", "", begins.date()
        elif opens != closes:
            yield opens, closes, begins.date()
        begins = until


def _name(event: Any) -> Words:
    name = clean_line(str(event.get("SUMMARY", "")))[:200].strip()
    return Words(ar=name, en=name) if name else _NAMELESS


def _closures(pieces: Iterable[_Piece]) -> Iterator[Closure]:
    """Yield pieces that follow each other by the day as one closure."""
    alike = sorted(pieces, key=lambda piece: (piece.name.ar, piece.begins, piece.ends, piece.day))
    for _, run in groupby(enumerate(alike), lambda at: (at[1][:3], at[1].day.toordinal() - at[0])):
        row = [piece for _, piece in run]
        name, begins, ends, first = row[0]
        yield Closure(first=first.isoformat(), last=row[-1].day.isoformat(), name=name, begins=begins, ends=ends)
