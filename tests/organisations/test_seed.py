"""The demo: it fits the rules, is invented, is made once, and only on a laptop."""

import json
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import phonenumbers
import pytest

from chalicelib.organisations.actions import Context
from chalicelib.organisations.body import Body
from chalicelib.organisations.category import Category
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.organisations.policy import in_force
from chalicelib.organisations.presence import present
from chalicelib.organisations.staff import Role
from chalicelib.tickets.words import Grade, Kind
from local.demo import files, seed
from tests.conftest import NOW
from tests.organisations.fakes import FakeIdentities, FakeRegister


@pytest.fixture(scope="module")
def desk() -> Context:
    desk = Context(register=FakeRegister(), identities=FakeIdentities(), clock=lambda: NOW)
    seed.seed_bodies(desk)
    return desk


def body(desk: Context, code: str) -> Body:
    found = desk.register.body(code)
    assert found is not None
    return found


def test_a_second_seed_changes_nothing(desk: Context) -> None:
    before = [body(desk, code) for code in files.BODIES]
    seed.seed_bodies(desk)
    assert [body(desk, code) for code in files.BODIES] == before


def test_the_municipality_is_as_large_as_a_real_one(desk: Context) -> None:
    host = body(desk, "sawari")
    assert host.host
    assert len(host.directorates) == 6
    assert len(host.sections) == 14
    assert len(host.categories) >= 10
    assert all(3 <= len(category.subcategories) <= 6 and category.attributes for category in host.categories)
    assert {partner.kind for partner in host.partners} == {"telecom", "utility", "authority"}


@pytest.mark.parametrize("code", files.BODIES)
def test_promises_hold_and_every_category_has_a_section(desk: Context, code: str) -> None:
    demo = body(desk, code)
    assert all(in_force(demo.policies, day) for day in (NOW.date(), date.max))
    assert all(demo.section_for(category.code, "") for category in demo.categories)


@pytest.mark.parametrize("code", files.BODIES)
def test_what_is_critical_is_promised_round_the_clock_and_no_later_than_what_is_not(desk: Context, code: str) -> None:
    demo = body(desk, code)
    for kind, category, grade in product(Kind, ("", *(each.code for each in demo.categories)), Grade):
        critical = demo.target(kind, category, "critical", "", grade)
        routine = demo.target(kind, category, "routine", "", grade)
        assert critical.calendar == ROUND_THE_CLOCK
        assert critical.first_reply <= routine.first_reply
        assert demo.target(kind, category, "routine", "", "distinguished").resolution <= routine.resolution


def test_policies_are_approved_by_somebody_who_may(desk: Context) -> None:
    for code in files.BODIES:
        demo = body(desk, code)
        for policy in demo.policies:
            approver = desk.register.colleague(code, policy.approved_by)
            assert approver is not None
            assert approver.has(Role(demo.rules.policy_approver))


def test_an_inquiry_is_promised_within_one_working_day(desk: Context) -> None:
    assert all(body(desk, code).target("inquiry").resolution == 420 for code in files.BODIES)


def test_who_is_away_has_somebody_to_stand_in(desk: Context) -> None:
    team = desk.recent.team("sawari")
    away = [staff for staff in team if staff.absences]
    assert away
    for staff in away:
        stand_in = present(staff, team, date.fromisoformat(staff.absences[0].first))
        assert stand_in is not None
        assert stand_in != staff


def test_the_municipality_serves_the_tourism_authority_alone(desk: Context) -> None:
    assert {head.code: head.served_by for head in desk.register.heads()} == {
        "sawari": (), "manarah-tourism": ("sawari",), "muashir-statistics": (),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lat", "lon", "place", "section"),
    [
        (23.588, 58.38, ("sahil", "bandar-al-lulu"), "roads-coast"),
        (23.2, 58.4, ("dakhil", "hisn-al-rumman"), "roads-inland"),
        (23.55, 58.1, ("sahil", "marsa-al-ghaf"), "roads-coast"),
    ],
)
def test_a_pin_finds_its_wilayat_and_with_it_the_section(
    desk: Context, lat: float, lon: float, place: tuple[str, str], section: str
) -> None:
    host = body(desk, "sawari")
    assert host.region_at(lat, lon) == place
    assert host.section_for("roads", place[1]) == section


def test_every_pin_in_a_wilayat_is_in_its_governorate(desk: Context) -> None:
    host = body(desk, "sawari")
    for wilayat in (region for region in host.regions if region.parent):
        (ring,) = wilayat.rings
        lon, lat = (sum(position[axis] for position in ring[:-1]) / (len(ring) - 1) for axis in (0, 1))
        assert host.region_at(lat, lon) == (wilayat.parent, wilayat.code)
        governorate = Body(code="x", name=host.name, regions=(host.region(wilayat.parent),))
        assert governorate.region_at(lat, lon) == (wilayat.parent, "")


def test_numbers_are_valid_mobiles_of_one_pattern_and_addresses_are_nobodys(desk: Context) -> None:
    host = body(desk, "sawari")
    numbers = [partner.mobile for partner in host.partners] + [
        section.duty for section in host.sections if section.duty
    ]
    assert all(number.startswith("+968990000") for number in numbers)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)
    assert all(partner.email.endswith(".example") for partner in host.partners)


def test_no_name_of_the_field_s_real_bodies_is_used() -> None:
    texts = [path.read_text(encoding="utf-8").casefold() for path in files.DATA.glob("*.yaml")]
    for real in ("muscat", "مسقط", "ncsi", "omantel", "عمانتل", "ooredoo", "أوريدو", "haya", "حيا", "1111", "gov.om"):
        assert not any(real.casefold() in text for text in texts), real


def test_there_are_two_accounts_for_the_three_lines_and_one_for_each_other_role(desk: Context) -> None:
    listed = [account for account in seed.accounts() if account["body"] == "sawari"]
    roles = Counter(Role(account["role"]) for account in listed)
    assert roles == Counter({role: 2 if role in ("agent", "distributor", "section_officer") else 1 for role in Role})


def test_both_officers_share_sections_so_that_an_appeal_finds_another_person(desk: Context) -> None:
    officers = [given for _, name, given in files.read_staff() if name.startswith("officer.")]
    shared = set(officers[0]["sections"]) & set(officers[1]["sections"])
    assert {"roads-coast", "cleaning-coast"} <= shared
    host = body(desk, "sawari")
    assert {*officers[0]["sections"], *officers[1]["sections"]} == {section.code for section in host.sections}


def test_the_tourism_authority_s_own_staff_see_only_theirs(desk: Context) -> None:
    lamia = desk.recent.staff("sub-tourism.lamia")
    salma = desk.recent.staff("sub-agent.salma")
    assert lamia is not None
    assert salma is not None
    assert lamia.bodies == {"manarah-tourism"}
    assert salma.bodies == {"sawari", "manarah-tourism"}


def test_some_categories_ask_for_a_choice_and_some_must_be_answered(desk: Context) -> None:
    asked = [a for c in body(desk, "sawari").categories if isinstance(c, Category) for a in c.attributes]
    assert {a.kind for a in asked} == {"text", "number", "choice"}
    assert any(a.required for a in asked)


@pytest.mark.parametrize("stage", ["prod", "dev", "", None])
def test_the_seed_refuses_every_stage_but_the_laptop(
    stage: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("NIDAA_STATE", str(tmp_path))
    monkeypatch.delenv("STAGE", raising=False)
    if stage is not None:
        monkeypatch.setenv("STAGE", stage)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert seed.main() == 1
    assert "nothing was done" in capsys.readouterr().err


def test_the_seed_refuses_a_cloud_that_is_not_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STAGE", "local")
    for endpoint in ("", "https://dynamodb.me-central-1.amazonaws.com"):
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        assert seed.main() == 1
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    assert seed.main() == 1
    assert capsys.readouterr().err.count("nothing was done") == 3


def test_the_list_of_accounts_is_what_the_laptop_serves(tmp_path: Path) -> None:
    listed = json.loads(json.dumps(list(seed.accounts())))
    assert all({"username", "role", "body", "password"} <= set(account) for account in listed)
    officer = next(account for account in listed if account["role"] == "section_officer")
    assert officer["section"] == "roads-coast"
