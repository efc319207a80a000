"""One ticket on screen: promises, place, who else looks, ready-made replies, history, files, duplicates; by phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.system.browser.conftest import Visit, choose, fits, take, unaware
from tests.system.browser.test_console_lists import staff
from tests.system.centre import Centre, complaint

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} اتصلت به <b>ولم يرد</b>"
NOTE = "تعليق يراه الموظفون وحدهم"
REPLY = "رسالة تصل إلى مقدم الطلب"
PHONE = 360
THUMB = 44


def picture(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": PICTURE}


def filed(centre: Centre, mobile: str, **changes: Any) -> str:
    """File a complaint with a pin; return its number."""
    place = {"lat": 23.58562, "lon": 58.12125, "address": "شارع المدرسة، بجوار المسجد"}
    number: str = centre.call("POST", "/v1/public/tickets", complaint(mobile, location=place, **changes))["number"]
    return number


def with_section(centre: Centre, mobile: str) -> str:
    """Return a ticket that a section officer works on."""
    number = filed(centre, mobile)
    centre.act(
        "agent.salma", number, "classify", kind="complaint", category="roads", object="operation", in_jurisdiction=True
    )
    centre.act("distributor.maryam", number, "refer", section="roads-coast")
    centre.act("officer.nasser", number, "start")
    return number


def typed(page: Page) -> str:
    return page.locator(".compose textarea").input_value()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_reopened_ticket_shows_its_promises_its_passes_and_its_history_in_words_by_day_and_by_night(
    visit: Visit, centre: Centre, language: str
) -> None:
    listed = centre.listed("supervisor.khalid", "/v1/tickets?tile=reopened")
    first = min(listed, key=lambda row: str(row["registered_at"]))  # the demo's own
    supervisor = staff(visit, "supervisor.khalid", language)
    page = supervisor.open(f"/console/tickets/{first['number']}").page
    page.locator("article").first.wait_for()
    sections = page.get_by_role("button", name=re.compile("مواعيد التنبيه|When somebody is told"))
    expect(sections.first).to_be_visible()
    for section in sections.all():
        section.click()
    expect(page.locator(".instants bdi").first).to_have_text(re.compile(r"\d+%"))
    expect(page.get_by_text(re.compile("ثريا بنت محمد")).first).to_be_visible()
    assert not re.search(r"ticket\.|_", page.locator("main").inner_text())
    supervisor.check("console-ticket-reopened")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_class(re.compile("awsui-dark-mode"))
    supervisor.check("console-ticket-dark")
    light = page.get_by_role("menuitemcheckbox", name=re.compile("فاتح|Light"))
    take(page.get_by_role("button", name=re.compile("خالد")), light)
    expect(page.locator("body")).not_to_have_class(re.compile("awsui-dark-mode"))
    page.reload()
    page.locator("article").first.wait_for()
    expect(page.locator("body")).not_to_have_class(re.compile("awsui-dark-mode"))


def test_a_second_agent_sees_who_writes_and_no_word_is_lost_to_a_change_or_a_lost_session(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    number = filed(centre, mobile)
    first = staff(visit, "agent.salma")
    page = first.open(f"/console/tickets/{number}").page
    page.get_by_placeholder(NOTE).fill(HOSTILE)
    expect(page.locator(".place-map canvas")).to_be_visible()
    expect(page.get_by_text("ولاية مرسى الغاف").last).to_be_visible()
    page.get_by_role("button", name="تكبير الخريطة").click()
    expect(page.get_by_role("dialog").locator("canvas")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="إغلاق").click()

    second = staff(visit, "distributor.maryam")
    other = second.open(f"/console/tickets/{number}").page
    viewer = other.locator(".viewer")
    expect(viewer).to_contain_text("سلمى")
    expect(viewer).to_contain_text("يكتب")
    expect(other.get_by_text("يكتب في هذا الطلب الآن")).to_have_count(2)  # said once, and shown beside the form
    second.check("console-ticket-collision")
    with unaware(page, centre, "agent.salma", number):
        other.keyboard.press("KeyI")
        expect(other.get_by_text("هذا الطلب لديكم.")).to_be_visible()
        page.get_by_role("button", name="حفظ التعليق").click()
        expect(page.get_by_text("غيّر شخص آخر هذا الطلب قبلكم")).to_be_visible()
        assert typed(page) == HOSTILE
    page.get_by_role("button", name="اعرضوا الطلب كما هو الآن").click()
    expect(page.get_by_text("مريم").first).to_be_visible()
    page.evaluate("sessionStorage.setItem('nidaa.staff', JSON.stringify({id: 'x', refresh: 'x', expires: 9e15}))")
    page.get_by_role("button", name="حفظ التعليق").click()
    page.get_by_role("button", name="agent.salma").click()
    expect(page.get_by_placeholder(NOTE)).to_have_value(HOSTILE)
    page.get_by_role("button", name="حفظ التعليق").click()
    expect(page.locator(".happened-internal").first).to_contain_text(HOSTILE)
    assert page.locator(".happened img").count() == 0
    page.goto(f"{first.address}/console/overview")
    page.locator("dl").first.wait_for()

    other.get_by_placeholder(NOTE).fill("تابعت")
    expect(viewer).to_have_count(0)


def test_ready_made_replies_are_found_filled_in_and_taken_back_and_keys_lead_through_the_list(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    number = filed(centre, mobile)
    agent = staff(visit, "agent.salma")
    page = agent.open("/console/worklists/first_line").page
    links = page.locator("a[href*='/tickets/']")
    links.first.click()
    page.locator(".steps").wait_for()
    opened = page.url
    page.keyboard.press("KeyJ")
    expect(page).not_to_have_url(opened)
    page.keyboard.press("KeyK")
    expect(page).to_have_url(opened)
    page.keyboard.press("KeyB")
    expect(page).to_have_url(re.compile("/worklists/first_line$"))

    agent.open(f"/console/tickets/{number}")
    page.locator("article").first.wait_for()
    page.keyboard.press("KeyR")
    field = page.get_by_placeholder(REPLY)
    expect(field).to_be_focused()
    field.press_sequentially("ن /")
    replies = page.get_by_role("listbox", name="الردود الجاهزة")
    expect(replies.get_by_role("option").nth(1)).to_be_visible()
    field.press_sequentially("تسل")
    expect(replies.get_by_role("option")).to_have_count(1)
    agent.check("console-ticket-ready")
    field.press("Enter")
    shown = "-".join(number[i : i + 3] for i in range(0, 12, 3))
    expect(field).to_have_value(re.compile(f"^ن سالم البلوشي.*{shown}", re.DOTALL))
    field.press("Control+z")
    expect(field).to_have_value("ن /تسل")
    field.fill("")
    page.get_by_role("button", name="رد جاهز").click()
    expect(replies).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("")
    assert centre.staff("agent.salma", "GET", f"/v1/tickets/{number}/history")["items"][0]["type"] != "ticket.replied"
    field.fill("نعمل على طلبكم.")
    page.reload()
    page.locator("article").first.wait_for()
    page.keyboard.press("KeyR")
    expect(field).to_have_value("نعمل على طلبكم.")
    page.get_by_role("button", name="إرسال الرسالة").click()
    expect(page.locator(".happened-to-requester")).to_contain_text("نعمل على طلبكم.")
    page.get_by_role("button", name="التعليقات الداخلية").click()
    expect(page.locator(".happened-to-requester")).to_have_count(0)


def test_a_section_officer_answers_by_phone_with_photos_before_and_after_and_a_lost_connection_takes_nothing(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    number = with_section(centre, mobile)
    officer = staff(visit, "officer.nasser", width=PHONE)
    page = officer.open("/console/worklists/section").page
    page.locator(f"a[href$='{number}']").first.click()
    page.locator("article").first.wait_for()
    fits(page)
    page.get_by_role("button", name="رد القسم", exact=True).first.click()
    form = page.get_by_role("dialog")
    choose(form.get_by_role("button", name="نتيجة التحقق"), page.get_by_role("option", name="ثبتت", exact=True))
    form.locator("textarea").fill("رُدمت الحفرة وسُوّي الطريق.")
    for moment in ("قبل المعالجة", "بعد المعالجة"):
        chooser = form.get_by_role("group", name=moment).locator("input[capture]")
        chooser.set_input_files(picture(f"{moment}.png"))
    expect(form.locator(".photo")).to_have_count(2)
    for target in form.locator("button:visible, .chooser:visible").all():
        box = target.bounding_box() or {"width": 0, "height": 0}
        assert min(box["width"], box["height"]) >= THUMB, target.inner_text()
    officer.check("console-ticket-phone")
    refused = "**/v1/tickets/*/attachments"
    page.route(refused, lambda route: route.fulfill(status=429, json={"type": "/problems/too-many", "status": 429}))
    form.get_by_role("button", name="إرسال").click()
    expect(form).to_contain_text("لم تصل كل الصور")
    page.unroute(refused)
    page.reload()
    page.get_by_role("button", name="رد القسم", exact=True).first.click()
    expect(form.locator("textarea")).to_have_value("رُدمت الحفرة وسُوّي الطريق.")
    expect(form.locator(".photo")).to_have_count(2)
    form.get_by_role("button", name="إرسال").click()
    expect(form).to_be_hidden()
    files = page.locator(".file")
    expect(files).to_have_count(2)
    expect(files.first).to_contain_text("قبل المعالجة")
    expect(files.last).to_contain_text("بعد المعالجة")
    assert centre.staff("officer.nasser", "GET", f"/v1/tickets/{number}")["status"] == "answered"
    fits(page)


def test_files_are_fetched_and_a_likely_duplicate_is_merged_and_the_merge_undone(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    first, second = filed(centre, mobile), filed(centre, mobile)
    agent = staff(visit, "distributor.maryam")
    page = agent.open(f"/console/tickets/{second}").page
    page.locator("input[type=file]").last.set_input_files(picture("حفرة.png"))
    page.get_by_role("button", name="رفع الملفات").click()
    link = page.get_by_role("button", name="حفرة.png")
    expect(link).to_be_visible()
    expect(page.locator("img.preview")).to_be_visible()
    with page.expect_response(lambda answer: "redirect=false" in answer.url) as fetched:
        link.click()
    assert fetched.value.status == 200
    likely = page.locator(".likely", has=page.locator(f"a[href$='{first}']"))
    expect(likely).to_contain_text("مقدم الطلب نفسه")
    expect(page.get_by_role("heading", name="طلبات أخرى لمقدم الطلب")).to_be_visible()
    agent.check("console-ticket-duplicates")
    likely.get_by_role("button", name="دمج هذا الطلب فيه").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_role("textbox")).to_have_value(first)
    form.get_by_role("button", name="إرسال").click()
    expect(page.get_by_text("دُمج هذا الطلب في")).to_be_visible()
    page.get_by_role("button", name="إلغاء الدمج").first.click()
    page.get_by_role("dialog").get_by_role("button", name="إرسال").click()
    expect(page.get_by_text("دُمج هذا الطلب في")).to_have_count(0)
