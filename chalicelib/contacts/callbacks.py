"""What all that is done with callbacks needs: where they are kept, whom it is told, and how an offer is taken back.

They are asked for (callback_requests.py), offered to agents when they are due (callback_offers.py), tried or made
needless by calls (callback_calls.py), and handled by staff (callback_desk.py).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.contacts.callback import Callback
from chalicelib.contacts.switchboard import CallQueue, Switchboard
from chalicelib.contacts.telephony import Telephony, TelephonyAway, TelephonyRefused
from chalicelib.organisations.body import Body
from chalicelib.organisations.hours import Hours
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import Conflict, Invalid, NotFound, Unavailable
from chalicelib.shared.secret import Secret

TRIES = 5
"""So often a change is begun anew that somebody else was faster with."""


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


def hours_of(body: Body, queue: CallQueue | None) -> Hours:
    """Return the hours of a queue: its calendar's, else the body's."""
    with suppress(Invalid):
        return body.working_hours(queue.calendar if queue else "")
    return body.working_hours()


def published(context: Context, callback: Callback, by: str) -> Callback:
    """Tell the bus how a callback ended; what must not be lost is kept as told only once the bus has it."""
    taken = context.happened(f"callback.{callback.state}", callback, by)
    if taken and callback.untold:
        with suppress(CallbackChanged):
            return context.callbacks.save(callback, callback.with_(untold=False))
    return callback


def take_back(telephony: Telephony, callback: Callback) -> None:
    """End the task by which a callback is offered, for it is done or made anew; one that is over stays as it is."""
    with suppress(Unavailable):
        withdraw(telephony, callback)


def withdraw(telephony: Telephony, callback: Callback) -> None:
    """End the task by which a callback is offered. :raises Unavailable: if the telephony does not answer"""
    if callback.task:
        with suppress(TelephonyAway, TelephonyRefused, NotFound):
            telephony.stop(callback.task)
