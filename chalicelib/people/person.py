"""A profile (ملف المستفيد): what one body keeps of a person, company or authority that asks it for something."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.people.requester import EmailAsTyped, MobileAsTyped, Requester, normal_or_fault, tried
from chalicelib.shared.errors import Conflict, Invalid
from chalicelib.shared.reach import normal_email, normal_mobile

Purpose = Literal["surveys", "campaigns", "news"]
MOST_FURTHER = 5
MOST_IDENTIFIERS = 13
# So many are kept; who agrees and withdraws more often loses the oldest.
MOST_CONSENTS = 40


class IdentifierTaken(Conflict):
    """Another profile of this body has the identifier; `people` names the profiles, which may be merged."""


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """A mobile, e-mail address or national id; `verified_at` "" if nobody proved it; the first of a kind is used."""

    kind: str
    value: str
    added_at: str
    verified_at: str = ""

    @property
    def confirmed_at(self) -> str:
        """Return when the body last had it from the person."""
        return max(self.added_at, self.verified_at)


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """What a person agreed to be sent, when, who recorded it, and whether it was withdrawn (R183).

    `by` is the kind of identifier that it is for, mobile or email ("" any); `source` is where it was given: `portal`,
    or the code of the channel in whose pages the form stood; "" with staff.
    """

    purpose: Purpose
    given_at: str
    given_by: str
    by: str = ""
    source: str = ""
    withdrawn_at: str = ""
    withdrawn_by: str = ""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done to the profile itself: `what` is merged (`with_` is the other id) or handed_on."""

    what: Literal["merged", "handed_on"]
    at: str
    by: str
    with_: str = ""


class Profile(Requester, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What staff may write of a person; `verified` names the identifiers that they saw proved (a card, a code)."""

    language: Literal["ar", "en"] = "ar"
    vip: bool = False
    further_mobiles: Annotated[tuple[MobileAsTyped, ...], Meta(max_length=MOST_FURTHER)] = ()
    further_emails: Annotated[tuple[EmailAsTyped, ...], Meta(max_length=MOST_FURTHER)] = ()
    verified: Annotated[tuple[Literal["mobile", "email", "national_id"], ...], Meta(max_length=3)] = ()


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A profile as it is kept; `identifiers` stand in order of use, `steps` record merges and numbers handed on."""

    id: str
    body: str
    created_at: str
    updated_at: str
    version: int = 0
    type: str = "person"
    first_name: str = ""
    family_name: str = ""
    name: str = ""
    identifiers: tuple[Identifier, ...] = ()
    birth_year: int | None = None
    nationality: str = ""
    sex: str | None = None
    workplace: str = ""
    source: str = ""
    language: str = "ar"
    preferred_channel: str | None = None
    vip: bool = False
    consents: tuple[Consent, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def shown_name(self) -> str:
        """Return the name that people are spoken to by."""
        return self.name or f"{self.first_name} {self.family_name}".strip()

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the identifiers of a kind, the one in use first."""
        return tuple(each.value for each in self.identifiers if each.kind == kind)

    def identifier(self, kind: str, value: str) -> Identifier | None:
        """Return an identifier of this person."""
        return next((each for each in self.identifiers if (each.kind, each.value) == (kind, value)), None)

    def consents_to(self, purpose: str, by: str = "") -> bool:
        """Return whether the person agrees now to be sent such a thing, by mobile or e-mail if that is named."""
        return any(not by or each.by in ("", by) for each in self.agreed(purpose))

    def agreed(self, purpose: str) -> tuple[Consent, ...]:
        """Return what the person agrees to now of such things, the first first."""
        return tuple(each for each in self.consents if each.purpose == purpose and not each.withdrawn_at)


_DESCRIBING = ("type", "first_name", "family_name", "name", "birth_year", "nationality", "sex", "workplace", "source",
               "preferred_channel")  # fmt: skip
_STAFF_SAY = ("language", "vip")


def checked_profile(profile: Profile, country: str) -> Profile:
    """Return a profile in its normal form, as `checked` does for a requester.

    :raises Invalid: naming every faulty field
    """
    fields, faults = tried(profile, country)
    mobiles = [
        normal_or_fault(faults, f"further_mobiles.{place}", lambda text: normal_mobile(text, country), typed)
        for place, typed in enumerate(profile.further_mobiles)
    ]
    emails = [
        normal_or_fault(faults, f"further_emails.{place}", normal_email, typed)
        for place, typed in enumerate(profile.further_emails)
    ]
    faults += [{"field": "verified", "reason": "missing-identifier"} for kind in profile.verified if not fields[kind]]
    if faults:
        raise Invalid(fields=faults)
    return msgspec.structs.replace(profile, **fields, further_mobiles=tuple(mobiles), further_emails=tuple(emails))


def rewritten(person: Person, profile: Profile, at: str) -> Person:
    """Return a person as a profile says, whole: what it leaves out is gone, but times of proof stay."""
    facts = {name: getattr(profile, name) for name in (*_DESCRIBING, *_STAFF_SAY)}
    named = identifiers_of(profile, at)
    kept = tuple(_known(person, each) for each in named)
    return msgspec.structs.replace(person, **facts, identifiers=kept, updated_at=at)


def enriched(person: Person, requester: Requester, identifiers: tuple[Identifier, ...], at: str) -> Person:
    """Return a person with what a requester says; what it leaves out stays, identifiers are added."""
    saying = (*_DESCRIBING, *_STAFF_SAY) if isinstance(requester, Profile) else _DESCRIBING
    defaults = type(requester)()
    facts = {name: value for name in saying if (value := getattr(requester, name)) != getattr(defaults, name)}
    if requester.first_name and not requester.name:
        facts["name"] = ""
    new = {(each.kind, each.value): _known(person, each) for each in identifiers}
    known = tuple(new.pop((each.kind, each.value), each) for each in person.identifiers)
    return msgspec.structs.replace(person, **facts, identifiers=_few(known + tuple(new.values())), updated_at=at)


def identifiers_of(profile: Profile, at: str) -> tuple[Identifier, ...]:
    """Return the identifiers in a checked profile, each once, in order of use."""
    mobiles, emails = (profile.mobile, *profile.further_mobiles), (profile.email, *profile.further_emails)
    pairs = [("mobile", each) for each in mobiles] + [("email", each) for each in emails]
    pairs.append(("national_id", profile.national_id))
    proved = {(kind, getattr(profile, kind)) for kind in profile.verified}
    return tuple(
        Identifier(kind=kind, value=value, added_at=at, verified_at=at if (kind, value) in proved else "")
        for kind, value in dict.fromkeys(pairs)
        if value
    )


def with_consent(person: Person, purpose: Purpose, *, given: bool, at: str, by: str, way: str = "",
                 source: str = "") -> Person:  # fmt: skip
    """Return a person who agrees from now on, `way` mobile or email if that is named, or who withdraws altogether.

    What was before stays on record.
    """
    if person.consents_to(purpose, way) == given:
        return person
    if given:
        consent = Consent(purpose=purpose, given_at=at, given_by=by, by=way, source=source)
        consents = (*person.consents, consent)[-MOST_CONSENTS:]
    else:
        consents = tuple(_withdrawn(each, purpose, at, by) for each in person.consents)
    return msgspec.structs.replace(person, consents=consents, updated_at=at)


def merged(survivor: Person, other: Person, *, at: str, by: str) -> Person:
    """Return the survivor of two profiles: its own facts first, the other's where it has none, all identifiers.

    A withdrawal counts for both: who withdrew in either profile is asked anew.
    """
    gaps = {name: getattr(other, name) for name in _DESCRIBING if not getattr(survivor, name)}
    if survivor.shown_name:
        gaps = {name: value for name, value in gaps.items() if name not in ("first_name", "family_name", "name")}
    known = {(each.kind, each.value) for each in survivor.identifiers}
    added = tuple(each for each in other.identifiers if (each.kind, each.value) not in known)
    step = Step(what="merged", at=at, by=by, with_=other.id)
    return msgspec.structs.replace(
        survivor,
        **gaps,
        vip=survivor.vip or other.vip,
        identifiers=_few(survivor.identifiers + added),
        consents=_both(survivor, other, at, by),
        steps=(*survivor.steps, *other.steps, step),
        updated_at=at,
    )


def handed_on(person: Person, kind: str, value: str, *, at: str, by: str) -> Person:
    """Return a person without an identifier that is somebody else's now; what was agreed to for its last one ends."""
    left = tuple(each for each in person.identifiers if (each.kind, each.value) != (kind, value))
    steps = (*person.steps, Step(what="handed_on", at=at, by=by))
    ended = all(each.kind != kind for each in left)
    consents = tuple(
        msgspec.structs.replace(each, withdrawn_at=at, withdrawn_by=by)
        if ended and each.by == kind and not each.withdrawn_at else each
        for each in person.consents
    )  # fmt: skip
    return msgspec.structs.replace(person, identifiers=left, consents=consents, steps=steps, updated_at=at)


def _known(person: Person, identifier: Identifier) -> Identifier:
    """Return an identifier with the times that are known already."""
    known = person.identifier(identifier.kind, identifier.value)
    if known is None:
        return identifier
    return msgspec.structs.replace(known, verified_at=max(known.verified_at, identifier.verified_at))


def _few(identifiers: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    if len(identifiers) > MOST_IDENTIFIERS:
        raise Invalid.field("identifiers", "too-many")
    return identifiers


def _withdrawn(consent: Consent, purpose: str, at: str, by: str) -> Consent:
    if consent.purpose != purpose or consent.withdrawn_at:
        return consent
    return msgspec.structs.replace(consent, withdrawn_at=at, withdrawn_by=by)


def _both(survivor: Person, other: Person, at: str, by: str) -> tuple[Consent, ...]:
    refused = {each.purpose for who in (survivor, other) for each in who.consents if not who.consents_to(each.purpose)}
    consents = (*survivor.consents, *other.consents)
    for purpose in refused:
        consents = tuple(_withdrawn(each, purpose, at, by) for each in consents)
    return consents
