"""How to deal with each kind of client (R081, R082): a short card beside who calls, and on their profile."""

from typing import get_args

from chalicelib.organisations.bilingual import Words, said
from chalicelib.people.person import Person
from chalicelib.people.requester import Type

VIP, ANYBODY = "vip", "person"


def guidance(person: Person) -> Words:
    """Return how to deal with somebody: the card of distinguished clients before that of the kind."""
    kind = VIP if person.vip else person.type
    return said("staff", f"guidance-{kind if kind in (VIP, *get_args(Type)) else ANYBODY}")
