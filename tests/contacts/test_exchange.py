"""The telephony follows what bodies keep here, minute by minute, and asks Connect nothing while nothing changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import msgspec
import pytest
from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.contacts.exchange import marks
from chalicelib.contacts.exchange.following import AT_ONCE, Context
from chalicelib.contacts.exchange.house import Line, entry_of
from chalicelib.contacts.exchange.lease import BEAT, Lease, LeaseLost
from chalicelib.contacts.exchange.problems import ExchangeProblem
from chalicelib.contacts.exchange.showing import telephony_shown
from chalicelib.contacts.exchange_handlers import contacts_exchange
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import SpecialDay
from infra.flows import Sources
from tests.conftest import NOW
from tests.contacts.boards import BODY, CALENDAR, TEAM, changed
from tests.contacts.following import LINE, House, followed, seat
from tests.contacts.keeping import FakeKeeping

DAY_OFF = SpecialDay(date="2026-03-02", name=Words(ar="عطلة", en="A day off"))


@pytest.fixture
def house() -> Iterator[House]:
    with followed() as made:
        yield made


def test_a_body_is_configured_once_and_then_nothing_is_asked(house: House) -> None:
    assert house.run() == 1
    assert (house.state(), house.problems()) == ("configured", ())
    assert len(house.here.queues) == 4
    assert set(house.here.users) == {"agent", "second"}
    assert house.here.script == "/streams.js"
    house.clients = 0
    house.keeping.reads.clear()
    assert house.run() == 0
    assert (house.clients, sum(house.phone.asked.values())) == (0, 0)
    assert house.keeping.reads == {"installation": 1, "followed": 1}


def test_after_an_upgrade_every_body_is_configured_anew_by_itself(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.run()
    assert house.run() == 0
    monkeypatch.setattr(marks, "RECIPE", marks.RECIPE + 1)
    assert (house.run(), house.phone.changes()) == (1, {})
    assert house.run() == 0


def test_a_day_off_changes_hours_alone(house: House) -> None:
    house.run()
    calendar = msgspec.structs.replace(CALENDAR, special_days=(DAY_OFF,))
    house.lines = [replace(LINE, body=msgspec.structs.replace(BODY, calendars=(calendar,)))]
    assert house.run() == 1
    assert house.phone.changes() == {"CreateHoursOfOperationOverride": 1}
    assert not {name for name in house.phone.asked if "Hours" not in name}
    assert house.run() == 0


def test_a_new_day_looks_at_hours_again(house: House) -> None:
    house.run()
    house.now += timedelta(days=1)
    assert house.run() == 1
    assert house.phone.changes() == {}
    assert house.run() == 0


def test_a_refused_part_is_told_stops_no_other_and_is_tried_again_after_an_hour(house: House) -> None:
    house.refuse("CreateUser", "ServiceQuotaExceededException", times=1)
    house.run()
    assert house.state() == "refused"
    assert house.problems() == (ExchangeProblem(part="user", name="agent", reason="quota"),)
    assert set(house.here.users) == {"second"}
    assert house.counted == ["ExchangeRefused"]
    assert house.run() == 0
    house.now += timedelta(hours=1)
    assert house.run() == 1
    assert (house.state(), house.problems()) == ("configured", ())
    assert set(house.here.users) == {"agent", "second"}


@pytest.mark.parametrize(
    ("operation", "code", "part", "reason"),
    [
        ("CreateQueue", "DuplicateResourceException", "queue", "name"),
        ("CreateHoursOfOperation", "LimitExceededException", "hours", "quota"),
        ("CreateRoutingProfile", "InvalidRequestException", "profile", "refused"),
        ("CreateAgentStatus", "LimitExceededException", "status", "quota"),
        ("CreateQuickConnect", "LimitExceededException", "quick_connect", "quota"),
        ("ClaimPhoneNumber", "ResourceNotFoundException", "number", "refused"),
        ("UpdateQueueOutboundCallerConfig", "InvalidParameterException", "queue", "refused"),
    ],
)
def test_each_part_may_be_refused(house: House, operation: str, code: str, part: str, reason: str) -> None:
    house.refuse(operation, code)
    assert house.run() == 1
    assert {(problem.part, problem.reason) for problem in house.problems()} >= {(part, reason)}


def test_what_was_refused_stays_told_while_hours_alone_change(house: House) -> None:
    house.refuse("ClaimPhoneNumber", "ResourceNotFoundException")
    house.run()
    before = house.problems()
    house.now += timedelta(minutes=30)
    calendar = msgspec.structs.replace(CALENDAR, special_days=(DAY_OFF,))
    house.lines = [replace(LINE, body=msgspec.structs.replace(BODY, calendars=(calendar,)))]
    house.run()
    assert house.problems() == before


def test_an_outage_ends_the_run_and_the_next_one_goes_on(house: House) -> None:
    house.refuse("CreateUser", "TooManyRequestsException", times=1)
    with pytest.raises(ClientError):
        house.run()
    assert house.keeping.bodies == {}
    assert house.keeping.lease is None
    assert house.run() == 1
    assert house.state() == "configured"


def test_a_new_bodys_flows_come_with_a_deployment_and_all_else_is_there(house: House) -> None:
    house.keeping.installation = msgspec.structs.replace(house.here, flows={})
    house.run()
    assert house.state() == "incomplete"
    assert house.problems() == (ExchangeProblem(part="flow", name="statistics", reason="awaits-deployment"),)
    assert len(house.here.queues) == 4
    assert house.asked("ClaimPhoneNumber") == 0


def test_the_switchboards_page_is_told_whether_the_telephony_has_it(house: House) -> None:
    def shown(line: Line = LINE, installed: bool = True) -> tuple[str, str | None, int]:
        told = telephony_shown(line, house.keeping.followed_of("host"), house.now.date(), installed=installed)
        return told.state, told.at, len(told.problems)

    assert shown(installed=False) == ("none", None, 0)
    assert shown() == ("waiting", None, 0)
    house.refuse("ClaimPhoneNumber", "ResourceNotFoundException", times=1)
    house.run()
    assert shown() == ("refused", house.keeping.bodies["host"].at, 1)
    assert shown(seat("second"))[0::2] == ("waiting", 0)
    house.now += timedelta(hours=1)
    house.run()
    assert shown()[0::2] == ("configured", 0)
    assert shown(installed=False) == ("none", None, 0)


def test_the_flow_that_answers_is_named_as_flows_are() -> None:
    assert entry_of(LINE) == Sources().entry("host", "statistics")


def test_a_number_that_no_switchboard_has_any_more_is_answered_by_nothing(house: House) -> None:
    house.run()
    house.lines = [replace(LINE, switchboard=changed(numbers=()))]
    house.run()
    assert house.asked("DisassociatePhoneNumberContactFlow") == 1


def test_few_bodies_are_configured_at_once_and_the_next_run_goes_on(house: House) -> None:
    house.lines = [
        Line(msgspec.structs.replace(BODY, code=f"body-{number}"), changed(numbers=()), TEAM)
        for number in range(AT_ONCE + 1)
    ]
    assert [house.run(), house.run(), house.run()] == [AT_ONCE, 1, 0]
    assert house.profile("agent").startswith(f"{4 * (AT_ONCE + 1)} queues ")


def test_without_telephony_nothing_is_asked(house: House) -> None:
    house.connected = False
    assert house.run() == 0
    house.connected, before = True, house.here
    for none in (None, msgspec.structs.replace(before, follows=False)):
        house.keeping.installation = none
        assert house.run() == 0
    assert house.clients == 0


def test_one_is_at_it_at_a_time(house: House) -> None:
    assert Lease(house.keeping, lambda: NOW, "another").take()
    assert house.run() == 0
    assert house.clients == 0
    house.now += timedelta(seconds=61)
    assert house.run() == 1


def test_a_run_whose_lease_was_taken_ends(house: House) -> None:
    ticks = iter(range(0, 10**6, int(BEAT) + 1))

    def elapsed() -> float:
        tick = next(ticks)
        if tick > 100:
            house.keeping.take("by hand", "", "9", force=True)
        return float(tick)

    house.elapsed = elapsed
    assert house.run() == 0
    assert house.keeping.bodies == {}
    assert house.keeping.lease == ("by hand", "9")


def test_a_lease_is_renewed_while_work_goes_on() -> None:
    kept, now, elapsed = FakeKeeping(), [NOW], [0.0]
    lease = Lease(kept, lambda: now[0], "run", lambda: elapsed[0])
    assert lease.take()
    first = kept.lease
    lease.beat()
    assert kept.lease == first
    now[0], elapsed[0] = NOW + timedelta(seconds=20), 20.0
    lease.beat()
    assert kept.lease != first
    kept.take("another", "", "9", force=True)
    elapsed[0] = 40.0
    with pytest.raises(LeaseLost):
        lease.beat()


def test_the_clock_calls_the_function_each_minute(house: House) -> None:
    house.keeping.installation = None
    context = Context(
        keeping=house.keeping, lease=lambda: Lease(house.keeping, lambda: NOW, "run"), connect=house._connect,
        lines=list, clock=lambda: NOW, say=print, count=print,
    )  # fmt: skip
    called = SimpleNamespace(
        function_name="contacts-exchange", memory_limit_in_mb=512, aws_request_id="1", invoked_function_arn="arn:aws:x"
    )
    with wiring.using(following=context):
        assert contacts_exchange({}, called) == {"bodies": 0}
