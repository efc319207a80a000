"""What is due and what was told, in DynamoDB (moto); and the very tasks of the workflows, on the same items."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import boto3
import pytest

from chalicelib.shared.clock import iso
from chalicelib.tickets.promise_store import DynamoDigests, DynamoPromises
from chalicelib.tickets.rows import CLOCKS, Row
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import Change, Event, Ticket, Timers, Told
from chalicelib.tickets.trouble import AlreadyTold, TicketChanged, TicketNotFound
from chalicelib.tickets.words import Appeal, Status
from tests.conftest import NOW
from tests.tickets.examples import a_ticket, number, registered, some_details
from tests.tickets.fakes import FakeDigests, FakePromises, FakeTickets
from tests.tickets.house import event
from tests.tickets.tables import counted_calls, tickets_table
from tests.tickets.workflows import Machine, TaskFailed

TICKET = a_ticket()
FIRST, SECOND, THIRD = (
    f"2026-03-01T0{hour}:00:00.000Z resolution.0.{share}" for hour, share in ((4, 50), (5, 75), (6, 100))
)
DUE = (FIRST, SECOND, THIRD)
Stores = tuple[Any, Any]


@pytest.fixture(params=["memory", "store"])
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Return tickets and their promises, in memory and in DynamoDB: one contract."""
    if request.param == "memory":
        tickets = FakeTickets()
        yield tickets, FakePromises(tickets)
        return
    with tickets_table():
        yield DynamoTickets(shards=2), DynamoPromises(shards=2)


def kept(tickets: Any, ticket: Ticket = TICKET, due: tuple[str, ...] = DUE) -> Ticket:
    tickets.add(ticket, some_details(), registered(ticket), due=due)
    return ticket


def saved(tickets: Any, before: Ticket, timers: Timers | None = None, **facts: Any) -> Ticket:
    (after,) = tickets.save(Change(before=before, after=before.with_(**facts), events=(), timers=timers))
    assert isinstance(after, Ticket)
    return after


def escalated(percent: int = 50) -> Event:
    return event("escalated", by="system", percent=percent)


def told(stores: Stores, *steps: str) -> Told:
    """Tell of steps, and return what was told then."""
    tickets, promises = stores
    for step in steps:
        ticket, so_far = tickets.with_told(TICKET.number)
        promises.tell(ticket, so_far, step, [escalated()])
    after: Told = tickets.with_told(TICKET.number)[1]
    return after


def test_a_new_ticket_has_its_timers_and_nothing_was_told(stores: Stores) -> None:
    kept(stores[0])
    assert stores[0].with_told(TICKET.number) == (TICKET, Told(due=DUE))


def test_a_ticket_without_timers_has_nothing_due(stores: Stores) -> None:
    kept(stores[0], due=())
    assert stores[0].with_told(TICKET.number) == (TICKET, Told())
    with pytest.raises(TicketNotFound):
        stores[0].with_told(number(9))


def test_a_telling_is_a_mark_and_its_events_in_one(stores: Stores) -> None:
    kept(stores[0])
    assert told(stores, "resolution.0.50") == Told(steps=frozenset({"resolution.0.50"}), events=1, due=DUE)
    assert [one.type for one in stores[0].history(TICKET.number)] == ["ticket.escalated", "ticket.registered"]
    assert stores[0].get(TICKET.number).version == 1


def test_a_second_telling_is_refused_and_writes_nothing(stores: Stores) -> None:
    tickets, promises = stores
    kept(tickets)
    for so_far in (told(stores, "resolution.0.50"), Told()):
        with pytest.raises(AlreadyTold):
            promises.tell(TICKET, so_far, "resolution.0.50", [escalated()])
    assert len(tickets.history(TICKET.number)) == 2


def test_of_two_tellings_at_once_one_comes_again(stores: Stores) -> None:
    tickets, promises = stores
    so_far = tickets.with_told(kept(tickets).number)[1]
    promises.tell(TICKET, so_far, "resolution.0.50", [escalated()])
    with pytest.raises(AlreadyTold):
        promises.tell(TICKET, so_far, "first_reply.0.50", [escalated()])
    assert told(stores, "first_reply.0.50").events == 2


def test_a_telling_without_events_is_a_mark_alone(stores: Stores) -> None:
    tickets, promises = stores
    kept(tickets)
    promises.tell(TICKET, Told(), "resolution.0.90", [])
    assert tickets.with_told(TICKET.number)[1].steps == {"resolution.0.90"}
    assert len(tickets.history(TICKET.number)) == 1
    assert told(stores, "resolution.0.100").steps == {"resolution.0.90", "resolution.0.100"}


def test_events_of_promises_stand_behind_those_of_the_last_change(stores: Stores) -> None:
    tickets, promises = stores
    kept(tickets)
    promises.tell(TICKET, Told(), "resolution.0.50", [escalated(50), escalated(51)])
    told(stores, "resolution.0.75")
    saved(tickets, tickets.get(TICKET.number))
    told(stores, "resolution.0.100")
    sequences = [one.sequence for one in reversed(tickets.history(TICKET.number))]
    assert sequences == ["1.0", "1.10", "1.11", "1.12", "2.13"]


def test_nobody_is_told_of_a_ticket_whose_promises_ended(stores: Stores) -> None:
    tickets, promises = stores
    so_far = tickets.with_told(kept(tickets).number)[1]
    saved(tickets, TICKET, Timers(due=()), status=Status.CLOSED)
    with pytest.raises(AlreadyTold):
        promises.tell(TICKET, so_far, "resolution.0.50", [escalated()])
    assert tickets.with_told(TICKET.number)[1] == Told()


def test_other_timers_take_the_place_of_those_that_stood_and_marks_stay(stores: Stores) -> None:
    tickets = stores[0]
    kept(tickets)
    told(stores, "resolution.0.50", "first_reply.0.50")
    forgotten = frozenset({"first_reply.0.50"})
    saved(tickets, TICKET, Timers(due=(THIRD,), forgotten=forgotten))
    assert tickets.with_told(TICKET.number)[1] == Told(steps=frozenset({"resolution.0.50"}), events=2, due=(THIRD,))


def test_what_does_not_change_the_timers_leaves_them_alone(stores: Stores) -> None:
    kept(stores[0])
    saved(stores[0], TICKET, subject="موضوع آخر")
    assert stores[0].with_told(TICKET.number)[1].due == DUE


def test_a_merged_ticket_keeps_what_was_told_and_has_nothing_due(stores: Stores) -> None:
    tickets = stores[0]
    kept(tickets)
    told(stores, "resolution.0.50")
    merged = saved(tickets, TICKET, Timers(due=()), status=Status.CLOSED, merged_into=number(2))
    assert tickets.with_told(TICKET.number)[1] == Told(steps=frozenset({"resolution.0.50"}), events=1)
    saved(tickets, merged, Timers(due=(SECOND,)), status=Status.REGISTERED, merged_into="")
    assert tickets.with_told(TICKET.number)[1].steps == {"resolution.0.50"}


def test_a_closed_ticket_keeps_what_was_told_of_its_appeal_until_that_is_decided(stores: Stores) -> None:
    tickets, promises = stores
    kept(tickets)
    closed = saved(tickets, TICKET, Timers(due=()), status=Status.CLOSED)
    due = ("2026-12-09T10:30:00.000Z appeal.261206050000.remind",)
    pending = saved(tickets, closed, Timers(due=due), appeal=Appeal.PENDING)
    promises.tell(pending, Told(due=due), "appeal.261206050000.remind", [])
    promises.set_timers(pending, Timers(due=()))
    assert tickets.with_told(TICKET.number)[1] == Told(steps=frozenset({"appeal.261206050000.remind"}), events=1)
    saved(tickets, pending, Timers(due=()), appeal=Appeal.DISMISSED)
    assert tickets.with_told(TICKET.number)[1] == Told()


def test_timers_are_not_set_over_a_change_that_was_not_seen(stores: Stores) -> None:
    tickets, promises = stores
    kept(tickets)
    promises.set_timers(TICKET, Timers(due=(SECOND, THIRD)))
    assert tickets.with_told(TICKET.number)[1].due == (SECOND, THIRD)
    saved(tickets, TICKET, Timers(due=(THIRD,)))
    with pytest.raises(TicketChanged):
        promises.set_timers(TICKET, Timers(due=DUE))
    assert tickets.with_told(TICKET.number)[1].due == (THIRD,)


def test_a_ticket_that_had_no_timers_gets_its_first(stores: Stores) -> None:
    kept(stores[0], due=())
    saved(stores[0], TICKET, Timers(due=(SECOND,)))
    assert told(stores, "resolution.0.75").steps == {"resolution.0.75"}


def clocks(number: str = TICKET.number) -> dict[str, Any] | None:
    """Return a CLOCKS item as it is kept."""
    try:
        row = Row.get(f"TICKET#{number}", CLOCKS, consistent_read=True)
    except Row.DoesNotExist:
        return None
    return dict(row.attribute_values)


@pytest.fixture
def table() -> Iterator[Stores]:
    with tickets_table():
        yield DynamoTickets(shards=2), DynamoPromises(shards=2)


def test_an_item_stands_in_the_index_under_its_first_timer(table: Stores) -> None:
    kept(table[0])
    shard = int(TICKET.number[-4:]) % 2
    assert clocks() == {
        "pk": f"TICKET#{TICKET.number}", "sk": "CLOCKS", "row": "clocks", "timers": list(DUE),
        "clk": f"DUE#{shard}", "due": FIRST,
    }  # fmt: skip
    saved(table[0], TICKET, Timers(due=()))
    item = clocks()
    assert item is not None
    assert {"clk", "due"}.isdisjoint(item)


def test_a_closed_tickets_item_is_deleted(table: Stores) -> None:
    kept(table[0])
    saved(table[0], TICKET, Timers(due=()), status=Status.CLOSED)
    assert clocks() is None


def test_an_item_holds_nothing_that_the_stream_takes_for_history(table: Stores) -> None:
    kept(table[0])
    told(table, "resolution.0.50")
    item = clocks()
    assert item is not None
    assert item["row"] == "clocks"


def test_keeping_a_promise_is_two_calls(table: Stores) -> None:
    kept(table[0])
    with counted_calls() as calls:
        told(table, "resolution.0.50")
    assert calls == {"BatchGetItem": 2, "TransactWriteItems": 1}


@pytest.fixture(params=["memory", "store"])
def digests(request: pytest.FixtureRequest) -> Iterator[tuple[Any, Callable[[], str]]]:
    """Return digests, and what tells which timer of the body stands in the index."""
    if request.param == "memory":
        fake = FakeDigests()
        yield fake, lambda: fake.due.get("muttrah", "")
        return

    def due() -> str:
        found = list(Row.of_due.query("DUE#0"))
        return found[0].due or "" if found else ""

    with tickets_table():
        yield DynamoDigests(), due


def test_a_digest_is_planned_once(digests: tuple[Any, Callable[[], str]]) -> None:
    kept_by, due = digests
    kept_by.plan("muttrah", FIRST)
    kept_by.plan("muttrah", SECOND)
    assert due() == FIRST


def test_the_next_digest_takes_the_place_of_the_one_that_was_due(digests: tuple[Any, Callable[[], str]]) -> None:
    kept_by, due = digests
    kept_by.plan("muttrah", FIRST)
    kept_by.plan("muttrah", THIRD, instead_of=SECOND)
    assert due() == FIRST
    for _ in range(2):
        kept_by.plan("muttrah", SECOND, instead_of=FIRST)
        assert due() == SECOND


def test_a_digest_ends_only_if_it_is_the_one_that_was_due(digests: tuple[Any, Callable[[], str]]) -> None:
    kept_by, due = digests
    kept_by.plan("muttrah", FIRST)
    kept_by.end("muttrah", SECOND)
    assert due() == FIRST
    kept_by.end("muttrah", FIRST)
    assert due() == ""
    kept_by.plan("muttrah", SECOND)
    assert due() == SECOND


@dataclass
class Minute:
    """The workflows on the table of a test: what is due, by a clock that is moved."""

    now: datetime = NOW
    queue: str = ""
    sweeper: Machine = field(init=False)
    teller: Machine = field(init=False)

    def __post_init__(self) -> None:
        self.queue = boto3.client("sqs").create_queue(QueueName="due")["QueueUrl"]
        self.sweeper = Machine(
            "tickets_promises", lambda: self.now, TicketsTable="tickets", Shards="2", EscalateArn="arn:escalate"
        )
        self.teller = Machine("tickets_escalate", lambda: self.now, TicketsTable="tickets", QueueUrl=self.queue)

    def sweep(self) -> list[dict[str, Any]]:
        """Sweep once; return the escalations that it started."""
        self.sweeper.started.clear()
        self.sweeper.run({})
        return list(self.sweeper.started)

    def asked(self) -> list[dict[str, Any]]:
        """Return what the function is asked for."""
        sqs, found = boto3.client("sqs"), []
        while messages := sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                found.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return found


@pytest.fixture
def minute(table: Stores) -> Minute:
    kept(table[0])
    return Minute()


def later(minute: Minute, **time: float) -> Minute:
    minute.now += timedelta(**time)
    return minute


def test_nothing_is_taken_before_it_is_due(minute: Minute) -> None:
    assert later(minute, minutes=59).sweep() == []
    item = clocks()
    assert item is not None
    assert item["due"] == FIRST


def test_a_sweep_leases_what_is_due_and_starts_its_escalation(minute: Minute) -> None:
    (started,) = later(minute, hours=1).sweep()
    assert started == {
        "StateMachineArn": "arn:escalate", "Name": f"{TICKET.number}-resolution-0-50-1",
        "Input": {"pk": f"TICKET#{TICKET.number}", "timer": FIRST, "more": True},
    }  # fmt: skip
    item = clocks()
    assert item is not None
    assert (item["due"], item["timers"], item["tries"]) == ("2026-03-01T04:05:00.000Z lease", list(DUE), 1)


def test_a_lease_is_nobody_elses_until_it_ends(minute: Minute) -> None:
    later(minute, hours=1).sweep()
    assert later(minute, minutes=4, seconds=59).sweep() == []
    (again,) = later(minute, seconds=1).sweep()
    assert again["Name"] == f"{TICKET.number}-resolution-0-50-2"


def test_of_two_sweeps_at_once_one_has_the_ticket(minute: Minute) -> None:
    later(minute, hours=1)
    other = Minute(now=minute.now)
    running = minute.sweeper.states({})
    for name, _, _ in running:
        if name == "Find what is due":
            break
    assert len(other.sweep()) == 1
    names = [name for name, _, _ in running]
    assert "Somebody else has it" in names
    assert minute.sweeper.started == []


def test_a_ticket_that_changed_since_it_was_found_is_left_alone(minute: Minute, table: Stores) -> None:
    running = later(minute, hours=1).sweeper.states({})
    for name, _, _ in running:
        if name == "Find what is due":
            saved(table[0], TICKET, Timers(due=(THIRD,)))
            break
    assert [name for name, _, _ in running][:2] != ["Lease it", "Start its escalation"]
    item = clocks()
    assert item is not None
    assert (minute.sweeper.started, item["due"]) == ([], THIRD)


def test_a_sweep_reads_page_after_page(table: Stores) -> None:
    minute = later(Minute(), hours=1)
    for i in range(23):
        kept(table[0], a_ticket(i))
    query = json.dumps(minute.sweeper.definition)
    assert query.count("'Limit': 200") == 1
    minute.sweeper.definition = json.loads(query.replace("'Limit': 200", "'Limit': 5"))
    assert len({one["Input"]["pk"] for one in minute.sweep()}) == 23
    assert minute.sweep() == []


def test_an_empty_index_is_no_error() -> None:
    with tickets_table():
        assert Minute().sweep() == []


def test_an_escalation_asks_once_and_goes_on_to_the_next_timer(minute: Minute) -> None:
    (started,) = later(minute, hours=1).sweep()
    minute.teller.run(started["Input"])
    assert minute.asked() == [{"pk": f"TICKET#{TICKET.number}", "timer": FIRST}]
    item = clocks()
    assert item is not None
    assert (item["timers"], item["due"]) == ([SECOND, THIRD], SECOND)


def test_after_the_last_timer_nothing_is_due(minute: Minute, table: Stores) -> None:
    saved(table[0], TICKET, Timers(due=(THIRD,)))
    (started,) = later(minute, hours=3).sweep()
    assert started["Input"]["more"] is False
    minute.teller.run(started["Input"])
    item = clocks()
    assert item is not None
    assert item["timers"] == []
    assert {"clk", "due"}.isdisjoint(item)
    assert later(minute, hours=9).sweep() == []


@pytest.mark.parametrize(
    "now_due", [(SECOND, THIRD), ("2026-03-01T09:00:00.000Z resolution.0.50", SECOND), (FIRST,), ()]
)
def test_a_promise_that_moved_meanwhile_keeps_its_timers(
    minute: Minute, table: Stores, now_due: tuple[str, ...]
) -> None:
    (started,) = later(minute, hours=1).sweep()
    saved(table[0], TICKET, Timers(due=now_due))
    *_, last = minute.teller.states(started["Input"])
    assert last[0] == "The promise has changed"
    item = clocks()
    assert item is not None
    assert item["timers"] == list(now_due)
    assert item.get("due", "") == (now_due[0] if now_due else "")


def test_the_only_timer_that_got_company_meanwhile_stays(minute: Minute, table: Stores) -> None:
    saved(table[0], TICKET, Timers(due=(FIRST,)))
    (started,) = later(minute, hours=1).sweep()
    saved(table[0], table[0].get(TICKET.number), Timers(due=DUE))
    *_, last = minute.teller.states(started["Input"])
    assert last[0] == "The promise has changed"
    assert [one["Input"]["timer"] for one in minute.sweep()] == [FIRST]


def test_a_ticket_that_was_closed_meanwhile_is_no_error(minute: Minute, table: Stores) -> None:
    (started,) = later(minute, hours=1).sweep()
    saved(table[0], TICKET, Timers(due=()), status=Status.CLOSED)
    *_, last = minute.teller.states(started["Input"])
    assert last[0] == "The promise has changed"
    assert clocks() is None


def test_going_on_twice_goes_on_once(minute: Minute) -> None:
    (started,) = later(minute, hours=1).sweep()
    for _ in range(2):
        minute.teller.run(started["Input"])
    item = clocks()
    assert item is not None
    assert item["timers"] == [SECOND, THIRD]


def test_killed_before_the_asking_it_comes_again_when_its_lease_ends(minute: Minute) -> None:
    later(minute, hours=1).sweep()
    assert minute.asked() == []
    (again,) = later(minute, minutes=5).sweep()
    minute.teller.run(again["Input"])
    assert len(minute.asked()) == 1


def test_killed_after_the_asking_it_is_asked_again_and_goes_on_once(minute: Minute) -> None:
    (started,) = later(minute, hours=1).sweep()
    next(minute.teller.states(started["Input"]))
    (again,) = later(minute, minutes=5).sweep()
    minute.teller.run(again["Input"])
    assert [one["timer"] for one in minute.asked()] == [FIRST, FIRST]
    item = clocks()
    assert item is not None
    assert item["due"] == SECOND


def test_an_asking_that_fails_is_an_error_of_the_execution(minute: Minute) -> None:
    (started,) = later(minute, hours=1).sweep()
    boto3.client("sqs").delete_queue(QueueUrl=minute.queue)
    with pytest.raises(TaskFailed, match=r"^Sqs\."):
        minute.teller.run(started["Input"])
    item = clocks()
    assert item is not None
    assert item["timers"] == list(DUE)


def test_a_bodys_digest_goes_the_same_way(table: Stores) -> None:
    minute = later(Minute(), hours=1)
    digest = f"{iso(minute.now)} digest.20260301.send"
    DynamoDigests().plan("muttrah", digest)
    (started,) = minute.sweep()
    assert started["Name"] == "muttrah-digest-20260301-send-1"
    minute.teller.run(started["Input"])
    assert minute.asked() == [{"pk": "BODY#muttrah", "timer": digest}]
    assert minute.sweep() == []


def test_a_recalculation_asks_for_every_open_ticket_of_the_body_a_hundred_at_a_time(table: Stores) -> None:
    queue = boto3.client("sqs").create_queue(QueueName="due")["QueueUrl"]
    machine = Machine("tickets_recalculate", lambda: NOW, TicketsTable="tickets", Shards="2", QueueUrl=queue)
    machine.definition = json.loads(json.dumps(machine.definition).replace("'Limit': 100", "'Limit': 4"))
    for i in range(11):
        kept(table[0], a_ticket(i))
    kept(table[0], a_ticket(20, body="tourism"))
    kept(table[0], a_ticket(21, status=Status.CLOSED, closed_at=iso(NOW)))
    why = {"body": "muttrah", "cause": "calendar", "code": "omani", "version": 7}
    machine.run(why)
    minute = Minute()
    found = minute.asked()
    assert {json.dumps(one["why"]) for one in found} == {json.dumps(why)}
    assert sorted(pk for one in found for pk in one["tickets"]) == sorted(f"TICKET#{number(i)}" for i in range(11))
    assert max(len(one["tickets"]) for one in found) <= 4


def test_a_recalculation_of_a_body_without_tickets_asks_for_nobody(table: Stores) -> None:
    queue = boto3.client("sqs").create_queue(QueueName="due")["QueueUrl"]
    machine = Machine("tickets_recalculate", lambda: NOW, TicketsTable="tickets", Shards="1", QueueUrl=queue)
    machine.run({"body": "muttrah", "cause": "policy", "code": "standard", "version": 3})
    assert [one["tickets"] for one in Minute().asked()] == [[]]
