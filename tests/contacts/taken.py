"""What taking in needs, in memory, and deliveries in any order."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from chalicelib.contacts import connect_record, events, presence
from chalicelib.contacts.contact import Contact
from chalicelib.contacts.naming import number_in
from chalicelib.contacts.taking import Context, take_event, take_record
from chalicelib.contacts.telephony import Caller
from chalicelib.contacts.telling import after_event, after_record, take_presence
from chalicelib.organisations.staff import Role, Staff
from tests.contacts.days import BODY, Day, names
from tests.contacts.fakes import FakeBus, FakeContacts, FakeLive, FakeTelephony
from tests.tickets.examples import SEAL, SECRET, staff

ZONE = "Asia/Muscat"


@dataclass
class Taking:
    """A centre that takes in; `now` is its clock, `deliver` what Connect tells."""

    contacts: Any = field(default_factory=FakeContacts)
    telephony: FakeTelephony = field(default_factory=FakeTelephony)
    live: FakeLive = field(default_factory=FakeLive)
    bus: FakeBus = field(default_factory=FakeBus)
    counted: list[str] = field(default_factory=list)
    followed: list[Contact] = field(default_factory=list)
    now: datetime = datetime(2026, 9, 21, 18, 0, tzinfo=UTC)
    staff: dict[str, Staff] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        return Context(
            contacts=self.contacts, names=names(), telephony=self.telephony, zone=lambda _body: ZONE,
            staff=self._staff, secret=SECRET, clock=lambda: self.now, new_seal=lambda: SEAL, live=self.live,
            bus=self.bus, count=self.counted.append, pause=lambda _attempt: None,
            queue_changed=lambda body, queue: self.live.send(body, "queues", {"type": "queue.changed", "queue": queue}),
            after=(self.followed.append,),
        )  # fmt: skip

    def _staff(self, username: str) -> Staff | None:
        return self.staff.get(username) or (staff(Role.AGENT, id=username, body=BODY) if "agent" in username else None)

    def know(self, day: Day) -> None:
        """Let telephony know everybody of a day, as it does."""
        for contact in day.truth.instance.contacts.values():
            self.telephony.callers[contact.id] = Caller(
                number=number_in(contact.customer),
                dialled=contact.system or "", attributes=dict(contact.attributes),
            )  # fmt: skip

    def deliver(self, kind: str, told: Any) -> None:
        """Take in a record, an event or an agent's event, as the handlers do."""
        if kind == "record":
            if taken := take_record(self.context, connect_record.read(msgspec.json.encode(told))):
                after_record(self.context, taken)
        elif kind == "event":
            event = events.read(told)
            if taken := take_event(self.context, event):
                after_event(self.context, taken, event.event_type)
        else:
            sequence, event = told
            take_presence(self.context, presence.read(msgspec.json.encode(event)), sequence)


def deliveries(day: Day) -> list[tuple[str, Any]]:
    """Return all that is told of a day."""
    return [
        *(("record", one) for one in day.records),
        *(("event", one) for one in day.events),
        *(("agent", (str(place), one)) for place, one in enumerate(day.agents)),
    ]


def settled(taking: Taking) -> dict[str, Contact]:
    """Return the contacts as they stand, without how often they changed."""
    return {id: msgspec.structs.replace(one, version=0) for id, one in taking.contacts.kept.items()}


def anew(taking: Taking, **changes: Any) -> Taking:
    return replace(taking, **changes)
