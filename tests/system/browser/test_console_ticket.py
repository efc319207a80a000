"""One ticket on screen: its promises and their instants, history in words, notes and replies, files, duplicates."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.browser.conftest import Visit
from tests.system.browser.test_console_lists import staff
from tests.system.centre import Centre, complaint

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_reopened_ticket_shows_its_promises_its_passes_and_its_history_in_words(
    visit: Visit, centre: Centre, language: str
) -> None:
    listed = centre.staff("supervisor.khalid", "GET", "/v1/tickets?tile=reopened")["items"]
    supervisor = staff(visit, "supervisor.khalid", language)
    page = supervisor.open(f"/console/tickets/{listed[0]['number']}").page
    page.locator("article").first.wait_for()
    for section in page.get_by_role("button", name=re.compile("مواعيد التنبيه|When somebody is told")).all():
        section.click()
    expect(page.locator(".instants bdi").first).to_have_text(re.compile(r"\d+%"))
    expect(page.get_by_text(re.compile("ثريا بنت محمد")).first).to_be_visible()
    assert not re.search(r"ticket\.|_", page.locator("main").inner_text())
    supervisor.check("console-ticket-reopened")


def test_a_note_is_told_apart_from_a_reply_and_a_draft_outlives_a_reload(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    agent = staff(visit, "agent.salma")
    page = agent.open(f"/console/tickets/{number}").page
    page.get_by_placeholder("تعليق يراه الموظفون وحدهم").fill("اتصلت به <b>ولم يرد</b>")
    page.reload()
    expect(page.get_by_placeholder("تعليق يراه الموظفون وحدهم")).to_have_value("اتصلت به <b>ولم يرد</b>")
    page.get_by_role("button", name="حفظ التعليق").click()
    note = page.locator(".happened-internal")
    expect(note).to_contain_text("اتصلت به <b>ولم يرد</b>")
    page.get_by_role("button", name="رسالة إلى مقدم الطلب").first.click()
    page.get_by_placeholder("رسالة تصل إلى مقدم الطلب").fill("نعمل على طلبكم.")
    page.get_by_role("button", name="إرسال الرسالة").click()
    expect(page.locator(".happened-to-requester")).to_contain_text("نعمل على طلبكم.")
    page.get_by_role("button", name="التعليقات الداخلية").click()
    expect(page.locator(".happened-to-requester")).to_have_count(0)


def test_a_file_is_uploaded_examined_and_can_be_fetched(visit: Visit, centre: Centre, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    agent = staff(visit, "agent.salma")
    page = agent.open(f"/console/tickets/{number}").page
    page.locator("input[type=file]").set_input_files({"name": "حفرة.png", "mimeType": "image/png", "buffer": PICTURE})
    page.get_by_role("button", name="رفع الملفات").click()
    link = page.get_by_role("button", name="حفرة.png")
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_response(lambda answer: "redirect=false" in answer.url) as fetched:
        link.click()
    assert fetched.value.status == 200
    agent.check("console-ticket-files")


def test_a_likely_duplicate_is_merged_and_the_merge_undone(visit: Visit, centre: Centre, mobile: str) -> None:
    first = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    second = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    agent = staff(visit, "distributor.maryam")
    page = agent.open(f"/console/tickets/{second}").page
    page.get_by_text("مقدم الطلب نفسه").first.wait_for()
    agent.check("console-ticket-duplicates")
    page.get_by_role("button", name="دمج هذا الطلب فيه").first.click()
    form = page.get_by_role("dialog")
    expect(form.get_by_role("textbox")).to_have_value(first)
    form.get_by_role("button", name="إرسال").click()
    expect(page.get_by_text("دُمج هذا الطلب في")).to_be_visible()
    page.get_by_role("button", name="إلغاء الدمج").first.click()
    page.get_by_role("dialog").get_by_role("button", name="إرسال").click()
    expect(page.get_by_text("دُمج هذا الطلب في")).to_have_count(0)
