"""A day of calls on our own flows, on a virtual clock: people who choose, wait and give up, agents who answer.

The functions of flows are played here too: nothing but the engine and the flows is under test, in seconds.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Any

import boto3
import msgspec

from chalicelib.contacts.exchange.house import Line, people_of
from chalicelib.contacts.exchange.instance import Exchange
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from infra.telephony.configuring import configure
from local.connect.api.account import ACCOUNT, Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.functions import Answer
from local.connect.log import Event
from local.connect.projections.contact_records import Record, record_of
from local.connect.refusals import Refused
from local.connect.resources import Directory
from local.demo import files

START = 1_796_616_000.0
"""Monday 2026-12-07, 08:00 in Muscat."""
HOURS = 6.0
BODIES = ("sawari", "muashir-statistics")
FUNCTION = "contacts-flow"
ARN = f"arn:aws:lambda:me-central-1:{ACCOUNT}:function:{FUNCTION}"
NOT_CHOSEN = frozenset("0*#9")
_BODY = {"name_ar": "الجهة", "name_en": "the authority", "recorded": "yes", "survey": "yes"}
_ANSWERS: dict[str, dict[str, str]] = {
    "greet": _BODY, "remember": {"kept": "yes"}, "state": {"found": "yes", "said": "طلبكم قيد الدراسة."},
    "population": {"said": "عدد السكان الآن ثلاثة ملايين نسمة."}, "announcement": {"said": "none"},
    "procedures": {"said": "لتجديد رخصة اضغطوا 1.", "count": "1"},
    "procedure": {"found": "yes", "said": "احضروا بالوثائق."}, "directory": {"said": "لقسم البيانات اضغطوا 1."},
    "extension": {"found": "no", "said": "لا توجد تحويلة بهذا الرقم."},
    "listed": {"found": "no", "said": "لا توجد تحويلة بهذا الرقم."}, "place": {"said": "أنتم الثالث في الصف."},
    "callback": {"accepted": "yes", "said": "سنعاود الاتصال بكم.", "delay_seconds": "600"},
    "survey": {"kept": "yes"}, "voicemail": {"said": "وصلتنا رسالتكم."},
    "message": {"said": "مدة الرسالة لا تزيد على دقيقتين.", "pieces": "24"},
}  # fmt: skip


class Played:
    """The functions of flows: each question has its answer, after a fifth of a second."""

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        asked = event["Details"]["Parameters"]
        return Answer(dict(_ANSWERS.get(asked.get("ask", ""), {})), seconds=0.2)


@dataclass
class Day:
    """What a day came to."""

    instance: Instance
    numbers: list[str]
    calls: int = 0
    busy: int = 0
    """How often somebody found all lines taken; they try again."""
    given_up: int = 0
    """Who found all lines taken three times."""
    most_at_once: int = 0
    records: list[Record] = field(default_factory=list)

    def queued(self) -> dict[str, list[Record]]:
        """Return the records of those who came into a queue, by the queue's name."""
        found: dict[str, list[Record]] = {}
        for record in self.records:
            if record["Queue"] and record["Channel"] == "VOICE":
                found.setdefault(str(record["Queue"]["Name"]), []).append(record)
        return dict(sorted(found.items()))


def demo_lines(bodies: Sequence[str]) -> list[Line]:
    """Return demo bodies as they are configured on a stack: calendars, switchboards, people."""
    staff: dict[str, list[Staff]] = {}
    for body, username, fields in files.read_staff():
        staff.setdefault(body, []).append(Staff(id=username, username=username, body=body, **fields))
    return [Line(_body(code), files.read_switchboard(code), staff.get(code, [])) for code in bodies]


def _body(code: str) -> Body:
    parts: dict[str, list[Any]] = {}
    for name, part in files.read_parts(code):
        parts.setdefault(name, []).append(part)
    known = {name: tuple(found) for name, found in parts.items() if name in Body.__struct_fields__}
    return msgspec.structs.replace(files.read_body(code), **known)


def simulate(
    bodies: Sequence[str] = BODIES, calls: int = 500, lines: int = 30, seed: int = 1, hours: float = HOURS
) -> tuple[Day, Server]:
    """Play a day; return it, and the port at which its figures can be asked for (to be closed).

    :param hours: within how many hours the calls come
    """
    clock = VirtualClock(START - 60)
    account = Account(lambda id_, alias: Instance(
        clock, directory=Directory(ACCOUNT, "me-central-1", id_, alias), functions=Played(), seed=seed
    ))  # fmt: skip
    server = Server(account, 0)
    instance, house = account.create("day"), demo_lines(bodies)
    exchange = Exchange(client(server), instance.directory.arn, lambda _: None)
    exchange.ask("associate_lambda_function", FunctionArn=ARN)
    given = Installation(instance=instance.directory.id, region="me-central-1")
    configure(exchange, house, {FUNCTION: ARN}, datetime.fromtimestamp(START, UTC).date(), given)
    day = Day(instance, [number for line in house for number in line.switchboard.numbers[:1]])
    instance.subscribe(lambda event: _note(day, event), ("COMPLETED",))
    users = [person.staff.username for person in people_of(house) if person.queues]
    _Agents(instance, users, Random(seed + 1))  # noqa: S311  # a simulation
    _People(day, lines, Random(seed + 2)).come(calls, hours)  # noqa: S311
    clock.run(START + 24 * 3600)
    clock.run()
    return day, server


def client(server: Server) -> Any:
    """Return boto3's client of a port."""
    session: Any = boto3.session.Session()
    return session.client("connect", endpoint_url=server.url, region_name="me-central-1", aws_access_key_id=ACCOUNT,
                          aws_secret_access_key="local")  # noqa: S106 # fmt: skip


def _note(day: Day, event: Event) -> None:
    day.records.append(record_of(day.instance.directory, day.instance.contacts[event.contact]))


class _People:
    """Callers: they come most in the morning, find a line or try again, press what menus offer, lose patience."""

    def __init__(self, day: Day, lines: int, random: Random) -> None:
        self._day, self._instance = day, day.instance
        self._lines, self._random = lines, random
        self._language: dict[str, str] = {}
        self._taken: set[str] = set()
        day.instance.subscribe(self._asked, ("INPUT_AWAITED",))
        day.instance.subscribe(self._queued, ("QUEUED",))
        day.instance.subscribe(self._over, ("DISCONNECTED",))

    def come(self, calls: int, hours: float) -> None:
        for number in range(calls):
            at = 60 + self._random.betavariate(2, 3) * hours * 3600
            self._later(at, partial(self._call, f"+9689{number:07}", self._random.choice(self._day.numbers), 1))

    def _call(self, number: str, to: str, tried: int) -> None:
        if len(self._taken) >= self._lines:
            self._day.busy += 1
            if tried < 3:
                self._later(30 + self._random.random() * 120, partial(self._call, number, to, tried + 1))
            else:
                self._day.given_up += 1
            return
        self._day.calls += 1
        flow = self._instance.directory.numbers.find(to)
        contact = self._instance.start_call(str(flow and flow.flow), customer=number, system=to)
        self._taken.add(contact)
        self._day.most_at_once = max(self._day.most_at_once, len(self._taken))
        self._language[number] = "1" if self._random.random() < 0.8 else "2"

    def _over(self, event: Event) -> None:
        self._taken.discard(event.contact)

    def _asked(self, event: Event) -> None:
        if event.data["hears"] == "CUSTOMER":
            self._later(0.5 + self._random.random() * 3, lambda: self._press(event.contact))

    def _press(self, contact: str) -> None:
        leg = self._instance.legs.get(contact)
        listener = leg.listener() if leg else None
        if listener is None or listener.step is None:
            return
        if self._random.random() < 0.03:
            self._instance.hang_up(contact)
            return
        keys = self._choice(contact, listener.step.action)
        if keys:
            self._instance.press(contact, keys)

    def _choice(self, contact: str, action: Any) -> str:
        if action.parameters.get("StoreInput") == "True":
            return f"{self._random.randrange(10**11, 10**12)}#"
        offered: list[str] = [operand for condition in action.conditions for operand in condition.operands]
        found = self._instance.contacts[contact]
        if found.phase == "QUEUED":
            return "1" if self._random.random() < 0.03 else ""
        if found.attributes.get("language") == "none":
            return self._language.get(found.customer or "", "1")
        chosen = [key for key in offered if key not in NOT_CHOSEN]
        return self._random.choice(chosen or offered or [""])

    def _queued(self, event: Event) -> None:
        """Lose patience after a while, four minutes in the mean; who is still waiting then gives up."""
        self._later(20 + self._random.expovariate(1 / 240), lambda: self._give_up(event.contact))

    def _give_up(self, contact: str) -> None:
        if self._instance.contacts[contact].phase == "QUEUED":
            self._instance.hang_up(contact)

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        self._instance.clock.after(seconds, lambda: _tried(act))


class _Agents:
    """Agents: they take most of what rings, talk three minutes, hold now and then, and write up before the next."""

    def __init__(self, instance: Instance, users: list[str], random: Random) -> None:
        self._instance, self._random = instance, random
        instance.subscribe(self._changed, ("AGENT_CONTACT",))
        for user in users:
            self._later(random.random() * 30, instance.agent(user).sign_in)
            self._later(random.uniform(2, 4) * 3600, partial(self._pray, instance.agent(user)))

    def _pray(self, agent: Any) -> None:
        agent.set_status("Offline")
        self._later(900, lambda: agent.set_status("Available"))

    def _changed(self, event: Event) -> None:
        agent, contact = self._instance.agents[event.data["agent"]], event.data["contact"]
        match event.data["state"]:
            case "INCOMING" if self._random.random() < 0.95:
                self._later(2 + self._random.random() * 8, lambda: agent.accept(contact))
            case "CONNECTED":
                self._later(20 + self._random.lognormvariate(4.9, 0.6), lambda: agent.hang_up(contact))
                if self._random.random() < 0.2:
                    self._later(15, lambda: agent.hold(contact))
                    self._later(45, lambda: agent.resume(contact))
            case "ENDED" | "MISSED":
                self._later(20 + self._random.random() * 40, lambda: agent.clear(contact))

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        self._instance.clock.after(seconds, lambda: _tried(act))


def _tried(act: Callable[[], object]) -> None:
    """Do what a person wants; what cannot be done now is not done."""
    try:
        act()
    except Refused:
        return


def table(day: Day) -> list[dict[str, Any]]:
    """Return the table of queues: presented, handled, abandoned and otherwise, counted from the records alone."""
    rows = []
    for name, records in day.queued().items():
        counted = Counter(_became(record) for record in records)
        rows.append({"queue": name, "presented": len(records), **{one: counted[one] for one in BECAME}})
    return rows


BECAME = ("handled", "abandoned", "otherwise")


def _became(record: Record) -> str:
    if record["Agent"]:
        return "handled"
    gone = record["DisconnectReason"] == "CUSTOMER_DISCONNECT" and record["NextContactId"] is None
    return "abandoned" if gone else "otherwise"
