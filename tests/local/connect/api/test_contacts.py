"""Contacts through boto3: begun, queued, answered, listened to, transferred, stopped, found again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.connect.api.account import Account
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from tests.local.connect.api.centre import Centre
from tests.local.connect.conftest import START

NOW = datetime.fromtimestamp(START, UTC)
ALWAYS = {"Type": "INITIATION_TIMESTAMP", "StartTime": NOW - timedelta(hours=1), "EndTime": NOW + timedelta(hours=9)}


@pytest.fixture
def engine(account: Account, centre: Centre) -> Instance:
    return account.instance(centre.instance)


def called(centre: Centre, clock: VirtualClock, seconds: float = 30, **more: Any) -> str:
    """Return a call that was answered by its callee and waits in the queue."""
    asked = {"DestinationPhoneNumber": "+96891234567", "QueueId": centre.ids["queue"], **more}
    begun = centre.connect.start_outbound_voice_contact(
        InstanceId=centre.instance, ContactFlowId=centre.ids["flow"], **asked
    )
    clock.advance(seconds)
    return str(begun["ContactId"])


def told(centre: Centre, contact: str) -> Any:
    return centre.connect.describe_contact(InstanceId=centre.instance, ContactId=contact)["Contact"]


def answered(centre: Centre, clock: VirtualClock, engine: Instance) -> tuple[str, str]:
    """Return a call and the agent who took it."""
    user = centre.user("mariam")
    centre.connect.put_user_status(InstanceId=centre.instance, UserId=user, AgentStatusId="available")
    agent, contact = engine.agent(user), called(centre, clock, seconds=0)
    while contact not in agent.contacts:
        clock.advance(1)
    agent.accept(contact)
    clock.advance(5)
    return contact, user


def test_somebody_is_called_and_waits_in_the_queue(centre: Centre, clock: VirtualClock) -> None:
    contact = called(centre, clock, Attributes={"ticket": "٢٠٢٦-١"})
    found = told(centre, contact)
    assert (found["InitiationMethod"], found["Channel"], found["QueueInfo"]["Id"]) == (
        "API",
        "VOICE",
        centre.ids["queue"],
    )
    assert found["CustomerEndpoint"] == {"Type": "TELEPHONE_NUMBER", "Address": "+96891234567"}
    attributes = centre.connect.get_contact_attributes(InstanceId=centre.instance, InitialContactId=contact)
    assert attributes["Attributes"] == {"ticket": "٢٠٢٦-١"}


def test_a_repeat_with_the_same_token_calls_once(centre: Centre, clock: VirtualClock) -> None:
    assert called(centre, clock, ClientToken="campaign#1") == called(centre, clock, ClientToken="campaign#1")


def test_without_a_number_to_call_from_nobody_is_called(centre: Centre) -> None:
    with pytest.raises(centre.connect.exceptions.InvalidRequestException):
        centre.connect.start_outbound_voice_contact(
            InstanceId=centre.instance, ContactFlowId=centre.ids["flow"], DestinationPhoneNumber="+96891234567"
        )


def test_an_agent_answers_and_a_supervisor_listens(centre: Centre, clock: VirtualClock, engine: Instance) -> None:
    contact, user = answered(centre, clock, engine)
    assert told(centre, contact)["AgentInfo"]["Id"] == user
    asked = {"InstanceId": centre.instance, "ContactId": contact}
    supervisor = centre.user("salim")
    heard = centre.connect.monitor_contact(**asked, UserId=supervisor, AllowedMonitorCapabilities=["SILENT_MONITOR"])
    assert heard["ContactId"] == contact
    assert "MONITORED" in [event.kind for event in engine.log.of(contact)]
    (data,) = centre.connect.get_current_user_data(InstanceId=centre.instance, Filters={"Agents": [user]})[
        "UserDataList"
    ]
    assert [(one["ContactId"], one["AgentContactState"]) for one in data["Contacts"]] == [(contact, "CONNECTED")]


def test_a_contact_is_stopped_once(centre: Centre, clock: VirtualClock) -> None:
    contact = called(centre, clock)
    for _ in range(2):
        centre.connect.stop_contact(InstanceId=centre.instance, ContactId=contact)
    clock.advance(1)
    assert told(centre, contact)["DisconnectReason"] == "API"


def test_a_contact_goes_on_through_another_flow(centre: Centre, clock: VirtualClock, engine: Instance) -> None:
    contact, _ = answered(centre, clock, engine)
    asked = {"InstanceId": centre.instance, "ContactId": contact, "ContactFlowId": centre.ids["flow"]}
    with pytest.raises(centre.connect.exceptions.InvalidRequestException):
        centre.connect.transfer_contact(**asked)
    onward = centre.connect.transfer_contact(**asked, QueueId=centre.ids["queue"])["ContactId"]
    clock.advance(5)
    assert (told(centre, onward)["PreviousContactId"], told(centre, onward)["InitiationMethod"]) == (
        contact,
        "TRANSFER",
    )


def test_attributes_tags_and_words_are_kept(centre: Centre, clock: VirtualClock) -> None:
    contact, connect = called(centre, clock), centre.connect
    asked = {"InstanceId": centre.instance, "ContactId": contact}
    connect.update_contact_attributes(
        InstanceId=centre.instance, InitialContactId=contact, Attributes={"outcome": "solved"}
    )
    with pytest.raises(connect.exceptions.InvalidRequestException):
        connect.update_contact_attributes(
            InstanceId=centre.instance, InitialContactId=contact, Attributes={"long": "ن" * 20_000}
        )
    connect.tag_contact(**asked, Tags={"section": "roads", "vip": "yes"})
    connect.untag_contact(**asked, TagKeys=["vip"])
    connect.update_contact(**asked, Name="حفرة", Description="شارع النور")
    connect.update_contact_routing_data(**asked, QueuePriority=1)
    found = told(centre, contact)
    assert (found["Name"], found["Description"], found["Tags"]) == ("حفرة", "شارع النور", {"section": "roads"})
    assert (found["QueuePriority"], found["Attributes"]) == (1, {"outcome": "solved"})


def test_contacts_are_found_by_queue_attribute_and_time(centre: Centre, clock: VirtualClock) -> None:
    first, second = (called(centre, clock, Attributes={"n": str(number)}) for number in range(2))
    found = centre.connect.search_contacts(InstanceId=centre.instance, TimeRange=ALWAYS)
    assert ([one["Id"] for one in found["Contacts"]], found["TotalCount"]) == ([second, first], 2)
    with_attribute = {"Criteria": [{"Key": "n", "Values": ["0"]}], "MatchType": "MATCH_ALL"}
    wanted = {"QueueIds": [centre.ids["queue"]], "SearchableContactAttributes": with_attribute}
    one = centre.connect.search_contacts(InstanceId=centre.instance, TimeRange=ALWAYS, SearchCriteria=wanted)
    assert [each["Id"] for each in one["Contacts"]] == [first]
    with pytest.raises(centre.connect.exceptions.InvalidRequestException):
        centre.connect.search_contacts(
            InstanceId=centre.instance, TimeRange=ALWAYS, SearchCriteria={"ActiveRegions": ["eu-central-1"]}
        )


def test_a_task_waits_for_its_time(centre: Centre, clock: VirtualClock) -> None:
    begun = centre.connect.start_task_contact(
        InstanceId=centre.instance,
        ContactFlowId=centre.ids["flow"],
        Name="متابعة",
        ScheduledTime=NOW + timedelta(hours=1),
    )["ContactId"]
    for wrong in (NOW - timedelta(seconds=1), NOW + timedelta(days=7)):
        with pytest.raises(centre.connect.exceptions.InvalidRequestException):
            centre.connect.start_task_contact(
                InstanceId=centre.instance, ContactFlowId=centre.ids["flow"], Name="متابعة", ScheduledTime=wrong
            )
    assert "ConnectedToSystemTimestamp" not in told(centre, begun)
    clock.advance(3601)
    assert told(centre, begun)["ConnectedToSystemTimestamp"] == NOW + timedelta(hours=1)


def test_recording_stops_while_a_secret_is_said(centre: Centre, clock: VirtualClock, engine: Instance) -> None:
    contact, _ = answered(centre, clock, engine)
    asked = {"InstanceId": centre.instance, "ContactId": contact, "InitialContactId": contact}
    centre.connect.start_contact_recording(**asked, VoiceRecordingConfiguration={"VoiceRecordingTrack": "ALL"})
    centre.connect.suspend_contact_recording(**asked)
    centre.connect.resume_contact_recording(**asked)
    centre.connect.stop_contact_recording(**asked)
    states = [event.data["state"] for event in engine.log.of(contact) if event.kind == "RECORDING"]
    assert states == ["STARTED", "SUSPENDED", "RESUMED", "STOPPED"]


def test_a_contact_that_is_not_there_is_not_found(centre: Centre) -> None:
    with pytest.raises(centre.connect.exceptions.ResourceNotFoundException):
        told(centre, "nobody")
    with pytest.raises(centre.connect.exceptions.ResourceNotFoundException):
        centre.connect.stop_contact(InstanceId=centre.instance, ContactId="nobody")
