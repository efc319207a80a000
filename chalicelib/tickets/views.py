"""What callers are shown of tickets."""

import msgspec

from chalicelib.shared.clock import from_iso
from chalicelib.shared.http import Answer
from chalicelib.shared.secret import Secret
from chalicelib.tickets.actions import Registered
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Status

UPLOADS_LAST = 3600


class Promises(msgspec.Struct, frozen=True, kw_only=True):
    """Until when the body promises to reply and to resolve; UTC."""

    first_reply_by: str
    resolve_by: str


class RegisteredView(msgspec.Struct, frozen=True, kw_only=True):
    """What a person gets at once (R120, R130): the number, and two tokens for what comes next."""

    number: str
    status: Status
    registered_at: str
    promises: Promises
    upload_token: str
    track_token: str
    notified: bool


def registered_view(ticket: Ticket, secret: Secret) -> RegisteredView:
    """Return the answer to a registration; a repeat gets the same, tokens included."""
    return RegisteredView(
        number=ticket.number,
        status=Status.REGISTERED,
        registered_at=ticket.registered_at,
        promises=Promises(first_reply_by=ticket.reply_by or ticket.due_at, resolve_by=ticket.due_at),
        upload_token=upload_token(ticket, secret),
        track_token=track_token(ticket.number, secret),
        notified=ticket.notified and ticket.contactable,
    )


def registered_answer(registered: Registered, secret: Secret, location: str) -> Answer:
    """Return what the caller of a registration gets: 201, or 200 for a repeat, which is marked."""
    headers = {"Location": location, **({"Idempotent-Replay": "true"} if registered.repeated else {})}
    view = registered_view(registered.ticket, secret)
    return Answer(content=view, status=200 if registered.repeated else 201, headers=headers)


def track_token(number: str, secret: Secret) -> str:
    """Return the token that follows one ticket (for anonymous reporters the only way)."""
    return secret.token("track", {"n": number})


def upload_token(ticket: Ticket, secret: Secret) -> str:
    """Return the token that adds attachments to one ticket, for an hour from its registration."""
    until = int(from_iso(ticket.registered_at).timestamp()) + UPLOADS_LAST
    return secret.token("upload", {"n": ticket.number, "exp": until})
