"""Telephones and softphones from another process: what `make call` and the tests do on a running stack."""

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]
PATIENCE = 60.0


class Said(Exception):
    """A refusal, with its status and the words of whoever refused."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def ask(port: int, method: str, path: str, body: Json | None = None, headers: Mapping[str, str] | None = None) -> Json:
    """Return what is answered on a port of this machine.

    :raises Said: if it is refused
    :raises OSError: if nobody is there
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        given = {"content-type": "application/json", **(headers or {})}
        connection.request(method, path, None if body is None else json.dumps(body).encode(), given)
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    told: Json = json.loads(text) if text else {}
    if answer.status >= 400:
        raise Said(answer.status, str(told.get("detail") or told.get("title") or answer.reason))
    return told


class Telephone:
    """A person's telephone, and agents' softphones, at the engine's port."""

    def __init__(self, port: int) -> None:
        self._port = port

    def numbers(self) -> list[Json]:
        return list(ask(self._port, "GET", "/telephone/numbers")["items"])

    def call(self, number: str, to: str) -> str:
        """Call a number; return the contact."""
        return str(ask(self._port, "POST", "/telephone/calls", {"from": number, "to": to})["contact"])

    def press(self, call: str, keys: str) -> None:
        ask(self._port, "POST", f"/telephone/calls/{call}/keys", {"keys": keys})

    def hang_up(self, call: str) -> None:
        ask(self._port, "DELETE", f"/telephone/calls/{call}")

    def calls(self, number: str) -> list[str]:
        """Return the calls that go on with somebody, newest first."""
        query = number.replace("+", "%2B")
        return [one["contact"] for one in ask(self._port, "GET", f"/telephone/calls?number={query}")["items"]]

    def happened(self, call: str, after: int = 0, wait: float = 25.0) -> Json:
        """Return `items`, `next` and `over`; waits for something to happen."""
        return ask(self._port, "GET", f"/telephone/calls/{call}/events?after={after}&wait={wait}")

    def events(self, call: str) -> Iterator[Json]:
        """Yield what is noticed in a call until it is over."""
        after, over = 0, False
        while not over:
            told = self.happened(call, after)
            yield from told["items"]
            after, over = told["next"], told["over"]

    def agent(self, username: str) -> Json:
        """Return what a softphone shows."""
        return ask(self._port, "GET", f"/telephone/agents/{username}")

    def agents(self) -> list[Json]:
        return list(ask(self._port, "GET", "/telephone/agents")["items"])

    def endpoints(self, username: str, queue: str = "") -> list[Json]:
        """Return the quick connects of a queue (its ARN), without one of all that an agent serves."""
        asked = f"?{urlencode({'queue': queue})}" if queue else ""
        return list(ask(self._port, "GET", f"/telephone/agents/{username}/endpoints{asked}")["items"])

    def tones(self, call: str) -> str:
        """Return the keys that were heard on the line, pressed by whoever is at its other end."""
        items = self.happened(call, wait=0)["items"]
        return "".join(item["keys"] for item in items if item["kind"] == "TONES")

    def do(self, username: str, verb: str, **asked: Any) -> Json:
        """Do something at a softphone. :raises Said: if it cannot be done"""
        return ask(self._port, "POST", f"/telephone/agents/{username}/{verb}", asked)

    def shown(self, username: str) -> Iterator[Json]:
        """Yield what a softphone shows at each change, until the engine ends."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/telephone/agents/{username}/events", headers={"accept": "text/event-stream"})
            answer = connection.getresponse()
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))
        finally:
            connection.close()


class Service:
    """The service itself, as an agent's console asks it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._tokens: dict[str, str] = {}

    def accounts(self) -> list[Json]:
        return list(ask(self._port, "GET", "/_local/accounts")["items"])

    def ask(self, username: str, method: str, path: str, body: Json | None = None, key: str = "") -> Json:
        """Return what the service answers a member of staff. :raises Said: with the problem's words"""
        if username not in self._tokens:
            told = ask(self._port, "POST", "/_local/tokens", {"username": username})
            self._tokens[username] = str(told["id_token"])
        headers = {"authorization": f"Bearer {self._tokens[username]}", "accept-language": "en"}
        return ask(self._port, method, path, body, headers | ({"idempotency-key": key} if key else {}))
