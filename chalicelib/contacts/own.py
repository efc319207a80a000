"""A requester's own contacts: taken away with the other data kept of them, and erased with it.

What the tickets' feature asks for by its own Protocol (own_data.py) is given here; wiring puts the two together.
"""

from collections.abc import Callable

import msgspec

from chalicelib.contacts.contact import Contact, Handled
from chalicelib.contacts.kept import By, Contacts, Place, Stretch
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.people.session import Session
from chalicelib.shared.errors import Unavailable
from chalicelib.shared.secret import Secret
from chalicelib.tickets.own_data import OwnContact

MOST_EXPORTED = 500
MOST_ERASED = 50
TRIES = 5


class OwnContacts:
    """The contacts of who proved a mobile; `drop_recording` deletes a recording by its key.

    `drop_callbacks` erases what a body's callbacks hold of a number.
    """

    def __init__(
        self, contacts: Contacts, secret: Secret, drop_recording: Callable[[str], None],
        drop_callbacks: Callable[[str, str], None] = lambda _body, _number: None,
    ) -> None:  # fmt: skip
        self._contacts = contacts
        self._drop_callbacks = drop_callbacks
        self._secret = secret
        self._drop_recording = drop_recording

    def export(self, session: Session, body: str) -> tuple[OwnContact, ...]:
        """Return the contacts that a body had with who is asking, newest first, the latest 500."""
        found = self._contacts.many(place.id for place in self._places(session, body, MOST_EXPORTED))
        newest = sorted(found.values(), key=lambda one: (one.told.started_at, one.id), reverse=True)
        return tuple(_shown(contact) for contact in newest)

    def erase(self, session: Session, body: str) -> tuple[int, bool]:
        """Erase a body's contacts with who is asking; return how many now, and whether none is left.

        The recordings go first, so that a break between the two leaves something that finds them.

        :raises Unavailable: if telephony does not delete a recording, or one kept changing
        """
        if session.kind == "mobile":
            self._drop_callbacks(body, session.value)
        places = self._places(session, body, MOST_ERASED + 1)
        for place in places[:MOST_ERASED]:
            self._erase(place.id)
        return min(len(places), MOST_ERASED), len(places) <= MOST_ERASED

    def _places(self, session: Session, body: str, most: int) -> list[Place]:
        key = session.ref(self._secret, body)
        return self._contacts.places(Stretch(by=By.PERSON, key=key, since=session.since), limit=most)

    def _erase(self, id: str) -> None:
        for _ in range(TRIES):
            contact = self._contacts.get(id)
            if contact is None or contact.erased:
                return
            for recording in contact.told.recordings:
                if not recording.deleted:
                    self._drop_recording(recording.key)
            try:
                self._contacts.erase(contact, emptied(contact))
            except ContactChanged:
                continue
            return
        raise Unavailable(part="contacts")


def emptied(contact: Contact) -> Contact:
    """Return a contact without who called and what was said; its words cannot be opened any more.

    Times, queue, outcome, disposition and tickets stay, for the figures.
    """
    told, handled = contact.told, contact.handled
    deleted = tuple(msgspec.structs.replace(one, deleted=True) for one in told.recordings)
    return msgspec.structs.replace(
        contact, seal=b"", number="", person="",
        told=msgspec.structs.replace(told, asked=(), transcript="", recordings=deleted),
        handled=_unsaid(handled),
    )  # fmt: skip


def _unsaid(handled: Handled) -> Handled:
    return msgspec.structs.replace(handled, summary="", keys=())


def _shown(contact: Contact) -> OwnContact:
    told = contact.told
    return OwnContact(
        id=contact.id, body=contact.body, channel=told.channel, direction=told.direction, number=contact.number,
        dialled=contact.dialled, language=told.language, queue=told.queue, started_at=told.started_at,
        ended_at=told.ended_at, outcome=told.outcome, disposition=contact.handled.disposition,
        summary=contact.handled.summary, tickets=contact.handled.tickets, keyed=dict(told.asked),
        recorded=any(not one.deleted for one in told.recordings),
    )  # fmt: skip
