"""What staff are shown of callbacks."""

from collections.abc import Sequence

import msgspec

from chalicelib.contacts.callback import Callback, CallbackState
from chalicelib.contacts.callback_desk import Desk
from chalicelib.contacts.callback_rules import late_from
from chalicelib.contacts.views import shown_number
from chalicelib.notifications.message import Message, State
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import iso


class TryView(msgspec.Struct, frozen=True, kw_only=True):
    """A call that was made: when, by whom (user name), whether somebody was reached."""

    at: str
    by: str
    reached: bool
    note: str
    contact: str


class NoticeView(msgspec.Struct, frozen=True, kw_only=True):
    """The SMS to who was not reached: how far it came (`delivered` by a receipt alone), since when."""

    channel: str
    state: State
    reason: str
    changed_at: str


class CallbackView(msgspec.Struct, frozen=True, kw_only=True):
    """A callback: `number` in E.164, `person` the id of the profile, `origin` flow or agent.

    `due_at` is when they are to be called, of one that waits when that is tried next; no offer moves it. `late_at` is
    from when on it is late, "" of one that is over. `line` is the telephony's name of the queue, in whose body's name
    one calls out; `reached_in` the call in which they called us themselves and were answered, "" for none; `notice`
    what became of the SMS to who was not reached, null for none.
    """

    id: str
    body: str
    number: str
    person: str | None
    queue: str
    queue_name: str
    line: str
    language: str
    state: CallbackState
    requested_at: str
    due_at: str
    late_at: str
    tries: tuple[TryView, ...]
    ticket: str | None
    origin: str
    contact: str
    by: str
    note: str
    ended_at: str
    ended_by: str
    reason: str
    reached_in: str
    notice: NoticeView | None


def views(desk: Desk, staff: Staff, language: str, callbacks: Sequence[Callback]) -> tuple[CallbackView, ...]:
    """Return callbacks as somebody may see them, in a language."""
    notices = desk.notices([each for each in callbacks if each.state is CallbackState.UNREACHABLE])
    return tuple(_view(desk, staff, language, each, notices.get(each.id)) for each in callbacks)


def _view(desk: Desk, staff: Staff, language: str, callback: Callback, notice: Message | None) -> CallbackView:
    board = desk.calling.board(callback.body)
    queue = board.queue(callback.queue)
    name = (queue.name.ar if language == "ar" else queue.name.en) if queue else callback.queue
    late = iso(late_from(callback, desk.calling.hours(callback))) if callback.is_open else ""
    return CallbackView(
        **{name: getattr(callback, name) for name in _SAME},
        number=shown_number(callback.number, staff),
        queue_name=name,
        line=(queue or board.first).line(callback.body, callback.language),
        due_at=callback.due_at if callback.state is CallbackState.WAITING else callback.owed,
        late_at=late,
        tries=tuple(
            TryView(at=one.at, by=one.by, reached=one.reached, note=one.note, contact=one.contact)
            for one in callback.tries
        ),
        person=callback.person or None,
        ticket=callback.ticket or None,
        notice=_notice(notice) if notice else None,
    )


_SAME = (
    "id", "body", "queue", "language", "state", "requested_at", "origin", "contact", "by", "note", "ended_at",
    "ended_by", "reason", "reached_in",
)  # fmt: skip


def _notice(message: Message) -> NoticeView:
    return NoticeView(
        channel=message.key.channel, state=message.state, reason=message.reason, changed_at=message.changed_at
    )  # fmt: skip
