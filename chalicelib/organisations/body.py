"""A body: a public authority, what it answers for, and who does it (domain: الجهة)."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.category import Attribute, Category, Subcategory
from chalicelib.organisations.parts import Channel, Directorate, Partner, Section
from chalicelib.organisations.region import Region, region_at
from chalicelib.shared.errors import Invalid

__all__ = ["Attribute", "Body", "Category", "Channel", "Directorate", "Head", "Partner", "Region", "Rules", "Section",
           "Subcategory", "Target", "Words"]  # fmt: skip


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A promise in minutes for some tickets; "" in a field is every value that no other row names."""

    kind: str = ""
    category: str = ""
    complexity: str = ""
    importance: str = ""
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


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of bodies shows; `served_by` are the hosts whose staff this body lets in (R150)."""

    code: str
    name: Words
    host: bool = False
    served_by: tuple[str, ...] = ()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A public authority; the tenant. The host's staff may serve those that name it in `served_by` (R150).

    `version` grows with every change of the body or of anything that it has.
    """

    code: str
    name: Words
    host: bool = False
    served_by: tuple[str, ...] = ()
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

    @property
    def head(self) -> Head:
        """Return what a list of bodies shows of this one."""
        return Head(code=self.code, name=self.name, host=self.host, served_by=self.served_by)

    def category(self, code: str) -> Category:
        """Return a category. :raises Invalid: if the body has none of that code"""
        return named(self.categories, code, "category")

    def section(self, code: str) -> Section:
        """Return a section. :raises Invalid: if the body has none of that code"""
        return named(self.sections, code, "section")

    def partner(self, code: str) -> Partner:
        """Return a partner. :raises Invalid: if the body has none of that code"""
        return named(self.partners, code, "partner")

    def region(self, code: str) -> Region:
        """Return a region or subregion. :raises Invalid: if the body has none of that code"""
        return named(self.regions, code, "region")

    def section_for(self, category: str, region: str, subcategory: str = "") -> str:
        """Return the code of the section that category and region together decide; "" if nobody was named.

        `region` may be a subregion: it goes before its region, and both before the category's section of every region;
        what the subcategory names goes before what its category names (R117).
        """
        chosen = self.category(category)
        lower = chosen.subcategory(subcategory)
        for sections in (lower.sections if lower else {}, chosen.sections):
            for place in (region, self._parent(region), ""):
                if place in sections:
                    return sections[place]
        return ""

    def _parent(self, region: str) -> str:
        return next((known.parent for known in self.regions if known.code == region), "")

    def region_at(self, lat: float, lon: float) -> tuple[str, str] | None:
        """Return the codes of the region and subregion at a point; None outside the body's boundary."""
        return region_at(self.regions, lat, lon)

    def target(self, kind: str, category: str = "", complexity: str = "", importance: str = "") -> Target:
        """Return the promise whose row matches most fields; ties: importance, complexity, category (domain 4)."""
        ticket = {"importance": importance, "complexity": complexity, "category": category, "kind": kind}
        fitting = [t for t in self.targets if all(getattr(t, field) in ("", ticket[field]) for field in ticket)]
        return max(fitting, key=lambda t: _weight([bool(getattr(t, field)) for field in ticket]), default=Target())


def _weight(named_fields: Sequence[bool]) -> tuple[int, Sequence[bool]]:
    return sum(named_fields), named_fields


def named(things: tuple[T, ...], code: str, field: str) -> T:
    """Return the thing of a code. :raises Invalid: naming the field, if there is none"""
    for thing in things:
        if thing.code == code:
            return thing
    raise Invalid.field(field, "not-found")
