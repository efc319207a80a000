"""Tickets and connections in the table of live screens; everything in it expires.

    pk                        sk              holds
    TICKET#<hash>             TICKET          whom a ticket is for (30 seconds)
    CONNECTION#<id>           CONNECTION      whose a connection is, and what it follows (two hours)
    CHANNEL#<channel>#<shard> <connection>    whose it is: who is told on the channel

A channel is spread over shards by the connection, for each message reads all of it; one Query a shard, 1 MB a page.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zlib import crc32

import msgspec
from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.live.connection import Connection, Ticket, channels
from chalicelib.live.sending import Listener
from chalicelib.shared.clock import from_iso
from chalicelib.shared.dynamo import Model

SHARDS = 1
"""One holds some 5,000 listeners a page; more only where many thousand screens look at one body."""
# DynamoDB drops what has expired when it comes to it; who reads looks at the time.
_SPARE = timedelta(minutes=5)
_tickets, _connections = msgspec.json.Decoder(Ticket), msgspec.json.Decoder(Connection)


class Row(Model):
    """An item of the table."""

    class Meta:
        table_name = "live"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    doc = UnicodeAttribute(null=True)
    staff = UnicodeAttribute(null=True)
    ends_at = UnicodeAttribute(null=True)
    expires = TTLAttribute(null=True)


class DynamoConnections:
    """Every ticket and connection."""

    def keep_ticket(self, ticket: Ticket) -> None:
        """Keep a ticket: one PutItem."""
        Row(f"TICKET#{ticket.hash}", "TICKET", doc=_doc(ticket), expires=_expires(ticket.expires_at)).save()

    def take_ticket(self, hash: str) -> Ticket | None:
        """Return a ticket and forget it: one DeleteItem, which answers the first of two takers alone."""
        connection = Row._get_connection()
        old = connection.delete_item(f"TICKET#{hash}", "TICKET", return_values="ALL_OLD").get("Attributes")
        return _tickets.decode(old["doc"]["S"]) if old else None

    def get(self, id: str) -> Connection | None:
        """Return a connection: one strongly consistent read."""
        try:
            return _connections.decode(Row.get(*_key(id), consistent_read=True).doc or "")
        except DoesNotExist:
            return None

    def keep(self, connection: Connection, before: Connection | None = None) -> None:
        """Keep a connection, then what it follows, so that whatever is followed can be found and forgotten."""
        expires = _expires(connection.ends_at)
        Row(*_key(connection.id), doc=_doc(connection), expires=expires).save()
        now, then = set(channels(connection)), set(channels(before)) if before else set()
        with Row.batch_write() as batch:
            for channel in sorted(now - then):
                row = Row(*_listener(channel, connection.id), staff=connection.staff, ends_at=connection.ends_at)
                row.expires = expires
                batch.save(row)
            for channel in sorted(then - now):
                batch.delete(Row(*_listener(channel, connection.id)))

    def forget(self, id: str) -> None:
        """Forget a connection and what it follows: what it follows first, so that nothing is left unfound."""
        connection = self.get(id)
        if not connection:
            return
        with Row.batch_write() as batch:
            for channel in channels(connection):
                batch.delete(Row(*_listener(channel, id)))
        Row(*_key(id)).delete()

    def listeners(self, channel: str, now: str) -> Sequence[Listener]:
        """Return who follows a channel and has not ended: one Query a shard."""
        rows = (row for shard in range(SHARDS) for row in Row.query(f"CHANNEL#{channel}#{shard}"))
        return [Listener(row.sk, row.staff or "") for row in rows if (row.ends_at or "") > now]

    def unfollow(self, channel: str, connection: str) -> None:
        """Tell a connection nothing more on a channel."""
        Row(*_listener(channel, connection)).delete()


def _key(id: str) -> tuple[str, str]:
    return f"CONNECTION#{id}", "CONNECTION"


def _listener(channel: str, id: str) -> tuple[str, str]:
    return f"CHANNEL#{channel}#{crc32(id.encode()) % SHARDS}", id


def _doc(thing: msgspec.Struct) -> str:
    return msgspec.json.encode(thing).decode()


def _expires(at: str) -> datetime:
    return from_iso(at) + _SPARE
