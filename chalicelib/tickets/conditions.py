"""What beside its status a ticket must be like for an action (domain.md section 3, rules and paths). Pure."""

from collections.abc import Callable

from chalicelib.organisations.staff import Role
from chalicelib.tickets.actor import REQUESTER, SYSTEM, Actor
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import UNMEASURED_KINDS, Appeal, Kind, PartnerMode, Status

S, R, A = Status, Role, Action

# A published complaint has no requester: there is nobody to ask, inform, measure or write to (domain.md, paths).
NOT_FOR_MEDIA = frozenset({A.ASK, A.INFORM, A.MEASURE, A.REPLY})


def fits(ticket: Ticket, action: Action, actor: Actor) -> bool:
    """Return whether a ticket is such that an action may be done to it now, its status apart."""
    if ticket.kind is Kind.MEDIA and action in NOT_FOR_MEDIA:
        return False
    return CONDITIONS[action](ticket, actor) if action in CONDITIONS else True


def _may_be_measured(ticket: Ticket, actor: Actor) -> bool:
    """Return whether satisfaction is still open; who left no contact is not asked, but may say it unasked."""
    if ticket.this_pass.score is not None or ticket.kind in UNMEASURED_KINDS:
        return False
    return actor == REQUESTER or (ticket.contactable and not ticket.merged_into)


def _may_be_resolved(ticket: Ticket, _actor: Actor) -> bool:
    """Return whether somebody answered, or nobody need: a silent partner of another jurisdiction, thanks."""
    standing = ticket.status in (S.REFERRED, S.IN_PROGRESS)
    silent = ticket.partner_mode is PartnerMode.OUT_OF_JURISDICTION or ticket.kind is Kind.THANKS
    return not standing or silent


def _may_be_reopened(ticket: Ticket, actor: Actor) -> bool:
    """Return whether a pass may follow; after a final closing one appeal is heard, and no second.

    Whoever's ticket was merged into another appeals with that one (actions.py).
    """
    if ticket.merged_into:
        return actor == REQUESTER
    return not (ticket.final and ticket.appeal)


def _may_be_classified(ticket: Ticket, actor: Actor) -> bool:
    """Return whether classes are open; of a closed complaint only the root cause that its closing left out."""
    return ticket.is_open or (ticket.cause_wanted and R.FOLLOW_UP in actor.roles)


def _may_be_replied(ticket: Ticket, actor: Actor) -> bool:
    """Return whether words are exchanged: while work is done, and by whoever's ticket was merged into another."""
    return ticket.is_open or (bool(ticket.merged_into) and actor == REQUESTER)


CONDITIONS: dict[Action, Callable[[Ticket, Actor], bool]] = {
    A.CLASSIFY: _may_be_classified,
    A.INFORM: lambda ticket, _actor: ticket.contactable,
    A.RESOLVE: _may_be_resolved,
    A.MEASURE: _may_be_measured,
    # What the media published is closed by people: no rating is waited for.
    A.CLOSE: lambda ticket, actor: ticket.kind is not Kind.MEDIA or actor != SYSTEM,
    A.REOPEN: _may_be_reopened,
    A.SPEAK: lambda ticket, _actor: bool(ticket.speak_since),
    A.DECIDE: lambda ticket, _actor: ticket.appeal is Appeal.PENDING,
    # Merged away, a ticket of a later pass would come into hands that are kept from it.
    A.MERGE: lambda ticket, _actor: not ticket.excluded,
    A.REPLY: _may_be_replied,
    A.UNMERGE: lambda ticket, _actor: bool(ticket.merged_into),
    A.REPLY_TO_OUTLET: lambda ticket, _actor: ticket.kind is Kind.MEDIA,
}
