"""A name in both languages of the service."""

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in both languages."""

    ar: str
    en: str
