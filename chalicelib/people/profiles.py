"""What staff can do with profiles: find, write, merge, record consent, record that a number changed hands."""

import hashlib
import re
from contextlib import suppress

import msgspec

from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.actions import Context
from chalicelib.people.codes import Target
from chalicelib.people.identifiers import normal_national_id, person_ref
from chalicelib.people.naming import answers_to, name_words, rarest
from chalicelib.people.person import (
    IdentifierTaken,
    Person,
    Profile,
    Purpose,
    checked_profile,
    enriched,
    handed_on,
    identifiers_of,
    merged,
    rewritten,
    with_consent,
)
from chalicelib.people.register import Request
from chalicelib.shared.clock import iso
from chalicelib.shared.digits import ascii_digits
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, PreconditionMissing, Stale
from chalicelib.shared.ids import ulid
from chalicelib.shared.reach import normal_email, normal_mobile

# Who speaks with requesters sees and writes all; the others see that somebody is there (R303).
WRITERS = (Role.AGENT, Role.RECEPTION, Role.DISTRIBUTOR, Role.FOLLOW_UP, Role.SUPERVISOR)
READERS = (*WRITERS, Role.SECTION_OFFICER, Role.MEDIA_OFFICER, Role.QUALITY, Role.MANAGER, Role.TRAINEE)
_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_KEY_DAYS = 2
_PAGE = 50
_MOST_PAGES = 4


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a registration: `made` if the profile is new, `repeated` if the request came before."""

    person: Person
    made: bool = False
    repeated: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of people; `after` is the id to go on with."""

    people: tuple[Person, ...]
    after: str = ""


def sees_all(staff: Staff) -> bool:
    """Return whether identifiers are shown in the clear to this person."""
    return staff.has(*WRITERS)


def find(context: Context, staff: Staff, id: str) -> Person:
    """Return a person of a body that the staff serve. :raises NotFound: if there is none, or of another body"""
    bodies = (staff.body, *sorted(staff.bodies - {staff.body})) if _ID.fullmatch(id) else ()
    for body in bodies:
        if person := context.people.get(body, id):
            return person
    raise NotFound


def refs_of(context: Context, person: Person) -> tuple[str, ...]:
    """Return the names that a person's identifiers have in keys."""
    return tuple(person_ref(context.secret, person.body, each.kind, each.value) for each in person.identifiers)


def look_up(context: Context, staff: Staff, body: str, *, mobile: str = "", q: str = "", after: str = "",
            limit: int = 25) -> Found:  # fmt: skip
    """Return a body's people by mobile, or by what was typed: a mobile, an address, a national id or a name.

    :raises NotFound: if the staff do not serve the body
    :raises Invalid: if neither is given
    """
    country = context.bodies.body(_served(staff, body)).country
    if mobile:
        return _one(context.people.holder(body, "mobile", normal_mobile(mobile, country)))
    if identifier := _identifier(q, country):
        return _one(context.people.holder(body, *identifier))
    words = name_words(q)
    if not words:
        raise Invalid.field("q", "too-short" if q else "missing")
    return _by_name(context, body, words, after, limit)


def _by_name(context: Context, body: str, words: frozenset[str], after: str, limit: int) -> Found:
    """Read a bounded number of pages; a rare second word may leave fewer than `limit` on them, and a cursor."""
    found: list[Person] = []
    for _page in range(_MOST_PAGES):
        people, following = context.people.named(body, rarest(words), before=after, most=_PAGE)
        for person in people:
            if answers_to(person, words):
                found.append(person)
            if len(found) == limit:
                return Found(people=tuple(found), after=person.id)
        after = following
        if not after:
            break
    return Found(people=tuple(found), after=after)


def _identifier(q: str, country: str) -> tuple[str, str] | None:
    """Return what kind of identifier was typed, if any; an id may be another country's, so only its form is asked."""
    if "@" in q:
        return "email", normal_email(q)
    if not any(sign.isdigit() for sign in ascii_digits(q)):
        return None
    for kind, normal, where in (("mobile", normal_mobile, country), ("national_id", normal_national_id, "")):
        with suppress(Invalid):
            return kind, normal(q, where)
    raise Invalid.field("q", "wrong-format")


def register(context: Context, staff: Staff, body: str, profile: Profile, key: str) -> Registered:
    """Make a profile, or add to the one that has an identifier.

    :raises NotFound: if the staff do not serve the body
    :raises Invalid: naming every faulty field
    :raises KeyReused: if the key came before with another profile
    :raises IdentifierTaken: if the identifiers are those of several people
    """
    profile = checked_profile(profile, context.bodies.body(_served(staff, body)).country)
    request = _request(context, staff, body, profile, key)
    if known := context.people.request(request.name):
        return Registered(person=_repeated(context, body, known, request), repeated=True)
    now = context.clock()
    at, identifiers = iso(now), identifiers_of(profile, iso(now))
    owners = [context.people.holder(body, each.kind, each.value) for each in identifiers]
    before = _only({owner.id: owner for owner in owners if owner})
    person = before or Person(id=request.person, body=body, created_at=at, updated_at=at)
    request = msgspec.structs.replace(request, person=person.id)
    kept = context.people.keep(enriched(person, profile, identifiers, at), before, request)
    return Registered(person=kept, made=before is None)


def _request(context: Context, staff: Staff, body: str, profile: Profile, key: str) -> Request:
    name = context.secret.text("person-key", "POST /v1/people", body, staff.id, key)
    tail = int.from_bytes(context.secret.digest("person-id", name)[:10], "big")
    now = context.clock().timestamp()
    return Request(
        name=name,
        fingerprint=hashlib.sha256(msgspec.json.encode(profile)).hexdigest(),
        person=ulid(int(now * 1000), tail),
        expires=int(now) + _KEY_DAYS * 86400,
    )


def _repeated(context: Context, body: str, known: Request, request: Request) -> Person:
    if known.fingerprint != request.fingerprint:
        raise KeyReused
    if person := context.people.get(body, known.person):
        return person
    raise NotFound


def _only(owners: dict[str, Person]) -> Person | None:
    if len(owners) > 1:
        raise IdentifierTaken(people=sorted(owners))
    return next(iter(owners.values()), None)


def rewrite(context: Context, staff: Staff, id: str, profile: Profile, version: int | None) -> Person:
    """Write a profile anew, whole.

    :raises Stale, PreconditionMissing: if the version is not the current one, or missing
    :raises IdentifierTaken: if an identifier is another person's
    """
    person = find(context, staff, id)
    profile = checked_profile(profile, context.bodies.body(person.body).country)
    _at_version(person, version)
    return context.people.keep(rewritten(person, profile, iso(context.clock())), person)


def merge(context: Context, staff: Staff, id: str, into: str, version: int | None) -> Person:
    """Merge a person's profile into another's of the same body; both ids lead to it. Said again, it changes nothing.

    :raises Invalid: if `into` is unknown or of another body, or both have too many identifiers
    :raises Stale, PreconditionMissing: if the version is not the current one, or missing
    """
    other = find(context, staff, id)
    survivor = context.people.get(other.body, into) if _ID.fullmatch(into) else None
    if survivor is None:
        raise Invalid.field("into", "not-found")
    if survivor.id == other.id:
        return _same(survivor, id, into)
    _at_version(other, version)
    at = iso(context.clock())
    return context.people.merge(merged(survivor, other, at=at, by=staff.id), survivor, other)


def _same(person: Person, id: str, into: str) -> Person:
    if id == into:
        raise Invalid.field("into", "same")
    return person


def consent(context: Context, staff: Staff, id: str, purpose: Purpose, *, given: bool, version: int | None) -> Person:
    """Record that a person agrees to be sent something, or withdraws. Said again, it changes nothing.

    :raises Stale, PreconditionMissing: if the version is not the current one, or missing
    """
    person = find(context, staff, id)
    if person.consents_to(purpose) == given:
        return person
    _at_version(person, version)
    agreeing = with_consent(person, purpose, given=given, at=iso(context.clock()), by=staff.id)
    return context.people.keep(agreeing, person)


def hand_on(context: Context, staff: Staff, id: str, *, mobile: str, email: str, version: int | None) -> Person:
    """Record that a person's mobile or address is somebody else's now: sessions show nothing of before this instant.

    :raises Invalid: if the person has no such identifier
    :raises Stale, PreconditionMissing: if the version is not the current one, or missing
    """
    person = find(context, staff, id)
    kind, value = _given(mobile, email, context.bodies.body(person.body).country)
    _at_version(person, version)
    if person.identifier(kind, value) is None:
        raise Invalid.field(kind, "not-found")
    at = iso(context.clock())
    # First what protects the new holder's and the old one's tickets: a break between the two is safe, and repeatable.
    context.people.hand_on(Target(kind, value).name(context.secret), at)
    return context.people.keep(handed_on(person, kind, value, at=at, by=staff.id), person)


def _given(mobile: str, email: str, country: str) -> tuple[str, str]:
    if mobile and not email:
        return "mobile", normal_mobile(mobile, country)
    if email and not mobile:
        return "email", normal_email(email)
    raise Invalid.field("email" if email else "mobile", "not-allowed" if email else "missing")


def _served(staff: Staff, body: str) -> str:
    if body not in staff.bodies:
        raise NotFound
    return body


def _at_version(person: Person, version: int | None) -> None:
    if version is None:
        raise PreconditionMissing(header="If-Match")
    if version != person.version:
        raise Stale(version=person.version)


def _one(person: Person | None) -> Found:
    return Found(people=(person,) if person else ())
