"""Messages on the deployed template: e-mail in both directions, receipts, the next channel, what staff see of it."""

import re
from typing import Any

from tests.system.centre import Centre, complaint, eventually


def requester(mobile: str, **more: Any) -> dict[str, Any]:
    return {"first_name": "منى", "family_name": "الهنائي", "mobile": mobile, **more}


def states(centre: Centre, number: str) -> dict[str, str]:
    """Return each message's state by channel, as staff see it."""
    items = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}/messages")["items"]
    return {item["channel"]: item["state"] for item in items}


def test_a_requester_who_prefers_email_is_told_so_from_right_to_left(centre: Centre, mobile: str) -> None:
    address = f"mona{mobile[1:]}@people.example"
    who = requester(mobile, email=address, preferred_channel="email")
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile, requester=who))["number"]
    centre.told(address, 1)
    [mail] = centre.outbox(address)
    shown = "-".join(number[i : i + 3] for i in range(0, 12, 3))
    assert shown in mail["subject"]
    assert '<html lang="ar" dir="rtl">' in mail["html"]
    assert shown in re.sub("[\u2066-\u2069]", "", mail["text"])
    assert centre.outbox(mobile) == []
    eventually(lambda: states(centre, number) == {"email": "sent"}, "that it was sent")


def test_delivered_comes_from_the_handset_and_a_failed_text_is_followed_by_an_email(
    centre: Centre, mobile: str
) -> None:
    address = f"mona{mobile[1:]}@people.example"
    wanted = complaint(mobile, language="en", requester=requester(mobile, email=address))
    first = centre.call("POST", "/v1/public/tickets", wanted)["number"]
    centre.told(mobile, 1)
    centre.call("POST", f"/_local/outbox/{centre.outbox(mobile)[0]['id']}", {"state": "delivered"})
    eventually(lambda: states(centre, first) == {"sms": "delivered"}, "the receipt")

    second = centre.call("POST", "/v1/public/tickets", wanted)["number"]
    centre.told(mobile, 2)
    centre.call("POST", f"/_local/outbox/{centre.outbox(mobile)[0]['id']}", {"state": "failed"})
    eventually(lambda: states(centre, second) == {"sms": "fallen_back", "email": "sent"}, "the next channel")
    [text] = centre.told(address, 1)
    assert "We registered" in text

    centre.call("POST", f"/_local/outbox/{centre.outbox(address)[0]['id']}", {"state": "delivered"})
    eventually(lambda: states(centre, second) == {"sms": "fallen_back", "email": "delivered"}, "the mail's receipt")


def test_a_link_in_a_rejection_leads_to_its_ticket_and_reopens_it(centre: Centre, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    centre.act("agent.salma", number, "classify", in_jurisdiction=True, object="service", complexity="routine")
    centre.act("agent.salma", number, "reject", reason="سبق البت في الموضوع نفسه")
    text = centre.told(mobile, 2)[1]
    assert "سبق البت في الموضوع نفسه" in text
    token = text.rsplit("/s/", 1)[1]
    assert centre.call("GET", f"/v1/public/links/{token}")["number"] == number
    centre.call("POST", f"/v1/public/links/{token}", {"reopen": {"reason": "لم يُنظر في الصور"}})
    assert "موظفون جدد" in centre.told(mobile, 3)[2]
