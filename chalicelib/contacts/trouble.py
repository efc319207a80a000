"""What may stand in the way of what staff do with contacts; each is a problem (docs/problems.md)."""

from chalicelib.shared.errors import Conflict, NotFound


class ContactNotFound(NotFound):
    """There is no such contact, or none that the reader may see: the two are never told apart."""

    @classmethod
    def code(cls) -> str:
        return "not-found"


class ContactGoesOn(Conflict):
    """It is not over yet, so that nothing can be written of how it went."""


class ContactNotOwn(Conflict):
    """Somebody else spoke with the caller; `agent` is the user name."""


class WrapUpClosed(Conflict):
    """The day in which a wrap-up can be corrected is over; `until` is when it was."""


class WrapUpMissing(Conflict):
    """Contacts are to be wrapped up first; `contacts` are their ids."""


class ContactChanged(Exception):
    """Somebody saved the contact first."""
