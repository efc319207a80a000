"""The running service as its users meet it: the public, staff who sign in, and the outbox that holds what was sent."""

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests

CODE = re.compile(r"(?<![\d-])\d{6}(?![\d-])")
PATIENCE = 120.0
LEAST_PAUSE, MOST_PAUSE = 0.05, 0.4
"""Seconds between two looks: short at first, then longer, for each look takes time from what it waits for."""
MOVES = 590.0
"""Seconds that a move of the clock may take, with all that becomes due on the way."""


@dataclass
class Centre:
    """One stack's address, and the tokens of the staff who signed in."""

    address: str
    _session: requests.Session = field(default_factory=requests.Session)
    _tokens: dict[str, str] = field(default_factory=dict)

    def call(
        self, method: str, path: str, body: Any = None, *, bearer: str = "", version: int | None = None,
        key: str | None = None, status: int | None = None, language: str = "ar",
    ) -> Any:  # fmt: skip
        """Call the API and return its JSON; the status is checked if one is expected, else any success will do."""
        headers = {"Accept-Language": language}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if version is not None:
            headers["If-Match"] = str(version)
        answer = self._session.request(
            method, f"{self.address}{path}", json=body, headers=headers, allow_redirects=False,
            timeout=MOVES if path == "/_local/clock" else PATIENCE,
        )  # fmt: skip
        expected = (status is None and answer.ok) or answer.status_code == status
        assert expected, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json() if answer.text else None

    def send(self, method: str, path: str, content: bytes = b"", **headers: str) -> requests.Response:
        """Send bytes as they are; a header's underscores stand for dashes."""
        given = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self._session.request(
            method, f"{self.address}{path}", data=content, headers=given, timeout=PATIENCE, allow_redirects=False
        )

    def token(self, username: str) -> str:
        """Return a member of staff's ID token, by a real sign-in."""
        if username not in self._tokens:
            self._tokens[username] = self.call("POST", "/_local/tokens", {"username": username})["id_token"]
        return self._tokens[username]

    def staff(self, username: str, method: str, path: str, body: Any = None, **rest: Any) -> Any:
        """Call the API as a member of staff."""
        return self.call(method, path, body, bearer=self.token(username), **rest)

    def listed(self, username: str, path: str) -> list[dict[str, Any]]:
        """Return a whole list as a member of staff, page by page: other tests' rows may fill the first."""
        items: list[dict[str, Any]] = []
        asked = f"{path}{'&' if '?' in path else '?'}limit=100"
        page = self.staff(username, "GET", asked)
        while page.get("next"):
            items += page["items"]
            page = self.staff(username, "GET", f"{asked}&cursor={page['next']}")
        return [*items, *page["items"]]

    def act(self, username: str, number: str, action: str, *, status: int | None = None, **said: Any) -> Any:
        """Do one thing to a ticket, having seen its present version (the history's newest if it is out of sight)."""
        seen = self.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
        path = f"/v1/tickets/{number}/actions/{action}"
        return self.staff(username, "POST", path, said, version=seen["version"], status=status)

    def outbox(self, to: str) -> list[dict[str, Any]]:
        """Return what was sent to somebody, newest first."""
        items: list[dict[str, Any]] = self.call("GET", f"/_local/outbox?to={to.replace('+', '%2B')}")["items"]
        return items

    def told(self, to: str, count: int, patience: float = PATIENCE) -> list[str]:
        """Wait until somebody was told `count` things; return the texts, oldest first."""
        eventually(lambda: len(self.outbox(to)) >= count, f"{count} messages to {to}", patience)
        texts = [item["text"] for item in reversed(self.outbox(to))]
        assert len(texts) == count, texts
        return texts

    def advance(self, duration: str) -> Any:
        """Move the clock, and let everything that becomes due happen."""
        return self.call("POST", "/_local/clock", {"advance": duration})

    def signed_in(self, mobile: str) -> str:
        """Return the session of a requester who asked for a code and read it on the handset."""
        before = len(self.codes(mobile))
        self.call("POST", "/v1/public/codes", {"mobile": mobile}, status=202)
        code = self.next_code(mobile, before)
        token: str = self.call("POST", "/v1/public/sessions", {"mobile": mobile, "code": code})["token"]
        return token

    def codes(self, mobile: str) -> list[str]:
        """Return the codes that came to a handset, newest first; other messages come whenever they will."""
        return [found[0] for item in self.outbox(mobile) if (found := CODE.search(item["text"]))]

    def next_code(self, mobile: str, before: int) -> str:
        """Wait for a code beyond those that had come before."""
        eventually(lambda: len(self.codes(mobile)) > before, "a code")
        return self.codes(mobile)[0]


def eventually(is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something is so; the parts between are queues, so there is no earlier moment to look at."""
    until, pause = time.monotonic() + patience, LEAST_PAUSE
    while not is_so():
        assert time.monotonic() < until, f"not within {patience:.0f} s: {what}"
        time.sleep(pause)
        pause = min(pause * 1.3, MOST_PAUSE)


def complaint(mobile: str, **changes: Any) -> dict[str, Any]:
    """Return a complaint as the portal sends it."""
    return {
        "body": "sawari", "kind": "complaint", "category": "roads",
        "description": "توجد حفرة كبيرة في الطريق أمام مدرسة الصواري، وقد تضررت منها عدة مركبات.",
        "requester": {"first_name": "سالم", "family_name": "البلوشي", "mobile": mobile}, **changes,
    }  # fmt: skip
