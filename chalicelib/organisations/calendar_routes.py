"""HTTP for calendars beyond their list: a year as it is worked, and closures out of a file."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib import wiring
from chalicelib.organisations import actions, calendar_forms, calendar_views, calendars, forms, views
from chalicelib.organisations.calendar import Calendar
from chalicelib.organisations.register import Kept
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, NotFound, PreconditionMissing, Stale
from chalicelib.shared.http import Answer, Call, Routes

routes = Routes(__name__)

ADMIN = wiring.staff(Role.ADMIN)
READERS = wiring.staff(*(role for role in Role if role is not Role.PARTNER))


@routes.on(
    "GET", "/v1/organisation/calendars/{code}/year", access=READERS, query=calendar_forms.YearQuery,
    answer=calendar_views.YearShown, problems=(NotFound,),
)  # fmt: skip
def show_calendar_year(call: Call, code: str) -> Answer:
    """Show the hours of each day of a year, and why: the week, Ramadan, a holiday, a closure, a day of its own."""
    context = wiring.organisations()
    kept: Kept[Calendar] = actions.part(
        context, call.caller, call.query.body, calendars.CALENDARS, forms.a_code(code)
    )  # fmt: skip
    zone = context.recent.body(actions.seen_body(call.caller, call.query.body)).zone
    year = call.query.year or _year_at(context.clock(), kept.thing.zone or zone)
    shown = calendar_views.year_shown(kept.thing, zone, year, kept.version)
    return Answer(content=shown, headers={"ETag": f'"{kept.version}"'})


@routes.on(
    "POST", "/v1/organisation/calendars/{code}/closures-imports", access=ADMIN,
    body=calendar_forms.ClosuresFileGiven, answer=calendar_views.ClosuresImported, versioned=True,
    problems=(Invalid, NotFound, PreconditionMissing, Stale),
)  # fmt: skip
def import_closures(call: Call, code: str) -> Answer:
    """Make closures of the events of an iCalendar file (with If-Match); the same file again changes nothing."""
    imported = calendars.closures_imported(
        wiring.organisations(), call.caller, forms.a_code(code), call.body.file, call.version, replace=call.body.replace
    )
    put = imported.put
    shown = calendar_views.ClosuresImported(
        added=imported.added,
        known=imported.known,
        left_out=[calendar_views.LeftOutShown(**left._asdict()) for left in imported.left_out],
        calendar=views.shown(put.thing, put.version),
    )
    return Answer(content=shown, headers={"ETag": f'"{put.version}"'})


def _year_at(now: datetime, zone: str) -> int:
    return now.astimezone(ZoneInfo(zone)).year
