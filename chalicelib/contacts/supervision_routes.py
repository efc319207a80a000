"""What goes on at the centre and what supervisors do with it, over HTTP."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import wiring
from chalicelib.contacts import agent_figures, heard, live_board, queue_figures, supervision
from chalicelib.contacts.agent_figures import AgentFiguresQuery, AgentFiguresView
from chalicelib.contacts.figure_days import body_of
from chalicelib.contacts.heard import Because, Entry, EntryView
from chalicelib.contacts.live_board import Board
from chalicelib.contacts.queue_figures import FiguresQuery, FiguresView
from chalicelib.contacts.supervision import Monitoring, Putting
from chalicelib.contacts.telephony import TelephonyAway, TelephonyRefused
from chalicelib.contacts.trouble import ContactNotFound
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, RoleNotAllowed, Unavailable
from chalicelib.shared.http import Answer, Call, Routes

routes = Routes(__name__)
_DONE = (Invalid, KeyReused, TelephonyAway, TelephonyRefused, Unavailable)


class BoardQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that one serves; the own if none is named."""

    body: Annotated[str, Meta(max_length=64)] = ""


@routes.on(
    "GET", "/v1/supervision", access=wiring.staff(*queue_figures.READERS), query=BoardQuery, answer=Board,
    problems=(NotFound,),
)  # fmt: skip
def board(call: Call) -> Board:
    """Read who waits, who is at work and which contacts are open, at this moment."""
    return live_board.board(wiring.live_board(), call.caller, body_of(call.caller, call.query.body))


@routes.on(
    "GET", "/v1/queues/figures", access=wiring.staff(*queue_figures.READERS), query=FiguresQuery, answer=FiguresView,
    problems=(Invalid, NotFound),
)  # fmt: skip
def figures(call: Call) -> FiguresView:
    """Read what queues were presented on some days, and what became of it."""
    return queue_figures.table(wiring.live_board(), call.caller, call.query)


@routes.on(
    "GET", "/v1/agents/figures", access=wiring.staff(*agent_figures.READERS), query=AgentFiguresQuery,
    answer=AgentFiguresView, problems=(Invalid, NotFound),
)  # fmt: skip
def agents(call: Call) -> AgentFiguresView:
    """Read how long agents were in each status on some days; agents their own."""
    return agent_figures.table(wiring.live_board(), call.caller, call.query)


@routes.on(
    "POST", "/v1/supervision/contacts/{id}/monitoring", access=wiring.staff(Role.SUPERVISOR, Role.QUALITY),
    body=Monitoring, answer=EntryView, status=201, keyed=True, problems=(*_DONE, ContactNotFound, RoleNotAllowed),
)  # fmt: skip
def monitor(call: Call, id: str) -> Answer:
    """Listen to a call that goes on, or join it; the agent is told."""
    return _done(supervision.monitor(wiring.supervising(), call.caller, id, call.body, call.key))


@routes.on(
    "POST", "/v1/supervision/contacts/{id}/end", access=wiring.staff(Role.SUPERVISOR), body=Because, answer=EntryView,
    status=201, keyed=True, problems=(*_DONE, ContactNotFound),
)  # fmt: skip
def end(call: Call, id: str) -> Answer:
    """End a call; the agent sees why."""
    return _done(supervision.end(wiring.supervising(), call.caller, id, call.body, call.key))


@routes.on(
    "POST", "/v1/supervision/agents/{username}/presence", access=wiring.staff(Role.SUPERVISOR), body=Putting,
    answer=EntryView, status=201, keyed=True, problems=(*_DONE, NotFound),
)  # fmt: skip
def put(call: Call, username: str) -> Answer:
    """Put somebody into a state; the agent sees why."""
    return _done(supervision.put(wiring.supervising(), call.caller, username, call.body, call.key))


def _done(done: tuple[Entry, bool]) -> Answer:
    entry, repeated = done
    replay = {"Idempotent-Replay": "true"} if repeated else {}
    return Answer(content=heard.view(entry), status=200 if repeated else 201, headers=replay)
