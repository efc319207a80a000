"""Staying in touch: signing up after a code, withdrawing without one, and the list for who writes to subscribers."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import msgspec
import pytest

from chalicelib import wiring
from chalicelib.organisations.body import Channel, Words
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people import subscriptions
from chalicelib.people.codes import Target
from chalicelib.people.person import Identifier, Person, handed_on, with_consent
from chalicelib.people.register import People
from chalicelib.people.session import new_session, session_token
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Stale
from chalicelib.shared.ids import ulid
from tests.conftest import NOW
from tests.http import Answered, call
from tests.people.fakes import AGENT, SECRET, FakeBodies, World

MOBILE, EMAIL = "+96892120001", "salim@mail.example"
AT = iso(NOW)
OWN = "/v1/public/me/subscription"
ASKED = {"body": "baldat", "name": "سالم البوسعيدي", "consent": True}
CAMPAIGNS, MANAGER, ADMIN, ELSEWHERE = (
    Staff(id=id, username=id, name=id, body=body, roles=frozenset({role}))
    for id, role, body in (
        ("campaigns", Role.CAMPAIGN_MANAGER, "baldat"), ("manager", Role.MANAGER, "baldat"),
        ("admin", Role.ADMIN, "baldat"), ("elsewhere", Role.CAMPAIGN_MANAGER, "siyaha"),
    )
)  # fmt: skip
STAFF = {staff.id: staff for staff in (CAMPAIGNS, MANAGER, ADMIN, ELSEWHERE, AGENT)}


class Bodies(FakeBodies):
    """The bodies of the fakes, with two portals."""

    def body(self, code: str) -> Any:
        portals = tuple(
            Channel(code=code, name=Words(ar="بوابة", en="Portal"), open=open)
            for code, open in (("investors", True), ("old-site", False))
        )
        return msgspec.structs.replace(super().body(code), channels=portals)

    def staff(self, id: str) -> Staff | None:
        return STAFF.get(id)


class FakeOrganisations:
    recent = Bodies()


@pytest.fixture(autouse=True)
def wired(world: World) -> Iterator[None]:
    from dataclasses import replace

    context = replace(world.context(), bodies=Bodies())
    with wiring.using(people=context, organisations=FakeOrganisations(), secret=SECRET, clock=world.clock):
        yield


def bearer(value: str = MOBILE, *, held_since: str = "") -> str:
    target = Target("email" if "@" in value else "mobile", value)
    return f"Bearer {session_token(SECRET, new_session(SECRET, target, now=NOW, held_since=held_since))}"


def own(method: str, path: str = OWN, body: Any = None, *, by: str = MOBILE) -> Answered:
    return call(method, path, body, Authorization=bearer(by))


def signed_up(by: str = MOBILE, **more: Any) -> dict[str, Any]:
    answer = own("PUT", body={**ASKED, **more}, by=by)
    assert answer.status == 200, answer.text
    view: dict[str, Any] = answer.json
    return view


def as_staff(staff: Staff, path: str) -> Answered:
    return call("GET", path, None, claims={"sub": staff.id, "token_use": "id"})


def the_person(world: World) -> Person:
    (person,) = world.people.people.values()
    return person


def test_who_proved_a_mobile_signs_up_with_time_and_source(world: World) -> None:
    view = signed_up(language="en")
    assert {k: v for k, v in view.items() if k != "token"} == {
        "body": "baldat", "active": True, "name": "سالم البوسعيدي", "by": "mobile", "to": "+968•••••001",
        "language": "en", "given_at": AT, "source": "portal",
    }  # fmt: skip
    (consent,) = the_person(world).consents
    assert (consent.purpose, consent.given_at, consent.given_by, consent.by) == ("news", AT, "requester", "mobile")
    assert own("GET", f"{OWN}?body=baldat").json == view


def test_an_address_signs_up_as_well_as_a_mobile() -> None:
    view = signed_up(EMAIL)
    assert (view["by"], view["to"]) == ("email", "s••••@mail.example")


def test_signing_up_again_changes_nothing_but_the_language(world: World) -> None:
    signed_up()
    before = the_person(world)
    world.clock.advance(hours=1)
    assert signed_up()["given_at"] == AT
    assert the_person(world) == before
    assert signed_up(language="en")["language"] == "en"
    assert len(the_person(world).consents) == 1


def test_a_profile_that_the_body_keeps_is_used_and_its_name_stays(world: World) -> None:
    known = Identifier(kind="mobile", value=MOBILE, added_at=AT)
    kept = Person(id=ulid(1, 1), body="baldat", created_at=AT, updated_at=AT, name="سالم بن علي", identifiers=(known,))
    world.people.keep(kept, None)
    assert signed_up(name="")["name"] == "سالم بن علي"
    assert signed_up(name="غيره")["name"] == "سالم بن علي"
    assert the_person(world).id == kept.id


def test_a_number_that_is_anothers_now_makes_a_profile_of_its_own(world: World) -> None:
    earlier = iso(NOW - timedelta(days=900))
    known = Identifier(kind="mobile", value=MOBILE, added_at=earlier)
    person = Person(id=ulid(1, 1), body="baldat", created_at=earlier, updated_at=earlier, name="خالد",
                    identifiers=(known,))  # fmt: skip
    world.people.keep(with_consent(person, "news", given=True, at=earlier, by="requester", way="mobile"), None)
    signed_up()
    agreeing = [each.shown_name for each in world.people.people.values() if each.consents_to("news")]
    assert agreeing == ["سالم البوسعيدي"]


def test_each_body_is_agreed_to_apart(world: World) -> None:
    signed_up()
    assert own("GET", f"{OWN}?body=siyaha").json == {"body": "siyaha", "active": False}


def test_who_withdraws_stays_on_record_with_the_time(world: World) -> None:
    signed_up()
    world.clock.advance(hours=1)
    view = own("DELETE", f"{OWN}?body=baldat").json
    assert (view["active"], view["withdrawn_at"]) == (False, iso(NOW + timedelta(hours=1)))
    assert own("DELETE", f"{OWN}?body=baldat").json == view
    world.clock.advance(hours=1)
    assert signed_up()["given_at"] == iso(NOW + timedelta(hours=2))
    consents = the_person(world).consents
    assert [bool(each.withdrawn_at) for each in consents] == [True, False]
    assert consents[0].withdrawn_by == "requester"


def test_who_never_agreed_has_nothing_to_withdraw(world: World) -> None:
    assert own("DELETE", f"{OWN}?body=baldat").json == {"body": "baldat", "active": False}
    assert world.people.people == {}


def test_a_link_withdraws_without_a_code_and_looking_does_not(world: World) -> None:
    path = f"/v1/public/subscriptions/{signed_up()['token']}"
    for _ in range(2):
        looked = call("GET", path)
        assert (looked.status, looked.json["active"], "token" in looked.json) == (200, True, False)
    for _ in range(2):
        assert call("DELETE", path).json["active"] is False
    assert the_person(world).consents[0].withdrawn_by == "link"
    assert own("GET", f"{OWN}?body=baldat").json["active"] is False


def test_the_link_holds_after_two_profiles_became_one(world: World) -> None:
    token = signed_up()["token"]
    other = world.people.keep(Person(id=ulid(1, 7), body="baldat", created_at=AT, updated_at=AT, name="سالم"), None)
    one = next(each for each in world.people.people.values() if each.id != other.id)
    world.people.merge(msgspec.structs.replace(other, consents=one.consents), other, one)
    assert call("DELETE", f"/v1/public/subscriptions/{token}").json["active"] is False


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("token", ["x" * 22, "a.b", "%2e%2e", "é"])
def test_a_link_that_is_none_of_ours_is_not_found(method: str, token: str) -> None:
    from urllib.parse import quote

    assert call(method, f"/v1/public/subscriptions/{quote(token)}").status == 404


def test_a_link_of_another_purpose_is_not_found() -> None:
    token = SECRET.token("track", {"b": "baldat", "p": "x"})
    assert call("DELETE", f"/v1/public/subscriptions/{token}").status == 404


def test_a_link_of_an_erased_person_is_not_found(world: World) -> None:
    token = signed_up()["token"]
    world.people.erase(the_person(world))
    assert call("GET", f"/v1/public/subscriptions/{token}").status == 404
    assert call("DELETE", f"/v1/public/subscriptions/{token}").status == 404


def test_a_portal_of_the_body_is_kept_as_the_source() -> None:
    assert signed_up(portal="investors")["source"] == "investors"


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"consent": False}, ("consent", "missing")),
        ({"consent": "true"}, ("consent", "wrong-type")),
        ({"name": " \u202e "}, ("name", "missing")),
        ({"name": "س" * 121}, ("name", "too-long")),
        ({"language": "fr"}, ("language", "not-allowed")),
        ({"portal": "old-site"}, ("portal", "not-found")),
        ({"portal": "nowhere"}, ("portal", "not-found")),
        ({"mobile": MOBILE}, ("mobile", "unknown")),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(world: World, more: Any, fault: tuple[str, str]) -> None:
    answer = own("PUT", body={**ASKED, **more})
    assert (answer.status, [(f["field"], f["reason"]) for f in answer.json["fields"]]) == (422, [fault])
    assert world.people.people == {}


def test_an_unknown_body_is_not_found() -> None:
    assert own("PUT", body={**ASKED, "body": "nowhere"}).status == 404
    for method in ("GET", "DELETE"):
        assert own(method, f"{OWN}?body=nowhere").status == 404


def test_one_person_cannot_sign_up_without_end() -> None:
    for _ in range(20):
        signed_up()
    assert own("PUT", body=ASKED).status == 429
    assert own("PUT", body=ASKED, by=EMAIL).status == 200


def test_links_are_not_guessed_without_end() -> None:
    for _ in range(300):
        call("GET", "/v1/public/subscriptions/x")
    assert call("GET", "/v1/public/subscriptions/x").status == 429


def test_somebody_who_changes_the_profile_meanwhile_loses_nothing(world: World) -> None:
    signed_up()
    keep, met = world.people.keep, 0

    def busy(*given: Any) -> Person:
        nonlocal met
        if (met := met + 1) == 1:
            raise Stale
        return keep(*given)

    world.people.keep = busy  # type: ignore[method-assign, assignment]
    assert own("DELETE", f"{OWN}?body=baldat").json["active"] is False
    met = -9
    assert call("DELETE", f"/v1/public/subscriptions/{own('GET', f'{OWN}?body=baldat').json['token']}").status == 200


def test_a_profile_that_never_rests_is_told_as_changed(world: World) -> None:
    token = signed_up()["token"]

    def never(*_given: Any) -> Person:
        raise Stale

    world.people.keep = never  # type: ignore[method-assign, assignment]
    assert own("DELETE", f"{OWN}?body=baldat").status == 412
    assert call("DELETE", f"/v1/public/subscriptions/{token}").status == 412


def test_a_number_handed_on_ends_what_was_agreed_to_for_it(world: World) -> None:
    signed_up()
    left = handed_on(the_person(world), "mobile", MOBILE, at=AT, by="agent")
    assert not left.consents_to("news")
    assert left.consents[0].withdrawn_by == "agent"


def test_subscribers_are_listed_masked_but_for_campaign_managers() -> None:
    signed_up()
    signed_up(EMAIL, name="ليلى")
    for staff, to in ((CAMPAIGNS, MOBILE), (MANAGER, "+968•••••001"), (ADMIN, "+968•••••001")):
        listed = as_staff(staff, "/v1/subscriptions").json
        assert (len(listed["items"]), listed["next"], listed["masked"]) == (2, None, to != MOBILE)
        assert to in [each["to"] for each in listed["items"]]
        assert {each["given_at"] for each in listed["items"]} == {AT}


def test_who_withdrew_is_not_listed() -> None:
    signed_up()
    own("DELETE", f"{OWN}?body=baldat")
    assert as_staff(CAMPAIGNS, "/v1/subscriptions").json["items"] == []


def test_the_list_goes_on_where_a_page_ended(world: World) -> None:
    for i in range(7):
        world.clock.advance(seconds=1)
        signed_up(f"s{i}@mail.example")
    first = as_staff(CAMPAIGNS, "/v1/subscriptions?limit=3").json
    second = as_staff(CAMPAIGNS, f"/v1/subscriptions?limit=3&cursor={first['next']}").json
    third = as_staff(CAMPAIGNS, f"/v1/subscriptions?limit=3&cursor={second['next']}").json
    shown = [each["to"] for page in (first, second, third) for each in page["items"]]
    assert shown == [f"s{i}@mail.example" for i in reversed(range(7))]
    assert third["next"] is None


def test_another_bodys_subscribers_are_not_found() -> None:
    for path in ("/v1/subscriptions", "/v1/subscriptions/export"):
        assert as_staff(ELSEWHERE, f"{path}?body=baldat").status == 404
        assert as_staff(ELSEWHERE, f"{path}?body=nowhere").status == 404
        assert as_staff(AGENT, path).status == 403


def test_the_file_is_safe_in_spreadsheets(world: World) -> None:
    signed_up(name='=HYPERLINK("http://bad.example")')
    signed_up(EMAIL, name="ليلى، بنت سعيد")
    file = as_staff(CAMPAIGNS, "/v1/subscriptions/export").json
    assert (file["name"], file["next"], file["masked"]) == ("subscribers-baldat-2026-03-01.csv", None, False)
    assert file["csv"].startswith("\ufeffname,by,to,language,given_at,source\r\n")
    rows = list(csv.DictReader(StringIO(file["csv"].removeprefix("\ufeff"))))
    assert {row["name"] for row in rows} == {'\'=HYPERLINK("http://bad.example")', "ليلى، بنت سعيد"}
    assert {row["to"] for row in rows} == {f"'{MOBILE}", EMAIL}
    assert "+968" in as_staff(MANAGER, "/v1/subscriptions/export").json["csv"]
    assert MOBILE not in as_staff(MANAGER, "/v1/subscriptions/export").json["csv"]


def test_a_long_file_comes_in_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "EXPORTED", 2)
    for i in range(3):
        world.clock.advance(seconds=1)
        signed_up(f"s{i}@mail.example")
    first = as_staff(CAMPAIGNS, "/v1/subscriptions/export").json
    rest = as_staff(CAMPAIGNS, f"/v1/subscriptions/export?cursor={first['next']}").json
    assert "s2@" in first["csv"]
    assert "s0@" in rest["csv"]
    assert rest["next"] is None


def test_what_was_agreed_to_for_an_identifier_that_went_shows_none(world: World) -> None:
    signed_up()
    person = the_person(world)
    world.people.keep(msgspec.structs.replace(person, identifiers=()), person)
    (shown,) = as_staff(CAMPAIGNS, "/v1/subscriptions").json["items"]
    assert (shown["by"], shown["to"]) == ("", "")


def test_the_store_lists_who_agrees_newest_first_and_forgets_who_does_not(people: People) -> None:
    def agreeing(i: int, *purposes: Any, body: str = "baldat") -> Person:
        person = Person(id=ulid(1, i), body=body, created_at=AT, updated_at=AT, name=f"س{i}")
        for purpose in purposes:
            person = with_consent(person, purpose, given=True, at=AT, by="requester")
        return people.keep(person, None)

    one, two, three = agreeing(1, "news"), agreeing(2, "news", "surveys"), agreeing(3)
    agreeing(4, "news", body="siyaha")
    assert people.consenting("baldat", "news", before="", most=10) == ((two, one), "")
    assert people.consenting("baldat", "news", before="", most=1) == ((two,), two.id)
    assert people.consenting("baldat", "news", before=two.id, most=10) == ((one,), "")
    assert people.consenting("baldat", "surveys", before="", most=10)[0] == (two,)
    gone = people.keep(with_consent(two, "news", given=False, at=AT, by="link"), two)
    assert people.consenting("baldat", "news", before="", most=10)[0] == (one,)
    assert people.consenting("baldat", "surveys", before="", most=10)[0] == (gone,)
    merged = people.merge(msgspec.structs.replace(three, consents=one.consents), three, one)
    assert people.consenting("baldat", "news", before="", most=10)[0] == (merged,)
    people.erase(merged)
    assert people.consenting("baldat", "news", before="", most=10)[0] == ()
