"""What staff are shown of messages: who was told what, by which channel, and whether it arrived; never the text."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.notifications.message import Message, State


class MessagesWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=200)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """One message; `audience` is requester, partner, duty or `staff-<id>`; `delivered` only by a carrier's receipt."""

    event: str
    type: str
    says: str
    audience: str
    channel: str
    language: str
    state: State
    reason: str
    created_at: str
    changed_at: str


class TemplateView(msgspec.Struct, frozen=True, kw_only=True):
    """A message that is sent: at which event ("" none), to whom (requester, partner, duty, staff), by which ways."""

    id: str
    event: str
    audience: str
    channels: tuple[str, ...]


class TemplateList(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[TemplateView, ...]
    next: str | None = None


class PreviewWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which language, of which kind of ticket, for which body ("" the home body)."""

    language: Literal["ar", "en"] = "ar"
    kind: Literal["complaint", "report", "inquiry", "information_request", "observation", "suggestion", "thanks"] = (
        "complaint"
    )
    body: Annotated[str, Meta(max_length=64)] = ""


class SmsPreview(msgspec.Struct, frozen=True, kw_only=True):
    """An SMS: `characters` of its encoding, and the parts that it is sent and paid in (3GPP TS 23.038)."""

    text: str
    encoding: Literal["gsm7", "ucs2"]
    characters: int
    parts: int


class EmailPreview(msgspec.Struct, frozen=True, kw_only=True):
    """An e-mail: its subject, who it comes from ("" the service), and its two forms."""

    subject: str
    sender: str
    text: str
    html: str


class MessagePreview(msgspec.Struct, frozen=True, kw_only=True):
    """A message with invented facts; `email` null where it goes by SMS alone."""

    id: str
    language: str
    kind: str
    sms: SmsPreview
    email: EmailPreview | None


class MessageList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[MessageView]
    next: str | None


def shown(message: Message) -> MessageView:
    """Return what staff see of a message."""
    return MessageView(
        event=message.key.event, type=message.event.type if message.event else "", says=message.says,
        audience=message.key.audience, channel=message.key.channel, language=message.language, state=message.state,
        reason=message.reason, created_at=message.created_at, changed_at=message.changed_at,
    )  # fmt: skip
