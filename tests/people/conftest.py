"""The two stores that keep one contract, and a world of fakes."""

from collections.abc import Iterator

import pytest
from moto import mock_aws
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE

from chalicelib.people.register import People
from chalicelib.people.rows import Row
from chalicelib.people.store import DynamoPeople
from tests.people.fakes import SECRET, FakePeople, World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dynamo() -> Iterator[DynamoPeople]:
    with mock_aws():
        Row._connection = None  # a connection that another test made speaks to another mock
        Row.create_table(billing_mode=PAY_PER_REQUEST_BILLING_MODE, wait=False)
        yield DynamoPeople(SECRET)
        Row._connection = None


@pytest.fixture(params=["fake", "dynamo"])
def people(request: pytest.FixtureRequest) -> People:
    if request.param == "fake":
        return FakePeople()
    store: DynamoPeople = request.getfixturevalue("dynamo")
    return store
