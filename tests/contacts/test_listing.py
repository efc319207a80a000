"""Lists of contacts: own or all, narrowed down, paged; numbers as far as one may see them."""

from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.contacts.contact import ContactOutcome, Handled, Recording
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.ticket import About
from tests.conftest import NOW
from tests.contacts.house import NUMBER, Centre
from tests.tickets.examples import a_ticket, number
from tests.tickets.house import ref

OTHER = "+96891112222"
AUDIO = Recording(key="b/one.wav", started_at=iso(NOW), ended_at=iso(NOW))


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.house.keep(a_ticket(1), a_ticket(2, about=About(staff="said")))
    made.keep("c1", minutes=-60, handled=Handled(disposition="figures", wrapped_up_at=iso(NOW), tickets=(number(1),)))
    made.keep("c2", minutes=-50, agent="said", recordings=(AUDIO,), queue="finance")
    made.keep(
        "c3", minutes=-40, agent="", answered_at="", outcome=ContactOutcome.ABANDONED, number=OTHER, person=ref(OTHER)
    )
    made.keep("c4", minutes=-60 * 30, handled=Handled(wrapped_up_at=iso(NOW), tickets=(number(2),)))
    made.keep("c5", minutes=-20, body="tourism", agent="huda")
    return made


@pytest.fixture
def lead(centre: Centre) -> Staff:
    return centre.house.hire(Role.SUPERVISOR, id="lead")


def page(centre: Centre, by: Staff, **query: Any) -> Any:
    answer = centre.call("GET", f"/v1/contacts?{urlencode(query)}", by=by)
    assert answer.status == 200, answer.text
    return answer.json


def ids(centre: Centre, by: Staff, **query: Any) -> list[str]:
    return [one["id"] for one in page(centre, by, **query)["items"]]


def test_who_oversees_sees_all_of_the_body_newest_first(centre: Centre, lead: Staff) -> None:
    assert ids(centre, lead) == ["c3", "c2", "c1", "c4"]


def test_an_agent_sees_the_own_and_what_is_about_a_ticket_that_they_see(centre: Centre) -> None:
    said = centre.house.hire(Role.AGENT, id="said")
    assert ids(centre, said) == ["c2"]
    assert ids(centre, said, agent="salma") == []
    assert ids(centre, said, ticket=number(1)) == ["c1"]
    assert ids(centre, said, ticket=number(2)) == []  # it is about them
    assert ids(centre, said, number=NUMBER) == ["c2", "c1"]


def test_who_serves_another_body_sees_it_too(centre: Centre) -> None:
    host = centre.house.hire(Role.SUPERVISOR, id="host", serves=("tourism",))
    assert ids(centre, host)[0] == "c5"
    assert ids(centre, host, body="tourism") == ["c5"]
    assert centre.call("GET", "/v1/contacts?body=elsewhere", by=host).status == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"queue": "finance"}, ["c2"]),
        ({"agent": "salma"}, ["c1", "c4"]),
        ({"outcome": "abandoned"}, ["c3"]),
        ({"number": OTHER}, ["c3"]),
        ({"number": "9111 2222"}, ["c3"]),
        ({"number": "٩١١١٢٢٢٢"}, ["c3"]),
        ({"number": "+442079460000"}, []),
        ({"ticket": number(1)}, ["c1"]),
        ({"recorded": "true"}, ["c2"]),
        ({"recorded": "false"}, ["c3", "c1", "c4"]),
        ({"needs_wrap_up": "true"}, ["c2"]),
        ({"from": "2026-03-01"}, ["c3", "c2", "c1"]),
        ({"to": "2026-02-28"}, ["c4"]),
        ({"from": "2026-03-01T06:05:00+04:00", "to": "2026-03-01T02:15:00Z"}, ["c2"]),
        ({"ticket": "123"}, []),
    ],
)
def test_a_list_is_narrowed_down(centre: Centre, lead: Staff, query: dict[str, str], found: list[str]) -> None:
    assert ids(centre, lead, **query) == found


def test_a_profiles_contacts_are_found_by_its_id(centre: Centre, lead: Staff) -> None:
    person = centre.know()
    assert ids(centre, lead, person=person.id) == ["c2", "c1", "c4"]
    assert centre.call("GET", "/v1/contacts?person=nobody", by=lead).status == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [({"from": "yesterday"}, "from"), ({"to": "2026-13-01"}, "to"), ({"number": "abc"}, "number"),
     ({"from": "2026-03-02", "to": "2026-02-28"}, "to"), ({"from": "0001-01-01T00:00:00+04:00"}, "from"),
     ({"outcome": "lost"}, "outcome"), ({"limit": "0"}, "limit"), ({"cursor": "x"}, "cursor"), ({"q": "x"}, "q")],
)  # fmt: skip
def test_a_wrong_wish_is_named(centre: Centre, lead: Staff, query: dict[str, str], field: str) -> None:
    answer = centre.call("GET", f"/v1/contacts?{urlencode(query)}", by=lead)
    assert (answer.status, [fault["field"] for fault in answer.json["fields"]]) == (422, [field])


def test_pages_show_each_contact_once(centre: Centre, lead: Staff) -> None:
    for i in range(130):
        centre.keep(f"d{i:03}", minutes=-200 - i, agent="said" if i % 3 else "salma")
    for query in ({}, {"agent": "salma"}, {"outcome": "answered", "queue": "data"}):
        whole, cursor = [], ""
        for _ in range(30):
            answer = page(centre, lead, limit=7, **query, **({"cursor": cursor} if cursor else {}))
            whole += [one["id"] for one in answer["items"]]
            cursor = answer["next"]
            if not cursor:
                break
        assert whole == ids(centre, lead, limit=100, **query) + whole[100:]
        assert len(set(whole)) == len(whole)


def test_a_cursor_belongs_to_its_reader_and_its_list(centre: Centre, lead: Staff) -> None:
    cursor = page(centre, lead, limit=1)["next"]
    other = centre.house.hire(Role.SUPERVISOR, id="other")
    for by, query in ((other, {}), (lead, {"queue": "data"})):
        assert centre.call("GET", f"/v1/contacts?{urlencode({'cursor': cursor, **query})}", by=by).status == 422


def test_numbers_are_masked_for_those_who_do_not_speak_with_callers(centre: Centre, lead: Staff) -> None:
    assert page(centre, lead)["items"][0]["number"] == OTHER
    for role in (Role.QUALITY, Role.MANAGER):
        masked = page(centre, centre.house.hire(role, id=role))["items"]
        assert {one["number"] for one in masked} == {"•••22", "•••56"}


def test_a_contact_names_queue_agent_and_reason_in_both_languages(centre: Centre, lead: Staff) -> None:
    centre.house.hire(Role.AGENT, id="salma", name="سلمى")
    centre.know()
    one = centre.call("GET", "/v1/contacts/c1", by=lead).json
    assert (one["agent_name"], one["queue_name"]["ar"], one["disposition_name"]["ar"]) == (
        "سلمى",
        "البيانات",
        "طلب بيانات",
    )
    assert one["person"] == "0" * 26
    assert centre.saw == [("lead", "c1")]


def test_a_contact_shows_the_other_legs_of_its_call(centre: Centre, lead: Staff) -> None:
    centre.keep(
        "leg", minutes=-39, initial="c3", previous="c3", method="DISCONNECT", asked=(("reason", "2"), ("score", "4"))
    )
    assert [leg["id"] for leg in centre.call("GET", "/v1/contacts/c3", by=lead).json["legs"]] == ["leg"]
    leg = centre.call("GET", "/v1/contacts/leg", by=lead).json
    assert [one["id"] for one in leg["legs"]] == ["c3"]
    assert leg["survey"] == {"score": "4", "reason": "2"}
    assert leg["needs_wrap_up"] is False


def test_a_filter_that_few_pass_gives_a_short_page_and_a_cursor(centre: Centre, lead: Staff) -> None:
    for i in range(450):
        centre.keep(f"d{i:03}", minutes=-2000 - i)
    first = page(centre, lead, outcome="voicemail")
    assert (first["items"], bool(first["next"])) == ([], True)
    assert page(centre, lead, outcome="voicemail", cursor=first["next"]) == {"items": [], "next": None}


def test_a_ticket_that_is_gone_opens_no_contact(centre: Centre) -> None:
    centre.keep("lost", handled=Handled(tickets=(number(9),)))
    said = centre.house.hire(Role.AGENT, id="said")
    assert centre.call("GET", "/v1/contacts/lost", by=said).status == 404


def test_a_call_shows_what_the_caller_said_of_it_afterwards(centre: Centre, lead: Staff) -> None:
    centre.keep("survey", method="DISCONNECT", initial="c3", previous="c3", asked=(("score", "2"), ("reason", "3")))
    assert centre.call("GET", "/v1/contacts/c3", by=lead).json["survey"] == {"score": "2", "reason": "3"}
    assert centre.call("GET", "/v1/contacts/c2", by=lead).json["survey"] is None
