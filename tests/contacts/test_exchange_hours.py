"""The telephony's hours follow the calendars: made once, changed where they differ."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.contacts.exchange.hours import hours_name, keep_hours, wanted_hours
from chalicelib.contacts.exchange.house import Line
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Interval, SpecialDay
from tests.contacts.boards import BOARD, BODY, CALENDAR
from tests.contacts.phones import TODAY, Phone, telephone

DAY_OFF = SpecialDay(date="2026-03-02", name=Words(ar="عطلة", en="A day off"))


@pytest.fixture
def phone() -> Iterator[Phone]:
    with telephone() as made:
        yield made


def overrides(phone: Phone, id_: str) -> list[Any]:
    told = phone.exchange.ask("list_hours_of_operation_overrides", HoursOfOperationId=id_)
    found: list[Any] = told["HoursOfOperationOverrideList"]
    return found


def a_line(zone: str = "Asia/Muscat", **facts: Any) -> Line:
    """Return a body whose calendar has other parts."""
    calendar = msgspec.structs.replace(CALENDAR, **facts)
    return Line(msgspec.structs.replace(BODY, zone=zone, calendars=(calendar,)), BOARD)


def kept(phone: Phone, line: Line) -> str:
    return keep_hours(phone.exchange, [line], TODAY)["host.official"]


def test_a_calendar_that_changes_changes_one_override(phone: Phone) -> None:
    id_ = kept(phone, a_line())
    assert overrides(phone, id_) == []
    assert kept(phone, a_line(special_days=(DAY_OFF,))) == id_
    (told,) = overrides(phone, id_)
    assert (told["EffectiveFrom"], told["EffectiveTill"], told["Config"]) == ("2026-03-02", "2026-03-02", [])
    kept(phone, a_line())
    assert overrides(phone, id_) == []


def test_hours_that_stand_as_they_should_are_left_alone(phone: Phone) -> None:
    wanted = a_line(special_days=(DAY_OFF,))
    kept(phone, wanted)
    phone.asked.clear()
    kept(phone, wanted)
    assert phone.changes() == {}


def test_another_week_or_zone_is_written_over_the_old_one(phone: Phone) -> None:
    id_ = kept(phone, a_line())
    kept(phone, a_line(zone="Asia/Dubai"))
    told = phone.exchange.ask("describe_hours_of_operation", HoursOfOperationId=id_)["HoursOfOperation"]
    assert told["TimeZone"] == "Asia/Dubai"
    assert len(told["Config"]) == 5


def test_a_queue_is_open_by_its_own_calendar_else_by_the_bodys() -> None:
    own = msgspec.structs.replace(BOARD.queues[0], calendar="round_the_clock")
    board = msgspec.structs.replace(BOARD, queues=(own, BOARD.queues[1]))
    wanted = wanted_hours(BODY, board, TODAY)
    assert set(wanted) == {"host.round_the_clock", "host.official"}
    assert all(wanted["host.round_the_clock"].week)
    assert hours_name("host", own, "official") == "host.round_the_clock"


def test_hours_that_connect_cannot_hold_for_long_are_told_of(phone: Phone) -> None:
    special = tuple(
        SpecialDay(
            date=(TODAY + timedelta(days=number)).isoformat(),
            name=Words(ar="يوم", en="A day"),
            intervals=(Interval(opens=f"0{number // 60}:{number % 60:02}", closes="15:00"),) if number % 2 else (),
        )
        for number in range(1, 120)
    )
    kept(phone, a_line(special_days=special))
    assert any(said.startswith("hours host.official are right until") for said in phone.said)
