"""The register of bodies: what is kept of each part of a body, and what the actions need of a store."""

from typing import Any, Generic, Protocol, TypeVar

import msgspec

from chalicelib.organisations.body import (
    Body,
    Calendar,
    Category,
    Channel,
    Directorate,
    Head,
    Partner,
    Policy,
    Region,
    Section,
)
from chalicelib.organisations.replies import Reply
from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import Conflict

Part = Directorate | Section | Partner | Category | Region | Channel | Calendar | Policy | Reply
P = TypeVar("P")

# The name of a body's list of parts, and what stands in it.
PARTS: dict[str, type[Part]] = {
    "directorates": Directorate,
    "sections": Section,
    "partners": Partner,
    "categories": Category,
    "regions": Region,
    "channels": Channel,
    "calendars": Calendar,
    "policies": Policy,
}
# What a body has besides, which no ticket is worked by: it is read by itself, and does not raise the body's version.
APART: dict[str, type[Part]] = {"replies": Reply}
LISTS = PARTS | APART


class UsernameTaken(Conflict):
    """Somebody has this user name already."""


class Kept(msgspec.Struct, Generic[P], frozen=True, kw_only=True):
    """A part as it is kept; `version` is what a change of it must name."""

    thing: P
    version: int


class Register(Protocol):
    """Keep bodies, their parts and their staff."""

    def body(self, code: str) -> Body | None:
        """Return a body with everything that it has."""
        ...

    def heads(self) -> tuple[Head, ...]:
        """Return the head of every body, by code."""
        ...

    def put_body(self, body: Body, expected: int | None) -> int:
        """Keep a body's own settings, not its parts, and return the new version.

        :raises Stale: if the version is not the expected one (None: there must be no such body)
        """
        ...

    def part(self, body: str, parts: str, code: str) -> Kept[Any] | None:
        """Return one of a body's parts; `parts` is the list's name."""
        ...

    def parts(self, body: str, parts: str, *, after: str, limit: int) -> tuple[Kept[Any], ...]:
        """Return a page of a body's parts, by code."""
        ...

    def put_part(self, body: str, part: Part, expected: int | None) -> int:
        """Keep a part, raise the body's version unless it stands apart, and return the part's new version.

        :raises Stale: if the part's version is not the expected one (None: there must be no such part)
        """
        ...

    def staff(self, id: str) -> Staff | None:
        """Return the member of staff whom Cognito knows by this `sub`."""
        ...

    def colleague(self, body: str, username: str) -> Staff | None:
        """Return a body's member of staff by user name."""
        ...

    def staff_of(self, body: str, *, after: str, limit: int) -> tuple[Staff, ...]:
        """Return a page of the staff whose home is a body, by user name."""
        ...

    def put_staff(self, staff: Staff, expected: int | None) -> int:
        """Keep a member of staff and return the new version.

        :raises Stale: if the version is not the expected one (None: this person must be new)
        """
        ...

    def outcome(self, body: str, key: str) -> bytes | None:
        """Return what `put_outcome` kept for a key."""
        ...

    def put_outcome(self, body: str, key: str, outcome: bytes, expires: int) -> None:
        """Keep what a keyed request answered, until `expires` (seconds since 1970)."""
        ...


class Identities(Protocol):
    """Accounts to sign in with; they say who somebody is and nothing else."""

    def create(self, username: str, *, name: str, email: str, language: str) -> str:
        """Return the `sub` of the account with this user name, made if there was none."""
        ...

    def change(self, username: str, *, name: str, email: str, language: str) -> None:
        """Give an account the name, the address and the language of its person."""
        ...

    def close(self, username: str) -> None:
        """End an account's sessions and let it sign in no more."""
        ...

    def open(self, username: str) -> None:
        """Let an account sign in again."""
        ...
