"""How a ticket ends: resolved, closed, withdrawn, merged into another. Pure; lifecycle.py said yes before."""

from datetime import timedelta
from typing import Any

import msgspec

from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import deeds
from chalicelib.tickets.conversation import is_unreachable
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.scene import Moved, Scene, first_reply, happening, needs, out_of_waiting
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.timers import waiting_until
from chalicelib.tickets.words import MEASURED_AT_WISH, UNMEASURED_KINDS, Kind, Outcome, Status

# How tickets of a kind end; one that nobody answered is not solvable, and a published one ends with proposals (R241).
_OUTCOMES = {
    Kind.MEDIA: frozenset({Outcome.SOLVED, Outcome.PROPOSALS}),
    Kind.SUGGESTION: frozenset({Outcome.ADOPTED, Outcome.NOTED, Outcome.NOT_ADOPTED}),
}
_USUAL = frozenset({Outcome.SOLVED, Outcome.NOT_SOLVABLE})


def resolve(ticket: Ticket, deed: deeds.Resolve, scene: Scene) -> Moved:
    """Resolve a ticket: after informing, or where an answer never came."""
    needs(ticket.kind is not Kind.COMPLAINT or ticket.object is not None, "object")
    given_up = _given_up(ticket, deed, scene)
    _outcome_fits(ticket, deed, given_up=bool(given_up))
    if ticket.status is Status.ANSWERED and ticket.contactable and not ticket.this_pass.informed:
        needs(is_unreachable(ticket.this_pass.tries, scene.body.zone), "inform")
        needs(bool(clean_text(deed.reason)), "reason")
    after = out_of_waiting(ticket).with_(
        status=Status.RESOLVED, resolved_at=scene.at, first_reply_at=first_reply(ticket, scene),
        this_pass=msgspec.structs.replace(ticket.this_pass, outcome=deed.outcome),
    )  # fmt: skip
    facts = {"outcome": deed.outcome, **given_up, "no_contact": not ticket.contactable or None}
    return after, [happening(Action.RESOLVE, facts, message=deed.message, reason=deed.reason)]


def _outcome_fits(ticket: Ticket, deed: deeds.Resolve, *, given_up: bool) -> None:
    fitting = _OUTCOMES.get(ticket.kind, _USUAL)
    if given_up:
        fitting = frozenset({Outcome.PROPOSALS if ticket.kind is Kind.MEDIA else Outcome.NOT_SOLVABLE})
    if deed.outcome not in fitting:
        raise Invalid.field("outcome", "not-allowed")
    if deed.outcome in (Outcome.NOT_SOLVABLE, Outcome.NOT_ADOPTED) and not clean_text(deed.reason):
        raise Invalid.field("reason", "missing")


def _given_up(ticket: Ticket, deed: deeds.Resolve, scene: Scene) -> dict[str, Any]:
    """Return whose answer never came, as facts; nothing where somebody answered, or nobody need.

    :raises NotYet: if the requester's days are not over, or the partner was not reminded often enough
    """
    if ticket.status is Status.WAITING:
        until = waiting_until(ticket, scene.body)
        needs(scene.now >= until, "waiting_days", until=iso(until))
        return {"no_response": True}
    if ticket.status is Status.ANSWERED or ticket.kind is Kind.THANKS:
        return {}
    limit = scene.body.rules.partner_reminders
    needs(ticket.reminded >= limit, "partner_reminders", reminded=ticket.reminded, limit=limit)
    return {"partner_did_not_answer": True, "partner": ticket.partner, "reminders": ticket.reminded}


def close(ticket: Ticket, deed: deeds.Close, scene: Scene) -> Moved:
    """Close a ticket: people once it was measured and with its root cause, the system without either (R202, R233)."""
    if scene.actor.staff:
        _may_be_closed(ticket, deed, scene)
    wanted = ticket.kind is Kind.COMPLAINT and deed.root_cause is None
    after = ticket.with_(
        status=Status.CLOSED, closed_at=scene.at, root_cause=deed.root_cause, cause_wanted=wanted, final=deed.final
    )
    unasked = scene.actor.staff is not None or not _is_measured(ticket)
    facts = {
        "root_cause": deed.root_cause, "measured": ticket.this_pass.score, "final": deed.final or None,
        "no_answer": None if unasked or ticket.this_pass.score is not None else True,
        "no_contact": not ticket.contactable or None,
    }  # fmt: skip
    return after, [happening(Action.CLOSE, facts, note=deed.note)]


def _may_be_closed(ticket: Ticket, deed: deeds.Close, scene: Scene) -> None:
    """Refuse a closing that comes too soon.

    :raises NotYet: naming the step that is missing
    :raises Invalid: if the root cause, or the reason of a final closing, is missing
    """
    needs(_was_measured(ticket, scene), "measure")
    unsettled = ticket.limit_reached and is_low(ticket.this_pass.score, scene) and not ticket.this_pass.declined
    needs(deed.final or not unsettled, "final")
    needs(ticket.limit_reached or not deed.final, "reopen_limit")
    proposed = ticket.kind is Kind.MEDIA and ticket.this_pass.outcome is Outcome.PROPOSALS
    needs(bool(ticket.outlet_replied_at) or not proposed, "reply_to_outlet")
    if deed.final and not clean_text(deed.note):
        raise Invalid.field("note", "missing")
    if ticket.kind is Kind.COMPLAINT and deed.root_cause is None:
        raise Invalid.field("root_cause", "missing")


def is_low(score: int | None, scene: Scene) -> bool:
    """Return whether a score says that somebody is not satisfied, as the body counts it."""
    return score is not None and score <= scene.body.rules.dissatisfied_at


def _is_measured(ticket: Ticket) -> bool:
    """Return whether the satisfaction of such a requester is asked for at all."""
    return ticket.kind not in UNMEASURED_KINDS | MEASURED_AT_WISH and ticket.contactable


def _was_measured(ticket: Ticket, scene: Scene) -> bool:
    """Return whether satisfaction was measured, need not be, or could not be asked for (R233)."""
    now, zone = ticket.this_pass, scene.body.zone
    tried = is_unreachable(now.measure_tries, zone) or is_unreachable(now.tries, zone)
    return now.score is not None or not _is_measured(ticket) or tried


def withdraw(ticket: Ticket, _deed: deeds.Withdraw, scene: Scene) -> Moved:
    """Withdraw a ticket."""
    after = out_of_waiting(ticket).with_(status=Status.CLOSED, closed_at=scene.at, speak_since="")
    return after, [happening(Action.WITHDRAW, {"section": ticket.section, "partner": ticket.partner})]


def merge(ticket: Ticket, deed: deeds.Merge, scene: Scene) -> Moved:
    """Merge a ticket into another; both numbers live."""
    after = ticket.with_(
        status=Status.CLOSED, closed_at=scene.at, merged_into=deed.into, status_before_merge=ticket.status
    )
    return after, [happening(Action.MERGE, {"into": deed.into})]


def unmerge(ticket: Ticket, _deed: deeds.Unmerge, scene: Scene) -> Moved:
    """Undo a merge within its days."""
    until = from_iso(ticket.closed_at) + timedelta(days=scene.body.rules.undo_days)
    needs(scene.now <= until, "undo_days", until=iso(until))
    after = ticket.with_(
        status=ticket.status_before_merge or Status.REGISTERED, closed_at="", merged_into="", status_before_merge=None
    )
    return after, [happening(Action.UNMERGE, {"from": ticket.merged_into})]
