"""Recordings: heard by whom they may be, for a reason that is kept before, and never in silence."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.floor import Floor
from tests.contacts.tables import contacts_table
from tests.http import Answered

PATH = "/v1/contacts/c1/recordings/0/listenings"
WHY = {"reason": "تقييم الجودة لشهر مارس"}


@pytest.fixture
def floor() -> Iterator[Floor]:
    with contacts_table():
        yield Floor()


def listen(floor: Floor, by: str, path: str = PATH, key: str = "k" * 16) -> Answered:
    return floor.call("POST", path, WHY, by=by, key=key)


def test_quality_hears_a_recording_and_the_agent_sees_who_and_why(floor: Floor) -> None:
    floor.recorded()
    answer = listen(floor, "qais")
    assert answer.status == 201, answer.text
    assert answer.json == {
        "url": "https://recordings.example/connect/c1.wav", "expires_at": iso(NOW + timedelta(minutes=5)),
        "seconds": 90,
    }  # fmt: skip
    assert floor.phone.asked == [("listening_address", "connect/c1.wav", "300")]
    assert floor.live.sent == [("desk", {"type": "contact.heard", "contact": "c1"}, "salma")]
    assert floor.published == [("contact.heard", "c1", "id-qais")]
    shown = floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]
    logged = floor.call("GET", PATH, by="huda").json["items"]
    assert shown == logged
    assert (logged[0]["kind"], logged[0]["index"], logged[0]["by_name"], logged[0]["reason"]) == (
        "recording", 0, "Qais", WHY["reason"],
    )  # fmt: skip


def test_agents_hear_their_own_calls_and_no_colleagues(floor: Floor) -> None:
    floor.recorded(agent="salma")
    assert listen(floor, "salma").status == 201
    assert floor.live.sent == [], "who hears oneself needs not be told"
    assert listen(floor, "nasser").status == 404
    assert floor.call("GET", PATH, by="nasser").status == 404


def test_nobody_hears_another_bodys_calls(floor: Floor) -> None:
    unknown = listen(floor, "qais")
    floor.hire("theirs", Role.QUALITY, Role.SUPERVISOR, body="other")
    floor.recorded()
    for answer in (listen(floor, "theirs"), floor.call("GET", PATH, by="theirs")):
        assert (answer.status, answer.json["title"]) == (404, unknown.json["title"])


def test_a_voice_message_is_heard_by_who_registers_and_distributes(floor: Floor) -> None:
    floor.hire("maryam", Role.DISTRIBUTOR)
    floor.recorded(agent="", kind="voicemail")
    assert listen(floor, "salma").status == 201
    assert listen(floor, "maryam").status == 201
    floor.recorded("c2", agent="salma")
    assert listen(floor, "maryam", "/v1/contacts/c2/recordings/0/listenings").status == 404


def test_what_somebody_may_not_see_they_do_not_hear(floor: Floor) -> None:
    floor.recorded(agent="", kind="voicemail")
    floor.hidden.add("c1")
    assert listen(floor, "salma").status == 404


@pytest.mark.parametrize("index", ["1", "-1", "x", "0000", "\u0660"])
def test_a_recording_that_is_not_there_is_not_found(floor: Floor, index: str) -> None:
    floor.recorded()
    assert listen(floor, "qais", f"/v1/contacts/c1/recordings/{index}/listenings").status == 404


def test_a_deleted_recording_has_no_address_and_its_log_stays(floor: Floor) -> None:
    floor.recorded()
    listen(floor, "qais")
    floor.recorded(deleted=True)
    assert listen(floor, "qais", key="l" * 16).status == 404
    assert len(floor.call("GET", PATH, by="qais").json["items"]) == 1


def test_a_repeat_is_kept_once_and_gets_an_address_again(floor: Floor) -> None:
    floor.recorded()
    listen(floor, "qais")
    floor.now += timedelta(minutes=2)
    again = listen(floor, "qais")
    assert (again.status, again.headers["Idempotent-Replay"]) == (200, "true")
    assert again.json["expires_at"] == iso(NOW + timedelta(minutes=7))
    assert len(floor.call("GET", PATH, by="qais").json["items"]) == 1


def test_without_telephony_nothing_is_heard_and_nothing_is_kept(floor: Floor) -> None:
    floor.recorded()
    floor.phone.away = True
    assert listen(floor, "qais").json["type"] == "/problems/telephony-away"
    assert floor.call("GET", PATH, by="qais").json["items"] == []


def test_what_was_heard_is_shown_newest_first(floor: Floor) -> None:
    floor.recorded()
    for key in ("a" * 16, "b" * 16):
        floor.now += timedelta(minutes=1)
        listen(floor, "qais", key=key)
    times = [one["at"] for one in floor.call("GET", "/v1/desk/listenings", by="salma").json["items"]]
    assert times == sorted(times, reverse=True)
    assert len(times) == 2
