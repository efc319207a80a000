"""Figures of queues: moves add up to what a plain count finds, whatever came in which order."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.contacts.contact import Contact, ContactOutcome, Told
from chalicelib.contacts.figures import Cell, figures_of, moves, recounted
from chalicelib.shared.clock import iso
from tests.conftest import NOW

ZONE = "Asia/Muscat"


def told(**facts: object) -> Told:
    return replace(Told(queue="data", queued_at=iso(NOW)), **facts)


def contact(id: str = "c1", **facts: object) -> Contact:
    return Contact(id=id, body="muashir", told=told(**facts))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Return one of six contacts as some record or event may tell of it."""
    at = NOW + timedelta(minutes=draw(st.integers(0, 3000)))
    seconds = st.integers(0, 90)
    return contact(
        id=draw(st.sampled_from("abcdef")),
        queue=draw(st.sampled_from(("", "data", "finance"))), language=draw(st.sampled_from(("ar", "en"))),
        queued_at=draw(st.sampled_from(("", iso(at)))), answered_at=draw(st.sampled_from(("", iso(at)))),
        ended_at=draw(st.sampled_from(("", iso(at)))), outcome=draw(st.sampled_from(list(ContactOutcome))),
        wait_seconds=draw(seconds), talk_seconds=draw(seconds), hold_seconds=draw(seconds), after_seconds=draw(seconds),
    )  # fmt: skip


@given(st.lists(contacts(), max_size=30))
def test_the_moves_of_any_changes_add_up_to_a_plain_count(changes: list[Contact]) -> None:
    kept: dict[str, Contact] = {}
    sums: dict[Cell, Counter[str]] = {}
    for after in changes:
        for cell, counted in moves(kept.get(after.id), after, ZONE).items():
            total = sums.setdefault(cell, Counter())
            for name, by in counted.items():
                total[name] += by
        kept[after.id] = after
    left = {cell: {name: n for name, n in total.items() if n} for cell, total in sums.items()}
    assert {cell: total for cell, total in left.items() if total} == recounted(kept.values(), ZONE)


@given(contacts())
def test_whoever_left_a_queue_left_it_one_way(one: Contact) -> None:
    counted = figures_of(one.told)
    assert sum(counted.get(name, 0) for name in ("handled", "abandoned", "otherwise")) == 1


@given(contacts())
def test_what_changes_nothing_moves_nothing(one: Contact) -> None:
    assert moves(one, one, ZONE) == {}


def test_who_waits_is_not_counted_yet() -> None:
    assert moves(None, contact(), ZONE) == {}


def test_a_contact_counts_in_the_bodys_day_and_hour() -> None:
    late = datetime.fromisoformat("2026-11-22T21:30:00+00:00")
    moved = moves(None, contact(queued_at=iso(late), outcome=ContactOutcome.ABANDONED, wait_seconds=3), ZONE)
    assert moved == {Cell("2026-11-23", 1, "data", "ar"): {"abandoned": 1, "short": 1, "gave_up_after": 3}}


def test_an_answer_counts_at_once_and_the_talk_when_it_is_over() -> None:
    answered = contact(answered_at=iso(NOW), wait_seconds=20)
    over = contact(
        answered_at=iso(NOW), wait_seconds=20, ended_at=iso(NOW), talk_seconds=95, outcome=ContactOutcome.ANSWERED
    )
    (first,) = moves(None, answered, ZONE).values()
    (then,) = moves(answered, over, ZONE).values()
    assert first == {"handled": 1, "in_target": 1, "waited": 20}
    assert then == {"over": 1, "talked": 95}


def test_a_record_that_knows_better_takes_back_what_an_event_told() -> None:
    abandoned = contact(outcome=ContactOutcome.ABANDONED, wait_seconds=8)
    called_back = contact(outcome=ContactOutcome.CALLBACK, wait_seconds=8, disconnected_by="CONTACT_FLOW_DISCONNECT")
    (moved,) = moves(abandoned, called_back, ZONE).values()
    assert moved == {"abandoned": -1, "gave_up_after": -8, "otherwise": 1}


def test_who_hangs_up_on_our_promise_to_call_back_is_abandoned_as_amazon_connect_has_it_and_owed_a_call() -> None:
    promised: dict[str, Any] = {
        "outcome": ContactOutcome.CALLBACK,
        "wait_seconds": 70,
        "disconnected_by": "CUSTOMER_DISCONNECT",
    }
    (moved,) = moves(None, contact(**promised), ZONE).values()
    assert moved == {"abandoned": 1, "owed": 1, "gave_up_after": 70}
    (by_connect,) = moves(None, contact(**promised, next="callback"), ZONE).values()
    assert by_connect == {"otherwise": 1}


@given(contacts())
def test_a_task_is_nobody_who_was_presented(one: Contact) -> None:
    task = replace(one, told=replace(one.told, channel="task"))
    assert moves(None, task, ZONE) == moves(task, None, ZONE) == recounted([task], ZONE) == {}


def test_an_agents_own_call_was_never_presented() -> None:
    assert moves(None, contact(queued_at="", answered_at=iso(NOW)), ZONE) == {}
