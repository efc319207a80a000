"""Staff: who they are, for which bodies and sections they work, in which roles. Cognito only identifies them."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

import msgspec

from chalicelib.organisations.bilingual import Words

USERNAME = r"[a-z0-9][a-z0-9._-]{1,63}"


class Role(StrEnum):
    AGENT = "agent"
    RECEPTION = "reception"
    DISTRIBUTOR = "distributor"
    SECTION_OFFICER = "section_officer"
    MEDIA_OFFICER = "media_officer"
    FOLLOW_UP = "follow_up"
    QUALITY = "quality"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    EXECUTIVE = "executive"
    KNOWLEDGE_EDITOR = "knowledge_editor"
    CAMPAIGN_MANAGER = "campaign_manager"
    ADMIN = "admin"
    PARTNER = "partner"
    TRAINEE = "trainee"


ROLE_NAMES = {
    Role.AGENT: Words(ar="موظف مركز الاتصال", en="Agent"),
    Role.RECEPTION: Words(ar="موظف الاستقبال", en="Reception"),
    Role.DISTRIBUTOR: Words(ar="الموزّع", en="Distributor"),
    Role.SECTION_OFFICER: Words(ar="ضابط الاتصال", en="Section officer"),
    Role.MEDIA_OFFICER: Words(ar="مسؤول الإعلام", en="Media officer"),
    Role.FOLLOW_UP: Words(ar="فريق المتابعة وقياس الرضا", en="Follow-up"),
    Role.QUALITY: Words(ar="مسؤول الجودة", en="Quality"),
    Role.SUPERVISOR: Words(ar="مشرف مركز الاتصال", en="Supervisor"),
    Role.MANAGER: Words(ar="المدير", en="Manager"),
    Role.EXECUTIVE: Words(ar="الإدارة العليا", en="Executive"),
    Role.KNOWLEDGE_EDITOR: Words(ar="محرر المعرفة", en="Knowledge editor"),
    Role.CAMPAIGN_MANAGER: Words(ar="مدير الحملات", en="Campaign manager"),
    Role.ADMIN: Words(ar="مدير النظام", en="Admin"),
    Role.PARTNER: Words(ar="الجهة الشريكة", en="Partner"),
    Role.TRAINEE: Words(ar="متدرّب", en="Trainee"),
}


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """Roles that one post usually has together (R012)."""

    code: str
    name: Words
    roles: frozenset[Role]


def _template(code: str, arabic: str, english: str, *roles: Role) -> Template:
    return Template(code=code, name=Words(ar=arabic, en=english), roles=frozenset(roles))


TEMPLATES = (
    _template("first-line", "خط الدعم الأول", "First line", Role.AGENT),
    _template("front-desk", "مكتب الاستقبال", "Front desk", Role.RECEPTION),
    _template("second-line", "خط الدعم الثاني", "Second line", Role.DISTRIBUTOR),
    _template("third-line", "خط الدعم الثالث", "Third line", Role.SECTION_OFFICER),
    _template("media-desk", "مكتب الإعلام", "Media desk", Role.MEDIA_OFFICER),
    _template("follow-up-team", "فريق المتابعة", "Follow-up team", Role.FOLLOW_UP),
    _template("centre-lead", "قيادة مركز الاتصال", "Centre lead", Role.SUPERVISOR, Role.QUALITY),
    _template("directorate-lead", "إدارة المديرية", "Directorate lead", Role.MANAGER),
    _template("senior-management", "مكتب الإدارة العليا", "Senior management", Role.EXECUTIVE),
    _template("content", "المحتوى والحملات", "Content and campaigns", Role.KNOWLEDGE_EDITOR, Role.CAMPAIGN_MANAGER),
    _template("administration", "إدارة النظام", "Administration", Role.ADMIN),
)


class Absence(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Days (of the home body's zone, both counted) on which somebody is away, and the user name of who stands in."""

    first: str
    last: str
    stand_in: str = ""


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff; `id` is the `sub` that Cognito gave, `body` the home body, `serves` the further ones.

    A host's staff may serve other bodies; a body's own staff see only theirs (R150). Sections, directorate and partner
    are codes of the home body. `shifts` is the calendar of the own working hours ("" is the section's or the body's),
    `skills` the categories that somebody knows, `speaks` the languages in which they answer callers (none named: all).
    """

    id: str
    username: str
    name: str
    body: str
    serves: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    sections: tuple[str, ...] = ()
    directorate: str = ""
    partner: str = ""
    email: str = ""
    mobile: str = ""
    language: str = "ar"
    active: bool = True
    shifts: str = ""
    skills: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    absences: tuple[Absence, ...] = ()
    version: int = 0

    @property
    def bodies(self) -> frozenset[str]:
        """Return every body that this person may see."""
        return frozenset((self.body, *self.serves))

    def has(self, *roles: Role) -> bool:
        """Return whether this person has one of the roles."""
        return bool(self.roles & set(roles))

    def serving(self, bodies: AbstractSet[str]) -> "Staff":
        """Return this person serving no other bodies than the given ones."""
        return msgspec.structs.replace(self, serves=tuple(code for code in self.serves if code in bodies))

    def answers_in(self, language: str) -> bool:
        """Return whether this person answers callers in a language (R070)."""
        return not self.speaks or language in self.speaks

    def works_in(self, body: str, section: str) -> bool:
        """Return whether this person works in a section of a body."""
        return body == self.body and section in self.sections
