"""Supervisors on a real stack: what goes on is seen within seconds, and whoever steps in or listens says why."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.system.browser.conftest import Visit, Visitor, choose
from tests.system.browser.test_console_lists import staff
from tests.system.centre import Centre, eventually

SAWARI = "+96824000001"
SOON = 20_000
"""Milliseconds: well before a board asks by itself, so that what it shows by then it was told over the socket."""
REASON = "متابعة جودة الرد على الحالات الطارئة"
HELP = "مساعدة الموظفة في بلاغ معقّد"
PHONE = 360


@dataclass
class Telephone:
    """The world outside: a caller, and the agent at the softphone who answers."""

    centre: Centre
    number: str
    agent: str = "reception.aisha"
    call: str = ""

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        return self.centre.call(method, f"/_local/telephone{path}", body)

    def desk(self, verb: str, **asked: str) -> None:
        self.ask("POST", f"/agents/{self.agent}/{verb}", asked)

    def dial(self) -> None:
        """Call the municipality, and ask for the emergency line, which answers at every hour."""
        self.call = self.ask("POST", "/calls", {"from": self.number, "to": SAWARI})["contact"]
        self._sees("text", "للغة العربية")
        self.press("1")
        self._sees("text", "للحالات الطارئة")

    def _sees(self, name: str, words: str) -> None:
        """Wait until something is said, or happens, on the line."""

        def seen() -> bool:
            items = self.ask("GET", f"/calls/{self.call}/events?after=0")["items"]
            return any(words in item.get(name, "") for item in items)

        eventually(seen, words)

    def press(self, keys: str) -> None:
        self.ask("POST", f"/calls/{self.call}/keys", {"keys": keys})

    def answered(self) -> None:
        """Let the agent take the call as soon as it is offered."""
        self.desk("sign_in")
        self.desk("status", status="available")
        self.dial()
        self.press("1")
        self.accept()
        eventually(lambda: self.state() == "talking", "talking")

    def accept(self) -> None:
        eventually(lambda: self.doing() == "ringing", "ringing at the agent's")
        self.desk("accept", contact=self.call)
        # Nobody may listen before the agent has heard who calls and is with them.
        eventually(self._is_connected, "with the caller")

    def _is_connected(self) -> bool:
        held = self.ask("GET", f"/agents/{self.agent}")["contacts"]
        return any(each["id"] == self.call and each["state"] == "connected" for each in held)

    def _board(self) -> Any:
        return self.centre.staff("supervisor.khalid", "GET", "/v1/supervision?body=sawari")

    def state(self) -> str:
        """Return where the call is, as the service has it."""
        return next((str(each["state"]) for each in self._board()["contacts"] if each["id"] == self.call), "")

    def doing(self) -> str:
        """Return what the agent does, as the service has it."""
        return next(str(each["status"]) for each in self._board()["agents"] if each["username"] == self.agent)

    def recorded(self) -> None:
        """Speak for two seconds, hang up and finish; wait for the recording."""
        self._sees("kind", "RECORDING")
        spoken = time.monotonic() + 2
        eventually(lambda: time.monotonic() > spoken, "two seconds of words")
        self.ask("DELETE", f"/calls/{self.call}")
        self.finish()
        path = f"/v1/contacts/{self.call}"
        eventually(lambda: bool(self.centre.staff("supervisor.khalid", "GET", path)["recordings"]), "recorded")

    def finish(self) -> None:
        """Say why the person called, and be free again."""
        eventually(lambda: self.state() == "wrap_up", "over")
        said = {"disposition": "emergency", "summary": "بلاغ عن سلك مكشوف، وأُرسل فريق الطوارئ."}
        self.centre.staff(self.agent, "POST", f"/v1/contacts/{self.call}/wrap-up", said)
        self.desk("clear", contact=self.call)


@pytest.fixture
def telephone(centre: Centre, mobile: str) -> Iterator[Telephone]:
    """Return a caller and an agent; both leave at the end, whatever happens."""
    world = Telephone(centre, mobile)
    yield world
    if world.call:
        world.ask("DELETE", f"/calls/{world.call}")
        eventually(lambda: world.state() in {"wrap_up", ""}, "over")
        if world.state():
            world.finish()
    world.desk("sign_in")
    world.desk("status", status="offline")


def board(visit: Visit) -> Visitor:
    visitor = staff(visit, "supervisor.khalid")
    visitor.open("/console/live")
    expect(visitor.page.get_by_text("تُحدَّث فورًا")).to_be_visible()
    return visitor


def of_call(page: Page, telephone: Telephone) -> Any:
    return page.locator("main tr", has_text=telephone.number)


def of_agent(page: Page) -> Any:
    return page.get_by_role("table", name="الموظفون").locator("tr", has_text="عائشة")


def test_a_supervisor_sees_a_call_within_seconds_and_steps_in_with_a_reason_that_the_agent_sees(
    visit: Visit, centre: Centre, telephone: Telephone
) -> None:
    agent, visitor = staff(visit, telephone.agent), board(visit)
    page = visitor.page
    expect(page.get_by_text("الهاتف موصول")).to_be_visible()
    telephone.desk("sign_in")
    telephone.desk("status", status="available")
    expect(of_agent(page)).to_contain_text("متاح", timeout=SOON)
    telephone.dial()
    expect(of_call(page, telephone)).to_contain_text("في القائمة الصوتية", timeout=SOON)
    telephone.press("1")
    eventually(lambda: telephone.state() == "queued", "in the queue")
    expect(of_call(page, telephone)).to_contain_text("ينتظر", timeout=SOON)
    expect(page.locator("[data-sum=live-waiting] dd")).not_to_have_text("0")
    telephone.accept()
    expect(of_call(page, telephone)).to_contain_text("يتحدث", timeout=SOON)
    visitor.check("supervision-live")

    of_call(page, telephone).get_by_role("button", name="استماع").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="استماع").click()
    expect(dialog).to_contain_text("هذا الحقل مطلوب")
    dialog.locator("textarea").fill(REASON)
    visitor.check("supervision-listen")
    dialog.get_by_role("button", name="استماع").click()
    expect(page.get_by_text("فُتحت المكالمة في هاتفكم أعلى الصفحة للاستماع.")).to_be_visible()
    expect(page.get_by_text("تستمعون إلى مكالمة، ولا يسمعكم أحد")).to_be_visible()
    expect(agent.page.get_by_text("المشرف أو الجودة يستمع الآن إلى هذه المكالمة")).to_be_visible()
    joins(visitor, agent)

    of_agent(page).get_by_role("button", name="تغيير الحالة").click()
    dialog = page.get_by_role("dialog")
    choose(dialog.locator("button[aria-haspopup=listbox]"), page.get_by_role("option", name="تدريب"))
    dialog.locator("textarea").fill("درس قصير بعد هذه المكالمة")
    dialog.get_by_role("button", name="تغيير الحالة").click()
    expect(page.get_by_text("تغيّرت الحالة.")).to_be_visible()

    of_call(page, telephone).get_by_role("button", name="إنهاء").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill("مكالمة عابثة")
    dialog.get_by_role("button", name="إنهاء").click()
    expect(page.get_by_text("أُنهي الاتصال.")).to_be_visible()
    expect(of_call(page, telephone)).to_contain_text("العمل ما بعد المكالمة", timeout=SOON)
    telephone.finish()
    expect(of_agent(page)).to_contain_text("تدريب")

    heard = centre.staff(telephone.agent, "GET", "/v1/desk/listenings")["items"]
    said = {("listen", REASON), ("barge", HELP), ("status", "درس قصير بعد هذه المكالمة"), ("end", "مكالمة عابثة")}
    assert said <= {(each["kind"], each["reason"]) for each in heard}


def joins(visitor: Visitor, agent: Visitor) -> None:
    """Speak in the call that one listens to: the agent sees it; then leave."""
    page = visitor.page
    phone = page.locator(".call")
    phone.get_by_role("button", name="الدخول في المكالمة").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill(HELP)
    dialog.get_by_role("button", name="الدخول في المكالمة").click()
    expect(phone.get_by_text("أنتم في المكالمة، ويسمعكم الجميع")).to_be_visible()
    expect(agent.page.get_by_text("دخل مشرف المكالمة ويتحدث فيها")).to_be_visible()
    visitor.check("supervision-barge")
    phone.get_by_role("button", name="الخروج من المكالمة").click()
    expect(phone).to_have_count(0)
    expect(agent.page.get_by_text("دخل مشرف المكالمة ويتحدث فيها")).to_have_count(0)


def listens(quality: Visitor, telephone: Telephone) -> None:
    """Listen to the call from the board, as quality does: unheard, for a reason, without its number, and leave."""
    page = quality.open("/console/live").page
    expect(page.get_by_text("الهاتف موصول")).to_be_visible()
    talk = page.locator("main tr", has_text="عائشة").filter(has_text="يتحدث")
    expect(talk.get_by_role("button")).to_have_count(1)
    talk.get_by_role("button", name="استماع").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill(REASON)
    dialog.get_by_role("button", name="استماع").click()
    phone = page.locator(".call")
    expect(phone).to_contain_text("تستمعون إلى مكالمة، ولا يسمعكم أحد")
    expect(phone.get_by_role("list", name="أطراف المكالمة")).to_contain_text("يتحدث")
    expect(phone).not_to_contain_text(telephone.number)
    expect(phone.get_by_role("button", name="الدخول في المكالمة")).to_have_count(0)
    quality.check("supervision-quality")
    phone.get_by_role("button", name="إنهاء الاستماع").click()
    expect(phone).to_have_count(0)


def test_a_recording_is_played_only_for_a_reason_and_who_listened_stands_below_it(
    visit: Visit, telephone: Telephone
) -> None:
    telephone.answered()
    visitor = staff(visit, "quality.badr")
    listens(visitor, telephone)
    telephone.recorded()
    page = visitor.open("/console/contacts").page
    page.locator("[name=number]").fill(telephone.number[4:])
    expect(page).to_have_url(re.compile("number="))
    table = page.get_by_role("table", name="الاتصالات")
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(table).to_contain_text("عائشة")
    visitor.check("supervision-contacts")
    expect(table).not_to_contain_text(telephone.number)  # Quality hears, and need not know who called.
    table.get_by_role("link", name="الاتصال من").click()
    page.get_by_role("button", name="استماع إلى").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill(REASON)
    dialog.get_by_role("button", name="استماع").click()
    audio = page.locator("audio")
    expect(audio).to_be_visible()
    page.wait_for_function("() => document.querySelector('audio').readyState >= 2")
    assert audio.evaluate("""async one => {
        one.currentTime = one.duration / 2;
        await new Promise(done => one.addEventListener("seeked", done, {once: true}));
        return one.currentTime > 0;
    }""")
    page.get_by_text("من استمع، ولماذا").click()
    expect(page.locator("[data-recording]")).to_contain_text(REASON)
    expect(page.locator("[data-recording]")).to_contain_text("بدر")
    visitor.check("supervision-recording")


@pytest.mark.parametrize(("language", "width"), [("ar", 1920), ("en", PHONE)])
def test_the_screen_on_the_wall_tells_figures_and_nobodys_name(visit: Visit, language: str, width: int) -> None:
    visitor = staff(visit, "manager.zahra", language, width)
    page = visitor.open("/console/wall").page
    expect(page.locator("[data-queue=emergency]")).to_be_visible()
    visitor.check(f"supervision-wall-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("سلمى", "عائشة", "+968"):
        expect(page.locator("main")).not_to_contain_text(name)


def test_without_the_live_connection_the_board_says_so_and_goes_on_by_asking(
    visit: Visit, telephone: Telephone
) -> None:
    visitor = staff(visit, "supervisor.khalid", "en")
    page = visitor.page

    def cut(socket: WebSocketRoute) -> None:
        socket.close()

    page.route_web_socket(re.compile(r"/ws\?"), cut)
    visitor.open("/console/live")
    expect(page.get_by_text("the numbers are fetched every few seconds")).to_be_visible()
    expect(page.locator(".phone-bar")).to_contain_text("Reconnecting")
    telephone.dial()
    # Well before the safety net of a board that is told: it asks more often while nobody tells it.
    expect(of_call(page, telephone)).to_contain_text("In the menus", timeout=SOON)


def test_the_queue_table_sums_and_is_drawn_and_saved(visit: Visit, telephone: Telephone) -> None:
    telephone.answered()
    visitor = staff(visit, "supervisor.khalid")
    page = visitor.open("/console/queues").page
    table = page.get_by_role("table", name="إحصاءات المكالمات الواردة")
    expect(table.locator("thead")).to_contain_text("المُجابة ٪ من الواردة")
    expect(table.locator("tbody tr", has_text="Emergency_AR")).not_to_contain_text("––")
    counted = [row.locator("td, th").all_inner_texts() for row in table.locator("tbody tr").all()]
    numbers = [[int(row[at]) for at in (1, 2, 4, 6)] for row in counted]
    assert all(presented == handled + gone + other for presented, handled, gone, other in numbers)
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)]
    assert numbers[-1][1] > 0
    expect(page.get_by_role("application").first).to_be_visible()
    visitor.check("supervision-queues")
    with page.expect_download() as saved:
        page.get_by_role("button", name="تنزيل CSV").click()
    lines = saved.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == len(counted) + 1
    assert lines[-1].split(",")[1:3] == ["المجموع", str(numbers[-1][0])]
    page.get_by_text("فترة أخرى", exact=True).click()
    page.locator("[name=from]").fill("2026/01/01")
    page.locator("[name=to]").fill("2026/01/02")
    expect(table.locator("tbody tr").last).to_contain_text("0")
    expect(page).to_have_url(re.compile("period=own"))
