"""A centre behind the API, all in memory: staff, tickets, profiles, and the contacts that telephony told of."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from chalicelib import wiring
from chalicelib.contacts.callback import Callback
from chalicelib.contacts.contact import Contact, ContactOutcome, Told
from chalicelib.contacts.context import Context
from chalicelib.contacts.naming import Names
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.staff import Staff
from chalicelib.people.actions import Context as People
from chalicelib.people.person import Identifier, Person
from chalicelib.shared.clock import iso
from tests.conftest import NOW
from tests.contacts.days import SWITCHBOARD
from tests.contacts.fakes import FakeContacts
from tests.contacts.taken import Taking
from tests.http import Answered, call
from tests.people.fakes import FakePeople
from tests.tickets.examples import SEAL, SECRET
from tests.tickets.house import House, find_body, ref

NUMBER = "+96892123456"
KEY = "a-key-of-sixteen-signs"


@dataclass
class Centre:
    """The house of the tickets' tests with a switchboard, a desk each, and contacts."""

    house: House = field(default_factory=House)
    contacts: FakeContacts = field(default_factory=FakeContacts)
    installed: Installation | None = None
    saw: list[tuple[str, str]] = field(default_factory=list)
    owed: dict[tuple[str, str], Callback] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taking = Taking(contacts=self.contacts, now=NOW)
        self.people = FakePeople()

    @property
    def context(self) -> Context:
        names = Names(
            switchboard=self._board, dialled=lambda _number: "muttrah", home=lambda _name: "muttrah",
            queue=lambda arn: arn, user=lambda arn: arn,
        )  # fmt: skip
        self.taking.now = self.house.now
        self.taking.staff = {one.username: one for one in self.house.staff.values()}
        people: Any = People(
            people=self.people, queue=None, bodies=None, secret=SECRET, clock=lambda: self.house.now,  # type: ignore[arg-type]
            new_id=lambda _at: "", new_code=lambda: "", count=lambda _what: None, countries=("OM",),
        )  # fmt: skip
        from dataclasses import replace as with_

        return Context(
            taking=with_(self.taking.context, names=names, zone=lambda body: find_body(body).zone),
            tickets=self.house.acting, reading=self.house.reading, people=people, body=find_body,
            switchboard=self._board, staff=self.house.staff.get, team=self.house.team,
            installed=lambda: self.installed, callback=lambda body, number: self.owed.get((body, number)),
            saw=lambda by, id: self.saw.append((by, id)),
        )  # fmt: skip

    @staticmethod
    def _board(body: str) -> Any:
        return SWITCHBOARD if body == "muttrah" else None

    def call(self, method: str, path: str, body: Any = None, *, by: Staff, key: str = KEY) -> Answered:
        with self.house.plugged():
            wiring._plugged["contacts"] = self.context
            claims = {"sub": by.id, "token_use": "id"}
            return call(method, path, body, claims=claims, Idempotency_Key=key)

    def keep(self, id: str = "c1", **facts: Any) -> Contact:
        """Keep a contact of yesterday's shape: an agent spoke, it is over."""
        return self.contacts.save(None, a_contact(id, **facts))

    def tell(self, id: str, **told: Any) -> Contact:
        before = self.contacts.kept[id]
        return self.contacts.save(before, replace(before, told=replace(before.told, **told)))

    def know(self, name: str = "سالم الحارثي", **facts: Any) -> Person:
        """Let the body keep a profile of the caller."""
        mobile = Identifier(kind="mobile", value=NUMBER, added_at=iso(NOW))
        person = Person(id="0" * 26, body="muttrah", created_at=iso(NOW), updated_at=iso(NOW), name=name,
                        identifiers=(mobile,), **facts)  # fmt: skip
        return self.people.keep(person, None)


def a_contact(id: str = "c1", *, minutes: int = -10, **facts: Any) -> Contact:
    """Return a contact that began so many minutes after NOW, was answered by salma, and is over."""
    at = NOW + timedelta(minutes=minutes)
    head = {name: facts.pop(name) for name in Contact.__struct_fields__ if name in facts and name != "told"}
    told: dict[str, Any] = {
        "queue": "data", "agent": "salma", "started_at": iso(at), "queued_at": iso(at),
        "answered_at": iso(at + timedelta(seconds=9)), "ended_at": iso(at + timedelta(minutes=3)),
        "completed_at": iso(at + timedelta(minutes=4)),
        "outcome": ContactOutcome.ANSWERED, "wait_seconds": 9,
    }  # fmt: skip
    known: dict[str, Any] = {"body": "muttrah", "number": NUMBER, "person": ref(NUMBER), "told_at": iso(at),
                             "seal": SEAL}  # fmt: skip
    return Contact(id=id, **known | head, told=Told(**told | facts))
