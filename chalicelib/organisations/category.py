"""Categories: what a ticket is about, in two levels, with the further fields that a category asks for."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.shared.digits import ascii_digits

MAX_TEXT = 500
Fault = dict[str, str]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values that an attribute of the kind choice may have: a ticket keeps its code."""

    code: str
    name: Words


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """A further field that a category asks for (R204): `kind` is text, number or choice."""

    code: str
    name: Words
    kind: str = "text"
    required: bool = False
    choices: tuple[Choice, ...] = ()


class Subcategory(msgspec.Struct, frozen=True, kw_only=True):
    """The second level; `sections` goes before the category's own (R117)."""

    code: str
    name: Words
    sections: dict[str, str] = {}


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """What a ticket is about; with the region it decides the section.

    `kinds` are the kinds of ticket that may name it; empty is every kind. `sections` maps a region's code to a
    section's; "" is the section of every region that is not named. One that is not `active` is named by nothing new.
    """

    code: str
    name: Words
    kinds: tuple[str, ...] = ()
    subcategories: tuple[Subcategory, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    sections: dict[str, str] = {}
    retention_days: int = 3650
    active: bool = True

    def takes(self, kind: str) -> bool:
        """Return whether a ticket of a kind may name this category."""
        return not self.kinds or kind in self.kinds

    def subcategory(self, code: str) -> Subcategory | None:
        """Return the subcategory of a code; None if this category has none such."""
        return next((subcategory for subcategory in self.subcategories if subcategory.code == code), None)


def attributes_faults(category: Category, given: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the further fields of a ticket, each as `{field: "attributes.<code>", reason}`."""
    asked = {attribute.code: attribute for attribute in category.attributes}
    return [*_unknown(asked, given), *_wrong(asked, given)]


def _unknown(asked: Mapping[str, Attribute], given: Mapping[str, Any]) -> Iterator[Fault]:
    return ({"field": f"attributes.{code}", "reason": "unknown"} for code in given if code not in asked)


def _wrong(asked: Mapping[str, Attribute], given: Mapping[str, Any]) -> Iterator[Fault]:
    for code, attribute in asked.items():
        if reason := _reason(attribute, given.get(code)):
            yield {"field": f"attributes.{code}", "reason": reason}


def _reason(attribute: Attribute, value: Any) -> str:
    if value is None or value == "":
        return "missing" if attribute.required else ""
    if attribute.kind == "number":
        return "" if _is_number(value) else "wrong-type"
    if not isinstance(value, str):
        return "wrong-type"
    if attribute.kind == "choice":
        return "" if value in {choice.code for choice in attribute.choices} else "not-allowed"
    return "too-long" if len(value) > MAX_TEXT else ""


def _is_number(value: Any) -> bool:
    """Return whether a value is a number, or one written with any digits."""
    if isinstance(value, str):
        return len(value) <= 20 and ascii_digits(value).replace(".", "", 1).isdecimal()
    return isinstance(value, (int, float)) and not isinstance(value, bool)
