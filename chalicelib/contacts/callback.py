"""A callback (معاودة الاتصال): a call that the centre owes, as it is kept (R087, R148). Pure.

When it is tried and when it ends is said in callback_rules.py.
"""

from enum import StrEnum

import msgspec


class CallbackState(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    REACHED = "reached"
    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"


OPEN = frozenset({CallbackState.WAITING, CallbackState.OFFERED})


class Try(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call: when, by whom (user name), whether somebody was reached; `contact` is the call's.

    `said` is the key of the request by which the agent told of it; "" if only the call's record did.
    """

    at: str
    by: str
    reached: bool
    note: str = ""
    contact: str = ""
    said: str = ""


class Callback(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A callback as it is kept; `number` is E.164 and sealed where it is kept.

    `origin` is flow or agent, `contact` the call in which it was asked for, `by` the user name of who asked for it,
    `task` the contact by which it is offered, `offers` how often it was. `due_at` is when it is looked at next,
    `owed_at` when they were to be called, which no offer moves ("" is due_at). `reached_in` is the call in which they
    called us themselves and were answered. `untold` is set with the change that made somebody unreachable, until the
    bus has taken the event: who could not be reached is told so (docs/notices.md).
    """

    id: str
    body: str
    number: str
    queue: str
    requested_at: str
    due_at: str
    owed_at: str = ""
    fingerprint: str = ""
    language: str = "ar"
    state: CallbackState = CallbackState.WAITING
    origin: str = "flow"
    contact: str = ""
    by: str = ""
    note: str = ""
    ticket: str = ""
    person: str = ""
    tries: tuple[Try, ...] = ()
    task: str = ""
    offers: int = 0
    ended_at: str = ""
    ended_by: str = ""
    reason: str = ""
    reached_in: str = ""
    untold: bool = False
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def owed(self) -> str:
        """Return when they were to be called (ISO)."""
        return self.owed_at or self.due_at

    def with_(self, **facts: object) -> "Callback":
        """Return the callback with other facts."""
        return msgspec.structs.replace(self, **facts)
