"""The portal on the real stack: a requester follows a ticket to its end, appeals, rates, withdraws, attaches files."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.system.browser.conftest import Visit, Visitor, fits
from tests.system.centre import Centre, complaint

HOSTILE = "<img src=x onerror=alert(1)> تأخر <b>الرد</b>"


def follow(visitor: Visitor, centre: Centre, mobile: str, number: str) -> Any:
    """Open the page of one's ticket, by the code that comes to the mobile."""
    page = visitor.open(f"/tickets/{number}").page
    enter(visitor, centre, mobile)
    page.get_by_role("heading", name="خطوات الطلب" if visitor.language == "ar" else "Steps").wait_for()
    return page


def enter(visitor: Visitor, centre: Centre, mobile: str) -> None:
    page, arabic = visitor.page, visitor.language == "ar"
    before = len(centre.codes(mobile))
    page.get_by_label("رقم الهاتف أو البريد الإلكتروني" if arabic else "Mobile number or e-mail address").fill(mobile)
    page.get_by_role("button", name="أرسلوا الرمز" if arabic else "Send the code").click()
    page.get_by_label("الرمز" if arabic else "Code", exact=True).fill(centre.next_code(mobile, before))
    page.get_by_role("button", name="دخول" if arabic else "Enter").click()


def file_one(centre: Centre, mobile: str) -> str:
    number: str = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    return number


def solve(centre: Centre, number: str) -> None:
    centre.act("agent.salma", number, "solve", message="أُصلحت الحفرة اليوم.")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_requester_writes_answers_and_withdraws_at_320_pixels(
    visit: Visit, centre: Centre, mobile: str, language: str
) -> None:
    arabic = language == "ar"
    number = file_one(centre, mobile)
    visitor = visit(language, width=320)
    page = follow(visitor, centre, mobile, number)
    page.get_by_label("رسالتكم" if arabic else "Your message").fill(HOSTILE)
    page.get_by_role("button", name="أرسلوا الرسالة" if arabic else "Send the message").click()
    said = page.get_by_role("status").filter(has_text="وصلتنا رسالتكم." if arabic else "We have your message.")
    expect(said).to_be_visible()
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    centre.act("agent.salma", number, "ask", question="أين الحفرة؟")
    page.reload()
    expect(page.get_by_role("heading", name="نحتاج إلى جوابكم" if arabic else "We need your answer")).to_be_visible()
    visitor.check("portal-ticket-asked")
    page.get_by_role("textbox", name="جوابكم" if arabic else "Your answer").fill("أمام المدرسة")
    page.get_by_role("button", name="أرسلوا الرسالة" if arabic else "Send the message").click()
    expect(page.get_by_role("heading", name="نحتاج إلى جوابكم" if arabic else "We need your answer")).to_be_hidden()
    fits(page)
    page.get_by_role("button", name="اسحبوا الطلب" if arabic else "Withdraw the ticket").click()
    visitor.check("portal-ticket-withdraw")
    page.get_by_role("button", name="نعم، اسحبوه" if arabic else "Yes, withdraw it").click()
    withdrawn = page.get_by_role("status").filter(has_text="سُحب طلبكم" if arabic else "Your ticket is withdrawn")
    expect(withdrawn).to_be_visible()


def test_who_is_not_satisfied_appeals_and_who_is_says_so(visit: Visit, centre: Centre, mobile: str) -> None:
    number = file_one(centre, mobile)
    solve(centre, number)
    visitor = visit("ar", width=390)
    page = follow(visitor, centre, mobile, number)
    page.get_by_role("button", name="أرسلوا التقييم").click()
    expect(page.get_by_role("alert")).to_contain_text("هذا الحقل مطلوب")
    page.get_by_role("radio", name="غير راضٍ", exact=True).check()
    page.get_by_label(re.compile("لماذا")).fill("ما زالت الحفرة مكانها")
    visitor.check("portal-ticket-rate")
    page.get_by_role("button", name="أرسلوا التقييم").click()
    expect(page.get_by_role("status").filter(has_text="وصلنا تقييمكم")).to_be_visible()
    seen = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
    assert (seen["reopened"], seen["status"]) == (1, "registered")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_appeal_opens_the_ticket_again_with_its_reason(
    visit: Visit, centre: Centre, mobile: str, language: str
) -> None:
    arabic = language == "ar"
    number = file_one(centre, mobile)
    solve(centre, number)
    visitor = visit(language, width=320)
    page = follow(visitor, centre, mobile, number)
    page.get_by_role("button", name="أعيدوا فتح الطلب" if arabic else "Open it again").press("Enter")
    reason = page.get_by_label("ما الذي لم يُحل؟" if arabic else "What is not settled?")
    expect(reason).to_be_focused()
    send = page.get_by_role("button", name="أرسلوا التظلم" if arabic else "Send the appeal")
    send.click()
    expect(page.get_by_role("alert")).to_be_visible()
    reason.fill("رُدمت الحفرة بالتراب وعادت بعد المطر")
    visitor.check("portal-ticket-appeal")
    send.click()
    done = page.get_by_role("status").filter(has_text="فُتح طلبكم من جديد" if arabic else "Your ticket is open again")
    expect(done).to_be_visible()
    assert centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")["reopened"] == 1


def test_words_stay_when_the_session_ends(visit: Visit, centre: Centre, mobile: str) -> None:
    number = file_one(centre, mobile)
    visitor = visit("ar")
    page = follow(visitor, centre, mobile, number)
    page.get_by_label("رسالتكم").fill("هل من جديد؟")
    over = '{"type": "/problems/unauthenticated", "title": "سجّلوا الدخول", "status": 401}'
    page.route(
        "**/messages", lambda route: route.fulfill(status=401, body=over, content_type="application/json"), times=1
    )
    page.get_by_role("button", name="أرسلوا الرسالة").click()
    expect(page.get_by_text("انتهت مدة دخولكم")).to_be_visible()
    enter(visitor, centre, mobile)
    expect(page.get_by_label("رسالتكم")).to_have_value("هل من جديد؟")
    page.get_by_role("button", name="أرسلوا الرسالة").click()
    expect(page.get_by_role("status").filter(has_text="وصلتنا رسالتكم")).to_be_visible()


def photo(folder: Path) -> Path:
    path = folder / "صورة الحفرة.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path, "JPEG")
    return path


def test_a_photo_is_attached_and_what_does_not_fit_is_said_before_it_is_sent(
    visit: Visit, centre: Centre, mobile: str, tmp_path: Path
) -> None:
    visitor = visit("ar", width=390)
    page = visitor.open("/new").page
    large = tmp_path / "كبيرة.jpg"
    with large.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    program = tmp_path / "program.exe"
    program.write_bytes(b"MZ")
    page.get_by_label("اختاروا صورًا أو ملفات").set_input_files([photo(tmp_path), large, program])
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("والحد")
    expect(refused).to_contain_text("لا نقبل هذا النوع")
    page.get_by_role("radio", name=re.compile("^شكوى")).check()
    page.get_by_label("التصنيف", exact=True).select_option("roads")
    page.get_by_label("ماذا حدث؟").fill("حفرة كبيرة أمام المدرسة")
    page.get_by_label("الاسم الأول").fill("سالم")
    page.get_by_label("اسم العائلة أو القبيلة").fill("البلوشي")
    page.get_by_label("رقم الهاتف المتنقل").fill(mobile)
    page.get_by_role("checkbox", name=re.compile("نيابة عن شخص آخر")).check()
    page.get_by_role("button", name="إرسال الطلب").click()
    expect(page.get_by_role("alert").filter(has_text="اسم صاحب الطلب")).to_be_focused()
    page.get_by_label("اسم صاحب الطلب").fill(HOSTILE)
    visitor.check("portal-new-files")
    page.get_by_role("button", name="إرسال الطلب").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("سُجّل طلبكم")
    page.get_by_role("link", name="تابعوا الطلب").click()
    listed = page.locator("[data-attachments]")
    expect(listed).to_contain_text("صورة الحفرة.jpg")
    visitor.check("portal-ticket-files")
    with page.expect_download() as downloading:
        listed.get_by_role("button").click()
    assert downloading.value.suggested_filename.endswith(".jpg")


def test_an_upload_that_fails_is_sent_again(visit: Visit, centre: Centre, mobile: str, tmp_path: Path) -> None:
    number = file_one(centre, mobile)
    visitor = visit("en")
    page = follow(visitor, centre, mobile, number)
    visitor.cut_off = True  # the browser writes down the failure that is made here
    page.route(
        "**/v1/public/tickets/*/attachments", lambda route: route.abort() if _posts(route) else route.continue_()
    )
    page.get_by_label("Choose photos or files").set_input_files(photo(tmp_path))
    expect(page.get_by_text("Did not arrive")).to_be_visible()
    visitor.check("portal-ticket-upload-failed")
    page.unroute("**/v1/public/tickets/*/attachments")
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("[data-attachments]")).to_contain_text(".jpg")


def _posts(route: Any) -> bool:
    return bool(route.request.method == "POST")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_pin_finds_its_region_and_shows_what_is_reported_near_it(
    visit: Visit, centre: Centre, mobile: str, language: str
) -> None:
    arabic = language == "ar"
    place = {"lat": 23.58, "lon": 58.13}
    report = {"kind": "report", "category": "roads", "location": place}
    centre.call("POST", "/v1/public/tickets", complaint(mobile, **report))
    visitor = visit(language, width=320)
    page = visitor.open("/new").page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 10.0, "longitude": 10.0})
    mine = page.get_by_role("button", name="استخدموا موقعي" if arabic else "Use my place")
    mine.click()
    outside = "خارج حدود اختصاص الجهة" if arabic else "outside the area"
    expect(page.get_by_role("status").filter(has_text=outside)).to_be_visible()
    page.context.set_geolocation({"latitude": 23.58, "longitude": 58.13})
    mine.click()
    expect(page.get_by_label("الولاية أو المنطقة" if arabic else "Wilayat or region")).to_have_value("sahil")
    expect(page.get_by_label("البلدة أو الحي" if arabic else "Town or quarter")).to_have_value("marsa-al-ghaf")
    page.get_by_role("button", name="حددوا المكان على الخريطة" if arabic else "Point on the map").click()
    page.locator("canvas").wait_for()
    page.get_by_role("button", name="ضعوا الدبوس في وسط الخريطة" if arabic else "Put the pin in the middle").click()
    expect(page.get_by_text("23.58, 58.13")).to_be_hidden()
    mine.click()
    expect(page.get_by_text("23.58, 58.13")).to_be_visible()
    near = page.get_by_role("heading", name="قد يكون الأمر مسجلًا من قبل" if arabic else "It may be registered already")
    expect(near).to_be_visible()
    visitor.check("portal-new-pin")
    fits(page)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_how_complaints_work_is_published_and_printed_as_a_poster(visit: Visit, language: str) -> None:
    visitor = visit(language, width=320)
    page = visitor.open("/how").page
    visitor.check("portal-how")
    fits(page)
    expect(page.locator("[data-qr]")).to_have_attribute("data-qr", re.compile(r"/\?body=sawari$"))
    page.set_viewport_size({"width": 800, "height": 1100})
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    visitor.check("portal-how-poster")


def test_the_number_stands_on_paper_with_a_code_that_leads_to_it(visit: Visit, mobile: str) -> None:
    visitor = visit("en")
    page = visitor.open("/new").page
    page.get_by_role("radio", name=re.compile("^Report")).check()
    page.get_by_label("Category", exact=True).select_option("roads")
    page.get_by_label("What happened?").fill("A hole in the road")
    page.get_by_label("I do not want to give my name").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your ticket is registered")
    number = page.locator("[data-number]").get_attribute("data-number")
    code = page.locator("[data-qr]").get_attribute("data-qr") or ""
    assert code.startswith(f"{visitor.address}/tickets/{number}#track=")
    visitor.check("portal-registered-code")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    visitor.check("portal-registered-print")
    on_phone = visit("en", width=390).open(code.removeprefix(visitor.address)).page
    expect(on_phone.get_by_text("A hole in the road")).to_be_visible()
