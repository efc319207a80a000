"""The demo's switchboards: they fit their bodies, are whole, and are put once."""

import pytest

from chalicelib.contacts.switchboards import Context
from chalicelib.organisations.actions import Context as Organisations
from local.demo import files, seed
from tests.conftest import NOW
from tests.contacts.boards import FakeSwitchboards
from tests.organisations.fakes import FakeIdentities, FakeRegister


@pytest.fixture(scope="module")
def boards() -> Context:
    desk = Organisations(register=FakeRegister(), identities=FakeIdentities(), clock=lambda: NOW)
    seed.seed_bodies(desk)
    context = Context(switchboards=FakeSwitchboards(), body=desk.recent.body, team=desk.recent.team, clock=lambda: NOW)
    seed.seed_switchboards(context)
    return context


@pytest.mark.parametrize("code", files.BODIES)
def test_a_switchboard_fits_its_body_and_a_second_seed_changes_nothing(code: str, boards: Context) -> None:
    kept = boards.switchboards.get(code)
    assert kept is not None
    seed.seed_switchboards(boards)
    assert boards.switchboards.get(code) == kept


def test_the_statistics_centre_has_every_queue_of_its_tree() -> None:
    queues = files.read_switchboard("muashir-statistics").queues
    assert {queue.label for queue in queues} == {
        "Stat_Finance", "Stat_Others", "Opinion", "Geoinformation", "General", "IT_HW", "IT_SW", "Media", "Operator",
    }  # fmt: skip
    assert all(queue.staff for queue in queues)


def test_no_two_bodies_share_a_number() -> None:
    numbers = [number for code in files.BODIES for number in files.read_switchboard(code).numbers]
    assert len(set(numbers)) == len(numbers)
