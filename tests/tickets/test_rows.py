"""What a worklist shows of a ticket besides: the last news, tries that failed, who is excluded, and no reply yet."""

from datetime import timedelta

import pytest

from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from chalicelib.tickets.ticket import Pass
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.tickets.examples import a_ticket, number
from tests.tickets.house import House

KEY = {"Idempotency_Key": "a-key-of-16-characters", "If_Match": "1"}


@pytest.fixture
def house() -> House:
    return House()


def test_a_row_says_what_happened_last_and_when(house: House) -> None:
    house.keep(a_ticket(1, news="registered"))
    by = house.hire(Role.DISTRIBUTOR, id="maryam")
    house.now = NOW + timedelta(hours=1)
    noted = house.call("POST", f"/v1/tickets/{number(1)}/actions/note", {"text": "اتصلت به"}, by=by, **KEY)
    assert (noted.json["news"], noted.json["changed_at"]) == ("ticket.noted", iso(house.now))
    (row,) = house.call("GET", "/v1/tickets", by=by).json["items"]
    assert (row["news"], row["changed_at"]) == ("ticket.noted", iso(house.now))


def test_a_partner_is_not_told_what_the_body_says_among_itself(house: House) -> None:
    facts = {"partner": "water", "status": Status.REFERRED}
    house.keep(a_ticket(1, news="noted", **facts), a_ticket(2, news="referred", **facts))
    partner = house.hire(Role.PARTNER, id="partner", partner="water")
    rows = house.call("GET", "/v1/tickets", by=partner).json["items"]
    assert {row["number"]: row["news"] for row in rows} == {number(1): "", number(2): "ticket.referred"}
    assert "news" not in house.call("GET", f"/v1/tickets/{number(1)}", by=partner).json


def test_tickets_of_before_have_no_news(house: House) -> None:
    house.keep(a_ticket(1))
    (row,) = house.call("GET", "/v1/tickets", by=house.hire(Role.AGENT)).json["items"]
    assert (row["news"], row["tries"]) == ("", {"inform": 0, "measure": 0, "speak": 0, "last": ""})


def test_a_row_counts_the_tries_of_its_pass(house: House) -> None:
    times = [iso(NOW + timedelta(hours=i)) for i in range(4)]
    now = Pass(tries=(times[0], times[1]), measure_tries=(times[3],))
    house.keep(a_ticket(1, this_pass=now, speak_tries=(times[2],), status=Status.RESOLVED, resolved_at=iso(NOW)))
    by = house.hire(Role.FOLLOW_UP)
    (row,) = house.call("GET", "/v1/tickets?queue=follow_up", by=by).json["items"]
    assert row["tries"] == {"inform": 2, "measure": 1, "speak": 1, "last": times[3]}
    assert house.call("GET", f"/v1/tickets/{number(1)}", by=by).json["tries"] == row["tries"]


def test_a_list_reads_no_more_for_what_rows_carry(house: House) -> None:
    house.keep(*(a_ticket(i) for i in range(5)))
    by = house.hire(Role.AGENT)
    before = house.tickets.reads
    house.call("GET", "/v1/tickets", by=by)
    assert house.tickets.reads == before


def test_a_ticket_names_who_may_not_handle_this_pass(house: House) -> None:
    house.hire(Role.SECTION_OFFICER, id="nasser", sections=("roads",))
    now = Pass(readmitted=("thuraya",))
    house.keep(a_ticket(1, excluded=("nasser", "thuraya", "gone"), this_pass=now, partner="water",
                        status=Status.REFERRED))  # fmt: skip
    view = house.call("GET", f"/v1/tickets/{number(1)}", by=house.hire(Role.SUPERVISOR, id="khalid")).json
    assert view["excluded"] == [{"id": "nasser", "name": "موظف nasser"}, {"id": "gone", "name": ""}]
    partner = house.hire(Role.PARTNER, id="partner", partner="water")
    assert "excluded" not in house.call("GET", f"/v1/tickets/{number(1)}", by=partner).json


def test_what_has_no_reply_is_asked_for_within_a_queue(house: House) -> None:
    section = {"section": "roads", "status": Status.REFERRED}
    house.keep(
        a_ticket(1, **section), a_ticket(2, **section, first_reply_at=iso(NOW)), a_ticket(3),
        a_ticket(4, status=Status.REJECTED, closed_at=iso(NOW)),
    )  # fmt: skip
    by = house.hire(Role.SUPERVISOR)

    def listed(query: str) -> list[str]:
        return [row["number"] for row in house.call("GET", f"/v1/tickets?{query}", by=by).json["items"]]

    assert listed("queue=section&no_reply=true") == [number(1)]
    assert listed("queue=section&no_reply=false") == [number(2)]
    assert listed("no_reply=true") == [number(1), number(3)]
    assert listed("queue=no_reply&section=roads") == [number(1)]
