"""Counts sum, and stay right whatever is delivered twice, late, out of order or at once."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from hypothesis import given, settings
from hypothesis import strategies as st
from pynamodb.exceptions import PynamoDBException

from chalicelib import wiring
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unavailable
from chalicelib.tickets.count_store import SHARDS, DynamoCounts
from chalicelib.tickets.counting_handlers import tickets_count
from chalicelib.tickets.counts import (
    NOBODY,
    QUEUES,
    Cell,
    Context,
    Live,
    Tiles,
    cell_of,
    counted_cell,
    counts_for,
    live,
    settle,
    tile_of,
    tiles,
)
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import Clock, Pass, Ticket
from chalicelib.tickets.words import Appeal, ClockName, Kind, Outcome, Status
from chalicelib.tickets.worklists import CUT_ACROSS, Queue
from tests.conftest import NOW
from tests.faults import faults, plans
from tests.http import CONTEXT
from tests.tickets.examples import a_body, a_ticket, registered, some_details, staff
from tests.tickets.fake_counts import FakeCounts
from tests.tickets.fakes import FakeTickets
from tests.tickets.tables import counted_calls, tickets_table

TICKET = a_ticket()


def counting(tickets: FakeTickets | None = None, counts: FakeCounts | None = None) -> Context:
    def no_pause(_attempt: int) -> None:
        return None

    return Context(
        tickets=tickets or FakeTickets(), counts=counts or FakeCounts(), body=a_body, pause=no_pause, clock=lambda: NOW
    )  # fmt: skip


def kept_counts(tickets: Any = None) -> Context:
    """Return counts in the store."""
    return Context(
        tickets=tickets or FakeTickets(), counts=DynamoCounts(), body=a_body, pause=lambda _attempt: None,
        clock=lambda: NOW,
    )  # fmt: skip


def keep(context: Context, ticket: Ticket) -> None:
    """Keep a ticket as it is now, whatever it was."""
    assert isinstance(context.tickets, FakeTickets)
    context.tickets.heads[ticket.number] = ticket


def naive(tickets: FakeTickets) -> Counter[Cell]:
    """Return the counts as one would count by hand."""
    return Counter(cell_of(ticket) for ticket in tickets.heads.values())


@pytest.fixture(params=["memory", "store"])
def context(request: pytest.FixtureRequest) -> Iterator[Context]:
    """Return the counts in memory and in moto, under one contract."""
    if request.param == "memory":
        yield counting()
        return
    with tickets_table():
        yield kept_counts()


def nonzero(context: Context, body: str = "muttrah") -> dict[Cell, int]:
    return {cell: number for cell, number in context.counts.tally(body).items() if number}


def marked(context: Context, body: str = "muttrah") -> dict[tuple[str, str], int]:
    """Return the marks of a body that are not zero, by place and mark."""
    places = context.counts.marked(body).items()
    return {(place, mark): number for place, marks in places for mark, number in marks.items() if number}


def test_a_ticket_is_counted_once_however_often_it_is_told(context: Context) -> None:
    keep(context, TICKET)
    for _ in range(3):
        settle(context, TICKET.number)
    assert nonzero(context) == {Cell(body="muttrah", place=NOBODY, state="registered"): 1}
    assert context.counts.counted(TICKET.number) == counted_cell(TICKET, iso(NOW))


def test_a_ticket_moves_with_its_status_and_section(context: Context) -> None:
    steps = [
        TICKET,
        TICKET.with_(status=Status.REFERRED, section="roads"),
        TICKET.with_(status=Status.IN_PROGRESS, section="roads"),
        TICKET.with_(status=Status.IN_PROGRESS, section="roads", reopened=1),
        TICKET.with_(status=Status.REFERRED, partner="water", section="", reopened=1),
        TICKET.with_(status=Status.CLOSED, partner="water", section="", reopened=1),
    ]
    for step in steps:
        keep(context, step)
        settle(context, step.number)
        assert nonzero(context) == {cell_of(step): 1}


def test_marks_follow_a_ticket_through_its_queues(context: Context) -> None:
    section = {"section": "roads", "status": Status.REFERRED}
    steps: list[tuple[Ticket, set[tuple[str, str]]]] = [
        (TICKET, {("-", "in_first_line"), ("-", "in_first_line_unassigned"), ("-", "in_first_line_no_reply")}),
        (TICKET.with_(**section, assignee="officer"), {("section:roads", "in_section"),
                                                       ("section:roads", "in_section_no_reply")}),
        (TICKET.with_(**section, assignee="officer", first_reply_at=iso(NOW)), {("section:roads", "in_section")}),
        (stale(TICKET.with_(**section, assignee="officer", first_reply_at=iso(NOW))),
         {("section:roads", "in_section"), ("section:roads", "in_section_stale")}),
        (TICKET.with_(section="roads", status=Status.CLOSED), set()),
    ]  # fmt: skip
    for step, wanted in steps:
        keep(context, step)
        settle(context, step.number)
        assert marked(context) == dict.fromkeys(wanted, 1)


def stale(ticket: Ticket) -> Ticket:
    """Return a ticket whose requester should have heard something a minute ago."""
    due = iso(NOW - timedelta(minutes=1))
    return ticket.with_(clocks=(Clock(ClockName.UPDATE, 2, iso(NOW), 7200, "", due, iso(NOW), 432000),))


def test_the_queues_that_are_counted_are_the_worklists() -> None:
    """The manager's holds closed tickets only; they are counted by what is left to do."""
    assert set(QUEUES) == {queue.value for queue in Queue} - CUT_ACROSS - {Queue.MANAGER}


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ({"appeal": Appeal.PENDING, "final": True}, {"appeals"}),
        ({"cause_wanted": True}, {"root_causes"}),
        ({"cause_wanted": True, "speak_since": iso(NOW)}, {"root_causes", "speak"}),
        ({"kind": Kind.MEDIA, "this_pass": Pass(outcome=Outcome.PROPOSALS)}, {"outlet_replies"}),
        ({}, set()),
    ],
)
def test_what_is_left_to_do_of_closed_tickets_is_counted(facts: dict[str, Any], marks: set[str]) -> None:
    context = counting()
    keep(context, TICKET.with_(status=Status.CLOSED, **facts))
    settle(context, TICKET.number)
    assert {mark for _, mark in marked(context)} == marks


def test_a_ticket_that_is_gone_is_counted_no_more(context: Context) -> None:
    keep(context, TICKET)
    settle(context, TICKET.number)
    assert isinstance(context.tickets, FakeTickets)
    del context.tickets.heads[TICKET.number]
    settle(context, TICKET.number)
    assert nonzero(context) == {}
    settle(context, TICKET.number)
    keep(context, TICKET)
    settle(context, TICKET.number)
    assert nonzero(context) == {cell_of(TICKET): 1}


def test_a_move_from_a_cell_that_it_has_left_is_refused(context: Context) -> None:
    here, there = cell_of(TICKET), cell_of(TICKET.with_(status=Status.CLOSED))
    marked_here = msgspec.structs.replace(here, marks=("in_first_line",))
    assert context.counts.move(TICKET.number, None, here)
    assert not context.counts.move(TICKET.number, None, there)
    assert not context.counts.move(TICKET.number, there, here)
    assert not context.counts.move(TICKET.number, marked_here, there)
    assert nonzero(context) == {here: 1}


def test_what_changes_while_it_is_counted_is_counted_too() -> None:
    """Two consumers: the second finds nothing to do, for it looked before the first one moved."""
    context = counting()
    counts = context.counts
    assert isinstance(counts, FakeCounts)
    keep(context, TICKET)
    settle(context, TICKET.number)
    keep(context, TICKET.with_(status=Status.REFERRED, section="roads"))

    def back_meanwhile() -> None:
        counts.before_move = lambda: None
        keep(context, TICKET)
        settle(context, TICKET.number)

    counts.before_move = back_meanwhile
    settle(context, TICKET.number)
    assert {cell: n for cell, n in counts.numbers.items() if n} == {cell_of(TICKET): 1}


def test_a_ticket_that_others_move_again_and_again_comes_again() -> None:
    context = counting()
    counts = context.counts
    assert isinstance(counts, FakeCounts)
    keep(context, TICKET)
    flip = [Status.REFERRED, Status.CLOSED]

    def never_still() -> None:
        flip.reverse()
        keep(context, TICKET.with_(status=flip[0]))

    counts.before_move = never_still
    with pytest.raises(Unavailable):
        settle(context, TICKET.number)


LIVES = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from(Status), st.sampled_from(["", "roads", "food"]), st.integers(0, 1),
        st.sampled_from([Kind.COMPLAINT, Kind.MEDIA]),
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(lives=LIVES, data=st.data())
def test_counts_equal_a_naive_count_after_repeated_and_shuffled_deliveries(lives: Any, data: st.DataObject) -> None:
    context = counting()
    told: list[str] = []
    assert isinstance(context.tickets, FakeTickets)
    for i, status, section, reopened, kind in lives:
        keep(context, a_ticket(i, status=status, section=section, reopened=reopened, kind=kind))
        told.append(a_ticket(i).number)
        if data.draw(st.booleans()):
            settle(context, data.draw(st.sampled_from(told)))
    for number in data.draw(st.permutations(told + told)):
        settle(context, number)
    assert nonzero(context) == naive(context.tickets)
    view = counts_for(context, staff(Role.SUPERVISOR))
    assert view.all == len(context.tickets.heads) == total(view.tiles) == total(view.live)


def test_counts_stay_right_when_calls_fail_and_answers_are_lost() -> None:
    examples = count(1)

    @settings(deadline=None, max_examples=15)
    @given(lives=LIVES.filter(lambda lives: len(lives) < 8), plan=plans)
    def holds(lives: Any, plan: list[str]) -> None:
        example = next(examples)
        body, first = f"body-{example}", 100 * example
        context = kept_counts()
        assert isinstance(context.tickets, FakeTickets)
        with faults(plan):
            for i, status, section, reopened, kind in lives:
                facts = {"status": status, "section": section, "reopened": reopened, "kind": kind, "body": body}
                keep(context, a_ticket(first + i, **facts))
                delivered(context, a_ticket(first + i).number)
        for number in context.tickets.heads:
            settle(context, number)
        assert nonzero(context, body) == naive(context.tickets)

    with tickets_table():
        holds()


def delivered(context: Context, number: str) -> None:
    """Deliver an event until it is taken, as a queue does; at the fifth time it is given up."""
    for _ in range(5):
        try:
            return settle(context, number)
        except (PynamoDBException, ClientError, BotoCoreError, Unavailable):
            continue
    return None


def total(parts: Tiles | Live) -> int:
    return sum(getattr(parts, name) for name in parts.__struct_fields__)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("reopened", [0, 2])
def test_each_status_stands_in_one_tile_and_one_live_count(status: Status, reopened: int) -> None:
    ticket = a_ticket(status=status, reopened=reopened)
    states = {cell_of(ticket).state: 1}
    assert total(tiles(states)) == total(live(states)) == 1
    assert (tile_of(ticket) == "reopened") == bool(ticket.is_open and reopened)


def a_house() -> Context:
    """Return the counts of two bodies with a ticket in each place."""
    context = counting()
    for ticket in (
        a_ticket(1),
        a_ticket(2, section="roads", status=Status.REFERRED),
        a_ticket(3, section="food", status=Status.ANSWERED),
        a_ticket(4, partner="water", status=Status.CLOSED),
        a_ticket(5, kind=Kind.MEDIA, section="roads", status=Status.REFERRED),
        a_ticket(6, body="tourism", section="roads", status=Status.REFERRED),
    ):
        keep(context, ticket)
        settle(context, ticket.number)
    return context


@pytest.mark.parametrize(
    ("roles", "serves", "every"),
    [
        ([Role.SUPERVISOR], (), 5),
        ([Role.SUPERVISOR], ("tourism",), 6),
        ([Role.SECTION_OFFICER], ("tourism",), 2),
        ([Role.PARTNER], ("tourism",), 1),
        ([Role.MEDIA_OFFICER], ("tourism",), 1),
        ([Role.MANAGER], ("tourism",), 3),
        ([Role.SECTION_OFFICER, Role.MEDIA_OFFICER], (), 2),
        ([Role.PARTNER, Role.SECTION_OFFICER], (), 3),
        ([Role.ADMIN], ("tourism",), 0),
    ],
)
def test_each_role_counts_what_it_may_see(roles: list[Role], serves: tuple[str, ...], every: int) -> None:
    person = staff(*roles, serves=serves, sections=("roads",), directorate="services", partner="water")
    view = counts_for(a_house(), person)
    assert (view.all, total(view.tiles), total(view.live)) == (every, every, every)
    assert sum(place.all for body in view.bodies for place in body.places) == every


def test_counts_are_told_by_place() -> None:
    (body,) = counts_for(a_house(), staff(Role.SUPERVISOR)).bodies
    assert {place.place: place.all for place in body.places} == {
        "-": 1, "partner:water": 1, "section:food": 1, "section:roads": 2,
    }  # fmt: skip
    assert body.tiles == Tiles(reopened=0, open=3, in_process=1, closed=1)
    assert body.live == Live(pending=1, transferred=3, answered=1)


def test_reading_counts_is_one_query_a_body_whatever_the_number_of_tickets() -> None:
    with tickets_table():
        context = kept_counts()
        for i in range(40):
            keep(context, a_ticket(i))
            settle(context, a_ticket(i).number)
        with counted_calls() as calls:
            assert counts_for(context, staff(Role.AGENT, serves=("tourism",))).all == 40
        assert calls == {"Query": 2}
        assert len(DynamoCounts().counters("muttrah")) <= SHARDS


def test_counting_an_event_that_changes_nothing_writes_nothing() -> None:
    with tickets_table():
        tickets = DynamoTickets()
        tickets.add(TICKET, some_details(), registered(TICKET))
        context = kept_counts(tickets)
        with counted_calls() as first:
            settle(context, TICKET.number)
        with counted_calls() as second:
            settle(context, TICKET.number)
    assert first == {"GetItem": 4, "TransactWriteItems": 1}
    assert second == {"GetItem": 2}


def an_event(*bodies: str) -> dict[str, Any]:
    return {
        "Records": [
            {"messageId": str(i), "receiptHandle": "r", "body": body, "attributes": {}, "messageAttributes": {},
             "md5OfBody": "", "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:x:0:q", "awsRegion": "x"}
            for i, body in enumerate(bodies)
        ]
    }  # fmt: skip


def test_the_handler_counts_a_batch_and_hands_back_what_it_cannot_read() -> None:
    context = counting()
    keep(context, TICKET)
    told = json.dumps({"source": "nidaa.tickets", "detail": {"ticket": TICKET.number, "type": "ticket.noted"}})
    with wiring.using(counting=context):
        answer = tickets_count(an_event(told, "no event", told), SimpleNamespace(**vars(CONTEXT)))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert nonzero(context) == {cell_of(TICKET): 1}
