"""How a ticket begins again: reopened for new staff, or appealed to the manager after a final closing. Pure."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.organisations.body import Body
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import deeds
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.scene import Happening, Moved, Scene, happening, needs
from chalicelib.tickets.ticket import Pass, Ticket
from chalicelib.tickets.words import Appeal, Status


def reopen(ticket: Ticket, deed: deeds.Reopen, scene: Scene) -> Moved:
    """Reopen a ticket within the appeal days; after a final closing its appeal goes to the manager instead.

    One that was merged into another stays so: its requester's words stand here, and the other is reopened.
    """
    if ticket.merged_into:
        return ticket, [happening(Action.REPLY, {"appeal": True}, text=deed.reason)]
    needs(in_appeal_time(ticket, scene), "appeal_days", until=iso(appeal_until(ticket, scene.body)))
    if not ticket.final:
        return reopened(ticket, {"appeal": True}, deed.reason, scene)
    appealed = Happening("ticket.appealed", {"pass": ticket.reopened}, {"reason": clean_text(deed.reason)})
    return ticket.with_(appeal=Appeal.PENDING, appealed_at=scene.at), [appealed]


def decide(ticket: Ticket, deed: deeds.Decide, scene: Scene) -> Moved:
    """Decide an appeal: the final closing stands, or a new pass is ordered; there is no second appeal."""
    told = happening(Action.DECIDE, {"confirmed": deed.confirm}, reason=deed.reason)
    if deed.confirm:
        return ticket.with_(appeal=Appeal.DISMISSED, appealed_at=""), [told]
    after, happened = reopened(ticket.with_(appeal=Appeal.GRANTED, appealed_at=""), {"ordered": True}, "", scene)
    return after, [told, *happened]


def appeal_until(ticket: Ticket, body: Body) -> datetime:
    """Return until when a ticket that ended may be reopened; later a new one follows it (actions.py, register)."""
    return from_iso(ticket.closed_at or ticket.resolved_at) + timedelta(days=body.rules.appeal_days)


def in_appeal_time(ticket: Ticket, scene: Scene) -> bool:
    """Return whether a ticket that ended may still be reopened."""
    return scene.now <= appeal_until(ticket, scene.body)


def reopened(ticket: Ticket, facts: dict[str, Any], reason: str, scene: Scene) -> Moved:
    """Return the ticket in its next pass: nobody who handled an earlier one handles it again (R234).

    Each pass has the full promises of its own (domain.md section 4); the loop is counted.
    """
    had_place = bool(ticket.partner or any(each.code == ticket.section for each in scene.body.sections_in_use))
    after = ticket.with_(
        status=Status.REFERRED if had_place else Status.REGISTERED, reopened=ticket.reopened + 1,
        excluded=kept_away(ticket), handlers=(), assignee="", this_pass=Pass(), first_reply_at="", closed_at="",
        resolved_at="", root_cause=None, cause_wanted=False, final=False, outlet_replied_at="", reminded=0,
        expected_by="", classified_at=ticket.classified_at or scene.at, section=ticket.section if had_place else "",
    )  # fmt: skip
    happened = happening(Action.REOPEN, {**facts, "pass": after.reopened}, reason=reason)
    after, more = at_limit(after, scene)
    return after, [happened, *more]


def kept_away(ticket: Ticket) -> tuple[str, ...]:
    """Return who may not handle what follows: every assignee, and who answered, informed, resolved or rejected."""
    return tuple(dict.fromkeys((*ticket.excluded, *ticket.handlers, *filter(None, [ticket.assignee]))))


def at_limit(ticket: Ticket, scene: Scene) -> Moved:
    """Return a ticket whose loop has come to the body's limit, the first time with the word to management (R215)."""
    if ticket.limit_reached or ticket.reopened < scene.body.rules.reopen_limit:
        return ticket, []
    return ticket.with_(limit_reached=True), [Happening("ticket.limit_reached", {"reopened": ticket.reopened}, {})]
