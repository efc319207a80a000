"""Registering for somebody: whoever is known is filled in, nothing typed is lost, what is wrong is said beside it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.system.browser.conftest import Visit, choose
from tests.system.browser.test_console_lists import sign_in_again, staff
from tests.system.centre import Centre, complaint

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
FILES: list[Any] = [
    {"name": "حفرة.png", "mimeType": "image/png", "buffer": PICTURE},
    {"name": "IMG_0001.HEIC", "mimeType": "", "buffer": b"\0\0\0\x18ftypheic" + b"\0" * 64},
]


def refused(folder: Path) -> list[Path]:
    """Return files that are not taken: a large one, which no test carries to the browser itself, and a program."""
    large, program = folder / "كبيرة.jpg", folder / "برنامج.exe"
    with large.open("wb") as file:
        file.truncate(40_000_000)
    program.write_bytes(b"MZ")
    return [large, program]


def known(centre: Centre, mobile: str, family: str) -> None:
    """Keep a requester of a name, as somebody at the counter does."""
    person = {"body": "sawari", "first_name": "سالم", "family_name": family, "mobile": mobile, "vip": True}
    centre.staff("reception.aisha", "POST", "/v1/people", person)


def lose_first_answer(page: Page, path: str) -> list[str]:
    """Let the service do what is sent, and lose its first answer; return the keys under which it came."""
    keys: list[str] = []

    def pass_on(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > 1:
            return route.continue_()
        route.fetch()
        return route.abort("internetdisconnected")

    page.route(path, pass_on)
    return keys


def test_the_counter_registers_for_one_of_several_known_and_loses_nothing_on_the_way(
    visit: Visit, centre: Centre, mobile: str, tmp_path: Path
) -> None:
    family = f"المرساوي{mobile[-5:].translate(str.maketrans('0123456789', 'ابتثجحخدذر'))}"
    known(centre, mobile, family)
    known(centre, f"+96893{mobile[-6:]}", family)
    clerk = staff(visit, "reception.aisha")
    page = clerk.page
    expect(page.get_by_role("heading", level=1)).to_have_text("تسجيل طلب")
    page.get_by_role("button", name="تسجيل الطلب").click()
    expect(page.get_by_text("هذا الحقل مطلوب").first).to_be_visible()
    clerk.check("console-register-empty")

    page.get_by_label("ابحثوا عن متعامل معروف").fill(family)
    expect(page.get_by_text("أكثر من متعامل؛ اختاروا من هو")).to_be_visible()
    taken = page.get_by_role("button", name="تعبئة بياناته")
    expect(taken).to_have_count(2)
    page.locator("div").filter(has_text=mobile).filter(has=taken).last.get_by_role("button").click()
    expect(page.get_by_label("الاسم الأول")).to_have_value("سالم")
    expect(page.locator("[id='requester.mobile']")).to_have_value(mobile)

    page.get_by_role("radio", name=re.compile("^شكوى")).check()
    choose(page.get_by_role("button", name="التصنيف").first, page.get_by_role("option", name="الطرق والأرصفة"))
    page.get_by_label("ما قاله مقدم الطلب").fill("حفرة أمام باب المسجد <script>alert(1)</script>")
    choose(page.get_by_label("هل يشكل خطرًا"), page.get_by_role("option", name="نعم"))
    page.get_by_role("button", name="بيانات أخرى عنه").click()
    page.get_by_label("يتقدم نيابةً عن").fill("عائشة بنت حمود")
    page.get_by_label("الإحداثيات").fill("٢٠٫٥، ٥٠٫٥")
    page.get_by_role("button", name="تثبيت").click()
    expect(page.get_by_text("خارج حدود اختصاص الجهة")).to_be_visible()
    page.get_by_role("button", name="تسجيل الطلب").click()
    expect(page.get_by_text("في النموذج حقل واحد")).to_be_visible()
    page.get_by_role("button", name="تحديد المكان على الخريطة").click()
    page.get_by_role("button", name="وضع الدبوس في وسط الخريطة").click()
    expect(page.get_by_text("خارج حدود اختصاص الجهة")).to_have_count(0)
    page.get_by_role("button", name="إغلاق الخريطة").click()
    section = page.get_by_role("button", name=re.compile("^القسم قسم"))
    expect(section).to_be_visible()
    page.locator("input[type=file]").set_input_files(refused(tmp_path))
    expect(page.get_by_text(re.compile(r"حجمه \W?38\.1\W? ميغابايت"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"برنامج\.exe\W?: لا نقبل"))).to_be_visible()
    clerk.check("console-register")

    page.evaluate("() => sessionStorage.clear()")
    page.reload()
    sign_in_again(page, "reception.aisha")
    expect(page.get_by_label("ما قاله مقدم الطلب")).to_have_value(re.compile("حفرة أمام باب المسجد"))
    page.locator("input[type=file]").set_input_files(FILES)
    keys = lose_first_answer(page, "**/v1/tickets")
    clerk.cut_off = True
    page.get_by_role("button", name="تسجيل الطلب").click()
    expect(page.get_by_text("لا يوجد اتصال بالشبكة")).to_be_visible()
    page.get_by_role("button", name="تسجيل الطلب").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("سُجّل الطلب")
    assert len(set(keys)) == 1
    expect(page.get_by_text("حُفظت بيانات المتعامل")).to_be_visible()
    expect(page.locator("[data-upload=sent]")).to_have_count(2)
    clerk.check("console-registered")

    number = page.locator("[data-number]").get_attribute("data-number")
    expect(page.locator("[data-qr]")).to_have_attribute("data-qr", re.compile(f"/tickets/{number}$"))
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="الشخص التالي")).to_be_hidden()
    expect(page.locator("[data-number]")).to_be_visible()
    page.emulate_media(media="screen")
    seen = centre.staff("reception.aisha", "GET", f"/v1/tickets/{number}")
    assert (seen["channel"], seen["requester"]["mobile"]) == ("walk_in", mobile)
    assert seen["on_behalf"]["name"] == "عائشة بنت حمود"
    assert seen["suggested_section"]
    own = centre.staff("reception.aisha", "GET", f"/v1/tickets?body=sawari&requester={mobile.replace('+', '%2B')}")
    assert [each["number"] for each in own["items"]] == [number]

    page.get_by_role("button", name="الشخص التالي").click()
    expect(page.get_by_label("الاسم الأول")).to_have_value("")
    expect(page.get_by_role("button", name="القناة حضور شخصي")).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_wrong_mobile_is_said_beside_it_and_nothing_typed_is_lost(visit: Visit, language: str) -> None:
    agent = staff(visit, "agent.salma", language)
    page = agent.open("/console/register").page
    arabic = language == "ar"
    page.locator("[id='requester.mobile']").fill("12")
    page.get_by_label("الاسم الأول" if arabic else "First name").fill("سالم")
    page.get_by_label("اسم العائلة" if arabic else "Family").fill("البلوشي")
    page.get_by_role("radio", name=re.compile("^استفسار" if arabic else "^Inquiry")).check()
    choose(page.get_by_role("button", name="التصنيف" if arabic else "Category").first, page.get_by_role("option").first)
    page.get_by_label("ما قاله مقدم الطلب" if arabic else "What the requester said").fill("متى يفتح المكتب؟")
    choose(page.get_by_role("button", name="المديرية" if arabic else "Directorate"), page.get_by_role("option").first)
    section = page.get_by_role("button", name=re.compile("^القسم" if arabic else "^Section"))
    choose(section, page.get_by_role("option").first)
    page.get_by_role("button", name="تسجيل الطلب" if arabic else "Register", exact=True).click()
    field = page.locator("[id='requester.mobile']")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("12")
    agent.check("console-register-refused")
    page.get_by_role("button", name="إفراغ النموذج" if arabic else "Empty the form").click()
    expect(field).to_have_value("")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_who_asks_again_is_found_and_added_to_the_ticket_there_is(
    visit: Visit, centre: Centre, mobile: str, language: str
) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    known(centre, mobile, "البلوشي")
    arabic = language == "ar"
    agent = staff(visit, "agent.salma", language, dark=not arabic)
    page = agent.open("/console/requesters").page
    page.get_by_role("searchbox").fill(mobile)
    page.locator("[data-person] a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("سالم البلوشي")
    expect(page.locator(f"a[href$='/tickets/{number}']")).to_be_visible()
    consent = page.get_by_label("استبيانات الرضا" if arabic else "Satisfaction surveys")
    consent.check()
    expect(page.get_by_text("وافق في" if arabic else "Agreed on")).to_be_visible()
    consent.uncheck()
    expect(page.get_by_text("سحب موافقته" if arabic else "Withdrew on")).to_be_visible()
    agent.check("console-requester")

    page.get_by_role("button", name="تسجيل طلب له" if arabic else "Register a ticket for them").click()
    expect(page.locator("[id='requester.mobile']")).to_have_value(mobile)
    page.get_by_role("radio", name=re.compile("^شكوى" if arabic else "^Complaint")).check()
    roads = page.get_by_role("option", name="الطرق والأرصفة" if arabic else "Roads").first
    choose(page.get_by_role("button", name="التصنيف" if arabic else "Category").first, roads)
    said = page.get_by_label("ما قاله مقدم الطلب" if arabic else "What the requester said")
    said.fill("ما زالت الحفرة في الطريق أمام مدرسة الصواري")
    alike = page.locator(f"[data-alike='{number}']")
    expect(alike).to_be_visible()
    agent.check("console-register-alike")
    alike.get_by_role("button", name="أضيفوا إلى هذا الطلب" if arabic else "Add to this ticket").click()
    title = "أُضيف إلى طلب قائم" if arabic else "Added to a ticket there is"
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    history = centre.staff("agent.salma", "GET", f"/v1/tickets/{number}/history")["items"]
    assert "ticket.contacted" in {each["type"] for each in history}
