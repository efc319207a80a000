"""A body's switchboard (البدالة): its numbers, queues, directory, and what callers may hear (R083-R106). Pure.

Amazon Connect is configured from it by `infra.telephony`; flows ask for the rest when a call comes (contacts-flow).
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.bilingual import Words

Code = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Number = Annotated[str, Meta(pattern=r"^\+[1-9]\d{6,14}$")]
Username = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{1,63}$")]


class Queue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who waits for whom: `staff` are user names; `label`, its language added, is the name in reports (Data_AR)."""

    code: Code
    label: Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    name: Words
    staff: tuple[Username, ...] = ()
    calendar: str = ""
    """One of the body's calendars; "" is the body's own."""


class Disposition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why people call (سبب التواصل)."""

    code: Code
    name: Words
    active: bool = True


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line within the house (R101, R102): one of `staff`, `queue` or `number` says who answers."""

    extension: Annotated[str, Meta(pattern=r"^[0-9]{2,5}$")]
    name: Words
    staff: str = ""
    queue: str = ""
    number: str = ""
    listed: bool = True


class Announcement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What callers hear while they wait, from one day to another, both counted (R105)."""

    code: Code
    text: Words
    first: Day
    last: Day


class Procedure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service's procedure to listen to (R025, R166)."""

    code: Code
    name: Words
    text: Words


class Population(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The population clock (R091): so many people at an instant (ISO 8601), so many more a year, and who says so."""

    at: str
    people: Annotated[int, Meta(ge=0)]
    more_a_year: int
    source: Words


class Voicemail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a voice message is registered as until somebody has listened to it (R086)."""

    kind: str = "inquiry"
    category: str
    most_seconds: Annotated[int, Meta(ge=10, le=300)] = 120


class Callbacks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often somebody is called back, and how far apart (R087, R148): three tries, two hours apart, on two days."""

    tries: Annotated[int, Meta(ge=1, le=10)] = 3
    hours_apart: Annotated[int, Meta(ge=1, le=48)] = 2
    days: Annotated[int, Meta(ge=1, le=5)] = 2


class Switchboard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it; `flow` is the tree of connect_flows/ that answers: statistics or municipality."""

    flow: Annotated[str, Meta(pattern=r"^[a-z]{1,30}$")]
    numbers: tuple[Number, ...]
    queues: tuple[Queue, ...]
    dispositions: tuple[Disposition, ...]
    voicemail: Voicemail
    extensions: tuple[Extension, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    population: Population | None = None
    callbacks: Callbacks = Callbacks()
    survey: bool = True
    recorded: bool = True
