"""Figures of queues (R189): where a contact is counted, and what a change of it moves. Pure.

A contact is counted once it has left its queue: an agent took it (*handled*), the caller hung up (*abandoned*), or it
left *otherwise* (for a call back, a voice message, another queue). What was presented is the sum of the three and kept
nowhere, so that a table cannot contradict itself. It is counted in the day and hour, by the body's clock, in which it
came into the queue: a moment that no later record moves.

The figures are of people who came (R189: calls presented). A task is work that the centre gives itself and is counted
nowhere: who is called back was presented when they called.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.contacts.contact import TASK, UNSPOKEN, Contact, ContactOutcome, Told
from chalicelib.shared.clock import from_iso

TARGET_SECONDS = 20
"""Who is answered within so many seconds was answered in time."""
SHORT_SECONDS = 5
"""Who gives up sooner hardly heard that there was a queue."""
# `owed`: of the abandoned, those whom we call back; `waited`: seconds until an agent came, of those handled;
# `gave_up_after`: those of the abandoned; `talked`, `held`, `after`: of those handled whose talk is over, which `over`
# counts.
COUNTERS = (
    "handled", "abandoned", "otherwise", "in_target", "short", "owed", "over",
    "waited", "gave_up_after", "talked", "held", "after",
)  # fmt: skip


class Cell(NamedTuple):
    """Where a contact is counted: a day (ISO), an hour (0 to 23), a queue's code, a language (ar or en)."""

    day: str
    hour: int
    queue: str
    language: str


Figures = Mapping[str, int]


def moves(before: Contact | None, after: Contact | None, zone: str) -> dict[Cell, dict[str, int]]:
    """Return what to add to the counters of which cells when a contact changes; nothing if it counts as it did.

    Applied to every change of every contact, each once, the sums are those of `recounted`.
    """
    found: dict[Cell, Counter[str]] = {}
    for contact, sign in ((before, -1), (after, 1)):
        if contact and (cell := cell_of(contact.told, zone)):
            counted = found.setdefault(cell, Counter())
            for name, amount in figures_of(contact.told).items():
                counted[name] += sign * amount
    changed = {cell: {name: by for name, by in counted.items() if by} for cell, counted in found.items()}
    return {cell: counted for cell, counted in changed.items() if counted}


def recounted(contacts: Iterable[Contact], zone: str) -> dict[Cell, dict[str, int]]:
    """Return the counters of contacts, counted plainly."""
    found: dict[Cell, Counter[str]] = {}
    for contact in contacts:
        if cell := cell_of(contact.told, zone):
            found.setdefault(cell, Counter()).update(figures_of(contact.told))
    return {cell: {name: by for name, by in counted.items() if by} for cell, counted in found.items()}


def cell_of(told: Told, zone: str) -> Cell | None:
    """Return where a contact is counted; None as long as it waits, of a task, and if it never was in a queue."""
    if told.channel == TASK or not told.queue or not told.queued_at or told.method in UNSPOKEN or not _fate(told):
        return None
    here = from_iso(told.queued_at).astimezone(ZoneInfo(zone))
    return Cell(here.date().isoformat(), here.hour, told.queue, told.language)


def figures_of(told: Told) -> dict[str, int]:
    """Return what a contact that left its queue adds to its cell's counters."""
    fate = _fate(told)
    if fate == "handled":
        return {"handled": 1, "in_target": int(told.wait_seconds <= TARGET_SECONDS), "waited": told.wait_seconds,
                **_work(told)}  # fmt: skip
    if fate == "abandoned":
        short, owed = int(told.wait_seconds < SHORT_SECONDS), int(told.outcome is ContactOutcome.CALLBACK)
        return {"abandoned": 1, "short": short, "owed": owed, "gave_up_after": told.wait_seconds}
    return {"otherwise": 1}


def _work(told: Told) -> dict[str, int]:
    if not told.ended_at:
        return {}
    return {"over": 1, "talked": told.talk_seconds, "held": told.hold_seconds, "after": told.after_seconds}


def _fate(told: Told) -> str:
    """Return what became of a contact in its queue: handled, abandoned or otherwise; "" while it is not decided."""
    if told.answered_at:
        return "handled"
    if told.outcome is ContactOutcome.ABANDONED or _hung_up_on_our_promise(told):
        return "abandoned"
    return "" if told.outcome is ContactOutcome.OPEN else "otherwise"


def _hung_up_on_our_promise(told: Told) -> bool:
    """Return whether somebody hung up in the queue while they heard that we call back.

    Amazon Connect knows of no call back but its own, and counts them as abandoned (CONTACTS_ABANDONED).
    """
    hung_up = told.disconnected_by == "CUSTOMER_DISCONNECT" and not told.next
    return told.outcome is ContactOutcome.CALLBACK and hung_up
