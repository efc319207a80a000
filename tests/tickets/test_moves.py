"""What each action does, and what must come before it."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid
from chalicelib.tickets.conversation import is_unreachable
from chalicelib.tickets.lifecycle import REQUESTER, SYSTEM
from chalicelib.tickets.trouble import ActionNotAllowed, NotYet
from chalicelib.tickets.words import Kind, Outcome, PartnerMode, Procedure, Status
from tests.conftest import NOW
from tests.tickets.scenes import (
    AGENT,
    DISTRIBUTOR,
    DISTRIBUTOR2,
    FOLLOW_UP,
    OFFICER,
    OFFICER2,
    SUPERVISOR,
    Story,
    a_ticket,
)


def needs(refusal: pytest.ExceptionInfo[Any]) -> Any:
    return refusal.value.facts.get("needs") or refusal.value.facts["fields"][0]


def test_the_whole_journey_in_its_order() -> None:
    story = Story()(AGENT, "classify", in_jurisdiction=True, object="service")
    story(DISTRIBUTOR, "refer", section="lighting")
    story.ticket = story.ticket.with_(section="roads")
    story(OFFICER, "decline", reason="ليس من اختصاصنا", section="lighting")
    assert (story.ticket.status, story.ticket.queue) == (Status.REGISTERED, "second_line")
    story(DISTRIBUTOR, "refer", section="roads")(OFFICER, "start")(OFFICER, "ask", question="أين؟")
    assert (story.ticket.status, story.ticket.queue) == (Status.WAITING, "section:roads")
    story(REQUESTER, "respond", text="أمام المدرسة")
    assert story.ticket.status is Status.IN_PROGRESS
    story(OFFICER, "answer", text="أُصلحت", verification="confirmed")
    story(DISTRIBUTOR, "inform", method="phone", reached=True)
    story(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلحت")
    assert story.ticket.queue == "follow_up"
    story(FOLLOW_UP, "measure", score=4)(DISTRIBUTOR, "close", root_cause="long_wait")
    assert (story.ticket.status, story.ticket.queue) == (Status.CLOSED, "")
    story(REQUESTER, "reopen", reason="عادت الحفرة")
    assert (story.ticket.status, story.ticket.reopened, story.ticket.closed_at) == (Status.REFERRED, 1, "")
    assert story.types == [
        "classified", "referred", "declined", "referred", "started", "asked", "responded", "answered", "informed",
        "resolved", "measured", "closed", "reopened",
    ]  # fmt: skip


def test_the_first_classification_moves_a_ticket_to_the_second_line() -> None:
    story = Story()
    assert story.ticket.queue == "first_line"
    story(AGENT, "classify", category="lamps", complexity="complex")
    assert (story.ticket.queue, story.ticket.category) == ("second_line", "lamps")
    assert story.happened[0].facts["changed"]["category"] == "lamps"


def test_a_ticket_is_not_referred_before_its_jurisdiction_is_known() -> None:
    with pytest.raises(NotYet) as refusal:
        Story()(DISTRIBUTOR, "refer", section="roads")
    assert needs(refusal) == "in_jurisdiction"


def test_a_complaint_is_not_referred_without_its_object() -> None:
    with pytest.raises(NotYet) as refusal:
        Story()(AGENT, "classify", in_jurisdiction=True)(DISTRIBUTOR, "refer", section="roads")
    assert needs(refusal) == "object"


@pytest.mark.parametrize(
    ("inside", "said", "fault"),
    [
        (True, {}, ("section", "one-of-section-and-partner")),
        (True, {"section": "roads", "partner": "water"}, ("section", "one-of-section-and-partner")),
        (True, {"section": "nowhere"}, ("section", "not-found")),
        (True, {"partner": "water"}, ("mode", "missing")),
        (True, {"partner": "water", "mode": PartnerMode.OUT_OF_JURISDICTION}, ("mode", "not-allowed")),
        (False, {"section": "roads"}, ("section", "out-of-jurisdiction")),
        (False, {"partner": "nobody", "mode": PartnerMode.OUT_OF_JURISDICTION}, ("partner", "not-found")),
    ],
)
def test_a_referral_fits_the_jurisdiction(inside: bool, said: dict[str, Any], fault: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refusal:
        Story(a_ticket(in_jurisdiction=inside, object="service"))(DISTRIBUTOR, "refer", **said)
    assert needs(refusal) == {"field": fault[0], "reason": fault[1]}


def test_a_third_party_referral_is_the_third_procedure() -> None:
    story = Story(a_ticket(in_jurisdiction=True, object="service"))
    story(DISTRIBUTOR, "refer", partner="water", mode=PartnerMode.THIRD_PARTY)
    assert (story.ticket.procedure, story.ticket.queue) == (Procedure.THIRD_PARTY, "partner:water")


def test_referring_again_before_an_answer_is_marked() -> None:
    story = Story().referred()(DISTRIBUTOR, "refer", section="lighting")
    assert story.happened[-1].facts["again"] is True
    assert story.ticket.referrals == 2


def test_a_ticket_is_not_resolved_before_the_requester_was_informed() -> None:
    with pytest.raises(NotYet) as refusal:
        Story().answered()(DISTRIBUTOR, "resolve", outcome="solved", message="x")
    assert needs(refusal) == "inform"


def test_an_unreachable_requester_needs_three_tries_on_two_days_and_the_decision() -> None:
    story = Story().answered()
    story(DISTRIBUTOR, "inform", method="phone", reached=False)
    story.later(hours=2)(DISTRIBUTOR, "inform", method="phone", reached=False)
    with pytest.raises(NotYet):
        story(DISTRIBUTOR, "resolve", outcome="solved", message="x", reason="x")
    story.later(hours=22)(DISTRIBUTOR, "inform", method="phone", reached=False)
    with pytest.raises(NotYet) as refusal:
        story(DISTRIBUTOR, "resolve", outcome="solved", message="x")
    assert needs(refusal) == "reason"
    assert story(DISTRIBUTOR, "resolve", outcome="solved", message="x", reason="قُرر الإغلاق").ticket.resolved_at


def test_tries_within_two_hours_count_once() -> None:
    at = [iso(NOW + timedelta(hours=hours)) for hours in (0, 1, 2, 3, 26)]
    assert is_unreachable((at[0], at[2], at[4]), "Asia/Muscat")
    assert not is_unreachable((at[0], at[1], at[4]), "Asia/Muscat")
    assert not is_unreachable((at[0], at[2]), "Asia/Muscat")
    assert not is_unreachable((), "Asia/Muscat")


def test_any_three_tries_will_do() -> None:
    evening = NOW.replace(hour=15)  # 19:00 in Muscat
    at = [iso(evening + timedelta(hours=hours)) for hours in (0, 2, 4, 5.5)]
    assert is_unreachable(tuple(at), "Asia/Muscat")
    assert not is_unreachable(tuple(at[:3]), "Asia/Muscat")


def test_who_left_no_contact_is_neither_informed_nor_measured() -> None:
    story = Story(a_ticket(kind=Kind.REPORT, anonymous=True, contactable=False, person="")).answered()
    story(DISTRIBUTOR, "resolve", outcome="solved", message="x")(DISTRIBUTOR, "close")
    assert story.happened[-1].facts["no_contact"] is True


def test_waiting_ends_without_a_response_only_after_the_days_of_the_body() -> None:
    story = Story().referred()(OFFICER, "ask", question="أين؟")
    with pytest.raises(NotYet) as refusal:
        story(DISTRIBUTOR, "resolve", outcome="not_solvable", message="x", reason="لا رد")
    assert refusal.value.facts == {"needs": "waiting_days", "until": iso(NOW + timedelta(days=10))}
    with pytest.raises(Invalid):
        story.later(days=10)(DISTRIBUTOR, "resolve", outcome="solved", message="x")
    story(DISTRIBUTOR, "resolve", outcome="not_solvable", message="x", reason="لا رد")
    assert story.happened[-1].facts == {"outcome": Outcome.NOT_SOLVABLE, "no_response": True}


@pytest.mark.parametrize(
    "said", [{"outcome": "not_solvable", "message": "x"}, {"outcome": "proposals", "message": "x"}]
)
def test_an_outcome_says_why_and_fits_the_kind(said: dict[str, str]) -> None:
    story = Story().answered()(DISTRIBUTOR, "inform", method="phone", reached=True)
    with pytest.raises(Invalid):
        story(DISTRIBUTOR, "resolve", **said)


def test_a_ticket_is_not_closed_before_it_was_measured() -> None:
    with pytest.raises(NotYet) as refusal:
        Story().resolved()(DISTRIBUTOR, "close", root_cause="other")
    assert needs(refusal) == "measure"


def test_a_complaint_is_not_closed_without_its_root_cause() -> None:
    story = Story().resolved()(FOLLOW_UP, "measure", score=5)
    with pytest.raises(Invalid) as refusal:
        story(DISTRIBUTOR, "close")
    assert needs(refusal) == {"field": "root_cause", "reason": "missing"}


def test_the_system_closes_without_either() -> None:
    assert Story().resolved()(SYSTEM, "close").ticket.status is Status.CLOSED


def test_three_failed_tries_to_measure_allow_closing() -> None:
    story = Story().resolved()
    for _ in range(3):
        story(FOLLOW_UP, "measure", reached=False).later(hours=12)
    assert story.ticket.this_pass.score is None
    assert story(DISTRIBUTOR, "close", root_cause="other").ticket.status is Status.CLOSED


def test_satisfaction_is_measured_once_a_pass() -> None:
    story = Story().resolved()(REQUESTER, "measure", score=3)
    with pytest.raises(ActionNotAllowed):
        story(FOLLOW_UP, "measure", score=5)


def test_a_score_is_needed_and_a_partners_only_where_there_is_one() -> None:
    with pytest.raises(Invalid):
        Story().resolved()(FOLLOW_UP, "measure")
    with pytest.raises(Invalid):
        Story().resolved()(FOLLOW_UP, "measure", score=4, partner_score=2)


def test_who_is_not_satisfied_is_heard_again_in_the_same_step() -> None:
    story = Story().resolved()(REQUESTER, "measure", score=2, reason="لم تُصلح")
    assert story.types[-3:] == ["measured", "reopened", "speak_wanted"]
    assert story.happened[-2].facts == {"dissatisfied": True, "apology": True, "pass": 1}
    assert story.happened[-2].words == {"reason": "لم تُصلح"}


def test_who_declines_is_not_reopened() -> None:
    story = Story().resolved()(REQUESTER, "measure", score=1, reopen=False)
    assert (story.ticket.status, story.ticket.reopened) == (Status.RESOLVED, 0)


def test_the_loop_stops_at_the_limit_of_the_body() -> None:
    ticket = Story().resolved().ticket.with_(reopened=3)
    story = Story(ticket)(REQUESTER, "measure", score=1)
    assert story.ticket.status is Status.RESOLVED


def test_an_appeal_comes_within_its_days() -> None:
    story = Story().resolved()
    with pytest.raises(NotYet):
        story.later(days=31)(REQUESTER, "reopen", reason="x")


def test_a_rejected_ticket_is_reopened_to_the_second_line() -> None:
    story = Story()(AGENT, "reject", reason="ليس من اختصاص الجهة")(REQUESTER, "reopen", reason="بل هو")
    assert (story.ticket.status, story.ticket.queue, story.ticket.excluded) == (
        Status.REGISTERED, "second_line", ("agent",),
    )  # fmt: skip


def test_an_assignee_stays_excluded_though_the_ticket_went_on() -> None:
    story = Story().referred()(DISTRIBUTOR, "assign", to="officer2")(DISTRIBUTOR, "assign", to="officer")
    story(OFFICER, "answer", text="تم", verification="partly")
    story(DISTRIBUTOR2, "inform", method="sms", reached=True)
    story(DISTRIBUTOR2, "resolve", outcome="solved", message="تم")(REQUESTER, "reopen", reason="x")
    assert set(story.ticket.excluded) == {"officer", "officer2", "distributor2"}


def test_a_supervisor_names_one_of_an_earlier_pass_and_it_is_kept() -> None:
    story = Story().resolved()(REQUESTER, "reopen", reason="x")
    story(SUPERVISOR, "assign", to="officer", reason="لا يوجد غيره")(OFFICER, "start")
    assert story.ticket.this_pass.readmitted == ("officer",)
    assert "readmitted" in story.happened[-2].facts


def test_an_answer_goes_back_to_its_section_and_is_counted() -> None:
    story = Story().answered()(DISTRIBUTOR, "return", reason="ناقص")
    assert (story.ticket.status, story.ticket.returns, story.ticket.assignee) == (Status.REFERRED, 1, "officer")


def test_a_delay_has_a_reason_and_a_day_to_come() -> None:
    story = Story().referred()(OFFICER, "delay", reason="قطع غيار", expected_by="2026-03-05")
    assert story.ticket.expected_by == "2026-03-05T19:59:00.000Z"
    assert story.ticket.due_at == a_ticket().due_at
    for wrong in ("2026-02-01", "soon-enough", "2026-03-01T06:59+04:00"):
        with pytest.raises(Invalid):
            story(OFFICER, "delay", reason="x", expected_by=wrong)


def test_reminders_are_counted() -> None:
    story = Story().referred()(DISTRIBUTOR, "remind")(SUPERVISOR, "remind", note="عاجل")
    assert (story.ticket.reminders, story.happened[-1].facts["count"]) == (2, 2)


def test_a_withdrawn_ticket_is_closed() -> None:
    story = Story().referred()(REQUESTER, "withdraw")
    assert (story.ticket.status, story.happened[-1].facts) == (Status.CLOSED, {"section": "roads"})


def test_automatic_notices_do_not_stop_the_first_reply_and_people_do() -> None:
    story = Story().referred()(DISTRIBUTOR, "note", text="داخلي")
    assert story.ticket.first_reply_at == ""
    assert story(DISTRIBUTOR, "reply", text="نتابع بلاغكم").ticket.first_reply_at == iso(NOW)


def test_a_requesters_own_message_is_no_first_reply() -> None:
    assert Story()(REQUESTER, "reply", text="ومتى؟").ticket.first_reply_at == ""


def test_what_people_write_is_cleaned() -> None:
    story = Story()(AGENT, "note", text="\u202eabc\x00 سطر\r\nثان\u2066")
    assert story.happened[0].words == {"text": "abc سطر\nثان"}


def test_an_anonymous_report_does_not_become_a_complaint() -> None:
    story = Story(a_ticket(kind=Kind.REPORT, anonymous=True, contactable=False))
    with pytest.raises(Invalid) as refusal:
        story(AGENT, "classify", kind="complaint")
    assert needs(refusal) == {"field": "kind", "reason": "not-anonymous"}


def test_a_subcategory_belongs_to_its_category() -> None:
    with pytest.raises(Invalid):
        Story()(AGENT, "classify", category="lamps", subcategory="pothole")
    story = Story()(AGENT, "classify", subcategory="pothole")(AGENT, "classify", category="lamps")
    assert story.ticket.subcategory == ""


def test_nothing_becomes_a_media_ticket_or_stops_being_one() -> None:
    with pytest.raises(Invalid):
        Story()(AGENT, "classify", kind="media")


def test_a_second_officer_starts_after_a_return_and_has_it_then() -> None:
    story = Story().answered()(DISTRIBUTOR, "return", reason="x")(OFFICER2, "start")
    assert (story.ticket.assignee, story.happened[-1].facts) == ("officer2", {"from": "officer"})
    assert set(story.ticket.handlers) == {"officer", "officer2"}
