"""A centre with a switchboard, tickets, profiles and callbacks, all in memory, that answers as flows ask it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.contacts import answering, asked, callbacks, switchboards
from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callbacks import CallbackChanged
from chalicelib.contacts.memories import Choice, Survey
from chalicelib.contacts.telephony import Installation, TelephonyAway
from chalicelib.notifications.message import Key, Message
from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.people import actions as people_actions
from chalicelib.shared.clock import iso
from chalicelib.shared.ids import new_id
from tests.contacts.boards import BOARD, CALENDAR, FakeSwitchboards
from tests.organisations.fakes import words
from tests.people.fakes import FakeBodies, FakePeople, FakeQueue
from tests.tickets.examples import SECRET, a_body
from tests.tickets.house import MOBILE, House

ARN = "arn:aws:connect:eu-west-2:1:instance/i"
INSTALLATION = Installation(
    instance="i", arn=ARN, region="eu-west-2", users={"second": "u2"},
    queues={f"muttrah.{each.label}_{language}": f"q-{each.code}-{language}" for each in BOARD.queues
            for language in ("AR", "EN")},
)  # fmt: skip
CENTRE = a_body(calendar="official", calendars=(CALENDAR,))
NUMBER = "+96824000100"


class FakeMemories:
    """What is remembered, in dictionaries."""

    def __init__(self) -> None:
        self.choices: dict[str, Choice] = {}
        self.surveys: dict[str, Survey] = {}

    def choice(self, caller: str) -> Choice | None:
        return self.choices.get(caller)

    def choose(self, caller: str, choice: Choice) -> None:
        self.choices[caller] = choice

    def survey(self, contact: str) -> Survey | None:
        return self.surveys.get(contact)

    def answer(self, contact: str, *, score: int = 0, reason: int = 0, at: str) -> None:
        before = self.surveys.get(contact, Survey())
        self.surveys[contact] = Survey(score=score or before.score, reason=reason or before.reason, at=at)


class FakeCallbacks:
    """Callbacks in dictionaries."""

    def __init__(self) -> None:
        self.kept: dict[str, Callback] = {}
        self.numbers: dict[tuple[str, str], str] = {}

    def get(self, id: str) -> Callback | None:
        return self.kept.get(id)

    def of_number(self, body: str, number: str) -> Callback | None:
        return self.kept.get(self.numbers.get((body, number), ""))

    def add(self, callback: Callback, before: Callback | None) -> Callback:
        place = (callback.body, callback.number)
        if callback.id in self.kept or self.numbers.get(place) != (before.id if before else None):
            raise CallbackChanged
        self.numbers[place] = callback.id
        self.kept[callback.id] = callback.with_(version=1)
        return self.kept[callback.id]

    def save(self, before: Callback, after: Callback) -> Callback:
        if self.kept[before.id].version != before.version:
            raise CallbackChanged
        self.kept[before.id] = after.with_(version=before.version + 1)
        return self.kept[before.id]

    def due(self, now: datetime, limit: int) -> Sequence[Callback]:
        owed = (each for each in self.kept.values() if each.is_open or each.untold)
        found = [each for each in owed if each.due_at <= iso(now)]
        return sorted(found, key=lambda each: each.due_at)[:limit]

    def page(
        self, body: str, state: CallbackState, *, after: str, limit: int, newest_first: bool = False
    ) -> list[tuple[str, Callback]]:
        found = [(f"{each.due_at if each.is_open else each.ended_at}#{each.id}", each) for each in self.kept.values()
                 if (each.body, each.state) == (body, state)]  # fmt: skip
        found.sort(key=lambda place: place[0], reverse=newest_first)
        beyond = [one for one in found if not after or (one[0] < after if newest_first else one[0] > after)]
        return beyond[:limit]

    def all_of(self, body: str, number: str, limit: int) -> Sequence[Callback]:
        return [each for each in self.kept.values() if (each.body, each.number) == (body, number)][:limit]

    def of_ticket(self, ticket: str, limit: int) -> Sequence[Callback]:
        found = [each for each in self.kept.values() if each.ticket == ticket]
        return sorted(found, key=lambda each: each.requested_at, reverse=True)[:limit]


class FakeTelephony:
    """Telephony that keeps what it was asked for; `away` as where there is none."""

    def __init__(self) -> None:
        self.away = False
        self.tasks: dict[str, dict[str, Any]] = {}
        self.stopped: list[str] = []

    def offer_task(self, *, name: str, queue: str, attributes: dict[str, str], key: str, previous: str = "") -> str:
        if self.away:
            raise TelephonyAway
        task = {"name": name, "queue": queue, "attributes": attributes, "previous": previous}
        assert self.tasks.setdefault(f"task-{key}", task) == task
        return f"task-{key}"

    def stop(self, contact: str) -> None:
        if self.away:
            raise TelephonyAway
        self.stopped.append(contact)


@dataclass
class Centre:
    """The centre as it stands; `ask` is what a flow does, `happened` what went over the bus."""

    house: House = field(default_factory=House)
    people: FakePeople = field(default_factory=FakePeople)
    codes: FakeQueue = field(default_factory=FakeQueue)
    memories: FakeMemories = field(default_factory=FakeMemories)
    store: FakeCallbacks = field(default_factory=FakeCallbacks)
    telephony: FakeTelephony = field(default_factory=FakeTelephony)
    boards: FakeSwitchboards = field(default_factory=lambda: FakeSwitchboards(("muttrah", BOARD)))
    installation: Installation | None = INSTALLATION
    happened: list[tuple[str, str, str]] = field(default_factory=list)
    bus_is_away: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    messages: dict[Key, Message] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: House().now)
    body: Body = CENTRE

    def pass_(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)
        self.house.now = self.now

    def change(self, **facts: Any) -> None:
        """Change the switchboard."""
        kept = self.boards.kept["muttrah"]
        self.boards.put("muttrah", msgspec.structs.replace(kept.switchboard, **facts), kept)

    def find_body(self, code: str) -> Body:
        return self.body if code == "muttrah" else Body(code=code, name=words(code))

    def team(self, _body: str) -> tuple[Staff, ...]:
        return tuple(self.house.staff.values())

    def _happened(self, type: str, callback: Callback, by: str) -> bool:
        if not self.bus_is_away:
            self.happened.append((type, callback.id, by))
        return not self.bus_is_away

    @property
    def calling(self) -> callbacks.Context:
        return callbacks.Context(
            callbacks=self.store,
            board=lambda body: switchboards.of(self.switchboards, body),
            body=self.find_body,
            person=lambda body, number: person.id if (person := self.people.holder(body, "mobile", number)) else "",
            happened=self._happened,
            telephony=self.telephony,  # type: ignore[arg-type]
            countries=("OM",),
            secret=SECRET,
            clock=lambda: self.now,
        )

    @property
    def switchboards(self) -> switchboards.Context:
        return switchboards.Context(
            switchboards=self.boards, body=self.find_body, team=self.team, clock=lambda: self.now
        )

    @property
    def people_context(self) -> people_actions.Context:
        return people_actions.Context(
            people=self.people, queue=self.codes, bodies=FakeBodies(), secret=SECRET, clock=lambda: self.now,
            new_id=new_id, new_code=lambda: "042913", count=lambda what: self.counts.update([what]), countries=("OM",),
        )  # fmt: skip

    @property
    def context(self) -> asked.Context:
        return asked.Context(
            boards=self.switchboards,
            own=replace(self.house.requesters, attached=lambda _ticket: ()),
            people=self.people_context,
            callbacks=self.calling,
            memories=self.memories,
            installation=lambda: self.installation,
            secret=SECRET,
            clock=lambda: self.now,
        )

    def ask(
        self, ask: str, *, caller: str = MOBILE, contact: str = "c-1", previous: str | None = None, **given: str
    ) -> dict[str, str]:
        """Ask as a flow does."""
        return answering.answer(self.context, event(ask, caller=caller, contact=contact, previous=previous, **given))


def event(
    ask: str, *, caller: str = MOBILE, contact: str = "c-1", previous: str | None = None, **given: str
) -> dict[str, Any]:
    """Return the event by which Connect calls a function."""
    data = {
        "Attributes": {}, "Channel": "VOICE", "ContactId": contact, "InitialContactId": contact,
        "PreviousContactId": previous or contact, "Queue": None,
        "CustomerEndpoint": {"Address": caller or "anonymous", "Type": "TELEPHONE_NUMBER"},
        "SystemEndpoint": {"Address": NUMBER, "Type": "TELEPHONE_NUMBER"},
    }  # fmt: skip
    return {"Details": {"ContactData": data, "Parameters": {"ask": ask, **given}}, "Name": "ContactFlowEvent"}
