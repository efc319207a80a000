"""Calendars as admins keep them: what is worked out, what is refused, a year to look at."""

import base64
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib import wiring
from chalicelib.organisations.actions import Context
from chalicelib.organisations.calendar import COUNTRIES, Calendar, Days, Interval, Ramadan, Week
from chalicelib.organisations.calendars import worked_out
from chalicelib.organisations.holidays_of import holidays_of, ramadans_of
from chalicelib.organisations.staff import Role
from tests.conftest import NOW
from tests.http import Answered, call
from tests.organisations.fakes import context, person, words

PATH = "/v1/organisation/calendars/office"
NAME = {"ar": "الدوام الرسمي", "en": "Office hours"}
OFFICE = [{"opens": "07:30", "closes": "14:30"}]
WORKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday")
DAYS = dict.fromkeys(WORKDAYS, OFFICE)
SHORT = [{"opens": "09:00", "closes": "14:00"}]
FASTING = dict.fromkeys(WORKDAYS, SHORT)
GIVEN: dict[str, Any] = {"name": NAME, "weeks": [{"days": DAYS, "ramadan": FASTING}], "holidays_of": "OM"}


@pytest.fixture(autouse=True)
def desk() -> Iterator[Context]:
    desk = context()
    desk.register.put_staff(person("officer", Role.SECTION_OFFICER, sections=("care",)), None)
    with wiring.using(organisations=desk):
        yield desk


def by(username: str, method: str, path: str, body: Any = None, **headers: Any) -> Answered:
    return call(method, path, body, claims={"sub": f"sub-{username}", "token_use": "id"}, **headers)


def put(body: Any, path: str = PATH, **headers: Any) -> Answered:
    return by("admin", "PUT", path, body, **headers)


def test_a_calendar_is_kept_with_the_holidays_and_ramadans_of_the_years_about() -> None:
    made = put(GIVEN)
    assert (made.status, made.headers["ETag"]) == (201, '"1"')
    shown = by("officer", "GET", PATH).json
    assert shown == made.json
    year = NOW.year
    assert shown["worked_out_until"] == f"{year + 5}-12-31"
    assert {int(holiday["first"][:4]) for holiday in shown["holidays"]} == set(range(year - 1, year + 6))
    assert all(holiday["name"]["ar"] and holiday["name"]["en"] for holiday in shown["holidays"])
    assert len(shown["ramadans"]) >= 7
    assert [item["code"] for item in by("officer", "GET", "/v1/organisation/calendars").json["items"]] == ["office"]


def test_the_same_calendar_again_changes_nothing_and_a_change_names_its_version() -> None:
    put(GIVEN)
    again = put(GIVEN, If_Match="1")
    assert (again.status, again.json["version"]) == (200, 1)
    changed = {**GIVEN, "holidays_of": "SA"}
    assert put(changed).status == 428
    assert put(changed, If_Match="1").json["version"] == 2
    assert put(GIVEN, If_Match="1").status == 412


def test_a_calendar_without_holidays_and_ramadan_hours_has_neither() -> None:
    plain = put({"name": NAME, "weeks": [{"days": DAYS}]}).json
    assert (plain["holidays"], plain["ramadans"]) == ([], [])


def test_a_ramadan_that_was_sighted_on_another_day_is_given_by_an_admin() -> None:
    given = put({**GIVEN, "own_ramadans": [{"first": "2027-02-09", "last": "2027-03-09"}]}).json
    begins = [ramadan["first"] for ramadan in given["ramadans"] if ramadan["first"].startswith("2027")]
    assert begins == ["2027-02-09"]
    day = by("officer", "GET", f"{PATH}/year?year=2027").json["days"][38]
    assert (day["date"], day["why"]) == ("2027-02-08", "week")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"weeks": []}, {"weeks": "too-short"}),
        ({"weeks": [{"days": {}}]}, {"weeks.0.days": "never-open"}),
        ({"weeks": [{"days": DAYS, "ramadan": {}}]}, {"weeks.0.ramadan": "never-open"}),
        ({"weeks": [{"days": DAYS}, {"days": DAYS}]}, {"weeks.1.effective_from": "repeated"}),
        ({"weeks": [{"days": DAYS, "effective_from": "2026-02-30"}]}, {"weeks.0.effective_from": "wrong-format"}),
        ({"weeks": [{"days": DAYS, "effective_from": "soon"}]}, {"weeks.0.effective_from": "wrong-format"}),
        ({"weeks": [{"days": DAYS, "effective_from": "2099-01-01"}]}, {"weeks": "never-open"}),
        ({"weeks": [{"days": {"sunday": [{"opens": "7:30", "closes": "25:00"}]}}]},
         {"weeks.0.days.sunday.0.opens": "wrong-format", "weeks.0.days.sunday.0.closes": "wrong-format"}),
        ({"weeks": [{"days": {"sunday": [*OFFICE, {"opens": "14:00", "closes": "15:00"}]}}]},
         {"weeks.0.days.sunday": "overlapping"}),
        ({"weeks": [{"days": {"saturday": [{"opens": "22:00", "closes": "08:00"}], "sunday": OFFICE}}]},
         {"weeks.0.days.saturday": "overlapping"}),
        ({"zone": "Oman/Nowhere"}, {"zone": "not-found"}),
        ({"holidays_of": "FR"}, {"holidays_of": "not-allowed"}),
        ({"own_ramadans": [{"first": "2027-02-09", "last": "2027-02-01"}]}, {"own_ramadans.0.last": "before-first"}),
        ({"own_ramadans": [{"first": "2027-02-09", "last": "2027-02-19"}]}, {"own_ramadans.0.last": "not-a-month"}),
        ({"closures": [{"first": "2027-02-09", "last": "2027-02-01", "name": NAME}]},
         {"closures.0.last": "before-first"}),
        ({"closures": [{"first": "0001-01-01", "last": "9999-12-31", "name": NAME}]},
         {"closures.0.first": "not-allowed", "closures": "too-many-days"}),
        ({"closures": [{"first": "2027-02-01", "last": "2027-02-01", "begins": "12:00", "name": NAME}]},
         {"closures.0.ends": "missing"}),
        ({"closures": [{"first": "2027-02-30", "last": "2027-02-30", "name": NAME}]},
         {"closures.0.first": "wrong-format", "closures.0.last": "wrong-format"}),
        ({"closures": [{"first": "2020-01-01", "last": "2029-12-31", "name": NAME}]}, {"weeks": "never-open"}),
        ({"special_days": [{"date": "2027-01-01", "name": NAME}] * 2}, {"special_days.1.date": "repeated"}),
        ({"special_days": [{"date": "2027-01-01", "name": NAME, "intervals": OFFICE * 2}]},
         {"special_days.0.intervals": "overlapping"}),
        ({"holidays": []}, {"holidays": "unknown"}),
    ],
)  # fmt: skip
def test_a_faulty_calendar_is_refused_with_every_fault(change: dict[str, Any], fields: dict[str, str]) -> None:
    answer = put({**GIVEN, **change})
    assert answer.status == 422
    assert {fault["field"]: fault["reason"] for fault in answer.json["fields"]} == fields
    assert by("officer", "GET", PATH).status == 404


@pytest.mark.parametrize("code", ["round_the_clock", "section", "partner"])
def test_a_calendar_has_no_code_that_a_policy_means_something_else_by(code: str) -> None:
    answer = put(GIVEN, f"/v1/organisation/calendars/{code}")
    assert answer.json["fields"] == [{"field": "code", "reason": "not-allowed"}]


def test_a_change_of_a_calendar_has_running_clocks_reckoned_anew(desk: Context) -> None:
    told: list[tuple[str, str, str, int]] = []
    watched = Context(register=desk.register, identities=desk.identities, clock=desk.clock,
                      recalculate=lambda *what: told.append(what))  # fmt: skip
    with wiring.using(organisations=watched):
        put(GIVEN)
        put({**GIVEN, "holidays_of": "SA"}, If_Match="1")
    assert [what[:3] for what in told] == [("host", "calendar", "office")] * 2
    assert told[0][3] < told[1][3]


def test_a_year_shows_the_hours_of_each_day_and_why() -> None:
    night = {"date": "2026-03-21", "name": NAME, "intervals": [{"opens": "22:00", "closes": "02:00"}]}
    half = {"first": "2026-12-24", "last": "2026-12-24", "begins": "12:00", "ends": "24:00", "name": NAME}
    put({**GIVEN, "special_days": [night], "closures": [half]})
    year = by("officer", "GET", f"{PATH}/year?year=2026").json
    assert (year["year"], year["zone"], len(year["days"]), year["version"]) == (2026, "Asia/Muscat", 365, 1)
    days = {day["date"]: day for day in year["days"]}
    assert days["2026-12-03"]["intervals"] == OFFICE
    assert (days["2026-12-03"]["why"], days["2026-12-03"]["minutes"]) == ("week", 420)
    assert (days["2026-12-04"]["why"], days["2026-12-04"]["intervals"]) == ("weekend", [])
    assert (days["2026-03-01"]["why"], days["2026-03-01"]["minutes"]) == ("ramadan", 300)
    feast = days["2026-03-22"]
    assert (feast["why"], feast["name"]["ar"], feast["estimated"]) == ("holiday", "عيد الفطر", False)
    assert days["2026-03-21"]["intervals"] == [{"opens": "22:00", "closes": "02:00"}]
    assert days["2026-12-24"]["intervals"] == [{"opens": "07:30", "closes": "12:00"}]
    assert year["working_days"] == sum(bool(day["minutes"]) for day in year["days"])
    assert len(by("officer", "GET", f"{PATH}/year?year=2028").json["days"]) == 366


def test_the_year_that_it_is_is_shown_without_a_parameter_and_only_to_whom_the_body_is() -> None:
    put(GIVEN)
    assert by("officer", "GET", f"{PATH}/year").json["year"] == NOW.year
    assert by("other.admin", "GET", f"{PATH}/year?body=host").status == 404
    assert by("officer", "GET", f"{PATH}/year?year=2100").status == 422
    assert by("officer", "GET", "/v1/organisation/calendars/none/year").status == 404


def test_holidays_of_each_country_are_known_in_both_languages_with_the_days_of_the_feasts() -> None:
    for country in COUNTRIES:
        holidays = holidays_of(country, range(2025, 2032))
        assert any("عيد" in holiday.name.ar or "العيد" in holiday.name.ar for holiday in holidays), country
        assert any("Eid al-Adha" in holiday.name.en for holiday in holidays), country
        assert {holiday.estimated for holiday in holidays} == {True, False}
        assert all("(estimated)" not in holiday.name.en and "تقديري" not in holiday.name.ar for holiday in holidays)
        assert [h.first for h in holidays] == sorted(h.first for h in holidays)


def test_the_feast_of_2026_was_announced_in_oman_and_that_of_2027_is_an_estimate() -> None:
    feasts = [h for h in holidays_of("OM", (2026, 2027)) if h.name.en == "Eid al-Fitr"]
    assert [(feast.first, feast.last, feast.estimated) for feast in feasts] == [
        ("2026-03-19", "2026-03-22", False), ("2027-03-08", "2027-03-11", True),
    ]  # fmt: skip


@pytest.mark.parametrize("country", [*COUNTRIES, "", "TN"])
def test_a_ramadan_has_twenty_nine_or_thirty_days_each_year(country: str) -> None:
    ramadans = ramadans_of(country, range(2025, 2033))
    assert len(ramadans) == 9  # two begin in 2030
    assert ramadans[1].first in ("2026-02-18", "2026-02-19")
    for ramadan in ramadans:
        assert ramadan.first < ramadan.last
    out = worked_out(Calendar(code="x", name=words("س"), weeks=(WEEK,), own_ramadans=ramadans[1:2]), country, 2026)
    assert [each.first for each in out.ramadans] == [each.first for each in ramadans[:8]]


WEEK = Week(days=Days(sunday=(Interval(opens="07:30", closes="14:30"),)), ramadan=Days())


def test_a_ramadan_of_long_ago_is_kept_beside_those_worked_out() -> None:
    old = Ramadan(first="2020-04-25", last="2020-05-23")
    out = worked_out(Calendar(code="x", name=words("س"), weeks=(WEEK,), own_ramadans=(old,)), "OM", 2026)
    assert out.ramadans[0] == old
    assert len(out.ramadans) == 9


def test_a_calendar_with_all_that_is_worked_out_stays_small() -> None:
    assert len(msgspec.json.encode(by("admin", "PUT", PATH, GIVEN).json)) < 12_000


EVENTS = """\
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261213
SUMMARY:اليوم الرياضي
END:VEVENT
BEGIN:VEVENT
UID:2
STATUS:CANCELLED
DTSTART;VALUE=DATE:20261214
END:VEVENT"""


def file_of(events: str) -> dict[str, Any]:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}\nEND:VCALENDAR\n".replace("\n", "\r\n")
    return {"file": base64.b64encode(text.encode()).decode()}


def imported(body: dict[str, Any], **headers: Any) -> Answered:
    return by("admin", "POST", f"{PATH}/closures-imports", body, **headers)


def test_events_of_a_file_become_closures_once() -> None:
    put({**GIVEN, "closures": [{"first": "2026-12-24", "last": "2026-12-24", "name": NAME}]})
    assert imported(file_of(EVENTS)).status == 428
    first = imported(file_of(EVENTS), If_Match="1")
    assert (first.status, first.headers["ETag"]) == (200, '"2"')
    assert (first.json["added"], first.json["known"]) == (1, 0)
    assert first.json["left_out"] == [{"event": 2, "name": "إغلاق", "reason": "cancelled"}]
    assert [closure["first"] for closure in first.json["calendar"]["closures"]] == ["2026-12-13", "2026-12-24"]
    again = imported(file_of(EVENTS), If_Match="2")
    assert (again.json["added"], again.json["known"], again.json["calendar"]["version"]) == (0, 1, 2)
    assert imported(file_of(""), If_Match="1").json["calendar"]["version"] == 2


def test_a_file_may_take_the_place_of_all_closures() -> None:
    put({**GIVEN, "closures": [{"first": "2026-12-24", "last": "2026-12-24", "name": NAME}]})
    replaced = imported({**file_of(EVENTS), "replace": True}, If_Match="1").json
    assert [closure["first"] for closure in replaced["calendar"]["closures"]] == ["2026-12-13"]


def test_a_file_that_would_shut_a_place_for_good_or_has_too_much_is_refused() -> None:
    put(GIVEN)
    daily = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20250101\nRRULE:FREQ=DAILY\nEND:VEVENT"
    assert imported(file_of(daily), If_Match="1").json["fields"] == [{"field": "weeks", "reason": "never-open"}]
    many = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20250101\nRRULE:FREQ=DAILY;INTERVAL=2\nEND:VEVENT"
    assert imported(file_of(many), If_Match="1").json["fields"] == [{"field": "file", "reason": "too-many-closures"}]
    assert by("officer", "GET", PATH).json["closures"] == []


def test_no_file_at_all_and_no_calendar_are_told_apart() -> None:
    assert imported(file_of(EVENTS), If_Match="1").status == 404
    put(GIVEN)
    csv = {"file": base64.b64encode(b"date,name\n2026-12-01,x\n").decode()}
    assert imported(csv, If_Match="1").json["fields"] == [{"field": "file", "reason": "not-icalendar"}]
    assert by("officer", "POST", f"{PATH}/closures-imports", csv).status == 403
