"""What others are told of contacts, and who has something to write is offered nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.contacts import events
from chalicelib.contacts.contact import Handled
from chalicelib.contacts.presence import PresenceStatus
from chalicelib.contacts.taking import take_event
from chalicelib.contacts.telephony import Caller
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.shared.bus import Entry
from chalicelib.shared.errors import Unavailable
from tests.contacts.days import BODY, SWITCHBOARD
from tests.contacts.taken import Taking
from tests.contacts.test_records import a_record

ENDED = datetime(2026, 11, 22, 8, 6, tzinfo=UTC)
INSTANCE = "arn:aws:connect:eu-central-1:0:instance/i"


def detail(type: str, **facts: Any) -> dict[str, Any]:
    return {
        "eventType": type, "contactId": "c1", "channel": "VOICE", "initiationMethod": "INBOUND",
        "initiationTimestamp": "2026-11-22T08:01:00.250Z", **facts,
    }  # fmt: skip


QUEUED = {
    "queueInfo": {"queueArn": f"{INSTANCE}/queue/muashir.Data_AR", "enqueueTimestamp": "2026-11-22T08:02:00.100Z"}
}
TALKS = {**QUEUED, "agentInfo": {"agentArn": f"{INSTANCE}/agent/agent-0",
                                 "connectedToAgentTimestamp": "2026-11-22T08:03:00.900Z"}}  # fmt: skip
OVER = {**TALKS, "disconnectTimestamp": "2026-11-22T08:05:00Z", "disconnectReason": "CUSTOMER_DISCONNECT"}


def agent(status: str, minutes: int, *contacts: tuple[str, str], kind: str = "STATE_CHANGE") -> tuple[str, Any]:
    at = (ENDED + timedelta(minutes=minutes)).isoformat()
    snapshot = {
        "AgentStatus": {"ARN": "arn", "Name": status, "StartTimestamp": at,
                        "Type": {"Available": "ROUTABLE", "Offline": "OFFLINE"}.get(status, "CUSTOM")},
        "NextAgentStatus": None, "Configuration": {"Username": "agent-0"},
        "Contacts": [{"ContactId": id, "State": state, "Channel": "VOICE", "StateStartTimestamp": at}
                     for id, state in contacts],
    }  # fmt: skip
    gone = kind == "LOGOUT"
    return str(minutes + 100), {"EventId": "e", "EventTimestamp": at, "EventType": kind,
                                "CurrentAgentSnapshot": None if gone else snapshot,
                                "PreviousAgentSnapshot": snapshot}  # fmt: skip


@pytest.fixture
def taking() -> Taking:
    return Taking(now=ENDED)


def test_a_contact_is_told_of_from_the_queue_to_its_end(taking: Taking) -> None:
    for type, facts in (("INITIATED", {}), ("QUEUED", QUEUED), ("CONNECTED_TO_AGENT", TALKS), ("DISCONNECTED", OVER),
                        ("COMPLETED", OVER)):  # fmt: skip
        taking.deliver("event", detail(type, **facts))
    taking.deliver("record", a_record())
    assert list(dict.fromkeys(taking.bus.types())) == [
        "contact.queued", "contact.answered", "contact.needs_wrap_up", "contact.ended",
    ]  # fmt: skip
    assert {(one["contact"], one["body"], one["by"]) for one in taking.bus.put} == {("c1", "muashir", "telephony")}
    # It ended, and then the work after it did.
    desk = ["contact.answered", "contact.ended", "contact.needs_wrap_up", "contact.ended"]
    assert taking.live.types("desk") == desk
    assert "queue.changed" in taking.live.types("queues")
    assert "+968" not in str(taking.live.sent) + str(taking.bus.put)


def test_boards_are_told_when_a_caller_waits_elsewhere_and_when_the_record_moves_the_figures(taking: Taking) -> None:
    def told() -> list[str]:
        changed = [message["queue"] for _, message, _ in taking.live.sent if message["type"] == "queue.changed"]
        taking.live.sent.clear()
        return changed

    elsewhere = {"queueInfo": {"queueArn": f"{INSTANCE}/queue/muashir.Stat_Finance_AR",
                               "enqueueTimestamp": "2026-11-22T08:02:30Z"}}  # fmt: skip
    for facts in (QUEUED, QUEUED, elsewhere, elsewhere):
        taking.deliver("event", detail("QUEUED", **facts))
    assert told() == ["data", "data", "finance"]  # the queue that was left, and the other; once
    gone = {**QUEUED, "disconnectTimestamp": "2026-11-22T08:02:50Z", "disconnectReason": "CUSTOMER_DISCONNECT"}
    taking.deliver("event", detail("DISCONNECTED", **gone, contactId="c2"))
    assert told() == ["data"]
    abandoned = {"ContactId": "c2", "Agent": None, "DisconnectTimestamp": "2026-11-22T08:02:50Z"}
    for _ in range(2):
        taking.deliver("record", a_record(**abandoned))
    assert told() == ["data"]  # it is over as before, and counts from now on


def test_who_waits_in_another_bodys_queue_is_that_bodys_before_the_record_comes(taking: Taking) -> None:
    names = replace(taking.context.names, switchboard=lambda body: SWITCHBOARD if body in ("other", BODY) else None,
                    queue=lambda arn: "other.Stat_Data_AR" if arn else "")  # fmt: skip
    context = replace(taking.context, names=names)
    taking.telephony.callers["c1"] = Caller(number="+96891234567", attributes={"body": BODY})
    for type, facts, body in (("INITIATED", {}, BODY), ("QUEUED", QUEUED, "other"), ("INITIATED", {}, "other")):
        taken = take_event(context, events.read(detail(type, **facts)))
        assert taken is not None
        assert taken.after.body == body


def test_events_read_names_in_any_case(taking: Taking) -> None:
    taking.deliver("event", {name[0].upper() + name[1:]: value for name, value in detail("QUEUED", **QUEUED).items()})
    assert taking.contacts.kept["c1"].told.queue == "data"


def test_an_event_of_nobodys_is_left(taking: Taking) -> None:
    taking.deliver("event", detail("INITIATED"))
    assert taking.contacts.kept == {}
    taking.telephony.away = True
    taking.deliver("event", detail("INITIATED"))
    assert taking.counted == ["ContactsOfNobody"] * 2


def test_telephony_is_asked_once_who_calls(taking: Taking) -> None:
    from chalicelib.contacts.telephony import Caller

    taking.telephony.callers["c1"] = Caller(number="+96891234567", dialled="+96824000001")
    for type, facts in (("INITIATED", {}), ("QUEUED", QUEUED), ("CONNECTED_TO_AGENT", TALKS)):
        taking.deliver("event", detail(type, **facts))
    assert taking.telephony.asked == 1
    assert taking.contacts.kept["c1"].number == "+96891234567"


@pytest.mark.parametrize("first", ["contact", "agent"])
def test_whoever_becomes_available_with_something_to_write_is_put_to_writing(taking: Taking, first: str) -> None:
    told = [("event", detail("COMPLETED", **OVER)), ("agent", agent("Available", 0))]
    for kind, one in told if first == "contact" else reversed(told):
        taking.deliver(kind, one)
    assert taking.telephony.put == [("agent-0", "wrap_up")]


def test_an_agents_event_that_was_cut_off_puts_to_writing_when_it_comes_again(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking.deliver("event", detail("COMPLETED", **OVER))
    send = taking.live.send
    monkeypatch.setattr(taking.live, "send", lambda *_given, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        taking.deliver("agent", agent("Available", 0))
    assert taking.telephony.put == []
    monkeypatch.setattr(taking.live, "send", send)
    taking.deliver("agent", agent("Available", 0))
    assert taking.telephony.put == [("agent-0", "wrap_up")]


def test_however_many_calls_others_have_who_has_something_to_write_is_put_to_writing(taking: Taking) -> None:
    taking.deliver("event", detail("COMPLETED", **OVER))
    mine = taking.contacts.kept["c1"]
    for i in range(150):
        told = msgspec.structs.replace(mine.told, agent="agent-1", started_at="2026-11-22T08:04:00.000Z")
        taking.contacts.kept[f"o{i}"] = msgspec.structs.replace(mine, id=f"o{i}", told=told)
    taking.deliver("agent", agent("Available", 0))
    assert taking.telephony.put == [("agent-0", "wrap_up")]


def test_who_writes_while_being_put_to_writing_is_available_again(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking.deliver("event", detail("COMPLETED", **OVER))
    put_status, kept = taking.telephony.put_status, taking.contacts.kept
    written = Handled(disposition="figures", summary="Asked for prices", wrapped_up_at="2026-11-22T08:06:00.000Z")

    def slowly(username: str, status: str) -> None:
        kept["c1"] = msgspec.structs.replace(kept["c1"], handled=written)
        put_status(username, status)

    monkeypatch.setattr(taking.telephony, "put_status", slowly)
    taking.deliver("agent", agent("Available", 0))
    assert taking.telephony.put == [("agent-0", "wrap_up"), ("agent-0", "available")]


def test_who_writes_while_the_end_is_being_told_stays_available(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all, kept = taking.bus.put_all, taking.contacts.kept
    written = Handled(disposition="figures", summary="Asked for prices", wrapped_up_at="2026-11-22T08:06:00.000Z")

    def meanwhile(entries: Sequence[Entry]) -> int:
        kept["c1"] = msgspec.structs.replace(kept["c1"], handled=written)
        return put_all(entries)

    taking.deliver("agent", agent("Available", 0))
    monkeypatch.setattr(taking.bus, "put_all", meanwhile)
    taking.deliver("event", detail("COMPLETED", **OVER))
    assert taking.telephony.put == []


def test_whoever_has_written_stays_available(taking: Taking) -> None:
    taking.deliver("agent", agent("Available", 0))
    assert taking.telephony.put == []
    assert taking.contacts.present["agent-0"].status is PresenceStatus.AVAILABLE


@pytest.mark.parametrize("state", [("Break", ()), ("Available", (("c2", "CONNECTED"),))])
def test_who_is_away_or_on_another_contact_is_left_alone(taking: Taking, state: Any) -> None:
    taking.deliver("agent", agent(state[0], 0, *state[1]))
    taking.deliver("event", detail("COMPLETED", **OVER))
    assert taking.telephony.put == []


def test_a_stream_that_is_read_again_puts_nobody_to_writing(taking: Taking) -> None:
    taking.now = ENDED + timedelta(days=3)
    taking.deliver("agent", agent("Available", 0))
    taking.deliver("record", a_record())
    assert taking.telephony.put == []
    assert "contact.needs_wrap_up" not in taking.bus.types()


def test_without_telephony_nobody_is_put_anywhere_and_all_goes_on(taking: Taking) -> None:
    taking.telephony.away = True
    taking.deliver("event", detail("COMPLETED", **OVER))
    taking.deliver("agent", agent("Available", 0))
    assert "StatusNotPut" in taking.counted


def test_what_agents_do_is_told_when_it_changes(taking: Taking) -> None:
    taking.deliver("agent", agent("Available", 0))
    taking.deliver("agent", agent("Available", 2, kind="HEART_BEAT"))
    taking.deliver("agent", agent("Available", 3, ("c9", "CONNECTING")))
    taking.deliver("agent", agent("Available", 4, ("c9", "CONNECTED")))
    taking.deliver("agent", agent("Available", 1))  # late
    taking.deliver("agent", agent("Available", 5, ("c9", "ENDED")))
    statuses = [message["status"] for topic, message, _ in taking.live.sent if topic == "agents"]
    assert statuses == ["available", "ringing", "busy", "wrap_up"]
    assert ("desk", {"type": "contact.offered", "contact": "c9"}, "agent-0") in taking.live.sent


@pytest.mark.parametrize(
    ("told", "status"),
    [(agent("Prayer", 0), "prayer"), (agent("Lunch", 0), "other"), (agent("MissedCallAgent", 0), "missed"),
     (agent("Offline", 0), "offline"), (agent("Available", 0, ("c", "MISSED")), "missed"),
     (agent("Available", 0, kind="LOGOUT"), "offline"), (agent("Wrap up", 0), "wrap_up")],
)  # fmt: skip
def test_what_somebody_does_has_one_name(taking: Taking, told: Any, status: str) -> None:
    taking.deliver("agent", told)
    assert taking.contacts.present["agent-0"].status == status


def test_an_event_that_does_not_say_who_is_left(taking: Taking) -> None:
    sequence, told = agent("Available", 0)
    taking.deliver("agent", (sequence, told | {"CurrentAgentSnapshot": None, "PreviousAgentSnapshot": None}))
    assert taking.contacts.present == {}


def test_whoever_works_here_no_more_is_told_to_nobody(taking: Taking) -> None:
    sequence, told = agent("Available", 0)
    told["CurrentAgentSnapshot"]["Configuration"]["Username"] = "gone"
    taking.deliver("agent", (sequence, told))
    assert taking.live.sent == []


def test_a_contact_that_others_change_again_and_again_comes_again(taking: Taking) -> None:
    def meeting(*_given: Any, **_more: Any) -> Any:
        raise ContactChanged

    taking.contacts.save = meeting
    with pytest.raises(Unavailable):
        taking.deliver("record", a_record())
