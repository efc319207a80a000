"""What goes on at the centre, and what supervisors do with it: as it stands, with a reason, and told to the agent."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.contacts import live_state
from chalicelib.contacts.contact import Contact, ContactOutcome
from chalicelib.contacts.heard_store import DynamoLog
from chalicelib.contacts.kept import Place, Stretch
from chalicelib.contacts.presence import PresenceStatus
from chalicelib.contacts.store import DynamoContacts
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.floor import Floor
from tests.contacts.tables import contacts_table

MONITORING = "/v1/supervision/contacts/c1/monitoring"
LISTEN = {"capability": "listen", "reason": "متابعة موظف جديد"}


@pytest.fixture
def floor() -> Iterator[Floor]:
    with contacts_table():
        yield Floor()


def test_the_board_says_who_waits_who_works_and_what_is_open(floor: Floor) -> None:
    floor.keep("waits", queued_at=iso(NOW))
    floor.keep("waits longer", queued_at=iso(NOW - timedelta(seconds=30)), language="en")
    floor.keep("owed", channel="task", queued_at=iso(NOW - timedelta(hours=1)))
    floor.keep("menu", queue="", queued_at="")
    floor.talking("talks")
    floor.keep("over", answered_at=iso(NOW), agent="nasser", ended_at=iso(NOW), completed_at=iso(NOW),
               outcome=ContactOutcome.ANSWERED)  # fmt: skip
    floor.keep("after", answered_at=iso(NOW), agent="nasser", ended_at=iso(NOW), outcome=ContactOutcome.ANSWERED)
    floor.does("salma", PresenceStatus.BUSY, "talks")
    board = floor.call("GET", "/v1/supervision", by="huda").json
    data, it = board["queues"]
    assert data == {
        "code": "data", "label": "Stat_Data", "name": {"ar": "البيانات", "en": "Stat_Data"}, "waiting": 2,
        "oldest_at": iso(NOW - timedelta(seconds=30)), "available": 0, "busy": 1, "presented": 3, "handled": 3,
        "abandoned": 0, "otherwise": 0,
    }  # fmt: skip
    assert (it["waiting"], it["oldest_at"], it["busy"]) == (0, None, 1)
    assert [(one["username"], one["status"], one["contact"], one["queues"]) for one in board["agents"]] == [
        ("nasser", "offline", None, ["data"]), ("salma", "busy", "talks", ["data", "it"]),
    ]  # fmt: skip
    assert {one["id"]: one["state"] for one in board["contacts"]} == {
        "waits": "queued", "waits longer": "queued", "menu": "in_ivr", "talks": "talking", "after": "wrap_up",
        "owed": "queued",
    }  # fmt: skip
    assert [one["id"] for one in board["contacts"] if one["channel"] == "task"] == ["owed"]


class CountedReads(DynamoContacts):
    """The table, with how many keys of the index and how many whole contacts were read."""

    keys = whole = 0

    def places(self, stretch: Stretch, *, before: str = "", limit: int = 100) -> list[Place]:
        found = super().places(stretch, before=before, limit=limit)
        self.keys += len(found)
        return found

    def many(self, ids: Iterable[str]) -> dict[str, Contact]:
        asked = list(ids)
        self.whole += len(asked)
        return super().many(asked)


def test_a_look_at_the_board_reads_what_goes_on_and_nothing_that_waits_for_words_or_a_record(floor: Floor) -> None:
    store = CountedReads()
    over = {"answered_at": iso(NOW), "agent": "salma", "ended_at": iso(NOW), "completed_at": iso(NOW)}
    for number in range(30):
        for name, told_at in (("unwritten", iso(NOW)), ("untold", "")):
            contact = floor.keep(f"{name}-{number}", **over)
            store.save(None, replace(contact, version=0, told_at=told_at))
    store.save(None, replace(floor.keep("listens", method="MONITOR"), version=0))
    live = [store.save(None, replace(floor.keep(f"live-{number}"), version=0)) for number in range(3)]
    found = live_state.opened(dataclasses.replace(floor.board, contacts=store), "muttrah")
    assert {one.id for one in found} == {one.id for one in live}
    assert (store.keys, store.whole) == (3, 3)


def test_who_does_not_speak_with_callers_sees_no_whole_number(floor: Floor) -> None:
    floor.hire("maha", Role.EXECUTIVE)
    floor.keep("waits", number="+96892123456")
    (whole,), (masked,) = (floor.call("GET", "/v1/supervision", by=by).json["contacts"] for by in ("huda", "maha"))
    assert whole["number"] == "+96892123456"
    assert masked["number"] != whole["number"]


def test_a_supervisor_who_listens_is_no_open_contact(floor: Floor) -> None:
    floor.keep("listens", method="MONITOR")
    assert floor.call("GET", "/v1/supervision", by="huda").json["contacts"] == []


def test_who_oversees_a_guest_sees_the_guests_board_and_nobody_elses(floor: Floor) -> None:
    floor.hire("huda", Role.SUPERVISOR, serves=("guest",))
    floor.keep("theirs", body="guest")
    assert len(floor.call("GET", "/v1/supervision?body=guest", by="huda").json["contacts"]) == 1
    assert floor.call("GET", "/v1/supervision", by="huda").json["contacts"] == []
    assert floor.call("GET", "/v1/supervision?body=other", by="huda").status == 404


def test_a_queue_that_changes_is_told_in_figures_alone(floor: Floor) -> None:
    floor.keep("waits")
    floor.keep("left", outcome=ContactOutcome.ABANDONED, ended_at=iso(NOW))
    live_state.queue_changed(floor.board, "muttrah", "data")
    assert floor.live.sent == [("queues", {
        "type": "queue.changed", "queue": "data", "waiting": 1, "oldest_at": iso(NOW), "presented": 1, "handled": 0,
        "abandoned": 1, "otherwise": 0,
    }, None)]  # fmt: skip


def test_who_listens_to_a_call_is_kept_and_told_to_the_agent(floor: Floor) -> None:
    floor.talking()
    answer = floor.call("POST", MONITORING, LISTEN, by="qais")
    assert answer.status == 201, answer.text
    assert (answer.json["kind"], answer.json["by_name"], answer.json["reason"]) == ("listen", "Qais", LISTEN["reason"])
    assert floor.phone.asked == [("monitor", "c1", "qais", "listen")]
    assert floor.live.sent == [("desk", {"type": "contact.heard", "contact": "c1"}, "salma")]
    assert floor.published == [("contact.monitored", "c1", "id-qais")]
    (shown,) = floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]
    assert (shown["kind"], shown["contact"], shown["by_name"]) == ("listen", "c1", "Qais")
    assert floor.call("GET", "/v1/desk/listenings", by="nasser").json["items"] == []


def test_quality_listens_and_does_not_join(floor: Floor) -> None:
    floor.talking()
    refused = floor.call("POST", MONITORING, {**LISTEN, "capability": "barge"}, by="qais")
    assert (refused.status, refused.json["allowed_roles"]) == (403, ["supervisor"])
    assert floor.call("POST", MONITORING, {**LISTEN, "capability": "barge"}, by="huda").status == 201


def test_without_a_reason_nothing_is_done(floor: Floor) -> None:
    floor.talking()
    for reason in ("", " \u200f ", "x" * 501):
        answer = floor.call("POST", MONITORING, {**LISTEN, "reason": reason}, by="huda")
        assert answer.status == 422, reason
    assert floor.phone.asked == []


def test_a_call_in_which_nobody_talks_is_not_listened_to(floor: Floor) -> None:
    floor.keep("c1")
    assert floor.call("POST", MONITORING, LISTEN, by="huda").json["type"] == "/problems/telephony-refused"
    assert floor.call("GET", "/v1/desk/listenings", by="salma").json["items"] == []


@pytest.mark.parametrize("path", [MONITORING, "/v1/supervision/contacts/c1/end"])
def test_another_bodys_call_is_as_if_it_were_not_there(floor: Floor, path: str) -> None:
    body = LISTEN if path == MONITORING else {"reason": "x"}
    unknown = floor.call("POST", path, body, by="huda")
    floor.talking(body="other")
    theirs = floor.call("POST", path, body, by="huda")
    assert (theirs.status, theirs.text) == (unknown.status, unknown.text) == (404, unknown.text)


def test_a_repeat_is_one_deed_and_another_reason_under_its_key_is_refused(floor: Floor) -> None:
    floor.talking()
    first = floor.call("POST", MONITORING, LISTEN, by="huda")
    floor.now += timedelta(minutes=1)
    again = floor.call("POST", MONITORING, LISTEN, by="huda")
    assert (again.status, again.json, again.headers["Idempotent-Replay"]) == (200, first.json, "true")
    other = floor.call("POST", MONITORING, {**LISTEN, "reason": "سبب آخر"}, by="huda")
    assert other.json["type"] == "/problems/key-reused"
    assert len(floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]) == 1


def test_a_call_is_ended_and_the_agent_sees_why(floor: Floor) -> None:
    floor.talking()
    answer = floor.call("POST", "/v1/supervision/contacts/c1/end", {"reason": "إساءة متكررة"}, by="huda")
    assert answer.status == 201, answer.text
    assert floor.phone.asked == [("stop", "c1")]
    (shown,) = floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]
    assert (shown["kind"], shown["reason"]) == ("end", "إساءة متكررة")


def test_somebody_is_put_into_a_state_and_sees_why(floor: Floor) -> None:
    path = "/v1/supervision/agents/salma/presence"
    answer = floor.call("POST", path, {"status": "available", "reason": "انتهت الاستراحة"}, by="huda")
    assert answer.status == 201, answer.text
    assert floor.phone.asked == [("put_status", "salma", "available")]
    (shown,) = floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]
    assert (shown["kind"], shown["status"]) == ("status", "available")


def test_nobody_is_put_into_a_state_that_comes_by_itself_or_in_another_body(floor: Floor) -> None:
    path = "/v1/supervision/agents/{}/presence"
    assert floor.call("POST", path.format("salma"), {"status": "busy", "reason": "x"}, by="huda").status == 422
    floor.hire("badr", Role.AGENT, body="other")
    for name in ("badr", "nobody"):
        answer = floor.call("POST", path.format(name), {"status": "break", "reason": "x"}, by="huda")
        assert answer.status == 404


def test_what_telephony_refused_is_not_shown_as_done_until_it_is(floor: Floor) -> None:
    floor.talking()
    floor.phone.refuses = True
    assert floor.call("POST", MONITORING, LISTEN, by="huda").status == 409
    assert floor.call("GET", "/v1/desk/listenings", by="salma").json["items"] == []
    assert floor.live.sent == []
    (kept,) = DynamoLog().of_contact("c1")
    assert kept.refused
    floor.phone.refuses = False
    assert floor.call("POST", MONITORING, LISTEN, by="huda").status == 200
    assert len(floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]) == 1
    (kept,) = DynamoLog().of_contact("c1")
    assert not kept.refused


def test_without_telephony_supervisors_are_told_so(floor: Floor) -> None:
    floor.talking()
    floor.phone.away = True
    assert floor.call("POST", MONITORING, LISTEN, by="huda").json["type"] == "/problems/telephony-away"
