"""Nobody finishes a contact without disposition and summary; what is asked again is counted on the ticket."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.contacts.contact import Handled
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.contacts.wrapping import MOST_TICKETS
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.ticket import About
from tests.conftest import NOW
from tests.contacts.house import Centre
from tests.http import Answered
from tests.tickets.examples import a_ticket, number

SAID = {"disposition": "figures", "summary": "سأل عن عدد السكان"}


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.house.keep(a_ticket(1), a_ticket(2))
    made.keep()
    return made


@pytest.fixture
def salma(centre: Centre) -> Staff:
    return centre.house.hire(Role.AGENT, id="salma")


def wrap(centre: Centre, by: Staff, body: Any = None, key: str = "k" * 16, id: str = "c1") -> Answered:
    return centre.call("POST", f"/v1/contacts/{id}/wrap-up", body or SAID, by=by, key=key)


def contacts_of(centre: Centre, i: int) -> list[str]:
    return [event.type for event in centre.house.tickets.events[number(i)] if event.type == "ticket.contacted"]


def test_an_agent_wraps_up_with_disposition_and_summary(centre: Centre, salma: Staff) -> None:
    shown = wrap(centre, salma)
    assert shown.status == 200, shown.text
    assert (shown.json["disposition"], shown.json["summary"]) == ("figures", SAID["summary"])
    assert shown.json["needs_wrap_up"] is False
    assert shown.json["wrapped_up_at"] == iso(NOW)
    assert centre.taking.bus.types() == ["contact.wrapped_up"]
    assert centre.taking.bus.put[0]["by"] == "salma"
    assert centre.taking.live.sent == [("desk", {"type": "contact.wrapped_up", "contact": "c1"}, "salma")]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"disposition": "figures", "summary": "   "}, ["summary"]),
        ({"disposition": "", "summary": ""}, ["disposition", "summary"]),
        ({"disposition": "old", "summary": "x"}, ["disposition"]),
        ({"disposition": "none-such", "summary": "x"}, ["disposition"]),
        ({"disposition": "figures"}, ["summary"]),
        ({"disposition": "figures", "summary": "x" * 4001}, ["summary"]),
        ({**SAID, "mood": "good"}, ["mood"]),
    ],
)
def test_nobody_wraps_up_without_both(centre: Centre, salma: Staff, said: Any, fields: list[str]) -> None:
    answer = wrap(centre, salma, said)
    assert (answer.status, [fault["field"] for fault in answer.json["fields"]]) == (422, fields)
    assert centre.contacts.kept["c1"].needs_wrap_up


def test_a_contact_that_goes_on_is_not_wrapped_up(centre: Centre, salma: Staff) -> None:
    centre.tell("c1", ended_at="")
    assert (wrap(centre, salma).status, wrap(centre, salma).json["type"]) == (409, "/problems/contact-goes-on")


def test_what_somebody_else_heard_is_theirs_to_write(centre: Centre) -> None:
    maryam = centre.house.hire(Role.DISTRIBUTOR, id="maryam")
    answer = wrap(centre, maryam)
    assert (answer.status, answer.json["type"], answer.json["agent"]) == (409, "/problems/contact-not-own", "salma")


def test_a_supervisor_writes_what_was_left_unwritten_and_no_more(centre: Centre) -> None:
    lead = centre.house.hire(Role.SUPERVISOR, id="lead")
    assert wrap(centre, lead).status == 200
    assert wrap(centre, lead, {**SAID, "summary": "غيره"}, key="j" * 16).json["type"] == "/problems/contact-not-own"


def test_another_agents_contact_does_not_exist(centre: Centre) -> None:
    other = centre.house.hire(Role.AGENT, id="other")
    stranger = centre.house.hire(Role.SUPERVISOR, id="stranger", body="tourism")
    for staff in (other, stranger):
        theirs, unknown = wrap(centre, staff), wrap(centre, staff, id="c404")
        assert (theirs.status, theirs.text) == (unknown.status, unknown.text)
        assert theirs.status == 404


def test_a_repeat_meets_its_first_answer_and_another_body_under_its_key_is_refused(
    centre: Centre, salma: Staff
) -> None:
    first, again = wrap(centre, salma), wrap(centre, salma)
    assert again.json == first.json
    assert again.headers["Idempotent-Replay"] == "true"
    assert len(centre.contacts.written["c1"]) == 1
    assert {one["id"] for one in centre.taking.bus.put} == {centre.taking.bus.put[0]["id"]}
    assert wrap(centre, salma, {**SAID, "summary": "آخر"}).json["type"] == "/problems/key-reused"


def test_a_wrap_up_that_the_bus_did_not_take_is_told_by_the_repeat(centre: Centre, salma: Staff) -> None:
    centre.taking.bus.refuses = 1
    assert wrap(centre, salma).status == 503
    assert wrap(centre, salma).status == 200
    assert centre.taking.bus.types() == ["contact.wrapped_up"]


def test_a_correction_within_the_day_keeps_what_was_written_before(centre: Centre, salma: Staff) -> None:
    wrap(centre, salma)
    centre.house.now = NOW + timedelta(hours=23)
    corrected = wrap(centre, salma, {**SAID, "summary": "سأل عن التعداد"}, key="j" * 16)
    assert corrected.json["summary"] == "سأل عن التعداد"
    assert corrected.json["wrapped_up_at"] == iso(NOW)
    written = centre.call("GET", "/v1/contacts/c1", by=salma).json["written"]
    assert [one["summary"] for one in written] == [SAID["summary"], "سأل عن التعداد"]
    assert [one["by_name"] for one in written] == [salma.name] * 2


def test_after_the_day_nothing_is_corrected(centre: Centre, salma: Staff) -> None:
    wrap(centre, salma)
    centre.house.now = NOW + timedelta(hours=24, seconds=1)
    late = wrap(centre, salma, {**SAID, "summary": "متأخر"}, key="j" * 16)
    assert (late.status, late.json["type"]) == (409, "/problems/wrap-up-closed")


def test_the_ticket_that_it_is_about_counts_the_contact_once(centre: Centre, salma: Staff) -> None:
    shown = wrap(centre, salma, {**SAID, "ticket": number(1)})
    assert shown.json["tickets"] == [number(1)]
    wrap(centre, salma, {**SAID, "ticket": number(1)}, key="j" * 16)
    linked = centre.call("POST", "/v1/contacts/c1/tickets", {"number": number(1)}, by=salma, key="l" * 16)
    assert linked.json["tickets"] == [number(1)]
    assert len(contacts_of(centre, 1)) == 1
    assert centre.house.tickets.heads[number(1)].contacts == 2
    assert list(centre.house.tickets.events) == [number(1), number(2)]  # no second ticket


def test_a_contact_is_linked_while_it_goes_on_and_to_several_tickets(centre: Centre, salma: Staff) -> None:
    centre.tell("c1", ended_at="")
    typed = "-".join(number(1)[i : i + 3] for i in range(0, 12, 3))
    for i, text in enumerate((typed, number(2))):
        answer = centre.call("POST", "/v1/contacts/c1/tickets", {"number": text}, by=salma, key=f"{i}" * 16)
        assert answer.status == 200, answer.text
    assert centre.contacts.kept["c1"].handled.tickets == (number(1), number(2))
    again = centre.call("POST", "/v1/contacts/c1/tickets", {"number": number(2)}, by=salma, key="1" * 16)
    assert again.headers["Idempotent-Replay"] == "true"


def test_the_ticket_that_was_registered_in_the_contact_has_counted_it(centre: Centre, salma: Staff) -> None:
    first = centre.house.tickets.events[number(1)][0]
    first.facts["contact"] = "c1"  # type: ignore[index]
    linked = centre.call("POST", "/v1/contacts/c1/tickets", {"number": number(1)}, by=salma)
    assert linked.json["tickets"] == [number(1)]
    assert contacts_of(centre, 1) == []


def test_a_ticket_that_they_may_not_see_is_none(centre: Centre, salma: Staff) -> None:
    centre.house.change(number(1), about=About(staff="salma"))
    for typed in (number(1), number(9), "123"):
        assert wrap(centre, salma, {**SAID, "ticket": typed}).status == 404
    assert centre.contacts.kept["c1"].needs_wrap_up


def test_what_telephony_tells_meanwhile_does_not_undo_a_wrap_up(centre: Centre, salma: Staff) -> None:
    save = centre.contacts.save

    def meeting(before: Any, after: Any, **more: Any) -> Any:
        centre.contacts.save = save  # type: ignore[method-assign]
        centre.tell("c1", after_seconds=44)
        return save(before, after, **more)

    centre.contacts.save = meeting  # type: ignore[method-assign]
    assert wrap(centre, salma).json["after_seconds"] == 44
    assert not centre.contacts.kept["c1"].needs_wrap_up


def test_a_contact_has_so_many_tickets_and_no_more(centre: Centre, salma: Staff) -> None:
    many = tuple(f"{i:012}" for i in range(MOST_TICKETS))
    before = centre.contacts.kept["c1"]
    centre.contacts.save(before, replace(before, handled=Handled(tickets=many)))
    refused = centre.call("POST", "/v1/contacts/c1/tickets", {"number": number(1)}, by=salma)
    assert refused.json["fields"] == [{"field": "ticket", "reason": "too-many"}]
    assert contacts_of(centre, 1) == []


def test_a_ticket_without_its_first_event_counts_the_contact(centre: Centre, salma: Staff) -> None:
    centre.house.tickets.events[number(1)].clear()
    assert centre.call("POST", "/v1/contacts/c1/tickets", {"number": number(1)}, by=salma).status == 200
    assert len(contacts_of(centre, 1)) == 1


def test_who_meets_others_again_and_again_is_asked_to_come_back(centre: Centre, salma: Staff) -> None:
    def meeting(*_given: Any, **_more: Any) -> Any:
        raise ContactChanged

    centre.contacts.save = meeting  # type: ignore[method-assign]
    assert wrap(centre, salma).status == 503
