"""Axe on every page: the portal's, and each role's of the console; in both languages, by day and in the dark."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.figures import Figure
from bench.visitors import Visitor
from local.stack import Stack

AXE = Path(__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES, LOOKS = ("ar", "en"), ("light", "dark")
MOBILE = "+96892000077"
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
PORTAL = ("/", "/new", "/how", "/tickets", "/unsent", "/nowhere")
WIDTHS = {"phone": 360, "desk": 1280}
ACCOUNTS = (
    "agent.salma", "reception.aisha", "distributor.maryam", "officer.nasser", "media.yusuf", "followup.noora",
    "quality.badr", "supervisor.khalid", "manager.zahra", "executive.talal", "knowledge.hind", "campaigns.faisal",
    "partner.barq", "trainee.omar", "admin.rahma",
)  # fmt: skip
"""One of each role."""
SETTINGS = ("calendars", "policies", "staff", "categories", "sections", "directorates", "partners", "channels",
            "regions", "replies")  # fmt: skip
"""Of these an admin opens the first one and the form of a new one."""
VIOLATIONS = """async () => {
    // A change of look fades in; half-way through no colour is its own.
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document.getAnimations().filter(each => each.effect.getTiming().iterations !== Infinity);
    await Promise.allSettled(fading.map(each => each.finished));
    const found = await axe.run();
    return found.violations.map(each => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 120)}`);
}"""


@dataclass
class Look:
    """What was looked at, and what axe found."""

    pages: int = 0
    found: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def at(self, page: Page, path: str, who: str) -> None:
        """Look at a page by day and in the dark, and say at once what is found."""
        page.goto(path, wait_until="networkidle")
        page.locator("#root h1").first.wait_for()
        page.evaluate(AXE.read_text("utf-8"))
        for look in LOOKS:
            page.emulate_media(color_scheme="dark" if look == "dark" else "light")
            self.pages += 1
            for each in page.evaluate(VIOLATIONS):
                self.note(f"{path} ({who}, {look}): {each}", self.found)

    def note(self, line: str, among: list[str]) -> None:
        """Keep a fault, and print it."""
        print(f"  {line}", flush=True)
        among.append(line)


def figures(browser: Browser, stack: Stack) -> Iterator[Figure]:
    """Yield how many pages were looked at, and how often a rule of axe is broken; each is printed."""
    for face, looked in (("portal", portal(browser, stack)), ("console", console(browser, stack))):
        yield Figure(what=f"{face}: looks at a page (language, look, role)", value=looked.pages)
        yield Figure(what=f"{face}: rules of axe broken", value=len(looked.found), most=0, note=first(looked.found))
        yield Figure(what=f"{face}: errors in its console", value=len(looked.troubles), most=0)


def first(found: list[str]) -> str:
    """Return the rules that are broken."""
    return ", ".join(sorted({each.split("): ", 1)[1].split(":")[0] for each in found}))


def portal(browser: Browser, stack: Stack) -> Look:
    """Look at the portal's pages, as a visitor and as somebody who is signed in, on a telephone and on a desk."""
    look, session = Look(), signed_in(Visitor(stack.settings.port))
    number = session["number"]
    for language in LANGUAGES:
        for device, width in WIDTHS.items():
            page = opened(browser, stack, language, look, width)
            for path in PORTAL:
                look.at(page, path, f"{language}, {device}")
            page.evaluate("given => sessionStorage.setItem('nidaa.session', given)", json.dumps(session["session"]))
            for path in ("/tickets", f"/tickets/{number}"):
                look.at(page, path, f"{language}, {device}, signed in")
            page.context.close()
    return look


def signed_in(visitor: Visitor) -> dict[str, object]:
    """Register a ticket and open its requester's session with the code that was sent."""
    person = {"first_name": "سالم", "family_name": "البلوشي", "mobile": MOBILE}
    asked = {"body": "sawari", "kind": "complaint", "category": "roads", "description": "حفرة أمام المدرسة",
             "requester": person}  # fmt: skip
    ticket = visitor.call("POST", "/v1/public/tickets", asked, Idempotency_Key="a-look-at-every-page")
    before = len(codes(visitor))
    visitor.call("POST", "/v1/public/codes", {"mobile": MOBILE}, Idempotency_Key="a-code-to-look-at-pages")
    while len(sent := codes(visitor)) == before:
        pass
    code = sent[0]
    given = {"mobile": MOBILE, "code": code}
    session = visitor.call("POST", "/v1/public/sessions", given, Idempotency_Key="a-session-to-look-at-pages")
    return {"number": ticket["number"], "session": {**session, "target": MOBILE}}


def codes(visitor: Visitor) -> list[str]:
    """Return the codes that came to the handset, newest first; other messages come whenever they will."""
    sent = visitor.call("GET", f"/_local/outbox?to={MOBILE.replace('+', '%2B')}")["items"]
    return [found[0] for each in sent if (found := CODE.search(each["text"]))]


def console(browser: Browser, stack: Stack) -> Look:
    """Look at the console's pages: of each role what its navigation leads to; every further page once a language."""
    look = Look()
    for language in LANGUAGES:
        seen: set[str] = set()
        for account in ACCOUNTS:
            page = opened(browser, stack, language, look)
            page.goto("/console/")
            page.get_by_role("button", name=account).click()
            page.get_by_role("navigation").first.wait_for()
            for path in fresh(links(page), seen, always=2):
                look.at(page, path, f"{language}, {account}")
            for path in fresh(tickets(page), seen, always=1):
                look.at(page, path, f"{language}, {account}")
            for path in fresh(settings(page) if account.startswith("admin") else (), seen):
                look.at(page, path, f"{language}, {account}")
            print(f"  {account}, {language}: {look.pages} looks, {len(look.found)} rules broken", flush=True)
            page.context.close()
    return look


def opened(browser: Browser, stack: Stack, language: str, look: Look, width: int = 1280) -> Page:
    """Return a page of somebody who speaks a language, watched for errors."""
    context = browser.new_context(base_url=stack.address, viewport={"width": width, "height": 900})
    context.add_init_script(f"localStorage.setItem('nidaa.language', '{language}')")
    page = context.new_page()
    page.on("pageerror", lambda error: look.note(f"{page.url}: {error}", look.troubles))
    return page


def links(page: Page) -> list[str]:
    """Return where the navigation leads."""
    found: list[str] = page.eval_on_selector_all(
        "nav a[href^='/console/']", "all => all.map(each => each.getAttribute('href'))"
    )
    return list(dict.fromkeys(found))


def fresh(paths: Iterable[str], seen: set[str], always: int = 0) -> list[str]:
    """Return the paths that nobody saw yet, and the first few in any case; they count as seen from now on."""
    given = list(paths)
    chosen = [path for place, path in enumerate(given) if place < always or path not in seen]
    seen.update(chosen)
    return chosen


def tickets(page: Page) -> list[str]:
    """Return the first ticket of the list of all, if this role sees one."""
    page.goto("/console/worklists/all", wait_until="networkidle")
    found = page.locator("a[href*='/tickets/']")
    return [str(found.first.get_attribute("href"))] if found.count() else []


def settings(page: Page) -> Iterator[str]:
    """Yield the pages of the administration that no navigation names."""
    for part in SETTINGS:
        page.goto(f"/console/admin/{part}", wait_until="networkidle")
        yield f"/console/admin/{part}/-new"
        found = page.locator(f"a[href*='/admin/{part}/']")
        if found.count():
            path = str(found.first.get_attribute("href"))
            yield path
            if part == "calendars":
                yield from (f"{path}/year", f"{path}/import")
            if part == "staff":
                yield f"{path}/absences"
    yield "/console/admin/staff-import"
