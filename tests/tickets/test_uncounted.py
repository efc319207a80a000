"""What the rule keeps from the counting moves no ticket from one count to another."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.errors import NidaaError
from chalicelib.tickets.actions import Context, act, register
from chalicelib.tickets.counting import BEGINNINGS, UNCOUNTED
from chalicelib.tickets.counts import counted_cell
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import Actor, actor_of
from chalicelib.tickets.ticket import Change, Ticket
from infra.merge import merged
from tests.conftest import NOW
from tests.tickets.fakes import FakeTickets
from tests.tickets.test_acting import STAFF, doing
from tests.tickets.test_lifecycle_properties import ACTORS, DEEDS, PRELUDE
from tests.tickets.test_registering import ORIGIN, a_context, asked

Tried = tuple[Actor, tuple[Action, dict[str, Any]], float]


class Watched(FakeTickets):
    """Tickets that look at each change as it is kept."""

    def save(self, *changes: Change) -> list[Ticket]:
        for change in changes:
            if {event.type for event in change.events} <= UNCOUNTED:
                at = max(event.at for event in change.events)
                assert counted_cell(change.before, at) == counted_cell(change.after, at), change.events
        return super().save(*changes)


def test_the_rule_keeps_back_just_what_is_not_counted() -> None:
    [test] = merged()["Resources"]["TicketsCountRule"]["Properties"]["EventPattern"]["detail-type"]
    assert set(test["anything-but"]) == UNCOUNTED | {"digest.due"}
    assert not UNCOUNTED & BEGINNINGS


@given(
    steps=st.integers(0, len(PRELUDE)),
    tries=st.lists(st.tuples(ACTORS, DEEDS, st.sampled_from([0.0, 1.0, 30.0, 400.0])), max_size=12),
)
def test_what_is_not_counted_moves_no_count(steps: int, tries: Sequence[Tried]) -> None:
    tickets, hours = Watched(), [0.0]
    context = replace(a_context(tickets=tickets), staff=STAFF.get, clock=lambda: NOW + timedelta(hours=sum(hours)))
    number = register(context, asked(), ORIGIN).ticket.number
    for turn, (who, action, words) in enumerate(PRELUDE[:steps]):
        _try(context, number, (actor_of(who), (action, words), 0.0), f"before-{turn}")
    for turn, tried in enumerate(tries):
        hours.append(tried[2])
        _try(context, number, tried, f"then-{turn}")


def _try(context: Context, number: str, tried: Tried, key: str) -> None:
    actor, (action, words), _ = tried
    with suppress(NidaaError):
        act(context, number, doing(actor, action, context.tickets.get(number).version, key, **words))
