"""A connection of a console: whose it is, what it may follow, how long it lasts. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.organisations.staff import Role, Staff

Topic = Literal["desk", "queues", "agents"]
LASTS = timedelta(hours=2)
"""Amazon API Gateway ends a connection after two hours; consoles then open another."""
TICKET_LASTS = timedelta(seconds=30)
# What somebody must be to follow a topic: one's own contacts; the figures of queues; who does what at this moment.
TOPICS: dict[Topic, frozenset[Role]] = {
    "desk": frozenset(Role) - {Role.PARTNER},
    "queues": frozenset({Role.AGENT, Role.DISTRIBUTOR, Role.SUPERVISOR, Role.QUALITY, Role.MANAGER, Role.EXECUTIVE}),
    "agents": frozenset({Role.SUPERVISOR, Role.QUALITY, Role.MANAGER, Role.EXECUTIVE}),
}


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """What a one-use ticket stands for, by its hash: who asked for it; `expires_at` ISO 8601 UTC."""

    hash: str
    staff: str
    expires_at: str


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """A console that is connected: the `sub` and user name of whose it is; `ends_at` ISO 8601 UTC."""

    id: str
    staff: str
    username: str
    ends_at: str
    topics: tuple[Topic, ...] = ()
    bodies: tuple[str, ...] = ()
    """Those whose topics are followed."""


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a console may send: which topics it follows from now on (empty: none), or whether anybody is there."""

    follow: Annotated[tuple[Topic, ...], Meta(max_length=len(TOPICS))] | None = None
    ping: bool = False


def allowed(staff: Staff | None, asked: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return those of the topics that somebody may follow, in order; none for who does not work here any more."""
    if not staff or not staff.active:
        return ()
    return tuple(topic for topic in TOPICS if topic in set(asked) and staff.has(*TOPICS[topic]))


def channels(connection: Connection) -> tuple[str, ...]:
    """Return the channels on which a connection is told of its topics.

    The desk's is the person's own; the other topics have one a body.
    """
    shared = (topic for topic in connection.topics if topic != "desk")
    own = (channel("", "desk", connection.username),) if "desk" in connection.topics else ()
    return (*own, *(channel(body, topic) for topic in shared for body in connection.bodies))


def channel(body: str, topic: Topic, to: str | None = None) -> str:
    """Return the name of a channel: a user's desk, or a topic of a body."""
    return f"desk#{to}" if topic == "desk" else f"{topic}#{body}"
