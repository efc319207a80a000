"""Hours of Amazon Connect say what the calendar says, at any instant of the months ahead (R023, R085)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.contacts.exchange.hours import override_config, week_config
from chalicelib.contacts.hours import AHEAD, MOST, ConnectHours, always, connect_hours
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Calendar, Closure, Days, Interval, Intervals, Ramadan, SpecialDay, Week
from chalicelib.organisations.calendar_hours import hours_of
from chalicelib.organisations.calendars import worked_out
from local.connect.api.operations.queues import spans_of
from local.connect.hours import is_open
from local.connect.resources import Hours, Override
from local.demo import files

MUSCAT = "Asia/Muscat"
NAME = Words(ar="الدوام", en="Office hours")
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def hours(*times: str) -> Intervals:
    return tuple(Interval(opens=time[:5], closes=time[6:]) for time in times)


def as_the_engine_has_them(wanted: ConnectHours) -> Hours:
    """Return the hours as the engine keeps what the API was told."""
    overrides = [
        Override(id=each.name, first=told["EffectiveFrom"], last=told["EffectiveTill"], spans=spans_of(told["Config"]))
        for each in wanted.overrides
        for told in (override_config(each),)
    ]
    return Hours(
        id="h", arn="h", name="h", timezone=wanted.zone, spans=spans_of(week_config(wanted)), overrides=overrides
    )


def agree(calendar: Calendar, zone: str, at: datetime) -> bool:
    here = as_the_engine_has_them(connect_hours(calendar, zone, TODAY))
    return is_open(here, at.timestamp()) == (hours_of(calendar, zone).opening(at) == at)


DEMO = [
    (worked_out(part, files.read_body(code).country, TODAY.year), files.read_body(code).zone)
    for code in files.BODIES
    for name, part in files.read_parts(code)
    if isinstance(part, Calendar)
]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(DEMO), st.integers(0, (AHEAD - 3) * 24 * 60))
def test_any_instant_of_the_next_year_is_open_as_the_demos_calendars_say(
    place: tuple[Calendar, str], minute: int
) -> None:
    calendar, zone = place
    assert agree(calendar, zone, NOON + timedelta(minutes=minute))


TIMES = st.sampled_from(["00:00", "05:30", "08:00", "12:00", "13:00", "16:00", "20:30", "23:30"])


@st.composite
def shifts(draw: st.DrawFn) -> Intervals:
    """Draw none to two shifts that do not overlap; the last may go on past midnight."""
    times = sorted(draw(st.sets(TIMES, min_size=0, max_size=4)))
    pairs = [(one, other) for one, other in pairwise(times)][::2]
    night = (("22:00", "03:00"),) if draw(st.booleans()) and all(close <= "20:30" for _, close in pairs) else ()
    return tuple(Interval(opens=one, closes=other) for one, other in (*pairs, *night))


WEEKS = st.builds(Days, **dict.fromkeys(Days.__struct_fields__, shifts()))
DAYS = st.integers(0, 300).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first, shut, changed = draw(DAYS), draw(DAYS), draw(DAYS)
    weeks = [Week(days=draw(WEEKS), ramadan=draw(st.none() | WEEKS))]
    if draw(st.booleans()):
        weeks.append(Week(days=draw(WEEKS), effective_from=changed.isoformat()))
    partly = ("12:00", "14:00") if draw(st.booleans()) else ("", "")
    return Calendar(
        code="any", name=NAME, weeks=tuple(weeks),
        ramadans=(Ramadan(first=first.isoformat(), last=(first + timedelta(days=29)).isoformat()),),
        closures=(Closure(first=shut.isoformat(), last=(shut + timedelta(days=draw(st.integers(0, 9)))).isoformat(),
                          name=NAME, begins=partly[0], ends=partly[1]),),
        special_days=(SpecialDay(date=draw(DAYS).isoformat(), name=NAME, intervals=draw(shifts())),),
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(calendars(), st.integers(0, (AHEAD - 3) * 24 * 60))
def test_any_instant_is_open_as_any_calendar_says(calendar: Calendar, minute: int) -> None:
    at = NOON + timedelta(minutes=minute)
    wanted = connect_hours(calendar, MUSCAT, TODAY)
    if at.astimezone(ZoneInfo(MUSCAT)).date() < wanted.until:
        assert agree(calendar, MUSCAT, at)


@pytest.mark.parametrize(("calendar", "zone"), DEMO, ids=lambda value: getattr(value, "code", value))
def test_the_demos_calendars_need_few_overrides(calendar: Calendar, zone: str) -> None:
    wanted = connect_hours(calendar, zone, TODAY)
    assert len(wanted.overrides) <= 20
    assert all(one.last < other.first for one, other in pairwise(wanted.overrides))


def test_a_ramadan_is_one_override_around_its_holidays() -> None:
    office = Days(**dict.fromkeys(("sunday", "monday", "tuesday", "wednesday", "thursday"), hours("07:30-14:30")))
    fasting = Days(**dict.fromkeys(("sunday", "monday", "tuesday", "wednesday", "thursday"), hours("09:00-14:00")))
    ramadan = Ramadan(first="2027-02-08", last="2027-03-09")
    calendar = Calendar(code="office", name=NAME, weeks=(Week(days=office, ramadan=fasting),), ramadans=(ramadan,))
    (one,) = connect_hours(calendar, MUSCAT, TODAY).overrides
    assert (one.first, one.last) == (date(2027, 2, 8), date(2027, 3, 9))
    assert one.days == dict.fromkeys((6, 0, 1, 2, 3), ((540, 840),))


def test_more_departures_than_connect_takes_are_kept_for_later() -> None:
    days = [TODAY + timedelta(days=7 * number) for number in range(1, 56)]
    special = tuple(
        SpecialDay(date=day.isoformat(), name=NAME, intervals=hours(f"07:{number:02}-15:00"))
        for number, day in enumerate(days)
    )
    calendar = Calendar(code="odd", name=NAME, weeks=(Week(days=Days()),), special_days=special)
    wanted = connect_hours(calendar, MUSCAT, TODAY)
    assert len(wanted.overrides) == MOST
    assert wanted.until <= days[-1]


def test_what_never_closes_is_open_at_any_time() -> None:
    here = as_the_engine_has_them(always(MUSCAT))
    assert all(is_open(here, (NOON + timedelta(hours=hour)).timestamp()) for hour in range(170))
