"""A promise is told of once, whatever fails between two calls to DynamoDB or SQS: real stores, real definitions."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.exceptions import PynamoDBException

from chalicelib.organisations.body import Target
from chalicelib.tickets import actions, digests, promises
from chalicelib.tickets.promise_store import DynamoDigests, DynamoPromises
from chalicelib.tickets.rows import CLOCKS, Row
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.timers import read_timer
from chalicelib.tickets.trouble import AlreadyTold, TicketChanged
from tests.faults import faults, plans
from tests.plans import examples
from tests.tickets.fake_lists import FakeLists
from tests.tickets.fakes import FakeTickets
from tests.tickets.minutes import FakeBus
from tests.tickets.scenes import AGENT, DISTRIBUTOR
from tests.tickets.tables import tickets_table
from tests.tickets.test_acting import STAFF, doing
from tests.tickets.test_registering import KEY, ORIGIN, a_context, asked
from tests.tickets.workflows import Machine, TaskFailed
from tests.tickets.working import muscat, working

FEW = settings(
    max_examples=examples(25), deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
SUNDAY = muscat(12, 6, 7, 30)
BODY = working(Target(first_reply=840, resolution=840, referral_reply=840, update=840))
MANY_PLANS = st.lists(plans, min_size=1, max_size=4)


@dataclass
class Service:
    """The stores and the workflows of one table, by a clock that is moved; each ticket is a new one."""

    now: datetime = SUNDAY
    tickets: int = 0

    def __post_init__(self) -> None:
        self.queue = boto3.client("sqs").create_queue(QueueName="due")["QueueUrl"]
        self.store = DynamoTickets()
        self.acting = replace(
            a_context(), tickets=self.store, staff=STAFF.get, clock=lambda: self.now, body=lambda _code: BODY
        )
        self.digesting = digests.Context(
            digests=DynamoDigests(), lists=FakeLists(FakeTickets()), body=lambda _code: BODY, bus=FakeBus(),
            clock=lambda: self.now,
        )  # fmt: skip
        self.keeping = promises.Context(
            acting=self.acting, promises=DynamoPromises(), team=lambda _body: list(STAFF.values()),
            breached=lambda body, now: digests.breached(self.digesting, body, now), count=lambda _name: None,
        )  # fmt: skip
        self.sweeper = Machine(
            "tickets_promises", lambda: self.now, TicketsTable="tickets", Shards="1", EscalateArn="arn:escalate"
        )
        self.teller = Machine("tickets_escalate", lambda: self.now, TicketsTable="tickets", QueueUrl=self.queue)

    def referred(self) -> str:
        """Register a ticket on Sunday morning, and refer it."""
        self.now, self.tickets = SUNDAY, self.tickets + 1
        origin = replace(ORIGIN, key=f"{KEY}-{self.tickets}")
        mobile = {"first_name": "سالم", "family_name": "البلوشي", "mobile": f"+968921{self.tickets:05d}"}
        number = actions.register(self.acting, asked(requester=mobile), origin).ticket.number
        known = doing(AGENT, "classify", 1, f"{KEY}-classify", in_jurisdiction=True, object="service")
        actions.act(self.acting, number, known)
        actions.act(self.acting, number, doing(DISTRIBUTOR, "refer", 2, f"{KEY}-referral", section="roads"))
        return number

    def timer(self, number: str, step: str) -> str:
        """Return the timer of a step, and let its time come."""
        due = self.store.with_told(number)[1].due
        timer = next(one for one in due if one.endswith(f" {step}"))
        self.now = read_timer(timer).at
        return timer

    def types(self, number: str) -> Counter[str]:
        return Counter(event.type for event in self.store.history(number, limit=200) if event.by == "system")

    def asked_for(self) -> list[dict[str, str]]:
        """Take every message out of the queue."""
        sqs, found = boto3.client("sqs"), []
        while messages := sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                found.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return found


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with tickets_table():
        yield Service()


STEPS = {
    "resolution.0.50": {"ticket.escalated": 1},
    "resolution.0.90": {"ticket.delayed": 1},
    "resolution.0.100": {"ticket.escalated": 1},
    "referral_reply.1.75": {"ticket.escalated": 1, "ticket.reminded": 1},
    "referral_reply.1.late1": {"ticket.reminded": 1},
}


@FEW
@given(step=st.sampled_from(sorted(STEPS)), plan=MANY_PLANS)
def test_however_often_a_step_fails_and_comes_again_it_is_told_once(
    service: Service, step: str, plan: list[list[str]]
) -> None:
    number = service.referred()
    timer = service.timer(number, step)
    for faulty in (*plan, [], []):
        try:
            with faults(faulty):
                promises.keep(service.keeping, number, timer)
        except (PynamoDBException, AlreadyTold, TicketChanged):
            continue  # the queue brings it again
    assert service.types(number) == STEPS[step]
    assert step in service.store.with_told(number)[1].steps
    if step.endswith(".100"):
        assert Row.get("BODY#muzn", CLOCKS).due


@FEW
@given(plan=MANY_PLANS)
def test_however_often_the_word_to_the_requester_fails_it_goes_out_once(
    service: Service, plan: list[list[str]]
) -> None:
    number = service.referred()
    ticket = service.store.get(number)
    leg = next(clock.leg for clock in ticket.clocks if clock.name == "update")
    timer = service.timer(number, f"update.{leg}.100")
    for faulty in (*plan, [], []):
        try:
            with faults(faulty):
                promises.keep(service.keeping, number, timer)
        except (PynamoDBException, AlreadyTold, TicketChanged):
            continue
    assert service.types(number) == {"ticket.escalated": 1, "ticket.updated": 1}


@FEW
@given(plan=MANY_PLANS)
def test_however_the_workflows_fail_each_timer_is_asked_for_and_left_behind(
    service: Service, plan: list[list[str]]
) -> None:
    for row in list(Row.of_due.query("DUE#0")):
        Row(row.pk, CLOCKS).delete()
    number = service.referred()
    timer = service.timer(number, "resolution.0.50")
    before = service.store.with_told(number)[1].due
    for faulty in (*plan, [], []):
        with faults(faulty):
            sweep_and_escalate(service, number)
        service.now += timedelta(minutes=6)
    due = service.store.with_told(number)[1].due
    told = {one["timer"] for one in service.asked_for() if one["pk"] == f"TICKET#{number}"}
    left = [one for one in before if one not in due]
    assert timer in told | set(due)
    assert set(left) <= told
    assert list(due) == [one for one in before if one in due]
    assert (Row.get(f"TICKET#{number}", CLOCKS).due or "").partition(" ")[0] >= due[0].partition(" ")[0]


def sweep_and_escalate(service: Service, number: str) -> None:
    """Run one minute of the workflows; what fails ends there."""
    service.sweeper.started.clear()
    try:
        service.sweeper.run({})
    except TaskFailed:
        return
    for started in service.sweeper.started:
        if started["Input"]["pk"] == f"TICKET#{number}":
            try:
                service.teller.run(started["Input"])
            except TaskFailed:
                continue
