"""The faces on the real stack: a citizen files in Arabic, an agent finds and classifies it, the citizen follows it."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.browser.conftest import Visit, Visitor, fits, take, unaware
from tests.system.centre import Centre, complaint

HOLE = "توجد حفرة كبيرة أمام بوابة المدرسة منذ يوم الأحد."


def file_a_complaint(citizen: Visitor, mobile: str) -> str:
    """File a complaint as a citizen does; return its number."""
    page = citizen.open("/new").page
    page.get_by_role("radio", name=re.compile("^شكوى")).check()
    page.get_by_label("التصنيف", exact=True).select_option("roads")
    page.get_by_label("ماذا حدث؟").fill(HOLE)
    page.get_by_label("الاسم الأول").fill("سالم")
    page.get_by_label("اسم العائلة أو القبيلة").fill("البلوشي")
    page.get_by_label("رقم الهاتف المتنقل").fill(mobile)
    citizen.check("portal-new-filled")
    page.get_by_role("button", name="إرسال الطلب").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("سُجّل طلبكم")
    citizen.check("portal-registered")
    return page.locator("[data-number]").get_attribute("data-number") or ""


def sign_in(staff: Visitor, username: str) -> None:
    page = staff.open("/console/").page
    staff.check("console-sign-in")
    page.get_by_role("button", name=username).click()
    page.get_by_role("navigation").first.wait_for()


def test_a_complaint_goes_from_the_portal_to_the_second_line(visit: Visit, centre: Centre, mobile: str) -> None:
    citizen = visit("ar", width=390)
    number = file_a_complaint(citizen, mobile)
    centre.told(mobile, 1)

    agent = visit("ar")
    sign_in(agent, "agent.salma")
    agent.open(f"/console/worklists/all?q={mobile.replace('+', '%2B')}")
    shown = "-".join(number[i : i + 3] for i in range(0, 12, 3))
    link = agent.page.get_by_role("link", name=shown)
    link.wait_for()
    agent.check("console-worklist")
    link.click()
    expect(agent.page.get_by_text(HOLE).first).to_be_visible()
    agent.check("console-ticket")
    agent.page.get_by_role("button", name="تصنيف", exact=True).click()
    form = agent.page.get_by_role("dialog")
    form.get_by_role("radio", name="نعم").check()
    agent.check("console-classify")
    form.get_by_role("button", name="إرسال").click()
    expect(form).to_be_hidden()
    seen = centre.staff("agent.salma", "GET", f"/v1/tickets/{number}")
    assert (seen["queue"], seen["in_jurisdiction"]) == ("second_line", True)

    page = citizen.open("/tickets").page
    page.get_by_label("رقم الهاتف أو البريد الإلكتروني").fill(mobile)
    before = len(centre.codes(mobile))
    page.get_by_role("button", name="أرسلوا الرمز").click()
    page.get_by_label("الرمز", exact=True).fill(centre.next_code(mobile, before))
    page.get_by_role("button", name="دخول").click()
    page.get_by_role("link", name=shown).click()
    expect(page.get_by_text(HOLE)).to_be_visible()
    citizen.check("portal-ticket")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_are_whole_in_both_languages_and_at_320_pixels(visit: Visit, language: str) -> None:
    visitor = visit(language, width=320)
    for name, path in (("home", "/"), ("new", "/new"), ("track", "/tickets"), ("not-found", "/nowhere")):
        visitor.open(path).check(f"portal-{name}")
        fits(visitor.page)


def test_a_change_of_language_keeps_what_was_typed(visit: Visit) -> None:
    visitor = visit("ar")
    page = visitor.open("/new").page
    page.get_by_label("ماذا حدث؟").fill(HOLE)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("What happened?")).to_have_value(HOLE)
    assert page.evaluate("() => document.documentElement.dir") == "ltr"


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(visit: Visit) -> None:
    visitor = visit("ar")
    page = visitor.open("/new").page
    page.get_by_role("radio", name=re.compile("^شكوى")).check()
    page.get_by_label("التصنيف", exact=True).select_option("roads")
    page.get_by_label("ماذا حدث؟").fill(HOLE)
    page.get_by_label("الاسم الأول").fill("سالم")
    page.get_by_label("اسم العائلة أو القبيلة").fill("البلوشي")
    page.get_by_label("رقم الهاتف المتنقل").fill("12")
    page.get_by_role("button", name="إرسال الطلب").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("حقل واحد")
    expect(page.get_by_label("رقم الهاتف المتنقل")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("ماذا حدث؟")).to_have_value(HOLE)
    visitor.check("portal-new-refused")


def test_a_stale_ticket_is_told_in_words_and_the_words_typed_stay(visit: Visit, centre: Centre, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    agent = visit("ar")
    sign_in(agent, "agent.salma")
    page = agent.open(f"/console/tickets/{number}").page
    take(page.get_by_role("button", name="إجراءات أخرى"), page.get_by_role("menuitem", name="تعليق داخلي"))
    form = page.get_by_role("dialog")
    form.get_by_role("textbox").fill("اتصلت بالسائل")
    with unaware(page, centre, "agent.salma", number):
        centre.act("supervisor.khalid", number, "note", text="لاحظت هذا")
        form.get_by_role("button", name="إرسال").click()
        expect(form).to_contain_text("غيّر شخص آخر هذا الطلب قبلكم")
    form.get_by_role("button", name="اعرضوا الطلب كما هو الآن").click()
    expect(form.get_by_role("textbox")).to_have_value("اتصلت بالسائل")
    form.get_by_role("button", name="إرسال", disabled=False).click()
    expect(form).to_be_hidden()
    expect(page.get_by_text("اتصلت بالسائل")).to_be_visible()
