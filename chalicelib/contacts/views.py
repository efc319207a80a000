"""What staff are shown of contacts."""

import msgspec

from chalicelib.contacts.contact import Contact, ContactOutcome, Direction
from chalicelib.contacts.context import Context
from chalicelib.contacts.instants import lasting
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.staff import Staff
from chalicelib.tickets.masking import Sight, masked_mobile, sight


class RecordingView(msgspec.Struct, frozen=True, kw_only=True):
    """A recording; what was deleted is told of, and cannot be heard."""

    index: int
    kind: str
    started_at: str
    seconds: int
    deleted: bool


class SurveyView(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller said of it afterwards: 1 to 5, and the key of the reason."""

    score: str
    reason: str = ""


class ContactView(msgspec.Struct, frozen=True, kw_only=True):
    """A contact; times ISO 8601 UTC, "" until they come; `agent` is a user name, `queue` and `disposition` codes."""

    id: str
    body: str
    channel: str
    direction: Direction
    method: str
    number: str
    dialled: str
    language: str
    queue: str
    queue_name: Words | None
    agent: str
    agent_name: str
    started_at: str
    queued_at: str
    answered_at: str
    ended_at: str
    completed_at: str
    wait_seconds: int
    talk_seconds: int
    hold_seconds: int
    after_seconds: int
    outcome: ContactOutcome
    disposition: str
    disposition_name: Words | None
    summary: str
    wrapped_up_at: str
    tickets: tuple[str, ...]
    needs_wrap_up: bool
    recordings: tuple[RecordingView, ...]
    initial: str
    previous: str
    erased: bool
    survey: SurveyView | None = None
    person: str | None = None


class WrittenView(msgspec.Struct, frozen=True, kw_only=True):
    """What was written of a contact at a time, by whom."""

    at: str
    by: str
    by_name: str
    disposition: str
    summary: str


class WholeContactView(ContactView, frozen=True, kw_only=True):
    """A contact with what it followed and what followed it, and with what was written before it was corrected."""

    legs: tuple[ContactView, ...]
    written: tuple[WrittenView, ...]


def shown_number(number: str, staff: Staff) -> str:
    """Return a number as somebody may see it (R303)."""
    return number if sight(staff) is Sight.ALL else masked_mobile(number)


def view(context: Context, staff: Staff, contact: Contact, *, person: str | None = None) -> ContactView:
    """Return a contact as somebody may see it."""
    told, handled = contact.told, contact.handled
    board = context.switchboard(contact.body)
    queues = {queue.code: queue.name for queue in board.queues} if board else {}
    reasons = {reason.code: reason.name for reason in board.dispositions} if board else {}
    return ContactView(
        **{name: getattr(told, name) for name in _AS_TOLD},
        id=contact.id,
        body=contact.body,
        number=shown_number(contact.number, staff),
        dialled=contact.dialled,
        queue_name=_words(queues.get(told.queue)),
        agent_name=context.agent_name(told.agent),
        disposition=handled.disposition,
        disposition_name=_words(reasons.get(handled.disposition)),
        summary=handled.summary,
        wrapped_up_at=handled.wrapped_up_at,
        tickets=handled.tickets,
        needs_wrap_up=contact.needs_wrap_up,
        recordings=_recordings(contact),
        erased=contact.erased,
        survey=_survey(contact),
        person=person,
    )


_AS_TOLD = (
    "channel", "direction", "method", "language", "queue", "agent", "started_at", "queued_at", "answered_at",
    "ended_at", "completed_at", "wait_seconds", "talk_seconds", "hold_seconds", "after_seconds", "outcome", "initial",
    "previous",
)  # fmt: skip


def _words(words: Words | None) -> Words | None:
    return Words(ar=words.ar, en=words.en) if words else None


def _recordings(contact: Contact) -> tuple[RecordingView, ...]:
    return tuple(
        RecordingView(
            index=index, kind=one.kind, started_at=one.started_at, seconds=lasting(one.started_at, one.ended_at),
            deleted=one.deleted,
        )
        for index, one in enumerate(contact.told.recordings)
    )  # fmt: skip


def _survey(contact: Contact) -> SurveyView | None:
    score = contact.asked("score")
    return SurveyView(score=score, reason=contact.asked("reason")) if score else None
