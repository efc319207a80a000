"""What is shown of staff: to themselves, and to whoever keeps their records."""

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Head
from chalicelib.organisations.staff import Absence, Role, Staff, Template


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
    speaks: tuple[str, ...]
    absences: tuple[Absence, ...]
    version: int


class Templates(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[Template, ...]


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
