"""Whatever happens, in whatever order, and whatever fails: no promise passes in silence, none is told of twice."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.organisations.body import Body, Target
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NidaaError
from chalicelib.tickets import actions
from chalicelib.tickets.clock import clock_of
from chalicelib.tickets.digests import is_overdue
from chalicelib.tickets.lifecycle import REQUESTER, SYSTEM
from chalicelib.tickets.words import ClockName
from tests.conftest import NOW
from tests.plans import examples
from tests.tickets.minutes import Plan, Struck, World
from tests.tickets.scenes import (
    AGENT,
    DISTRIBUTOR,
    DISTRIBUTOR2,
    EVERYBODY,
    FOLLOW_UP,
    OFFICER,
    PARTNER,
    SUPERVISOR,
    staff,
)
from tests.tickets.test_acting import doing
from tests.tickets.test_registering import KEY, ORIGIN, asked
from tests.tickets.working import calendar, week, working

MANY = settings(max_examples=examples(400), deadline=None, suppress_health_check=list(HealthCheck))
STAFF = {one.id: one for one in (*EVERYBODY, staff("executive", Role.EXECUTIVE))}
QUICK = Target(first_reply=60, resolution=840, referral_reply=240, update=420)
BODIES: tuple[Body, ...] = (
    working(QUICK),
    working(QUICK, calendars=(calendar("omani", week(opens="09:00", closes="13:00")),)),
    working(QUICK, calendars=(calendar("omani", week(opens="00:00", closes="24:00")),)),
    working(msgspec.structs.replace(QUICK, resolution=420, calendar="round_the_clock")),
)

SAID: tuple[tuple[Any, str, dict[str, Any]], ...] = (
    (AGENT, "classify", {"in_jurisdiction": True, "object": "service"}),
    (DISTRIBUTOR, "classify", {"in_jurisdiction": False}),
    (DISTRIBUTOR, "classify", {"complexity": "critical"}),
    (DISTRIBUTOR, "classify", {"category": "lamps", "complexity": "routine"}),
    (AGENT, "solve", {"message": "تم"}),
    (AGENT, "reject", {"reason": "سبب"}),
    (DISTRIBUTOR, "refer", {"section": "roads"}),
    (DISTRIBUTOR, "refer", {"section": "lighting"}),
    (DISTRIBUTOR, "refer", {"partner": "water", "mode": "third_party"}),
    (DISTRIBUTOR, "refer", {"partner": "water", "mode": "out_of_jurisdiction"}),
    (OFFICER, "start", {}),
    (OFFICER, "ask", {"question": "أين؟"}),
    (DISTRIBUTOR, "ask", {"question": "متى؟"}),
    (REQUESTER, "respond", {"text": "هنا"}),
    (OFFICER, "answer", {"text": "تم", "verification": "confirmed"}),
    (PARTNER, "answer", {"text": "تم", "verification": "confirmed"}),
    (OFFICER, "decline", {"reason": "سبب"}),
    (DISTRIBUTOR, "return", {"reason": "سبب"}),
    (DISTRIBUTOR, "inform", {"method": "phone", "reached": True}),
    (DISTRIBUTOR2, "resolve", {"outcome": "solved", "message": "تم"}),
    (DISTRIBUTOR, "resolve", {"outcome": "not_solvable", "message": "تعذر", "reason": "سبب"}),
    (REQUESTER, "measure", {"score": 1}),
    (FOLLOW_UP, "measure", {"score": 4}),
    (DISTRIBUTOR, "close", {"root_cause": "other"}),
    (REQUESTER, "reopen", {"reason": "سبب"}),
    (REQUESTER, "withdraw", {}),
    (DISTRIBUTOR, "merge", {"into": "other"}),
    (DISTRIBUTOR, "unmerge", {}),
    (SUPERVISOR, "assign", {"to": "officer"}),
    (SUPERVISOR, "delay", {"reason": "سبب", "expected_by": "2026-12-31"}),
    (SUPERVISOR, "remind", {}),
    (AGENT, "note", {"text": "نص"}),
    (DISTRIBUTOR, "reply", {"text": "نص"}),
)

DEEDS = st.tuples(st.integers(0, 1), st.integers(0, len(SAID) - 1))
KINDS = st.lists(st.sampled_from(["ok", "ok", "before", "after", "between"]), max_size=14)
ONE = st.tuples(st.integers(0, 14), st.sampled_from(["before", "after", "between"])).map(
    lambda one: ["ok"] * one[0] + [one[1]]
)
FAULTS = st.one_of(KINDS, ONE)
TIMES = st.sampled_from([1, 7, 60, 210, 300, 1440, 3 * 1440, 9 * 1440])
CHANGES = st.tuples(st.integers(0, len(BODIES) - 1), st.booleans())
Happening = tuple[str, Any]


def act(action: str, which: int, nth: int = 0) -> Happening:
    """Return an action, by whoever does it first in the list."""
    return "acts", (which, [i for i, (_, name, _) in enumerate(SAID) if name == action][nth])


def walk(*actions: str) -> st.SearchStrategy[list[Happening]]:
    """Return a ticket taken some steps on its way, with time, minutes and faults in between."""
    between = st.tuples(st.tuples(st.just("time"), TIMES), st.tuples(st.just("fails"), FAULTS), st.just(("minutes", 2)))
    parts = [st.tuples(st.integers(0, 1), between)] * len(actions)
    return st.tuples(st.integers(0, 1), *parts).map(
        lambda drawn: [
            step
            for action, (_, others) in zip(actions, drawn[1:], strict=True)
            for step in (act(action, drawn[0]), *others)
        ]
    )


PATHS = st.one_of(
    walk("classify", "refer"),
    walk("classify", "refer", "start", "answer", "return"),
    walk("classify", "refer", "start", "answer", "inform", "resolve"),
    walk("ask", "respond"),
    walk("merge", "unmerge"),
    walk("solve", "reopen"),
)
# A change that some of the functions have not heard of when what is due by it is found.
UNHEARD = st.tuples(TIMES, st.integers(0, len(BODIES) - 1)).map(
    lambda drawn: [("time", drawn[0]), ("changes", (drawn[1], False)), ("rest", None), ("sweeps", 1), ("rest", None)]
)
SINGLE = st.one_of(
    st.tuples(st.just("acts"), DEEDS),
    st.tuples(st.just("time"), TIMES),
    st.tuples(st.just("minutes"), st.integers(1, 4)),
    st.tuples(st.just("sweeps"), st.integers(1, 2)),
    st.tuples(st.just("step"), st.integers(0, 9)),
    st.tuples(st.just("kill"), st.integers(0, 9)),
    st.tuples(st.just("deliver"), st.none()),
    st.tuples(st.just("changes"), CHANGES),
    st.tuples(st.just("fails"), FAULTS),
).map(lambda one: [one])
HAPPENS: st.SearchStrategy[list[Happening]] = st.lists(st.one_of(SINGLE, SINGLE, PATHS, UNHEARD), max_size=7).map(
    lambda several: [one for group in several for one in group]
)


class History:
    """Two tickets to which things happen, and the world that keeps their promises."""

    def __init__(self, between: list[tuple[int, int]]) -> None:
        self.between = list(between)
        self.world = World(BODIES[0], NOW, staff=STAFF, plan=Plan(between=self.comes_in_between))
        self.tries = 0
        origin = [replace(ORIGIN, key=f"{KEY}-{i}") for i in range(2)]
        self.numbers = [actions.register(self.world.acting, asked(), one).ticket.number for one in origin]

    def comes_in_between(self) -> None:
        if self.between:
            self.act(*self.between.pop())

    def act(self, which: int, deed: int) -> None:
        """Try something; what is not allowed now is refused."""
        who, action, words = SAID[deed]
        number, other = self.numbers[which], self.numbers[1 - which]
        words = {**words, "into": other} if action == "merge" else words
        self.tries += 1
        try:
            version = None if who is REQUESTER else self.world.tickets.heads[number].version
            self.world.act(number, doing(who, action, version, f"{KEY}-{self.tries}", **words))
        except (NidaaError, Struck):
            return

    def happens(self, what: str, given: Any) -> None:
        """Let one thing happen: one of the methods below, or one of the world's."""
        for owner in (self, self.world):
            if method := getattr(owner, what, None):
                method(given) if given is not None else method()
                return

    def acts(self, deed: tuple[int, int]) -> None:
        self.act(*deed)

    def time(self, minutes: int) -> None:
        self.world.now += timedelta(minutes=minutes)
        self.world.stale = None

    def minutes(self, count: int) -> None:
        for _ in range(count):
            self.world.minute()

    def sweeps(self, count: int) -> None:
        self.world.tasks += [self.world.sweep() for _ in range(count)]

    def changes(self, given: tuple[int, bool]) -> None:
        self.world.change(BODIES[given[0]], known=given[1])

    def fails(self, plan: list[str]) -> None:
        self.world.plan.left += plan


@MANY
@given(happenings=HAPPENS, between=st.lists(DEEDS, max_size=6))
def test_no_promise_passes_in_silence_and_none_is_told_of_twice(
    happenings: list[Happening], between: list[tuple[int, int]]
) -> None:
    history = History(between)
    world = history.world
    for what, given_with in happenings:
        history.happens(what, given_with)
    world.settle()
    assert_all_is_told(history)
    assert_nothing_is_told_twice(history)
    assert_the_digest_is_planned(history)


def assert_all_is_told(history: History) -> None:
    world = history.world
    for number in history.numbers:
        ticket, told = world.tickets.with_told(number)
        if not ticket.is_open:
            assert not told.due
            continue
        assert world.missed(number) == []
        assert world.silent(number) == []
        assert world.tickets.due.get(number, "") == (told.due[0] if told.due else "")
        for name in (ClockName.FIRST_REPLY, ClockName.RESOLUTION, ClockName.REFERRAL_REPLY):
            running = clock_of(ticket, name)
            if running and running.counted_from and running.due_at < iso(world.now - timedelta(minutes=1)):
                assert f"{name}.{running.leg}.100" in told.steps


def assert_nothing_is_told_twice(history: History) -> None:
    world = history.world
    times = Counter((number, step) for number, step, _ in world.promises.told)
    assert [one for one, count in times.items() if count > 1] == []
    acted = Counter(world.tickets.acted)
    assert [one for one, count in acted.items() if count > 1] == []
    for number in history.numbers:
        by_system = [event for event in world.tickets.events[number] if event.by == SYSTEM.id]
        told = [types for told_of, _, types in world.promises.told if told_of == number]
        updates = sum(event.type == "ticket.updated" for event in by_system)
        escalated = sum(event.type == "ticket.escalated" for event in by_system)
        assert escalated == sum(types.count("ticket.escalated") for types in told) + updates
        sequences = [event.sequence for event in world.tickets.events[number]]
        assert len(sequences) == len(set(sequences))


def is_planned_with_its_next_step(history: History, number: str) -> bool:
    """Return whether a ticket was parted again after its digest; its next step sees to another."""
    ticket, told = history.world.tickets.with_told(number)
    parted = any(event.type == "ticket.unmerged" for event in history.world.tickets.events[number])
    return ticket.is_open and parted and told.due != ()


def assert_the_digest_is_planned(history: History) -> None:
    world = history.world
    if is_overdue(world.digesting.lists, "muzn", world.now - timedelta(minutes=1)):
        assert "muzn" in world.digests.due or any(
            is_planned_with_its_next_step(history, one) for one in history.numbers
        )
    days: Counter[str] = Counter()
    for detail in set(world.bus.put):
        days[json.loads(detail)["day"]] += 1
    assert all(count == 1 for count in days.values())
