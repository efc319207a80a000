"""What was configured of each body, and who is at it: the fake and the table keep one contract."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.contacts.exchange.problems import ExchangeProblem, Followed
from chalicelib.contacts.exchange.store import DynamoExchange
from chalicelib.contacts.telephony import Installation
from tests.contacts.keeping import FakeKeeping
from tests.contacts.tables import contacts_table

REFUSED = ExchangeProblem(part="user", name="agent", reason="quota")
FOLLOWED = Followed(body="host", mark="m", hours="h", at="2026-03-01T08:00:00.000Z", problems=(REFUSED,))


@pytest.fixture(params=["fake", "dynamo"])
def store(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "fake":
        yield FakeKeeping()
        return
    with contacts_table():
        yield DynamoExchange()


def test_what_was_configured_is_kept_by_body_beside_the_installation(store: Any) -> None:
    assert store.get() is None
    assert store.followed_of("host") is None
    here = Installation(instance="i", region="eu-central-1", places={"host.general.ar": "q"}, seated={"agent": "p"})
    store.put(here)
    store.keep(FOLLOWED)
    assert store.take("run", "1", "2")
    assert store.get() == here
    assert store.followed() == {"host": FOLLOWED}
    assert store.followed_of("host") == FOLLOWED


def test_the_lease_is_one_runs_until_it_ends_or_is_given_back(store: Any) -> None:
    assert store.take("one", "10", "20")
    assert not store.take("two", "15", "25")
    assert store.take("one", "15", "25")
    assert store.take("two", "26", "30")
    store.give_back("one")
    assert not store.take("one", "27", "40")
    store.give_back("two")
    assert store.take("one", "27", "40")
    assert store.take("by hand", "28", "50", force=True)
