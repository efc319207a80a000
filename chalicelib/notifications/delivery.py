"""Bring one message one step further, from whatever state a crash, a repeat or a lost answer left it in."""

from collections.abc import Callable
from datetime import timedelta

import msgspec

from chalicelib.notifications.context import Accepted, Busy, CarrierBusy, Context, NoAnswer, Refused
from chalicelib.notifications.message import RECEIPT_AWAITED, Message, State, StillSending
from chalicelib.notifications.notice import EMAIL, SMS
from chalicelib.notifications.text import Text
from chalicelib.shared.clock import from_iso

BUDGET_RETRIED = 900
BUDGET_AWAITED = timedelta(hours=24)
# An e-mail goes out again once, with the same Message-ID; a text or a code never does.
RESENDS = {EMAIL: 1}

Compose = Callable[[], Text | None]


def deliver(context: Context, message: Message, target: str, compose: Compose, *, waits: bool) -> Message:
    """Return the message after one step; sent, or why not.

    `compose` says it (None: there is nothing to say any more), `waits` lets it wait for the SMS budget.

    :raises StillSending: if another worker is sending it at this moment
    :raises CarrierBusy: if the carrier takes nothing now
    """
    if message.state is State.CREATED:
        refused = _over_budget(context, message, target)
        return _held_back(context, message, refused, waits) if refused else _send(context, message, target, compose)
    if message.state is State.SENDING:
        return _left(context, message)
    if message.state is State.UNKNOWN:
        return _overdue(context, message, target, compose)
    return message


def keep(context: Context, was: Message, now: Message) -> Message:
    """Keep a changed message under a claim of ours, so that a lost answer of the table is not taken for another's."""
    claimed = msgspec.structs.replace(now, claim=context.new_id(context.clock()))
    context.messages.change(was, claimed)
    return claimed


def move(context: Context, message: Message, state: State, *, reason: str = "", provider: str = "") -> Message:
    """Keep a message in another state."""
    return keep(context, message, message.moved(state, context.clock(), reason=reason, provider=provider))


def is_given_up(context: Context, message: Message) -> bool:
    """Return whether the next way should be taken."""
    if message.state is State.UNKNOWN:
        return message.is_overdue(context.clock()) and not _may_go_again(message)
    return message.state in (State.FAILED, State.FALLEN_BACK)


def _may_go_again(message: Message) -> bool:
    return message.unanswered <= RESENDS.get(message.key.channel, 0)


def _overdue(context: Context, message: Message, target: str, compose: Compose) -> Message:
    """Send an e-mail without an answer again, once; leave a text alone; wait on if it is too early for either."""
    if not message.is_overdue(context.clock()):
        return _await_receipt(context, message)
    return _send(context, message, target, compose) if _may_go_again(message) else message


def _send(context: Context, message: Message, target: str, compose: Compose) -> Message:
    """Mark, call, keep what came of it; the carrier's id is remembered before the state that relies on it."""
    if (text := compose()) is None:
        return move(context, message, State.FAILED, reason="nothing-to-say")
    sending = move(context, message, State.SENDING)
    result = context.senders[message.key.channel].send(target, text, message.key)
    match result:
        case Accepted(provider):
            context.messages.remember(provider, message.key, context.clock())
            context.count("MessageSent")
            return move(context, sending, State.SENT, provider=provider)
        case Refused(reason):
            context.count("MessageRefused")
            return move(context, sending, State.FAILED, reason=reason)
        case Busy(reason):
            move(context, sending, State.CREATED, reason=reason)
            raise CarrierBusy(f"{message.key.channel}: {reason}")
        case NoAnswer(reason):
            return _doubtful(context, sending, reason)


def _left(context: Context, message: Message) -> Message:
    if not message.is_left(context.clock()):
        raise StillSending
    return _doubtful(context, message, "crash")


def _doubtful(context: Context, message: Message, reason: str) -> Message:
    context.count("MessageUnknown")
    return _await_receipt(context, move(context, message, State.UNKNOWN, reason=reason))


def _await_receipt(context: Context, message: Message) -> Message:
    """Have the message looked at again if no receipt comes; a code has no other way, so nobody waits for it."""
    if message.event is not None:
        context.checks.later(message.key, int(RECEIPT_AWAITED.total_seconds()))
    return message


def _over_budget(context: Context, message: Message, target: str) -> str:
    """Return why an SMS may not go (`country`, `budget`); a further try of the same one counts nothing."""
    if message.key.channel != SMS or message.tries:
        return ""
    return context.budget.take(target, context.clock())


def _held_back(context: Context, message: Message, refused: str, waits: bool) -> Message:
    context.count("SmsHeldBack")
    is_recent = from_iso(message.created_at) + BUDGET_AWAITED > context.clock()
    if refused == "budget" and waits and is_recent:
        context.checks.later(message.key, BUDGET_RETRIED)
        return message
    return move(context, message, State.FAILED, reason=refused)
