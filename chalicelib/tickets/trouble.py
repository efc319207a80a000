"""What the rules of tickets refuse, and what the store may meet."""

from collections.abc import Sequence

from chalicelib.shared.errors import Conflict, Denied, NotFound, PreconditionMissing, Stale, TooMany
from chalicelib.tickets.ticket import Ticket


class TicketNotFound(NotFound):
    """There is no such ticket, or it is not the caller's: the two are never told apart."""

    @classmethod
    def code(cls) -> str:
        return "not-found"


class ActionNotAllowed(Conflict):
    """The ticket's status does not allow the action; `ticket_status` and `allowed` say what does."""

    def __init__(self, *, status: str, allowed: Sequence[str]) -> None:
        # In a problem document `status` is HTTP's (RFC 9457), so the ticket's stands beside it under its own name.
        super().__init__(status=status, ticket_status=status, allowed=allowed)


class NotYet(Conflict):
    """A step that must come first is missing; `needs` names it (domain.md: the order cannot be skipped)."""


class ExcludedFromPass(Denied):
    """Who handled an earlier pass does not handle the next one (R234)."""


class NobodyFree(Conflict):
    """Nobody of the ticket's section can be given it now: on shift, able to, and not kept from it; `section` is its."""


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


class TooManyRegistrations(TooMany):
    """The registrations of an hour under one mobile or address are used up; `retry_after` is in seconds."""


class NumberTaken(Exception):
    """A registration met a ticket under its number: the request's own earlier one, or a stranger's."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.number)
        self.ticket = ticket


class ContactLimitReached(Exception):
    """What an hour allows for one mobile or address is used up."""


class AlreadyTold(Exception):
    """A step of a promise was told before, or at this moment by somebody else, or its ticket's promises ended."""


class NotDueYet(Exception):
    """A step was asked for before its time, and no timer will bring it again: by our calendar, or our clock."""
