"""A message: one notice on one way, and where it stands. Nothing personal is kept: ids, a digest, a state.

    created -> sending -> sent -> delivered (only by a receipt)
       ^         |  |       `-> failed (reason)
       `---------'  `-> unknown: the answer never came
    failed, unknown -> fallen_back: the next way was taken

A message is marked `sending` before the call, so that a crash is known from a message that was never tried.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from chalicelib.notifications.notice import BusEvent
from chalicelib.shared.clock import from_iso, iso


class State(StrEnum):
    CREATED = "created"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    FALLEN_BACK = "fallen_back"


# A call ends within seven seconds; a message that is marked longer than this was left by a crash.
LEASE = timedelta(seconds=60)
# A receipt is awaited for ten minutes; a check may come a little early by the clock that we read.
RECEIPT_AWAITED = timedelta(minutes=10)
_EARLY = timedelta(minutes=1)
_RECEIPT_MAY_CHANGE = frozenset({State.SENDING, State.SENT, State.UNKNOWN})


class ComesAgain(Exception):
    """What was taken in cannot be finished now: it goes back to its queue and comes again."""


class MessageMoved(ComesAgain):
    """Somebody else changed the message first."""


class StillSending(ComesAgain):
    """Another worker is sending the message at this moment."""


class Key(msgspec.Struct, frozen=True):
    """What a message is known by: the ticket's (or body's, or code's) collection, event, audience and channel."""

    owner: str
    event: str
    audience: str
    channel: str

    @property
    def text(self) -> str:
        """Return the key as one text of letters, digits, `-` and `_`, as SES wants its tags."""
        return "_".join((self.owner.replace("#", "-"), self.event, self.audience, self.channel))

    @property
    def sort(self) -> str:
        """Return the key within its collection; later events sort after earlier ones."""
        return "#".join((self.event, self.audience, self.channel))

    @classmethod
    def read(cls, text: str) -> "Key | None":
        """Return the key that `text` gave; None if it is no such text."""
        # A body's code, which an owner may hold, may have the sign that parts the others.
        parts = text.rsplit("_", 3)
        if len(parts) != 4 or not all(parts):
            return None
        return cls(parts[0].replace("-", "#", 1), *parts[1:])


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it is kept; `target` is a digest, `provider` the carrier's id, `event` says it again."""

    key: Key
    event: BusEvent | None
    says: str
    language: str
    target: str
    created_at: str
    changed_at: str
    state: State = State.CREATED
    reason: str = ""
    provider: str = ""
    tries: int = 0
    unanswered: int = 0
    version: int = 0
    claim: str = ""

    def is_left(self, now: datetime) -> bool:
        """Return whether the worker that marked it `sending` is gone."""
        return self.state is State.SENDING and from_iso(self.changed_at) + LEASE <= now

    def is_overdue(self, now: datetime) -> bool:
        """Return whether the receipt of a message without an answer was awaited long enough."""
        waited_since = from_iso(self.changed_at)
        return self.state is State.UNKNOWN and waited_since + RECEIPT_AWAITED - _EARLY <= now

    def moved(self, state: State, now: datetime, *, reason: str = "", provider: str = "") -> "Message":
        """Return the message in another state."""
        return msgspec.structs.replace(
            self, state=state, changed_at=iso(now), reason=reason or self.reason, provider=provider or self.provider,
            tries=self.tries + (state is State.SENDING), unanswered=self.unanswered + (state is State.UNKNOWN),
            version=self.version + 1,
        )  # fmt: skip

    def received(self, delivered: bool, reason: str, now: datetime) -> "Message | None":
        """Return the message after a receipt; None if the receipt tells nothing new.

        Receipts come twice and out of order; a bounce may follow a delivery, a delivery never follows a bounce.
        """
        if delivered:
            return self.moved(State.DELIVERED, now) if self.state in _RECEIPT_MAY_CHANGE else None
        if self.state in _RECEIPT_MAY_CHANGE or self.state is State.DELIVERED:
            return self.moved(State.FAILED, now, reason=reason)
        return None
