"""Pages of lists: complete, in order, bounded, and robust while tickets move."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.lists import (
    MOST_EXAMINED,
    Index,
    Lists,
    Page,
    Plan,
    Stretch,
    cursor,
    read_cursor,
    read_page,
)
from chalicelib.tickets.rows import Row, ticket_row
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.tickets.examples import SECRET, a_ticket, registered, some_details
from tests.tickets.fake_lists import FakeLists
from tests.tickets.fakes import FakeTickets
from tests.tickets.tables import counted_calls, tickets_table

OPEN = Stretch(Index.BODY, "muttrah#open")


def all_of(*stretches: Stretch, thin: bool = False, shows: Any = lambda _ticket: True) -> Plan:
    return Plan(stretches=stretches, shows=shows, thin=thin)


def walk(lists: Lists, plan: Plan, limit: int = 25) -> list[Page]:
    """Return every page of a list."""
    pages = [read_page(lists, plan, limit=limit)]
    while pages[-1].after:
        pages.append(read_page(lists, plan, after=pages[-1].after, limit=limit))
    return pages


def numbers(pages: list[Page]) -> list[str]:
    return [ticket.number for page in pages for ticket in page.tickets]


def in_memory(*tickets: Ticket) -> FakeLists:
    kept = FakeTickets()
    for ticket in tickets:
        kept.add(ticket, some_details(), registered(ticket))
    return FakeLists(kept)


@pytest.fixture(params=["memory", "one shard", "four shards"])
def lists(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a way to keep tickets and list them: the fake, and the store in moto, under one contract."""
    if request.param == "memory":
        yield in_memory
        return
    shards = 4 if request.param == "four shards" else 1

    def kept(*tickets: Ticket) -> DynamoLists:
        with Row.batch_write() as batch:
            for ticket in tickets:
                batch.save(ticket_row(ticket, shards=shards))
        return DynamoLists(shards=shards)

    with tickets_table():
        yield kept


def test_a_list_is_whole_and_soonest_due_first(lists: Any) -> None:
    tickets = [a_ticket(i) for i in (5, 3, 9, 1, 7, 2, 8)]
    pages = walk(lists(*tickets), all_of(OPEN), limit=3)
    assert numbers(pages) == [a_ticket(i).number for i in (1, 2, 3, 5, 7, 8, 9)]
    assert [len(page.tickets) for page in pages] == [3, 3, 1]


def test_the_last_full_page_has_no_cursor(lists: Any) -> None:
    pages = walk(lists(a_ticket(1), a_ticket(2)), all_of(OPEN), limit=2)
    assert (len(pages), pages[0].after) == (1, "")


def test_an_empty_list_is_one_empty_page(lists: Any) -> None:
    assert walk(lists(), all_of(OPEN)) == [Page(tickets=())]


def test_done_tickets_stand_newest_first(lists: Any) -> None:
    done = [a_ticket(i, status=Status.CLOSED, closed_at=iso(NOW + timedelta(days=i))) for i in range(1, 6)]
    stretch = Stretch(Index.BODY, "muttrah#done", newest_first=True)
    assert numbers(walk(lists(*done), all_of(stretch), limit=2)) == [t.number for t in reversed(done)]


def test_several_stretches_merge_and_a_ticket_in_two_is_shown_once(lists: Any) -> None:
    tickets = [a_ticket(i, body="muttrah" if i % 2 else "tourism", assignee="staff-1") for i in range(1, 12)]
    stretches = (OPEN, Stretch(Index.BODY, "tourism#open"), Stretch(Index.ASSIGNEE, "staff-1"))
    for limit in (1, 2, 4, 5, 50):
        assert numbers(walk(lists(*tickets), all_of(*stretches), limit)) == [t.number for t in tickets]


def test_what_stands_before_the_beginning_of_a_stretch_is_left_out(lists: Any) -> None:
    tickets = [a_ticket(i, person="digest") for i in range(1, 8)]
    stretch = Stretch(Index.REQUESTER, "digest", newest_first=True, since=tickets[3].registered_at)
    shown = numbers(walk(lists(*tickets), all_of(stretch), limit=2))
    assert shown == [t.number for t in reversed(tickets[3:])]


def test_worklists_and_tickets_without_a_reply_are_listed(lists: Any) -> None:
    tickets = [a_ticket(1), a_ticket(2, classified_at=iso(NOW)), a_ticket(3, first_reply_at=iso(NOW))]
    kept = lists(*tickets)
    first_line = numbers(walk(kept, all_of(Stretch(Index.WORKLIST, "muttrah#first_line"))))
    assert first_line == [tickets[0].number, tickets[2].number]
    assert numbers(walk(kept, all_of(Stretch(Index.NO_REPLY, "muttrah")))) == [t.number for t in tickets[:2]]


def test_unknown_numbers_are_left_out(lists: Any) -> None:
    ticket = a_ticket(1)
    assert lists(ticket).heads([ticket.number, a_ticket(2).number]) == {ticket.number: ticket}


def test_old_numbers_and_whole_tickets_are_read(lists: Any) -> None:
    ticket = a_ticket(1)
    kept = lists()
    if isinstance(kept, FakeLists):
        kept._tickets.add(ticket, some_details(), registered(ticket), old_number="SR-17")
    else:
        DynamoTickets().add(ticket, some_details(), registered(ticket), old_number="SR-17")
    assert kept.aliased(["muttrah", "tourism"], "SR-17") == [ticket.number]
    assert kept.aliased(["tourism"], "SR-17") == kept.aliased(["muttrah"], "") == []
    assert kept.wholes([ticket.number, a_ticket(2).number]) == {ticket.number: (ticket, some_details())}


def test_a_filter_that_few_pass_gives_short_pages_and_goes_on() -> None:
    kept = in_memory(*(a_ticket(i, category="lighting" if i % 500 == 0 else "waste") for i in range(1, 2001)))
    pages = walk(kept, all_of(OPEN, thin=True, shows=lambda t: t.category == "lighting"))
    assert numbers(pages) == [a_ticket(i).number for i in (500, 1000, 1500, 2000)]
    assert len(pages) == 2000 // MOST_EXAMINED + 1


def test_so_many_stretches_that_pages_run_out_lose_nothing() -> None:
    tickets = [a_ticket(i, section=f"s{i % 40}", status=Status.REFERRED) for i in range(1, 1200)]
    kept = in_memory(*tickets)
    plan = all_of(*(Stretch(Index.WORKLIST, f"muttrah#section:s{i}") for i in range(40)))
    before = kept.pages
    read_page(kept, plan, limit=5)
    assert kept.pages - before <= 40 + 12
    assert numbers(walk(kept, plan, limit=5)) == [t.number for t in tickets]


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_tickets_that_stay_are_shown_once_whatever_others_do(data: st.DataObject) -> None:
    staying = [a_ticket(i) for i in range(1, 40)]
    moving = [a_ticket(i) for i in range(100, 120)]
    kept = FakeTickets()
    for ticket in (*staying, *moving):
        kept.add(ticket, some_details(), registered(ticket))
    lists = FakeLists(kept)
    shown, after = [], ""
    while True:
        page = read_page(lists, all_of(OPEN), after=after, limit=data.draw(st.integers(1, 9)))
        shown += [ticket.number for ticket in page.tickets]
        if not (after := page.after):
            break
        for ticket in data.draw(st.lists(st.sampled_from(moving), max_size=3)):
            due = iso(NOW + timedelta(days=7, minutes=data.draw(st.integers(0, 60))))
            status = data.draw(st.sampled_from([Status.CLOSED, Status.REGISTERED]))
            kept.heads[ticket.number] = kept.heads[ticket.number].with_(due_at=due, status=status)
        lists.index()
    assert [number for number in shown if number in {t.number for t in staying}] == [t.number for t in staying]


def test_ten_thousand_tickets_are_walked_completely() -> None:
    kept = in_memory(*(a_ticket(i) for i in range(10_000)))
    pages = walk(kept, all_of(OPEN), limit=100)
    assert len(set(numbers(pages))) == len(numbers(pages)) == 10_000
    assert kept.batches <= 2 * len(pages)


@pytest.mark.parametrize(("shards", "tickets"), [(1, 10_000), (4, 1_000)])
def test_a_page_costs_one_query_a_shard_and_one_batch_of_however_many(shards: int, tickets: int) -> None:
    with tickets_table():
        with Row.batch_write() as batch:
            for i in range(100):
                batch.save(ticket_row(a_ticket(i), shards=shards))
            for i in range(100, tickets):  # what stands behind them, by its keys alone
                batch.save(Row(f"TICKET#{i:012}", "TICKET", bo=f"muttrah#open#{i % shards}", bo_sort=f"~{i:06}"))
        lists = DynamoLists(shards=shards)
        first = read_page(lists, all_of(OPEN))
        with counted_calls() as calls:
            second = read_page(lists, all_of(OPEN), after=first.after)
    assert calls == {"Query": shards, "BatchGetItem": 1}
    assert numbers([first, second]) == [a_ticket(i).number for i in range(50)]


def test_a_cursor_is_of_one_list_and_ours() -> None:
    text = cursor(SECRET, "list", "2026-03-08T03:01:00.000Z#260000000000")
    assert text
    assert read_cursor(SECRET, "list", text) == "2026-03-08T03:01:00.000Z#260000000000"
    assert read_cursor(SECRET, "list", "") == ""
    assert cursor(SECRET, "list", "") is None
    assert "260000000000" not in text


@pytest.mark.parametrize("hostile", ["x", "..", "a.b", "٣.٤", "null", "eyJwIjoiIn0.AAAA", "\x00", "." * 900])
def test_a_hostile_cursor_is_refused(hostile: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_cursor(SECRET, "list", hostile)
    assert refused.value.facts["fields"] == [{"field": "cursor", "reason": "wrong-value"}]


def test_a_cursor_of_another_list_or_purpose_is_refused() -> None:
    other = cursor(SECRET, "another", "place") or ""
    with pytest.raises(Invalid) as refused:
        read_cursor(SECRET, "list", other)
    assert refused.value.facts["fields"] == [{"field": "cursor", "reason": "of-another-list"}]
    with pytest.raises(Invalid):
        read_cursor(SECRET, "list", SECRET.token("track", {"n": "260000000000"}))
