"""A promise of 14 working hours in the Omani week, registered on a Thursday at 14:00, on the deployed service.

An admin sets the calendar and the policy, the manager approves it. The clock is moved from Thursday to Tuesday; what
was due on the way is read in the outbox, by name and role, and in the history.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests

from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud

MUSCAT = ZoneInfo("Asia/Muscat")
CATEGORY, SECTION, CALENDAR = "lighting", "lighting", "must-show"
AGENT, DISTRIBUTOR, OFFICER = "agent.salma", "distributor.maryam", "officer.nasser"
SUPERVISOR, MANAGER, EXECUTIVE, ADMIN = "supervisor.khalid", "manager.zahra", "executive.talal", "admin.rahma"
# Nothing but the resolution falls due in these days: the first reply is given at once.
ROW = {"kind": "complaint", "category": CATEGORY, "resolution": 840, "calendar": CALENDAR}
LATER = {"first_reply": 840, "referral_reply": 8400, "update": 8400}
# The way to a day is walked instant by instant.
DAYS_TAKE = 590
DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday")
NAMES = {
    OFFICER: ("ناصر بن علي السدراوي", "ضابط الاتصال"), SUPERVISOR: ("خالد بن عبدالله السدراوي", "مشرف مركز الاتصال"),
    MANAGER: ("زهراء بنت سعود المرساوية", "المدير"),
}  # fmt: skip


def move_to(centre: Centre, instant: datetime) -> None:
    """Move the clock to an instant; whoever was signed in signs in again."""
    body = {"to": instant.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")}
    moved = requests.post(f"{centre.address}/_local/clock", json=body, timeout=DAYS_TAKE)
    assert moved.ok, moved.text
    centre._tokens.clear()


def now(centre: Centre) -> datetime:
    return datetime.fromisoformat(centre.call("GET", "/_local/clock")["now"])


def calendar(opens: str = "07:30", closes: str = "14:30") -> dict[str, Any]:
    hours = [{"opens": opens, "closes": closes}]
    return {"name": {"ar": "دوام العرض", "en": "Shown hours"}, "weeks": [{"days": dict.fromkeys(DAYS, hours)}]}


def put(centre: Centre, path: str, body: dict[str, Any]) -> Any:
    """Put a part of the body as its admin does, whether it was there or not."""
    known = centre.staff(ADMIN, "GET", f"/v1/organisation/{path.split('/')[0]}?limit=100")["items"]
    found: dict[str, Any] = next((one for one in known if one["code"] == path.split("/")[1]), {})
    return centre.staff(ADMIN, "PUT", f"/v1/organisation/{path}", body, version=found.get("version"))


def set_promises(centre: Centre) -> None:
    """Set a calendar without holidays, and a policy for one category by it; the rest stays promised as it was."""
    put(centre, f"calendars/{CALENDAR}", calendar())
    known = centre.staff(ADMIN, "GET", "/v1/organisation/policies/service-levels")["targets"]
    day = now(centre).astimezone(MUSCAT).date().isoformat()
    policy = {
        "name": {"ar": "سياسة العرض", "en": "Shown policy"}, "effective_from": day,
        "targets": [*known, ROW | LATER],
    }  # fmt: skip
    drafted = centre.staff(ADMIN, "PUT", f"/v1/organisation/policies/shown-{day}", policy)
    assert not drafted.get("approved_at")
    centre.staff(
        ADMIN, "POST", f"/v1/organisation/policies/shown-{day}/approval", version=drafted["version"], status=403
    )
    approved = centre.staff(
        MANAGER, "POST", f"/v1/organisation/policies/shown-{day}/approval", version=drafted["version"]
    )
    assert approved["approved_at"]


@dataclass
class Shown:
    """Two tickets of that Thursday: one is worked on, of the other its requester is asked from Sunday to Monday."""

    centre: Centre
    thursday: datetime
    worked_on: str
    asked: str
    mobiles: tuple[str, str]

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """Return an instant so many days after the Thursday, by the clocks of Muscat."""
        return (self.thursday + timedelta(days=day)).replace(hour=hour, minute=minute)

    def events(self, number: str) -> list[dict[str, Any]]:
        """Return what its promises had done by themselves, oldest first."""
        history = self.centre.staff(SUPERVISOR, "GET", f"/v1/tickets/{number}/history?limit=100")["items"]
        by_system = [event for event in reversed(history) if event["by"] == "system"]
        return [event for event in by_system if event["type"] != "ticket.assigned"]

    def instants(self, number: str) -> dict[int, datetime]:
        """Return when each share of the resolution's target falls, as the API shows it."""
        clocks = self.centre.staff(SUPERVISOR, "GET", f"/v1/tickets/{number}")["clocks"]
        shown = next(clock for clock in clocks if clock["name"] == "resolution")["instants"]
        return {one["percent"]: datetime.fromisoformat(one["at"]) for one in shown}

    def mails(self, username: str, number: str) -> list[dict[str, Any]]:
        """Return what a member of staff was told of a ticket, oldest first."""
        return [mail for mail in reversed(self.centre.outbox(email(username))) if dashed(number) in mail["subject"]]

    def escalations(self, number: str) -> list[tuple[str, datetime]]:
        """Return who was told that the promise is near or broken, in the order of the outbox."""
        told = [
            (datetime.fromisoformat(mail["at"]), username)
            for username in NAMES for mail in self.mails(username, number) if "تصعيد" in mail["subject"]
        ]  # fmt: skip
        return [(username, at) for at, username in sorted(told)]


def email(username: str) -> str:
    return f"{username}@sawari.example"


def dashed(number: str) -> str:
    return "-".join(number[i : i + 3] for i in range(0, 12, 3))


def registered(centre: Centre, mobile: str) -> str:
    asked = complaint(mobile, category=CATEGORY, description="أعمدة الإنارة أمام مدرسة الصواري مطفأة منذ أسبوع.")
    number: str = centre.call("POST", "/v1/public/tickets", asked)["number"]
    return number


def begun(centre: Centre, number: str) -> str:
    """Let the section begin with a ticket; return its number."""
    centre.act(AGENT, number, "classify", in_jurisdiction=True, object="service", complexity="routine")
    centre.act(DISTRIBUTOR, number, "reply", text="وصل بلاغكم إلى قسم إنارة الشوارع")
    centre.act(DISTRIBUTOR, number, "refer", section=SECTION)
    centre.act(OFFICER, number, "start")
    return number


@pytest.fixture(scope="module")
def shown(centre: Centre, cloud: Cloud) -> Shown:
    """Register on a Thursday at 14:00, and let the days pass until the second Tuesday promise is over."""
    cloud.calm()
    set_promises(centre)
    today = now(centre).astimezone(MUSCAT)
    thursday = (today + timedelta(days=(3 - today.weekday()) % 7)).replace(hour=14, minute=0, second=0, microsecond=0)
    thursday = thursday if thursday > today else thursday + timedelta(days=7)
    move_to(centre, thursday)
    stamp = int(thursday.timestamp()) // 60 % 10_000
    mobiles = (f"+96895{stamp:04d}01", f"+96895{stamp:04d}02")
    story = Shown(centre, thursday, registered(centre, mobiles[0]), registered(centre, mobiles[1]), mobiles)
    assert now(centre) - thursday < timedelta(minutes=1), "the machine is too slow for the clock"
    for number in (story.worked_on, story.asked):
        begun(centre, number)
    story_of_days(story)
    return story


BEFORE: dict[str, dict[int, datetime]] = {}


def story_of_days(story: Shown) -> None:
    centre = story.centre
    BEFORE["thursday"] = story.instants(story.worked_on)
    move_to(centre, story.at(3, 8, 30))
    centre.act(OFFICER, story.asked, "ask", question="أي عمود؟")
    move_to(centre, story.at(4, 8, 30))
    BEFORE["waiting"] = story.instants(story.asked)
    centre.act(AGENT, story.asked, "respond", text="العمود الثالث", on_behalf={"of": "requester", "contact": "هاتف"})
    BEFORE["moved"] = story.instants(story.asked)
    move_to(centre, story.at(5, 14, 1))


def test_the_steps_of_14_working_hours_fall_as_they_must(shown: Shown) -> None:
    assert BEFORE["thursday"] == {
        50: shown.at(3, 14), 75: shown.at(4, 10, 30), 90: shown.at(4, 12, 36), 100: shown.at(4, 14),
    }  # fmt: skip


def test_waiting_from_sunday_to_monday_moves_them(shown: Shown) -> None:
    assert BEFORE["waiting"] == {}
    assert BEFORE["moved"] == {
        50: shown.at(4, 14), 75: shown.at(5, 10, 30), 90: shown.at(5, 12, 36), 100: shown.at(5, 14),
    }  # fmt: skip


def test_handler_supervisor_and_manager_were_told_in_that_order_and_once(shown: Shown) -> None:
    tickets = (shown.worked_on, shown.asked)
    eventually(lambda: all(len(shown.escalations(number)) == 3 for number in tickets), "three levels each", 60)
    for number, at in zip(tickets, (BEFORE["thursday"], BEFORE["moved"]), strict=True):
        told = shown.escalations(number)
        assert [username for username, _ in told] == [OFFICER, SUPERVISOR, MANAGER]
        for (_, told_at), percent in zip(told, (50, 75, 100), strict=True):
            assert timedelta() <= told_at - at[percent] < timedelta(minutes=3), (percent, told_at, at[percent])


@pytest.mark.parametrize("username", NAMES)
def test_each_is_addressed_by_name_and_role(shown: Shown, username: str) -> None:
    (mail,) = [mail for mail in shown.mails(username, shown.worked_on) if "تصعيد" in mail["subject"]]
    for part in NAMES[username]:
        assert part in mail["text"]


def test_the_requester_was_told_of_the_delay_before_the_target_passed(shown: Shown) -> None:
    (told,) = [
        one for one in shown.centre.outbox(shown.mobiles[0]) if "المتوقع" in one["text"] or "نعتذر" in one["text"]
    ]
    at = datetime.fromisoformat(told["at"])
    assert BEFORE["thursday"][90] <= at < BEFORE["thursday"][100]


def test_the_history_says_what_was_done_by_itself_and_when(shown: Shown) -> None:
    events = shown.events(shown.worked_on)
    assert [(event["type"], event["facts"].get("percent")) for event in events] == [
        ("ticket.escalated", 50), ("ticket.escalated", 75), ("ticket.delayed", None), ("ticket.escalated", 100),
    ]  # fmt: skip
    assert [event["facts"].get("level") for event in events] == ["handler", "supervisor", None, "manager"]
    assert (events[1]["facts"]["reason_wanted"], events[2].get("words", {}).get("reason")) == (True, None)
    assert {event["facts"].get("due_at") for event in events if event["facts"].get("percent")} == {
        shown.at(4, 14).astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    }


def test_senior_management_has_one_digest_a_working_day(shown: Shown) -> None:
    subjects = [
        mail["subject"] for mail in shown.centre.outbox(email(EXECUTIVE)) if "بيان المتأخرات" in mail["subject"]
    ]
    days = [subject.split(":")[0] for subject in subjects]
    assert days
    assert len(days) == len(set(days))


def test_another_calendar_counts_open_promises_again_and_their_history_says_so(shown: Shown) -> None:
    centre = shown.centre
    number = begun(centre, registered(centre, f"{shown.mobiles[0][:-2]}03"))
    before = shown.instants(number)
    put(centre, f"calendars/{CALENDAR}", calendar("09:00", "13:00"))
    try:
        eventually(lambda: any(event["type"] == "ticket.recalculated" for event in shown.events(number)), "counted", 60)
        (event,) = [event for event in shown.events(number) if event["type"] == "ticket.recalculated"]
        assert (event["facts"]["cause"], event["facts"]["code"]) == ("calendar", CALENDAR)
        moved = {one["name"]: (one["was"], one["due_at"]) for one in event["facts"]["clocks"]}
        assert datetime.fromisoformat(moved["resolution"][0]) == before[100]
        assert shown.instants(number)[100] == datetime.fromisoformat(moved["resolution"][1]) > before[100]
    finally:
        put(centre, f"calendars/{CALENDAR}", calendar())
