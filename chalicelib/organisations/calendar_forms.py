"""What admins send of calendars."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.calendar import Country
from chalicelib.organisations.forms import Given, Named, Place
from chalicelib.shared.patterns import whole

Time = Annotated[str, Meta(pattern=whole("([01][0-9]|2[0-3]):[0-5][0-9]"))]
End = Annotated[str, Meta(pattern=whole("([01][0-9]|2[0-3]):[0-5][0-9]|24:00"))]
NoTime = Annotated[str, Meta(pattern=whole("(([01][0-9]|2[0-3]):[0-5][0-9])?"))]
NoEnd = Annotated[str, Meta(pattern=whole("(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)?"))]
Year = Annotated[int, Meta(ge=1970, le=2099)]


class IntervalGiven(Given, frozen=True, kw_only=True):
    opens: Time
    closes: End


Intervals = Annotated[tuple[IntervalGiven, ...], Meta(max_length=6)]


class DaysGiven(Given, frozen=True, kw_only=True):
    """The hours of each day of a week; a day that is not named has none."""

    sunday: Intervals = ()
    monday: Intervals = ()
    tuesday: Intervals = ()
    wednesday: Intervals = ()
    thursday: Intervals = ()
    friday: Intervals = ()
    saturday: Intervals = ()


class WeekGiven(Given, frozen=True, kw_only=True):
    days: DaysGiven
    effective_from: Annotated[str, Meta(pattern=whole("((19[7-9][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2})?"))] = ""
    ramadan: DaysGiven | None = None


class RamadanGiven(Given, frozen=True, kw_only=True):
    first: date
    last: date


class ClosureGiven(Given, frozen=True, kw_only=True):
    """Days shut; with times, only so long on each of them."""

    first: date
    last: date
    name: Named
    begins: NoTime = ""
    ends: NoEnd = ""


class SpecialDayGiven(Given, frozen=True, kw_only=True):
    """A date with hours of its own; without any, a day off."""

    date: date
    name: Named
    intervals: Intervals = ()


class CalendarGiven(Given, frozen=True, kw_only=True):
    """A calendar; its holidays and Ramadans are worked out, not sent."""

    name: Named
    zone: Annotated[str, Meta(max_length=64)] = ""
    weeks: Annotated[tuple[WeekGiven, ...], Meta(min_length=1, max_length=20)]
    holidays_of: Country = ""
    own_ramadans: Annotated[tuple[RamadanGiven, ...], Meta(max_length=20)] = ()
    closures: Annotated[tuple[ClosureGiven, ...], Meta(max_length=400)] = ()
    special_days: Annotated[tuple[SpecialDayGiven, ...], Meta(max_length=400)] = ()


class ClosuresFileGiven(Given, frozen=True, kw_only=True):
    """An iCalendar file in base64; its events become closures, beside those that stand or in their place."""

    file: Annotated[bytes, Meta(max_length=180_000)]
    replace: bool = False


class YearQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A year of the Gregorian calendar, of the own body's calendar or a served one's; 0 is the year that it is."""

    year: Annotated[int, Meta(ge=0, le=2099)] = 0
    body: Place = ""
