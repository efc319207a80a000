"""Routes: a blueprint whose views get a checked `Call`, and whose failures become RFC 9457 problem documents.

The order of checks is part of the contract (docs/api.md): size 413, caller 401, role 403, key 428, content 415, body
400/422; then the action: known key, version 428/412, state 409.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NoReturn
from urllib.parse import unquote

import msgspec
from chalice.app import Authorizer, Blueprint, CORSConfig, Request, Response

from chalicelib.shared.bodies import read_json, read_query
from chalicelib.shared.errors import (
    Invalid,
    Malformed,
    NidaaError,
    PreconditionMissing,
    RoleNotAllowed,
    TooLarge,
    Unavailable,
    UnsupportedContent,
)
from chalicelib.shared.observability import logger, publish_counts
from chalicelib.shared.problems import problem_title

MAX_BODY = 256 * 1024
_KEY = re.compile(r"[!-~]{16,64}")
_VERSION = re.compile(r'"?([0-9]{1,9})"?')
_JSON = re.compile(r"application/([\w.-]+\+)?json\s*(;.*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*(ar|en)\b[^;,]*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", re.IGNORECASE)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
CORS = CORSConfig(
    allow_headers=["Content-Type", "Authorization", "Idempotency-Key", "If-Match", "Accept-Language"],
    expose_headers=["Location", "Idempotent-Replay", "ETag"],
    max_age=600,
)


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who may call a route: how the caller is found, and which roles may.

    `identify` gets the request's headers and the authorizer's claims and returns the caller; it raises
    `Unauthenticated`. `roles_of` returns a caller's roles; an empty `roles` lets every caller in.
    """

    name: str
    identify: Callable[[Mapping[str, str], Mapping[str, str]], Any]
    roles_of: Callable[[Any], frozenset[str]] = lambda _caller: frozenset()
    roles: frozenset[str] = frozenset()
    authorizer: Authorizer | None = None

    def caller(self, request: Request) -> Any:
        """Return who is calling.

        :raises Unauthenticated: if nobody we know is
        :raises RoleNotAllowed: if the caller has none of the roles
        """
        claims = (request.context.get("authorizer") or {}).get("claims") or {}
        caller = self.identify(request.headers, claims)
        if self.roles and not self.roles & self.roles_of(caller):
            raise RoleNotAllowed(allowed_roles=sorted(self.roles))
        return caller


ANYONE = Access(name="anyone", identify=lambda _headers, _claims: None)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One checked request."""

    caller: Any = None
    body: Any = None
    query: Any = None
    key: str = ""
    version: int | None = None
    language: str = "ar"
    correlation: str = ""
    bearer: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a view answers when a plain struct is not enough."""

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What the OpenAPI document and the authorisation matrix know of a route."""

    method: str
    path: str
    view: Callable[..., Any]
    access: Access
    body: Any = None
    query: Any = None
    answer: Any = None
    status: int = 200
    keyed: bool = False
    versioned: bool = False
    problems: tuple[type[NidaaError], ...] = ()


class Routes(Blueprint):
    """A blueprint that checks each call before its view."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.operations: list[Operation] = []

    def on(
        self, method: str, path: str, *, access: Access, body: Any = None, query: Any = None, answer: Any = None,
        status: int = 200, keyed: bool = False, versioned: bool = False, problems: tuple[type[NidaaError], ...] = (),
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # fmt: skip
        """Register a view for a method and path.

        `body` and `query` are the structs that are read, `answer` the one that is written (None: 204), `keyed` asks
        for an `Idempotency-Key`, `versioned` reads `If-Match` (the action checks it, after the key).
        """

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            operation = Operation(
                method=method, path=path, view=view, access=access, body=body, query=query, answer=answer,
                status=status, keyed=keyed, versioned=versioned, problems=problems,
            )  # fmt: skip
            self.operations.append(operation)
            # Chalice would refuse other content types in words of its own; `_read` refuses them as a problem.
            self.route(
                path, methods=[method], authorizer=access.authorizer, cors=CORS, name=_name(operation),
                content_types=["*/*"],
            )(self._answered(operation))  # fmt: skip
            return view

        return register

    def _answered(self, operation: Operation) -> Callable[..., Response]:
        @wraps(operation.view)
        def answered(**parts: str) -> Response:
            request = self.current_request
            language = _language(request.headers)
            try:
                call = _call(request, operation, language)
                return _response(operation, operation.view(call, **{k: unquote(v) for k, v in parts.items()}))
            except NidaaError as error:
                return problem(error, language, request)
            except Exception as error:
                return problem(_told(error, f"{operation.method} {operation.path}"), language, request)
            finally:
                publish_counts()

        return answered


class Unforeseen(NidaaError):
    """A fault of ours; the log has it under the same `instance`."""


def _told(error: Exception, route: str) -> NidaaError:
    """Return what a caller is told of a fault: to try again if AWS is out for now, else that it is ours."""
    from chalicelib.shared.aws import is_outage  # botocore is loaded by the first call that needs it

    out = is_outage(error)
    logger.exception("unavailable" if out else "unforeseen", extra={"route": route})
    return Unavailable(retry_after=1) if out else Unforeseen()


def _call(request: Request, operation: Operation, language: str) -> Call:
    raw = _bytes(request)
    if len(raw) > MAX_BODY:
        raise TooLarge(limit=MAX_BODY)
    caller = operation.access.caller(request)
    key = _key(request.headers) if operation.keyed else ""
    return Call(
        caller=caller,
        key=key,
        body=_read(raw, operation.body, request.headers) if operation.body else None,
        query=read_query(request.query_params or {}, operation.query) if operation.query else None,
        version=_version(request.headers) if operation.versioned else None,
        language=language,
        correlation=request.context.get("requestId", ""),
        bearer=bearer(request.headers),
        source=(request.context.get("identity") or {}).get("sourceIp", ""),
    )


def _bytes(request: Request) -> bytes:
    try:
        raw = request.raw_body or b""
    except UnicodeEncodeError:  # half of a surrogate pair: no text in any encoding
        raise Malformed from None
    return raw.encode() if isinstance(raw, str) else raw


def _read(raw: bytes, into: Any, headers: Mapping[str, str]) -> Any:
    if raw and not _JSON.fullmatch(headers.get("content-type", "application/json").strip()):
        raise UnsupportedContent(accepted="application/json")
    return read_json(raw or b"{}", into)


def bearer(headers: Mapping[str, str]) -> str:
    """Return the token of an `Authorization: Bearer` header, or nothing."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _key(headers: Mapping[str, str]) -> str:
    key = headers.get("idempotency-key", "")
    if not key:
        raise PreconditionMissing(header="Idempotency-Key")
    if not _KEY.fullmatch(key):
        raise Invalid.field("Idempotency-Key", "wrong-format")
    return key


def _version(headers: Mapping[str, str]) -> int | None:
    text = headers.get("if-match", "")
    if not text:
        return None
    match = _VERSION.fullmatch(text.strip())
    return int(match[1]) if match else _no_version()


def _no_version() -> NoReturn:
    raise Invalid.field("If-Match", "wrong-format")


def _language(headers: Mapping[str, str]) -> str:
    """Return `en` if the caller prefers it to Arabic, else `ar` (RFC 9110, 12.5.4)."""
    parts = headers.get("accept-language", "")[:200].split(",")
    wanted = [(float(m[2] or 1), -i, m[1].lower()) for i, part in enumerate(parts) if (m := _LANGUAGE.fullmatch(part))]
    weight, _, best = max(wanted, default=(0.0, 0, "ar"))
    return best if weight else "ar"


def _response(operation: Operation, answered: Any) -> Response:
    answer = answered if isinstance(answered, Answer) else Answer(content=answered, status=operation.status)
    headers: dict[str, str | list[str]] = {
        **HEADERS,
        "Content-Type": "application/json; charset=utf-8",
        **answer.headers,
    }
    body = "" if answer.content is None else msgspec.json.encode(answer.content).decode()
    return Response(body, status_code=answer.status, headers=headers)


def problem(error: NidaaError, language: str, request: Request) -> Response:
    """Return a problem document; `type` is the contract, `title` is for people, in their language."""
    document = {
        "type": f"/problems/{error.code()}",
        "title": problem_title(error.code(), language),
        "status": error.status,
        "instance": request.context.get("requestId", ""),
    }
    # A fact never takes the place of a member that the standard names.
    document = {**document, **error.facts, **document}
    headers: dict[str, str | list[str]] = {
        **HEADERS,
        "Content-Type": "application/problem+json",
        "Content-Language": language,
    }
    if error.status in (429, 503):
        headers |= {"Retry-After": str(error.facts.get("retry_after", 60))}
    return Response(msgspec.json.encode(document).decode(), status_code=error.status, headers=headers)


def _name(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"
