"""What those who oversee are shown: how many tickets stand where, and how they stand with their promises."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.organisations.bilingual import Words


class OverviewWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which body (one's own), and of which section the people are shown too."""

    body: Annotated[str, Meta(max_length=64)] = ""
    section: Annotated[str, Meta(max_length=64)] = ""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many tickets are open, and how many of these are overdue, soon due, without news, unanswered, unassigned."""

    open: int = 0
    overdue: int = 0
    soon_due: int = 0
    stale: int = 0
    no_reply: int = 0
    unassigned: int = 0


class QueueTally(Tally, frozen=True, kw_only=True):
    queue: str


class PlaceTally(Tally, frozen=True, kw_only=True):
    """What stands with a section or a partner; what it has answered stands in the queues after it."""

    code: str
    name: Words


class PersonTally(Tally, frozen=True, kw_only=True):
    """What somebody has; `more` if they have more than is looked at. `stand_in` is a user name."""

    id: str
    name: str
    username: str
    on_shift: bool
    away: bool
    stand_in: str
    more: bool


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done beside the queues: requesters to speak with, appeals, root causes, replies to outlets."""

    speak: int
    appeals: int
    root_causes: int
    outlet_replies: int


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """What stands where at an instant; what is due before `soon_until` is soon due. The queues sum to `all`."""

    body: str
    at: str
    soon_until: str
    all: Tally
    queues: tuple[QueueTally, ...]
    sections: tuple[PlaceTally, ...]
    partners: tuple[PlaceTally, ...]
    people: tuple[PersonTally, ...]
    left: Left
