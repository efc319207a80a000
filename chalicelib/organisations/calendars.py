"""What is done with calendars: kept with the holidays that are worked out of them, and filled from iCalendar files."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.actions import Context, Put, own_body, part, part_put
from chalicelib.organisations.calendar import COUNTRIES, Calendar, Closure, Ramadan
from chalicelib.organisations.calendar_rules import calendar_faults, opening_faults
from chalicelib.organisations.register import Kept
from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import Invalid

if TYPE_CHECKING:
    from chalicelib.organisations.icalendar_file import LeftOut

CALENDARS = "calendars"
YEARS_BACK, YEARS_ON = 1, 5
"""The years before and after the present that holidays and Ramadans are worked out for."""
CLOSURES = 400
_NEAR = timedelta(days=15)


class ClosuresPut(NamedTuple):
    """What an import of closures came to."""

    put: Put
    added: int
    known: int
    left_out: "list[LeftOut]"


def calendar_put(context: Context, admin: Staff, parts: str, calendar: Calendar, version: int | None) -> Put:
    """Keep a calendar of the admin's own body with its holidays and Ramadans; clocks that run are reckoned anew.

    :raises Invalid: naming every fault; `never-open` if no hour of work comes within a year
    :raises NotFound, PreconditionMissing, Stale: as for any part
    """
    body = own_body(context, admin)
    if faults := calendar_faults(calendar):
        raise Invalid(fields=faults)
    now = context.clock()
    whole = worked_out(calendar, body.country, now.astimezone(ZoneInfo(body.zone)).year)
    if faults := opening_faults(whole, body.zone, now):
        raise Invalid(fields=faults)
    return part_put(context, admin, parts, whole, version)


def worked_out(calendar: Calendar, country: str, year: int) -> Calendar:
    """Return a calendar with its holidays and Ramadans about a year.

    `country` is the body's: it says when Ramadan is, where the calendar names no country of its own.
    """
    from chalicelib.organisations.holidays_of import holidays_of, ramadans_of

    years = range(year - YEARS_BACK, year + YEARS_ON + 1)
    found = ramadans_of(calendar.holidays_of or country, years) if any(w.ramadan for w in calendar.weeks) else ()
    return msgspec.structs.replace(
        calendar,
        holidays=holidays_of(calendar.holidays_of, years) if calendar.holidays_of in COUNTRIES else (),
        ramadans=_sighted(found, calendar.own_ramadans),
        worked_out_until=f"{years[-1]}-12-31",
    )


def _sighted(found: Iterable[Ramadan], own: tuple[Ramadan, ...]) -> tuple[Ramadan, ...]:
    """Return the Ramadans that were given, and of those worked out the others."""
    others = [each for each in found if not any(_near(each, given) for given in own)]
    return tuple(sorted([*others, *own], key=lambda ramadan: ramadan.first))


def _near(one: Ramadan, other: Ramadan) -> bool:
    return abs(date.fromisoformat(one.first) - date.fromisoformat(other.first)) < _NEAR


def closures_imported(
    context: Context, admin: Staff, code: str, file: bytes, version: int | None, *, replace: bool
) -> ClosuresPut:
    """Add the events of an iCalendar file to a calendar as closures, or put them in the place of its closures.

    The same file again changes nothing.

    :raises Invalid: if the file is none, or has more than is taken
    :raises NotFound, PreconditionMissing, Stale: as for any part
    """
    from chalicelib.organisations.icalendar_file import closures_of

    body = own_body(context, admin)
    kept: Kept[Calendar] = part(context, admin, body.code, CALENDARS, code)
    zone = ZoneInfo(kept.thing.zone or body.zone)
    year = context.clock().astimezone(zone).year
    given, left_out = closures_of(file, zone, date(year - YEARS_BACK, 1, 1), date(year + YEARS_ON, 12, 31))
    stood = set(kept.thing.closures)
    new = [closure for closure in given if closure not in stood]
    closures = _in_order(given if replace else (*kept.thing.closures, *new))
    if len(closures) > CLOSURES:
        raise Invalid.field("file", "too-many-closures")
    put = calendar_put(context, admin, CALENDARS, msgspec.structs.replace(kept.thing, closures=closures), version)
    return ClosuresPut(put=put, added=len(new), known=len(given) - len(new), left_out=left_out)


def _in_order(closures: Iterable[Closure]) -> tuple[Closure, ...]:
    return tuple(sorted(closures, key=lambda closure: (closure.first, closure.last, closure.begins)))
