"""A real browser on the deployed template: Debian's Chromium, the stack that all system tests share.

A visitor is watched: no error in the console, no request beyond this machine, no fault that axe finds.
`NIDAA_SCREENS=docs/screens` keeps pictures of the pages there (`make screens`); without it none are taken.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError, expect

from local.stack import Stack
from tests.system.centre import Centre

ROOT = Path(__file__).parents[3]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium-headless-shell", "chromium")
"""The first that is there: the one without windows, tabs and toolbars draws the same pages for less."""
SCREENS = os.environ.get("NIDAA_SCREENS", "")
HOSTS = {"127.0.0.1", "localhost"}
NewContext = Callable[..., BrowserContext]
STILL = """() => document.fonts.status === "loaded" && document.getAnimations().every(
    one => one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity)"""
"""What holds once nothing fades any more: axe would take half a colour for the colour."""
FAULTS = """async () => (await axe.run(document, {resultTypes: ["violations"]}))
    .violations.map(v => [v.id, v.nodes.map(n => n.html)])"""
"""Every rule that is broken, and where. Of what is well only one place is worked out: it takes a third less time."""
FITS = "() => document.documentElement.scrollWidth <= innerWidth"
LOOKS = 5
"""How often a fault is looked for again: what comes while axe looks fades in, and is well once it is there."""
PATIENCE = 60_000.0
"""Milliseconds that a page may take; all that waits ends as soon as what it waits for is there."""
CHOICES, MOMENT = 12, 5_000.0
"""How often a list is chosen from, and how many milliseconds each step of it may take."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder; `make browser` runs them alone."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return how Chromium is started: Debian's own, without a sandbox, for tests may run as root."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "Chromium is missing: `apt-get install chromium`, then try again."
    return {"executable_path": found, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url(stack: Stack) -> str:
    """Return the service's address; the plugin's own fixture warns with this pytest."""
    return stack.address


@dataclass
class Visitor:
    """One person at a screen, in one language."""

    page: Page
    address: str
    language: str
    troubles: list[str] = field(default_factory=list)
    cut_off: bool = False

    def watch(self) -> "Visitor":
        """Write down what must not happen."""
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("request", self._keep_here)
        return self

    def _hear(self, kind: str, text: str) -> None:
        # Chromium itself writes each refusal there; that the page says it in words is what the tests look at.
        made_here = self.cut_off and ("ERR_INTERNET_DISCONNECTED" in text or "ERR_FAILED" in text)
        if kind == "error" and not made_here and "the server responded with a status of 4" not in text:
            self.troubles.append(f"console: {text}")

    def _keep_here(self, request: Any) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob"} and asked.hostname not in HOSTS:
            self.troubles.append(f"a request to {request.url}")

    def open(self, path: str) -> "Visitor":
        """Open an address, and wait for the page's heading."""
        self.page.goto(f"{self.address}{path}")
        self.page.locator("#root h1").first.wait_for()
        return self

    def check(self, name: str) -> None:
        """Let axe look at the page, and keep a picture of it if pictures are wanted.

        :raises AssertionError: with each rule that is broken, and where
        """
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(_axe())
        found = self._faults()
        for _ in range(LOOKS):
            found = found and self._faults()
        assert found == [], f"{name} ({self.language})"
        if SCREENS:
            self.page.screenshot(path=ROOT / SCREENS / f"{name}.{self.language}.png", full_page=True)

    def _faults(self) -> list[Any]:
        self.page.wait_for_function(STILL)
        return list(self.page.evaluate(FAULTS))


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def fits(page: Page) -> None:
    """Wait until nothing is scrolled sideways: what comes late may be wide for a moment."""
    page.wait_for_function(FITS)


def take(menu: Locator, item: Locator) -> None:
    """Take an item of a menu, until the menu closes over it: drawn anew between press and release, it takes nothing."""
    for _ in range(CHOICES):
        with suppress(TimeoutError, AssertionError):
            if not item.is_visible():
                menu.click(timeout=MOMENT)
            item.click(timeout=MOMENT)
            expect(item).to_be_hidden(timeout=MOMENT)
            return
    expect(item).to_be_hidden()


def mark(listed: Locator, option: Locator) -> None:
    """Mark one of several in a list that stays open, until it is marked."""
    for _ in range(CHOICES):
        with suppress(TimeoutError, AssertionError):
            if not option.is_visible():
                listed.click(timeout=MOMENT)
            if option.get_attribute("aria-selected", timeout=MOMENT) != "true":
                option.click(timeout=MOMENT)
            expect(option).to_have_attribute("aria-selected", "true", timeout=MOMENT)
            return
    expect(option).to_have_attribute("aria-selected", "true")


@contextmanager
def unaware(page: Page, centre: Centre, username: str, number: str) -> Iterator[None]:
    """Let a page go on with a ticket as it is now, whatever others do to it: it asks again by itself each minute."""
    seen = centre.staff(username, "GET", f"/v1/tickets/{number}")
    asked = re.compile(rf"/v1/tickets/{number}$")
    page.route(asked, lambda route: route.fulfill(json=seen) if route.request.method == "GET" else route.fallback())
    try:
        yield
    finally:
        page.unroute(asked)


def choose(listed: Locator, option: Locator) -> None:
    """Choose from a list until it shows what was chosen: drawn anew between press and release, it takes no choice."""
    chosen = ""
    for _ in range(CHOICES):
        with suppress(TimeoutError, AssertionError):
            if not option.is_visible():
                listed.click(timeout=MOMENT)
            chosen = option.inner_text(timeout=MOMENT).splitlines()[0]
            option.click(timeout=MOMENT)
            expect(listed).to_contain_text(chosen, timeout=MOMENT)
            return
    expect(listed).to_contain_text(chosen or "an option")


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(stack: Stack, new_context: NewContext) -> Iterator[Visit]:
    """Return how a person comes: `visit("en", width=320)`; each has a browser of their own, without service worker."""
    came: list[Visitor] = []

    def come(
        language: str = "ar", width: int = 1280, height: int = 900, *, worker: bool = False, dark: bool = False
    ) -> Visitor:
        context = new_context(
            locale="ar-OM" if language == "ar" else "en-GB",
            viewport={"width": width, "height": height},
            service_workers="allow" if worker else "block",
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(
            f"localStorage.getItem('nidaa.language') ?? localStorage.setItem('nidaa.language', '{language}')"
        )
        came.append(Visitor(context.new_page(), stack.address, language).watch())
        return came[-1]

    yield come
    assert [trouble for visitor in came for trouble in visitor.troubles] == []
