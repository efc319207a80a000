"""What stands where on screen: landing pages, the overview, filters, search, columns, one body at a time, a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.system.browser.conftest import Visit, Visitor, choose, fits, take
from tests.system.centre import Centre, complaint

LISTS = {
    "partner.barq": ("partner", "/worklists/partner"),
    "officer.nasser": ("section", "/worklists/section"),
    "followup.noora": ("follow_up", "/worklists/follow_up"),
    "media.yusuf": ("media", "/worklists/media"),
    "manager.zahra": ("manager", "/overview"),
    "quality.badr": ("stale", "/overview"),
    "executive.talal": ("overdue", "/overview"),
}
"""A list of each role, and where its day begins."""


def sign_in_again(page: Page, username: str) -> None:
    """Sign in on the page that stands open."""
    page.get_by_role("button", name=username).click()
    page.get_by_role("navigation").first.wait_for()


def staff(visit: Visit, username: str, language: str = "ar", width: int = 1280, *, dark: bool = False) -> Visitor:
    """Return somebody who is signed in."""
    visitor = visit(language, width=width, dark=dark)
    visitor.page.goto(f"{visitor.address}/console/")
    sign_in_again(visitor.page, username)
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
    expect(page.locator("a[href*='/tickets/']")).to_have_count(min(count, 25))


def test_whoever_oversees_nothing_sees_the_counts_alone(visit: Visit) -> None:
    agent = staff(visit, "agent.salma")
    page = agent.open("/console/overview").page
    page.locator("dl").first.wait_for()
    expect(page.get_by_role("table")).to_have_count(0)


def test_a_list_is_narrowed_down_searched_read_on_and_shown_as_somebody_likes(
    visit: Visit, centre: Centre, mobile: str
) -> None:
    for _ in range(26):
        number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    agent = staff(visit, "agent.salma")
    page = agent.page
    page.wait_for_url("**/worklists/first_line")
    links = page.locator("a[href*='/tickets/']")
    expect(links).to_have_count(25)
    page.get_by_role("button", name="المزيد").click()
    expect(links.nth(25)).to_be_visible()
    expect(page.get_by_text("(25+)")).to_have_count(0)
    choose(page.get_by_role("button", name=re.compile(r"^الحالة \S")), page.get_by_role("option", name="محال"))
    expect(links).to_have_count(0)
    assert "status=referred" in page.url
    agent.check("console-worklist-empty")
    page.get_by_role("button", name="إزالة عوامل التصفية").first.click()
    expect(links.first).to_be_visible()
    # A number is found in whichever digits it is typed.
    page.get_by_role("searchbox").fill(number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", re.compile(number))
    page.get_by_role("button", name="اختيار الأعمدة").click()
    page.get_by_role("dialog").get_by_role("checkbox", name="آخر ما حدث").check()
    agent.check("console-columns")
    page.get_by_role("dialog").get_by_role("button", name="حفظ").click()
    page.reload()
    expect(page.get_by_role("columnheader", name="آخر ما حدث")).to_be_visible()


def test_staff_of_two_bodies_work_for_one_at_a_time(visit: Visit, centre: Centre) -> None:
    supervisor = staff(visit, "supervisor.khalid")
    page = supervisor.page
    take(page.get_by_role("button", name="تغيير الجهة"), page.get_by_role("menuitemcheckbox", name="هيئة المنارة"))
    expect(page.get_by_role("banner").or_(page.locator("#top")).first).to_contain_text("هيئة المنارة")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/tickets?" in request.url else None)
    page.goto(f"{supervisor.address}/console/worklists/all")
    page.locator("a[href*='/tickets/']").first.wait_for()
    theirs = centre.staff("supervisor.khalid", "GET", "/v1/tickets?body=manarah-tourism&limit=25")["items"]
    expect(page.locator("a[href*='/tickets/']")).to_have_count(len(theirs))
    assert asked
    assert all("body=manarah-tourism" in url for url in asked)
    # A list that a colleague sent leads to its body.
    page.goto(f"{supervisor.address}/console/worklists/all?body=sawari&status=closed")
    expect(page.locator("#top")).to_contain_text("بلدية الصواري")


def test_a_section_officer_reads_the_list_on_a_phone(visit: Visit) -> None:
    for language in ("ar", "en"):
        officer = staff(visit, "officer.nasser", language, width=360, dark=language == "en")
        page = officer.page
        page.wait_for_url("**/worklists/section")
        page.locator("[data-number]").first.wait_for()
        fits(page)
        page.get_by_role("button", name=re.compile("عوامل التصفية|Filters")).click()
        officer.check("console-list-phone")
        page.locator("[data-number] a").first.click()
        page.wait_for_url("**/tickets/*")
        page.context.close()


def test_every_role_begins_where_its_work_is_and_finds_its_lists_without_a_refusal(visit: Visit) -> None:
    for username, (name, landing) in LISTS.items():
        visitor = staff(visit, username)
        visitor.page.wait_for_url(f"**/console{landing}")
        page = visitor.page if landing.endswith(name) else visitor.open(f"/console/worklists/{name}").page
        page.locator("table").first.wait_for()
        expect(page.get_by_text("يُحمَّل")).to_have_count(0)
        expect(page.get_by_role("button", name="إعادة المحاولة")).to_have_count(0)
        visitor.check(f"console-list-{name.replace('_', '-')}")
        page.context.close()
    for username, landing in (("admin.rahma", "/admin/calendars"), ("reception.aisha", "/register")):
        visitor = staff(visit, username)
        visitor.page.wait_for_url(f"**/console{landing}")
        visitor.page.context.close()
