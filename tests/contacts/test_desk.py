"""One's desk, and being available only once everything is written."""

from typing import Any

import pytest

from chalicelib.contacts.contact import Handled
from chalicelib.contacts.presence import Held, Presence, PresenceStatus
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.house import Centre


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def salma(centre: Centre) -> Staff:
    return centre.house.hire(Role.AGENT, id="salma")


def desk(centre: Centre, by: Staff) -> Any:
    answer = centre.call("GET", "/v1/desk", by=by)
    assert answer.status == 200, answer.text
    return answer.json


def choose(centre: Centre, by: Staff, status: str) -> Any:
    return centre.call("PUT", "/v1/desk/presence", {"status": status}, by=by)


def test_an_empty_desk_says_what_can_be_chosen(centre: Centre, salma: Staff) -> None:
    shown = desk(centre, salma)
    assert shown["presence"] == {"status": "offline", "since": "", "coming": ""}
    assert [one["code"] for one in shown["statuses"]][:2] == ["available", "break"]
    assert [(one["code"], one["active"]) for one in shown["dispositions"]] == [("figures", True), ("old", False)]
    assert shown["telephony"] == {"kind": "none", "script": "", "softphone": "", "region": ""}
    assert (shown["contacts"], shown["needs_wrap_up"]) == ([], [])


def test_the_desk_shows_ones_own_open_contacts_and_those_that_ring(centre: Centre, salma: Staff) -> None:
    open_ = {"told_at": "", "ended_at": ""}
    centre.keep("talk", **open_)
    centre.keep("others", agent="said", **open_)
    centre.keep("offered", agent="", answered_at="", **open_)
    centre.keep("waits", agent="", answered_at="", **open_)
    centre.keep("to-write")
    centre.keep("task", channel="task")
    centre.keep("written", handled=Handled(wrapped_up_at=iso(NOW)))
    centre.contacts.tell(
        Presence(username="salma", status=PresenceStatus.BUSY, since=iso(NOW), told_at=iso(NOW), coming="break",
                 contacts=(Held(id="offered", state="CONNECTING", since=iso(NOW)),))
    )  # fmt: skip
    shown = desk(centre, salma)
    assert shown["presence"] == {"status": "busy", "since": iso(NOW), "coming": "break"}
    assert {one["id"] for one in shown["contacts"]} == {"talk", "offered"}
    assert [one["id"] for one in shown["needs_wrap_up"]] == ["to-write"]


def test_the_softphone_is_that_of_the_installation_if_it_knows_one(centre: Centre, salma: Staff) -> None:
    centre.installed = Installation(
        instance="i", region="eu-central-1", script="/streams.js", softphone="/ccp?agent={agent}", users={"salma": "u"}
    )
    telephony = desk(centre, salma)["telephony"]
    assert telephony == {"kind": "connect", "script": "/streams.js", "softphone": "/ccp?agent=salma",
                         "region": "eu-central-1"}  # fmt: skip
    assert desk(centre, centre.house.hire(Role.AGENT, id="new"))["telephony"]["kind"] == "none"


def test_quality_has_a_telephone_to_listen_by_and_nothing_on_its_desk(centre: Centre) -> None:
    quality = centre.house.hire(Role.QUALITY, id="quality")
    centre.installed = Installation(instance="i", region="eu-central-1", users={"quality": "u"})
    centre.keep("talk", told_at="", ended_at="")
    shown = desk(centre, quality)
    assert (shown["telephony"]["kind"], shown["contacts"], shown["needs_wrap_up"]) == ("connect", [], [])
    assert choose(centre, quality, "available").status == 200


def test_nobody_is_available_who_has_something_to_write(centre: Centre, salma: Staff) -> None:
    centre.keep("to-write")
    refused = choose(centre, salma, "available")
    assert (refused.status, refused.json["type"]) == (409, "/problems/wrap-up-missing")
    assert refused.json["contacts"] == ["to-write"]
    assert centre.taking.telephony.put == []
    assert choose(centre, salma, "break").json == {"status": "break", "since": iso(NOW), "coming": ""}
    centre.call("POST", "/v1/contacts/to-write/wrap-up", {"disposition": "figures", "summary": "تم"}, by=salma)
    assert choose(centre, salma, "available").status == 200
    assert centre.taking.telephony.put == [("salma", "break"), ("salma", "available")]


def test_what_others_left_unwritten_holds_nobody_back(centre: Centre, salma: Staff) -> None:
    centre.keep("theirs", agent="said")
    assert choose(centre, salma, "available").status == 200


def test_however_many_calls_others_have_nobody_is_available_with_something_to_write(
    centre: Centre, salma: Staff
) -> None:
    centre.keep("to-write", minutes=-60)
    for i in range(250):
        centre.keep(f"others-{i}", agent="said", minutes=-30)
    assert choose(centre, salma, "available").json["contacts"] == ["to-write"]
    assert [one["id"] for one in desk(centre, salma)["needs_wrap_up"]] == ["to-write"]


def test_what_rings_from_a_body_that_one_does_not_serve_is_not_shown(centre: Centre, salma: Staff) -> None:
    centre.keep("offered", agent="", answered_at="", told_at="", ended_at="", body="tourism")
    centre.contacts.tell(
        Presence(username="salma", status=PresenceStatus.RINGING, since=iso(NOW), told_at=iso(NOW),
                 contacts=(Held(id="offered", state="CONNECTING", since=iso(NOW)),))
    )  # fmt: skip
    assert desk(centre, salma)["contacts"] == []


def test_without_telephony_there_is_nothing_to_be_put_into(centre: Centre, salma: Staff) -> None:
    centre.taking.telephony.away = True
    refused = choose(centre, salma, "available")
    assert (refused.status, refused.json["type"]) == (409, "/problems/telephony-away")


def test_what_comes_about_by_itself_is_not_chosen(centre: Centre, salma: Staff) -> None:
    assert choose(centre, salma, "busy").status == 422
