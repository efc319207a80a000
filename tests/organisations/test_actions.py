"""Who is who, what a body may set of itself, and that no admin touches another body."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.organisations import actions, staffing
from chalicelib.organisations.actions import Context
from chalicelib.organisations.body import Body, Rules
from chalicelib.organisations.calendar import Calendar
from chalicelib.organisations.category import Attribute, Category, Choice, Subcategory
from chalicelib.organisations.parts import Directorate, Partner, Section
from chalicelib.organisations.region import Region
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import Invalid, NotFound, PreconditionMissing, Stale, Unauthenticated
from tests.conftest import NOW
from tests.organisations.fakes import ADMIN, AGENT, OTHER_ADMIN, Starts, context, person, words

CLAIMS = {"sub": AGENT.id, "token_use": "id"}


@pytest.fixture
def desk() -> Context:
    return context()


def fields(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault["field"]: fault["reason"] for fault in refused.value.facts["fields"]}


def test_a_token_names_a_member_of_staff_by_sub_alone(desk: Context) -> None:
    claims = {**CLAIMS, "custom:body": "stranger", "custom:roles": "admin", "cognito:groups": "admin"}
    staff = actions.identified(desk, claims)
    assert (staff.body, set(staff.roles), set(staff.bodies)) == ("host", {Role.AGENT}, {"host", "guest"})


@pytest.mark.parametrize(
    "claims",
    [{}, {"sub": AGENT.id}, {"sub": AGENT.id, "token_use": "access"}, {"token_use": "id"},
     {"sub": "", "token_use": "id"}, {"sub": "sub-nobody", "token_use": "id"}],
)  # fmt: skip
def test_no_other_token_names_anybody(desk: Context, claims: dict[str, str]) -> None:
    with pytest.raises(Unauthenticated):
        actions.identified(desk, claims)


def test_a_removed_role_ends_within_a_minute() -> None:
    now = [NOW]
    desk = context(clock=lambda: now[0])
    assert actions.identified(desk, CLAIMS).has(Role.AGENT)
    elsewhere = Context(register=desk.register, identities=desk.identities, clock=desk.clock)
    staffing.staff_put(elsewhere, ADMIN, "agent", {"roles": frozenset({Role.TRAINEE})}, 1)
    now[0] = NOW + timedelta(seconds=60)
    assert actions.identified(desk, CLAIMS).roles == {Role.TRAINEE}


def test_somebody_who_left_is_out_within_a_minute() -> None:
    now: list[datetime] = [NOW]
    desk = context(clock=lambda: now[0])
    actions.identified(desk, CLAIMS)
    elsewhere = Context(register=desk.register, identities=desk.identities, clock=desk.clock)
    staffing.staff_put(elsewhere, ADMIN, "agent", {"active": False}, 1)
    now[0] = NOW + timedelta(seconds=60)
    with pytest.raises(Unauthenticated):
        actions.identified(desk, CLAIMS)


def test_staff_of_the_host_see_what_they_serve_and_a_guests_staff_see_only_theirs(desk: Context) -> None:
    assert actions.parts_page(desk, AGENT, "guest", "directorates", "", 10)[0].thing.code == "visitors"
    for body in ("host", "stranger"):
        with pytest.raises(NotFound):
            actions.parts_page(desk, OTHER_ADMIN, body, "directorates", "", 10)
    with pytest.raises(NotFound):
        actions.part(desk, AGENT, "stranger", "directorates", "roads")


def test_no_body_named_is_the_own_one(desk: Context) -> None:
    assert actions.part(desk, ADMIN, "", "sections", "care").thing.code == "care"
    with pytest.raises(NotFound):
        actions.part(desk, ADMIN, "", "sections", "nothing")


def test_an_admin_touches_no_other_body(desk: Context) -> None:
    put = actions.part_put(desk, OTHER_ADMIN, "directorates", Directorate(code="roads", name=words("لهم")), None)
    assert put.made
    assert actions.part(desk, ADMIN, "host", "directorates", "roads").thing.name == words("الطرق")
    with pytest.raises(NotFound):
        staffing.colleague(desk, OTHER_ADMIN, "agent")
    assert [s.username for s in staffing.colleagues(desk, OTHER_ADMIN, "", 10)] == ["other.admin"]


def test_an_admin_who_serves_another_body_still_sets_only_the_own(desk: Context) -> None:
    serving = person("chief", Role.ADMIN, serves=("guest",))
    actions.part_put(desk, serving, "directorates", Directorate(code="new", name=words("جديدة")), None)
    guest = desk.register.body("guest")
    assert guest is not None
    assert [d.code for d in guest.directorates] == ["visitors"]


def test_a_new_part_raises_the_bodys_version_and_is_seen_at_once(desk: Context) -> None:
    before = desk.recent.body("host").version
    put = actions.part_put(desk, ADMIN, "directorates", Directorate(code="parks", name=words("الحدائق")), None)
    assert (put.made, put.version) == (True, 1)
    assert desk.recent.body("host").version == before + 1


def test_the_same_part_again_changes_nothing(desk: Context) -> None:
    same = Directorate(code="roads", name=words("الطرق"))
    put = actions.part_put(desk, ADMIN, "directorates", same, None)
    assert (put.made, put.version) == (False, 1)


def test_a_change_of_a_part_names_the_version(desk: Context) -> None:
    changed = Directorate(code="roads", name=words("الطرق والجسور"))
    with pytest.raises(PreconditionMissing):
        actions.part_put(desk, ADMIN, "directorates", changed, None)
    with pytest.raises(Stale) as stale:
        actions.part_put(desk, ADMIN, "directorates", changed, 9)
    assert stale.value.facts == {"version": 1}
    assert actions.part_put(desk, ADMIN, "directorates", changed, 1).version == 2


def test_a_version_of_what_is_not_there_is_not_found(desk: Context) -> None:
    with pytest.raises(NotFound):
        actions.part_put(desk, ADMIN, "directorates", Directorate(code="moon", name=words("القمر")), 1)


def test_an_admin_of_a_body_that_is_gone_finds_nothing(desk: Context) -> None:
    with pytest.raises(NotFound):
        actions.part_put(
            desk, person("x", Role.ADMIN, body="gone"), "directorates", Directorate(code="d", name=words("س")), None
        )


CHOICES = (Choice(code="a", name=words("أ")), Choice(code="a", name=words("ب")))


@pytest.mark.parametrize(
    ("parts", "part", "faults"),
    [
        ("sections", Section(code="s", name=words("س"), directorate="moon"), {"directorate": "not-found"}),
        ("sections", Section(code="s", name=words("س"), directorate="roads", duty="12"), {"duty": "wrong-format"}),
        ("partners", Partner(code="p", name=words("ش"), email="nobody"), {"email": "wrong-format"}),
        ("categories", Category(code="c", name=words("ف"), sections={"moon": "care", "": "nothing", "sahil": "care"}),
         {"sections.moon": "not-found", "sections.": "not-found"}),
        ("categories", Category(code="c", name=words("ف"), subcategories=(
            Subcategory(code="s", name=words("ف")), Subcategory(code="s", name=words("ف"), sections={"": "moon"}),
        )), {"subcategories.1.code": "repeated", "subcategories.1.sections.": "not-found"}),
        ("categories", Category(code="c", name=words("ف"), attributes=(
            Attribute(code="a", name=words("أ"), kind="choice"),
            Attribute(code="a", name=words("أ"), choices=CHOICES),
        )), {"attributes.1.code": "repeated", "attributes.0.choices": "missing", "attributes.1.choices": "wrong-value",
             "attributes.1.choices.1.code": "repeated"}),
        ("regions", Region(code="r", name=words("م"), parent="moon"), {"parent": "not-found"}),
        ("regions", Region(code="r", name=words("م"), parent="marsa"), {"parent": "not-found"}),
        ("regions", Region(code="r", name=words("م"), parent="r"), {"parent": "not-found"}),
        ("regions", Region(code="sahil", name=words("م"), parent="marsa"), {
            "parent": "has-subregions",
        }),
    ],
)  # fmt: skip
def test_a_part_that_does_not_fit_its_body_is_refused_naming_every_field(
    desk: Context, parts: str, part: Any, faults: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.part_put(desk, ADMIN, parts, part, None)
    assert fields(refused) == faults


def test_numbers_and_addresses_of_parts_are_kept_in_normal_form(desk: Context) -> None:
    section = Section(code="s", name=words("س"), directorate="roads", duty="٩٩٠٠٠٠٢١")
    assert actions.part_put(desk, ADMIN, "sections", section, None).thing.duty == "+96899000021"
    partner = Partner(code="p", name=words("ش"), mobile="99000011", phone="24000000", email="A@P.Example")
    kept = actions.part_put(desk, ADMIN, "partners", partner, None).thing
    assert (kept.mobile, kept.phone, kept.email) == ("+96899000011", "+96824000000", "a@p.example")


def body_of(desk: Context, code: str = "host") -> Body:
    body = desk.register.body(code)
    assert body is not None
    return body


def test_settings_are_changed_and_parts_stay(desk: Context) -> None:
    before = body_of(desk)
    after = actions.settings_changed(desk, ADMIN, {"name": words("اسم جديد"), "zone": "Asia/Riyadh"}, before.version)
    assert after == body_of(desk)
    assert after == msgspec.structs.replace(
        before, name=words("اسم جديد"), zone="Asia/Riyadh", version=before.version + 1
    )


def test_settings_that_are_the_same_change_nothing(desk: Context) -> None:
    before = body_of(desk)
    assert actions.settings_changed(desk, ADMIN, {"zone": before.zone}, None) == before


def test_a_change_of_settings_names_the_version(desk: Context) -> None:
    with pytest.raises(PreconditionMissing):
        actions.rules_changed(desk, ADMIN, Rules(appeal_days=10), None)
    with pytest.raises(Stale):
        actions.rules_changed(desk, ADMIN, Rules(appeal_days=10), 1)
    assert actions.rules_changed(desk, ADMIN, Rules(appeal_days=10), body_of(desk).version).rules.appeal_days == 10


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"zone": "Moon/Sea"}, {"zone": "not-found"}),
        ({"zone": "../../etc/passwd"}, {"zone": "not-found"}),
        ({"served_by": ("guest",)}, {"served_by.0": "not-found"}),
        ({"served_by": ("host",)}, {"served_by.0": "not-found"}),
    ],
)
def test_settings_that_do_not_fit_are_refused(desk: Context, changes: dict[str, Any], faults: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        actions.settings_changed(desk, ADMIN, changes, body_of(desk).version)
    assert fields(refused) == faults


CALENDAR = Calendar(code="evenings", name=words("المساء"))


@pytest.fixture
def starts() -> Starts:
    return Starts()


@pytest.fixture
def calendars(starts: Starts) -> Context:
    """Return a desk of a body that has a calendar."""
    desk = context(recalculate=starts)
    actions.part_put(desk, ADMIN, "calendars", CALENDAR, None)
    starts.all.clear()
    return desk


def test_a_calendar_that_is_put_has_clocks_reckoned_anew_at_each_repeat(calendars: Context, starts: Starts) -> None:
    changed = msgspec.structs.replace(CALENDAR, name=words("الليل"))
    for _ in range(2):
        actions.part_put(calendars, ADMIN, "calendars", changed, 1)
    assert starts.all == [("host", "calendar", "evenings", body_of(calendars).version)] * 2


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        ("sections", Section(code="care", name=words("الرعاية"), directorate="roads")),
        ("partners", Partner(code="barq", name=words("برق"))),
    ],
)
def test_another_calendar_of_a_section_or_partner_moves_clocks_and_another_name_does_not(
    calendars: Context, starts: Starts, parts: str, part: Section | Partner
) -> None:
    actions.part_put(calendars, ADMIN, parts, msgspec.structs.replace(part, name=words("اسم")), 1)
    assert starts.all == []
    changed = msgspec.structs.replace(part, calendar="evenings")
    for _ in range(2):
        actions.part_put(calendars, ADMIN, parts, changed, 2)
    assert starts.all == [("host", "calendar", "evenings", body_of(calendars).version)] * 2
    actions.part_put(calendars, ADMIN, parts, changed, 3)
    assert len(starts.all) == 2
    actions.part_put(calendars, ADMIN, parts, part, 3)
    assert starts.all[2:] == [("host", "calendar", "round_the_clock", body_of(calendars).version)]


@pytest.mark.parametrize(
    ("changes", "code"), [({"calendar": "evenings"}, "evenings"), ({"zone": "Asia/Dubai"}, "round_the_clock")]
)
def test_another_calendar_or_zone_of_the_body_moves_clocks_at_each_repeat(
    calendars: Context, starts: Starts, changes: dict[str, Any], code: str
) -> None:
    before = body_of(calendars).version
    for _ in range(2):
        actions.settings_changed(calendars, ADMIN, changes, before)
    assert starts.all == [("host", "calendar", code, before + 1)] * 2
    actions.settings_changed(calendars, ADMIN, {"name": words("اسم")}, before + 1)
    assert len(starts.all) == 2


def test_only_a_calendar_that_the_body_has_is_named(calendars: Context) -> None:
    for code in ("", "round_the_clock", "evenings"):
        section = Section(code=f"s{code}", name=words("ق"), directorate="roads", calendar=code)
        assert actions.part_put(calendars, ADMIN, "sections", section, None).made
    for put in (
        lambda: actions.settings_changed(calendars, ADMIN, {"calendar": "moon"}, body_of(calendars).version),
        lambda: actions.part_put(calendars, ADMIN, "partners",
                                 Partner(code="p", name=words("ش"), calendar="moon"), None),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            put()
        assert fields(refused) == {"calendar": "not-found"}


def test_a_body_is_founded_and_founded_again_without_a_change(desk: Context) -> None:
    new = Body(code="new", name=words("جديدة"), served_by=("host",))
    assert actions.found(desk, new).version == 1
    assert actions.found(desk, new).version == 1
    assert actions.found(desk, msgspec.structs.replace(new, zone="Asia/Dubai")).version == 2


def test_a_body_that_nobody_serves_any_more_shuts_the_host_out(desk: Context) -> None:
    guest = body_of(desk, "guest")
    assert desk.recent.staff(AGENT.id) == msgspec.structs.replace(AGENT, version=1)
    actions.settings_changed(desk, OTHER_ADMIN, {"served_by": ()}, guest.version)
    staff = desk.recent.staff(AGENT.id)
    assert isinstance(staff, Staff)
    assert staff.bodies == {"host"}


def test_somebody_works_in_a_section_of_the_home_body_only() -> None:
    officer = person("officer", Role.SECTION_OFFICER, sections=("care",), serves=("guest",))
    assert officer.works_in("host", "care")
    assert not officer.works_in("host", "roads-coast")
    assert not officer.works_in("guest", "care")
