"""Ready-made texts: kept like every list of a body, checked for the places that are filled in, apart from the body."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.organisations.actions import Context
from chalicelib.organisations.body import Words
from chalicelib.organisations.register import Register
from chalicelib.organisations.replies import PLACEHOLDERS, Reply, reply_faults
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Stale
from tests.http import Answered, call
from tests.organisations.fakes import FakeRegister, context, filled, person, words
from tests.organisations.tables import organisations_table

PATH = "/v1/organisation/replies"
APOLOGY = {
    "name": {"ar": "اعتذار", "en": "Apology"},
    "text": {"ar": "{name}، نعتذر إليكم.\nرقم طلبكم {number}.", "en": "Dear {name}, sorry.\nYour number: {number}."},
    "category": "roads", "kind": "complaint",
}  # fmt: skip


@pytest.fixture(autouse=True)
def desk() -> Iterator[Context]:
    desk = context()
    for staff in (
        person("supervisor", Role.SUPERVISOR), person("partner", Role.PARTNER, partner="barq"),
        person("officer", Role.SECTION_OFFICER, sections=("care",)),
    ):  # fmt: skip
        desk.register.put_staff(staff, None)
    with wiring.using(organisations=desk):
        yield desk


def by(username: str, method: str, path: str, body: Any = None, **headers: Any) -> Answered:
    return call(method, path, body, claims={"sub": f"sub-{username}", "token_use": "id"}, **headers)


def test_a_supervisor_adds_a_text_that_staff_read() -> None:
    made = by("supervisor", "PUT", f"{PATH}/apology", APOLOGY)
    assert (made.status, made.headers["ETag"]) == (201, '"1"')
    assert made.json == {**APOLOGY, "code": "apology", "active": True, "version": 1}
    assert by("officer", "GET", f"{PATH}/apology").json == made.json
    assert by("agent", "GET", PATH).json == {"items": [made.json], "next": None}


def test_an_admin_changes_and_retires_one_by_its_version() -> None:
    by("admin", "PUT", f"{PATH}/apology", APOLOGY)
    retired = by("admin", "PUT", f"{PATH}/apology", {**APOLOGY, "active": False}, If_Match="1")
    assert (retired.status, retired.json["active"], retired.json["version"]) == (200, False, 2)
    assert by("admin", "PUT", f"{PATH}/apology", APOLOGY, If_Match="1").status == 412
    assert by("admin", "PUT", f"{PATH}/apology", APOLOGY).status == 428
    assert by("admin", "PUT", f"{PATH}/none", APOLOGY, If_Match="1").status == 404


def test_the_same_again_changes_nothing() -> None:
    for _ in range(2):
        assert by("admin", "PUT", f"{PATH}/apology", APOLOGY).json["version"] == 1


def test_the_list_comes_in_pages_by_code() -> None:
    for code in ("c", "a", "b"):
        by("admin", "PUT", f"{PATH}/{code}", APOLOGY)
    first = by("agent", "GET", f"{PATH}?limit=2").json
    rest = by("agent", "GET", f"{PATH}?limit=2&cursor={first['next']}").json
    assert [item["code"] for item in (*first["items"], *rest["items"])] == ["a", "b", "c"]
    assert rest["next"] is None


def test_who_may_not_is_told_so_and_another_body_stays_unseen() -> None:
    assert by("agent", "PUT", f"{PATH}/apology", APOLOGY).status == 403
    assert by("partner", "GET", PATH).status == 403
    assert by("agent", "GET", f"{PATH}?body=guest").json["items"] == []
    assert by("officer", "GET", f"{PATH}?body=guest").status == 404
    by("admin", "PUT", f"{PATH}/apology", APOLOGY)
    assert by("other.admin", "GET", f"{PATH}/apology").status == 404


def test_texts_stand_apart_from_the_body_and_its_version(desk: Context) -> None:
    before = desk.register.body("host")
    by("admin", "PUT", f"{PATH}/apology", APOLOGY)
    assert desk.register.body("host") == before


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"text": {"ar": "{nmae}", "en": "x"}}, ("text.ar", "unknown-placeholder")),
        ({"text": {"ar": "س", "en": "{ name }"}}, ("text.en", "unknown-placeholder")),
        ({"text": {"ar": "س", "en": "{name"}}, ("text.en", "unknown-placeholder")),
        ({"text": {"ar": "س", "en": "name}"}}, ("text.en", "unknown-placeholder")),
        ({"text": {"ar": "س", "en": "{{name}}"}}, ("text.en", "unknown-placeholder")),
        ({"text": {"ar": "س", "en": "{}"}}, ("text.en", "unknown-placeholder")),
        ({"text": {"ar": "س", "en": "x" * 4001}}, ("text.en", "too-long")),
        ({"text": {"ar": "س", "en": " \u202e "}}, ("text.en", "too-short")),
        ({"text": {"ar": "س"}}, ("text.en", "missing")),
        ({"category": "nowhere"}, ("category", "not-found")),
        ({"kind": "hope"}, ("kind", "not-allowed")),
        ({"colour": "red"}, ("colour", "unknown")),
    ],
)
def test_a_wrong_field_is_named(more: Any, fault: tuple[str, str]) -> None:
    answer = by("admin", "PUT", f"{PATH}/apology", {**APOLOGY, **more})
    assert (answer.status, [(f["field"], f["reason"]) for f in answer.json["fields"]]) == (422, [fault])


def test_lines_stay_and_signs_that_deceive_go() -> None:
    text = {"ar": "أ\u202e\r\n\nب ", "en": "a\nb"}
    assert by("admin", "PUT", f"{PATH}/x", {**APOLOGY, "text": text}).json["text"] == {"ar": "أ\n\nب", "en": "a\nb"}


def test_every_place_that_is_filled_in_may_stand_in_a_text() -> None:
    text = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    assert list(reply_faults(Reply(code="x", name=words("س"), text=Words(ar=text, en=text)), set())) == []


@pytest.fixture(params=["fake", "dynamo"])
def register(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "fake":
        yield FakeRegister()
        return
    with organisations_table() as dynamo:
        yield dynamo


def test_the_register_keeps_texts_apart_with_their_versions(register: Register) -> None:
    filled(register)
    before = register.body("host")
    one = Reply(code="one", name=words("س"), text=words("س"))
    two = Reply(code="two", name=words("س"), text=words("س"), active=False)
    for reply in (two, one):
        assert register.put_part("host", reply, None) == 1
    kept = register.part("host", "replies", "two")
    assert kept is not None
    assert (kept.thing, kept.version) == (two, 1)
    assert [each.thing for each in register.parts("host", "replies", after="", limit=10)] == [one, two]
    assert [each.thing for each in register.parts("host", "replies", after="one", limit=10)] == [two]
    assert register.parts("guest", "replies", after="", limit=10) == ()
    assert register.part("host", "replies", "three") is None
    assert register.put_part("host", one, 1) == 2
    for expected in (None, 1):
        with pytest.raises(Stale):
            register.put_part("host", one, expected)
    assert register.body("host") == before
