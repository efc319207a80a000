"""Tickets are found by the name that was given with them; keys say nothing, and go with the erasure."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.organisations.staff import Role
from chalicelib.people.requester import Requester
from chalicelib.tickets.counting_handlers import tickets_count
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.lists import Index, Place, Stretch
from chalicelib.tickets.name_store import DynamoNames
from chalicelib.tickets.named import enter, keys_of
from chalicelib.tickets.own_store import DynamoOwn
from chalicelib.tickets.rows import Row
from chalicelib.tickets.store import DynamoTickets
from tests.http import CONTEXT
from tests.tickets.examples import SECRET, a_ticket, registered, some_details
from tests.tickets.house import House, event, ref, session_header
from tests.tickets.tables import tickets_table
from tests.tickets.test_counts import an_event
from tests.tickets.test_reading import listed

SALIM = some_details().requester
TICKET = a_ticket(1, person=ref())


def of(first: str, family: str) -> Any:
    return some_details(requester=Requester(first_name=first, family_name=family, email="a@b.example"))


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(TICKET)
    house.keep(a_ticket(2), details=of("سالمة", "البلوشي"))
    house.keep(a_ticket(3, status="closed"), details=of("محمد", "سالم"))
    house.keep(a_ticket(4, body="tourism"), details=of("سالم", "الحارثي"))
    house.keep(a_ticket(5), details=some_details(requester=None))
    return house


@pytest.mark.parametrize(
    ("q", "found"),
    [("سالم", (3, 2, 1)), ("سالم الحارثي", (1,)), ("الحارث", (1,)), ("سالِم حارثي", (1,)), ("بلوشي", (2,)),
     ("سالمون", ()), ("ناصر", ())],
)  # fmt: skip
def test_tickets_are_found_by_the_beginnings_of_names_in_any_spelling(
    house: House, q: str, found: tuple[int, ...]
) -> None:
    by = house.hire(Role.AGENT)
    assert listed(house, by, f"q={q}") == [a_ticket(i).number for i in found]


def test_a_host_finds_names_in_the_bodies_that_it_serves(house: House) -> None:
    by = house.hire(Role.AGENT, serves=("tourism",))
    assert listed(house, by, "q=الحارثي") == [a_ticket(i).number for i in (4, 1)]


@pytest.mark.parametrize("role", [Role.QUALITY, Role.EXECUTIVE, Role.TRAINEE])
def test_who_does_not_see_names_does_not_find_by_them(house: House, role: Role) -> None:
    assert listed(house, house.hire(role), "q=سالم") == []


def test_a_profile_and_a_ticket_of_the_same_name_are_merged(house: House) -> None:
    house.finder.names = {"ناصر": [ref()]}
    assert listed(house, house.hire(Role.AGENT), "q=ناصر") == [TICKET.number]


def test_keys_hold_no_letter_of_a_name_and_are_few() -> None:
    many = Requester(name="شركة النور الحديثة للتجارة والمقاولات العامة والخدمات", email="a@b.example")
    assert 2 < len(keys_of(SECRET, "muttrah", many)) <= 5
    assert keys_of(SECRET, "muttrah", None) == ()
    keys = keys_of(SECRET, "muttrah", SALIM)
    assert len(keys) == 2
    assert all(key.isascii() for key in keys)
    assert set(keys).isdisjoint(keys_of(SECRET, "tourism", SALIM))


def test_names_are_entered_once_read_and_erased_in_the_table() -> None:
    with tickets_table():
        tickets, own, names = DynamoTickets(), DynamoOwn(), DynamoNames()
        tickets.add(TICKET, some_details(), registered(TICKET))
        for _ in range(2):
            enter(tickets, names, SECRET, TICKET.number)
        keys = keys_of(SECRET, "muttrah", SALIM)
        place = Place(sort=f"{TICKET.registered_at}#{TICKET.number}", number=TICKET.number)
        for key in keys:
            found = DynamoLists().places(Stretch(Index.NAME, key, newest_first=True), after="", limit=5)
            assert found == [place]
        assert DynamoLists().places(Stretch(Index.NAME, keys[0], newest_first=True), after=place.sort, limit=5) == []
        owned = own.owned(TICKET.number)
        assert owned
        own.erase(owned, TICKET.with_(seal=b"", erased=True), event("erased"), keys)
        assert not any(list(Row.query(f"NAME#{key}")) for key in keys)


def test_an_erasure_takes_the_name_away(house: House) -> None:
    assert house.call("DELETE", "/v1/public/me/data", **session_header()).status == 200
    house.lists.index()
    assert house.tickets.names[TICKET.number] == set()
    assert listed(house, house.hire(Role.AGENT), "q=حارثي") == []


def test_the_consumer_enters_a_name_at_a_tickets_beginning_only() -> None:
    house = House()
    house.tickets.add(TICKET, some_details(), registered(TICKET))
    for type, entered in (("ticket.noted", False), ("ticket.registered", True)):
        told = json.dumps({"detail": {"ticket": TICKET.number, "type": type}})
        with wiring.using(counting=house.counting, tickets=house.acting, names=house.names):
            tickets_count(an_event(told), SimpleNamespace(**vars(CONTEXT)))
        assert (TICKET.number in house.tickets.names) == entered
