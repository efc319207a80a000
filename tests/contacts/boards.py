"""A switchboard that fits the host of tests/organisations/fakes.py, and where switchboards are kept in memory."""

from datetime import datetime
from typing import Any

import msgspec

from chalicelib.contacts.switchboard import (
    Announcement,
    CallQueue,
    Disposition,
    Extension,
    Population,
    SpokenName,
    SpokenProcedure,
    SpokenText,
    Switchboard,
    Voicemail,
)
from chalicelib.contacts.switchboards import Context, Kept, NumberOfAnother
from chalicelib.organisations.body import Body, Category
from chalicelib.organisations.calendar import Calendar, Days, Interval, Week
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.errors import NotFound, Stale
from tests.conftest import NOW
from tests.organisations.fakes import person, words

MAIN, OTHER = "+96824000100", "+96824000200"
WORKDAY = (Interval(opens="07:30", closes="14:30"),)
CALENDAR = Calendar(
    code="official", name=words("الدوام الرسمي"), holidays_of="",
    weeks=(Week(days=Days(sunday=WORKDAY, monday=WORKDAY, tuesday=WORKDAY, wednesday=WORKDAY, thursday=WORKDAY)),),
)  # fmt: skip
BODY = Body(
    code="host", name=words("المضيف"), calendar="official", calendars=(CALENDAR,),
    categories=(
        Category(code="general", name=words("عام"), kinds=("inquiry", "report", "complaint")),
        Category(code="asking", name=words("أسئلة"), kinds=("inquiry",)),
        Category(code="old", name=words("قديم"), active=False),
    ),
)  # fmt: skip
ADMIN = person("admin", Role.ADMIN)
AGENT = person("agent", Role.AGENT)
SECOND = person("second", Role.AGENT)
TEAM = (ADMIN, AGENT, SECOND)
BOARD = Switchboard(
    flow="statistics",
    numbers=(MAIN,),
    queues=(
        CallQueue(code="finance", label="Stat_Finance", name=SpokenName(ar="الاقتصاد", en="Economy"),
              staff=("agent",)),
        CallQueue(code="general", label="General", name=SpokenName(ar="الشؤون العامة", en="General matters"),
              staff=("agent", "second")),
    ),
    dispositions=(Disposition(code="question", name=SpokenName(ar="استفسار", en="A question")),),
    voicemail=Voicemail(category="general"),
    extensions=(
        Extension(extension="201", name=SpokenName(ar="مكتب المدير", en="The director's office"), staff="second"),
        Extension(extension="202", name=SpokenName(ar="الإحصاءات", en="Statistics"), queue="finance"),
        Extension(extension="203", name=SpokenName(ar="الاستقبال", en="Reception"), number="+96824000300"),
        Extension(extension="299", name=SpokenName(ar="غرفة الخوادم", en="Servers"), queue="general", listed=False),
    ),
    announcements=(
        Announcement(code="census", first="2026-02-20", last="2026-03-01",
                     text=SpokenText(ar="يبدأ التعداد قريبًا.", en="The census begins soon.")),
    ),
    procedures=(
        SpokenProcedure(code="licence", name=SpokenName(ar="ترخيص البناء", en="A building licence"),
                  text=SpokenText(ar="قدّموا الطلب في البوابة.", en="Apply in the portal.")),
        SpokenProcedure(code="lease", name=SpokenName(ar="عقد الإيجار", en="A lease"),
                  text=SpokenText(ar="سجّلوا العقد في المكتب.", en="Register the lease at the office.")),
    ),
    population=Population(at="2026-01-01T00:00:00Z", people=5_400_000, more_a_year=100_000,
                          source=SpokenName(ar="سجل السكان", en="the population register")),
)  # fmt: skip

MENUS = {"statistics": {"finance": "1"}}
"""A tree with one menu, which leads to one queue."""


class FakeSwitchboards:
    """Switchboards in dictionaries; `reads` counts what was asked."""

    def __init__(self, *kept: tuple[str, Switchboard]) -> None:
        self.kept: dict[str, Kept] = {}
        self.reads = 0
        for body, board in kept:
            self.put(body, board, None)

    def get(self, body: str) -> Kept | None:
        self.reads += 1
        return self.kept.get(body)

    def body_of(self, number: str) -> str:
        self.reads += 1
        return next((kept.body for kept in self.kept.values() if number in kept.switchboard.numbers), "")

    def put(self, body: str, switchboard: Switchboard, before: Kept | None) -> int:
        now = self.kept.get(body)
        if (now.version if now else None) != (before.version if before else None):
            raise Stale(expected=before.version if before else None)
        if any(self.body_of(number) not in ("", body) for number in switchboard.numbers):
            raise NumberOfAnother
        version = (before.version if before else 0) + 1
        self.kept[body] = Kept(body=body, switchboard=switchboard, version=version)
        return version


def find_body(code: str) -> Body:
    if code == "host":
        return BODY
    if code == "guest":
        return Body(code="guest", name=words("الضيف"), zone="Asia/Dubai")
    raise NotFound


def team(_body: str) -> tuple[Staff, ...]:
    return TEAM


def boards(*kept: tuple[str, Switchboard], now: datetime = NOW, **further: Any) -> Context:
    """Return what the actions on switchboards need, in memory."""
    facts: dict[str, Any] = {"body": find_body, "team": team, "clock": lambda: now, "trees": MENUS} | further
    return Context(switchboards=FakeSwitchboards(*kept), **facts)


def changed(**facts: Any) -> Switchboard:
    """Return the switchboard with other parts."""
    return msgspec.structs.replace(BOARD, **facts)


def a_queue_of(board: Switchboard, code: str, **facts: Any) -> CallQueue:
    """Return a queue of a switchboard with other facts."""
    found = board.queue(code)
    assert found is not None
    return msgspec.structs.replace(found, **facts)
