"""Links in the tickets' table.

pk           sk    holds
LINK#<hash>  LINK  the ticket and event that a token leads to, and what was sent with it (expires)
"""

import msgspec
from pynamodb.exceptions import PutError, UpdateError

from chalicelib.shared.clock import from_iso
from chalicelib.shared.dynamo import is_refused
from chalicelib.tickets.links import Link
from chalicelib.tickets.rows import Row

_link = msgspec.json.Decoder(Link)


class DynamoLinks:
    """The links of every ticket."""

    def add(self, hash: str, link: Link) -> None:
        """Keep a link; one that is there stays as it is."""
        row = Row(
            f"LINK#{hash}", "LINK", row="link", doc=msgspec.json.encode(link).decode(), number=link.number,
            expires=from_iso(link.expires_at),
        )  # fmt: skip
        try:
            row.save(condition=Row.pk.does_not_exist())
        except PutError as error:
            if not is_refused(error):
                raise

    def get(self, hash: str) -> Link | None:
        """Return a link; DynamoDB may still hold one that is over."""
        try:
            row = Row.get(f"LINK#{hash}", "LINK", consistent_read=True)
        except Row.DoesNotExist:
            return None
        return msgspec.structs.replace(_link.decode(row.doc or ""), used=row.id or "")

    def use(self, hash: str, used: str) -> None:
        """Say that a link was used; the first to say so counts."""
        try:
            Row(f"LINK#{hash}", "LINK").update(
                actions=[Row.id.set(used)], condition=Row.pk.exists() & Row.id.does_not_exist()
            )
        except UpdateError as error:
            if not is_refused(error):
                raise
