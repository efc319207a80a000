"""Amazon Connect as a process of the stack: what it keeps, its clock, and what the cloud asks of it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local.clock import MovableClock
from local.connect import delivery
from local.connect.api.server import Server
from local.connect.clock import RealClock
from local.connect.resources import FlowResource
from local.exchange import Exchange, NoExchange
from local.mends import timers
from local.settings import Settings
from local.telephone import Engines
from local.timetable import Timetable
from tests.local.connect.centre import BYE, flow, say

Stock = Callable[[str], Any]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return a stack without a cloud: what is told waits, and a stop does not wait for it."""
    monkeypatch.setattr(delivery, "LAST", 0.1)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 0.5)
    for name, value in {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_DEFAULT_REGION": "me-central-1",
                        "AWS_ACCESS_KEY_ID": "0" * 12, "AWS_SECRET_ACCESS_KEY": "local"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return Settings(state=tmp_path)


@pytest.fixture
def engines(settings: Settings) -> Iterator[Engines]:
    made = Engines(settings)
    yield made
    made.close()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_an_instance_is_there_again_after_a_start_with_its_contacts(settings: Settings) -> None:
    first = Engines(settings)
    made = first.account.create("nidaa-local")
    made.publish(_flow("main"))
    contact = made.start_call("main", customer="+96891234567")
    first.account.changed()
    first.close()
    again = Engines(settings)
    (instance,) = again.account
    assert (instance.directory.id, instance.directory.alias) == (made.directory.id, "nidaa-local")
    assert instance.directory.flows.find("main") is not None
    until(lambda: instance.contacts[contact].completed_at is not None)
    again.close()


def test_calls_keep_the_stacks_time(engines: Engines, settings: Settings) -> None:
    instance = engines.account.create("nidaa-local")
    clock = instance.clock
    assert isinstance(clock, RealClock)
    due: list[float] = []
    clock.after(3600, lambda: due.append(clock.now()))
    server = Server(engines.account, 0, engines.answer)
    exchange = Exchange(int(server.url.rpartition(":")[2]))
    at = exchange.next()
    assert at is not None
    assert at - time.time() == pytest.approx(3600, abs=60)
    MovableClock(settings.clock_file).move_to(at + 1)
    exchange.moved()
    until(lambda: due != [])
    assert due[0] >= at
    until(lambda: exchange.busy() == [])
    assert exchange.next() is None
    server.close()


def test_what_is_not_told_yet_is_work(engines: Engines) -> None:
    instance = engines.account.create("nidaa-local")
    instance.publish(_flow("main"))
    instance.start_call("main")
    server = Server(engines.account, 0, engines.answer)
    exchange = Exchange(int(server.url.rpartition(":")[2]))
    until(lambda: "telephone records" in exchange.busy())
    server.close()


def test_an_engine_that_is_away_has_nothing_to_do() -> None:
    for exchange in (Exchange(9), NoExchange()):
        exchange.moved()
        assert (exchange.busy(), exchange.next()) == ([], None)


class Calls(NoExchange):
    """Calls that go on at some instants."""

    def __init__(self, *instants: float) -> None:
        super().__init__()
        self.instants, self.seen = list(instants), list[float]()
        self.clock: MovableClock

    def next(self) -> float | None:
        return min(self.instants, default=None)

    def moved(self) -> None:
        now = self.clock.now()
        self.seen += [now for at in self.instants if at <= now]
        self.instants = [at for at in self.instants if at > now]


def test_the_clock_stops_where_a_call_goes_on(stock: Stock, clock: MovableClock) -> None:
    journal, calls = timers.Journal(), Calls(clock.now() + 30, clock.now() + 90)
    calls.clock = clock
    timers.share(clock)
    timers.record(clock, journal)
    table, began = Timetable(clock, journal, calls), clock.now()
    assert [(timer.at, timer.name) for timer in table.upcoming()] == [(began + 30, "a call goes on")]
    table.advance(began + 100)
    assert calls.seen == [began + 30, began + 90]


def _flow(name: str) -> FlowResource:
    return FlowResource(id=name, arn="", name=name, content=flow(say("hello", "أهلًا", "bye"), BYE))
