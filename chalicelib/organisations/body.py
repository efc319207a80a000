"""A body: a public authority, what it answers for, and who does it (domain: الجهة)."""

from typing import Protocol, TypeVar

import msgspec

from chalicelib.organisations.region import Region, region_at
from chalicelib.shared.errors import Invalid


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in both languages."""

    ar: str
    en: str


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Where work is done (القسم); `duty` is the mobile that is told of critical matters."""

    code: str
    name: Words
    directorate: str
    duty: str = ""


class Directorate(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """Another authority or company that answers for its own matters (الجهة الشريكة; R155-R159)."""

    code: str
    name: Words
    mobile: str = ""
    email: str = ""
    phone: str = ""
    kind: str = "authority"


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """A further field that a category asks for (R204): `kind` is text, number or choice."""

    code: str
    name: Words
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


class Subcategory(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """What a ticket is about, in two levels; with the region it decides the section.

    `sections` maps a region's code to a section's; "" is the section of every region that is not named.
    """

    code: str
    name: Words
    kinds: tuple[str, ...] = ()
    subcategories: tuple[Subcategory, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    sections: dict[str, str] = {}
    retention_days: int = 3650


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A way in (R044): switched on or off, with its address or number and its hours."""

    code: str
    name: Words
    address: str = ""
    hours: Words | None = None
    open: bool = True


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A promise in minutes for a kind of ticket; `kind` "" is every kind that is not named."""

    kind: str = ""
    first_reply: int = 1440
    resolution: int = 10080


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a body may set of the lifecycle; days are calendar days unless said otherwise."""

    appeal_days: int = 30
    waiting_days: int = 10
    undo_days: int = 7
    dissatisfied_at: int = 2
    reopen_limit: int = 3
    duplicate_metres: int = 150
    duplicate_days: int = 14


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A public authority; the tenant. The host's staff may serve others (R150)."""

    code: str
    name: Words
    host: bool = False
    country: str = "OM"
    zone: str = "Asia/Muscat"
    languages: tuple[str, ...] = ("ar", "en")
    hours: Words = Words(ar="", en="")
    version: int = 0
    directorates: tuple[Directorate, ...] = ()
    sections: tuple[Section, ...] = ()
    partners: tuple[Partner, ...] = ()
    categories: tuple[Category, ...] = ()
    regions: tuple[Region, ...] = ()
    channels: tuple[Channel, ...] = ()
    targets: tuple[Target, ...] = (Target(),)
    rules: Rules = Rules()

    def category(self, code: str) -> Category:
        """Return a category. :raises Invalid: if the body has none of that code"""
        return _named(self.categories, code, "category")

    def section(self, code: str) -> Section:
        """Return a section. :raises Invalid: if the body has none of that code"""
        return _named(self.sections, code, "section")

    def partner(self, code: str) -> Partner:
        """Return a partner. :raises Invalid: if the body has none of that code"""
        return _named(self.partners, code, "partner")

    def section_for(self, category: str, region: str) -> str:
        """Return the code of the section that category and region together decide; "" if nobody was named."""
        sections = self.category(category).sections
        return sections.get(region) or sections.get("", "")

    def region_at(self, lat: float, lon: float) -> tuple[str, str] | None:
        """Return the codes of the region and subregion at a point; None outside the body's boundary."""
        return region_at(self.regions, lat, lon)

    def target(self, kind: str) -> Target:
        """Return the promise for a kind."""
        named = {target.kind: target for target in self.targets}
        return named.get(kind) or named.get("") or Target()


def _named(things: tuple[T, ...], code: str, field: str) -> T:
    for thing in things:
        if thing.code == code:
            return thing
    raise Invalid.field(field, "not-found")
