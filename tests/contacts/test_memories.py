"""What is remembered of callers and calls, and what the bus is told of callbacks."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_telling import teller
from chalicelib.contacts.memories import Choice, Memories, Survey
from chalicelib.contacts.memory_store import DynamoMemories
from chalicelib.shared.bus import Entry
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.centre import FakeMemories
from tests.contacts.tables import contacts_table
from tests.tickets.examples import SECRET

AT, LATER = iso(NOW), iso(NOW + timedelta(minutes=1))


@pytest.fixture(params=["fake", "dynamo"])
def memories(request: pytest.FixtureRequest) -> Iterator[Memories]:
    if request.param == "fake":
        yield FakeMemories()
        return
    with contacts_table():
        yield DynamoMemories()


def test_the_last_choice_of_a_caller_is_remembered(memories: Memories) -> None:
    assert memories.choice("hmac") is None
    memories.choose("hmac", Choice(language="ar", at=AT))
    memories.choose("hmac", Choice(language="en", at=LATER))
    assert memories.choice("hmac") == Choice(language="en", at=LATER)
    assert memories.choice("other") is None


def test_a_score_and_a_reason_come_one_after_the_other(memories: Memories) -> None:
    assert memories.survey("c") is None
    memories.answer("c", score=2, at=AT)
    memories.answer("c", reason=3, at=LATER)
    assert memories.survey("c") == Survey(score=2, reason=3, at=LATER)
    memories.answer("c", score=5, at=LATER)
    assert memories.survey("c") == Survey(score=5, reason=3, at=LATER)


class FakeBus:
    """A bus that keeps what it takes, or takes nothing."""

    def __init__(self, taken: int = 1, error: Exception | None = None) -> None:
        self.entries: list[Entry] = []
        self._taken, self._error = taken, error

    def put_all(self, entries: Sequence[Entry]) -> int:
        if self._error:
            raise self._error
        self.entries += entries
        return self._taken


class FakeLive:
    """Screens that keep what they are sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.to: list[str | None] = []

    def send(self, body: str, topic: str, message: Any, to: str | None = None) -> int:
        self.sent.append((body, topic, message))
        self.to.append(to)
        return 1


CALLBACK = Callback(
    id="cb", body="muttrah", number="+96892123456", queue="general", requested_at=AT, due_at=AT, contact="c-1",
    note="ملاحظة", version=3,
)  # fmt: skip


def test_the_bus_and_the_screens_are_told_by_ids_alone() -> None:
    bus, live, counts = FakeBus(), FakeLive(), list[str]()
    tell = teller(bus, live, SECRET, lambda: NOW, counts.append)
    for _ in range(2):
        tell("callback.offered", CALLBACK, "system")
    (type, detail), again = bus.entries
    told = json.loads(detail)
    assert type == "callback.offered"
    assert {name: told[name] for name in ("type", "body", "callback", "contact", "at", "by")} == {
        "type": "callback.offered", "body": "muttrah", "callback": "cb", "contact": "c-1", "at": AT, "by": "system",
    }  # fmt: skip
    assert again == (type, detail)
    assert "92123456" not in detail
    assert live.sent[0] == ("muttrah", "queues", {"type": "callback.offered", "callback": "cb"})
    assert counts == []


def test_who_answers_hears_that_the_caller_is_owed_no_call_any_more() -> None:
    live = FakeLive()
    reached = CALLBACK.with_(state=CallbackState.REACHED, reached_in="c-2", ended_by="salma")
    teller(FakeBus(), live, SECRET, lambda: NOW, list[str]().append)("callback.reached", reached, "salma")
    told = {"type": "callback.reached", "callback": "cb"}
    assert live.sent == [("muttrah", "queues", told), ("muttrah", "desk", told | {"contact": "c-2"})]
    assert live.to == [None, "salma"]


def test_nobody_becomes_unreachable_twice_whatever_is_corrected_in_between() -> None:
    bus = FakeBus()
    tell = teller(bus, FakeLive(), SECRET, lambda: NOW, list[str]().append)
    for version in (4, 6):
        assert tell("callback.unreachable", CALLBACK.with_(version=version), "agent")
        assert tell("callback.offered", CALLBACK.with_(version=version), "system")
    first, offered, again, offered_again = (json.loads(detail)["id"] for _, detail in bus.entries)
    assert first == again
    assert offered != offered_again


@pytest.mark.parametrize("bus", [FakeBus(0), FakeBus(error=EndpointConnectionError(endpoint_url="x"))])
def test_a_bus_that_is_away_stops_nobodys_call(bus: FakeBus) -> None:
    counts = list[str]()
    taken = teller(bus, FakeLive(), SECRET, lambda: NOW, counts.append)("callback.reached", CALLBACK, "agent")
    assert not taken
    assert counts == ["CallbackEventLost"]
