"""HTTP for callbacks: what the centre owes, and how it went."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import wiring
from chalicelib.contacts import callback_desk, callback_lists
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_desk import CallbackGiven, TryGiven
from chalicelib.contacts.callback_views import CallbackView, views
from chalicelib.contacts.callbacks import CallbackOver
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


class CallbackPage(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[CallbackView, ...]
    next: str | None


@routes.on("GET", "/v1/callbacks", access=READERS, query=CallbacksQuery, answer=CallbackPage, problems=(Invalid,))
def list_callbacks(call: Call) -> CallbackPage:
    """List the callbacks that are owed, by when they are due; those that are over by their end, newest first."""
    page = callback_lists.listed(
        wiring.callback_desk(), call.caller, state=call.query.state, mine=call.query.mine, ticket=call.query.ticket,
        after=call.query.cursor, limit=call.query.limit,
    )  # fmt: skip
    shown = views(wiring.callback_desk(), call.caller, call.language, page.items)
    return CallbackPage(items=shown, next=page.next)


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
    (view,) = views(wiring.callback_desk(), call.caller, call.language, (callback,))
    return view
