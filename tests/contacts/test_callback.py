"""When somebody is called back: within working time alone, far enough apart, on enough days, and never for ever."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.callback_rules import (
    MOST_TRIES,
    counted,
    is_unreachable,
    late_from,
    next_due,
    offered,
    put_off,
    tried,
)
from chalicelib.contacts.switchboard import Callbacks
from chalicelib.organisations.calendar import Calendar, Days, Interval, Week
from chalicelib.organisations.calendar_hours import hours_of
from chalicelib.shared.clock import from_iso, iso
from tests.contacts.boards import CALENDAR
from tests.organisations.fakes import words

ZONE = ZoneInfo("Asia/Muscat")
HOURS = hours_of(CALENDAR, "Asia/Muscat")
RULES = Callbacks()
SUNDAY = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)  # 08:00 in Muscat
NIGHT = Calendar(
    code="night", name=words("مناوبة"),
    weeks=(Week(days=Days(sunday=(Interval(opens="22:00", closes="02:00"),),
                          wednesday=(Interval(opens="09:00", closes="10:00"),))),),
)  # fmt: skip
CALENDARS = (CALENDAR, NIGHT)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
rules = st.builds(
    lambda tries, hours, days: Callbacks(tries=max(tries, days), hours_apart=hours, days=days),
    st.integers(3, 10), st.integers(2, 48), st.integers(2, 5),
)  # fmt: skip


def a_try(at: datetime, *, reached: bool = False, by: str = "agent", contact: str = "", said: str = "") -> Try:
    return Try(at=iso(at), by=by, reached=reached, contact=contact, said=said)


def a_callback(at: datetime = SUNDAY) -> Callback:
    return Callback(id="c", body="host", number="+96892123456", queue="general", requested_at=iso(at), due_at=iso(at))


@given(instants, rules, st.sampled_from(CALENDARS))
@settings(max_examples=150)
def test_who_is_never_reached_is_tried_as_the_rule_says_and_then_no_more(
    start: datetime, rules: Callbacks, calendar: Calendar
) -> None:
    hours = hours_of(calendar, "Asia/Muscat")
    callback = a_callback(start).with_(due_at=iso(next_due((), rules, hours, ZONE, start)))
    for i in range(60):
        due = from_iso(callback.due_at)
        assert hours.opening(due) == due, "outside working hours"
        callback = tried(callback, a_try(due, contact=f"call-{i}"), rules, hours, ZONE, due)
        if callback.state is CallbackState.UNREACHABLE:
            break
    times = [from_iso(each.at) for each in callback.tries]
    assert callback.state is CallbackState.UNREACHABLE
    assert len(times) == rules.tries, "no try more than the rule asks for"
    assert all(b - a >= timedelta(hours=rules.hours_apart) for a, b in pairwise(times))
    assert len({at.astimezone(ZONE).date() for at in times}) >= rules.days


@given(st.lists(instants, max_size=12), rules, instants)
@settings(max_examples=150)
def test_whatever_was_tried_the_next_time_is_in_hours_and_far_enough(
    before: list[datetime], rules: Callbacks, now: datetime
) -> None:
    tries = [a_try(at) for at in before]
    due = next_due(tries, rules, HOURS, ZONE, now)
    assert due >= now
    assert HOURS.opening(due) == due
    if before:
        assert due - max(before) >= timedelta(hours=rules.hours_apart)


@given(st.lists(instants, max_size=12), rules)
def test_tries_that_came_too_soon_do_not_count(at: list[datetime], rules: Callbacks) -> None:
    tries = [a_try(each) for each in at]
    times = [from_iso(each.at) for each in counted(tries, rules)]
    assert all(b - a >= timedelta(hours=rules.hours_apart) for a, b in pairwise(times))
    if is_unreachable(tries, rules, ZONE):
        assert len(times) >= rules.tries


def test_three_tries_in_one_hour_make_nobody_unreachable() -> None:
    callback = a_callback()
    for minutes in (0, 20, 40):
        at = SUNDAY + timedelta(minutes=minutes)
        callback = tried(callback, a_try(at, contact=f"{minutes}"), RULES, HOURS, ZONE, at)
    assert callback.state is CallbackState.WAITING
    assert len(callback.tries) == 3


def test_nobody_is_tried_for_ever_in_one_hour() -> None:
    callback = a_callback()
    while callback.state is CallbackState.WAITING:
        at = SUNDAY + timedelta(minutes=len(callback.tries))
        callback = tried(callback, a_try(at, contact=f"{at}"), RULES, HOURS, ZONE, at)
    assert (callback.state, len(callback.tries)) == (CallbackState.UNREACHABLE, MOST_TRIES)


def test_the_last_try_is_kept_for_another_day() -> None:
    callback = a_callback()
    for _ in range(2):
        at = from_iso(callback.due_at)
        callback = tried(callback, a_try(at), RULES, HOURS, ZONE, at)
    assert callback.tries[0].at == iso(SUNDAY)
    assert callback.tries[1].at == iso(SUNDAY + timedelta(hours=2))
    assert callback.due_at == iso(datetime(2026, 3, 2, 3, 30, tzinfo=UTC))  # Monday, when work begins


def test_a_thursday_afternoon_goes_on_after_the_weekend() -> None:
    thursday = datetime(2026, 3, 5, 10, 29, tzinfo=UTC)
    assert next_due([a_try(thursday)], RULES, HOURS, ZONE, thursday) == datetime(2026, 3, 8, 3, 30, tzinfo=UTC)


def test_who_is_reached_is_called_no_more() -> None:
    callback = tried(a_callback(), a_try(SUNDAY, reached=True), RULES, HOURS, ZONE, SUNDAY)
    assert (callback.state, callback.ended_by) == (CallbackState.REACHED, "agent")
    assert not callback.is_open


@pytest.mark.parametrize("record_first", [True, False])
def test_a_record_and_what_the_agent_says_of_one_call_are_one_try(record_first: bool) -> None:
    record = a_try(SUNDAY, reached=True, contact="call-1")
    said = a_try(SUNDAY + timedelta(minutes=4), reached=False, said="key")
    callback = a_callback()
    for each in (record, said) if record_first else (said, record):
        callback = tried(callback, each, RULES, HOURS, ZONE, SUNDAY + timedelta(minutes=5))
    assert callback.state is CallbackState.WAITING  # an answering machine: the agent knows
    assert callback.tries == (Try(at=iso(SUNDAY), by="agent", reached=False, contact="call-1", said="key"),)
    assert callback.ended_at == ""


def test_two_calls_of_one_agent_are_two_tries() -> None:
    callback = a_callback()
    for i, minutes in enumerate((0, 5)):
        at = SUNDAY + timedelta(minutes=minutes)
        callback = tried(callback, a_try(at, contact=f"call-{i}"), RULES, HOURS, ZONE, at)
    assert len(callback.tries) == 2


def test_a_call_that_is_due_at_once_is_late_after_half_an_hour_of_working_time() -> None:
    asked = a_callback()
    assert late_from(asked, HOURS) == SUNDAY + timedelta(minutes=30)
    closing = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    towards_evening = a_callback(closing - timedelta(minutes=10))
    assert late_from(towards_evening, HOURS) == datetime(2026, 3, 2, 3, 50, tzinfo=UTC)


def test_no_offer_and_no_night_make_a_late_call_timely_and_a_try_does() -> None:
    asked = a_callback()
    late = late_from(asked, HOURS)
    again = offered(
        put_off(offered(asked, "t", SUNDAY + timedelta(minutes=30)), SUNDAY + timedelta(days=1)), "t", SUNDAY
    )
    assert late_from(again, HOURS) == late
    missed = tried(again, a_try(SUNDAY), RULES, HOURS, ZONE, SUNDAY)
    assert late_from(missed, HOURS) == from_iso(missed.due_at) + timedelta(minutes=30)
