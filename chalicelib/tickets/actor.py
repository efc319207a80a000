"""Who acts on a ticket: a member of staff, its requester, or the system. Pure."""

import msgspec

from chalicelib.organisations.staff import Role, Staff


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts: a member of staff, the requester, or the system; `id` stands in the history."""

    id: str
    staff: Staff | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles of the member of staff; none for others."""
        return self.staff.roles if self.staff else frozenset()


REQUESTER = Actor(id="requester")
SYSTEM = Actor(id="system")


def actor_of(staff: Staff) -> Actor:
    """Return a member of staff as the one who acts."""
    return Actor(id=staff.id, staff=staff)
