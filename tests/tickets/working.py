"""Bodies that work by calendars, for tests of promises; all of it invented."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.body import Body, Calendar, Partner, Policy, Section, Target, Words
from chalicelib.organisations.calendar import Days, Interval, Week
from chalicelib.organisations.calendars import worked_out
from tests.tickets.scenes import BODY

MUSCAT = ZoneInfo("Asia/Muscat")
FROM_SUNDAY = ("sunday", "monday", "tuesday", "wednesday", "thursday")
FROM_MONDAY = ("monday", "tuesday", "wednesday", "thursday", "friday")


def week(days: tuple[str, ...] = FROM_SUNDAY, opens: str = "07:30", closes: str = "14:30", **facts: Any) -> Week:
    """Return a week with the same hours on its working days."""
    return Week(days=same_hours(days, opens, closes), **facts)


def same_hours(days: tuple[str, ...], opens: str, closes: str) -> Days:
    return Days(**{day: (Interval(opens=opens, closes=closes),) for day in days})


def calendar(code: str = "omani", *weeks: Week, **facts: Any) -> Calendar:
    """Return a calendar; by default the Omani week, Sunday to Thursday from 07:30 to 14:30, seven hours a day."""
    return Calendar(code=code, name=Words(ar=code, en=code), weeks=weeks or (week(),), **facts)


def omani(**facts: Any) -> Calendar:
    """Return the Omani calendar of 2026 with its public holidays and Ramadan, as they are worked out on saving."""
    return worked_out(calendar(holidays_of="OM", **facts), "OM", 2026)


RAMADAN_WEEK = week(ramadan=same_hours(FROM_SUNDAY, "09:00", "14:00"))


def policy(*targets: Target, code: str = "standard", since: str = "2026-01-01") -> Policy:
    """Return an approved policy."""
    return Policy(
        code=code, name=Words(ar=code, en=code), effective_from=since, targets=targets or (Target(resolution=840),),
        approved_by="manager", approved_at=f"{since}T00:00:00.000Z",
    )  # fmt: skip


def working(*targets: Target, calendars: tuple[Calendar, ...] = (), **facts: Any) -> Body:
    """Return the body of the scenes with a calendar and a policy: by default the Omani ones, 14 hours to resolve."""
    given: dict[str, Any] = {
        "calendar": "omani", "calendars": calendars or (calendar(),), "policies": (policy(*targets),),
    }  # fmt: skip
    return msgspec.structs.replace(BODY, **given | facts)


def with_calendars_of(body: Body, *, section: str = "", partner: str = "") -> Body:
    """Return the body with calendars of its first section and its partner."""
    sections: tuple[Section, ...] = (msgspec.structs.replace(body.sections[0], calendar=section), *body.sections[1:])
    partners: tuple[Partner, ...] = (msgspec.structs.replace(body.partners[0], calendar=partner), *body.partners[1:])
    return msgspec.structs.replace(body, sections=sections, partners=partners)


def muscat(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    """Return an instant by the clocks of Muscat."""
    return datetime(year, month, day, hour, minute, tzinfo=MUSCAT)


def shown(at: datetime | str) -> str:
    """Return an instant as the clocks of Muscat show it, such as `Sun 14:00`."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return instant.astimezone(MUSCAT).strftime("%a %d %H:%M")
