"""What callers are shown of a calendar's year: each day's hours and why, and of an import what became of it."""

from datetime import date, timedelta

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Calendar, Interval
from chalicelib.organisations.calendar_days import Almanac, Spans, Why
from chalicelib.organisations.views import CalendarShown


class DayShown(msgspec.Struct, frozen=True, kw_only=True):
    """A date; a holiday, a closure and a special day have a name."""

    date: str
    why: Why
    name: Words
    estimated: bool
    minutes: int
    intervals: list[Interval]


class YearShown(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar's year; beyond `worked_out_until` its holidays and Ramadans are not known yet."""

    code: str
    name: Words
    zone: str
    year: int
    worked_out_until: str
    working_days: int
    minutes: int
    days: list[DayShown]
    version: int


class LeftOutShown(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a file that did not become a closure, by its place in the file, and why."""

    event: int
    name: str
    reason: str


class ClosuresImported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import made of a file: closures that are new, those that stood already, events left out."""

    added: int
    known: int
    left_out: list[LeftOutShown]
    calendar: CalendarShown


def year_shown(calendar: Calendar, zone: str, year: int, version: int) -> YearShown:
    """Return each day of a year; `zone` is the body's, where the calendar names none."""
    almanac = Almanac(calendar)
    first = date(year, 1, 1)
    dates = [first + timedelta(days=day) for day in range((date(year + 1, 1, 1) - first).days)]
    days = [_day_shown(almanac, day) for day in dates]
    return YearShown(
        code=calendar.code,
        name=calendar.name,
        zone=calendar.zone or zone,
        year=year,
        worked_out_until=calendar.worked_out_until,
        working_days=sum(bool(day.minutes) for day in days),
        minutes=sum(day.minutes for day in days),
        days=days,
        version=version,
    )


def _day_shown(almanac: Almanac, date: date) -> DayShown:
    day = almanac.day(date)
    return DayShown(
        date=date.isoformat(),
        why=day.why,
        name=day.name,
        estimated=day.estimated,
        minutes=sum(ends - begins for begins, ends in day.spans),
        intervals=_intervals(day.spans),
    )


def _intervals(spans: Spans) -> list[Interval]:
    return [Interval(opens=_time(begins), closes="24:00" if ends == 1440 else _time(ends)) for begins, ends in spans]


def _time(minutes: int) -> str:
    hour, minute = divmod(minutes % 1440, 60)
    return f"{hour:02}:{minute:02}"
