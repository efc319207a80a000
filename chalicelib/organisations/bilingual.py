"""A name in both languages of the service."""

import msgspec

from chalicelib.shared.words import say


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in both languages."""

    ar: str
    en: str


def said(catalogue: str, message: str) -> Words:
    """Return a message that takes no facts, in both languages. :raises UnknownMessage: if the catalogue has none"""
    return Words(ar=say(catalogue, message, "ar"), en=say(catalogue, message, "en"))
