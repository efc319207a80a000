"""Telephony configured by API, against the local engine: everything is made once, found again, and switched off."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.contacts.exchange.house import Line, people_of
from chalicelib.contacts.exchange.lease import Lease
from chalicelib.contacts.exchange.profiles import NOBODY, profile_name
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.actions import Context as Organisations
from infra.flows import Sources
from infra.telephony.__main__ import PATIENCE, leased
from infra.telephony.checking import FlowsRefused, check_flows
from infra.telephony.configuring import NothingToConfigure
from infra.telephony.flows import rendered
from local.demo import files, seed
from tests.conftest import NOW
from tests.contacts.keeping import FakeKeeping
from tests.contacts.phones import EMPTY, Phone, telephone
from tests.organisations.fakes import FakeIdentities, FakeRegister

BODY = "manarah-tourism"


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    desk = Organisations(register=FakeRegister(), identities=FakeIdentities(), clock=lambda: NOW)
    seed.seed_bodies(desk)
    return [Line(desk.recent.body(code), files.read_switchboard(code), desk.recent.team(code)) for code in files.BODIES]


@pytest.fixture
def phone() -> Iterator[Phone]:
    with telephone() as made:
        yield made


@pytest.fixture(scope="module")
def centre(lines: list[Line]) -> Iterator[tuple[Phone, Installation]]:
    """Return the whole demo, configured once; not to be changed."""
    with telephone() as made:
        yield made, made.configure(lines)


@pytest.fixture
def small(lines: list[Line]) -> list[Line]:
    """Return the smallest body alone."""
    return [line for line in lines if line.body.code == BODY]


def status_of(phone: Phone, queue: str) -> Any:
    return phone.connect.describe_queue(InstanceId=phone.exchange.instance, QueueId=queue)["Queue"]["Status"]


def with_board(lines: list[Line], code: str, **facts: Any) -> list[Line]:
    """Return the lines, a body's switchboard with other parts."""
    return [
        replace(line, switchboard=msgspec.structs.replace(line.switchboard, **facts))
        if line.body.code == code
        else line
        for line in lines
    ]


def test_everything_that_the_switchboards_name_is_there(centre: tuple[Phone, Installation], lines: list[Line]) -> None:
    phone, made = centre
    assert made.recordings == "recordings"
    assert (made.region, made.arn) == ("eu-central-1", phone.arn)
    assert "muashir-statistics.Stat_Finance_AR" in made.queues
    assert len(made.queues) == 2 * sum(len(line.switchboard.queues) for line in lines)
    assert set(made.statuses) == {"available", "offline", "break", "prayer", "training", "meeting", "wrap_up"}
    assert {"agent.rabab", "supervisor.hessa", "agent.salma"} <= set(made.users)
    assert "trainee.omar" not in made.users
    assert made.flows["muashir-statistics.statistics_entry"]
    numbers = phone.connect.list_phone_numbers_v2(TargetArn=phone.arn)["ListPhoneNumbersSummaryList"]
    assert {each["PhoneNumber"] for each in numbers} == {n for line in lines for n in line.switchboard.numbers}


def test_a_second_run_changes_nothing(centre: tuple[Phone, Installation], lines: list[Line]) -> None:
    phone, first = centre
    assert phone.configure(lines, first) == first
    assert phone.changes() == {}
    assert phone.said == []


def test_every_flow_is_published_and_its_names_are_arns(centre: tuple[Phone, Installation]) -> None:
    phone, made = centre
    for id_ in made.flows.values():
        flow = phone.connect.describe_contact_flow(InstanceId=phone.exchange.instance, ContactFlowId=id_)["ContactFlow"]
        assert flow["Status"] == "PUBLISHED"
        assert "${" not in flow["Content"]
        assert len(flow["Tags"]["nidaa-content"]) == 64


def test_only_a_flow_that_changed_is_published_again(phone: Phone, small: list[Line]) -> None:
    first = phone.configure(small)
    changed = replace_prompt(Sources())
    phone.configure(small, first, changed)
    assert phone.changes() == {"UpdateContactFlowContent": 1, "TagResource": 1}


def test_a_flow_that_a_run_which_was_cut_off_only_saved_is_published(phone: Phone, small: list[Line]) -> None:
    given = {"InstanceId": phone.exchange.instance, "Type": "CONTACT_FLOW", "Content": "{}", "Status": "SAVED"}
    saved = phone.connect.create_contact_flow(**given, Name="callback_task")["ContactFlowId"]
    made = phone.configure(small)
    assert (made.flows["callback_task"], phone.asked["DescribeContactFlow"]) == (saved, 1)
    flow = phone.connect.describe_contact_flow(InstanceId=phone.exchange.instance, ContactFlowId=saved)["ContactFlow"]
    assert flow["Status"] == "PUBLISHED"


def replace_prompt(sources: Sources) -> Sources:
    """Return the sources, what operators' flows say of themselves changed in one language-neutral flow."""
    source = sources.by_name["callback_task"]
    source.content["Metadata"]["description"] = "Another description."
    return sources


def test_a_queue_that_no_switchboard_has_any_more_is_off_and_on_again_when_one_does(
    phone: Phone, small: list[Line]
) -> None:
    phone.configure(small)
    board = small[0].switchboard
    more = (*board.queues, msgspec.structs.replace(board.queues[0], code="extra", label="Extra", staff=()))
    whole = phone.configure(with_board(small, BODY, queues=more))
    extra = whole.queues[f"{BODY}.Extra_AR"]
    phone.configure(small, whole)
    assert status_of(phone, extra) == "DISABLED"
    phone.configure(with_board(small, BODY, queues=more), whole)
    assert status_of(phone, extra) == "ENABLED"


def test_what_others_made_in_the_instance_stays_as_it_is(phone: Phone, small: list[Line]) -> None:
    phone.configure(small)
    hours = phone.connect.list_hours_of_operations(InstanceId=phone.exchange.instance)["HoursOfOperationSummaryList"]
    own = phone.connect.create_queue(
        InstanceId=phone.exchange.instance, Name="BasicQueue", HoursOfOperationId=hours[0]["Id"]
    )["QueueId"]  # fmt: skip
    phone.configure(small)
    assert status_of(phone, own) == "ENABLED"


def test_whoever_leaves_the_queues_is_reached_by_none(phone: Phone, small: list[Line]) -> None:
    made = phone.configure(small)
    board = small[0].switchboard
    without = tuple(
        msgspec.structs.replace(queue, staff=tuple(name for name in queue.staff if name != "agent.salma"))
        for queue in board.queues
    )
    phone.configure(with_board(small, BODY, queues=without), made)
    user = phone.connect.describe_user(InstanceId=phone.exchange.instance, UserId=made.users["agent.salma"])["User"]
    profiles = phone.connect.list_routing_profiles(InstanceId=phone.exchange.instance)["RoutingProfileSummaryList"]
    assert user["RoutingProfileId"] == next(each["Id"] for each in profiles if each["Name"] == NOBODY)


def test_a_profile_reaches_its_queues_in_both_languages_by_every_channel(centre: tuple[Phone, Installation]) -> None:
    phone, made = centre
    instance = phone.exchange.instance
    profile = phone.connect.describe_user(InstanceId=instance, UserId=made.users["agent.ghanim"])["User"][
        "RoutingProfileId"
    ]
    pairs = phone.exchange.all(
        "list_routing_profile_queues", "RoutingProfileQueueConfigSummaryList", RoutingProfileId=profile
    )
    found = {(pair["QueueName"], pair["Channel"]) for pair in pairs}
    labels = ("General", "IT_HW", "IT_SW", "Operator")
    wanted = {f"muashir-statistics.{label}_{language}" for label in labels for language in ("AR", "EN")}
    assert found == {(name, channel) for name in wanted for channel in ("VOICE", "TASK")}


def test_a_flow_that_nothing_needs_any_more_is_archived_and_comes_back_when_it_is_needed(
    phone: Phone, small: list[Line]
) -> None:
    instance, connect = {"InstanceId": phone.exchange.instance}, phone.connect
    old = connect.create_contact_flow(**instance, Name="old", Type="CONTACT_FLOW", Content="{}", Status="SAVED")
    made = phone.configure(small, msgspec.structs.replace(EMPTY, flows={"old": old["ContactFlowId"]}))

    def state(id_: str) -> Any:
        return connect.describe_contact_flow(**instance, ContactFlowId=f"{id_}:$SAVED")["ContactFlow"]["State"]

    assert state(old["ContactFlowId"]) == "ARCHIVED"
    entry = made.flows[f"{BODY}.municipality_entry"]
    connect.update_contact_flow_metadata(**instance, ContactFlowId=entry, ContactFlowState="ARCHIVED")
    phone.configure(small, made)
    assert state(entry) == "ACTIVE"


def test_what_connect_has_against_a_flow_is_told_with_the_flows_name(
    phone: Phone, small: list[Line], tmp_path: Path
) -> None:
    for file in Path("connect_flows").glob("*.json"):
        content = json.loads(file.read_text("utf-8"))
        if file.stem == "callback_task":
            content["Actions"][0]["Type"] = "PlayPrompt"
        (tmp_path / file.name).write_text(json.dumps(content), "utf-8")
    broken = Sources(tmp_path)
    with pytest.raises(FlowsRefused, match=r"callback_task: Invalid Action type\. Path: Actions\[0\]\.Type"):
        phone.configure(small, sources=broken)
    with pytest.raises(FlowsRefused, match=r"callback_task: Invalid Action type"):
        check_flows(broken)


def test_a_tree_needs_its_queues(lines: list[Line]) -> None:
    board = next(line.switchboard for line in lines if line.body.code == "muashir-statistics")
    fewer = with_board(lines, "muashir-statistics", queues=board.queues[1:])
    with pytest.raises(FlowsRefused, match="muashir-statistics: the tree statistics needs the queue economy"):
        rendered(fewer)


def test_a_number_that_cannot_be_claimed_is_told_of_and_left_out(phone: Phone, small: list[Line]) -> None:
    other = phone.connect.create_instance(
        InstanceAlias="another", IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True, OutboundCallsEnabled=True,
    )["Arn"]  # fmt: skip
    phone.connect.claim_phone_number(TargetArn=other, PhoneNumber="+96824000009")
    phone.configure(small)
    assert any(said.startswith("number +96824000009 is refused: ") for said in phone.said)
    numbers = phone.connect.list_phone_numbers_v2(TargetArn=phone.arn)["ListPhoneNumbersSummaryList"]
    assert "+96824000009" not in {each["PhoneNumber"] for each in numbers}


def test_without_a_switchboard_there_is_nothing_to_configure(phone: Phone) -> None:
    with pytest.raises(NothingToConfigure):
        phone.configure([])


def test_only_who_answers_or_listens_is_a_user(lines: list[Line]) -> None:
    people = {person.staff.username: person for person in people_of(lines)}
    assert people["agent.salma"].queues
    assert not people["supervisor.khalid"].queues
    assert people["supervisor.khalid"].supervises
    assert "officer.nasser" not in people


def test_who_answers_for_two_bodies_calls_out_as_their_own(lines: list[Line]) -> None:
    people = {person.staff.username: person for person in people_of(lines)}
    assert {name.partition(".")[0] for name in people["agent.salma"].queues} == {"sawari", "manarah-tourism"}
    assert people["agent.salma"].queues[0].startswith("sawari.")


def test_sets_of_queues_have_names_of_their_own() -> None:
    assert profile_name(["a", "b"]) != profile_name(["b", "a"]) != profile_name(["a"])
    assert profile_name([]) == NOBODY


def test_every_flow_of_the_repository_can_be_published() -> None:
    assert check_flows() > 40


def test_the_demos_flows_are_fewer_than_an_instance_may_have(lines: list[Line]) -> None:
    assert len(rendered(lines)) < 100
    assert isinstance(lines[0].switchboard, Switchboard)


def test_by_hand_waits_for_the_service_and_then_goes_first() -> None:
    kept = FakeKeeping()
    slept: list[float] = []
    with leased(Lease(kept, lambda: NOW, "by hand"), slept.append) as lease:
        assert not Lease(kept, lambda: NOW, "service").take()
        lease.beat()
    assert (slept, kept.lease) == ([], None)
    assert Lease(kept, lambda: NOW, "service").take()
    with leased(Lease(kept, lambda: NOW, "by hand"), slept.append):
        assert kept.lease is not None
        assert kept.lease[0] == "by hand"
    assert sum(slept) == PATIENCE
