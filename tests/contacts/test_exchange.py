"""The telephony follows what bodies keep here, minute by minute, and asks Connect nothing while nothing changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.contacts.exchange import marks
from chalicelib.contacts.exchange.following import AT_ONCE, Context, follow
from chalicelib.contacts.exchange.house import Line, entry_of
from chalicelib.contacts.exchange.lease import BEAT, Lease, LeaseLost
from chalicelib.contacts.exchange.problems import ExchangeProblem
from chalicelib.contacts.exchange.profiles import NOBODY
from chalicelib.contacts.exchange.showing import telephony_shown
from chalicelib.contacts.exchange_handlers import contacts_exchange
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import SpecialDay
from chalicelib.organisations.staff import Role
from infra.flows import Sources
from tests.conftest import NOW
from tests.contacts.boards import ADMIN, AGENT, BOARD, BODY, CALENDAR, SECOND, TEAM, a_queue_of, changed
from tests.contacts.keeping import FakeKeeping
from tests.contacts.phones import Phone, telephone
from tests.organisations.fakes import person

LINE = Line(BODY, BOARD, TEAM)
DAY_OFF = SpecialDay(date="2026-03-02", name=Words(ar="عطلة", en="A day off"))
FLOWS = ("host.statistics_entry", "outbound_whisper.ar", "queue_transfer.ar", "agent_transfer.ar")


@dataclass
class House:
    """An instance, what is wanted of it, and the minute's function."""

    phone: Phone
    keeping: FakeKeeping
    lines: Sequence[Line] = (LINE,)
    now: datetime = NOW
    counted: list[str] = field(default_factory=list)
    elapsed: Callable[[], float] = lambda: 0.0
    clients: int = 0
    connected: bool = True

    def run(self) -> int:
        self.phone.asked.clear()
        return follow(
            Context(
                connected=self.connected,
                keeping=self.keeping,
                lease=lambda: Lease(self.keeping, lambda: self.now, "run", self.elapsed),
                connect=self._connect,
                lines=lambda: self.lines,
                clock=lambda: self.now,
                say=self.phone.said.append,
                count=self.counted.append,
            )
        )

    def _connect(self, _region: str) -> Any:
        self.clients += 1
        return self.phone.connect

    @property
    def here(self) -> Installation:
        assert self.keeping.installation
        return self.keeping.installation

    def problems(self, body: str = "host") -> tuple[ExchangeProblem, ...]:
        return self.keeping.bodies[body].problems

    def state(self, body: str = "host") -> str:
        return self.keeping.bodies[body].state

    def asked(self, kind: str) -> Any:
        return self.phone.asked[kind]

    def user(self, username: str) -> Any:
        return self.phone.exchange.ask("describe_user", UserId=self.here.users[username])["User"]

    def rights(self, user: str) -> Any:
        return self.phone.exchange.ask("describe_user", UserId=user)["User"]["SecurityProfileIds"]

    def made_by_hand(self, username: str, rights: str) -> str:
        """Make a user as an operator does in Connect's own console."""
        profile = self.user("agent")["RoutingProfileId"]
        made = self.phone.exchange.ask(
            "create_user", Username=username, Password="A-password-of-1", RoutingProfileId=profile,
            IdentityInfo={"FirstName": "An", "LastName": "Operator"}, PhoneConfig={"PhoneType": "SOFT_PHONE"},
            SecurityProfileIds=[rights],
        )  # fmt: skip
        return str(made["UserId"])

    def named(self, queue: str) -> Any:
        return self.phone.exchange.ask("describe_queue", QueueId=queue)["Queue"]["Name"]

    def calls_out_by(self, username: str) -> Any:
        profile = {"RoutingProfileId": self.user(username)["RoutingProfileId"]}
        return self.phone.exchange.ask("describe_routing_profile", **profile)["RoutingProfile"][
            "DefaultOutboundQueueId"
        ]

    def profile(self, username: str) -> Any:
        user = self.user(username)
        return self.phone.exchange.ask("describe_routing_profile", RoutingProfileId=user["RoutingProfileId"])[
            "RoutingProfile"
        ]["Name"]

    def refuse(self, operation: str, code: str, times: int = 1000) -> None:
        """Let Connect refuse an operation so many times."""
        left = [times]

        def refusal(**_: Any) -> None:
            left[0] -= 1
            if left[0] >= 0:
                raise ClientError({"Error": {"Code": code, "Message": "no"}}, operation)

        self.phone.connect.meta.events.register(f"before-call.connect.{operation}", refusal)


@pytest.fixture
def house() -> Iterator[House]:
    """Return an instance whose flows were published, and nothing else yet."""
    with telephone() as phone:
        content = {"Content": "{}", "Status": "SAVED"}
        kinds = {"agent_transfer.ar": "AGENT_TRANSFER", "queue_transfer.ar": "QUEUE_TRANSFER",
                 "outbound_whisper.ar": "OUTBOUND_WHISPER"}  # fmt: skip
        flows = {
            name: phone.exchange.ask(
                "create_contact_flow", Name=name, Type=kinds.get(name, "CONTACT_FLOW"), **content
            )["ContactFlowId"]
            for name in FLOWS
        }  # fmt: skip
        installation = Installation(
            instance=phone.exchange.instance,
            region="eu-central-1",
            arn=phone.arn,
            flows=flows,
            script="/streams.js",
            follows=True,
        )
        yield House(phone, FakeKeeping(installation))


def seat(*names: str) -> Line:
    """Return the body with these people in its first queue."""
    queues = (a_queue_of(BOARD, "finance", staff=names), BOARD.queues[1])
    return replace(LINE, switchboard=changed(queues=queues))


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


def test_whoever_is_seated_is_reached_and_nobody_else_is_looked_at(house: House) -> None:
    house.run()
    third = person("third")
    house.lines = [replace(seat("agent", "third"), team=(*TEAM, third))]
    assert house.run() == 1
    assert (house.asked("CreateUser"), house.asked("DescribeUser")) == (1, 0)
    assert house.profile("third").startswith("2 queues ")
    assert sum(house.phone.asked.values()) < 40


def test_whoever_leaves_the_queues_is_reached_by_none_and_may_come_back(house: House) -> None:
    house.run()
    user = house.here.users["second"]
    house.lines = [replace(LINE, switchboard=changed(queues=(BOARD.queues[0],), extensions=()))]
    house.run()
    assert "second" not in house.here.users
    assert house.here.seated["second"] == NOBODY
    house.lines = [LINE]
    house.run()
    assert house.here.users["second"] == user
    assert house.profile("second").startswith("2 queues ")


def test_a_new_label_is_the_same_queue_under_another_name(house: House) -> None:
    house.run()
    before = house.here.queues["host.Stat_Finance_AR"]
    queues = (a_queue_of(BOARD, "finance", label="Treasury"), BOARD.queues[1])
    house.lines = [replace(LINE, switchboard=changed(queues=queues))]
    house.run()
    told = house.phone.exchange.ask("describe_queue", QueueId=before)["Queue"]
    assert (told["Name"], told["Status"]) == ("host.Treasury_AR", "ENABLED")
    assert house.here.queues["host.Treasury_AR"] == before
    assert "host.Stat_Finance_AR" not in house.here.queues


def test_two_queues_that_swap_labels_are_the_same_queues_under_each_others_names_at_once(house: House) -> None:
    house.run()
    finance, general = house.here.places["host.finance.ar"], house.here.places["host.general.ar"]
    queues = (a_queue_of(BOARD, "finance", label="General"), a_queue_of(BOARD, "general", label="Stat_Finance"))
    house.lines = [replace(LINE, switchboard=changed(queues=queues))]
    assert house.run() == 1
    assert (house.state(), house.problems()) == ("configured", ())
    assert (house.named(finance), house.named(general)) == ("host.General_AR", "host.Stat_Finance_AR")
    assert (house.here.places["host.finance.ar"], house.here.places["host.general.ar"]) == (finance, general)
    assert (house.here.queues["host.General_AR"], house.here.leads["host.General_AR"]) == (finance, finance)
    assert house.run() == 0


def test_whoever_sits_in_one_of_two_queues_that_swap_labels_still_calls_out_by_their_own(house: House) -> None:
    one, other = a_queue_of(BOARD, "finance", staff=("agent",)), a_queue_of(BOARD, "general", staff=("second",))
    house.lines = [replace(LINE, switchboard=changed(queues=(one, other)))]
    house.run()
    swapped = (msgspec.structs.replace(one, label=other.label), msgspec.structs.replace(other, label=one.label))
    house.lines = [replace(LINE, switchboard=changed(queues=swapped))]
    house.run()
    places = house.here.places
    assert house.calls_out_by("agent") == places["host.finance.ar"]
    assert house.calls_out_by("second") == places["host.general.ar"]


def test_a_queue_may_take_the_label_of_one_that_is_gone_and_a_new_one_the_label_that_it_had(house: House) -> None:
    house.run()
    finance, general = house.here.places["host.finance.ar"], house.here.places["host.general.ar"]
    new = msgspec.structs.replace(a_queue_of(BOARD, "finance"), code="new")
    queues = (new, a_queue_of(BOARD, "finance", label="GENERAL"))
    house.lines = [replace(LINE, switchboard=changed(queues=queues, extensions=()))]
    house.run()
    assert (house.state(), house.named(finance)) == ("configured", "host.GENERAL_AR")
    assert house.here.places["host.new.ar"] not in (finance, general)
    told = house.phone.exchange.ask("describe_queue", QueueId=general)["Queue"]
    assert (told["Name"], told["Status"]) == (f"host.General_AR~{general[:8]}", "DISABLED")


def test_what_kept_a_temporary_name_gets_its_own_in_the_next_run(house: House) -> None:
    house.run()
    finance = house.here.places["host.finance.ar"]
    queues = (a_queue_of(BOARD, "finance", label="General"), a_queue_of(BOARD, "general", label="Stat_Finance"))
    house.lines = [replace(LINE, switchboard=changed(queues=queues))]
    house.refuse("DescribeQueue", "TooManyRequestsException", times=1)
    with pytest.raises(ClientError):
        house.run()
    assert house.named(finance) == f"host.Stat_Finance_AR~{finance[:8]}"
    house.run()
    assert (house.state(), house.named(finance)) == ("configured", "host.General_AR")


def test_another_name_or_address_reaches_the_telephony_and_nobody_else_is_looked_at(house: House) -> None:
    house.run()
    agent = msgspec.structs.replace(AGENT, name="سالم بن حمد الحارثي", email="salim@host.example")
    house.lines = [replace(LINE, team=(ADMIN, agent, SECOND))]
    assert house.run() == 1
    assert house.phone.changes() == {"UpdateUserIdentityInfo": 1}
    assert house.asked("DescribeUser") == 1
    told = house.user("agent")["IdentityInfo"]
    assert told == {"FirstName": "سالم", "LastName": "بن حمد الحارثي", "Email": "salim@host.example"}
    assert house.run() == 0
    house.lines = [replace(LINE, team=(ADMIN, msgspec.structs.replace(agent, email=""), SECOND))]
    house.run()
    assert "Email" not in house.user("agent")["IdentityInfo"]


def test_who_becomes_a_supervisor_may_listen_and_who_is_none_any_more_may_not(house: House) -> None:
    house.run()
    before = house.user("agent")["SecurityProfileIds"]
    promoted = msgspec.structs.replace(AGENT, roles=AGENT.roles | {Role.SUPERVISOR})
    house.lines = [replace(LINE, team=(ADMIN, promoted, SECOND))]
    house.run()
    assert house.phone.changes() == {"UpdateUserSecurityProfiles": 1}
    assert house.user("agent")["SecurityProfileIds"] != before
    house.lines = [LINE]
    house.run()
    assert house.user("agent")["SecurityProfileIds"] == before


def test_who_leaves_may_listen_to_nobody_any_more_and_whom_nobody_here_knows_is_left_as_they_are(house: House) -> None:
    listener = person("listener", Role.SUPERVISOR)
    house.lines = [replace(LINE, team=(*TEAM, listener))]
    house.run()
    user, other = house.here.users["listener"], house.made_by_hand("operator", "CallCenterManager")
    assert house.rights(user) == ["CallCenterManager"]
    house.lines = [replace(LINE, team=(*TEAM, msgspec.structs.replace(listener, active=False)))]
    house.run()
    assert house.rights(user) == ["Agent"]
    house.keeping.installation = msgspec.structs.replace(house.here, seated={})
    house.lines = [seat("second")]
    house.run()
    assert house.rights(other) == ["CallCenterManager"]


def test_rights_that_an_operator_gave_in_the_place_of_ours_stay(house: House) -> None:
    house.run()
    own = {"UserId": house.here.users["agent"], "SecurityProfileIds": ["QualityAnalyst"]}
    house.phone.exchange.ask("update_user_security_profiles", **own)
    house.lines = [replace(LINE, team=(ADMIN, msgspec.structs.replace(AGENT, name="Salim"), SECOND))]
    house.run()
    assert house.user("agent")["SecurityProfileIds"] == ["QualityAnalyst"]
    assert house.user("agent")["IdentityInfo"]["LastName"] == "Salim"


def test_whose_name_is_refused_is_told_of_and_tried_again(house: House) -> None:
    house.run()
    house.refuse("UpdateUserIdentityInfo", "InvalidParameterException", times=1)
    house.lines = [replace(LINE, team=(ADMIN, msgspec.structs.replace(AGENT, name="Salim"), SECOND))]
    house.run()
    assert house.problems() == (ExchangeProblem(part="user", name="agent", reason="refused"),)
    house.now += timedelta(hours=1)
    house.run()
    assert (house.state(), house.user("agent")["IdentityInfo"]["FirstName"]) == ("configured", "Salim")


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
