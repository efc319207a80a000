"""The desk on a real stack: somebody calls, who it is stands there, and nobody leaves a call without its reason."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.system.browser.conftest import Visit, Visitor, choose
from tests.system.browser.test_console_lists import sign_in_again, staff
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud
from tests.system.desks import tidied

SAWARI = "+96824000001"
PHONE = 360
DISPOSITIONS = {
    "passed-on": {"ar": "تحويل إلى قسم", "en": "Passed to a section"},
    "emergency": {"ar": "حالة طارئة", "en": "An emergency"},
}
TRIES = 6
AGENTS = ("agent.salma", "agent.hamad")
SUMMARY = "سألت عن بلاغ الحفرة القائم، وأُضيف اتصالها إليه."


@dataclass
class Caller:
    """Somebody at a telephone, and the call that they make."""

    centre: Centre
    number: str
    call: str = ""

    def dial(self, to: str) -> "Caller":
        """Call a body, which knows the caller's language, and ask for the emergency line: it answers at every hour."""
        self.call = self.centre.call("POST", "/_local/telephone/calls", {"from": self.number, "to": to})["contact"]
        self.hears("الطارئة")
        self.press("1")
        return self

    def hears(self, words: str) -> None:
        """Wait until something is said."""
        eventually(lambda: any(words in said for said in self._said()), words)

    def _said(self) -> list[str]:
        items = self.centre.call("GET", f"/_local/telephone/calls/{self.call}/events?after=0")["items"]
        return [item.get("text", "") for item in items]

    def press(self, keys: str) -> None:
        self.centre.call("POST", f"/_local/telephone/calls/{self.call}/keys", {"keys": keys})


@pytest.fixture
def caller(centre: Centre, mobile: str) -> Iterator[Caller]:
    """Return a requester who is known, with an open ticket; they hang up at the end, whatever happens."""
    person = {"body": "sawari", "first_name": "ثريا", "family_name": "البلوشي", "mobile": mobile, "vip": True}
    centre.staff("reception.aisha", "POST", "/v1/people", person)
    calls = Caller(centre, mobile)
    yield calls
    if calls.call:
        centre.call("DELETE", f"/_local/telephone/calls/{calls.call}")


@pytest.fixture(autouse=True)
def tidy_desks(centre: Centre) -> None:
    tidied(centre, *AGENTS)


def available(agent: Visitor, status: str = "متاح") -> None:
    """Choose a presence in the bar above every page."""
    page = agent.page
    expect(page.get_by_text(re.compile("الهاتف موصول|telephone is connected"))).to_be_visible()
    page.locator(".phone-presence button").click()
    page.get_by_role("menuitemcheckbox", name=status, exact=True).click()


def leaves(agent: Visitor, offline: str = "غير متصل") -> None:
    """Go offline; who has just written a call up is still being made available, and chooses once more."""
    presence = agent.page.locator(".phone-presence button").first
    choose(presence, agent.page.get_by_role("menuitemcheckbox", name=offline, exact=True))
    expect(agent.page.locator(".presence-offline")).to_be_visible()


def ringing(page: Page) -> None:
    expect(page.locator(".call-ringing")).to_be_visible()


def answers(agent: Visitor, take: str = "رد") -> None:
    """Take what rings; it rings for twenty seconds, and once more for whoever missed it and is back."""
    page = agent.page
    rings = page.locator(".call-ringing").get_by_role("button", name=take, exact=True)
    back = page.get_by_role("button", name="أنا متاح الآن")
    for _ in range(TRIES):
        expect(rings.or_(back).first).to_be_visible()
        missed = back.is_visible()
        with suppress(TimeoutError):
            (back if missed else rings).click(timeout=4000)
        if missed:
            continue
        expect(page.locator(".call-ringing")).to_have_count(0)
        if not back.is_visible():
            break
    expect(page).to_have_url(re.compile("/contacts/"))


def lets_pass(agent: Visitor) -> None:
    """Refuse what rings; if it was too slow for that, it was missed all the same."""
    page = agent.page
    refuse = page.locator(".call-ringing").get_by_role("button", name=re.compile("^(رفض|Reject)$"))
    missed = page.get_by_text(re.compile("^(فاتتكم مكالمة|You missed a call)$"))
    expect(refuse.or_(missed).first).to_be_visible()
    with suppress(TimeoutError):
        refuse.click(timeout=4000)
    expect(missed).to_be_visible()


def another_tab(agent: Visitor, username: str) -> Page:
    """Open the console once more in the same browser; the telephone stays where it is."""
    page = agent.page.context.new_page()
    page.goto(f"{agent.address}/console/")
    sign_in_again(page, username)
    expect(page.get_by_text("الهاتف في نافذة أخرى")).to_be_visible()
    return page


def test_an_agent_sees_who_calls_adds_the_call_to_a_ticket_and_cannot_leave_it_without_its_reason(
    visit: Visit, centre: Centre, caller: Caller
) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(caller.number))["number"]
    agent = staff(visit, "agent.salma")
    page = agent.page
    available(agent)
    expect(page.locator(".presence-available")).to_be_visible()
    other = another_tab(agent, "agent.salma")
    caller.dial(SAWARI)

    ringing(page)
    expect(other.get_by_text("مكالمة واردة ترنّ في نافذة أخرى")).to_be_visible()
    expect(other.get_by_role("button", name="رد", exact=True)).to_have_count(0)
    pop = page.locator(".call-ringing")
    expect(pop).to_contain_text("ثريا")
    expect(pop).to_contain_text(caller.number)
    expect(pop).to_contain_text("مستفيد مميّز")
    expect(pop.locator(f"[data-number='{number}']")).to_be_visible()
    agent.check("console-desk-ringing")
    answers(agent)
    expect(other.locator(".call")).to_contain_text("في مكالمة")
    expect(other.get_by_role("button", name="استعماله هنا")).to_be_disabled()
    page.locator(f".contact [data-number='{number}'] button").click()
    expect(page.locator(f".contact [data-number='{number}']")).to_contain_text("أُضيف هذا التواصل إليه")
    expect(page.locator("[id='requester.mobile']")).to_have_count(0)
    page.locator("#summary").fill(SUMMARY)
    page.reload()
    expect(page.locator("#summary")).to_have_value(SUMMARY)
    expect(page.get_by_role("button", name="إنهاء التواصل")).to_be_disabled()
    call = page.locator(".call")
    call.get_by_role("button", name="تعليق").click()
    expect(call.get_by_role("button", name="متابعة المكالمة")).to_be_visible()
    agent.check("console-desk-contact")
    call.get_by_role("button", name="إنهاء المكالمة").click()

    expect(page.get_by_text("انتهت المكالمة. اذكروا سبب التواصل")).to_be_visible()
    finish = page.get_by_role("button", name="إنهاء التواصل")
    expect(finish).to_be_enabled()
    expect(page.locator(".contact").get_by_role("timer")).to_be_visible()  # the service knows of the end by now
    available(agent)
    expect(page.get_by_text("توجد عمليات تواصل بلا سبب وملخص")).to_be_visible()
    finish.click()
    expect(page.get_by_text("هذا الحقل مطلوب")).to_be_visible()
    page.goto(f"{agent.address}/console/worklists/first_line")
    page.locator(".phone-bar").get_by_role("link", name=re.compile(re.escape(caller.number))).click()
    page.locator("#disposition").click()
    page.get_by_placeholder("ابحثوا عن سبب").fill("بلاغ")
    page.get_by_role("option", name="بلاغ").click()
    page.get_by_role("button", name="إنهاء التواصل").click()
    expect(page.get_by_text("أُتمّ التواصل")).to_be_visible()
    expect(page.locator(".call")).to_have_count(0)
    expect(other.locator(".call")).to_have_count(0)
    agent.check("console-desk-wrapped")

    contact = centre.staff("agent.salma", "GET", f"/v1/contacts?ticket={number}")["items"][0]
    assert (contact["disposition"], contact["summary"], contact["tickets"]) == ("report", SUMMARY, [number])
    assert centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")["contacts"] == 2
    agent.open(f"/console/tickets/{number}")
    expect(page.locator(f"[data-contact='{contact['id']}']")).to_contain_text("بلاغ")
    agent.open("/console/desk")
    expect(page.get_by_role("table", name="تواصلي مع المتعاملين")).to_contain_text(caller.number)
    leaves(agent)
    expect(other.locator(".presence-offline")).to_be_visible()
    page.close()
    expect(other.get_by_text("الهاتف موصول")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", PHONE)])
def test_a_callback_is_scheduled_tried_dialled_and_cancelled_with_every_step_written_down(
    visit: Visit, centre: Centre, cloud: Cloud, mobile: str, language: str, width: int
) -> None:
    agent = staff(visit, "agent.hamad", language, width)
    page = agent.open("/console/callbacks").page

    def named(arabic: str, english: str) -> re.Pattern[str]:
        return re.compile(f"^({arabic}|{english})")

    def schedule() -> None:
        page.get_by_role("button", name=named("جدولة معاودة", "Schedule a callback")).first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name=named("جدولة معاودة", "Schedule a callback")).click()
        expect(dialog.get_by_text(re.compile("هذا الحقل مطلوب|This is needed")).first).to_be_visible()
        dialog.locator("input[inputmode=tel]").fill(mobile)
        emergencies = page.get_by_role("option", name=re.compile("الطوارئ|Emergencies"))
        choose(dialog.get_by_role("button", name=named("قائمة الانتظار", "Queue")), emergencies)
        dialog.get_by_role("button", name=named("جدولة معاودة", "Schedule a callback")).click()
        expect(dialog).to_have_count(0)

    schedule()
    call = page.get_by_role("button", name=re.compile(f"(معاودة الاتصال به|Call back) .*{re.escape(mobile)}"))
    call.click()
    agent.check(f"console-callbacks-{width}")
    page.get_by_role("radio", name=named("لم يتم الوصول", "Not reached")).check()
    page.get_by_role("button", name=named("تدوين المحاولة", "Write down the try")).click()
    expect(page.get_by_text(re.compile("محاولة واحدة|One try")).first).to_be_visible()
    page.get_by_role("button", name=re.compile(f"(إلغاء المعاودة|Cancel the callback) .*{re.escape(mobile)}")).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill("اتصل بنا بنفسه")
    dialog.get_by_role("button", name=named("إلغاء المعاودة", "Cancel the callback")).click()
    expect(call).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width == PHONE:
        schedule()
        available(agent)
        expect(page.locator(".presence-available")).to_be_visible()
        is_called_back(agent, centre, cloud, mobile)


def is_called_back(agent: Visitor, centre: Centre, cloud: Cloud, mobile: str) -> None:
    """Take the task that a due callback is: its number is dialled, keys are heard there, and the call is written up."""
    page = agent.page
    cloud.aws("lambda").invoke(FunctionName=cloud.name("contacts-due"), Payload=b"{}")
    task = page.locator(".call-ringing", has_text=mobile)
    expect(task).to_contain_text("متصل ينتظر معاودة الاتصال به")
    expect(task).to_contain_text("متصل غير معروف")
    agent.check("console-desk-callback")
    answers(agent, "معاودة الاتصال به الآن")
    expect(page.get_by_role("region", name="مكالمة").get_by_text("في مكالمة")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("KeyP")
    pad = page.get_by_role("group", name="لوحة المفاتيح")
    expect(pad.locator(".key").first).to_be_focused()
    pad.locator(".key", has_text="4").click()
    page.keyboard.press("2")
    expect(page.get_by_text("أُرسلت:")).to_contain_text("42")
    expect(page.locator("#summary")).to_be_visible()
    agent.check("console-desk-keypad-phone")
    (line,) = centre.call("GET", f"/_local/telephone/calls?number=%2B{mobile[1:]}")["items"]
    path = f"/_local/telephone/calls/{line['contact']}/events?after=0&wait=0"

    def heard() -> str:
        return "".join(item["keys"] for item in centre.call("GET", path)["items"] if item["kind"] == "TONES")

    eventually(lambda: heard() == "42", "the keys at the other end")
    page.keyboard.press("Escape")
    expect(pad).to_have_count(0)
    page.locator(".call").get_by_role("button", name="إنهاء المكالمة").click()
    wrap_up(agent, "emergency", "عاودنا الاتصال به")
    # The call's record is the try: they were reached, and the task is gone by itself.
    expect(page.locator(".call")).to_have_count(0)
    reached = "/v1/callbacks?state=reached"
    eventually(lambda: any(one["number"] == mobile for one in centre.listed("agent.hamad", reached)), "reached")
    leaves(agent)


def test_a_call_goes_to_a_colleague_after_speaking_with_them_and_each_says_what_they_did(
    visit: Visit, centre: Centre, caller: Caller
) -> None:
    first, second = staff(visit, "agent.salma"), staff(visit, "agent.hamad", "en", PHONE, dark=True)
    available(first)
    caller.dial(SAWARI)
    page, other = first.page, second.page
    is_missed_by_both(first, second)
    answers(first)
    expect(page.get_by_role("region", name="مكالمة").get_by_text("في مكالمة")).to_be_visible()
    other.get_by_role("button", name="I am available now").click()
    expect(other.locator(".presence-available")).to_be_visible()
    page.get_by_role("button", name="تحويل", exact=True).click()
    page.get_by_label("التحويل إلى").fill("agent.hamad")
    page.get_by_role("option", name="agent.hamad", exact=True).click()
    first.check("console-desk-transfer")
    page.get_by_role("button", name="التحدث معه أولًا").click()
    ringing(other)
    expect(other.locator(".call-ringing")).to_contain_text("ثريا")
    other.keyboard.press("KeyC")
    expect(other).to_have_url(re.compile("/contacts/"))
    parties = page.get_by_role("list", name="أطراف المكالمة")
    expect(parties).to_contain_text(f"{caller.number}")
    page.get_by_role("button", name="جمع الأطراف").click()
    expect(parties).not_to_contain_text("قيد الانتظار")
    page.get_by_role("button", name="ترك المكالمة لهما").click()
    wrap_up(first, "passed-on", "حُوّلت إلى زميل")
    other.locator(".call").get_by_role("button", name="End", exact=True).click()
    wrap_up(second, "emergency", "Told the emergency room")
    outcomes = {
        (each["agent"], each["disposition"])
        for each in centre.staff("supervisor.khalid", "GET", f"/v1/contacts?number={caller.number[1:]}")["items"]
    }
    assert outcomes >= {("agent.salma", "passed-on"), ("agent.hamad", "emergency")}
    for agent, offline in ((first, "غير متصل"), (second, "Offline")):
        leaves(agent, offline)


def is_missed_by_both(first: Visitor, second: Visitor) -> None:
    """Let a call pass that rings at one, then at the next; it rings again once the first is back."""
    page, other = first.page, second.page
    ringing(page)
    available(second, "Available")
    expect(other.locator(".presence-available")).to_be_visible()
    lets_pass(first)
    expect(other.locator(".call-ringing")).to_contain_text("ثريا")
    second.check("console-desk-ringing-phone")
    lets_pass(second)
    second.check("console-desk-missed-phone")
    expect(page.locator(".presence-missed")).to_be_visible()
    page.reload()
    expect(page.get_by_text("فاتتكم مكالمة", exact=True)).to_be_visible()
    first.check("console-desk-missed")
    page.get_by_role("button", name="أنا متاح الآن").click()


def wrap_up(agent: Visitor, disposition: str, summary: str) -> None:
    """Say why they called and what was said; and wait until it is kept."""
    page = agent.page
    label, reason = DISPOSITIONS[disposition][agent.language], page.locator("#disposition")
    # What the end of the call brings may close the list while one chooses: it is opened again.
    for _ in range(TRIES):
        reason.click()
        with suppress(TimeoutError):
            page.get_by_role("option", name=label).click(timeout=4000)
            break
    expect(reason).to_contain_text(label)
    page.locator("#summary").fill(summary)
    finish = page.get_by_role("button", name=re.compile("إنهاء التواصل|Finish the contact"))
    expect(finish).to_be_enabled()
    finish.click()
    expect(page.get_by_text(re.compile("أُتمّ التواصل|^Wrapped up"))).to_be_visible()
