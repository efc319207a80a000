"""Bad input at the deployed API: each has its clear problem in the caller's language, and nothing is kept of it."""

import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
import requests

from tests.system.centre import Centre, complaint

TICKETS = "/v1/public/tickets"
ARABIC = "حفرة "
LATIN_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LATIN_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def a_key() -> str:
    return str(uuid4())


def file(centre: Centre, mobile: str, **changes: Any) -> dict[str, Any]:
    filed: dict[str, Any] = centre.call("POST", TICKETS, complaint(mobile, **changes), status=201)
    return filed


def seen(centre: Centre, number: str) -> dict[str, Any]:
    ticket: dict[str, Any] = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
    return ticket


def refused(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    """Return a problem, once it is seen to be one."""
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    problem: dict[str, Any] = answer.json()
    assert (problem["type"], problem["status"]) == (f"/problems/{code}", status)
    assert problem["title"]
    assert problem["instance"]
    return problem


def faults(answer: requests.Response) -> dict[str, str]:
    return {fault["field"]: fault["reason"] for fault in refused(answer, 422, "invalid")["fields"]}


def post(centre: Centre, asked: Any, **headers: str) -> requests.Response:
    raw = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    return centre.send("POST", TICKETS, raw, **{"Idempotency_Key": a_key(), **headers})


@pytest.mark.parametrize(("size", "status"), [(256 * 1024 + 1, 413), (11 * 2**20, 413)])
def test_a_body_over_the_limit_is_too_large(centre: Centre, size: int, status: int) -> None:
    refused(post(centre, b'{"description": "' + b"a" * size), status, "too-large")


def test_a_body_at_the_limit_is_read(centre: Centre) -> None:
    assert "description" in faults(post(centre, b'{"description": "' + b"a" * (256 * 1024 - 19) + b'"}'))


@pytest.mark.parametrize(
    "content", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_another_type_of_content_is_refused(centre: Centre, content: str) -> None:
    problem = refused(post(centre, b"{}", Content_Type=content), 415, "unsupported-content")
    assert problem["accepted"] == "application/json"


@pytest.mark.parametrize(
    "raw",
    [
        b"{", b"nonsense", b'{"body": "sawari"', b"\xff\xfe{}", b"\x00", b"[" * 100_000,
        b'{"body": NaN}', b"{'body': 1}", b'{"body": "\\ud800"}', "{}".encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_malformed(centre: Centre, raw: bytes) -> None:
    refused(post(centre, raw), 400, "malformed")


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"text"', b"1"])
def test_json_that_is_no_object_is_invalid(centre: Centre, raw: bytes) -> None:
    assert faults(post(centre, raw)) == {"body": "wrong-type"}


def test_every_faulty_field_is_named(centre: Centre) -> None:
    asked = complaint("", kind="hope", nonsense=1, location={"lat": 91, "lon": "east", "height": 3})
    del asked["category"]
    asked["requester"] |= {"first_name": "ا" * 121, "age": 20}
    assert faults(post(centre, asked)) == {
        "kind": "not-allowed",
        "nonsense": "unknown",
        "category": "missing",
        "location.lat": "too-large",
        "location.lon": "wrong-type",
        "location.height": "unknown",
        "requester.first_name": "too-long",
        "requester.age": "unknown",
    }


def test_faults_that_only_the_body_knows_are_named_together(centre: Centre) -> None:
    asked = complaint("12", category="unknown", location={"lat": 51.5, "lon": -0.1})
    assert faults(post(centre, asked)) == {
        "category": "not-found", "location": "outside-boundary", "requester.mobile": "wrong-format"
    }  # fmt: skip


def test_a_problem_is_told_in_the_callers_language(centre: Centre) -> None:
    arabic = refused(post(centre, b"{", Accept_Language="ar-OM,en;q=0.5"), 400, "malformed")
    english = refused(post(centre, b"{", Accept_Language="en-GB,ar;q=0.5"), 400, "malformed")
    assert arabic["title"] == "تعذّرت قراءة الطلب بصيغة JSON."
    assert english["title"].isascii()
    french = refused(post(centre, b"{", Accept_Language="fr"), 400, "malformed")
    assert french["title"] == arabic["title"]


def test_four_thousand_arabic_characters_are_kept_and_one_more_is_refused(centre: Centre, mobile: str) -> None:
    text = (ARABIC * 800)[:3999] + "ة"
    number = file(centre, mobile, description=text)["number"]
    assert seen(centre, number)["description"] == text
    assert faults(post(centre, complaint(mobile, description=text + "ا"))) == {"description": "too-long"}


def test_emoji_and_marks_are_kept_and_hidden_signs_are_not(centre: Centre, mobile: str) -> None:
    name = "سا\u202eلم\u0000\u2066"
    description = "حُفرةٌ 🚧👨‍👩‍👧\u202e خطرة\u0000\ud83d\ude00\u2069!\r\nسطر ثانٍ\u200f"
    asked = complaint(mobile, description=description, subject="\u202eعنوان\u2028 الموضوع")
    asked["requester"]["first_name"] = name
    number = centre.call("POST", TICKETS, asked, status=201)["number"]
    ticket = seen(centre, number)
    assert ticket["description"] == "حُفرةٌ 🚧👨‍👩‍👧 خطرة😀!\nسطر ثانٍ"
    assert ticket["subject"] == "عنوان الموضوع"
    assert ticket["requester"]["first_name"] == "سالم"


@pytest.mark.parametrize("empty", ["", "   ", "\u202e\u2066", "\u0000"])
def test_a_description_without_words_is_too_short(centre: Centre, mobile: str, empty: str) -> None:
    assert faults(post(centre, complaint(mobile, description=empty))) == {"description": "too-short"}


@pytest.mark.parametrize("digits", [LATIN_TO_ARABIC, LATIN_TO_PERSIAN])
def test_numbers_may_be_written_in_any_digits(centre: Centre, mobile: str, digits: dict[int, int]) -> None:
    typed = mobile.removeprefix("+968").translate(digits)
    filed = file(centre, typed)
    number = filed["number"]
    assert len(centre.told(mobile, 1)) == 1
    shown = f"{number[:3]} {number[3:6]}-{number[6:9]} {number[9:]}".translate(digits)
    assert seen(centre, shown)["number"] == number
    found = centre.staff("supervisor.khalid", "GET", f"/v1/tickets?q={shown}")["items"]
    assert [row["number"] for row in found] == [number]
    by_mobile = centre.staff("supervisor.khalid", "GET", f"/v1/tickets?q={typed}")["items"]
    assert [row["number"] for row in by_mobile] == [number]
    own = centre.call("GET", f"/v1/public/tickets/{shown}", bearer=filed["track_token"])
    assert own["number"] == number


@pytest.mark.parametrize("number", ["260000000001", "26", "x" * 12, "../../me", "%00", "²" * 12, "260000000000'--"])
def test_what_is_no_number_is_nobodys(centre: Centre, number: str) -> None:
    answer = centre.send(
        "GET", f"/v1/tickets/{quote(number, safe='')}",
        Authorization=f"Bearer {centre.token('supervisor.khalid')}",
    )  # fmt: skip
    refused(answer, 404, answer.json()["type"].removeprefix("/problems/"))


def test_a_registration_needs_a_key_and_keeps_it(centre: Centre, mobile: str) -> None:
    raw, key = json.dumps(complaint(mobile)).encode(), a_key()
    problem = refused(centre.send("POST", TICKETS, raw), 428, "precondition-missing")
    assert problem["header"] == "Idempotency-Key"
    short = centre.send("POST", TICKETS, raw, Idempotency_Key="short")
    assert faults(short) == {"Idempotency-Key": "wrong-format"}
    first = centre.send("POST", TICKETS, raw, Idempotency_Key=key)
    again = centre.send("POST", TICKETS, raw, Idempotency_Key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"
    other = json.dumps(complaint(mobile, description="شيء آخر")).encode()
    refused(centre.send("POST", TICKETS, other, Idempotency_Key=key), 422, "key-reused")


def test_the_checks_of_an_action_come_in_their_order(centre: Centre, mobile: str) -> None:
    number = file(centre, mobile)["number"]
    path, key = f"/v1/tickets/{number}/actions/classify", a_key()
    said = json.dumps({"in_jurisdiction": True, "object": "service", "complexity": "routine"}).encode()
    agent, admin = (f"Bearer {centre.token(name)}" for name in ("agent.salma", "admin.rahma"))

    def act(raw: bytes = said, bearer: str = agent, **headers: str) -> requests.Response:
        return centre.send("POST", path, raw, **({"Authorization": bearer} if bearer else {}), **headers)

    large = b'{"x": "' + b"a" * 256 * 1024 + b'"}'
    refused(act(large), 413, "too-large")
    refused(act(b"{", bearer=""), 401, "unauthenticated")
    refused(act(b"{", bearer=admin, Content_Type="text/plain"), 403, "role-not-allowed")
    refused(act(b"{", Content_Type="text/plain"), 428, "precondition-missing")
    refused(act(b"{", Idempotency_Key=key, Content_Type="text/plain"), 415, "unsupported-content")
    refused(act(b"{", Idempotency_Key=key), 400, "malformed")
    refused(act(b'{"x": 1}', Idempotency_Key=key), 422, "invalid")
    missing = refused(act(Idempotency_Key=key), 428, "precondition-missing")
    assert missing["header"] == "If-Match"
    stale = refused(act(Idempotency_Key=key, If_Match="7"), 412, "stale")
    assert stale["version"] == 1
    done = act(Idempotency_Key=key, If_Match='"1"')
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')
    again = act(Idempotency_Key=key, If_Match="1")
    assert (again.status_code, again.headers["Idempotent-Replay"], again.json()["version"]) == (200, "true", 2)
    assert act(Idempotency_Key=key).status_code == 200
    conflict = json.dumps({"in_jurisdiction": False}).encode()
    refused(act(conflict, Idempotency_Key=key, If_Match="2"), 422, "key-reused")
    refused(act(Idempotency_Key=a_key(), If_Match="abc"), 422, "invalid")


def test_the_role_is_checked_before_the_state(centre: Centre, mobile: str) -> None:
    number = file(centre, mobile)["number"]
    role = centre.staff("officer.nasser", "POST", f"/v1/tickets/{number}/actions/close", {}, version=1, status=404)
    assert role["type"].endswith("not-found")  # a ticket of nobody's section is out of an officer's sight
    role = centre.staff("agent.salma", "POST", f"/v1/tickets/{number}/actions/refer", {"section": "roads-coast"},
                        version=1, status=403)  # fmt: skip
    assert role["type"] == "/problems/role-not-allowed"
    state = centre.staff("distributor.maryam", "POST", f"/v1/tickets/{number}/actions/return", {"reason": "ناقص"},
                         version=1, status=409)  # fmt: skip
    assert (state["type"], state["status"]) == ("/problems/action-not-allowed", 409)
    assert "classify" in state["allowed"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/nothing"), ("GET", "/v1/public/tickets/1/2/3"), ("PATCH", TICKETS), ("DELETE", "/v1/me"),
     ("PUT", "/v1/tickets"), ("GET", "/v1/public/codes"), ("POST", "/v1/")],
)  # fmt: skip
@pytest.mark.parametrize("bearer", ["", "Bearer x"])
def test_an_unknown_address_or_method_is_a_problem_too(centre: Centre, method: str, path: str, bearer: str) -> None:
    headers = {"Authorization": bearer} if bearer else {}
    refused(centre.send(method, path, b"{}" if method != "GET" else b"", **headers), 404, "not-found")


def test_a_preflight_is_answered(centre: Centre) -> None:
    answer = centre.send("OPTIONS", TICKETS, Origin="https://portal.example", Access_Control_Request_Method="POST")
    assert answer.status_code in (200, 204)
    assert "Idempotency-Key" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=ten", "queue=nobody", "nonsense=1", "cursor=forged"])
def test_a_wrong_parameter_is_named(centre: Centre, query: str) -> None:
    answer = centre.send("GET", f"/v1/tickets?{query}", Authorization=f"Bearer {centre.token('agent.salma')}")
    assert list(faults(answer)) == [query.partition("=")[0]]
