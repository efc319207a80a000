"""What consoles do with live connections: ask for a ticket, connect with it, follow topics, leave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from chalicelib.live.connection import LASTS, TICKET_LASTS, Connection, Said, Ticket, Topic, allowed
from chalicelib.organisations.staff import Staff
from chalicelib.shared.bodies import read_json
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import NidaaError, Unauthenticated


class Connections(Protocol):
    """Where tickets and connections are kept."""

    def keep_ticket(self, ticket: Ticket) -> None: ...

    def take_ticket(self, hash: str) -> Ticket | None:
        """Return a ticket and forget it, so that of two takers one gets it; None if there is none."""
        ...

    def get(self, id: str) -> Connection | None: ...

    def keep(self, connection: Connection, before: Connection | None = None) -> None:
        """Keep a connection with what it follows; `before` is what is kept of it so far."""
        ...

    def forget(self, id: str) -> None:
        """Forget a connection and all that it follows; there need be nothing to forget."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions need; `new_token` returns 128 random bits as text, `tell` writes to one connection."""

    connections: Connections
    staff: Callable[[str], Staff | None]
    tell: Callable[[str, Mapping[str, Any]], bool]
    clock: Clock
    new_token: Callable[[], str]
    address: str


class TicketView(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket for one connection, to be used by `expires_at` (ISO 8601 UTC).

    `address` is where to connect, with `?ticket=`; "" is `/ws` of the console's own origin.
    """

    ticket: str
    expires_at: str
    address: str


def issue(context: Context, staff: Staff) -> TicketView:
    """Return a new ticket; what is kept of it is its hash."""
    token, expires_at = context.new_token(), iso(context.clock() + TICKET_LASTS)
    context.connections.keep_ticket(Ticket(hash=_hash(token), staff=staff.id, expires_at=expires_at))
    return TicketView(ticket=token, expires_at=expires_at, address=context.address)


def connect(context: Context, id: str, token: str) -> Connection:
    """Bind a new connection to whom its ticket was made for.

    :raises Unauthenticated: if there is no such ticket any more, or it was for somebody who does not work here now
    """
    now = context.clock()
    ticket = context.connections.take_ticket(_hash(token)) if token else None
    staff = context.staff(ticket.staff) if ticket and ticket.expires_at > iso(now) else None
    if not staff or not staff.active:
        raise Unauthenticated
    made = Connection(id=id, staff=staff.id, username=staff.username, ends_at=iso(now + LASTS))
    context.connections.keep(made)
    return made


def hear(context: Context, id: str, raw: bytes) -> None:
    """Do what a console asks on its connection, and answer there; nothing for a connection that is not known."""
    connection = context.connections.get(id)
    if not connection or connection.ends_at <= iso(context.clock()):
        return
    try:
        said = read_json(raw, Said)
    except NidaaError as error:
        context.tell(id, {"type": "refused", "code": error.code()})
        return
    if said.follow is not None:
        context.tell(id, {"type": "following", "topics": list(follow(context, connection, said.follow))})
    else:
        context.tell(id, {"type": "pong", "at": iso(context.clock())})


def follow(context: Context, connection: Connection, asked: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Let a connection follow the topics that its person may, of all bodies that they serve now; return which."""
    staff = context.staff(connection.staff)
    topics = allowed(staff, asked)
    bodies = tuple(sorted(staff.bodies)) if staff and topics else ()
    after = replace(connection, topics=topics, bodies=bodies)
    if after != connection:
        context.connections.keep(after, connection)
    return topics


def leave(context: Context, id: str) -> None:
    """Forget a connection that has ended."""
    context.connections.forget(id)


def _hash(token: str) -> str:
    """Return what is kept of a token: of 128 random bits a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()
