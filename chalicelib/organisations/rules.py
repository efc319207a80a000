"""What must hold within a body: every code that a part names is there, and every number and address is one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.absence_rules import in_order
from chalicelib.organisations.body import Attribute, Body, Category, Partner, Region, Section, Subcategory
from chalicelib.organisations.category import Choice
from chalicelib.organisations.faults import Fault, codes, fault
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.organisations.policy import Policy
from chalicelib.organisations.policy_rules import policy_faults
from chalicelib.organisations.register import Part
from chalicelib.organisations.replies import Reply, reply_faults
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import Invalid
from chalicelib.shared.reach import normal_email, normal_mobile, normal_phone


def fitting(body: Body, part: Part) -> Part:
    """Return a part of a body in its normal form.

    :raises Invalid: naming every field that does not fit what else the body has
    """
    if faults := list(_faults(body, part)):
        raise Invalid(fields=faults)
    if isinstance(part, Section):
        return msgspec.structs.replace(part, duty=_reached(normal_mobile, part.duty, body.country, "duty"))
    return _reachable(body, part) if isinstance(part, Partner) else part


def _reachable(body: Body, partner: Partner) -> Partner:
    return msgspec.structs.replace(
        partner,
        mobile=_reached(normal_mobile, partner.mobile, body.country, "mobile"),
        phone=_reached(normal_phone, partner.phone, body.country, "phone"),
        email=_mailed(partner.email),
    )


def _faults(body: Body, part: Part) -> Iterator[Fault]:
    if isinstance(part, Section) and part.directorate not in codes(body.directorates):
        yield fault("directorate", "not-found")
    if isinstance(part, Section | Partner):
        yield from calendar_faults(body, "calendar", part.calendar)
    if isinstance(part, Policy):
        yield from policy_faults(body, part)
    if isinstance(part, Category):
        yield from _category_faults(body, part)
    if isinstance(part, Region):
        yield from _region_faults(body, part)
    if isinstance(part, Reply):
        yield from reply_faults(part, codes(body.categories))


def _category_faults(body: Body, category: Category) -> Iterator[Fault]:
    yield from _repeated("subcategories", category.subcategories)
    yield from _repeated("attributes", category.attributes)
    known = codes(body.sections_in_use if category.active else body.sections)
    yield from _section_faults(body, known, category.sections, "sections")
    for place, subcategory in enumerate(category.subcategories):
        yield from _section_faults(body, known, subcategory.sections, f"subcategories.{place}.sections")
    for place, attribute in enumerate(category.attributes):
        yield from _repeated(f"attributes.{place}.choices", attribute.choices)
        if (attribute.kind == "choice") != bool(attribute.choices):
            yield fault(f"attributes.{place}.choices", "wrong-value" if attribute.choices else "missing")


def _section_faults(body: Body, known: set[str], sections: Mapping[str, str], field: str) -> Iterator[Fault]:
    regions = {"", *codes(body.regions)}
    for region, section in sections.items():
        if region not in regions or section not in known:
            yield fault(f"{field}.{region}", "not-found")


def _region_faults(body: Body, region: Region) -> Iterator[Fault]:
    parents = {known.code for known in body.regions if not known.parent and known.active} - {region.code}
    if region.parent and region.parent not in parents:
        yield fault("parent", "not-found")
    if region.parent and any(known.parent == region.code for known in body.regions):
        yield fault("parent", "has-subregions")


def settings_faults(body: Body, hosts: Iterable[str]) -> list[Fault]:
    """Return what is wrong with a body's own settings; `hosts` are the bodies that may serve others."""
    faults = [] if _is_zone(body.zone) else [fault("zone", "not-found")]
    others = set(hosts) - {body.code}
    faults += calendar_faults(body, "calendar", body.calendar)
    faults += [fault(f"served_by.{place}", "not-found") for place, c in enumerate(body.served_by) if c not in others]
    return faults


def calendar_faults(body: Body, field: str, code: str) -> list[Fault]:
    """Return the fault of naming a calendar that the body has not; "" is the body's own, whichever that is."""
    return [] if code in {"", ROUND_THE_CLOCK, *codes(body.calendars)} else [fault(field, "not-found")]


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def fitting_staff(body: Body, staff: Staff, letting_in: Iterable[str], further: Iterable[Fault] = ()) -> Staff:
    """Return a member of staff in normal form; `letting_in` are the bodies that let this body's staff serve them.

    `further` are faults that were found already.

    :raises Invalid: naming every field that does not fit the body or the roles
    """
    if faults := [*_staff_faults(body, staff), *_serving_faults(staff, set(letting_in)), *further]:
        raise Invalid(fields=faults)
    mobile = _reached(normal_mobile, staff.mobile, body.country, "mobile")
    return msgspec.structs.replace(staff, email=_mailed(staff.email), mobile=mobile, absences=in_order(staff.absences))


def _staff_faults(body: Body, staff: Staff) -> Iterator[Fault]:
    for field, named, known in (
        ("sections", staff.sections, codes(body.sections)),
        ("skills", staff.skills, codes(body.categories)),
    ):
        for place, code in enumerate(named):
            if code not in known:
                yield fault(f"{field}.{place}", "not-found")
    yield from calendar_faults(body, "shifts", staff.shifts)
    for field, code, known in (
        ("directorate", staff.directorate, codes(body.directorates)),
        ("partner", staff.partner, codes(body.partners)),
    ):
        if code and code not in known:
            yield fault(field, "not-found")
    yield from _role_faults(staff)


def _role_faults(staff: Staff) -> Iterator[Fault]:
    """Yield what a role lacks: an officer has a section, a manager a directorate, a partner's user nothing else."""
    if Role.SECTION_OFFICER in staff.roles and not staff.sections:
        yield fault("sections", "missing")
    if Role.MANAGER in staff.roles and not staff.directorate:
        yield fault("directorate", "missing")
    if (Role.PARTNER in staff.roles) != bool(staff.partner):
        yield fault("partner", "not-allowed" if staff.partner else "missing")
    if Role.PARTNER in staff.roles and (len(staff.roles) > 1 or staff.serves):
        yield fault("roles", "partner-only")


def _serving_faults(staff: Staff, letting_in: set[str]) -> Iterator[Fault]:
    for place, code in enumerate(staff.serves):
        if code not in letting_in:
            yield fault(f"serves.{place}", "not-found")


def _repeated(field: str, things: Sequence[Subcategory | Attribute | Choice]) -> Iterator[Fault]:
    codes = [thing.code for thing in things]
    return (fault(f"{field}.{place}.code", "repeated") for place, code in enumerate(codes) if code in codes[:place])


def _reached(normal: Callable[[str, str, str], str], typed: str, country: str, field: str) -> str:
    """Return a number in its normal form; none stays none. :raises Invalid: naming `field`"""
    return normal(typed, country, field) if typed.strip() else ""


def _mailed(typed: str) -> str:
    return normal_email(typed) if typed.strip() else ""
