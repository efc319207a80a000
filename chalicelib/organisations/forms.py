"""What admins send of bodies and staff: checked field by field, and cleaned of signs that only deceive the eye."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.boundary import MultiPolygon, Polygon, rings_of
from chalicelib.organisations.register import LISTS, Part
from chalicelib.organisations.staff import USERNAME, Role
from chalicelib.shared.bodies import read_json
from chalicelib.shared.errors import NotFound
from chalicelib.shared.patterns import whole
from chalicelib.shared.texts import clean_line, clean_text

Line = Annotated[str, Meta(min_length=1, max_length=200)]
Paragraphs = Annotated[str, Meta(min_length=1, max_length=4000)]
Short = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(pattern=whole("[a-z0-9][a-z0-9_-]{0,39}"))]
Place = Annotated[str, Meta(pattern=whole("([a-z0-9][a-z0-9_-]{0,39})?"))]
Cursor = Annotated[str, Meta(pattern=whole("([a-z0-9][a-z0-9._-]{0,63})?"))]
"""The code or the user name that the page before ended with."""
Language = Literal["ar", "en"]
Days = Annotated[int, Meta(ge=0, le=3650)]
Minutes = Annotated[int, Meta(ge=1, le=1_000_000)]
Codes = Annotated[tuple[Code, ...], Meta(max_length=200)]
Sections = Annotated[dict[Place, Code], Meta(max_length=500)]


class Given(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an admin sends."""


class Named(Given, frozen=True, kw_only=True):
    """A name in both languages."""

    ar: Line
    en: Line


class DirectorateGiven(Given, frozen=True, kw_only=True):
    name: Named


class SectionGiven(Given, frozen=True, kw_only=True):
    name: Named
    directorate: Code
    duty: Short = ""
    calendar: Place = ""
    assigns: bool = True
    active: bool = True


class PartnerGiven(Given, frozen=True, kw_only=True):
    name: Named
    kind: Literal["authority", "company", "regulator", "post", "telecom", "utility", "programme", "certification"] = (
        "authority"
    )
    mobile: Short = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    phone: Short = ""
    calendar: Place = ""


class SubcategoryGiven(Given, frozen=True, kw_only=True):
    code: Code
    name: Named
    sections: Sections = {}


class ChoiceGiven(Given, frozen=True, kw_only=True):
    code: Code
    name: Named


class AttributeGiven(Given, frozen=True, kw_only=True):
    code: Code
    name: Named
    kind: Literal["text", "number", "choice"] = "text"
    required: bool = False
    choices: Annotated[tuple[ChoiceGiven, ...], Meta(max_length=100)] = ()


class CategoryGiven(Given, frozen=True, kw_only=True):
    name: Named
    kinds: Codes = ()
    subcategories: Annotated[tuple[SubcategoryGiven, ...], Meta(max_length=100)] = ()
    attributes: Annotated[tuple[AttributeGiven, ...], Meta(max_length=50)] = ()
    sections: Sections = {}
    retention_days: Annotated[int, Meta(ge=1, le=36500)] = 3650
    active: bool = True


class RegionGiven(Given, frozen=True, kw_only=True):
    name: Named
    parent: Place = ""
    boundary: Polygon | MultiPolygon | None = None
    active: bool = True


class ChannelGiven(Given, frozen=True, kw_only=True):
    name: Named
    address: Short = ""
    hours: Named | None = None
    open: bool = True


class Written(Given, frozen=True, kw_only=True):
    """A longer text in both languages, which keeps its lines."""

    ar: Paragraphs
    en: Paragraphs


class ReplyGiven(Given, frozen=True, kw_only=True):
    """A ready-made text; `{number} {name} {kind} {category} {section} {due} {body} {staff}` are filled in."""

    name: Named
    text: Written
    category: Place = ""
    kind: Literal["", "complaint", "report", "inquiry", "information_request", "observation", "suggestion", "thanks",
                  "media"] = ""  # fmt: skip
    active: bool = True


class SettingsGiven(Given, frozen=True, kw_only=True):
    name: Named
    country: Annotated[str, Meta(pattern=whole("[A-Z]{2}"))] = "OM"
    zone: Annotated[str, Meta(max_length=64)] = "Asia/Muscat"
    languages: Annotated[tuple[Language, ...], Meta(min_length=1, max_length=2)] = ("ar", "en")
    hours: Named
    served_by: Codes = ()
    calendar: Place | UnsetType = UNSET
    """The calendar of the body's working hours; one that is not named stays."""


class RulesGiven(Given, frozen=True, kw_only=True):
    appeal_days: Days = 30
    waiting_days: Days = 10
    closing_days: Days = 10
    decision_days: Days = 5
    partner_reminders: Annotated[int, Meta(ge=0, le=50)] = 3
    policy_approver: Literal["manager", "executive"] = "manager"
    undo_days: Days = 7
    dissatisfied_at: Annotated[int, Meta(ge=1, le=4)] = 2
    reopen_limit: Annotated[int, Meta(ge=1, le=50)] = 3
    duplicate_metres: Annotated[int, Meta(ge=0, le=5000)] = 150
    duplicate_days: Days = 14


class TargetGiven(Given, frozen=True, kw_only=True):
    """The promises for some tickets; a field that is not named stands for every value."""

    kind: Literal["", "complaint", "report", "inquiry", "information_request", "observation", "suggestion", "thanks",
                  "media"] = ""  # fmt: skip
    category: Place = ""
    complexity: Literal["", "routine", "critical", "complex"] = ""
    importance: Literal["", "low", "medium", "high"] = ""
    grade: Literal["", "ordinary", "distinguished"] = ""
    first_reply: Minutes
    resolution: Minutes
    referral_reply: Minutes = 4320
    update: Minutes = 7200
    calendar: Place = ""


class PolicyGiven(Given, frozen=True, kw_only=True):
    name: Named
    effective_from: date
    targets: Annotated[tuple[TargetGiven, ...], Meta(min_length=1, max_length=200)]


class AbsenceGiven(Given, frozen=True, kw_only=True):
    """Days of absence, both counted, and the user name of who stands in ("" if nobody)."""

    first: date
    last: date
    stand_in: Annotated[str, Meta(pattern=whole(f"({USERNAME})?"))] = ""


Absences = Annotated[tuple[AbsenceGiven, ...], Meta(max_length=50)]


class AbsencesGiven(Given, frozen=True, kw_only=True):
    absences: Absences


class StaffGiven(Given, frozen=True, kw_only=True):
    name: Line
    email: Annotated[str, Meta(min_length=3, max_length=254)]
    mobile: Short = ""
    language: Language = "ar"
    roles: Annotated[frozenset[Role], Meta(min_length=1)]
    sections: Codes = ()
    directorate: Place = ""
    partner: Place = ""
    serves: Codes = ()
    active: bool = True
    shifts: Place = ""
    skills: Codes = ()
    speaks: Annotated[tuple[Language, ...], Meta(max_length=2)] = ()
    """Languages in which they answer callers; none named is all."""
    absences: Absences | UnsetType = UNSET
    """Absences that are not named stay as they are."""


class StaffFileGiven(Given, frozen=True, kw_only=True):
    file: Annotated[bytes, Meta(max_length=180_000)]
    """The CSV file in base64."""


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class BodyQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which body's things: one's own, or a served one's."""

    body: Place = ""


class PartsQuery(PageQuery, frozen=True, kw_only=True):
    body: Place = ""


def part_of(parts: str, code: str, given: Given) -> Part:
    """Return the part of a body that an admin described.

    :raises NotFound: if the code is none that a part can have
    :raises Invalid: naming every field that is too short once cleaned, and a boundary that is none
    """
    kind: Any = LISTS[parts]
    fields = fields_of(kind, given)
    if isinstance(given, RegionGiven):
        fields["rings"] = rings_of(given.boundary)
    if isinstance(given, ReplyGiven):
        fields["text"] = Words(ar=clean_text(given.text.ar), en=clean_text(given.text.en))
    part: Part = kind(code=a_code(code), **fields)
    return part


def fields_of(kind: type[msgspec.Struct], given: Given) -> dict[str, Any]:
    """Return the fields of a kind of thing that were given, without controls or the signs that reverse text.

    :raises Invalid: naming every field that is too short once cleaned
    """
    plain = _cleaned(msgspec.to_builtins(given))
    read_json(msgspec.json.encode(plain), type(given))
    return {f.name: msgspec.convert(plain[f.name], f.type) for f in msgspec.structs.fields(kind) if f.name in plain}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


def a_code(text: str) -> str:
    """Return a code that came in a path. :raises NotFound: if nothing can have it"""
    return _fit(text, Code)


def a_username(text: str) -> str:
    """Return a user name that came in a path, in lower case. :raises NotFound: if nobody can have it"""
    return _fit(text.lower(), Annotated[str, Meta(pattern=whole(USERNAME))])


def _fit(text: str, kind: Any) -> str:
    try:
        fit: str = msgspec.convert(text, kind)
    except msgspec.ValidationError:
        raise NotFound from None
    return fit
