"""Who calls, before one answers: the number, the profile, what they called about last, what is open (R005, R071)."""

import msgspec

from chalicelib.contacts.callback import CallbackState
from chalicelib.contacts.caller_tickets import CallerTicket, caller_tickets
from chalicelib.contacts.contact import Contact
from chalicelib.contacts.context import Context
from chalicelib.contacts.kept import By, Stretch
from chalicelib.contacts.listing import read_page
from chalicelib.contacts.taking import take_caller
from chalicelib.contacts.trouble import ContactNotFound
from chalicelib.contacts.views import shown_number
from chalicelib.contacts.visibility import may_see
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.staff import Staff
from chalicelib.people import profiles
from chalicelib.people.guidance import guidance
from chalicelib.people.person import Person
from chalicelib.tickets.masking import Sight, initials, sight

MOST_CONTACTS = 10


class CallerPerson(msgspec.Struct, frozen=True, kw_only=True):
    """The profile that has the number; `guidance` is how to deal with this kind of client (R081)."""

    id: str
    name: str
    vip: bool
    type: str
    language: str
    guidance: Words


class CallerContact(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier contact, in R071's columns: number, date and time, reason (a disposition's code)."""

    id: str
    number: str
    at: str
    reason: str
    direction: str
    agent_name: str


class CallerCallback(msgspec.Struct, frozen=True, kw_only=True):
    """That they wait to be called back, or did until this call: since when, for which queue (its code), why.

    `state` is `reached` once this call was answered; `tries` is how often we called in vain.
    """

    id: str
    state: CallbackState
    queue: str
    requested_at: str
    due_at: str
    note: str
    tries: int


class CallerView(msgspec.Struct, frozen=True, kw_only=True):
    """Who calls; `person` is null for a number that no profile has, `number` "" if it is withheld.

    `callback` is null for who waits for no call of ours.
    """

    contact: str
    number: str
    person: CallerPerson | None
    contacts: tuple[CallerContact, ...]
    tickets: tuple[CallerTicket, ...]
    callback: CallerCallback | None


def caller(context: Context, staff: Staff, id: str) -> CallerView:
    """Return who calls; also of a contact that begins at this moment, of which no event told yet.

    :raises ContactNotFound: if there is none that they may see
    """
    contact = context.contacts.get(id) or take_caller(context.taking, id)
    if contact is None or not may_see(context, staff, contact):
        raise ContactNotFound
    person = context.profile(contact)
    known = profiles.refs_of(context.people, person) if person else ()
    refs = tuple(dict.fromkeys((*known, *((contact.person,) if contact.person else ()))))
    context.saw(staff.id, id)
    return CallerView(
        contact=id,
        number=shown_number(contact.number, staff),
        person=_person(person, staff) if person else None,
        contacts=_earlier(context, staff, contact, refs),
        tickets=caller_tickets(context, staff, contact, refs),
        callback=_callback(context, contact),
    )


def _person(person: Person, staff: Staff) -> CallerPerson:
    name = initials(person.shown_name) if sight(staff) is Sight.MASKED else person.shown_name
    return CallerPerson(
        id=person.id, name=name, vip=person.vip, type=person.type, language=person.language,
        guidance=guidance(person),
    )  # fmt: skip


def _earlier(
    context: Context, staff: Staff, contact: Contact, refs: tuple[str, ...]
) -> tuple[CallerContact, ...]:  # fmt: skip
    """Return the last contacts of the caller, whoever answered them; not those of this very call."""
    journey = {contact.id, contact.told.initial, contact.told.previous} - {""}
    stretches = [Stretch(by=By.PERSON, key=ref) for ref in refs]

    def another(one: Contact) -> bool:
        return one.id not in journey and not journey & {one.told.initial, one.told.previous}

    found, _ = read_page(context.contacts, stretches, another, "", MOST_CONTACTS) if stretches else ([], "")
    return tuple(
        CallerContact(
            id=one.id, number=shown_number(one.number, staff), at=one.told.started_at, reason=one.handled.disposition,
            direction=one.told.direction, agent_name=context.agent_name(one.told.agent),
        )
        for one in found
    )  # fmt: skip


def _callback(context: Context, contact: Contact) -> CallerCallback | None:
    """Return what is owed to the caller, also what this very call pays, so that the agent knows why they wanted us."""
    found = context.callback(contact.body, contact.number) if contact.number else None
    if found is None or not (found.is_open or found.reached_in == contact.id):
        return None
    return CallerCallback(
        id=found.id, state=found.state, queue=found.queue, requested_at=found.requested_at, due_at=found.owed,
        note=found.note, tries=len(found.tries),
    )  # fmt: skip
