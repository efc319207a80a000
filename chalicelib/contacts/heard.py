"""Who listened to whom, and what supervisors did with agents and calls: by whom, when, why (R075). Pure.

Each is kept before it is done, and shown to the agent whom it is about.
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import Invalid, KeyReused, NidaaError
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line

Kind = Literal["recording", "listen", "barge", "status", "end"]
"""A recording was listened to; a call was, or was joined; somebody was put into a state; a call was ended."""
Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class Because(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why somebody wants it."""

    reason: Reason


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One deed: `by` is the id of who did it, `agent` the user name of whom it is about ("" for nobody)."""

    id: str
    kind: Kind
    at: str
    by: str
    by_name: str
    reason: str
    body: str
    contact: str = ""
    agent: str = ""
    index: int | None = None
    """Which of the contact's recordings it was."""
    status: str = ""
    """The state that somebody was put into."""
    refused: bool = False
    """The telephony did not do it, so that nothing came of it; it stays on record."""


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a deed, to those who oversee and to the agent."""

    kind: Kind
    contact: str | None
    index: int | None
    status: str | None
    agent: str | None
    at: str
    by: str
    by_name: str
    reason: str


class EntriesView(msgspec.Struct, frozen=True, kw_only=True):
    """Deeds, newest first."""

    items: tuple[EntryView, ...]
    next: str | None = None


class Log(Protocol):
    """Where deeds are kept; none is ever deleted, and nothing of one changes but whether it was refused."""

    def keep(self, entry: Entry) -> bool:
        """Keep a deed; False if one stands under its id already."""
        ...

    def get(self, entry: Entry) -> Entry | None:
        """Return what stands under the id of a deed."""
        ...

    def mark(self, entry: Entry) -> None:
        """Keep whether a deed that stands was refused."""
        ...

    def of_contact(self, contact: str) -> list[Entry]: ...

    def of_agent(self, agent: str, *, before: str, limit: int) -> list[Entry]:
        """Return deeds about an agent, newest first, those before a place (`at#id`; "" from the newest on)."""
        ...


def entry_id(secret: Secret, staff: Staff, key: str, *about: str) -> str:
    """Return the id of a deed: the same request of the same person always has the same."""
    return secret.text("heard", staff.id, key, *about)


def kept(log: Log, entry: Entry) -> tuple[Entry, bool]:
    """Keep a deed, or return what stands under its id, and whether it stood there before.

    :raises KeyReused: if the key came before with another body
    """
    if log.keep(entry):
        return entry, False
    before = log.get(entry) or entry
    if (before.kind, before.reason, before.status) != (entry.kind, entry.reason, entry.status):
        raise KeyReused.field("Idempotency-Key", "used-with-another-body")
    return before, True


def done(log: Log, entry: Entry, act: Callable[[], None]) -> Entry:
    """Do what was kept; a deed that is refused is marked so, and is not shown to the agent as one that was done."""
    try:
        act()
    except NidaaError:
        log.mark(msgspec.structs.replace(entry, refused=True))
        raise
    if entry.refused:
        entry = msgspec.structs.replace(entry, refused=False)
        log.mark(entry)
    return entry


def views(entries: Iterable[Entry]) -> EntriesView:
    """Return what is shown of deeds: of those that were done."""
    return EntriesView(items=tuple(view(entry) for entry in entries if not entry.refused))


def reason_of(because: Because) -> str:
    """Return a reason as it is kept. :raises Invalid: if nothing is left of it"""
    if reason := clean_line(because.reason):
        return reason
    raise Invalid.field("reason", "missing")


def view(entry: Entry) -> EntryView:
    """Return what is shown of a deed."""
    return EntryView(
        kind=entry.kind, contact=entry.contact or None, index=entry.index, status=entry.status or None,
        agent=entry.agent or None, at=entry.at, by=entry.by, by_name=entry.by_name, reason=entry.reason,
    )  # fmt: skip
