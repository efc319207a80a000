"""An instance configured through boto3: what was made is told again, found, changed and deleted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from local.connect.hours import is_open
from tests.local.connect.api.centre import ALL_DAY, Centre

NOUNS = (
    ("hours_of_operation", "HoursOfOperationId", "HoursOfOperation", "hours_of_operations"),
    ("queue", "QueueId", "Queue", "queues"),
    ("routing_profile", "RoutingProfileId", "RoutingProfile", "routing_profiles"),
    ("user", "UserId", "User", "users"),
)


@pytest.mark.parametrize(("noun", "key", "wrapper", "many"), NOUNS)
def test_what_was_made_is_told_listed_and_found(centre: Centre, noun: str, key: str, wrapper: str, many: str) -> None:
    centre.user("mariam")
    connect, id_ = centre.connect, centre.ids[noun]
    told = getattr(connect, f"describe_{noun}")(InstanceId=centre.instance, **{key: id_})[wrapper]
    assert id_ in told.values()
    listed = getattr(connect, f"list_{many}")(InstanceId=centre.instance)
    (summaries,) = (value for value in listed.values() if isinstance(value, list))
    assert id_ in {one["Id"] for one in summaries}
    assert getattr(connect, f"search_{many}")(InstanceId=centre.instance)["ApproximateTotalCount"] == 1


def test_every_user_has_a_queue_of_their_own_which_no_search_finds(centre: Centre) -> None:
    centre.user("mariam")
    listed = centre.connect.list_queues(InstanceId=centre.instance, QueueTypes=["AGENT"])["QueueSummaryList"]
    assert [one["Id"] for one in listed] == [f"agent/{centre.ids['user']}"]
    found = centre.connect.search_queues(InstanceId=centre.instance)["Queues"]
    assert not {one["QueueId"] for one in found} & {one["Id"] for one in listed}


def test_a_name_is_taken_once(centre: Centre) -> None:
    centre.user("mariam")
    with pytest.raises(centre.connect.exceptions.DuplicateResourceException):
        centre.user("mariam")


def test_what_is_not_there_is_not_found(centre: Centre) -> None:
    with pytest.raises(centre.connect.exceptions.ResourceNotFoundException):
        centre.connect.describe_queue(InstanceId=centre.instance, QueueId="nothing")
    with pytest.raises(centre.connect.exceptions.ResourceNotFoundException):
        centre.made("queue", "QueueId", Name="other", HoursOfOperationId="nothing")


def test_a_queue_is_renamed_switched_off_and_deleted(centre: Centre) -> None:
    connect, asked = centre.connect, {"InstanceId": centre.instance, "QueueId": centre.ids["queue"]}
    connect.update_queue_name(**asked, Name="البلاغات")
    connect.update_queue_status(**asked, Status="DISABLED")
    connect.update_queue_max_contacts(**asked, MaxContacts=3)
    told = connect.describe_queue(**asked)["Queue"]
    assert (told["Name"], told["Status"], told["MaxContacts"]) == ("البلاغات", "DISABLED", 3)
    connect.delete_queue(**asked)
    assert connect.list_queues(InstanceId=centre.instance)["QueueSummaryList"] == []


def test_hours_have_exceptions_by_date(centre: Centre, account: Any) -> None:
    asked = {"InstanceId": centre.instance, "HoursOfOperationId": centre.ids["hours_of_operation"]}
    made = centre.connect.create_hours_of_operation_override(
        **asked, Name="holiday", Config=[], EffectiveFrom="2026-11-18", EffectiveTill="2026-11-19",
        OverrideType="CLOSED",
    )["HoursOfOperationOverrideId"]  # fmt: skip
    (hours,) = account.instance(centre.instance).directory.hours
    wednesday = datetime(2026, 11, 18, 12, tzinfo=UTC).timestamp()
    assert not is_open(hours, wednesday)
    centre.connect.update_hours_of_operation_override(
        **asked, HoursOfOperationOverrideId=made, Config=[{"Day": "WEDNESDAY", **ALL_DAY}], OverrideType="OPEN"
    )
    assert is_open(hours, wednesday)
    assert not is_open(hours, wednesday + 24 * 3600)
    (told,) = centre.connect.list_hours_of_operation_overrides(**asked)["HoursOfOperationOverrideList"]
    assert (told["Name"], told["EffectiveTill"], told["OverrideType"]) == ("holiday", "2026-11-19", "OPEN")
    centre.connect.delete_hours_of_operation_override(**asked, HoursOfOperationOverrideId=made)
    assert hours.overrides == []


def test_exceptions_that_end_before_they_begin_or_have_one_name_are_refused(centre: Centre) -> None:
    asked = {"InstanceId": centre.instance, "HoursOfOperationId": centre.ids["hours_of_operation"], "Name": "holiday"}
    create, refused = centre.connect.create_hours_of_operation_override, centre.connect.exceptions
    with pytest.raises(refused.InvalidRequestException):
        create(**asked, Config=[], EffectiveFrom="2026-11-18", EffectiveTill="2026-11-17")
    create(**asked, Config=[], EffectiveFrom="2026-11-18", EffectiveTill="2026-11-18")
    with pytest.raises(refused.DuplicateResourceException):
        create(**asked, Config=[], EffectiveFrom="2026-11-20", EffectiveTill="2026-11-20")


def test_there_is_an_end_to_exceptions(centre: Centre) -> None:
    asked = {"InstanceId": centre.instance, "HoursOfOperationId": centre.ids["hours_of_operation"], "Config": []}
    create = centre.connect.create_hours_of_operation_override
    for day in range(1, 51):
        at = (date(2026, 11, 1) + timedelta(days=day)).isoformat()
        create(**asked, Name=f"day {day}", EffectiveFrom=at, EffectiveTill=at)
    with pytest.raises(centre.connect.exceptions.LimitExceededException):
        create(**asked, Name="one more", EffectiveFrom="2027-01-01", EffectiveTill="2027-01-01")


def test_what_is_tagged_tells_its_tags(centre: Centre) -> None:
    connect, arn = centre.connect, centre.connect.describe_queue(
        InstanceId=centre.instance, QueueId=centre.ids["queue"]
    )["Queue"]["QueueArn"]  # fmt: skip
    connect.tag_resource(resourceArn=arn, tags={"content": "1", "by": "hand"})
    connect.untag_resource(resourceArn=arn, tagKeys=["by"])
    assert connect.list_tags_for_resource(resourceArn=arn)["tags"] == {"content": "1"}
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.list_tags_for_resource(resourceArn=f"{arn}x")


def test_a_queue_has_its_quick_connects(centre: Centre) -> None:
    connect, asked = centre.connect, {"InstanceId": centre.instance, "QueueId": centre.ids["queue"]}
    one = connect.create_quick_connect(
        InstanceId=centre.instance, Name="الطوارئ",
        QuickConnectConfig={"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+96899000001"}},
    )["QuickConnectId"]  # fmt: skip
    connect.associate_queue_quick_connects(**asked, QuickConnectIds=[one])
    connect.associate_queue_quick_connects(**asked, QuickConnectIds=[one])
    (told,) = connect.list_queue_quick_connects(**asked)["QuickConnectSummaryList"]
    assert (told["Id"], told["QuickConnectType"]) == (one, "PHONE_NUMBER")
    connect.disassociate_queue_quick_connects(**asked, QuickConnectIds=[one])
    assert connect.list_queue_quick_connects(**asked)["QuickConnectSummaryList"] == []


def test_an_instance_comes_with_security_profiles(centre: Centre) -> None:
    told = centre.connect.list_security_profiles(InstanceId=centre.instance)["SecurityProfileSummaryList"]
    assert {one["Name"] for one in told} == {"Admin", "Agent", "CallCenterManager", "QualityAnalyst"}


def test_a_profile_gains_and_loses_queues(centre: Centre) -> None:
    connect, asked = centre.connect, {"InstanceId": centre.instance, "RoutingProfileId": centre.ids["routing_profile"]}
    pair = {"QueueId": centre.ids["queue"], "Channel": "CHAT"}
    connect.disassociate_routing_profile_queues(**asked, QueueReferences=[pair])
    (left,) = connect.list_routing_profile_queues(**asked)["RoutingProfileQueueConfigSummaryList"]
    assert (left["Channel"], left["Priority"], left["Delay"]) == ("VOICE", 1, 0)
    connect.associate_routing_profile_queues(
        **asked, QueueConfigs=[{"QueueReference": pair, "Priority": 2, "Delay": 30}]
    )
    assert len(connect.list_routing_profile_queues(**asked)["RoutingProfileQueueConfigSummaryList"]) == 2


def test_a_reason_for_not_being_ready_is_a_status(centre: Centre) -> None:
    made = centre.made("agent_status", "AgentStatusId", Name="صلاة", State="ENABLED")
    user = centre.user("mariam")
    centre.connect.put_user_status(InstanceId=centre.instance, UserId=user, AgentStatusId=made)
    (told,) = centre.connect.get_current_user_data(InstanceId=centre.instance, Filters={"Agents": [user]})[
        "UserDataList"
    ]
    assert (told["Status"]["StatusName"], told["AvailableSlotsByChannel"]) == ("صلاة", {"VOICE": 0, "CHAT": 0})
    kinds = centre.connect.list_agent_statuses(InstanceId=centre.instance, AgentStatusTypes=["CUSTOM"])
    assert [one["Name"] for one in kinds["AgentStatusSummaryList"]] == ["صلاة"]


def test_a_number_is_claimed_once_and_answered_by_a_flow(centre: Centre) -> None:
    connect = centre.connect
    number = connect.claim_phone_number(InstanceId=centre.instance, PhoneNumber="+96880076274")["PhoneNumberId"]
    connect.associate_phone_number_contact_flow(
        InstanceId=centre.instance, PhoneNumberId=number, ContactFlowId=centre.ids["flow"]
    )
    assert (
        connect.describe_phone_number(PhoneNumberId=number)["ClaimedPhoneNumberSummary"]["PhoneNumber"]
        == "+96880076274"
    )
    with pytest.raises(connect.exceptions.ClientError):
        connect.claim_phone_number(InstanceId=centre.instance, PhoneNumber="+96880076274")
    connect.release_phone_number(PhoneNumberId=number)
    assert connect.list_phone_numbers_v2(InstanceId=centre.instance)["ListPhoneNumbersSummaryList"] == []


def test_a_quick_connect_leads_somewhere(centre: Centre) -> None:
    config = {"QueueId": centre.ids["queue"], "ContactFlowId": centre.ids["flow"]}
    made = centre.made(
        "quick_connect", "QuickConnectId", Name="complaints",
        QuickConnectConfig={"QuickConnectType": "QUEUE", "QueueConfig": config},
    )  # fmt: skip
    told = centre.connect.describe_quick_connect(InstanceId=centre.instance, QuickConnectId=made)["QuickConnect"]
    assert told["QuickConnectConfig"]["QueueConfig"] == config
    with pytest.raises(centre.connect.exceptions.InvalidRequestException, match="UserConfig"):
        centre.made("quick_connect", "QuickConnectId", Name="x", QuickConnectConfig={"QuickConnectType": "USER"})
