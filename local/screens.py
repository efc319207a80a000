"""`make screens`: pictures of the running service's pages, for the documentation (docs/screens/)."""

import io
import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from local.connect.outside.client import Telephone
from local.floor import busy
from local.settings import ROOT, Settings

SCREENS = ROOT / "docs" / "screens"
MOST = 250_000
"""Bytes of one picture."""
DESK, PHONE = (1280, 800), (390, 780)
PATIENCE = 60_000
REQUESTER = "requester"


@dataclass(frozen=True)
class Screen:
    """One picture: whose screen (a user name, the requester's, or "" of nobody signed in), and where it looks."""

    name: str
    path: str
    who: str = ""
    languages: tuple[str, ...] = ("ar",)
    size: tuple[int, int] = DESK
    dark: bool = False
    live: bool = False
    """Whether people call meanwhile (floor.py)."""


SCREENS_TAKEN = (
    Screen("portal-home", "/", languages=("ar", "en")),
    Screen("portal-home-phone", "/", size=PHONE),
    Screen("portal-new", "/new"),
    Screen("portal-how", "/how"),
    Screen("portal-ticket", "/tickets/{told}", REQUESTER),
    Screen("console-sign-in", "/console/"),
    Screen("console-worklist", "/console/worklists/all", "distributor.maryam"),
    Screen("console-overview", "/console/overview", "supervisor.khalid", ("ar", "en")),
    Screen("console-ticket", "/console/tickets/{worked}", "distributor.maryam"),
    Screen("console-ticket-dark", "/console/tickets/{worked}", "distributor.maryam", ("en",), dark=True),
    Screen("console-section-phone", "/console/worklists/section", "officer.nasser", size=PHONE),
    Screen("console-register", "/console/register", "reception.aisha"),
    Screen("console-live", "/console/live", "supervisor.khalid", ("ar", "en"), live=True),
    Screen("console-wall", "/console/wall", "supervisor.khalid", dark=True, live=True),
    Screen("console-queues", "/console/queues", "supervisor.khalid"),
    Screen("console-desk", "/console/desk", "agent.salma", live=True),
    Screen("admin-switchboard", "/console/admin/switchboard", "admin.rahma", ("ar", "en")),
    Screen("admin-calendar", "/console/admin/calendars/office", "admin.rahma"),
    Screen("admin-year", "/console/admin/calendars/office/year", "admin.rahma"),
    Screen("admin-policies", "/console/admin/policies", "manager.zahra", ("en",)),
    Screen("admin-region", "/console/admin/regions/sahil", "admin.rahma"),
    Screen("admin-message", "/console/admin/messages/asked", "admin.rahma"),
)


def main() -> int:
    """Take every picture, or those whose names are given."""
    wanted = [screen for screen in SCREENS_TAKEN if screen.name in sys.argv[1:] or not sys.argv[1:]]
    settings = Settings.from_env()
    service = Service(f"http://localhost:{settings.port}")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with busy(Telephone(settings.connect_port)) if any(screen.live for screen in wanted) else nullcontext():
            kept(browser, service, [screen for screen in wanted if screen.live])
        kept(browser, service, [screen for screen in wanted if not screen.live])
    return 0


def kept(browser: Browser, service: "Service", screens: Iterable[Screen]) -> None:
    """Take pictures and write them down."""
    for screen in screens:
        for language in screen.languages:
            picture = taken(browser, service, screen, language)
            (SCREENS / f"{screen.name}.{language}.png").write_bytes(picture)
            print(f"{screen.name}.{language}: {len(picture) // 1000} KB", flush=True)


class Service:
    """The running service, as whoever takes pictures of it needs it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._facts: dict[str, str] | None = None

    def ask(self, method: str, path: str, body: Any = None, bearer: str = "") -> Any:
        """Call the API and return its JSON."""
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        headers["Idempotency-Key"] = f"of-a-picture-{time.time_ns()}"
        told = requests.request(method, f"{self.address}{path}", json=body, headers=headers, timeout=60)
        told.raise_for_status()
        return told.json()

    def token(self, username: str) -> str:
        """Return a member of staff's token."""
        return str(self.ask("POST", "/_local/tokens", {"username": username})["id_token"])

    def facts(self) -> dict[str, str]:
        """Return the numbers that paths speak of, and the mobile of who filed what was told."""
        if self._facts is None:
            agent = self.token("agent.salma")
            listed = self.ask("GET", "/v1/tickets?body=sawari&limit=100", bearer=self.token("supervisor.khalid"))
            worked = next(row for row in listed["items"] if row["status"] in ("in_progress", "referred"))
            told = next(row for row in listed["items"] if row["status"] == "resolved")
            shown = self.ask("GET", f"/v1/tickets/{told['number']}", bearer=agent)
            mobile = shown["requester"]["mobile"]
            self._facts = {"worked": worked["number"], "told": told["number"], "mobile": mobile}
        return self._facts

    def session(self) -> dict[str, Any]:
        """Open the session of the requester of what was told, with the code that reached the handset."""
        mobile = self.facts()["mobile"]
        outbox = f"/_local/outbox?to={quote(mobile, safe='')}"
        before = len(self.ask("GET", outbox)["items"])
        self.ask("POST", "/v1/public/codes", {"mobile": mobile})
        while len(sent := self.ask("GET", outbox)["items"]) == before:
            time.sleep(0.2)
        code = "".join(sign for sign in sent[0]["text"] if sign.isascii() and sign.isdigit())[:6]
        opened: dict[str, Any] = self.ask("POST", "/v1/public/sessions", {"mobile": mobile, "code": code})
        return {**opened, "target": mobile}


def taken(browser: Browser, service: Service, screen: Screen, language: str) -> bytes:
    """Return a picture of one page."""
    width, height = screen.size
    context = browser.new_context(
        base_url=service.address, viewport={"width": width, "height": height}, service_workers="block",
        color_scheme="dark" if screen.dark else "light", device_scale_factor=1,
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('nidaa.language', '{language}')")
    for place, kept in known(service, screen.who):
        page.add_init_script(f"sessionStorage.setItem('{place}', {json.dumps(kept)})")
    page.goto(screen.path.format(**service.facts()), wait_until="load" if screen.live else "networkidle")
    page.locator("h1").first.wait_for()
    for waiting in ("يجري التحميل", "Loading"):
        expect(page.get_by_text(waiting)).to_have_count(0, timeout=PATIENCE)
    if screen.live:
        page.wait_for_timeout(6000)  # who waits, and for how long, comes over the live connection
    picture = compressed(page.screenshot(clip=shape(page, width, height)))
    context.close()
    return picture


def known(service: Service, who: str) -> Iterator[tuple[str, str]]:
    """Yield what a browser keeps of who is signed in."""
    if who == REQUESTER:
        yield "nidaa.session", json.dumps(service.session())
    elif who:
        kept = {"id": service.token(who), "refresh": "", "expires": (time.time() + 3600) * 1000}
        yield "nidaa.staff", json.dumps(kept)


def shape(page: Page, width: int, height: int) -> Any:
    """Return what of a page is shown: from its beginning, at most as high as wide; on a phone twice."""
    whole = int(page.evaluate("document.documentElement.scrollHeight"))
    most = 2 * width if width < 600 else width
    page.set_viewport_size({"width": width, "height": max(height, min(whole, most))})
    page.wait_for_timeout(600)  # what is drawn by itself, a map or a chart, draws itself anew
    return {"x": 0, "y": 0, "width": width, "height": max(height, min(whole, most))}


def compressed(picture: bytes) -> bytes:
    """Return a picture in as many colours as stay within the limit."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        kept = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() <= MOST:
            break
    return kept.getvalue()


if __name__ == "__main__":
    sys.exit(main())
