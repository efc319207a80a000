"""Which row of which policy promises: the closest one, of the policy whose day has come."""

from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations import forms
from chalicelib.organisations.body import Body
from chalicelib.organisations.calendar import Calendar
from chalicelib.organisations.policy import Policy, Target, best, in_force
from chalicelib.organisations.policy_rules import policy_faults
from chalicelib.tickets.words import Complexity, Grade, Importance, Kind
from tests.organisations.fakes import PARTS_OF_THE_HOST, a_policy, words

# As ties are decided: the earlier field goes before the later ones.
FIELDS = ("importance", "complexity", "category", "grade", "kind")
VALUES = {field: st.sampled_from(("", f"one {field}", f"other {field}")) for field in FIELDS}
TARGETS = st.lists(st.builds(Target, **VALUES), max_size=12, unique_by=lambda t: tuple(getattr(t, f) for f in FIELDS))
TICKETS = st.fixed_dictionaries(VALUES)


def row(field: str, value: str, minutes: int) -> Target:
    return msgspec.structs.replace(Target(first_reply=minutes), **{field: value})


def named(target: Target) -> list[bool]:
    return [bool(getattr(target, field)) for field in FIELDS]


@given(TARGETS, TICKETS)
def test_the_row_that_holds_fits_the_ticket_and_no_fitting_row_is_closer(
    targets: list[Target], ticket: dict[str, str]
) -> None:
    chosen = best(targets, ticket)
    fitting = [t for t in targets if all(getattr(t, f) in ("", ticket[f]) for f in FIELDS)]
    if not fitting:
        assert chosen == Target()
        return
    assert chosen in fitting
    assert all(sum(named(other)) <= sum(named(chosen)) for other in fitting)
    ties = [other for other in fitting if sum(named(other)) == sum(named(chosen)) and other != chosen]
    assert all(named(other) < named(chosen) for other in ties)


@given(TARGETS, TICKETS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(targets: list[Target], ticket: dict[str, str], chance: Any) -> None:
    shuffled = targets.copy()
    chance.shuffle(shuffled)
    assert best(shuffled, ticket) == best(targets, ticket)


@given(TARGETS, TICKETS)
def test_a_general_row_promises_something_for_every_ticket(targets: list[Target], ticket: dict[str, str]) -> None:
    general = Target(first_reply=7)
    others = [t for t in targets if any(named(t))]
    chosen = best([*others, general], ticket)
    assert chosen == general or any(named(chosen))


@pytest.mark.parametrize(
    ("strong", "weak"), [pair for pair in permutations(FIELDS, 2) if FIELDS.index(pair[0]) < FIELDS.index(pair[1])]
)
def test_of_two_rows_that_name_one_field_each_the_weightier_field_decides(strong: str, weak: str) -> None:
    rows = [row(weak, "x", 1), row(strong, "y", 2)]
    assert best(rows, {weak: "x", strong: "y"}).first_reply == 2


DAY = date(2026, 12, 6)


@pytest.mark.parametrize(
    ("policies", "code"),
    [
        ((), None),
        ((a_policy("draft", approved_at=""),), None),
        ((a_policy("later", effective_from="2026-12-07"),), None),
        ((a_policy("today", effective_from="2026-12-06"),), "today"),
        ((a_policy("old"), a_policy("today", effective_from="2026-12-06")), "today"),
        ((a_policy("today", effective_from="2026-12-06"), a_policy("old")), "today"),
        ((a_policy("old"), a_policy("later", effective_from="2027-01-01")), "old"),
        ((a_policy("b", approved_at="2026-01-02T08:00:00.000Z"), a_policy("a")), "b"),
    ],
)
def test_the_latest_begun_of_the_approved_policies_counts(policies: tuple[Policy, ...], code: str | None) -> None:
    counting = in_force(policies, DAY)
    assert (counting.code if counting else None) == code


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans()), max_size=8),
       st.dates(date(2026, 1, 1), date(2027, 12, 31)))  # fmt: skip
def test_a_policy_counts_from_its_day_until_the_next_one_begins(plan: list[tuple[date, bool]], day: date) -> None:
    policies = [
        a_policy(f"p{n}", effective_from=begin.isoformat(), approved_at="2026-01-01T00:00:00.000Z" if approved else "")
        for n, (begin, approved) in enumerate(plan)
    ]
    counting = in_force(policies, day)
    begun = [begin for begin, approved in plan if approved and begin <= day]
    assert (counting.effective_from if counting else None) == (max(begun).isoformat() if begun else None)


@dataclass(frozen=True)
class Case:
    targets: tuple[Target, ...]
    faults: dict[str, str]


@pytest.mark.parametrize(
    "case",
    [
        Case((Target(),), {}),
        Case((Target(), Target(category="roads"), Target(category="roads", kind="report")), {}),
        Case((Target(kind="report"),), {"targets": "missing-general"}),
        Case((), {"targets": "missing-general"}),
        Case((Target(), Target(first_reply=5)), {"targets.1": "repeated"}),
        Case((Target(), Target(grade="ordinary"), Target(grade="ordinary")), {"targets.2": "repeated"}),
        Case((Target(), Target(category="moon")), {"targets.1.category": "not-found"}),
        Case((Target(calendar="moon"),), {"targets.0.calendar": "not-found"}),
        Case((Target(first_reply=61, resolution=60),), {"targets.0.first_reply": "too-large"}),
        Case((Target(first_reply=60, resolution=60),), {}),
        *(Case((Target(calendar=whose),), {}) for whose in ("section", "partner", "round_the_clock", "shifts")),
    ],
)
def test_every_fault_of_a_policy_is_named(case: Case) -> None:
    body = Body(
        code="host", name=words("المضيف"), categories=(PARTS_OF_THE_HOST[-1],),  # type: ignore[arg-type]
        calendars=(Calendar(code="shifts", name=words("المناوبة")),),
    )  # fmt: skip
    policy = a_policy(targets=case.targets)
    assert {each["field"]: each["reason"] for each in policy_faults(body, policy)} == case.faults


def test_rows_are_written_with_the_words_of_tickets() -> None:
    schema = msgspec.json.schema(forms.TargetGiven)["$defs"]["TargetGiven"]["properties"]
    for field, code in (("kind", Kind), ("complexity", Complexity), ("importance", Importance), ("grade", Grade)):
        assert set(schema[field]["enum"]) == {"", *code}, field


def test_a_body_promises_by_the_policy_of_the_day() -> None:
    new = a_policy("new", effective_from="2026-12-06", targets=(Target(), Target(grade="distinguished", resolution=60)))
    body = Body(code="b", name=words("ج"), policies=(a_policy("old", targets=(Target(resolution=99999),)), new))
    assert body.target("report", on=date(2026, 12, 5)).resolution == 99999
    assert body.target("report", on=DAY).resolution == 10080
    assert body.target("report", grade="distinguished", on=DAY).resolution == 60
    assert body.target("report", grade="distinguished", on=date(2025, 12, 31)) == Target()
