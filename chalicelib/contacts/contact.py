"""A contact: one call, chat or task, as the centre keeps it (R005, R071, R075, R078). Pure.

A transfer, a callback and what follows a disconnection are contacts of their own, tied by `initial` and `previous`, as
Amazon Connect has them. What telephony tells (`Told`) is replaced by what it tells later; what staff add (`Handled`)
is touched by staff alone.
"""

from enum import StrEnum

import msgspec

# Contacts in which no agent speaks with a caller: a supervisor listens; what follows a disconnection.
UNSPOKEN = frozenset({"MONITOR", "DISCONNECT"})

TASK = "task"
"""The channel of what the centre offers to its own agents, such as a callback that is due: nobody called."""


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class ContactOutcome(StrEnum):
    """What became of a contact; each has one, so that the outcomes of a day sum to its contacts."""

    OPEN = "open"
    """It goes on."""
    IN_IVR = "in_ivr"
    """It ended in the menus, by the caller or by the flow: nobody was asked for."""
    ANSWERED = "answered"
    """An agent spoke with the caller."""
    ABANDONED = "abandoned"
    """The caller left a queue before an agent came, and is owed nothing."""
    CALLBACK = "callback"
    """The caller left a queue, or the menus, for a call back."""
    VOICEMAIL = "voicemail"
    TRANSFERRED = "transferred"
    """It went on to another queue or number without an agent."""
    CUT_OFF = "cut_off"
    """It ended in a queue by the flow or a fault, before an agent came."""
    NOT_REACHED = "not_reached"
    """A call that the centre began and nobody answered."""
    MONITORED = "monitored"
    """Somebody listened to another contact: nobody called."""


class Recording(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A recording in the store of recordings: `key` is bucket and key, as telephony tells them; times ISO."""

    key: str
    started_at: str
    ended_at: str
    kind: str = "call"
    """call or voicemail."""
    deleted: bool = False


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the telephony says of a contact; times ISO 8601 UTC with milliseconds, durations whole seconds."""

    channel: str = "phone"
    direction: Direction = Direction.INBOUND
    method: str = "INBOUND"
    """Connect's InitiationMethod."""
    initial: str = ""
    previous: str = ""
    next: str = ""
    """The contact that the telephony itself made of it: a transfer, its own call back."""
    queue: str = ""
    """The queue's code as the switchboard has it, without its language; "" if it never was in one."""
    language: str = "ar"
    agent: str = ""
    """The user name of who answered."""
    started_at: str = ""
    queued_at: str = ""
    left_queue_at: str = ""
    answered_at: str = ""
    ended_at: str = ""
    completed_at: str = ""
    """When the work after it was over."""
    wait_seconds: int = 0
    talk_seconds: int = 0
    hold_seconds: int = 0
    holds: int = 0
    after_seconds: int = 0
    attempts: int = 0
    """How often it was offered to agents."""
    outcome: ContactOutcome = ContactOutcome.OPEN
    disconnected_by: str = ""
    """Connect's DisconnectReason."""
    recordings: tuple[Recording, ...] = ()
    transcript: str = ""
    """Words of a voicemail; none is configured to write them down, then `transcriber` says so."""
    transcriber: str = "none"
    asked: tuple[tuple[str, str], ...] = ()
    """What the flow noted, by name: the menu's choice, the ticket's number that was keyed in, the survey's answers."""


class Handled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What staff add: why they called and what was said; the tickets that it is about."""

    disposition: str = ""
    summary: str = ""
    wrapped_up_at: str = ""
    """When it was wrapped up first; a correction leaves it."""
    wrapped_up_by: str = ""
    """The id of the member of staff."""
    written_at: str = ""
    """When it was written last, by whom (`written_by`): a correction."""
    written_by: str = ""
    tickets: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    """Digests of the last requests that changed it: key and body."""


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A contact; `person` is the requester's name in keys (people.identifiers.person_ref), "" if it is not known.

    `seal` is the key of who called and of what was said; once it is dropped (erasure) nobody can read them.
    """

    id: str
    body: str
    number: str = ""
    """The caller's number, E.164; "" if it is withheld. It is sealed where it is kept."""
    dialled: str = ""
    person: str = ""
    told_at: str = ""
    """LastUpdateTimestamp of the newest record that was taken in; "" as long as only events told of it."""
    told: Told = Told()
    handled: Handled = Handled()
    version: int = 0
    seal: bytes = b""

    @property
    def needs_wrap_up(self) -> bool:
        """Return whether an agent spoke, it is over, and nobody said why the person called.

        Nobody speaks in a task: of a callback it is the call that is written up.
        """
        spoke = self.told.answered_at and self.told.method not in UNSPOKEN and self.told.channel != "task"
        return bool(spoke and self.told.ended_at and not self.handled.wrapped_up_at)

    @property
    def is_over(self) -> bool:
        """Return whether its record came: events tell nothing of it any more."""
        return bool(self.told_at)

    @property
    def erased(self) -> bool:
        """Return whether who called and what was said were erased."""
        return bool(self.version and not self.seal)

    def asked(self, name: str) -> str:
        """Return what the flow noted under a name; "" for nothing."""
        return dict(self.told.asked).get(name, "")
