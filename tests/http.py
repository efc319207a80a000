"""Call the API as API Gateway does: one event in, one answer out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from app import app

CONTEXT = SimpleNamespace(
    function_name="nidaa-api_handler",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:eu-south-1:000000000000:function:nidaa-api_handler",
    aws_request_id="11111111-2222-3333-4444-555555555555",
    get_remaining_time_in_millis=lambda: 10_000,
)


@dataclass(frozen=True)
class Answered:
    """What the caller gets."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@cache
def _routes() -> list[tuple[list[str], str]]:
    return [(path.strip("/").split("/"), path) for path in app.routes]


def _resource(path: str) -> tuple[str, dict[str, str]]:
    """Return the route that API Gateway would choose: a literal part before a variable one."""
    parts = path.strip("/").split("/")
    fits = [(pattern, resource) for pattern, resource in _routes() if len(pattern) == len(parts)
            and all(p.startswith("{") or p == q for p, q in zip(pattern, parts, strict=True))]  # fmt: skip
    pattern, resource = min(fits, key=lambda fit: sum(part.startswith("{") for part in fit[0]))
    return resource, {p[1:-1]: quote(q) for p, q in zip(pattern, parts, strict=True) if p.startswith("{")}


def call(
    method: str, path: str, body: Any = None, *, claims: Mapping[str, str] | None = None, raw: bytes | None = None,
    **headers: str,
) -> Answered:  # fmt: skip
    """Call a route; a header's underscores stand for dashes."""
    parts = urlsplit(path)
    resource, variables = _resource(parts.path)
    text = raw.decode("utf-8", "surrogateescape") if raw is not None else json.dumps(body) if body is not None else None
    query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    given = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
    event = {
        "resource": resource,
        "path": parts.path,
        "httpMethod": method,
        "headers": given,
        "multiValueHeaders": {name: [value] for name, value in given.items()},
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": variables or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "requestId": "test-request",
            "identity": {"sourceIp": "127.0.0.1"},
            **({"authorizer": {"claims": dict(claims)}} if claims else {}),
        },
        "body": text,
        "isBase64Encoded": False,
    }
    answer = app(event, CONTEXT)
    return Answered(answer["statusCode"], {**answer["headers"]}, answer["body"])
