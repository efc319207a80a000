"""A body's calendar as hours of operation of Amazon Connect: a week, and overrides by date. Pure (R023, R085).

Connect knows a week and, for dates, overrides in its place: 50 at most, which AWS does not raise. Hours past midnight
are cut there, so that a date's hours are its own. Dates that follow each other and agree on each weekday share an
override, so that a Ramadan is one. An override either closes dates that the week opens or opens them otherwise, never
both: what Connect does with weekdays that an override does not name is not documented.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from chalicelib.organisations.calendar import Calendar
from chalicelib.organisations.calendar_days import DAY, Almanac, Spans

AHEAD = 400
"""Days that are looked ahead."""
MOST, LONGEST = 50, 366
"""Overrides of one hours of operation (a quota); days of one override."""
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
ROUND_THE_CLOCK: Spans = ((0, DAY),)


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """Dates with hours of their own, both ends counted; `days` are minutes of each weekday that is open (0 Monday)."""

    first: date
    last: date
    days: dict[int, Spans]

    @property
    def name(self) -> str:
        return f"{self.first}..{self.last}"


class ConnectHours(msgspec.Struct, frozen=True, kw_only=True):
    """A week and what overrides it, on the clocks of `zone`; right up to `until`, if the quota let no more in."""

    zone: str
    week: tuple[Spans, ...]
    overrides: tuple[Override, ...] = ()
    until: date = date.max


def always(zone: str) -> ConnectHours:
    """Return hours that never close."""
    return ConnectHours(zone=zone, week=(ROUND_THE_CLOCK,) * 7)


def connect_hours(calendar: Calendar, zone: str, today: date) -> ConnectHours:
    """Return the hours of a calendar from yesterday on; `zone` is the body's, where the calendar names none."""
    almanac = Almanac(calendar)
    dates = [today + timedelta(days=days) for days in range(-1, AHEAD)]
    worked = [_within(almanac, day) for day in dates]
    week = _usual(dates, worked)
    overrides = list(_overrides(dates, worked, week))
    return ConnectHours(
        zone=calendar.zone or zone,
        week=week,
        overrides=tuple(overrides[:MOST]),
        until=overrides[MOST].first if len(overrides) > MOST else dates[-1],
    )


def _within(almanac: Almanac, day: date) -> Spans:
    """Return the minutes of a date on which work is done, those of the night's shift before it too, none twice."""
    yesterday = almanac.day(day - timedelta(days=1)).spans
    late = [(begins - DAY, ends - DAY) for begins, ends in yesterday]
    joined: list[tuple[int, int]] = []
    for begins, ends in sorted([*late, *almanac.day(day).spans]):
        begins, ends = max(begins, 0), min(ends, DAY)
        if begins >= ends:
            continue
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return tuple(joined)


def _usual(dates: Sequence[date], worked: Sequence[Spans]) -> tuple[Spans, ...]:
    """Return the hours that each weekday has most often."""
    seen = [Counter(spans for day, spans in zip(dates, worked, strict=True) if day.weekday() == n) for n in range(7)]
    return tuple(counter.most_common(1)[0][0] for counter in seen)


def _overrides(dates: Sequence[date], worked: Sequence[Spans], week: tuple[Spans, ...]) -> Iterator[Override]:
    """Yield the runs of dates that depart from the week, the earliest first."""
    run: list[date] = []
    days: dict[int, Spans] = {}
    last = 0
    for day, spans in zip(dates, worked, strict=True):
        departs = spans != week[day.weekday()]
        if run and not _joins(run[0], day, spans, days, week):
            yield _override(run[:last], days)
            run, days, last = [], {}, 0
        if run or departs:
            run.append(day)
            days[day.weekday()] = spans
            last = len(run) if departs else last
    if run:
        yield _override(run[:last], days)


def _joins(first: date, day: date, spans: Spans, days: dict[int, Spans], week: tuple[Spans, ...]) -> bool:
    """Return whether a date may share an override: its weekday's hours are the same, and the others' closed or not."""
    if (day - first).days >= LONGEST or days.get(day.weekday(), spans) != spans:
        return False
    if not spans and not week[day.weekday()]:
        return True
    open_ones = {bool(hours) for weekday, hours in days.items() if hours or week[weekday]}
    return not open_ones or bool(spans) in open_ones


def _override(run: Sequence[date], days: dict[int, Spans]) -> Override:
    """Return an override of the dates; weekdays that come only after its last one are none of its own."""
    own = {day.weekday() for day in run}
    return Override(
        first=run[0], last=run[-1], days={weekday: spans for weekday, spans in days.items() if spans and weekday in own}
    )
