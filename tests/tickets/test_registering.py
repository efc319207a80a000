"""Registering a ticket: once, whatever is repeated or lost, and never for a stranger's key."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations.body import Body
from chalicelib.shared.errors import Invalid, KeyReused, NotFound
from chalicelib.shared.numbers import read_number
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import registering
from chalicelib.tickets.actions import Context, Origin, register
from chalicelib.tickets.registration import Registration, StaffRegistration
from chalicelib.tickets.trouble import TooManyRegistrations
from chalicelib.tickets.words import Channel, Kind
from tests.conftest import NOW
from tests.tickets.fakes import FakeTickets
from tests.tickets.scenes import BODY

KEY = "a-key-of-16-chars"
ORIGIN = Origin(by="requester", channel=Channel.WEB, key=KEY, scope="public/tickets")


def a_context(now: datetime = NOW, tickets: FakeTickets | None = None) -> Context:
    ids = count(1)
    return Context(
        tickets=tickets or FakeTickets(),
        body=lambda _code: BODY,
        staff=lambda _id: None,
        secret=Secret(lambda: b"k" * 32),
        clock=lambda: now,
        new_id=lambda _at: f"{next(ids):026d}",
        new_seal=lambda: b"s" * 32,
    )


def asked(**changes: Any) -> Registration:
    said = {
        "body": "muzn", "kind": "complaint", "category": "streets", "description": "حفرة أمام المدرسة",
        "requester": {"first_name": "سالم", "family_name": "البلوشي", "mobile": "٩١٢٣٤٥٦٧"},
    }  # fmt: skip
    return msgspec.convert({**said, **changes}, Registration)


def fields(refusal: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(fault["field"], fault["reason"]) for fault in refusal.value.facts["fields"]]


def test_a_number_comes_at_once_and_is_a_good_one() -> None:
    context = a_context()
    ticket = register(context, asked(), ORIGIN).ticket
    assert read_number(ticket.number) == ticket.number
    assert ticket.number.startswith("26")
    assert (ticket.status, ticket.queue, ticket.version) == ("registered", "first_line", 1)
    assert ticket.due_at == "2026-03-08T03:00:00.000Z"


def test_a_repeat_finds_the_first_ticket() -> None:
    context = a_context()
    first = register(context, asked(), ORIGIN)
    again = register(context, asked(), ORIGIN)
    assert (again.ticket, again.repeated) == (first.ticket, True)
    assert len(context.tickets.heads) == 1  # type: ignore[attr-defined]


def test_a_repeat_is_found_though_the_ticket_went_on() -> None:
    tickets = FakeTickets()
    first = register(a_context(tickets=tickets), asked(), ORIGIN)
    tickets.heads[first.ticket.number] = first.ticket.with_(version=9, status="closed")
    assert register(a_context(NOW + timedelta(days=3), tickets), asked(), ORIGIN).ticket.number == first.ticket.number


def test_the_same_key_with_another_body_is_refused() -> None:
    context = a_context()
    register(context, asked(), ORIGIN)
    with pytest.raises(KeyReused):
        register(context, asked(description="أخرى"), ORIGIN)


def test_the_same_key_of_another_caller_makes_another_ticket() -> None:
    context = a_context()
    mine = register(context, asked(), ORIGIN).ticket
    theirs = register(context, asked(), replace(ORIGIN, scope="tickets/somebody")).ticket
    assert mine.number != theirs.number


def test_a_strangers_number_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    context = a_context()

    def numbers(_secret: Secret, *, year: int, attempt: int, key: str) -> str:
        return f"{attempt}{year}{key}" if attempt else "taken"

    monkeypatch.setattr(registering, "ticket_number", numbers)
    first = register(context, asked(), ORIGIN).ticket
    second = register(context, asked(), replace(ORIGIN, key="another-key-of-16")).ticket
    assert first.number == "taken"
    assert second.number.startswith("1")
    assert register(context, asked(), replace(ORIGIN, key="another-key-of-16")).repeated


@pytest.mark.parametrize("minutes", [0, 1, 47 * 60, 48 * 60 - 5])
def test_a_retry_over_new_year_makes_no_second_ticket(minutes: int) -> None:
    tickets = FakeTickets()
    eve = datetime(2026, 12, 31, 19, 59, 59, tzinfo=UTC)  # 23:59:59 in Muscat
    first = register(a_context(eve, tickets), asked(), ORIGIN).ticket
    again = register(a_context(eve + timedelta(seconds=1, minutes=minutes), tickets), asked(), ORIGIN)
    assert (again.ticket.number, again.repeated) == (first.number, True)
    assert len(tickets.heads) == 1


def test_the_year_of_a_number_is_the_bodys() -> None:
    ticket = register(a_context(datetime(2026, 12, 31, 20, 1, tzinfo=UTC)), asked(), ORIGIN).ticket
    assert ticket.number.startswith("27")


def test_three_messages_an_hour_go_to_one_number_and_the_fourth_ticket_stands_untold() -> None:
    context = a_context()
    told = [register(context, asked(), replace(ORIGIN, key=f"{KEY}-{i}")).ticket.notified for i in range(5)]
    assert told == [True, True, True, False, False]


def test_a_flood_under_one_number_ends() -> None:
    context = a_context()
    for i in range(registering.REGISTERED_AN_HOUR):
        register(context, asked(), replace(ORIGIN, key=f"{KEY}-{i}"))
    with pytest.raises(TooManyRegistrations) as refusal:
        register(context, asked(), replace(ORIGIN, key=f"{KEY}-more"))
    assert refusal.value.facts == {"retry_after": 3600}


def test_an_email_address_is_a_second_way_to_find_a_ticket() -> None:
    context = a_context()
    both = {"first_name": "سالم", "family_name": "البلوشي", "mobile": "91234567", "email": "S@mail.example"}
    ticket = register(context, asked(requester=both), ORIGIN).ticket
    assert ticket.person
    assert len(context.tickets.reached[ticket.number]) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["report", "observation", "suggestion"])
def test_who_reports_need_not_say_who_they_are(kind: str) -> None:
    ticket = register(a_context(), asked(kind=kind, requester=None, anonymous=True), ORIGIN).ticket
    assert (ticket.anonymous, ticket.contactable, ticket.person) == (True, False, "")


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"category": "nowhere"}, [("category", "not-found")]),
        ({"subcategory": "nothing"}, [("subcategory", "not-found")]),
        ({"kind": "media"}, [("kind", "not-allowed")]),
        ({"attributes": {"colour": "red"}}, [("attributes.colour", "unknown")]),
        ({"requester": None}, [("requester", "missing")]),
        ({"requester": None, "anonymous": True}, [("anonymous", "not-allowed")]),
        ({"kind": "report", "anonymous": True}, [("requester", "not-allowed")]),
        ({"description": " \u202e\u2066 "}, [("description", "too-short")]),
        ({"location": {"lat": 23.5}}, [("location.lon", "missing")]),
        ({"location": {"region": "nowhere"}}, [("location.region", "not-found")]),
        (
            {"category": "x", "requester": {"mobile": "12"}},
            [("category", "not-found"), ("requester.first_name", "missing"), ("requester.family_name", "missing"),
             ("requester.mobile", "wrong-format")],
        ),
    ],
)  # fmt: skip
def test_every_faulty_field_is_named(changes: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refusal:
        register(a_context(), asked(**changes), ORIGIN)
    assert fields(refusal) == faults


def test_an_unknown_body_is_a_faulty_field() -> None:
    def nobody(code: str) -> Body:
        raise NotFound(code=code)

    with pytest.raises(Invalid) as refusal:
        register(replace(a_context(), body=nobody), asked(), ORIGIN)
    assert fields(refusal) == [("body", "not-found")]


def test_the_first_words_stand_as_subject_where_none_is_given() -> None:
    ticket = register(a_context(), asked(description="حفرة كبيرة\nأمام المدرسة"), ORIGIN).ticket
    assert ticket.subject == "حفرة كبيرة"
    long = register(a_context(), asked(description="كلمة " * 100), ORIGIN).ticket
    assert len(long.subject) <= 81
    assert long.subject.endswith("…")


def test_hostile_text_is_kept_without_its_tricks() -> None:
    context = a_context()
    ticket = register(context, asked(subject="\u202eabc\u2066\x00", description="سطر\x00\r\nثان 😀"), ORIGIN).ticket
    assert ticket.subject == "abc"
    assert context.tickets.whole(ticket.number)[1].description == "سطر\nثان 😀"


def test_staff_say_the_channel_and_it_changes_no_promise() -> None:
    due = set()
    for i, channel in enumerate(Channel):
        said = {**msgspec.to_builtins(asked()), "channel": channel}
        staff = msgspec.convert(said, StaffRegistration)
        origin = Origin(by="agent", channel=channel, key=f"{KEY}-{i}", scope="tickets/agent", public=False)
        due.add(register(a_context(), staff, origin).ticket.due_at)
    assert len(due) == 1


def test_a_media_ticket_says_where_it_was_published() -> None:
    said = {"body": "muzn", "kind": Kind.MEDIA, "category": "streets", "description": "x", "channel": "media"}
    origin = Origin(by="media", channel=Channel.MEDIA, key=KEY, scope="tickets/media", public=False)
    with pytest.raises(Invalid) as refusal:
        register(a_context(), msgspec.convert(said, StaffRegistration), origin)
    assert fields(refusal) == [("media", "missing")]


@given(st.text(min_size=1, max_size=4000))
def test_any_text_is_registered_or_refused(text: str) -> None:
    context = a_context()
    if not clean_text(text):
        with pytest.raises(Invalid):
            register(context, asked(description=text), ORIGIN)
        return
    ticket = register(context, asked(description=text, subject=text[:200]), ORIGIN).ticket
    assert msgspec.json.encode(context.tickets.whole(ticket.number)[1])
