"""Every notice once: whatever is repeated, fails, or is never answered, and whoever asks too often."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.shared.numbers import shown
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud
from tests.system.lossy import lossy_way


@pytest.fixture
def email(mobile: str) -> str:
    return f"requester{mobile[-8:]}@mail.example"


def file(centre: Centre, mobile: str, email: str = "", **changes: Any) -> str:
    """File a complaint of somebody who can be reached by mobile, and by e-mail if they have it."""
    asked = complaint(mobile, **changes)
    asked["requester"] |= {"email": email} if email else {}
    return str(centre.call("POST", "/v1/public/tickets", asked, status=201)["number"])


def messages(centre: Centre, number: str) -> list[tuple[str, str, str]]:
    """Return what a ticket's requester was told: what, by which channel, and what became of it; oldest first."""
    items = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}/messages")["items"]
    told = [(item["says"], item["channel"], item["state"]) for item in items if item["audience"] == "requester"]
    return told[::-1]


def in_state(centre: Centre, number: str, *states: tuple[str, str, str]) -> None:
    eventually(lambda: messages(centre, number) == list(states), f"{states}")


def play(centre: Centre, to: str, state: str) -> None:
    """Let the newest message to somebody arrive, or fail."""
    newest = centre.outbox(to)[0]
    assert centre.call("POST", f"/_local/outbox/{newest['id']}", {"state": state})["state"] == state


def test_events_that_come_again_tell_nobody_again(centre: Centre, cloud: Cloud, mobile: str) -> None:
    began = datetime.fromisoformat(centre.call("GET", "/_local/clock")["now"]) - timedelta(seconds=1)
    number = file(centre, mobile)
    centre.act("agent.salma", number, "classify", in_jurisdiction=True, object="service")
    centre.act("distributor.maryam", number, "refer", section="roads-coast")
    centre.act("officer.nasser", number, "ask", question="متى رأيتموها؟")
    before = centre.told(mobile, 2)
    events = cloud.bus_messages(number)
    assert len(events) >= 4  # a fifth where an officer is on shift, and is given the ticket
    cloud.send("notifications-tell", *events, *events)
    cloud.send("tickets-count", *events)
    assert cloud.redrive().since(began) >= 4
    cloud.settle()
    assert centre.told(mobile, 2) == before
    assert messages(centre, number) == [("registered", "sms", "sent"), ("asked", "sms", "sent")]


def test_a_message_is_delivered_only_when_the_carrier_says_so(centre: Centre, mobile: str) -> None:
    number = file(centre, mobile)
    centre.told(mobile, 1)
    in_state(centre, number, ("registered", "sms", "sent"))
    play(centre, mobile, "delivered")
    in_state(centre, number, ("registered", "sms", "delivered"))
    play(centre, mobile, "delivered")
    assert len(centre.told(mobile, 1)) == 1


def test_a_failed_text_goes_by_email_where_there_is_one(centre: Centre, mobile: str, email: str) -> None:
    number = file(centre, mobile, email)
    centre.told(mobile, 1)
    assert centre.outbox(email) == []
    play(centre, mobile, "failed")
    (text,) = centre.told(email, 1)
    assert shown(number) in text
    in_state(centre, number, ("registered", "email", "sent"), ("registered", "sms", "fallen_back"))
    play(centre, mobile, "failed")
    play(centre, email, "delivered")
    in_state(centre, number, ("registered", "email", "delivered"), ("registered", "sms", "fallen_back"))
    assert len(centre.outbox(email)) == len(centre.outbox(mobile)) == 1


def test_a_failed_text_to_one_without_email_is_the_end_of_it(centre: Centre, mobile: str) -> None:
    number = file(centre, mobile)
    centre.told(mobile, 1)
    play(centre, mobile, "failed")
    in_state(centre, number, ("registered", "sms", "failed"))
    assert len(centre.outbox(mobile)) == 1


def test_an_answer_that_never_came_is_followed_up_after_ten_minutes(
    centre: Centre, cloud: Cloud, mobile: str, email: str
) -> None:
    with (
        lossy_way(cloud.stack.settings.cloud_port) as address,
        cloud.variables("notifications-tell", AWS_ENDPOINT_URL_SNS=address),
    ):
        unheard = file(centre, mobile, email)
        heard = file(centre, mobile, email, description="إنارة الشارع معطلة أمام الحديقة")
        centre.told(mobile, 2)
        for number in (unheard, heard):
            in_state(centre, number, ("registered", "sms", "unknown"))
    centre.advance("PT6M")  # a slow machine spends of the ten minutes too
    assert centre.outbox(email) == []
    centre.advance("PT5M")
    for number in (unheard, heard):
        in_state(centre, number, ("registered", "email", "sent"), ("registered", "sms", "fallen_back"))
    assert len(centre.told(email, 2)) == len(centre.told(mobile, 2)) == 2


def test_an_email_whose_answer_never_came_goes_out_once_more_and_no_more(
    centre: Centre, cloud: Cloud, email: str
) -> None:
    who = {"first_name": "سالم", "family_name": "البلوشي", "email": email}
    with (
        lossy_way(cloud.stack.settings.cloud_port) as address,
        cloud.variables("notifications-tell", AWS_ENDPOINT_URL_SESV2=address),
        cloud.variables("notifications-check", AWS_ENDPOINT_URL_SESV2=address),
    ):
        asked = complaint("", requester=who)
        number = centre.call("POST", "/v1/public/tickets", asked, status=201)["number"]
        centre.told(email, 1)
        in_state(centre, number, ("registered", "email", "unknown"))
        centre.advance("PT11M")
        assert len(set(centre.told(email, 2))) == 1
        in_state(centre, number, ("registered", "email", "unknown"))
        centre.advance("PT25M")
    assert len(centre.told(email, 2)) == 2


def test_registrations_text_one_number_three_times_an_hour(centre: Centre, mobile: str) -> None:
    at_the_hour(centre)
    filed = [centre.call("POST", "/v1/public/tickets", complaint(mobile)) for _ in range(5)]
    assert [answer["notified"] for answer in filed] == [True, True, True, False, False]
    centre.told(mobile, 3)
    asked = complaint(mobile, channel="phone", object="service")
    assert centre.staff("agent.salma", "POST", "/v1/tickets", asked)["notified"] is False
    assert len(centre.told(mobile, 3)) == 3


def test_a_flood_of_codes_sends_three_an_hour_and_answers_all_alike(centre: Centre, cloud: Cloud, mobile: str) -> None:
    at_the_hour(centre)
    asked = json.dumps({"mobile": mobile}).encode()
    answers = [centre.send("POST", "/v1/public/codes", asked) for _ in range(8)]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, answers[0].text)}
    eventually(lambda: len(centre.outbox(mobile)) == 3, "three codes")
    cloud.settle()
    assert len(centre.outbox(mobile)) == 3
    code = centre.codes(mobile)[2]
    centre.call("POST", "/v1/public/sessions", {"mobile": mobile, "code": code}, status=200)
    centre.call("POST", "/v1/public/sessions", {"mobile": mobile, "code": code}, status=401)


def at_the_hour(centre: Centre) -> None:
    """Begin an hour of the clock, so that no limit's window ends within the test."""
    now = datetime.fromisoformat(centre.call("GET", "/_local/clock")["now"]).astimezone(UTC)
    if now.minute > 55:
        centre.advance(f"PT{61 - now.minute}M")
