"""What staff are shown of messages: who was told what, by which channel, and whether it arrived; never the text."""

from typing import Annotated

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
