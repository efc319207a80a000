"""What calls tell of callbacks: a call out is a try of one, and who calls us and is answered is owed none any more.

A call out to the number of an open callback is a try of it, whoever made it and however.
"""

from contextlib import suppress

from chalicelib.contacts import callback_rules as rules
from chalicelib.contacts.callback import Callback, CallbackState, Try
from chalicelib.contacts.callback_requests import Wanted, request
from chalicelib.contacts.callbacks import TRIES, CallbackChanged, Context, published, take_back, withdraw
from chalicelib.contacts.contact import Contact, ContactOutcome, Direction
from chalicelib.shared.errors import Invalid, Unavailable


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


def called_in(context: Context, contact: Contact) -> Callback | None:
    """End the callback of who called us themselves and was answered; return it, None if that call pays none.

    Its task is taken back first, so that nobody is rung up who was spoken with. It is done at the answer and at the
    record again: whichever comes first.

    :raises Unavailable: if the telephony does not answer, or others change it again and again; it is to be told again
    """
    if not contact.number or not contact.told.answered_at:
        return None
    for _ in range(TRIES):
        found = context.callbacks.of_number(contact.body, contact.number)
        if found is None or not rules.is_settled_by(found, contact):
            return None
        withdraw(context.telephony, found)
        with suppress(CallbackChanged):
            saved = context.callbacks.save(found, rules.settled(found, contact))
            return published(context, saved, saved.ended_by or "system")
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
