"""The portal before its scripts are there: its own head is seen at once, in its place and language."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.system.browser.conftest import Visit

PLACES = """() => [...document.querySelectorAll("header a, header button, h1, main a")]
    .filter(each => each.offsetParent)
    .map(each => [each.textContent, ...["x", "y", "width", "height"].map(side => each.getBoundingClientRect()[side])])
    .filter(([, , y]) => y < 480)"""
"""What can be followed or read on the first screen of a small telephone, and where it stands."""


def places(page: Page) -> list[list[object]]:
    """Return what stands where, but for the body's name: that is known only when the service has answered."""
    found: list[list[object]] = page.evaluate(PLACES)
    return found[1:]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_seen_before_the_scripts_come_stands_where_the_page_puts_it(visit: Visit, language: str) -> None:
    visitor = visit(language, width=320, height=568)
    page, held = visitor.page, list[Route]()
    page.route("**/assets/index-*.js", lambda route: held.append(route))
    page.goto(f"{visitor.address}/", wait_until="commit")
    first = page.locator("#first")
    title = "كيف نخدمكم؟" if language == "ar" else "How can we help?"
    expect(first.get_by_role("heading", level=1)).to_have_text([title])  # one, once the style sheet is there
    visitor.check("portal-first")
    before = places(page)
    assert len(before) > 5
    for route in held:
        route.continue_()
    page.locator("#root h1").wait_for()
    expect(first).to_have_count(0)
    assert places(page) == before


def test_a_language_is_chosen_before_the_scripts_come(visit: Visit) -> None:
    visitor = visit("ar", width=320)
    page = visitor.page
    page.route("**/assets/index-*.js", lambda route: None)
    page.goto(f"{visitor.address}/new", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text(["تقديم طلب جديد"])
    page.unroute_all()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#root h1")).to_have_text("File a new ticket")
