"""Live connections: a ticket opens one, once, soon; topics are followed by who may."""

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib import wiring
from chalicelib.live import actions
from chalicelib.live.connection import TOPICS
from chalicelib.live.handlers import live_socket
from chalicelib.live.store import Row
from chalicelib.organisations.actions import Context as Organisations
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.http import CONTEXT, call
from tests.live.tables import live_table
from tests.live.wall import Wall
from tests.organisations.fakes import FakeIdentities, FakeRegister, person


@pytest.fixture
def wall() -> Iterator[Wall]:
    with live_table() as table:
        made = Wall(table)
        made.hire("salma", Role.AGENT)
        made.hire("huda", Role.SUPERVISOR, serves=("tourism",))
        yield made


def test_a_ticket_opens_one_connection(wall: Wall) -> None:
    ticket = actions.issue(wall.context, wall.staff["salma"]).ticket
    given = {"queryStringParameters": {"ticket": ticket}}
    assert wall.event("CONNECT", "c1", **given) == 200
    assert wall.event("CONNECT", "c2", **given) == 401


def test_a_ticket_is_worth_nothing_after_thirty_seconds(wall: Wall) -> None:
    ticket = actions.issue(wall.context, wall.staff["salma"])
    assert ticket.expires_at == iso(NOW + timedelta(seconds=30))
    wall.now = NOW + timedelta(seconds=30)
    assert wall.event("CONNECT", "c1", queryStringParameters={"ticket": ticket.ticket}) == 401


@pytest.mark.parametrize("given", [None, {}, {"ticket": ""}, {"ticket": "guessed"}, {"ticket": "ت" * 4000}])
def test_who_has_no_ticket_is_refused(wall: Wall, given: dict[str, str] | None) -> None:
    assert wall.event("CONNECT", "c1", queryStringParameters=given) == 401


def test_who_does_not_work_here_any_more_is_refused(wall: Wall) -> None:
    ticket = actions.issue(wall.context, wall.staff["salma"]).ticket
    wall.change("salma", active=False)
    assert wall.event("CONNECT", "c1", queryStringParameters={"ticket": ticket}) == 401


def test_what_is_kept_of_a_ticket_opens_nothing(wall: Wall) -> None:
    actions.issue(wall.context, wall.staff["salma"])
    (kept,) = Row.scan()
    assert "token-0" not in kept.pk + (kept.doc or "")
    assert wall.event("CONNECT", "c1", queryStringParameters={"ticket": kept.pk.removeprefix("TICKET#")}) == 401


@pytest.mark.parametrize("role", list(Role))
def test_each_role_follows_what_it_may_and_no_more(wall: Wall, role: Role) -> None:
    wall.hire("somebody", role)
    assert wall.following("somebody", "c1", "agents", "queues", "desk") == [t for t in TOPICS if role in TOPICS[t]]


def test_an_agent_hears_of_the_own_desk_and_the_queues_but_of_no_colleague(wall: Wall) -> None:
    assert wall.following("salma", "c1", "desk", "queues", "agents") == ["desk", "queues"]


def test_what_is_followed_is_changed_by_saying_so(wall: Wall) -> None:
    wall.following("huda", "c1", "queues", "agents")
    assert wall.says("c1", {"follow": ["desk"]}) == {"type": "following", "topics": ["desk"]}
    assert wall.sender.send("muttrah", "queues", {"type": "queue.changed"}) == 0
    assert wall.sender.send("muttrah", "desk", {"type": "contact.offered"}, to="huda") == 1


def test_a_ping_is_answered(wall: Wall) -> None:
    wall.connect("salma", "c1")
    assert wall.says("c1", {"ping": True}) == {"type": "pong", "at": iso(NOW)}


@pytest.mark.parametrize(
    "said", [{"follow": ["secrets"]}, {"follow": "desk"}, [], {"shout": 1}, {"follow": ["desk"] * 9}]
)
def test_what_is_not_understood_is_refused_and_the_connection_stays(wall: Wall, said: object) -> None:
    wall.connect("salma", "c1")
    assert wall.says("c1", said) == {"type": "refused", "code": "invalid"}
    assert wall.says("c1", {"follow": ["desk"]})["topics"] == ["desk"]


def test_what_is_no_json_is_refused(wall: Wall) -> None:
    wall.connect("salma", "c1")
    assert wall.event("MESSAGE", "c1", body="{", isBase64Encoded=False) == 200
    assert wall.event("MESSAGE", "c1", body=base64.b64encode(b'{"ping": true}').decode(), isBase64Encoded=True) == 200
    assert [heard["type"] for heard in wall.wire.heard["c1"]] == ["refused", "pong"]


def test_nothing_is_heard_on_a_connection_that_is_not_known_or_over(wall: Wall) -> None:
    wall.event("MESSAGE", "unknown", body='{"ping": true}')
    wall.connect("salma", "c1")
    wall.now = NOW + timedelta(hours=2)
    wall.event("MESSAGE", "c1", body='{"ping": true}')
    assert wall.wire.heard == {}


def test_a_connection_that_ends_leaves_nothing(wall: Wall) -> None:
    wall.following("huda", "c1", "desk", "queues", "agents")
    wall.event("DISCONNECT", "c1")
    wall.event("DISCONNECT", "c1")
    assert list(Row.scan()) == []


def test_everything_that_is_kept_expires(wall: Wall) -> None:
    actions.issue(wall.context, wall.staff["huda"])
    wall.following("huda", "c1", "desk", "queues", "agents")
    rows = list(Row.scan())
    assert len(rows) == 1 + 1 + 1 + 2 * 2
    assert all(row.expires for row in rows)


def test_of_many_who_take_a_ticket_at_once_one_gets_it(wall: Wall) -> None:
    actions.issue(wall.context, wall.staff["salma"])
    (kept,) = Row.scan()
    with ThreadPoolExecutor(4) as takers:
        taken = list(takers.map(lambda _: wall.table.take_ticket(kept.pk.removeprefix("TICKET#")), range(8)))
    assert sum(ticket is not None for ticket in taken) == 1


def test_the_function_takes_what_api_gateway_hands_over(wall: Wall) -> None:
    ticket = actions.issue(wall.context, wall.staff["salma"]).ticket
    about = {"connectionId": "c1", "eventType": "CONNECT"}
    event = {"requestContext": about, "queryStringParameters": {"ticket": ticket}}
    with wiring.using(connections=wall.context):
        assert live_socket(event, CONTEXT) == {"statusCode": 200}
        assert live_socket(event, CONTEXT) == {"statusCode": 401}


def test_the_route_gives_a_ticket_to_staff(wall: Wall) -> None:
    register = FakeRegister()
    register.put_staff(person("host.agent", Role.AGENT, body="host"), None)
    office = Organisations(register=register, identities=FakeIdentities(), clock=lambda: NOW)
    with wiring.using(organisations=office, connections=wall.context, clock=lambda: NOW):
        answer = call("POST", "/v1/ws-tickets", {}, claims={"sub": "sub-host.agent", "token_use": "id"})
    assert answer.status == 201, answer.text
    assert answer.json == {"ticket": "token-0", "expires_at": iso(NOW + timedelta(seconds=30)), "address": ""}
