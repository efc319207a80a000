"""What staff do with a callback: see it, ask for one, say how a try went, cancel it; lists: callback_lists.py."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from chalicelib.contacts import callback_calls, callback_requests, callbacks
from chalicelib.contacts import callback_rules as rules
from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.callback_requests import Requested, Wanted
from chalicelib.contacts.callbacks import CallbackChanged, CallbackOver, take_back
from chalicelib.notifications.message import Message
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, Unavailable
from chalicelib.shared.numbers import read_number
from chalicelib.shared.patterns import whole
from chalicelib.shared.texts import clean_text


class Listed(Protocol):
    """Where callbacks are listed."""

    def page(
        self, body: str, state: CallbackState, *, after: str, limit: int, newest_first: bool = False
    ) -> list[tuple[str, Callback]]:
        """Return callbacks of a body in a state with their places, from after a place on ("" is the begin)."""
        ...

    def of_ticket(self, ticket: str, limit: int) -> Sequence[Callback]:
        """Return the callbacks about a ticket, the newest first."""
        ...


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What staff's actions need; `sees` tells whether somebody may see a ticket.

    `notices` finds what became of the messages to those who were not reached, by the callback's id.
    """

    calling: callbacks.Context
    lists: Listed
    sees: Callable[[Staff, str], bool]
    notices: Callable[[Sequence[Callback]], Mapping[str, Message]]


class CallbackGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A callback that staff ask for; `body` "" is the own, `due_at` "" as soon as somebody works."""

    number: Annotated[str, Meta(min_length=3, max_length=40)]
    queue: Annotated[str, Meta(max_length=40)]
    note: Annotated[str, Meta(max_length=1000)] = ""
    due_at: Annotated[str, Meta(max_length=40)] = ""
    ticket: Annotated[str, Meta(max_length=40)] = ""
    language: Annotated[str, Meta(pattern=whole("ar|en"))] = "ar"
    body: Annotated[str, Meta(max_length=40)] = ""


class TryGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a try went; `contact` is the call, if it is known."""

    reached: bool
    note: Annotated[str, Meta(max_length=1000)] = ""
    contact: Annotated[str, Meta(max_length=200)] = ""


def seen(desk: Desk, staff: Staff, id: str) -> Callback:
    """Return a callback of a body that somebody may see. :raises NotFound: if there is none"""
    found = desk.calling.callbacks.get(id)
    if found is None or found.body not in staff.bodies:
        raise NotFound
    return found


def asked(desk: Desk, staff: Staff, given: CallbackGiven, key: str) -> Requested:
    """Keep that somebody is to be called back; who has an open callback keeps that one.

    :raises Invalid: naming the field that does not fit
    :raises KeyReused: if the key came before with something else
    """
    body = given.body or staff.body
    if body not in staff.bodies:
        raise Invalid.field("body", "not-found")
    ticket = (read_number(given.ticket) or "") if given.ticket else ""
    if given.ticket and not (ticket and desk.sees(staff, ticket)):
        raise Invalid.field("ticket", "not-found")
    wanted = Wanted(
        body=body, number=given.number, queue=given.queue, note=given.note, due_at=given.due_at, ticket=ticket,
        language=given.language, origin="agent", by=staff.username, key=key,
    )  # fmt: skip
    return callback_requests.request(desk.calling, wanted)


def tried(desk: Desk, staff: Staff, id: str, given: TryGiven, key: str) -> Callback:
    """Keep how a try went; what the call's record said of it gives way to who spoke.

    :raises NotFound: if there is none
    :raises CallbackOver: if it is over, and not by this very try
    :raises KeyReused: if the key came before with another body
    """
    said = desk.calling.secret.text("callback-try", id, staff.id, key, size=9)
    attempt = Try(
        at=iso(desk.calling.clock()), by=staff.username, reached=given.reached, note=clean_text(given.note),
        contact=given.contact, said=said,
    )  # fmt: skip
    for _ in range(callbacks.TRIES):
        found = seen(desk, staff, id)
        if known := next((each for each in found.tries if each.said == said), None):
            if (known.reached, known.note) != (attempt.reached, attempt.note):
                raise KeyReused.field("Idempotency-Key", "used-with-another-body")
            return found
        if not found.is_open and not rules.same_try(found.tries, attempt):
            raise CallbackOver(state=found.state)
        with suppress(CallbackChanged):
            return callback_calls.tried(desk.calling, found, attempt)
    raise Unavailable(retry_after=1)


def cancelled(desk: Desk, staff: Staff, id: str, reason: str) -> Callback:
    """Cancel a callback, and take back its offer; a repeat changes nothing.

    :raises NotFound: if there is none
    :raises CallbackOver: if it is over by something else
    """
    for _ in range(callbacks.TRIES):
        found = seen(desk, staff, id)
        if found.state is CallbackState.CANCELLED:
            return found
        if not found.is_open:
            raise CallbackOver(state=found.state)
        now = iso(desk.calling.clock())
        after = found.with_(
            state=CallbackState.CANCELLED, ended_at=now, ended_by=staff.username, reason=clean_text(reason), task=""
        )  # fmt: skip
        with suppress(CallbackChanged):
            saved = desk.calling.callbacks.save(found, after)
            take_back(desk.calling.telephony, found)
            desk.calling.happened("callback.cancelled", saved, staff.username)
            return saved
    raise Unavailable(retry_after=1)
