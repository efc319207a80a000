"""A requester's own profile: remembered, shown, taken away, erased; never an earlier holder's."""

import msgspec
import pytest

from chalicelib.people.actions import erase_person, export_person, own_profile, remember
from chalicelib.people.codes import Target
from chalicelib.people.person import Identifier, Person
from chalicelib.people.profiles import hand_on
from chalicelib.people.requester import Requester
from chalicelib.people.session import Session, new_session
from chalicelib.shared.clock import iso
from chalicelib.shared.ids import ulid
from tests.conftest import NOW
from tests.people.fakes import AGENT, SECRET, World

MOBILE = "+96892120001"
SALIM = Requester(first_name="سالم", family_name="البوسعيدي", mobile=MOBILE, email="s@mail.example")


def _session(world: World, kind: str = "mobile", value: str = MOBILE) -> Session:
    target = Target(kind, value)
    held = world.people.held_since(target.name(SECRET))
    return new_session(SECRET, target, now=world.clock(), held_since=held)


def test_who_proved_a_mobile_is_remembered_by_it_and_nothing_unproved(world: World) -> None:
    person = remember(world.context(), _session(world), "baldat", SALIM, language="en")
    assert [(each.value, each.verified_at) for each in person.identifiers] == [(MOBILE, iso(NOW))]
    assert (person.shown_name, person.language, person.version) == ("سالم البوسعيدي", "en", 1)


def test_who_comes_again_keeps_one_profile(world: World) -> None:
    first = remember(world.context(), _session(world), "baldat", SALIM)
    world.clock.advance(days=30)
    again = remember(world.context(), _session(world), "baldat", msgspec.structs.replace(SALIM, workplace="مدرسة"))
    assert (again.id, again.version, again.workplace) == (first.id, 2, "مدرسة")
    assert again.identifiers[0].verified_at == iso(world.clock())


def test_each_body_keeps_its_own_profile(world: World) -> None:
    remember(world.context(), _session(world), "baldat", SALIM)
    assert own_profile(world.context(), _session(world), "siyaha") is None


def test_after_a_number_changed_hands_the_new_holder_sees_and_changes_nothing_of_the_old(world: World) -> None:
    old = remember(world.context(), _session(world), "baldat", SALIM)
    elsewhere = remember(world.context(), _session(world), "siyaha", SALIM)
    world.clock.advance(days=1)
    hand_on(world.context(), AGENT, old.id, mobile=MOBILE, email="", version=old.version)
    session = _session(world)
    assert session.since == iso(world.clock())
    assert own_profile(world.context(), session, "baldat") is None
    assert own_profile(world.context(), session, "siyaha") is None
    new = remember(world.context(), session, "siyaha", Requester(name="خالد", mobile=MOBILE))
    assert new.id != elsewhere.id
    kept = world.people.get("siyaha", elsewhere.id)
    assert kept
    assert (kept.shown_name, kept.identifiers) == ("سالم البوسعيدي", ())
    assert own_profile(world.context(), session, "siyaha") == new


def test_a_profile_that_was_not_confirmed_for_two_years_is_not_shown(world: World) -> None:
    remember(world.context(), _session(world), "baldat", SALIM)
    world.clock.advance(days=732)
    assert own_profile(world.context(), _session(world), "baldat") is None


def test_own_data_can_be_taken_away_and_erased(world: World) -> None:
    person = remember(world.context(), _session(world), "baldat", SALIM)
    assert export_person(world.context(), _session(world), "baldat") == person
    assert erase_person(world.context(), _session(world), "baldat")
    assert export_person(world.context(), _session(world), "baldat") is None
    assert not erase_person(world.context(), _session(world), "baldat")


def test_an_address_that_only_staff_recorded_shows_the_profile_to_who_proves_it(world: World) -> None:
    at = iso(NOW)
    identifier = Identifier(kind="email", value="s@mail.example", added_at=at)
    person = Person(id=ulid(1, 1), body="baldat", created_at=at, updated_at=at, name="سالم", identifiers=(identifier,))
    kept = world.people.keep(person, None)
    session = _session(world, "email", "s@mail.example")
    assert own_profile(world.context(), session, "baldat") == kept


@pytest.mark.parametrize("kind", ["mobile", "email"])
def test_a_session_without_a_profile_is_remembered_by_what_it_proved(world: World, kind: str) -> None:
    value = MOBILE if kind == "mobile" else "s@mail.example"
    person = remember(world.context(), _session(world, kind, value), "baldat", SALIM)
    assert [(each.kind, each.value) for each in person.identifiers] == [(kind, value)]
