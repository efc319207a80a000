"""How to deal with each kind of client (R081)."""

from typing import get_args

import pytest

from chalicelib.organisations.bilingual import said
from chalicelib.people.guidance import ANYBODY, VIP, guidance
from chalicelib.people.person import Person
from chalicelib.people.requester import Type


def a_person(type: str, *, vip: bool = False) -> Person:
    return Person(id="P1", body="sawari", type=type, vip=vip, created_at="", updated_at="")


@pytest.mark.parametrize("type", get_args(Type))
def test_every_kind_of_client_has_a_card_in_both_languages(type: str) -> None:
    card = guidance(a_person(type))
    assert card.ar
    assert card.en
    assert len(card.ar) <= 120


def test_a_distinguished_client_has_a_card_whatever_the_kind() -> None:
    assert guidance(a_person("company", vip=True)) == said("staff", f"guidance-{VIP}")
    assert guidance(a_person("a kind of old")) == guidance(a_person(ANYBODY)) == said("staff", f"guidance-{ANYBODY}")
