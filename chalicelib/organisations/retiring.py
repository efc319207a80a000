"""What a body uses no more: a section or region is retired, never deleted, so that what was can still be read."""

from collections.abc import Callable, Iterator

from chalicelib.organisations.actions import Context, Put, own_body, part_put
from chalicelib.organisations.body import Body
from chalicelib.organisations.category import Category
from chalicelib.organisations.register import Part
from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import Conflict


class PartInUse(Conflict):
    """Tickets stand with a section, or other parts name it: `tickets` counts, `categories` and `regions` name them."""


def section_put(context: Context, admin: Staff, parts: str, section: Part, version: int | None) -> Put:
    """Keep a section of the admin's own body; one that is retired has no ticket in its queue, and no category names it.

    :raises PartInUse: if it is to be retired and is in use
    :raises Invalid, PreconditionMissing, NotFound, Stale: as `part_put`
    """

    def in_use(body: Body) -> dict[str, object]:
        named = [each.code for each in body.categories if each.active and section.code in _sections_of(each)]
        tickets = context.open_in(body.code, section.code)
        return {"tickets": tickets, "categories": named} if named or tickets else {}

    return _put(context, admin, parts, section, version, in_use)


def region_put(context: Context, admin: Staff, parts: str, region: Part, version: int | None) -> Put:
    """Keep a region of the admin's own body; one that is retired has no subregion in use. Raises as `section_put`."""

    def in_use(body: Body) -> dict[str, object]:
        under = [each.code for each in body.regions if each.active and each.parent == region.code]
        return {"regions": under} if under else {}

    return _put(context, admin, parts, region, version, in_use)


def _put(
    context: Context, admin: Staff, parts: str, part: Part, version: int | None,
    in_use: Callable[[Body], dict[str, object]],
) -> Put:  # fmt: skip
    kept = context.register.part(admin.body, parts, part.code)
    retiring = kept is not None and kept.thing.active and not getattr(part, "active", True)
    if retiring and (facts := in_use(own_body(context, admin))):
        raise PartInUse(**facts)
    return part_put(context, admin, parts, part, version)


def _sections_of(category: Category) -> set[str]:
    """Return the sections that a category or one of its subcategories goes to."""
    return {section for sections in _maps(category) for section in sections.values()}


def _maps(category: Category) -> Iterator[dict[str, str]]:
    yield category.sections
    yield from (subcategory.sections for subcategory in category.subcategories)
