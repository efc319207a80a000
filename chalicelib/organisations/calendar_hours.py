"""Working time by a calendar: a table of its openings with the work done before each, searched by halving (R023).

The table grows as far as it is asked for, and is kept with the calendar's value: what a registration asks costs
microseconds. Before 1970 and from 2100 on all time counts, so that every question has an answer.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from chalicelib.organisations.calendar import Calendar
from chalicelib.organisations.calendar_days import Almanac, Spans
from chalicelib.organisations.hours import Hours

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_NO_TIME, _DAY, _MINUTE, _SECOND = timedelta(), timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
_MINUTES = 24 * 60
_STRETCH = 32  # days that the table grows by
_MOST = 512  # calendars whose tables are kept
# A body that is read anew each minute brings an equal calendar: the object at hand is found without comparing values.
_at_hand: dict[int, tuple[Calendar, str, Hours]] = {}


def hours_of(calendar: Calendar, zone: str) -> Hours:
    """Return the hours of a calendar; `zone` is the body's, where the calendar names none."""
    kept = _at_hand.get(id(calendar))
    if kept is None or kept[0] is not calendar or kept[1] != zone:
        if len(_at_hand) >= _MOST:
            _at_hand.clear()
        kept = _at_hand[id(calendar)] = (calendar, zone, _hours_of(calendar, zone))
    return kept[2]


@lru_cache(maxsize=_MOST)
def _hours_of(calendar: Calendar, zone: str) -> Hours:
    almanac = Almanac(calendar)
    return WorkingHours(lambda day: almanac.day(day).spans, ZoneInfo(calendar.zone or zone))


class WorkingHours:
    """Hours by what is worked on each date, on the clocks of a zone."""

    def __init__(self, spans_on: Callable[[date], Spans], zone: tzinfo) -> None:
        self._spans_on = spans_on
        self._zone = zone
        self._begin(LAST)

    def add(self, start: datetime, work: timedelta) -> datetime:
        start = start.astimezone(UTC)
        if work <= _NO_TIME:
            return start
        target = self._done(start) + work
        while target > self._work:
            if not self._grow():
                return LAST + (target - self._work)
        if target <= _NO_TIME:
            return FIRST + target
        place = bisect_left(self._before, target) - 1
        return self._opens[place] + (target - self._before[place])

    def between(self, start: datetime, end: datetime) -> timedelta:
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        self._cover(min(start, end))
        return self._done(end) - self._done(start)

    def opening(self, at: datetime) -> datetime:
        at = at.astimezone(UTC)
        if not FIRST <= at < LAST:
            return at
        self._cover(at)
        place = bisect_right(self._opens, at)
        if place and at < self._closes[place - 1]:
            return at
        while place == len(self._opens):
            if not self._grow():
                return LAST
        return self._opens[place]

    def days(self, start: datetime, count: int) -> datetime:
        start = start.astimezone(UTC)
        if count <= 0:
            return start
        self._cover(min(max(start, FIRST), LAST))
        place = bisect_right(self._dates, start.astimezone(self._zone).date()) + count - 1
        while place >= len(self._dates):
            if not self._grow():
                return max(start, LAST) + (place - len(self._dates) + 1) * _DAY
        return self._ends[place]

    def _done(self, at: datetime) -> timedelta:
        """Return the work done from the begin of the table to an instant."""
        self._cover(at)
        if at >= LAST or at < FIRST:
            return self._work + (at - LAST) if at >= LAST else at - FIRST
        place = bisect_right(self._opens, at) - 1
        return self._before[place] + (min(at, self._closes[place]) - self._opens[place]) if place >= 0 else _NO_TIME

    def _cover(self, at: datetime) -> None:
        """Make the table where it does not yet hold an instant."""
        if at < self._from and self._from > FIRST:
            self._begin(at)
        while at >= self._until and self._grow():
            pass

    def _begin(self, at: datetime) -> None:
        """Begin the table anew a while before an instant; shifts of the date before its first may last into it."""
        self._from = max(at - _STRETCH * _DAY, FIRST) if at - FIRST > _STRETCH * _DAY else FIRST
        self._next = (self._from - 2 * _DAY).date()
        self._until = self._from
        self._work = _NO_TIME
        self._opens: list[datetime] = []
        self._closes: list[datetime] = []
        self._before: list[timedelta] = []
        self._dates: list[date] = []
        self._ends: list[datetime] = []
        self._late: list[tuple[datetime, datetime]] = []  # what a shift goes on to after a break past midnight

    def _grow(self) -> bool:
        """Add a stretch of dates to the table; return whether there was one to add."""
        if self._until >= LAST:
            return False
        for _ in range(_STRETCH):
            self._add_date(self._next)
            self._next += _DAY
        midnight = datetime(self._next.year, self._next.month, self._next.day, tzinfo=UTC)
        self._until = min(midnight - _DAY, LAST)  # no zone is a day ahead of UTC
        return True

    def _add_date(self, day: date) -> None:
        at = self._clock_of(day)
        spans = [(at(begins), at(ends)) for begins, ends in self._spans_on(day)]
        if spans:
            self._dates.append(day)
            self._ends.append(spans[-1][1])
        midnight = at(_MINUTES)
        spans = sorted([*self._late, *spans]) if self._late else spans
        self._late = [span for span in spans if span[0] >= midnight]
        for opens, closes in spans[: len(spans) - len(self._late)]:
            self._add(max(opens, self._closes[-1] if self._closes else self._from), min(closes, LAST))

    def _add(self, opens: datetime, closes: datetime) -> None:
        if opens >= closes:
            return
        self._opens.append(opens)
        self._closes.append(closes)
        self._before.append(self._work)
        self._work += closes - opens

    def _clock_of(self, day: date) -> Callable[[int], datetime]:
        """Return what tells the instant of a date's minute: by arithmetic, unless the clocks change about that date."""
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock's
        offsets = {(midnight + days * _DAY).replace(tzinfo=self._zone).utcoffset() for days in (0, 2)}
        if len(offsets) > 1:
            return lambda minute: instant(midnight + minute * _MINUTE, self._zone)
        start = midnight.replace(tzinfo=UTC) - (offsets.pop() or _NO_TIME)
        return lambda minute: start + minute * _MINUTE


def instant(shown: datetime, zone: tzinfo) -> datetime:
    """Return the first instant at which a zone's clocks show a time or, where they jump over it, a later one."""
    at = shown.replace(tzinfo=zone).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == shown:
        return at
    before, after = shown.replace(tzinfo=zone, fold=1).astimezone(UTC), at
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        before, after = (middle, after) if middle.astimezone(zone).replace(tzinfo=None) < shown else (before, middle)
    return after.replace(microsecond=0)
