"""How much of a requester each role sees, and no more (R303; docs/decisions/what-of-a-requester.md)."""

from enum import IntEnum

import msgspec

from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.requester import Requester

# They speak with requesters, so they see all of them.
_SPEAKING = frozenset(
    {Role.AGENT, Role.RECEPTION, Role.DISTRIBUTOR, Role.FOLLOW_UP, Role.SUPERVISOR, Role.MEDIA_OFFICER}
)
# They solve: whose matter it is, and where; the second line speaks for them.
_SOLVING = frozenset({Role.SECTION_OFFICER, Role.PARTNER, Role.MANAGER})


class Sight(IntEnum):
    """How much is seen."""

    MASKED = 0
    NAME = 1
    ALL = 2


class RequesterView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A requester as a role may see them; `masked` says that something is left out."""

    name: str
    type: str
    masked: bool = False
    first_name: str = ""
    family_name: str = ""
    mobile: str = ""
    email: str = ""
    national_id: str = ""
    birth_year: int | None = None
    preferred_channel: str | None = None
    nationality: str = ""
    sex: str | None = None
    workplace: str = ""
    source: str = ""


def sight(staff: Staff) -> Sight:
    """Return how much of requesters somebody sees; of several roles the one that sees most counts."""
    if staff.has(*_SPEAKING):
        return Sight.ALL
    return Sight.NAME if staff.has(*_SOLVING) else Sight.MASKED


def requester_view(requester: Requester | None, seen: Sight) -> RequesterView | None:
    """Return a requester as somebody may see them; None for nobody."""
    if requester is None:
        return None
    if seen is Sight.ALL:
        told = {name: getattr(requester, name) for name in RequesterView.__struct_fields__ if name not in _MADE}
        return RequesterView(name=requester.shown_name, **told)
    return RequesterView(
        name=requester.shown_name if seen is Sight.NAME else initials(requester.shown_name),
        type=requester.type,
        masked=True,
        mobile=masked_mobile(requester.mobile),
        email=masked_email(requester.email),
    )


_MADE = frozenset({"name", "masked"})


def initials(name: str) -> str:
    """Return the first letter of each word: `س. ا.`."""
    return " ".join(f"{word[0]}." for word in name.split())


def masked_mobile(mobile: str) -> str:
    """Return the last two digits of a mobile, so that two can be told apart."""
    return f"•••{mobile[-2:]}" if mobile else ""


def masked_email(email: str) -> str:
    """Return the first letter and the last label of an address."""
    local, at, domain = email.partition("@")
    return f"{local[:1]}•••@•••.{domain.rpartition('.')[2]}" if at else ""
