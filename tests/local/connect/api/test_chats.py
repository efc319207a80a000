"""A chat through `connect` and `connectparticipant`."""

from typing import Any

import pytest

from local.connect.clock import VirtualClock
from tests.local.connect.api.centre import Centre
from tests.local.connect.conftest import Client


@pytest.fixture
def participant(client: Client) -> Any:
    return client("connectparticipant")


def begun(centre: Centre, **more: Any) -> Any:
    asked = {"ContactFlowId": centre.ids["flow"], "ParticipantDetails": {"DisplayName": "سالم"}, **more}
    return centre.connect.start_chat_contact(InstanceId=centre.instance, **asked)


def connected(participant: Any, token: str) -> str:
    answer = participant.create_participant_connection(Type=["CONNECTION_CREDENTIALS"], ParticipantToken=token)
    return str(answer["ConnectionCredentials"]["ConnectionToken"])


def texts(participant: Any, connection: str, **more: Any) -> list[tuple[str, str]]:
    items = participant.get_transcript(ConnectionToken=connection, SortOrder="ASCENDING", **more)["Transcript"]
    return [(item["DisplayName"], item["Content"]) for item in items if item["Type"] == "MESSAGE"]


def test_two_speak_and_the_transcript_holds_it(centre: Centre, participant: Any, clock: VirtualClock) -> None:
    chat = begun(centre, InitialMessage={"ContentType": "text/plain", "Content": "مرحباً"})
    customer = connected(participant, chat["ParticipantToken"])
    bot = centre.connect.create_participant(
        InstanceId=centre.instance, ContactId=chat["ContactId"],
        ParticipantDetails={"ParticipantRole": "CUSTOM_BOT", "DisplayName": "نداء"},
    )  # fmt: skip
    answering = connected(participant, bot["ParticipantCredentials"]["ParticipantToken"])
    clock.advance(1)
    participant.send_message(ConnectionToken=answering, ContentType="text/plain", Content="كيف نخدمك؟")
    clock.advance(1)
    for _ in range(2):
        participant.send_message(ConnectionToken=customer, ContentType="text/plain", Content="حفرة", ClientToken="once")
    typing = "application/vnd.amazonaws.connect.event.typing"
    participant.send_event(ConnectionToken=customer, ContentType=typing)
    assert texts(participant, customer) == [("سالم", "مرحباً"), ("نداء", "كيف نخدمك؟"), ("سالم", "حفرة")]
    kinds = [item["Type"] for item in participant.get_transcript(ConnectionToken=customer)["Transcript"]]
    assert {"TYPING", "PARTICIPANT_JOINED"} <= set(kinds)


def test_a_transcript_has_pages(centre: Centre, participant: Any) -> None:
    customer = connected(participant, begun(centre)["ParticipantToken"])
    for number in range(5):
        participant.send_message(ConnectionToken=customer, ContentType="text/plain", Content=str(number))
    first = participant.get_transcript(ConnectionToken=customer, MaxResults=4, ScanDirection="FORWARD")
    rest = participant.get_transcript(
        ConnectionToken=customer, MaxResults=4, ScanDirection="FORWARD", NextToken=first["NextToken"]
    )
    ids = [item["Id"] for page in (first, rest) for item in page["Transcript"]]
    assert (len(ids), len(set(ids)), "NextToken" in rest) == (6, 6, False)


def test_a_transcript_is_in_order_within_a_millisecond(centre: Centre, participant: Any) -> None:
    customer = connected(participant, begun(centre)["ParticipantToken"])
    for number in range(4):
        participant.send_message(ConnectionToken=customer, ContentType="text/plain", Content=f"{number}")
    for order, wanted in (("ASCENDING", "0123"), ("DESCENDING", "3210")):
        for scan in ("BACKWARD", "FORWARD"):
            told = participant.get_transcript(ConnectionToken=customer, SortOrder=order, ScanDirection=scan)
            assert (
                "".join(item.get("Content", "") for item in told["Transcript"] if item["Type"] == "MESSAGE") == wanted
            )


def test_what_is_neither_message_nor_event_is_refused(centre: Centre, participant: Any) -> None:
    customer = connected(participant, begun(centre)["ParticipantToken"])
    with pytest.raises(participant.exceptions.ValidationException):
        participant.send_message(ConnectionToken=customer, ContentType="image/png", Content="x")
    with pytest.raises(participant.exceptions.ValidationException):
        participant.send_event(
            ConnectionToken=customer, ContentType="application/vnd.amazonaws.connect.event.chat.ended"
        )


def test_who_left_speaks_no_more(centre: Centre, participant: Any, clock: VirtualClock) -> None:
    chat = begun(centre)
    customer = connected(participant, chat["ParticipantToken"])
    participant.disconnect_participant(ConnectionToken=customer)
    clock.advance(1)
    with pytest.raises(participant.exceptions.AccessDeniedException):
        participant.send_message(ConnectionToken=customer, ContentType="text/plain", Content="؟")
    ended = centre.connect.describe_contact(InstanceId=centre.instance, ContactId=chat["ContactId"])["Contact"]
    assert ended["DisconnectTimestamp"]


def test_a_message_has_1024_characters_at_most(centre: Centre, participant: Any) -> None:
    customer = connected(participant, begun(centre)["ParticipantToken"])
    participant.send_message(ConnectionToken=customer, ContentType="text/plain", Content="ن" * 1024)
    with pytest.raises(participant.exceptions.ValidationException):
        participant.send_message(ConnectionToken=customer, ContentType="text/plain", Content="ن" * 1025)


def test_a_strangers_token_opens_nothing(participant: Any, centre: Centre) -> None:
    assert centre.instance
    with pytest.raises(participant.exceptions.AccessDeniedException):
        connected(participant, "guessed")
