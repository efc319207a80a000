"""How a ticket ends, and begins again: resolved, measured, closed, reopened, withdrawn, merged. Pure."""

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
from chalicelib.tickets.ticket import Pass, Ticket
from chalicelib.tickets.words import ANONYMOUS_KINDS, UNMEASURED_KINDS, Kind, Outcome, Status


def resolve(ticket: Ticket, deed: deeds.Resolve, scene: Scene) -> Moved:
    """Resolve a ticket, after informing."""
    _outcome_fits(ticket, deed)
    needs(ticket.kind is not Kind.COMPLAINT or ticket.object is not None, "object")
    if ticket.status is Status.WAITING:
        _no_response(ticket, deed, scene)
    elif ticket.contactable and not ticket.this_pass.informed and ticket.kind is not Kind.MEDIA:
        needs(is_unreachable(ticket.this_pass.tries, scene.body.zone), "inform")
        needs(bool(clean_text(deed.reason)), "reason")
    after = out_of_waiting(ticket, scene).with_(
        status=Status.RESOLVED, resolved_at=scene.at, first_reply_at=first_reply(ticket, scene),
        this_pass=msgspec.structs.replace(ticket.this_pass, outcome=deed.outcome),
    )  # fmt: skip
    facts = {"outcome": deed.outcome, "no_response": ticket.status is Status.WAITING or None}
    return after, [happening(Action.RESOLVE, facts, message=deed.message, reason=deed.reason)]


def _outcome_fits(ticket: Ticket, deed: deeds.Resolve) -> None:
    if deed.outcome is Outcome.PROPOSALS and ticket.kind is not Kind.MEDIA:
        raise Invalid.field("outcome", "not-allowed")
    if deed.outcome is Outcome.NOT_SOLVABLE and not clean_text(deed.reason):
        raise Invalid.field("reason", "missing")


def _no_response(ticket: Ticket, deed: deeds.Resolve, scene: Scene) -> None:
    """Refuse to give up on a requester before the body's days are over, or with any other outcome."""
    if deed.outcome is not Outcome.NOT_SOLVABLE:
        raise Invalid.field("outcome", "not-allowed")
    until = from_iso(ticket.waiting_since) + timedelta(days=scene.body.rules.waiting_days)
    needs(scene.now >= until, "waiting_days", until=iso(until))


def measure(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    """Measure satisfaction; who is not satisfied is heard again in the same step (R215)."""
    if not deed.reached:
        return _measure_tried(ticket, deed, scene)
    if deed.score is None:
        raise Invalid.field("score", "missing")
    if deed.partner_score is not None and not ticket.partner:
        raise Invalid.field("partner_score", "not-allowed")
    scored = msgspec.structs.replace(ticket.this_pass, score=deed.score, partner_score=deed.partner_score)
    facts = {"score": deed.score, "partner_score": deed.partner_score, "pass": ticket.reopened}
    after, happened = ticket.with_(this_pass=scored), [happening(Action.MEASURE, facts, reason=deed.reason)]
    if not _heard_again(after, deed, scene):
        return after, happened
    reason = deed.reason or f"{deed.score}/5"
    again, reopened = _reopened(after, {"dissatisfied": True, "apology": True}, reason, scene)
    return again, [*happened, *reopened]


def _measure_tried(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> Moved:
    tries = (*ticket.this_pass.measure_tries, scene.at)
    after = ticket.with_(this_pass=msgspec.structs.replace(ticket.this_pass, measure_tries=tries))
    return after, [happening(Action.MEASURE, {"reached": False, "tries": len(tries)}, note=deed.reason)]


def _heard_again(ticket: Ticket, deed: deeds.Measure, scene: Scene) -> bool:
    """Return whether a low score reopens at once: unless declined, too late, or the loop has reached its limit."""
    rules = scene.body.rules
    low = (deed.score or 0) <= rules.dissatisfied_at
    return low and deed.reopen and ticket.reopened < rules.reopen_limit and _in_appeal_time(ticket, scene)


def close(ticket: Ticket, deed: deeds.Close, scene: Scene) -> Moved:
    """Close a ticket."""
    if scene.actor.staff:
        needs(_may_be_closed(ticket, scene), "measure")
        if ticket.kind is Kind.COMPLAINT and deed.root_cause is None:
            raise Invalid.field("root_cause", "missing")
    after = ticket.with_(status=Status.CLOSED, closed_at=scene.at, root_cause=deed.root_cause)
    facts = {"root_cause": deed.root_cause, "measured": ticket.this_pass.score,
             "no_contact": not ticket.contactable or None}  # fmt: skip
    return after, [happening(Action.CLOSE, facts, note=deed.note)]


def _may_be_closed(ticket: Ticket, scene: Scene) -> bool:
    """Return whether satisfaction was measured, need not be, or could not be asked for (R233)."""
    now = ticket.this_pass
    unasked = ticket.kind in UNMEASURED_KINDS | ANONYMOUS_KINDS or not ticket.contactable
    tried = is_unreachable(now.measure_tries, scene.body.zone) or is_unreachable(now.tries, scene.body.zone)
    return now.score is not None or unasked or tried


def reopen(ticket: Ticket, deed: deeds.Reopen, scene: Scene) -> Moved:
    """Reopen a ticket within the appeal days."""
    needs(_in_appeal_time(ticket, scene), "appeal_days")
    return _reopened(ticket, {"appeal": True}, deed.reason, scene)


def _in_appeal_time(ticket: Ticket, scene: Scene) -> bool:
    ended = from_iso(ticket.closed_at or ticket.resolved_at)
    return scene.now <= ended + timedelta(days=scene.body.rules.appeal_days)


def _reopened(ticket: Ticket, facts: dict[str, Any], reason: str, scene: Scene) -> Moved:
    """Return the ticket in its next pass: nobody who handled an earlier one handles it again (R234).

    Each pass has the full promises of its own (domain.md section 4).
    """
    had_place = bool(ticket.section or ticket.partner)
    excluded = tuple(dict.fromkeys((*ticket.excluded, *ticket.handlers, *filter(None, [ticket.assignee]))))
    target = scene.body.target(ticket.kind, ticket.category, ticket.complexity, ticket.importance or "")
    after = ticket.with_(
        due_at=iso(scene.now + timedelta(minutes=target.resolution)), first_reply_at="",
        reply_by=iso(scene.now + timedelta(minutes=target.first_reply)),
        status=Status.REFERRED if had_place else Status.REGISTERED, reopened=ticket.reopened + 1, excluded=excluded,
        handlers=(), assignee="", this_pass=Pass(), closed_at="", resolved_at="", root_cause=None,
        classified_at=ticket.classified_at or scene.at,
    )  # fmt: skip
    return after, [happening(Action.REOPEN, {**facts, "pass": after.reopened}, reason=reason)]


def withdraw(ticket: Ticket, _deed: deeds.Withdraw, scene: Scene) -> Moved:
    """Withdraw a ticket."""
    after = out_of_waiting(ticket, scene).with_(status=Status.CLOSED, closed_at=scene.at)
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
