"""Who may see which contacts; what somebody may not see does not exist for them (docs/decisions/who-sees-what.md)."""

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.context import Context
from chalicelib.contacts.trouble import ContactNotFound
from chalicelib.organisations.staff import Role, Staff
from chalicelib.tickets import visibility
from chalicelib.tickets.trouble import TicketNotFound

# They see every contact of the bodies that they serve.
OVERSEERS = (Role.SUPERVISOR, Role.QUALITY, Role.FOLLOW_UP, Role.DISTRIBUTOR, Role.MANAGER)
# They speak with callers: they have a desk, and see their own.
SPEAKERS = (Role.AGENT, Role.RECEPTION, Role.DISTRIBUTOR, Role.FOLLOW_UP, Role.SUPERVISOR)
# They have a telephone: who speaks with callers, and quality, which listens to those who do.
SEATED = (*SPEAKERS, Role.QUALITY)
READERS = tuple(dict.fromkeys((*SPEAKERS, *OVERSEERS)))


def may_see(context: Context, staff: Staff, contact: Contact) -> bool:
    """Return whether somebody may see a contact: oversight, the own, one that still rings, or about a ticket they see.

    A ticket about an employee is hidden from them, and so are the contacts that others had about it alone.
    """
    if contact.body not in staff.bodies:
        return False
    if staff.has(*OVERSEERS) or contact.told.agent == staff.username:
        return True
    rings = not contact.told.answered_at and not contact.told.ended_at
    return rings or any(_sees_ticket(context, staff, number) for number in contact.handled.tickets)


def _sees_ticket(context: Context, staff: Staff, number: str) -> bool:
    try:
        ticket = context.tickets.tickets.get(number)
    except TicketNotFound:
        return False
    return visibility.may_see(staff, ticket, context.body)


def seen(context: Context, staff: Staff, id: str) -> Contact:
    """Return a contact that somebody may see. :raises ContactNotFound: if they may not, just as if there were none"""
    contact = context.contacts.get(id)
    if contact is None or not may_see(context, staff, contact):
        raise ContactNotFound
    return contact
