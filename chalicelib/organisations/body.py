"""A body: a public authority, what it answers for, and who does it (domain: الجهة)."""

from datetime import date
from typing import Protocol, TypeVar

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.calendar import Calendar
from chalicelib.organisations.calendar_hours import hours_of
from chalicelib.organisations.category import Attribute, Category, Subcategory
from chalicelib.organisations.hours import ALWAYS, ROUND_THE_CLOCK, Hours
from chalicelib.organisations.parts import Channel, Directorate, Partner, Section
from chalicelib.organisations.policy import Policy, Target, best, in_force
from chalicelib.organisations.region import Region, region_at
from chalicelib.shared.errors import Invalid

__all__ = ["Attribute", "Body", "Calendar", "Category", "Channel", "Directorate", "Head", "Partner", "Policy", "Region",
           "Rules", "Section", "Subcategory", "Target", "Words"]  # fmt: skip


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a body may set of the lifecycle; days are calendar days, or of work.

    Of work are three: `waiting_days` is how long a question waits for its requester, `closing_days` how long a resolved
    ticket waits for a rating before the system closes it, `decision_days` how long the manager has to decide an appeal.
    `partner_reminders` is how often a partner that does not answer is reminded; `policy_approver` is the role that
    approves policies: manager or executive.
    """

    appeal_days: int = 30
    waiting_days: int = 10
    closing_days: int = 10
    decision_days: int = 5
    partner_reminders: int = 3
    policy_approver: str = "manager"
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
    calendar: str = ""
    calendars: tuple[Calendar, ...] = ()
    policies: tuple[Policy, ...] = ()
    rules: Rules = Rules()

    @property
    def head(self) -> Head:
        """Return what a list of bodies shows of this one."""
        return Head(code=self.code, name=self.name, host=self.host, served_by=self.served_by)

    def category(self, code: str) -> Category:
        """Return a category. :raises Invalid: if the body has none of that code"""
        return named(self.categories, code, "category")

    def section(self, code: str) -> Section:
        """Return a section that work may be given to. :raises Invalid: if the body has none of that code in use"""
        return named(self.sections_in_use, code, "section")

    @property
    def sections_in_use(self) -> tuple[Section, ...]:
        """Return the sections that are not retired."""
        return tuple(section for section in self.sections if section.active)

    def partner(self, code: str) -> Partner:
        """Return a partner. :raises Invalid: if the body has none of that code"""
        return named(self.partners, code, "partner")

    def portal(self, code: str) -> str:
        """Return the code of the channel whose portal a form stands in; "" is the service's own (R018).

        :raises Invalid: if the body has no open channel of that code
        """
        if code and not named(self.channels, code, "portal").open:
            raise Invalid.field("portal", "not-found")
        return code

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

    def target(self, kind: str, category: str = "", complexity: str = "", importance: str = "", grade: str = "", *,
               on: date | None = None) -> Target:  # fmt: skip
        """Return the promises for a ticket by the policy in force on a day, or by the latest (domain 4)."""
        policy = in_force(self.policies, on or date.max)
        fields = {"kind": kind, "category": category, "complexity": complexity, "importance": importance}
        return best(policy.targets if policy else (), fields | {"grade": grade})

    def working_hours(self, calendar: str = "") -> Hours:
        """Return the hours of one of the calendars; "" is the body's own, and who has none works round the clock."""
        code = calendar or self.calendar
        if code in ("", ROUND_THE_CLOCK):
            return ALWAYS
        return hours_of(named(self.calendars, code, "calendar"), self.zone)


def named(things: tuple[T, ...], code: str, field: str) -> T:
    """Return the thing of a code. :raises Invalid: naming the field, if there is none"""
    for thing in things:
        if thing.code == code:
            return thing
    raise Invalid.field(field, "not-found")
