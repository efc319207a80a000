"""Who of a section gets a ticket: whoever of those who are there has been idle longest (domain.md, assign). Pure.

A choice never waits for anybody: if nobody fits, the ticket stands in the section's list and whoever may starts it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.organisations.presence import day_in, on_shift, present
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import iso
from chalicelib.shared.secret import Secret
from chalicelib.tickets.lifecycle import SYSTEM
from chalicelib.tickets.scene import Happening, with_one
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.visibility import FindBody, concerns
from chalicelib.tickets.words import Status

# After one of these a section has the ticket anew.
HANDED = frozenset({"ticket.referred", "ticket.returned", "ticket.reopened"})


class Turns(Protocol):
    """Where it is kept when each member of a section was last given a ticket."""

    def of(self, body: str, section: str) -> Mapping[str, str]:
        """Return the instants by id; who was never given one is left out."""
        ...

    def took(self, body: str, section: str, id: str, at: str) -> None:
        """Keep that somebody is given a ticket now."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What choosing needs; `team` returns everybody whose home is a body."""

    team: Callable[[str], Sequence[Staff]]
    turns: Turns
    body: FindBody
    secret: Secret


def given_out(
    context: Context, ticket: Ticket, happened: Sequence[Happening], at: datetime
) -> tuple[Ticket, list[Happening]]:
    """Return a ticket that a section has anew with whoever gets it, and what happened to it then.

    What turns out to concern the person who has it is taken from them, whatever it stands at (R303).
    """
    if _is_own_matter(context, ticket):
        return _given(ticket, next_officer(context, ticket, at) if ticket.queue.startswith("section:") else "")
    if not any(one.type in HANDED for one in happened) or not stands_with_section(ticket):
        return ticket, []
    chosen = officer_for(context, ticket, at)
    return (ticket, []) if chosen in ("", ticket.assignee) else _given(ticket, chosen)


def _given(ticket: Ticket, chosen: str) -> tuple[Ticket, list[Happening]]:
    """Return a ticket given to somebody, or with "" taken from who has it."""
    facts = {name: id for name, id in (("to", chosen), ("from", ticket.assignee)) if id}
    after = ticket.with_(assignee=chosen, handlers=with_one(ticket.handlers, chosen))
    return after, [Happening("ticket.assigned", {**facts, "automatic": True}, {}, by=SYSTEM.id)]


def _is_own_matter(context: Context, ticket: Ticket) -> bool:
    """Return whether a ticket concerns the member of staff who has it."""
    if not ticket.about_staff or not ticket.assignee or not ticket.is_open:
        return False
    return any(staff.id == ticket.assignee and concerns(ticket, staff) for staff in context.team(ticket.body))


def officer_for(context: Context, ticket: Ticket, at: datetime) -> str:
    """Return the id of who gets a ticket that its section has anew, and take their turn; "" if nobody fits.

    Who had it keeps it; while they are away, whoever stands in for them gets it, else the next of the section. The turn
    is taken before the ticket is kept: if that fails, an order has changed and nothing else.
    """
    body = context.body(ticket.body)
    if not any(section.code == ticket.section and section.assigns for section in body.sections):
        return ""
    team = context.team(body.code)
    had = next((staff for staff in team if staff.id == ticket.assignee), None)
    there = present(had, team, day_in(body, at)) if had else None
    if there and there == had:
        return there.id
    if there and may_get(context, there, ticket, at):
        return _taken(context, ticket, there, at)
    return next_officer(context, ticket, at)


def next_officer(context: Context, ticket: Ticket, at: datetime) -> str:
    """Return the id of who of the ticket's section has been idle longest, and take their turn; "" if nobody fits.

    Whoever has the ticket now is not chosen again.
    """
    body = context.body(ticket.body)
    fit = [staff for staff in context.team(body.code) if may_get(context, staff, ticket, at)]
    if not ticket.section or not fit:
        return ""
    return _taken(context, ticket, longest_idle(fit, context.turns.of(body.code, ticket.section)), at)


def longest_idle(officers: Iterable[Staff], turns: Mapping[str, str]) -> Staff:
    """Return who waits longest for a ticket: first whoever never had one, by user name."""
    return min(officers, key=lambda staff: (turns.get(staff.id, ""), staff.username))


def may_get(context: Context, staff: Staff, ticket: Ticket, at: datetime) -> bool:
    """Return whether a ticket may be given to an officer without asking: there now, able to, and free of interest."""
    body = context.body(ticket.body)
    return (
        staff.id != ticket.assignee
        and staff.active
        and staff.has(Role.SECTION_OFFICER)
        and staff.works_in(ticket.body, ticket.section)
        and (not staff.skills or ticket.category in staff.skills)
        and (staff.id not in ticket.excluded or staff.id in ticket.this_pass.readmitted)
        and not has_interest(context.secret, ticket, staff)
        and on_shift(staff, body, ticket.section, at)
    )


def has_interest(secret: Secret, ticket: Ticket, staff: Staff) -> bool:
    """Return whether a ticket is somebody's own matter: it concerns them, or they filed it (R303)."""
    own = [("mobile", staff.mobile), ("email", staff.email)]
    refs = {person_ref(secret, ticket.body, kind, value) for kind, value in own if value}
    return concerns(ticket, staff) or ticket.person in refs


def stands_with_section(ticket: Ticket) -> bool:
    """Return whether a section has a ticket and has not begun."""
    return ticket.status is Status.REFERRED and bool(ticket.section) and not ticket.partner


def _taken(context: Context, ticket: Ticket, staff: Staff, at: datetime) -> str:
    context.turns.took(ticket.body, ticket.section, staff.id, iso(at))
    return staff.id
