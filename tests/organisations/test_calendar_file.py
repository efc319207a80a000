"""iCalendar files: events as closures, rules against dateutil's, and files that are made to do harm."""

import warnings
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.organisations.icalendar_file import LEFT_OUT, closures_of
from chalicelib.organisations.recurrence import NotTaken, days_of, rule_of
from chalicelib.shared.errors import Invalid

FIRST, LAST = date(2025, 1, 1), date(2031, 12, 31)
MUSCAT = ZoneInfo("Asia/Muscat")


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def file(*events: str, before: str = "") -> bytes:
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", *([before] if before else []), *events, "END:VCALENDAR", "")
    ).encode()


def shut(*events: str, before: str = "") -> list[tuple[str, ...]]:
    """Return from when to when events shut a place in Oman."""
    closures, _ = closures_of(file(*events, before=before), MUSCAT, FIRST, LAST)
    return sorted((c.first, c.last, c.begins, c.ends) for c in closures)


def reasons(*events: str) -> list[str]:
    return [left.reason for left in closures_of(file(*events), MUSCAT, FIRST, LAST)[1]]


def test_days_of_an_event_are_shut_with_its_name() -> None:
    one = event("DTSTART;VALUE=DATE:20261213", "SUMMARY:اليوم الرياضي\\, السنوي\u202e")
    closures, left_out = closures_of(file(one), MUSCAT, FIRST, LAST)
    (closure,) = closures
    assert (closure.first, closure.last, closure.name.ar) == ("2026-12-13", "2026-12-13", "اليوم الرياضي, السنوي")
    assert left_out == []


def test_the_end_of_whole_days_is_the_day_after_the_last() -> None:
    assert shut(event("DTSTART;VALUE=DATE:20261213", "DTEND;VALUE=DATE:20261216")) == [
        ("2026-12-13", "2026-12-15", "", "")
    ]
    assert shut(event("DTSTART;VALUE=DATE:20261213", "DTEND;VALUE=DATE:20261213")) == [
        ("2026-12-13", "2026-12-13", "", "")
    ]
    assert shut(event("DTSTART;VALUE=DATE:20261213", "DURATION:P2D")) == [("2026-12-13", "2026-12-14", "", "")]


def test_hours_are_those_of_the_calendars_zone_and_parted_at_midnight() -> None:
    assert shut(event("DTSTART:20261213T060000Z", "DTEND:20261213T080000Z")) == [
        ("2026-12-13", "2026-12-13", "10:00", "12:00")
    ]
    assert shut(event("DTSTART:20261213T100000", "DURATION:PT2H")) == [("2026-12-13", "2026-12-13", "10:00", "12:00")]
    assert shut(event("DTSTART;TZID=Africa/Cairo:20261213T220000", "DURATION:P2DT1H")) == [
        ("2026-12-14", "2026-12-15", "", ""), ("2026-12-16", "2026-12-16", "00:00", "01:00"),
    ]  # fmt: skip


def test_what_recurs_is_written_out_and_days_in_a_row_are_one_closure() -> None:
    assert shut(event("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20261214")) == [
        ("2026-12-13", "2026-12-13", "", ""), ("2026-12-15", "2026-12-16", "", ""),
    ]  # fmt: skip
    weekly = event(
        "DTSTART;TZID=Asia/Dubai:20261203T120000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20261217T080000Z"
    )
    assert [first for first, *_ in shut(weekly)] == ["2026-12-03", "2026-12-10", "2026-12-17"]
    until = event("DTSTART;VALUE=DATE:20000101", "RRULE:FREQ=YEARLY;UNTIL=20270101")
    assert [first for first, *_ in shut(until)] == ["2025-01-01", "2026-01-01", "2027-01-01"]


def test_further_and_moved_dates_count() -> None:
    master = event("UID:1", "DTSTART;TZID=Asia/Muscat:20261203T120000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3",
                   "RDATE:20261205T080000Z", "EXDATE:20261217T080000Z")  # fmt: skip
    moved = event("UID:1", "RECURRENCE-ID:20261210T080000Z", "DTSTART:20261211T100000Z", "DURATION:PT2H")
    assert shut(master, moved) == [
        ("2026-12-03", "2026-12-03", "12:00", "13:00"), ("2026-12-05", "2026-12-05", "12:00", "13:00"),
        ("2026-12-11", "2026-12-11", "14:00", "16:00"),
    ]  # fmt: skip


def test_a_zone_is_known_by_its_name_whatever_the_file_says_of_it() -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:Arabian Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n" \
           "TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE"  # fmt: skip
    one = event("DTSTART;TZID=Arabian Standard Time:20261213T100000", "DURATION:PT1H")
    assert shut(one, before=zone) == [("2026-12-13", "2026-12-13", "10:00", "11:00")]
    assert reasons(event("DTSTART;TZID=Sawari/Nowhere:20261213T100000", "DURATION:PT1H")) == ["unknown-zone"]
    hidden = zone.replace("BEGIN:VTIMEZONE", "begin:vtime\r\n ZONE").replace("Arabian Standard Time", "Own")
    one = event("DTSTART;TZID=Own:20261213T100000", "DURATION:PT1H")
    assert [left.reason for left in closures_of(file(one, before=hidden), MUSCAT, FIRST, LAST)[1]] == ["unknown-zone"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("SUMMARY:No start",), "missing-start"),
        (("DTSTART:soon",), "wrong-value"),
        (("DTSTART:20261213T100000",), "wrong-length"),
        (("DTSTART;VALUE=DATE:20261213", "DTEND;VALUE=DATE:20261201"), "wrong-length"),
        (("DTSTART;VALUE=DATE:20261213", "DURATION:P9999D"), "wrong-length"),
        (("DTSTART;VALUE=DATE:99991231", "DURATION:P99999999999D"), "wrong-value"),
        (("DTSTART;VALUE=DATE:19990101",), "outside-years"),
        (("STATUS:CANCELLED", "DTSTART;VALUE=DATE:20261213"), "cancelled"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=SECONDLY"), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=DAILY;INTERVAL=0"), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=DAILY;COUNT=0"), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:INTERVAL=2"), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=WEEKLY;BYDAY=ZZ"), "wrong-value"),
        (("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["30"] * 99)), "rule-not-taken"),
        (("DTSTART;VALUE=DATE:19690101", "RRULE:FREQ=DAILY;COUNT=9"), "too-old"),
        (("DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "outside-years"),
    ],
)
def test_an_event_that_gives_no_closure_is_told_with_the_reason(lines: tuple[str, ...], reason: str) -> None:
    assert reasons(event("DTSTART;VALUE=DATE:20261224"), event(*lines)) == [reason]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"END:VCALENDAR",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 12_000, b"BEGIN:VCALENDAR\r\nX;" + b"a=b;" * 40_000,
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        closures_of(content, MUSCAT, FIRST, LAST)
    assert refused.value.facts["fields"] == [{"field": "file", "reason": "not-icalendar"}]


def test_too_many_events_or_rules_are_refused() -> None:
    rule = event("DTSTART;VALUE=DATE:20261213", "RRULE:FREQ=YEARLY")
    for content in (file(*[event("DTSTART;VALUE=DATE:20261213")] * 1001), file(*[rule] * 51)):
        with pytest.raises(Invalid) as refused:
            closures_of(content, MUSCAT, FIRST, LAST)
        assert refused.value.facts["fields"] == [{"field": "file", "reason": "too-many-events"}]


def test_not_more_events_are_told_of_than_somebody_reads() -> None:
    assert len(reasons(*[event("SUMMARY:No start")] * 500)) == LEFT_OUT


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SOME_DAYS = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(sorted)
MONTHS = st.sets(st.integers(1, 12), min_size=1).map(sorted)
NTHS = st.lists(
    st.tuples(st.sampled_from((-4, -2, -1, 1, 2, 3, 4)), st.sampled_from(WEEKDAYS)), min_size=1, max_size=3
).map(lambda days: [f"{nth}{day}" for nth, day in days])  # fmt: skip
MONTH_DAYS = st.sets(st.one_of(st.integers(1, 28), st.integers(-28, -1)), min_size=1, max_size=3).map(sorted)
PLACES = st.sampled_from(([1], [-1], [1, -1]))


def rules(each: str, *choices: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw rules that fall somewhere in every few years, for dateutil looks for others until the year 9999."""
    common = {"FREQ": st.just([each]), "INTERVAL": st.sampled_from(([1], [2], [3])),
              "WKST": st.sampled_from((["MO"], ["SU"]))}  # fmt: skip
    return st.one_of(*(st.fixed_dictionaries({**common, **choice}) for choice in choices))


RULES = st.one_of(
    rules("DAILY", {}, {"INTERVAL": st.just([1]), "BYDAY": SOME_DAYS}),
    rules("WEEKLY", {}, {"BYDAY": SOME_DAYS}),
    rules("MONTHLY", {}, {"BYDAY": NTHS}, {"BYMONTHDAY": MONTH_DAYS}, {"BYDAY": SOME_DAYS, "BYSETPOS": PLACES}),
    rules("YEARLY", {}, {"BYMONTH": MONTHS, "BYMONTHDAY": MONTH_DAYS}, {"BYMONTH": MONTHS, "BYDAY": NTHS},
          {"BYDAY": NTHS}, {"BYYEARDAY": MONTH_DAYS}, {"BYMONTH": MONTHS, "BYDAY": SOME_DAYS, "BYSETPOS": PLACES}),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    RULES,
    st.dates(date(2018, 1, 1), date(2027, 12, 31)).filter(lambda day: day.day < 29),
    st.none() | st.integers(1, 90),
)
def test_rules_fall_on_the_days_that_dateutil_finds(parts: dict[str, Any], start: date, count: int | None) -> None:
    parts = {**parts, **({"COUNT": [count]} if count else {})}
    text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())
    begin, end = datetime.combine(FIRST, datetime.min.time()), datetime.combine(LAST, datetime.min.time())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # dateutil calls COUNT with UNTIL so, which ends the search
        found = rrulestr(f"{text};UNTIL=20320101T000000", dtstart=datetime.combine(start, datetime.min.time()))
        expected = [at.date() for at in found if begin <= at <= end]
    assert list(days_of(rule_of(parts), start, FIRST, LAST)) == expected


@pytest.mark.parametrize("parts", [{}, {"FREQ": ["HOURLY"]}, {"FREQ": ["DAILY"], "RSCALE": ["HIJRI"]}])
def test_a_rule_with_anything_else_is_not_taken(parts: dict[str, Any]) -> None:
    with pytest.raises(NotTaken):
        rule_of(parts)
