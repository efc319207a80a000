"""Contact records, as Connect writes them and as it may: what they tell, and the outcome of each."""

from copy import deepcopy
from typing import Any

import msgspec
import pytest

from chalicelib.contacts import connect_record, records
from chalicelib.contacts.contact import Contact, ContactOutcome, Direction, Told
from chalicelib.contacts.naming import Names, Place, number_in, place
from tests.contacts.days import BODY, NUMBER, names
from tests.contacts.taken import Taking

# The members of a real voice record of 2022 (Amazon Connect, format 2017-03-10), its values invented.
RECORD: dict[str, Any] = {
    "AWSAccountId": "000000000000", "AWSContactTraceRecordFormatVersion": "2017-03-10",
    "Agent": {
        "ARN": "arn:aws:connect:eu-central-1:0:instance/i/agent/a", "AfterContactWorkDuration": 12,
        "AfterContactWorkStartTimestamp": "2026-11-22T08:05:00Z",
        "AfterContactWorkEndTimestamp": "2026-11-22T08:05:12Z",
        "AgentInteractionDuration": 100, "ConnectedToAgentTimestamp": "2026-11-22T08:03:00Z",
        "CustomerHoldDuration": 20,
        "HierarchyGroups": None, "LongestHoldDuration": 20, "NumberOfHolds": 1,
        "RoutingProfile": {"ARN": "arn", "Name": "all"}, "Username": "salma",
    },
    "AgentConnectionAttempts": 1, "AnsweringMachineDetectionStatus": None,
    "Attributes": {"body": BODY, "language": "ar", "choice": "2", "weight": None}, "Campaign": {"CampaignId": None},
    "Channel": "VOICE", "ConnectedToSystemTimestamp": "2026-11-22T08:01:00Z", "ContactDetails": {},
    "ContactId": "c1", "CustomerEndpoint": {"Address": "+96891234567", "Type": "TELEPHONE_NUMBER"},
    "DisconnectReason": "CUSTOMER_DISCONNECT", "DisconnectTimestamp": "2026-11-22T08:05:00Z", "InitialContactId": None,
    "InitiationMethod": "INBOUND", "InitiationTimestamp": "2026-11-22T08:01:00Z", "InstanceARN": "arn",
    "LastUpdateTimestamp": "2026-11-22T08:06:03Z", "MediaStreams": [{"Type": "AUDIO"}], "NextContactId": None,
    "PreviousContactId": None,
    "Queue": {"ARN": f"arn:aws:connect:eu-central-1:0:instance/i/queue/{BODY}.Data_EN",
              "DequeueTimestamp": "2026-11-22T08:03:00Z", "Duration": 60,
              "EnqueueTimestamp": "2026-11-22T08:02:00Z", "Name": f"{BODY}.Data_EN"},
    "Recording": {"DeletionReason": None, "Location": "b/connect/one.wav", "Status": "AVAILABLE", "Type": "AUDIO"},
    "Recordings": [
        {"DeletionReason": None, "FragmentStartNumber": None, "Location": "b/connect/one.wav",
         "MediaStreamType": "AUDIO",
         "ParticipantType": None, "StartTimestamp": "2026-11-22T08:03:01Z", "Status": "AVAILABLE",
         "StopTimestamp": "2026-11-22T08:05:00Z", "StorageType": "S3"},
    ],
    "References": [], "ScheduledTimestamp": None, "SystemEndpoint": {"Address": NUMBER, "Type": "TELEPHONE_NUMBER"},
    "TransferCompletedTimestamp": None, "TransferredToEndpoint": None, "VoiceIdResult": None,
    "SomethingOfNextYear": {"Deep": [1, 2]},
}  # fmt: skip


def a_record(**changes: Any) -> dict[str, Any]:
    return deepcopy(RECORD) | changes


def told(record: dict[str, Any]) -> Told:
    read = connect_record.read(msgspec.json.encode(record))
    return records.told(read, records.placed(read, names()))


def test_a_real_record_is_read_whole() -> None:
    facts = told(a_record())
    assert (facts.queue, facts.language, facts.agent, facts.outcome) == ("data", "en", "salma", ContactOutcome.ANSWERED)
    assert (facts.wait_seconds, facts.talk_seconds, facts.hold_seconds, facts.after_seconds) == (60, 100, 20, 12)
    assert facts.completed_at == "2026-11-22T08:05:12.000Z"
    assert [(one.key, one.kind, one.deleted) for one in facts.recordings] == [("b/connect/one.wav", "call", False)]
    assert dict(facts.asked) == {"body": BODY, "choice": "2", "language": "ar"}


def test_what_flows_only_say_and_whither_they_lead_is_not_kept() -> None:
    noted = {"choice": "2", "welcome_ar": "أهلًا بكم", "menu": "arn:aws:connect:r:0:instance/i/contact-flow/f"}
    assert dict(told(a_record(Attributes={"body": BODY, **noted})).asked) == {"body": BODY, "choice": "2"}


def test_what_is_null_or_missing_is_nothing() -> None:
    kept = {"ContactId", "LastUpdateTimestamp"}
    for record in ({name: None for name in RECORD if name not in kept}, {}):
        facts = told({"ContactId": "c", "LastUpdateTimestamp": "2026-11-22T08:06:03.123456789Z", **record})
        assert facts == Told()


@pytest.mark.parametrize("missing", ["ContactId", "LastUpdateTimestamp"])
def test_a_record_without_its_key_is_none(missing: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        told({name: value for name, value in RECORD.items() if name != missing})


_NOBODY: dict[str, Any] = {"Agent": None}
_LEFT: dict[str, Any] = {**_NOBODY, "Queue": None}


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"DisconnectTimestamp": None}, ContactOutcome.OPEN),
        ({}, ContactOutcome.ANSWERED),
        ({"TransferCompletedTimestamp": "2026-11-22T08:05:00Z"}, ContactOutcome.ANSWERED),
        ({"InitiationMethod": "TRANSFER", "InitialContactId": "c0"}, ContactOutcome.ANSWERED),
        ({"InitiationMethod": "CALLBACK"}, ContactOutcome.ANSWERED),
        (_NOBODY, ContactOutcome.ABANDONED),
        ({**_NOBODY, "DisconnectReason": "CONTACT_FLOW_DISCONNECT"}, ContactOutcome.CUT_OFF),
        ({**_NOBODY, "DisconnectReason": "TELECOM_PROBLEM"}, ContactOutcome.CUT_OFF),
        ({**_NOBODY, "TransferCompletedTimestamp": "2026-11-22T08:05:00Z"}, ContactOutcome.TRANSFERRED),
        ({**_NOBODY, "Attributes": {"callback": "yes"}}, ContactOutcome.CALLBACK),
        ({**_NOBODY, "NextContactId": "its-own-call-back"}, ContactOutcome.CALLBACK),
        ({**_NOBODY, "Attributes": {"voicemail": "true"}}, ContactOutcome.VOICEMAIL),
        (_LEFT, ContactOutcome.IN_IVR),
        ({**_LEFT, "TransferredToEndpoint": {"Address": "+96824000009"}}, ContactOutcome.TRANSFERRED),
        ({**_LEFT, "InitiationMethod": "DISCONNECT", "Attributes": {"voicemail": "yes"}}, ContactOutcome.IN_IVR),
        ({**_LEFT, "InitiationMethod": "OUTBOUND"}, ContactOutcome.NOT_REACHED),
        ({**_NOBODY, "InitiationMethod": "CALLBACK", "Attributes": {"callback": "yes"}}, ContactOutcome.NOT_REACHED),
        ({**_LEFT, "InitiationMethod": "API"}, ContactOutcome.IN_IVR),
        ({**_LEFT, "InitiationMethod": "API", "ConnectedToSystemTimestamp": None}, ContactOutcome.NOT_REACHED),
        ({"InitiationMethod": "MONITOR"}, ContactOutcome.MONITORED),
        ({**_LEFT, "InitiationMethod": "API", "Channel": "TASK"}, ContactOutcome.IN_IVR),
    ],
)
def test_each_contact_has_one_outcome(changes: dict[str, Any], outcome: ContactOutcome) -> None:
    assert told(a_record(**changes)).outcome is outcome


def test_whose_the_contact_is_goes_by_attribute_then_queue_then_number_then_agent() -> None:
    def of(**facts: Any) -> str:
        return place(names(), **{"noted": {}, "queue": "", "dialled": "", "agent": "", **facts}).body

    assert of(noted={"body": BODY}) == BODY
    assert of(noted={"body": "made-up"}, dialled=NUMBER) == BODY
    assert of(queue=f"{BODY}.Data_AR") == BODY
    assert of(dialled=NUMBER) == BODY
    assert of(agent="salma") == BODY
    assert of(dialled="+96824999999") == ""


def test_a_queue_is_known_by_its_label_also_one_that_is_no_longer_there() -> None:
    def of(queue: str, **noted: str) -> Place:
        return place(names(), noted=noted, queue=queue, dialled="", agent="")

    assert of(f"{BODY}.Stat_Finance_AR") == Place(body=BODY, queue="finance", language="ar")
    assert of(f"{BODY}.Gone_EN") == Place(body=BODY, queue="gone", language="en")
    assert of("own-salma", language="en") == Place(language="en")
    assert of("", language="fr").language == "ar"


def test_only_whole_numbers_are_numbers() -> None:
    texts = ("+96891234567", "anonymous", "", None, "96891234567", "sip:x@y", "+0")
    assert [number_in(text) for text in texts] == ["+96891234567", "", "", "", "", "", ""]


def test_who_began_a_contact() -> None:
    found = {method: told(a_record(InitiationMethod=method)).direction for method in ("INBOUND", "OUTBOUND", "API")}
    assert found == {"INBOUND": Direction.INBOUND, "OUTBOUND": Direction.OUTBOUND, "API": Direction.OUTBOUND}


@pytest.fixture
def taking() -> Taking:
    return Taking()


def kept(taking: Taking) -> Contact:
    one: Contact = taking.contacts.kept["c1"]
    return one


def test_an_older_record_never_takes_the_place_of_a_newer_one(taking: Taking) -> None:
    taking.deliver("record", a_record(LastUpdateTimestamp="2026-11-22T08:09:00.500Z", DisconnectReason="BARGED"))
    taking.deliver("record", a_record(LastUpdateTimestamp="2026-11-22T08:09:00Z"))
    assert kept(taking).told.disconnected_by == "BARGED"


def test_a_record_of_nobodys_is_counted_and_left(taking: Taking) -> None:
    nobodys = a_record(Attributes={}, Queue=None, Agent=None, SystemEndpoint={"Address": "+96824999999"})
    taking.deliver("record", nobodys)
    assert taking.contacts.kept == {}
    assert taking.counted == ["ContactsOfNobody"]


def test_what_was_erased_or_deleted_does_not_come_back_with_a_record_that_is_sent_again(taking: Taking) -> None:
    taking.deliver("record", a_record())
    one = kept(taking)
    gone = msgspec.structs.replace(one.told.recordings[0], deleted=True)
    facts = msgspec.structs.replace(one.told, recordings=(gone,), asked=())
    taking.contacts.erase(one, msgspec.structs.replace(one, seal=b"", number="", person="", told=facts))
    taking.deliver("record", a_record(LastUpdateTimestamp="2026-11-23T08:00:00Z", DisconnectReason="BARGED"))
    after = kept(taking)
    assert after.told.disconnected_by == "BARGED"
    assert (after.number, after.person, after.told.asked, after.told.recordings) == ("", "", (), (gone,))


def test_who_is_handed_on_to_another_bodys_queue_is_that_bodys_and_counted_there(taking: Taking) -> None:
    from dataclasses import replace

    from chalicelib.contacts.taking import take_record
    from tests.contacts.days import SWITCHBOARD

    both = Names(
        switchboard=lambda body: SWITCHBOARD if body in (BODY, "other") else None, dialled=lambda _n: "",
        home=lambda _u: "", queue=lambda _a: "", user=lambda _a: "",
    )  # fmt: skip
    context = replace(taking.context, names=both)
    take_record(context, connect_record.read(msgspec.json.encode(a_record())))
    queue = {**a_record()["Queue"], "Name": "other.Stat_Data_AR"}
    moved = a_record(Queue=queue, LastUpdateTimestamp="2026-11-23T08:00:00Z")  # the flow noted the first one's
    take_record(context, connect_record.read(msgspec.json.encode(moved)))
    handled = {body: counted["handled"] for (body, _), counted in taking.contacts.figures.items()}
    assert handled == {BODY: 0, "other": 1}
