"""A policy is drafted by an admin, approved by whom the body names, and then stays as it was."""

from datetime import date, timedelta

import msgspec
import pytest

from chalicelib.organisations import actions, policies
from chalicelib.organisations.actions import Context, Put
from chalicelib.organisations.body import Rules
from chalicelib.organisations.policies import PolicyApproved, PolicyInForce
from chalicelib.organisations.policy import Policy, Target, in_force
from chalicelib.organisations.register import Kept
from chalicelib.organisations.staff import Role, Staff
from chalicelib.organisations.views import policy_shown
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, NotFound, PreconditionMissing, RoleNotAllowed, Stale
from tests.conftest import NOW
from tests.organisations.fakes import ADMIN, OTHER_ADMIN, Starts, a_policy, context, person

MANAGER = person("manager", Role.MANAGER, directorate="roads")
EXECUTIVE = person("executive", Role.EXECUTIVE)
TODAY = NOW.date().isoformat()
TOMORROW = (NOW + timedelta(days=1)).date().isoformat()


@pytest.fixture
def starts() -> Starts:
    return Starts()


@pytest.fixture
def desk(starts: Starts) -> Context:
    return context(recalculate=starts)


def draft(code: str = "p", effective_from: str = TOMORROW, **further: object) -> Policy:
    return a_policy(code, effective_from=effective_from, approved_by="", approved_at="", **further)


def drafted(desk: Context, policy: Policy, version: int | None = None) -> Put:
    return policies.policy_put(desk, ADMIN, policies.POLICIES, policy, version)


def approved(desk: Context, code: str = "p", version: int | None = 1, by: Staff = MANAGER) -> Put:
    return policies.policy_approved(desk, by, code, version)


def version_of(desk: Context) -> int:
    body = desk.register.body("host")
    assert body is not None
    return body.version


def test_a_draft_promises_nothing_until_it_is_approved(desk: Context) -> None:
    drafted(desk, draft(effective_from=TODAY, targets=(Target(resolution=60, first_reply=5),)))
    assert desk.recent.body("host").target("report", on=NOW.date()) == Target()
    approved(desk)
    assert desk.recent.body("host").target("report", on=NOW.date()).resolution == 60


def test_who_approved_and_when_is_kept(desk: Context) -> None:
    drafted(desk, draft())
    put = approved(desk)
    assert (put.thing.approved_by, put.thing.approved_at, put.version) == ("manager", iso(NOW), 2)


def test_a_draft_is_changed_as_any_part(desk: Context) -> None:
    assert drafted(desk, draft()).made
    changed = draft(targets=(Target(first_reply=9),))
    with pytest.raises(PreconditionMissing):
        drafted(desk, changed)
    with pytest.raises(Stale):
        drafted(desk, changed, 7)
    assert drafted(desk, changed, 1).version == 2


def test_an_approved_policy_is_not_changed_and_a_copy_follows_it(desk: Context) -> None:
    drafted(desk, draft())
    approved(desk)
    changed = draft(targets=(Target(first_reply=9),))
    for version in (None, 2):
        with pytest.raises(PolicyApproved) as refused:
            drafted(desk, changed, version)
    assert refused.value.facts == {"approved_by": "manager", "approved_at": iso(NOW)}
    assert drafted(desk, draft()).version == 2
    copy = msgspec.structs.replace(changed, code="p2")
    assert drafted(desk, copy).made


def test_the_version_that_is_approved_is_the_one_that_was_read(desk: Context) -> None:
    drafted(desk, draft())
    drafted(desk, draft(targets=(Target(first_reply=9),)), 1)
    with pytest.raises(Stale):
        approved(desk, version=1)
    with pytest.raises(PreconditionMissing):
        approved(desk, version=None)
    assert approved(desk, version=2).version == 3
    with pytest.raises(Stale):
        approved(desk, version=1)


def test_the_body_says_which_role_approves(desk: Context) -> None:
    drafted(desk, draft())
    with pytest.raises(RoleNotAllowed) as refused:
        approved(desk, by=EXECUTIVE)
    assert refused.value.facts == {"allowed_roles": ["manager"]}
    actions.rules_changed(desk, ADMIN, Rules(policy_approver="executive"), version_of(desk))
    with pytest.raises(RoleNotAllowed):
        approved(desk)
    assert approved(desk, by=EXECUTIVE).thing.approved_by == "executive"


def test_nobody_approves_a_policy_of_another_body(desk: Context) -> None:
    drafted(desk, draft())
    with pytest.raises(NotFound):
        approved(desk, by=person("theirs", Role.MANAGER, body="guest"))
    with pytest.raises(NotFound):
        policies.approval_withdrawn(desk, person("theirs", Role.MANAGER, body="guest"), "p", 1)


def test_a_policy_may_count_for_what_started_before_its_approval(desk: Context) -> None:
    for code, begins in (("first", "2026-01-01"), ("second", "2026-01-02")):
        drafted(desk, draft(code, begins))
        approved(desk, code)
    counting = in_force(desk.recent.body("host").policies, NOW.date())
    assert counting is not None
    assert counting.code == "second"
    with pytest.raises(PolicyInForce):
        policies.approval_withdrawn(desk, MANAGER, "second", 2)


def test_a_draft_that_no_longer_fits_is_not_approved(desk: Context) -> None:
    desk.register.put_part("host", draft(targets=(Target(), Target(category="gone"))), None)
    with pytest.raises(Invalid) as refused:
        approved(desk)
    assert refused.value.facts == {"fields": [{"field": "targets.1.category", "reason": "not-found"}]}


def test_an_approval_is_withdrawn_before_its_day_and_not_after(desk: Context) -> None:
    drafted(desk, draft())
    approved(desk)
    put = policies.approval_withdrawn(desk, MANAGER, "p", 2)
    assert (put.thing.approved, put.version) == (False, 3)
    drafted(desk, draft(effective_from=TODAY), 3)
    approved(desk, version=4)
    with pytest.raises(PolicyInForce) as refused:
        policies.approval_withdrawn(desk, MANAGER, "p", 5)
    assert refused.value.facts == {"effective_from": TODAY}


def test_days_begin_where_the_body_works(starts: Starts) -> None:
    late = NOW.replace(hour=21)
    desk = context(lambda: late, starts)
    drafted(desk, draft())
    approved(desk)
    with pytest.raises(PolicyInForce):
        policies.approval_withdrawn(desk, MANAGER, "p", 2)


def test_approving_and_withdrawing_have_clocks_reckoned_anew_at_each_repeat(desk: Context, starts: Starts) -> None:
    drafted(desk, draft())
    assert starts.all == []
    for _ in range(2):
        approved(desk)
    assert starts.all == [("host", "policy", "p", version_of(desk))] * 2
    for _ in range(2):
        policies.approval_withdrawn(desk, MANAGER, "p", 2)
    assert starts.all[2:] == [("host", "policy", "p", version_of(desk))] * 2


def test_an_admin_drafts_for_the_own_body_alone(desk: Context) -> None:
    policies.policy_put(desk, OTHER_ADMIN, policies.POLICIES, draft(), None)
    assert desk.register.part("host", policies.POLICIES, "p") is None


@pytest.mark.parametrize(
    ("policies", "day", "states"),
    [
        ((a_policy("old"), a_policy("new", effective_from="2026-03-01")), "2026-02-28", ["in_force", "scheduled"]),
        ((a_policy("old"), a_policy("new", effective_from="2026-03-01")), "2026-03-01", ["past", "in_force"]),
        ((a_policy("old"), a_policy("new", approved_at="", approved_by="")), "2026-03-01", ["in_force", "draft"]),
        (
            (a_policy("old"), a_policy("new", approved_at="2026-02-01T00:00:00.000Z")),
            "2026-03-01",
            ["past", "in_force"],
        ),
    ],
)
def test_a_policy_is_shown_with_its_state(policies: tuple[Policy, ...], day: str, states: list[str]) -> None:
    shown = [policy_shown(Kept(thing=each, version=1), policies, date.fromisoformat(day)) for each in policies]
    assert [each.state for each in shown] == states


def test_a_policy_that_has_just_changed_counts_as_it_is_now() -> None:
    draft = a_policy("one", approved_at="", approved_by="")
    shown = policy_shown(Kept(thing=a_policy("one"), version=2), [draft], date(2026, 3, 1))
    assert shown.state == "in_force"
