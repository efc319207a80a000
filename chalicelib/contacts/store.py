"""Contacts in DynamoDB: telephony's and staff's words of one contact in one item.

    pk                sk                  holds
    CONTACT#<id>      CONTACT             what telephony and staff say, packed; in `box` who called and what was said
    CONTACT#<id>      TICKET#<number>     a ticket that it is about, for the index `ticket`
    CONTACT#<id>      LEG#<id>            a contact that followed from it: a transfer, a callback, a survey
    CONTACT#<id>      HISTORY#<version>   what staff had written at a version, sealed
    STAFF#<username>  PRESENCE            what somebody is doing, and the instant of the event that told of it
    STAFF#<username>  STATUS#<instant>#.. the status that they came into then
    INSTALLATION      TELEPHONY, ...      installation_store.py, exchange/store.py
    FIGURES#<body>    ...                 figure_store.py
    BODY#<body>       SWITCHBOARD         switchboard_store.py

    index   key                  sort                 holds (KEYS_ONLY, sparse)
    body    bo <body>            bo_sort <began>#<id>  every contact
    agent   ag <username>        at <began>#<id>       of whom an agent spoke in
    person  pn <digest>          at <began>#<id>       of whose number is known
    ticket  tk <number>          at <began>#<id>       the TICKET items
    open    op <body>            at <began>#<id>       those that go on, and nothing else
            op <body>#left       at <began>#<id>       over, but the record has not come or nobody wrapped up
    due     due_shard CONTACT    due                   no record came: from when on it is taken for over (closing.py)

A change is one PutItem on the condition of the version, or one transaction where figures move with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
from pynamodb.connection import Connection
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.contacts import contact_items as items
from chalicelib.contacts.contact import Contact, Handled
from chalicelib.contacts.figure_store import changes
from chalicelib.contacts.kept import By, Counted, Place, Stretch
from chalicelib.contacts.presence import Presence, PresenceStatus
from chalicelib.contacts.rows import Row
from chalicelib.contacts.status_times import KEPT, Change
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.dynamo import is_refused

_INDEXES: dict[By, tuple[Any, Any]] = {
    By.BODY: (Row.of_body, Row.bo_sort),
    By.AGENT: (Row.of_agent, Row.at),
    By.PERSON: (Row.of_person, Row.at),
    By.TICKET: (Row.of_ticket, Row.at),
    By.OPEN: (Row.open, Row.at),
    By.LEFT: (Row.open, Row.at),
}
_LOST = frozenset({"ConditionalCheckFailed", "TransactionConflict"})
_presence = msgspec.json.Decoder(Presence)
_STATUS = "STATUS#"


class DynamoContacts:
    """The contacts of every body; reads of one are consistent, index pages may be a moment behind."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection or Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def get(self, id: str) -> Contact | None:
        row = _get(f"CONTACT#{id}", "CONTACT")
        return items.contact_of(row) if row else None

    def many(self, ids: Iterable[str]) -> dict[str, Contact]:
        keys = [(f"CONTACT#{id}", "CONTACT") for id in dict.fromkeys(ids)]
        found = Row.batch_get(keys, consistent_read=True) if keys else ()
        return {contact.id: contact for contact in map(items.contact_of, found)}

    def save(
        self, before: Contact | None, after: Contact, *, counted: Counted | None = None, written: bool = False
    ) -> Contact:
        kept = msgspec.structs.replace(after, version=(before.version if before else 0) + 1)
        others = list(_others(before, kept, written=written))
        moves = [each for body, moved in (counted or {}).items() for each in changes(body, kept.id, moved)]
        if not others and not moves:
            return _put(before, kept)
        with _Refusable(), TransactWrite(connection=self._connection) as write:
            write.save(items.contact_row(kept), condition=_unchanged(before))
            for row in others:
                write.save(row)
            for figures, actions in moves:
                write.update(figures, actions=actions)
        return kept

    def places(self, stretch: Stretch, *, before: str = "", limit: int = 100) -> list[Place]:
        index, sort = _INDEXES[stretch.by]
        upper = min(filter(None, (before, stretch.until)), default="~")
        bounds = sort.between(stretch.since, upper) if stretch.since else sort < upper
        found = index.query(
            items.key_of(stretch.by, stretch.key), bounds,
            limit=limit + 1, page_size=limit + 1, scan_index_forward=False,
        )  # fmt: skip
        places = [Place(getattr(row, sort.attr_name), row.pk.removeprefix("CONTACT#")) for row in found]
        return [place for place in places if place.sort < upper][:limit]

    def left_open(self, now: datetime, limit: int) -> list[Contact]:
        """One Query of keys; nothing more as long as nothing is due."""
        page = Row.of_due.query(items.LEFT_OPEN, Row.due <= iso(now), limit=limit)
        return list(self.many(row.pk.removeprefix("CONTACT#") for row in page).values())

    def legs(self, initial: str) -> list[str]:
        found = Row.query(f"CONTACT#{initial}", Row.sk.startswith("LEG#"), consistent_read=True)
        return [row.sk.removeprefix("LEG#") for row in found]

    def history(self, contact: Contact) -> list[tuple[int, Handled]]:
        found = Row.query(f"CONTACT#{contact.id}", Row.sk.startswith("HISTORY#"), consistent_read=True)
        return [(int(row.sk.removeprefix("HISTORY#")), items.handled_of(row, contact.seal)) for row in found]

    def erase(self, before: Contact, after: Contact) -> Contact:
        """Keep an erased contact: what its seal closes, in history too, is gone with the seal."""
        return _put(before, msgspec.structs.replace(after, version=before.version + 1))

    def presence(self, username: str) -> Presence | None:
        row = _get(f"STAFF#{username}", "PRESENCE")
        return _presence.decode(row.doc or "") if row else None

    def presences(self, usernames: Sequence[str]) -> dict[str, Presence]:
        keys = [(f"STAFF#{username}", "PRESENCE") for username in dict.fromkeys(usernames)]
        found = Row.batch_get(keys, consistent_read=True) if keys else ()
        return {presence.username: presence for presence in (_presence.decode(row.doc or "") for row in found)}

    def tell(self, presence: Presence) -> bool:
        told = f"{presence.told_at}#{presence.event}"
        row = Row(
            f"STAFF#{presence.username}", "PRESENCE", row="presence", doc=msgspec.json.encode(presence).decode(),
            told_at=told,
        )  # fmt: skip
        try:
            row.save(condition=Row.told_at.does_not_exist() | (Row.told_at < told))
        except PutError as error:
            if not is_refused(error):
                raise
            return False
        return True

    def note(self, presence: Presence) -> None:
        Row(
            f"STAFF#{presence.username}", f"{_STATUS}{presence.told_at}#{presence.event}", row="status",
            doc=presence.status.value, expires=from_iso(presence.told_at) + KEPT,
        ).save()  # fmt: skip

    def changes(self, username: str, since: datetime, until: datetime) -> list[Change]:
        """One Query of one item, one of some 200 bytes a change."""
        key, first = f"STAFF#{username}", f"{_STATUS}{iso(since)}"
        before = Row.query(key, Row.sk.between(_STATUS, first), scan_index_forward=False, limit=1)
        within = Row.query(key, Row.sk.between(first, f"{_STATUS}{iso(until)}"))
        return [
            Change(row.sk.split("#")[1], PresenceStatus(row.doc or "")) for rows_ in (before, within) for row in rows_
        ]


class _Refusable:
    """Tell a refused condition, or a meeting with another writer, from other failures."""

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, TransactWriteError):
            codes = {reason.code for reason in error.cancellation_reasons if reason} - {"None"}
            if codes and codes <= _LOST:
                raise ContactChanged from error


def _put(before: Contact | None, kept: Contact) -> Contact:
    try:
        items.contact_row(kept).save(condition=_unchanged(before))
    except PutError as error:
        if not is_refused(error):
            raise
        raise ContactChanged from error
    return kept


def _unchanged(before: Contact | None) -> Condition:
    return Row.version == before.version if before else Row.pk.does_not_exist()


def _others(before: Contact | None, kept: Contact, *, written: bool) -> Iterator[Row]:
    """Yield what is kept beside a contact when it is saved."""
    linked = before.handled.tickets if before else ()
    for number in kept.handled.tickets:
        if number not in linked:
            yield items.ticket_row(kept, number)
    if kept.told.initial and not (before and before.told.initial):
        yield items.leg_row(kept)
    if written:
        yield items.history_row(kept)


def _get(pk: str, sk: str) -> Row | None:
    with suppress(Row.DoesNotExist):
        return Row.get(pk, sk, consistent_read=True)
    return None
