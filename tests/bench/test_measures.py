"""The measures themselves, with tiny numbers; nothing is timed."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bench import bill, cost, growth, promise_cost, steps
from bench.crowd import Crowd
from bench.growth import Cost, grown
from bench.journey import API, COUNT, PUBLISH, TELL, Invocation, Journey
from bench.lab import at_work, fresh, lab, tables
from bench.meter import Call, metered, written_keys
from bench.promised import Promised
from bench.units import item_size, key_indexes
from chalicelib import wiring
from chalicelib.shared.clock import iso
from chalicelib.shared.secret import Secret
from chalicelib.tickets import timers
from chalicelib.tickets.words import ClockName
from tests.tickets.examples import a_body


@pytest.fixture(scope="module")
def journey() -> Iterator[Journey]:
    morning, indexes = at_work(), {name: key_indexes(table) for name, table in tables().items()}
    with lab(), fresh(), wiring.using(clock=lambda: morning), metered(indexes) as meter:
        played = Journey(meter)
        played.live("a-journey-of-a-test", "+96892000055")
        yield played


def test_everything_that_follows_a_ticket_is_counted(journey: Journey) -> None:
    calls = [each.function for each in journey.invocations]
    assert calls.count(API) == 15
    # Nine events of people, one of the system that gives the ticket to an officer; a rating moves no count.
    assert (calls.count(PUBLISH), calls.count(COUNT), calls.count(TELL)) == (10, 9, 10)


def test_every_function_that_writes_is_charged(journey: Journey) -> None:
    for function in (API, COUNT, TELL):
        mine = [each for each in journey.invocations if each.function == function]
        assert sum(call.write_units for each in mine for call in each.calls) > 0, function


def test_the_bill_has_a_price_for_every_line_and_sums(journey: Journey) -> None:
    lines = list(cost.bill(journey.invocations, cost.OURS))
    assert all(line.dollars >= 0 for line in lines)
    requests = next(line for line in lines if line.price == "api_rest")
    assert (requests.amount, round(requests.dollars, 4)) == (15_000, 0.0525)


def test_every_price_names_its_source_and_date() -> None:
    for name, price in bill.data()["prices"].items():
        assert price["source"].startswith("https://"), name
        assert price["date"] >= "2025", name
        assert price.get("seen", "lists") in bill.data()["seen"], name


def test_every_call_makes_an_invocation_dearer() -> None:
    quiet = Invocation(function=COUNT, calls=(), logged=0)
    busy = Invocation(function=COUNT, calls=(Call(service="sqs", operation="SendMessage", arguments={}),), logged=0)
    assert bill.gb_seconds(busy) > bill.gb_seconds(quiet) > 0


def test_growth_is_that_of_the_worst_figure() -> None:
    few, many = Cost(2, 52, 26.5, 5.0), Cost(3, 52, 30.0, 500.0)
    assert grown([few, few]) == 1
    assert grown([few, many]) == 1.5


def test_a_crowds_tickets_are_apart_and_the_same_each_time() -> None:
    crowd = Crowd(Secret(lambda: b"a secret of a test"))
    assert len({crowd.ticket(i).number for i in range(200)}) == 200
    assert crowd.ticket(7).number == crowd.ticket(7).number
    assert crowd.mobile(0) == crowd.mobile(3) != crowd.mobile(4)
    assert [item["sk"]["S"].split("#")[0] for item in crowd.items(7)] == ["TICKET", "TICKET", "HISTORY", "ALIAS"]
    assert all(item_size(item) < 2048 for item in crowd.items(7))


def test_everything_that_is_measured_of_growth_is_a_route_of_the_api() -> None:
    import app

    for what, event in growth.looks(Crowd(Secret(lambda: b"a secret of a test"))).items():
        assert event["httpMethod"] in app.app.routes[event["resource"]], what


def test_what_a_call_writes_is_found_in_each_kind_of_call() -> None:
    key = {"pk": {"S": "a"}, "sk": {"S": "b"}}
    put = {"PutRequest": {"Item": key}}
    assert written_keys("GetItem", {"TableName": "t", "Key": key}) == []
    assert written_keys("UpdateItem", {"TableName": "t", "Key": key}) == [("t", key)]
    assert written_keys("BatchWriteItem", {"RequestItems": {"t": [put]}}) == [("t", key)]
    parts = [{"Put": {"TableName": "t", "Item": key}}, {"Update": {"TableName": "u", "Key": key}}]
    assert written_keys("TransactWriteItems", {"TransactItems": parts}) == [("t", key), ("u", key)]


def test_the_steps_of_promises_are_played_with_the_workflows_own_expressions() -> None:
    assert steps.transitions() == 2
    assert steps.lease().startswith("SET due = :lease")
    assert [move.split()[0] for move in steps.moves()] == ["SET", "REMOVE"]


def test_every_share_that_is_assumed_is_one_of_the_tickets_that_are_open() -> None:
    shares = promise_cost.shares()
    assert all(0 < share < 1 for share in shares.values())
    of_clock = [[share for name, share in shares.items() if name.startswith(f"{clock}.")] for clock in ClockName]
    assert all(found and found == sorted(found, reverse=True) for found in of_clock)
    assert {name.split(".")[0] for name in shares} == {*ClockName, timers.WAITING, timers.CLOSING}


def test_escalations_that_were_express_would_cost_a_fraction() -> None:
    line = bill.Line(what="states", amount=1000, price="states_transition")
    assert 0.9 < promise_cost.saved(line) / line.dollars < 1


def test_open_tickets_of_the_bench_have_what_is_due_of_them_and_nothing_that_was() -> None:
    crowd = Promised(Secret(lambda: b"a secret of a test"), a_body("sawari"), key="of-a-test")
    came, now = datetime(2026, 12, 1, 6, tzinfo=UTC), datetime(2026, 12, 2, 6, tzinfo=UTC)
    for index in range(200):
        ticket = crowd.standing(index, came)
        told, due = crowd.due(ticket, now)
        assert all(timer.split()[0] >= iso(now) for timer in due)
        assert not told & {timer.split()[1] for timer in due}
        assert all(item_size(item) < 1024 for item in crowd.items(index, ticket, now, 100))
