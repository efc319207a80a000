"""What the actions on contacts need of a store; the fake and the one in DynamoDB keep one contract (tests/contacts)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

import msgspec

from chalicelib.contacts.contact import UNSPOKEN, Contact, Handled
from chalicelib.contacts.events import state_of
from chalicelib.contacts.figures import Cell, Figures
from chalicelib.contacts.presence import Presence
from chalicelib.contacts.status_times import Change
from chalicelib.shared.clock import from_iso, iso

# No call lasts longer; a task of Connect's lives seven days, a chat as long at most.
LONGEST = {"phone": timedelta(hours=12)}
LONGEST_OF_OTHERS = timedelta(days=8)
Counted = Mapping[str, Mapping[Cell, Figures]]
"""What a change moves in the figures, by body."""


class By(StrEnum):
    """What contacts are listed by (rows.py)."""

    BODY = "body"
    AGENT = "agent"
    PERSON = "person"
    TICKET = "ticket"
    OPEN = "open"
    """Those of a body that go on, and nothing else: what live screens read."""
    LEFT = "left"
    """Those of a body that are over, and of which something is missing: the record, or what the agent writes."""


def standing(contact: Contact) -> By | None:
    """Return where a contact stands as long as it is not done with: OPEN or LEFT; None once it is."""
    if not contact.is_over and contact.told.method not in UNSPOKEN and state_of(contact.told) != "over":
        return By.OPEN
    return By.LEFT if not contact.is_over or contact.needs_wrap_up else None


def left_open_from(contact: Contact) -> str:
    """Return from when on a contact whose record did not come is taken for over (ISO); "" if it came."""
    if contact.is_over or not contact.told.started_at:
        return ""
    return iso(from_iso(contact.told.started_at) + LONGEST.get(contact.told.channel, LONGEST_OF_OTHERS))


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """The contacts under a key of an index that began from `since` on and before `until` (ISO; "" is no bound)."""

    by: By
    key: str
    since: str = ""
    until: str = ""


class Place(msgspec.Struct, frozen=True):
    """Where a contact stands in an index."""

    sort: str
    id: str


class Contacts(Protocol):
    """Where contacts and who is at work are kept."""

    def get(self, id: str) -> Contact | None:
        """Return a contact as it is now."""
        ...

    def many(self, ids: Iterable[str]) -> dict[str, Contact]:
        """Return contacts by id, as they are now; unknown ones are left out."""
        ...

    def save(
        self, before: Contact | None, after: Contact, *, counted: Counted | None = None, written: bool = False
    ) -> Contact:
        """Keep a contact with its next version, and move the figures, all at once.

        `written` keeps what staff wrote in its history too.

        :raises ContactChanged: if somebody else saved it first
        """
        ...

    def places(self, stretch: Stretch, *, before: str = "", limit: int = 100) -> list[Place]:
        """Return the next places of a stretch, newest first; fewer than `limit` only at its end."""
        ...

    def left_open(self, now: datetime, limit: int) -> list[Contact]:
        """Return contacts that cannot go on any more and of which no record came, whatever the body."""
        ...

    def legs(self, initial: str) -> list[str]:
        """Return the ids of what followed a contact."""
        ...

    def history(self, contact: Contact) -> list[tuple[int, Handled]]:
        """Return what staff wrote of a contact, by version, the first first."""
        ...

    def erase(self, before: Contact, after: Contact) -> Contact:
        """Keep a contact of which nobody can read who called and what was said.

        :raises ContactChanged: if somebody else saved it first
        """
        ...

    def presence(self, username: str) -> Presence | None:
        """Return what somebody is doing; None if nothing was ever told."""
        ...

    def presences(self, usernames: Sequence[str]) -> dict[str, Presence]:
        """Return what some are doing."""
        ...

    def tell(self, presence: Presence) -> bool:
        """Keep what somebody is doing, unless something newer is known; return whether it was kept."""
        ...

    def note(self, presence: Presence) -> None:
        """Keep that somebody came into a status, once however often it is told."""
        ...

    def changes(self, username: str, since: datetime, until: datetime) -> list[Change]:
        """Return how somebody's status changed between two instants, and the last change before, in order."""
        ...
