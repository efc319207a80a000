"""Who hears that a promise is near or broken: the right level, whoever is there, never whom the ticket is about."""

import msgspec
import pytest

from chalicelib.organisations.staff import Absence, Role, Staff
from chalicelib.tickets.recipients import Level, Team
from chalicelib.tickets.ticket import About, Ticket
from tests.conftest import NOW
from tests.tickets.scenes import (
    AGENT,
    DISTRIBUTOR,
    LIGHTING,
    MANAGER,
    OFFICER,
    OFFICER2,
    PARTNER,
    SUPERVISOR,
    a_ticket,
    staff,
)
from tests.tickets.working import working

EXECUTIVE = staff("executive", Role.EXECUTIVE)
OTHER_MANAGER = staff("manager2", Role.MANAGER, directorate="elsewhere")
ALL = (AGENT, DISTRIBUTOR, OFFICER, OFFICER2, LIGHTING, PARTNER, SUPERVISOR, MANAGER, OTHER_MANAGER, EXECUTIVE)
REFERRED = a_ticket(status="referred", section="roads", assignee="officer")


def away(who: Staff, stand_in: str = "") -> Staff:
    return msgspec.structs.replace(who, absences=(Absence(first="2026-02-28", last="2026-03-02", stand_in=stand_in),))


def told(ticket: Ticket, level: Level, *team: Staff) -> tuple[str, ...]:
    return Team(body=working(), staff=team, now=NOW).told(ticket, level)


@pytest.mark.parametrize(
    ("level", "ids"),
    [(Level.HANDLER, ("officer",)), (Level.SUPERVISOR, ("supervisor",)), (Level.MANAGER, ("manager",))],
)
def test_each_level_is_somebody(level: Level, ids: tuple[str, ...]) -> None:
    assert told(REFERRED, level, *ALL) == ids


def test_the_manager_of_another_directorate_hears_nothing() -> None:
    assert told(REFERRED, Level.MANAGER, *ALL) == ("manager",)
    assert "manager2" not in told(REFERRED.with_(section="lighting"), Level.MANAGER, *ALL)


def test_before_a_section_has_it_every_manager_hears() -> None:
    assert told(a_ticket(), Level.MANAGER, *ALL) == ("manager", "manager2")


def test_what_nobody_has_is_told_to_the_supervisor() -> None:
    unassigned = REFERRED.with_(assignee="")
    assert told(unassigned, Level.HANDLER, *ALL) == ("supervisor",)
    assert told(REFERRED.with_(assignee="nobody-here"), Level.HANDLER, *ALL) == ("supervisor",)


def test_who_stands_in_hears_in_place_of_who_is_away() -> None:
    team = (away(OFFICER, "officer2"), OFFICER2, SUPERVISOR)
    assert told(REFERRED, Level.HANDLER, *team) == ("officer2",)
    deputy = staff("deputy", Role.SUPERVISOR)
    assert told(REFERRED, Level.SUPERVISOR, away(SUPERVISOR, "deputy"), deputy) == ("deputy",)


def test_a_stand_in_who_is_away_is_stood_in_for() -> None:
    team = (away(OFFICER, "officer2"), away(OFFICER2, "agent"), AGENT, SUPERVISOR)
    assert told(REFERRED, Level.HANDLER, *team) == ("agent",)


def test_a_handler_who_is_away_with_nobody_in_their_place_leaves_it_to_the_supervisor() -> None:
    assert told(REFERRED, Level.HANDLER, away(OFFICER), SUPERVISOR) == ("supervisor",)


def test_an_absence_that_is_over_or_to_come_changes_nothing() -> None:
    later = msgspec.structs.replace(OFFICER, absences=(Absence(first="2026-03-02", last="2026-03-09"),))
    assert told(REFERRED, Level.HANDLER, later, SUPERVISOR) == ("officer",)


def test_a_level_of_whom_everybody_is_away_hears_all_the_same_rather_than_nobody() -> None:
    assert told(REFERRED, Level.SUPERVISOR, away(SUPERVISOR)) == ("supervisor",)


@pytest.mark.parametrize(
    ("level", "team", "ids"),
    [
        (Level.HANDLER, (MANAGER, EXECUTIVE), ("manager",)),
        (Level.SUPERVISOR, (MANAGER, EXECUTIVE), ("manager",)),
        (Level.SUPERVISOR, (EXECUTIVE,), ("executive",)),
        (Level.MANAGER, (OTHER_MANAGER, SUPERVISOR, EXECUTIVE), ("supervisor",)),
        (Level.MANAGER, (EXECUTIVE,), ("executive",)),
    ],
)
def test_a_level_that_has_nobody_is_the_next_ones(level: Level, team: tuple[Staff, ...], ids: tuple[str, ...]) -> None:
    assert told(REFERRED, level, *team) == ids


def test_who_has_left_hears_nothing() -> None:
    left = msgspec.structs.replace(SUPERVISOR, active=False)
    assert told(REFERRED, Level.SUPERVISOR, left, MANAGER) == ("manager",)
    gone = msgspec.structs.replace(OFFICER, active=False)
    assert told(REFERRED, Level.HANDLER, gone, SUPERVISOR) == ("supervisor",)


@pytest.mark.parametrize(("about", "level"), [("officer", Level.HANDLER), ("supervisor", Level.SUPERVISOR)])
def test_whom_a_complaint_is_about_never_hears_of_it(about: str, level: Level) -> None:
    ticket = REFERRED.with_(about=About(staff=about))
    for one in Level:
        assert about not in told(ticket, one, *ALL)
    assert told(ticket, level, *ALL)


def test_whom_a_complaint_is_about_does_not_hear_as_a_stand_in_either() -> None:
    ticket = REFERRED.with_(about=About(staff="officer2"))
    assert told(ticket, Level.HANDLER, away(OFFICER, "officer2"), OFFICER2, SUPERVISOR) == ("supervisor",)


def test_whom_a_complaint_is_about_does_not_hear_as_the_only_one_left() -> None:
    assert told(REFERRED.with_(about=About(staff="supervisor")), Level.SUPERVISOR, SUPERVISOR) == ()


@pytest.mark.parametrize("level", Level)
def test_a_partner_hears_of_no_escalation(level: Level) -> None:
    with_partner = a_ticket(status="referred", partner="water", partner_mode="third_party")
    assert "partner" not in told(with_partner, level, *ALL)
    assert told(with_partner, level, *ALL)


def test_the_staff_of_another_body_hear_nothing() -> None:
    stranger = msgspec.structs.replace(SUPERVISOR, body="elsewhere")
    assert told(REFERRED, Level.SUPERVISOR, stranger, MANAGER) == ("manager",)
    serving = msgspec.structs.replace(SUPERVISOR, body="elsewhere", serves=("muzn",))
    assert told(REFERRED, Level.SUPERVISOR, serving, MANAGER) == ("supervisor",)


def test_everybody_of_a_level_hears_once() -> None:
    second = staff("supervisor2", Role.SUPERVISOR)
    team = (SUPERVISOR, away(second, "supervisor"))
    assert told(REFERRED, Level.SUPERVISOR, *team) == ("supervisor",)
    assert told(REFERRED, Level.SUPERVISOR, SUPERVISOR, second) == ("supervisor", "supervisor2")
