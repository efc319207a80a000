"""What anybody is shown of a body: names in both languages, boundaries as GeoJSON, promises in minutes."""

from datetime import date

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Attribute, Body, Category, Channel, Head, Target
from chalicelib.organisations.boundary import MultiPolygon, boundary_of
from chalicelib.organisations.policy import in_force


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
