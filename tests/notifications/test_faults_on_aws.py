"""The same promise with DynamoDB, SNS and SES in moto, whose answers break by plans."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from chalicelib.notifications.actions import check, tell
from chalicelib.notifications.notice import BusEvent
from chalicelib.notifications.senders import SesEmail, SnsSms
from chalicelib.notifications.store import DynamoBudget, DynamoMessages
from chalicelib.people.requester import Requester
from chalicelib.shared.aws import client, impatient_client
from tests.faults import faults, plans
from tests.notifications.fakes import World, bus_event, ticket
from tests.notifications.tables import notifications_table

SENDER = "no-reply@nidaa.example"
people = count(1)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with notifications_table():
        client("sesv2").create_email_identity(EmailIdentity=SENDER)
        world = World()
        world.context = replace(
            world.context, messages=DynamoMessages(),
            budget=DynamoBudget(frozenset({"OM"}), an_hour=10**6, a_prefix=10**6),
            senders={
                "sms": SnsSms(lambda: impatient_client("sns"), "Nidaa"),
                "email": SesEmail(lambda: impatient_client("sesv2"), SENDER, world.clock),
            },
        )  # fmt: skip
        yield world


def a_person(world: World) -> tuple[str, str, BusEvent]:
    """Register a ticket of somebody new; return mobile, address and the event."""
    n = next(people)
    requester = Requester(mobile=f"+9689{n:07d}", email=f"person{n}@people.example")
    number = f"26{n:010d}"
    world.tickets.put(ticket(number=number), requester)
    return requester.mobile, requester.email, msgspec.structs.replace(bus_event(number=number), id=f"E{n}")


def reached(mobile: str, address: str) -> tuple[int, int]:
    """Return how many SMS and e-mails really went to somebody."""
    texts = Counter(to for to, _ in sns_backends["123456789012"]["eu-south-1"].sms_messages.values())
    mails = Counter(str(mail.destinations[0]) for mail in ses_backends["123456789012"]["eu-south-1"].sent_messages)
    return texts[mobile], mails[address]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans)
def test_whatever_aws_answers_somebody_is_told_and_by_sms_never_twice(world: World, plan: list[str]) -> None:
    mobile, address, event = a_person(world)
    with faults(plan):
        for _ in range(20):
            world.clock.go(minutes=3)
            if comes_to_its_end(world, event):
                break
    world.clock.go(minutes=10)
    for key, _seconds in world.checks.asked:
        check(world.context, key)
    world.checks.asked.clear()
    tell(world.context, event)

    texts, mails = reached(mobile, address)
    assert texts <= 1
    assert mails <= 1 + any(message.unanswered for message in world.context.messages.of_ticket(event.ticket))
    assert texts + mails >= 1


def comes_to_its_end(world: World, event: BusEvent) -> bool:
    """Tell an event as its queue brings it; False if it will come again."""
    try:
        tell(world.context, event)
    except Exception:
        return False
    return True
