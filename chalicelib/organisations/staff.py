"""Staff: who they are, for which bodies and sections they work, in which roles. Cognito only identifies them."""

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

    A host's staff may serve other bodies; a body's own staff see only theirs (R150).
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
