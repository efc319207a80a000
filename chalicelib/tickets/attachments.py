"""Attachments of a ticket (R116, R029, R072): a place to upload to, the scan, and what stands with the ticket after it.

A file goes by a presigned POST to `incoming/<number>/<id>`, which nobody can read. The scan (inspecting.py) looks at it
and either moves it to `files/<number>/<id>` and writes the history, or refuses it and deletes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.errors import KeyReused, TooMany, Unavailable
from chalicelib.shared.ids import NewId
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line
from chalicelib.tickets.actions import Bodies, Tickets
from chalicelib.tickets.examined import DOC, DOCX, IMAGES, MAX_FILE, PDF, Examined
from chalicelib.tickets.ticket import Change, Ticket
from chalicelib.tickets.trouble import ActionNotAllowed, TicketNotFound

FILES_A_DAY = 200
BYTES_A_DAY = 500 * 1024 * 1024
UPLOAD_LASTS = timedelta(minutes=15)
DOWNLOAD_LASTS = timedelta(minutes=5)
# An upload that never came is forgotten; the bucket forgets what lies in `incoming/` after the same time.
AWAITED = timedelta(days=2)
_LONGEST_NAME = 120
_SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",), "image/gif": (".gif",), "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"), "image/heif": (".heif", ".heic"), PDF: (".pdf",), DOC: (".doc",),
    DOCX: (".docx",),
}  # fmt: skip
_IMAGE_SUFFIXES = frozenset(suffix for kind in IMAGES for suffix in _SUFFIXES[kind])
_UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|%;', "_"))

AllowedType = Literal[
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "application/pdf",
    "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
]  # fmt: skip


class State(StrEnum):
    AWAITED = "awaited"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What a virus scanner says of an uploaded file."""

    CLEAN = "clean"
    INFECTED = "infected"
    PENDING = "pending"
    UNREADABLE = "unreadable"


class Upload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that somebody wants to attach; `size` in bytes, of which not one more can be sent."""

    name: Annotated[str, Meta(min_length=1, max_length=255)]
    type: AllowedType
    size: Annotated[int, Meta(ge=1, le=MAX_FILE)]


class StaffUpload(Upload, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What staff say besides: taken before or after the work, and whether the requester sees it too."""

    moment: Literal["before", "after"] | None = None
    shared: bool = False


class Attachment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of a ticket; `name` and `position` (lat, lon of a photo) are sealed when kept."""

    number: str
    id: str
    type: str
    size: int
    by: str
    at: str
    fingerprint: str = ""
    state: State = State.AWAITED
    reason: str = ""
    moment: str = ""
    shared: bool = False
    name: str = ""
    position: tuple[float, float] | None = None

    @property
    def incoming(self) -> str:
        """Return the key that it is uploaded to."""
        return f"incoming/{self.number}/{self.id}"

    @property
    def key(self) -> str:
        """Return the key that it is kept under."""
        return f"files/{self.number}/{self.id}"

    @property
    def is_public(self) -> bool:
        """Return whether the requester sees it."""
        return self.by == "requester" or self.shared


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file is uploaded to: a form's address and its fields, the file last."""

    url: str
    fields: Mapping[str, str]


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """What a ticket may take in a day (UTC), and until when the count and an upload that never comes are kept."""

    day: str
    files: int
    bytes: int
    expires: datetime


class Attachments(Protocol):
    """Where attachments are kept."""

    def open(self, attachment: Attachment, quota: Quota, seal: bytes) -> Attachment:
        """Keep a new attachment, or return the one that stands under its id.

        :raises TooManyFiles: if the day's count does not allow it
        """
        ...

    def get(self, ticket: Ticket, id: str) -> Attachment | None: ...

    def page(self, ticket: Ticket, *, after: str, limit: int) -> list[Attachment]: ...

    def accept(self, change: Change, attachment: Attachment) -> None:
        """Keep an accepted attachment with its ticket and history, in one transaction.

        :raises TicketChanged: if somebody else saved the ticket first
        :raises Decided: if it is no longer awaited
        """
        ...

    def refuse(self, attachment: Attachment, seal: bytes) -> None:
        """Keep why an attachment was refused. :raises Decided: if it is no longer awaited"""
        ...

    def forget(self, attachment: Attachment) -> None: ...

    def reached(self, number: str, person: str) -> bool: ...


class Files(Protocol):
    """Where files lie."""

    def place(self, attachment: Attachment, lasts: timedelta) -> Place: ...

    def address(self, attachment: Attachment, lasts: timedelta) -> str: ...

    def read(self, key: str, version: str, most: int) -> bytes | None:
        """Return what was uploaded; None if it is gone. :raises Unfit: if it has more bytes than `most`"""
        ...

    def keep(self, key: str, data: bytes, type: str) -> None: ...

    def drop(self, key: str, version: str = "") -> None: ...


class Scanner(Protocol):
    """What looks for viruses in an uploaded file."""

    def verdict(self, key: str, version: str) -> Verdict: ...


class TooManyFiles(TooMany):
    """The ticket's files or bytes of the day are used up; `files` and `bytes` are the limits."""


class NotScannedYet(Unavailable):
    """The virus scanner has not said anything yet; the queue asks again."""


class Decided(Exception):
    """Another scan of the same file was first."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions on attachments need from the world."""

    tickets: Tickets
    attachments: Attachments
    files: Files
    scanner: Scanner
    redrawn: Callable[[bytes], Examined]
    body: Bodies
    secret: Secret
    clock: Clock
    new_id: NewId
    count: Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An attachment that can be uploaded, where to, and whether this was a repeat of an earlier request."""

    attachment: Attachment
    place: Place
    expires_at: str
    repeated: bool = False


def open_upload(context: Context, ticket: Ticket, asked: Upload, *, by: str, key: str) -> Opened:
    """Return where one file can be uploaded to; the same key finds the same attachment again.

    :raises ActionNotAllowed: if a requester's ticket is done, or what it says was erased
    :raises KeyReused: if the key came before with another body
    :raises TooManyFiles: if the ticket took 200 files or 500 MB today
    """
    if ticket.erased or (by == "requester" and not ticket.is_open):
        raise ActionNotAllowed(status=ticket.status, allowed=[])
    now = context.clock()
    wanted = _attachment(context.secret, ticket, asked, by=by, key=key, now=now)
    kept = context.attachments.open(wanted, _quota(now), ticket.seal)
    if kept.fingerprint != wanted.fingerprint:
        raise KeyReused.field("Idempotency-Key", "used-with-another-body")
    place = context.files.place(kept, UPLOAD_LASTS)
    repeated = kept is not wanted
    return Opened(attachment=kept, place=place, expires_at=iso(now + UPLOAD_LASTS), repeated=repeated)


def _attachment(secret: Secret, ticket: Ticket, asked: Upload, *, by: str, key: str, now: datetime) -> Attachment:
    return Attachment(
        number=ticket.number,
        id=secret.text("attachment", ticket.number, by, key, size=12),
        type=asked.type,
        size=asked.size,
        by=by,
        at=iso(now),
        fingerprint=secret.text("attachment-body", msgspec.json.encode(asked).decode(), size=6),
        moment=getattr(asked, "moment", None) or "",
        shared=getattr(asked, "shared", False),
        name=file_name(asked.name, asked.type),
    )


def _quota(now: datetime) -> Quota:
    return Quota(day=iso(now)[:10], files=FILES_A_DAY, bytes=BYTES_A_DAY, expires=now + AWAITED)


def file_name(name: str, type: str) -> str:
    """Return a name that no system misreads: one line, no paths, no reversing signs, ending as its type does."""
    clean = clean_line(clean_line(name).translate(_UNSAFE)).lstrip(". ")
    stem, dot, ending = clean.rpartition(".")
    suffix, own = f"{dot}{ending.lower()}", _SUFFIXES[type]
    if suffix in own or (suffix in _IMAGE_SUFFIXES and type in IMAGES):
        clean = stem
    suffix = suffix if suffix in own else own[0]
    return (clean[: _LONGEST_NAME - len(suffix)].rstrip(". ") or "file") + suffix


def listed(
    context: Context, ticket: Ticket, *, public: bool, after: str = "", limit: int = FILES_A_DAY
) -> tuple[list[Attachment], str]:
    """Return a page of what was scanned, oldest first within it, and where to go on; "" at the end."""
    page = context.attachments.page(ticket, after=after, limit=limit)
    shown = [one for one in page if one.state is not State.AWAITED and (one.is_public or not public)]
    return sorted(shown, key=lambda one: (one.at, one.id)), page[-1].id if len(page) == limit else ""


def download(context: Context, ticket: Ticket, id: str, *, public: bool) -> tuple[str, str]:
    """Return where an accepted file can be fetched for five minutes, and until when.

    :raises TicketNotFound: if there is none that the caller may see
    """
    found = context.attachments.get(ticket, id)
    if found is None or found.state is not State.ACCEPTED or (public and not found.is_public):
        raise TicketNotFound
    return context.files.address(found, DOWNLOAD_LASTS), iso(context.clock() + DOWNLOAD_LASTS)
