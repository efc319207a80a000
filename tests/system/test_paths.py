"""Every path of a ticket through the deployed API (docs/paths.md), by the accounts of the demo authority.

What only time brings is set up for several tests at once, so that the shared clock moves once for all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

import pytest
import requests

from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud

AGENT, SUPERVISOR, MANAGER = "agent.salma", "supervisor.khalid", "manager.zahra"
DISTRIBUTOR, DISTRIBUTOR2 = "distributor.maryam", "distributor.said"
OFFICER, FOLLOW_UP, MEDIA, PARTNER = "officer.nasser", "followup.noora", "media.yusuf", "partner.barq"
SECTION, PARTNER_CODE, PARTNER_NAME = "roads-coast", "barq-telecom", "برق"
DUTY, PARTNER_EMAIL = "+96899000023", "referrals@barq-telecom.example"
DONE = {"text": "رُدمت الحفرة وسُويت الطبقة", "verification": "confirmed"}
NO_RESPONSE = {"outcome": "not_solvable", "message": "لم يصلنا رد", "reason": "لم يرد مقدم الشكوى"}
# So many seconds may a day of the whole service take; so many days three working days, with feasts.
DAY_TAKES, MOST_DAYS = 590, 14
_mobiles = count(94100001)


@dataclass
class Ticket:
    """One ticket on the deployed service: what each says to it, and what it is then."""

    centre: Centre
    number: str
    mobile: str
    track: str

    def __call__(self, who: str, action: str, **said: Any) -> Any:
        return self.centre.act(who, self.number, action, **said)

    def mine(self, deed: str, status: int | None = None, **said: Any) -> Any:
        """Do what the requester does."""
        path = f"/v1/public/tickets/{self.number}/{deed}"
        return self.centre.call("POST", path, said, bearer=self.track, status=status)

    @property
    def seen(self) -> Any:
        return self.centre.staff(SUPERVISOR, "GET", f"/v1/tickets/{self.number}")

    @property
    def events(self) -> list[dict[str, Any]]:
        """Return what happened, oldest first."""
        history = self.centre.staff(SUPERVISOR, "GET", f"/v1/tickets/{self.number}/history?limit=100")
        return list(reversed(history["items"]))

    def last(self, type: str) -> dict[str, Any]:
        """Return the facts of the newest event of a type."""
        facts: dict[str, Any] = next(e["facts"] for e in reversed(self.events) if e["type"] == f"ticket.{type}")
        return facts

    def needs(self, who: str, action: str, **said: Any) -> str:
        """Return which step is missing before an action."""
        return str(self(who, action, status=409, **said)["needs"])

    def told(self, text: str, to: str = "") -> None:
        """Wait until somebody was told something of this ticket: the requester, if nobody else is named."""
        shown = "-".join(self.number[i : i + 3] for i in range(0, 12, 3))

        def is_told() -> bool:
            return any(text in item["text"] and shown in item["text"] for item in self.centre.outbox(to or self.mobile))

        eventually(is_told, f"{text} to {to or self.mobile}", patience=90)


def filed(centre: Centre, **changes: Any) -> Ticket:
    mobile = f"+968{next(_mobiles)}"
    asked = complaint(mobile, **changes)
    if changes.get("kind") == "inquiry":
        asked["description"] = "ما الموعد المتوقع لإعادة فتح طريق الميناء بعد الصيانة؟"
    answer = centre.call("POST", "/v1/public/tickets", asked)
    return Ticket(centre, answer["number"], mobile, answer["track_token"])


def referred(ticket: Ticket, by: str = DISTRIBUTOR, **where: str) -> Ticket:
    inside = where.get("mode") != "out_of_jurisdiction"
    ticket(AGENT, "classify", in_jurisdiction=inside, object="service")
    ticket(by, "refer", **(where or {"section": SECTION}))
    return ticket


def finished(ticket: Ticket, by: str = DISTRIBUTOR) -> Ticket:
    """Answer, inform and resolve."""
    ticket(OFFICER, "answer", **DONE)
    ticket(by, "inform", method="phone", reached=True)
    ticket(by, "resolve", outcome="solved", message="رُدمت الحفرة أمام المدرسة")
    return ticket


def test_a_third_partys_answer_goes_to_the_requester_in_its_own_name(centre: Centre) -> None:
    ticket = referred(filed(centre), partner=PARTNER_CODE, mode="third_party")
    ticket.told(PARTNER_NAME)
    ticket(PARTNER, "start")
    answered = ticket(PARTNER, "answer", text="نُقل الكابل وأُعيد الرصف", verification="confirmed")
    assert answered["status"] == "answered"
    assert (ticket.seen["informed"], ticket.last("answered")["to_requester"]) == (True, True)
    steps = centre.call("GET", f"/v1/public/tickets/{ticket.number}", bearer=ticket.track)["steps"]
    assert (steps[-1]["type"], steps[-1]["message"]) == ("ticket.answered", "نُقل الكابل وأُعيد الرصف")
    assert PARTNER_NAME in steps[-1]["text"]["ar"]
    ticket(DISTRIBUTOR, "resolve", outcome="solved", message="أعادت الشركة رصف الطريق")
    assert ticket.needs(DISTRIBUTOR, "close", root_cause="other") == "measure"
    ticket(FOLLOW_UP, "measure", score=5, partner_score=4)
    assert ticket(DISTRIBUTOR, "close", root_cause="other")["status"] == "closed"


def test_a_partner_of_another_jurisdiction_is_reminded_to_the_limit_and_given_up(centre: Centre) -> None:
    ticket = referred(filed(centre), partner=PARTNER_CODE, mode="out_of_jurisdiction")
    assert [clock["name"] for clock in ticket.seen["clocks"]] == ["referral_reply"]
    given_up = {"outcome": "not_solvable", "message": "لم ترد الشركة", "reason": "ثلاثة تذكيرات دون رد"}
    for _ in range(3):
        assert ticket.needs(DISTRIBUTOR, "resolve", **given_up) == "partner_reminders"
        ticket(DISTRIBUTOR, "remind")
    ticket.told("", to=PARTNER_EMAIL)
    assert ticket(DISTRIBUTOR, "resolve", **given_up)["status"] == "resolved"
    assert ticket.last("resolved")["partner_did_not_answer"] is True
    ticket.mine("rating", score=3, partner_score=1)
    closed = ticket(DISTRIBUTOR, "close", root_cause="other")
    assert (closed["score"], closed["partner_score"], closed["in_jurisdiction"]) == (3, 1, False)


def test_a_matter_of_another_jurisdiction_is_followed_to_the_partners_answer(centre: Centre) -> None:
    ticket = referred(filed(centre), partner=PARTNER_CODE, mode="out_of_jurisdiction")
    ticket(PARTNER, "answer", **DONE)
    ticket(DISTRIBUTOR, "inform", method="phone", reached=True)
    ticket(DISTRIBUTOR, "resolve", outcome="solved", message="أجابت الشركة")
    ticket(FOLLOW_UP, "measure", score=4, partner_score=5)
    assert ticket(DISTRIBUTOR, "close", root_cause="wrong_direction")["status"] == "closed"


def test_an_inquiry_is_answered_at_once(centre: Centre) -> None:
    ticket = filed(centre, kind="inquiry")
    assert ticket(AGENT, "solve", message="يُفتح الطريق صباح الأحد")["status"] == "resolved"
    ticket.told("الأحد")
    ticket.mine("rating", score=5)
    assert ticket(AGENT, "close")["status"] == "closed"


def test_an_inquiry_of_class_a_that_did_not_satisfy_is_answered_by_others_and_the_supervisor_speaks(
    centre: Centre,
) -> None:
    ticket = finished(referred(filed(centre, kind="inquiry")))
    ticket.mine("rating", score=2, reason="الجواب لا يذكر الموعد")
    assert (ticket.seen["status"], ticket.seen["section"], ticket.seen["reopened"]) == ("referred", SECTION, 1)
    wanted = centre.listed(SUPERVISOR, "/v1/tickets?queue=supervisor")
    assert ticket.number in [row["number"] for row in wanted]
    ticket.told("", to=email_of(centre, SUPERVISOR))
    ticket(SUPERVISOR, "speak", reached=True, cause="wrong_information", note="يريد الموعد لا سبب الإغلاق")
    ticket(OFFICER, "answer", status=403, **DONE)
    ticket(DISTRIBUTOR, "inform", status=403, method="phone", reached=True)
    readmit(ticket, OFFICER)
    finished(ticket, by=DISTRIBUTOR2)
    ticket(FOLLOW_UP, "measure", score=4)
    assert ticket(DISTRIBUTOR2, "close")["status"] == "closed"
    assert not ticket.seen.get("speak_since")


def test_an_inquiry_of_class_b_that_did_not_satisfy_is_followed_with_the_partner(centre: Centre) -> None:
    ticket = referred(filed(centre, kind="inquiry"), partner=PARTNER_CODE, mode="third_party")
    ticket(PARTNER, "answer", **DONE)
    ticket(DISTRIBUTOR, "resolve", outcome="solved", message="أجابت الشركة")
    ticket.mine("rating", score=1, reason="لم تُجب عن السؤال")
    assert (ticket.seen["status"], ticket.seen["partner"]) == ("referred", PARTNER_CODE)
    ticket(DISTRIBUTOR2, "remind")
    ticket(DISTRIBUTOR2, "answer", on_behalf={"of": "partner", "contact": "هاتف"}, **DONE)
    assert ticket.needs(DISTRIBUTOR2, "resolve", outcome="solved", message="س") == "inform"
    ticket(DISTRIBUTOR2, "inform", method="phone", reached=True)
    ticket(DISTRIBUTOR2, "resolve", outcome="solved", message="يعود الخط يوم الأحد")
    ticket.mine("rating", score=5)
    assert ticket(DISTRIBUTOR2, "close")["status"] == "closed"


def test_at_the_limit_of_the_loop_a_final_closing_and_the_one_appeal_that_the_manager_decides(centre: Centre) -> None:
    ticket = finished(referred(filed(centre)))
    for times in (1, 2, 3):
        ticket.mine("rating", score=1, reason="ما زالت الحفرة")
        assert ticket.seen["reopened"] == times
        readmit(ticket, DISTRIBUTOR)
        readmit(ticket, OFFICER)
        finished(ticket)
    assert ticket.seen["limit_reached"] is True
    ticket.told("", to=email_of(centre, MANAGER))
    ticket.mine("rating", score=1)
    assert ticket.seen["status"] == "resolved"
    assert ticket.needs(DISTRIBUTOR, "close", root_cause="other") == "final"
    ticket(DISTRIBUTOR, "close", root_cause="other", final=True, note="استُنفدت الحلول الممكنة")
    ticket.mine("reopening", reason="لم يزرني أحد")
    assert (ticket.seen["status"], ticket.seen["appeal"], ticket.seen["queue"]) == ("closed", "pending", "manager")
    appeals = centre.listed(MANAGER, "/v1/tickets?queue=manager")
    assert ticket.number in [row["number"] for row in appeals]
    ticket(SUPERVISOR, "decide", status=403, confirm=True, reason="س")
    ticket(MANAGER, "decide", confirm=True, reason="زاره المختصون ثلاث مرات")
    ticket.told("")
    ticket.mine("reopening", status=409, reason="مرة أخرى")
    steps = centre.call("GET", f"/v1/public/tickets/{ticket.number}", bearer=ticket.track)["steps"]
    assert (steps[-1]["type"], steps[-1]["message"]) == ("ticket.decided", "زاره المختصون ثلاث مرات")
    assert [e["type"] for e in ticket.events].count("ticket.limit_reached") == 1
    assert ticket.seen["readmissions"] == 6


def test_nobody_of_an_earlier_pass_handles_or_is_given_the_next_and_a_readmission_is_counted(centre: Centre) -> None:
    ticket = finished(referred(filed(centre)))
    ticket.mine("reopening", reason="عادت الحفرة بعد المطر")
    ticket(OFFICER, "start", status=403)
    ticket(DISTRIBUTOR, "refer", status=403, section="roads-inland")
    ticket(DISTRIBUTOR2, "assign", status=403, to=id_of(centre, OFFICER), reason="س")
    ticket(SUPERVISOR, "assign", status=422, to=id_of(centre, OFFICER))
    readmit(ticket, OFFICER)
    assert (ticket.last("assigned")["readmitted"], ticket.seen["readmissions"]) == (True, 1)
    assert ticket(OFFICER, "start")["status"] == "in_progress"


def test_what_the_media_published_and_was_solved_is_closed_and_stands_until_the_outlet_is_answered(
    centre: Centre,
) -> None:
    ticket = published(centre)
    ticket(MEDIA, "inform", status=409, method="email", reached=True)
    ticket(MEDIA, "resolve", outcome="solved", message="رُدمت الحفرة")
    assert ticket(MEDIA, "close")["queue"] == "media"
    left = centre.listed(MEDIA, "/v1/tickets?queue=media")
    assert ticket.number in [row["number"] for row in left]
    ticket(MEDIA, "reply_to_outlet", text="رُدمت الحفرة في اليوم نفسه", link="https://marfa.example/2")
    assert not ticket.seen.get("queue")


def test_what_the_media_published_and_was_not_solved_ends_with_proposals_told_to_the_outlet(centre: Centre) -> None:
    ticket = published(centre)
    ticket(MEDIA, "resolve", status=422, outcome="not_solvable", message="س", reason="س")
    ticket(MEDIA, "resolve", outcome="proposals", message="توسعة الطريق ضمن خطة العام القادم")
    assert ticket.needs(MEDIA, "close") == "reply_to_outlet"
    ticket(MEDIA, "reply_to_outlet", text="الخطوات المتخذة")
    assert ticket(MEDIA, "close")["status"] == "closed"


def test_a_rejection_is_appealed_to_the_second_line_and_other_staff(centre: Centre) -> None:
    ticket = filed(centre)
    ticket(AGENT, "reject", reason="الطريق خارج حدود البلدية")
    ticket.mine("reopening", reason="الطريق داخل الحي")
    assert (ticket.seen["status"], ticket.seen["queue"]) == ("registered", "second_line")
    ticket(AGENT, "classify", status=403, complexity="complex")
    ticket(DISTRIBUTOR, "classify", in_jurisdiction=True, object="service")
    assert ticket(DISTRIBUTOR, "refer", section=SECTION)["status"] == "referred"


def test_an_emergency_is_told_to_the_sections_duty_number_at_once_and_runs_round_the_clock(centre: Centre) -> None:
    ticket = filed(centre, kind="report", description="سقط عمود إنارة على الطريق أمام المدرسة وأسلاكه مكشوفة")
    ticket(AGENT, "classify", in_jurisdiction=True, complexity="critical")
    ticket(DISTRIBUTOR, "refer", section=SECTION)
    ticket.told("", to=DUTY)
    now = datetime.fromisoformat(centre.call("GET", "/_local/clock")["now"])
    clock = next(clock for clock in ticket.seen["clocks"] if clock["name"] == "resolution")
    left = (datetime.fromisoformat(clock["due_at"]) - now).total_seconds() / 60
    assert abs(left - clock["remaining_minutes"]) < 5


def test_a_suggestion_is_adopted_and_thanks_go_to_their_unit(centre: Centre) -> None:
    suggestion = referred(filed(centre, kind="suggestion", description="ممر مشاة أمام المدرسة"))
    suggestion(OFFICER, "answer", **DONE)
    suggestion(DISTRIBUTOR, "inform", method="phone", reached=True)
    suggestion(DISTRIBUTOR, "resolve", status=422, outcome="solved", message="س")
    adopted = suggestion(DISTRIBUTOR, "resolve", outcome="adopted", message="يُنفذ الممر الشهر القادم")
    assert adopted["outcome"] == "adopted"
    thanks = referred(filed(centre, kind="thanks", description="شكرًا لفريق الطرق على سرعة الإصلاح"))
    thanks(DISTRIBUTOR, "resolve", outcome="solved", message="وصل شكركم إلى الفريق")
    thanks(FOLLOW_UP, "measure", status=409, score=5)
    assert thanks(DISTRIBUTOR, "close")["status"] == "closed"


# What only time brings


@dataclass
class Aged:
    """Tickets that stood while the days passed."""

    asked: Ticket
    unrated: Ticket
    unreached: Ticket
    finished: Ticket


@pytest.fixture(scope="module")
def hasty(centre: Centre) -> Iterator[None]:
    """Let the body wait for days, not for weeks, while these tests run."""
    before = rules_of(centre)
    ruled(centre, before | {"waiting_days": 2, "closing_days": 3, "appeal_days": 2})
    yield
    ruled(centre, before)


@pytest.fixture(scope="module")
def aged(centre: Centre, cloud: Cloud, hasty: None) -> Aged:
    """Let days pass over a question, a ticket that nobody rates, and one whose requester is never reached."""
    cloud.calm()
    done = finished(referred(filed(centre)))
    done.mine("rating", score=4)
    done(DISTRIBUTOR, "close", root_cause="other")
    assert following(done, done.mobile, status=422)["fields"] == [{"field": "follows", "reason": "not-allowed"}]
    asked = referred(filed(centre))
    asked(OFFICER, "ask", question="أين الحفرة؟")
    assert asked.needs(DISTRIBUTOR, "resolve", **NO_RESPONSE) == "waiting_days"
    unrated = finished(referred(filed(centre)))
    unreached = referred(filed(centre))
    unreached(OFFICER, "answer", **DONE)
    for hours in (1, 1, 23):
        unreached(DISTRIBUTOR, "inform", method="phone", reached=False)
        assert unreached.needs(DISTRIBUTOR, "resolve", outcome="solved", message="س", reason="س") == "inform"
        days_pass(centre, f"PT{hours}H")
    unreached(DISTRIBUTOR, "inform", method="phone", reached=False)
    days_pass(centre, "P3D")  # at once, for each move looks through all that recurs
    for _ in range(MOST_DAYS):
        if unrated.seen["status"] == "closed":
            break
        days_pass(centre, "P1D")
    return Aged(asked, unrated, unreached, done)


def test_a_question_that_nobody_answers_is_reminded_of_once_and_then_given_up(aged: Aged) -> None:
    types = [event["type"] for event in aged.asked.events]
    assert (types.count("ticket.waiting_reminded"), types.count("ticket.waiting_expired")) == (1, 1)
    assert aged.asked(DISTRIBUTOR, "resolve", **NO_RESPONSE)["status"] == "resolved"
    assert aged.asked.last("resolved")["no_response"] is True


def test_a_requester_who_cannot_be_reached_is_decided_on_in_writing(aged: Aged) -> None:
    assert aged.unreached.needs(DISTRIBUTOR, "resolve", outcome="solved", message="س") == "reason"
    decided = {"outcome": "solved", "message": "رُدمت الحفرة", "reason": "تعذر الوصول؛ أُرسل الجواب برسالة نصية"}
    aged.unreached(DISTRIBUTOR, "resolve", **decided)
    assert aged.unreached(DISTRIBUTOR, "close", root_cause="other")["status"] == "closed"


def test_what_nobody_rates_is_announced_and_closed_by_the_system_and_its_cause_is_asked_for(aged: Aged) -> None:
    ticket = aged.unrated
    types = [event["type"] for event in ticket.events]
    assert types[-2:] == ["ticket.closing_announced", "ticket.closed"]
    assert (ticket.events[-1]["by"], ticket.last("closed")["no_answer"]) == ("system", True)
    assert (ticket.seen["queue"], ticket.seen["cause_wanted"]) == ("follow_up", True)
    wanted = ticket.centre.listed(FOLLOW_UP, "/v1/tickets?queue=follow_up")
    assert ticket.number in [row["number"] for row in wanted]
    ticket(DISTRIBUTOR, "classify", status=403, root_cause="long_wait")
    assert ticket(FOLLOW_UP, "classify", root_cause="long_wait")["root_cause"] == "long_wait"
    assert not ticket.seen.get("queue")


def test_later_than_the_appeal_days_a_new_ticket_follows_the_old_one(aged: Aged) -> None:
    old, centre = aged.finished, aged.finished.centre
    assert old.mine("reopening", status=409, reason="عادت الحفرة")["needs"] == "appeal_days"
    assert following(old, "+96894999999", status=422)["fields"] == [{"field": "follows", "reason": "not-found"}]
    answer = following(old, old.mobile)
    new = Ticket(centre, answer["number"], old.mobile, answer["track_token"])
    assert new.seen["follows"] == old.number
    new(DISTRIBUTOR, "classify", status=403, in_jurisdiction=True)
    new(DISTRIBUTOR2, "classify", in_jurisdiction=True, object="service")


def following(old: Ticket, mobile: str, status: int | None = None) -> Any:
    """File a complaint that follows another."""
    asked = complaint(mobile, description="عادت الحفرة بعد المطر", follows=old.number)
    return old.centre.call("POST", "/v1/public/tickets", asked, status=status)


def rules_of(centre: Centre) -> dict[str, Any]:
    rules: dict[str, Any] = centre.staff("admin.rahma", "GET", "/v1/organisation")["rules"]
    return rules


def ruled(centre: Centre, rules: dict[str, Any]) -> None:
    """Set the body's rules, and wait until every process knows them."""
    version = centre.staff("admin.rahma", "GET", "/v1/organisation")["version"]
    centre.staff("admin.rahma", "PUT", "/v1/organisation/rules", rules, version=version)
    days_pass(centre, "PT2M")


def published(centre: Centre) -> Ticket:
    """Return a complaint of the media that its section has answered."""
    asked = complaint("", kind="media", channel="media", object="service", media={
        "source_type": "newspaper", "outlet": "صحيفة المرفأ", "published_on": "2026-11-20",
        "link": "https://marfa.example/1",
    })  # fmt: skip
    asked.pop("requester")
    number = centre.staff(MEDIA, "POST", "/v1/tickets", asked)["number"]
    ticket = Ticket(centre, number, "", "")
    ticket(MEDIA, "classify", in_jurisdiction=True)
    ticket(MEDIA, "refer", section=SECTION)
    ticket(OFFICER, "answer", **DONE)
    return ticket


def id_of(centre: Centre, username: str) -> str:
    return str(centre.staff(username, "GET", "/v1/me")["id"])


def email_of(centre: Centre, username: str) -> str:
    return str(centre.staff("admin.rahma", "GET", f"/v1/organisation/staff/{username}")["email"])


def readmit(ticket: Ticket, username: str) -> None:
    """Let the supervisor name somebody who handled an earlier pass."""
    ticket(SUPERVISOR, "assign", to=id_of(ticket.centre, username), reason="لا يوجد غيره في القسم")


def days_pass(centre: Centre, duration: str) -> None:
    """Move the clock, however much becomes due on the way; whoever was signed in signs in again."""
    moved = requests.post(f"{centre.address}/_local/clock", json={"advance": duration}, timeout=DAY_TAKES)
    assert moved.ok, moved.text
    centre._tokens.clear()
