"""The lifecycle of a ticket: which action, by whom, from which status (domain.md section 3). Pure.

The table `RULES` is the whole of it, with what else a ticket must be like in conditions.py; what an action does is in
moves.py. Role comes before state: who may never do a thing is told so (403), whatever the ticket's status (409).
"""

from dataclasses import dataclass

from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import RoleNotAllowed
from chalicelib.tickets.actor import REQUESTER, SYSTEM, Actor, actor_of
from chalicelib.tickets.conditions import fits
from chalicelib.tickets.deeds import Action, Classify, Close, Deed, Party
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import ActionNotAllowed, ExcludedFromPass
from chalicelib.tickets.words import OPEN, Kind, Status

__all__ = ["HANDLING", "REMEMBERED", "REQUESTER", "RULES", "SYSTEM", "Actor", "actor_of", "allowed"]

S, R, A = Status, Role, Action


@dataclass(frozen=True, kw_only=True)
class Recording:
    """Which roles may record an action for which parties (`on_behalf`)."""

    roles: frozenset[Role] = frozenset()
    parties: frozenset[Party] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may do an action and from which statuses; `requester` and `system` say whether they may too."""

    roles: frozenset[Role] = frozenset()
    statuses: frozenset[Status] = OPEN
    requester: bool = False
    system: bool = False
    recorded: Recording = Recording()


_LINE3 = frozenset({R.SECTION_OFFICER, R.PARTNER})
_COUNTER = frozenset({R.AGENT, R.RECEPTION, R.DISTRIBUTOR})
_BY_PHONE = Recording(roles=frozenset({R.DISTRIBUTOR}), parties=frozenset({Party.SECTION, Party.PARTNER}))
_FOR_REQUESTER = Recording(roles=_COUNTER, parties=frozenset({Party.REQUESTER}))
_NOT_CLASSES = frozenset({"importance", "root_cause", "on_behalf"})
_EVERYBODY = frozenset(Role) - {R.ADMIN, R.KNOWLEDGE_EDITOR, R.CAMPAIGN_MANAGER}

RULES: dict[Action, Rule] = {
    A.CLASSIFY: Rule(roles=frozenset({R.AGENT, R.DISTRIBUTOR, R.FOLLOW_UP}), statuses=OPEN | {S.CLOSED}),
    A.REJECT: Rule(roles=frozenset({R.AGENT, R.DISTRIBUTOR}), statuses=frozenset({S.REGISTERED})),
    A.SOLVE: Rule(roles=frozenset({R.AGENT}), statuses=frozenset({S.REGISTERED})),
    A.REFER: Rule(
        roles=frozenset({R.DISTRIBUTOR}),
        statuses=frozenset({S.REGISTERED, S.REFERRED, S.IN_PROGRESS, S.WAITING, S.ANSWERED}),
    ),
    A.DECLINE: Rule(roles=_LINE3, statuses=frozenset({S.REFERRED, S.IN_PROGRESS}), recorded=_BY_PHONE),
    A.START: Rule(roles=_LINE3, statuses=frozenset({S.REFERRED}), recorded=_BY_PHONE),
    A.ASK: Rule(roles=_LINE3 | {R.AGENT, R.DISTRIBUTOR}, statuses=frozenset({S.REGISTERED, S.REFERRED, S.IN_PROGRESS})),
    A.RESPOND: Rule(statuses=frozenset({S.WAITING}), requester=True, recorded=_FOR_REQUESTER),
    A.ANSWER: Rule(roles=_LINE3, statuses=frozenset({S.REFERRED, S.IN_PROGRESS}), recorded=_BY_PHONE),
    A.RETURN: Rule(roles=frozenset({R.DISTRIBUTOR}), statuses=frozenset({S.ANSWERED})),
    A.INFORM: Rule(roles=frozenset({R.DISTRIBUTOR}), statuses=frozenset({S.ANSWERED})),
    A.RESOLVE: Rule(
        roles=frozenset({R.DISTRIBUTOR}), statuses=frozenset({S.ANSWERED, S.WAITING, S.REFERRED, S.IN_PROGRESS})
    ),
    A.MEASURE: Rule(
        roles=frozenset({R.FOLLOW_UP}),
        statuses=frozenset({S.RESOLVED, S.CLOSED}),
        requester=True,
        recorded=_FOR_REQUESTER,
    ),
    A.CLOSE: Rule(roles=frozenset({R.DISTRIBUTOR, R.AGENT, R.MANAGER}), statuses=frozenset({S.RESOLVED}), system=True),
    A.REOPEN: Rule(
        roles=frozenset({R.FOLLOW_UP}),
        statuses=frozenset({S.RESOLVED, S.CLOSED, S.REJECTED}),
        requester=True,
        recorded=_FOR_REQUESTER,
    ),
    A.SPEAK: Rule(roles=frozenset({R.SUPERVISOR}), statuses=frozenset(Status)),
    A.DECIDE: Rule(roles=frozenset({R.MANAGER}), statuses=frozenset({S.CLOSED})),
    A.WITHDRAW: Rule(requester=True, recorded=_FOR_REQUESTER),
    A.MERGE: Rule(roles=frozenset({R.AGENT, R.DISTRIBUTOR})),
    A.UNMERGE: Rule(roles=frozenset({R.AGENT, R.DISTRIBUTOR}), statuses=frozenset({S.CLOSED})),
    A.ASSIGN: Rule(roles=frozenset({R.DISTRIBUTOR, R.SUPERVISOR, R.MANAGER})),
    A.DELAY: Rule(roles=_LINE3 | {R.DISTRIBUTOR, R.SUPERVISOR, R.AGENT}, system=True),
    A.REMIND: Rule(
        roles=frozenset({R.DISTRIBUTOR, R.SUPERVISOR}), statuses=frozenset({S.REFERRED, S.IN_PROGRESS}), system=True
    ),
    A.NOTE: Rule(roles=_EVERYBODY, statuses=frozenset(Status)),
    A.REPLY: Rule(
        roles=frozenset({R.AGENT, R.DISTRIBUTOR, R.FOLLOW_UP, R.SUPERVISOR}), statuses=OPEN | {S.CLOSED}, requester=True
    ),
    A.REPLY_TO_OUTLET: Rule(roles=frozenset({R.MEDIA_OFFICER}), statuses=frozenset(Status)),
}

# Whoever does one of these handles the ticket; who handled an earlier pass may not do them in the next (R234).
HANDLING = frozenset(
    {A.CLASSIFY, A.REJECT, A.SOLVE, A.REFER, A.DECLINE, A.START, A.ASK, A.ANSWER, A.RETURN, A.INFORM, A.RESOLVE,
     A.CLOSE, A.MERGE}
)  # fmt: skip
# These are remembered as handlers, with every assignee (domain.md section 3, reopen).
REMEMBERED = frozenset({A.ANSWER, A.INFORM, A.SOLVE, A.RESOLVE, A.REJECT})


def allowed(ticket: Ticket, actor: Actor) -> list[Action]:
    """Return what an actor may do to a ticket now, in the order of the lifecycle."""
    return [action for action in Action if _is_allowed(ticket, action, actor)]


def check_role(ticket: Ticket, action: Action, actor: Actor, deed: Deed) -> None:
    """Refuse who may not do this to such a ticket, whatever its status.

    :raises RoleNotAllowed: if none of the actor's roles may
    :raises ExcludedFromPass: if the actor handled an earlier pass
    """
    recorded = deed.on_behalf is not None
    may = _may_record(ticket, action, actor, deed) if recorded else _may(ticket, action, actor)
    if not may or not _class_fits(actor, deed) or not _closing_fits(actor, deed):
        raise RoleNotAllowed(allowed_roles=sorted(_roles(ticket, action, recorded)))
    if is_excluded(ticket, action, actor):
        raise ExcludedFromPass


def check_status(ticket: Ticket, action: Action, actor: Actor) -> None:
    """Refuse what the status does not allow. :raises ActionNotAllowed: with what it does"""
    if not _state_allows(ticket, action, actor):
        raise ActionNotAllowed(status=ticket.status, allowed=allowed(ticket, actor))


def _class_fits(actor: Actor, deed: Deed) -> bool:
    """Return whether the importance, and nothing else, is set by the team that sets it (R208)."""
    if not isinstance(deed, Classify):
        return True
    others = any(getattr(deed, name) is not None for name in Classify.__struct_fields__ if name not in _NOT_CLASSES)
    line = bool(actor.roles & {R.AGENT, R.DISTRIBUTOR, R.MEDIA_OFFICER})
    team_only = deed.importance is not None or deed.root_cause is not None
    return (not team_only or R.FOLLOW_UP in actor.roles) and (not others or line)


def _closing_fits(actor: Actor, deed: Deed) -> bool:
    """Return whether a final closing is the distributor's or the manager's, and the manager's a final one."""
    if not isinstance(deed, Close):
        return True
    if actor.staff is None:
        return not deed.final
    roles = {R.DISTRIBUTOR, R.MANAGER} if deed.final else {R.DISTRIBUTOR, R.AGENT, R.MEDIA_OFFICER}
    return bool(actor.roles & roles)


def is_excluded(ticket: Ticket, action: Action, actor: Actor) -> bool:
    """Return whether an earlier pass keeps the actor from handling this one."""
    return action in HANDLING and actor.id in ticket.excluded and actor.id not in ticket.this_pass.readmitted


def _is_allowed(ticket: Ticket, action: Action, actor: Actor) -> bool:
    may = _may(ticket, action, actor) or bool(RULES[action].recorded.roles & actor.roles)
    return may and _state_allows(ticket, action, actor) and not is_excluded(ticket, action, actor)


def _state_allows(ticket: Ticket, action: Action, actor: Actor) -> bool:
    # What would be said to an erased ticket could not be kept: its seal is gone.
    return not ticket.erased and ticket.status in RULES[action].statuses and fits(ticket, action, actor)


def _roles(ticket: Ticket, action: Action, recorded: bool) -> frozenset[Role]:
    """Return the roles that may; a media ticket is the media officer's where others are the distributor's (R240)."""
    rule = RULES[action]
    roles = rule.recorded.roles if recorded else rule.roles - _later(ticket, action)
    media = ticket.kind is Kind.MEDIA and R.DISTRIBUTOR in roles
    return (roles - {R.DISTRIBUTOR, R.AGENT}) | {R.MEDIA_OFFICER} if media else roles


def _later(ticket: Ticket, action: Action) -> frozenset[Role]:
    """Return the roles whose turn it is not: managers close at the limit of the loop, requesters alone appeal then."""
    if action is A.CLOSE and not ticket.limit_reached:
        return frozenset({R.MANAGER})
    return frozenset({R.FOLLOW_UP}) if action is A.REOPEN and ticket.final else frozenset()


def _may(ticket: Ticket, action: Action, actor: Actor) -> bool:
    if actor.staff is None:
        return (actor == REQUESTER and RULES[action].requester) or (actor == SYSTEM and RULES[action].system)
    return any(_role_fits(role, ticket, action, actor.staff) for role in _roles(ticket, action, False) & actor.roles)


def _role_fits(role: Role, ticket: Ticket, action: Action, staff: Staff) -> bool:
    """Return whether a role that may do an action also stands on the right side of this ticket."""
    if role is R.SECTION_OFFICER:
        return action is A.NOTE or (not ticket.partner and ticket.section in staff.sections)
    if role is R.PARTNER:
        return bool(ticket.partner) and ticket.partner == staff.partner
    if action is A.CLOSE and role is R.AGENT:
        return ticket.this_pass.solved_by == staff.id
    if action is A.DELAY and role is R.AGENT:
        return ticket.assignee == staff.id
    return True


def _may_record(ticket: Ticket, action: Action, actor: Actor, deed: Deed) -> bool:
    of = deed.on_behalf.of if deed.on_behalf else None
    side = {Party.SECTION: not ticket.partner, Party.PARTNER: bool(ticket.partner)}.get(of or Party.REQUESTER, True)
    return of in RULES[action].recorded.parties and side and bool(_roles(ticket, action, True) & actor.roles)
