"""Working time by calendars: against a count of minutes, and as the promises need it (R023)."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import (
    Calendar,
    Closure,
    Days,
    Holiday,
    Interval,
    Intervals,
    Ramadan,
    SpecialDay,
    Week,
)
from chalicelib.organisations.calendar_days import Almanac
from chalicelib.organisations.calendar_hours import FIRST, LAST, hours_of, instant
from chalicelib.organisations.hours import ALWAYS
from tests.plans import examples

MUSCAT = "Asia/Muscat"
NAME = Words(ar="الدوام", en="Office hours")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def hours(*times: str) -> Intervals:
    """Return intervals of `07:30-14:30`."""
    return tuple(Interval(opens=time[:5], closes=time[6:]) for time in times)


def week(first: str, last: str, *times: str, **others: Intervals) -> Days:
    """Return a week of the same hours from one day to another, others as named."""
    names = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    worked = names[names.index(first) : names.index(last) + 1]
    return Days(**{name: hours(*times) for name in worked}, **others)


OFFICE = week("sunday", "thursday", "07:30-14:30")
FASTING = week("sunday", "thursday", "09:00-14:00")
OMANI = Calendar(code="office", name=NAME, weeks=(Week(days=OFFICE),))
EMIRATES = Calendar(
    code="office", name=NAME, zone="Asia/Dubai",
    weeks=(Week(days=week("monday", "thursday", "07:30-15:30", friday=hours("07:30-12:00"))),),
)  # fmt: skip


def at(text: str, zone: str = MUSCAT) -> datetime:
    """Return an instant as the clocks of a place show it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def added(calendar: Calendar, start: str, work: float, zone: str = MUSCAT) -> str:
    """Return when so many hours of work are done, as the clocks of the place show it."""
    return f"{hours_of(calendar, zone).add(at(start, zone), work * HOUR).astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("work", "end"), [(7, "Sun 2026-12-06 14:00"), (10.5, "Mon 2026-12-07 10:30"), (14, "Mon 2026-12-07 14:00")]
)
def test_fourteen_working_hours_from_thursday_end_on_monday_in_oman(work: float, end: str) -> None:
    assert added(OMANI, "2026-12-03T14:00", work) == end


def test_time_that_a_ticket_waits_moves_what_is_left_of_its_promise() -> None:
    office = hours_of(OMANI, MUSCAT)
    start, stop, again = at("2026-12-03T14:00"), at("2026-12-06T08:30"), at("2026-12-07T08:30")
    left = 14 * HOUR - office.between(start, stop)
    assert left == 12.5 * HOUR
    assert office.add(again, left) == at("2026-12-08T14:00")
    assert office.add(again, 7 * HOUR - office.between(start, stop)) == at("2026-12-07T14:00")
    assert office.add(again, 10.5 * HOUR - office.between(start, stop)) == at("2026-12-08T10:30")


def test_the_days_of_a_feast_are_passed_over() -> None:
    feast = Holiday(first="2026-05-26", last="2026-05-29", name=Words(ar="عيد الأضحى", en="Eid al-Adha"))
    kept = Calendar(code="office", name=NAME, weeks=(Week(days=OFFICE),), holidays=(feast,))
    assert added(kept, "2026-05-25T14:00", 7) == "Sun 2026-05-31 14:00"
    assert added(kept, "2026-05-27T10:00", 14) == "Mon 2026-06-01 14:30"


def test_hours_of_ramadan_are_shorter_and_end_with_it() -> None:
    ramadan = Ramadan(first="2026-02-19", last="2026-03-19")
    feast = Holiday(first="2026-03-19", last="2026-03-22", name=Words(ar="عيد الفطر", en="Eid al-Fitr"))
    kept = Calendar(
        code="office", name=NAME, weeks=(Week(days=OFFICE, ramadan=FASTING),), ramadans=(ramadan,), holidays=(feast,)
    )
    assert added(kept, "2026-02-18T14:00", 5.5) == "Thu 2026-02-19 14:00"
    assert added(kept, "2026-03-18T13:00", 8) == "Mon 2026-03-23 14:30"


def test_a_week_from_monday_with_half_a_friday_is_kept_in_the_emirates() -> None:
    assert added(EMIRATES, "2026-12-03T15:00", 5, "Asia/Dubai") == "Fri 2026-12-04 12:00"
    assert added(EMIRATES, "2026-12-04T11:00", 9, "Asia/Dubai") == "Mon 2026-12-07 15:30"


def test_a_week_holds_from_its_date_on() -> None:
    later = Week(days=week("monday", "thursday", "08:00-16:00"), effective_from="2027-01-01")
    changed = Calendar(code="office", name=NAME, weeks=(later, Week(days=OFFICE)))
    assert added(changed, "2026-12-31T13:30", 2) == "Mon 2027-01-04 09:00"
    only_later = Calendar(code="office", name=NAME, weeks=(later,))
    assert added(only_later, "2026-12-01T00:00", 1) == "Mon 2027-01-04 09:00"


def test_shifts_are_split_and_may_last_past_midnight() -> None:
    nights = Calendar(code="n", name=NAME, weeks=(Week(days=week("sunday", "thursday", "16:00-20:00", "22:00-02:00")),))
    assert added(nights, "2026-12-06T19:00", 3) == "Mon 2026-12-07 00:00"
    assert added(nights, "2026-12-10T23:00", 4) == "Sun 2026-12-13 17:00"
    assert hours_of(nights, MUSCAT).opening(at("2026-12-07T01:59")) == at("2026-12-07T01:59")
    assert hours_of(nights, MUSCAT).opening(at("2026-12-07T02:00")) == at("2026-12-07T16:00")


def test_a_day_of_its_own_goes_before_closures_and_these_before_holidays() -> None:
    first, last = "2026-12-06", "2026-12-07"
    kept = Calendar(
        code="office", name=NAME, weeks=(Week(days=OFFICE),), holidays=(Holiday(first=first, last=last, name=NAME),),
        closures=(Closure(first=first, last=last, name=NAME),),
        special_days=(SpecialDay(date="2026-12-06", name=NAME, intervals=hours("10:00-12:00")),),
    )  # fmt: skip
    whys = [Almanac(kept).day(date(2026, 12, number)).why for number in (5, 6, 7, 8)]
    assert whys == ["weekend", "special", "closure", "week"]
    assert added(kept, "2026-12-06T00:00", 3) == "Tue 2026-12-08 08:30"


def test_a_closure_of_some_hours_cuts_them_out_of_shifts() -> None:
    meeting = Closure(first="2026-12-06", last="2026-12-07", begins="12:00", ends="13:00", name=NAME)
    fire = Closure(first="2026-12-08", last="2026-12-08", begins="00:30", ends="01:00", name=NAME)
    nights = Week(days=week("sunday", "thursday", "10:00-14:00", "22:00-02:00"))
    kept = Calendar(code="n", name=NAME, weeks=(nights,), closures=(meeting, fire))
    assert added(kept, "2026-12-06T10:00", 3) == "Sun 2026-12-06 14:00"
    assert hours_of(kept, MUSCAT).between(at("2026-12-07T22:00"), at("2026-12-08T03:00")) == 3.5 * HOUR
    assert hours_of(kept, MUSCAT).opening(at("2026-12-08T00:45")) == at("2026-12-08T01:00")


def test_working_days_are_counted_from_the_day_after() -> None:
    office = hours_of(OMANI, MUSCAT)
    assert office.days(at("2026-12-03T00:10"), 1) == at("2026-12-06T14:30")
    assert office.days(at("2026-12-04T12:00"), 1) == at("2026-12-06T14:30")
    assert office.days(at("2026-12-03T14:00"), 10) == at("2026-12-17T14:30")
    assert office.days(at("2026-12-03T14:00"), 0) == at("2026-12-03T14:00")


def test_answers_are_in_utc_and_no_work_ends_where_it_starts() -> None:
    office = hours_of(OMANI, MUSCAT)
    start = at("2026-12-04T10:00")
    for answer in (office.add(start, HOUR), office.add(start, 0 * HOUR), office.opening(start), office.days(start, 2)):
        assert answer.tzinfo is UTC
    assert office.add(start, 0 * HOUR) == office.add(start, -HOUR) == start
    assert office.between(at("2026-12-06T09:30"), at("2026-12-06T08:30")) == -HOUR


def test_a_calendar_that_never_opens_still_has_an_answer_to_everything() -> None:
    closed = hours_of(Calendar(code="closed", name=NAME), MUSCAT)
    now = at("2026-12-03T14:00")
    assert closed.add(now, HOUR) == LAST + HOUR
    assert closed.opening(now) == LAST
    assert closed.days(now, 2) == LAST + timedelta(days=2)
    assert closed.between(now, LAST + HOUR) == HOUR


def test_all_time_counts_before_and_after_what_is_known() -> None:
    office = hours_of(OMANI, MUSCAT)
    early, late = FIRST - 10 * HOUR, LAST + 10 * HOUR
    assert office.add(early, HOUR) == early + HOUR
    assert office.add(early, 12 * HOUR) == office.add(FIRST, 2 * HOUR)
    assert office.add(late, HOUR) == late + HOUR
    assert (office.opening(early), office.opening(late)) == (early, late)
    assert office.between(early, early + HOUR) == office.between(late, late + HOUR) == HOUR
    assert office.days(late, 1) > late


def test_hours_are_found_again_by_the_value_of_the_calendar() -> None:
    same = Calendar(code="office", name=NAME, weeks=(Week(days=week("sunday", "thursday", "07:30-14:30")),))
    assert same is not OMANI
    assert hours_of(same, MUSCAT) is hours_of(OMANI, MUSCAT)
    assert hours_of(OMANI, "Asia/Dubai") is not hours_of(OMANI, MUSCAT)


@pytest.mark.parametrize(
    ("shown", "first"),
    [
        ("2026-04-24T00:30", "2026-04-23T22:00"),  # Cairo's clocks go from 24:00 to 01:00
        ("2026-04-24T01:00", "2026-04-23T22:00"),
        ("2026-10-29T23:30", "2026-10-29T20:30"),  # and from 24:00 to 23:00: the first 23:30 counts
        ("2026-10-30T00:00", "2026-10-29T22:00"),
        ("2026-12-03T14:00", "2026-12-03T12:00"),
    ],
)
def test_a_time_is_the_first_instant_at_which_clocks_show_it_or_later(shown: str, first: str) -> None:
    assert instant(datetime.fromisoformat(shown), ZoneInfo("Africa/Cairo")) == at(first, "UTC")


@pytest.mark.parametrize(
    ("zone", "evening", "worked"),
    [
        (MUSCAT, "2026-03-28T20:00", 8),
        ("Asia/Beirut", "2026-03-28T20:00", 7),  # from 24:00 to 01:00
        ("Asia/Beirut", "2026-10-24T20:00", 9),  # from 24:00 to 23:00
        ("Africa/Cairo", "2026-04-23T20:00", 7),
        ("Africa/Cairo", "2026-10-29T20:00", 9),
        ("Europe/Berlin", "2026-03-28T20:00", 7),  # from 02:00 to 03:00
        ("Europe/Berlin", "2026-10-24T20:00", 9),
    ],
)
def test_a_night_in_which_clocks_change_is_as_long_as_it_really_is(zone: str, evening: str, worked: int) -> None:
    nights = Calendar(code="n", name=NAME, zone=zone, weeks=(Week(days=week("sunday", "saturday", "22:00-06:00")),))
    start, kept = at(evening, zone), hours_of(nights, MUSCAT)
    assert kept.between(start, start + 14 * HOUR) == worked * HOUR
    morning = kept.add(start, worked * HOUR).astimezone(ZoneInfo(zone))
    assert f"{morning:%H:%M}" == "06:00"
    assert kept.days(start, 1) == at(f"{morning.date() + timedelta(days=1)}T06:00", zone)


# What follows holds for calendars of every kind, in zones with and without summer time.

ZONES = (MUSCAT, "Asia/Beirut", "America/Santiago", "Europe/Berlin")
BEGIN = datetime(2028, 2, 20, tzinfo=UTC)  # 29 February and a change of clocks lie in the weeks that follow
SPAN = 45 * 24 * 60
TIMES = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
DATES = st.integers(-2, 50).map(lambda day: BEGIN.date() + timedelta(days=day))


@st.composite
def intervals(draw: st.DrawFn) -> Intervals:
    """Draw up to three intervals of a day that do not overlap; the last may end after midnight."""
    times = sorted(draw(st.sets(TIMES, max_size=6)))
    drawn = [Interval(opens=opens, closes=closes) for opens, closes in zip(times[::2], times[1::2], strict=False)]
    if len(times) % 2:
        drawn.append(Interval(opens=times[-1], closes=draw(st.sampled_from(("24:00", "00:15")))))
    return tuple(drawn)


DAYS = st.builds(Days, **dict.fromkeys(Days.__struct_fields__, intervals()))


@st.composite
def ranges(draw: st.DrawFn) -> dict[str, str]:
    first = draw(DATES)
    return {"first": first.isoformat(), "last": (first + timedelta(days=draw(st.integers(0, 9)))).isoformat()}


@st.composite
def breaks(draw: st.DrawFn) -> Closure:
    begins, ends = draw(st.tuples(TIMES, TIMES).filter(lambda two: two[0] < two[1]))
    return Closure(**draw(ranges()), name=NAME, begins=begins, ends=ends)


CALENDARS = st.builds(
    Calendar, code=st.just("any"), name=st.just(NAME), zone=st.sampled_from(ZONES),
    weeks=st.lists(st.builds(Week, days=DAYS, ramadan=st.none() | DAYS, effective_from=st.just("") | DATES.map(str)),
                   min_size=1, max_size=3, unique_by=lambda week: week.effective_from).map(tuple),
    holidays=st.lists(st.builds(lambda days: Holiday(**days, name=NAME), ranges()), max_size=2).map(tuple),
    ramadans=st.lists(st.builds(lambda days: Ramadan(**days), ranges()), max_size=1).map(tuple),
    closures=st.lists(st.builds(lambda days: Closure(**days, name=NAME), ranges()) | breaks(), max_size=3).map(tuple),
    special_days=st.lists(st.builds(SpecialDay, date=DATES.map(str), name=st.just(NAME), intervals=intervals()),
                          max_size=2, unique_by=lambda special: special.date).map(tuple),
)  # fmt: skip
MINUTES = st.integers(0, SPAN)
WORK = st.integers(0, 60 * 24 * 60)


def moment(minute: int) -> datetime:
    return BEGIN + minute * MINUTE


@cache
def latest_shown(zone: str) -> list[datetime]:
    """Return minute by minute the latest time that clocks have shown."""
    there = ZoneInfo(zone)
    minutes = range(-4 * 1440, SPAN + 4 * 1440)
    return list(accumulate((moment(minute).astimezone(there).replace(tzinfo=None) for minute in minutes), max))


def opened(calendar: Calendar) -> list[bool]:
    """Return minute by minute whether work is done, as whoever looks at the clock and the calendar would say."""
    open_minutes, latest = [False] * SPAN, latest_shown(calendar.zone)

    def minute_of(shown: datetime) -> int:
        """Return the first minute at which clocks have come to show a time; they may go back after it."""
        low, high = 0, len(latest)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if latest[middle] >= shown else (middle + 1, high)
        return low - 4 * 1440

    almanac = Almanac(calendar)
    for day in range(-2, SPAN // 1440 + 2):
        midnight = datetime.combine(BEGIN.date() + timedelta(days=day), datetime.min.time())
        for begins, ends in almanac.day(midnight.date()).spans:
            first, last = minute_of(midnight + begins * MINUTE), minute_of(midnight + ends * MINUTE)
            for minute in range(max(first, 0), min(last, SPAN)):
                open_minutes[minute] = True
    return open_minutes


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, WORK)
def test_hours_agree_with_a_count_of_minutes(calendar: Calendar, start: int, work: int) -> None:
    """Count each minute of 45 days; the days themselves are looked up in the calendar, and tested above."""
    counted, kept = opened(calendar), hours_of(calendar, MUSCAT)
    assert kept.between(BEGIN, moment(start)) == sum(counted[:start]) * MINUTE
    following = [minute for minute in range(start, SPAN) if counted[minute]]
    if following:
        assert kept.opening(moment(start)) == moment(following[0])
    if 0 < work <= len(following):
        assert kept.add(moment(start), work * MINUTE) == moment(following[work - 1] + 1)


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, WORK, WORK)
def test_work_adds_up(calendar: Calendar, start: int, one: int, other: int) -> None:
    kept, first, second = hours_of(calendar, MUSCAT), one * MINUTE, other * MINUTE
    assert kept.add(kept.add(moment(start), first), second) == kept.add(moment(start), first + second)


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, WORK)
def test_between_a_start_and_its_end_lies_the_work_that_was_added(calendar: Calendar, start: int, work: int) -> None:
    kept = hours_of(calendar, MUSCAT)
    end = kept.add(moment(start), work * MINUTE)
    assert kept.between(moment(start), end) == work * MINUTE
    assert kept.between(end, moment(start)) == -work * MINUTE


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, MINUTES, WORK, WORK)
def test_more_work_and_a_later_start_never_end_earlier(
    calendar: Calendar, start: int, later: int, work: int, more: int
) -> None:
    kept, (start, later), (work, more) = hours_of(calendar, MUSCAT), sorted((start, later)), sorted((work, more))
    end = kept.add(moment(start), work * MINUTE)
    assert moment(start) <= end <= kept.add(moment(start), more * MINUTE)
    assert end <= kept.add(moment(later), work * MINUTE)
    assert kept.between(moment(start), moment(later)) <= (later - start) * MINUTE


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, MINUTES)
def test_the_next_opening_is_the_first_moment_of_work(calendar: Calendar, start: int, minute: int) -> None:
    kept = hours_of(calendar, MUSCAT)
    opening = kept.opening(moment(start))
    assert opening >= moment(start)
    assert kept.between(moment(start), opening) == 0 * MINUTE
    assert kept.add(opening, MINUTE) == opening + MINUTE
    assert kept.opening(opening) == opening


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, st.integers(1, 20), st.integers(1, 20))
def test_working_days_add_up_and_end_with_their_work(calendar: Calendar, start: int, one: int, other: int) -> None:
    kept, zone = hours_of(calendar, MUSCAT), ZoneInfo(calendar.zone)
    end = kept.days(moment(start), one + other)
    assert kept.days(moment(start), one) <= end
    assert end.astimezone(zone).date() > moment(start).astimezone(zone).date()


@settings(max_examples=examples(40), deadline=None)
@given(CALENDARS, MINUTES, WORK)
def test_answers_do_not_depend_on_what_was_asked_before(calendar: Calendar, start: int, work: int) -> None:
    fresh = hours_of(calendar, "UTC")
    kept = hours_of(calendar, MUSCAT)
    kept.add(moment(-400 * 1440), HOUR)
    kept.add(moment(900 * 1440), HOUR)
    assert kept.add(moment(start), work * MINUTE) == fresh.add(moment(start), work * MINUTE)


def test_round_the_clock_is_every_hour() -> None:
    now = at("2026-12-04T03:00")
    assert ALWAYS.add(now, HOUR) == now + HOUR
    assert ALWAYS.opening(now) == now
    assert ALWAYS.between(now, now + HOUR) == HOUR
    assert ALWAYS.days(now, 3) == now + timedelta(days=3)
    never_closed = Calendar(code="all", name=NAME, weeks=(Week(days=week("sunday", "saturday", "00:00-24:00")),))
    assert hours_of(never_closed, MUSCAT).add(now, 1000 * HOUR) == now + 1000 * HOUR
