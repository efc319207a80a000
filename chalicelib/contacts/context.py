"""What the actions of staff on contacts are given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalicelib.contacts.callback import Callback
from chalicelib.contacts.contact import Contact
from chalicelib.contacts.kept import Contacts
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.taking import Context as Taking
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.people.actions import Context as People
from chalicelib.people.person import Person
from chalicelib.tickets.actions import Context as Tickets
from chalicelib.tickets.reading import Context as Reading


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions need: what taking in does (`taking`), other features' contexts, and whom a body has.

    `staff` finds a member of staff by Cognito's `sub`, `callback` what a number asked a body for last; `saw` is told
    who saw which contact, by ids (R303).
    """

    taking: Taking
    tickets: Tickets
    reading: Reading
    people: People
    body: Callable[[str], Body]
    switchboard: Callable[[str], Switchboard | None]
    staff: Callable[[str], Staff | None]
    team: Callable[[str], Sequence[Staff]]
    installed: Callable[[], Installation | None]
    callback: Callable[[str, str], Callback | None]
    saw: Callable[[str, str], None]

    @property
    def contacts(self) -> Contacts:
        """Return where contacts are kept."""
        return self.taking.contacts

    def agent_name(self, username: str) -> str:
        """Return the name of a member of staff; "" of who has left."""
        found = self.taking.staff(username) if username else None
        return found.name if found else ""

    def staff_name(self, id: str) -> str:
        """Return the name of a member of staff by their id; "" of who has left."""
        found = self.staff(id)
        return found.name if found else ""

    def profile(self, contact: Contact) -> Person | None:
        """Return the profile of who called; None if the body keeps none of this number."""
        if not contact.number:
            return None
        return self.people.people.holder(contact.body, "mobile", contact.number)
