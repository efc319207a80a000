"""What holds for every call: the order of checks, problems, languages, headers."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
import pytest
from chalice.app import Chalice
from msgspec import Meta

from chalicelib.shared.errors import Conflict, NidaaError, TooMany, Unauthenticated
from chalicelib.shared.http import ANYONE, HEADERS, MAX_BODY, Access, Answer, Call, Routes
from tests.http import CONTEXT

KEY = "0123456789abcdef"


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(max_length=20)]


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: Annotated[int, Meta(ge=1, le=9)] = 5


def _identified(headers: Mapping[str, str], claims: Mapping[str, str]) -> str:
    if not (who := headers.get("x-who") or claims.get("sub")):
        raise Unauthenticated
    return who


STAFF = Access(
    name="staff", identify=_identified, roles_of=lambda who: frozenset({who}), roles=frozenset({"distributor"})
)
routes = Routes(__name__)
seen: list[Call] = []


@routes.on("POST", "/things", access=STAFF, body=Thing, answer=Thing, status=201, keyed=True, versioned=True)
def make(call: Call) -> Thing:
    seen.append(call)
    thing: Thing = call.body
    return thing


@routes.on("GET", "/things", access=ANYONE, query=Page, answer=Page)
def list_things(call: Call) -> Page:
    page: Page = call.query
    return page


@routes.on("GET", "/things/{name}", access=ANYONE)
def show(call: Call, name: str) -> Any:
    if name == "known":
        return Answer(content={"name": name}, headers={"ETag": '"3"', "Cache-Control": "public, max-age=60"})
    errors: dict[str, Exception] = {
        "busy": TooMany(retry_after=7),
        "taken": Conflict(by="x"),
        "broken": KeyError("x"),
        "odd": Conflict(status="closed", type="x", allowed=["reopen"]),
    }
    raise errors[name]


@routes.on("DELETE", "/things/{name}", access=ANYONE, status=204)
def drop(call: Call, name: str) -> None:
    seen.append(call)


app = Chalice("test", configure_logs=False)
app.register_blueprint(routes)


def ask(
    method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None, *,
    name: str | None = None, query: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], Any]:  # fmt: skip
    """Return status, headers and document of a call; an underscore in a header's name stands for a dash."""
    sent = {key.replace("_", "-"): value for key, value in (headers or {}).items()}
    event = {
        "headers": sent, "multiValueHeaders": {k: [v] for k, v in sent.items()}, "body": body, "stageVariables": None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} if query else None,
        "pathParameters": {"name": name} if name else None, "isBase64Encoded": False,
        "requestContext": {"resourcePath": path, "httpMethod": method, "requestId": "r-1",
                           "identity": {"sourceIp": "127.0.0.1"}},
    }  # fmt: skip
    answer = app(event, CONTEXT)
    return answer["statusCode"], answer["headers"], json.loads(answer["body"]) if answer["body"] else None


GOOD = {"x_who": "distributor", "Idempotency_Key": KEY, "Content_Type": "application/json"}


def make_with(body: str | None = '{"name": "a"}', **changes: str) -> tuple[int, dict[str, str], Any]:
    return ask("POST", "/things", body, {k: v for k, v in (GOOD | changes).items() if v != "(none)"})


def test_a_good_call_reaches_the_view() -> None:
    status, headers, document = make_with(If_Match='"7"', Authorization="Bearer abc")
    assert (status, document) == (201, {"name": "a"})
    call = seen[-1]
    assert (call.caller, call.key, call.version, call.bearer) == ("distributor", KEY, 7, "abc")
    assert (call.correlation, call.source, call.language) == ("r-1", "127.0.0.1", "ar")
    assert headers["Content-Type"] == "application/json; charset=utf-8"


ORDER = [
    (413, {"x_who": "(none)", "Idempotency_Key": "(none)", "Content_Type": "text/plain"}, "x" * (MAX_BODY + 1)),
    (401, {"x_who": "(none)", "Idempotency_Key": "(none)", "Content_Type": "text/plain"}, "{"),
    (403, {"x_who": "agent", "Idempotency_Key": "(none)", "Content_Type": "text/plain"}, "{"),
    (428, {"Idempotency_Key": "(none)", "Content_Type": "text/plain"}, "{"),
    (422, {"Idempotency_Key": "short", "Content_Type": "text/plain"}, "{"),
    (415, {"Content_Type": "text/plain"}, "{"),
    (400, {"If_Match": "x"}, "{"),
    (422, {"If_Match": "x"}, "{}"),
    (422, {"If_Match": "x"}, '{"name": "a"}'),
]


@pytest.mark.parametrize(("status", "changes", "body"), ORDER, ids=[str(step[0]) for step in ORDER])
def test_checks_come_in_the_order_of_the_contract(status: int, changes: dict[str, str], body: str) -> None:
    before = len(seen)
    got, headers, document = make_with(body, **changes)
    assert (got, document["status"]) == (status, status)
    assert headers["Content-Type"] == "application/problem+json"
    assert len(seen) == before


def test_a_body_of_just_the_limit_is_read() -> None:
    padding = " " * (MAX_BODY - len('{"name": "a"}'))
    assert make_with('{"name": "a"}' + padding)[0] == 201
    assert make_with('{"name": "a"} ' + padding)[0] == 413


def test_the_limit_counts_bytes_not_letters() -> None:
    assert make_with('{"name": "' + "ا" * (MAX_BODY // 2) + '"}')[2]["limit"] == MAX_BODY


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/ld+json"]
)
def test_json_under_any_of_its_names_is_read(kind: str) -> None:
    assert make_with(Content_Type=kind)[0] == 201


def test_json_without_a_content_type_is_read() -> None:
    assert make_with(Content_Type="(none)")[0] == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "", "*/*x"])
def test_other_content_is_refused_as_a_problem(kind: str) -> None:
    status, headers, document = make_with(Content_Type=kind)
    assert (status, document["type"], document["accepted"]) == (
        415,
        "/problems/unsupported-content",
        "application/json",
    )
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_a_body_with_half_a_letter_is_malformed() -> None:
    assert make_with('{"name": "\ud800"}')[0] == 400


def test_no_body_is_an_empty_object() -> None:
    status, _, document = make_with(None)
    assert (status, document["fields"]) == (422, [{"field": "name", "reason": "missing"}])


@pytest.mark.parametrize(("text", "version"), [("7", 7), ('"7"', 7), (" 7 ", 7), ("", None)])
def test_if_match_is_read_with_quotes_and_without(text: str, version: int | None) -> None:
    make_with(If_Match=text)
    assert seen[-1].version == version


@pytest.mark.parametrize("text", ["*", 'W/"7"', "seven", "-1", "7.0", "٧", "9" * 10, '"7", "8"'])
def test_an_if_match_that_is_no_version_is_refused(text: str) -> None:
    status, _, document = make_with(If_Match=text)
    assert (status, document["fields"]) == (422, [{"field": "If-Match", "reason": "wrong-format"}])


@pytest.mark.parametrize("key", ["a" * 15, "a" * 65, "with a space here", "مفتاحمفتاحمفتاح", "a" * 15 + "\n"])
def test_a_key_of_another_form_is_refused(key: str) -> None:
    status, _, document = make_with(Idempotency_Key=key)
    assert (status, document["fields"][0]["field"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize("key", ["a" * 16, "a" * 64, "!~" * 8])
def test_a_key_of_16_to_64_characters_is_taken(key: str) -> None:
    assert make_with(Idempotency_Key=key)[0] == 201


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "ar"), ("ar", "ar"), ("en", "en"), ("en-GB", "en"), ("EN-us", "en"), ("ar-OM,en;q=0.5", "ar"),
        ("en;q=0.2, ar;q=0.9", "ar"), ("ar;q=0.2, en;q=0.9", "en"), ("fr, en;q=0.8", "en"), ("fr", "ar"), ("*", "ar"),
        ("en;q=0", "ar"), ("en,ar", "en"), ("ar,en", "ar"), ("english", "ar"), (";;;,q=", "ar"), ("en;q=2", "ar"),
        ("en" + " " * 9000 + ";x", "en"),
    ],
)  # fmt: skip
def test_a_problem_speaks_the_language_that_is_preferred(accepted: str, language: str) -> None:
    _, headers, document = make_with(x_who="(none)", Accept_Language=accepted)
    titles = {"ar": "يرجى تسجيل الدخول أو طلب رمز جديد.", "en": "Please sign in, or ask for a new code."}
    assert (headers["Content-Language"], document["title"]) == (language, titles[language])


def test_a_problem_names_type_status_request_and_facts() -> None:
    assert make_with(x_who="agent", Accept_Language="en")[2] == {
        "type": "/problems/role-not-allowed",
        "title": "Your role is not allowed to do this.",
        "status": 403,
        "instance": "r-1",
        "allowed_roles": ["distributor"],
    }


def test_no_fact_takes_the_place_of_what_the_standard_names() -> None:
    status, _, document = ask("GET", "/things/{name}", name="odd")
    assert (status, document["status"], document["type"]) == (409, 409, "/problems/conflict")
    assert document["allowed"] == ["reopen"]


def test_whoever_comes_too_often_is_told_when_to_come_again() -> None:
    status, headers, _ = ask("GET", "/things/{name}", name="busy")
    assert (status, headers["Retry-After"]) == (429, "7")


def test_a_fault_of_ours_says_nothing_of_itself() -> None:
    status, _, document = ask("GET", "/things/{name}", name="broken")
    assert status == 500
    assert document == {"type": "/problems/unforeseen", "title": "حدث خلل لدينا. يرجى المحاولة مرة أخرى.",
                        "status": 500, "instance": "r-1"}  # fmt: skip


def test_every_answer_is_private_and_of_its_own_type_unless_the_view_says_otherwise() -> None:
    for answered in (make_with(), make_with(x_who="(none)"), ask("GET", "/things")):
        assert HEADERS.items() <= answered[1].items()
    shown = ask("GET", "/things/{name}", name="known")[1]
    assert (shown["Cache-Control"], shown["ETag"]) == ("public, max-age=60", '"3"')


def test_browsers_of_other_origins_may_read_answers_and_problems() -> None:
    for answered in (make_with(), make_with(x_who="(none)"), make_with(Content_Type="text/plain")):
        assert answered[1]["Access-Control-Allow-Origin"] == "*"
        assert "Idempotent-Replay" in answered[1]["Access-Control-Expose-Headers"]


def test_a_view_that_answers_nothing_answers_without_a_body() -> None:
    assert ask("DELETE", "/things/{name}", name="known")[::2] == (204, None)


def test_query_parameters_are_checked() -> None:
    assert ask("GET", "/things", query={"limit": "3"})[2] == {"limit": 3}
    assert ask("GET", "/things", query={"limit": "30"})[2]["fields"] == [{"field": "limit", "reason": "too-large"}]
    assert ask("GET", "/things", query={"other": "1"})[2]["fields"] == [{"field": "other", "reason": "unknown"}]


def test_parts_of_a_path_are_read_as_they_were_meant() -> None:
    assert ask("GET", "/things/{name}", name="kn%6Fwn")[0] == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Basic abc", "Bearer  "])
def test_no_bearer_is_no_token(header: str) -> None:
    make_with(Authorization=header)
    assert seen[-1].bearer == ""


def test_a_code_is_the_name_of_its_class() -> None:
    class TooManyPineTrees(NidaaError):
        status = 409

    assert TooManyPineTrees.code() == "too-many-pine-trees"
