"""What can be done with bodies and staff; each action states what it needs of its context."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from chalicelib.organisations.recent import Recent
from chalicelib.organisations.register import Identities, Register
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import Unauthenticated


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions are given; `recent` is the register as it was at most a minute ago."""

    register: Register
    identities: Identities
    clock: Clock

    @cached_property
    def recent(self) -> Recent:
        return Recent(self.register, self.clock)


def identified(context: Context, claims: Mapping[str, str]) -> Staff:
    """Return the member of staff whom an ID token names; of its claims only `sub` counts, for a user may write others.

    :raises Unauthenticated: if it is no ID token, or names nobody who works here now
    """
    staff = context.recent.staff(claims["sub"]) if claims.get("token_use") == "id" and claims.get("sub") else None
    if not staff or not staff.active:
        raise Unauthenticated
    return staff
