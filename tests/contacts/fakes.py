"""Contacts in memory, keeping the same contract as the DynamoDB store (test_store_contract.py proves it)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from chalicelib.contacts.contact import Contact, Handled
from chalicelib.contacts.figures import Cell
from chalicelib.contacts.kept import By, Counted, Place, Stretch, left_open_from, standing
from chalicelib.contacts.presence import Presence, is_newer
from chalicelib.contacts.status_times import Change
from chalicelib.contacts.telephony import Caller, TelephonyAway
from chalicelib.contacts.trouble import ContactChanged
from chalicelib.live.connection import Topic
from chalicelib.shared.bus import Entry
from chalicelib.shared.clock import iso


class FakeContacts:
    """What `DynamoContacts` is to actions; `saves` counts what was written."""

    def __init__(self) -> None:
        self.kept: dict[str, Contact] = {}
        self.figures: dict[tuple[str, Cell], Counter[str]] = {}
        self.written: dict[str, list[tuple[int, Handled]]] = {}
        self.present: dict[str, Presence] = {}
        self.noted: dict[str, dict[tuple[str, str], Change]] = {}
        self.saves = 0

    def get(self, id: str) -> Contact | None:
        return self.kept.get(id)

    def many(self, ids: Iterable[str]) -> dict[str, Contact]:
        return {id: self.kept[id] for id in ids if id in self.kept}

    def save(
        self, before: Contact | None, after: Contact, *, counted: Counted | None = None, written: bool = False
    ) -> Contact:
        kept = self._replace(before, after)
        for body, moved in (counted or {}).items():
            for cell, amounts in moved.items():
                counters = self.figures.setdefault((body, cell), Counter())
                for name, by in amounts.items():
                    counters[name] += by
        if written:
            self.written.setdefault(kept.id, []).append((kept.version, kept.handled))
        return kept

    def _replace(self, before: Contact | None, after: Contact) -> Contact:
        now = self.kept.get(after.id)
        if (now.version if now else 0) != (before.version if before else 0):
            raise ContactChanged
        self.saves += 1
        self.kept[after.id] = msgspec.structs.replace(after, version=(before.version if before else 0) + 1)
        return self.kept[after.id]

    def places(self, stretch: Stretch, *, before: str = "", limit: int = 100) -> list[Place]:
        places = [Place(f"{c.told.started_at}#{c.id}", c.id) for c in self.kept.values() if _stands(c, stretch)]
        upper = min(filter(None, (before, stretch.until)), default="~")
        inside = [place for place in places if stretch.since <= place.sort < upper]
        return sorted(inside, key=lambda place: place.sort, reverse=True)[:limit]

    def left_open(self, now: datetime, limit: int) -> list[Contact]:
        due = [(left_open_from(one), one.id) for one in self.kept.values()]
        return [self.kept[id] for at, id in sorted(due) if at and at <= iso(now)][:limit]

    def legs(self, initial: str) -> list[str]:
        return sorted(c.id for c in self.kept.values() if c.told.initial == initial)

    def history(self, contact: Contact) -> list[tuple[int, Handled]]:
        written = self.written.get(contact.id, [])
        return [(version, handled if contact.seal else Handled()) for version, handled in written]

    def erase(self, before: Contact, after: Contact) -> Contact:
        return self._replace(before, after)

    def presence(self, username: str) -> Presence | None:
        return self.present.get(username)

    def presences(self, usernames: Sequence[str]) -> dict[str, Presence]:
        return {name: self.present[name] for name in usernames if name in self.present}

    def tell(self, presence: Presence) -> bool:
        if not is_newer(presence, self.present.get(presence.username)):
            return False
        self.present[presence.username] = presence
        return True

    def note(self, presence: Presence) -> None:
        noted = self.noted.setdefault(presence.username, {})
        noted[presence.told_at, presence.event] = Change(presence.told_at, presence.status)

    def changes(self, username: str, since: datetime, until: datetime) -> list[Change]:
        noted = [change for _, change in sorted(self.noted.get(username, {}).items())]
        before = [change for change in noted if change.at < iso(since)]
        return before[-1:] + [change for change in noted if iso(since) <= change.at < iso(until)]


def _stands(contact: Contact, stretch: Stretch) -> bool:
    keys = {
        By.BODY: (contact.body,),
        By.AGENT: (contact.told.agent,),
        By.PERSON: (contact.person,),
        By.TICKET: contact.handled.tickets,
        By.OPEN: (contact.body,) if standing(contact) is By.OPEN else (),
        By.LEFT: (contact.body,) if standing(contact) is By.LEFT else (),
    }
    return stretch.key in keys[stretch.by]


class FakeTelephony:
    """What telephony is to us: `callers` by contact, `put` the states that were asked for; `away` if there is none."""

    def __init__(self) -> None:
        self.callers: dict[str, Caller] = {}
        self.put: list[tuple[str, str]] = []
        self.dropped: list[str] = []
        self.away = False
        self.asked = 0

    def put_status(self, username: str, status: str) -> None:
        self._here()
        self.put.append((username, status))

    def caller(self, contact: str) -> Caller | None:
        self._here()
        self.asked += 1
        return self.callers.get(contact)

    def attributes(self, contact: str) -> dict[str, str]:
        return self.callers.get(contact, Caller()).attributes

    def monitor(self, contact: str, supervisor: str, capability: str) -> None:
        raise AssertionError("nobody listens here")

    def stop(self, contact: str) -> None:
        raise AssertionError("nothing is ended here")

    def offer_task(self, *, name: str, queue: str, attributes: dict[str, str], key: str, previous: str = "") -> str:
        raise AssertionError("no task is offered here")

    def drop_recording(self, key: str) -> None:
        self.dropped.append(key)

    def listening_address(self, key: str, seconds: int) -> str:
        raise AssertionError("nothing is heard here")

    def _here(self) -> None:
        if self.away:
            raise TelephonyAway


class FakeLive:
    """What live screens are told: `(topic, message, to)`."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any], str | None]] = []

    def send(
        self, body: str, topic: Topic, message: Mapping[str, Any] | Callable[[], Mapping[str, Any]],
        to: str | None = None,
    ) -> int:  # fmt: skip
        self.sent.append((topic, dict(message() if callable(message) else message), to))
        return 1

    def types(self, topic: str) -> list[str]:
        return [message["type"] for told, message, _ in self.sent if told == topic]


class FakeBus:
    """What was put on the bus; `refuses` so many first."""

    def __init__(self) -> None:
        self.put: list[dict[str, Any]] = []
        self.refuses = 0

    def put_all(self, entries: Sequence[Entry]) -> int:
        if self.refuses:
            self.refuses -= 1
            return 0
        self.put += [msgspec.json.decode(detail) for _, detail in entries]
        return len(entries)

    def types(self) -> list[str]:
        return [one["type"] for one in self.put]
