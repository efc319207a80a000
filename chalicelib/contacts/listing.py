"""Lists of contacts, newest first: by body, agent, number, person or ticket, narrowed down by the rest.

A page is read from one index, or from several keys of one, merged; what the index does not know is looked at after the
read, 400 contacts in a call at most: a filter that few pass gives a short page and a cursor to go on with.
"""

import heapq
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from chalicelib.contacts.contact import Contact, ContactOutcome
from chalicelib.contacts.context import Context
from chalicelib.contacts.kept import By, Contacts, Place, Stretch
from chalicelib.contacts.views import ContactView, view
from chalicelib.contacts.visibility import OVERSEERS, may_see
from chalicelib.organisations.staff import Staff
from chalicelib.people import profiles
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import iso
from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.numbers import read_number
from chalicelib.shared.reach import normal_mobile
from chalicelib.tickets.lists import cursor, read_cursor

MOST_EXAMINED = 400
BATCH = 100
_WHOLE = re.compile(r"\+[1-9][0-9]{6,14}")
When = Annotated[str, Meta(max_length=40)]


class ContactsWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which contacts: `agent` is a user name, `person` a profile's id; `from` and `to` days or instants, both counted.

    `body` is one of those that the reader serves, all if none is named.
    """

    body: Annotated[str, Meta(max_length=64)] = ""
    queue: Annotated[str, Meta(max_length=64)] = ""
    agent: Annotated[str, Meta(max_length=64)] = ""
    number: Annotated[str, Meta(max_length=40)] = ""
    ticket: Annotated[str, Meta(max_length=40)] = ""
    person: Annotated[str, Meta(max_length=26)] = ""
    outcome: ContactOutcome | None = None
    since: When = msgspec.field(name="from", default="")
    until: When = msgspec.field(name="to", default="")
    recorded: bool | None = None
    needs_wrap_up: bool | None = None
    cursor: Annotated[str, Meta(max_length=1000)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


class ContactsPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of contacts, newest first."""

    items: tuple[ContactView, ...]
    next: str | None


def listed(context: Context, staff: Staff, wanted: ContactsWanted) -> ContactsPage:
    """Return a page of the contacts that somebody asks for, those that they may see.

    :raises NotFound: if the body or the person is not theirs to see
    :raises Invalid: if a time, number or cursor is none
    """
    name = f"contacts {staff.id} {msgspec.json.encode(msgspec.structs.replace(wanted, cursor='', limit=1)).decode()}"
    before = read_cursor(context.taking.secret, name, wanted.cursor)
    stretches = _stretches(context, staff, wanted)
    found, after = read_page(
        context.contacts, stretches, lambda contact: _fits(context, staff, wanted, contact), before, wanted.limit
    )
    items = tuple(view(context, staff, contact) for contact in found)
    return ContactsPage(items=items, next=cursor(context.taking.secret, name, after))


def read_page(
    contacts: Contacts, stretches: Sequence[Stretch], fits: Callable[[Contact], bool], before: str, limit: int
) -> tuple[list[Contact], str]:
    """Return some contacts of stretches that fit, newest first, and the place to go on from ("" at the end)."""
    shown: list[Contact] = []
    for _round in range(MOST_EXAMINED // BATCH):
        places = _merged(contacts, stretches, before)
        found = contacts.many(place.id for place in places)
        for place in places:
            if len(shown) == limit:
                return shown, before
            before = place.sort
            if (contact := found.get(place.id)) and fits(contact):
                shown.append(contact)
        if len(places) < BATCH:
            return shown, ""
    return shown, before


def _merged(contacts: Contacts, stretches: Sequence[Stretch], before: str) -> list[Place]:
    pages = [contacts.places(stretch, before=before, limit=BATCH) for stretch in stretches]
    merged = heapq.merge(*pages, key=lambda place: place.sort, reverse=True)
    return list({place.id: place for place in merged}.values())[:BATCH]


def _stretches(context: Context, staff: Staff, wanted: ContactsWanted) -> list[Stretch]:
    """Return what is read: the narrowest that is asked for, and for whom does not oversee the own."""
    since, until = _instants(context, staff, wanted)

    def under(by: By, *keys: str) -> list[Stretch]:
        return [Stretch(by=by, key=key, since=since, until=until) for key in dict.fromkeys(keys)]

    bodies = _bodies(staff, wanted)
    if wanted.ticket:
        return under(By.TICKET, read_number(wanted.ticket) or "0" * 12)
    if wanted.person:
        return under(By.PERSON, *_of_person(context, staff, wanted.person))
    if wanted.number:
        return under(By.PERSON, *_of_number(context, bodies, wanted.number))
    if not staff.has(*OVERSEERS):
        return under(By.AGENT, staff.username)
    if wanted.agent:
        return under(By.AGENT, wanted.agent)
    if wanted.needs_wrap_up:
        # While its after-call work lasts, a contact goes on.
        return [*under(By.OPEN, *bodies), *under(By.LEFT, *bodies)]
    return under(By.BODY, *bodies)


def _bodies(staff: Staff, wanted: ContactsWanted) -> list[str]:
    if wanted.body and wanted.body not in staff.bodies:
        raise NotFound
    return [wanted.body] if wanted.body else sorted(staff.bodies)


def _of_person(context: Context, staff: Staff, id: str) -> tuple[str, ...]:
    return profiles.refs_of(context.people, profiles.find(context.people, staff, id))


def _of_number(context: Context, bodies: Sequence[str], typed: str) -> list[str]:
    secret = context.taking.secret
    return [
        person_ref(secret, body, "mobile", whole_number(typed, context.body(body).country)) for body in bodies
    ]  # fmt: skip


def whole_number(typed: str, country: str) -> str:
    """Return a number in E.164 as it was typed, also a landline's if it is written whole. :raises Invalid: if none"""
    # In an address a plus that was not escaped is read as a space.
    text = ascii_digits(typed)
    plain = re.sub(r"[\s().-]", "", f"+{text.strip()}" if text.startswith(" ") else text)
    return plain if _WHOLE.fullmatch(plain) else normal_mobile(text, country, "number")


def _instants(context: Context, staff: Staff, wanted: ContactsWanted) -> tuple[str, str]:
    """Return where the stretch begins and ends; DynamoDB refuses one that ends before it begins."""
    zone = ZoneInfo(context.body(wanted.body or staff.body).zone)
    since, until = _instant("from", wanted.since, zone), _instant("to", wanted.until, zone, end=True)
    if since and until and until < since:
        raise Invalid.field("to", "before-first")
    return since, until


def _instant(field: str, text: str, zone: ZoneInfo, *, end: bool = False) -> str:
    """Return the instant of what was typed: a day begins, or is over, at midnight of the zone."""
    if not text:
        return ""
    try:
        if len(text) == len("2026-01-01"):
            day = date.fromisoformat(text) + timedelta(days=1 if end else 0)
            return iso(datetime(day.year, day.month, day.day, tzinfo=zone))
        at = datetime.fromisoformat(text.replace(" ", "+"))
        return iso(at if at.tzinfo else at.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        raise Invalid.field(field, "wrong-format") from None


def _fits(context: Context, staff: Staff, wanted: ContactsWanted, contact: Contact) -> bool:
    told = contact.told
    return (
        (not wanted.body or contact.body == wanted.body)
        and (not wanted.queue or told.queue == wanted.queue)
        and (not wanted.agent or told.agent == wanted.agent)
        and (wanted.outcome is None or told.outcome is wanted.outcome)
        and (wanted.recorded is None or bool(told.recordings) == wanted.recorded)
        and (wanted.needs_wrap_up is None or contact.needs_wrap_up == wanted.needs_wrap_up)
        and may_see(context, staff, contact)
    )
