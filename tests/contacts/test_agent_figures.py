"""How long agents were in each status (R060): what was told late or twice, days of the body's own, who may read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.contacts.presence import Presence, PresenceStatus
from chalicelib.contacts.status_times import Change, spent
from chalicelib.contacts.store import DynamoContacts
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.fakes import FakeContacts
from tests.contacts.floor import Floor
from tests.contacts.tables import contacts_table

PATH = "/v1/agents/figures"
AVAILABLE, BUSY, PRAYER, OFFLINE = (
    PresenceStatus.AVAILABLE, PresenceStatus.BUSY, PresenceStatus.PRAYER, PresenceStatus.OFFLINE,
)  # fmt: skip
DAY = timedelta(days=1)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def came(minutes: int, status: PresenceStatus, event: str = "1", username: str = "salma") -> Presence:
    when = iso(at(minutes))
    return Presence(username=username, status=status, since=when, told_at=when, event=event)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield FakeContacts()
        return
    with contacts_table():
        yield DynamoContacts()


def test_changes_stand_in_their_order_once_whatever_comes_late_or_twice(store: Any) -> None:
    for presence in (came(5, BUSY), came(0, AVAILABLE), came(5, BUSY), came(5, PRAYER, "2"), came(90, OFFLINE)):
        store.note(presence)
    told = [(change.at, change.status) for change in store.changes("salma", at(1), at(60))]
    assert told == [(iso(at(0)), AVAILABLE), (iso(at(5)), BUSY), (iso(at(5)), PRAYER)]
    assert store.changes("nobody", at(0), at(60)) == []
    assert store.changes("salma", at(-60), at(0)) == []


def test_a_status_lasts_until_the_next_and_the_last_until_the_end() -> None:
    changes = [Change(iso(at(-30)), AVAILABLE), Change(iso(at(10)), BUSY), Change(iso(at(25)), AVAILABLE)]
    assert spent(changes, at(0), at(60)) == {AVAILABLE: (10 + 35) * 60, BUSY: 15 * 60}
    assert spent([], at(0), at(60)) == {}


@given(st.lists(st.tuples(st.integers(-300, 300), st.sampled_from(PresenceStatus)), max_size=12), st.integers(0, 200))
def test_the_times_add_up_to_what_is_known_of_the_day(told: list[tuple[int, PresenceStatus]], minutes: int) -> None:
    changes = [Change(iso(at(when)), status) for when, status in sorted(told, key=lambda each: each[0])]
    first = max(0, min((when for when, _ in told), default=minutes))
    assert sum(spent(changes, at(0), at(minutes)).values()) == max(0, minutes - first) * 60


@pytest.fixture
def floor() -> Floor:
    made = Floor()
    for presence in (came(-60, AVAILABLE), came(-20, BUSY), came(-5, PRAYER), came(-60, BUSY, username="nasser")):
        made.contacts.note(presence)
    return made


def test_who_oversees_reads_everybodys_times_of_the_day(floor: Floor) -> None:
    told = floor.call("GET", PATH, by="huda").json
    nasser, salma = told["rows"]
    assert (told["from"], told["to"]) == ("2026-03-01", "2026-03-01")
    assert (nasser["username"], nasser["signed_in_seconds"]) == ("nasser", 3600)
    assert salma["statuses"] == [
        {"status": "available", "seconds": 40 * 60}, {"status": "prayer", "seconds": 300},
        {"status": "busy", "seconds": 900},
    ]  # fmt: skip


def test_an_agent_reads_the_own_times_alone(floor: Floor) -> None:
    assert [row["username"] for row in floor.call("GET", PATH, by="salma").json["rows"]] == ["salma"]
    floor.hire("said", Role.AGENT)  # who sits in no queue has none
    assert floor.call("GET", PATH, by="said").json["rows"] == []


def test_a_day_is_the_bodys_own_and_one_to_come_is_empty(floor: Floor) -> None:
    floor.contacts.note(came(-24 * 60, AVAILABLE))
    (_, before), (_, coming) = (floor.call("GET", f"{PATH}?from={day}", by="huda").json["rows"]
                                for day in ("2026-02-28", "2026-03-05"))  # fmt: skip
    midnight = NOW.replace(hour=20, minute=0, second=0, microsecond=0) - DAY  # of Muscat
    assert before["signed_in_seconds"] == (midnight - at(-24 * 60)).total_seconds()
    assert coming["signed_in_seconds"] == 0


@pytest.mark.parametrize(
    ("days", "reason"),
    [("from=2026-03-02&to=2026-03-01", "before-first"), ("from=2026-03-01&to=2026-03-08", "too-many-days")],
)
def test_days_that_make_no_sense_are_refused(floor: Floor, days: str, reason: str) -> None:
    told = floor.call("GET", f"{PATH}?{days}", by="huda")
    assert (told.status, told.json["fields"]) == (422, [{"field": "to", "reason": reason}])


def test_another_bodys_agents_are_not_there(floor: Floor) -> None:
    assert floor.call("GET", f"{PATH}?body=elsewhere", by="huda").status == 404
