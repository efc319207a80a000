"""Write the API's contract (OpenAPI 3.1) from the routes and the structs that they read and write.

`make openapi` writes docs/openapi.json; nothing in it is written by hand, so it cannot say what the code does not do. A
view's docstring is the summary and the description, an `Access` the security and the roles, `problems` the refusals.
"""

import inspect
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import msgspec

from chalicelib.shared.errors import (
    Denied,
    Invalid,
    KeyReused,
    Malformed,
    NidaaError,
    NotFound,
    PreconditionMissing,
    RoleNotAllowed,
    Stale,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    UnsupportedContent,
)
from chalicelib.shared.http import MAX_BODY, Operation, Routes
from chalicelib.shared.problems import problem_title

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "docs" / "openapi.json"
JSON, PROBLEM = "application/json", "application/problem+json"
Document = dict[str, Any]

# How a caller proves who is asking, by the name of the `Access`; several mean that any of them will do, "" that none
# is needed.
SECURITY: dict[str, tuple[str, ...]] = {
    "anyone": (),
    "anyone or requester": ("", "requester"),
    "staff": ("staff",),
    "requester": ("requester",),
    "ticket": ("requester", "track", "upload"),
}
SCHEMES = {
    "staff": "A Cognito ID token. It only says who somebody is; roles, sections and bodies come from the staff record.",
    "requester": "The token of a session (POST /v1/public/sessions), opened with a one-time code; twelve hours.",
    "track": "The `track_token` of a registration: read, respond, attach to and withdraw that one ticket.",
    "upload": "The `upload_token` of a registration: attachments of that one ticket, for one hour.",
}
CODE = {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,39}$"}
PATH_PARAMETERS: dict[str, tuple[str, Document]] = {
    "number": (
        "A ticket's number: 12 digits, with spaces or dashes or without, in Latin, Arabic-Indic or Persian digits.",
        {"type": "string", "minLength": 12, "maxLength": 40},
    ),
    "code": ("The stable code of a body or of one of its parts.", CODE),
    "username": ("A user name, in any case.", {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$"}),
    "id": ("An id that the service gave.", {"type": "string", "minLength": 1, "maxLength": 64}),
    "index": (
        "The place of a recording among those of its contact, from 0.",
        {"type": "string", "pattern": "^[0-9]{1,2}$"},
    ),
    "token": ("A link's token, as it stands in a message.", {"type": "string", "minLength": 16, "maxLength": 200}),
}
# One instance of the facts that come with a problem; docs/problems.md explains them all.
FACTS: dict[str, Document] = {
    "role-not-allowed": {"allowed_roles": ["distributor"]},
    "action-not-allowed": {"ticket_status": "registered", "allowed": ["classify", "refer"]},
    "not-yet": {"needs": "inform"},
    "stale": {"version": 8},
    "too-large": {"limit": MAX_BODY},
    "invalid": {"fields": [{"field": "requester.mobile", "reason": "wrong-format"}]},
    "key-reused": {"fields": [{"field": "Idempotency-Key", "reason": "used-with-another-body"}]},
    "precondition-missing": {"header": "Idempotency-Key"},
}
STATUSES = {
    400: "The body is no JSON.",
    401: "Nobody, or nobody we know, is asking.",
    403: "The caller is known and may not.",
    404: "It is not there, or not the caller's: the two are never told apart.",
    409: "The state does not allow it now.",
    412: "Somebody changed it first.",
    413: "More bytes than are read.",
    415: "The content is of another type than JSON.",
    422: "A field or header is missing, unknown or wrong; `fields` names every one.",
    428: "A header that protects from repeats or lost changes is missing.",
    429: "A limit was reached; `Retry-After` says when to ask again.",
    503: "A part that is needed does not answer; ask again after `Retry-After`.",
}


class Entry(Protocol):
    """The entry point of the service: app.py."""

    @property
    def FEATURES(self) -> tuple[Routes, ...]: ...  # noqa: N802 - the name in app.py


class Undocumented(Exception):
    """A route that cannot be described: no docstring, an unknown path parameter or an unknown access."""


def document(entry: Entry) -> Document:
    """Return the OpenAPI document of every route of the entry point, the same for the same routes.

    :raises Undocumented: naming the route that cannot be described
    """
    operations = sorted(
        (operation for feature in entry.FEATURES for operation in feature.operations),
        key=lambda operation: (operation.path, operation.method),
    )
    shapes = _Shapes(operations)
    refusals = _Refusals()
    paths: dict[str, Document] = defaultdict(dict)
    for operation in operations:
        paths[operation.path][operation.method.lower()] = _described(operation, shapes, refusals)
    return {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": "http://localhost:8000", "description": "The service on a laptop (`make up`)"}],
        "tags": [_tag(name) for name in sorted({_feature(operation) for operation in operations})],
        "paths": dict(paths),
        "components": {
            "securitySchemes": {name: _scheme(name, text) for name, text in SCHEMES.items()},
            "parameters": HEADERS,
            "responses": refusals.components,
            "schemas": {**shapes.components, "Problem": PROBLEM_SCHEMA},
        },
    }


def text_of(described: Document) -> str:
    """Return a document as it stands in the file."""
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


class _Shapes:
    """The JSON Schemas of everything that is read or written."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        kinds = list(dict.fromkeys(k for o in operations for k in (o.body, o.answer, o.query) if k is not None))
        queries = {o.query for o in operations if o.query is not None}
        schemas, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
        components = {name: _without_blanks(shape) for name, shape in components.items()}
        self._schemas = dict(zip(kinds, schemas, strict=True))
        self._queries = {kind: components[self._schemas[kind]["$ref"].rpartition("/")[2]] for kind in queries}
        only_queries = {self._schemas[kind]["$ref"].rpartition("/")[2] for kind in queries}
        self.components = {name: components[name] for name in sorted(components) if name not in only_queries}

    def of(self, kind: Any) -> Document:
        """Return the schema of a struct, a reference."""
        schema: Document = self._schemas[kind]
        return schema

    def parameters(self, kind: Any) -> list[Document]:
        """Return a query struct as parameters."""
        if kind is None:
            return []
        shape = self._queries[kind]
        required = set(shape.get("required", ()))
        return [
            {"name": name, "in": "query", "required": name in required, "schema": schema}
            for name, schema in shape.get("properties", {}).items()
        ]


def _without_blanks(shape: Any) -> Any:
    """Return a schema without the defaults "" that only say that nothing was given, where a pattern refuses them."""
    if isinstance(shape, list):
        return [_without_blanks(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    blank = shape.get("default") == "" and "pattern" in shape
    return {name: _without_blanks(value) for name, value in shape.items() if not (blank and name == "default")}


class _Refusals:
    """Problem responses, one component for each status and set of codes."""

    def __init__(self) -> None:
        self.components: dict[str, Document] = {}

    def of(self, operation: Operation) -> dict[str, Document]:
        """Return the refusals of a route, by status."""
        by_status: dict[int, set[str]] = defaultdict(set)
        for error in (*_implied(operation), *operation.problems):
            by_status[error.status].add(error.code())
        return {str(status): self._reference(status, sorted(by_status[status])) for status in sorted(by_status)}

    def _reference(self, status: int, codes: list[str]) -> Document:
        name = f"{status}." + ".".join(codes)
        self.components.setdefault(name, _refusal(status, codes))
        return {"$ref": f"#/components/responses/{name}"}


def _implied(operation: Operation) -> list[type[NidaaError]]:
    """Return what any route of this shape may be refused with, before its action is asked."""
    reads = operation.body is not None
    checks: list[tuple[bool, tuple[type[NidaaError], ...]]] = [
        (True, (TooMany, Unavailable)),
        (reads, (Malformed, TooLarge, UnsupportedContent)),
        (reads or operation.query is not None or operation.keyed or operation.versioned, (Invalid,)),
        (operation.keyed, (PreconditionMissing, KeyReused)),
        (operation.versioned, (PreconditionMissing, Stale)),
        (bool(_security(operation)), (Unauthenticated,)),
        (bool(operation.access.roles), (RoleNotAllowed,)),
        ("{" in operation.path, (NotFound,)),
        (operation.access.authorizer is not None, (Denied,)),
    ]
    return [error for holds, errors in checks if holds for error in errors]


def _refusal(status: int, codes: list[str]) -> Document:
    examples = {f"{code}.{lang}": {"value": _example(code, status, lang)} for code in codes for lang in ("ar", "en")}
    content = {
        "schema": {
            "allOf": [
                {"$ref": "#/components/schemas/Problem"},
                {"properties": {"type": {"enum": [f"/problems/{code}" for code in codes]}}},
            ]
        },
        "examples": examples,
    }
    later = {"headers": {"Retry-After": {"schema": {"type": "string"}}}} if status in (429, 503) else {}
    return {"description": STATUSES[status], "content": {PROBLEM: content}, **later}


def _example(code: str, status: int, language: str) -> Document:
    said = {"type": f"/problems/{code}", "title": problem_title(code, language), "status": status}
    return {**said, "instance": "c1b2a3d4-0000-4000-8000-000000000000", **FACTS.get(code, {})}


def _described(operation: Operation, shapes: _Shapes, refusals: _Refusals) -> Document:
    summary, description = _words(operation)
    described: Document = {
        "operationId": _operation_id(operation),
        "tags": [_feature(operation)],
        "summary": summary,
        "description": description,
        "security": [{name: []} if name else {} for name in _security(operation)],
        "parameters": _parameters(operation, shapes),
    }
    if operation.access.roles:
        described["x-roles"] = sorted(operation.access.roles)
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": {JSON: {"schema": shapes.of(operation.body)}}}
    described["responses"] = {**_answers(operation, shapes), **refusals.of(operation)}
    return {name: value for name, value in described.items() if value or name == "security"}


def _words(operation: Operation) -> tuple[str, str]:
    text = inspect.cleandoc(operation.view.__doc__ or "")
    if not text:
        raise Undocumented(f"{operation.method} {operation.path} has no docstring")
    first, _, rest = text.partition("\n")
    first, _, raises = first.partition(" :raises")
    rest = "" if raises else rest.partition(":raises")[0]
    return first.strip().removesuffix("."), " ".join(rest.split())


def _security(operation: Operation) -> tuple[str, ...]:
    try:
        return SECURITY[operation.access.name]
    except KeyError:
        raise Undocumented(f"{operation.method} {operation.path}: unknown access {operation.access.name}") from None


def _parameters(operation: Operation, shapes: _Shapes) -> list[Document]:
    version = _if_match(operation)
    headers = (("IdempotencyKey", operation.keyed), (version, operation.versioned), ("AcceptLanguage", True))
    return [
        *(_path_parameter(operation, name) for name in re.findall(r"{(\w+)}", operation.path)),
        *shapes.parameters(operation.query),
        *({"$ref": f"#/components/parameters/{name}"} for name, read in headers if read),
    ]


def _if_match(operation: Operation) -> str:
    """Return which header parameter it is: a PUT that makes something new names no version."""
    return "IfMatchUnlessNew" if operation.method == "PUT" else "IfMatch"


def _path_parameter(operation: Operation, name: str) -> Document:
    try:
        description, schema = PATH_PARAMETERS[name]
    except KeyError:
        raise Undocumented(f"{operation.method} {operation.path}: unknown path parameter {name}") from None
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _answers(operation: Operation, shapes: _Shapes) -> dict[str, Document]:
    """Return the answers of success; a repeat of a creation answers 200, a PUT that makes something new 201."""
    statuses = {operation.status: _success(operation.status)}
    if operation.keyed and operation.status == 201:
        statuses[200] = "A repeat: the first answer again (`Idempotent-Replay: true`), or added to what was there."
    if operation.method == "PUT" and operation.versioned:
        statuses[201] = "Made."
    if operation.status == 302:
        statuses[200] = "The address, to who asked with `redirect=false`."
    content = _content(operation, shapes)
    return {
        str(status): {"description": text, **content, **_answer_headers(operation, status)}
        for status, text in sorted(statuses.items())
    }


def _success(status: int) -> str:
    return {201: "Made.", 202: "Taken.", 204: "Done.", 302: "It is at `Location`."}.get(status, "Done.")


def _content(operation: Operation, shapes: _Shapes) -> Document:
    return {} if operation.answer is None else {"content": {JSON: {"schema": shapes.of(operation.answer)}}}


def _answer_headers(operation: Operation, status: int) -> Document:
    text = {"schema": {"type": "string"}}
    named = {
        "Location": status == 302 or (status == 201 and operation.method == "POST"),
        "ETag": operation.versioned,
        "Idempotent-Replay": operation.keyed and status == 200,
    }
    headers = {name: text for name, sent in named.items() if sent}
    return {"headers": headers} if headers else {}


def _operation_id(operation: Operation) -> str:
    """Return an id from method and path, so that renaming a view changes no client."""
    parts = [f"by_{part[1:-1]}" if part.startswith("{") else part for part in operation.path.strip("/").split("/")]
    kept = parts[1:] if re.fullmatch(r"v\d+", parts[0]) else parts
    return re.sub(r"\W", "_", "_".join([operation.method.lower(), *kept]))


def _feature(operation: Operation) -> str:
    return operation.view.__module__.split(".")[1]


def _tag(feature: str) -> Document:
    doc = inspect.getdoc(sys.modules[f"chalicelib.{feature}"]) or ""
    return {"name": feature, "description": " ".join(doc.split())}


def _info() -> Document:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "title": "Nidaa",
        "version": project["version"],
        "description": f"{project['description']}. What holds for every call is in docs/api.md.",
        "license": {"name": "Apache License 2.0", "identifier": project["license"]},
    }


def _scheme(name: str, text: str) -> Document:
    form = {"bearerFormat": "JWT"} if name == "staff" else {}
    return {"type": "http", "scheme": "bearer", "description": text, **form}


_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string", "pattern": '^"?[0-9]{1,9}"?$'},
    "example": '"7"',
}
HEADERS: dict[str, Document] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "16 to 64 characters, chosen by the caller for this thing; a repeat answers the first result.",
        "schema": {"type": "string", "pattern": "^[!-~]{16,64}$"},
        "example": "8f14e45f-ceea-467f-ab28-2f6a1c2f8d10",
    },
    "IfMatch": {
        **_IF_MATCH,
        "required": True,
        "description": "The `version` that the caller saw: a change in between is refused (412).",
    },
    "IfMatchUnlessNew": {
        **_IF_MATCH,
        "required": False,
        "description": "The `version` that the caller saw; left out for what is new.",
    },
    "AcceptLanguage": {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": "The language of a problem's `title`: Arabic unless English is preferred.",
        "schema": {"type": "string"},
        "example": "ar",
    },
}
PROBLEM_SCHEMA: Document = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457: `type` is the contract, `title` is for people in their language; facts stand beside.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "pattern": "^/problems/[a-z-]+$"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The id of the request; the log has it."},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "reason"],
                "properties": {"field": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}


def main() -> None:
    """Write docs/openapi.json."""
    import app

    described = document(app)
    PLACE.write_text(text_of(described), "utf-8")
    print(f"{PLACE.relative_to(ROOT)}: {sum(map(len, described['paths'].values()))} operations")


if __name__ == "__main__":
    main()
