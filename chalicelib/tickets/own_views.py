"""How a requester is shown the own tickets: a line of the list, or one whole."""

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.tickets.steps import MessageView, StepView
from chalicelib.tickets.views import Promises
from chalicelib.tickets.words import Appeal, Channel, Kind, Outcome, Status


class AttachmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A file, scanned and kept."""

    id: str
    name: str
    type: str
    size: int
    at: str


class OwnLine(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket of a requester, in one line."""

    number: str
    body: str
    kind: Kind
    category: str
    subject: str
    status: Status
    tile: str
    registered_at: str
    changed_at: str


class OwnPage(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[OwnLine, ...]
    next: str | None


class OwnTicketView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A ticket for its requester: `allowed` are the things they may do now (messages, rating, ...)."""

    number: str
    body: str
    body_name: Words
    kind: Kind
    category: str
    category_name: Words | None = None
    status: Status
    tile: str
    channel: Channel
    language: str
    registered_at: str
    reopened: int
    subject: str
    description: str
    promises: Promises
    steps: tuple[StepView, ...]
    replies: tuple[MessageView, ...]
    attachments: tuple[AttachmentLine, ...]
    allowed: tuple[str, ...]
    question: str = ""
    partner: Words | None = None
    expected_by: str = ""
    outcome: Outcome | None = None
    score: int | None = None
    closed_at: str = ""
    merged_into: str = ""
    follows: str = ""
    appeal: Appeal | None = None
    erased: bool = False
