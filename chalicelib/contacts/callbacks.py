"""What is done with callbacks: asked for by callers and staff, offered to agents when they are due, tried, cancelled.

One caller has one open callback with a body: who asks again is told of it. A call out to the number of an open callback
is a try of it, whoever made it and however.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.contacts import callback as rules
from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.contact import Contact, ContactOutcome, Direction
from chalicelib.contacts.dialable import dialable
from chalicelib.contacts.switchboard import CallQueue, Switchboard
from chalicelib.contacts.telephony import Telephony, TelephonyAway, TelephonyRefused
from chalicelib.organisations.body import Body
from chalicelib.organisations.hours import Hours
from chalicelib.shared.clock import Clock, from_iso, iso
from chalicelib.shared.errors import Conflict, Invalid, KeyReused, NotFound, Unavailable
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_text

TRIES = 5
FURTHEST = timedelta(days=30)


class CallbackOver(Conflict):
    """The callback is over: `state` says how."""


class CallbackChanged(Exception):
    """Somebody saved the callback first, or the number has an open one meanwhile."""


class Callbacks(Protocol):
    """Where callbacks are kept; the fake and the one in DynamoDB keep one contract (tests/contacts)."""

    def get(self, id: str) -> Callback | None:
        """Return a callback."""
        ...

    def of_number(self, body: str, number: str) -> Callback | None:
        """Return the callback that a number asked a body for last."""
        ...

    def add(self, callback: Callback, before: Callback | None) -> Callback:
        """Keep a new callback; `before` is what `of_number` told. :raises CallbackChanged: if that is no more so"""
        ...

    def save(self, before: Callback, after: Callback) -> Callback:
        """Keep a change. :raises CallbackChanged: if somebody else saved it first"""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Callback]:
        """Return the callbacks that are due, and those whose end is to be told, the longest due first."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions need: `countries` are those that may be called, `person` tells the profile that has a number.

    `happened` is told of every event (docs/events.md), and returns whether the bus took it.
    """

    callbacks: Callbacks
    board: Callable[[str], Switchboard]
    body: Callable[[str], Body]
    person: Callable[[str, str], str]
    happened: Callable[[str, Callback, str], bool]
    telephony: Telephony
    countries: tuple[str, ...]
    secret: Secret
    clock: Clock

    def hours(self, callback: Callback) -> Hours:
        """Return when somebody may be called back: the hours of the queue."""
        queue = self.board(callback.body).queue(callback.queue)
        return hours_of(self.body(callback.body), queue)

    def zone(self, callback: Callback) -> ZoneInfo:
        return ZoneInfo(self.body(callback.body).zone)


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


def hours_of(body: Body, queue: CallQueue | None) -> Hours:
    """Return the hours of a queue: its calendar's, else the body's."""
    with suppress(Invalid):
        return body.working_hours(queue.calendar if queue else "")
    return body.working_hours()


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
    return Callback(
        id=context.secret.text("callback", wanted.body, wanted.origin, wanted.by, wanted.key, size=15),
        body=wanted.body, number=number, queue=queue.code, language=wanted.language, requested_at=iso(now),
        due_at=iso(hours_of(body, queue).opening(_from(wanted.due_at, now))), fingerprint=fingerprint,
        origin=wanted.origin, contact=wanted.contact, by=wanted.by, note=clean_text(wanted.note),
        ticket=wanted.ticket, person=context.person(wanted.body, number),
    )  # fmt: skip


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
    return context.callbacks.save(before, before.with_(due_at=asked.due_at))


def told(context: Context, contact: Contact) -> Callback | None:
    """Note what a call out came to, once a call: a try of the callback that it was for; None if it was for none."""
    if contact.told.direction is not Direction.OUTBOUND or contact.told.channel != "phone" or not contact.told_at:
        return None
    if contact.told.outcome not in (ContactOutcome.ANSWERED, ContactOutcome.NOT_REACHED):
        return None
    attempt = Try(
        at=contact.told.started_at or contact.told_at, by=contact.told.agent,
        reached=contact.told.outcome is ContactOutcome.ANSWERED, contact=contact.id,
    )  # fmt: skip
    for _ in range(TRIES):
        found = _meant(context, contact) or _native(context, contact)
        if found is None or any(each.contact == contact.id for each in found.tries):
            return found
        if not found.is_open and not rules.same_try(found.tries, attempt):
            return found
        with suppress(CallbackChanged):
            return tried(context, found, attempt)
    raise Unavailable(part="contacts", retry_after=1)


def _meant(context: Context, contact: Contact) -> Callback | None:
    """Return the callback that a call out names, else the open one of the number that was called."""
    named = dict(contact.told.asked).get("callback", "")
    found = context.callbacks.get(named) if named not in ("", "yes") else None
    if found is None and contact.number:
        found = context.callbacks.of_number(contact.body, contact.number)
        # What was called before anybody asked is no try of it.
        if found and contact.told.started_at < found.requested_at:
            return None
    return found if found and found.body == contact.body else None


def _native(context: Context, contact: Contact) -> Callback | None:
    """Return a callback for one that Amazon Connect made by itself (a flow's CreateCallbackContact), so that it is
    seen, and tried again if it failed.
    """
    if contact.told.method != "CALLBACK" or not contact.number:
        return None
    wanted = Wanted(
        body=contact.body, number=contact.number, key=f"native {contact.told.initial or contact.id}",
        queue=contact.told.queue, language=contact.told.language, contact=contact.told.initial,
    )  # fmt: skip
    with suppress(Invalid):
        return request(context, wanted).callback
    return None


def tried(context: Context, found: Callback, attempt: Try) -> Callback:
    """Keep a try of a callback, and what it comes to. :raises CallbackChanged: if somebody saved it first"""
    board = context.board(found.body)
    after = rules.tried(
        found, attempt, board.callbacks, context.hours(found), context.zone(found), context.clock()
    )  # fmt: skip
    saved = context.callbacks.save(found, after)
    take_back(context.telephony, found)
    if saved.state in (CallbackState.REACHED, CallbackState.UNREACHABLE) and saved.state is not found.state:
        return published(context, saved, attempt.by or "system")
    return saved


def published(context: Context, callback: Callback, by: str) -> Callback:
    """Tell the bus how a callback ended; what must not be lost is kept as told only once the bus has it."""
    taken = context.happened(f"callback.{callback.state}", callback, by)
    if taken and callback.untold:
        with suppress(CallbackChanged):
            return context.callbacks.save(callback, callback.with_(untold=False))
    return callback


def take_back(telephony: Telephony, callback: Callback) -> None:
    """End the task by which a callback is offered, for it is done or made anew; one that is over stays as it is."""
    if callback.task:
        with suppress(TelephonyAway, TelephonyRefused, NotFound, Unavailable):
            telephony.stop(callback.task)
