"""Who is told, by which ways, and who is not."""

from typing import Any

import msgspec
import pytest

from chalicelib.notifications.notice import BusEvent, Matter, Notice, Way, notices, ways
from chalicelib.people.requester import Requester
from chalicelib.tickets.words import Complexity, Kind
from tests.notifications.fakes import ADDRESS, BODY, MARYAM, MOBILE, WATER, bus_event, ticket

EVENTS_TOLD = [
    "ticket.registered", "ticket.asked", "ticket.rejected", "ticket.solved", "ticket.resolved", "ticket.closed",
    "ticket.reopened", "ticket.merged", "ticket.withdrawn", "ticket.replied", "ticket.delayed", "ticket.updated",
    "ticket.waiting_reminded", "ticket.closing_announced",
]  # fmt: skip
EVENTS_KEPT_AMONG_STAFF = [
    "ticket.classified", "ticket.declined", "ticket.started", "ticket.responded", "ticket.answered", "ticket.returned",
    "ticket.informed", "ticket.assigned", "ticket.reminded", "ticket.noted", "ticket.outlet_replied",
    "ticket.attached", "ticket.unmerged", "ticket.joined", "ticket.escalated", "ticket.waiting_expired",
    "ticket.speak_wanted", "ticket.spoken", "ticket.limit_reached", "ticket.appealed", "ticket.recalculated",
    "ticket.appeal_waiting",
]  # fmt: skip


def told(
    event: BusEvent | str, *, requester: Requester | None = MARYAM, said: dict[str, Any] | None = None, **changes: Any
) -> tuple[Notice, ...]:
    """Return the notices of an event."""
    happened = bus_event(event, by="staff-1") if isinstance(event, str) else event
    return notices(Matter(event=happened, ticket=ticket(**changes), requester=requester, body=BODY, said=said or {}))


@pytest.mark.parametrize("type", EVENTS_TOLD)
def test_a_requester_hears_of_what_concerns_them(type: str) -> None:
    [notice] = told(type)
    assert notice.audience == "requester"
    assert notice.says == type.removeprefix("ticket.").replace("_", "-")


@pytest.mark.parametrize("type", EVENTS_KEPT_AMONG_STAFF)
def test_what_stays_among_staff_tells_nobody(type: str) -> None:
    assert told(type) == ()


@pytest.mark.parametrize("type", EVENTS_TOLD)
@pytest.mark.parametrize("changes", [{"anonymous": True}, {"imported": True}, {"kind": Kind.MEDIA}])
def test_anonymous_imported_and_media_tickets_tell_their_requester_nothing(type: str, changes: dict[str, Any]) -> None:
    assert told(type, **changes) == ()


@pytest.mark.parametrize("requester", [None, Requester(first_name="مريم")])
def test_who_left_no_contact_is_not_told(requester: Requester | None) -> None:
    assert told("ticket.registered", requester=requester) == ()


def test_a_registration_over_the_texts_limit_is_not_told_but_later_steps_are() -> None:
    assert told("ticket.registered", notified=False) == ()
    assert told("ticket.resolved", notified=False)


def test_a_referral_to_a_section_is_not_told_to_the_requester() -> None:
    assert told("ticket.referred", said={"section": "roads"}, section="roads") == ()


def test_a_referral_to_a_partner_is_told_to_the_requester_and_to_the_partner_by_sms_and_by_email() -> None:
    notices = told("ticket.referred", said={"partner": "water"}, partner="water")
    assert [(notice.audience, notice.ways) for notice in notices] == [
        ("requester", (Way("sms", MOBILE), Way("email", ADDRESS))),
        ("partner", (Way("sms", WATER.mobile),)),
        ("partner", (Way("email", WATER.email),)),
    ]


def test_a_partner_hears_of_a_referral_from_somebody_unknown_too() -> None:
    assert {notice.audience for notice in told("ticket.referred", said={"partner": "water"}, anonymous=True)} == {
        "partner"
    }


def test_a_partner_is_told_to_stop_when_the_ticket_is_withdrawn() -> None:
    notices = told("ticket.withdrawn", said={"partner": "water"})
    assert [notice.says for notice in notices] == ["withdrawn", "partner-withdrawn", "partner-withdrawn"]


def test_a_partner_that_left_the_body_is_nobody_to_tell() -> None:
    assert told("ticket.referred", said={"partner": "gone"}) == ()


def test_something_critical_calls_the_duty_number_of_the_section() -> None:
    [notice] = told("ticket.referred", said={"section": "roads"}, complexity=Complexity.CRITICAL)
    assert (notice.audience, notice.ways) == ("duty", (Way("sms", "+96892000008"),))
    assert told("ticket.referred", said={"section": "parks"}, complexity=Complexity.CRITICAL) == ()


def test_a_partner_is_reminded_by_sms_and_by_email_and_a_section_is_not_a_partner() -> None:
    notices = told("ticket.reminded", said={"partner": "water", "count": 1}, partner="water")
    assert [(notice.says, notice.ways) for notice in notices] == [
        ("partner-reminded", (Way("sms", WATER.mobile),)),
        ("partner-reminded", (Way("email", WATER.email),)),
    ]
    assert told("ticket.reminded", said={"section": "roads", "count": 1}, partner="water") == ()


def test_who_works_on_an_imported_ticket_is_told_and_its_requester_is_not() -> None:
    notices = told("ticket.referred", said={"partner": "water"}, partner="water", imported=True)
    assert {notice.audience for notice in notices} == {"partner"}


def test_a_third_partys_answer_goes_to_the_requester_and_a_sections_does_not() -> None:
    said = {"partner": "water", "text": "أُصلح الأنبوب.", "to_requester": True}
    [notice] = told("ticket.answered", said=said, partner="water")
    assert (notice.audience, notice.says) == ("requester", "answered")
    assert told("ticket.answered", said={"section": "roads", "text": "تم."}, section="roads") == ()


def test_a_delay_that_nobody_gave_a_reason_for_says_only_where_and_when() -> None:
    said = {"expected_by": "2026-12-01T10:00:00.000Z", "computed": True}
    [notice] = told(bus_event("ticket.delayed", by="system"), said=said)
    assert notice.says == "delayed-computed"


def test_an_appeal_that_is_dismissed_is_told_and_one_that_is_granted_is_told_by_the_reopening() -> None:
    assert [notice.says for notice in told("ticket.decided", said={"confirmed": True})] == ["decided"]
    assert told("ticket.decided", said={"confirmed": False}) == ()


def test_a_requester_is_not_told_of_an_own_reply() -> None:
    assert told(bus_event("ticket.replied", by="requester")) == ()


@pytest.mark.parametrize(
    ("said", "is_sorry"),
    [
        ({"score": 2, "pass": 0}, True), ({"score": 1, "pass": 0}, True), ({"score": 3, "pass": 0}, False),
        ({"reached": False}, False), ({"score": 2, "pass": 7}, False),
    ],
)  # fmt: skip
def test_a_low_rating_that_reopened_nothing_is_answered_by_an_apology(said: dict[str, Any], is_sorry: bool) -> None:
    assert [notice.says for notice in told("ticket.measured", said=said)] == (["sorry"] if is_sorry else [])


@pytest.mark.parametrize(
    ("preferred", "order"),
    [(None, ["sms", "email"]), ("sms", ["sms", "email"]), ("email", ["email", "sms"]), ("phone", ["sms", "email"])],
)
def test_the_preferred_channel_comes_first(preferred: Any, order: list[str]) -> None:
    requester = msgspec.structs.replace(MARYAM, preferred_channel=preferred)
    assert [way.channel for way in ways(requester)] == order


def test_a_channel_without_a_target_is_no_way() -> None:
    assert ways(Requester(email=ADDRESS, preferred_channel="sms")) == (Way("email", ADDRESS),)


def test_the_language_is_the_requesters() -> None:
    assert told("ticket.registered", language="en")[0].language == "en"
