"""Whatever the history: nobody who handled a pass handles or is given a later one, unless a supervisor said why (R234).

What is checked is read from the history alone, so that it does not lean on what the ticket says of itself.
"""

from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import NidaaError
from chalicelib.tickets.lifecycle import REQUESTER, Actor
from chalicelib.tickets.ticket import Event
from chalicelib.tickets.words import Status
from tests.plans import examples
from tests.tickets.journeys import STAFF, Journey
from tests.tickets.scenes import DISTRIBUTOR, FOLLOW_UP, MANAGER, SUPERVISOR, staff

# What makes somebody a handler of a pass, and what nobody of an earlier pass may do (domain.md section 3, reopen).
HANDLED = ("started", "answered", "informed", "solved", "resolved", "rejected")
HANDLES = (*HANDLED, "classified", "referred", "declined", "asked", "returned", "closed", "merged")
GOES_ON: dict[str, dict[str, Any]] = {
    "classify": {"in_jurisdiction": True, "object": "service"}, "refer": {"section": "roads"}, "start": {},
    "answer": {"text": "تم", "verification": "confirmed"}, "inform": {"method": "phone", "reached": True},
    "resolve": {"outcome": "solved", "message": "تم"}, "close": {"root_cause": "other", "note": "سبب"},
    "decline": {"reason": "سبب"}, "return": {"reason": "سبب"}, "ask": {"question": "أين؟"},
    "reject": {"reason": "سبب"}, "solve": {"message": "تم"}, "decide": {"confirm": False, "reason": "سبب"},
    "measure": {"score": 4}, "reopen": {"reason": "عادت"},
}  # fmt: skip
# The surest way to the end of a pass, so that many are reached.
AHEAD = {
    Status.REGISTERED: ("refer", "refer", "reject", "solve"), Status.REFERRED: ("start", "answer", "answer", "decline"),
    Status.IN_PROGRESS: ("answer",), Status.ANSWERED: ("inform", "resolve"),
    Status.RESOLVED: ("measure", "close", "reopen", "reopen"), Status.CLOSED: ("reopen", "decide"),
    Status.REJECTED: ("reopen",),
}  # fmt: skip
PEOPLE = st.sampled_from(sorted(STAFF)).map(STAFF.__getitem__)
CROWD = [staff(f"officer{i}", Role.SECTION_OFFICER, sections=("roads",)) for i in range(3, 6)]
CROWD += [staff(f"distributor{i}", Role.DISTRIBUTOR) for i in range(3, 6)]


class Passes(RuleBasedStateMachine):
    journey: Journey

    @initialize(kind=st.sampled_from(["complaint", "inquiry", "report"]))
    def registered(self, kind: str) -> None:
        everybody = STAFF | {one.id: one for one in CROWD}
        self.everybody = everybody
        self.journey = Journey(kind=kind, people=everybody)

    def _try(self, who: Staff | Actor, action: str, **said: Any) -> bool:
        try:
            self.journey(who, action, **said)
        except NidaaError:
            return False
        return True

    @rule(who=PEOPLE, action=st.sampled_from(sorted(GOES_ON)))
    def anybody_tries_anything(self, who: Staff, action: str) -> None:
        self._try(who, action, **GOES_ON[action])

    @rule(steps=st.integers(4, 14), random=st.randoms(use_true_random=False))
    def the_pass_goes_on(self, steps: int, random: Random) -> None:
        """Let whoever comes first of all the people do what comes next, if they may."""
        for _ in range(steps):
            now = self.journey.ticket
            known = now.in_jurisdiction is not None
            action = random.choice(AHEAD.get(now.status, ("reply",))) if known else "classify"
            people = random.sample(list(self.everybody.values()), len(self.everybody))
            any(self._try(who, action, **GOES_ON.get(action, {"text": "نص"})) for who in people)

    @rule(
        by=st.sampled_from([SUPERVISOR, MANAGER, DISTRIBUTOR]), data=st.data(), reason=st.sampled_from(["", "لا غيره"])
    )
    def somebody_assigns(self, by: Staff, data: st.DataObject, reason: str) -> None:
        likely = [*self.journey.ticket.excluded, *self.everybody]
        self._try(by, "assign", to=data.draw(st.sampled_from(likely)), reason=reason)

    @precondition(lambda self: self.journey.ticket.status in (Status.RESOLVED, Status.CLOSED, Status.REJECTED))
    @rule(score=st.integers(1, 3), who=st.sampled_from([REQUESTER, FOLLOW_UP]), asked=st.booleans())
    def it_is_heard_again(self, score: int, who: Staff | Actor, asked: bool) -> None:
        if asked:
            self._try(who, "measure", score=score)
        else:
            self._try(who, "reopen", reason="عادت")

    @precondition(lambda self: self.journey.ticket.status is Status.WAITING)
    @rule()
    def the_requester_responds(self) -> None:
        self._try(REQUESTER, "respond", text="هنا")

    @rule(hours=st.sampled_from([1, 30, 24 * 12]))
    def time_passes(self, hours: float) -> None:
        self.journey.later(hours=hours)

    @invariant()
    def nobody_of_an_earlier_pass_handles_a_later_one(self) -> None:
        away, handled, readmitted, counted = set[str](), set[str](), set[str](), 0
        for event in self.journey.events:
            type = event.type.removeprefix("ticket.")
            if type == "reopened":
                away, handled, readmitted = away | handled, set(), set()
            if type in HANDLES and event.by in away:
                assert event.by in readmitted, (type, event.by)
            if type in HANDLED and event.by in self.everybody and not event.on_behalf:
                handled.add(event.by)
            if type == "assigned":
                given = str(event.facts["to"])
                if given in away - readmitted:
                    self._was_readmitted(event)
                    readmitted.add(given)
                    counted += 1
                handled.add(given)
        assert self.journey.ticket.readmissions == counted
        if self.journey.ticket.assignee in away:
            assert self.journey.ticket.assignee in readmitted

    def _was_readmitted(self, event: Event) -> None:
        assert Role.SUPERVISOR in self.everybody[event.by].roles
        assert event.facts["readmitted"] is True
        assert event.words["reason"].strip()


Passes.TestCase.settings = settings(max_examples=examples(30), stateful_step_count=25, deadline=None)
TestPasses = Passes.TestCase
