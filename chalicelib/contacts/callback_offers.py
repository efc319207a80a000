"""Offering callbacks that are due: as a task to the agents of the queue, so that an agent is there before the caller.

Whoever takes the task dials the number. An offer that nobody took up in half an hour, or until the work of the day is
over, is taken back and made anew; it is no try (R087, R148). One that an agent has is left with them.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.contacts.asked_menus import arn
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_rules import OFFER_LASTS, offered, put_off
from chalicelib.contacts.callbacks import CallbackChanged, Context, published, take_back
from chalicelib.contacts.spoken import told
from chalicelib.contacts.switchboard import CallQueue
from chalicelib.contacts.telephony import Installation, TelephonyAway, TelephonyRefused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound

# Without telephony somebody has to look at the list; it is asked again after a while.
AWAY = timedelta(minutes=10)
# Nothing is offered so short before the end of work that nobody could take it up.
LEAST = timedelta(minutes=5)
PAGE = 50
MOST = 500


@dataclass(frozen=True, kw_only=True)
class Offering:
    """What offering needs besides the callbacks' own."""

    calling: Context
    installation: Callable[[], Installation | None]
    count: Callable[[str], None]
    taken_up: Callable[[str], bool]
    """Whether an agent has a task, by its contact, and is not done with it."""


def offer_due(context: Offering) -> int:
    """Offer every callback that is due, at most 500 a run; return how many were offered.

    :raises Unavailable: if the telephony does not answer; the run comes again in a minute
    """
    made = seen = 0
    while seen < MOST:
        page = context.calling.callbacks.due(context.calling.clock(), PAGE)
        moved = 0
        for callback in page:
            with suppress(CallbackChanged):
                made += _offer(context, callback)
                moved += 1
        seen += len(page)
        # A page of which nothing moved would be read again and again.
        if len(page) < PAGE or not moved:
            return made
    return made


def _offer(context: Offering, callback: Callback) -> bool:
    """Do with a callback that is due what its time asks for; return whether it was offered.

    :raises CallbackChanged: if somebody saved it first
    """
    now, calling = context.calling.clock(), context.calling
    if not callback.is_open:
        _tell_again(calling, callback, now)
        return False
    if callback.state is CallbackState.OFFERED:
        if context.taken_up(callback.task):
            calling.callbacks.save(callback, callback.with_(due_at=iso(now + OFFER_LASTS)))
            return False
        context.count("CallbackNotTakenUp")
        take_back(calling.telephony, callback)
    until = _until(context, callback, now)
    if until is None:
        calling.callbacks.save(callback, put_off(callback, _next_opening(context, callback, now)))
        return False
    return _made(context, callback, until)


def _made(context: Offering, callback: Callback, until: datetime) -> bool:
    """Offer a callback until an instant, or put it off where the telephony does not take the task."""
    calling = context.calling
    try:
        task = _task(context, callback)
    except (TelephonyAway, TelephonyRefused, NotFound):  # one that cannot be offered keeps no other waiting
        context.count("CallbackNotOffered")
        calling.callbacks.save(callback, put_off(callback, calling.clock() + AWAY))
        return False
    try:
        saved = calling.callbacks.save(callback, offered(callback, task, until))
    except CallbackChanged:
        _forgotten(calling, callback.id, task)
        raise
    calling.happened("callback.offered", saved, "system")
    return True


def _forgotten(calling: Context, id: str, task: str) -> None:
    """End the task of a callback that ended while it was being offered; one that is open is offered by it anew."""
    kept = calling.callbacks.get(id)
    if kept and not kept.is_open:
        take_back(calling.telephony, kept.with_(task=task))


def _tell_again(calling: Context, callback: Callback, now: datetime) -> None:
    """Tell the bus what it did not take when somebody became unreachable; if it takes it not yet, again later."""
    if published(calling, callback, callback.ended_by or "system").untold:
        calling.callbacks.save(callback, callback.with_(due_at=iso(now + AWAY)))


def _until(context: Offering, callback: Callback, now: datetime) -> datetime | None:
    """Return until when an offer made now lasts, never past the end of work; None if nobody works long enough."""
    hours = context.calling.hours(callback)
    work = hours.between(now, now + OFFER_LASTS)
    if hours.opening(now) > now or work < LEAST:
        return None
    return hours.add(now, work)


def _next_opening(context: Offering, callback: Callback, now: datetime) -> datetime:
    """Return when work is done again: now it is not, or hardly any more."""
    hours = context.calling.hours(callback)
    opening = hours.opening(now)
    if opening > now:
        return opening
    closing = hours.add(now, hours.between(now, now + LEAST))
    return hours.opening(closing)


def _task(context: Offering, callback: Callback) -> str:
    """Offer the task of a callback; the same offer again is the same task."""
    board = context.calling.board(callback.body)
    queue = board.queue(callback.queue) or board.first  # the switchboard may have lost the queue meanwhile
    return context.calling.telephony.offer_task(
        name=told("callback-task", "ar", queue=queue.name.ar)[:512],
        queue=queue.line(callback.body, callback.language),
        attributes=attributes(context.installation(), callback, queue),
        key=f"{callback.id}-{callback.offers}",
        previous=callback.contact,
    )


def attributes(installation: Installation | None, callback: Callback, queue: CallQueue) -> dict[str, str]:
    """Return what the flow `callback_task` and the agent's screen read of a callback."""
    name = queue.line(callback.body, callback.language)
    target = arn(installation.arn, "queue", installation.queues.get(name, "")) if installation else ""
    found = {
        "body": callback.body, "language": callback.language, "queue": queue.code, "queue_name": queue.name.ar,
        "callback": callback.id, "number": callback.number, "target": target, "ticket": callback.ticket,
    }  # fmt: skip
    return {name: text for name, text in found.items() if text}
