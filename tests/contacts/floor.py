"""The floor of a centre: who calls, who is at work, who looks on; contacts in memory, deeds in the table."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from chalicelib import wiring
from chalicelib.contacts import listening, live_state, supervision
from chalicelib.contacts.contact import Contact, ContactOutcome, Recording
from chalicelib.contacts.figures import Cell, Figures, moves
from chalicelib.contacts.heard_store import DynamoLog
from chalicelib.contacts.presence import Held, Presence, PresenceStatus
from chalicelib.contacts.switchboard import CallQueue, Disposition, SpokenName, Switchboard, Voicemail
from chalicelib.contacts.telephony import Capability, TelephonyAway, TelephonyRefused
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.fakes import FakeContacts, FakeLive
from tests.http import Answered, call
from tests.tickets.examples import SECRET

ZONE, BODY = "Asia/Muscat", "muttrah"

BOARD = Switchboard(
    flow="statistics", numbers=("+96824111111",),
    queues=tuple(
        CallQueue(code=code, label=label, name=SpokenName(ar=ar, en=label), staff=staff)
        for code, label, ar, staff in (
            ("data", "Stat_Data", "البيانات", ("salma", "nasser")), ("it", "IT_SW", "تقنية المعلومات", ("salma",)),
        )
    ),
    dispositions=(Disposition(code="question", name=SpokenName(ar="استفسار", en="Question")),),
    voicemail=Voicemail(category="other"),
)  # fmt: skip


class Phone:
    """What telephony was asked for; `away` if there is none, `refuses` if it does not do it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.away = self.refuses = False

    def _ask(self, *what: str) -> None:
        if self.away:
            raise TelephonyAway
        if self.refuses:
            raise TelephonyRefused
        self.asked.append(what)

    def put_status(self, username: str, status: str) -> None:
        self._ask("put_status", username, status)

    def monitor(self, contact: str, supervisor: str, capability: Capability) -> None:
        self._ask("monitor", contact, supervisor, capability)

    def stop(self, contact: str) -> None:
        self._ask("stop", contact)

    def listening_address(self, key: str, seconds: int) -> str:
        self._ask("listening_address", key, str(seconds))
        return f"https://recordings.example/{key}"

    def offer_task(self, **_: Any) -> str:
        raise AssertionError("no task is offered here")

    def caller(self, contact: str) -> None:
        raise AssertionError("nobody is asked for here")

    def attributes(self, contact: str) -> dict[str, str]:
        raise AssertionError("nothing is asked for here")


class FakeFigures:
    """Figures as they were moved."""

    def __init__(self, contacts: FakeContacts) -> None:
        self._contacts = contacts
        self.asked: list[tuple[str, str]] = []

    def between(self, body: str, first: str, last: str) -> Mapping[Cell, Figures]:
        self.asked.append((first, last))
        found = self._contacts.figures.items()
        return {cell: counted for (of, cell), counted in found if of == body and first <= cell.day <= last}

    def of_queue(self, body: str, day: str, queue: str) -> Mapping[Cell, Figures]:
        return {cell: counted for cell, counted in self.between(body, day, day).items() if cell.queue == queue}


class Floor:
    """All of it, behind the API."""

    def __init__(self) -> None:
        self.now: datetime = NOW
        self.contacts, self.live, self.phone = FakeContacts(), FakeLive(), Phone()
        self.figures = FakeFigures(self.contacts)
        self.published: list[tuple[str, str, str]] = []
        self.hidden: set[str] = set()
        self.staff: dict[str, Staff] = {}
        for name, roles in (("salma", Role.AGENT), ("nasser", Role.AGENT), ("huda", Role.SUPERVISOR),
                            ("qais", Role.QUALITY)):  # fmt: skip
            self.hire(name, roles)

    def hire(self, name: str, *roles: Role, body: str = BODY, **facts: Any) -> Staff:
        self.staff[name] = Staff(id=f"id-{name}", username=name, name=name.title(), body=body,
                                 roles=frozenset(roles), **facts)  # fmt: skip
        return self.staff[name]

    def keep(self, id: str, *, body: str = BODY, number: str = "+96892000001", **told: Any) -> Contact:
        """Keep a contact as telephony tells of it, with what it moves."""
        before = self.contacts.get(id)
        told = {"queue": "data", "started_at": iso(self.now), "queued_at": iso(self.now), **told}
        start = before or Contact(id=id, body=body, number=number)
        after = replace(start, told=replace(start.told, **told))
        return self.contacts.save(before, after, counted={body: moves(before, after, ZONE)})

    def talking(self, id: str = "c1", agent: str = "salma", **told: Any) -> Contact:
        return self.keep(id, agent=agent, answered_at=iso(self.now), **told)

    def recorded(self, id: str = "c1", agent: str = "salma", kind: str = "call", **facts: Any) -> Contact:
        """Keep a contact that is over, with a recording of ninety seconds."""
        recording = Recording(key=f"connect/{id}.wav", started_at="2026-03-01T03:00:00.000Z",
                              ended_at="2026-03-01T03:01:30.000Z", kind=kind, **facts)  # fmt: skip
        outcome = ContactOutcome.ANSWERED if agent else ContactOutcome.VOICEMAIL
        return self.keep(id, agent=agent, ended_at=iso(self.now), outcome=outcome, recordings=(recording,))

    def does(self, name: str, status: PresenceStatus, *contacts: str) -> None:
        held = tuple(Held(id=id, state="CONNECTED", since=iso(self.now)) for id in contacts)
        self.contacts.tell(
            Presence(username=name, status=status, since=iso(self.now), told_at=iso(self.now), contacts=held)
        )  # fmt: skip

    @property
    def board(self) -> live_state.Context:
        return live_state.Context(
            contacts=self.contacts, figures=self.figures, switchboard=lambda body: BOARD if body == BODY else None,
            team=lambda body: [each for each in self.staff.values() if body in each.bodies], zone=lambda _: ZONE,
            live=self.live, clock=lambda: self.now,
        )  # fmt: skip

    def call(self, method: str, path: str, body: Any = None, *, by: str, key: str = "k" * 16) -> Answered:
        shared: dict[str, Any] = {
            "contact": self.contacts.get, "log": DynamoLog(), "telephony": self.phone, "live": self.live,
            "published": lambda type, contact, _at, who: self.published.append((type, contact.id, who)),
            "secret": SECRET, "clock": lambda: self.now,
        }  # fmt: skip
        plugged = {
            "live_board": self.board,
            "listening": listening.Context(**shared, sees=lambda _staff, contact: contact.id not in self.hidden),
            "supervising": supervision.Context(**shared, colleague=self.staff.get),
        }  # fmt: skip
        office = Office(self.staff)
        with wiring.using(organisations=office, secret=SECRET, clock=lambda: self.now, **plugged):
            claims = {"sub": self.staff[by].id, "token_use": "id"}
            return call(method, path, body, claims=claims, Idempotency_Key=key)


class Office:
    """Staff by id, as the register has them."""

    def __init__(self, staff: dict[str, Staff]) -> None:
        self._staff = {each.id: each for each in staff.values()}
        self.recent = self

    def staff(self, id: str) -> Staff | None:
        return self._staff.get(id)
