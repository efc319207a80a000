"""A business calendar (تقويم العمل): the week, its exceptions, and the hours that come of them."""

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.hours import ALWAYS, Hours


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """When a body, a section or a partner works."""

    code: str
    name: Words


def hours_of(_calendar: Calendar, _zone: str) -> Hours:
    """Return the hours of a calendar; `zone` is the body's, where the calendar names none."""
    return ALWAYS
