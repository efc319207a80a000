"""Many tickets given to another at once, with what became of each; shortcuts by the key's place, off while typing."""

from playwright.sync_api import expect

from tests.system.browser.conftest import Visit
from tests.system.browser.test_console_lists import staff
from tests.system.centre import Centre, complaint


def test_several_tickets_are_given_to_another_and_each_is_answered_for(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    numbers = [centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"] for _ in range(2)]
    supervisor = staff(visit, "supervisor.khalid")
    page = supervisor.open(f"/console/worklists/all?q={mobile.replace('+', '%2B')}").page
    for number in numbers:
        shown = "-".join(number[i : i + 3] for i in range(0, 12, 3))
        page.get_by_role("row").filter(has_text=shown).locator("input[type=checkbox]").check(force=True)
    page.get_by_role("button", name="إعادة الإسناد").click()
    form = page.get_by_role("dialog")
    form.get_by_role("textbox").fill("توزيع العمل")
    form.get_by_role("button", name="إلى").click()
    page.get_by_role("option", name="سلمى بنت خالد").click()
    # One is changed by somebody else in between: it is refused, the other is given.
    centre.act("agent.salma", numbers[0], "note", text="لاحظت هذا")
    form.get_by_role("button", name="إعادة الإسناد").click()
    expect(form.locator("[data-result]")).to_have_count(2)
    supervisor.check("console-reassigned")
    expect(form.locator("[data-result=refused]")).to_contain_text("تغيّر الطلب بعد عرضه")
    expect(form.locator("[data-result=assigned]")).to_contain_text("سلمى بنت خالد")


def test_shortcuts_go_by_the_key_and_are_off_while_typing(visit: Visit) -> None:
    agent = staff(visit, "agent.salma")
    page = agent.open("/console/worklists/first_line").page
    page.locator("table").first.wait_for()
    page.keyboard.press("Shift+Slash")
    expect(page.get_by_role("dialog")).to_contain_text("اختصارات لوحة المفاتيح")
    agent.check("console-shortcuts")
    page.keyboard.press("Escape")
    page.keyboard.press("Slash")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("mo")
    assert "/worklists/first_line" in page.url
    search.blur()
    page.keyboard.press("KeyO")
    page.wait_for_url("**/overview")
