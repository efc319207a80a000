"""How a contact becomes items of the table, and back; the model is rows.py."""

import msgspec

from chalicelib.contacts.contact import Contact, Handled
from chalicelib.contacts.kept import By, left_open_from, standing
from chalicelib.contacts.packing import packed, unpacked
from chalicelib.contacts.rows import Row
from chalicelib.shared.sealing import opened, sealed

LEFT_OPEN = "CONTACT"
"""The key of the index `due` under which contacts stand whose record did not come yet."""


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is sealed of a contact: who called, what was said, what the flow noted."""

    number: str = ""
    summary: str = ""
    transcript: str = ""
    asked: tuple[tuple[str, str], ...] = ()


_said = msgspec.json.Decoder(Said)
_handled = msgspec.json.Decoder(Handled)


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
        due_shard=LEFT_OPEN if left_open_from(contact) else None,
        due=left_open_from(contact) or None,
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
