"""Who is there: on shift by the own calendar or the section's, not away, or else who stands in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations.body import Body
from chalicelib.organisations.hours import ROUND_THE_CLOCK, Always, Hours
from chalicelib.organisations.parts import Section
from chalicelib.organisations.presence import day_in, is_absent, on_shift, present, shifts_of, stands_in
from chalicelib.organisations.staff import Absence, Staff
from tests.organisations.fakes import person, words

DAY = date(2026, 12, 6)
NOON = datetime(2026, 12, 6, 8, tzinfo=UTC)
LEAVE = Absence(first="2026-12-06", last="2026-12-10", stand_in="huda")


@dataclass(frozen=True)
class Closed(Always):
    """Hours in which nobody works before another day."""

    def opening(self, at: datetime) -> datetime:
        return at + timedelta(days=1)


class Place(Body, frozen=True, kw_only=True):
    """A body whose calendars are said by name: which of them are open."""

    open: frozenset[str] = frozenset()

    def working_hours(self, calendar: str = "") -> Hours:
        return Always() if calendar in self.open else Closed()


def place(*calendars: str, code: str = "host") -> Place:
    sections = (
        Section(code="care", name=words("الرعاية"), directorate="d", calendar="evenings"),
        Section(code="roads", name=words("الطرق"), directorate="d"),
    )
    return Place(code=code, name=words("المضيف"), sections=sections, open=frozenset(calendars))


def away(username: str, stand_in: str = "", **further: Any) -> Staff:
    return person(username, absences=(msgspec.structs.replace(LEAVE, stand_in=stand_in),), **further)


@pytest.mark.parametrize(("day", "absent"), [(5, False), (6, True), (10, True), (11, False)])
def test_the_first_and_the_last_day_of_an_absence_both_count(day: int, absent: bool) -> None:
    assert is_absent(away("salma"), date(2026, 12, day)) is absent


def test_a_day_begins_where_the_body_works() -> None:
    late = datetime(2026, 12, 5, 20, 30, tzinfo=UTC)
    assert day_in(place(), late) == DAY
    assert day_in(msgspec.structs.replace(place(), zone="Europe/London"), late) == date(2026, 12, 5)


def test_who_is_away_is_stood_in_for_on_those_days_alone() -> None:
    salma = away("salma", "huda")
    assert (stands_in(salma, DAY), stands_in(salma, date(2026, 12, 11))) == ("huda", "")


def test_who_is_there_needs_nobody_to_stand_in() -> None:
    salma = person("salma")
    assert present(salma, (), DAY) is salma


def test_a_stand_in_who_is_away_is_stood_in_for_in_turn() -> None:
    noor = person("noor")
    assert present(away("salma", "huda"), (away("huda", "noor"), noor), DAY) is noor


@pytest.mark.parametrize(
    "team",
    [
        (),
        (away("huda"),),
        (away("huda", "salma"), away("salma", "huda")),
        (person("huda", active=False),),
        (person("huda", body="guest"),),
    ],
)
def test_nobody_stands_in_when_no_colleague_is_left(team: tuple[Staff, ...]) -> None:
    assert present(away("salma", "huda"), team, DAY) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7)), min_size=1, max_size=8))
def test_whoever_is_found_is_there_and_the_search_ends_whoever_names_whom(plan: list[tuple[bool, int]]) -> None:
    team = [away(f"p{n}", f"p{to}") if gone else person(f"p{n}") for n, (gone, to) in enumerate(plan)]
    found = [present(each, team, DAY) for each in team]
    assert all(each is None or not is_absent(each, DAY) for each in found)
    assert [each for each in team if not is_absent(each, DAY)] == [f for f, (gone, _) in zip(found, plan, strict=True)
                                                                   if not gone]  # fmt: skip


@pytest.mark.parametrize(
    ("staff", "section", "code", "calendar"),
    [
        (person("salma"), "roads", "host", ""),
        (person("salma"), "care", "host", "evenings"),
        (person("salma", shifts="nights"), "care", "host", "nights"),
        (person("salma", shifts="nights"), "", "host", "nights"),
        (person("salma"), "moon", "host", ""),
        (person("salma", shifts="nights", serves=("guest",)), "care", "guest", "evenings"),
    ],
)
def test_the_own_shifts_go_before_the_sections_hours_and_those_before_the_bodys(
    staff: Staff, section: str, code: str, calendar: str
) -> None:
    body = place(calendar, code=code)
    assert shifts_of(staff, body, section) == calendar
    assert on_shift(staff, body, section, NOON)
    assert not on_shift(staff, place(code=code), section, NOON)


def test_who_is_away_or_has_left_is_not_on_shift() -> None:
    body = place("")
    assert not on_shift(away("salma"), body, "roads", NOON)
    assert not on_shift(person("salma", active=False), body, "roads", NOON)
    assert on_shift(away("salma"), body, "roads", NOON + timedelta(days=10))


def test_somebody_may_work_round_the_clock_in_a_body_without_calendars() -> None:
    body = Body(code="host", name=words("المضيف"))
    for shifts in ("", ROUND_THE_CLOCK):
        assert on_shift(person("salma", shifts=shifts), body, "", NOON)
