"""Taking in what telephony tells: any order, any duplication, the same table and the same figures."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.contacts.contact import Contact, ContactOutcome
from chalicelib.contacts.figures import recounted
from local.connect.contact import Contact as Leg
from local.connect.projections.metrics import METRICS
from tests.contacts.days import BODY, LABELS, a_day
from tests.contacts.taken import ZONE, Taking, deliveries, settled


def taken(order: list[tuple[str, Any]]) -> Taking:
    made = Taking()
    made.know(a_day())
    for kind, told in order:
        made.deliver(kind, told)
    return made


@pytest.fixture(scope="module")
def plain() -> Taking:
    """Return a day taken in as the engine told it, each once."""
    return taken(deliveries(a_day()))


def figures(made: Taking) -> dict[Any, dict[str, int]]:
    told = {cell: {n: by for n, by in counted.items() if by} for (_, cell), counted in made.contacts.figures.items()}
    return {cell: counted for cell, counted in told.items() if counted}


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_any_order_and_any_duplication_end_in_the_same_table_and_the_same_figures(seed: int) -> None:
    random = Random(seed)  # noqa: S311  # an order, no secret
    all_ = deliveries(a_day())
    order = all_ + random.choices(all_, k=len(all_) // 2)
    random.shuffle(order)
    made, plain = taken(order), taken(all_)
    assert settled(made) == settled(plain)
    assert figures(made) == figures(plain)
    assert made.contacts.present == plain.contacts.present


def test_every_contact_has_an_outcome_and_the_outcomes_of_a_day_sum_to_its_contacts(plain: Taking) -> None:
    outcomes = Counter(one.told.outcome for one in plain.contacts.kept.values())
    assert sum(outcomes.values()) == len(a_day().records)
    assert ContactOutcome.OPEN not in outcomes
    wanted = {
        ContactOutcome.ANSWERED,
        ContactOutcome.ABANDONED,
        ContactOutcome.IN_IVR,
        ContactOutcome.CALLBACK,
        ContactOutcome.VOICEMAIL,
    }
    assert wanted <= set(outcomes)


def test_the_figures_are_those_of_a_plain_count_and_of_the_engines_own_metrics(plain: Taking) -> None:
    assert figures(plain) == recounted(plain.contacts.kept.values(), ZONE)
    for code, label in LABELS.items():
        ours: Counter[str] = Counter()
        for cell, counted in figures(plain).items():
            if cell.queue == code:
                ours.update(counted)
        legs: list[Leg] = [
            leg for leg in a_day().truth.instance.contacts.values()
            if leg.queue == f"{BODY}.{label}" and leg.enqueued_at is not None and leg.completed_at is not None
            and leg.channel != "TASK"
        ]  # fmt: skip
        assert ours["handled"] == METRICS["CONTACTS_HANDLED"](legs, None)
        assert ours["abandoned"] == METRICS["CONTACTS_ABANDONED"](legs, None)
        assert ours["handled"] + ours["abandoned"] + ours["otherwise"] == METRICS["CONTACTS_QUEUED"](legs, None)
        assert ours["talked"] + ours["held"] + ours["after"] == METRICS["SUM_HANDLE_TIME"](legs, None)


def test_a_contact_says_what_its_record_says(plain: Taking) -> None:
    for record in a_day().records:
        one: Contact = plain.contacts.kept[record["ContactId"]]
        assert one.body == BODY
        assert one.told.agent == ((record["Agent"] or {}).get("Username") or "")
        customer = record["CustomerEndpoint"] or {"Address": ""}  # a task has none
        assert one.number == customer["Address"].replace("anonymous", "")
        assert (one.told.queue != "") == (record["Queue"] is not None)
        assert one.told.initial == (record["InitialContactId"] or "")
        assert one.told.ended_at


def test_who_withholds_the_number_has_no_digest(plain: Taking) -> None:
    hidden = [one for one in plain.contacts.kept.values() if not one.number]
    assert hidden
    assert {one.person for one in hidden} == {""}
    assert all(one.person and one.number not in one.person for one in plain.contacts.kept.values() if one.number)
