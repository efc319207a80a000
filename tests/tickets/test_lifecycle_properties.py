"""Whatever people try, in whatever order: the lifecycle holds (a stateful model of one ticket)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import NidaaError
from chalicelib.tickets.actions import Context, act, register
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import HANDLING, REQUESTER, RULES, SYSTEM, Actor, actor_of, allowed
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import OPEN, Appeal, Kind, PartnerMode, Status
from tests.conftest import NOW
from tests.plans import examples
from tests.tickets.fakes import FakeTickets
from tests.tickets.scenes import AGENT, DISTRIBUTOR, EVERYBODY, FOLLOW_UP, OFFICER
from tests.tickets.test_acting import STAFF, doing
from tests.tickets.test_registering import KEY, ORIGIN, a_context, asked

BEHALF = st.sampled_from([None, {"of": "requester", "contact": "هاتف"}, {"of": "section"}, {"of": "partner"}])
SAID: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "classify": st.fixed_dictionaries(
        {}, optional={"in_jurisdiction": st.booleans(), "object": st.just("service"), "importance": st.just("high"),
                      "category": st.sampled_from(["streets", "lamps", "nowhere"]), "kind": st.just("report"),
                      "grade": st.just("distinguished"), "root_cause": st.just("long_wait")}
    ),
    "refer": st.sampled_from(
        [{"section": "roads"}, {"section": "lighting"}, {"partner": "water", "mode": "third_party"},
         {"partner": "water", "mode": "out_of_jurisdiction"}]
    ),
    "answer": st.just({"text": "تم", "verification": "confirmed"}),
    "inform": st.fixed_dictionaries({"method": st.just("phone"), "reached": st.booleans()}),
    "resolve": st.fixed_dictionaries(
        {"outcome": st.sampled_from(["solved", "not_solvable", "adopted"]), "message": st.just("تم"),
         "reason": st.just("سبب")}
    ),
    "measure": st.fixed_dictionaries({"score": st.integers(1, 5), "reopen": st.booleans()}),
    "close": st.fixed_dictionaries(
        {}, optional={"root_cause": st.just("other"), "final": st.booleans(), "note": st.just("سبب")}
    ),
    "speak": st.fixed_dictionaries({"reached": st.booleans(), "cause": st.just("other"), "note": st.just("نص")}),
    "decide": st.fixed_dictionaries({"confirm": st.booleans(), "reason": st.just("سبب")}),
    "assign": st.fixed_dictionaries({"to": st.sampled_from(sorted(STAFF)), "reason": st.sampled_from(["", "سبب"])}),
    "merge": st.just({"into": "268341806514"}),
    "delay": st.just({"reason": "سبب", "expected_by": "2027-01-01"}),
    "ask": st.just({"question": "أين؟"}),
    "solve": st.just({"message": "تم"}),
    "start": st.just({}), "withdraw": st.just({}), "unmerge": st.just({}), "remind": st.just({}),
}  # fmt: skip
WITH_REASON = {"reject", "decline", "return", "reopen"}


def said(action: Action) -> st.SearchStrategy[dict[str, Any]]:
    default = {"reason": "سبب"} if action in WITH_REASON else {"text": "نص"}
    return SAID.get(action, st.just(default))


DEEDS = st.sampled_from(Action).flatmap(lambda action: st.tuples(st.just(action), said(action)))
ACTORS: st.SearchStrategy[Actor] = st.sampled_from([REQUESTER, SYSTEM, *map(actor_of, EVERYBODY)])


# How far a ticket may have come before anything is tried: random steps alone seldom get there.
PRELUDE: list[tuple[Staff, Action, dict[str, Any]]] = [
    (AGENT, Action.CLASSIFY, {"in_jurisdiction": True, "object": "service"}),
    (DISTRIBUTOR, Action.REFER, {"section": "roads"}),
    (OFFICER, Action.START, {}),
    (OFFICER, Action.ANSWER, {"text": "تم", "verification": "confirmed"}),
    (DISTRIBUTOR, Action.INFORM, {"method": "phone", "reached": True}),
    (DISTRIBUTOR, Action.RESOLVE, {"outcome": "solved", "message": "تم"}),
    (FOLLOW_UP, Action.MEASURE, {"score": 4}),
    (DISTRIBUTOR, Action.CLOSE, {"root_cause": "other"}),
]


class Lifecycle(RuleBasedStateMachine):
    context: Context
    number: str
    hours = 0.0
    tries = 0

    @initialize(
        kind=st.sampled_from(["complaint", "report", "inquiry", "suggestion", "thanks"]),
        steps=st.integers(0, len(PRELUDE)),
    )
    def registered(self, kind: str, steps: int) -> None:
        tickets = FakeTickets()
        now = lambda: NOW + timedelta(hours=self.hours)  # noqa: E731 - a clock
        self.context = replace(a_context(tickets=tickets), staff=STAFF.get, clock=now)
        self.number = register(self.context, asked(kind=kind), ORIGIN).ticket.number
        for who, action, words in PRELUDE[:steps]:
            self._try(actor_of(who), action, words, None)

    @property
    def ticket(self) -> Ticket:
        return self.context.tickets.get(self.number)

    @rule(hours=st.sampled_from([0.5, 3, 26, 24 * 12, 24 * 40]))
    def time_passes(self, hours: float) -> None:
        self.hours += hours

    @rule(actor=ACTORS, deed=DEEDS, on_behalf=BEHALF)
    def something_is_tried(self, actor: Actor, deed: tuple[Action, dict[str, Any]], on_behalf: Any) -> None:
        self._try(actor, *deed, on_behalf)

    @rule(actor=ACTORS, data=st.data())
    def something_allowed_is_tried(self, actor: Actor, data: st.DataObject) -> None:
        if open_to := allowed(self.ticket, actor):
            action = data.draw(st.sampled_from(open_to))
            of = (
                data.draw(st.sampled_from(sorted(RULES[action].recorded.parties)))
                if self._recorded(actor, action)
                else None
            )
            self._try(actor, action, data.draw(said(action)), {"of": of} if of else None)

    def _recorded(self, actor: Actor, action: Action) -> bool:
        return bool(RULES[action].recorded.roles & actor.roles) and not RULES[action].roles & actor.roles

    def _try(self, actor: Actor, action: Action, words: dict[str, Any], on_behalf: Any) -> None:
        before, self.tries = self.ticket, self.tries + 1
        behalf = {"on_behalf": on_behalf} if on_behalf else {}
        try:
            after = act(
                self.context,
                self.number,
                doing(actor, action, before.version, f"{KEY}-{self.tries}", **words, **behalf),
            ).ticket
        except NidaaError:
            assert self.ticket == before
            return
        assert after.version == before.version + 1
        self._was_right(before, after, action, actor)

    def _was_right(self, before: Ticket, after: Ticket, action: Action, actor: Actor) -> None:
        assert before.status in RULES[action].statuses
        if actor.id in before.excluded and action in HANDLING:
            assert actor.id in before.this_pass.readmitted
        if after.status is Status.CLOSED and action is Action.CLOSE:
            assert actor == SYSTEM or actor.roles & {Role.DISTRIBUTOR, Role.AGENT, Role.MANAGER}
            assert actor == SYSTEM or after.root_cause or after.kind is not Kind.COMPLAINT
            assert not after.final or before.limit_reached
        if action is Action.RESOLVE and before.status is Status.ANSWERED:
            assert before.this_pass.informed or len(before.this_pass.tries) >= 3
        if action is Action.RESOLVE and before.status in (Status.REFERRED, Status.IN_PROGRESS):
            assert before.kind is Kind.THANKS or before.partner_mode is PartnerMode.OUT_OF_JURISDICTION
        if before.appeal is not None:
            assert after.appeal is not Appeal.PENDING or before.appeal is Appeal.PENDING
        if after.reopened > before.reopened:
            assert set(before.handlers) | {before.assignee} - {""} <= set(after.excluded)
            assert (after.assignee, after.handlers, after.this_pass.score) == ("", (), None)

    @invariant()
    def an_open_ticket_stands_in_one_queue_and_a_done_one_only_if_something_is_left_to_do(self) -> None:
        ticket = self.ticket
        left = ticket.appeal is Appeal.PENDING or ticket.cause_wanted
        assert bool(ticket.queue) == (ticket.status in OPEN or left)
        assert bool(ticket.closed_at) == (ticket.status not in OPEN)
        assert bool(ticket.waiting_from) == (ticket.status is Status.WAITING) or bool(ticket.merged_into)
        if ticket.status in (Status.REFERRED, Status.IN_PROGRESS):
            assert bool(ticket.section) != bool(ticket.partner)

    @invariant()
    def history_is_whole_and_in_order(self) -> None:
        events = self.context.tickets.history(self.number, limit=10_000)
        order = [tuple(map(int, event.sequence.split("."))) for event in reversed(events)]
        assert order == sorted(set(order))
        assert {version for version, _ in order} == set(range(1, self.ticket.version + 1))


Lifecycle.TestCase.settings = settings(max_examples=examples(120), stateful_step_count=40, deadline=None)
TestTheLifecycle = Lifecycle.TestCase
