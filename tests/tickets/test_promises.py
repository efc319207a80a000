"""What a step that is due has done: who is told, of what, once; and of steps that come late, early or again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations.body import Body, Rules, Target
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from chalicelib.tickets import actions, promises
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import REQUESTER, SYSTEM
from chalicelib.tickets.promises import Why
from chalicelib.tickets.ticket import About, Event, Ticket
from chalicelib.tickets.timers import read_timer, steps
from chalicelib.tickets.trouble import AlreadyTold, NotDueYet, TicketChanged
from tests.tickets.minutes import World
from tests.tickets.scenes import (
    AGENT,
    DISTRIBUTOR,
    DISTRIBUTOR2,
    EVERYBODY,
    MANAGER,
    OFFICER,
    OFFICER2,
    SUPERVISOR,
    staff,
)
from tests.tickets.test_acting import doing
from tests.tickets.test_registering import KEY, ORIGIN, asked
from tests.tickets.working import calendar, muscat, week, working

SUNDAY = muscat(12, 6, 7, 30)
MINUTES = Target(first_reply=840, resolution=840, referral_reply=840, update=840)
STAFF = {one.id: one for one in (*EVERYBODY, staff("executive", Role.EXECUTIVE))}


class Story:
    """A ticket, the people who work on it, and the minutes that pass."""

    def __init__(self, body: Body | None = None, **said: Any) -> None:
        self.world = World(body or working(MINUTES), SUNDAY, staff=STAFF)
        self.tries = 0
        self.number = actions.register(self.world.acting, asked(**said), replace(ORIGIN, key=KEY)).ticket.number

    def __call__(self, who: Any, action: str, **said: Any) -> "Story":
        self.tries += 1
        version = None if who is REQUESTER else self.ticket.version
        self.world.act(self.number, doing(who, action, version, f"{KEY}-{self.tries}", **said))
        return self

    def referred(self, **to: str) -> "Story":
        inside = to.get("mode") != "out_of_jurisdiction"
        self(AGENT, "classify", in_jurisdiction=inside, object="service")
        return self(DISTRIBUTOR, "refer", **to or {"section": "roads"})

    def at(self, now: datetime) -> "Story":
        self.world.now = now
        return self

    def tell(self, step: str) -> "Story":
        """Do what a step asks for, at its time; `late` and the like are of the newest leg."""
        clock, _, name = step.partition(".")
        found = [one for one in steps(self.ticket, self.world.body) if one.clock == clock and one.step == name]
        assert found, step
        self.at(max(self.world.now, read_timer(found[-1].timer).at))
        promises.keep(self.world.keeping, self.number, found[-1].timer)
        return self

    def minutes(self, until: datetime) -> "Story":
        """Let time pass, and the workflows do what they do each minute at which something is due."""
        while due := min((*self.world.tickets.due.values(), *self.world.digests.due.values()), default=""):
            instant = datetime.fromisoformat(due.split(" ")[0])
            if instant > until:
                break
            self.at(max(instant - timedelta(minutes=1), self.world.now))
            self.world.minute()
        return self.at(until)

    @property
    def ticket(self) -> Ticket:
        return self.world.tickets.heads[self.number]

    @property
    def by_system(self) -> list[Event]:
        return [event for event in self.world.tickets.events[self.number] if event.by == "system"]

    @property
    def types(self) -> list[str]:
        return [event.type.removeprefix("ticket.") for event in self.by_system]

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.by_system[-1].facts)


@pytest.fixture
def story() -> Story:
    return Story().referred()(OFFICER, "start")


@pytest.mark.parametrize(
    ("step", "level", "to"),
    [("50", "handler", ("officer",)), ("75", "supervisor", ("supervisor",)), ("100", "manager", ("manager",))],
)
def test_each_share_of_a_target_is_told_to_its_level(story: Story, step: str, level: str, to: tuple[str, ...]) -> None:
    story.tell(f"resolution.{step}")
    assert {name: story.facts[name] for name in ("clock", "percent", "level", "pass", "to")} == {
        "clock": "resolution", "percent": int(step), "level": level, "pass": 0, "to": to,
    }  # fmt: skip
    assert story.facts["due_at"] == story.ticket.due_at


def test_what_nobody_has_says_so() -> None:
    story = Story().tell("resolution.50")
    assert (story.facts["to"], story.facts["unassigned"]) == (("supervisor",), True)


def test_at_75_percent_the_reason_of_the_delay_is_wanted_unless_somebody_told_of_it(story: Story) -> None:
    assert story.tell("resolution.75").facts["reason_wanted"] is True
    told = Story().referred()(SUPERVISOR, "delay", reason="نقص القطع", expected_by="2026-12-31")
    assert "reason_wanted" not in told.tell("resolution.75").facts
    stale = Story().referred()(SUPERVISOR, "delay", reason="نقص القطع", expected_by="2026-12-06")
    assert stale.tell("resolution.75").facts["reason_wanted"] is True


def test_only_the_resolution_wants_a_reason(story: Story) -> None:
    assert "reason_wanted" not in story.tell("referral_reply.75").facts


def test_at_90_percent_the_requester_is_told_of_the_delay_and_no_reason_is_invented(story: Story) -> None:
    story.tell("resolution.90")
    (event,) = story.by_system
    assert (event.type, event.words, event.facts["expected_by"]) == ("ticket.delayed", {}, story.ticket.due_at)
    assert story.ticket.expected_by == story.ticket.due_at


def test_a_delay_that_was_told_already_is_not_told_again(story: Story) -> None:
    story(SUPERVISOR, "delay", reason="نقص القطع", expected_by="2026-12-31").tell("resolution.90")
    assert story.types == []
    assert "resolution.0.90" in story.world.tickets.told[story.number].steps


def test_after_the_target_the_computed_date_is_the_end_of_the_next_working_day(story: Story) -> None:
    story.at(muscat(12, 8, 9)).tell("resolution.90")
    assert story.ticket.expected_by == iso(muscat(12, 9, 14, 30))


def test_the_section_is_reminded_before_and_after_with_the_count() -> None:
    story = Story().referred()
    for step in ("50", "75", "100", "late1", "late2"):
        story.tell(f"referral_reply.{step}")
    assert story.types == ["escalated", "reminded", "escalated", "reminded", "escalated", "reminded", "reminded"]
    counts = [event.facts["count"] for event in story.by_system if event.type == "ticket.reminded"]
    assert (counts, story.ticket.reminders) == ([1, 2, 3, 4], 4)


def test_after_a_standstill_one_reminder_is_enough() -> None:
    story = Story().referred().minutes(until=SUNDAY)
    story.at(muscat(12, 14, 9))
    story.world.settle()
    assert story.types.count("reminded") == 1
    assert story.ticket.reminders == 1


def test_a_partner_is_reminded_and_hears_of_no_escalation() -> None:
    story = Story().referred(partner="water", mode="out_of_jurisdiction").tell("referral_reply.75")
    reminded, escalated = story.by_system
    assert (reminded.facts["partner"], reminded.facts["count"]) == ("water", 1)
    assert (escalated.facts["level"], escalated.facts["to"]) == ("supervisor", ("supervisor",))


def test_a_partner_that_stays_silent_may_be_given_up_after_the_systems_reminders() -> None:
    story = Story().referred(partner="water", mode="out_of_jurisdiction")
    for step in ("75", "100", "late1"):
        story.tell(f"referral_reply.{step}")
    assert story.ticket.reminded == 3
    story(DISTRIBUTOR, "resolve", outcome="not_solvable", message="لم ترد الجهة", reason="ثلاثة تذكيرات")
    assert story.ticket.status == "resolved"


def test_after_days_without_news_the_handler_then_the_supervisor_and_the_requester_hear(story: Story) -> None:
    story.tell("update.75")
    assert (story.facts["level"], story.facts["to"]) == ("handler", ("officer",))
    leg = next(one.leg for one in story.ticket.clocks if one.name == "update")
    story.tell("update.100")
    assert story.types == ["escalated", "escalated", "updated"]
    assert story.by_system[-2].facts["level"] == "supervisor"
    assert story.by_system[-1].facts == {"section": "roads"}
    after = next(one for one in story.ticket.clocks if one.name == "update")
    assert (after.leg != leg, after.due_at) == (True, iso(muscat(12, 9, 14, 30)))


def test_a_question_that_nobody_answers_is_reminded_of_once_and_expires(story: Story) -> None:
    story(OFFICER, "ask", question="أين؟").minutes(until=muscat(12, 21, 9))
    assert story.types == ["waiting_reminded", "waiting_expired"]
    assert story.by_system[0].facts == {"until": iso(muscat(12, 20, 14, 30))}
    assert story.by_system[1].facts["to"] == ("distributor", "distributor2")
    assert story.ticket.status == "waiting"


def resolved(story: Story) -> Story:
    story(OFFICER, "answer", text="تم", verification="confirmed")(DISTRIBUTOR, "inform", method="phone", reached=True)
    return story(DISTRIBUTOR, "resolve", outcome="solved", message="تم")


def test_the_system_announces_that_it_closes_then_closes(story: Story) -> None:
    resolved(story).minutes(until=muscat(12, 17, 9))
    assert story.types == ["closing_announced"]
    assert story.facts == {"closes_at": iso(muscat(12, 20, 14, 30))}
    story.minutes(until=muscat(12, 21, 9))
    assert story.types == ["closing_announced", "closed"]
    assert (story.ticket.status, story.ticket.cause_wanted) == ("closed", True)
    assert story.number not in story.world.tickets.timers


def test_a_rating_before_its_day_still_lets_the_system_close(story: Story) -> None:
    resolved(story)(REQUESTER, "measure", score=5).minutes(until=muscat(12, 21, 9))
    assert story.types[-1] == "closed"


def test_a_body_may_close_on_the_next_working_day() -> None:
    story = Story(working(MINUTES, rules=Rules(closing_days=1))).referred()(OFFICER, "start")
    resolved(story).minutes(until=muscat(12, 7, 15))
    assert story.types == ["closed"]


@pytest.fixture
def appealed(story: Story) -> Story:
    """Return a ticket closed for good whose requester appealed on Sunday."""
    story.world.body = working(MINUTES, rules=Rules(reopen_limit=1))
    resolved(story)(REQUESTER, "measure", score=1)(OFFICER2, "answer", text="تم", verification="confirmed")
    story(DISTRIBUTOR2, "inform", method="phone", reached=True)
    story(DISTRIBUTOR2, "resolve", outcome="solved", message="تم")(REQUESTER, "measure", score=1)
    story(MANAGER, "close", root_cause="other", final=True, note="استُنفدت الحلول")
    assert story.number not in story.world.tickets.timers
    return story(REQUESTER, "reopen", reason="لم يزرني أحد")


def test_an_appeal_that_nobody_decides_is_told_to_the_manager_again_then_to_the_executive(appealed: Story) -> None:
    appealed.minutes(until=muscat(12, 9, 15))
    due = iso(muscat(12, 13, 14, 30))
    assert appealed.types == ["appeal_waiting"]
    assert appealed.facts == {"due_at": due, "late": False, "pass": 1, "to": ("manager",)}
    appealed.minutes(until=muscat(12, 31, 15))
    assert appealed.types == ["appeal_waiting", "appeal_waiting", "updated"]
    late = appealed.by_system[1].facts
    assert late == {"due_at": due, "late": True, "pass": 1, "to": ("manager", "executive")}
    assert appealed.world.tickets.due == {}
    assert appealed.world.counted["PromiseBroken"] == 1


@pytest.mark.parametrize("confirm", [True, False])
def test_an_appeal_that_was_decided_is_told_of_no_more(appealed: Story, confirm: bool) -> None:
    timer = appealed.world.tickets.timers[appealed.number][-1]
    appealed.minutes(until=muscat(12, 9, 15))(MANAGER, "decide", confirm=confirm, reason="زاره المختصون")
    assert not any("appeal" in one for one in appealed.world.tickets.timers.get(appealed.number, ()))
    assert (appealed.number in appealed.world.tickets.timers) is not confirm
    appealed.at(muscat(12, 13, 15))
    promises.keep(appealed.world.keeping, appealed.number, timer)
    assert appealed.types == ["appeal_waiting"]


def test_an_appeal_is_told_of_later_where_a_calendar_moves_its_days(appealed: Story) -> None:
    first = appealed.world.tickets.timers[appealed.number][0]
    appealed.world.body = working(MINUTES, rules=Rules(reopen_limit=1, decision_days=9))
    appealed.minutes(until=muscat(12, 13, 9))
    assert appealed.types == []
    assert appealed.world.tickets.timers[appealed.number][0] > first
    appealed.minutes(until=muscat(12, 31, 15))
    assert appealed.types == ["appeal_waiting", "appeal_waiting", "updated"]


def test_a_step_of_an_appeal_that_comes_too_early_by_another_clock_comes_again(appealed: Story) -> None:
    timer = appealed.world.tickets.timers[appealed.number][0]
    with pytest.raises(NotDueYet):
        promises.keep(appealed.world.keeping, appealed.number, timer)
    assert appealed.world.tickets.timers[appealed.number][0] == timer


def test_a_step_that_comes_twice_is_told_once(story: Story) -> None:
    timer = story.world.tickets.timers[story.number][0]
    story.at(read_timer(timer).at)
    for _ in range(3):
        promises.keep(story.world.keeping, story.number, timer)
    assert len(story.by_system) == 1
    assert story.world.counted == {"PromiseTold": 1, "PromiseOutdated": 2}


def test_a_step_of_a_promise_that_ended_is_nobodys(story: Story) -> None:
    timer = next(one for one in story.world.tickets.timers[story.number] if "referral_reply" in one)
    story(OFFICER, "answer", text="تم", verification="confirmed").at(muscat(12, 8, 9))
    promises.keep(story.world.keeping, story.number, timer)
    assert (story.types, story.world.counted) == ([], {"PromiseOutdated": 1})


def test_a_step_of_a_ticket_that_is_not_there_is_counted(story: Story) -> None:
    promises.keep(story.world.keeping, "000000000000", "2026-12-06T08:00:00.000Z resolution.0.50")
    assert story.world.counted == {"PromiseOfNoTicket": 1}


def test_a_step_that_moved_meanwhile_waits_for_its_later_timer(story: Story) -> None:
    timer = next(one for one in story.world.tickets.timers[story.number] if one.endswith("resolution.0.50"))
    story(OFFICER, "ask", question="أين؟").at(muscat(12, 7, 9))(REQUESTER, "respond", text="هنا")
    story.at(read_timer(timer).at)
    promises.keep(story.world.keeping, story.number, timer)
    assert (story.types, story.world.counted) == ([], {"PromiseOutdated": 1})


def test_a_step_that_nothing_would_bring_again_comes_again(story: Story) -> None:
    timer = next(one for one in story.world.tickets.timers[story.number] if one.endswith("resolution.0.50"))
    others = tuple(one for one in story.world.tickets.timers[story.number] if one != timer)
    for standing in (others, (timer, *others)):
        story.world.tickets.timers[story.number] = standing
        with pytest.raises(NotDueYet):
            promises.keep(story.world.keeping, story.number, timer)
    assert story.types == []


def test_a_function_that_knows_an_older_calendar_does_not_lose_a_step(story: Story) -> None:
    longer = working(MINUTES, calendars=(calendar("omani", week(opens="00:00", closes="24:00")),))
    story.minutes(until=SUNDAY + timedelta(hours=11)).world.change(longer, known=False)
    story.world.rest()
    story.world.tasks.append(story.world.sweep())
    story.world.rest()
    assert story.types[-1] == "recalculated"
    assert [message.receives for message in story.world.queue if "timer" in message.asked] == [1]
    story.world.settle()
    assert story.world.missed(story.number) == []
    assert "resolution.0.75" in story.world.tickets.told[story.number].steps


@pytest.mark.parametrize("trouble", [TicketChanged(version=9), AlreadyTold()])
def test_what_others_keep_changing_comes_again_after_four_tries(story: Story, trouble: Exception) -> None:
    tries: list[str] = []

    class Refusing:
        def tell(self, *_given: object) -> None:
            tries.append("tell")
            raise trouble

        def set_timers(self, *_given: object) -> None:
            raise NotImplementedError

    context = replace(story.world.keeping, promises=Refusing())
    timer = story.world.tickets.timers[story.number][0]
    story.at(read_timer(timer).at)
    with pytest.raises(type(trouble)):
        promises.keep(context, story.number, timer)
    assert len(tries) == promises.TRIES


def test_a_broken_promise_plans_the_digest_before_it_is_marked(story: Story) -> None:
    def fails(_body: Body, _now: datetime) -> None:
        raise OSError

    context = replace(story.world.keeping, breached=fails)
    timer = next(one for one in story.world.tickets.timers[story.number] if one.endswith("resolution.0.100"))
    story.at(read_timer(timer).at)
    with pytest.raises(OSError, match=r"^$"):
        promises.keep(context, story.number, timer)
    assert story.types == []
    promises.keep(story.world.keeping, story.number, timer)
    assert story.types == ["escalated"]
    assert story.world.digests.due == {"muzn": f"{iso(muscat(12, 8, 7, 30))} digest.20261208.send"}
    assert story.world.counted["PromiseBroken"] == 1


def test_a_step_cut_off_after_its_delay_comes_again_another_day_and_tells_no_second_date(story: Story) -> None:
    class Dying:
        def tell(self, *_given: object) -> None:
            raise OSError

        def set_timers(self, *_given: object) -> None:
            raise OSError

    timer = next(one for one in story.world.tickets.timers[story.number] if one.endswith("resolution.0.90"))
    story.at(read_timer(timer).at)
    with pytest.raises(OSError, match=r"^$"):
        promises.keep(replace(story.world.keeping, promises=Dying()), story.number, timer)
    expected = story.ticket.expected_by
    promises.keep(story.at(muscat(12, 9, 9)).world.keeping, story.number, timer)
    assert (story.types.count("delayed"), story.ticket.expected_by) == (1, expected)
    assert "resolution.0.90" in story.world.tickets.told[story.number].steps


def test_a_reopening_is_told_of_at_every_level_again(story: Story) -> None:
    story.minutes(until=muscat(12, 7, 15))
    assert [e.facts["pass"] for e in story.by_system if e.facts.get("clock") == "resolution"] == [0, 0, 0]
    resolved(story)(REQUESTER, "reopen", reason="لم تُصلح")
    story.minutes(until=muscat(12, 9, 15))
    passes = [e.facts["pass"] for e in story.by_system if e.facts.get("clock") == "resolution"]
    assert passes == [0, 0, 0, 1, 1, 1]
    assert story.types.count("delayed") == 2


def another(story: Story) -> str:
    """Return the number of a second ticket."""
    return actions.register(story.world.acting, asked(), replace(ORIGIN, key=f"{KEY}-other")).ticket.number


def test_a_merge_that_is_undone_is_told_of_no_level_twice(story: Story) -> None:
    story.tell("resolution.50")(DISTRIBUTOR, "merge", into=another(story))
    assert story.world.tickets.timers[story.number] == ()
    story(DISTRIBUTOR, "unmerge").minutes(until=muscat(12, 7, 15))
    shares = [e.facts["percent"] for e in story.by_system if e.facts.get("clock") == "resolution"]
    assert shares == [50, 75, 100]


def test_a_merge_that_is_undone_announces_the_closing_once(story: Story) -> None:
    resolved(story).tell("closing.announce")(DISTRIBUTOR, "merge", into=another(story))
    story(DISTRIBUTOR, "unmerge").minutes(until=muscat(12, 21, 9))
    assert story.types == ["closing_announced", "closed"]


def test_a_ticket_that_is_past_and_parted_again_is_in_the_digest_after_its_next_step(story: Story) -> None:
    story.minutes(until=muscat(12, 8, 7))(DISTRIBUTOR, "merge", into=another(story))
    story.world.digests.due.clear()
    story(DISTRIBUTOR, "unmerge")
    assert "resolution.0.100" in story.world.tickets.told[story.number].steps
    assert "muzn" not in story.world.digests.due
    promises.keep(story.at(muscat(12, 20, 9)).world.keeping, story.number, story.world.tickets.timers[story.number][0])
    assert "muzn" in story.world.digests.due


def test_a_ticket_parted_again_counts_by_the_calendar_that_changed_meanwhile(story: Story) -> None:
    story(DISTRIBUTOR, "merge", into=another(story))
    story.world.body = SHORTER
    promises.recalculate(story.world.keeping, why(), story.number)
    was = story.ticket.due_at
    assert story(DISTRIBUTOR, "unmerge").ticket.due_at > was
    promises.recalculate(story.world.keeping, why(), story.number)
    assert story.types == []


def test_a_complaint_about_the_handler_is_told_to_the_supervisor(story: Story) -> None:
    about = story.ticket.with_(about=About(staff="officer"))
    story.world.tickets.heads[story.number] = about
    assert story.tell("resolution.50").facts["to"] == ("supervisor",)


def test_nothing_is_told_of_what_the_media_published_after_it_was_resolved() -> None:
    story = Story().referred()(OFFICER, "start")
    resolved(story)
    media = story.ticket.with_(kind="media")
    timer = next(one for one in story.world.tickets.timers[story.number] if one.endswith("close"))
    story.world.tickets.heads[story.number] = msgspec.convert(msgspec.to_builtins(media), Ticket)
    story.at(read_timer(timer).at)
    promises.keep(story.world.keeping, story.number, timer)
    assert story.types == []


def why(cause: str = "calendar") -> Why:
    return Why(body="muzn", cause=cause, code="omani", version=2)


SHORTER = working(MINUTES, calendars=(calendar("omani", week(opens="09:00", closes="13:00")),))


def test_another_calendar_moves_open_promises_and_the_history_says_so(story: Story) -> None:
    was = {one.name: one.due_at for one in story.ticket.clocks}
    story.world.body = SHORTER
    promises.recalculate(story.world.keeping, why(), story.number)
    (event,) = story.by_system
    assert (event.type, event.facts["cause"], event.facts["code"]) == ("ticket.recalculated", "calendar", "omani")
    assert {one["name"]: one["was"] for one in event.facts["clocks"]} == was
    assert {one["name"]: one["due_at"] for one in event.facts["clocks"]} == {
        one.name: one.due_at for one in story.ticket.clocks
    }
    assert story.world.silent(story.number) == []


def test_a_recalculation_that_moves_nothing_leaves_no_trace(story: Story) -> None:
    before = story.ticket
    promises.recalculate(story.world.keeping, why("policy"), story.number)
    assert (story.ticket, story.types) == (before, [])


def test_a_repeat_of_a_recalculation_moves_nothing_more(story: Story) -> None:
    story.world.body = SHORTER
    for _ in range(3):
        promises.recalculate(story.world.keeping, why(), story.number)
    assert story.types == ["recalculated"]


def test_shares_move_though_the_target_does_not(story: Story) -> None:
    twice = calendar("omani", week(opens="00:30", closes="14:30"))
    story.world.body = working(MINUTES, calendars=(twice,))
    promises.recalculate(story.world.keeping, why(), story.number)
    assert story.world.silent(story.number) == []


def test_what_is_done_or_unknown_is_not_counted_again(story: Story) -> None:
    story(REQUESTER, "withdraw")
    story.world.body = SHORTER
    for number in (story.number, "000000000000"):
        promises.recalculate(story.world.keeping, why(), number)
    assert story.types == []


def test_a_recalculation_meets_a_change_and_counts_again(story: Story) -> None:
    story.world.body = SHORTER
    story.world.plan.left += ["ok", "between"]
    story.world.plan.between = lambda: (story(AGENT, "note", text="نص"), None)[1]
    promises.recalculate(story.world.keeping, why(), story.number)
    assert story.types == ["recalculated"]
    assert story.world.silent(story.number) == []


def test_the_keys_of_the_systems_deeds_are_those_of_the_steps(story: Story) -> None:
    story.tell("referral_reply.75")
    wanted = actions.Doing(
        action=Action.REMIND, deed=doing(SUPERVISOR, "remind").deed, actor=SYSTEM,
        key=f"referral_reply.{story.ticket.referrals}.75.remind",
    )  # fmt: skip
    known = actions.known_action(story.world.acting.secret, story.number, wanted)
    assert story.ticket.known_key(known.key)
