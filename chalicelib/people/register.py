"""What the actions on people need of a store; the fake and the one in DynamoDB keep one contract (tests/people)."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from chalicelib.organisations.staff import Staff
from chalicelib.people.codes import KeptCode, Target
from chalicelib.people.limits import Counters
from chalicelib.people.person import Person


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A keyed request that was answered: its `name` (key, route, caller), `fingerprint` (body) and the person."""

    name: str
    fingerprint: str
    person: str
    expires: int


class People(Counters, Protocol):
    """Keep profiles, codes, who holds a number, and counters."""

    def get(self, body: str, id: str) -> Person | None:
        """Return a profile; the survivor's, if it was merged; None if there is none or it was erased."""
        ...

    def holder(self, body: str, kind: str, value: str) -> Person | None:
        """Return the profile of a body that has an identifier."""
        ...

    def named(self, body: str, prefix: str, *, before: str, most: int) -> tuple[tuple[Person, ...], str]:
        """Return profiles with a word that begins so, latest ids first and below `before` ("" for all).

        Also the id to go on with, "" at the end; fewer than `most` may come before it.
        """
        ...

    def consenting(self, body: str, purpose: str, *, before: str, most: int) -> tuple[tuple[Person, ...], str]:
        """Return profiles that agree to be sent something, latest ids first and below `before` ("" for all).

        Also the id to go on with, "" at the end.
        """
        ...

    def keep(self, person: Person, before: Person | None, request: Request | None = None) -> Person:
        """Keep a profile, with a new version; `before` is what it was, None for a new one.

        :raises Stale: if somebody changed it meanwhile
        :raises IdentifierTaken: if another profile of the body has one of the identifiers
        """
        ...

    def merge(self, survivor: Person, before: Person, other: Person) -> Person:
        """Keep the survivor of two profiles; from now on the other's id leads to it.

        :raises Stale: if one of the two was changed meanwhile
        """
        ...

    def erase(self, person: Person) -> None:
        """Forget a profile, drop the key that its personal fields are sealed with, and free its identifiers."""
        ...

    def request(self, name: str) -> Request | None:
        """Return a keyed request that was answered."""
        ...

    def keep_code(self, target: str, code: KeptCode, expires: int) -> None:
        """Keep a new code beside those that are still alive; `target` is an HMAC."""
        ...

    def tries(self, target: str) -> int:
        """Return how many codes were tried at a target."""
        ...

    def attempt(self, target: str, expires: int) -> tuple[int, tuple[KeptCode, ...]]:
        """Count a try at a target, known or not, and return its number and the latest codes, old ones among them."""
        ...

    def burn(self, target: str, id: str) -> bool:
        """Take a code away; False if it is gone already: of two who use it at once, one does."""
        ...

    def held_since(self, target: str) -> str:
        """Return since when a target is another's (ISO); "" if it never changed hands."""
        ...

    def hand_on(self, target: str, since: str) -> None:
        """Keep that a target is another's since an instant."""
        ...


class CodesQueue(Protocol):
    """Where codes are asked for; who asked is not told whether one is sent."""

    def ask(self, target: Target, *, language: str, correlation: str) -> None:
        """Ask for a code to be made and sent to a target."""
        ...


class TicketLine(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket of a person, in one line."""

    number: str
    kind: str
    status: str
    registered_at: str
    category: str = ""


class TicketsOf(Protocol):
    """What the tickets feature lends: a person's tickets, newest first, those that the member of staff may see."""

    def __call__(self, staff: Staff, body: str, refs: Sequence[str]) -> Sequence[TicketLine]: ...
