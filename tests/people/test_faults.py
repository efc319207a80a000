"""Faults between every two calls of the table: nobody is made twice, no code is used twice, no try is free."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from moto import mock_aws
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.exceptions import PynamoDBException

from chalicelib import wiring
from chalicelib.people.actions import Context, issue_code, open_session
from chalicelib.people.codes import TRIES, Target, WrongCode
from chalicelib.people.rows import Row
from chalicelib.people.store import DynamoPeople
from tests.faults import faults, plans
from tests.people.fakes import SECRET, World
from tests.people.test_routes import SALIM, FakeOrganisations, ask
from tests.plans import examples

MOBILE = "+96892120001"
few = settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def table() -> Iterator[None]:
    with mock_aws():
        Row._connection = None
        Row.create_table(billing_mode=PAY_PER_REQUEST_BILLING_MODE, wait=False)
        yield
        Row._connection = None


def _empty() -> None:
    for row in list(Row.scan()):
        row.delete()


def _context() -> Context:
    return replace(World().context(), people=DynamoPeople(SECRET))


@few
@given(plan=plans)
def test_a_request_that_is_repeated_until_it_succeeds_makes_one_person(table: None, plan: list[str]) -> None:
    _empty()
    with wiring.using(people=_context(), organisations=FakeOrganisations()), faults(plan):
        for _ in range(10):
            answer = ask("POST", "/v1/people", SALIM, key="k" * 16)
            assert answer.status in (200, 201, 500, 503), answer.text
            if answer.status < 300:
                break
    rows = [row for row in Row.scan() if row.sk == "PERSON"]
    assert answer.status < 300
    assert [row.pk for row in rows] == [f"PERSON#baldat#{answer.json['id']}"]
    assert rows[0].version == 1


@few
@given(plan=plans)
def test_a_code_opens_one_session_at_most(table: None, plan: list[str]) -> None:
    _empty()
    context = _context()
    code = issue_code(context, Target("mobile", MOBILE)) or ""
    with faults(plan):
        results = [_try(context, code) for _ in range(5)]
    assert results.count("opened") <= 1


@few
@given(plan=plans)
def test_after_three_refusals_the_right_code_is_refused_whatever_broke(table: None, plan: list[str]) -> None:
    _empty()
    context = _context()
    code = issue_code(context, Target("mobile", MOBILE)) or ""
    refused = 0
    with faults(plan):
        for _ in range(TRIES):
            refused += _try(context, "111111") == "refused"
    while refused < TRIES:
        refused += _try(context, "111111") == "refused"
    assert _try(context, code) == "refused"


def _try(context: Context, code: str) -> str:
    try:
        open_session(context, mobile=MOBILE, email="", code=code, source="s")
    except WrongCode:
        return "refused"
    except PynamoDBException:
        return "broken"
    return "opened"
