"""What the actions need from the world, and what a carrier may answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec

from chalicelib.notifications.callback_notice import FindUnreached
from chalicelib.notifications.message import ComesAgain, Key, Message
from chalicelib.notifications.staff_notice import FindStaff
from chalicelib.notifications.text import Text
from chalicelib.notifications.wording import Wording
from chalicelib.organisations.body import Body
from chalicelib.shared.clock import Clock
from chalicelib.shared.ids import NewId
from chalicelib.shared.secret import Secret
from chalicelib.tickets.lists import Lists
from chalicelib.tickets.recipients import FindTeam
from chalicelib.tickets.ticket import Details, Event, Ticket


class Messages(Protocol):
    """Where messages are kept."""

    def add(self, message: Message) -> Message:
        """Keep a new message, or return the one that stands under its key."""
        ...

    def get(self, key: Key) -> Message | None: ...

    def change(self, was: Message, now: Message) -> None:
        """Keep a changed message. :raises MessageMoved: if somebody else changed it first"""
        ...

    def remember(self, provider: str, key: Key, now: datetime) -> None:
        """Remember which message the carrier gave an id to."""
        ...

    def sent_as(self, provider: str) -> Key | None:
        """Return the message that the carrier gave an id to."""
        ...

    def of_ticket(self, number: str, *, before: str = "", limit: int = 50) -> Sequence[Message]:
        """Return a ticket's messages, newest first, those before a message's `sort`."""
        ...


class Tickets(Protocol):
    def whole(self, number: str) -> tuple[Ticket, Details]: ...

    def event(self, number: str, sequence: str) -> Event: ...


class Checks(Protocol):
    def later(self, key: Key, seconds: int) -> None:
        """Ask for a message to be looked at again after a while (at most 900 s)."""
        ...


class Budget(Protocol):
    def take(self, mobile: str, now: datetime) -> str:
        """Count one SMS; return "" if it may go, else why not: `country` for good, `budget` for now."""
        ...


class Accepted(msgspec.Struct, frozen=True):
    """The carrier took the message and gave it an id."""

    provider: str


class Refused(msgspec.Struct, frozen=True):
    """The carrier will never take this message."""

    reason: str


class Busy(msgspec.Struct, frozen=True):
    """The carrier did not take the message, and may take it later."""

    reason: str


class NoAnswer(msgspec.Struct, frozen=True):
    """The carrier's answer never came: it may have taken the message."""

    reason: str


Result = Accepted | Refused | Busy | NoAnswer


class Sender(Protocol):
    def send(self, target: str, text: Text, key: Key) -> Result: ...


class CarrierBusy(ComesAgain):
    """The carrier takes nothing now; the message waits and is tried again."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions are given.

    `issue_code` returns a new code for a kind (`mobile`, `email`) and value, kept as its HMAC, or None if none may be
    sent to it now; `senders` are by channel. `staff` finds somebody by id, `team` everybody who works for a body, and
    `lists` is where a body's open tickets stand by their due time. `unreached` finds a callback that reached nobody.
    """

    messages: Messages
    tickets: Tickets
    lists: Lists
    body: Callable[[str], Body]
    staff: FindStaff
    team: FindTeam
    unreached: FindUnreached
    issue_code: Callable[[str, str], str | None]
    wording: Wording
    senders: Mapping[str, Sender]
    checks: Checks
    budget: Budget
    clock: Clock
    new_id: NewId
    secret: Secret
    count: Callable[[str], None]
