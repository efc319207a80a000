"""Staff: who they are, for which bodies and sections they work, in which roles. Cognito only identifies them."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

import msgspec


class Role(StrEnum):
    AGENT = "agent"
    RECEPTION = "reception"
    DISTRIBUTOR = "distributor"
    SECTION_OFFICER = "section_officer"
    MEDIA_OFFICER = "media_officer"
    FOLLOW_UP = "follow_up"
    QUALITY = "quality"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    EXECUTIVE = "executive"
    KNOWLEDGE_EDITOR = "knowledge_editor"
    CAMPAIGN_MANAGER = "campaign_manager"
    ADMIN = "admin"
    PARTNER = "partner"
    TRAINEE = "trainee"


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff; `id` is the `sub` that Cognito gave, `body` the home body, `serves` the further ones.

    A host's staff may serve other bodies; a body's own staff see only theirs (R150). Sections, directorate and partner
    are codes of the home body.
    """

    id: str
    username: str
    name: str
    body: str
    serves: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    sections: tuple[str, ...] = ()
    directorate: str = ""
    partner: str = ""
    email: str = ""
    mobile: str = ""
    language: str = "ar"
    active: bool = True
    version: int = 0

    @property
    def bodies(self) -> frozenset[str]:
        """Return every body that this person may see."""
        return frozenset((self.body, *self.serves))

    def has(self, *roles: Role) -> bool:
        """Return whether this person has one of the roles."""
        return bool(self.roles & set(roles))

    def serving(self, bodies: AbstractSet[str]) -> "Staff":
        """Return this person serving no other bodies than the given ones."""
        return msgspec.structs.replace(self, serves=tuple(code for code in self.serves if code in bodies))

    def works_in(self, body: str, section: str) -> bool:
        """Return whether this person works in a section of a body."""
        return body == self.body and section in self.sections
