"""The queue table of some days (R189, R190), for those who oversee a body."""

from datetime import date, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.contacts.figures import TARGET_SECONDS
from chalicelib.contacts.live_state import Context, today
from chalicelib.contacts.queue_table import QueueRow, Total, rows, total
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import Invalid, NotFound

READERS = (Role.SUPERVISOR, Role.MANAGER, Role.EXECUTIVE, Role.QUALITY)
MOST_DAYS = 92


class FiguresQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days of the body's calendar, both counted, 92 at most; today if none is named. `body` is one that one serves."""

    first: date | None = msgspec.field(name="from", default=None)
    last: date | None = msgspec.field(name="to", default=None)
    body: Annotated[str, Meta(max_length=64)] = ""


class FiguresView(msgspec.Struct, frozen=True, kw_only=True):
    """A row for each queue and language, and the row of all, which is their sum.

    `target_seconds` is within how many seconds somebody is answered in time.
    """

    body: str
    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")
    target_seconds: int
    rows: tuple[QueueRow, ...]
    total: Total


def body_of(staff: Staff, asked: str) -> str:
    """Return the body that is asked about, the own if none is named. :raises NotFound: if they do not serve it"""
    if asked and asked not in staff.bodies:
        raise NotFound
    return asked or staff.body


def table(context: Context, staff: Staff, asked: FiguresQuery) -> FiguresView:
    """Return the table of some days.

    :raises Invalid: if the last day comes before the first, or there are too many
    :raises NotFound: if the body is not theirs
    """
    body = body_of(staff, asked.body)
    last = asked.last or asked.first or today(context, body)
    first = asked.first or last
    if last < first:
        raise Invalid.field("to", "before-first")
    if last - first >= timedelta(days=MOST_DAYS):
        raise Invalid.field("to", "too-many-days")
    counted = context.figures.between(body, first.isoformat(), last.isoformat())
    switchboard = context.switchboard(body)
    return FiguresView(
        body=body, first=first.isoformat(), last=last.isoformat(), target_seconds=TARGET_SECONDS,
        rows=tuple(rows(switchboard.queues if switchboard else (), counted)), total=total(counted.values()),
    )  # fmt: skip
