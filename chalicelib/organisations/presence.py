"""Who is there: shifts, absences and stand-ins, as a record of staff and the calendars have them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Absence, Staff


def day_in(body: Body, at: datetime) -> date:
    """Return the day that it is at an instant where a body works."""
    return at.astimezone(ZoneInfo(body.zone)).date()


def absence_on(staff: Staff, day: date) -> Absence | None:
    """Return the absence in which a day falls; the first and the last day both count."""
    return next((away for away in staff.absences if away.first <= day.isoformat() <= away.last), None)


def is_absent(staff: Staff, day: date) -> bool:
    """Return whether somebody is away on a day."""
    return absence_on(staff, day) is not None


def stands_in(staff: Staff, day: date) -> str:
    """Return the user name of who stands in for somebody on a day; "" if nobody does, or nobody needs to."""
    away = absence_on(staff, day)
    return away.stand_in if away else ""


def present(staff: Staff, team: Iterable[Staff], day: date) -> Staff | None:
    """Return somebody who is there on a day, or else who stands in for them; None if that is nobody who works here.

    A stand-in who is away too is stood in for in turn; the chain ends where it would begin again.
    """
    return next((each for each in _chain(staff, team, day) if each.active and not is_absent(each, day)), None)


def _chain(staff: Staff, team: Iterable[Staff], day: date) -> Iterator[Staff]:
    colleagues = {each.username: each for each in team if each.body == staff.body}
    seen: set[str] = set()
    following: Staff | None = staff
    while following and following.username not in seen:
        yield following
        seen.add(following.username)
        following = colleagues.get(stands_in(following, day))


def shifts_of(staff: Staff, body: Body, section: str) -> str:
    """Return the calendar by which somebody works: the own shifts, else the section's, else the body's ("").

    `body` is where the work is done. A calendar is known to its own body alone, so shifts count in the home body; in a
    body that somebody further serves its hours count.
    """
    if staff.shifts and body.code == staff.body:
        return staff.shifts
    return next((known.calendar for known in body.sections if known.code == section), "")


def on_shift(staff: Staff, body: Body, section: str, at: datetime) -> bool:
    """Return whether somebody is at work at an instant: employed, not away, and within the hours of `shifts_of`."""
    if not staff.active or is_absent(staff, day_in(body, at)):
        return False
    return body.working_hours(shifts_of(staff, body, section)).opening(at) == at
