"""What a requester does beyond tickets: write to the body, stay in touch and withdraw, take data away or erase them."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.system.browser.conftest import Visit, fits
from tests.system.browser.test_portal import HOSTILE, enter, file_one
from tests.system.centre import Centre


@pytest.mark.parametrize("language", ["ar", "en"])
def test_somebody_writes_to_the_body_by_keyboard_and_gets_a_number(visit: Visit, centre: Centre, language: str) -> None:
    arabic = language == "ar"
    visitor = visit(language, width=320, dark=arabic)
    page = visitor.open("/contact").page
    send = page.get_by_role("button", name="أرسلوا الرسالة" if arabic else "Send the message")
    send.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("link")).to_have_count(5)
    alert.get_by_role("link").first.press("Enter")
    page.keyboard.type("سالم البلوشي")
    expect(page.get_by_label("الاسم" if arabic else "Name", exact=True)).to_have_value("سالم البلوشي")
    email = page.get_by_label("البريد الإلكتروني" if arabic else "E-mail address", exact=True)
    email.fill("salem.example")
    page.get_by_label("بمَ تتعلق رسالتكم؟" if arabic else "What is it about?").select_option("roads")
    page.get_by_label("الموضوع" if arabic else "Subject", exact=True).fill("مواعيد الصيانة")
    page.get_by_label("نص الرسالة" if arabic else "Message", exact=True).fill(HOSTILE)
    send.press("Enter")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("نص الرسالة" if arabic else "Message", exact=True)).to_have_value(HOSTILE)
    visitor.check("portal-contact")
    fits(page)
    email.fill("salem@sawari.example")
    send.press("Enter")
    page.locator("[data-number]").wait_for()
    number = page.locator("[data-number]").get_attribute("data-number") or ""
    seen = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
    assert (seen["kind"], seen["subject"]) == ("inquiry", "مواعيد الصيانة")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_somebody_signs_up_for_news_and_withdraws_here_and_by_link(
    visit: Visit, centre: Centre, mobile: str, language: str
) -> None:
    arabic = language == "ar"
    visitor = visit(language, width=320, dark=not arabic)
    page = visitor.open("/contact").page
    page.get_by_role("button", name="سجّلوا أو ألغوا تسجيلكم" if arabic else "Sign up or withdraw").press("Enter")
    enter(visitor, centre, mobile)
    agree = page.get_by_role("button", name="سجّلوني" if arabic else "Sign me up")
    agree.click()
    expect(page.get_by_role("alert")).to_contain_text("هذا الحقل مطلوب" if arabic else "This is needed")
    stay = page.get_by_role("region", name="ابقوا على تواصل" if arabic else "Stay in touch")
    stay.get_by_label("الاسم" if arabic else "Name", exact=True).fill(HOSTILE)
    page.get_by_role("checkbox").check()
    agree.click()
    active = page.get_by_role("status").filter(has_text="أنتم مسجلون" if arabic else "You are signed up")
    expect(active).to_be_visible()
    visitor.check("portal-stay")
    fits(page)
    withdraw = page.get_by_role("button", name="ألغوا التسجيل" if arabic else "Withdraw", exact=True)
    withdraw.click()
    expect(stay.get_by_role("status").filter(has_text="أُلغي تسجيلكم" if arabic else "withdrawn")).to_be_visible()
    stay.get_by_label("الاسم" if arabic else "Name", exact=True).fill("سالم")
    page.get_by_role("checkbox").check()
    agree.click()
    expect(active).to_be_visible()

    bearer = page.evaluate("() => JSON.parse(sessionStorage.getItem('nidaa.session')).token")
    token = centre.call("GET", "/v1/public/me/subscription?body=sawari", bearer=bearer)["token"]
    visitor.open(f"/stay#{token}")
    visitor.check("portal-stay-link")
    page.get_by_role("button", name="ألغوا التسجيل" if arabic else "Withdraw", exact=True).press("Enter")
    expect(page.get_by_role("status").filter(has_text="أُلغي تسجيلكم" if arabic else "withdrawn")).to_be_visible()
    assert not centre.call("GET", "/v1/public/me/subscription?body=sawari", bearer=bearer)["active"]
    visitor.open("/how").open("/stay#nothing")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "هذا الرابط غير صالح" if arabic else "This link is not good"
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_own_data_are_filled_in_taken_away_and_erased(
    visit: Visit, centre: Centre, mobile: str, language: str, tmp_path: Path
) -> None:
    arabic = language == "ar"
    number = file_one(centre, mobile)
    known = {"first_name": "سالم", "family_name": "البلوشي", "mobile": mobile}
    centre.staff("agent.salma", "POST", "/v1/people", known)
    visitor = visit(language, width=320, dark=arabic)
    page = visitor.open("/me").page
    enter(visitor, centre, mobile)
    expect(page.get_by_role("heading", name="ما نعرفه عنكم" if arabic else "What we know of you")).to_be_visible()
    visitor.check("portal-own")
    fits(page)

    page.get_by_role("navigation").get_by_role("link", name="تقديم طلب" if arabic else "File a ticket").click()
    expect(page.get_by_text("ملأنا بياناتكم" if arabic else "We filled in")).to_be_visible()
    first = page.get_by_label("الاسم الأول" if arabic else "First name")
    expect(first).to_have_value("سالم")
    assert not drafts(page)  # nothing of a person stays on the device before somebody types
    first.fill("")
    expect(first).to_have_value("")

    visitor.page.go_back()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="نزّلوا الملف" if arabic else "Download the file").press("Enter")
    path = tmp_path / "own.json"
    downloading.value.save_as(path)
    assert [ticket["number"] for ticket in json.loads(path.read_text("utf-8"))["tickets"]] == [number]

    page.get_by_role("button", name="محو بياناتي" if arabic else "Erase my data").click()
    expect(page.get_by_text("هل أنتم متأكدون؟" if arabic else "Are you sure?")).to_be_focused()
    page.get_by_role("button", name="لا، أبقوها" if arabic else "No, keep them").click()
    page.get_by_role("button", name="محو بياناتي" if arabic else "Erase my data").click()
    visitor.check("portal-own-erase")
    page.get_by_role("button", name="نعم، امحوا" if arabic else "Yes, erase").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("مُحيت بياناتكم" if arabic else "Your data are erased")
    expect(page.get_by_text("طلب واحد" if arabic else "one ticket")).to_be_visible()
    assert page.evaluate("() => sessionStorage.getItem('nidaa.session')") is None
    erased = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
    assert not erased["description"]


def drafts(page: Page) -> list[str]:
    names: list[str] = page.evaluate("() => Object.keys(localStorage).filter(name => name.startsWith('nidaa.draft.'))")
    return names


def test_a_links_language_wins_and_is_remembered_until_another_is_chosen(visit: Visit) -> None:
    visitor = visit("ar")
    page = visitor.open("/how?lang=en").page
    expect(page.get_by_role("heading", level=1)).to_have_text("How complaints work")
    expect(page).not_to_have_url(re.compile("lang="))
    visitor.open("/contact")
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact us")
    page.get_by_role("button", name="العربية").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("تواصلوا معنا")
    visitor.open("/?lang=xx&body=muashir-statistics")
    expect(page.get_by_role("heading", level=1)).to_have_text("كيف نخدمكم؟")
    expect(page).to_have_url(re.compile("body=muashir-statistics$"))


@pytest.mark.parametrize(
    ("body", "language"), [("sawari", "en"), ("manarah-tourism", "ar"), ("muashir-statistics", "en")]
)
def test_pages_have_their_contrast_in_the_dark_in_the_colours_of_each_body(
    visit: Visit, body: str, language: str
) -> None:
    visitor = visit(language, width=360, dark=True)
    visitor.page.add_init_script(f"sessionStorage.setItem('nidaa.body', '{body}')")
    for path in ("/", "/new", "/how"):
        visitor.open(path).check(f"portal-dark{path.replace('/', '-').rstrip('-')}")
        fits(visitor.page)
