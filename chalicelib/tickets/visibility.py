"""Who may see which tickets; what somebody may not see does not exist for them (docs/decisions/who-sees-what.md)."""

from collections.abc import Callable

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Role, Staff
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.words import Kind

FindBody = Callable[[str], Body]

# They see every ticket of the bodies that they serve.
SEE_ALL = frozenset(
    {
        Role.AGENT,
        Role.RECEPTION,
        Role.DISTRIBUTOR,
        Role.FOLLOW_UP,
        Role.SUPERVISOR,
        Role.QUALITY,
        Role.EXECUTIVE,
        Role.TRAINEE,
    }
)
# They see some: of sections, of a directorate, of a partner, of the media. The roles that stand in neither see none.
SEE_SOME = frozenset({Role.MANAGER, Role.SECTION_OFFICER, Role.PARTNER, Role.MEDIA_OFFICER})
READERS = SEE_ALL | SEE_SOME


def may_see(staff: Staff, ticket: Ticket, find_body: FindBody) -> bool:
    """Return whether somebody may see a ticket; who has several roles sees what any of them shows.

    `find_body` is asked only for a manager's directorate. A matter about an employee is hidden from them (R303).
    """
    if ticket.body not in staff.bodies or concerns(ticket, staff):
        return False
    if staff.has(*SEE_ALL) or (staff.has(Role.MEDIA_OFFICER) and ticket.kind is Kind.MEDIA):
        return True
    return ticket.body == staff.body and _in_own_house(staff, ticket, find_body)


def seen(staff: Staff, ticket: Ticket, find_body: FindBody) -> Ticket:
    """Return a ticket that somebody may see.

    :raises TicketNotFound: if they may not, just as if there were none
    """
    if may_see(staff, ticket, find_body):
        return ticket
    raise TicketNotFound


def concerns(ticket: Ticket, staff: Staff) -> bool:
    """Return whether a ticket is about this employee, by id or user name, however that was written."""
    named = ticket.about_staff.strip().casefold()
    return bool(named) and named in (staff.id.casefold(), staff.username.casefold())


def directorate_sections(staff: Staff, body: Body) -> frozenset[str]:
    """Return the codes of the sections of a manager's directorate."""
    return frozenset(s.code for s in body.sections if staff.directorate and s.directorate == staff.directorate)


def _in_own_house(staff: Staff, ticket: Ticket, find_body: FindBody) -> bool:
    """Return whether a ticket stands with somebody's section, partner or directorate (codes of the home body)."""
    if staff.has(Role.SECTION_OFFICER) and ticket.section and ticket.section in staff.sections:
        return True
    if staff.has(Role.PARTNER) and ticket.partner and ticket.partner == staff.partner:
        return True
    return staff.has(Role.MANAGER) and _in_directorate(staff, ticket, find_body)


def _in_directorate(staff: Staff, ticket: Ticket, find_body: FindBody) -> bool:
    """Return whether a ticket is with a section of a manager's directorate, or with nobody yet.

    An appeal about what a partner did is any manager's: no directorate is nearer to it.
    """
    if not ticket.section and (not ticket.partner or ticket.limit_reached):
        return True
    return ticket.section in directorate_sections(staff, find_body(staff.body))
