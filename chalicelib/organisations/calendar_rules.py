"""What must hold within a calendar: real dates, hours that do not overlap, and an opening now and then."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from chalicelib.organisations.calendar import Calendar, Closure, Days, Ramadan, Week
from chalicelib.organisations.calendar_days import DAY, Spans, spans_of
from chalicelib.organisations.calendar_hours import hours_of
from chalicelib.organisations.faults import Fault, fault
from chalicelib.organisations.hours import ROUND_THE_CLOCK

RESERVED = (ROUND_THE_CLOCK, "section", "partner")
"""Codes that a policy's row means something else by."""
YEARS = (1970, 2099)
SHUT_DAYS = 4000
"""Days that all closures of a calendar may have together."""
_SHUT_AT_MOST = timedelta(days=366)
_WEEK = Days.__struct_fields__


def calendar_faults(calendar: Calendar) -> list[Fault]:
    """Return what is wrong with a calendar by itself; all of it."""
    faults = [fault("code", "not-allowed")] if calendar.code in RESERVED else []
    faults += [fault("zone", "not-found")] if calendar.zone and not is_zone(calendar.zone) else []
    faults += _repeated("weeks", "effective_from", [week.effective_from for week in calendar.weeks])
    for place, week in enumerate(calendar.weeks):
        faults += _week_faults(week, f"weeks.{place}")
    for place, ramadan in enumerate(calendar.own_ramadans):
        faults += _ramadan_faults(ramadan, f"own_ramadans.{place}")
    return [*faults, *_closures_faults(calendar.closures), *_special_faults(calendar)]


def opening_faults(calendar: Calendar, zone: str, now: datetime) -> list[Fault]:
    """Return the fault of a calendar that, from now, has no hour of work within a year: no promise could be kept."""
    opens = hours_of(calendar, zone).opening(now) - now <= _SHUT_AT_MOST
    return [] if opens else [fault("weeks", "never-open")]


def is_zone(name: str) -> bool:
    """Return whether a time zone has this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _week_faults(week: Week, field: str) -> Iterator[Fault]:
    if week.effective_from and not _is_day(week.effective_from):
        yield fault(f"{field}.effective_from", "wrong-format")
    for name, days in (("days", week.days), ("ramadan", week.ramadan)):
        if days is not None:
            yield from _days_faults(days, f"{field}.{name}")


def _days_faults(days: Days, field: str) -> Iterator[Fault]:
    spans = [spans_of(getattr(days, day)) for day in _WEEK]
    if not any(spans):
        yield fault(field, "never-open")
    for place, day in enumerate(_WEEK):
        if _overlap(spans[place], spans[(place + 1) % len(_WEEK)]):
            yield fault(f"{field}.{day}", "overlapping")


def _overlap(spans: Spans, tomorrow: Spans) -> bool:
    following = [*spans, *((begins + DAY, ends + DAY) for begins, ends in tomorrow[:1])]
    return any(before[1] > after[0] for before, after in pairwise(following))


def _ramadan_faults(ramadan: Ramadan, field: str) -> Iterator[Fault]:
    """Yield what is wrong with a Ramadan: it has 29 or 30 days."""
    if ramadan.last < ramadan.first:
        yield fault(f"{field}.last", "before-first")
    elif _length(ramadan) not in (29, 30):
        yield fault(f"{field}.last", "not-a-month")


def _closures_faults(closures: tuple[Closure, ...]) -> Iterator[Fault]:
    for place, closure in enumerate(closures):
        field = f"closures.{place}"
        if closure.last < closure.first:
            yield fault(f"{field}.last", "before-first")
        if not YEARS[0] <= int(closure.first[:4]) <= int(closure.last[:4]) <= YEARS[1]:
            yield fault(f"{field}.first", "not-allowed")
        if bool(closure.begins) != bool(closure.ends):
            yield fault(f"{field}.ends" if closure.begins else f"{field}.begins", "missing")
    if sum(_length(closure) for closure in closures) > SHUT_DAYS:
        yield fault("closures", "too-many-days")


def _special_faults(calendar: Calendar) -> Iterator[Fault]:
    yield from _repeated("special_days", "date", [special.date for special in calendar.special_days])
    for place, special in enumerate(calendar.special_days):
        if _overlap(spans_of(special.intervals), ()):
            yield fault(f"special_days.{place}.intervals", "overlapping")


def _repeated(field: str, key: str, values: list[str]) -> list[Fault]:
    return [fault(f"{field}.{at}.{key}", "repeated") for at, value in enumerate(values) if value in values[:at]]


def _length(days: Ramadan | Closure) -> int:
    return (date.fromisoformat(days.last) - date.fromisoformat(days.first)).days + 1


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
