"""Many tickets given to another: stopped midway, each answered for, put back; shortcuts by the key's place."""

import re

from playwright.sync_api import expect

from tests.system.browser.conftest import Visit, choose
from tests.system.browser.test_console_lists import staff
from tests.system.centre import Centre, complaint

STOP_AT_ONCE = """() => new MutationObserver((_, watch) => {
    const stop = [...document.querySelectorAll("[role=dialog] button")].find((one) => one.textContent === "إيقاف");
    if (stop) { watch.disconnect(); stop.click(); }
}).observe(document.body, { childList: true, subtree: true })"""
"""Press the button that stops as soon as it is there: a quick machine is through before anybody's hand."""


def test_several_tickets_are_given_to_another_stopped_answered_for_and_put_back(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    numbers = [centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"] for _ in range(7)]
    colleagues = centre.staff("supervisor.khalid", "GET", "/v1/organisation/staff?limit=100")["items"]
    hamad = next(each["id"] for each in colleagues if each["username"] == "agent.hamad")
    for number in numbers[:2]:
        centre.act("supervisor.khalid", number, "assign", to=hamad)
    supervisor = staff(visit, "supervisor.khalid")
    page = supervisor.open(f"/console/worklists/all?q={mobile.replace('+', '%2B')}").page
    boxes = page.get_by_role("row").filter(has=page.locator("a[href*='/tickets/']")).locator("input[type=checkbox]")
    expect(boxes).to_have_count(7)
    for box in boxes.all():
        box.check(force=True)
    page.get_by_role("button", name="تحديث", exact=True).click()
    expect(page.locator("tbody input:checked")).to_have_count(7)
    page.get_by_role("button", name="إعادة الإسناد").click()
    form = page.get_by_role("dialog")
    form.get_by_role("textbox").fill("توزيع العمل")
    choose(form.get_by_role("button", name="إلى"), page.get_by_role("option", name="سلمى بنت خالد"))
    # One is changed by somebody else in between: it is refused, the others are given.
    centre.act("agent.salma", numbers[1], "note", text="لاحظت هذا")
    page.evaluate(STOP_AT_ONCE)
    form.get_by_role("button", name="إعادة الإسناد").click()
    expect(form.locator("[data-result]")).to_have_count(5)
    form.get_by_role("button", name="متابعة الباقي").click()
    expect(form.locator("[data-result]")).to_have_count(7)
    expect(form.locator("[data-result=refused]")).to_contain_text("تغيّر الطلب بعد عرضه")
    expect(form.locator("[data-result=assigned]").first).to_contain_text("سلمى بنت خالد")

    form.get_by_role("button", name="تراجع").click()
    expect(form.locator("[data-returned=assigned]")).to_contain_text(re.compile(r"أُعيد إلى \W?حمد بن سالم"))
    expect(form.locator("[data-returned=stuck]")).to_have_count(5)
    expect(form).to_contain_text(re.compile(r"بقيت \W?5\W? طلبات حيث أُسندت"))
    supervisor.check("console-reassigned")
    assert centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{numbers[0]}")["assignee"] == hamad
    form.get_by_role("button", name="إغلاق").last.click()
    expect(page.locator("tbody input:checked")).to_have_count(0)


def test_shortcuts_go_by_the_key_and_are_off_while_typing(visit: Visit) -> None:
    agent = staff(visit, "agent.salma")
    page = agent.page
    page.locator("table").first.wait_for()
    page.keyboard.press("Shift+Slash")
    expect(page.get_by_role("dialog")).to_contain_text("اختصارات لوحة المفاتيح")
    agent.check("console-shortcuts")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Slash")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("mo")
    assert "/worklists/first_line" in page.url
    search.blur()
    page.keyboard.press("KeyO")
    page.wait_for_url("**/overview")
