"""Likely duplicates through the API, on moto: what staff, requesters and strangers are shown."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.people.identifiers import person_ref
from chalicelib.people.limits import Limits
from chalicelib.shared.clock import iso
from chalicelib.tickets.duplicate_search import Context
from chalicelib.tickets.list_store import DynamoLists
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Kind, Status
from tests.conftest import NOW
from tests.http import Answered, call
from tests.tickets import examples
from tests.tickets.bucket import KEY, World, a_world, as_public, as_staff
from tests.tickets.examples import SECRET
from tests.tickets.tables import counted_calls
from tests.tickets.test_attachments import session

GATE = {"lat": 23.6139, "lon": 58.5922}
HOLE = "حفرة كبيرة أمام مدرسة الأمل"


class Counters:
    """Counts in memory."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, int], int] = {}

    def add(self, key: str, window: int, *, most: int, expires: int) -> bool:
        self.counts[key, window] = self.counts.get((key, window), 0) + 1
        return self.counts[key, window] <= most

    def counted(self, key: str, window: int) -> int:
        return self.counts.get((key, window), 0)


class People:
    def __init__(self, world: World) -> None:
        self.limits = Limits(counters=Counters(), secret=SECRET, clock=world.clock)


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        context = Context(lists=DynamoLists(), body=examples.a_body, secret=SECRET, clock=made.clock)
        with wiring.using(
            duplicates=context, people=People(made), tickets=made.acting, secret=SECRET, clock=made.clock,
            organisations=wiring.organisations(),
        ):  # fmt: skip
            yield made


def add(world: World, i: int, *, text: str = HOLE, reached: str = "", **changes: Any) -> Ticket:
    facts = {"category": "roads", "subject": "", "registered_at": iso(NOW - timedelta(days=2)), **changes}
    ticket = examples.a_ticket(i, **facts)
    details = examples.some_details(description=text)
    world.store.add(ticket, details, examples.registered(ticket), reached=reached)
    return ticket


def typed(**changes: Any) -> dict[str, Any]:
    return {"body": "muttrah", "category": "roads", "description": "حفره كبيره قرب مدرسة الأمل"} | changes


def for_staff(who: str = "agent", **changes: Any) -> Answered:
    return as_staff(who, "POST", "/v1/duplicates", typed(**changes))


def for_strangers(**changes: Any) -> Any:
    return call("POST", "/v1/public/duplicates", typed(**changes)).json["items"]


def test_staff_see_the_ticket_near_the_place_with_the_reasons(world: World) -> None:
    ticket = add(world, 10, lat=23.6140, lon=58.5922, contacts=3)
    (found,) = for_staff(location=GATE).json["items"]
    assert (found["number"], found["contacts"], found["age"], found["distance"]) == (ticket.number, 3, 2, 11)
    assert found["reasons"] == ["same_category", "near", "similar_words"]
    assert found["score"] > 0.9


def test_staff_find_the_requesters_tickets_by_either_identifier_in_any_spelling(world: World) -> None:
    mobile = person_ref(SECRET, "muttrah", "mobile", "+96892123456")
    email = person_ref(SECRET, "muttrah", "email", "salim@mail.example")
    ticket = add(world, 11, person=mobile, reached=email)
    for requester in (
        {"mobile": "٩٢١٢٣٤٥٦"},
        {"email": "Salim@Mail.Example"},
        {"mobile": "+968 9212 3456", "email": "x"},
    ):
        (found,) = for_staff(requester=requester, description="").json["items"]
        assert (found["number"], found["same_requester"]) == (ticket.number, True)
    assert for_staff(requester={"mobile": "92"}, description="").json["items"] == []


@pytest.mark.parametrize(
    "facts",
    [
        {"lat": 23.7, "lon": 58.5},
        {"registered_at": iso(NOW - timedelta(days=15))},
        {"body": "tourism"},
        {"merged_into": "260000000000"},
    ],
)
def test_far_old_foreign_and_merged_tickets_are_none(world: World, facts: dict[str, Any]) -> None:
    add(world, 12, **{"lat": 23.6140, "lon": 58.5922} | facts)
    assert for_staff(location=GATE).json["items"] == []


def test_staff_see_only_what_they_may_see(world: World) -> None:
    from chalicelib.tickets.ticket import About

    add(world, 13, lat=23.6140, lon=58.5922, about=About(staff="agent"))
    assert for_staff(location=GATE).json["items"] == []
    refused = for_staff("stranger", location=GATE)
    assert (refused.status, refused.json["fields"][0]["field"]) == (422, "body")
    assert for_staff("officer").status == 403


def test_strangers_learn_distance_category_and_age_of_open_reports_only(world: World) -> None:
    add(world, 14, lat=23.6140, lon=58.5922, kind=Kind.REPORT)
    add(world, 15, lat=23.6140, lon=58.5922)
    add(world, 16, lat=23.6140, lon=58.5922, kind=Kind.REPORT, status=Status.CLOSED, closed_at=iso(NOW))
    add(world, 17, lat=23.6140, lon=58.5922, kind=Kind.REPORT, category="waste")
    assert for_strangers(location=GATE) == [{"category": "roads", "age": 2, "distance": 0}]
    assert len(for_strangers(location=GATE, category="")) == 2
    assert for_strangers() == []


def test_strangers_cannot_try_words_against_what_others_wrote(world: World) -> None:
    add(world, 14, lat=23.6140, lon=58.5922, kind=Kind.REPORT)
    answers = [for_strangers(location=GATE, description=text) for text in (HOLE, "شيء آخر تمامًا", "")]
    assert answers[0] == answers[1] == answers[2]


def test_strangers_cannot_ask_by_anothers_mobile(world: World) -> None:
    add(world, 18, person=person_ref(SECRET, "muttrah", "mobile", "+96892123456"))
    assert for_strangers(requester={"mobile": "92123456"}) == []


def test_a_requester_finds_an_own_ticket_and_reports_of_others(world: World) -> None:
    mine = add(world, 19, person=person_ref(SECRET, "muttrah", "mobile", "+96892123456"))
    add(world, 20, lat=23.6140, lon=58.5922, kind=Kind.REPORT)
    token = session(world, "mobile", "+96892123456")
    own, other = as_public(token, "POST", "/v1/public/duplicates", typed(location=GATE)).json["items"]
    assert (own["number"], own["status"], own["kind"]) == (mine.number, "registered", "complaint")
    assert other == {"category": "roads", "age": 2, "distance": 0}
    moved = session(world, "mobile", "+96892123456", held_since=iso(NOW))
    assert len(as_public(moved, "POST", "/v1/public/duplicates", typed()).json["items"]) == 0


def test_a_broken_session_is_told_so(world: World) -> None:
    assert as_public("nonsense", "POST", "/v1/public/duplicates", typed()).status == 401


def test_a_client_asks_so_often_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.people.limits import Limit
    from chalicelib.tickets import duplicate_routes

    monkeypatch.setattr(duplicate_routes, "A_CLIENT", Limit(name="duplicates", most=2, seconds=3600))
    statuses = [call("POST", "/v1/public/duplicates", typed()).status for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_the_reads_are_bounded_whatever_the_body_holds(world: World) -> None:
    for i in range(40):
        add(world, 30 + i, lat=23.6140, lon=58.5922)
    requester = {"mobile": "92123456", "email": "salim@mail.example"}
    with counted_calls() as calls:
        items = for_staff(location=GATE, requester=requester).json["items"]
    assert len(items) == 10
    assert calls["BatchGetItem"] == 2
    assert sum(calls.values()) <= 10


def test_a_body_with_a_wide_distance_reads_twelve_cells_at_most(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.organisations.body import Rules

    wide = Context(
        lists=DynamoLists(), body=lambda code: examples.a_body(code, rules=Rules(duplicate_metres=5000)),
        secret=SECRET, clock=world.clock,
    )  # fmt: skip
    with wiring.using(duplicates=wide, organisations=wiring.organisations()), counted_calls() as calls:
        for_staff(location=GATE)
    assert calls["Query"] <= 12


# --- Asking again


def again(world: World, who: str = "agent", key: str = KEY, **changes: Any) -> Answered:
    body = {"channel": "phone", "note": "اتصل يسأل متى تُصلح", "contact": "01CONTACT", **changes}
    return as_staff(who, "POST", f"/v1/tickets/{world.ticket.number}/contacts", body, Idempotency_Key=key)


def test_asking_again_is_counted_on_the_same_ticket(world: World) -> None:
    answer = again(world)
    assert (answer.status, answer.json) == (201, {"number": world.ticket.number, "contacts": 2, "version": 2})
    event = world.store.history(world.ticket.number)[0]
    assert (event.type, event.by) == ("ticket.contacted", "agent")
    assert event.facts == {"channel": "phone", "contacts": 2, "contact": "01CONTACT"}
    assert event.words == {"note": "اتصل يسأل متى تُصلح"}


def test_the_same_contact_is_counted_once(world: World) -> None:
    again(world)
    repeat = again(world)
    assert (repeat.status, repeat.headers["Idempotent-Replay"], repeat.json["contacts"]) == (200, "true", 2)
    assert again(world, note="x").status == 422
    assert again(world, key=f"{KEY}2", note="", contact="").json["contacts"] == 3


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("officer", 403), ("admin", 403)])
def test_who_may_not_see_or_register_counts_nothing(world: World, who: str, status: int) -> None:
    assert again(world, who).status == status


def test_a_contact_is_counted_though_others_change_the_ticket(world: World) -> None:
    from dataclasses import replace

    from chalicelib.tickets import contacting
    from chalicelib.tickets.trouble import TicketChanged

    tries = 0

    class Busy:
        def __init__(self, last: int) -> None:
            self.last = last

        def __getattr__(self, name: str) -> Any:
            return getattr(world.store, name)

        def save(self, *changes: Any) -> Any:
            nonlocal tries
            if (tries := tries + 1) < self.last:
                raise TicketChanged(version=9)
            return world.store.save(*changes)

    organisations = wiring.organisations()
    with wiring.using(tickets=replace(world.acting, tickets=Busy(contacting.TRIES)), organisations=organisations):
        assert again(world).status == 201
    with wiring.using(tickets=replace(world.acting, tickets=Busy(99)), organisations=organisations):
        assert again(world, key=f"{KEY}2").status == 412
