"""Doing things to tickets: once, in the order of checks, and never over somebody else's change."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import Invalid, KeyReused, RoleNotAllowed
from chalicelib.tickets.actions import Context, Doing, act, register
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import REQUESTER, Actor, actor_of
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import (
    ActionNotAllowed,
    ExcludedFromPass,
    TicketChanged,
    TicketNotFound,
    VersionMissing,
)
from chalicelib.tickets.words import Status
from tests.tickets.scenes import ADMIN, AGENT, DISTRIBUTOR, EVERYBODY, LIGHTING, MANAGER, OFFICER, SUPERVISOR, deed
from tests.tickets.test_registering import KEY, ORIGIN, a_context, asked

STAFF = {one.id: one for one in EVERYBODY}


@pytest.fixture
def context() -> Context:
    return replace(a_context(), staff=STAFF.get)


@pytest.fixture
def ticket(context: Context) -> Ticket:
    return register(context, asked(), ORIGIN).ticket


def doing(who: Staff | Actor, action: str, version: int | None = 1, key: str = KEY, **said: Any) -> Doing:
    actor = actor_of(who) if isinstance(who, Staff) else who
    return Doing(action=Action(action), deed=deed(action, **said), actor=actor, key=key, version=version)


def referred(context: Context, ticket: Ticket) -> Ticket:
    seen = act(context, ticket.number, doing(AGENT, "classify", in_jurisdiction=True, object="service")).ticket
    return act(context, ticket.number, doing(DISTRIBUTOR, "refer", seen.version, section="roads")).ticket


def test_an_action_raises_the_version_and_writes_history(context: Context, ticket: Ticket) -> None:
    after = act(context, ticket.number, doing(AGENT, "note", text="اتصلت به")).ticket
    assert after.version == 2
    newest = context.tickets.history(ticket.number)[0]
    assert (newest.type, newest.by, newest.words, newest.sequence) == (
        "ticket.noted", "agent", {"text": "اتصلت به"}, "2.0",
    )  # fmt: skip


def test_a_repeat_is_answered_before_its_stale_version(context: Context, ticket: Ticket) -> None:
    act(context, ticket.number, doing(AGENT, "note", text="x"))
    again = act(context, ticket.number, doing(AGENT, "note", text="x"))
    assert (again.repeated, again.ticket.version) == (True, 2)
    assert len(context.tickets.history(ticket.number)) == 2


def test_a_repeat_is_answered_though_the_ticket_is_out_of_sight_now(context: Context, ticket: Ticket) -> None:
    now = referred(context, ticket)
    declining = doing(OFFICER, "decline", now.version, reason="ليس لنا")
    act(context, ticket.number, declining)
    assert act(context, ticket.number, declining).repeated


def test_a_key_with_another_body_is_refused(context: Context, ticket: Ticket) -> None:
    act(context, ticket.number, doing(AGENT, "note", text="x"))
    with pytest.raises(KeyReused):
        act(context, ticket.number, doing(AGENT, "note", text="y"))


def test_the_same_key_of_another_person_is_another_key(context: Context, ticket: Ticket) -> None:
    act(context, ticket.number, doing(AGENT, "note", text="x"))
    assert not act(context, ticket.number, doing(SUPERVISOR, "note", 2, text="x")).repeated


def test_staff_name_the_version_they_saw(context: Context, ticket: Ticket) -> None:
    with pytest.raises(VersionMissing):
        act(context, ticket.number, doing(AGENT, "note", None, text="x"))


def test_a_stale_version_is_told_the_new_one(context: Context, ticket: Ticket) -> None:
    act(context, ticket.number, doing(AGENT, "note", text="x"))
    with pytest.raises(TicketChanged) as refusal:
        act(context, ticket.number, doing(SUPERVISOR, "note", 1, text="y"))
    assert refusal.value.facts == {"version": 2}


def test_the_role_is_checked_before_the_version_and_the_version_before_the_status(
    context: Context, ticket: Ticket
) -> None:
    with pytest.raises(RoleNotAllowed):
        act(context, ticket.number, doing(AGENT, "refer", 99, section="roads"))
    with pytest.raises(TicketChanged):
        act(context, ticket.number, doing(DISTRIBUTOR, "return", 99, reason="x"))
    with pytest.raises(ActionNotAllowed):
        act(context, ticket.number, doing(DISTRIBUTOR, "return", 1, reason="x"))


@pytest.mark.parametrize("stranger", [LIGHTING, ADMIN])
def test_what_somebody_may_not_see_does_not_exist(context: Context, ticket: Ticket, stranger: Staff) -> None:
    for number in (ticket.number, "260000000000"):
        with pytest.raises(TicketNotFound):
            act(context, number, doing(stranger, "note", text="x"))


def test_the_system_and_the_requester_name_no_version(context: Context, ticket: Ticket) -> None:
    assert act(context, ticket.number, doing(REQUESTER, "withdraw", None)).ticket.status is Status.CLOSED


def test_both_numbers_of_a_merge_live_and_the_earlier_keeps_the_clock(context: Context, ticket: Ticket) -> None:
    other = register(context, asked(description="نفس الحفرة"), replace(ORIGIN, key=f"{KEY}-2")).ticket
    merged = act(context, other.number, doing(AGENT, "merge", into=ticket.number)).ticket
    into = context.tickets.get(ticket.number)
    assert (merged.status, merged.merged_into) == (Status.CLOSED, ticket.number)
    assert (into.merged_from, into.version, into.due_at) == ((other.number,), 2, ticket.due_at)
    assert context.tickets.history(ticket.number)[0].type == "ticket.joined"


def test_a_merge_is_undone_within_its_days(context: Context, ticket: Ticket) -> None:
    other = register(context, asked(description="نفس الحفرة"), replace(ORIGIN, key=f"{KEY}-2")).ticket
    act(context, other.number, doing(AGENT, "merge", into=ticket.number))
    apart = act(context, other.number, doing(AGENT, "unmerge", 2)).ticket
    assert (apart.status, apart.merged_into, apart.queue) == (Status.REGISTERED, "", "first_line")
    assert context.tickets.get(ticket.number).merged_from == ()


def test_a_merge_needs_another_open_ticket(context: Context, ticket: Ticket) -> None:
    for into in (ticket.number, "260000000000", "26-0000"):
        with pytest.raises(Invalid):
            act(context, ticket.number, doing(AGENT, "merge", into=into.ljust(12)))


def test_a_ticket_is_assigned_to_who_may_see_it(context: Context, ticket: Ticket) -> None:
    now = referred(context, ticket)
    for stranger in ("lighting", "nobody"):
        with pytest.raises(Invalid):
            act(context, ticket.number, doing(DISTRIBUTOR, "assign", now.version, to=stranger))
    assert act(context, ticket.number, doing(MANAGER, "assign", now.version, to="officer")).ticket.assignee == "officer"


def test_nobody_of_an_earlier_pass_is_assigned_but_by_a_supervisor_with_a_reason(
    context: Context, ticket: Ticket
) -> None:
    now = referred(context, ticket)
    context.tickets.heads[ticket.number] = now.with_(excluded=("officer",))  # type: ignore[attr-defined]
    with pytest.raises(ExcludedFromPass):
        act(context, ticket.number, doing(MANAGER, "assign", now.version, to="officer", reason="x"))
    with pytest.raises(Invalid):
        act(context, ticket.number, doing(SUPERVISOR, "assign", now.version, to="officer"))
    named = act(context, ticket.number, doing(SUPERVISOR, "assign", now.version, to="officer", reason="لا غيره"))
    assert named.ticket.this_pass.readmitted == ("officer",)


def test_a_recorded_action_says_for_whom(context: Context, ticket: Ticket) -> None:
    act(context, ticket.number, doing(AGENT, "withdraw", on_behalf={"of": "requester", "contact": "هاتف"}))
    assert context.tickets.history(ticket.number)[0].on_behalf == "requester: هاتف"


def test_only_the_last_keys_are_remembered(context: Context, ticket: Ticket) -> None:
    for i in range(20):
        act(context, ticket.number, doing(AGENT, "note", i + 1, key=f"{KEY}-{i}", text="x"))
    assert len(context.tickets.get(ticket.number).keys) == 16
    with pytest.raises(TicketChanged):
        act(context, ticket.number, doing(AGENT, "note", 1, key=f"{KEY}-0", text="x"))


def test_an_answer_names_only_files_that_the_ticket_has(context: Context, ticket: Ticket) -> None:
    context = replace(context, has_file=lambda _ticket, id: id == "before")
    now = referred(context, ticket)
    said = {"text": "تم", "verification": "confirmed"}
    with pytest.raises(Invalid) as refusal:
        act(context, ticket.number, doing(OFFICER, "answer", now.version, attachments=["before", "after"], **said))
    assert refusal.value.facts == {"fields": [{"field": "attachments.1", "reason": "not-found"}]}
    done = act(context, ticket.number, doing(OFFICER, "answer", now.version, attachments=["before"], **said))
    assert done.ticket.status is Status.ANSWERED
