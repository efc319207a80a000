"""Sending to live screens: `Live` is what other features are given, `Sender` finds who listens and tells them.

Messages are hints, sent once and best effort: a console that missed one asks the API. They tell ids, codes, user names
and figures, never what somebody wrote or who a caller is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from chalicelib.live.connection import Topic, allowed, channel
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock, iso

FACTS = frozenset(
    {"type", "contact", "queue", "label", "language", "waiting", "oldest_at", "available", "busy", "presented",
     "handled", "abandoned", "otherwise", "username", "status", "since", "state", "callback"}
)  # fmt: skip
_LONGEST = 128
Message = Mapping[str, Any]
# Who writes to many at once: each write is one call of about ten milliseconds.
Spread = Callable[[Callable[["Listener"], bool], Sequence["Listener"]], Iterable[bool]]


class Live(Protocol):
    """What tells consoles of changes."""

    def send(self, body: str, topic: Topic, message: Message | Callable[[], Message], to: str | None = None) -> int:
        """Tell who follows a topic of a body; return how many were told.

        A message that costs reads is given as what makes it: it is made if somebody listens. `to` is the user name
        whose desk it is.
        """
        ...


class Unfit(ValueError):
    """A message with something that may not stand in one: a fault of the program."""


class Listener(NamedTuple):
    """A connection that follows a channel, and whose it is (Cognito's `sub`)."""

    connection: str
    staff: str


class Listening(Protocol):
    """Where it is kept who follows what."""

    def listeners(self, channel: str, now: str) -> Sequence[Listener]:
        """Return who follows a channel and has not ended by `now`."""
        ...

    def unfollow(self, channel: str, connection: str) -> None: ...

    def forget(self, id: str) -> None: ...


class Lines(Protocol):
    """The connections themselves."""

    def post(self, connection: str, message: Mapping[str, Any]) -> bool:
        """Write a message; False if the connection is gone. Outages are logged and counted, and are True."""
        ...

    def close(self, connection: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Tells who listens, and ends what may not be any more: roles are looked at here, a minute old at most."""

    listening: Listening
    lines: Lines
    staff: Callable[[str], Staff | None]
    clock: Clock
    spread: Spread = map

    def send(self, body: str, topic: Topic, message: Message | Callable[[], Message], to: str | None = None) -> int:
        """Tell who follows a topic of a body."""
        at, name = iso(self.clock()), channel(body, topic, to)
        may = [each for each in self.listening.listeners(name, at) if self._may(each, body, topic, name)]
        if not may:
            return 0
        whole = {**checked(message() if callable(message) else message), "topic": topic, "body": body, "at": at}
        told = list(self.spread(lambda listener: self.lines.post(listener.connection, whole), may))
        for listener, is_there in zip(may, told, strict=True):
            if not is_there:
                self.listening.unfollow(name, listener.connection)
                self.listening.forget(listener.connection)
        return sum(told)

    def _may(self, listener: Listener, body: str, topic: Topic, name: str) -> bool:
        """Return whether somebody may still hear this; who lost the role, the body or the post hears no more."""
        staff = self.staff(listener.staff)
        if not staff or not staff.active:
            self.lines.close(listener.connection)
            self.listening.forget(listener.connection)
            return False
        if topic in allowed(staff, (topic,)) and body in staff.bodies:
            return True
        self.listening.unfollow(name, listener.connection)
        return False


def checked(message: Message) -> Message:
    """Return a message in which nothing is but facts that are named: no long texts, no documents.

    :raises Unfit: naming it
    """
    for name, value in message.items():
        if name not in FACTS or not isinstance(value, str | int | None) or len(str(value)) > _LONGEST:
            raise Unfit(name)
    return message
