"""Links from a message to one ticket: looking shows where it stands, sending rates or reopens it, once, in 30 days.

A token is 128 bits, made from the ticket and the event that the message tells of, so that a message sent again carries
the same one; it is kept hashed. Mail scanners open links, so looking consumes nothing and shows no words of anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Conflict, Invalid
from chalicelib.tickets import actions
from chalicelib.tickets.deeds import Action, Deed, Measure, Reopen, Score
from chalicelib.tickets.lifecycle import REQUESTER, RULES, allowed
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import TicketChanged, TicketNotFound
from chalicelib.tickets.words import Kind, Status

LASTS = timedelta(days=30)
# So often an action is tried on a ticket that others are changing.
TRIES = 3

Can = Literal["rate", "reopen"]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """What a token leads to; `used` is a digest of what was sent with it."""

    number: str
    event: str
    expires_at: str
    used: str = ""


class Links(Protocol):
    """Where links are kept, under the hash of their token."""

    def add(self, hash: str, link: Link) -> None:
        """Keep a link; one that is there stays as it is."""
        ...

    def get(self, hash: str) -> Link | None: ...

    def use(self, hash: str, used: str) -> None: ...


class LinkUsed(Conflict):
    """The link was used before, with another content."""


class Reopening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=4000)]


class Sent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is sent with a link: a score with its reason, or the wish to reopen."""

    score: Score | None = None
    reason: Annotated[str, Meta(max_length=4000)] = ""
    partner_score: Score | None = None
    reopen: Reopening | None = None


class LinkView(msgspec.Struct, frozen=True, kw_only=True):
    """Where the ticket stands and what can be done with the link; `can` is empty once it was used."""

    number: str
    body: str
    kind: Kind
    status: Status
    language: str
    registered_at: str
    can: tuple[Can, ...]
    used: bool
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """What links need from the world."""

    acting: actions.Context
    links: Links

    def link(self, number: str, event: str) -> str:
        """Return the token of the link to a ticket in the message of an event; the same each time."""
        token = self.acting.secret.text("link", number, event)
        expires_at = iso(self.acting.clock() + LASTS)
        self.links.add(self.hash(token), Link(number=number, event=event, expires_at=expires_at))
        return token

    def hash(self, token: str) -> str:
        """Return what a token is kept under."""
        return self.acting.secret.text("link-hash", token)


def look(context: Context, token: str) -> LinkView:
    """Return where the ticket of a link stands; nothing is consumed.

    :raises TicketNotFound: if there is no such link, or its time is over
    """
    link, ticket = _found(context, token)
    return _view(context, link, ticket)


def send(context: Context, token: str, sent: Sent, *, correlation: str = "") -> tuple[LinkView, bool]:
    """Rate or reopen the ticket of a link, once; return where it stands, and whether this was a repeat.

    The action is keyed by the link, so that a lost answer or a second click never acts twice.

    :raises TicketNotFound: if there is no such link, or its time is over
    :raises LinkUsed: if it was used with another content
    :raises ActionNotAllowed: if the ticket's status does not allow it; the link stays good
    """
    action, deed = _deed(sent)
    link, ticket = _found(context, token)
    used = context.acting.secret.text("link-sent", msgspec.json.encode(sent).decode(), size=9)
    if link.used:
        if link.used != used:
            raise LinkUsed
        return _view(context, link, ticket), True
    hash = context.hash(token)
    doing = actions.Doing(action=action, deed=deed, actor=REQUESTER, key=f"link-{hash}", correlation=correlation)
    ticket = _done(context, link.number, doing)
    context.links.use(hash, used)
    return _view(context, msgspec.structs.replace(link, used=used), ticket), False


def _found(context: Context, token: str) -> tuple[Link, Ticket]:
    link = context.links.get(context.hash(token))
    if link is None or from_iso(link.expires_at) <= context.acting.clock():
        raise TicketNotFound
    ticket = context.acting.tickets.get(link.number)
    if ticket.erased:
        raise TicketNotFound
    return link, ticket


def _deed(sent: Sent) -> tuple[Action, Deed]:
    if sent.reopen is not None:
        if sent.score is not None or sent.partner_score is not None or sent.reason:
            raise Invalid.field("reopen", "not-allowed")
        return Action.REOPEN, Reopen(reason=sent.reopen.reason)
    if sent.score is None:
        raise Invalid.field("score", "missing")
    return Action.MEASURE, Measure(score=sent.score, reason=sent.reason, partner_score=sent.partner_score)


def _done(context: Context, number: str, doing: actions.Doing) -> Ticket:
    for _ in range(TRIES - 1):
        try:
            return actions.act(context.acting, number, doing).ticket
        except TicketChanged:
            continue
    return actions.act(context.acting, number, doing).ticket


def _view(context: Context, link: Link, ticket: Ticket) -> LinkView:
    return LinkView(
        number=ticket.number, body=ticket.body, kind=ticket.kind, status=ticket.status, language=ticket.language,
        registered_at=ticket.registered_at, can=() if link.used else tuple(_can(context, ticket)),
        used=bool(link.used), expires_at=link.expires_at,
    )  # fmt: skip


def _can(context: Context, ticket: Ticket) -> Iterator[Can]:
    possible = allowed(ticket, REQUESTER)
    if Action.MEASURE in possible and _is_resolved(context, ticket):
        yield "rate"
    if Action.REOPEN in possible and _may_be_appealed(context, ticket):
        yield "reopen"


def _may_be_appealed(context: Context, ticket: Ticket) -> bool:
    """Return whether a pass may follow now; a merged ticket is appealed with the other."""
    state = context.acting.tickets.get(ticket.merged_into) if ticket.merged_into else ticket
    return Action.REOPEN in allowed(state, REQUESTER) and _in_appeal_time(context, state)


def _is_resolved(context: Context, ticket: Ticket) -> bool:
    """Return whether there is something to rate; a merged ticket goes with the other."""
    state = context.acting.tickets.get(ticket.merged_into) if ticket.merged_into else ticket
    return state.status in RULES[Action.MEASURE].statuses


def _in_appeal_time(context: Context, ticket: Ticket) -> bool:
    ended = ticket.closed_at or ticket.resolved_at
    days = context.acting.body(ticket.body).rules.appeal_days
    return not ended or context.acting.clock() <= from_iso(ended) + timedelta(days=days)
