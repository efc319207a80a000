"""Attachments over HTTP: for whoever holds a token of the ticket or a session, and for staff who may see it."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from chalicelib import wiring
from chalicelib.shared.errors import Invalid, Unauthenticated
from chalicelib.shared.http import Access, Answer, Call, Routes, bearer
from chalicelib.shared.numbers import read_number
from chalicelib.shared.patterns import whole
from chalicelib.tickets import attachments
from chalicelib.tickets.attachments import Attachment, Opened, StaffUpload, TooManyFiles, Upload
from chalicelib.tickets.bearer import held, read_bearer
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import ActionNotAllowed, TicketNotFound
from chalicelib.tickets.visibility import READERS, seen

routes = Routes(__name__)
MOST = attachments.FILES_A_DAY


class OpenedView(msgspec.Struct, frozen=True, kw_only=True):
    """Where to upload: a multipart POST of `fields`, then the file as `file`, to `url` until `expires_at`."""

    id: str
    url: str
    fields: Mapping[str, str]
    expires_at: str


class AttachmentView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was scanned: `state` is accepted or refused, with the `reason`; `by` is requester or body."""

    id: str
    name: str
    type: str
    size: int
    state: str
    at: str
    by: str
    reason: str = ""
    moment: str = ""


class PositionView(msgspec.Struct, frozen=True, kw_only=True):
    lat: float
    lon: float


class StaffAttachmentView(AttachmentView, frozen=True, kw_only=True, omit_defaults=True):
    """What staff see besides: who attached it, whether the requester sees it, and where a photo was taken."""

    shared: bool = False
    position: PositionView | None = None


class AttachmentsView(msgspec.Struct, frozen=True, kw_only=True):
    items: list[AttachmentView]
    next: str | None = None


class StaffAttachmentsView(msgspec.Struct, frozen=True, kw_only=True):
    items: list[StaffAttachmentView]
    next: str | None = None


class DownloadView(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file can be fetched, and until when."""

    url: str
    expires_at: str


class Listing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(pattern=whole("[A-Za-z0-9_-]{0,40}"))] = ""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = MOST


class Fetching(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`redirect=false` answers 200 and the address, for a browser's `fetch`, which cannot look at a redirect."""

    redirect: bool = True


HOLDER = Access(
    name="ticket",
    identify=lambda headers, _claims: read_bearer(
        wiring.attachments().secret, bearer(headers), now=wiring.attachments().clock(), uploads=True
    ),
)
STAFF = wiring.staff(*READERS)
_PROBLEMS = (Unauthenticated, TicketNotFound)
_OPENING = (*_PROBLEMS, ActionNotAllowed, TooManyFiles, Invalid)


@routes.on(
    "POST", "/v1/public/tickets/{number}/attachments", access=HOLDER, body=Upload, answer=OpenedView, status=201,
    keyed=True, problems=_OPENING,
)  # fmt: skip
def attach(call: Call, number: str) -> Answer:
    """Ask where a file can be uploaded to."""
    return _opened(
        attachments.open_upload(wiring.attachments(), _held(call, number), call.body, by="requester", key=call.key)
    )


@routes.on(
    "POST", "/v1/tickets/{number}/attachments", access=STAFF, body=StaffUpload, answer=OpenedView, status=201,
    keyed=True, problems=_OPENING,
)  # fmt: skip
def attach_as_staff(call: Call, number: str) -> Answer:
    """Ask where a file can be uploaded to, as staff."""
    return _opened(
        attachments.open_upload(wiring.attachments(), _seen(call, number), call.body, by=call.caller.id, key=call.key)
    )


@routes.on(
    "GET", "/v1/public/tickets/{number}/attachments", access=HOLDER, query=Listing, answer=AttachmentsView,
    problems=_PROBLEMS,
)  # fmt: skip
def list_attachments(call: Call, number: str) -> AttachmentsView:
    """List what was attached and scanned, refused files with the reason."""
    found, after = attachments.listed(
        wiring.attachments(), _held(call, number), public=True, after=call.query.cursor, limit=call.query.limit
    )
    return AttachmentsView(items=[AttachmentView(**_shown(one)) for one in found], next=after or None)


@routes.on(
    "GET", "/v1/tickets/{number}/attachments", access=STAFF, query=Listing, answer=StaffAttachmentsView,
    problems=_PROBLEMS,
)  # fmt: skip
def list_attachments_for_staff(call: Call, number: str) -> StaffAttachmentsView:
    """List what was attached and scanned, with where photos were taken."""
    found, after = attachments.listed(
        wiring.attachments(), _seen(call, number), public=False, after=call.query.cursor, limit=call.query.limit
    )
    return StaffAttachmentsView(items=[_staff_view(one) for one in found], next=after or None)


@routes.on(
    "GET", "/v1/public/tickets/{number}/attachments/{id}", access=HOLDER, query=Fetching, answer=DownloadView,
    status=302, problems=_PROBLEMS,
)  # fmt: skip
def fetch(call: Call, number: str, id: str) -> Answer:
    """Fetch a file: a redirect to an address that lives five minutes."""
    return _found(call, attachments.download(wiring.attachments(), _held(call, number), id, public=True))


@routes.on(
    "GET", "/v1/tickets/{number}/attachments/{id}", access=STAFF, query=Fetching, answer=DownloadView, status=302,
    problems=_PROBLEMS,
)  # fmt: skip
def fetch_as_staff(call: Call, number: str, id: str) -> Answer:
    """Fetch a file as staff: a redirect to an address that lives five minutes."""
    return _found(call, attachments.download(wiring.attachments(), _seen(call, number), id, public=False))


def _ticket(number: str) -> Ticket:
    return wiring.attachments().tickets.get(read_number(number) or "")


def _held(call: Call, number: str) -> Ticket:
    context = wiring.attachments()
    return held(_ticket(number), call.caller, context.secret, context.attachments.reached)


def _seen(call: Call, number: str) -> Ticket:
    return seen(call.caller, _ticket(number), wiring.attachments().body)


def _opened(opened: Opened) -> Answer:
    view = OpenedView(
        id=opened.attachment.id, url=opened.place.url, fields=opened.place.fields, expires_at=opened.expires_at
    )
    if opened.repeated:
        return Answer(content=view, status=200, headers={"Idempotent-Replay": "true"})
    return Answer(content=view, status=201)


def _found(call: Call, found: tuple[str, str]) -> Answer:
    url, expires_at = found
    view = DownloadView(url=url, expires_at=expires_at)
    return Answer(content=view, status=302, headers={"Location": url}) if call.query.redirect else Answer(content=view)


def _shown(one: Attachment) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "type": one.type, "size": one.size, "state": one.state.value, "at": one.at,
        "by": "requester" if one.by == "requester" else "body", "reason": one.reason, "moment": one.moment,
    }  # fmt: skip


def _staff_view(one: Attachment) -> StaffAttachmentView:
    position = PositionView(lat=one.position[0], lon=one.position[1]) if one.position else None
    return StaffAttachmentView(**_shown(one) | {"by": one.by}, shared=one.shared, position=position)
