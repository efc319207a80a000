"""Consoles before a live wall: staff, their connections in a table, and a wire that remembers what it carried."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from chalicelib.live import socket
from chalicelib.live.actions import Context, issue
from chalicelib.live.sending import Sender
from chalicelib.live.store import DynamoConnections
from chalicelib.organisations.staff import Role, Staff
from tests.conftest import NOW

Json = dict[str, Any]


class Wire:
    """Connections that hear; those that are gone do not."""

    def __init__(self) -> None:
        self.heard: dict[str, list[Json]] = {}
        self.gone: set[str] = set()
        self.closed: list[str] = []

    def post(self, connection: str, message: Mapping[str, Any]) -> bool:
        if connection not in self.gone:
            self.heard.setdefault(connection, []).append(dict(message))
        return connection not in self.gone

    def close(self, connection: str) -> None:
        self.closed.append(connection)


class Wall:
    """Everything behind one table."""

    def __init__(self, table: DynamoConnections) -> None:
        self.now: datetime = NOW
        self.table, self.wire = table, Wire()
        self.staff: dict[str, Staff] = {}
        self._tokens = iter(f"token-{number}" for number in range(1000))
        self.context = Context(
            connections=table, staff=self.staff.get, tell=self.wire.post, clock=lambda: self.now,
            new_token=lambda: next(self._tokens), address="",
        )  # fmt: skip
        self.sender = Sender(listening=table, lines=self.wire, staff=self.staff.get, clock=lambda: self.now)

    def hire(self, name: str, *roles: Role, body: str = "muttrah", **facts: Any) -> Staff:
        self.staff[name] = Staff(id=name, username=name, name=name, body=body, roles=frozenset(roles), **facts)
        return self.staff[name]

    def change(self, name: str, **facts: Any) -> None:
        self.staff[name] = replace(self.staff[name], **facts)

    def event(self, kind: str, id: str, **more: Any) -> int:
        status: int = socket.take(
            self.context, {"requestContext": {"connectionId": id, "eventType": kind}, **more}
        )["statusCode"]  # fmt: skip
        return status

    def connect(self, name: str, id: str) -> int:
        ticket = issue(self.context, self.staff[name]).ticket
        return self.event("CONNECT", id, queryStringParameters={"ticket": ticket})

    def says(self, id: str, said: Any) -> Json:
        """Let a console say something; return the answer that it hears."""
        assert self.event("MESSAGE", id, body=json.dumps(said)) == 200
        return self.wire.heard[id].pop()

    def following(self, name: str, id: str, *topics: str) -> list[str]:
        assert self.connect(name, id) == 200
        answer: list[str] = self.says(id, {"follow": topics})["topics"]
        return answer
