"""People in DynamoDB. Keys hold ids and HMACs, never an identifier or a name.

    pk                       sk             holds
    PERSON#<body>#<id>       PERSON         version, and the profile sealed; `into` once merged, `erased` once erased
    PERSON#<body>#<id>       SEAL           the key of the seal, new with each version: without it nothing can be read
    PERSON#<body>#<id>       NAME#<hmac>    a beginning of a word of the name, for the index
    PERSON#<body>#<id>       CONSENT#<w>    the person agrees to be sent <w> (news, ...), for the index
    IDENT#<ref>              IDENT          an identifier's person; <ref> is `person_ref`
    CODE#<target>            C#<id>         a code's HMAC, its end and the tries before it (expires)
    CODE#<target>            TRIES          the tries made at a target, whether a code was sent or not (expires)
    HOLDER#<target>          HOLDER         since when a number is another person's
    LIMIT#<name>#<key>       <window>       a counter (expires)
    KEY#<request>            KEY            a keyed request: the body's fingerprint, the person it answered (expires)

    index   key                     sort          holds (KEYS_ONLY, sparse)
    names   nm <body>#<hmac>        nm_sort <id>  the NAME items
            nm <body>#consent:<w>   nm_sort <id>  the CONSENT items

TTL takes expired items away days late: codes have their end, counters their window, and reads go by these.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.people.code_store import DynamoCodes
from chalicelib.people.identifiers import person_ref
from chalicelib.people.naming import prefixes
from chalicelib.people.person import IdentifierTaken, Person
from chalicelib.people.register import Request
from chalicelib.people.rows import Row, consent_key, consent_rows, key_of, person_of, request_row, row_at
from chalicelib.shared.errors import Stale, Unavailable
from chalicelib.shared.sealing import new_seal, sealed
from chalicelib.shared.secret import Secret

_MOST_HOPS = 20
_NEVER = "~"  # comes after every id


class DynamoPeople(DynamoCodes):
    """People in one table; reads are consistent, but for the search by name."""

    def __init__(self, secret: Secret, connection: Connection | None = None) -> None:
        self._secret = secret
        self._connection = connection or Connection(connect_timeout_seconds=2, read_timeout_seconds=5)

    def get(self, body: str, id: str) -> Person | None:
        for _hop in range(_MOST_HOPS):
            rows = {row.sk: row for row in Row.query(key_of(body, id), Row.sk >= "PERSON", consistent_read=True)}
            into = rows["PERSON"].into if "PERSON" in rows else None
            if not into:
                return person_of(rows)
            id = into
        return None

    def holder(self, body: str, kind: str, value: str) -> Person | None:
        row = row_at(*self._ident(body, kind, value))
        return self.get(body, str(row.person)) if row else None

    def named(self, body: str, prefix: str, *, before: str, most: int) -> tuple[tuple[Person, ...], str]:
        return _indexed(body, self._name(body, prefix), before, most)

    def consenting(self, body: str, purpose: str, *, before: str, most: int) -> tuple[tuple[Person, ...], str]:
        return _indexed(body, consent_key(body, purpose), before, most)

    def keep(self, person: Person, before: Person | None, request: Request | None = None) -> Person:
        kept = msgspec.structs.replace(person, version=(before.version if before else 0) + 1)
        try:
            with self._writing() as write:
                self._save(write, kept, before)
                for ident in sorted(self._idents(before) - self._idents(kept)):
                    write.delete(Row(*ident), condition=Row.person == kept.id)
                if request:
                    write.save(request_row(request), condition=Row.pk.does_not_exist())
        except Stale as refused:
            raise self._why(kept, before, request) from refused
        return kept

    def merge(self, survivor: Person, before: Person, other: Person) -> Person:
        kept = msgspec.structs.replace(survivor, version=before.version + 1)
        with self._writing() as write:
            self._save(write, kept, before, taking_from=other.id)
            write.update(
                Row(key_of(other.body, other.id), "PERSON"),
                actions=[Row.into.set(kept.id), Row.version.set(other.version + 1), Row.box.remove()],
                condition=(Row.version == other.version),
            )
            write.delete(Row(key_of(other.body, other.id), "SEAL"))
            for row in (*self._name_rows(other), *consent_rows(other).values()):
                write.delete(row)
        return kept

    def erase(self, person: Person) -> None:
        pk = key_of(person.body, person.id)
        with self._writing() as write:
            write.update(
                Row(pk, "PERSON"),
                actions=[Row.erased.set(1), Row.version.set(person.version + 1), Row.box.remove()],
                condition=(Row.version == person.version),
            )
            write.delete(Row(pk, "SEAL"))
            for row in (*self._name_rows(person), *consent_rows(person).values()):
                write.delete(row)
            for ident in sorted(self._idents(person)):
                write.delete(Row(*ident), condition=Row.pk.does_not_exist() | (Row.person == person.id))

    def request(self, name: str) -> Request | None:
        row = row_at(f"KEY#{name}", "KEY")
        return msgspec.json.decode(row.text, type=Request) if row and row.text else None

    def _save(self, write: TransactWrite, person: Person, before: Person | None, *, taking_from: str = "") -> None:
        pk, seal = key_of(person.body, person.id), new_seal()
        box = sealed(seal, msgspec.json.encode(person), about=pk)
        write.save(Row(pk, "PERSON", version=person.version, box=box), condition=_at(before))
        write.save(Row(pk, "SEAL", box=seal))
        old, new = self._name_keys(before), self._name_keys(person)
        for name in self._name_rows(person):
            if name.nm not in old:
                write.save(name)
        for name in self._name_rows(before) if before else ():
            if name.nm not in new:
                write.delete(name)
        _save_consents(write, consent_rows(before), consent_rows(person))
        for ident in sorted(self._idents(person) - self._idents(before)):
            free = Row.pk.does_not_exist() | (Row.person == person.id)
            write.save(
                Row(*ident, person=person.id), condition=free | (Row.person == taking_from) if taking_from else free
            )

    def _idents(self, person: Person | None) -> set[tuple[str, str]]:
        return {self._ident(person.body, each.kind, each.value) for each in person.identifiers} if person else set()

    def _ident(self, body: str, kind: str, value: str) -> tuple[str, str]:
        return f"IDENT#{person_ref(self._secret, body, kind, value)}", "IDENT"

    def _name(self, body: str, prefix: str) -> str:
        return f"{body}#{self._secret.text('name', body, prefix)}"

    def _name_keys(self, person: Person | None) -> set[str]:
        return {self._name(person.body, prefix) for prefix in prefixes(person)} if person else set()

    def _name_rows(self, person: Person) -> list[Row]:
        pk = key_of(person.body, person.id)
        keys = sorted(self._name_keys(person))
        return [Row(pk, f"NAME#{key.rpartition('#')[2]}", nm=key, nm_sort=person.id) for key in keys]

    @contextmanager
    def _writing(self) -> Iterator[TransactWrite]:
        """Write all or nothing; tell a refused condition from two writers who met."""
        try:
            with TransactWrite(connection=self._connection) as write:
                yield write
        except TransactWriteError as error:
            codes = {reason.code for reason in error.cancellation_reasons if reason}
            if "ConditionalCheckFailed" in codes:
                raise Stale from error
            if "TransactionConflict" in codes:
                raise Unavailable(retry_after=1) from error
            raise

    def _why(self, kept: Person, before: Person | None, request: Request | None) -> Exception:
        """Return why a profile was not kept, looked up after the refusal."""
        if request and self.request(request.name):
            return Unavailable(retry_after=1)
        rows = [row_at(*ident) for ident in sorted(self._idents(kept) - self._idents(before))]
        others = {str(row.person) for row in rows if row and row.person != kept.id}
        return IdentifierTaken(people=sorted(others)) if others else Stale()


def _at(before: Person | None) -> Condition:
    return Row.version == before.version if before else Row.pk.does_not_exist()


def _save_consents(write: TransactWrite, before: dict[str, Row], now: dict[str, Row]) -> None:
    for sk in sorted(now.keys() - before.keys()):
        write.save(now[sk])
    for sk in sorted(before.keys() - now.keys()):
        write.delete(before[sk])


def _indexed(body: str, key: str, before: str, most: int) -> tuple[tuple[Person, ...], str]:
    """Return a page of the people under a key of the index, and the id to go on with."""
    page = Row.names.query(key, Row.nm_sort < (before or _NEVER), limit=most, scan_index_forward=False)
    ids = [row.pk.rpartition("#")[2] for row in page]
    found = _people(key_of(body, id) for id in ids)
    people = tuple(found[key_of(body, id)] for id in ids if key_of(body, id) in found)
    return people, ids[-1] if len(ids) == most else ""


def _people(pks: Iterable[str]) -> dict[str, Person]:
    """Return the profiles that stand there, in one call."""
    keys: list[Any] = [(pk, sk) for pk in pks for sk in ("PERSON", "SEAL")]
    rows: dict[str, dict[str, Row]] = {}
    for row in Row.batch_get(keys, consistent_read=True) if keys else ():
        rows.setdefault(row.pk, {})[row.sk] = row
    return {pk: person for pk, both in rows.items() if (person := person_of(both))}
