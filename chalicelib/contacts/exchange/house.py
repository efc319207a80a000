"""What is configured: the bodies with a switchboard, and the people who answer or listen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from chalicelib.contacts.switchboard import CallQueue, Switchboard
from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.words import LANGUAGES

LISTENERS = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.MANAGER})
"""Who may follow a call of somebody else, for which Connect asks for a user."""


@dataclass(frozen=True)
class Line:
    """A body that is called: its switchboard, and everybody at work for it."""

    body: Body
    switchboard: Switchboard
    team: Sequence[Staff] = ()


@dataclass(frozen=True)
class Person:
    """A user of Connect: the queues that reach them, by name, and whether they supervise."""

    staff: Staff
    queues: tuple[str, ...]

    @property
    def bodies(self) -> frozenset[str]:
        """Return whose admins are told what becomes of this user."""
        return frozenset((self.staff.body, *(name.partition(".")[0] for name in self.queues)))

    @property
    def supervises(self) -> bool:
        return not LISTENERS.isdisjoint(self.staff.roles)

    @property
    def identity(self) -> str:
        """Return a mark of who they are and of what they may."""
        return mark_of(self.staff.name, self.staff.email, self.supervises)


def queues_of(line: Line) -> Iterator[tuple[str, CallQueue, str]]:
    """Yield each queue of a body's switchboard in each language: its name, the queue, the language."""
    for queue in line.switchboard.queues:
        for language in LANGUAGES:
            yield queue.line(line.body.code, language), queue, language


def place_of(line: Line, queue: CallQueue, language: str) -> str:
    """Return what a queue is known by whatever its label."""
    return f"{line.body.code}.{queue.code}.{language}"


def people_of(lines: Sequence[Line]) -> list[Person]:
    """Return everybody who needs a user, by user name: who sits in a queue, and who may listen."""
    reached: dict[str, list[str]] = {}
    known: dict[str, Staff] = {}
    for line in lines:
        known |= {staff.username: staff for staff in line.team if staff.active}
        for name, queue, language in queues_of(line):
            for username in _answering(queue, language, known):
                reached.setdefault(username, []).append(name)
    people = (Person(staff, _own_first(staff, reached.get(username, ()))) for username, staff in sorted(known.items()))
    return [person for person in people if person.queues or person.supervises]


def _answering(queue: CallQueue, language: str, known: Mapping[str, Staff]) -> Sequence[str]:
    """Return who of a queue is reached in a language: who speaks it (R070), or all if nobody does: somebody answers."""
    return [name for name in queue.staff if name in known and known[name].answers_in(language)] or queue.staff


def _own_first(staff: Staff, queues: Sequence[str]) -> tuple[str, ...]:
    """Return queues in order, those of the own body first: by the first one somebody calls out."""
    return tuple(sorted(queues, key=lambda name: (not name.startswith(f"{staff.body}."), name)))


def mark_of(*facts: Any) -> str:
    """Return a mark of facts, which differs when one of them does."""
    return sha256(msgspec.json.encode(facts, order="deterministic")).hexdigest()


def entry_of(line: Line) -> str:
    """Return the name of the flow that answers a body's numbers."""
    return f"{line.body.code}.{line.switchboard.flow}_entry"
