"""Callbacks that are asked for, by callers and by staff: one caller has one open callback with a body."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_rules import owed_from
from chalicelib.contacts.callbacks import TRIES, CallbackChanged, Context, hours_of
from chalicelib.contacts.dialable import dialable
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid, KeyReused, Unavailable
from chalicelib.shared.texts import clean_text

FURTHEST = timedelta(days=30)


class Wanted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A callback that is asked for: `number` as it was typed, `key` what a repeat is known by."""

    body: str
    number: str
    key: str
    queue: str = ""
    language: str = "ar"
    origin: str = "flow"
    contact: str = ""
    by: str = ""
    note: str = ""
    ticket: str = ""
    due_at: str = ""


class Requested(msgspec.Struct, frozen=True, kw_only=True):
    """The callback; `known` if the number had asked before, `repeated` if it is this very request again."""

    callback: Callback
    known: bool = False
    repeated: bool = False


def request(context: Context, wanted: Wanted) -> Requested:
    """Keep that somebody is to be called back; who has an open callback keeps that one, sooner if that is asked for.

    :raises Invalid: if the number cannot be called, or the queue or the time does not fit
    :raises KeyReused: if the key came before with something else
    :raises Unavailable: if others change it again and again
    """
    asked = _asked(context, wanted)
    for _ in range(TRIES):
        if kept := context.callbacks.get(asked.id):
            if kept.fingerprint != asked.fingerprint:
                raise KeyReused.field("Idempotency-Key", "used-with-another-body")
            return Requested(callback=kept, repeated=True)
        before = context.callbacks.of_number(asked.body, asked.number)
        try:
            if before and before.is_open:
                return Requested(callback=_sooner(context, before, asked), known=True)
            kept = context.callbacks.add(asked, before)
        except CallbackChanged:
            continue
        context.happened("callback.requested", kept, wanted.by or "requester")
        return Requested(callback=kept)
    raise Unavailable(part="contacts", retry_after=1)


def _asked(context: Context, wanted: Wanted) -> Callback:
    body, now = context.body(wanted.body), context.clock()
    board = context.board(wanted.body)
    queue = board.queue(wanted.queue) if wanted.queue else board.first
    if queue is None:
        raise Invalid.field("queue", "not-found")
    number = dialable(wanted.number, body.country, context.countries)
    fingerprint = context.secret.text("callback-asked", msgspec.json.encode(wanted).decode(), size=9)
    asked = Callback(
        id=context.secret.text("callback", wanted.body, wanted.origin, wanted.by, wanted.key, size=15),
        body=wanted.body, number=number, queue=queue.code, language=wanted.language, requested_at=iso(now),
        due_at="", fingerprint=fingerprint, origin=wanted.origin, contact=wanted.contact, by=wanted.by,
        note=clean_text(wanted.note), ticket=wanted.ticket, person=context.person(wanted.body, number),
    )  # fmt: skip
    return owed_from(asked, hours_of(body, queue).opening(_from(wanted.due_at, now)))


def _from(due_at: str, now: datetime) -> datetime:
    """Return the instant from which somebody is to be called. :raises Invalid: if it is none, or too far away"""
    if not due_at:
        return now
    try:
        wanted = from_iso(due_at)
    except ValueError:
        raise Invalid.field("due_at", "wrong-format") from None
    if wanted.tzinfo is None:
        raise Invalid.field("due_at", "wrong-format")
    if wanted > now + FURTHEST:
        raise Invalid.field("due_at", "too-large")
    return max(wanted, now)


def _sooner(context: Context, before: Callback, asked: Callback) -> Callback:
    """Return the open callback, due as soon as the new request is, unless it was tried or is being offered."""
    if before.tries or before.state is not CallbackState.WAITING or before.due_at <= asked.due_at:
        return before
    return context.callbacks.save(before, owed_from(before, from_iso(asked.due_at)))
