"""Registering for somebody: known by their mobile, refused with the reason beside the field, the number."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.browser.conftest import Visit
from tests.system.browser.test_console_lists import staff
from tests.system.centre import Centre, complaint


def test_the_counter_registers_for_somebody_known_and_shows_the_number(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    centre.call("POST", "/v1/public/tickets", complaint(mobile))
    person = {"body": "sawari", "first_name": "سالم", "family_name": "البلوشي", "mobile": mobile}
    centre.staff("reception.aisha", "POST", "/v1/people", person)
    clerk = staff(visit, "reception.aisha")
    page = clerk.open("/console/register").page
    page.get_by_label("الهاتف").fill(mobile)
    page.get_by_role("button", name="تعبئة بياناته").click()
    expect(page.get_by_label("الاسم الأول")).to_have_value("سالم")
    expect(page.get_by_text("متعامل معروف بهذا الرقم")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^شكوى")).check()
    page.get_by_role("button", name="التصنيف", exact=False).first.click()
    page.get_by_role("option", name="الطرق والأرصفة").click()
    page.get_by_label("ما قاله مقدم الطلب").fill("حفرة أمام باب المسجد <script>alert(1)</script>")
    clerk.check("console-register")
    page.reload()
    expect(page.get_by_label("ما قاله مقدم الطلب")).to_have_value(re.compile("حفرة أمام باب المسجد"))
    page.get_by_role("button", name="تسجيل الطلب").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("سُجّل الطلب")
    clerk.check("console-registered")
    number = page.locator("[data-number]").get_attribute("data-number")
    seen = centre.staff("reception.aisha", "GET", f"/v1/tickets/{number}")
    assert (seen["channel"], seen["requester"]["mobile"]) == ("walk_in", mobile)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_wrong_mobile_is_said_beside_it_and_nothing_typed_is_lost(visit: Visit, language: str) -> None:
    agent = staff(visit, "agent.salma", language)
    page = agent.open("/console/register").page
    arabic = language == "ar"
    page.get_by_label("الهاتف" if arabic else "Mobile").fill("12")
    page.get_by_label("الاسم الأول" if arabic else "First name").fill("سالم")
    page.get_by_role("radio", name=re.compile("^استفسار" if arabic else "^Inquiry")).check()
    page.get_by_role("button", name="التصنيف" if arabic else "Category").first.click()
    page.get_by_role("option").first.click()
    page.get_by_label("ما قاله مقدم الطلب" if arabic else "What the requester said").fill("متى يفتح المكتب؟")
    page.get_by_role("button", name="تسجيل الطلب" if arabic else "Register", exact=True).click()
    field = page.locator("[id='requester.mobile']")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("12")
    agent.check("console-register-refused")
    page.get_by_role("button", name="إفراغ النموذج" if arabic else "Empty the form").click()
