"""People over HTTP, through the app."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import wiring
from chalicelib.organisations.staff import Staff
from chalicelib.people.actions import issue_code
from chalicelib.people.codes import Target
from chalicelib.people.register import TicketLine
from chalicelib.people.routes import routes
from chalicelib.shared.observability import logger
from chalicelib.shared.problems import problem_title
from tests.http import Answered, call
from tests.people.fakes import AGENT, HOST, OFFICER, SECRET, STAFF, STRANGER, FakeBodies, World

MOBILE = "+96892120001"
SALIM = {"first_name": "سالم", "family_name": "البوسعيدي", "mobile": "٩٢١٢٠٠٠١", "email": "S@Mail.Example",
         "national_id": "12345678", "birth_year": 1983, "workplace": "مدرسة"}  # fmt: skip


class FakeOrganisations:
    """As much of organisations as finding the caller takes."""

    recent = FakeBodies()


@pytest.fixture(autouse=True)
def wired(world: World) -> Iterator[None]:
    context = world.context()
    with wiring.using(people=context, organisations=FakeOrganisations(), secret=SECRET, clock=world.clock):
        yield


_keys = iter(range(10**6))


def ask(
    method: str, path: str, body: Any = None, *, by: Staff | None = AGENT, version: int | None = None, key: str = "",
    **headers: str,
) -> Answered:  # fmt: skip
    """Call as a member of staff, with a key of one's own."""
    headers["Idempotency_Key"] = key or f"test-key-{next(_keys):08d}"
    if version is not None:
        headers["If_Match"] = f'"{version}"'
    claims = {"sub": by.id, "token_use": "id"} if by else None
    return call(method, path, body, claims=claims, raw=None, **headers)


def _salim(**more: Any) -> dict[str, Any]:
    answer = ask("POST", "/v1/people", {**SALIM, **more})
    assert answer.status == 201, answer.text
    person: dict[str, Any] = answer.json
    return person


def _signed_in(world: World, mobile: str = MOBILE) -> str:
    issue_code(world.context(), Target("mobile", mobile))
    token = call("POST", "/v1/public/sessions", {"mobile": mobile, "code": world.code}).json["token"]
    return f"Bearer {token}"


# --- codes and sessions


def test_a_code_is_asked_for_and_opens_a_session(world: World) -> None:
    asked = call("POST", "/v1/public/codes", {"mobile": "٩٢١٢٠٠٠١"}, Accept_Language="en")
    assert (asked.status, asked.json) == (202, {"digits": 6, "valid_seconds": 300})
    target, language, correlation = world.queue.asked[0]
    assert (target, language, correlation) == (Target("mobile", MOBILE), "en", "test-request")
    issue_code(world.context(), target)
    opened = call("POST", "/v1/public/sessions", {"mobile": MOBILE, "code": "٠٤٢٩١٣"})
    assert opened.status == 200
    assert set(opened.json) == {"token", "expires_at"}


def test_everybody_gets_the_same_answer_when_asking(world: World) -> None:
    for _ in range(5):
        issue_code(world.context(), Target("mobile", MOBILE))
    answers = [call("POST", "/v1/public/codes", body) for body in (
        {"mobile": MOBILE}, {"mobile": "+96892129999"}, {"mobile": "+447400123456"}, {"email": "x@mail.example"},
    )]  # fmt: skip
    assert {(answer.status, answer.text) for answer in answers} == {(202, answers[0].text)}


def test_a_wrong_code_and_an_unknown_target_are_the_same_401(world: World) -> None:
    issue_code(world.context(), Target("mobile", MOBILE))
    answers = [call("POST", "/v1/public/sessions", {"mobile": mobile, "code": "111111"})
               for mobile in (MOBILE, "+96892129999")]  # fmt: skip
    assert {answer.status for answer in answers} == {401}
    assert answers[0].text == answers[1].text
    assert answers[0].json["type"] == "/problems/wrong-code"


def test_too_many_from_one_client_is_429_with_when_to_come_again() -> None:
    answer = call("POST", "/v1/public/codes", {"mobile": MOBILE})
    for _ in range(300):
        answer = call("POST", "/v1/public/codes", {"mobile": MOBILE})
    assert answer.status == 429
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/v1/public/codes", {}, [("mobile", "missing")]),
        ("/v1/public/codes", {"mobile": "12"}, [("mobile", "wrong-format")]),
        ("/v1/public/codes", {"mobile": 12, "x": 1}, [("mobile", "wrong-type"), ("x", "unknown")]),
        ("/v1/public/codes", {"email": "a" * 300}, [("email", "too-long")]),
        ("/v1/public/sessions", {"mobile": MOBILE}, [("code", "missing")]),
    ],
)
def test_bad_input_names_its_fields(path: str, body: Any, fields: list[tuple[str, str]]) -> None:
    answer = call("POST", path, body)
    assert answer.status == 422
    assert [(fault["field"], fault["reason"]) for fault in answer.json["fields"]] == fields


def test_no_code_number_or_address_reaches_the_log(
    world: World, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(f"{record.getMessage()} {record.__dict__}")  # type: ignore[method-assign]
    log = logging.getLogger(logger.name)
    log.addHandler(handler)
    with caplog.at_level("DEBUG"):
        call("POST", "/v1/public/codes", {"mobile": MOBILE})
        call("POST", "/v1/public/codes", {"email": "salim@mail.example"})
        signed_in = _signed_in(world)
        call("POST", "/v1/public/sessions", {"mobile": MOBILE, "code": "111111"})
        call("GET", "/v1/public/me?body=baldat", Authorization=signed_in)
        person = _salim()
        ask("GET", f"/v1/people/{person['id']}")
        ask("GET", "/v1/people?q=سالم")
    log.removeHandler(handler)
    captured = capsys.readouterr()
    said = " ".join((caplog.text, captured.out, captured.err, *heard))
    assert "person-shown" in said
    for secret in ("92120001", world.code, "111111", "mail.example", "سالم", "12345678", "مدرسة"):
        assert secret not in said, secret


# --- one's own


def test_a_form_fills_itself_for_who_is_signed_in(world: World) -> None:
    signed_in = _signed_in(world)
    assert call("GET", "/v1/public/me?body=baldat", Authorization=signed_in).json == {"mobile": MOBILE}
    _salim(verified=["mobile"])
    own = call("GET", "/v1/public/me?body=baldat", Authorization=signed_in).json
    assert own["family_name"] == "البوسعيدي"
    assert (own["mobile"], own["email"], own["national_id"]) == (MOBILE, "s@mail.example", "12345678")
    assert call("GET", "/v1/public/me?body=siyaha", Authorization=signed_in).json == {"mobile": MOBILE}


def test_a_number_that_staff_merely_wrote_down_fills_in_no_other_identifier(world: World) -> None:
    _salim()
    own = call("GET", "/v1/public/me?body=baldat", Authorization=_signed_in(world)).json
    assert set(own) == {"mobile", "first_name", "family_name", "birth_year", "language"}


def test_nobody_is_signed_in_without_a_session(world: World) -> None:
    assert call("GET", "/v1/public/me?body=baldat").status == 401
    assert call("GET", "/v1/public/me?body=baldat", Authorization="Bearer x.y").status == 401
    assert call("GET", "/v1/public/me?body=nowhere", Authorization=_signed_in(world)).status == 404


# --- staff


def test_staff_make_a_profile_and_find_it_again() -> None:
    person = _salim()
    assert person["mobiles"] == [{"value": MOBILE, "verified_at": None}]
    for query in ("mobile=92120001", "q=%2B96892120001", "q=s@mail.example", "q=12345678", "q=البوسعيدي سالم", "q=بوس"):
        items = ask("GET", f"/v1/people?{query}").json["items"]
        assert [item["id"] for item in items] == [person["id"]], query
    shown = ask("GET", f"/v1/people/{person['id']}")
    assert shown.json == {**person, "guidance": shown.json["guidance"]}
    assert shown.headers["ETag"] == '"1"'


def test_a_profile_is_shown_with_its_tickets(world: World) -> None:
    person = _salim()
    line = TicketLine(number="260000000001", kind="complaint", status="closed", registered_at="2026-03-01T03:00:00Z")
    asked: list[Any] = []

    def tickets_of(staff: Staff, body: str, refs: Any) -> list[TicketLine]:
        asked.append((staff.id, body, len(refs)))
        return [line]

    with wiring.using(people=replace(world.context(), tickets_of=tickets_of), organisations=FakeOrganisations()):
        shown = ask("GET", f"/v1/people/{person['id']}").json
    assert [ticket["number"] for ticket in shown["tickets"]] == ["260000000001"]
    assert asked == [("agent", "baldat", 3)]
    assert shown["guidance"]["ar"].startswith("فرد")


@pytest.mark.parametrize("query", ["q=ا", "", "q=%2B", "mobile=1", "q=12", "limit=0", "x=1", "q=a@"])
def test_a_search_for_nothing_is_422(query: str) -> None:
    assert ask("GET", f"/v1/people?{query}").status == 422


def test_nobody_is_found_as_an_empty_list() -> None:
    assert ask("GET", "/v1/people?mobile=92129999").json == {"items": [], "next": None}
    assert ask("GET", "/v1/people?q=سعيد").json == {"items": [], "next": None}


def test_a_search_by_name_goes_on_page_by_page() -> None:
    for tail in range(5):
        _salim(mobile=f"9212000{tail}", email=f"s{tail}@mail.example", national_id=f"1234567{tail}")
    seen: list[str] = []
    path = "/v1/people?q=سالم&limit=2"
    while True:
        page = ask("GET", path).json
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        path = f"/v1/people?q=سالم&limit=2&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 5


def test_a_rare_second_word_is_found_behind_many_others(world: World) -> None:
    for tail in range(120):
        ask("POST", "/v1/people", {"name": "محمد العامري", "mobile": f"9212{tail:04d}"})
    world.people.calls.clear()
    found = ask("GET", "/v1/people?q=محمد بلوشي").json
    assert found["items"] == []
    assert world.people.calls.count("named") <= 4


def test_known_identifiers_add_to_the_profile_that_has_them() -> None:
    person = _salim()
    more = {"name": "سالم البوسعيدي", "mobile": MOBILE, "sex": "male", "verified": ["mobile"]}
    again = ask("POST", "/v1/people", more)
    assert (again.status, again.json["id"], again.json["version"]) == (200, person["id"], 2)
    assert (again.json["workplace"], again.json["sex"]) == ("مدرسة", "male")
    assert again.json["mobiles"][0]["verified_at"] == "2026-03-01T03:00:00.000Z"


def test_identifiers_of_two_people_are_409_and_name_both() -> None:
    one = _salim()
    two = ask("POST", "/v1/people", {"name": "خالد", "mobile": "92120002"}).json
    answer = ask("POST", "/v1/people", {"name": "خالد", "mobile": "92120002", "email": "s@mail.example"})
    assert (answer.status, answer.json["type"]) == (409, "/problems/identifier-taken")
    assert answer.json["people"] == sorted([one["id"], two["id"]])
    taken = ask("PUT", f"/v1/people/{two['id']}", {"name": "خالد", "mobile": MOBILE}, version=1)
    assert (taken.status, taken.json["people"]) == (409, [one["id"]])


def test_a_repeat_is_answered_the_same_and_another_body_under_the_key_is_422() -> None:
    first = ask("POST", "/v1/people", SALIM, key="k" * 16)
    again = ask("POST", "/v1/people", SALIM, key="k" * 16)
    assert (first.status, again.status, again.json) == (201, 200, first.json)
    assert again.headers["Idempotent-Replay"] == "true"
    other = ask("POST", "/v1/people", {**SALIM, "vip": True}, key="k" * 16)
    assert (other.status, other.json["type"]) == (422, "/problems/key-reused")
    assert ask("POST", "/v1/people", {"name": "x", "mobile": "92120002"}, key="k" * 16, by=HOST).status == 201


def test_a_repeat_about_someone_erased_is_404(world: World) -> None:
    first = ask("POST", "/v1/people", SALIM, key="k" * 16).json
    person = world.people.get("baldat", first["id"])
    assert person
    world.people.erase(person)
    assert ask("POST", "/v1/people", SALIM, key="k" * 16).status == 404


def test_a_profile_is_written_anew_at_its_version_only() -> None:
    person = _salim()
    path, body = f"/v1/people/{person['id']}", {"name": "سالم", "mobile": MOBILE, "vip": True, "language": "en"}
    assert ask("PUT", path, body).status == 428
    assert ask("PUT", path, body, version=7).json["version"] == 1
    written = ask("PUT", path, body, version=1)
    assert (written.status, written.json["version"], written.json["vip"]) == (200, 2, True)
    assert (written.json["workplace"], written.json["emails"], written.json["language"]) == ("", [], "en")
    assert ask("PUT", path, body, version=1).status == 412


def test_every_faulty_field_of_a_profile_is_named() -> None:
    answer = ask("POST", "/v1/people", {"first_name": "سالم", "mobile": "1", "further_emails": ["x"]})
    assert [(fault["field"], fault["reason"]) for fault in answer.json["fields"]] == [
        ("family_name", "missing"), ("mobile", "wrong-format"), ("further_emails.0", "wrong-format"),
    ]  # fmt: skip


def test_two_profiles_become_one_and_both_ids_lead_to_it() -> None:
    one, two = _salim(), ask("POST", "/v1/people", {"name": "سالم", "mobile": "92120002"}).json
    path = f"/v1/people/{two['id']}/merge"
    assert ask("POST", path, {"into": one["id"]}).status == 428
    both = ask("POST", path, {"into": one["id"]}, version=1)
    assert both.status == 200
    assert both.json["merged"] == [two["id"]]
    assert ask("GET", f"/v1/people/{two['id']}").json == ask("GET", f"/v1/people/{one['id']}").json
    assert ask("POST", path, {"into": one["id"]}, version=1).json == both.json
    assert ask("POST", f"/v1/people/{one['id']}/merge", {"into": one["id"]}, version=2).status == 422
    assert ask("POST", path, {"into": "nobody"}, version=1).status == 422


def test_consent_is_recorded_once_and_withdrawn() -> None:
    person = _salim()
    path = f"/v1/people/{person['id']}/consent"
    given = ask("POST", path, {"purpose": "surveys", "given": True}, version=1).json
    assert given["consents"][0]["given_by"] == "agent"
    assert ask("POST", path, {"purpose": "surveys", "given": True}, version=1).json["version"] == 2
    assert ask("POST", path, {"purpose": "surveys", "given": False}).status == 428
    withdrawn = ask("POST", path, {"purpose": "surveys", "given": False}, version=2).json
    assert withdrawn["consents"][0]["withdrawn_at"]


def test_a_number_that_changed_hands_leaves_the_profile_and_its_sessions(world: World) -> None:
    person = _salim()
    path = f"/v1/people/{person['id']}/handover"
    assert ask("POST", path, {"mobile": "92129999"}, version=1).json["fields"][0]["reason"] == "not-found"
    assert ask("POST", path, {}, version=1).status == 422
    assert ask("POST", path, {"mobile": MOBILE, "email": "s@mail.example"}, version=1).status == 422
    world.clock.advance(seconds=1)
    left = ask("POST", path, {"mobile": "٩٢١٢٠٠٠١"}, version=1).json
    assert left["mobiles"] == []
    assert ask("POST", path, {"email": "s@mail.example"}, version=2).json["emails"] == []
    assert call("GET", "/v1/public/me?body=baldat", Authorization=_signed_in(world)).json == {"mobile": MOBILE}


def test_a_section_officer_sees_who_but_not_how_to_reach() -> None:
    person = _salim(email="salim.bu83@mail.example")
    shown = ask("GET", f"/v1/people/{person['id']}", by=OFFICER).json
    assert shown["masked"]
    assert (shown["first_name"], shown["birth_year"]) == ("سالم", None)
    assert shown["mobiles"][0]["value"] == "+968•••••001"
    assert shown["emails"][0]["value"] == "s•••••••••@mail.example"
    assert shown["national_id"] == "••••••78"
    assert ask("POST", "/v1/people", SALIM, by=OFFICER).status == 403


def test_staff_of_another_body_find_nobody() -> None:
    person = _salim()
    path = f"/v1/people/{person['id']}"
    unknown = ask("GET", "/v1/people/01ARZ3NDEKTSV4RRFFQ69G5FAV", by=STRANGER)
    answers = [
        ask("GET", path, by=STRANGER),
        ask("PUT", path, SALIM, by=STRANGER, version=1),
        ask("POST", f"{path}/merge", {"into": person["id"]}, by=STRANGER, version=1),
        ask("POST", f"{path}/consent", {"purpose": "surveys", "given": True}, by=STRANGER, version=1),
        ask("POST", f"{path}/handover", {"mobile": MOBILE}, by=STRANGER, version=1),
        ask("GET", "/v1/people?mobile=92120001&body=baldat", by=STRANGER),
        ask("POST", "/v1/people", {**SALIM, "body": "baldat"}, by=STRANGER),
    ]
    assert {answer.text for answer in answers} == {unknown.text}
    assert unknown.status == 404
    assert ask("GET", "/v1/people?mobile=92120001", by=STRANGER).json["items"] == []


def test_an_id_that_is_none_is_404() -> None:
    for id in ("x", "a" * 2000, "01ARZ3NDEKTSV4RRFFQ69G5FA%23"):
        assert ask("GET", f"/v1/people/{id}").status == 404


def test_who_serves_another_body_works_with_its_people() -> None:
    person = ask("POST", "/v1/people", {**SALIM, "body": "siyaha"}, by=HOST).json
    assert person["body"] == "siyaha"
    assert ask("GET", f"/v1/people/{person['id']}", by=HOST).status == 200
    assert ask("GET", f"/v1/people/{person['id']}", by=STRANGER).status == 200
    assert ask("GET", "/v1/people?q=سالم&body=siyaha", by=HOST).json["items"]
    assert ask("GET", "/v1/people?q=سالم", by=HOST).json["items"] == []


def test_people_of_two_bodies_are_not_merged() -> None:
    here = ask("POST", "/v1/people", SALIM, by=HOST).json
    there = ask("POST", "/v1/people", {**SALIM, "body": "siyaha"}, by=HOST).json
    answer = ask("POST", f"/v1/people/{here['id']}/merge", {"into": there["id"]}, by=HOST, version=1)
    assert (answer.status, answer.json["fields"][0]["reason"]) == (422, "not-found")


def test_nobody_signed_in_and_a_partner_may_do_nothing() -> None:
    for operation in routes.operations:
        if "/public/" in operation.path:
            continue
        path = operation.path.replace("{id}", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        assert ask(operation.method, path, by=None).status == 401
        assert ask(operation.method, path, by=STAFF["partner"]).status == 403


def test_every_problem_of_these_routes_has_its_words() -> None:
    for operation in routes.operations:
        for error in operation.problems:
            assert problem_title(error.code(), "ar") != problem_title(error.code(), "en")


def test_a_write_asks_for_a_key() -> None:
    claims = {"sub": "agent", "token_use": "id"}
    assert call("POST", "/v1/people", SALIM, claims=claims).status == 428


def test_answers_are_not_stored_by_browsers() -> None:
    assert json.loads(call("POST", "/v1/public/codes", {"mobile": MOBILE}).text)
    assert call("POST", "/v1/public/codes", {"mobile": MOBILE}).headers["Cache-Control"] == "no-store"


HOSTILE = st.text(st.characters(codec="utf-8"), max_size=130) | st.sampled_from(["\u202eabc", "\x00", "٩" * 30, "=1+1"])


@given(
    body=st.dictionaries(
        st.sampled_from(
            ["first_name", "family_name", "name", "mobile", "email", "national_id", "workplace", "nationality"]
        ),
        HOSTILE,
    )
)
def test_hostile_text_is_kept_clean_or_refused_by_field(body: dict[str, str]) -> None:
    with wiring.using(people=World().context(), organisations=FakeOrganisations(), secret=SECRET):
        answer = ask("POST", "/v1/people", body)
    assert answer.status in (201, 422), answer.text
    if answer.status == 201:
        assert not set(answer.json["name"] + answer.json["workplace"]) & set("\u202e\u2066\u200f\x00\n")
    else:
        assert {fault["field"] for fault in answer.json["fields"]} <= {*body, "first_name", "family_name", "mobile"}


@given(q=HOSTILE)
def test_a_hostile_search_finds_nobody_or_is_refused(q: str) -> None:
    with wiring.using(people=World().context(), organisations=FakeOrganisations(), secret=SECRET):
        assert ask("GET", f"/v1/people?q={quote(q)}").status in (200, 422)
