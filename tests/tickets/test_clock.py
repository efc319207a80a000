"""The clocks of a ticket: started, paused, resumed and stopped by where it stands, each by its own calendar."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.body import Body, Target
from chalicelib.shared.clock import iso
from chalicelib.tickets import actions, clock
from chalicelib.tickets.clock import clock_of, left_seconds, reached_at
from chalicelib.tickets.lifecycle import REQUESTER
from chalicelib.tickets.ticket import Clock, Event, Ticket
from chalicelib.tickets.words import Channel, ClockName, Kind
from tests.tickets.fakes import FakeTickets
from tests.tickets.scenes import AGENT, DISTRIBUTOR, DISTRIBUTOR2, OFFICER, PARTNER, SUPERVISOR
from tests.tickets.test_acting import STAFF, doing
from tests.tickets.test_registering import KEY, ORIGIN, a_context, asked
from tests.tickets.working import calendar, muscat, policy, shown, week, with_calendars_of, working

SUNDAY = muscat(12, 6, 7, 30)
FIRST, RESOLUTION, REFERRAL, UPDATE = ClockName
MINUTES = Target(first_reply=120, resolution=840, referral_reply=420, update=1260)


@dataclass
class Story:
    """A ticket that people act on at instants of their own; the body may change meanwhile."""

    body: Body = field(default_factory=lambda: working(MINUTES))
    now: datetime = SUNDAY
    number: str = ""
    tries: int = 0

    def __post_init__(self) -> None:
        self.tickets = FakeTickets()
        self.context = replace(
            a_context(), tickets=self.tickets, staff=STAFF.get, clock=lambda: self.now, body=lambda _code: self.body
        )

    def registered(self, **said: Any) -> "Story":
        self.tries += 1
        origin = replace(ORIGIN, key=f"{KEY}-{self.tries}")
        self.number = actions.register(self.context, asked(**said), origin).ticket.number
        return self

    def at(self, now: datetime) -> "Story":
        self.now = now
        return self

    def __call__(self, who: Any, action: str, **said: Any) -> "Story":
        self.tries += 1
        version = None if who is REQUESTER else self.ticket.version
        actions.act(self.context, self.number, doing(who, action, version, f"{KEY}-{self.tries}", **said))
        return self

    def referred(self, **to: str) -> "Story":
        self(AGENT, "classify", in_jurisdiction=to.get("mode") != "out_of_jurisdiction", object="service")
        return self(DISTRIBUTOR, "refer", **to or {"section": "roads"})

    def resolved(self) -> "Story":
        self.referred()(OFFICER, "start")(OFFICER, "answer", text="تم", verification="confirmed")
        self(DISTRIBUTOR, "inform", method="phone", reached=True)
        return self(DISTRIBUTOR, "resolve", outcome="solved", message="تم")

    @property
    def ticket(self) -> Ticket:
        return self.tickets.heads[self.number]

    @property
    def names(self) -> list[str]:
        return [one.name.value for one in self.ticket.clocks]

    @property
    def newest(self) -> Event:
        return self.tickets.history(self.number)[0]

    def event(self, type: str) -> Event:
        return next(one for one in self.tickets.history(self.number) if one.type == f"ticket.{type}")

    def clock(self, name: ClockName) -> Clock:
        found = clock_of(self.ticket, name)
        assert found, name
        return found

    def due(self, name: ClockName) -> str:
        return shown(self.clock(name).due_at)

    def left(self, name: ClockName) -> int:
        """Return the working minutes that are left."""
        return left_seconds(self.clock(name), self.body, self.now) // 60


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_ticket_begins_with_its_first_reply_its_resolution_and_its_next_message(story: Story) -> None:
    story.registered()
    assert story.names == ["first_reply", "resolution", "update"]
    assert (story.due(FIRST), story.due(RESOLUTION), story.due(UPDATE)) == (
        "Sun 06 09:30", "Mon 07 14:30", "Tue 08 14:30",
    )  # fmt: skip
    assert (story.ticket.due_at, story.ticket.reply_by) == (story.clock(RESOLUTION).due_at, story.clock(FIRST).due_at)


def test_what_is_registered_at_night_counts_from_the_opening(story: Story) -> None:
    story.at(muscat(12, 5, 23)).registered()
    assert (story.due(FIRST), story.due(RESOLUTION)) == ("Sun 06 09:30", "Mon 07 14:30")


@pytest.mark.parametrize(
    ("who", "action", "said"),
    [
        (DISTRIBUTOR, "reply", {"text": "نعمل عليها"}),
        (DISTRIBUTOR, "ask", {"question": "أين؟"}),
        (AGENT, "solve", {"message": "تم"}),
    ],
)
def test_the_first_human_message_stops_the_first_reply(story: Story, who: Any, action: str, said: Any) -> None:
    story.registered(object="service").at(SUNDAY + timedelta(hours=1))(who, action, **said)
    assert "first_reply" not in story.names
    (ended, *_) = story.newest.facts["clocks"]
    assert (ended["name"], ended["minutes"], ended["kept"]) == ("first_reply", 120, True)


def test_a_note_among_staff_stops_nothing(story: Story) -> None:
    before = story.registered().ticket.clocks
    story.at(SUNDAY + timedelta(hours=1))(AGENT, "note", text="اتصلت به")
    assert story.ticket.clocks == before


def test_a_promise_that_was_broken_says_so_when_it_ends(story: Story) -> None:
    story.registered().at(muscat(12, 6, 9, 31))(DISTRIBUTOR, "reply", text="نعمل عليها")
    assert story.newest.facts["clocks"] == [
        {"name": "first_reply", "due_at": "2026-12-06T05:30:00.000Z", "minutes": 120, "kept": False}
    ]


def test_a_promise_is_kept_at_its_very_instant(story: Story) -> None:
    story.registered().at(muscat(12, 6, 9, 30))(DISTRIBUTOR, "reply", text="نعمل عليها")
    assert story.newest.facts["clocks"][0]["kept"] is True


def test_first_reply_and_resolution_never_overrule_each_other(story: Story) -> None:
    story.registered().at(muscat(12, 6, 10))
    resolution = story.clock(RESOLUTION)
    story(DISTRIBUTOR, "reply", text="نعمل عليها")
    assert story.clock(RESOLUTION) == resolution
    late = Story().registered()
    late.at(muscat(12, 8, 9)).resolved()
    ended = {one["name"]: one["kept"] for event in late.tickets.history(late.number)
             for one in event.facts.get("clocks", ())}  # fmt: skip
    assert ended == {"first_reply": False, "resolution": False, "referral_reply": True}


def test_a_question_pauses_every_clock_and_its_answer_lets_them_go_on(story: Story) -> None:
    story.registered().at(muscat(12, 6, 8, 30)).referred()
    story.at(muscat(12, 6, 9, 30))(OFFICER, "ask", question="أين؟")
    assert [one.counted_from for one in story.ticket.clocks] == [""] * 3
    assert (story.clock(RESOLUTION).left, story.clock(REFERRAL).left) == (720 * 60, 360 * 60)
    story.at(muscat(12, 8, 9))
    assert (story.left(RESOLUTION), story.left(REFERRAL)) == (720, 360)
    story(REQUESTER, "respond", text="هنا")
    assert (story.due(RESOLUTION), story.due(REFERRAL)) == ("Wed 09 14:00", "Wed 09 08:00")
    assert (story.left(RESOLUTION), story.left(REFERRAL)) == (720, 360)


def test_a_question_after_the_target_leaves_the_promise_broken(story: Story) -> None:
    story.registered().at(muscat(12, 8, 9))
    due = story.clock(RESOLUTION).due_at
    story(DISTRIBUTOR, "ask", question="أين؟").at(muscat(12, 9, 9))(REQUESTER, "respond", text="هنا")
    assert (story.clock(RESOLUTION).due_at, story.left(RESOLUTION)) == (due, -90)


def test_several_questions_pause_as_often(story: Story) -> None:
    story.registered()
    for day in (6, 7, 8):
        story.at(muscat(12, day, 8, 30))(DISTRIBUTOR, "ask", question="أين؟")
        story.at(muscat(12, day + 1, 7, 30))(REQUESTER, "respond", text="هنا")
    assert (story.left(RESOLUTION), story.due(RESOLUTION)) == (660, "Thu 10 11:30")


def test_answering_and_referring_elsewhere_ends_the_referrals_promise_and_a_new_one_begins(story: Story) -> None:
    story.registered().referred()
    first = story.clock(REFERRAL)
    story.at(muscat(12, 6, 9, 30))(DISTRIBUTOR, "refer", section="lighting")
    again = story.clock(REFERRAL)
    assert (again.leg - first.leg, story.due(REFERRAL)) == (1, "Mon 07 09:30")
    assert [(one["name"], one["kept"]) for one in story.newest.facts["clocks"]] == [("referral_reply", True)]
    answered = Story().registered().referred()
    answered(OFFICER, "start").at(muscat(12, 7, 9))(OFFICER, "answer", text="تم", verification="confirmed")
    assert "referral_reply" not in answered.names
    assert [(one["name"], one["kept"]) for one in answered.newest.facts["clocks"]] == [("referral_reply", False)]
    answered(DISTRIBUTOR, "return", reason="ناقص")
    assert (answered.clock(REFERRAL).leg, answered.due(REFERRAL)) == (2, "Tue 08 09:00")


def test_a_decline_ends_the_referrals_promise_and_not_the_others(story: Story) -> None:
    resolution = story.registered().referred().clock(RESOLUTION)
    story.at(muscat(12, 6, 9))(OFFICER, "decline", reason="ليس لنا")
    assert "referral_reply" not in story.names
    assert story.clock(RESOLUTION) == resolution


def test_starting_work_leaves_the_referrals_promise_as_it_is(story: Story) -> None:
    before = story.registered().referred().clock(REFERRAL)
    assert story.at(muscat(12, 6, 9))(OFFICER, "start").clock(REFERRAL) == before


def test_out_of_jurisdiction_only_the_referrals_promise_runs() -> None:
    story = Story().registered().referred(partner="water", mode="out_of_jurisdiction")
    assert story.names == ["referral_reply"]
    assert story.ticket.due_at == story.clock(REFERRAL).due_at
    story(PARTNER, "start")(PARTNER, "answer", text="تم", verification="confirmed")
    assert story.names == ["update"], "while it stands with nobody, nothing else would keep it from being forgotten"


def test_what_comes_back_from_anothers_jurisdiction_counts_from_its_registration() -> None:
    story = Story().registered()
    promised = story.due(FIRST), story.due(RESOLUTION)
    story.referred(partner="water", mode="out_of_jurisdiction").at(story.now + timedelta(days=2))
    story(PARTNER, "decline", reason="ليس لنا")(DISTRIBUTOR, "classify", in_jurisdiction=True)
    assert (story.due(FIRST), story.due(RESOLUTION)) == promised
    assert story.clock(RESOLUTION).since == story.ticket.registered_at


def test_in_a_later_pass_it_counts_from_its_return() -> None:
    story = Story().registered().resolved()
    story(REQUESTER, "reopen", reason="عادت")(DISTRIBUTOR2, "classify", in_jurisdiction=False)
    story.at(story.now + timedelta(days=2))(DISTRIBUTOR2, "classify", in_jurisdiction=True)
    assert story.clock(RESOLUTION).since == iso(story.now)


def test_a_third_partys_ticket_keeps_every_promise() -> None:
    story = Story().registered().referred(partner="water", mode="third_party")
    assert story.names == ["first_reply", "resolution", "update", "referral_reply"]


def test_a_partner_and_a_section_have_their_own_hours() -> None:
    night = calendar("night", week(opens="18:00", closes="22:00"))
    body = with_calendars_of(working(MINUTES, calendars=(calendar(), night)), section="night", partner="night")
    for to in ({"section": "roads"}, {"partner": "water", "mode": "third_party"}):
        story = Story(body=body).registered().referred(**to)
        assert (story.clock(REFERRAL).calendar, story.due(REFERRAL)) == ("night", "Mon 07 21:00")
        assert (story.clock(RESOLUTION).calendar, story.due(RESOLUTION)) == ("", "Mon 07 14:30")
    elsewhere = Story(body=body).registered().referred(section="lighting")
    assert elsewhere.clock(REFERRAL).calendar == ""


def test_a_row_may_count_every_promise_by_the_hours_of_whoever_has_the_ticket() -> None:
    night = calendar("night", week(opens="18:00", closes="22:00"))
    by_place = msgspec.structs.replace(MINUTES, calendar="section")
    body = with_calendars_of(working(by_place, calendars=(calendar(), night)), section="night")
    story = Story(body=body).registered()
    assert (story.clock(RESOLUTION).calendar, story.due(RESOLUTION)) == ("", "Mon 07 14:30")
    story.at(muscat(12, 6, 11, 30)).referred()
    assert (story.clock(RESOLUTION).calendar, story.left(RESOLUTION)) == ("night", 600)
    assert story.due(RESOLUTION) == "Tue 08 20:00"


def test_an_emergency_runs_round_the_clock_but_nobody_is_told_at_night_that_work_goes_on(story: Story) -> None:
    story.at(muscat(12, 10, 14)).registered()
    story(AGENT, "classify", complexity="critical", in_jurisdiction=True, object="service")
    calendars = {one.name: one.calendar for one in story.ticket.clocks}
    assert calendars == {FIRST: "round_the_clock", RESOLUTION: "round_the_clock", ClockName.UPDATE: ""}
    assert (story.due(FIRST), story.due(RESOLUTION)) == ("Thu 10 16:00", "Fri 11 04:00")
    story(DISTRIBUTOR, "refer", section="roads")
    assert (story.clock(REFERRAL).calendar, story.due(REFERRAL)) == ("round_the_clock", "Thu 10 21:00")


def test_classifying_gives_another_target_and_what_was_used_is_used() -> None:
    rows = (MINUTES, Target(category="lamps", resolution=420), Target(kind="report", resolution=60))
    story = Story(body=working(*rows)).registered().at(muscat(12, 6, 9, 30))
    story(AGENT, "classify", category="lamps")
    assert (story.clock(RESOLUTION).minutes, story.left(RESOLUTION), story.due(RESOLUTION)) == (
        420, 300, "Sun 06 14:30",
    )  # fmt: skip
    story(AGENT, "classify", category="streets")
    assert (story.left(RESOLUTION), story.due(RESOLUTION)) == (720, "Mon 07 14:30")


def test_a_target_that_is_used_up_by_a_new_class_is_due_at_once() -> None:
    rows = (MINUTES, Target(category="lamps", resolution=60))
    story = Story(body=working(*rows)).registered().at(muscat(12, 6, 9, 30))(AGENT, "classify", category="lamps")
    assert (story.left(RESOLUTION), story.clock(RESOLUTION).due_at) == (-60, iso(muscat(12, 6, 9, 30)))


def test_classifying_while_waiting_changes_what_is_left_and_starts_nothing() -> None:
    rows = (MINUTES, Target(category="lamps", resolution=420))
    story = Story(body=working(*rows)).registered()
    story.at(muscat(12, 6, 9, 30))(DISTRIBUTOR, "ask", question="أين؟")
    story.at(muscat(12, 7, 9, 30))(DISTRIBUTOR, "classify", category="lamps")
    assert (story.clock(RESOLUTION).counted_from, story.clock(RESOLUTION).left) == ("", 300 * 60)
    story.at(muscat(12, 8, 9, 30))(REQUESTER, "respond", text="هنا")
    assert story.due(RESOLUTION) == "Tue 08 14:30"


def test_an_importance_or_grade_that_no_row_names_changes_nothing(story: Story) -> None:
    before = story.registered().ticket.clocks
    story.at(muscat(12, 6, 9))(DISTRIBUTOR, "classify", grade="distinguished")
    assert story.ticket.clocks == before


def test_the_channel_never_changes_a_promise() -> None:
    context = Story().context
    due = {
        channel: actions.register(
            context, asked(), replace(ORIGIN, key=f"{KEY}-{channel}", channel=channel)
        ).ticket.due_at
        for channel in Channel
    }  # fmt: skip
    assert len(set(due.values())) == 1


def test_resolving_stops_every_clock_and_closing_changes_nothing(story: Story) -> None:
    story.registered().resolved()
    due = story.ticket.due_at
    assert (story.names, story.ticket.due_at) == ([], due)
    story(REQUESTER, "measure", score=5)(DISTRIBUTOR, "close", root_cause="other")
    assert (story.names, story.ticket.due_at) == ([], due)


def test_a_reopening_gets_new_clocks_in_full_and_clears_nothing(story: Story) -> None:
    story.registered().at(muscat(12, 8, 9)).resolved()
    history = story.tickets.history(story.number)
    story.at(muscat(12, 9, 7, 30))(REQUESTER, "reopen", reason="لم تُصلح")
    assert story.names == ["first_reply", "resolution", "update", "referral_reply"]
    assert [story.clock(name).leg for name in (FIRST, RESOLUTION)] == [1, 1]
    assert (story.left(FIRST), story.left(RESOLUTION), story.left(REFERRAL)) == (120, 840, 420)
    assert story.ticket.first_reply_at == ""
    assert story.tickets.history(story.number)[1:] == history
    assert not any(one["kept"] for event in history for one in event.facts.get("clocks", ())
                   if one["name"] == "resolution")  # fmt: skip


def test_a_reopening_forgets_the_date_that_an_earlier_pass_was_told(story: Story) -> None:
    story.registered()(SUPERVISOR, "delay", reason="نقص القطع", expected_by="2026-12-31").resolved()
    assert story.ticket.expected_by
    story(REQUESTER, "reopen", reason="لم تُصلح")
    assert story.ticket.expected_by == ""


def test_withdrawing_ends_the_promises_and_says_how_they_stood(story: Story) -> None:
    story.registered().at(muscat(12, 6, 10))(REQUESTER, "withdraw")
    assert story.names == []
    assert {one["name"]: one["kept"] for one in story.newest.facts["clocks"]} == {
        "first_reply": False, "resolution": True,
    }  # fmt: skip


def test_the_next_message_is_due_anew_whenever_the_requester_hears(story: Story) -> None:
    story.registered().at(muscat(12, 7, 7, 30))(DISTRIBUTOR, "reply", text="نعمل عليها")
    assert (story.due(UPDATE), story.clock(UPDATE).leg) == ("Wed 09 14:30", 2)
    before = story.clock(UPDATE)
    story.at(muscat(12, 7, 9))(REQUESTER, "reply", text="متى؟")
    assert story.clock(UPDATE) == before
    story(SUPERVISOR, "delay", reason="نقص القطع", expected_by="2026-12-31")
    assert story.clock(UPDATE).leg != before.leg


def test_nobody_is_updated_who_left_no_contact() -> None:
    story = Story().registered(kind="report", anonymous=True, requester=None)
    assert story.names == ["first_reply", "resolution"]


def test_the_media_have_one_promise_and_no_requester_to_hear() -> None:
    story = Story()
    ticket = clock.started(
        story.registered().ticket.with_(kind=Kind.MEDIA, clocks=(), contactable=False), story.body, SUNDAY
    )
    assert [one.name for one in ticket.clocks] == ["resolution"]


def merged(story: Story, other: str) -> Story:
    return story(DISTRIBUTOR, "merge", into=other)


def test_a_merge_keeps_the_earliest_promise_and_the_merged_ticket_its_own(story: Story) -> None:
    first = story.registered().number
    story.at(muscat(12, 6, 9, 30)).registered()
    second = story.number
    clocks = story.ticket.clocks
    early = story.tickets.heads[first].clocks
    story.number = first
    merged(story, second)
    assert story.tickets.heads[second].due_at == clock_of(story.ticket, RESOLUTION).due_at  # type: ignore[union-attr]
    assert [one.leg for one in story.tickets.heads[second].clocks] == [one.leg for one in clocks]
    assert story.ticket.clocks == early
    assert story.ticket.status == "closed"


def test_a_merge_into_an_earlier_ticket_changes_none_of_its_promises(story: Story) -> None:
    first = story.registered().number
    before = story.ticket.clocks
    merged(story.at(muscat(12, 6, 9, 30)).registered(), first)
    assert story.tickets.heads[first].clocks == before


def test_parted_again_a_ticket_goes_on_where_it_stood(story: Story) -> None:
    first = story.registered().number
    story.at(muscat(12, 6, 9, 30)).registered()
    before = story.ticket.clocks
    merged(story, first).at(muscat(12, 7, 9, 30))(DISTRIBUTOR, "unmerge")
    assert story.ticket.clocks == before
    assert story.due(RESOLUTION) == "Tue 08 09:30"


def recounted(story: Story, body: Body, name: ClockName = RESOLUTION) -> Clock:
    return clock.recounted(story.clock(name), story.ticket, body)


def test_another_calendar_counts_a_running_promise_anew(story: Story) -> None:
    story.registered()
    shorter = working(MINUTES, calendars=(calendar("omani", week(opens="09:00", closes="13:00")),))
    assert shown(recounted(story, shorter).due_at) == "Wed 09 11:00"
    assert recounted(story, story.body) == story.clock(RESOLUTION)


def test_what_was_counted_before_a_pause_stays_so(story: Story) -> None:
    story.registered().at(muscat(12, 6, 12, 30))(DISTRIBUTOR, "ask", question="أين؟")
    shorter = working(MINUTES, calendars=(calendar("omani", week(opens="09:00", closes="13:00")),))
    assert recounted(story, shorter).left == 540 * 60
    story.at(muscat(12, 8, 8, 30))(REQUESTER, "respond", text="هنا")
    assert shown(recounted(story, shorter).due_at) == "Thu 10 10:00"


@pytest.mark.parametrize(("minutes", "due"), [(1260, "Tue 08 14:30"), (420, "Sun 06 14:30"), (60, "Sun 06 08:30")])
def test_another_policy_gives_its_target_from_the_beginning(story: Story, minutes: int, due: str) -> None:
    story.registered().at(muscat(12, 7, 9))
    longer = working(msgspec.structs.replace(MINUTES, resolution=minutes))
    assert shown(recounted(story, longer).due_at) == due


def test_a_policy_of_a_later_day_does_not_touch_what_began_before(story: Story) -> None:
    story.registered()
    later = policy(Target(resolution=60), code="later", since="2026-12-07")
    body = working(MINUTES, policies=(policy(MINUTES), later))
    assert recounted(story, body) == story.clock(RESOLUTION)
    story.body = body
    tomorrow = story.at(muscat(12, 7, 7, 30)).registered()
    assert tomorrow.clock(RESOLUTION).minutes == 60


@pytest.mark.parametrize(
    ("percent", "at"), [(50, "Sun 06 14:30"), (75, "Mon 07 11:00"), (90, "Mon 07 13:06"), (100, "Mon 07 14:30")]
)
def test_shares_of_a_target_fall_by_working_time(story: Story, percent: int, at: str) -> None:
    running = story.registered().clock(RESOLUTION)
    reached = reached_at(running, percent, story.body.working_hours())
    assert reached
    assert shown(reached) == at


def test_a_paused_clock_reaches_nothing_more_and_keeps_what_it_reached(story: Story) -> None:
    story.registered().at(muscat(12, 7, 7, 30))(DISTRIBUTOR, "ask", question="أين؟")
    stands, hours = story.clock(RESOLUTION), story.body.working_hours()
    assert reached_at(stands, 75, hours) is None
    assert reached_at(stands, 50, hours) is not None


SITUATIONS: dict[str, Callable[[Story], Story]] = {
    "registered": lambda story: story.registered(),
    "referred": lambda story: story.registered().referred(),
    "waiting": lambda story: story.registered()(DISTRIBUTOR, "ask", question="أين؟"),
    "resolved": lambda story: story.registered().resolved(),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_says_nothing_new_changes_no_clock(story: Story, situation: str) -> None:
    before = SITUATIONS[situation](story).ticket
    later = story.now + timedelta(hours=2)
    assert clock.kept(before, before, story.body, later, heard=False).clocks == before.clocks
