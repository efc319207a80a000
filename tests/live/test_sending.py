"""Sending: who follows is told once, who may no more is not, and nothing personal leaves."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from chalicelib.live.senders import ApiGatewayLines, management_client, spread
from chalicelib.live.sending import Listener, Unfit
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.live.tables import live_table
from tests.live.wall import Wall, Wire

CHANGED = {"type": "queue.changed", "queue": "data", "waiting": 3, "oldest_at": None}


@pytest.fixture
def wall() -> Iterator[Wall]:
    with live_table() as table:
        made = Wall(table)
        made.hire("salma", Role.AGENT)
        made.hire("huda", Role.SUPERVISOR, serves=("tourism",))
        made.hire("badr", Role.SUPERVISOR, body="tourism")
        yield made


def test_who_follows_a_topic_of_a_body_is_told(wall: Wall) -> None:
    for name, id in (("salma", "c1"), ("huda", "c2"), ("badr", "c3")):
        wall.following(name, id, "queues")
    assert wall.sender.send("muttrah", "queues", CHANGED) == 2
    whole = {**CHANGED, "topic": "queues", "body": "muttrah", "at": iso(NOW)}
    assert wall.wire.heard == {"c1": [whole], "c2": [whole], "c3": []}


def test_a_desk_is_told_on_all_its_screens_and_no_other_is(wall: Wall) -> None:
    for name, id in (("salma", "c1"), ("salma", "c2"), ("huda", "c3")):
        wall.following(name, id, "desk")
    assert wall.sender.send("muttrah", "desk", {"type": "contact.offered", "contact": "x"}, to="salma") == 2
    assert wall.wire.heard["c3"] == []


def test_who_lost_the_role_hears_no_more(wall: Wall) -> None:
    wall.following("huda", "c1", "agents", "queues")
    wall.change("huda", roles=frozenset({Role.AGENT}))
    assert wall.sender.send("muttrah", "agents", {"type": "agent.changed"}) == 0
    assert wall.sender.send("muttrah", "queues", CHANGED) == 1
    wall.change("huda", roles=frozenset({Role.SUPERVISOR}))
    assert wall.sender.send("muttrah", "agents", {"type": "agent.changed"}) == 0, "asked for anew or not at all"


def test_who_serves_a_body_no_more_hears_no_more_of_it(wall: Wall) -> None:
    wall.following("huda", "c1", "queues")
    wall.change("huda", serves=())
    assert wall.sender.send("tourism", "queues", CHANGED) == 0
    assert wall.sender.send("muttrah", "queues", CHANGED) == 1


def test_who_left_is_cut_off(wall: Wall) -> None:
    wall.following("salma", "c1", "desk", "queues")
    wall.change("salma", active=False)
    assert wall.sender.send("muttrah", "queues", CHANGED) == 0
    assert wall.wire.closed == ["c1"]
    assert wall.table.get("c1") is None


def test_a_connection_that_is_gone_is_forgotten(wall: Wall) -> None:
    wall.following("salma", "c1", "desk", "queues")
    wall.following("huda", "c2", "queues")
    wall.wire.gone.add("c1")
    assert wall.sender.send("muttrah", "queues", CHANGED) == 1
    assert wall.table.get("c1") is None
    assert wall.table.listeners("desk#salma", iso(NOW)) == []


def test_after_two_hours_nobody_is_told(wall: Wall) -> None:
    wall.following("salma", "c1", "queues")
    wall.now = NOW + timedelta(hours=2)
    assert wall.sender.send("muttrah", "queues", CHANGED) == 0


@pytest.mark.parametrize(
    "fact", [{"number": "+96892123456"}, {"summary": "شكوى"}, {"status": "x" * 129}, {"queue": {"name": "x"}}]
)
def test_nothing_but_ids_codes_and_figures_is_sent(wall: Wall, fact: dict[str, Any]) -> None:
    wall.following("huda", "c1", "queues")
    with pytest.raises(Unfit):
        wall.sender.send("muttrah", "queues", {"type": "queue.changed", **fact})


def test_a_message_that_costs_reads_is_made_only_if_somebody_listens(wall: Wall) -> None:
    made: list[str] = []

    def message() -> dict[str, Any]:
        made.append("once")
        return CHANGED

    assert wall.sender.send("muttrah", "queues", message) == 0
    wall.following("huda", "c1", "queues")
    wall.following("salma", "c2", "queues")
    assert wall.sender.send("muttrah", "queues", message) == 2
    assert made == ["once"]


class Management:
    """The management API: it raises what it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.called: list[tuple[str, Any]] = []

    def __getattr__(self, operation: str) -> Any:
        def perform(**given: Any) -> None:
            self.called.append((operation, given))
            if self.error:
                raise self.error

        return perform


def refused(code: str, status: int) -> ClientError:
    answer: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "PostToConnection")


def test_a_message_is_written_as_json() -> None:
    management = Management()
    assert ApiGatewayLines(lambda: management).post("c1", {"type": "pong"})
    assert management.called == [("post_to_connection", {"ConnectionId": "c1", "Data": b'{"type":"pong"}'})]


def test_a_gone_connection_is_told_apart_from_an_outage() -> None:
    gone = Management(refused("GoneException", 410))
    assert not ApiGatewayLines(lambda: gone).post("c1", {})
    for error in (refused("LimitExceededException", 503), ConnectTimeoutError(endpoint_url="http://x")):
        away = Management(error)
        assert ApiGatewayLines(lambda away=away: away).post("c1", {})  # type: ignore[misc]


def test_the_wire_is_written_to_where_the_deployment_says() -> None:
    client = management_client("http://127.0.0.1:1/_aws/execute-api/abc/api")
    assert client.meta.endpoint_url == "http://127.0.0.1:1/_aws/execute-api/abc/api"


def test_a_missing_permission_is_no_outage() -> None:
    forbidden = Management(refused("ForbiddenException", 403))
    with pytest.raises(ClientError):
        ApiGatewayLines(lambda: forbidden).post("c1", {})


def test_closing_what_is_gone_is_no_fault() -> None:
    gone = Management(refused("GoneException", 410))
    ApiGatewayLines(lambda: gone).close("c1")
    assert gone.called == [("delete_connection", {"ConnectionId": "c1"})]


@pytest.mark.parametrize("many", [0, 2, 30])
def test_many_are_told_at_once_each_once(many: int) -> None:
    wire = Wire()
    listeners = [Listener(f"c{number}", "salma") for number in range(many)]
    assert list(spread(lambda each: wire.post(each.connection, CHANGED), listeners)) == [True] * many
    assert wire.heard == {each.connection: [CHANGED] for each in listeners}
