"""What callers read and are shown of people."""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.organisations.bilingual import Words
from chalicelib.people.guidance import guidance
from chalicelib.people.person import Consent, Identifier, Person, Profile, Purpose
from chalicelib.people.register import TicketLine
from chalicelib.people.requester import EmailAsTyped, MobileAsTyped

BodyCode = Annotated[str, Meta(max_length=64)]
PersonId = Annotated[str, Meta(max_length=26)]
_HIDDEN = "•"
_ENDS = {"mobile": (4, 3), "email": (1, 0), "national_id": (0, 2)}


class CodeAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a code should be sent: one of the two."""

    mobile: MobileAsTyped = ""
    email: EmailAsTyped = ""


class CodeTyped(CodeAsked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The code that was sent, in any digits."""

    code: Annotated[str, Meta(max_length=20)]


class CodeOnItsWay(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody is told, whether a code is sent or not."""

    digits: int
    valid_seconds: int


class PeopleQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to look for: `mobile`, or `q`: a mobile, an address, a national id or a name. `body` "" is the home body."""

    mobile: MobileAsTyped = ""
    q: Annotated[str, Meta(max_length=120)] = ""
    body: BodyCode = ""
    cursor: PersonId = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 25


class OwnQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    body: BodyCode


class NewProfile(Profile, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A profile, and the body that keeps it: the home body if none is named."""

    body: BodyCode = ""


class Merging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    into: PersonId


class Consenting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    purpose: Purpose
    given: bool


class ContactShown(msgspec.Struct, frozen=True, kw_only=True):
    """A mobile or address; `verified_at` null if nobody has proved it."""

    value: str
    verified_at: str | None


class PersonShown(msgspec.Struct, frozen=True, kw_only=True):
    """A profile; `masked` if the reader's role need not see identifiers (R303); the first of each list is used."""

    id: str
    body: str
    version: int
    type: str
    first_name: str
    family_name: str
    name: str
    mobiles: list[ContactShown]
    emails: list[ContactShown]
    national_id: str | None
    birth_year: int | None
    nationality: str
    sex: str | None
    workplace: str
    source: str
    language: str
    preferred_channel: str | None
    vip: bool
    consents: list[Consent]
    merged: list[str]
    created_at: str
    updated_at: str
    masked: bool


class PersonWithTickets(PersonShown, frozen=True, kw_only=True):
    """A profile with its tickets, newest first; they are left out where tickets are not kept.

    `guidance` is how to deal with this kind of client (R081).
    """

    guidance: Words
    tickets: list[TicketLine] | UnsetType = UNSET


class PeopleShown(msgspec.Struct, frozen=True, kw_only=True):
    """A page of people; `next` is the cursor that goes on, null at the end."""

    items: list[PersonShown]
    next: str | None


class OwnShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What fills a form for who is signed in (R115); only the proven identifier where the body keeps no profile."""

    mobile: str = ""
    email: str = ""
    type: str = "person"
    first_name: str = ""
    family_name: str = ""
    name: str = ""
    birth_year: int | None = None
    national_id: str = ""
    preferred_channel: str | None = None
    language: str = ""


def person_shown(person: Person, *, clear: bool) -> PersonShown:
    """Return a profile as a member of staff sees it; `clear` shows identifiers and birth year."""
    return PersonShown(**_facts(person, clear=clear))


def person_with_tickets(person: Person, tickets: list[TicketLine] | UnsetType, *, clear: bool) -> PersonWithTickets:
    """Return a profile with its tickets."""
    return PersonWithTickets(**_facts(person, clear=clear), guidance=guidance(person), tickets=tickets)


def own_shown(person: Person | None, kind: str, value: str) -> OwnShown:
    """Return what a form may be filled with; the identifier that was proved comes before others.

    Others are filled in only if this one was proved before: staff may have written down a wrong number.
    """
    proven: dict[str, Any] = {kind: value}
    known = person.identifier(kind, value) if person else None
    if person is None or known is None:
        return OwnShown(**proven)
    others = ("mobile", "email", "national_id") if known.verified_at else ()
    first = {each: person.values(each)[0] for each in others if person.values(each)}
    return OwnShown(
        **{**first, **proven},
        type=person.type,
        first_name=person.first_name,
        family_name=person.family_name,
        name=person.name,
        birth_year=person.birth_year,
        preferred_channel=person.preferred_channel,
        language=person.language,
    )


def masked(kind: str, value: str) -> str:
    """Return an identifier of which only the ends are shown, enough to tell two apart with the person on the line."""
    before, after = _ENDS[kind]
    local, at, domain = value.partition("@") if kind == "email" else (value, "", "")
    hidden = len(local) - before - after
    if hidden <= 0:
        return f"{_HIDDEN * len(local)}{at}{domain}"
    return f"{local[:before]}{_HIDDEN * hidden}{local[len(local) - after :]}{at}{domain}"


def _facts(person: Person, *, clear: bool) -> dict[str, Any]:
    return {
        **{name: getattr(person, name) for name in _AS_KEPT},
        "mobiles": [_contact(each, clear) for each in person.identifiers if each.kind == "mobile"],
        "emails": [_contact(each, clear) for each in person.identifiers if each.kind == "email"],
        "national_id": next((_shown(each, clear) for each in person.identifiers if each.kind == "national_id"), None),
        "birth_year": person.birth_year if clear else None,
        "consents": list(person.consents),
        "merged": [step.with_ for step in person.steps if step.what == "merged"],
        "masked": not clear,
    }


_AS_KEPT = (
    "id", "body", "version", "type", "first_name", "family_name", "name", "nationality", "sex", "workplace", "source",
    "language", "preferred_channel", "vip", "created_at", "updated_at",
)  # fmt: skip


def _contact(identifier: Identifier, clear: bool) -> ContactShown:
    return ContactShown(value=_shown(identifier, clear), verified_at=identifier.verified_at or None)


def _shown(identifier: Identifier, clear: bool) -> str:
    return identifier.value if clear else masked(identifier.kind, identifier.value)
