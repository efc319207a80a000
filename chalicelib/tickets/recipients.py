"""Who hears that a promise is near or broken (R119): the handler, the supervisors, the managers. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.organisations.body import Body
from chalicelib.organisations.presence import day_in, present
from chalicelib.organisations.staff import Role, Staff
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import may_see


class Level(StrEnum):
    """How far up a promise is told of; senior management has one digest a day."""

    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"


# Who is told where a level has nobody: the next one up; at the top whoever leads the centre before senior management,
# who have their digest (R003).
_ROLES: dict[Level, tuple[Role, ...]] = {
    Level.HANDLER: (Role.SUPERVISOR, Role.MANAGER, Role.EXECUTIVE),
    Level.SUPERVISOR: (Role.SUPERVISOR, Role.MANAGER, Role.EXECUTIVE),
    Level.MANAGER: (Role.MANAGER, Role.SUPERVISOR, Role.EXECUTIVE),
}


@dataclass(frozen=True, kw_only=True)
class Team:
    """The staff who serve a body, and the instant at which somebody is looked for."""

    body: Body
    staff: Sequence[Staff]
    now: datetime

    def told(self, ticket: Ticket, level: Level) -> tuple[str, ...]:
        """Return the ids of those who are told of a ticket at a level, who is away replaced by who stands in."""
        if level is Level.HANDLER and (handler := self.handler(ticket)):
            return (handler.id,)
        return next(filter(None, (self.of(ticket, role) for role in _ROLES[level])), ())

    def handler(self, ticket: Ticket) -> Staff | None:
        """Return who handles a ticket now; None if it is nobody's, or nobody of theirs is there."""
        assignee = next((one for one in self.staff if one.id == ticket.assignee), None)
        found = present(assignee, self.staff, day_in(self.body, self.now)) if assignee else None
        return found if found and self._may(found, ticket) else None

    def of(self, ticket: Ticket, role: Role) -> tuple[str, ...]:
        """Return the ids of those of a role who may see a ticket; who is away only if nobody of them is there."""
        theirs = [one for one in self.staff if one.has(role) and one.active and self._may(one, ticket)]
        day = day_in(self.body, self.now)
        there = [there for one in theirs if (there := present(one, self.staff, day)) and self._may(there, ticket)]
        return _ids(there) or _ids(theirs)

    def _may(self, staff: Staff, ticket: Ticket) -> bool:
        return may_see(staff, ticket, self._body)

    def _body(self, _code: str) -> Body:
        return self.body


FindTeam = Callable[[str], Sequence[Staff]]


def _ids(staff: Iterable[Staff]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for one in staff))
