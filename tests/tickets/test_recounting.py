"""Counts are rebuilt from the tickets, whatever went wrong with them, and whoever changes tickets meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.tickets import recounting
from chalicelib.tickets.count_store import CounterRow, DynamoCounts, counter_of
from chalicelib.tickets.counts import Context, cell_of, settle
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.recounting import NotStill, Recounting, recount
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.tickets.examples import a_body, a_ticket, registered, some_details
from tests.tickets.house import event
from tests.tickets.tables import tickets_table
from tests.tickets.test_counts import nonzero
from tests.tickets.test_store_contract import changed

TICKETS = [
    a_ticket(1), a_ticket(2, section="roads", status=Status.REFERRED), a_ticket(3, status=Status.CLOSED),
    a_ticket(4, partner="water", status=Status.IN_PROGRESS, reopened=1), a_ticket(5, body="tourism"),
]  # fmt: skip
WANTED = {cell_of(ticket): 1 for ticket in TICKETS[:4]}


@pytest.fixture
def context() -> Iterator[Recounting]:
    with tickets_table():
        tickets, counts = DynamoTickets(), DynamoCounts()
        for ticket in TICKETS:
            tickets.add(ticket, some_details(), registered(ticket))
        counting = Context(tickets=tickets, counts=counts, body=a_body, pause=lambda _attempt: None, clock=lambda: NOW)
        said: list[str] = []
        yield Recounting(counting=counting, counters=counts, lists=DynamoLists(), say=said.append)


def column(name: str) -> Any:
    """Return a counter's attribute."""
    return getattr(CounterRow, name)


def counter(ticket: Ticket) -> CounterRow:
    return CounterRow.get(f"COUNTS#{ticket.body}", counter_of(ticket.number, cell_of(ticket)), consistent_read=True)


def test_tickets_that_were_never_counted_are(context: Recounting) -> None:
    assert recount(context, "muttrah") == 4
    assert nonzero(context.counting) == WANTED
    assert nonzero(context.counting, "tourism") == {}


def test_right_counts_are_left_alone(context: Recounting) -> None:
    recount(context, "muttrah")
    before = context.counters.counters("muttrah")
    recount(context, "muttrah")
    assert context.counters.counters("muttrah") == before


def test_wrong_missing_and_left_over_counters_are_mended(context: Recounting) -> None:
    recount(context, "muttrah")
    wrong = counter(TICKETS[0])
    wrong.update(actions=[column("registered").set(17), column("waiting").set(3)])
    counter(TICKETS[1]).delete()
    CounterRow("COUNTS#muttrah", "0#section:gone", moves=4, answered=2).save()
    recount(context, "muttrah")
    assert nonzero(context.counting) == WANTED
    settle(context.counting, TICKETS[0].number)
    assert nonzero(context.counting) == WANTED


def test_a_counter_that_moves_meanwhile_is_not_overwritten(context: Recounting) -> None:
    recount(context, "muttrah")
    counter(TICKETS[0]).update(actions=[column("registered").set(17)])
    set_counter = context.counters.set_counter
    met: list[str] = []

    def moving(body: str, key: str, moves: int, numbers: recounting.Numbers) -> bool:
        if not met:
            met.append(key)
            changed(context.counting.tickets, TICKETS[0], event("closed"), status=Status.CLOSED)
            settle(context.counting, TICKETS[0].number)
        return set_counter(body, key, moves, numbers)

    context.counters.set_counter = moving  # type: ignore[method-assign]
    recount(context, "muttrah")
    assert sum(nonzero(context.counting).values()) == 4
    assert cell_of(TICKETS[0]) not in nonzero(context.counting)


def test_counters_that_never_stand_still_are_said_to(context: Recounting) -> None:
    context.counters.set_counter = lambda *_given: False  # type: ignore[method-assign]
    recount(context, "tourism")
    recount(context, "muttrah")
    counter(TICKETS[0]).update(actions=[column("registered").set(17)])
    with pytest.raises(NotStill):
        recount(context, "muttrah")
