"""The telephony's hours follow the calendars: made once, changed where they differ."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import msgspec
import pytest

from chalicelib import wiring
from chalicelib.contacts.hours import connect_hours
from chalicelib.contacts.hours_following import Context, follow
from chalicelib.contacts.hours_handlers import contacts_hours
from chalicelib.contacts.hours_keeping import HoursKeeper, hours_name, wanted_hours
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Interval, SpecialDay
from local.connect.api.account import Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.resources import Directory
from tests.conftest import NOW
from tests.contacts.boards import BOARD, BODY, CALENDAR
from tests.local.connect.conftest import START

TODAY = NOW.date()
DAY_OFF = SpecialDay(date="2026-03-02", name=Words(ar="عطلة", en="A day off"))


class Phone:
    """An instance, and how often each operation was asked for."""

    def __init__(self, connect: Any, instance: str) -> None:
        self.connect, self.instance = connect, instance
        self.asked: Counter[str] = Counter()
        connect.meta.events.register("before-call.connect.*", lambda model, **_: self.asked.update([model.name]))

    def overrides(self, id_: str) -> list[Any]:
        told = self.connect.list_hours_of_operation_overrides(InstanceId=self.instance, HoursOfOperationId=id_)
        found: list[Any] = told["HoursOfOperationOverrideList"]
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    clock = VirtualClock(START)
    account = Account(lambda id, alias: Instance(clock, directory=Directory("000000000000", "eu-central-1", id, alias)))
    server = Server(account, 0)
    yield server
    server.close()


@pytest.fixture
def phone(server: Server, request: pytest.FixtureRequest) -> Phone:
    connect = boto3.client(
        "connect", endpoint_url=server.url, region_name="eu-central-1",
        aws_access_key_id="testing", aws_secret_access_key="testing",
    )  # fmt: skip
    alias = f"nidaa-{abs(hash(request.node.name)) % 10**9}"
    made = connect.create_instance(
        InstanceAlias=alias, IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True, OutboundCallsEnabled=True,
    )  # fmt: skip
    return Phone(connect, made["Id"])


def test_a_calendar_that_changes_changes_one_override(phone: Phone) -> None:
    keeper = HoursKeeper(phone.connect, phone.instance)
    name = "host.official"
    ids = keeper.keep({name: connect_hours(CALENDAR, "Asia/Muscat", TODAY)})
    assert phone.overrides(ids[name]) == []
    changed = msgspec.structs.replace(CALENDAR, special_days=(DAY_OFF,))
    assert keeper.keep({name: connect_hours(changed, "Asia/Muscat", TODAY)}) == ids
    (told,) = phone.overrides(ids[name])
    assert (told["EffectiveFrom"], told["EffectiveTill"], told["Config"]) == ("2026-03-02", "2026-03-02", [])
    keeper.keep({name: connect_hours(CALENDAR, "Asia/Muscat", TODAY)})
    assert phone.overrides(ids[name]) == []


def test_hours_that_stand_as_they_should_are_left_alone(phone: Phone) -> None:
    keeper = HoursKeeper(phone.connect, phone.instance)
    wanted = {
        "host.official": connect_hours(msgspec.structs.replace(CALENDAR, special_days=(DAY_OFF,)), "Asia/Muscat", TODAY)
    }
    keeper.keep(wanted)
    phone.asked.clear()
    keeper.keep(wanted)
    assert {name for name in phone.asked if not name.startswith(("List", "Describe"))} == set()


def test_another_week_or_zone_is_written_over_the_old_one(phone: Phone) -> None:
    keeper = HoursKeeper(phone.connect, phone.instance)
    ids = keeper.keep({"host.official": connect_hours(CALENDAR, "Asia/Muscat", TODAY)})
    keeper.keep({"host.official": connect_hours(CALENDAR, "Asia/Dubai", TODAY)})
    told = phone.connect.describe_hours_of_operation(
        InstanceId=phone.instance, HoursOfOperationId=ids["host.official"]
    )["HoursOfOperation"]  # fmt: skip
    assert told["TimeZone"] == "Asia/Dubai"
    assert len(told["Config"]) == 5


def test_a_queue_is_open_by_its_own_calendar_else_by_the_bodys() -> None:
    own = msgspec.structs.replace(BOARD.queues[0], calendar="round_the_clock")
    board = msgspec.structs.replace(BOARD, queues=(own, BOARD.queues[1]))
    wanted = wanted_hours(BODY, board, TODAY)
    assert set(wanted) == {"host.round_the_clock", "host.official"}
    assert all(wanted["host.round_the_clock"].week)
    assert hours_name("host", own, "official") == "host.round_the_clock"


def test_the_function_keeps_the_hours_of_every_body_with_a_switchboard(phone: Phone) -> None:
    here = Installation(instance=phone.instance, region="eu-central-1")
    asked: list[str] = []

    def connect(region: str) -> Any:
        asked.append(region)
        return phone.connect

    context = Context(
        installed=lambda: here,
        connect=connect,
        bodies=lambda: [BODY, msgspec.structs.replace(BODY, code="guest")],
        switchboard=lambda body: BOARD if body == "host" else None,
        clock=lambda: NOW,
    )
    assert follow(context) == 1
    assert asked == ["eu-central-1"]


def test_without_telephony_the_function_does_nothing() -> None:
    context = Context(
        installed=lambda: None, connect=fail, bodies=lambda: [BODY], switchboard=lambda _: BOARD, clock=lambda: NOW
    )
    assert follow(context) == 0


def fail(_region: str) -> Any:
    raise AssertionError


def test_hours_that_connect_cannot_hold_for_long_are_told_of(phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    special = tuple(
        SpecialDay(
            date=(TODAY + timedelta(days=number)).isoformat(),
            name=Words(ar="يوم", en="A day"),
            intervals=(Interval(opens=f"0{number // 60}:{number % 60:02}", closes="15:00"),) if number % 2 else (),
        )
        for number in range(1, 120)
    )
    odd = msgspec.structs.replace(BODY, calendars=(msgspec.structs.replace(CALENDAR, special_days=special),))
    here = Installation(instance=phone.instance, region="eu-central-1")
    context = Context(
        installed=lambda: here, connect=lambda _: phone.connect, bodies=lambda: [odd], switchboard=lambda _: BOARD,
        clock=lambda: NOW,
    )  # fmt: skip
    with caplog.at_level("WARNING"):
        assert follow(context) == 1
    assert "hours host.official are right until" in caplog.text


def test_the_clock_calls_the_function_each_hour() -> None:
    context = Context(
        installed=lambda: None, connect=fail, bodies=lambda: [BODY], switchboard=lambda _: BOARD, clock=lambda: NOW
    )
    called = SimpleNamespace(
        function_name="contacts-hours", memory_limit_in_mb=512, aws_request_id="1", invoked_function_arn="arn:aws:x"
    )
    with wiring.using(following=context):
        assert contacts_hours({}, called) == {"hours": 0}
