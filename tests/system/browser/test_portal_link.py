"""The link in a message on the real stack: a requester rates or appeals by it, once, without a code."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.system.browser.conftest import Visit, Visitor, fits
from tests.system.centre import Centre, complaint, eventually


def link_to_solved(centre: Centre, mobile: str) -> tuple[str, str]:
    """Return the number of a ticket that was solved, and the path of the link in the message that says so."""
    number: str = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    centre.act("agent.salma", number, "solve", message="أُصلحت الحفرة اليوم.")
    eventually(lambda: bool(links(centre, mobile)), "the message with the link")
    return number, links(centre, mobile)[0]


def links(centre: Centre, mobile: str) -> list[str]:
    return re.findall(r"/s/[\w-]+", " ".join(item["text"] for item in centre.outbox(mobile)))


def thanked(visitor: Visitor, text: str) -> Locator:
    """Wait for the thanks, which take the focus from the form that is gone; return them."""
    thanks = visitor.page.get_by_role("status").filter(has_text=text)
    expect(thanks).to_be_focused()
    return thanks


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_link_rates_its_ticket_once_by_keyboard(visit: Visit, centre: Centre, mobile: str, language: str) -> None:
    arabic = language == "ar"
    number, path = link_to_solved(centre, mobile)
    visitor = visit(language, width=320)
    page = visitor.open(path).page
    expect(page.get_by_text("انتهت معالجة طلبكم" if arabic else "Work on your ticket is done")).to_be_visible()
    expect(page.get_by_role("heading", level=1).locator("+ div")).to_have_text(
        "-".join(number[i : i + 3] for i in range(0, 12, 3))
    )
    visitor.check("portal-link")
    fits(page)
    send = page.get_by_role("button", name="أرسلوا التقييم" if arabic else "Send the rating")
    send.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("هذا الحقل مطلوب" if arabic else "This is needed")
    expect(alert).to_be_focused()
    page.get_by_role("radio", name="راضٍ جدًا" if arabic else "Very satisfied").press("Space")
    page.get_by_label("لماذا؟" if arabic else "Why?").fill("عمل سريع")
    page.reload()
    expect(page.get_by_label("لماذا؟" if arabic else "Why?")).to_have_value("عمل سريع")
    send.press("Enter")
    thanked(visitor, "وصلنا تقييمكم" if arabic else "We have your rating")
    visitor.check("portal-link-rated")
    fits(page)
    page.get_by_role("button", name="English" if arabic else "العربية").click()
    expect(page.get_by_text("We have your rating" if arabic else "وصلنا تقييمكم")).to_be_visible()
    page.get_by_role("button", name="العربية" if arabic else "English").click()
    page.reload()
    expect(page.get_by_text("استُخدم هذا الرابط" if arabic else "This link was used before")).to_be_visible()
    expect(send).to_be_hidden()
    visitor.check("portal-link-used")
    page.get_by_role("link", name="تابعوا الطلب" if arabic else "Follow the ticket").click()
    expect(page).to_have_url(re.compile(rf"/tickets/{number}$"))
    expect(page.get_by_role("button", name="أرسلوا الرمز" if arabic else "Send the code")).to_be_visible()
    events = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}/history")["items"]
    assert [event["type"] for event in events].count("ticket.measured") == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_link_opens_its_ticket_again_with_a_reason(visit: Visit, centre: Centre, mobile: str, language: str) -> None:
    arabic = language == "ar"
    number, path = link_to_solved(centre, mobile)
    visitor = visit(language, width=320)
    page = visitor.open(path).page
    page.get_by_role("button", name="أعيدوا فتح الطلب" if arabic else "Open it again").press("Enter")
    reason = page.get_by_label("ما الذي لم يُحل؟" if arabic else "What is not settled?")
    expect(reason).to_be_focused()
    send = page.get_by_role("button", name="أرسلوا التظلم" if arabic else "Send the appeal")
    send.click()
    expect(page.get_by_role("alert")).to_contain_text("هذا الحقل مطلوب" if arabic else "This is needed")
    reason.fill("رُدمت الحفرة بالتراب وعادت بعد المطر")
    visitor.check("portal-link-appeal")
    fits(page)
    send.click()
    thanked(visitor, "فُتح طلبكم من جديد" if arabic else "your ticket is open again")
    visitor.check("portal-link-reopened")
    assert centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")["reopened"] == 1


def test_who_is_not_satisfied_is_told_that_the_ticket_is_open_again(visit: Visit, centre: Centre, mobile: str) -> None:
    number, path = link_to_solved(centre, mobile)
    visitor = visit("ar", width=390)
    page = visitor.open(path).page
    page.get_by_role("radio", name="غير راضٍ", exact=True).check()
    expect(page.get_by_text("إن لم تكونوا راضين فُتح طلبكم من جديد وتولاه")).to_be_visible()
    visitor.check("portal-link-low")
    page.get_by_role("button", name="أرسلوا التقييم").click()
    thanked(visitor, "ونعتذر إليكم")
    assert centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")["reopened"] == 1


def test_a_link_that_was_used_elsewhere_says_so_and_the_words_wait_on_the_tickets_page(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    _, path = link_to_solved(centre, mobile)
    visitor = visit("en", width=390)
    page = visitor.open(path).page
    page.get_by_role("radio", name="Satisfied", exact=True).check()
    page.get_by_label("Why?").fill("Quick work")
    centre.call("POST", f"/v1/public/links/{path.removeprefix('/s/')}", {"score": 5})
    page.get_by_role("button", name="Send the rating").click()
    thanked(visitor, "This link was used before")
    kept = page.evaluate(
        "() => Object.entries(localStorage).filter(([name]) => name.startsWith('nidaa.draft.rating.'))"
    )
    assert "Quick work" in kept[0][1]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_unknown_link_says_so_and_leads_to_the_code(visit: Visit, language: str) -> None:
    arabic = language == "ar"
    visitor = visit(language, width=320)
    page = visitor.open("/s/AAAAAAAAAAAAAAAAAAAAAA").page
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "هذا الرابط غير صالح" if arabic else "This link is not good"
    )
    visitor.check("portal-link-unknown")
    fits(page)
    page.get_by_role("link", name="تابعوا الطلب" if arabic else "Follow the ticket").click()
    expect(page.get_by_role("button", name="أرسلوا الرمز" if arabic else "Send the code")).to_be_visible()
