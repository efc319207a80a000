"""Problem responses: what a route may be refused with, and how that reads in both languages."""

from collections import defaultdict

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
from chalicelib.shared.http import MAX_BODY, Operation
from chalicelib.shared.problems import problem_title
from infra.openapi.document import PROBLEM, Document
from infra.openapi.security import security_of

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
                "properties": {
                    "field": {"type": "string"},
                    "reason": {"type": "string"},
                    "keys": {"type": "string", "description": "With `needed-by-menu`: what a caller presses, as 1.2."},
                },
            },
        },
    },
}


class Refusals:
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
        (bool(security_of(operation)), (Unauthenticated,)),
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
