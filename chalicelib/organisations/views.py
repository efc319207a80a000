"""What callers are shown of bodies and staff: names in both languages, boundaries as GeoJSON, promises in minutes."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, Literal, TypeVar

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Attribute, Body, Calendar, Category, Channel, Head, Rules, Section, Target
from chalicelib.organisations.boundary import MultiPolygon, boundary_of
from chalicelib.organisations.parts import Directorate, Partner
from chalicelib.organisations.policy import Policy, in_force
from chalicelib.organisations.region import Region
from chalicelib.organisations.register import Kept, Part
from chalicelib.organisations.replies import Reply
from chalicelib.organisations.staff import Absence, Role, Staff, Template

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


class BodyRef(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words


class PublicSubcategory(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words


class PublicCategory(msgspec.Struct, frozen=True, kw_only=True):
    """A category for whoever files a ticket; which section it goes to is the body's own matter."""

    code: str
    name: Words
    kinds: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    subcategories: list[PublicSubcategory]


class PublicRegion(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words
    parent: str
    boundary: MultiPolygon | None


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """When a ticket is answered and resolved; "" in a field is every value that no other row names."""

    kind: str
    category: str
    complexity: str
    importance: str
    grade: str
    first_reply_minutes: int
    resolution_minutes: int


class PublicRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a requester may go by: until when one may appeal and answer, and which score opens a ticket again.

    `appeal_days` are days of the calendar, `waiting_days` and `closing_days` days of work; who gives `dissatisfied_at`
    or less is offered to have it looked at again.
    """

    appeal_days: int
    waiting_days: int
    closing_days: int
    dissatisfied_at: int


class PublicBody(msgspec.Struct, frozen=True, kw_only=True):
    """What a form for a body needs; a score up to `dissatisfied_at` says that somebody is not satisfied (R215)."""

    code: str
    name: Words
    country: str
    zone: str
    languages: tuple[str, ...]
    categories: list[PublicCategory]
    regions: list[PublicRegion]
    channels: list[Channel]
    hours: Words
    promises: list[Promise]
    rules: PublicRules
    dissatisfied_at: int


class SectionRef(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words
    directorate: str


class SeenBody(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: Words
    home: bool


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in: roles, sections of the home body, and every body that may be seen, the home first."""

    id: str
    username: str
    name: str
    language: str
    roles: list[Role]
    sections: list[SectionRef]
    directorate: str
    partner: str
    bodies: list[SeenBody]


class StaffShown(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    username: str
    name: str
    email: str
    mobile: str
    language: str
    roles: list[Role]
    sections: tuple[str, ...]
    directorate: str
    partner: str
    serves: tuple[str, ...]
    active: bool
    shifts: str
    skills: tuple[str, ...]
    absences: tuple[Absence, ...]
    version: int


class Templates(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[Template, ...]


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


def body_ref(head: Head) -> BodyRef:
    """Return a body as the public list shows it."""
    return BodyRef(code=head.code, name=head.name)


def public_body(body: Body, day: date) -> PublicBody:
    """Return a body for whoever files a ticket on a day; no section, partner or member of staff is named."""
    policy = in_force(body.policies, day)
    return PublicBody(
        code=body.code,
        name=body.name,
        country=body.country,
        zone=body.zone,
        languages=body.languages,
        categories=[_public_category(category) for category in body.categories if category.active],
        regions=[
            PublicRegion(code=r.code, name=r.name, parent=r.parent, boundary=boundary_of(r.rings))
            for r in body.regions
            if r.active
        ],
        channels=[channel for channel in body.channels if channel.open],
        hours=body.hours,
        promises=[_promise(target) for target in (policy.targets if policy else (Target(),))],
        rules=PublicRules(**{name: getattr(body.rules, name) for name in PublicRules.__struct_fields__}),
        dissatisfied_at=body.rules.dissatisfied_at,
    )


def _public_category(category: Category) -> PublicCategory:
    return PublicCategory(
        code=category.code,
        name=category.name,
        kinds=category.kinds,
        attributes=category.attributes,
        subcategories=[PublicSubcategory(code=sub.code, name=sub.name) for sub in category.subcategories],
    )


def _promise(target: Target) -> Promise:
    return Promise(
        kind=target.kind,
        category=target.category,
        complexity=target.complexity,
        importance=target.importance,
        grade=target.grade,
        first_reply_minutes=target.first_reply,
        resolution_minutes=target.resolution,
    )


def me(staff: Staff, home: Body, heads: tuple[Head, ...]) -> Me:
    """Return who somebody is; `heads` are all bodies, of which only the own and the served are shown."""
    seen = [head for head in heads if head.code in staff.bodies]
    return Me(
        id=staff.id,
        username=staff.username,
        name=staff.name,
        language=staff.language,
        roles=sorted(staff.roles),
        sections=[
            SectionRef(code=section.code, name=section.name, directorate=section.directorate)
            for section in home.sections
            if section.code in staff.sections
        ],
        directorate=staff.directorate,
        partner=staff.partner,
        bodies=[
            SeenBody(code=head.code, name=head.name, home=head.code == staff.body)
            for head in sorted(seen, key=lambda head: head.code != staff.body)
        ],
    )


def staff_shown(staff: Staff) -> StaffShown:
    """Return a member of staff as an admin is shown them."""
    return StaffShown(
        **{f: getattr(staff, f) for f in StaffShown.__struct_fields__ if f != "roles"}, roles=sorted(staff.roles)
    )
