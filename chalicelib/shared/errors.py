"""The failures that the rules foresee; each has a code, and facts that are safe to show to the caller.

    NidaaError
    ├── Malformed             400  the request is no JSON at all
    ├── Unauthenticated       401  nobody, or nobody we know, is asking
    ├── Denied                403  the caller is known and may not
    │   └── RoleNotAllowed         none of the caller's roles may
    ├── NotFound              404  it is not there, or not yours: the two are never told apart
    ├── Conflict              409  the rules do not allow it now
    ├── Stale                 412  somebody changed it first
    ├── TooLarge              413  more bytes than are read
    ├── UnsupportedContent    415  the content is of another type than JSON
    ├── Invalid               422  a field is missing, unknown or wrong
    │   └── KeyReused              an idempotency key came before, with another body
    ├── PreconditionMissing   428  a header that protects from repeats or lost changes is missing
    ├── TooMany               429  a limit was reached
    └── Unavailable           503  a part that is needed does not answer; try again

Features subclass these beside the rule that raises them; the subclass's name becomes the problem's code.
"""

import re
from typing import Any, ClassVar


class NidaaError(Exception):
    """A failure that the rules foresee."""

    status: ClassVar[int] = 500

    def __init__(self, **facts: Any) -> None:
        super().__init__(f"{self.code()}: {facts}")
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """Return the problem's code: the class's name in kebab case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class Malformed(NidaaError):
    status = 400


class Unauthenticated(NidaaError):
    status = 401


class Denied(NidaaError):
    status = 403


class RoleNotAllowed(Denied):
    """The caller is known and has none of the roles that may; `allowed_roles` names them."""


class NotFound(NidaaError):
    status = 404


class Conflict(NidaaError):
    status = 409


class Stale(NidaaError):
    status = 412


class TooLarge(NidaaError):
    status = 413


class UnsupportedContent(NidaaError):
    """The content is of another type; `accepted` names the one that is read."""

    status = 415


class Invalid(NidaaError):
    """A body or parameter that does not fit; `fields` is a list of `{field, reason}`."""

    status = 422

    @classmethod
    def field(cls, field: str, reason: str) -> "Invalid":
        """Return the refusal of one field."""
        return cls(fields=[{"field": field, "reason": reason}])


class KeyReused(Invalid):
    """The idempotency key came before, with another body."""


class PreconditionMissing(NidaaError):
    status = 428


class TooMany(NidaaError):
    status = 429


class Unavailable(NidaaError):
    status = 503
