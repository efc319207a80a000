"""What is due of a ticket by itself, and when: in the Omani week, over Eid, in Ramadan, where weeks begin on Monday."""

from datetime import datetime
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.body import Body, Rules, Target, Words
from chalicelib.organisations.calendar import Ramadan, SpecialDay
from chalicelib.organisations.calendars import worked_out
from chalicelib.shared.clock import iso
from chalicelib.tickets import timers
from chalicelib.tickets.lifecycle import REQUESTER
from chalicelib.tickets.ticket import Timers
from chalicelib.tickets.timers import planned, read_timer, steps
from chalicelib.tickets.words import Appeal, Kind, Status
from tests.tickets.scenes import DISTRIBUTOR, OFFICER
from tests.tickets.test_clock import Story
from tests.tickets.working import (
    FROM_MONDAY,
    FROM_SUNDAY,
    calendar,
    muscat,
    omani,
    same_hours,
    shown,
    week,
    working,
)

FOURTEEN_HOURS = Target(resolution=840)
THURSDAY = muscat(12, 3, 14)


def story(body: Body, at: datetime = THURSDAY, **said: Any) -> Story:
    """Return a ticket that was registered at an instant, with 14 working hours to be resolved."""
    return Story(body=body, now=at).registered(**said)


def falls(told: Story, clock: str = "resolution") -> dict[str, str]:
    """Return when each step of a clock falls, by the clocks of Muscat."""
    return {step.step: shown(step.at) for step in steps(told.ticket, told.body) if step.clock == clock}


def test_the_omani_week_as_it_must_be_shown() -> None:
    told = story(working(FOURTEEN_HOURS, calendars=(omani(),)))
    assert falls(told) == {
        "50": "Sun 06 14:00", "75": "Mon 07 10:30", "90": "Mon 07 12:36", "100": "Mon 07 14:00",
    }  # fmt: skip


def test_waiting_from_sunday_to_monday_moves_every_step_as_it_must_be_shown() -> None:
    told = story(working(FOURTEEN_HOURS, calendars=(omani(),)))
    told.at(muscat(12, 6, 8, 30))(DISTRIBUTOR, "ask", question="أين؟")
    assert falls(told) == {}
    told.at(muscat(12, 7, 8, 30))(REQUESTER, "respond", text="أمام المدرسة")
    assert falls(told) == {
        "50": "Mon 07 14:00", "75": "Tue 08 10:30", "90": "Tue 08 12:36", "100": "Tue 08 14:00",
    }  # fmt: skip


def test_over_eid_the_steps_fall_after_the_holidays() -> None:
    # Eid al-Adha of 2026 is worked out as Tuesday 26 to Friday 29 May.
    told = story(working(FOURTEEN_HOURS, calendars=(omani(),)), muscat(5, 25, 14))
    assert falls(told) == {
        "50": "Sun 31 14:00", "75": "Mon 01 10:30", "90": "Mon 01 12:36", "100": "Mon 01 14:00",
    }  # fmt: skip


def test_over_eid_of_the_year_after_the_worked_out_dates_count_too() -> None:
    # Eid al-Fitr of 2027 is worked out as Monday 8 to Thursday 11 March.
    told = story(working(FOURTEEN_HOURS, calendars=(omani(),)), muscat(3, 7, 14, year=2027))
    assert (falls(told)["50"], falls(told)["100"]) == ("Sun 14 14:00", "Mon 15 14:00")


def test_a_closure_that_an_admin_gives_moves_the_steps() -> None:
    shut = omani(special_days=(SpecialDay(date="2026-12-06", name=Words(ar="إغلاق", en="Shut")),))
    assert falls(story(working(FOURTEEN_HOURS, calendars=(shut,))))["50"] == "Mon 07 14:00"


def test_in_ramadan_the_shorter_hours_count() -> None:
    # In Oman, Ramadan of 2026 began on Thursday 19 February; these hours are 09:00 to 14:00, five a day.
    shorter = week(ramadan=same_hours(FROM_SUNDAY, "09:00", "14:00"))
    fasting = worked_out(calendar("omani", shorter, holidays_of="OM"), "OM", 2026)
    body = working(FOURTEEN_HOURS, calendars=(fasting,))
    assert falls(story(body, muscat(2, 22, 13))) == {
        "50": "Tue 24 10:00", "75": "Tue 24 13:30", "90": "Wed 25 10:36", "100": "Wed 25 12:00",
    }  # fmt: skip
    before = story(body, muscat(2, 18, 13, 30))
    assert (falls(before)["50"], falls(before)["100"]) == ("Sun 22 10:00", "Mon 23 12:00")
    given = msgspec.structs.replace(fasting, own_ramadans=(Ramadan(first="2026-02-18", last="2026-03-18"),))
    sighted = working(FOURTEEN_HOURS, calendars=(worked_out(given, "OM", 2026),))
    earlier = story(sighted, muscat(2, 17, 13, 30))
    assert (falls(earlier)["50"], falls(earlier)["100"]) == ("Thu 19 10:00", "Sun 22 12:00")


def test_where_the_week_begins_on_monday() -> None:
    body = working(FOURTEEN_HOURS, calendars=(calendar("omani", week(FROM_MONDAY)),))
    told = story(body, muscat(12, 4, 14))
    assert falls(told) == {
        "50": "Mon 07 14:00", "75": "Tue 08 10:30", "90": "Tue 08 12:36", "100": "Tue 08 14:00",
    }  # fmt: skip
    sunday = story(body, muscat(12, 6, 9))
    assert (falls(sunday)["50"], falls(sunday)["100"]) == ("Mon 07 14:30", "Tue 08 14:30")


def test_timers_stand_soonest_first_whatever_their_clocks() -> None:
    told = story(working(FOURTEEN_HOURS)).referred()
    due = planned(told.ticket, told.body).due
    assert list(due) == sorted(due)
    assert [read_timer(timer).timer for timer in due] == list(due)
    assert {read_timer(timer).clock for timer in due} == {"first_reply", "resolution", "referral_reply", "update"}


def test_a_timer_is_of_a_whole_minute_never_before_its_step() -> None:
    told = story(working(Target(resolution=5)), muscat(12, 6, 8, 0).replace(second=1, microsecond=1000))
    for step in steps(told.ticket, told.body):
        rounded = read_timer(step.timer)
        assert (rounded.at.second, rounded.at.microsecond, rounded.id) == (0, 0, step.id)
        assert 0 <= (rounded.at - step.at).total_seconds() < 60


@pytest.mark.parametrize("text", ["", "2026-12-06T10:00:00.000Z", "2026-12-06T10:00:00.000Z resolution.0", "now a.b.c"])
def test_what_is_no_timer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_timer(text)


def test_what_was_told_is_left_out_and_stays_told() -> None:
    told = story(working(FOURTEEN_HOURS))
    every = planned(told.ticket, told.body)
    rest = planned(told.ticket, told.body, frozenset({"resolution.0.50", "first_reply.0.50"}))
    assert len(every.due) - len(rest.due) == 2
    assert "resolution.0.50" not in " ".join(rest.due)
    assert rest.forgotten == frozenset()


def test_what_was_told_of_a_leg_that_ended_is_forgotten() -> None:
    told = story(working(FOURTEEN_HOURS)).referred()
    marks = frozenset({"resolution.0.50", "referral_reply.1.50", "referral_reply.0.50", "update.0.75"})
    assert planned(told.ticket, told.body, marks).forgotten == {"referral_reply.0.50", "update.0.75"}


def test_a_matter_that_was_taken_for_anothers_and_comes_back_is_told_of_no_level_twice() -> None:
    told = story(working(FOURTEEN_HOURS))(DISTRIBUTOR, "classify", in_jurisdiction=False)
    assert falls(told) == {}
    marks = frozenset({"resolution.0.50", "first_reply.0.50"})
    assert planned(told.ticket, told.body, marks).forgotten == frozenset()
    told(DISTRIBUTOR, "classify", in_jurisdiction=True)
    assert not marks & {read_timer(timer).id for timer in planned(told.ticket, told.body, marks).due}


def test_while_it_waits_a_ticket_forgets_nothing_that_was_told() -> None:
    told = story(working(FOURTEEN_HOURS))(DISTRIBUTOR, "ask", question="أين؟")
    assert planned(told.ticket, told.body, frozenset({"resolution.0.50"})).forgotten == frozenset()


def test_a_share_that_was_reached_before_a_pause_stays_due() -> None:
    told = story(working(FOURTEEN_HOURS)).at(muscat(12, 7, 11))(DISTRIBUTOR, "ask", question="أين؟")
    assert list(falls(told)) == ["50", "75"]
    assert "resolution.0.75" in " ".join(planned(told.ticket, told.body, frozenset({"resolution.0.50"})).due)


def test_a_referral_is_reminded_of_before_and_after_it_is_due() -> None:
    body = working(Target(referral_reply=420))
    told = story(body, muscat(12, 6, 7, 30)).referred()
    assert falls(told, "referral_reply") == {
        "50": "Sun 06 11:00", "75": "Sun 06 12:45", "100": "Sun 06 14:30",
        "late1": "Mon 07 14:30", "late2": "Tue 08 14:30", "late3": "Wed 09 14:30", "late5": "Sun 13 14:30",
        "late10": "Sun 20 14:30",
    }  # fmt: skip


def test_a_question_is_reminded_of_half_way_and_expires() -> None:
    told = story(working(FOURTEEN_HOURS), muscat(12, 6, 9))(DISTRIBUTOR, "ask", question="أين؟")
    assert falls(told, "waiting") == {"remind": "Sun 13 14:30", "expire": "Sun 20 14:30"}
    assert shown(timers.waiting_until(told.ticket, told.body)) == "Sun 20 14:30"


@pytest.mark.parametrize(
    ("days", "found"),
    [(1, {"expire": "Mon 07 14:30"}), (2, {"remind": "Mon 07 14:30", "expire": "Tue 08 14:30"})],
)
def test_a_body_says_how_long_a_question_waits(days: int, found: dict[str, str]) -> None:
    body = working(FOURTEEN_HOURS, rules=Rules(waiting_days=days))
    told = story(body, muscat(12, 6, 9))(DISTRIBUTOR, "ask", question="أين؟")
    assert falls(told, "waiting") == found


def test_each_question_has_a_leg_of_its_own() -> None:
    told = story(working(FOURTEEN_HOURS), muscat(12, 6, 9))(DISTRIBUTOR, "ask", question="أين؟")
    first = {step.leg for step in steps(told.ticket, told.body) if step.clock == "waiting"}
    told(REQUESTER, "respond", text="هنا").at(muscat(12, 7, 9))(DISTRIBUTOR, "ask", question="متى؟")
    assert first.isdisjoint(step.leg for step in steps(told.ticket, told.body))


def test_the_system_says_when_it_will_close_and_closes() -> None:
    told = story(working(FOURTEEN_HOURS), muscat(12, 6, 9)).resolved()
    assert falls(told, "closing") == {"announce": "Wed 16 14:30", "close": "Sun 20 14:30"}


def test_where_nobody_can_be_told_nothing_is_announced() -> None:
    told = story(working(FOURTEEN_HOURS), muscat(12, 6, 9)).resolved()
    unreachable = told.ticket.with_(contactable=False)
    assert [step.step for step in steps(unreachable, told.body)] == ["close"]


def test_what_the_media_published_is_closed_by_people() -> None:
    told = story(working(FOURTEEN_HOURS), muscat(12, 6, 9)).resolved()
    assert steps(told.ticket.with_(kind=Kind.MEDIA), told.body) == []


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REJECTED])
def test_nothing_is_due_of_what_is_done(status: Status) -> None:
    told = story(working(FOURTEEN_HOURS))
    assert steps(told.ticket.with_(status=status), told.body) == []


def appealed(rules: Rules | None = None) -> Story:
    """Return a ticket whose final closing was appealed against on a Sunday morning."""
    told = story(working(FOURTEEN_HOURS, rules=rules or Rules()), muscat(12, 6, 9))
    told.tickets.heads[told.number] = told.ticket.with_(
        status=Status.CLOSED, clocks=(), final=True, appeal=Appeal.PENDING, appealed_at=iso(muscat(12, 6, 9))
    )
    return told


def test_an_appeal_is_reminded_of_half_way_and_is_late_after_five_working_days() -> None:
    told = appealed()
    assert falls(told, "appeal") == {"remind": "Wed 09 14:30", "late": "Sun 13 14:30"}
    assert shown(timers.decided_by(told.ticket, told.body)) == "Sun 13 14:30"
    assert {step.clock for step in steps(told.ticket, told.body)} == {"appeal"}


@pytest.mark.parametrize(
    ("days", "found"),
    [(1, {"late": "Mon 07 14:30"}), (2, {"remind": "Mon 07 14:30", "late": "Tue 08 14:30"})],
)
def test_a_body_says_how_long_its_manager_has_to_decide_an_appeal(days: int, found: dict[str, str]) -> None:
    assert falls(appealed(Rules(decision_days=days)), "appeal") == found


@pytest.mark.parametrize("decided", [Appeal.DISMISSED, Appeal.GRANTED])
def test_nothing_is_due_of_an_appeal_that_was_decided_and_what_was_told_of_it_is_forgotten(decided: Appeal) -> None:
    told = appealed()
    marks = frozenset(step.id for step in steps(told.ticket, told.body))
    assert planned(told.ticket, told.body, marks).due == ()
    after = told.ticket.with_(appeal=decided)
    assert timers.is_moved(told.ticket, after)
    assert planned(after, told.body, marks) == Timers(due=(), forgotten=marks)


def test_a_merged_ticket_remembers_what_was_told_of_it() -> None:
    told = story(working(FOURTEEN_HOURS))
    merged = told.ticket.with_(status=Status.CLOSED, merged_into="another")
    found = planned(merged, told.body, frozenset({"resolution.0.50"}))
    assert (found.due, found.forgotten) == ((), frozenset())


def test_a_closed_ticket_forgets_everything() -> None:
    told = story(working(FOURTEEN_HOURS)).resolved()
    told(REQUESTER, "measure", score=5)(DISTRIBUTOR, "close", root_cause="other")
    assert planned(told.ticket, told.body, frozenset({"resolution.0.50"})).forgotten == {"resolution.0.50"}


def test_an_answered_question_lets_the_officer_go_on_with_what_was_left() -> None:
    told = story(working(Target(resolution=840, referral_reply=420)), muscat(12, 6, 7, 30)).referred()
    told.at(muscat(12, 6, 9, 30))(OFFICER, "ask", question="أين؟")
    told.at(muscat(12, 8, 7, 30))(REQUESTER, "respond", text="هنا")
    assert falls(told, "referral_reply")["100"] == "Tue 08 12:30"
