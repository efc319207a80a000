"""Hours of operation: days, nights, holidays, and the queue's own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from local.connect.handlers.registry import HANDLERS
from local.connect.hours import is_open
from local.connect.language.table import EXECUTED
from local.connect.resources import Hours, Override, Span

WORK = Hours(
    id="h",
    arn="h",
    name="h",
    timezone="Asia/Riyadh",
    spans=[Span("SUNDAY", 480, 840), Span("MONDAY", 1320, 120), Span("TUESDAY", 0, 0)],
    overrides=[
        Override(id="1", first="2026-12-06", last="2026-12-06", closed=True),
        Override(id="2", first="2026-12-13", last="2026-12-15", spans=[Span("SUNDAY", 600, 660)]),
    ],
)


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("2026-11-29 08:00", True),  # a Sunday
        ("2026-11-29 14:00", False),
        ("2026-11-30 21:59", False),
        ("2026-11-30 23:00", True),
        ("2026-12-01 12:00", True),  # the whole day
        ("2026-12-02 00:00", False),
        ("2026-12-06 09:00", False),  # a holiday
        ("2026-12-13 10:30", True),
        ("2026-12-13 09:00", False),
        ("2026-12-14 23:00", False),  # a day that the override has no hours for
        ("2026-12-15 12:00", False),
        ("2026-12-07 01:00", False),
        ("2026-12-08 01:00", True),
    ],
)
def test_hours_are_open_as_their_days_and_dates_say(at: str, wanted: bool) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("Asia/Riyadh")).timestamp()
    assert is_open(WORK, instant) is wanted


def test_every_type_that_the_table_says_is_carried_out_has_its_handler() -> None:
    assert HANDLERS.keys() == EXECUTED
