"""The days that figures are asked for: of the body's own calendar, the first and the last one counted (R189, R060)."""

from datetime import date, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.contacts.live_state import Context, today
from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import Invalid, NotFound


class DaysQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days of the body's calendar, both counted; today if none is named. `body` is one that one serves."""

    first: date | None = msgspec.field(name="from", default=None)
    last: date | None = msgspec.field(name="to", default=None)
    body: Annotated[str, Meta(max_length=64)] = ""


def body_of(staff: Staff, asked: str) -> str:
    """Return the body that is asked about, the own if none is named. :raises NotFound: if they do not serve it"""
    if asked and asked not in staff.bodies:
        raise NotFound
    return asked or staff.body


def days_of(context: Context, body: str, asked: DaysQuery, most: int) -> tuple[date, date]:
    """Return the first and the last day. :raises Invalid: if the last comes before the first, or they are too many"""
    last = asked.last or asked.first or today(context, body)
    first = asked.first or last
    if last < first:
        raise Invalid.field("to", "before-first")
    if last - first >= timedelta(days=most):
        raise Invalid.field("to", "too-many-days")
    return first, last
