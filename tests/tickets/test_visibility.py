"""Who may see which tickets."""

from typing import Any

import pytest

from chalicelib.organisations.staff import Role
from chalicelib.tickets.ticket import About, Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import READERS, SEE_ALL, concerns, may_see, seen
from chalicelib.tickets.words import Kind
from tests.tickets.examples import a_body, a_ticket, staff

UNREFERRED = a_ticket(1)
WITH_CLEANING = a_ticket(2, section="cleaning")
WITH_FOOD = a_ticket(3, section="food")
WITH_WATER = a_ticket(4, partner="water")
MEDIA = a_ticket(5, kind=Kind.MEDIA)
ELSEWHERE = a_ticket(6, body="tourism", section="cleaning", partner="water")
EVERY = (UNREFERRED, WITH_CLEANING, WITH_FOOD, WITH_WATER, MEDIA, ELSEWHERE)
POST: dict[str, Any] = {"sections": ("cleaning",), "directorate": "services", "partner": "water"}


def seen_by(*roles: Role, serves: tuple[str, ...] = ()) -> list[Ticket]:
    person = staff(*roles, serves=serves, **POST)
    return [ticket for ticket in EVERY if may_see(person, ticket, a_body)]


@pytest.mark.parametrize("role", sorted(SEE_ALL))
def test_lines_and_overseers_see_all_of_their_body(role: Role) -> None:
    assert seen_by(role) == list(EVERY[:-1])


@pytest.mark.parametrize("role", sorted(SEE_ALL))
def test_a_hosts_staff_see_the_body_that_they_serve(role: Role) -> None:
    assert seen_by(role, serves=("tourism",)) == list(EVERY)


@pytest.mark.parametrize(
    ("role", "tickets"),
    [
        (Role.SECTION_OFFICER, [WITH_CLEANING]),
        (Role.PARTNER, [WITH_WATER]),
        (Role.MANAGER, [UNREFERRED, WITH_CLEANING, MEDIA]),
        (Role.MEDIA_OFFICER, [MEDIA]),
        (Role.ADMIN, []),
        (Role.KNOWLEDGE_EDITOR, []),
        (Role.CAMPAIGN_MANAGER, []),
    ],
)
def test_the_others_see_their_own_house_only_even_where_they_serve_another(role: Role, tickets: list[Ticket]) -> None:
    assert seen_by(role) == tickets
    assert seen_by(role, serves=("tourism",)) == tickets


def test_who_has_several_roles_sees_what_any_of_them_shows() -> None:
    assert seen_by(Role.SECTION_OFFICER, Role.MEDIA_OFFICER) == [WITH_CLEANING, MEDIA]


def test_a_partner_without_a_code_does_not_see_tickets_without_one() -> None:
    assert not may_see(staff(Role.PARTNER, partner=""), UNREFERRED, a_body)
    assert not may_see(staff(Role.MANAGER, directorate=""), WITH_CLEANING, a_body)


@pytest.mark.parametrize("named", ["staff-1", "amal"])
def test_a_complaint_about_an_employee_is_hidden_from_them(named: str) -> None:
    person = staff(Role.SUPERVISOR, username="amal")
    ticket = a_ticket(about=About(staff=named))
    assert concerns(ticket, person)
    with pytest.raises(TicketNotFound):
        seen(person, ticket, a_body)
    assert seen(staff(Role.SUPERVISOR, id="staff-2"), ticket, a_body) == ticket


def test_the_roles_that_read_are_those_that_see_something() -> None:
    assert {role for role in Role if seen_by(role)} == READERS
