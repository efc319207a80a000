"""Every word that the service itself says, from Fluent catalogues in Arabic and English.

Fluent (and Babel with it) is imported at the first word: the API's function loads this module too, and most requests
say nothing.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

CATALOGUES = Path(__file__).parent.parent / "messages"
LANGUAGES = ("ar", "en")


@cache
def _bundle(language: str, catalogue: str, isolating: bool) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource

    locale = {"ar": "ar", "en": "en-GB"}[language]
    bundle = FluentBundle([locale], use_isolating=isolating)
    bundle.add_resource(FluentResource((CATALOGUES / language / f"{catalogue}.ftl").read_text(encoding="utf-8")))
    return bundle


def say(catalogue: str, message: str, language: str, *, isolating: bool = True, **facts: Any) -> str:
    """Return a message in a language; `isolating` wraps each fact in the signs that keep its direction.

    An SMS is said without them: each costs a character of 70.

    :raises UnknownMessage: if the catalogue has no such message
    :raises WrongMessage: if a fact is missing or the message is broken
    """
    bundle = _bundle(language, catalogue, isolating)
    name, _, attribute = message.partition(".")
    if not bundle.has_message(name):
        raise UnknownMessage(f"{language}/{catalogue}.ftl has no {message}")
    entry = bundle.get_message(name)
    pattern = entry.attributes.get(attribute) if attribute else entry.value
    if pattern is None:
        raise UnknownMessage(f"{language}/{catalogue}.ftl has no {message}")
    text, errors = bundle.format_pattern(pattern, facts)
    if errors or not isinstance(text, str):
        raise WrongMessage(f"{language}/{catalogue}.ftl {message}: {errors}")
    return text


class UnknownMessage(LookupError):
    """A message that no catalogue has."""


class WrongMessage(ValueError):
    """A message that cannot be said with the facts given."""
