"""Taking staff on, changing what they may do, letting them out; one by one and from a file."""

from typing import Any

import msgspec
import pytest

from chalicelib.organisations import staffing
from chalicelib.organisations.actions import Context
from chalicelib.organisations.register import UsernameTaken
from chalicelib.organisations.staff import Absence, Role
from chalicelib.organisations.staffing import Imported
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, PreconditionMissing, RoleNotAllowed, Stale
from tests.organisations.fakes import ADMIN, OTHER_ADMIN, FakeIdentities, context, person

NEW: dict[str, Any] = {"name": "هدى الشراعية", "email": "huda@host.example", "roles": frozenset({Role.DISTRIBUTOR})}


@pytest.fixture
def desk() -> Context:
    return context()


def accounts(desk: Context) -> FakeIdentities:
    assert isinstance(desk.identities, FakeIdentities)
    return desk.identities


def fields(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault["field"]: fault["reason"] for fault in refused.value.facts["fields"]}


def test_a_new_colleague_gets_an_account_and_is_known_by_its_sub(desk: Context) -> None:
    put = staffing.staff_put(desk, ADMIN, "huda", {**NEW, "mobile": "99000031"}, None)
    assert (put.made, put.version) == (True, 1)
    kept = desk.register.staff(accounts(desk).subs["huda"])
    assert kept is not None
    assert (kept.body, set(kept.roles), kept.mobile) == ("host", {Role.DISTRIBUTOR}, "+96899000031")


def test_an_account_that_was_made_and_never_recorded_is_taken_up(desk: Context) -> None:
    sub = accounts(desk).create("huda", name="", email="", language="ar")
    assert staffing.staff_put(desk, ADMIN, "huda", NEW, None).thing.id == sub


def test_an_account_of_another_body_is_not_taken_over(desk: Context) -> None:
    with pytest.raises(UsernameTaken):
        staffing.staff_put(desk, OTHER_ADMIN, "agent", NEW, None)
    kept = desk.register.staff("sub-agent")
    assert kept is not None
    assert (kept.body, set(kept.roles)) == ("host", {Role.AGENT})


def test_a_change_names_the_version_and_reaches_the_account(desk: Context) -> None:
    with pytest.raises(PreconditionMissing):
        staffing.staff_put(desk, ADMIN, "agent", NEW, None)
    with pytest.raises(Stale):
        staffing.staff_put(desk, ADMIN, "agent", NEW, 5)
    with pytest.raises(NotFound):
        staffing.staff_put(desk, ADMIN, "nobody", NEW, 1)
    assert staffing.staff_put(desk, ADMIN, "agent", NEW, 1).version == 2
    assert accounts(desk).people["agent"] == {"name": NEW["name"], "email": NEW["email"], "language": "ar"}


def test_the_same_again_changes_nothing_but_mends_the_account(desk: Context) -> None:
    staffing.staff_put(desk, ADMIN, "agent", {"active": False}, 1)
    accounts(desk).open("agent")
    put = staffing.staff_put(desk, ADMIN, "agent", {"active": False}, None)
    assert (put.made, put.version) == (False, 2)
    assert "agent" in accounts(desk).closed


def test_who_leaves_cannot_sign_in_and_who_comes_back_can(desk: Context) -> None:
    staffing.staff_put(desk, ADMIN, "agent", {"active": False}, 1)
    assert "agent" in accounts(desk).closed
    staffing.staff_put(desk, ADMIN, "agent", {"active": True}, 2)
    assert "agent" not in accounts(desk).closed


def test_a_colleague_may_be_taken_on_for_later(desk: Context) -> None:
    staffing.staff_put(desk, ADMIN, "huda", {**NEW, "active": False}, None)
    assert "huda" in accounts(desk).closed


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"roles": frozenset({Role.AGENT})}, {"roles": "own-admin-role"}),
        ({"active": False}, {"active": "own-admin-role"}),
    ],
)
def test_an_admin_cannot_lock_the_own_door(desk: Context, changes: dict[str, Any], faults: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        staffing.staff_put(desk, ADMIN, "admin", changes, 1)
    assert fields(refused) == faults


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"roles": frozenset({Role.SECTION_OFFICER})}, {"sections": "missing"}),
        ({"roles": frozenset({Role.MANAGER})}, {"directorate": "missing"}),
        ({"roles": frozenset({Role.PARTNER})}, {"partner": "missing"}),
        ({"partner": "barq"}, {"partner": "not-allowed"}),
        ({"roles": frozenset({Role.PARTNER, Role.AGENT}), "partner": "barq"}, {"roles": "partner-only"}),
        ({"roles": frozenset({Role.PARTNER}), "partner": "barq", "serves": ("guest",)}, {"roles": "partner-only"}),
        (
            {"sections": ("care", "moon"), "directorate": "moon"},
            {"sections.1": "not-found", "directorate": "not-found"},
        ),
        ({"serves": ("stranger",)}, {"serves.0": "not-found"}),
        ({"serves": ("guest", "nowhere")}, {"serves.1": "not-found"}),
        ({"email": "nobody"}, {"email": "wrong-format"}),
    ],
)
def test_a_record_that_does_not_fit_is_refused_and_makes_no_account(
    desk: Context, given: dict[str, Any], faults: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        staffing.staff_put(desk, ADMIN, "huda", {**NEW, **given}, None)
    assert fields(refused) == faults
    assert "huda" not in accounts(desk).subs


def test_a_guests_admin_cannot_let_staff_into_the_host(desk: Context) -> None:
    with pytest.raises(Invalid) as refused:
        staffing.staff_put(desk, OTHER_ADMIN, "huda", {**NEW, "serves": ("host",)}, None)
    assert fields(refused) == {"serves.0": "not-found"}


FILE = (
    "username,name,email,roles,sections,serves\n"
    "huda,هدى الشراعية,huda@host.example,distributor,,guest\n"
    "agent,موظف agent,agent@host.example,trainee,,\n"
    "officer,علي النعامي,ali@host.example,section_officer,moon,\n"
    "other.admin,علي النعامي,ali@host.example,agent,,\n"
    "admin,مدير,admin@host.example,agent,,\n"
    "captain,ربان,c@host.example,captain,,\n"
).encode()


def test_a_file_takes_on_and_changes_staff_and_reports_every_faulty_line(desk: Context) -> None:
    outcome, again = staffing.staff_imported(desk, ADMIN, FILE, "k" * 16, "f1")
    assert not again
    assert (outcome.created, outcome.changed, outcome.unchanged) == (1, 1, 0)
    assert [(each.line, each.field, each.reason) for each in outcome.refused] == [
        (4, "sections.0", "not-found"), (5, "username", "username-taken"), (6, "roles", "own-admin-role"),
        (7, "roles", "not-allowed"),
    ]  # fmt: skip
    assert staffing.colleague(desk, ADMIN, "huda").serves == ("guest",)
    other = desk.register.colleague("guest", "other.admin")
    assert other is not None
    assert other.roles == {Role.ADMIN}


def test_what_a_file_has_no_column_for_stays(desk: Context) -> None:
    before = staffing.colleague(desk, ADMIN, "agent")
    file = f"username,name,email,roles\nagent,اسم جديد,{before.email},agent\n".encode()
    staffing.staff_imported(desk, ADMIN, file, "k" * 16, "f1")
    assert staffing.colleague(desk, ADMIN, "agent") == msgspec.structs.replace(before, name="اسم جديد", version=2)


def test_the_same_file_again_under_another_key_changes_nothing(desk: Context) -> None:
    staffing.staff_imported(desk, ADMIN, FILE, "k" * 16, "f1")
    outcome, again = staffing.staff_imported(desk, ADMIN, FILE, "l" * 16, "f1")
    assert (outcome.created, outcome.changed, outcome.unchanged, again) == (0, 0, 2, False)


def test_a_repeat_of_an_import_answers_the_first_result(desk: Context) -> None:
    first, _ = staffing.staff_imported(desk, ADMIN, FILE, "k" * 16, "f1")
    assert staffing.staff_imported(desk, ADMIN, FILE, "k" * 16, "f1") == (first, True)
    with pytest.raises(KeyReused):
        staffing.staff_imported(desk, ADMIN, b"username,name,email,roles\n", "k" * 16, "f2")


def test_an_empty_file_does_nothing(desk: Context) -> None:
    outcome, _ = staffing.staff_imported(desk, ADMIN, b"username,name,email,roles\n", "k" * 16, "f1")
    assert outcome == Imported()


LEAVE = Absence(first="2026-12-06", last="2026-12-10", stand_in="admin")
SUPERVISOR = person("supervisor", Role.SUPERVISOR)


def leave(stand_in: str, first: str = LEAVE.first, last: str = LEAVE.last) -> Absence:
    return Absence(first=first, last=last, stand_in=stand_in)


def test_shifts_skills_and_absences_are_kept(desk: Context) -> None:
    given = {
        "shifts": "round_the_clock",
        "skills": ("roads",),
        "speaks": ("ar",),
        "absences": (LEAVE, leave("", "2026-11-29", "2026-11-29")),
    }
    kept = staffing.staff_put(desk, ADMIN, "huda", {**NEW, **given}, None).thing
    assert (kept.shifts, kept.skills, kept.speaks) == ("round_the_clock", ("roads",), ("ar",))
    assert [away.first for away in kept.absences] == ["2026-11-29", "2026-12-06"]


def test_absences_that_an_admin_does_not_name_stay(desk: Context) -> None:
    staffing.staff_put(desk, ADMIN, "huda", {**NEW, "absences": (LEAVE,)}, None)
    assert staffing.staff_put(desk, ADMIN, "huda", {"name": "هدى"}, 1).thing.absences == (LEAVE,)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"shifts": "moon"}, {"shifts": "not-found"}),
        ({"skills": ("roads", "moon")}, {"skills.1": "not-found"}),
        ({"absences": (leave("", "2026-12-06", "2026-12-05"),)}, {"absences.0.last": "before-first"}),
        ({"absences": (LEAVE, leave("", "2026-12-10", "2026-12-12"))}, {"absences.1.first": "overlapping"}),
        ({"absences": (leave("nobody"),)}, {"absences.0.stand_in": "not-found"}),
        ({"absences": (leave("other.admin"),)}, {"absences.0.stand_in": "not-found"}),
        ({"absences": (leave("huda"),)}, {"absences.0.stand_in": "oneself"}),
        ({"absences": (leave("", "2026-11-01", "2026-11-02"), leave("agent", "2026-12-10", "2026-12-20"))},
         {"absences.1.stand_in": "away"}),
        ({"absences": (leave("agent", "2026-12-11", "2026-12-20"),)}, {}),
    ],
)  # fmt: skip
def test_every_fault_of_shifts_skills_and_absences_is_named(
    desk: Context, given: dict[str, Any], faults: dict[str, str]
) -> None:
    staffing.absences_put(desk, SUPERVISOR, "agent", (LEAVE,), 1)
    if not faults:
        assert staffing.staff_put(desk, ADMIN, "huda", {**NEW, **given}, None).made
        return
    with pytest.raises(Invalid) as refused:
        staffing.staff_put(desk, ADMIN, "huda", {**NEW, **given}, None)
    assert fields(refused) == faults


def test_two_do_not_stand_in_for_each_other_nor_more_in_a_ring(desk: Context) -> None:
    staffing.staff_put(desk, ADMIN, "huda", NEW, None)
    staffing.absences_put(desk, SUPERVISOR, "agent", (leave("huda"),), 1)
    staffing.absences_put(desk, SUPERVISOR, "huda", (leave("admin", "2026-12-08", "2026-12-08"),), 1)
    for stand_in in ("agent", "huda"):
        with pytest.raises(Invalid) as refused:
            staffing.absences_put(desk, SUPERVISOR, "admin", (leave(stand_in, "2026-12-08", "2026-12-08"),), 1)
        assert fields(refused) == {"absences.0.stand_in": "away"}


def test_a_stand_in_who_has_left_since_stops_no_other_change(desk: Context) -> None:
    staffing.staff_put(desk, ADMIN, "huda", NEW, None)
    staffing.absences_put(desk, SUPERVISOR, "agent", (leave("huda"),), 1)
    staffing.staff_put(desk, ADMIN, "huda", {"active": False}, 1)
    assert staffing.staff_put(desk, ADMIN, "agent", {"mobile": "99000031"}, 2).thing.absences == (leave("huda"),)
    more = (leave("huda"), leave("huda", "2026-12-20", "2026-12-21"))
    with pytest.raises(Invalid) as refused:
        staffing.absences_put(desk, SUPERVISOR, "agent", more, 3)
    assert fields(refused) == {"absences.1.stand_in": "not-found"}


def test_a_lead_notes_absences_and_changes_nothing_else(desk: Context) -> None:
    before = staffing.colleague(desk, ADMIN, "agent")
    people = dict(accounts(desk).people)
    put = staffing.absences_put(desk, SUPERVISOR, "agent", (LEAVE,), 1)
    assert put.thing == msgspec.structs.replace(before, absences=(LEAVE,), version=2)
    assert accounts(desk).people == people
    assert [away.stand_in for staff in desk.recent.team("guest") for away in staff.absences] == ["admin"]


def test_absences_are_a_versioned_change_and_the_same_again_changes_nothing(desk: Context) -> None:
    with pytest.raises(PreconditionMissing):
        staffing.absences_put(desk, SUPERVISOR, "agent", (LEAVE,), None)
    with pytest.raises(Stale):
        staffing.absences_put(desk, SUPERVISOR, "agent", (LEAVE,), 3)
    for _ in range(2):
        assert staffing.absences_put(desk, SUPERVISOR, "agent", (LEAVE,), 1).version == 2
    assert staffing.absences_put(desk, SUPERVISOR, "agent", (), 2).thing.absences == ()


def test_a_manager_notes_absences_of_the_own_directorate_alone(desk: Context) -> None:
    officer = {**NEW, "roles": frozenset({Role.SECTION_OFFICER}), "sections": ("care",)}
    staffing.staff_put(desk, ADMIN, "huda", officer, None)
    manager = person("manager", Role.MANAGER, directorate="roads")
    assert staffing.absences_put(desk, manager, "huda", (leave(""),), 1).version == 2
    for lead, username in ((manager, "agent"), (person("other", Role.MANAGER, directorate="parks"), "huda")):
        with pytest.raises(RoleNotAllowed) as refused:
            staffing.absences_put(desk, lead, username, (), 2)
        assert refused.value.facts == {"allowed_roles": ["admin", "supervisor"]}


def test_a_lead_of_another_body_notes_nothing(desk: Context) -> None:
    with pytest.raises(NotFound):
        staffing.absences_put(desk, person("theirs", Role.SUPERVISOR, body="guest"), "agent", (LEAVE,), 1)


def test_a_file_may_hold_shifts_skills_and_absences(desk: Context) -> None:
    file = (
        "username,name,email,roles,shifts,skills,absences\n"
        "huda,هدى,huda@host.example,distributor,round_the_clock,roads,2026-12-06/2026-12-10 admin\n"
        "salma,سلمى,salma@host.example,agent,moon,,2026-12-10/2026-12-06\n"
    ).encode()
    outcome, _ = staffing.staff_imported(desk, ADMIN, file, "k" * 16, "f1")
    assert [(each.line, each.field, each.reason) for each in outcome.refused] == [
        (3, "shifts", "not-found"), (3, "absences.0.last", "before-first"),
    ]  # fmt: skip
    assert staffing.colleague(desk, ADMIN, "huda").absences == (LEAVE,)
