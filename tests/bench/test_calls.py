"""What a call costs is counted of all that it sets off."""

from collections import Counter
from collections.abc import Iterator

import pytest

from bench.bill import data
from bench.called import KINDS, Called, in_the_ivr, item_of
from bench.callers import BOARD, EVENTS, Callers, callers, posted
from bench.calls import CALLS, bill, figures, standing
from bench.journey import API, Invocation
from bench.meter import Call


def wrote(connection: str = BOARD) -> Call:
    return Call(service="apigatewaymanagementapi", operation="PostToConnection", arguments={"ConnectionId": connection})


@pytest.fixture(scope="module")
def at() -> Iterator[Callers]:
    with callers() as made:
        yield made


def test_a_call_that_ends_in_the_ivr_is_asked_about_told_of_and_kept(at: Callers) -> None:
    at.forget()
    contact = in_the_ivr(at)
    functions = Counter(each.function for each in at.invocations)
    # Who calls, in which language, which procedures there are, and one of them.
    assert functions["contacts-flow"] == 4
    assert functions[EVENTS] >= 3
    assert functions["contacts-records"] == len(at.streamed) == 1
    assert functions[API] == at.asked["GET /v1/supervision"] > 0
    assert item_of(at.invocations, contact)


def test_what_is_kept_of_a_contact_is_its_item_as_it_was_written_last() -> None:
    def keeping(told: str) -> Invocation:
        item = {"pk": {"S": "CONTACT#one"}, "sk": {"S": "CONTACT"}, "told_at": {"S": told}}
        call = Call(service="dynamodb", operation="PutItem", arguments={}, written=(item,))
        return Invocation(function=EVENTS, calls=(call,), logged=0)

    found = item_of([keeping("before"), keeping("after")], "one")
    assert found
    assert found["told_at"] == {"S": "after"}
    assert item_of([keeping("before")], "another") is None


def test_the_bill_of_a_call_has_a_line_for_each_thing_that_it_sets_off() -> None:
    calls = (wrote(), wrote(), Call(service="events", operation="PutEvents", arguments={"Entries": [{}]}))
    mine = [Invocation(function=EVENTS, calls=calls, logged=10), Invocation(function=API, calls=(), logged=0)]
    lines = {line.price: line.amount for line in bill(Called(mine, [100, 30_000], Counter()))}
    assert lines["live_post"] == 2 * CALLS
    assert (lines["api_rest"], lines["lambda_request"], lines["sqs_request"]) == (CALLS, 2 * CALLS, 3 * CALLS)
    # A record of more than 25 KB is two pieces.
    assert (lines["kinesis_put"], lines["eventbridge_put"]) == (3 * CALLS, CALLS)
    assert set(lines) <= set(data()["prices"])
    assert list(posted(mine[0])) == [BOARD, BOARD]


def test_the_figures_name_what_is_most() -> None:
    mine = [Invocation(function=API, calls=(), logged=0)]
    whole, invocations, *_ = figures("a look", Called(mine, [], Counter()))
    assert whole.note.startswith("API Gateway, REST")
    assert (invocations.value, invocations.note) == (1, f"{API} 1")


def test_what_is_paid_by_the_month_is_in_what_calls_cost_whether_anybody_calls_or_not() -> None:
    nothing = Called([Invocation(function=API, calls=(), logged=0)], [], Counter())
    told = {figure.what: figure.value for figure in standing(dict.fromkeys(("board", "desk", "due", "beat"), nothing))}
    assert told["standing: Kinesis, shards"] == pytest.approx(2 * 24 * 0.015)
    assert told["standing: in all, for 1,000 calls"] == pytest.approx(sum(list(told.values())[:-1]))


def test_every_way_in_which_a_call_ends_is_counted() -> None:
    assert len(KINDS) == 5
