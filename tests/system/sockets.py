"""A console's live connection to the running service, and what it heard, with the time at which it did."""

import json
import socket
import time
import uuid
from threading import Thread
from typing import Any, NamedTuple

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, RejectConnection, Request, TextMessage

from tests.system.centre import Centre, eventually


class Heard(NamedTuple):
    """A message, and when it came (seconds since 1970)."""

    at: float
    message: dict[str, Any]


class Socket:
    """One connection, opened with a ticket through the gateway; `status` is 101 once it is open."""

    def __init__(self, centre: Centre, ticket: str) -> None:
        host, _, port = centre.address.removeprefix("http://").partition(":")
        self._socket = socket.create_connection((host, int(port)))
        self._protocol = WSConnection(ConnectionType.CLIENT)
        self.status = 0
        self.heard: list[Heard] = []
        self._socket.sendall(self._protocol.send(Request(host=f"{host}:{port}", target=f"/ws?ticket={ticket}")))
        Thread(target=self._listen, daemon=True).start()
        eventually(lambda: self.status != 0, "an answer to the connection")

    def say(self, message: dict[str, Any]) -> None:
        self._socket.sendall(self._protocol.send(TextMessage(json.dumps(message))))

    def find(self, type: str, **facts: Any) -> Heard | None:
        """Return the first message of a type that has the facts."""
        wanted = {"type": type, **facts}
        return next((each for each in self.heard if wanted.items() <= each.message.items()), None)

    def told(self, type: str, **facts: Any) -> dict[str, Any]:
        """Wait for a message of a type that has the facts; return it."""
        eventually(lambda: self.find(type, **facts) is not None, f"{type} {facts}")
        found = self.find(type, **facts)
        assert found is not None
        return found.message

    def close(self) -> None:
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                data = self._socket.recv(65_536)
            except OSError:
                return
            self._protocol.receive_data(data or None)
            for event in self._protocol.events():
                if isinstance(event, AcceptConnection):
                    self.status = 101
                elif isinstance(event, RejectConnection):
                    self.status = event.status_code
                elif isinstance(event, TextMessage):
                    self.heard.append(Heard(time.time(), json.loads(event.data)))
            if not data:
                return


class Sockets:
    """The connections of a test, which end with it."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._open: list[Socket] = []

    def with_ticket(self, ticket: str) -> Socket:
        self._open.append(Socket(self._centre, ticket))
        return self._open[-1]

    def of(self, username: str, *topics: str) -> Socket:
        """Return a member of staff's connection that follows topics."""
        made = self.with_ticket(ticket(self._centre, username))
        assert made.status == 101
        made.say({"follow": topics})
        assert made.told("following")["topics"] == list(topics)
        return made

    def close(self) -> None:
        for each in self._open:
            each.close()


def ticket(centre: Centre, username: str) -> str:
    """Return a ticket for one connection."""
    made: str = centre.staff(username, "POST", "/v1/ws-tickets", {}, key=str(uuid.uuid4()))["ticket"]
    return made
