"""The queue table of some days (R189, R190), for those who oversee a body."""

import msgspec

from chalicelib.contacts.figure_days import DaysQuery, body_of, days_of
from chalicelib.contacts.figures import TARGET_SECONDS
from chalicelib.contacts.live_state import Context
from chalicelib.contacts.queue_table import QueueRow, Total, rows, total
from chalicelib.organisations.staff import Role, Staff

READERS = (Role.SUPERVISOR, Role.MANAGER, Role.EXECUTIVE, Role.QUALITY)
MOST_DAYS = 92


class FiguresQuery(DaysQuery, frozen=True, kw_only=True):
    """Days of the body's calendar, both counted, 92 at most; today if none is named. `body` is one that one serves."""


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


def table(context: Context, staff: Staff, asked: FiguresQuery) -> FiguresView:
    """Return the table of some days.

    :raises Invalid: if the last day comes before the first, or there are too many
    :raises NotFound: if the body is not theirs
    """
    body = body_of(staff, asked.body)
    first, last = days_of(context, body, asked, MOST_DAYS)
    counted = context.figures.between(body, first.isoformat(), last.isoformat())
    switchboard = context.switchboard(body)
    return FiguresView(
        body=body, first=first.isoformat(), last=last.isoformat(), target_seconds=TARGET_SECONDS,
        rows=tuple(rows(switchboard.queues if switchboard else (), counted)), total=total(counted.values()),
    )  # fmt: skip
