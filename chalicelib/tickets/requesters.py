"""What requesters see of their own tickets: with a session, or a token of one ticket.

An unknown ticket and another's take the same calls and end in the same error, so that neither time nor words tell
which it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body
from chalicelib.people.session import Session
from chalicelib.shared.numbers import read_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets import actions
from chalicelib.tickets.bearer import Bearer, held
from chalicelib.tickets.counts import tile_of
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import REQUESTER, RULES, allowed
from chalicelib.tickets.lists import Index, Lists, Plan, Stretch, cursor, read_cursor, read_page
from chalicelib.tickets.own_views import AttachmentLine, OwnLine, OwnPage, OwnTicketView
from chalicelib.tickets.steps import StepView, messages_of, steps_of
from chalicelib.tickets.ticket import Details, Event, Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.views import Promises
from chalicelib.tickets.words import Status

MOST_EVENTS = 500


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket with what it says and the digests of its requester, read by one call."""

    ticket: Ticket
    details: Details
    refs: frozenset[str]


class OwnTickets(Protocol):
    """Where a requester's tickets are read."""

    def owned(self, number: str) -> Owned | None:
        """Return a ticket with its requester's digests, by one call; None if there is none."""
        ...

    def erase(self, found: "Owned", after: Ticket, event: Event, names: Sequence[str]) -> None:
        """Keep an erased ticket with its event, and drop what it said and what finds its requester, all at once.

        `names` are the keys under which the requester's name was entered (named.py).

        :raises TicketChanged: if somebody else saved it first
        """
        ...


class Shown(Protocol):
    """An attachment as it is shown; the feature of attachments lends these."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def type(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def at(self) -> str: ...


class Attached(Protocol):
    """Where a ticket's attachments are listed, those that its requester may see."""

    def __call__(self, ticket: Ticket) -> Sequence[Shown]: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What requesters' actions need: those of staff (`acting`), where own tickets are read, the codes of all bodies."""

    acting: actions.Context
    own: OwnTickets
    lists: Lists
    attached: Attached
    codes: Callable[[], Sequence[str]]


def listed(context: Context, session: Session, *, cursor_text: str, limit: int) -> OwnPage:
    """Return a page of the session's tickets over all bodies, newest first.

    :raises Invalid: if the cursor is none of this list
    """
    secret = context.acting.secret
    name = f"own {session.subject}"
    after = read_cursor(secret, name, cursor_text)
    page = read_page(context.lists, own_plan(context, session), after=after, limit=limit)
    return OwnPage(items=tuple(_line(ticket) for ticket in page.tickets), next=cursor(secret, name, page.after))


def own_plan(context: Context, session: Session) -> Plan:
    """Return where the session's tickets are read: one stretch for each body, since the session's time."""
    refs = [session.ref(context.acting.secret, code) for code in context.codes()]
    stretches = (Stretch(Index.REQUESTER, ref, newest_first=True, since=session.since) for ref in refs)
    return Plan(stretches=tuple(stretches), shows=lambda ticket: not ticket.erased)


def _line(ticket: Ticket) -> OwnLine:
    same = {name: getattr(ticket, name) for name in OwnLine.__struct_fields__ if name != "tile"}
    return OwnLine(tile=tile_of(ticket), **same)


def owned(context: Context, bearer: Bearer, typed: str) -> Owned:
    """Return a ticket that its bearer may reach; the same call whether it is unknown or another's.

    :raises TicketNotFound: if they may not, or there is none
    """
    found = context.own.owned(read_number(typed) or "0" * 12)
    if found is None:
        raise TicketNotFound
    return held_by(found, bearer, context.acting.secret)


def held_by(found: Owned, bearer: Bearer, secret: Secret) -> Owned:
    """Return what was read, if its bearer may reach it. :raises TicketNotFound: if they may not"""
    held(found.ticket, bearer, secret, lambda _number, ref: ref in found.refs)
    return found


def one(context: Context, bearer: Bearer, typed: str) -> OwnTicketView:
    """Return a ticket for its requester. :raises TicketNotFound: if it is not theirs, or there is none"""
    return view(context, owned(context, bearer, typed))


def view(context: Context, found: Owned) -> OwnTicketView:
    """Return a ticket for its requester; one that was merged shows the steps and the status of the other."""
    ticket = found.ticket
    body = context.acting.body(ticket.body)
    steps = steps_of(ticket, _events(context, ticket), body)
    state = ticket
    if ticket.merged_into:
        state, shared = _joined(context, ticket, body)
        steps = (*steps, *(step for step in shared if step.at > ticket.closed_at))
    return OwnTicketView(
        **{name: getattr(ticket, name) for name in _SAME},
        body_name=body.name,
        category_name=next((c.name for c in body.categories if c.code == ticket.category), None),
        status=state.status,
        tile=tile_of(state),
        reopened=state.reopened,
        expected_by=state.expected_by if state.is_open else "",
        outcome=state.this_pass.outcome,
        score=ticket.this_pass.score,
        closed_at=state.closed_at,
        partner=_partner(state, body),
        promises=Promises(first_reply_by=state.reply_by or state.due_at, resolve_by=state.due_at),
        description=found.details.description,
        steps=steps,
        replies=messages_of(steps),
        question=_question(ticket, steps),
        attachments=tuple(_attachment(one) for one in context.attached(ticket)) if ticket.files else (),
        allowed=tuple(dict.fromkeys(_DEEDS[a] for a in _allowed(ticket, state) if a in _DEEDS)),
    )


_SAME = ("number", "body", "kind", "category", "channel", "language", "registered_at", "subject", "merged_into",
         "follows", "appeal", "erased")  # fmt: skip
# What requesters do, as the addresses of their deeds name it.
_DEEDS = {
    Action.RESPOND: "messages",
    Action.REPLY: "messages",
    Action.MEASURE: "rating",
    Action.REOPEN: "reopening",
    Action.WITHDRAW: "withdrawal",
}


def _allowed(ticket: Ticket, state: Ticket) -> list[Action]:
    """Return what a requester may do now; a merged ticket is rated and appealed as the one that it went into stands."""
    rated = state.status in RULES[Action.MEASURE].statuses
    may = {Action.MEASURE: rated, Action.REOPEN: Action.REOPEN in allowed(state, REQUESTER)}
    return [action for action in allowed(ticket, REQUESTER) if may.get(action, True)]


def _events(context: Context, ticket: Ticket) -> list[Event]:
    return context.acting.tickets.history(ticket.number, limit=MOST_EVENTS, seal=ticket.seal)[::-1]


def _joined(context: Context, ticket: Ticket, body: Body) -> tuple[Ticket, tuple[StepView, ...]]:
    """Return the ticket that this one was merged into, and its steps without anybody's words."""
    other = context.acting.tickets.get(ticket.merged_into)
    return other, steps_of(ticket, _events(context, other), body, shared=True)


def _partner(ticket: Ticket, body: Body) -> Words | None:
    """Return the name of the partner with whom the requester follows the ticket."""
    return next((partner.name for partner in body.partners if partner.code == ticket.partner), None)


def _question(ticket: Ticket, steps: Sequence[StepView]) -> str:
    """Return what the requester is asked now; "" if nothing."""
    if ticket.status is not Status.WAITING:
        return ""
    return next((step.message for step in reversed(steps) if step.type == "ticket.asked"), "")


def _attachment(one: Shown) -> AttachmentLine:
    return AttachmentLine(id=one.id, name=one.name, type=one.type, size=one.size, at=one.at)
