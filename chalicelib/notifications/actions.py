"""Tell people what happened to their ticket: once for each event, person and channel, whatever breaks in between.

Every step is kept before the next begins, so each action may be begun again at any time: a repeated event, a check
and a receipt all go down the same ways and stop at the first message that is on its way.
"""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from chalicelib.notifications import callback_notice
from chalicelib.notifications.context import Context
from chalicelib.notifications.delivery import deliver, is_given_up, keep, move
from chalicelib.notifications.digest import DUE, digests, read_overdue
from chalicelib.notifications.message import Key, Message, State
from chalicelib.notifications.notice import (
    EMAIL,
    SHARED,
    SMS,
    BusEvent,
    Matter,
    Notice,
    Way,
    notices,
    to_the_requester,
)
from chalicelib.notifications.staff_notice import MUST_BE_TOLD, to_staff
from chalicelib.notifications.text import Text
from chalicelib.notifications.wording import code_text
from chalicelib.people.codes import VALID
from chalicelib.shared.clock import from_iso, iso

CODE = "code"
_CODE_CHANNELS = {"mobile": SMS, "email": EMAIL}
Saying = Callable[[str], Text | None]
"""Says a notice on a channel; None if there is nothing to say any more."""


class CodeRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the API asks of the codes queue; `kind` is `mobile` or `email`, `correlation` the request's id."""

    kind: str
    value: str
    language: str = "ar"
    correlation: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The carrier's word on a message, known by the carrier's id or by the key that we gave along."""

    delivered: bool
    at: str
    provider: str = ""
    key: Key | None = None
    reason: str = ""


def tell(context: Context, event: BusEvent) -> None:
    """Tell everybody who should hear of an event; a fault with one keeps nobody else waiting.

    :raises Exception: the first fault, such as CarrierBusy; the event should come again
    """
    faults: list[Exception] = []
    found = list(_notices(context, event))
    if not found and event.type in MUST_BE_TOLD:
        context.count("NobodyToTell")
    for notice, saying in found:
        try:
            _pursue(context, event, notice, saying)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


def check(context: Context, key: Key) -> None:
    """Look again at a message whose receipt never came, that failed, or that waits for the budget.

    :raises ComesAgain: if the check should come again
    """
    message = context.messages.get(key)
    if message is None or message.event is None:
        return
    for notice, saying in _notices(context, message.event):
        if (notice.owner, notice.audience) == (key.owner, key.audience):
            _pursue(context, message.event, notice, saying)


def receive(context: Context, receipt: Receipt) -> bool:
    """Keep what a receipt says; if the message failed, have the next way taken. Return False for an unknown message.

    :raises MessageMoved: if somebody else changed the message first; the receipt should come again
    """
    key = receipt.key or context.messages.sent_as(receipt.provider)
    message = context.messages.get(key) if key else None
    if message is None:
        return False
    if changed := message.received(receipt.delivered, receipt.reason, context.clock()):
        message = keep(context, message, changed)
        context.count("MessageDelivered" if receipt.delivered else "MessageFailed")
    if message.state is State.FAILED and message.event is not None:
        context.checks.later(message.key, 0)
    return True


def send_code(context: Context, request: CodeRequest, *, delivery: str) -> None:
    """Make a one-time code and send it to the mobile or address it was asked for; never twice.

    `delivery` names the request where it carries no correlation. A code whose answer never came is not sent again,
    nor is one that waited for the carrier longer than a code lives: the person asks for another.

    :raises ComesAgain: if the request should come again
    """
    way = Way(_CODE_CHANNELS[request.kind], request.value)
    event = request.correlation or delivery
    now = iso(context.clock())
    message = Message(
        key=Key(f"CODE#{event}", event, CODE, way.channel), event=None, says=CODE, language=request.language,
        target=_target(context, way), created_at=now, changed_at=now,
    )  # fmt: skip

    def compose() -> Text | None:
        code = context.issue_code(request.kind, request.value)
        return code_text(code, request.language, way.channel) if code else None

    kept = context.messages.add(message)
    if kept.state is State.CREATED and from_iso(kept.created_at) + VALID <= context.clock():
        move(context, kept, State.FAILED, reason="too-late")
        context.count("CodeTooLate")
        return
    deliver(context, kept, way.target, compose, waits=False)


def _notices(context: Context, event: BusEvent) -> Iterator[tuple[Notice, Saying]]:
    """Yield every notice of an event with what says it."""
    if event.type == DUE:
        yield from _of_day(context, event)
        return
    if event.type == callback_notice.UNREACHABLE:
        yield from _of_callback(context, event)
        return
    for notice, matter in _of_ticket(context, event):
        yield notice, partial(context.wording.notice, notice, matter)


def _of_day(context: Context, event: BusEvent) -> Iterator[tuple[Notice, Saying]]:
    """Yield the digests of a body's day, of what is overdue at this moment."""
    overdue = read_overdue(context.lists, event.body, context.clock())
    for notice, digest in digests(event, context.body(event.body), overdue, context.team(event.body)):
        yield notice, partial(context.wording.digest, notice, digest)


def _of_callback(context: Context, event: BusEvent) -> Iterator[tuple[Notice, Saying]]:
    """Yield what somebody is told who could not be called back; nothing if they were reached since."""
    if unreached := context.unreached(event.callback):
        notice = callback_notice.notice_of(event, unreached)
        yield notice, lambda _channel: context.wording.unreached(notice, unreached.phone, context.body(event.body))


def _of_ticket(context: Context, event: BusEvent) -> Iterator[tuple[Notice, Matter]]:
    """Yield every notice of a ticket's event with what it speaks of; whoever joined the ticket hears of it too."""
    ticket, details = context.tickets.whole(event.ticket)
    kept = context.tickets.event(event.ticket, event.sequence)
    matter = Matter(
        event=event, ticket=ticket, requester=details.requester, body=context.body(event.body),
        said={**kept.facts, **kept.words}, on_behalf=bool(kept.on_behalf),
    )  # fmt: skip
    yield from ((notice, matter) for notice in notices(matter))
    yield from ((notice, matter) for notice in to_staff(matter, context.staff, context.team))
    if event.type in SHARED:
        yield from _joined(context, matter)


def _joined(context: Context, matter: Matter) -> Iterator[tuple[Notice, Matter]]:
    """Yield the notices to other requesters whose tickets were joined to this one, under their own numbers."""
    told = {matter.ticket.person}
    for number in matter.ticket.merged_from:
        ticket, details = context.tickets.whole(number)
        if ticket.person and ticket.person in told:
            continue
        told.add(ticket.person)
        theirs = msgspec.structs.replace(matter, ticket=ticket, requester=details.requester)
        yield from ((notice, theirs) for notice in to_the_requester(theirs))


def _pursue(context: Context, event: BusEvent, notice: Notice, saying: Saying) -> None:
    """Go down a notice's ways until a message is on its way."""
    for i, way in enumerate(notice.ways):
        is_last = i + 1 == len(notice.ways)
        message = context.messages.add(_new(context, notice, event, way))
        compose = partial(saying, way.channel)
        message = deliver(context, message, way.target, compose, waits=is_last)
        if not is_given_up(context, message):
            return
        if is_last:
            context.count("NobodyReached")
        elif message.state is not State.FALLEN_BACK:
            move(context, message, State.FALLEN_BACK)
            context.count("MessageFallenBack")


def _new(context: Context, notice: Notice, event: BusEvent, way: Way) -> Message:
    now = iso(context.clock())
    # A digest's id names the body, whose code may have the sign that parts a key's text.
    known = event.id.replace("_", "-")
    return Message(
        key=Key(notice.owner, known, notice.audience, way.channel), event=event, says=notice.says,
        language=notice.language, target=_target(context, way), created_at=now, changed_at=now,
    )  # fmt: skip


def _target(context: Context, way: Way) -> str:
    return context.secret.text("message-target", way.channel, way.target)
