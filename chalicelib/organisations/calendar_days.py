"""What a date is in a calendar: the hours worked on it, and why these."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Calendar, Closure, Days, Intervals

DAY = 24 * 60
Span = tuple[int, int]
"""Minutes from the midnight that a date begins with; the end may lie on the date after."""
Spans = tuple[Span, ...]
Why = Literal["week", "ramadan", "weekend", "holiday", "closure", "special"]
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMELESS = Words(ar="", en="")


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A date's hours, and why these; a holiday, a closure and a special day have a name."""

    spans: Spans
    why: Why
    name: Words = _NAMELESS
    estimated: bool = False


class Almanac:
    """A calendar laid out so that any date is found at once."""

    def __init__(self, calendar: Calendar) -> None:
        weeks = sorted(calendar.weeks, key=lambda week: week.effective_from)
        self._since = [_ordinal(week.effective_from) for week in weeks]
        self._weeks = [(_seven(week.days), _seven(week.ramadan or week.days)) for week in weeks]
        self._ramadans = {day for ramadan in calendar.ramadans for day in _range(ramadan.first, ramadan.last)}
        closures = [closure for closure in calendar.closures if not closure.begins]
        self._shut = {day: closure.name for closure in closures for day in _range(closure.first, closure.last)}
        self._holidays = {day: h for h in calendar.holidays for day in _range(h.first, h.last)}
        self._special = {_ordinal(s.date): (spans_of(s.intervals), s.name) for s in calendar.special_days}
        self._breaks = _breaks(closure for closure in calendar.closures if closure.begins)

    def day(self, date: date) -> Day:
        """Return what a date is."""
        ordinal = date.toordinal()
        day = self._whole(ordinal)
        breaks = self._breaks_about(ordinal) if self._breaks else ()
        return msgspec.structs.replace(day, spans=without(day.spans, breaks)) if breaks else day

    def _whole(self, ordinal: int) -> Day:
        if special := self._special.get(ordinal):
            return Day(spans=special[0], why="special", name=special[1])
        if shut := self._shut.get(ordinal):
            return Day(spans=(), why="closure", name=shut)
        if holiday := self._holidays.get(ordinal):
            return Day(spans=(), why="holiday", name=holiday.name, estimated=holiday.estimated)
        return self._usual(ordinal)

    def _usual(self, ordinal: int) -> Day:
        place = bisect_right(self._since, ordinal) - 1
        if place < 0:
            return Day(spans=(), why="weekend")
        fasting = ordinal in self._ramadans
        spans = self._weeks[place][fasting][(ordinal - 1) % 7]
        if not spans:
            return Day(spans=(), why="weekend")
        return Day(spans=spans, why="ramadan" if fasting else "week")

    def _breaks_about(self, ordinal: int) -> list[Span]:
        """Return the hours shut on a date, and on the next, into which a shift may last."""
        tomorrow = self._breaks.get(ordinal + 1, ())
        return [*self._breaks.get(ordinal, ()), *((begins + DAY, ends + DAY) for begins, ends in tomorrow)]


def minutes_of(time: str) -> int:
    """Return the minutes from midnight to a time of day."""
    return int(time[:2]) * 60 + int(time[3:5])


def spans_of(intervals: Intervals) -> Spans:
    """Return hours as minutes, the earliest first."""
    return tuple(sorted(_span(interval.opens, interval.closes) for interval in intervals))


def _span(opens: str, closes: str) -> Span:
    begins, ends = minutes_of(opens), minutes_of(closes)
    return begins, ends if ends > begins else ends + DAY


def without(spans: Spans, breaks: Iterable[Span]) -> Spans:
    """Return hours without the breaks in them."""
    for begins, ends in breaks:
        cut = [piece for s, e in spans for piece in ((s, min(e, begins)), (max(s, ends), e))]
        spans = tuple((s, e) for s, e in cut if s < e)
    return spans


def _breaks(closures: Iterable[Closure]) -> dict[int, list[Span]]:
    breaks: dict[int, list[Span]] = {}
    for closure in closures:
        for day in _range(closure.first, closure.last):
            breaks.setdefault(day, []).append(_span(closure.begins, closure.ends))
    return breaks


def _seven(days: Days) -> tuple[Spans, ...]:
    return tuple(spans_of(getattr(days, name)) for name in _NAMES)


def _range(first: str, last: str) -> Iterator[int]:
    return iter(range(_ordinal(first), _ordinal(last) + 1))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 1
