"""Who else has a ticket open: told by each console, forgotten soon after."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.rows import Row
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import About
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.viewer_store import KEPT, DynamoViewers
from chalicelib.tickets.viewers import LASTS, MOST_SHOWN, Viewer
from tests.conftest import NOW
from tests.http import Answered
from tests.tickets.examples import a_ticket, number, registered, some_details
from tests.tickets.fakes import FakeTickets
from tests.tickets.house import FakeViewers, House
from tests.tickets.tables import counted_calls, tickets_table

PATH = f"/v1/tickets/{number(1)}/viewers/me"


@pytest.fixture
def house() -> House:
    made = House()
    made.keep(a_ticket(1, section="roads"), a_ticket(2, section="cleaning"))
    return made


@pytest.fixture
def salma(house: House) -> Staff:
    return house.hire(Role.AGENT, id="salma")


@pytest.fixture
def maryam(house: House) -> Staff:
    return house.hire(Role.DISTRIBUTOR, id="maryam")


def look(house: House, by: Staff, *, writing: bool = False, path: str = PATH) -> Answered:
    return house.call("PUT", path, {"writing": writing}, by=by)


def names(answer: Answered) -> list[str]:
    assert answer.status == 200, answer.text
    return [one["id"] for one in answer.json["items"]]


def test_who_is_alone_sees_nobody(house: House, salma: Staff) -> None:
    assert look(house, salma).json == {"items": [], "next": None, "again_after": 20}
    assert look(house, salma).json["items"] == []


def test_the_second_sees_the_first_and_what_they_do(house: House, salma: Staff, maryam: Staff) -> None:
    look(house, salma)
    house.now = NOW + timedelta(seconds=15)
    look(house, salma, writing=True)
    (other,) = look(house, maryam).json["items"]
    assert other == {"id": "salma", "name": "موظف salma", "writing": True, "since": iso(NOW)}
    assert names(look(house, salma)) == ["maryam"]


def test_who_leaves_is_not_shown(house: House, salma: Staff, maryam: Staff) -> None:
    look(house, salma)
    left = house.call("DELETE", PATH, by=salma)
    assert (left.status, left.text) == (204, "")
    assert names(look(house, maryam)) == []
    assert house.call("DELETE", PATH, by=salma).status == 204


def test_who_is_silent_for_45_seconds_is_gone_and_comes_anew(house: House, salma: Staff, maryam: Staff) -> None:
    look(house, salma)
    house.now = NOW + LASTS - timedelta(seconds=1)
    assert names(look(house, maryam)) == ["salma"]
    house.now = NOW + LASTS
    assert names(look(house, maryam)) == []
    look(house, salma)
    assert look(house, maryam).json["items"][0]["since"] == iso(house.now)


def test_looking_changes_nothing_of_the_ticket(house: House, salma: Staff) -> None:
    saves = house.tickets.saves
    look(house, salma, writing=True)
    assert house.tickets.saves == saves
    assert house.tickets.heads[number(1)].version == 1
    assert [event.type for event in house.tickets.events[number(1)]] == ["ticket.registered"]


def test_each_ticket_has_its_own_viewers(house: House, salma: Staff, maryam: Staff) -> None:
    look(house, salma)
    assert names(look(house, maryam, path=PATH.replace(number(1), number(2)))) == []


@pytest.mark.parametrize(
    ("roles", "facts"),
    [
        ((Role.SECTION_OFFICER,), {"sections": ("cleaning",)}),
        ((Role.AGENT,), {"body": "tourism"}),
        ((Role.PARTNER,), {"partner": "water"}),
    ],
)
def test_who_may_not_see_the_ticket_gets_the_answer_of_an_unknown_one(
    house: House, salma: Staff, roles: tuple[Role, ...], facts: dict[str, Any]
) -> None:
    look(house, salma)
    stranger = house.hire(*roles, id="stranger", **facts)
    unknown = PATH.replace(number(1), number(9))
    for method, body in (("PUT", {}), ("DELETE", None)):
        theirs, nothing = (house.call(method, path, body, by=stranger) for path in (PATH, unknown))
        assert (theirs.status, theirs.text) == (nothing.status, nothing.text)
        assert theirs.status == 404
    assert house.viewing.viewers.of(number(1))[1][0].id == "salma"


def test_whom_the_matter_is_about_does_not_see_it(house: House) -> None:
    house.change(number(1), about=About(staff="salma"))
    assert look(house, house.hire(Role.AGENT, id="salma")).status == 404


def test_who_lost_sight_of_a_ticket_can_still_leave_it(house: House, maryam: Staff) -> None:
    officer = house.hire(Role.SECTION_OFFICER, id="officer", sections=("roads",))
    look(house, officer)
    house.change(number(1), section="food")
    assert house.call("DELETE", PATH, by=officer).status == 204
    assert names(look(house, maryam)) == []


def test_a_partner_sees_its_own_people_and_is_seen_by_all(house: House, salma: Staff) -> None:
    house.change(number(1), section="", partner="water")
    first, second = (house.hire(Role.PARTNER, id=id, partner="water") for id in ("first", "second"))
    for one in (salma, first):
        look(house, one)
    assert names(look(house, second)) == ["first"]
    assert names(look(house, salma)) == ["first", "second"]


def test_no_more_are_shown_than_a_screen_holds(house: House, salma: Staff) -> None:
    for i in range(MOST_SHOWN + 5):
        house.viewing.viewers.keep(
            number(1), Viewer(id=f"v{i:02d}", name="س", since=iso(NOW - timedelta(seconds=i)), seen_at=iso(NOW))
        )
    shown = names(look(house, salma))
    assert len(shown) == MOST_SHOWN
    assert shown[0] == f"v{MOST_SHOWN + 4:02d}"


@pytest.mark.parametrize(
    ("body", "field"), [({"writing": "yes"}, "writing"), ({"writing": None}, "writing"), ({"typing": True}, "typing")]
)
def test_a_wrong_field_is_named(house: House, salma: Staff, body: Any, field: str) -> None:
    answer = house.call("PUT", PATH, body, by=salma)
    assert (answer.status, [fault["field"] for fault in answer.json["fields"]]) == (422, [field])


def test_a_number_is_read_as_people_write_it(house: House, salma: Staff, maryam: Staff) -> None:
    look(house, salma, path="/v1/tickets/{}/viewers/me".format("-".join(number(1)[i : i + 3] for i in range(0, 12, 3))))
    assert names(look(house, maryam)) == ["salma"]
    assert look(house, salma, path="/v1/tickets/123/viewers/me").status == 404


@pytest.fixture(params=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield _filled(FakeViewers, FakeTickets())
        return
    with tickets_table():
        yield _filled(lambda _tickets: DynamoViewers(), DynamoTickets())


def _filled(make: Callable[[Any], Any], tickets: Any) -> Any:
    for i in (1, 2):
        tickets.add(a_ticket(i), some_details(), registered(a_ticket(i)))
    return make(tickets)


def a_viewer(id: str = "salma", **changes: Any) -> Viewer:
    return Viewer(**{"id": id, "name": "سلمى", "since": iso(NOW), "seen_at": iso(NOW)} | changes)


def test_the_store_keeps_viewers_by_ticket_and_person(kept: Any) -> None:
    kept.keep(number(1), a_viewer())
    kept.keep(number(1), a_viewer(writing=True))
    kept.keep(number(1), a_viewer("maryam", partner="water"))
    kept.keep(number(2), a_viewer())
    ticket, viewers = kept.of(number(1))
    assert ticket == a_ticket(1)
    assert sorted(viewers, key=lambda v: v.id) == [a_viewer("maryam", partner="water"), a_viewer(writing=True)]
    for _ in range(2):
        kept.forget(number(1), "salma")
    assert [viewer.id for viewer in kept.of(number(1))[1]] == ["maryam"]


def test_the_store_finds_no_viewers_of_an_unknown_ticket(kept: Any) -> None:
    with pytest.raises(TicketNotFound):
        kept.of(number(9))


def test_a_look_is_one_query_and_one_write_below_a_kilobyte_that_expires() -> None:
    house = House()
    salma = house.hire(Role.AGENT, id="2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d", name="سلمى بنت محمد الحارثية")
    with tickets_table():
        _filled(lambda _tickets: None, DynamoTickets())
        house.viewing = type(house.viewing)(viewers=DynamoViewers(), body=house.acting.body, clock=house.acting.clock)
        look(house, salma, writing=True)
        with counted_calls() as calls:
            look(house, salma, writing=True)
        row = Row.get(f"TICKET#{number(1)}", f"VIEWER#{salma.id}")
        assert calls == {"Query": 1, "PutItem": 1}
        assert row.expires == NOW + KEPT
        assert len(str(row.to_dynamodb_dict()).encode()) < 1024
        assert DynamoTickets().whole(number(1))[0].version == 1
