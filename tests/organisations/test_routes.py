"""The routes of bodies and staff, called as API Gateway calls them."""

import base64
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib import wiring
from chalicelib.organisations.actions import Context
from chalicelib.organisations.routes import routes
from chalicelib.organisations.staff import Role
from tests.http import Answered, call
from tests.organisations.fakes import SQUARE, context, person

KEY = "import-0123456789"


@pytest.fixture(autouse=True)
def desk() -> Iterator[Context]:
    desk = context()
    for staff in (
        person("distributor", Role.DISTRIBUTOR), person("partner", Role.PARTNER, partner="barq"),
        person("officer", Role.SECTION_OFFICER, sections=("care",)),
        person("manager", Role.MANAGER, directorate="roads"), person("supervisor", Role.SUPERVISOR),
    ):  # fmt: skip
        desk.register.put_staff(staff, None)
    with wiring.using(organisations=desk):
        yield desk


def by(username: str, method: str, path: str, body: Any = None, **headers: Any) -> Answered:
    return call(method, path, body, claims={"sub": f"sub-{username}", "token_use": "id"}, **headers)


NAME = {"ar": "الإنارة", "en": "Lighting"}


def test_the_public_list_of_bodies_shows_the_hosts_first_and_may_be_cached() -> None:
    answer = call("GET", "/v1/public/bodies")
    assert answer.status == 200
    assert [item["code"] for item in answer.json["items"]] == ["host", "guest", "stranger"]
    assert set(answer.json["items"][0]) == {"code", "name"}
    assert answer.json["next"] is None
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_the_public_list_comes_in_pages() -> None:
    first = call("GET", "/v1/public/bodies?limit=2").json
    rest = call("GET", f"/v1/public/bodies?limit=2&cursor={first['next']}").json
    assert [item["code"] for item in (*first["items"], *rest["items"])] == ["host", "guest", "stranger"]
    assert rest["next"] is None


def test_a_public_body_shows_what_a_form_needs_and_no_section() -> None:
    answer = call("GET", "/v1/public/bodies/host")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    body = answer.json
    (category,) = body["categories"]
    assert (category["code"], category["kinds"]) == ("roads", ["complaint", "report"])
    assert [sub["code"] for sub in category["subcategories"]] == ["pothole", "manners"]
    assert "care" not in answer.text
    assert "barq" not in answer.text
    sahil = next(region for region in body["regions"] if region["code"] == "sahil")
    assert sahil["boundary"] == {"type": "MultiPolygon", "coordinates": [[[list(position) for position in SQUARE]]]}
    assert body["promises"][0] == {
        "kind": "", "category": "", "complexity": "", "importance": "", "grade": "",
        "first_reply_minutes": 1440, "resolution_minutes": 10080,
    }  # fmt: skip


def test_a_closed_channel_is_not_public() -> None:
    for code, is_open in (("fax", False), ("web", True)):
        by("admin", "PUT", f"/v1/organisation/channels/{code}", {"name": NAME, "open": is_open})
    assert [channel["code"] for channel in call("GET", "/v1/public/bodies/host").json["channels"]] == ["web"]


@pytest.mark.parametrize("code", ["nowhere", "HOST", "..%2F", "%00"])
def test_an_unknown_public_body_is_not_found(code: str) -> None:
    answer = call("GET", f"/v1/public/bodies/{code}")
    assert (answer.status, answer.json["type"]) == (404, "/problems/not-found")


def test_me_shows_roles_sections_and_bodies_from_the_record_alone() -> None:
    claims = {"sub": "sub-agent", "token_use": "id", "custom:body": "stranger", "custom:role": "admin"}
    me = call("GET", "/v1/me", claims=claims).json
    assert me["roles"] == ["agent"]
    assert [(body["code"], body["home"]) for body in me["bodies"]] == [("host", True), ("guest", False)]
    officer = by("officer", "GET", "/v1/me").json
    assert [section["code"] for section in officer["sections"]] == ["care"]


@pytest.mark.parametrize("claims", [None, {"sub": "sub-agent", "token_use": "access"}, {"sub": "x", "token_use": "id"}])
def test_nobody_known_is_401(claims: dict[str, str] | None) -> None:
    answer = call("GET", "/v1/me", claims=claims)
    assert (answer.status, answer.json["type"]) == (401, "/problems/unauthenticated")


PARTS = ("directorates", "sections", "partners", "categories", "regions", "channels", "policies")


@pytest.mark.parametrize("parts", PARTS)
def test_staff_list_the_parts_of_the_bodies_that_they_see(parts: str) -> None:
    path = f"/v1/organisation/{parts}"
    assert by("officer", "GET", path).status == 200
    assert by("agent", "GET", f"{path}?body=guest").status == 200
    assert by("officer", "GET", f"{path}?body=guest").status == 404
    assert by("agent", "GET", f"{path}?body=stranger").status == 404
    assert by("partner", "GET", path).status == 403


def test_a_list_comes_in_pages_with_versions() -> None:
    first = by("admin", "GET", "/v1/organisation/sections?limit=2").json
    rest = by("admin", "GET", f"/v1/organisation/sections?limit=2&cursor={first['next']}").json
    assert [(item["code"], item["version"]) for item in (*first["items"], *rest["items"])] == [
        ("care", 1), ("roads-coast", 1), ("roads-inland", 1),
    ]  # fmt: skip
    assert rest["next"] is None


@pytest.mark.parametrize("cursor", ["~~", "%D8%B3", "%00", "A", "x" * 65])
def test_a_cursor_that_no_page_gave_is_refused(cursor: str) -> None:
    for path in ("/v1/organisation/sections", "/v1/organisation/staff", "/v1/public/bodies"):
        answer = by("admin", "GET", f"{path}?cursor={cursor}")
        assert (answer.status, answer.json["fields"]) == (422, [{"field": "cursor", "reason": "wrong-format"}])


NEW_PARTS: list[tuple[str, dict[str, Any]]] = [
    ("directorates", {"name": NAME}),
    ("sections", {"name": NAME, "directorate": "roads", "duty": "٩٩٠٠٠٠٢١"}),
    ("partners", {"name": NAME, "kind": "telecom", "email": "a@b.example", "phone": "80000001"}),
    ("categories", {
        "name": NAME, "kinds": ["report"], "sections": {"": "care", "marsa": "roads-coast"},
        "subcategories": [{"code": "dark", "name": NAME}],
        "attributes": [{"code": "colour", "name": NAME, "kind": "choice", "choices": [{"code": "red", "name": NAME}]}],
    }),
    ("regions", {"name": NAME, "parent": "sahil", "boundary": {"type": "Polygon", "coordinates": [SQUARE]}}),
    ("channels", {"name": NAME, "address": "80000001", "hours": NAME, "open": False}),
    ("policies", {"name": NAME, "effective_from": "2027-01-01", "targets": [
        {"first_reply": 60, "resolution": 600},
        {"kind": "report", "first_reply": 5, "resolution": 50, "calendar": "section"},
    ]}),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "body"), NEW_PARTS)
def test_an_admin_adds_a_part_reads_it_and_changes_it(parts: str, body: dict[str, Any]) -> None:
    path = f"/v1/organisation/{parts}/new-one"
    made = by("admin", "PUT", path, body)
    assert (made.status, made.json["version"], made.headers["ETag"]) == (201, 1, '"1"')
    assert by("officer", "GET", path).json == made.json
    assert by("admin", "PUT", path, body).status == 200
    changed = {**body, "name": {"ar": "اسم آخر", "en": "Another name"}}
    assert by("admin", "PUT", path, changed).status == 428
    assert by("admin", "PUT", path, changed, If_Match="7").status == 412
    answer = by("admin", "PUT", path, changed, If_Match='"1"')
    assert (answer.status, answer.json["name"], answer.json["version"]) == (200, changed["name"], 2)


@pytest.mark.parametrize(("parts", "body"), NEW_PARTS)
def test_only_an_admin_sets_a_part(parts: str, body: dict[str, Any]) -> None:
    for username in ("agent", "distributor", "officer", "partner"):
        answer = by(username, "PUT", f"/v1/organisation/{parts}/new-one", body)
        assert (answer.status, answer.json["allowed_roles"]) == (403, ["admin"])


@pytest.mark.parametrize(
    ("parts", "body", "fields"),
    [
        ("directorates", {}, {"name": "missing"}),
        ("directorates", {"name": {"ar": "", "en": "x" * 201}}, {"name.ar": "too-short", "name.en": "too-long"}),
        ("directorates", {"name": {"ar": "\u202e\u200f", "en": "x"}}, {"name.ar": "too-short"}),
        ("directorates", {"name": NAME, "colour": 1}, {"colour": "unknown"}),
        ("sections", {"name": NAME, "directorate": "moon"}, {"directorate": "not-found"}),
        ("partners", {"name": NAME, "kind": "circus"}, {"kind": "not-allowed"}),
        ("categories", {"name": NAME, "sections": {"UPPER": "care"}}, {"sections": "wrong-format"}),
        ("regions", {"name": NAME, "boundary": {"type": "Polygon", "coordinates": [SQUARE[:-1]]}},
         {"boundary": "not-closed"}),
        ("categories", {"name": NAME, "retention_days": 0}, {"retention_days": "too-small"}),
        ("policies", {"name": NAME, "effective_from": "soon", "targets": []},
         {"effective_from": "wrong-format", "targets": "too-short"}),
        ("policies", {"name": NAME, "effective_from": "2027-01-01", "targets": [
            {"kind": "complant", "grade": "best", "first_reply": 0, "resolution": 5, "update": 1_000_001}]},
         {"targets.0.kind": "not-allowed", "targets.0.grade": "not-allowed", "targets.0.first_reply": "too-small",
          "targets.0.update": "too-large"}),
        ("policies", {"name": NAME, "effective_from": "2027-01-01", "targets": [
            {"kind": "report", "category": "moon", "first_reply": 9, "resolution": 5, "calendar": "moon"}]},
         {"targets.0.category": "not-found", "targets.0.calendar": "not-found", "targets.0.first_reply": "too-large",
          "targets": "missing-general"}),
        ("sections", {"name": NAME, "directorate": "roads", "calendar": "moon"}, {"calendar": "not-found"}),
    ],
)  # fmt: skip
def test_a_faulty_part_is_422_naming_every_field(parts: str, body: dict[str, Any], fields: dict[str, str]) -> None:
    answer = by("admin", "PUT", f"/v1/organisation/{parts}/new-one", body)
    assert answer.status == 422
    assert {fault["field"]: fault["reason"] for fault in answer.json["fields"]} == fields


@pytest.mark.parametrize("code", ["UPPER", "-x", "a" * 41, "%D8%B3", "a%20b", "a%23b"])
def test_a_code_that_nothing_can_have_is_not_found(code: str) -> None:
    assert by("admin", "PUT", f"/v1/organisation/directorates/{code}", {"name": NAME}).status == 404
    assert by("admin", "GET", f"/v1/organisation/directorates/{code}").status == 404


def test_signs_that_reverse_text_are_taken_out_of_names() -> None:
    body = {"name": {"ar": "\u202eالإنارة\u200f ", "en": " Ligh\u0000ting"}}
    assert by("admin", "PUT", "/v1/organisation/directorates/new-one", body).json["name"] == NAME


def test_an_admin_changes_settings_and_rules() -> None:
    shown = by("admin", "GET", "/v1/organisation").json
    settings = {"name": NAME, "hours": NAME, "zone": "Asia/Riyadh", "country": "SA"}
    answer = by("admin", "PUT", "/v1/organisation", settings, If_Match=str(shown["version"]))
    assert (answer.status, answer.json["zone"], answer.json["host"]) == (200, "Asia/Riyadh", True)
    rules = by("admin", "PUT", "/v1/organisation/rules", {"appeal_days": 15}, If_Match=answer.headers["ETag"])
    assert (rules.status, rules.json["rules"]["appeal_days"]) == (200, 15)
    assert by("admin", "PUT", "/v1/organisation/rules", {}, If_Match="1").status == 412


POLICY = {"name": NAME, "effective_from": "2027-01-01", "targets": [{"first_reply": 60, "resolution": 600}]}
POLICIES = "/v1/organisation/policies/p"


def test_a_policy_is_approved_by_a_manager_and_then_stays() -> None:
    draft = by("admin", "PUT", POLICIES, POLICY)
    assert (draft.status, draft.json["approved_by"], draft.json["approved_at"]) == (201, "", "")
    assert draft.json["state"] == "draft"
    assert by("admin", "POST", f"{POLICIES}/approval", If_Match="1").status == 403
    assert by("manager", "POST", f"{POLICIES}/approval").status == 428
    approved = by("manager", "POST", f"{POLICIES}/approval", If_Match='"1"')
    assert (approved.status, approved.json["approved_by"], approved.headers["ETag"]) == (200, "manager", '"2"')
    changed = by("admin", "PUT", POLICIES, {**POLICY, "effective_from": "2027-01-02"}, If_Match="2")
    assert (changed.status, changed.json["type"]) == (409, "/problems/policy-approved")
    assert by("officer", "GET", POLICIES).json == approved.json
    assert approved.json["state"] == "scheduled"
    withdrawn = by("manager", "DELETE", f"{POLICIES}/approval", If_Match="2")
    assert (withdrawn.status, withdrawn.json["approved_by"], withdrawn.json["version"]) == (200, "", 3)


def test_the_policy_of_the_day_is_public_and_its_approval_stands() -> None:
    rows = [{"first_reply": 60, "resolution": 600}, {"grade": "distinguished", "first_reply": 30, "resolution": 300}]
    by("admin", "PUT", POLICIES, {**POLICY, "effective_from": "2026-01-01", "targets": rows})
    assert by("manager", "POST", f"{POLICIES}/approval", If_Match="1").status == 200
    promises = call("GET", "/v1/public/bodies/host").json["promises"]
    assert [(each["grade"], each["resolution_minutes"]) for each in promises] == [("", 600), ("distinguished", 300)]
    refused = by("manager", "DELETE", f"{POLICIES}/approval", If_Match="2")
    assert (refused.status, refused.json["type"]) == (409, "/problems/policy-in-force")


def test_an_approval_says_which_role_the_body_asks_for() -> None:
    version = by("admin", "GET", "/v1/organisation").json["version"]
    by("admin", "PUT", "/v1/organisation/rules", {"policy_approver": "executive"}, If_Match=str(version))
    by("admin", "PUT", POLICIES, POLICY)
    refused = by("manager", "POST", f"{POLICIES}/approval", If_Match="1")
    assert (refused.status, refused.json["allowed_roles"]) == (403, ["executive"])
    assert by("manager", "POST", "/v1/organisation/policies/moon/approval", If_Match="1").status == 403


def test_a_calendar_that_settings_do_not_name_stays() -> None:
    settings = {"name": NAME, "hours": NAME}
    for given in ({"calendar": "round_the_clock"}, {}):
        version = by("admin", "GET", "/v1/organisation").json["version"]
        answer = by("admin", "PUT", "/v1/organisation", {**settings, **given}, If_Match=str(version))
        assert (answer.status, answer.json["calendar"]) == (200, "round_the_clock")


LEAVE = {"first": "2026-12-06", "last": "2026-12-10", "stand_in": "distributor"}
ABSENCES = "/v1/organisation/staff/agent/absences"


def test_a_supervisor_notes_who_is_away_and_who_stands_in() -> None:
    put = by("supervisor", "PUT", ABSENCES, {"absences": [LEAVE]}, If_Match="1")
    assert (put.status, put.json["absences"], put.headers["ETag"]) == (200, [LEAVE], '"2"')
    assert by("distributor", "GET", "/v1/organisation/staff/agent").json["absences"] == [LEAVE]
    assert by("supervisor", "PUT", ABSENCES, {"absences": []}).status == 428
    assert by("supervisor", "PUT", ABSENCES, {"absences": []}, If_Match="1").status == 412
    assert by("distributor", "PUT", ABSENCES, {"absences": []}, If_Match="2").status == 403
    assert by("other.admin", "PUT", ABSENCES, {"absences": []}, If_Match="2").status == 404


@pytest.mark.parametrize(
    ("absence", "fields"),
    [
        ({"first": "soon", "last": "2026-12-10"}, {"absences.0.first": "wrong-format"}),
        ({"last": "2026-12-10"}, {"absences.0.first": "missing"}),
        ({**LEAVE, "stand_in": "سلمى"}, {"absences.0.stand_in": "wrong-format"}),
        ({**LEAVE, "stand_in": "agent"}, {"absences.0.stand_in": "oneself"}),
        ({**LEAVE, "last": "2026-12-05"}, {"absences.0.last": "before-first"}),
    ],
)
def test_a_faulty_absence_is_422(absence: dict[str, Any], fields: dict[str, str]) -> None:
    answer = by("supervisor", "PUT", ABSENCES, {"absences": [absence]}, If_Match="1")
    assert answer.status == 422
    assert {fault["field"]: fault["reason"] for fault in answer.json["fields"]} == fields


def test_a_record_that_names_no_absences_leaves_them(desk: Context) -> None:
    by("admin", "PUT", "/v1/organisation/staff/huda", {**PERSON, "absences": [LEAVE], "shifts": "round_the_clock"})
    kept = by("admin", "PUT", "/v1/organisation/staff/huda", PERSON, If_Match="1").json
    assert (kept["absences"], kept["shifts"], kept["skills"]) == ([LEAVE], "", [])


def test_settings_are_shown_to_staff_of_the_body_and_of_its_hosts() -> None:
    assert by("agent", "GET", "/v1/organisation?body=guest").json["code"] == "guest"
    assert by("officer", "GET", "/v1/organisation?body=guest").status == 404
    assert by("other.admin", "GET", "/v1/organisation?body=host").status == 404


def test_staff_whose_body_is_gone_find_nothing(desk: Context) -> None:
    desk.register.put_staff(person("lost", Role.ADMIN, body="gone"), None)
    assert by("lost", "GET", "/v1/organisation").status == 404
    assert by("lost", "GET", "/v1/me").status == 404


PERSON = {"name": "هدى الشراعية", "email": "huda@host.example", "roles": ["distributor", "quality"]}


def test_an_admin_takes_a_colleague_on_and_lets_them_out() -> None:
    made = by("admin", "PUT", "/v1/organisation/staff/Huda", PERSON)
    assert (made.status, made.json["username"], made.json["roles"]) == (201, "huda", ["distributor", "quality"])
    assert by("huda", "GET", "/v1/me").status == 200
    out = by("admin", "PUT", "/v1/organisation/staff/huda", {**PERSON, "active": False}, If_Match="1")
    assert (out.status, out.json["active"]) == (200, False)
    assert by("huda", "GET", "/v1/me").status == 401


def test_staff_of_another_body_are_not_there() -> None:
    assert by("admin", "GET", "/v1/organisation/staff/agent").status == 200
    assert by("other.admin", "GET", "/v1/organisation/staff/agent").status == 404
    names = [item["username"] for item in by("other.admin", "GET", "/v1/organisation/staff").json["items"]]
    assert names == ["other.admin"]
    taken = by("other.admin", "PUT", "/v1/organisation/staff/agent", {**PERSON, "roles": ["agent"]})
    assert (taken.status, taken.json["type"]) == (409, "/problems/username-taken")


def test_the_list_of_staff_comes_in_pages_for_leads_only() -> None:
    first = by("distributor", "GET", "/v1/organisation/staff?limit=3").json
    rest = by("distributor", "GET", f"/v1/organisation/staff?limit=3&cursor={first['next']}").json
    assert [item["username"] for item in (*first["items"], *rest["items"])] == [
        "admin", "agent", "distributor", "manager", "officer", "partner",
    ]  # fmt: skip
    assert by("agent", "GET", "/v1/organisation/staff").status == 403


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({**PERSON, "roles": []}, {"roles": "too-short"}),
        ({**PERSON, "roles": ["captain"]}, {"roles.0": "not-allowed"}),
        ({**PERSON, "serves": ["stranger"]}, {"serves.0": "not-found"}),
        ({"email": "huda@host.example"}, {"name": "missing", "roles": "missing"}),
    ],
)
def test_a_faulty_record_is_422(body: dict[str, Any], fields: dict[str, str]) -> None:
    answer = by("admin", "PUT", "/v1/organisation/staff/huda", body)
    assert answer.status == 422
    assert {fault["field"]: fault["reason"] for fault in answer.json["fields"]} == fields


@pytest.mark.parametrize("username", ["%D8%B3%D9%84%D9%85%D9%89", "a", "a%2Fb", "-ab"])
def test_a_user_name_that_nobody_can_have_is_not_found(username: str) -> None:
    assert by("admin", "PUT", f"/v1/organisation/staff/{username}", PERSON).status == 404


def test_a_staff_file_is_imported_once_for_a_key() -> None:
    text = (
        "\ufeffاسم المستخدم,الاسم,البريد الإلكتروني,الدور\n"
        "huda,هدى,huda@host.example,الموزع\n"
        "x,س,x@host.example,قبطان\n"
    )
    body = {"file": base64.b64encode(text.encode()).decode()}
    path = "/v1/organisation/staff-imports"
    assert by("admin", "POST", path, body).status == 428
    first = by("admin", "POST", path, body, Idempotency_Key=KEY)
    assert first.status == 200
    assert first.json == {
        "created": 1, "changed": 0, "unchanged": 0,
        "refused": [
            {"line": 3, "field": "username", "reason": "wrong-format"},
            {"line": 3, "field": "roles", "reason": "not-allowed"},
        ],
    }  # fmt: skip
    again = by("admin", "POST", path, body, Idempotency_Key=KEY)
    assert (again.json, again.headers["Idempotent-Replay"]) == (first.json, "true")
    other = {"file": base64.b64encode(b"username,name,email,role\n").decode()}
    assert by("admin", "POST", path, other, Idempotency_Key=KEY).json["type"] == "/problems/key-reused"
    assert by("other.admin", "POST", path, other, Idempotency_Key=KEY).status == 200


def test_role_templates_are_shown_to_admins() -> None:
    items = by("admin", "GET", "/v1/organisation/role-templates").json["items"]
    assert {"code", "name", "roles"} == set(items[0])
    assert by("agent", "GET", "/v1/organisation/role-templates").status == 403


def test_every_route_has_a_name_and_words_of_its_own() -> None:
    names = [operation.view.__name__ for operation in routes.operations]
    assert len(set(names)) == len(names)
    assert all((operation.view.__doc__ or "").endswith(".") for operation in routes.operations)


def test_every_answer_fits_the_struct_that_its_route_names() -> None:
    for operation in routes.operations:
        if operation.method == "GET" and "{" not in operation.path:
            answer = by("admin", "GET", operation.path)
            msgspec.json.decode(answer.text, type=operation.answer)
