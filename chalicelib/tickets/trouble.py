"""What the rules of tickets refuse, and what the store may meet."""

from chalicelib.shared.errors import Conflict, Denied, NotFound, PreconditionMissing, Stale
from chalicelib.tickets.ticket import Ticket


class TicketNotFound(NotFound):
    """There is no such ticket, or it is not the caller's: the two are never told apart."""

    @classmethod
    def code(cls) -> str:
        return "not-found"


class ActionNotAllowed(Conflict):
    """The ticket's status does not allow the action; `status` and `allowed` say what does."""


class NotYet(Conflict):
    """A step that must come first is missing; `needs` names it (domain.md: the order cannot be skipped)."""


class ExcludedFromPass(Denied):
    """Who handled an earlier pass does not handle the next one (R234)."""


class TicketChanged(Stale):
    """Somebody else changed the ticket first; `version` is the one it has now."""

    @classmethod
    def code(cls) -> str:
        return "stale"


class VersionMissing(PreconditionMissing):
    """The `If-Match` header is missing."""

    @classmethod
    def code(cls) -> str:
        return "precondition-missing"


class NumberTaken(Exception):
    """A registration met a ticket under its number: the request's own earlier one, or a stranger's."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.number)
        self.ticket = ticket


class SmsLimitReached(Exception):
    """The registration messages of the hour to one number are used up."""
