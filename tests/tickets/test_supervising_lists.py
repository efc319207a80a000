"""Lists for those who oversee: soon due, without news, unassigned, behind each count; and of whom one stands in for."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.staff import Absence, Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.counts import live_of, tile_of
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.lists import Index, Stretch
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import About, Change, Ticket
from chalicelib.tickets.words import Appeal, Kind, Status
from chalicelib.tickets.worklists import LiveCount, Tile
from tests.conftest import NOW
from tests.tickets.examples import a_ticket, registered, some_details
from tests.tickets.house import House
from tests.tickets.tables import tickets_table
from tests.tickets.test_counts import stale

LATE, SOON = iso(NOW - timedelta(hours=1)), iso(NOW + timedelta(hours=1))
ROADS: dict[str, Any] = {"section": "roads", "status": Status.REFERRED}
TICKETS = (
    a_ticket(1),
    a_ticket(2, due_at=SOON),
    a_ticket(3, **ROADS, due_at=LATE),
    stale(a_ticket(4, **ROADS, assignee="nasser", due_at=SOON)),
    a_ticket(5, **ROADS | {"status": Status.IN_PROGRESS}, assignee="zahra", reopened=1),
    a_ticket(6, section="roads", status=Status.ANSWERED, assignee="nasser"),
    a_ticket(7, section="food", status=Status.RESOLVED, resolved_at=iso(NOW), due_at=SOON),
    a_ticket(8, section="food", status=Status.CLOSED, closed_at=iso(NOW)),
    a_ticket(9, status=Status.REJECTED, closed_at=LATE),
    a_ticket(10, status=Status.WAITING, waiting_from=Status.REGISTERED, waiting_since=iso(NOW), due_at=SOON),
    a_ticket(11, section="roads", status=Status.CLOSED, closed_at=LATE, appeal=Appeal.PENDING, final=True),
    a_ticket(12, section="food", status=Status.CLOSED, closed_at=LATE, cause_wanted=True, speak_since=iso(NOW)),
    a_ticket(13, **ROADS, speak_since=LATE, reopened=1, assignee="nasser"),
    a_ticket(14, kind=Kind.MEDIA, status=Status.REFERRED, partner="water"),
)  # fmt: skip


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(*TICKETS)
    house.hire(Role.SUPERVISOR, id="khalid")
    for name in ("nasser", "zahra"):
        house.hire(Role.SECTION_OFFICER, id=name, username=f"officer.{name}", sections=("roads",))
    return house


def listed(house: House, query: str, *, by: str = "khalid") -> list[int]:
    """Return which of the tickets a list holds, in its order."""
    places = {ticket.number: place for place, ticket in enumerate(TICKETS, 1)}
    found: list[int] = []
    after = ""
    while True:
        answer = house.call("GET", f"/v1/tickets?{query}{after}", by=house.staff[by])
        assert answer.status == 200, answer.json
        found += [places.get(item["number"], 0) for item in answer.json["items"]]
        if not answer.json["next"]:
            return found
        after = f"&cursor={answer.json['next']}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("overdue=true", [3]),
        ("soon_due=true", [2, 4]),
        ("soon_due=true&queue=first_line", [2]),
        ("soon_due=true&section=roads", [4]),
        ("soon_due=true&assignee=nasser", [4]),
        ("stale=true", [4]),
        ("stale=true&queue=first_line", []),
        ("unassigned=true&section=roads", [3]),
        ("unassigned=false", [4, 5, 6, 13]),
        ("section=roads&assignee=nasser", [4, 6, 13]),
        ("section=roads", [3, 4, 5, 6, 13]),
        ("partner=water", [14]),
        ("queue=supervisor", [13, 12]),
        ("queue=manager", [11]),
        ("queue=follow_up", [7, 12]),
        ("queue=follow_up&status=closed", [12]),
        ("queue=first_line&status=closed", []),
    ],
)
def test_a_supervisor_lists_what_needs_a_hand(house: House, query: str, found: list[int]) -> None:
    assert listed(house, query) == found
    assert listed(house, f"{query}&limit=1") == found


@pytest.mark.parametrize("tile", Tile)
def test_each_tile_lists_what_it_counts(house: House, tile: Tile) -> None:
    wanted = {place for place, ticket in enumerate(TICKETS, 1) if tile_of(ticket) == tile}
    assert set(listed(house, f"tile={tile}")) == set(listed(house, f"tile={tile}&limit=2")) == wanted
    assert len(wanted) == house.call("GET", "/v1/counts", by=house.staff["khalid"]).json["tiles"][tile]


@pytest.mark.parametrize("live", LiveCount)
def test_each_live_count_lists_what_it_counts(house: House, live: LiveCount) -> None:
    wanted = {place for place, ticket in enumerate(TICKETS, 1) if live_of(ticket) == live}
    assert set(listed(house, f"live={live}")) == set(listed(house, f"live={live}&limit=2")) == wanted
    assert len(wanted) == house.call("GET", "/v1/counts", by=house.staff["khalid"]).json["live"][live]


def test_the_lists_behind_the_live_counts_hold_every_ticket_once(house: House) -> None:
    every = [place for live in LiveCount for place in listed(house, f"live={live}")]
    assert sorted(every) == list(range(1, len(TICKETS) + 1))


def test_a_section_officer_drills_down_into_the_own_section(house: House) -> None:
    assert listed(house, "live=transferred", by="nasser") == [3, 4, 5, 13]
    assert listed(house, "tile=reopened", by="nasser") == [5, 13]


def away(house: House, who: str, stand_in: str) -> Staff:
    day = NOW.date().isoformat()
    absences = (Absence(first=day, last=day, stand_in=stand_in),)
    return house.hire(Role.SECTION_OFFICER, id=who, username=f"officer.{who}", sections=("roads",), absences=absences)


def test_the_tickets_of_somebody_away_are_in_the_list_of_who_stands_in(house: House) -> None:
    assert listed(house, "queue=mine", by="zahra") == [5]
    away(house, "nasser", "officer.zahra")
    assert listed(house, "queue=mine", by="zahra") == [4, 5, 6, 13]
    house.now += timedelta(days=1)
    assert listed(house, "queue=mine", by="zahra") == [5]


def test_a_stand_in_who_is_away_too_passes_it_on(house: House) -> None:
    away(house, "nasser", "officer.zahra")
    away(house, "zahra", "officer.salim")
    house.hire(Role.SECTION_OFFICER, id="salim", username="officer.salim", sections=("roads",))
    assert listed(house, "queue=mine", by="salim") == [4, 5, 6, 13]


def test_who_stands_in_sees_what_they_may_see_only(house: House) -> None:
    """A stand-in of another section has no business with this one's tickets."""
    away(house, "nasser", "officer.huda")
    house.hire(Role.SECTION_OFFICER, id="huda", username="officer.huda", sections=("food",))
    assert listed(house, "queue=mine", by="huda") == []


@pytest.mark.parametrize("named", ["nasser", "officer.nasser", "Officer.Nasser "])
@pytest.mark.parametrize(
    "query",
    ["", "queue=section", "queue=mine", "unassigned=false", "soon_due=true", "live=transferred", "tile=open", "q={n}"],
)
def test_a_complaint_about_an_employee_is_hidden_from_that_employee(house: House, named: str, query: str) -> None:
    hidden: Ticket = a_ticket(20, **ROADS, about=About(staff=named), assignee="nasser", due_at=SOON)
    house.keep(hidden)
    query = query.format(n=hidden.number)
    assert 0 not in listed(house, query, by="nasser")
    assert 0 in listed(house, query.replace("mine", "section"), by="khalid")
    nasser = house.staff["nasser"]
    assert house.call("GET", f"/v1/tickets/{hidden.number}", by=nasser).status == 404
    assert house.call("GET", f"/v1/tickets/{hidden.number}/history", by=nasser).status == 404
    headers = {"Idempotency-Key": "a-key-to-start-with", "If-Match": "1"}
    acted = house.call("POST", f"/v1/tickets/{hidden.number}/actions/start", {}, by=nasser, **headers)
    assert acted.status == 404


def test_who_is_to_be_spoken_with_stands_in_the_supervisors_list_until_it_is_done() -> None:
    with tickets_table():
        tickets, lists = DynamoTickets(), DynamoLists()
        stretch = Stretch(Index.WORKLIST, "muttrah#supervisor")
        ticket = a_ticket(status=Status.CLOSED, closed_at=iso(NOW))
        tickets.add(ticket, some_details(), registered(ticket))
        (wanted,) = tickets.save(Change(before=ticket, after=ticket.with_(speak_since=iso(NOW)), events=()))
        assert [place.number for place in lists.places(stretch, after="", limit=5)] == [ticket.number]
        assert tickets.whole(ticket.number)[0].speak_since == iso(NOW)
        tickets.save(Change(before=wanted, after=wanted.with_(speak_since=""), events=()))
        assert lists.places(stretch, after="", limit=5) == []


@pytest.mark.parametrize("shards", [1, 3])
def test_the_index_counts_what_a_stretch_holds(shards: int) -> None:
    with tickets_table():
        tickets, lists = DynamoTickets(shards=shards), DynamoLists(shards=shards)
        asked: dict[str, Any] = {
            "status": Status.WAITING, "waiting_from": Status.REGISTERED, "waiting_since": iso(NOW), "due_at": SOON,
        }  # fmt: skip
        for i in range(9):
            ticket = a_ticket(i, **({"due_at": LATE}, {"due_at": SOON}, asked)[i % 3])
            tickets.add(ticket, some_details(), registered(ticket))
        queue = Stretch(Index.WORKLIST, "muttrah#first_line")
        assert lists.count(queue) == 9
        assert lists.count(msgspec.structs.replace(queue, until=iso(NOW))) == 3
        assert lists.count(msgspec.structs.replace(queue, since=iso(NOW), until="~")) == 3
