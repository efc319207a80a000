"""A business calendar (تقويم العمل): the week, what departs from it, and why a day is as it is (R023).

Dates are ISO 8601 and both ends of a range belong to it; times of day are `HH:MM` on the clocks of the calendar's zone.
"""

from typing import Literal

import msgspec

from chalicelib.organisations.bilingual import Words

COUNTRIES = ("OM", "SA", "AE", "KW", "BH", "QA")
Country = Literal["", "OM", "SA", "AE", "KW", "BH", "QA"]


class Interval(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Hours of work. What closes at or before it opens closes on the day after; `24:00` is the end of the day."""

    opens: str
    closes: str


Intervals = tuple[Interval, ...]


class Days(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """The hours of each day of a week; none is a day without work. A shift is of the day on which it opens."""

    sunday: Intervals = ()
    monday: Intervals = ()
    tuesday: Intervals = ()
    wednesday: Intervals = ()
    thursday: Intervals = ()
    friday: Intervals = ()
    saturday: Intervals = ()


class Week(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """The week from a date on ("": since ever); `ramadan` is worked instead in Ramadan, where it differs."""

    days: Days
    effective_from: str = ""
    ramadan: Days | None = None


class Ramadan(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A Ramadan: worked out, and `estimated` until it was sighted; or given by an admin."""

    first: str
    last: str
    estimated: bool = False


class Holiday(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A public holiday; `estimated` while it waits for a moon to be sighted."""

    first: str
    last: str
    name: Words
    estimated: bool = False


class Closure(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Days on which the place itself is shut; with times, only so long on each of them."""

    first: str
    last: str
    name: Words
    begins: str = ""
    ends: str = ""


class SpecialDay(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A date with hours of its own, whatever the week, holidays and closures say; without hours, a day off."""

    date: str
    name: Words
    intervals: Intervals = ()


class Calendar(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """When a body, a section or a partner works; `zone` is "" for the body's.

    `holidays_of` is the country whose public holidays are kept ("" none). `holidays` and `ramadans` are worked out of
    it when the calendar is saved, for the years up to `worked_out_until`; `own_ramadans` are dates that an admin gave
    for the Ramadan of their year, because a sighting moved it.
    """

    code: str
    name: Words
    zone: str = ""
    weeks: tuple[Week, ...] = ()
    holidays_of: Country = ""
    own_ramadans: tuple[Ramadan, ...] = ()
    closures: tuple[Closure, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    ramadans: tuple[Ramadan, ...] = ()
    worked_out_until: str = ""
