"""What the tests of notifications stand on: a body, tickets, a carrier that plays faults, a table in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from chalicelib.notifications.callback_notice import Unreached
from chalicelib.notifications.context import Accepted, Context, Result
from chalicelib.notifications.message import Key, Message, MessageMoved
from chalicelib.notifications.notice import BusEvent
from chalicelib.notifications.text import Text
from chalicelib.notifications.wording import Wording
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Category, Partner, Section
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.requester import Requester
from chalicelib.shared.ids import ulid
from chalicelib.shared.secret import Secret
from chalicelib.tickets.lists import Place, Stretch
from chalicelib.tickets.ticket import Details, Event, Ticket
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.words import Channel, Kind

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NUMBER = "260123456785"
MOBILE = "+96892000001"
ADDRESS = "maryam@people.example"
PORTAL = "https://nidaa.example"
WATER = Partner(
    code="water", name=Words(ar="شركة المياه", en="Water Company"), mobile="+96892000009",
    email="care@water.example", phone="+96824000000",
)  # fmt: skip
BODY = Body(
    code="muni",
    name=Words(ar="بلدية المدينة", en="City Municipality"),
    partners=(WATER,),
    sections=(
        Section(code="roads", name=Words(ar="قسم الطرق", en="Roads Section"), directorate="works", duty="+96892000008"),
    ),
    categories=(Category(code="roads", name=Words(ar="الطرق والأرصفة", en="Roads and pavements"), kinds=()),),
)
MARYAM = Requester(first_name="مريم", family_name="البلوشي", mobile=MOBILE, email=ADDRESS)


def colleague(id: str, *roles: Role, name: str = "", **changes: Any) -> Staff:
    """Return somebody of the city's staff, with an address by the id and no mobile."""
    kept: dict[str, Any] = {"body": "muni", "email": f"{id}@city.example"}
    return Staff(id=id, username=id, name=name or id, roles=frozenset(roles), **{**kept, **changes})


SALMA = colleague("s-salma", Role.AGENT, name="سلمى الحارثية")
NASSER = colleague("s-nasser", Role.SECTION_OFFICER, name="ناصر السدراوي", sections=("roads",))
THURAYA = colleague("s-thuraya", Role.SECTION_OFFICER, name="ثريا الرمانية", sections=("roads",), language="en")
KHALID = colleague("s-khalid", Role.SUPERVISOR, name="خالد السدراوي")
ZAHRA = colleague("s-zahra", Role.MANAGER, name="زهراء المرساوية", mobile="+96892000005")
TALAL = colleague("s-talal", Role.EXECUTIVE, name="طلال الشراعي")
TEAM = (SALMA, NASSER, THURAYA, KHALID, ZAHRA, TALAL)


def ticket(**changes: Any) -> Ticket:
    """Return a complaint of Maryam's."""
    kept: dict[str, Any] = {
        "number": NUMBER, "body": "muni", "kind": Kind.COMPLAINT, "category": "roads", "channel": Channel.WEB,
        "registered_at": "2026-11-22T08:00:00.000Z", "due_at": "2026-11-29T08:00:00.000Z", "person": "maryam",
    }  # fmt: skip
    return Ticket(**{**kept, **changes})


def bus_event(
    type: str = "ticket.registered", *, id: str = "E1", number: str = NUMBER, by: str = "requester"
) -> BusEvent:
    """Return an event as the bus brings it."""
    return BusEvent(
        id=id, type=type, body="muni", ticket=number, sequence="1.0", at="2026-11-22T08:00:00.000Z", by=by,
        correlation="c-1",
    )  # fmt: skip


@dataclass
class FakeClock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


@dataclass
class FakeTickets:
    """Tickets by number; every event of theirs says the same."""

    tickets: dict[str, tuple[Ticket, Details]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def put(self, ticket: Ticket, requester: Requester | None) -> None:
        self.tickets[ticket.number] = (ticket, Details(description="...", requester=requester))

    def whole(self, number: str) -> tuple[Ticket, Details]:
        if number not in self.tickets:
            raise TicketNotFound
        return self.tickets[number]

    def event(self, number: str, sequence: str) -> Event:
        return Event(id="E1", type="", at="", by="", facts=self.facts, words=self.words)


@dataclass
class FakeMessages:
    """Messages in memory, with the same conditions as the table."""

    kept: dict[Key, Message] = field(default_factory=dict)
    providers: dict[str, Key] = field(default_factory=dict)

    def add(self, message: Message) -> Message:
        return self.kept.setdefault(message.key, message)

    def get(self, key: Key) -> Message | None:
        return self.kept.get(key)

    def change(self, was: Message, now: Message) -> None:
        standing = self.kept[was.key]
        if standing.version != was.version and standing.claim != now.claim:
            raise MessageMoved
        self.kept[was.key] = now

    def remember(self, provider: str, key: Key, now: datetime) -> None:
        self.providers[provider] = key

    def sent_as(self, provider: str) -> Key | None:
        return self.providers.get(provider)

    def of_ticket(self, number: str, *, before: str = "", limit: int = 50) -> Sequence[Message]:
        theirs = [message for key, message in self.kept.items() if key.owner == f"TICKET#{number}"]
        earlier = [message for message in theirs if not before or message.key.sort < before]
        return sorted(earlier, key=lambda message: message.key.sort, reverse=True)[:limit]

    def states(self) -> dict[str, str]:
        """Return each message's state by audience and channel."""
        return {f"{key.audience}/{key.channel}": str(message.state) for key, message in self.kept.items()}


@dataclass
class FakeLists:
    """A body's open tickets by their due time."""

    open: list[Ticket] = field(default_factory=list)
    pages: int = 0

    def places(self, stretch: Stretch, *, after: str, limit: int) -> list[Place]:
        self.pages += 1
        assert stretch.key == "muni#open"
        places = sorted((Place(f"{each.due_at}#{each.number}", each.number) for each in self.open), key=_sort)
        return [place for place in places if place.sort > after][:limit]

    def heads(self, numbers: Sequence[str]) -> dict[str, Ticket]:
        return {each.number: each for each in self.open if each.number in set(numbers)}

    def wholes(self, numbers: Sequence[str]) -> dict[str, tuple[Ticket, Details]]:
        raise NotImplementedError

    def aliased(self, bodies: Sequence[str], old_number: str) -> list[str]:
        raise NotImplementedError


def _sort(place: Place) -> str:
    return place.sort


@dataclass
class FakeCarrier:
    """Answers from a script, then accepts; `sent` is what really went out."""

    script: list[Result | Exception] = field(default_factory=list)
    sent: list[tuple[str, Text, Key]] = field(default_factory=list)
    lost: list[bool] = field(default_factory=list)

    def send(self, target: str, text: Text, key: Key) -> Result:
        answer = self.script.pop(0) if self.script else Accepted(f"{key.channel}-{len(self.sent) + 1}")
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Accepted):
            self.sent.append((target, text, key))
        return answer


@dataclass
class FakeChecks:
    asked: list[tuple[Key, int]] = field(default_factory=list)

    def later(self, key: Key, seconds: int) -> None:
        self.asked.append((key, seconds))


@dataclass
class FakeBudget:
    answers: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def take(self, mobile: str, now: datetime) -> str:
        self.taken.append(mobile)
        return self.answers.pop(0) if self.answers else ""


@dataclass
class World:
    """A context of fakes, with each fake at hand."""

    clock: FakeClock = field(default_factory=FakeClock)
    tickets: FakeTickets = field(default_factory=FakeTickets)
    messages: FakeMessages = field(default_factory=FakeMessages)
    sms: FakeCarrier = field(default_factory=FakeCarrier)
    email: FakeCarrier = field(default_factory=FakeCarrier)
    checks: FakeChecks = field(default_factory=FakeChecks)
    budget: FakeBudget = field(default_factory=FakeBudget)
    counted: list[str] = field(default_factory=list)
    codes: list[str | None] = field(default_factory=list)
    lists: FakeLists = field(default_factory=FakeLists)
    team: tuple[Staff, ...] = TEAM
    ids: int = 0
    queue: str = ""
    body: Body = BODY
    unreached: dict[str, Unreached] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tickets.put(ticket(), MARYAM)
        self.context = Context(
            messages=self.messages, tickets=self.tickets, lists=self.lists, body=lambda _code: self.body,
            staff=self._staff, team=lambda _code: self.team, unreached=self.unreached.get,
            issue_code=lambda _kind, _value: self.codes.pop(0) if self.codes else "493021",
            wording=Wording(lambda _number, event: f"link-of-{event}", PORTAL),
            senders={"sms": self.sms, "email": self.email}, checks=self.checks, budget=self.budget,
            clock=self.clock, new_id=self._new_id, secret=Secret(lambda: b"a test's secret"), count=self.counted.append,
        )  # fmt: skip

    def _staff(self, id: str) -> Staff | None:
        return next((person for person in self.team if person.id == id), None)

    def _new_id(self, at: datetime) -> str:
        self.ids += 1
        return ulid(int(at.timestamp() * 1000), self.ids)

    def asking(self, requester: Requester | None, **changes: Any) -> None:
        """Put the ticket of another requester in place of Maryam's."""
        self.tickets.put(msgspec.structs.replace(ticket(), **changes), requester)
