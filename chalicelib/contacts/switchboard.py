"""A body's switchboard (البدالة): its numbers, queues, directory, and what callers may hear (R083-R106). Pure.

Amazon Connect is configured from it (`exchange`); flows ask for the rest when a call comes (contacts-flow).
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.staff import USERNAME
from chalicelib.shared.patterns import whole

Code = Annotated[str, Meta(pattern=whole("[a-z0-9][a-z0-9_-]{0,39}"))]
Day = Annotated[str, Meta(pattern=whole("[0-9]{4}-[0-9]{2}-[0-9]{2}"))]
Number = Annotated[str, Meta(pattern=whole(r"\+[1-9][0-9]{6,14}"))]
Username = Annotated[str, Meta(pattern=whole(USERNAME))]
Named = Annotated[str, Meta(pattern=whole("([a-z0-9][a-z0-9_.-]{0,63})?"))]
"""A code or a user name, or nothing."""


class SpokenName(Words, frozen=True, forbid_unknown_fields=True):
    """A name in both languages, as it is read out."""

    ar: Annotated[str, Meta(min_length=1, max_length=100)]
    en: Annotated[str, Meta(min_length=1, max_length=100)]


class SpokenText(Words, frozen=True, forbid_unknown_fields=True):
    """Sentences in both languages, as they are read out; half a minute is some 500 signs (R084)."""

    ar: Annotated[str, Meta(min_length=1, max_length=1500)]
    en: Annotated[str, Meta(min_length=1, max_length=1500)]


class CallQueue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who waits for whom: `staff` are user names; `label`, its language added, is the name in reports (Data_AR)."""

    code: Code
    label: Annotated[str, Meta(pattern=whole("[A-Za-z][A-Za-z0-9_]{0,39}"))]
    name: SpokenName
    staff: Annotated[tuple[Username, ...], Meta(max_length=500)] = ()
    calendar: Named = ""
    """One of the body's calendars; "" is the body's own."""

    def line(self, body: str, language: str) -> str:
        """Return the queue's name in the telephony, in a language."""
        return f"{body}.{self.label}_{language.upper()}"


class Disposition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why people call (سبب التواصل)."""

    code: Code
    name: SpokenName
    active: bool = True


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line within the house (R101, R102): one of `staff`, `queue` or `number` says who answers."""

    extension: Annotated[str, Meta(pattern=whole("[0-9]{2,5}"))]
    name: SpokenName
    staff: Named = ""
    queue: Named = ""
    number: Annotated[str, Meta(pattern=whole(r"(\+[1-9][0-9]{6,14})?"))] = ""
    listed: bool = True


class Announcement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What callers hear while they wait, from one day to another, both counted (R105)."""

    code: Code
    text: SpokenText
    first: Day
    last: Day


class SpokenProcedure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service's procedure to listen to (R025, R166)."""

    code: Code
    name: SpokenName
    text: SpokenText


class Population(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The population clock (R091): so many people at an instant (ISO 8601), so many more a year, and who says so."""

    at: Annotated[str, Meta(max_length=40)]
    people: Annotated[int, Meta(ge=0, le=10_000_000_000)]
    more_a_year: Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
    source: SpokenName


class Voicemail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a voice message is registered as until somebody has listened to it (R086)."""

    kind: Annotated[str, Meta(max_length=40)] = "inquiry"
    category: Code
    most_seconds: Annotated[int, Meta(ge=10, le=300)] = 120
    """How long it may be; it is recorded in pieces of five seconds: 62 are 60."""


class Callbacks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often somebody is called back, and how far apart (R087, R148): three tries, two hours apart, on two days.

    A body may try more, never less.
    """

    tries: Annotated[int, Meta(ge=3, le=10)] = 3
    hours_apart: Annotated[int, Meta(ge=2, le=48)] = 2
    days: Annotated[int, Meta(ge=2, le=5)] = 2


class Switchboard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it; `flow` is the tree of menus that answers: statistics or municipality."""

    flow: Annotated[str, Meta(pattern=whole("[a-z]{1,30}"))]
    numbers: Annotated[tuple[Number, ...], Meta(max_length=20)]
    queues: Annotated[tuple[CallQueue, ...], Meta(min_length=1, max_length=25)]
    dispositions: Annotated[tuple[Disposition, ...], Meta(min_length=1, max_length=100)]
    voicemail: Voicemail
    extensions: Annotated[tuple[Extension, ...], Meta(max_length=200)] = ()
    announcements: Annotated[tuple[Announcement, ...], Meta(max_length=50)] = ()
    procedures: Annotated[tuple[SpokenProcedure, ...], Meta(max_length=40)] = ()
    population: Population | None = None
    callbacks: Callbacks = Callbacks()
    survey: bool = True
    recorded: bool = True

    def queue(self, code: str) -> CallQueue | None:
        """Return a queue by its code; None if there is none."""
        return next((queue for queue in self.queues if queue.code == code), None)

    @property
    def first(self) -> CallQueue:
        """Return the queue of who asked for none: the operator's, or the first."""
        return self.queue("operator") or self.queues[0]
