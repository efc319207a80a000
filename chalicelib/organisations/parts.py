"""What a body consists of: directorates, sections, partners, channels."""

import msgspec

from chalicelib.organisations.bilingual import Words


class Directorate(msgspec.Struct, frozen=True, kw_only=True):
    """What sections belong to (المديرية)."""

    code: str
    name: Words


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Where work is done (القسم); `duty` is the mobile that is told of critical matters.

    `calendar` is its own hours where they differ from the body's; `assigns` says that what is referred to it goes to
    whoever of it has been idle longest, rather than waiting to be picked up. Nothing more goes to one that is not
    `active`.
    """

    code: str
    name: Words
    directorate: str
    duty: str = ""
    calendar: str = ""
    assigns: bool = True
    active: bool = True


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """Another authority or company that answers for its own matters (الجهة الشريكة; R155-R159)."""

    code: str
    name: Words
    mobile: str = ""
    email: str = ""
    phone: str = ""
    kind: str = "authority"
    calendar: str = ""


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A way in (R044): switched on or off, with its address or number and its hours."""

    code: str
    name: Words
    address: str = ""
    hours: Words | None = None
    open: bool = True
