"""No acknowledged ticket is lost, none is doubled, no action is done twice: under faults between every two writes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.exceptions import PynamoDBException

from chalicelib.shared.errors import NidaaError
from chalicelib.tickets.actions import Context, act, register
from chalicelib.tickets.store import DynamoTickets
from tests.faults import faults, plans
from tests.plans import examples
from tests.tickets.scenes import AGENT
from tests.tickets.tables import tickets_table
from tests.tickets.test_acting import STAFF, doing
from tests.tickets.test_registering import KEY, ORIGIN, a_context, asked

MANY = settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def acting() -> Iterator[Context]:
    with tickets_table():
        yield replace(a_context(), tickets=DynamoTickets(), staff=STAFF.get)


@MANY
@given(keys=st.lists(st.integers(0, 9), min_size=1, max_size=2), plan=plans, more=plans)
def test_however_often_a_registration_is_repeated_there_is_one_ticket_a_key(
    acting: Context, keys: list[int], plan: list[str], more: list[str]
) -> None:
    numbers: dict[int, str] = {}
    for key in keys:
        for faulty in (plan, more, []):
            origin = replace(ORIGIN, key=f"{KEY}-{key}")
            try:
                with faults(faulty):
                    ticket = register(acting, asked(), origin).ticket
            except PynamoDBException:
                continue  # the caller is told 503 and repeats
            assert numbers.setdefault(key, ticket.number) == ticket.number
    assert len(set(numbers.values())) == len(set(keys))
    for number in numbers.values():
        assert [event.type for event in acting.tickets.history(number)] == ["ticket.registered"]


@MANY
@given(plan=plans, more=plans)
def test_however_often_an_action_is_repeated_it_is_done_once(acting: Context, plan: list[str], more: list[str]) -> None:
    number = register(acting, asked(), ORIGIN).ticket.number
    before = acting.tickets.get(number)
    wanted = doing(AGENT, "note", before.version, key=f"{KEY}-{before.version}", text="x")
    for faulty in (plan, more, []):
        try:
            with faults(faulty):
                act(acting, number, wanted)
        except (PynamoDBException, NidaaError):
            continue
    after = acting.tickets.get(number)
    assert after.version == before.version + 1
    assert acting.tickets.history(number, limit=1)[0].sequence == f"{after.version}.0"
