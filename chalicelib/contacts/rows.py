"""A contact's items in DynamoDB, and how a value becomes an item and back (the key table stands in store.py)."""

import msgspec
from pynamodb.attributes import BinaryAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.contacts.contact import Contact, Handled
from chalicelib.contacts.kept import By, standing
from chalicelib.contacts.packing import packed, unpacked
from chalicelib.shared.dynamo import Model
from chalicelib.shared.sealing import opened, sealed


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is sealed of a contact: who called, what was said, what the flow noted."""

    number: str = ""
    summary: str = ""
    transcript: str = ""
    asked: tuple[tuple[str, str], ...] = ()


_said = msgspec.json.Decoder(Said)
_handled = msgspec.json.Decoder(Handled)


class _Index(GlobalSecondaryIndex["Row"]):
    class Meta:
        projection = KeysOnlyProjection()


class OfBody(_Index):
    class Meta(_Index.Meta):
        index_name = "body"

    bo = UnicodeAttribute(hash_key=True)
    bo_sort = UnicodeAttribute(range_key=True)


class OfAgent(_Index):
    class Meta(_Index.Meta):
        index_name = "agent"

    ag = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class OfPerson(_Index):
    class Meta(_Index.Meta):
        index_name = "person"

    pn = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class OfTicket(_Index):
    class Meta(_Index.Meta):
        index_name = "ticket"

    tk = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class Open(_Index):
    class Meta(_Index.Meta):
        index_name = "open"

    op = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class Due(_Index):
    class Meta(_Index.Meta):
        index_name = "due"

    due_shard = UnicodeAttribute(hash_key=True)
    due = UnicodeAttribute(range_key=True)


class Row(Model):
    """Every kind of item; `Meta.table_name` is set by wiring."""

    class Meta:
        table_name = "contacts"
        billing_mode = "PAY_PER_REQUEST"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    row = UnicodeAttribute(null=True)
    doc = UnicodeAttribute(null=True)
    packed = BinaryAttribute(legacy_encoding=False, null=True)
    box = BinaryAttribute(legacy_encoding=False, null=True)
    seal = BinaryAttribute(legacy_encoding=False, null=True)
    version = NumberAttribute(null=True)
    told_at = UnicodeAttribute(null=True)
    by = UnicodeAttribute(null=True)
    bo = UnicodeAttribute(null=True)
    bo_sort = UnicodeAttribute(null=True)
    ag = UnicodeAttribute(null=True)
    pn = UnicodeAttribute(null=True)
    tk = UnicodeAttribute(null=True)
    op = UnicodeAttribute(null=True)
    at = UnicodeAttribute(null=True)
    due_shard = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)
    expires = TTLAttribute(null=True)
    of_body = OfBody()
    of_agent = OfAgent()
    of_person = OfPerson()
    of_ticket = OfTicket()
    open = Open()
    of_due = Due()


def place_of(contact: Contact) -> str:
    """Return what a contact is sorted by in every index."""
    return f"{contact.told.started_at}#{contact.id}"


def contact_row(contact: Contact) -> Row:
    """Return the item of a contact, with the keys of every index that it stands in now."""
    place, told = place_of(contact), contact.told
    return Row(
        pk=f"CONTACT#{contact.id}",
        sk="CONTACT",
        row="contact",
        packed=packed(_unsaid(contact)),
        box=_box(contact),
        seal=contact.seal or None,
        version=contact.version,
        bo=contact.body,
        bo_sort=place,
        ag=told.agent or None,
        pn=contact.person or None,
        op=_open_key(contact),
        at=place,
    )


def key_of(by: By, key: str) -> str:
    """Return what contacts are found by in their index."""
    return f"{key}#left" if by is By.LEFT else key


def _open_key(contact: Contact) -> str | None:
    by = standing(contact)
    return key_of(by, contact.body) if by else None


def _unsaid(contact: Contact) -> Contact:
    """Return a contact without what is sealed."""
    return msgspec.structs.replace(
        contact, number="", seal=b"", told=msgspec.structs.replace(contact.told, asked=(), transcript=""),
        handled=msgspec.structs.replace(contact.handled, summary=""),
    )  # fmt: skip


def _box(contact: Contact) -> bytes | None:
    if not contact.seal:
        return None
    told, handled = contact.told, contact.handled
    said = Said(number=contact.number, summary=handled.summary, transcript=told.transcript, asked=told.asked)
    return sealed(contact.seal, msgspec.json.encode(said), about=contact.id)


def contact_of(row: Row) -> Contact:
    """Return the contact in an item; who called and what was said are gone if the seal was dropped."""
    contact = unpacked(row.packed or b"")
    if not row.seal or not row.box:
        return contact
    said = _said.decode(opened(row.seal, row.box, about=contact.id))
    return msgspec.structs.replace(
        contact, number=said.number, seal=row.seal,
        told=msgspec.structs.replace(contact.told, asked=said.asked, transcript=said.transcript),
        handled=msgspec.structs.replace(contact.handled, summary=said.summary),
    )  # fmt: skip


def ticket_row(contact: Contact, number: str) -> Row:
    """Return the item that lets a ticket find a contact about it."""
    return Row(pk=f"CONTACT#{contact.id}", sk=f"TICKET#{number}", row="ticket", tk=number, at=place_of(contact))


def leg_row(contact: Contact) -> Row:
    """Return the item that lets the first contact of a journey find what followed it."""
    return Row(pk=f"CONTACT#{contact.told.initial}", sk=f"LEG#{contact.id}", row="leg")


def history_row(contact: Contact) -> Row:
    """Return the item of what staff wrote, as it stands after this version."""
    about = f"{contact.id}/{contact.version}"
    box = sealed(contact.seal, msgspec.json.encode(contact.handled), about=about) if contact.seal else None
    return Row(pk=f"CONTACT#{contact.id}", sk=f"HISTORY#{contact.version:06d}", row="history", box=box)


def handled_of(row: Row, seal: bytes) -> Handled:
    """Return what staff had written; nothing if the seal was dropped."""
    if not seal or not row.box:
        return Handled()
    id, version = row.pk.removeprefix("CONTACT#"), int(row.sk.removeprefix("HISTORY#"))
    return _handled.decode(opened(seal, row.box, about=f"{id}/{version}"))
