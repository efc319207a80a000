"""What stands where, for those who oversee: exact, summing, within what they oversee, and flat in its calls."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.staff import Absence, Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.count_store import DynamoCounts
from chalicelib.tickets.counts import settle
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.overview import Context, OverviewWanted, overview
from chalicelib.tickets.overview_views import Tally
from chalicelib.tickets.standing import is_overdue, is_soon_due, is_stale
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import About, Ticket
from chalicelib.tickets.words import Appeal, Kind, Status
from tests.conftest import NOW
from tests.tickets.examples import a_body, a_ticket, registered, some_details, staff
from tests.tickets.house import House
from tests.tickets.tables import counted_calls, tickets_table
from tests.tickets.test_counts import kept_counts, stale

LATE, SOON = iso(NOW - timedelta(hours=1)), iso(NOW + timedelta(hours=1))
ROADS: dict[str, Any] = {"section": "roads", "status": Status.REFERRED}
TICKETS = (
    a_ticket(1),
    a_ticket(2, due_at=LATE),
    a_ticket(3, classified_at=iso(NOW), due_at=SOON, first_reply_at=iso(NOW)),
    a_ticket(4, **ROADS, assignee="nasser", due_at=LATE),
    stale(a_ticket(5, **ROADS, assignee="nasser", first_reply_at=iso(NOW))),
    a_ticket(6, **ROADS, due_at=SOON),
    a_ticket(7, section="food", status=Status.IN_PROGRESS, assignee="huda"),
    a_ticket(8, partner="water", status=Status.REFERRED, due_at=LATE),
    a_ticket(9, section="roads", status=Status.ANSWERED, due_at=LATE),
    a_ticket(10, section="roads", status=Status.RESOLVED, due_at=LATE, resolved_at=iso(NOW)),
    a_ticket(11, **ROADS | {"status": Status.WAITING}, waiting_from=Status.REFERRED, waiting_since=iso(NOW),
             due_at=SOON, assignee="nasser"),
    a_ticket(12, **ROADS | {"status": Status.WAITING}, waiting_from=Status.REFERRED, waiting_since=iso(NOW),
             due_at=LATE, assignee="nasser"),
    a_ticket(13, kind=Kind.MEDIA),
    a_ticket(14, status=Status.CLOSED, section="roads", appeal=Appeal.PENDING, final=True),
    a_ticket(15, status=Status.CLOSED, section="food", cause_wanted=True, speak_since=iso(NOW)),
    a_ticket(16, status=Status.CLOSED),
    a_ticket(17, body="tourism"),
)  # fmt: skip


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(*TICKETS)
    house.hire(Role.SECTION_OFFICER, id="nasser", username="officer.nasser", sections=("roads",))
    house.hire(Role.SECTION_OFFICER, id="huda", sections=("food",))
    house.hire(Role.SUPERVISOR, id="khalid", serves=("tourism",))
    return house


def seen(house: House, by: Staff, query: str = "") -> Any:
    answer = house.call("GET", f"/v1/overview{query}", by=by)
    assert answer.status == 200, answer.json
    return answer.json


def tally(shown: dict[str, Any]) -> tuple[int, ...]:
    """Return a tally's numbers: open, overdue, soon due, stale, no reply, unassigned."""
    return tuple(shown[name] for name in Tally.__struct_fields__)


def test_every_queue_is_told_with_what_is_late_and_what_lacks(house: House) -> None:
    shown = seen(house, house.staff["khalid"])
    assert {each["queue"]: tally(each) for each in shown["queues"]} == {
        "first_line": (2, 1, 0, 0, 2, 2),
        "second_line": (2, 1, 1, 0, 1, 2),
        "section": (6, 2, 1, 1, 5, 1),
        "partner": (1, 1, 0, 0, 1, 1),
        "follow_up": (1, 0, 0, 0, 1, 1),
        "media": (1, 0, 0, 0, 1, 1),
    }
    assert tally(shown["all"]) == (13, 5, 2, 1, 11, 8)
    assert shown["left"] == {"speak": 1, "appeals": 1, "root_causes": 1, "outlet_replies": 0}


def test_every_section_and_partner_is_told_those_with_nothing_too(house: House) -> None:
    shown = seen(house, house.staff["khalid"])
    assert {each["code"]: tally(each) for each in shown["sections"]} == {
        "cleaning": (0, 0, 0, 0, 0, 0), "roads": (5, 2, 1, 1, 4, 1), "food": (1, 0, 0, 0, 1, 0),
        "pests": (0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    assert {each["code"]: each["open"] for each in shown["partners"]} == {"water": 1, "power": 0}
    assert shown["partners"][0]["name"] == {"ar": "مياه", "en": "مياه"}


def test_a_section_that_the_body_no_longer_has_is_told_while_it_holds_tickets(house: House) -> None:
    house.keep(a_ticket(20, section="gone", status=Status.REFERRED))
    shown = seen(house, house.staff["khalid"])
    assert next(each for each in shown["sections"] if each["code"] == "gone")["open"] == 1
    assert shown["all"]["open"] == 14


def test_the_people_of_a_section_are_told_with_who_is_there(house: House) -> None:
    day = NOW.date().isoformat()
    away = (Absence(first=day, last=day, stand_in="officer.nasser"),)
    house.hire(Role.SECTION_OFFICER, id="zahra", sections=("roads",), absences=away)
    people = {each["id"]: each for each in seen(house, house.staff["khalid"], "?section=roads")["people"]}
    assert set(people) == {"nasser", "zahra"}
    assert tally(people["nasser"]) == (4, 2, 0, 1, 3, 0)
    assert (people["nasser"]["on_shift"], people["nasser"]["away"], people["nasser"]["more"]) == (True, False, False)
    assert (people["zahra"]["on_shift"], people["zahra"]["away"], people["zahra"]["stand_in"]) == (
        False, True, "officer.nasser",
    )  # fmt: skip


def test_nobody_counts_a_complaint_about_themselves_among_the_people(house: House) -> None:
    house.keep(a_ticket(30, **ROADS, assignee="nasser", about=About(staff="khalid")))
    (nasser,) = seen(house, house.staff["khalid"], "?section=roads")["people"]
    assert nasser["open"] == 4


def test_a_manager_oversees_the_own_directorate(house: House) -> None:
    manager = house.hire(Role.MANAGER, id="manager", directorate="services")
    shown = seen(house, manager)
    assert {each["code"] for each in shown["sections"]} == {"cleaning", "roads"}
    assert [(each["queue"], each["open"]) for each in shown["queues"]] == [("section", 5)]
    assert (shown["all"]["open"], shown["partners"]) == (5, [])
    assert shown["left"] == {"speak": 0, "appeals": 1, "root_causes": 0, "outlet_replies": 0}


@pytest.mark.parametrize(
    ("roles", "query", "status"),
    [
        ([Role.SUPERVISOR], "?body=tourism", 200),
        ([Role.SUPERVISOR], "?body=nowhere", 404),
        ([Role.SUPERVISOR], "?section=nothing", 404),
        ([Role.MANAGER], "?body=tourism", 404),
        ([Role.MANAGER], "?section=food", 404),
        ([Role.MANAGER], "?section=roads", 200),
        ([Role.EXECUTIVE], "", 200),
        ([Role.QUALITY], "", 200),
        ([Role.AGENT], "", 403),
        ([Role.SECTION_OFFICER], "", 403),
    ],
)
def test_each_oversees_what_is_theirs(house: House, roles: list[Role], query: str, status: int) -> None:
    by = house.hire(*roles, id="someone", serves=("tourism",), sections=("roads",), directorate="services")
    assert house.call("GET", f"/v1/overview{query}", by=by).status == status


def test_the_queues_sum_to_all_that_is_open_and_the_lists_hold_what_is_counted(house: House) -> None:
    by = house.staff["khalid"]
    shown = seen(house, by)
    open_now = [t for t in TICKETS if t.is_open and t.body == "muttrah"]
    assert shown["all"]["open"] == len(open_now) == house.call("GET", "/v1/counts", by=by).json["bodies"][0]["all"] - 3
    for queue in shown["queues"]:
        for name in ("overdue", "soon_due", "stale", "unassigned"):
            items = house.call("GET", f"/v1/tickets?body=muttrah&queue={queue['queue']}&{name}=true", by=by).json[
                "items"
            ]
            assert len([item for item in items if item["status"] != "closed"]) == queue[name], (queue["queue"], name)


def test_an_overview_costs_the_same_calls_however_many_tickets() -> None:
    calls = [_calls(number) for number in (12, 90)]
    assert calls[0] == calls[1]
    assert calls[0]["Query"] <= 1 + 2 * len({"first_line", "roads", "food"})
    assert set(calls[0]) == {"Query"}


def _calls(number: int) -> dict[str, int]:
    """Return the calls of an overview of so many tickets, half of them overdue, in three queues."""
    with tickets_table():
        tickets = DynamoTickets()
        counting = kept_counts(tickets)
        for i in range(number):
            facts = [{}, ROADS, {"section": "food", "status": Status.REFERRED}][i % 3]
            ticket = a_ticket(i, **facts, due_at=LATE if i % 2 else SOON)
            tickets.add(ticket, some_details(), registered(ticket))
            settle(counting, ticket.number)
        context = Context(
            counts=DynamoCounts(), lists=DynamoLists(), body=a_body, team=lambda _body: (), clock=lambda: NOW
        )
        with counted_calls() as calls:
            shown = overview(context, staff(Role.SUPERVISOR), OverviewWanted())
    assert (shown.all.open, shown.all.overdue, shown.all.soon_due) == (number, number // 2, number - number // 2)
    return dict(calls)


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.WAITING, Status.RESOLVED)])
@pytest.mark.parametrize("due", [LATE, SOON])
def test_a_ticket_is_late_or_soon_or_neither(status: Status, due: str) -> None:
    ticket = a_ticket(status=status, due_at=due)
    open_now = ticket.is_open
    assert is_overdue(ticket, iso(NOW)) == (open_now and due == LATE)
    assert is_soon_due(ticket, iso(NOW), iso(NOW + timedelta(days=1))) == (open_now and due == SOON)


def test_asking_the_requester_does_not_hide_what_is_late_already() -> None:
    asked: dict[str, Any] = {"status": Status.WAITING, "waiting_since": iso(NOW)}
    later = iso(NOW + timedelta(days=3))
    assert is_overdue(a_ticket(**asked, due_at=LATE), later)
    assert not is_overdue(a_ticket(**asked, due_at=SOON), later)


def test_only_what_runs_and_is_open_is_without_news() -> None:
    late = stale(a_ticket())
    assert is_stale(late, iso(NOW))
    (update,) = late.clocks
    assert not is_stale(late.with_(status=Status.CLOSED), iso(NOW))
    assert not is_stale(_paused(late), iso(NOW))
    assert not is_stale(a_ticket(), iso(NOW))
    assert update.due_at < iso(NOW)


def _paused(ticket: Ticket) -> Ticket:
    return ticket.with_(clocks=(msgspec.structs.replace(ticket.clocks[0], counted_from=""),))
