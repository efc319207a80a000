"""Requesters follow their own tickets, do what they may, and take away or erase what is theirs."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.organisations.staff import Role
from chalicelib.people.person import Person
from chalicelib.shared.clock import iso
from chalicelib.shared.words import LANGUAGES
from chalicelib.tickets import own_deeds
from chalicelib.tickets.bearer import Bearer
from chalicelib.tickets.deeds import Action, Reopen
from chalicelib.tickets.steps import _TOLD, steps_of
from chalicelib.tickets.ticket import About, Change, Event, Pass
from chalicelib.tickets.trouble import TicketChanged
from chalicelib.tickets.words import Appeal, Kind, Outcome, Status
from tests.conftest import NOW
from tests.tickets.examples import SECRET, a_body, a_ticket, number, some_details
from tests.tickets.house import EMAIL, MOBILE, House, event, ref, session, session_header, track_header

OWN = a_ticket(1, person=ref())
OTHERS = a_ticket(2, person=ref("+96899999999"))
PATH = f"/v1/public/tickets/{OWN.number}"
MINE = session_header()
KEY: dict[str, Any] = {"Idempotency_Key": "a-key-of-16-chars"}


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(OWN, reached=ref(EMAIL))
    house.keep(OTHERS)
    return house


def own(house: House, path: str = PATH, **headers: Any) -> Any:
    answer = house.call("GET", path, **(headers or MINE))
    assert answer.status == 200, answer.text
    return answer.json


# --- who may look


def test_an_unknown_number_and_anothers_end_alike_after_the_same_calls(house: House) -> None:
    told = []
    for typed in (number(99), OTHERS.number, "123", "x"):
        house.own.calls.clear()
        reads = house.tickets.reads
        answer = house.call("GET", f"/v1/public/tickets/{typed}", **MINE)
        told.append((answer.status, answer.json, list(house.own.calls)))
        assert house.tickets.reads - reads <= 1
    assert all(each == (404, told[0][1], ["owned"]) for each in told)


@pytest.mark.parametrize("deed", ["messages", "rating", "reopening", "withdrawal"])
def test_nobody_does_anything_to_anothers_ticket(house: House, deed: str) -> None:
    body = {"messages": {"text": "x"}, "rating": {"score": 1}, "reopening": {"reason": "x"}, "withdrawal": {}}[deed]
    path = f"/v1/public/tickets/{{}}/{deed}"
    unknown = house.call("POST", path.format(number(99)), body, **MINE, **KEY)
    others = house.call("POST", path.format(OTHERS.number), body, **MINE, **KEY)
    assert (unknown.status, others.status) == (404, 404)
    assert unknown.json == others.json
    assert house.tickets.heads[OTHERS.number] == OTHERS


@pytest.mark.parametrize("path", ["/v1/public/tickets", PATH, "/v1/public/me/data"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x.y"}, {"Authorization": "Basic eDp5"}])
def test_nobody_reads_without_a_session(house: House, path: str, headers: dict[str, Any]) -> None:
    assert house.call("GET", path, **headers).status == 401


def test_a_track_token_reads_its_own_ticket_only_and_no_list(house: House) -> None:
    track = track_header(OWN.number)
    assert own(house, PATH, **track)["number"] == OWN.number
    assert house.call("GET", f"/v1/public/tickets/{OTHERS.number}", **track).status == 404
    assert house.call("GET", "/v1/public/tickets", **track).status == 401
    assert house.call("GET", "/v1/public/me/data", **track).status == 401


def test_the_second_identifier_reaches_the_ticket_too(house: House) -> None:
    assert own(house, PATH, **session_header(EMAIL))["number"] == OWN.number
    assert [line["number"] for line in own(house, "/v1/public/tickets", **session_header(EMAIL))["items"]] == [
        OWN.number
    ]


def test_a_number_that_changed_hands_does_not_show_the_earlier_holders_tickets(house: House) -> None:
    later = session_header(held_since=iso(NOW + timedelta(hours=1)))
    assert house.call("GET", PATH, **later).status == 404
    assert own(house, "/v1/public/tickets", **later)["items"] == []


def test_the_list_holds_ones_own_tickets_of_every_body_newest_first(house: House) -> None:
    house.keep(a_ticket(3, body="tourism", person=ref(body="tourism")), a_ticket(4, person=ref(), erased=True))
    lines = own(house, "/v1/public/tickets?limit=1")
    assert [line["number"] for line in lines["items"]] == [number(3)]
    rest = own(house, f"/v1/public/tickets?limit=5&cursor={lines['next']}")
    assert ([line["number"] for line in rest["items"]], rest["next"]) == ([OWN.number], None)
    assert (rest["items"][0]["tile"], rest["items"][0]["status"]) == ("open", "registered")
    cursor = {"cursor": lines["next"]}["cursor"]
    assert house.call("GET", f"/v1/public/tickets?cursor={cursor}", **session_header(EMAIL)).status == 422


# --- what is shown


def test_a_requester_reads_each_step_in_plain_words_of_both_languages(house: House) -> None:
    house.change(OWN.number, event("classified", 1), event("referred", 1, section="roads"), status=Status.REFERRED,
                 section="roads")  # fmt: skip
    house.change(OWN.number, event("assigned", 2, to="staff-9"), event("noted", 2, words={"text": "سر داخلي"}))
    house.change(OWN.number, event("replied", 3, words={"text": "نتابع بلاغكم"}))
    shown = own(house)
    assert [(step["type"], step["text"]["ar"]) for step in shown["steps"]] == [
        ("ticket.registered", "تم تسجيل شكواكم."),
        ("ticket.referred", "تمت إحالة شكواكم إلى القسم المختص."),
        ("ticket.replied", "وصلتكم رسالة من مركز الاتصال."),
    ]
    assert shown["steps"][0]["text"]["en"] == "We registered your complaint."
    assert [(r["by"], r["text"]) for r in shown["replies"]] == [("body", "نتابع بلاغكم")]
    assert (shown["tile"], shown["description"]) == ("open", some_details().description)
    assert shown["promises"] == {"first_reply_by": OWN.reply_by, "resolve_by": OWN.due_at}


def test_staff_their_notes_and_whom_it_is_about_are_never_shown(house: House) -> None:
    house.hire(Role.AGENT, id="staff-9")
    house.change(
        OWN.number,
        event("noted", 1, words={"text": "سر داخلي"}), event("answered", 1, words={"text": "رأي القسم"}),
        event("declined", 1, section="roads", words={"reason": "ليس لنا"}),
        event("returned", 1, words={"reason": "ناقص"}), event("closed", 1, words={"note": "ملاحظة الإغلاق"}),
        event("reopened", 1, words={"reason": "كلام الموظف"}), event("assigned", 1, to="staff-9"),
        event("attached", 1, attachment="a"), event("informed", 1, reached=False, words={"note": "لا يرد"}),
        assignee="staff-9", about=About(staff="staff-9", service="خدمة"), handlers=("staff-9",),
    )  # fmt: skip
    text = house.call("GET", PATH, **MINE).text
    for hidden in (
        "سر داخلي",
        "رأي القسم",
        "ليس لنا",
        "ناقص",
        "ملاحظة",
        "كلام الموظف",
        "staff-9",
        "خدمة",
        "لا يرد",
        "roads",
    ):
        assert hidden not in text


def test_the_question_is_shown_until_it_is_answered(house: House) -> None:
    house.change(OWN.number, event("asked", 1, words={"question": "أين الموقع؟"}), status=Status.WAITING,
                 waiting_from=Status.REGISTERED, waiting_since=iso(NOW))  # fmt: skip
    shown = own(house)
    assert (shown["question"], shown["tile"]) == ("أين الموقع؟", "in_process")
    assert shown["allowed"] == ["messages", "withdrawal"]
    answered = house.call("POST", f"{PATH}/messages", {"text": "أمام المدرسة"}, **MINE, **KEY)
    assert (answered.status, answered.json["status"], "question" in answered.json) == (200, "registered", False)
    assert [(r["by"], r["text"]) for r in answered.json["replies"]] == [
        ("body", "أين الموقع؟"), ("requester", "أمام المدرسة"),
    ]  # fmt: skip


def test_a_partner_is_named_and_only_a_third_partys_answer_is_passed_on(house: House) -> None:
    kept_back = event("answered", 3, partner="water", words={"text": "أصلحنا الخط"})
    answer = event("answered", 3, partner="water", to_requester=True, words={"text": "أصلحنا الخط"})
    house.change(OWN.number, event("referred", 1, partner="water", mode="third_party"), event("started", 2), answer,
                 partner="water", status=Status.ANSWERED)  # fmt: skip
    shown = own(house)
    assert shown["partner"] == {"ar": "مياه", "en": "مياه"}
    assert [step["text"]["ar"] for step in shown["steps"][1:]] == [
        "تمت إحالة شكواكم إلى مياه، وهي الجهة التي تتابعون معها.", "بدأت مياه معالجة شكواكم.", "ورد رد مياه.",
    ]  # fmt: skip
    assert shown["replies"][-1]["text"] == "أصلحنا الخط"
    elsewhere = (
        event("referred", 1, partner="gone", mode="out_of_jurisdiction"),
        kept_back,
        event("declined", 4),
        kept_back,
    )
    told = steps_of(OWN, elsewhere, a_body())
    assert [step.message for step in told] == ["", "", ""]
    assert "gone" in told[0].text.en
    assert told[2].text.en.startswith("The section")


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"outcome": "solved"}, "Work on your complaint is finished: solved."),
        ({"outcome": "not_solvable"}, "Work on your complaint is finished: it could not be solved."),
        ({"outcome": "not_solvable", "no_response": True},
         "Work on your complaint is finished, because we had no response from you."),
        ({"outcome": "proposals"}, "Work on your complaint is finished."),
    ],
)  # fmt: skip
def test_the_outcome_is_told_in_words(facts: dict[str, Any], line: str) -> None:
    (step,) = steps_of(
        OWN, [event("resolved", 1, words={"message": "تم الإصلاح", "reason": "داخلي"}, **facts)], a_body()
    )
    assert (step.text.en, step.message) == (line, "تم الإصلاح")


def test_every_step_can_be_said_of_every_kind_in_both_languages() -> None:
    body = a_body()
    for kind in Kind:
        events = [Event(id="1", type=type, at=iso(NOW), by=by, facts={}) for type in _TOLD for by in ("requester", "s")]
        told = steps_of(a_ticket(kind=kind), events, body)
        assert all(getattr(step.text, language) for step in told for language in LANGUAGES)
        assert len({step.type for step in told}) == len(_TOLD)


def test_what_is_said_for_a_requester_by_phone_is_theirs() -> None:
    said = Event(id="1", type="ticket.responded", at=iso(NOW), by="staff-1", words={"text": "نعم"},
                 on_behalf="requester: by phone")  # fmt: skip
    (step,) = steps_of(OWN, [said], a_body())
    assert (step.by, step.message) == ("requester", "نعم")


def test_an_outcome_a_delay_and_files_are_shown(house: House) -> None:
    house.files.append(SimpleNamespace(id="f1", name="صورة.jpg", type="image/jpeg", size=7, at=iso(NOW), by="x"))
    until = iso(NOW + timedelta(days=3))
    house.change(
        OWN.number, event("delayed", 1, expected_by=until, words={"reason": "ننتظر قطعة"}), expected_by=until, files=1
    )
    shown = own(house)
    assert (shown["expected_by"], shown["steps"][-1]["expected_by"]) == (until, until)
    assert shown["attachments"] == [
        {"id": "f1", "name": "صورة.jpg", "type": "image/jpeg", "size": 7, "at": iso(NOW)}
    ]  # fmt: skip
    house.change(OWN.number, status=Status.CLOSED, closed_at=iso(NOW), this_pass=Pass(outcome=Outcome.SOLVED, score=4))
    shown = own(house)
    assert (shown["outcome"], shown["score"], shown["tile"], "expected_by" in shown) == ("solved", 4, "closed", False)


def test_a_merged_ticket_shows_the_others_status_and_steps_without_words(house: House) -> None:
    other = a_ticket(5, person=ref("+96899999999"), section="roads", status=Status.IN_PROGRESS)
    house.keep(other, details=some_details(description="كلام شخص آخر"))
    house.change(OWN.number, event("merged", 10, into=other.number), status=Status.CLOSED,
                 closed_at=iso(NOW + timedelta(minutes=10)), merged_into=other.number)  # fmt: skip
    house.change(
        other.number, event("joined", 10), event("replied", 11, words={"text": "رد على الآخر"}),
        event("replied", 12, by="requester", words={"text": "رسالة الآخر"}), event("attached", 12, by="requester"),
        event("started", 13), event("measured", 14, by="requester", words={"reason": "سيئ"}),
    )  # fmt: skip
    shown = own(house)
    assert (shown["number"], shown["merged_into"], shown["status"]) == (OWN.number, other.number, "in_progress")
    assert [step["type"] for step in shown["steps"]] == ["ticket.registered", "ticket.merged", "ticket.started"]
    text = house.call("GET", PATH, **MINE).text
    for hidden in ("كلام شخص آخر", "رد على الآخر", "رسالة الآخر", "سيئ"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({"status": Status.IN_PROGRESS}, ["messages"]),
        ({"status": Status.CLOSED, "closed_at": iso(NOW)}, ["messages", "rating", "reopening"]),
        ({"status": Status.CLOSED, "closed_at": iso(NOW), "final": True, "appeal": Appeal.DISMISSED},
         ["messages", "rating"]),
    ],
)  # fmt: skip
def test_a_merged_ticket_is_appealed_as_the_other_stands(house: House, facts: dict[str, Any], may: list[str]) -> None:
    other = a_ticket(5, person=ref("+96899999999"), section="roads", **facts)
    house.keep(other)
    house.change(OWN.number, status=Status.CLOSED, closed_at=iso(NOW), merged_into=other.number, contactable=True)
    assert sorted(own(house)["allowed"]) == may


# --- what requesters do


def test_a_message_that_nobody_asked_for_is_added(house: House) -> None:
    answer = house.call("POST", f"{PATH}/messages", {"text": "أضيف أن الرائحة شديدة"}, **MINE, **KEY)
    assert (answer.status, answer.json["steps"][-1]["text"]["en"]) == (200, "We received your message.")
    assert house.tickets.history(OWN.number)[0].type == "ticket.replied"


def test_a_repeated_message_is_one_message_though_a_question_came_between(house: House) -> None:
    said = {"text": "أضيف أن الرائحة شديدة"}
    house.call("POST", f"{PATH}/messages", said, **MINE, **KEY)
    house.change(OWN.number, event("asked", 1, words={"question": "أين؟"}), status=Status.WAITING,
                 waiting_from=Status.REGISTERED, waiting_since=iso(NOW))  # fmt: skip
    again = house.call("POST", f"{PATH}/messages", said, **MINE, **KEY)
    assert (again.status, again.headers["Idempotent-Replay"], again.json["status"]) == (200, "true", "waiting")
    other = house.call("POST", f"{PATH}/messages", {"text": "كلام آخر"}, **MINE, **KEY)
    assert (other.status, other.json["type"]) == (422, "/problems/key-reused")


def test_a_rating_an_appeal_and_a_withdrawal_are_taken(house: House) -> None:
    house.change(OWN.number, status=Status.RESOLVED, resolved_at=iso(NOW), this_pass=Pass(outcome=Outcome.SOLVED))
    assert own(house)["allowed"] == ["rating", "reopening", "withdrawal", "messages"]
    rated = house.call("POST", f"{PATH}/rating", {"score": 2, "reopen": False}, **MINE, **KEY)
    assert (rated.status, rated.json["score"]) == (200, 2)
    appealed = house.call("POST", f"{PATH}/reopening", {"reason": "لم تُحل"}, **MINE, **KEY)
    assert (appealed.json["status"], appealed.json["reopened"], appealed.json["tile"]) == ("registered", 1, "reopened")
    gone = house.call("POST", f"{PATH}/withdrawal", **MINE, **KEY)
    assert gone.json["status"] == "closed"
    late = house.call("POST", f"{PATH}/messages", {"text": "x"}, **MINE, Idempotency_Key="b-key-of-16-chars")
    assert (late.status, late.json["type"]) == (409, "/problems/action-not-allowed")


@pytest.mark.parametrize(
    ("deed", "body", "field"),
    [
        ("messages", {}, "text"),
        ("messages", {"text": ""}, "text"),
        ("messages", {"text": "x" * 4001}, "text"),
        ("rating", {"score": 6}, "score"),
        ("rating", {"score": "5"}, "score"),
        ("reopening", {"reason": "x", "more": 1}, "more"),
        ("withdrawal", {"why": "x"}, "why"),
    ],
)
def test_a_wrong_deed_is_refused_by_its_field(house: House, deed: str, body: Any, field: str) -> None:
    answer = house.call("POST", f"{PATH}/{deed}", body, **MINE, **KEY)
    assert (answer.status, [fault["field"] for fault in answer.json["fields"]]) == (422, [field])
    assert house.call("POST", f"{PATH}/{deed}", body, **MINE).status == 428


def test_a_deed_is_tried_again_when_somebody_else_was_first(house: House) -> None:
    save = house.tickets.save
    met: list[int] = []

    def meeting(*changes: Change) -> Any:
        if len(met) < 2:
            met.append(1)
            raise TicketChanged(version=2)
        return save(*changes)

    house.tickets.save = meeting  # type: ignore[method-assign]
    assert house.call("POST", f"{PATH}/withdrawal", {}, **MINE, **KEY).status == 200
    met.clear()

    def never(*_changes: Change) -> Any:
        raise TicketChanged(version=2)

    house.tickets.save = never  # type: ignore[method-assign]
    with pytest.raises(TicketChanged):
        own_deeds.do(
            house.requesters, Bearer(session=session()), OWN.number, Action.REOPEN, Reopen(reason="x"), key="k" * 16,
            correlation="",
        )  # fmt: skip


# --- one's own data


def a_person(body: str) -> Person:
    return Person(id=f"P-{body}", body=body, created_at=iso(NOW), updated_at=iso(NOW), name="سالم الحارثي")


def test_all_that_is_kept_can_be_taken_away(house: House) -> None:
    house.profiles.kept["muttrah"] = a_person("muttrah")
    house.keep(a_ticket(3, body="tourism", person=ref(body="tourism")))
    first = own(house, "/v1/public/me/data?limit=1")
    assert [person["id"] for person in first["profiles"]] == ["P-muttrah"]
    assert [ticket["number"] for ticket in first["tickets"]] == [number(3)]
    rest = own(house, f"/v1/public/me/data?cursor={first['next']}")
    assert (rest["profiles"], rest["next"]) == ([], None)
    (ticket,) = rest["tickets"]
    assert (ticket["requester"]["mobile"], ticket["address"]) == (MOBILE, "سكة 12، بيت 7")


def test_erasing_withdraws_empties_and_repeats_to_the_end(house: House) -> None:
    house.profiles.kept["muttrah"] = a_person("muttrah")
    done = a_ticket(3, person=ref(), status=Status.CLOSED, closed_at=iso(NOW))
    house.keep(done)
    answer = house.call("DELETE", "/v1/public/me/data", **MINE)
    assert (answer.status, answer.json) == (200, {"tickets": 2, "profiles": 1, "contacts": 0, "complete": True})
    assert sorted(house.dropped) == sorted([OWN.number, done.number])
    after = house.tickets.heads[OWN.number]
    assert (after.status, after.erased, after.seal, after.person, after.subject) == (Status.CLOSED, True, b"", "", "")
    assert [e.type for e in house.tickets.history(OWN.number)][:2] == ["ticket.erased", "ticket.withdrawn"]
    assert house.tickets.heads[OTHERS.number] == OTHERS
    house.lists.index()
    assert own(house, "/v1/public/tickets")["items"] == []
    assert house.call("GET", PATH, **MINE).status == 404
    again = house.call("DELETE", "/v1/public/me/data", **MINE)
    assert again.json == {"tickets": 0, "profiles": 0, "contacts": 0, "complete": True}


def test_many_tickets_are_erased_in_several_calls_and_the_profile_last(house: House) -> None:
    house.profiles.kept["muttrah"] = a_person("muttrah")
    house.keep(*(a_ticket(i, person=ref()) for i in range(100, 160)))
    first = house.call("DELETE", "/v1/public/me/data", **MINE).json
    assert first == {"tickets": 50, "profiles": 0, "contacts": 0, "complete": False}
    house.lists.index()
    assert house.call("DELETE", "/v1/public/me/data", **MINE).json == {
        "tickets": 11,
        "profiles": 1,
        "contacts": 0,
        "complete": True,
    }


def test_erasing_starts_again_when_the_ticket_changes_meanwhile(house: House) -> None:
    erase = house.own.erase
    met: list[int] = []

    def meeting(*given: Any) -> None:
        if not met:
            met.append(1)
            raise TicketChanged(version=9)
        erase(*given)

    house.own.erase = meeting  # type: ignore[assignment, method-assign]
    assert house.call("DELETE", "/v1/public/me/data", **MINE).status == 200
    assert house.tickets.heads[OWN.number].erased

    def never(*_given: Any) -> None:
        raise TicketChanged(version=9)

    house.own.erase = never  # type: ignore[assignment]
    house.keep(a_ticket(7, person=ref()))
    answer = house.call("DELETE", "/v1/public/me/data", **MINE)
    assert (answer.status, answer.json["type"]) == (412, "/problems/stale")


def test_tokens_of_the_tests_are_made_as_the_service_makes_them() -> None:
    assert SECRET.facts("track", track_header(OWN.number)["Authorization"].split()[1]) == {"n": OWN.number}
