"""Who of the staff is told, in which post, by which ways; and who is not."""

from typing import Any

import msgspec
import pytest

from chalicelib.notifications.actions import check, tell
from chalicelib.notifications.context import NoAnswer, Refused
from chalicelib.notifications.notice import Matter, Notice, Way
from chalicelib.notifications.staff_notice import MUST_BE_TOLD, STAFF_TOLD, to_staff
from chalicelib.organisations.staff import Absence, Role, Staff
from chalicelib.tickets.ticket import About
from chalicelib.tickets.words import Complexity, Kind, Status
from tests.notifications.fakes import (
    BODY,
    KHALID,
    MARYAM,
    NASSER,
    NUMBER,
    SALMA,
    TALAL,
    TEAM,
    THURAYA,
    ZAHRA,
    World,
    bus_event,
    colleague,
    ticket,
)

AT_ROADS = {"status": Status.REFERRED, "section": "roads"}
ESCALATED = {"clock": "resolution", "level": "handler", "percent": 50, "due_at": "2026-12-07T10:00:00.000Z"}


def told(
    type: str, said: dict[str, Any] | None = None, *, team: tuple[Staff, ...] = TEAM, by: str = "system", **changes: Any
) -> list[Notice]:
    """Return the notices to staff of an event on a ticket that stands with the roads section."""
    by_id = {person.id: person for person in team}
    matter = Matter(
        event=bus_event(type, by=by), ticket=ticket(**{**AT_ROADS, **changes}), requester=MARYAM, body=BODY,
        said=said or {},
    )  # fmt: skip
    return list(to_staff(matter, by_id.get, lambda _body: team))


def names(notices: list[Notice]) -> list[str]:
    return [notice.audience.removeprefix("staff-s-") for notice in notices]


@pytest.mark.parametrize(
    ("level", "percent", "person", "post"),
    [
        ("handler", 50, NASSER, Role.SECTION_OFFICER),
        ("supervisor", 75, KHALID, Role.SUPERVISOR),
        ("manager", 75, ZAHRA, Role.MANAGER),
    ],
)
def test_each_level_is_told_by_email_in_its_post_and_language(
    level: str, percent: int, person: Staff, post: Role
) -> None:
    [notice] = told("ticket.escalated", ESCALATED | {"level": level, "percent": percent, "to": [person.id]})
    assert (notice.staff, notice.post, notice.language) == (person, post, person.language)
    assert notice.ways[0] == Way("email", person.email)


def test_a_manager_whose_promise_is_broken_is_told_by_email_and_by_sms_at_once() -> None:
    notices = told("ticket.escalated", ESCALATED | {"level": "manager", "percent": 100, "to": [ZAHRA.id]})
    assert [notice.ways for notice in notices] == [(Way("email", ZAHRA.email),), (Way("sms", ZAHRA.mobile),)]


def test_nobody_is_told_twice_of_one_event_even_if_named_twice() -> None:
    assert names(told("ticket.escalated", ESCALATED | {"to": [NASSER.id, NASSER.id]})) == ["nasser"]


def test_what_nobody_has_is_told_to_the_supervisor_as_such() -> None:
    both = colleague("s-both", Role.AGENT, Role.SUPERVISOR)
    said = ESCALATED | {"to": [both.id], "unassigned": True}
    [notice] = told("ticket.escalated", said, team=(*TEAM, both))
    assert notice.post is Role.SUPERVISOR


def test_who_left_and_who_is_unknown_is_not_told() -> None:
    gone = msgspec.structs.replace(NASSER, active=False)
    assert told("ticket.escalated", ESCALATED | {"to": [NASSER.id, "s-nobody"]}, team=(gone,)) == []


def test_an_employee_hears_nothing_of_a_complaint_about_themselves() -> None:
    assert told("ticket.escalated", ESCALATED | {"to": [NASSER.id]}, about=About(staff=NASSER.id)) == []
    assert names(told("ticket.reminded", {"section": "roads"}, about=About(staff=NASSER.id))) == ["thuraya"]


def test_staff_of_a_body_that_lets_them_in_no_more_are_not_told() -> None:
    stranger = msgspec.structs.replace(SALMA, body="elsewhere")
    assert told("ticket.escalated", ESCALATED | {"to": [SALMA.id]}, team=(stranger,)) == []


def test_who_has_no_address_is_told_by_sms_and_who_has_neither_not_at_all() -> None:
    by_phone = msgspec.structs.replace(NASSER, email="", mobile="+96892000004")
    [notice] = told("ticket.assigned", {"to": NASSER.id}, team=(by_phone,))
    assert notice.ways == (Way("sms", "+96892000004"),)
    assert told("ticket.assigned", {"to": NASSER.id}, team=(msgspec.structs.replace(NASSER, email=""),)) == []


def test_an_assignee_hears_of_it_unless_they_took_it_themselves() -> None:
    assert names(told("ticket.assigned", {"to": NASSER.id}, by="s-distributor")) == ["nasser"]
    assert told("ticket.assigned", {"to": NASSER.id}, by=NASSER.id) == []


def test_a_referral_is_told_to_the_sections_officers_if_nobody_has_it_yet() -> None:
    assert names(told("ticket.referred", {"section": "roads"})) == ["nasser", "thuraya"]
    assert told("ticket.referred", {"section": "roads"}, assignee=NASSER.id) == []
    assert told("ticket.referred", {"partner": "water"}, section="", partner="water") == []


def test_a_return_is_told_to_who_has_the_ticket_else_to_the_section() -> None:
    assert names(told("ticket.returned", {"section": "roads"}, assignee=THURAYA.id)) == ["thuraya"]
    assert names(told("ticket.returned", {"section": "roads"})) == ["nasser", "thuraya"]


def test_a_reopened_ticket_is_told_to_its_section_and_to_nobody_where_it_has_none() -> None:
    assert names(told("ticket.reopened", {"pass": 1})) == ["nasser", "thuraya"]
    assert told("ticket.reopened", {"pass": 1}, status=Status.REGISTERED, section="") == []


def test_a_reopened_ticket_is_told_to_new_staff_and_where_nobody_is_left_to_who_names_one() -> None:
    assert names(told("ticket.reopened", {"pass": 1}, excluded=(NASSER.id,))) == ["thuraya"]
    nobody_left = told("ticket.reopened", {"pass": 1}, excluded=(NASSER.id, THURAYA.id))
    assert [(notice.audience, notice.post) for notice in nobody_left] == [(f"staff-{KHALID.id}", Role.SUPERVISOR)]


def test_who_worked_on_what_is_withdrawn_is_told_to_stop() -> None:
    closed: dict[str, Any] = {"status": Status.CLOSED}
    assert names(told("ticket.withdrawn", {"section": "roads"}, assignee=NASSER.id, **closed)) == ["nasser"]
    assert names(told("ticket.withdrawn", {"section": "roads"}, **closed)) == ["nasser", "thuraya"]
    assert told("ticket.withdrawn", {"partner": "water"}, section="", partner="water", **closed) == []


def test_a_reminder_by_hand_or_by_the_system_reaches_the_officers_of_the_section() -> None:
    assert names(told("ticket.reminded", {"section": "roads", "count": 1}, by="s-distributor")) == ["nasser", "thuraya"]
    assert names(told("ticket.reminded", {"section": "roads", "count": 1, "to": [NASSER.id]})) == ["nasser"]
    assert told("ticket.reminded", {"partner": "water"}, section="", partner="water") == []


def test_who_stands_in_for_an_absent_officer_is_told_in_their_place() -> None:
    away = msgspec.structs.replace(
        NASSER, absences=(Absence(first="2026-11-20", last="2026-11-30", stand_in=THURAYA.username),)
    )
    assert names(told("ticket.reminded", {"section": "roads"}, team=(away, THURAYA))) == ["thuraya"]


@pytest.mark.parametrize(
    ("type", "told_to"),
    [
        ("ticket.speak_wanted", ["khalid"]),
        ("ticket.limit_reached", ["zahra"]),
        ("ticket.appeal_waiting", ["zahra"]),
        ("ticket.waiting_expired", ["khalid"]),
        ("ticket.escalated", ["khalid"]),
    ],
)
def test_where_an_event_names_nobody_the_level_that_it_is_for_is_told(type: str, told_to: list[str]) -> None:
    director = msgspec.structs.replace(ZAHRA, directorate="works")
    assert names(told(type, team=(SALMA, NASSER, KHALID, director))) == told_to


def test_distributors_hear_that_a_question_was_not_answered() -> None:
    said = colleague("s-said", Role.DISTRIBUTOR)
    assert names(told("ticket.waiting_expired", team=(*TEAM, said))) == ["said"]


@pytest.mark.parametrize("changes", [{"kind": Kind.MEDIA}, {"imported": True}, {"anonymous": True}])
def test_staff_hear_of_media_imported_and_anonymous_tickets_too(changes: dict[str, Any]) -> None:
    assert names(told("ticket.escalated", ESCALATED | {"to": [NASSER.id]}, **changes)) == ["nasser"]


def test_what_stays_in_the_history_tells_no_staff() -> None:
    for type in ("ticket.registered", "ticket.recalculated", "ticket.updated", "ticket.delayed", "ticket.noted"):
        assert told(type, {"to": [NASSER.id]}) == []
    assert set(STAFF_TOLD) >= MUST_BE_TOLD


@pytest.fixture
def world() -> World:
    world = World()
    world.asking(MARYAM, **AT_ROADS)
    return world


def test_a_notice_names_person_and_post_and_nothing_of_the_requester(world: World) -> None:
    world.tickets.facts = ESCALATED | {"percent": 75, "reason_wanted": True, "to": [KHALID.id]}
    world.tickets.words = {"note": "هاتف مريم 92000001"}
    tell(world.context, bus_event("ticket.escalated", by="system"))
    [(to, text, key)] = world.email.sent
    assert (to, key.audience) == (KHALID.email, "staff-s-khalid")
    assert "خالد السدراوي" in text.greeting
    assert "مشرف مركز الاتصال" in text.greeting
    assert "260-123-456-785" in text.subject
    whole = msgspec.json.encode(text).decode()
    assert not any(word in whole for word in ("مريم", "البلوشي", "92000001", "people.example"))


def test_what_no_promise_asks_for_has_no_due_time(world: World) -> None:
    tell(world.context, bus_event("ticket.speak_wanted", by="system"))
    [(_, text, _)] = world.email.sent
    assert [line.split(":")[0] for line in text.lists[0].lines] == ["الفئة", "الموضع الحالي"]


def test_a_step_that_comes_late_speaks_of_no_time_that_is_still_to_come(world: World) -> None:
    world.tickets.facts = ESCALATED | {"due_at": "2026-11-20T10:00:00.000Z", "to": [NASSER.id]}
    tell(world.context, bus_event("ticket.escalated", by="system"))
    [(_, text, _)] = world.email.sent
    assert "تجاوز موعد المعالجة" in text.subject
    assert "قبل" not in text.closing


def test_an_event_that_comes_twice_tells_each_person_once(world: World) -> None:
    for _ in range(2):
        tell(world.context, bus_event("ticket.reminded", by="system"))
    assert sorted(key.audience for _, _, key in world.email.sent) == ["staff-s-nasser", "staff-s-thuraya"]


def test_an_address_that_fails_falls_back_to_the_mobile(world: World) -> None:
    world.tickets.facts = ESCALATED | {"to": [ZAHRA.id], "level": "supervisor"}
    world.email.script = [Refused("MessageRejected")]
    tell(world.context, bus_event("ticket.escalated", by="system"))
    assert world.messages.states() == {"staff-s-zahra/email": "fallen_back", "staff-s-zahra/sms": "sent"}


def test_a_check_sends_a_notice_without_an_answer_once_more_and_to_that_person_only(world: World) -> None:
    world.email.script = [NoAnswer("ReadTimeoutError")]
    tell(world.context, bus_event("ticket.reminded", by="system"))
    world.clock.go(minutes=10)
    check(world.context, world.checks.asked[-1][0])
    assert [key.audience for _, _, key in world.email.sent] == ["staff-s-thuraya", "staff-s-nasser"]


def test_what_must_be_told_and_reaches_nobody_is_counted(world: World) -> None:
    world.team = (SALMA,)
    tell(world.context, bus_event("ticket.speak_wanted", by="system"))
    assert world.counted == ["NobodyToTell"]
    tell(world.context, bus_event("ticket.classified", id="E2"))
    assert world.counted == ["NobodyToTell"]


def test_a_critical_referral_calls_the_duty_number_and_mails_the_officers(world: World) -> None:
    world.asking(MARYAM, **AT_ROADS, complexity=Complexity.CRITICAL)
    world.tickets.facts = {"section": "roads"}
    tell(world.context, bus_event("ticket.referred", by="s-distributor"))
    assert world.messages.states() == {
        "duty/sms": "sent", "staff-s-nasser/email": "sent", "staff-s-thuraya/email": "sent",
    }  # fmt: skip


def test_executives_are_told_of_no_single_ticket(world: World) -> None:
    world.tickets.facts = ESCALATED | {"level": "manager", "percent": 100}
    world.team = (msgspec.structs.replace(ZAHRA, directorate="works"), TALAL)
    tell(world.context, bus_event("ticket.escalated", number=NUMBER, by="system"))
    assert TALAL.email not in [to for to, _, _ in world.email.sent]
