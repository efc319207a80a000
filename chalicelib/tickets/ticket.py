"""The ticket as it is now, what it says, and what happened to it. All values are frozen; changes return new ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import msgspec

from chalicelib.people.requester import Requester
from chalicelib.tickets.words import (
    OPEN,
    Appeal,
    Channel,
    ClockName,
    Complexity,
    Grade,
    Importance,
    Kind,
    Object,
    Outcome,
    PartnerMode,
    Procedure,
    RootCause,
    Status,
)

_Name = Annotated[str, msgspec.Meta(max_length=200)]
# So many keys of actions are remembered on a ticket; an older repeat meets a stale version instead.
KEYS_KEPT = 16


class About(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whom or what a ticket concerns; never shown publicly (R303)."""

    staff: _Name = ""
    service: _Name = ""
    establishment: _Name = ""


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a media complaint was published (R240)."""

    source_type: _Name
    outlet: _Name
    published_on: Annotated[str, msgspec.Meta(max_length=40)]
    link: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class KnownKey(msgspec.Struct, frozen=True, array_like=True):
    """An action's key, as digests: of the key, and of the body that came with it."""

    key: str
    fingerprint: str
    version: int


class Clock(msgspec.Struct, frozen=True, array_like=True):
    """A promise that counts: `leg` tells passes and referrals apart, `minutes` is the target in working time.

    `calendar` is whose working time ("" the body's); `left` seconds were left at `counted_from`, "" while it is paused.
    """

    name: ClockName
    leg: int
    since: str
    minutes: int
    calendar: str
    due_at: str
    counted_from: str
    left: int


class Pass(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one pass has reached; a reopening starts the next with an empty one (earlier ones stand in the history)."""

    informed: bool = False
    tries: tuple[str, ...] = ()
    score: int | None = None
    partner_score: int | None = None
    declined: bool = False
    measure_tries: tuple[str, ...] = ()
    outcome: Outcome | None = None
    solved_by: str = ""
    readmitted: tuple[str, ...] = ()


class Ticket(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One matter, one number. Times are ISO 8601 in UTC; places are WGS 84 degrees; `person` is a digest, no name.

    `suggested` is the section that somebody named whom it is not for to refer; `news` is what happened at `changed_at`,
    such as `replied`. `seal` is the key that opens what people wrote: dropping it erases their words in every copy.
    """

    number: str
    body: str
    kind: Kind
    category: str
    channel: Channel
    registered_at: str
    due_at: str
    reply_by: str = ""
    clocks: tuple[Clock, ...] = ()
    status: Status = Status.REGISTERED
    language: str = "ar"
    version: int = 0
    subject: str = ""
    subcategory: str = ""
    section: str = ""
    suggested: str = ""
    partner: str = ""
    partner_mode: PartnerMode | None = None
    assignee: str = ""
    complexity: Complexity = Complexity.ROUTINE
    importance: Importance | None = None
    grade: Grade = Grade.ORDINARY
    vip: bool = False
    procedure: Procedure = Procedure.TREATMENT
    in_jurisdiction: bool | None = None
    object: Object | None = None
    region: str = ""
    subregion: str = ""
    lat: float | None = None
    lon: float | None = None
    anonymous: bool = False
    person: str = ""
    contactable: bool = False
    self_registered: bool = False
    notified: bool = True
    registered_by: str = ""
    about: About | None = None
    classified_at: str = ""
    first_reply_at: str = ""
    resolved_at: str = ""
    closed_at: str = ""
    changed_at: str = ""
    news: str = ""
    waiting_from: Status | None = None
    waiting_since: str = ""
    expected_by: str = ""
    reopened: int = 0
    referrals: int = 0
    returns: int = 0
    reminders: int = 0
    contacts: int = 1
    files: int = 0
    this_pass: Pass = Pass()
    handlers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    root_cause: RootCause | None = None
    cause_wanted: bool = False
    limit_reached: bool = False
    final: bool = False
    appeal: Appeal | None = None
    appealed_at: str = ""
    speak_since: str = ""
    speak_tries: tuple[str, ...] = ()
    readmissions: int = 0
    reminded: int = 0
    outlet_replied_at: str = ""
    follows: str = ""
    merged_into: str = ""
    status_before_merge: Status | None = None
    merged_from: tuple[str, ...] = ()
    old_number: str = ""
    imported: bool = False
    erased: bool = False
    origin: KnownKey | None = None
    keys: tuple[KnownKey, ...] = ()
    seal: bytes = b""

    @property
    def about_staff(self) -> str:
        """Return the member of staff whom the ticket concerns; "" for nobody."""
        return self.about.staff if self.about else ""

    @property
    def is_open(self) -> bool:
        """Return whether work is still to be done."""
        return self.status in OPEN

    @property
    def is_appealed(self) -> bool:
        """Return whether an appeal against a final closing stands with the manager."""
        return self.appeal is Appeal.PENDING

    @property
    def queue(self) -> str:
        """Return the worklist that the ticket stands in: `first_line`, `section:<code>`, ...; "" when it is done."""
        if not self.is_open:
            return self._left_to_do
        status = self.waiting_from or self.status
        if status in (Status.REFERRED, Status.IN_PROGRESS):
            return f"partner:{self.partner}" if self.partner else f"section:{self.section}"
        if self.kind is Kind.MEDIA:
            return "media"
        if status is Status.REGISTERED:
            return "second_line" if self.classified_at else "first_line"
        return "second_line" if status is Status.ANSWERED else "follow_up"

    @property
    def _left_to_do(self) -> str:
        """Return the worklist of a closed ticket that somebody has still to see to; "" if nobody has."""
        if self.is_appealed:
            return "manager"
        if self.cause_wanted:
            return "follow_up"
        unanswered = self.kind is Kind.MEDIA and self.this_pass.outcome and not self.outlet_replied_at
        return "media" if unanswered and not (self.imported or self.merged_into) else ""

    def with_(self, **changes: Any) -> "Ticket":
        """Return the ticket with some fields changed."""
        return msgspec.structs.replace(self, **changes)

    def known_key(self, key: str) -> KnownKey | None:
        """Return what is remembered of an action's key."""
        return next((known for known in self.keys if known.key == key), None)

    def remembering(self, known: KnownKey) -> "Ticket":
        """Return the ticket with an action's key remembered."""
        return self.with_(keys=(*self.keys, known)[-KEYS_KEPT:])


class Behalf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """For whom a requester files: a name, and what they are to each other in the requester's words."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    relation: Annotated[str, msgspec.Meta(max_length=120)] = ""


class Details(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a ticket says and who said it: kept apart from the ticket, sealed, in no index.

    `portal` is the channel in whose pages the form stood; "" is the service's own portal, or staff (R018).
    """

    description: str
    requester: Requester | None = None
    address: str = ""
    attributes: dict[str, Any] = {}
    media: Media | None = None
    on_behalf: Behalf | None = None
    portal: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened: `facts` are codes and ids, `words` what people wrote (sealed when kept)."""

    id: str
    type: str
    at: str
    by: str
    sequence: str = ""
    facts: Mapping[str, Any] = {}
    words: Mapping[str, str] = {}
    on_behalf: str = ""
    correlation: str = ""


class ContactCount(msgspec.Struct, frozen=True, kw_only=True):
    """A registration to be counted: under whose contact (a digest), in which hour, and the most of an hour."""

    digest: str
    hour: str
    most: int
    expires: datetime


class Timers(msgspec.Struct, frozen=True, kw_only=True):
    """What is due of a ticket, soonest first (timers.py), and the steps whose telling may be forgotten."""

    due: tuple[str, ...]
    forgotten: frozenset[str] = frozenset()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of which somebody was told, how many events that put into the history, and the timers that stand."""

    steps: frozenset[str] = frozenset()
    events: int = 0
    due: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket before and after an action, and what happened; several changes are kept together or not at all.

    `timers` are the ticket's from now on; None if they stay as they are.
    """

    before: Ticket
    after: Ticket
    events: tuple[Event, ...]
    timers: Timers | None = None
