"""Every path of a ticket, from its registration to its end, as docs/paths.md lists them."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.body import Body, Policy, Target
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.people.person import Person
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, RoleNotAllowed
from chalicelib.tickets.lifecycle import REQUESTER, SYSTEM
from chalicelib.tickets.timers import read_timer
from chalicelib.tickets.trouble import ActionNotAllowed, ExcludedFromPass
from chalicelib.tickets.words import Appeal, ClockName, Outcome, PartnerMode, Procedure, Status
from tests.conftest import NOW
from tests.tickets.journeys import MEDIA_FACTS, Journey
from tests.tickets.scenes import (
    AGENT,
    AGENT2,
    BODY,
    DISTRIBUTOR,
    DISTRIBUTOR2,
    FOLLOW_UP,
    MANAGER,
    MEDIA,
    OFFICER,
    OFFICER2,
    PARTNER,
    SUPERVISOR,
)

INSIDE = {"in_jurisdiction": True, "object": "service"}
OUTSIDE = {"in_jurisdiction": False, "object": "service"}
DONE = {"text": "أُصلحت الحفرة", "verification": "confirmed"}


def with_rules(**changes: Any) -> Body:
    return msgspec.structs.replace(BODY, rules=msgspec.structs.replace(BODY.rules, **changes))


def referred(journey: Journey, **where: str) -> Journey:
    journey(AGENT, "classify", **(OUTSIDE if where.get("mode") == "out_of_jurisdiction" else INSIDE))
    return journey(DISTRIBUTOR, "refer", **(where or {"section": "roads"}))


def resolved(journey: Journey) -> Journey:
    referred(journey)(OFFICER, "answer", **DONE)(DISTRIBUTOR, "inform", method="phone", reached=True)
    return journey(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلحت الحفرة")


# Third party (R211)


def test_a_third_partys_answer_goes_to_the_requester_at_once_and_counts_as_informed() -> None:
    journey = referred(Journey(), partner="water", mode="third_party")(PARTNER, "start")
    journey.later(hours=5)(PARTNER, "answer", **DONE)
    answered = journey.last("answered")
    assert (answered.facts["to_requester"], answered.facts["partner"]) == (True, "water")
    assert (journey.ticket.this_pass.informed, journey.ticket.first_reply_at) == (True, iso(journey.now))
    assert journey.ticket.procedure is Procedure.THIRD_PARTY
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="أصلحت الشركة الخط")
    assert journey.needs(DISTRIBUTOR, "close", root_cause="long_wait") == "measure"
    journey(FOLLOW_UP, "measure", score=5, partner_score=4)(DISTRIBUTOR, "close", root_cause="long_wait")
    assert journey.types == [
        "registered", "classified", "referred", "started", "answered", "resolved", "measured", "closed",
    ]  # fmt: skip
    assert (journey.ticket.this_pass.score, journey.ticket.this_pass.partner_score) == (5, 4)


def test_after_a_dissatisfied_pass_the_distributor_informs_of_a_third_partys_answer() -> None:
    journey = referred(Journey(), partner="water", mode="third_party")(PARTNER, "answer", **DONE)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلح الخط")(REQUESTER, "measure", score=1)
    assert (journey.ticket.status, journey.ticket.partner) == (Status.REFERRED, "water")
    journey.refused(ExcludedFromPass, PARTNER, "answer", **DONE)
    journey(SUPERVISOR, "assign", to="partner", reason="ليس لدى الجهة غيره")(PARTNER, "answer", **DONE)
    assert "to_requester" not in journey.last("answered").facts
    assert journey.needs(DISTRIBUTOR2, "resolve", outcome="solved", message="أُصلح الخط") == "inform"
    journey(DISTRIBUTOR2, "inform", method="phone", reached=True)
    assert journey(DISTRIBUTOR2, "resolve", outcome="solved", message="أُصلح الخط").ticket.status is Status.RESOLVED


def test_a_third_partys_answer_cannot_reach_who_left_no_contact() -> None:
    journey = referred(Journey(kind="report", anonymous=True), partner="water", mode="third_party")
    journey(PARTNER, "answer", **DONE)
    assert not journey.ticket.this_pass.informed
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلح الخط")
    assert journey.last("resolved").facts["no_contact"] is True


def test_an_answer_that_was_returned_is_told_anew() -> None:
    journey = referred(Journey())(OFFICER, "answer", **DONE)(DISTRIBUTOR, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR, "return", reason="لم تذكروا موعد الإصلاح")(OFFICER, "answer", **DONE)
    assert journey.needs(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلحت") == "inform"


# Out of jurisdiction (R216-R218)


def test_a_matter_of_another_jurisdiction_walks_the_same_arrows_and_the_partner_has_its_own_score() -> None:
    journey = referred(Journey(), partner="water", mode="out_of_jurisdiction")
    assert [clock.name for clock in journey.ticket.clocks] == [ClockName.REFERRAL_REPLY]
    assert (journey.ticket.in_jurisdiction, journey.ticket.partner_mode) == (False, PartnerMode.OUT_OF_JURISDICTION)
    journey(DISTRIBUTOR, "remind")(PARTNER, "start")(PARTNER, "answer", **DONE)
    assert not journey.ticket.this_pass.informed
    journey(DISTRIBUTOR, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="أجابت شركة المياه")
    journey(FOLLOW_UP, "measure", score=4, partner_score=2)(DISTRIBUTOR, "close", root_cause="wrong_direction")
    assert journey.last("measured").facts == {"score": 4, "partner_score": 2, "pass": 0}
    assert (journey.ticket.status, journey.ticket.reopened) == (Status.CLOSED, 0)


def test_a_partner_that_does_not_answer_is_reminded_to_the_limit_and_then_given_up() -> None:
    journey = referred(Journey(), partner="water", mode="out_of_jurisdiction")
    given_up = {"outcome": "not_solvable", "message": "لم ترد الجهة", "reason": "لم ترد الجهة بعد ثلاثة تذكيرات"}
    journey(SYSTEM, "remind")(PARTNER, "start").later(days=2)(DISTRIBUTOR, "remind")
    refusal = journey.refused(ActionNotAllowed, DISTRIBUTOR, "inform", method="phone", reached=True)
    assert "resolve" in refusal.facts["allowed"]
    assert journey.needs(DISTRIBUTOR, "resolve", **given_up) == "partner_reminders"
    journey(SYSTEM, "remind")
    journey.refused(Invalid, DISTRIBUTOR, "resolve", **(given_up | {"outcome": "solved"}))
    journey.refused(Invalid, DISTRIBUTOR, "resolve", **(given_up | {"reason": ""}))
    journey(DISTRIBUTOR, "resolve", **given_up)
    told = journey.last("resolved").facts
    assert (told["partner_did_not_answer"], told["partner"], told["reminders"]) == (True, "water", 3)
    assert [(ended["name"], ended["kept"]) for ended in told["clocks"]] == [("referral_reply", False)]
    journey(FOLLOW_UP, "measure", score=3, partner_score=1)(DISTRIBUTOR, "close", root_cause="other")
    assert journey.ticket.status is Status.CLOSED


def test_reminders_of_an_earlier_referral_do_not_count_against_the_next_partner() -> None:
    journey = referred(Journey(), partner="water", mode="out_of_jurisdiction")
    for _ in range(3):
        journey(DISTRIBUTOR, "remind")
    journey(DISTRIBUTOR, "refer", partner="water", mode="out_of_jurisdiction")
    assert (journey.ticket.reminders, journey.ticket.reminded) == (3, 0)
    assert journey.needs(DISTRIBUTOR, "resolve", outcome="not_solvable", message="س", reason="س") == "partner_reminders"


def test_a_section_or_third_party_that_does_not_answer_is_not_given_up() -> None:
    for where in ({"section": "roads"}, {"partner": "water", "mode": "third_party"}):
        journey = referred(Journey(), **where)
        for _ in range(4):
            journey(DISTRIBUTOR, "remind")
        journey.refused(ActionNotAllowed, DISTRIBUTOR, "resolve", outcome="not_solvable", message="س", reason="س")


# Inquiries, R279 to R288


def inquiry(**said: Any) -> Journey:
    return Journey(kind="inquiry", description="ما المستندات المطلوبة للترخيص؟", **said)


def test_an_inquiry_that_is_answered_at_once_takes_one_step() -> None:
    journey = inquiry(channel="phone", in_jurisdiction=True)(AGENT, "solve", message="صورة البطاقة وعقد الإيجار")
    assert (journey.ticket.status, journey.ticket.procedure) == (Status.RESOLVED, Procedure.FIRST_CONTACT)
    assert journey.types == ["registered", "solved"]
    journey(FOLLOW_UP, "measure", score=5)(AGENT, "close")
    assert journey.ticket.status is Status.CLOSED


def test_an_inquiry_of_class_a_is_answered_by_the_section() -> None:
    journey = inquiry()(AGENT, "classify", in_jurisdiction=True)(DISTRIBUTOR, "refer", section="roads")
    journey(DISTRIBUTOR, "remind")(OFFICER, "start")(OFFICER, "answer", **DONE)
    journey(DISTRIBUTOR, "inform", method="email", reached=True)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="صورة البطاقة")(FOLLOW_UP, "measure", score=5)
    journey(DISTRIBUTOR, "close")
    assert journey.types == [
        "registered", "classified", "referred", "reminded", "started", "answered", "informed", "resolved", "measured",
        "closed",
    ]  # fmt: skip


def test_an_inquiry_of_class_a_that_did_not_satisfy_goes_back_to_the_section_and_the_supervisor_speaks() -> None:
    journey = inquiry()(AGENT, "classify", in_jurisdiction=True)(DISTRIBUTOR, "refer", section="roads")
    journey(OFFICER, "answer", **DONE)(DISTRIBUTOR, "inform", method="email", reached=True)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="س").later(days=1)(FOLLOW_UP, "measure", score=2)
    assert (journey.ticket.status, journey.ticket.section, journey.ticket.reopened) == (Status.REFERRED, "roads", 1)
    assert journey.ticket.speak_since == iso(journey.now)
    journey(SUPERVISOR, "speak", reached=True, cause="wrong_information", note="الجواب لا يخص نشاطه")
    journey(OFFICER2, "answer", **DONE)(DISTRIBUTOR2, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR2, "resolve", outcome="solved", message="س")(FOLLOW_UP, "measure", score=4)
    assert journey(DISTRIBUTOR2, "close").ticket.status is Status.CLOSED


@pytest.mark.parametrize("mode", ["third_party", "out_of_jurisdiction"])
def test_an_inquiry_of_class_b_is_answered_by_the_partner(mode: str) -> None:
    journey = inquiry()(AGENT, "classify", in_jurisdiction=mode == "third_party")
    journey(DISTRIBUTOR, "refer", partner="water", mode=mode)(DISTRIBUTOR, "remind")(PARTNER, "answer", **DONE)
    if mode == "out_of_jurisdiction":
        journey(DISTRIBUTOR, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="أجابت الشركة")(FOLLOW_UP, "measure", score=5)
    assert journey(DISTRIBUTOR, "close").ticket.status is Status.CLOSED


def test_an_inquiry_of_class_b_that_did_not_satisfy_is_followed_with_the_partner_and_the_body_informs() -> None:
    journey = inquiry()(AGENT, "classify", in_jurisdiction=True)
    journey(DISTRIBUTOR, "refer", partner="water", mode="third_party")(PARTNER, "answer", **DONE)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="س")(FOLLOW_UP, "measure", score=1, reason="لا يكفي")
    assert (journey.ticket.status, journey.ticket.partner) == (Status.REFERRED, "water")
    by_phone = {"of": "partner", "contact": "هاتف"}
    journey(DISTRIBUTOR2, "remind")(DISTRIBUTOR2, "answer", on_behalf=by_phone, **DONE)
    assert journey.last("answered").on_behalf == "partner: هاتف"
    assert journey.needs(DISTRIBUTOR2, "resolve", outcome="solved", message="س") == "inform"
    journey(DISTRIBUTOR2, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR2, "resolve", outcome="solved", message="س")(FOLLOW_UP, "measure", score=4)
    assert journey(DISTRIBUTOR2, "close").ticket.status is Status.CLOSED


# Waiting that nobody answers


def test_a_question_that_nobody_answers_is_given_up_after_the_days_of_the_body() -> None:
    journey = referred(Journey())(OFFICER, "ask", question="أين الحفرة؟")
    no_response = {"outcome": "not_solvable", "message": "لم يصلنا رد", "reason": "لم يرد مقدم الشكوى"}
    assert journey.needs(DISTRIBUTOR, "resolve", **no_response) == "waiting_days"
    journey.later(days=10)(DISTRIBUTOR, "resolve", **no_response)
    assert journey.last("resolved").facts["no_response"] is True
    assert (journey.ticket.waiting_since, journey.ticket.waiting_from) == ("", None)


def test_a_question_that_is_answered_late_goes_on_where_it_stood() -> None:
    journey = referred(Journey())(OFFICER, "start")(OFFICER, "ask", question="أين الحفرة؟")
    journey.later(days=12)(REQUESTER, "respond", text="أمام المدرسة")
    assert journey.ticket.status is Status.IN_PROGRESS


# Informing and measuring who cannot be reached (R148, R149, R233)


def test_a_requester_who_cannot_be_reached_is_informed_by_no_one_and_the_decision_stands() -> None:
    journey = referred(Journey())(OFFICER, "answer", **DONE)
    for _ in range(3):
        journey(DISTRIBUTOR, "inform", method="phone", reached=False).later(hours=1)
    assert journey.needs(DISTRIBUTOR, "resolve", outcome="solved", message="س", reason="س") == "inform"
    journey.later(days=1)(DISTRIBUTOR, "inform", method="phone", reached=False)
    assert journey.needs(DISTRIBUTOR, "resolve", outcome="solved", message="س") == "reason"
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="س", reason="تعذر الوصول؛ أُرسل الجواب برسالة")
    journey(DISTRIBUTOR, "close", root_cause="other")
    assert [event.facts["reached"] for event in journey.events if event.type == "ticket.informed"] == [False] * 4


def test_closing_waits_for_a_rating_or_for_three_failed_tries_to_ask() -> None:
    journey = resolved(Journey())
    for hours in (1, 1, 24):
        assert journey.needs(DISTRIBUTOR, "close", root_cause="other") == "measure"
        journey(FOLLOW_UP, "measure", reached=False).later(hours=hours)
    assert journey.needs(DISTRIBUTOR, "close", root_cause="other") == "measure"
    journey(FOLLOW_UP, "measure", reached=False)
    assert journey(DISTRIBUTOR, "close", root_cause="other").ticket.status is Status.CLOSED


def test_who_left_no_contact_is_neither_informed_nor_measured_and_both_are_recorded() -> None:
    journey = referred(Journey(kind="observation", anonymous=True))(OFFICER, "answer", **DONE)
    journey.refused(ActionNotAllowed, DISTRIBUTOR, "inform", method="phone", reached=False)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="س")
    journey.refused(ActionNotAllowed, FOLLOW_UP, "measure", score=5)
    journey(DISTRIBUTOR, "close")
    assert [journey.last(type).facts["no_contact"] for type in ("resolved", "closed")] == [True, True]


def test_a_reporter_is_measured_only_at_the_own_wish() -> None:
    journey = Journey(kind="report")
    referred(journey)(OFFICER, "answer", **DONE)(DISTRIBUTOR, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="س")(DISTRIBUTOR, "close")
    assert journey(REQUESTER, "measure", score=5).ticket.this_pass.score == 5


# The loop of satisfaction (R059, R215, R231, R232, R283)


def dissatisfied(journey: Journey, times: int) -> Journey:
    """Let a resolved ticket be rated 1 so often, resolved again by others each time."""
    for i in range(times):
        journey(REQUESTER, "measure", score=1, reason="لم تُصلح")
        if journey.ticket.status is not Status.REFERRED:
            return journey
        for who in ("officer", "distributor"):
            journey(SUPERVISOR, "assign", to=who, reason=f"لا غيره في الجولة {i + 2}")
        journey(OFFICER, "answer", **DONE)(DISTRIBUTOR, "inform", method="phone", reached=True)
        journey(DISTRIBUTOR, "resolve", outcome="solved", message="أُعيد الإصلاح")
    return journey


def test_who_is_not_satisfied_is_apologised_to_heard_again_and_spoken_with() -> None:
    journey = resolved(Journey()).later(days=2)(REQUESTER, "measure", score=2, reason="لم تُصلح")
    assert journey.types[-3:] == ["measured", "reopened", "speak_wanted"]
    assert (journey.last("reopened").facts["apology"], journey.ticket.reopened) == (True, 1)
    journey.refused(RoleNotAllowed, FOLLOW_UP, "speak", reached=True, cause="below_level")
    journey.refused(Invalid, SUPERVISOR, "speak", reached=True)
    assert "speak" in journey.may(SUPERVISOR)
    journey(SUPERVISOR, "speak", reached=True, cause="below_level", note="الردم هبط بعد يومين")
    assert (journey.last("spoken").facts["cause"], journey.ticket.speak_since) == ("below_level", "")
    assert "speak" not in journey.may(SUPERVISOR)


def test_a_supervisor_who_reaches_nobody_tries_again_and_writes_down_why_it_ends() -> None:
    journey = resolved(Journey())(REQUESTER, "measure", score=1)
    for note in ("", "لا يرد", ""):
        journey(SUPERVISOR, "speak", reached=False, note=note).later(hours=13)
    assert journey.ticket.speak_since
    journey(SUPERVISOR, "speak", reached=False, note="تعذر الوصول إليه أربع مرات")
    assert (journey.last("spoken").facts["unreachable"], journey.ticket.speak_since) == (True, "")


def test_who_declines_the_reopening_is_spoken_with_and_the_ticket_may_be_closed() -> None:
    journey = resolved(Journey())(REQUESTER, "measure", score=1, reopen=False)
    assert (journey.ticket.status, bool(journey.ticket.speak_since)) == (Status.RESOLVED, True)
    assert journey(DISTRIBUTOR, "close", root_cause="below_level").ticket.status is Status.CLOSED


def test_a_low_score_on_a_closed_ticket_opens_it_again_within_the_appeal_days() -> None:
    journey = resolved(Journey())
    journey.later(days=11)(SYSTEM, "close").later(days=5)(REQUESTER, "measure", score=1)
    assert journey.ticket.status is Status.REFERRED
    late = resolved(Journey()).later(days=11)(SYSTEM, "close")
    assert late.later(days=31)(REQUESTER, "measure", score=1).ticket.status is Status.CLOSED


def test_the_body_says_which_score_is_low() -> None:
    journey = resolved(Journey(with_rules(dissatisfied_at=3)))(REQUESTER, "measure", score=3)
    assert journey.ticket.reopened == 1


def test_at_the_limit_management_is_told_and_only_a_reasoned_final_closing_ends_the_loop() -> None:
    journey = dissatisfied(resolved(Journey()), 3)
    assert (journey.ticket.reopened, journey.ticket.limit_reached) == (3, True)
    assert journey.types.count("limit_reached") == 1
    assert journey.last("limit_reached").facts == {"reopened": 3}
    journey(REQUESTER, "measure", score=1, reason="ما زالت")
    assert (journey.ticket.status, journey.types.count("limit_reached")) == (Status.RESOLVED, 1)
    assert journey.needs(DISTRIBUTOR, "close", root_cause="other") == "final"
    journey.refused(Invalid, DISTRIBUTOR, "close", root_cause="other", final=True)
    journey.refused(RoleNotAllowed, MANAGER, "close", root_cause="other")
    journey(MANAGER, "close", root_cause="other", final=True, note="استُنفدت الحلول الممكنة")
    assert (journey.ticket.status, journey.ticket.final) == (Status.CLOSED, True)
    assert journey.last("closed").facts["final"] is True


def test_nothing_is_closed_for_good_before_the_limit() -> None:
    journey = resolved(Journey())(REQUESTER, "measure", score=1, reopen=False)
    assert journey.needs(DISTRIBUTOR, "close", root_cause="other", final=True, note="س") == "reopen_limit"
    journey.refused(RoleNotAllowed, MANAGER, "close", root_cause="other", final=True, note="س")
    assert "close" not in journey.may(MANAGER)


def test_a_satisfied_requester_ends_the_loop_in_the_usual_way() -> None:
    journey = dissatisfied(resolved(Journey()), 3)(REQUESTER, "measure", score=5)
    assert journey(DISTRIBUTOR, "close", root_cause="other").ticket.final is False


# The one appeal to the manager


def finally_closed() -> Journey:
    journey = dissatisfied(resolved(Journey()), 4)
    return journey(DISTRIBUTOR, "close", root_cause="other", final=True, note="استُنفدت الحلول")


def test_after_a_final_closing_the_one_appeal_stands_with_the_manager_who_confirms() -> None:
    journey = finally_closed()
    journey.refused(RoleNotAllowed, FOLLOW_UP, "reopen", reason="س")
    journey.later(days=3)(REQUESTER, "reopen", reason="لم يزرني أحد")
    assert (journey.ticket.status, journey.ticket.appeal, journey.ticket.queue) == (
        Status.CLOSED, Appeal.PENDING, "manager",
    )  # fmt: skip
    assert journey.last("appealed").words == {"reason": "لم يزرني أحد"}
    assert journey.may(MANAGER) == ["decide", "note"]
    journey.refused(RoleNotAllowed, SUPERVISOR, "decide", confirm=True, reason="س")
    journey(MANAGER, "decide", confirm=True, reason="زاره المختصون مرتين")
    assert (journey.ticket.appeal, journey.ticket.queue) == (Appeal.DISMISSED, "")
    assert journey.last("decided").facts == {"confirmed": True}
    journey.refused(ActionNotAllowed, REQUESTER, "reopen", reason="مرة أخرى")


def test_the_manager_orders_a_new_pass_and_there_is_no_second_appeal() -> None:
    journey = finally_closed()(REQUESTER, "reopen", reason="لم يزرني أحد")
    journey(MANAGER, "decide", confirm=False, reason="يعاد الكشف بحضور مقدم الشكوى")
    assert journey.types[-2:] == ["decided", "reopened"]
    assert (journey.ticket.status, journey.ticket.appeal, journey.ticket.final) == (
        Status.REFERRED, Appeal.GRANTED, False,
    )  # fmt: skip
    journey(OFFICER2, "answer", **DONE)(DISTRIBUTOR2, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR2, "resolve", outcome="solved", message="س")(REQUESTER, "measure", score=1)
    journey(DISTRIBUTOR2, "close", root_cause="other", final=True, note="كُشف بحضوره")
    journey.refused(ActionNotAllowed, REQUESTER, "reopen", reason="مرة أخرى")


def test_until_the_manager_decides_an_appeal_it_is_due_to_be_told_of_again() -> None:
    journey = finally_closed()
    timers = journey.context.tickets.with_told(journey.number)[1].due
    assert timers == ()
    journey(REQUESTER, "reopen", reason="لم يزرني أحد")
    assert journey.ticket.appealed_at == iso(journey.now)
    due = [read_timer(timer) for timer in journey.context.tickets.with_told(journey.number)[1].due]
    assert [(step.clock, step.step) for step in due] == [("appeal", "remind"), ("appeal", "late")]
    journey(MANAGER, "decide", confirm=True, reason="زاره المختصون مرتين")
    assert (journey.ticket.appealed_at, journey.context.tickets.with_told(journey.number)[1].due) == ("", ())


def test_an_appeal_against_a_final_closing_has_its_days_too() -> None:
    journey = finally_closed().later(days=31)
    assert journey.needs(REQUESTER, "reopen", reason="س") == "appeal_days"


def test_a_low_score_after_a_final_closing_opens_nothing() -> None:
    journey = dissatisfied(resolved(Journey()), 3)
    for _ in range(3):
        journey(FOLLOW_UP, "measure", reached=False).later(hours=13)
    journey(DISTRIBUTOR, "close", root_cause="other", final=True, note="تعذر الوصول إليه")
    assert journey(REQUESTER, "measure", score=1).ticket.status is Status.CLOSED


# Later than the appeal days: a new ticket that follows the old one


def test_later_than_the_appeal_days_a_new_ticket_follows_the_old_one_for_other_staff() -> None:
    old = resolved(Journey())(REQUESTER, "measure", score=4)(DISTRIBUTOR, "close", root_cause="other")
    old.later(days=31)
    assert old.needs(REQUESTER, "reopen", reason="عادت الحفرة") == "appeal_days"
    new = old.register(follows=old.number, description="عادت الحفرة")
    assert (new.follows, set(new.excluded)) == (old.number, {"officer", "distributor"})
    assert old.context.tickets.history(new.number)[0].facts["follows"] == old.number


def test_a_new_ticket_follows_only_an_own_one_that_cannot_be_reopened() -> None:
    old = resolved(Journey())
    stranger = {"first_name": "منى", "family_name": "الشراعية", "mobile": "٩٢٢٢٢٢٢٢"}
    for said in ({}, {"requester": stranger}, {"follows": "260000000000"}):
        with pytest.raises(Invalid):
            old.register(**({"follows": old.number} | said))
    old(REQUESTER, "measure", score=4)(DISTRIBUTOR, "close", root_cause="other").later(days=29)
    with pytest.raises(Invalid) as refusal:
        old.register(follows=old.number)
    assert refusal.value.facts["fields"] == [{"field": "follows", "reason": "not-allowed"}]
    with pytest.raises(Invalid) as refusal:
        old.later(days=3).register(follows=old.number, requester=stranger)
    assert refusal.value.facts["fields"] == [{"field": "follows", "reason": "not-found"}]


# Reopened for new staff only (R234)


def test_nobody_of_an_earlier_pass_handles_the_next_and_a_readmission_is_counted() -> None:
    journey = resolved(Journey())(REQUESTER, "reopen", reason="عادت الحفرة")
    for who, action, said in (
        (OFFICER, "start", {}), (OFFICER, "answer", DONE), (OFFICER, "decline", {"reason": "س"}),
        (DISTRIBUTOR, "refer", {"section": "lighting"}), (DISTRIBUTOR, "classify", {"complexity": "complex"}),
        (MANAGER, "assign", {"to": "officer", "reason": "س"}), (DISTRIBUTOR2, "assign", {"to": "distributor"}),
    ):  # fmt: skip
        journey.refused(ExcludedFromPass, who, action, **said)
    journey.refused(Invalid, SUPERVISOR, "assign", to="officer")
    journey(SUPERVISOR, "assign", to="officer", reason="لا ضابط اتصال غيره")
    named = journey.last("assigned")
    assert (named.facts["readmitted"], named.facts["readmissions"]) == (True, 1)
    assert named.words == {"reason": "لا ضابط اتصال غيره"}
    journey(OFFICER, "start")(OFFICER, "answer", **DONE)
    assert journey.ticket.readmissions == 1
    journey(DISTRIBUTOR2, "inform", method="phone", reached=True)
    journey(DISTRIBUTOR2, "resolve", outcome="solved", message="س")(REQUESTER, "reopen", reason="عادت")
    journey.refused(ExcludedFromPass, OFFICER, "start")


def test_a_ticket_of_a_later_pass_is_not_merged_into_hands_that_are_kept_from_it() -> None:
    journey = resolved(Journey())(REQUESTER, "reopen", reason="عادت الحفرة")
    journey.refused(ActionNotAllowed, AGENT, "merge", into=journey.number)
    assert "merge" not in journey.may(AGENT)


# What the media published, R239 to R245


def published(**said: Any) -> Journey:
    journey = Journey(kind="media", channel="media", media=MEDIA_FACTS, **said)
    journey(MEDIA, "classify", in_jurisdiction=True)(MEDIA, "refer", section="roads")
    return journey(OFFICER, "answer", **DONE)


def test_a_published_complaint_that_is_solved_is_closed_and_stands_until_the_outlet_is_answered() -> None:
    journey = published()
    journey.refused(ActionNotAllowed, MEDIA, "inform", method="email", reached=True)
    journey(MEDIA, "resolve", outcome="solved", message="أُصلحت الحفرة")
    journey.refused(ActionNotAllowed, SYSTEM, "close")
    journey.refused(ActionNotAllowed, FOLLOW_UP, "measure", score=5)
    journey(MEDIA, "close")
    assert (journey.ticket.status, journey.ticket.queue) == (Status.CLOSED, "media")
    journey(MEDIA, "reply_to_outlet", text="أُصلحت الحفرة في اليوم نفسه", link="https://marfa.example/2")
    assert (journey.ticket.outlet_replied_at, journey.ticket.queue) == (iso(journey.now), "")
    assert journey.types[-4:] == ["answered", "resolved", "closed", "outlet_replied"]


def test_a_published_complaint_that_is_not_solved_ends_with_proposals_told_to_the_outlet_before_it_is_closed() -> None:
    journey = published()(MEDIA, "reply_to_outlet", text="ندرس الأمر")
    for outcome in ("not_solvable", "adopted"):
        journey.refused(Invalid, MEDIA, "resolve", outcome=outcome, message="س", reason="س")
    journey(MEDIA, "resolve", outcome="proposals", message="توسعة الطريق ضمن خطة العام القادم")
    assert journey.needs(MEDIA, "close") == "reply_to_outlet"
    journey(MEDIA, "reply_to_outlet", text="الخطوات المتخذة")(MEDIA, "close")
    assert journey.types[-3:] == ["resolved", "outlet_replied", "closed"]


def test_a_published_complaint_has_nobody_to_ask_or_write_to() -> None:
    journey = Journey(kind="media", channel="media", media=MEDIA_FACTS)
    assert not {"ask", "reply", "inform", "measure"} & set(journey.may(MEDIA))


# Rejection with appeal


def test_a_rejected_ticket_is_appealed_to_the_second_line_and_other_staff() -> None:
    journey = Journey()(AGENT, "reject", reason="ليس من اختصاص الجهة").later(days=3)
    journey(REQUESTER, "reopen", reason="الطريق بلدي")
    assert (journey.ticket.status, journey.ticket.queue) == (Status.REGISTERED, "second_line")
    journey.refused(ExcludedFromPass, AGENT, "reject", reason="س")
    journey(AGENT2, "classify", **INSIDE)(DISTRIBUTOR, "refer", section="roads")
    assert journey.ticket.status is Status.REFERRED


def test_a_ticket_that_a_section_had_is_reopened_to_it_after_its_rejection() -> None:
    journey = referred(Journey())(OFFICER, "decline", reason="ليس لنا", section="lighting")
    journey(DISTRIBUTOR, "reject", reason="ليس من اختصاص الجهة")(REQUESTER, "reopen", reason="س")
    assert (journey.ticket.status, journey.ticket.section) == (Status.REGISTERED, "")


# Closed by the system (R233)


def test_the_system_closes_what_nobody_rates_and_says_so() -> None:
    journey = resolved(Journey()).later(days=10)(SYSTEM, "close")
    closed = journey.last("closed")
    assert (closed.by, closed.facts["no_answer"], "measured" in closed.facts) == ("system", True, False)


def test_a_complaint_that_the_system_closed_without_its_root_cause_stands_with_the_follow_up_team() -> None:
    journey = resolved(Journey()).later(days=10)(SYSTEM, "close")
    assert (journey.ticket.cause_wanted, journey.ticket.queue) == (True, "follow_up")
    assert "classify" in journey.may(FOLLOW_UP)
    assert "classify" not in journey.may(DISTRIBUTOR)
    journey.refused(ActionNotAllowed, AGENT, "classify", category="lamps")
    journey.refused(RoleNotAllowed, DISTRIBUTOR, "classify", root_cause="long_wait")
    journey.refused(Invalid, FOLLOW_UP, "classify", root_cause="long_wait", importance="high")
    journey.refused(Invalid, FOLLOW_UP, "classify", importance="high")
    journey(FOLLOW_UP, "classify", root_cause="long_wait")
    assert journey.last("classified").facts == {"changed": {"root_cause": "long_wait"}}
    assert (journey.ticket.status, journey.ticket.cause_wanted, journey.ticket.queue) == (Status.CLOSED, False, "")


def test_the_root_cause_of_what_is_open_is_said_at_its_closing() -> None:
    journey = Journey()
    fields = journey.refused(Invalid, FOLLOW_UP, "classify", root_cause="long_wait").facts["fields"]
    assert fields == [{"field": "root_cause", "reason": "not-allowed"}]
    rated = resolved(Journey(kind="inquiry")).later(days=10)(SYSTEM, "close")
    assert (rated.ticket.cause_wanted, rated.ticket.queue) == (False, "")


def test_what_was_rated_is_closed_by_the_system_without_a_missing_answer() -> None:
    journey = resolved(Journey(kind="inquiry"))(REQUESTER, "measure", score=5).later(days=10)(SYSTEM, "close")
    assert "no_answer" not in journey.last("closed").facts


# Emergencies, R308


def test_an_emergency_runs_round_the_clock_from_its_classification_on() -> None:
    rows = (Target(), Target(complexity="critical", resolution=240, referral_reply=60))
    policy = Policy(code="p", name=BODY.name, effective_from="2026-01-01", targets=rows, approved_at=iso(NOW))
    journey = Journey(msgspec.structs.replace(BODY, policies=(policy,)), kind="report")
    journey(AGENT, "classify", in_jurisdiction=True, complexity="critical")(DISTRIBUTOR, "refer", section="roads")
    promised = [clock for clock in journey.ticket.clocks if clock.name is not ClockName.UPDATE]
    assert {clock.calendar for clock in promised} == {ROUND_THE_CLOCK}
    due = {clock.name: clock.due_at for clock in journey.ticket.clocks}
    assert due[ClockName.RESOLUTION] == iso(NOW + timedelta(hours=4))
    assert due[ClockName.REFERRAL_REPLY] == iso(NOW + timedelta(hours=1))


# Other kinds


@pytest.mark.parametrize("outcome", ["adopted", "noted", "not_adopted"])
def test_a_suggestion_ends_adopted_noted_or_not_adopted(outcome: str) -> None:
    journey = Journey(kind="suggestion", description="مظلة عند الموقف")(AGENT, "classify", in_jurisdiction=True)
    journey(DISTRIBUTOR, "refer", section="roads")(OFFICER, "answer", **DONE)
    journey(DISTRIBUTOR, "inform", method="phone", reached=True)
    journey.refused(Invalid, DISTRIBUTOR, "resolve", outcome="solved", message="س")
    if outcome == "not_adopted":
        journey.refused(Invalid, DISTRIBUTOR, "resolve", outcome=outcome, message="س")
    journey(DISTRIBUTOR, "resolve", outcome=outcome, message="شكرًا لاقتراحكم", reason="الموقع ضيق")
    assert journey.ticket.this_pass.outcome is Outcome(outcome)
    assert journey.needs(DISTRIBUTOR, "close") == "measure"
    journey(FOLLOW_UP, "measure", score=4)(DISTRIBUTOR, "close")


def test_thanks_go_to_their_unit_and_are_closed_unmeasured() -> None:
    journey = Journey(kind="thanks", description="شكرًا لفريق النظافة")(AGENT, "classify", in_jurisdiction=True)
    journey(DISTRIBUTOR, "refer", section="roads")
    assert journey.ticket.queue == "section:roads"
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="وصل شكركم إلى الفريق")
    journey.refused(ActionNotAllowed, FOLLOW_UP, "measure", score=5)
    journey(DISTRIBUTOR, "close")
    assert journey.types == ["registered", "classified", "referred", "resolved", "closed"]


def test_a_request_for_information_walks_as_an_inquiry() -> None:
    journey = Journey(kind="information_request", description="عدد الحدائق")(AGENT, "classify", in_jurisdiction=True)
    journey(DISTRIBUTOR, "refer", section="roads")(OFFICER, "answer", **DONE)
    journey(DISTRIBUTOR, "inform", method="email", reached=True)
    journey(DISTRIBUTOR, "resolve", outcome="solved", message="س")(FOLLOW_UP, "measure", score=5)
    assert journey(DISTRIBUTOR, "close").ticket.status is Status.CLOSED


# Grades and important people (R307)


def test_a_distinguished_service_has_its_own_target() -> None:
    rows = (Target(resolution=600), Target(grade="distinguished", resolution=120))
    policy = Policy(code="p", name=BODY.name, effective_from="2026-01-01", targets=rows, approved_at=iso(NOW))
    journey = Journey(msgspec.structs.replace(BODY, policies=(policy,)))
    assert journey.ticket.due_at == iso(NOW + timedelta(hours=10))
    journey(AGENT, "classify", grade="distinguished")
    assert journey.ticket.due_at == iso(NOW + timedelta(hours=2))


def test_who_somebody_is_shortens_no_promise() -> None:
    assert "vip" in Person.__struct_fields__
    assert "vip" not in Target.__struct_fields__
    assert not {"person", "requester", "vip"} & set(Target.__struct_fields__)


# What may never be skipped


def test_the_order_answer_inform_resolve_close_cannot_be_skipped() -> None:
    steps: list[tuple[str, dict[str, Any]]] = [
        ("inform", {"method": "phone", "reached": True}), ("resolve", {"outcome": "solved", "message": "س"}),
        ("close", {"root_cause": "other"}),
    ]  # fmt: skip
    journey = referred(Journey())
    for action, said in steps:
        journey.refused(ActionNotAllowed, DISTRIBUTOR, action, **said)
    journey(OFFICER, "answer", **DONE)
    assert journey.needs(DISTRIBUTOR, "resolve", **steps[1][1]) == "inform"
    journey.refused(ActionNotAllowed, DISTRIBUTOR, "close", **steps[2][1])


# Merged into another's


def merged() -> tuple[Journey, str]:
    """Return a resolved ticket, and the number of another requester's that was merged into it before."""
    journey = Journey()
    journey.later(minutes=5)
    neighbour = {"first_name": "منى", "family_name": "الشراعية", "mobile": "٩٢٢٢٢٢٢٢"}
    other = journey.register(requester=neighbour, description="الحفرة نفسها").number
    mine = journey.number
    journey.number = other
    journey(AGENT, "merge", into=mine)
    assert journey.may(REQUESTER) == ["measure", "reopen", "reply"]
    journey(REQUESTER, "reply", text="اتسعت الحفرة بعد المطر")
    journey.refused(ActionNotAllowed, REQUESTER, "reopen", reason="س")
    journey.refused(ActionNotAllowed, REQUESTER, "measure", score=4)
    journey.number = mine
    heard = journey.last("heard")
    assert (heard.facts, heard.words) == ({"from": other}, {})
    return resolved(journey), other


def test_whoever_was_merged_into_another_writes_and_rates_by_the_own_number() -> None:
    journey, other = merged()
    mine, journey.number = journey.number, other
    journey.refused(ActionNotAllowed, FOLLOW_UP, "reopen", reason="س")
    journey.refused(ActionNotAllowed, FOLLOW_UP, "measure", score=5)
    journey(REQUESTER, "measure", score=1, reason="ما زالت")
    assert (journey.ticket.this_pass.score, journey.ticket.status, journey.ticket.reopened) == (1, Status.CLOSED, 0)
    assert journey.last("replied").words == {"text": "اتسعت الحفرة بعد المطر"}
    journey.number = mine
    assert journey.last("heard").facts == {"from": other, "score": 1}
    assert (journey.ticket.status, journey.ticket.this_pass.score) == (Status.RESOLVED, None)


def test_whoever_was_merged_into_another_appeals_with_it() -> None:
    journey, other = merged()
    mine, journey.number = journey.number, other
    journey(REQUESTER, "reopen", reason="ما زال التسرب في بيتي")
    assert (journey.ticket.status, journey.ticket.merged_into, journey.ticket.reopened) == (Status.CLOSED, mine, 0)
    said = journey.last("replied")
    assert (said.facts, said.words) == ({"appeal": True}, {"text": "ما زال التسرب في بيتي"})
    journey.refused(ActionNotAllowed, REQUESTER, "reopen", reason="مرة أخرى")
    journey.number = mine
    assert (journey.ticket.status, journey.ticket.section, journey.ticket.reopened) == (Status.REFERRED, "roads", 1)
    assert OFFICER.id in journey.ticket.excluded
    again = journey.last("reopened")
    assert (again.by, again.words) == ("system", {}), "its own requester neither asked for it nor reads the words"
    assert (again.facts["from"], again.facts["appeal"]) == (other, True)


def test_whoever_was_merged_into_another_appeals_within_its_days() -> None:
    journey, other = merged()
    journey.later(days=31).number = other
    assert journey.needs(REQUESTER, "reopen", reason="ما زالت") == "appeal_days"
