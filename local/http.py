"""Requests and answers of the gateway, and the errors that it gives (RFC 9457)."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    method: str
    target: str
    headers: Headers
    body: bytes = b""

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    def header(self, name: bytes) -> bytes:
        """Return a header's value, or nothing."""
        return next((value for key, value in self.headers if key == name), b"")

    def json(self) -> dict[str, Any]:
        """Return the body.

        :raises Problem: 400 if it is not a JSON object
        """
        try:
            body = json.loads(self.body)
        except ValueError as error:
            raise Problem(400, "not-json", str(error)) from error
        if not isinstance(body, dict):
            raise Problem(400, "not-an-object", "The body must be a JSON object.")
        return body


@dataclass(frozen=True)
class Answer:
    """What the gateway says."""

    status: int
    body: bytes = b""
    headers: Headers = field(default_factory=list)


class Problem(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail


def as_json(body: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(body, ensure_ascii=False).encode(), [(b"content-type", b"application/json")])


def as_problem(problem: Problem, path: str) -> Answer:
    """Return a problem as `application/problem+json`."""
    body = {
        "type": f"/problems/{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
    }
    answer = as_json(body, problem.status)
    return Answer(answer.status, answer.body, [(b"content-type", b"application/problem+json")])
