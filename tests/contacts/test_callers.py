"""Who calls, before one answers."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.contact import Handled
from chalicelib.contacts.telephony import Caller, TelephonyRefused
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.contacts.house import NUMBER, Centre
from tests.tickets.examples import a_ticket, number
from tests.tickets.house import ref


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.house.hire(Role.AGENT, id="salma")
    made.house.hire(Role.AGENT, id="said", name="سعيد")
    made.keep("rings", agent="", answered_at="", ended_at="", told_at="", minutes=0)
    return made


@pytest.fixture
def salma(centre: Centre) -> Staff:
    return centre.house.staff["salma"]


def caller(centre: Centre, by: Staff, id: str = "rings") -> Any:
    answer = centre.call("GET", f"/v1/contacts/{id}/caller", by=by)
    assert answer.status == 200, answer.text
    return answer.json


def test_a_known_caller_stands_there_before_the_answer_with_kind_and_guidance(centre: Centre, salma: Staff) -> None:
    centre.know(vip=True)
    shown = caller(centre, salma)
    assert (shown["contact"], shown["number"]) == ("rings", NUMBER)
    person = shown["person"]
    assert (person["name"], person["vip"], person["type"], person["language"]) == ("سالم الحارثي", True, "person", "ar")
    assert person["guidance"]["ar"].startswith("مستفيد مميّز")
    assert centre.saw == [("salma", "rings")]


def test_quality_sees_a_callers_initials(centre: Centre) -> None:
    centre.know()
    shown = caller(centre, centre.house.hire(Role.QUALITY, id="hears"))
    assert (shown["person"]["name"], shown["number"]) == ("س. ا.", "•••56")


def test_an_unknown_caller_is_a_number(centre: Centre, salma: Staff) -> None:
    shown = caller(centre, salma)
    assert (shown["person"], shown["contacts"], shown["tickets"]) == (None, [], [])


def test_the_last_contacts_are_listed_by_number_time_and_reason(centre: Centre, salma: Staff) -> None:
    for i in range(12):
        centre.keep(f"c{i:02}", minutes=-100 + i, agent="said", handled=Handled(disposition="figures"))
    centre.keep("leg", minutes=-1, initial="rings", previous="rings")
    centre.keep("others", number="+96899999999", person=ref("+96899999999"))
    found = caller(centre, salma)["contacts"]
    assert [one["id"] for one in found] == [f"c{i:02}" for i in range(11, 1, -1)]
    at = iso(NOW + timedelta(minutes=-89))
    assert found[0] == {"id": "c11", "number": NUMBER, "at": at, "reason": "figures", "direction": "inbound",
                        "agent_name": "سعيد"}  # fmt: skip


def test_open_tickets_come_first(centre: Centre, salma: Staff) -> None:
    for i, status in ((1, Status.REGISTERED), (2, Status.CLOSED), (3, Status.REFERRED)):
        centre.house.keep(a_ticket(i, person=ref(NUMBER), status=status, closed_at=iso(NOW)), reached=ref(NUMBER))
    found = caller(centre, salma)["tickets"]
    assert [one["number"] for one in found] == [number(3), number(1), number(2)]
    assert [one["due_at"] is None for one in found] == [False, False, True]


def test_the_ticket_of_a_call_follows_it_to_whom_it_is_handed_on(centre: Centre, salma: Staff) -> None:
    for i in (1, 2, 3):  # nobody's of those who call: the agent found the first two by their numbers
        centre.house.keep(a_ticket(i, person=ref("+96892000077")), reached=ref("+96892000077"))
    centre.keep("first", agent="said", handled=Handled(tickets=(number(2), "260000000000")))
    centre.keep("second", agent="said", initial="first", previous="first", handled=Handled(tickets=(number(1),)))
    centre.keep("third", agent="", answered_at="", ended_at="", told_at="", initial="first", previous="second")
    shown = [one["number"] for one in caller(centre, salma, "third")["tickets"]]
    assert sorted(shown) == sorted([number(1), number(2)])
    assert caller(centre, salma)["tickets"] == []


def test_what_telephony_refuses_as_a_contact_is_none(
    centre: Centre, salma: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_contact: str) -> None:
        raise TelephonyRefused

    monkeypatch.setattr(centre.taking.telephony, "caller", refused)
    assert centre.call("GET", "/v1/contacts/no-id/caller", by=salma).status == 404


def test_a_call_of_which_no_event_told_yet_is_asked_for(centre: Centre, salma: Staff) -> None:
    centre.taking.telephony.callers["new"] = Caller(number=NUMBER, dialled="+96824000001")
    assert caller(centre, salma, "new")["number"] == NUMBER
    assert centre.contacts.kept["new"].body == "muttrah"
    assert not centre.contacts.kept["new"].is_over


@pytest.mark.parametrize("away", [True, False])
def test_an_unknown_contact_is_none_whether_there_is_telephony_or_not(centre: Centre, salma: Staff, away: bool) -> None:
    centre.taking.telephony.away = away
    assert centre.call("GET", "/v1/contacts/c404/caller", by=salma).status == 404


def test_another_bodys_caller_does_not_exist(centre: Centre) -> None:
    stranger = centre.house.hire(Role.AGENT, id="stranger", body="tourism")
    assert centre.call("GET", "/v1/contacts/rings/caller", by=stranger).status == 404


def test_who_waits_to_be_called_back_is_known_as_such_until_the_call_that_pays_it_is_over(
    centre: Centre, salma: Staff
) -> None:
    assert caller(centre, salma)["callback"] is None
    owed = Callback(id="cb", body="muttrah", number=NUMBER, queue="data", requested_at=iso(NOW), due_at="2026-03-02",
                    owed_at=iso(NOW), note="رقم المعاملة",
                    tries=(Try(at=iso(NOW), by="said", reached=False),))  # fmt: skip
    centre.owed["muttrah", NUMBER] = owed
    shown = {"id": "cb", "state": "waiting", "queue": "data", "requested_at": iso(NOW), "due_at": iso(NOW),
             "note": "رقم المعاملة", "tries": 1}  # fmt: skip
    assert caller(centre, salma)["callback"] == shown
    centre.owed["muttrah", NUMBER] = owed.with_(state=CallbackState.REACHED, reached_in="rings")
    assert caller(centre, salma)["callback"] == shown | {"state": "reached"}
    centre.owed["muttrah", NUMBER] = owed.with_(state=CallbackState.REACHED, reached_in="another")
    assert caller(centre, salma)["callback"] is None


def test_who_need_not_know_sees_two_digits(centre: Centre) -> None:
    assert caller(centre, centre.house.hire(Role.QUALITY, id="quality"))["number"] == f"•••{NUMBER[-2:]}"


def test_who_withholds_the_number_has_no_history(centre: Centre, salma: Staff) -> None:
    centre.keep("hidden", number="", person="", agent="", answered_at="", ended_at="")
    centre.keep("hidden-too", number="", person="")
    assert caller(centre, salma, "hidden")["contacts"] == []
