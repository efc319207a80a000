"""Registering a ticket: what is asked for, what the rules say of it, and the ticket that comes of it. Pure."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from chalicelib.organisations.body import Body
from chalicelib.organisations.category import attributes_faults
from chalicelib.people.requester import Requester
from chalicelib.people.requester import checked as checked_requester
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid
from chalicelib.shared.patterns import whole
from chalicelib.shared.texts import clean_line, clean_text
from chalicelib.tickets.clock import started
from chalicelib.tickets.ticket import About, Behalf, Details, Media, Ticket
from chalicelib.tickets.words import ANONYMOUS_KINDS, PUBLIC_KINDS, Channel, Kind, Object, Procedure

Code = Annotated[str, Meta(max_length=64)]
# What is typed, counted or ticked for an attribute of the category (numbers that JSON keeps exactly).
Answer = Annotated[str, Meta(max_length=500)] | Annotated[int, Meta(ge=-(2**53), le=2**53)] | float | bool


class Location(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where it is: a pin (WGS 84 degrees), or an address and region for whoever cannot set one."""

    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None
    address: Annotated[str, Meta(max_length=500)] = ""
    region: Code = ""
    subregion: Code = ""


class Registration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a person files (R108-R113).

    `follows` is the number of an own ticket that ended too long ago to be reopened; `on_behalf` for whom somebody else
    files; `portal` the code of the body's channel in whose pages the form stands, "" the service's own (R018).
    """

    body: Code
    kind: Kind
    category: Code
    description: Annotated[str, Meta(min_length=1, max_length=4000)]
    language: Annotated[str, Meta(pattern=whole("ar|en"))] = "ar"
    subcategory: Code = ""
    subject: Annotated[str, Meta(max_length=200)] = ""
    requester: Requester | None = None
    anonymous: bool = False
    location: Location | None = None
    object: Object | None = None
    follows: Annotated[str, Meta(max_length=40)] = ""
    attributes: Annotated[dict[Code, Answer], Meta(max_length=50)] = {}
    on_behalf: Behalf | None = None
    portal: Code = ""


class StaffRegistration(Registration, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What staff register for somebody; `vip` is seen by those who handle it, and changes no promise (R082).

    `section` is the one that it is for, as the first line sees it (R074, R133): the second line is shown it.
    """

    channel: Channel
    vip: bool = False
    procedure: Procedure = Procedure.TREATMENT
    in_jurisdiction: bool | None = None
    about: About | None = None
    media: Media | None = None
    section: Code = ""
    contact: Annotated[str, Meta(max_length=200)] = ""


def checked(asked: Registration, body: Body, *, public: bool) -> Registration:
    """Return what was asked for, cleaned and in normal form.

    :raises Invalid: naming every faulty field
    """
    faults: list[dict[str, str]] = []
    for check in (_kind_faults, _category_faults, _who_faults, _place_faults, _text_faults, _way_faults):
        faults += [{"field": field, "reason": reason} for field, reason in check(asked, body, public)]
    requester = _requester(asked, body, faults)
    if faults:
        raise Invalid(fields=faults)
    return msgspec.structs.replace(
        asked,
        requester=requester,
        subject=clean_line(asked.subject) or first_words(clean_text(asked.description)),
        description=clean_text(asked.description),
        location=placed(asked.location, body),
        on_behalf=_behalf(asked.on_behalf),
    )


Faults = list[tuple[str, str]]


def _kind_faults(asked: Registration, body: Body, public: bool) -> Faults:
    faults: Faults = []
    if public and asked.kind not in PUBLIC_KINDS:
        faults.append(("kind", "not-allowed"))
    if asked.language not in body.languages:
        faults.append(("language", "not-allowed"))
    media = getattr(asked, "media", None)
    if (asked.kind is Kind.MEDIA) != (media is not None):
        faults.append(("media", "missing" if media is None else "not-allowed"))
    return faults if not public else [fault for fault in faults if fault[0] != "media"]


def _category_faults(asked: Registration, body: Body, _public: bool) -> Faults:
    category = next((category for category in body.categories if category.code == asked.category), None)
    if category is None or not category.active:
        return [("category", "not-found")]
    faults: Faults = []
    if not category.takes(asked.kind) and asked.kind is not Kind.MEDIA:
        faults.append(("kind", "not-in-category"))
    if asked.subcategory and not category.subcategory(asked.subcategory):
        faults.append(("subcategory", "not-found"))
    # Nobody is turned away for a further field that is missing: the first line asks for it (R003).
    wrong = [fault for fault in attributes_faults(category, asked.attributes) if fault["reason"] != "missing"]
    return faults + [(fault["field"], fault["reason"]) for fault in wrong]


def _who_faults(asked: Registration, _body: Body, _public: bool) -> Faults:
    if asked.anonymous:
        faults: Faults = [("anonymous", "not-allowed")] if asked.kind not in ANONYMOUS_KINDS else []
        return [*faults, ("requester", "not-allowed")] if asked.requester else faults
    needed = asked.requester is None and asked.kind is not Kind.MEDIA
    return [("requester", "missing")] if needed else []


def _place_faults(asked: Registration, body: Body, public: bool) -> Faults:
    place = asked.location
    if place is None:
        return []
    if (place.lat is None) != (place.lon is None):
        return [("location.lon" if place.lon is None else "location.lat", "missing")]
    codes = {region.code for region in body.regions if region.active}
    faults = [(f"location.{name}", "not-found") for name in ("region", "subregion")
              if getattr(place, name) and getattr(place, name) not in codes]  # fmt: skip
    elsewhere = getattr(asked, "in_jurisdiction", None) is False
    pinned = place.lat is not None and place.lon is not None and body.regions
    if pinned and (public or not elsewhere) and not body.region_at(place.lat or 0, place.lon or 0):
        faults.append(("location", "outside-boundary"))
    return faults


def _way_faults(asked: Registration, body: Body, _public: bool) -> Faults:
    """Return what is wrong with the way that it came, whom it is for, and the section that staff name."""
    faults: Faults = []
    if asked.portal and asked.portal not in {channel.code for channel in body.channels if channel.open}:
        faults.append(("portal", "not-found"))
    if asked.on_behalf and asked.anonymous:
        faults.append(("on_behalf", "not-allowed"))
    if asked.on_behalf and not clean_line(asked.on_behalf.name):
        faults.append(("on_behalf.name", "missing"))
    section = getattr(asked, "section", "")
    if section and section not in {each.code for each in body.sections_in_use}:
        faults.append(("section", "not-found"))
    elif section and getattr(asked, "in_jurisdiction", None) is False:
        faults.append(("section", "out-of-jurisdiction"))
    return faults


def _behalf(given: Behalf | None) -> Behalf | None:
    return given and Behalf(name=clean_line(given.name), relation=clean_line(given.relation))


def _text_faults(asked: Registration, _body: Body, _public: bool) -> Faults:
    return [] if clean_text(asked.description) else [("description", "too-short")]


def _requester(asked: Registration, body: Body, faults: list[dict[str, str]]) -> Requester | None:
    if asked.requester is None or asked.anonymous:
        return None
    try:
        return checked_requester(asked.requester, body.country)
    except Invalid as error:
        faults += error.facts["fields"]
        return None


def first_words(text: str) -> str:
    """Return the first line of a description, cut at a word's end, to stand as the subject."""
    line = clean_line(text.split("\n", 1)[0])
    return line if len(line) <= 80 else line[:80].rsplit(" ", 1)[0] + "…"


def placed(place: Location | None, body: Body) -> Location | None:
    """Return a place with the region that its pin finds; a typed region stays where there is no pin."""
    if place is None:
        return None
    found = body.region_at(place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    region, subregion = found or (place.region, place.subregion)
    return msgspec.structs.replace(place, region=region, subregion=subregion, address=clean_line(place.address))


def ticket_of(asked: Registration, body: Body, *, number: str, now: datetime, by: str, channel: Channel,
              person: Callable[[str, str], str], seal: bytes, **facts: Any) -> Ticket:  # fmt: skip
    """Return the ticket that a checked registration makes; `person(kind, value)` digests an identifier."""
    requester, place = asked.requester, asked.location or Location()
    contact = next(iter(reached(requester)), None)
    ticket = Ticket(
        number=number, body=body.code, kind=asked.kind, category=asked.category, subcategory=asked.subcategory,
        channel=channel, language=asked.language, subject=asked.subject, registered_at=iso(now), changed_at=iso(now),
        news="registered", suggested=getattr(asked, "section", ""),
        due_at=iso(now), registered_by=by, object=asked.object, seal=seal,
        region=place.region, subregion=place.subregion, lat=place.lat, lon=place.lon, anonymous=asked.anonymous,
        person=person(*contact) if contact else "", contactable=contact is not None, version=1,
        self_registered=by == "requester", **facts,
    )  # fmt: skip
    return started(ticket, body, now)


def details_of(asked: Registration) -> Details:
    """Return what a checked registration says."""
    place = asked.location or Location()
    return Details(
        description=asked.description, requester=asked.requester, address=place.address, attributes=asked.attributes,
        media=getattr(asked, "media", None), on_behalf=asked.on_behalf, portal=asked.portal,
    )  # fmt: skip


def reached(requester: Requester | None) -> list[tuple[str, str]]:
    """Return the identifiers that reach a requester, the surest first."""
    if requester is None:
        return []
    return [(kind, value) for kind, value in (("mobile", requester.mobile), ("email", requester.email)) if value]
