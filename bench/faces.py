"""The faces: what the first page loads, how Lighthouse judges it, and axe on every page, language, look and role.

It takes a stack of its own; `NIDAA_SYSTEM=running` takes the one that runs already, as in the tests.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import auditor, matrix
from bench.figures import Figure
from bench.warm import free_port
from local.settings import Settings
from local.stack import Stack

PORTAL_KB, CONSOLE_KB = 40, 450
"""Compressed script of the first load (quality: section 4)."""
LOADED = """() => performance.getEntriesByType("resource").filter(each => /\\.js$/.test(new URL(each.name).pathname))
    .reduce((sum, each) => sum + each.encodedBodySize, 0)"""


def measure() -> list[Figure]:
    """Return the figures of the faces."""
    with running() as stack, chromium() as browser:
        address = stack.address
        return [
            weight(browser, f"{address}/", "portal, script of the first load", PORTAL_KB),
            weight(browser, f"{address}/console/", "console, script of the first load", CONSOLE_KB),
            *auditor.figures(address),
            *matrix.figures(browser, stack),
        ]


def weight(browser: Browser, address: str, what: str, most: float) -> Figure:
    """Return how much compressed script a page loads before anybody does anything."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    loaded = page.evaluate(LOADED) / 1024
    page.close()
    return Figure(what=what, value=loaded, unit="KB", most=most)


@contextmanager
def running() -> Iterator[Stack]:
    """Run a stack, or take the one that runs."""
    if os.environ.get("NIDAA_SYSTEM") == "running":
        yield Stack(Settings.from_env())
        return
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(state=Path(scratch), port=free_port(), cloud_port=free_port(), connect_port=free_port())
        stack = Stack(settings, say=lambda line: print(f"  {line}", flush=True))
        try:
            yield stack.start()
        finally:
            stack.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, as the browser tests do."""
    found = shutil.which("chromium")
    assert found, "Chromium is missing: `apt-get install chromium`, then try again."
    with sync_playwright() as started:
        yield started.chromium.launch(executable_path=found, args=["--no-sandbox"])
