"""What a registration says besides: the section that it is for, whom it is for, and the portal that it came from."""

from typing import Any

import msgspec
import pytest

from chalicelib.organisations.body import Channel as Way
from chalicelib.organisations.body import Words
from chalicelib.organisations.staff import Role
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid
from chalicelib.tickets import appeal, deeds, intake, referral
from chalicelib.tickets.actions import Origin, Registered, register
from chalicelib.tickets.lifecycle import SYSTEM, actor_of
from chalicelib.tickets.registration import Registration, StaffRegistration, checked
from chalicelib.tickets.scene import Scene
from chalicelib.tickets.staff_views import suggested_section
from chalicelib.tickets.ticket import Behalf, Details, Event
from chalicelib.tickets.words import Channel, Object, Status
from tests.conftest import NOW
from tests.tickets.examples import a_body, a_ticket, number
from tests.tickets.fakes import FakeTickets
from tests.tickets.house import House
from tests.tickets.test_registering import a_context

NAME = Words(ar="بوابة", en="Portal")
BODY = a_body(channels=(Way(code="investors", name=NAME), Way(code="old-site", name=NAME, open=False)))
SALIM = {"first_name": "سالم", "family_name": "البلوشي", "mobile": "92120001"}
FILED: dict[str, Any] = {
    "body": "muttrah", "kind": "complaint", "category": "waste", "description": "حاوية ممتلئة", "requester": SALIM,
}  # fmt: skip


def filed(*, by_staff: bool = True, **said: Any) -> tuple[Registered, FakeTickets]:
    tickets = FakeTickets()
    kind: type[Registration] = StaffRegistration if by_staff else Registration
    asked = msgspec.convert({**FILED, **({"channel": "phone"} if by_staff else {}), **said}, kind)
    origin = Origin(
        by="agent" if by_staff else "requester", channel=Channel.PHONE if by_staff else Channel.WEB,
        key="a-key-of-16-chars", scope="test", public=not by_staff,
    )  # fmt: skip
    from dataclasses import replace

    return register(replace(a_context(tickets=tickets), body=lambda _code: BODY), asked, origin), tickets


def refused(**said: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        filed(**said)
    return [(fault["field"], fault["reason"]) for fault in refusal.value.facts["fields"]]


def first(tickets: FakeTickets) -> tuple[Event, Details]:
    ((event,),) = tickets.events.values()
    (said,) = tickets.said.values()
    return event, said


def test_the_section_that_the_first_line_names_is_shown_to_the_second() -> None:
    registered, tickets = filed(section="roads")
    ticket = registered.ticket
    assert (ticket.section, ticket.suggested, suggested_section(ticket, BODY)) == ("", "roads", "roads")
    assert first(tickets)[0].facts["section"] == "roads"
    assert ticket.queue == "first_line"


def test_a_named_section_goes_before_the_one_that_the_rules_find() -> None:
    category = msgspec.structs.replace(BODY.categories[0], sections={"": "cleaning"})
    body = msgspec.structs.replace(BODY, categories=(category,))
    assert suggested_section(a_ticket(), body) == "cleaning"
    assert suggested_section(a_ticket(suggested="food"), body) == "food"
    assert suggested_section(a_ticket(suggested="food", section="roads"), body) == ""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"section": "nowhere"}, ("section", "not-found")),
        ({"section": "roads", "in_jurisdiction": False}, ("section", "out-of-jurisdiction")),
        ({"portal": "nowhere"}, ("portal", "not-found")),
        ({"portal": "old-site"}, ("portal", "not-found")),
        ({"on_behalf": {"name": " \u202e "}}, ("on_behalf.name", "missing")),
    ],
)
def test_what_does_not_fit_is_named(said: Any, fault: tuple[str, str]) -> None:
    assert refused(**said) == [fault]


def test_a_person_who_is_nobody_files_for_nobody() -> None:
    faults = refused(by_staff=False, kind="report", requester=None, anonymous=True, on_behalf={"name": "مريم"})
    assert faults == [("on_behalf", "not-allowed")]


def test_the_public_names_no_section() -> None:
    with pytest.raises(msgspec.ValidationError):
        filed(by_staff=False, section="roads")


def test_a_referral_ends_what_was_suggested_and_a_decline_suggests_anew() -> None:
    house = House()
    officer = house.hire(Role.SECTION_OFFICER, id="officer", sections=("roads",))
    scene = Scene(BODY, actor_of(officer), NOW)
    ticket = a_ticket(suggested="food", in_jurisdiction=True, object="service")
    referred, _ = referral.refer(ticket, deeds.Refer(section="roads"), scene)
    assert (referred.section, referred.suggested) == ("roads", "")
    declined, _ = referral.decline(referred, deeds.Decline(reason="ليس لنا", section="pests"), scene)
    assert suggested_section(declined, BODY) == "pests"
    again, _ = referral.decline(referred, deeds.Decline(reason="ليس لنا"), scene)
    assert again.suggested == ""


@pytest.mark.parametrize("by_staff", [True, False])
def test_whom_it_is_for_and_the_portal_are_kept_with_what_it_says(by_staff: bool) -> None:
    _, tickets = filed(by_staff=by_staff, on_behalf={"name": " مريم\u202e بنت سعيد", "relation": "والدتي"},
                       portal="investors")  # fmt: skip
    event, said = first(tickets)
    assert said.on_behalf == Behalf(name="مريم بنت سعيد", relation="والدتي")
    assert (said.portal, event.facts["portal"]) == ("investors", "investors")
    assert "مريم" not in str(event.facts)


def test_the_contact_of_a_registration_stands_in_its_history() -> None:
    assert first(filed(contact="call-7")[1])[0].facts["contact"] == "call-7"
    assert set(first(filed()[1])[0].facts) == {"kind", "channel"}


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.AGENT, {"name": "مريم بنت سعيد", "relation": "والدتي"}),
        (Role.SECTION_OFFICER, {"name": "مريم بنت سعيد"}),
        (Role.QUALITY, {"name": "م. ب. س."}),
    ],
)
def test_each_role_sees_of_whom_it_is_for_what_it_sees_of_a_requester(role: Role, shown: dict[str, str]) -> None:
    house = House()
    said = Details(description="...", on_behalf=Behalf(name="مريم بنت سعيد", relation="والدتي"), portal="investors")
    house.keep(a_ticket(1, section="roads", status=Status.REFERRED), details=said)
    view = house.call("GET", f"/v1/tickets/{number(1)}", by=house.hire(role, sections=("roads",))).json
    assert (view["on_behalf"], view["portal"]) == (shown, "investors")


def test_a_retired_category_is_named_by_nothing_new() -> None:
    retired = msgspec.structs.replace(BODY.categories[0], active=False)
    body = msgspec.structs.replace(BODY, categories=(retired, BODY.categories[1]))
    scene = Scene(body, SYSTEM, NOW)
    with pytest.raises(Invalid) as refusal:
        checked(msgspec.convert(FILED, Registration), body, public=True)
    assert ("category", "not-found") in [(f["field"], f["reason"]) for f in refusal.value.facts["fields"]]
    with pytest.raises(Invalid):
        intake.classify(a_ticket(category="lighting"), deeds.Classify(category="waste"), scene)
    kept, _ = intake.classify(
        a_ticket(category="waste"), deeds.Classify(category="waste", object=Object.SERVICE), scene
    )
    assert kept.category == "waste"


def test_a_retired_section_gets_nothing_more() -> None:
    sections = tuple(msgspec.structs.replace(each, active=each.code != "roads") for each in BODY.sections)
    body = msgspec.structs.replace(BODY, sections=sections)
    scene = Scene(body, SYSTEM, NOW)
    with pytest.raises(Invalid):
        referral.refer(a_ticket(in_jurisdiction=True, object=Object.SERVICE), deeds.Refer(section="roads"), scene)
    with pytest.raises(Invalid):
        checked(
            msgspec.convert({**FILED, "channel": "phone", "section": "roads"}, StaffRegistration), body, public=False
        )
    ended = a_ticket(section="roads", status=Status.CLOSED, closed_at=iso(NOW))
    again, _ = appeal.reopened(ended, {}, "", scene)
    assert (again.status, again.section, again.queue) == (Status.REGISTERED, "", "second_line")
