"""The days on which a rule of an iCalendar file falls (RFC 5545, 3.3.10), by the day and never by the hour.

Every day that may count is looked at once. So what a rule costs is bounded by the days, however it was made up: a rule
for 30 February that walks to the end of time stops an import, and nothing else notices.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, islice
from typing import Any

import msgspec

_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TAKEN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYSETPOS"}
_VALUES = 62
_BYDAY = re.compile("([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class NotTaken(Exception):
    """A rule with parts that are not taken, or with values that are none."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What recurs: `days` are weekdays (Monday 0), each with its place in the month or year, 0 for every one."""

    each: str
    interval: int
    count: int | None
    week_begins: int
    days: tuple[tuple[int, int], ...]
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    year_days: tuple[int, ...]
    places: tuple[int, ...]


def rule_of(parts: Mapping[str, Sequence[Any]]) -> Rule:
    """Return a rule as the file has it. :raises NotTaken: if it has parts that are not taken here"""
    each = str(next(iter(parts.get("FREQ", ())), "")).upper()
    if each not in _PERIODS or not set(parts) <= _TAKEN or any(len(values) > _VALUES for values in parts.values()):
        raise NotTaken
    rule = Rule(
        each=each,
        interval=_numbers(parts, "INTERVAL", 1)[0],
        count=_numbers(parts, "COUNT")[0] if "COUNT" in parts else None,
        week_begins=_WEEKDAYS.index(str(parts["WKST"][0]).upper()) if "WKST" in parts else 0,
        days=tuple(_weekday(str(day)) for day in parts.get("BYDAY", ())),
        months=_numbers(parts, "BYMONTH"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        year_days=_numbers(parts, "BYYEARDAY"),
        places=_numbers(parts, "BYSETPOS"),
    )
    if rule.interval < 1 or (rule.count is not None and rule.count < 1):
        raise NotTaken
    return rule


def _numbers(parts: Mapping[str, Sequence[Any]], name: str, *otherwise: int) -> tuple[int, ...]:
    return tuple(int(value) for value in parts.get(name, otherwise))


def _weekday(text: str) -> tuple[int, int]:
    found = _BYDAY.fullmatch(text.upper())
    if not found:
        raise NotTaken
    return _WEEKDAYS.index(found[2]), int(found[1] or 0)


def days_of(rule: Rule, start: date, first: date, last: date) -> Iterator[date]:
    """Yield the days between two days on which a rule falls that begins on `start`; what is counted, from there."""
    matches = _matching(rule, start, start if rule.count else max(start, first), last)
    return (day for day in islice(matches, rule.count) if day >= first)


def _matching(rule: Rule, start: date, first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` on that match: of each period, all or those at the places that are asked for."""
    period, fits = _PERIODS[rule.each], _tests(rule, start)
    begin = first
    while rule.places and begin > date.min and period(begin - _DAY, rule) == period(first, rule):
        begin -= _DAY
    origin = period(start, rule)
    days = (begin + number * _DAY for number in range((_end_of_period(rule, last) - begin).days + 1))
    for number, group in groupby(days, lambda day: period(day, rule)):
        if (number - origin) % rule.interval == 0:
            found = [day for day in group if all(test(day) for test in fits)]
            yield from (day for day in _placed(rule, found) if first <= day <= last)


def _end_of_period(rule: Rule, last: date) -> date:
    return last + 366 * _DAY if rule.places and last < date(9000, 1, 1) else last


def _placed(rule: Rule, days: list[date]) -> list[date]:
    if not rule.places:
        return days
    places = {place - 1 if place > 0 else len(days) + place for place in rule.places}
    return [day for place, day in enumerate(days) if place in places]


def _tests(rule: Rule, start: date) -> list[Callable[[date], bool]]:
    """Return what a day must pass; what a rule leaves open is as on the day that it starts on."""
    tests: list[Callable[[date], bool]] = []
    if rule.months:
        tests.append(lambda day: day.month in rule.months)
    if rule.month_days:
        tests.append(lambda day: day.day in rule.month_days or day.day - _month(day) - 1 in rule.month_days)
    if rule.year_days:
        tests.append(lambda day: _of_year(day) in rule.year_days or _of_year(day) - _year(day) - 1 in rule.year_days)
    if rule.days:
        tests.append(lambda day: _is_weekday(rule, day))
    return tests + _left_open(rule, start)


def _left_open(rule: Rule, start: date) -> list[Callable[[date], bool]]:
    if rule.each == "DAILY" or rule.days or rule.month_days or rule.year_days:
        return []
    if rule.each == "WEEKLY":
        return [lambda day: day.weekday() == start.weekday()]
    same_month = rule.each == "YEARLY" and not rule.months
    return [lambda day: day.day == start.day and (day.month == start.month or not same_month)]


def _is_weekday(rule: Rule, day: date) -> bool:
    return any(day.weekday() == weekday and (not nth or _is_nth(rule, day, nth)) for weekday, nth in rule.days)


def _is_nth(rule: Rule, day: date, nth: int) -> bool:
    """Return whether a day is the nth of its weekday, in its month or, in a yearly rule without months, its year."""
    yearly = rule.each == "YEARLY" and not rule.months
    place, days = (_of_year(day), _year(day)) if yearly else (day.day, _month(day))
    return nth in ((place - 1) // 7 + 1, -((days - place) // 7 + 1))


def _month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _year(day: date) -> int:
    return 366 if isleap(day.year) else 365


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


_PERIODS: dict[str, Callable[[date, Rule], int]] = {
    "DAILY": lambda day, _: day.toordinal(),
    "WEEKLY": lambda day, rule: (day.toordinal() - 1 - rule.week_begins) // 7,
    "MONTHLY": lambda day, _: day.year * 12 + day.month,
    "YEARLY": lambda day, _: day.year,
}
