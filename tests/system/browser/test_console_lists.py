"""What stands where on screen: the overview, each number opening its list, filters, search, the second page."""

import pytest
from playwright.sync_api import expect

from tests.system.browser.conftest import Visit, Visitor
from tests.system.centre import Centre, complaint

LISTS = {
    "reception.aisha": "first_line",
    "partner.barq": "partner",
    "officer.nasser": "section",
    "followup.noora": "follow_up",
    "media.yusuf": "media",
    "manager.zahra": "manager",
    "quality.badr": "stale",
    "executive.talal": "overdue",
}


def staff(visit: Visit, username: str, language: str = "ar", width: int = 1280) -> Visitor:
    """Return somebody who is signed in."""
    visitor = visit(language, width=width)
    visitor.page.goto(f"{visitor.address}/console/")
    visitor.page.get_by_role("button", name=username).click()
    visitor.page.get_by_role("navigation").first.wait_for()
    return visitor


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_number_of_the_overview_opens_the_list_of_what_it_counts(visit: Visit, language: str) -> None:
    supervisor = staff(visit, "supervisor.khalid", language)
    page = supervisor.open("/console/overview?body=sawari&section=roads-coast").page
    page.get_by_role("table").nth(2).wait_for()
    supervisor.check("console-overview")
    row = page.get_by_role("table").first.get_by_role("row").filter(has=page.get_by_role("link")).first
    number = row.get_by_role("link").first
    count = int(number.inner_text().strip("\u2066\u2067\u2068\u2069"))
    number.click()
    page.get_by_role("heading", level=1).wait_for()
    expect(page.locator("a[href*='/tickets/']")).to_have_count(count)


def test_whoever_oversees_nothing_sees_the_counts_alone(visit: Visit) -> None:
    agent = staff(visit, "agent.salma")
    page = agent.open("/console/overview").page
    page.locator("dl").first.wait_for()
    expect(page.get_by_role("table")).to_have_count(0)


def test_a_list_is_narrowed_down_searched_and_read_on(visit: Visit, centre: Centre, mobile: str) -> None:
    for _ in range(26):
        number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    agent = staff(visit, "agent.salma")
    page = agent.open("/console/worklists/first_line").page
    links = page.locator("a[href*='/tickets/']")
    expect(links).to_have_count(25)
    page.get_by_role("button", name="المزيد").click()
    expect(page.get_by_text("(25+)")).to_have_count(0)
    assert links.count() > 25
    page.get_by_role("button", name="الحالة الكل").click()
    page.get_by_role("option", name="محال").click()
    expect(links).to_have_count(0)
    assert "status=referred" in page.url
    agent.check("console-worklist-empty")
    page.get_by_role("button", name="إزالة عوامل التصفية").first.click()
    expect(links.first).to_be_visible()
    page.get_by_role("searchbox").fill(number)
    expect(links).to_have_count(1)
    assert f"q={number}" in page.url


def test_every_role_finds_its_lists_without_a_refusal(visit: Visit) -> None:
    for username, name in LISTS.items():
        visitor = staff(visit, username)
        page = visitor.open(f"/console/worklists/{name}").page
        page.locator("table").first.wait_for()
        expect(page.get_by_text("يُحمَّل")).to_have_count(0)
        expect(page.get_by_role("button", name="إعادة المحاولة")).to_have_count(0)
        visitor.check(f"console-list-{name.replace('_', '-')}")
        page.context.close()
