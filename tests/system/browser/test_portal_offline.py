"""The portal without a connection: it opens, a report with its photos waits, and goes out once when it is back."""

import re
from pathlib import Path

from playwright.sync_api import Page, Request, Response, expect

from tests.system.browser.conftest import Visit, Visitor, fits
from tests.system.browser.test_portal import photo
from tests.system.centre import Centre, eventually

KEPT = """async () => navigator.serviceWorker.controller?.state === "activated"
    && (await (await caches.open("nidaa-answers")).keys()).length > 2"""
"""Whether the worker serves the page, and keeps the settings, the bodies and this body."""
HOSTILE = "<img src=x onerror=alert(1)> حفرة <b>كبيرة</b>"


def ready(visitor: Visitor) -> Page:
    """Open the portal, and wait until it can do without a connection."""
    page = visitor.open("/").page
    # Not `wait_for_function`: it takes the promise of an answer for the answer yes.
    eventually(lambda: bool(page.evaluate(KEPT)), "what the portal keeps for a day without a connection")
    return page


def cut(visitor: Visitor) -> None:
    """Cut the connection; that the browser itself writes down what did not load is no trouble."""
    visitor.cut_off = True
    visitor.page.context.set_offline(True)


def is_report(request: Request) -> bool:
    """Tell whether a report is sent; while the connection is cut, its tries end without an answer."""
    return request.method == "POST" and request.url.endswith("/tickets")


def report_in_arabic(page: Page, text: str) -> None:
    page.get_by_role("radio", name=re.compile("^بلاغ")).check()
    page.get_by_label("التصنيف", exact=True).select_option("roads")
    page.get_by_label("ماذا حدث؟").fill(text)
    page.get_by_label("لا أريد ذكر اسمي").check()


def test_a_report_with_a_photo_waits_for_the_connection_and_goes_out_once_from_two_tabs(
    visit: Visit, centre: Centre, tmp_path: Path
) -> None:
    visitor = visit("ar", width=320, worker=True)
    page = ready(visitor)
    keys, arrived = set[str](), list[Response]()
    page.context.on("request", lambda one: keys.add(one.headers["idempotency-key"]) if is_report(one) else None)
    page.context.on("response", lambda one: arrived.append(one) if is_report(one.request) else None)
    cut(visitor)
    visitor.open("/new")
    expect(page.get_by_text("لا يوجد اتصال بالشبكة الآن")).to_be_visible()
    page.get_by_label("اختاروا صورًا أو ملفات").set_input_files(photo(tmp_path))
    page.get_by_role("button", name="إرسال الطلب").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    report_in_arabic(page, HOSTILE)
    visitor.check("portal-new-offline")
    fits(page)

    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("What you chose")).to_contain_text("صورة الحفرة.jpg")
    page.reload()
    expect(page.get_by_label("What you chose")).to_contain_text("صورة الحفرة.jpg")
    expect(page.get_by_label("What happened?")).to_have_value(HOSTILE)
    page.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    expect(page.get_by_text("with one file")).to_be_visible()
    fits(page)

    second = page.context.new_page()
    second.goto(f"{visitor.address}/")
    expect(second.get_by_text("One ticket waits to be sent")).to_be_visible()
    second.get_by_role("link", name="Show").click()
    second.get_by_role("button", name="العربية").click()
    expect(second.get_by_text("معه ملف واحد")).to_be_visible()
    Visitor(second, visitor.address, "ar").check("portal-unsent")
    assert not arrived

    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("registered|Waiting"))
    number = ""

    def registered() -> bool:
        nonlocal number
        for each in (page, second):
            found = each.locator("[data-number]")
            number = number or (found.get_attribute("data-number") or "" if found.count() else "")
        return bool(number)

    eventually(registered, "a number")
    assert len(arrived) == len(keys) == 1
    path = f"/v1/tickets/{number}/attachments"
    eventually(lambda: len(centre.staff("supervisor.khalid", "GET", path)["items"]) == 1, "the photo")


def test_what_waits_is_changed_or_cancelled(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("ar", width=390, worker=True)
    page = ready(visitor)
    cut(visitor)
    visitor.open("/new")
    page.get_by_label("اختاروا صورًا أو ملفات").set_input_files(photo(tmp_path))
    report_in_arabic(page, "حفرة أمام المدرسة")
    page.get_by_role("button", name="إرسال الطلب").click()
    page.get_by_role("button", name="عدّلوه").click()
    expect(page.get_by_label("ماذا حدث؟")).to_have_value("حفرة أمام المدرسة")
    expect(page.get_by_label("ما اخترتموه")).to_contain_text("صورة الحفرة.jpg")
    page.get_by_label("ماذا حدث؟").fill("حفرة أمام المدرسة منذ أسبوع")
    page.get_by_role("button", name="إرسال الطلب").click()
    expect(page.get_by_text("حفرة أمام المدرسة منذ أسبوع")).to_be_visible()
    page.get_by_role("button", name="ألغوه").click()
    expect(page.get_by_text("هل تريدون حذف هذا الطلب")).to_be_focused()
    page.get_by_role("button", name="لا، أبقوه").click()
    page.get_by_role("button", name="ألغوه").press("Enter")
    expect(page.get_by_text("هل تريدون حذف هذا الطلب")).to_be_focused()
    page.get_by_role("button", name="نعم، احذفوه").press("Enter")
    expect(page.get_by_text("لا شيء ينتظر الإرسال")).to_be_visible()
    page.get_by_role("link", name="تقديم طلب جديد").click()
    expect(page.get_by_label("ماذا حدث؟")).to_have_value("")
    expect(page.get_by_label("ما اخترتموه")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("ماذا حدث؟")).to_have_value("")
    expect(page.get_by_label("ما اخترتموه")).to_be_hidden()
