"""Callbacks in the contacts table (rows.py).

    pk                 sk         holds
    CALLBACK#<id>      CALLBACK   a callback, its number and note sealed; gone two years after it ended (`expires`)
    CALLER#<hmac>      CALLBACK   the callback that a number asked a body for last: one is open at most

    index   key                            sort           holds (KEYS_ONLY, sparse)
    due     due_shard CALLBACK             due            those that are waiting or offered, or ended and untold
    body    bo <body>#callback#<state>     bo_sort        by due time while open, by their end after
    ticket  tk callback#<number>           at             those about a ticket
    person  pn callback#<hmac>             at             those of a number, until it is erased

A callback and the entry of its number are written together.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec
from pynamodb.connection import Connection
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callbacks import CallbackChanged
from chalicelib.contacts.rows import Row
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.dynamo import is_refused
from chalicelib.shared.sealing import opened, sealed
from chalicelib.shared.secret import Secret

_KEPT = timedelta(days=730)
_SHARD = "CALLBACK"
_LOST = frozenset({"ConditionalCheckFailed", "TransactionConflict"})
_callback = msgspec.json.Decoder(Callback)


class _Sealed(msgspec.Struct, frozen=True):
    """What is sealed of a callback."""

    number: str
    notes: tuple[str, ...]


_sealed = msgspec.json.Decoder(_Sealed)


class DynamoCallbacks:
    """The callbacks of every body; reads of one are consistent, index pages may be a moment behind."""

    def __init__(self, secret: Secret, connection: Connection | None = None) -> None:
        self._secret = secret
        self._connection = connection or Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def get(self, id: str) -> Callback | None:
        row = _get(f"CALLBACK#{id}")
        return self._read(row) if row else None

    def of_number(self, body: str, number: str) -> Callback | None:
        row = _get(self._caller(body, number))
        return self.get(row.doc or "") if row else None

    def add(self, callback: Callback, before: Callback | None) -> Callback:
        kept = callback.with_(version=1)
        entry = Row(self._caller(kept.body, kept.number), "CALLBACK", row="caller", doc=kept.id,
                    expires=from_iso(kept.requested_at) + _KEPT)  # fmt: skip
        unchanged = (Row.doc == before.id) if before else Row.pk.does_not_exist()
        try:
            with TransactWrite(connection=self._connection) as write:
                write.save(self._row(kept), condition=Row.pk.does_not_exist())
                write.save(entry, condition=unchanged)
        except TransactWriteError as error:
            if not any(reason and reason.code in _LOST for reason in error.cancellation_reasons):
                raise
            raise CallbackChanged from error
        return kept

    def save(self, before: Callback, after: Callback) -> Callback:
        kept = after.with_(version=before.version + 1)
        try:
            self._row(kept).save(condition=Row.version == before.version)
        except PutError as error:
            if not is_refused(error):
                raise
            raise CallbackChanged from error
        return kept

    def due(self, now: datetime, limit: int) -> Sequence[Callback]:
        page = Row.of_due.query(_SHARD, Row.due <= iso(now), limit=limit)
        return self._many([row.pk for row in page])

    def page(
        self, body: str, state: CallbackState, *, after: str, limit: int, newest_first: bool = False
    ) -> list[tuple[str, Callback]]:
        """Return callbacks of a body in a state with their places, from after a place on ("" is the begin)."""
        beyond = None
        if after:
            beyond = Row.bo_sort < after if newest_first else Row.bo_sort > after
        page = Row.of_body.query(_list(body, state), beyond, limit=limit, scan_index_forward=not newest_first)
        places = [(str(row.bo_sort), row.pk) for row in page]
        found = {f"CALLBACK#{each.id}": each for each in self._many([pk for _, pk in places])}
        return [(place, found[pk]) for place, pk in places if pk in found]

    def of_ticket(self, ticket: str, limit: int) -> Sequence[Callback]:
        """Return the callbacks about a ticket, the newest first."""
        page = Row.of_ticket.query(f"callback#{ticket}", limit=limit, scan_index_forward=False)
        return self._many([row.pk for row in page])

    def all_of(self, body: str, number: str, limit: int) -> Sequence[Callback]:
        """Return the callbacks that a body owed to a number, the newest first."""
        page = Row.of_person.query(f"callback#{self._name(body, number)}", limit=limit, scan_index_forward=False)
        return self._many([row.pk for row in page])

    def _many(self, pks: list[str]) -> list[Callback]:
        keys = [(pk, "CALLBACK") for pk in dict.fromkeys(pks)]
        rows = {row.pk: row for row in Row.batch_get(keys, consistent_read=True)} if keys else {}
        return [self._read(rows[pk]) for pk, _ in keys if pk in rows]

    def _row(self, callback: Callback) -> Row:
        bare = callback.with_(
            number="", note="", tries=tuple(msgspec.structs.replace(each, note="") for each in callback.tries)
        )
        notes = (callback.note, *(each.note for each in callback.tries))
        said = msgspec.json.encode(_Sealed(number=callback.number, notes=notes))
        is_open, is_due = callback.is_open, callback.is_open or callback.untold
        place = callback.due_at if is_open else callback.ended_at
        return Row(
            f"CALLBACK#{callback.id}",
            "CALLBACK",
            row="callback",
            doc=msgspec.json.encode(bare).decode(),
            box=sealed(self._key(), said, about=callback.id),
            version=callback.version,
            bo=_list(callback.body, callback.state),
            bo_sort=f"{place}#{callback.id}",
            tk=f"callback#{callback.ticket}" if callback.ticket else None,
            pn=f"callback#{self._name(callback.body, callback.number)}" if callback.number else None,
            at=callback.requested_at,
            due_shard=_SHARD if is_due else None,
            due=callback.due_at if is_due else None,
            expires=None if is_open else from_iso(callback.ended_at) + _KEPT,
        )

    def _read(self, row: Row) -> Callback:
        bare = _callback.decode(row.doc or "")
        said = _sealed.decode(opened(self._key(), row.box or b"", about=bare.id))
        note, *notes = said.notes
        tries = tuple(msgspec.structs.replace(each, note=each_note)
                      for each, each_note in zip(bare.tries, notes, strict=True))  # fmt: skip
        return bare.with_(number=said.number, note=note, tries=tries, version=int(row.version or 0))

    def _key(self) -> bytes:
        return self._secret.digest("callback-seal")

    def _caller(self, body: str, number: str) -> str:
        return f"CALLER#{self._name(body, number)}"

    def _name(self, body: str, number: str) -> str:
        """Return a number's name in keys: an HMAC, apart for each body."""
        return self._secret.text("callback-of", body, number)


def _list(body: str, state: CallbackState) -> str:
    return f"{body}#callback#{state}"


def _get(pk: str) -> Row | None:
    with suppress(Row.DoesNotExist):
        return Row.get(pk, "CALLBACK", consistent_read=True)
    return None
