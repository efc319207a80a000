"""What staff are shown of a body's parts and settings: each with the version that a change must name."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, Literal, TypeVar

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Calendar, Category, Channel, Rules, Section
from chalicelib.organisations.boundary import MultiPolygon, boundary_of
from chalicelib.organisations.parts import Directorate, Partner
from chalicelib.organisations.policy import Policy, in_force
from chalicelib.organisations.region import Region
from chalicelib.organisations.register import Kept, Part
from chalicelib.organisations.replies import Reply

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Part of a list; `next` asks for what follows, null at the end."""

    items: list[T]
    next: str | None = None


class DirectorateShown(Directorate, frozen=True, kw_only=True):
    version: int


class SectionShown(Section, frozen=True, kw_only=True):
    version: int


class PartnerShown(Partner, frozen=True, kw_only=True):
    version: int


class CategoryShown(Category, frozen=True, kw_only=True):
    version: int


class ChannelShown(Channel, frozen=True, kw_only=True):
    version: int


class ReplyShown(Reply, frozen=True, kw_only=True):
    version: int


class CalendarShown(Calendar, frozen=True, kw_only=True):
    """A calendar, with the holidays and Ramadans that were worked out of it."""

    version: int


class PolicyShown(Policy, frozen=True, kw_only=True):
    """A policy; `approved_by` is the user name of whoever approved it, "" while it is a draft.

    `state` is draft, scheduled (its day is to come), in_force, or past (another one took its place).
    """

    version: int
    state: Literal["draft", "scheduled", "in_force", "past"]


class RegionShown(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words
    parent: str
    boundary: MultiPolygon | None
    active: bool
    version: int


class SettingsShown(msgspec.Struct, frozen=True, kw_only=True):
    """A body's own settings; `version` is what a change of any of them must name."""

    code: str
    name: Words
    host: bool
    served_by: tuple[str, ...]
    country: str
    zone: str
    languages: tuple[str, ...]
    hours: Words
    calendar: str
    rules: Rules
    version: int


def shown(part: Part, version: int) -> Any:
    """Return a part as staff are shown it."""
    if isinstance(part, Region):
        return RegionShown(code=part.code, name=part.name, parent=part.parent, boundary=boundary_of(part.rings),
                           active=part.active, version=version)  # fmt: skip
    return _SHOWN[type(part)](**_fields(part), version=version)


_SHOWN: dict[type[Part], Any] = {
    Directorate: DirectorateShown,
    Section: SectionShown,
    Partner: PartnerShown,
    Category: CategoryShown,
    Channel: ChannelShown,
    Calendar: CalendarShown,
    Reply: ReplyShown,
}


def policy_shown(kept: Kept[Policy], policies: Iterable[Policy], day: date) -> PolicyShown:
    """Return a policy with its state on a day; `policies` are all of the body, as they were a moment ago."""
    policy = kept.thing
    others = [each for each in policies if each.code != policy.code]
    counts = in_force([*others, policy], day)
    return PolicyShown(**_fields(policy), version=kept.version, state=_state(policy, counts, day))


def _state(policy: Policy, counts: Policy | None, day: date) -> Literal["draft", "scheduled", "in_force", "past"]:
    if not policy.approved:
        return "draft"
    if policy.effective_from > day.isoformat():
        return "scheduled"
    return "in_force" if policy is counts else "past"


def _fields(struct: msgspec.Struct) -> dict[str, Any]:
    return {field: getattr(struct, field) for field in struct.__struct_fields__}


def settings_shown(body: Body) -> SettingsShown:
    """Return a body's own settings."""
    return SettingsShown(**{field: getattr(body, field) for field in SettingsShown.__struct_fields__})
