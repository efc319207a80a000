"""Who asked to be called back, and was never reached, is told so once, by SMS, with how to reach the centre (R148)."""

from collections.abc import Callable

import msgspec

from chalicelib.notifications.message import Key
from chalicelib.notifications.notice import REQUESTER, SMS, BusEvent, Notice, Way

UNREACHABLE = "callback.unreachable"
SAYS = "callback-unreached"


class Unreached(msgspec.Struct, frozen=True, kw_only=True):
    """A callback that reached nobody: `mobile` is whom to tell (E.164), `phone` the centre's number ("" for none).

    `ticket` is the number of the ticket that it was about, "" for none.
    """

    callback: str
    mobile: str
    language: str
    phone: str = ""
    ticket: str = ""


FindUnreached = Callable[[str], Unreached | None]
"""Finds what a callback came to, by its id; None if somebody was reached after all, or can be sent nothing."""


def key_of(event: str, callback: str, ticket: str) -> Key:
    """Return what the message is known by that an event has sent of a callback; `ticket` "" if it is about none."""
    owner = f"TICKET#{ticket}" if ticket else f"CALLBACK#{callback}"
    return Key(owner, event, REQUESTER, SMS)


def notice_of(event: BusEvent, unreached: Unreached) -> Notice:
    """Return the notice; that of a callback about a ticket stands with the ticket's."""
    return Notice(
        number=unreached.ticket, body=event.body, callback=unreached.callback, audience=REQUESTER, says=SAYS,
        language=unreached.language, ways=(Way(SMS, unreached.mobile),),
    )  # fmt: skip
