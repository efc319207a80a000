"""A person's items in DynamoDB, and how a profile becomes items and back (the key table stands in store.py)."""

import msgspec
from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.people.person import Person
from chalicelib.people.register import Request
from chalicelib.shared.dynamo import Model
from chalicelib.shared.sealing import opened


class Names(GlobalSecondaryIndex["Row"]):
    class Meta:
        index_name = "names"
        projection = KeysOnlyProjection()

    nm = UnicodeAttribute(hash_key=True)
    nm_sort = UnicodeAttribute(range_key=True)


class Row(Model):
    class Meta:
        table_name = "people"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    box = BinaryAttribute(null=True, legacy_encoding=False)
    into = UnicodeAttribute(null=True)
    erased = NumberAttribute(null=True)
    person = UnicodeAttribute(null=True)
    nm = UnicodeAttribute(null=True)
    nm_sort = UnicodeAttribute(null=True)
    names = Names()
    n = NumberAttribute(null=True)
    text = UnicodeAttribute(null=True)
    expires = NumberAttribute(null=True)


def key_of(body: str, id: str) -> str:
    """Return the key of a profile's items."""
    return f"PERSON#{body}#{id}"


def row_at(pk: str, sk: str) -> Row | None:
    """Return an item, read consistently; None if there is none."""
    try:
        return Row.get(pk, sk, consistent_read=True)
    except Row.DoesNotExist:
        return None


def consent_key(body: str, purpose: str) -> str:
    """Return what those who agreed to be sent something are found by in the index."""
    return f"{body}#consent:{purpose}"


def consent_rows(person: Person | None) -> dict[str, Row]:
    """Return the items that say what a person agrees to be sent, by their sort key."""
    if person is None:
        return {}
    pk, purposes = key_of(person.body, person.id), sorted({each.purpose for each in person.consents})
    return {
        f"CONSENT#{each}": Row(pk, f"CONSENT#{each}", nm=consent_key(person.body, each), nm_sort=person.id)
        for each in purposes if person.consents_to(each)
    }  # fmt: skip


def person_of(rows: dict[str, Row]) -> Person | None:
    """Return the profile in its items, by their sort keys; None if it was merged or erased, or never was."""
    head, seal = rows.get("PERSON"), rows.get("SEAL")
    if not head or not seal or not head.box or not seal.box:
        return None
    return msgspec.json.decode(opened(seal.box, head.box, about=head.pk), type=Person)


def request_row(request: Request) -> Row:
    """Return the item of a keyed request."""
    return Row(f"KEY#{request.name}", "KEY", text=msgspec.json.encode(request).decode(), expires=request.expires)
