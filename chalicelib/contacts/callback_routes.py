"""HTTP for callbacks: what the centre owes, and how it went."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import wiring
from chalicelib.contacts import callback_desk
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_desk import CallbackGiven, TryGiven
from chalicelib.contacts.callbacks import CallbackOver
from chalicelib.contacts.views import shown_number
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, KeyReused, NotFound
from chalicelib.shared.http import Answer, Call, Routes

routes = Routes(__name__)

WRITING = (Role.AGENT, Role.RECEPTION, Role.DISTRIBUTOR, Role.FOLLOW_UP, Role.SUPERVISOR)
WRITERS = wiring.staff(*WRITING)
READERS = wiring.staff(*WRITING, Role.QUALITY, Role.MANAGER)


class CallbacksQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which callbacks are listed; without a state those that are owed."""

    state: CallbackState | None = None
    mine: bool = False
    ticket: Annotated[str, Meta(max_length=40)] = ""
    cursor: Annotated[str, Meta(max_length=600)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


class Reason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a callback is cancelled."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class TryView(msgspec.Struct, frozen=True, kw_only=True):
    """A call that was made: when, by whom (user name), whether somebody was reached."""

    at: str
    by: str
    reached: bool
    note: str
    contact: str


class CallbackView(msgspec.Struct, frozen=True, kw_only=True):
    """A callback: `number` in E.164, `person` the id of the profile, `origin` flow or agent.

    `line` is the telephony's name of the queue, in whose body's name one calls out.
    """

    id: str
    body: str
    number: str
    person: str | None
    queue: str
    queue_name: str
    line: str
    language: str
    state: CallbackState
    requested_at: str
    due_at: str
    tries: tuple[TryView, ...]
    ticket: str | None
    origin: str
    contact: str
    by: str
    note: str
    ended_at: str
    ended_by: str
    reason: str


class CallbackPage(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[CallbackView, ...]
    next: str | None


@routes.on("GET", "/v1/callbacks", access=READERS, query=CallbacksQuery, answer=CallbackPage, problems=(Invalid,))
def list_callbacks(call: Call) -> CallbackPage:
    """List the callbacks that are owed, by when they are due; those that are over by their end, newest first."""
    page = callback_desk.listed(
        wiring.callback_desk(), call.caller, state=call.query.state, mine=call.query.mine, ticket=call.query.ticket,
        after=call.query.cursor, limit=call.query.limit,
    )  # fmt: skip
    return CallbackPage(items=tuple(_view(each, call) for each in page.items), next=page.next)


@routes.on(
    "POST", "/v1/callbacks", access=WRITERS, body=CallbackGiven, answer=CallbackView, status=201, keyed=True,
    problems=(Invalid, KeyReused),
)  # fmt: skip
def ask_for_callback(call: Call) -> Answer:
    """Have somebody called back; who has an open callback already keeps it, and that one is answered (200)."""
    requested = callback_desk.asked(wiring.callback_desk(), call.caller, call.body, call.key)
    headers = {"Location": f"/v1/callbacks/{requested.callback.id}"}
    if requested.repeated:
        headers["Idempotent-Replay"] = "true"
    return Answer(content=_view(requested.callback, call), status=200 if requested.known else 201, headers=headers)


@routes.on("GET", "/v1/callbacks/{id}", access=READERS, answer=CallbackView, problems=(NotFound,))
def show_callback(call: Call, id: str) -> CallbackView:
    """Show a callback with every try."""
    return _view(callback_desk.seen(wiring.callback_desk(), call.caller, id), call)


@routes.on(
    "POST", "/v1/callbacks/{id}/tries", access=WRITERS, body=TryGiven, answer=CallbackView, keyed=True,
    problems=(Invalid, NotFound, CallbackOver),
)  # fmt: skip
def keep_try(call: Call, id: str) -> CallbackView:
    """Say how a try went: reached ends it; after enough tries on enough days the requester is unreachable (R148)."""
    return _view(callback_desk.tried(wiring.callback_desk(), call.caller, id, call.body, call.key), call)


@routes.on(
    "POST", "/v1/callbacks/{id}/cancel", access=WRITERS, body=Reason, answer=CallbackView, keyed=True,
    problems=(Invalid, NotFound, CallbackOver),
)  # fmt: skip
def cancel_callback(call: Call, id: str) -> CallbackView:
    """Cancel a callback that is not needed any more, with the reason."""
    return _view(callback_desk.cancelled(wiring.callback_desk(), call.caller, id, call.body.reason), call)


def _view(callback: Callback, call: Call) -> CallbackView:
    """Return a callback as the caller of the API may see it, in their language."""
    board = wiring.callback_desk().calling.board(callback.body)
    queue = board.queue(callback.queue)
    name = (queue.name.ar if call.language == "ar" else queue.name.en) if queue else callback.queue
    same = {name: getattr(callback, name) for name in _SAME}
    tries = tuple(TryView(at=t.at, by=t.by, reached=t.reached, note=t.note, contact=t.contact) for t in callback.tries)
    return CallbackView(
        **same,
        number=shown_number(callback.number, call.caller),
        queue_name=name,
        line=(queue or board.first).line(callback.body, callback.language),
        tries=tries,
        person=callback.person or None,
        ticket=callback.ticket or None,
    )


_SAME = ("id", "body", "queue", "language", "state", "requested_at", "due_at", "origin", "contact", "by",
         "note", "ended_at", "ended_by", "reason")  # fmt: skip
