"""The demo's tickets stand in every status, are told once, and obey the same rules as everybody's."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.organisations.actions import Context as Organisations
from chalicelib.shared.ids import new_id
from chalicelib.shared.secret import Secret
from chalicelib.tickets.actions import Context
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Kind, Status
from local.demo import files, seed, story
from tests.conftest import NOW
from tests.organisations.fakes import FakeIdentities, FakeRegister
from tests.tickets.fakes import FakeTickets


@pytest.fixture(scope="module")
def register() -> FakeRegister:
    register = FakeRegister()
    seed.seed_bodies(Organisations(register=register, identities=FakeIdentities(), clock=lambda: NOW))
    return register


@pytest.fixture(scope="module")
def context(register: FakeRegister) -> Context:
    organisations = Organisations(register=register, identities=FakeIdentities(), clock=lambda: NOW)
    return Context(
        tickets=FakeTickets(), body=organisations.recent.body, staff=organisations.recent.staff,
        secret=Secret(lambda: b"demo"), clock=lambda: NOW, new_id=new_id, new_seal=lambda: bytes(32),
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(context: Context, register: FakeRegister) -> list[Ticket]:
    return list(story.tell(context, register))


def test_tickets_stand_in_every_status(told: list[Ticket]) -> None:
    statuses = Counter(ticket.status for ticket in told)
    assert set(statuses) == set(Status)
    assert len(told) >= 20
    assert any(ticket.reopened for ticket in told)


def test_tickets_are_of_every_usual_kind_and_of_both_bodies(told: list[Ticket]) -> None:
    assert {ticket.kind for ticket in told} == set(Kind) - {Kind.INFORMATION_REQUEST}
    assert {ticket.body for ticket in told} == {"sawari", "manarah-tourism"}


def test_a_second_telling_some_days_later_adds_and_changes_nothing(
    context: Context, register: FakeRegister, told: list[Ticket]
) -> None:
    later = replace(context, clock=lambda: NOW + timedelta(days=400))
    assert list(story.tell(later, register)) == told


def test_nothing_happens_after_now(told: list[Ticket]) -> None:
    assert all(ticket.changed_at <= NOW.isoformat() for ticket in told)


def test_no_two_matters_have_one_key() -> None:
    keys = [matter["key"] for matter in files.read_tickets()]
    assert len(set(keys)) == len(keys)


def test_a_step_of_somebody_unknown_is_an_error(context: Context) -> None:
    with pytest.raises(LookupError, match="no staff of the demo"):
        list(story.tell(context, FakeRegister()))
