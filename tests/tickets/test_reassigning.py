"""Many tickets given to somebody else at once: each answered for, once, and only by those who may."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.organisations.staff import Role
from chalicelib.tickets.reassigning import Became, Order, Ordered, Reassigned, Reassignment, reassign
from chalicelib.tickets.reassigning_store import DynamoOrders
from chalicelib.tickets.ticket import About, Change, Ticket
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.http import Answered
from tests.tickets.examples import a_ticket
from tests.tickets.house import House
from tests.tickets.tables import tickets_table

PATH, KEY = "/v1/tickets/reassignments", "a-key-of-a-morning"
ROADS: dict[str, Any] = {"section": "roads", "status": Status.REFERRED, "assignee": "nasser"}
THREE = tuple(a_ticket(i, **ROADS) for i in (1, 2, 3))


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(*THREE)
    for name in ("nasser", "zahra", "salim"):
        house.hire(Role.SECTION_OFFICER, id=name, sections=("roads",))
    house.hire(Role.SUPERVISOR, id="khalid")
    return house


def asked(house: House, body: dict[str, Any], *, by: str = "khalid", key: str = KEY) -> Answered:
    return house.call(
        "POST", PATH, {"reason": "إجازة طارئة"} | body, by=house.staff[by], **{"Idempotency-Key": key}
    )  # fmt: skip


def named(*tickets: Ticket) -> dict[str, Any]:
    return {"tickets": [{"number": ticket.number} for ticket in tickets]}


def became(answer: Answered) -> dict[str, tuple[str, str]]:
    """Return each ticket with who has it, or why it was refused."""
    assert answer.status == 200, answer.json
    items = answer.json["items"]
    return {item["number"]: (item["result"], item.get("to") or item.get("problem", "")) for item in items}


def holders(house: House) -> list[str]:
    return [house.tickets.heads[ticket.number].assignee for ticket in THREE]


def test_tickets_are_given_to_one_person(house: House) -> None:
    answer = asked(house, named(*THREE) | {"to": "zahra"})
    assert became(answer) == {ticket.number: ("assigned", "zahra") for ticket in THREE}
    assert answer.json["next"] is None
    assert answer.json["items"][0]["to_name"] == "موظف zahra"
    assert holders(house) == ["zahra"] * 3
    event = house.tickets.history(THREE[0].number)[0]
    assert (event.type, event.by, event.facts, event.words) == (
        "ticket.assigned", "khalid", {"to": "zahra", "from": "nasser"}, {"reason": "إجازة طارئة"},
    )  # fmt: skip


def test_without_a_name_they_go_round_the_section(house: House) -> None:
    asked(house, named(*THREE) | {"to": None})
    assert holders(house) == ["salim", "zahra", "salim"]
    house.now += timedelta(minutes=1)


def test_a_repeat_answers_the_same_whatever_happened_since(house: House) -> None:
    first = asked(house, named(*THREE) | {"to": None})
    before = holders(house)
    house.change(THREE[0].number, assignee="nasser")
    again = asked(house, named(*THREE) | {"to": None})
    assert again.json == first.json
    assert again.headers["Idempotent-Replay"] == "true"
    assert holders(house) == ["nasser", *before[1:]]


def test_a_key_with_another_body_is_refused(house: House) -> None:
    asked(house, named(*THREE) | {"to": "zahra"})
    refused = asked(house, named(*THREE) | {"to": "salim"})
    assert (refused.status, refused.json["type"]) == (422, "/problems/key-reused")


def test_the_key_of_another_person_is_another_key(house: House) -> None:
    house.hire(Role.DISTRIBUTOR, id="maryam")
    asked(house, named(*THREE) | {"to": "zahra"})
    assert "Idempotent-Replay" not in asked(house, named(*THREE) | {"to": "salim"}, by="maryam").headers
    assert holders(house) == ["salim"] * 3


def test_each_ticket_that_may_not_be_assigned_is_told_and_the_others_are(house: House) -> None:
    closed, foreign = a_ticket(4, **ROADS | {"status": Status.CLOSED}), a_ticket(5, body="tourism")
    excluded = a_ticket(6, **ROADS, excluded=("zahra",))
    about = a_ticket(7, **ROADS, about=About(staff="zahra"))
    house.keep(closed, foreign, excluded, about)
    house.hire(Role.DISTRIBUTOR, id="maryam")
    body = named(THREE[0], closed, foreign, excluded, about) | {"to": "zahra"}
    body["tickets"] += [{"number": THREE[1].number, "version": 9}, {"number": "000000000000"}, {"number": "x" * 12}]
    assert became(asked(house, body, by="maryam")) == {
        THREE[0].number: ("assigned", "zahra"),
        closed.number: ("refused", "action-not-allowed"),
        foreign.number: ("refused", "not-found"),
        excluded.number: ("refused", "excluded-from-pass"),
        about.number: ("refused", "invalid"),
        THREE[1].number: ("refused", "stale"),
        "000000000000": ("refused", "not-found"),
        "x" * 12: ("refused", "not-found"),
    }
    assert holders(house) == ["zahra", "nasser", "nasser"]


def test_nobody_free_is_told_for_each_ticket(house: House) -> None:
    for name in ("zahra", "salim"):
        house.hire(Role.SECTION_OFFICER, id=name, sections=("food",))
    assert became(asked(house, named(THREE[0]) | {"to": None})) == {THREE[0].number: ("refused", "nobody-free")}


def test_all_that_somebody_has_is_given_away_by_pages(house: House) -> None:
    more = [a_ticket(i, **ROADS) for i in range(10, 140)]
    house.keep(*more)
    first = asked(house, {"from": "nasser", "to": "zahra"})
    assert len(became(first)) == 100
    second = asked(house, {"from": "nasser", "to": "zahra", "cursor": first.json["next"]}, key=f"{KEY}-2")
    assert (len(became(second)), second.json["next"]) == (33, None)
    assert {house.tickets.heads[t.number].assignee for t in (*THREE, *more)} == {"zahra"}
    assert asked(house, {"from": "nasser", "to": "zahra"}).json == first.json


def test_without_a_name_only_what_sections_work_on_is_given_away(house: House) -> None:
    answered = a_ticket(8, **ROADS | {"status": Status.ANSWERED})
    house.keep(answered)
    assert answered.number not in became(asked(house, {"from": "nasser", "to": None}))
    assert answered.number in became(asked(house, {"from": "nasser", "to": "zahra"}, key=f"{KEY}-2"))


def test_what_somebody_may_not_see_is_not_given_away_nor_told(house: House) -> None:
    hidden = a_ticket(8, **ROADS, about=About(staff="khalid"))
    house.keep(hidden)
    assert set(became(asked(house, {"from": "nasser", "to": "zahra"}))) == {t.number for t in THREE}


def test_a_manager_reassigns_within_the_own_directorate(house: House) -> None:
    house.hire(Role.MANAGER, id="manager", directorate="services")
    food = a_ticket(9, section="food", status=Status.REFERRED)
    house.keep(food)
    assert became(asked(house, named(THREE[0], food) | {"to": "zahra"}, by="manager")) == {
        THREE[0].number: ("assigned", "zahra"), food.number: ("refused", "not-found"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        ({"to": "zahra"}, "tickets", "missing"),
        ({"to": "zahra", "from": "nasser", **named(THREE[0])}, "from", "not-allowed"),
        ({"to": "nobody", "from": "nasser"}, "to", "not-found"),
        ({"from": "nasser", "reason": ""}, "reason", "too-short"),
        ({"from": "nasser", "cursor": "x"}, "cursor", "wrong-value"),
        ({"tickets": [{"number": "260000000000"}] * 101}, "tickets", "too-long"),
    ],
)
def test_what_is_asked_wrongly_is_refused_and_nothing_is_done(
    house: House, body: dict[str, Any], field: str, reason: str
) -> None:
    refused = asked(house, body)
    assert refused.status == 422
    assert refused.json["fields"] == [{"field": field, "reason": reason}]
    assert holders(house) == ["nasser"] * 3


@pytest.mark.parametrize("role", [Role.SECTION_OFFICER, Role.AGENT, Role.EXECUTIVE])
def test_others_reassign_nothing(house: House, role: Role) -> None:
    house.hire(role, id="other", sections=("roads",))
    assert asked(house, named(*THREE) | {"to": "zahra"}, by="other").status == 403


class _Broken(Exception):
    """The line that breaks."""


def test_a_request_that_broke_off_goes_on_where_it_stopped(house: House) -> None:
    """Of a person's tickets those that were given away are answered for too, though the person has them no more."""
    save = house.tickets.save
    saved: list[object] = []

    def breaking(*changes: Change) -> list[Ticket]:
        if len(saved) == 2:
            raise _Broken
        saved.append(changes)
        return save(*changes)

    house.tickets.save = breaking  # type: ignore[method-assign]
    order = Reassignment(of="nasser", to="zahra", reason="إجازة")
    with pytest.raises(_Broken):
        reassign(house.reassigning, house.staff["khalid"], order, KEY, "")
    house.tickets.save = save  # type: ignore[method-assign]
    house.lists.index()
    done, repeated = reassign(house.reassigning, house.staff["khalid"], order, KEY, "")
    assert {item.number for item in done.items} == {ticket.number for ticket in THREE}
    assert ({item.result for item in done.items}, repeated) == ({"assigned"}, False)
    assert [len(house.tickets.events[ticket.number]) for ticket in THREE] == [2, 2, 2]


@pytest.fixture
def orders() -> Iterator[DynamoOrders]:
    with tickets_table():
        yield DynamoOrders()


def test_a_request_is_kept_and_read_again(orders: DynamoOrders) -> None:
    order = Order(
        fingerprint="f", next="on",
        tickets=(Ordered(number="260000000000", version=3), Ordered(number="260000000001", had="n")),
        answer=Reassigned(items=(Became(number="260000000000", result="refused", problem="stale"),), next="on"),
    )  # fmt: skip
    assert orders.get("digest") is None
    orders.put("digest", order, NOW + timedelta(days=2))
    assert orders.get("digest") == order


def test_an_answer_names_who_had_each_ticket_so_that_it_can_be_given_back(house: House) -> None:
    house.change(THREE[1].number, assignee="")
    house.change(THREE[2].number, assignee="salim")
    answer = asked(house, named(*THREE) | {"to": "zahra"})
    had = [(item.get("from", ""), item.get("from_name", "")) for item in answer.json["items"]]
    assert had == [("nasser", "موظف nasser"), ("", ""), ("salim", "موظف salim")]
    for item in answer.json["items"]:
        if item.get("from"):
            back = {"to": item["from"], "tickets": [{"number": item["number"], "version": item["version"]}]}
            assert became(asked(house, back, key=f"back-{item['number']}")) == {
                item["number"]: ("assigned", item["from"])
            }
    assert holders(house) == ["nasser", "zahra", "salim"]


def test_a_repeat_still_says_who_had_the_tickets(house: House) -> None:
    first = asked(house, named(*THREE) | {"to": "zahra"})
    again = asked(house, named(*THREE) | {"to": "zahra"})
    assert again.json == first.json
    assert {item["from"] for item in again.json["items"]} == {"nasser"}


def test_a_ticket_that_changed_meanwhile_is_not_given_back(house: House) -> None:
    item = asked(house, named(THREE[0]) | {"to": "zahra"}).json["items"][0]
    house.change(THREE[0].number, subject="آخر")
    back = {"to": "nasser", "tickets": [{"number": item["number"], "version": item["version"]}]}
    assert became(asked(house, back, key="back-to-nasser-now")) == {item["number"]: ("refused", "stale")}
