"""Links from messages: looking, rating and reopening once, on moto through the API."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.shared.clock import iso
from chalicelib.tickets import links
from chalicelib.tickets.link_store import DynamoLinks
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Change, Ticket
from chalicelib.tickets.trouble import TicketChanged
from chalicelib.tickets.words import Kind, Status
from tests.conftest import NOW
from tests.http import Answered, call
from tests.tickets.bucket import World, a_world

EVENT = "01EVENT"


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


def resolved(world: World, i: int = 5, **changes: Any) -> Ticket:
    facts = {"status": Status.RESOLVED, "resolved_at": iso(NOW), "section": "cleaning", "contactable": True}
    return world.add(i, **facts | changes)


def token(ticket: Ticket) -> str:
    return wiring.ticket_links().link(ticket.number, EVENT)


def look(token: str) -> Answered:
    return call("GET", f"/v1/public/links/{token}")


def send(token: str, body: Any) -> Answered:
    return call("POST", f"/v1/public/links/{token}", body)


def happened(world: World, ticket: Ticket) -> list[str]:
    return [event.type for event in reversed(world.store.history(ticket.number))]


def test_a_link_shows_where_the_ticket_stands_as_often_as_scanners_look(world: World) -> None:
    ticket = resolved(world)
    for _ in range(3):
        answer = look(token(ticket))
        assert (answer.status, answer.json["can"], answer.json["used"]) == (200, ["rate", "reopen"], False)
    assert set(answer.json) == {
        "number", "body", "kind", "status", "language", "registered_at", "can", "used", "expires_at"
    }  # fmt: skip
    assert send(token(ticket), {"score": 5}).status == 200


def test_a_token_is_the_same_each_time_and_kept_only_as_its_hash(world: World) -> None:
    ticket = resolved(world)
    first = token(ticket)
    world.clock.now += timedelta(days=1)
    assert token(ticket) == first
    assert len(first) == 22
    assert token(resolved(world, 6)) != first
    hash = wiring.ticket_links().hash(first)
    row = Row.get(f"LINK#{hash}", "LINK")
    assert first not in f"{row.pk}{row.doc}"
    assert look(first).json["expires_at"] == "2026-03-31T03:00:00.000Z"


def test_a_good_score_is_kept_without_a_code(world: World) -> None:
    ticket = resolved(world)
    answer = send(token(ticket), {"score": 4, "reason": "شكرًا"})
    assert (answer.status, answer.json["used"], answer.json["can"]) == (200, True, [])
    assert world.store.get(ticket.number).this_pass.score == 4
    assert happened(world, ticket)[1:] == ["ticket.measured"]
    event = world.store.history(ticket.number)[0]
    assert (event.by, event.words["reason"]) == ("requester", "شكرًا")


def test_a_bad_score_reopens(world: World) -> None:
    ticket = resolved(world)
    assert send(token(ticket), {"score": 1}).json["status"] == "referred"
    assert happened(world, ticket)[1:] == ["ticket.measured", "ticket.reopened", "ticket.speak_wanted"]


def test_an_appeal_reopens(world: World) -> None:
    ticket = resolved(world, status=Status.CLOSED, closed_at=iso(NOW))
    answer = send(token(ticket), {"reopen": {"reason": "ما زالت الحاوية ممتلئة"}})
    assert (answer.status, answer.json["status"]) == (200, "referred")
    assert happened(world, ticket)[1:] == ["ticket.reopened"]


def test_a_link_works_once_and_the_same_click_again_is_harmless(world: World) -> None:
    ticket = resolved(world)
    send(token(ticket), {"score": 4})
    again = send(token(ticket), {"score": 4})
    assert (again.status, again.headers["Idempotent-Replay"]) == (200, "true")
    other = send(token(ticket), {"reopen": {"reason": "..."}})
    assert (other.status, other.json["type"]) == (409, "/problems/link-used")
    assert happened(world, ticket)[1:] == ["ticket.measured"]


def test_a_lost_answer_does_not_rate_twice(world: World) -> None:
    """The function dies after the rating and before the link is marked; the browser sends again."""
    ticket = resolved(world)

    class Dying(DynamoLinks):
        def use(self, hash: str, used: str) -> None:
            raise ConnectionError

    with wiring.using(ticket_links=links.Context(acting=world.acting, links=Dying())):
        assert send(token(ticket), {"score": 4}).status == 500
    with wiring.using(ticket_links=links.Context(acting=world.acting, links=DynamoLinks())):
        assert send(token(ticket), {"score": 4}).status == 200
        assert look(token(ticket)).json["used"]
    assert happened(world, ticket)[1:] == ["ticket.measured"]


def test_two_clicks_at_once_count_once(world: World) -> None:
    ticket = resolved(world)

    class Slow(DynamoLinks):
        """The second click comes before the first is marked."""

        def use(self, hash: str, used: str) -> None:
            super().use(hash, "the-other-click")
            super().use(hash, used)

    with wiring.using(ticket_links=links.Context(acting=world.acting, links=Slow())):
        assert send(token(ticket), {"score": 4}).status == 200
        assert send(token(ticket), {"score": 4}).status == 409
    assert happened(world, ticket)[1:] == ["ticket.measured"]


def test_others_may_change_the_ticket_meanwhile(world: World) -> None:
    ticket = resolved(world)
    tries = 0

    class Busy:
        def __getattr__(self, name: str) -> Any:
            return getattr(world.store, name)

        def save(self, *changes: Change) -> Any:
            nonlocal tries
            if (tries := tries + 1) < links.TRIES:
                raise TicketChanged(version=9)
            return world.store.save(*changes)

    from dataclasses import replace

    acting = replace(world.acting, tickets=Busy())
    with wiring.using(ticket_links=links.Context(acting=acting, links=DynamoLinks())):
        assert send(token(ticket), {"score": 4}).status == 200


@pytest.mark.parametrize("typed", ["x", "A" * 22, "..", "é"])
def test_an_unknown_link_is_not_found(world: World, typed: str) -> None:
    from urllib.parse import quote

    assert look(quote(typed)).status == 404
    assert send(quote(typed), {"score": 5}).status == 404


def test_a_link_ends_after_thirty_days(world: World) -> None:
    link = token(resolved(world))
    world.clock.now += timedelta(days=30)
    assert look(link).status == 404
    assert send(link, {"score": 5}).status == 404


def test_a_link_to_an_erased_ticket_is_not_found(world: World) -> None:
    assert look(token(resolved(world, erased=True))).status == 404


@pytest.mark.parametrize(
    ("facts", "can"),
    [
        ({"status": Status.REGISTERED, "resolved_at": ""}, []),
        ({"status": Status.REJECTED, "resolved_at": "", "closed_at": ""}, ["reopen"]),
        ({"status": Status.CLOSED, "closed_at": iso(NOW)}, ["rate", "reopen"]),
        ({"status": Status.CLOSED, "closed_at": iso(NOW - timedelta(days=31))}, ["rate"]),
        ({"kind": Kind.THANKS}, ["reopen"]),
    ],
)
def test_a_link_says_what_can_be_done(world: World, facts: dict[str, Any], can: list[str]) -> None:
    assert look(token(resolved(world, **facts))).json["can"] == can


def test_what_the_status_does_not_allow_leaves_the_link_good(world: World) -> None:
    ticket = resolved(world, status=Status.IN_PROGRESS, resolved_at="")
    refused = send(token(ticket), {"score": 5})
    assert (refused.status, refused.json["type"]) == (409, "/problems/action-not-allowed")
    assert not look(token(ticket)).json["used"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "score"),
        ({"score": 6}, "score"),
        ({"score": 0}, "score"),
        ({"reopen": {"reason": ""}}, "reopen.reason"),
        ({"score": 5, "reopen": {"reason": "x"}}, "reopen"),
        ({"number": "1"}, "number"),
    ],
)
def test_a_wrong_field_is_named(world: World, body: Any, field: str) -> None:
    answer = send(token(resolved(world)), body)
    assert (answer.status, [fault["field"] for fault in answer.json["fields"]]) == (422, [field])


def test_a_fault_of_the_store_is_no_answer(world: World) -> None:
    from pynamodb.exceptions import PutError, UpdateError

    link = links.Link(number=world.ticket.number, event=EVENT, expires_at=iso(NOW))
    table = Row.Meta.table_name
    Row.Meta.table_name, Row._connection = "no-such-table", None
    try:
        with pytest.raises(PutError):
            DynamoLinks().add("hash", link)
        with pytest.raises(UpdateError):
            DynamoLinks().use("hash", "sent")
    finally:
        Row.Meta.table_name, Row._connection = table, None
