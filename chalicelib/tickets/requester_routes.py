"""Tickets over HTTP, for their requesters: with a session, or with the token of one ticket."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import wiring
from chalicelib.shared.errors import Invalid, KeyReused, Stale, Unauthenticated
from chalicelib.shared.http import Answer, Call, Routes
from chalicelib.tickets import own_data, own_deeds, requesters
from chalicelib.tickets.actions import Done
from chalicelib.tickets.deeds import Action, Measure, Remark, Reopen, Score, Text, Withdraw
from chalicelib.tickets.own_views import OwnPage, OwnTicketView
from chalicelib.tickets.trouble import ActionNotAllowed, NotYet, TicketNotFound

routes = Routes(__name__)
SESSION = wiring.requester()
HOLDER = wiring.holder()
_READ = (Unauthenticated, TicketNotFound)
_DONE = (*_READ, ActionNotAllowed, NotYet, Invalid, KeyReused)


class OwnWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=1000)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


class ExportWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=1000)] = ""
    limit: Annotated[int, Meta(ge=1, le=25)] = 25


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a requester writes; it answers the question, if there is one."""

    text: Text


class Rating(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How satisfied somebody is, 1 to 5; a low score opens the ticket again unless `reopen` is false (R059)."""

    score: Score
    reason: Remark = ""
    partner_score: Score | None = None
    reopen: bool = True


class Reopening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why somebody appeals."""

    reason: Text


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing needs to be said."""


@routes.on(
    "GET", "/v1/public/tickets", access=SESSION, query=OwnWanted, answer=OwnPage, problems=(Unauthenticated, Invalid)
)
def list_own(call: Call) -> OwnPage:
    """List one's own tickets, newest first."""
    return requesters.listed(wiring.requesters(), call.caller, cursor_text=call.query.cursor, limit=call.query.limit)


@routes.on("GET", "/v1/public/tickets/{number}", access=HOLDER, answer=OwnTicketView, problems=_READ)
def read_own(call: Call, number: str) -> OwnTicketView:
    """Follow one's own ticket: where it stands, each step, what was written."""
    return requesters.one(wiring.requesters(), call.caller, number)


@routes.on(
    "POST", "/v1/public/tickets/{number}/messages", access=HOLDER, body=Message, answer=OwnTicketView, keyed=True,
    problems=_DONE,
)  # fmt: skip
def write(call: Call, number: str) -> Answer:
    """Write to the body; it answers the question, if one was asked."""
    context = wiring.requesters()
    done = own_deeds.message(context, call.caller, number, call.body.text, key=call.key, correlation=call.correlation)
    return _done(call, number, done)


@routes.on(
    "POST", "/v1/public/tickets/{number}/rating", access=HOLDER, body=Rating, answer=OwnTicketView, keyed=True,
    problems=_DONE,
)  # fmt: skip
def rate(call: Call, number: str) -> Answer:
    """Say how satisfied one is."""
    said: Rating = call.body
    deed = Measure(score=said.score, reason=said.reason, partner_score=said.partner_score, reopen=said.reopen)
    return _do(call, number, Action.MEASURE, deed)


@routes.on(
    "POST", "/v1/public/tickets/{number}/reopening", access=HOLDER, body=Reopening, answer=OwnTicketView, keyed=True,
    problems=_DONE,
)  # fmt: skip
def reopen(call: Call, number: str) -> Answer:
    """Appeal: the ticket is opened again for other staff."""
    return _do(call, number, Action.REOPEN, Reopen(reason=call.body.reason))


@routes.on(
    "POST", "/v1/public/tickets/{number}/withdrawal", access=HOLDER, body=Withdrawal, answer=OwnTicketView, keyed=True,
    problems=_DONE,
)  # fmt: skip
def withdraw(call: Call, number: str) -> Answer:
    """Withdraw one's own ticket."""
    return _do(call, number, Action.WITHDRAW, Withdraw())


@routes.on(
    "GET", "/v1/public/me/data", access=SESSION, query=ExportWanted, answer=own_data.Exported,
    problems=(Unauthenticated, Invalid),
)  # fmt: skip
def export(call: Call) -> own_data.Exported:
    """Take away all that bodies keep of oneself."""
    return own_data.export(wiring.own_data(), call.caller, cursor_text=call.query.cursor, limit=call.query.limit)


@routes.on("DELETE", "/v1/public/me/data", access=SESSION, answer=own_data.Erased, problems=(Unauthenticated, Stale))
def erase(call: Call) -> own_data.Erased:
    """Erase what bodies keep of oneself; open tickets are withdrawn."""
    return own_data.erase(wiring.own_data(), call.caller, correlation=call.correlation)


def _do(call: Call, number: str, action: Action, deed: Measure | Reopen | Withdraw) -> Answer:
    done = own_deeds.do(
        wiring.requesters(), call.caller, number, action, deed, key=call.key, correlation=call.correlation
    )
    return _done(call, number, done)


def _done(call: Call, number: str, done: Done) -> Answer:
    """Return the ticket as it is after a deed; a repeat is marked."""
    view = requesters.one(wiring.requesters(), call.caller, number)
    return Answer(content=view, headers={"Idempotent-Replay": "true"} if done.repeated else {})
