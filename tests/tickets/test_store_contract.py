"""One contract for the tickets in memory and in DynamoDB (moto), so that what the fakes prove holds for both."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.own_store import DynamoOwn
from chalicelib.tickets.requesters import Owned
from chalicelib.tickets.rows import Row, ticket_of
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import Change, Details, Event, Ticket
from chalicelib.tickets.trouble import ContactLimitReached, NumberTaken, TicketChanged, TicketNotFound
from chalicelib.tickets.words import Status
from tests.tickets.examples import a_ticket, number, registered, some_details
from tests.tickets.fakes import FakeTickets, contact_count
from tests.tickets.house import FakeOwn, event
from tests.tickets.tables import counted_calls, tickets_table

TICKET, SAID = a_ticket(person="digest"), some_details()
Stores = tuple[Any, Any]


@pytest.fixture(params=["memory", "store"])
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Return tickets and how requesters reach them."""
    if request.param == "memory":
        tickets = FakeTickets()
        yield tickets, FakeOwn(tickets)
        return
    with tickets_table():
        yield DynamoTickets(shards=2), DynamoOwn(shards=2)


@pytest.fixture
def tickets(stores: Stores) -> Any:
    return stores[0]


def kept(tickets: Any, ticket: Ticket = TICKET, **facts: Any) -> Ticket:
    tickets.add(ticket, SAID, registered(ticket), **facts)
    return ticket


def changed(tickets: Any, before: Ticket, *events: Event, **facts: Any) -> Ticket:
    (after,) = tickets.save(Change(before=before, after=before.with_(**facts), events=events))
    assert isinstance(after, Ticket)
    return after


def test_a_ticket_is_read_as_it_was_kept(tickets: Any) -> None:
    kept(tickets)
    assert tickets.get(TICKET.number) == TICKET
    assert tickets.whole(TICKET.number) == (TICKET, SAID)
    assert tickets.details(TICKET.number) == SAID


@pytest.mark.parametrize(
    "ask", [
        lambda t: t.get(number(9)), lambda t: t.whole(number(9)), lambda t: t.details(number(9)),
        lambda t: t.event(number(9), "1.0"), lambda t: t.history(number(9)), lambda t: t.get("no number"),
    ]
)  # fmt: skip
def test_an_unknown_ticket_is_not_found(tickets: Any, ask: Callable[[Any], Any]) -> None:
    with pytest.raises(TicketNotFound):
        ask(tickets)


def test_a_number_is_given_once(tickets: Any) -> None:
    kept(tickets)
    with pytest.raises(NumberTaken) as taken:
        kept(tickets, TICKET.with_(subject="another"))
    assert taken.value.ticket == tickets.get(TICKET.number) == TICKET


def test_registration_messages_are_capped_and_a_refused_ticket_is_not_kept(tickets: Any) -> None:
    for i in range(3):
        kept(tickets, a_ticket(i), counted=contact_count())
    with pytest.raises(ContactLimitReached):
        kept(tickets, a_ticket(4), counted=contact_count())
    with pytest.raises(TicketNotFound):
        tickets.get(a_ticket(4).number)
    kept(tickets, a_ticket(4), counted=contact_count(hour="2026-03-01T04"))
    kept(tickets, a_ticket(5), counted=contact_count(digest="another"))


def test_a_repeat_of_a_registration_does_not_count_a_second_message(tickets: Any) -> None:
    kept(tickets, counted=contact_count(most=2))
    with pytest.raises(NumberTaken):
        kept(tickets, counted=contact_count(most=2))
    kept(tickets, a_ticket(2), counted=contact_count(most=2))


def test_a_change_raises_the_version_and_numbers_its_events(tickets: Any) -> None:
    after = changed(tickets, kept(tickets), event("noted", 1), event("assigned", 1, to="staff-2"), assignee="staff-2")
    assert (after.version, tickets.get(TICKET.number)) == (2, after)
    assert [e.sequence for e in tickets.history(TICKET.number)] == ["2.1", "2.0", "1.0"]
    assert tickets.event(TICKET.number, "2.1").facts == {"to": "staff-2"}


def test_the_second_of_two_writers_is_told_the_version(tickets: Any) -> None:
    before = kept(tickets)
    changed(tickets, before, event("noted"))
    with pytest.raises(TicketChanged) as refused:
        changed(tickets, before, event("noted"), status=Status.CLOSED)
    assert refused.value.facts == {"version": 2}
    assert tickets.get(TICKET.number).status is Status.REGISTERED
    assert len(tickets.history(TICKET.number)) == 2


def test_several_changes_are_kept_together_or_not_at_all(tickets: Any) -> None:
    first, second = kept(tickets), kept(tickets, a_ticket(2))
    changed(tickets, second, event("noted"))
    both = [Change(before=t, after=t.with_(status=Status.CLOSED), events=(event("merged"),)) for t in (first, second)]
    with pytest.raises(TicketChanged):
        tickets.save(*both)
    assert tickets.get(first.number) == first
    again = Change(before=tickets.get(second.number), after=second.with_(status=Status.CLOSED), events=())
    assert [ticket.version for ticket in tickets.save(both[0], again)] == [2, 3]


def test_history_is_read_in_pages_newest_first(tickets: Any) -> None:
    ticket = kept(tickets)
    for i in range(12):
        ticket = changed(tickets, ticket, event("noted", i))
    first = tickets.history(TICKET.number, limit=5)
    assert [e.sequence for e in first] == ["13.0", "12.0", "11.0", "10.0", "9.0"]
    assert [e.sequence for e in tickets.history(TICKET.number, before="9.0", limit=5)][:2] == ["8.0", "7.0"]
    assert tickets.history(TICKET.number, before="1.0") == []


def test_what_people_wrote_is_read_back_and_gone_with_the_seal(tickets: Any) -> None:
    said = event("noted", words={"text": "اتصلت به"})
    after = changed(tickets, kept(tickets), said)
    assert tickets.event(TICKET.number, "2.0").words == {"text": "اتصلت به"}
    changed(tickets, after, seal=b"")
    assert tickets.whole(TICKET.number)[1] == Details(description="")
    assert tickets.event(TICKET.number, "2.0").words == {}
    assert [e.words for e in tickets.history(TICKET.number)] == [{}, {}]


def test_a_requesters_ticket_is_read_with_its_digests(stores: Stores) -> None:
    tickets, own = stores
    kept(tickets, reached="second")
    assert own.owned(TICKET.number) == Owned(ticket=TICKET, details=SAID, refs=frozenset({"second"}))
    kept(tickets, a_ticket(2))
    assert own.owned(number(2)).refs == frozenset()
    assert own.owned(number(3)) is None


def test_an_erased_ticket_keeps_its_place_and_loses_its_words(stores: Stores) -> None:
    tickets, own = stores
    kept(tickets, reached="second")
    found = own.owned(TICKET.number)
    own.erase(found, TICKET.with_(seal=b"", person="", erased=True), event("erased"), [])
    after = own.owned(TICKET.number)
    assert (after.ticket.erased, after.ticket.version, after.details.description, after.refs) == (True, 2, "", set())
    assert [e.type for e in tickets.history(TICKET.number)] == ["ticket.erased", "ticket.registered"]
    assert tickets.whole(TICKET.number) == (after.ticket, Details(description=""))
    assert tickets.event(TICKET.number, "2.0").type == "ticket.erased"
    with pytest.raises(TicketChanged):
        own.erase(found, TICKET.with_(erased=True), event("erased"), [])
    with pytest.raises(TicketChanged):
        changed(tickets, TICKET, event("noted"))


def test_nothing_personal_is_left_of_an_erased_ticket_in_the_table() -> None:
    with tickets_table():
        tickets, own = DynamoTickets(), DynamoOwn()
        kept(tickets, TICKET.with_(lat=23.6, lon=58.5), reached="second")
        found = own.owned(TICKET.number)
        assert found
        emptied = found.ticket.with_(seal=b"", person="", subject="", lat=None, lon=None, erased=True)
        own.erase(found, emptied, event("erased"), [])
        rows = list(Row.query(f"TICKET#{TICKET.number}"))
        assert DynamoLists().wholes([TICKET.number])[TICKET.number][1] == Details(description="")
    assert [row.sk.partition("#")[0] for row in rows] == ["HISTORY", "HISTORY", "TICKET"]
    assert {"rq", "cell"}.isdisjoint(rows[-1].attribute_values)
    assert TICKET.subject not in repr(ticket_of(rows[-1]))


@pytest.mark.parametrize("known", [True, False])
def test_a_requesters_look_is_one_call_whether_there_is_a_ticket_or_not(known: bool) -> None:
    with tickets_table():
        if known:
            kept(DynamoTickets(), reached="second")
        with counted_calls() as calls:
            DynamoOwn().owned(TICKET.number)
    assert calls == {"Query": 1}
