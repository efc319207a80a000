"""Attachments in DynamoDB, and their files in S3.

pk               sk         holds
TICKET#<number>  FILE#<id>  an attachment: type, size, by, state; its name and place sealed (awaited ones expire)
FILES#<number>   <day>      files and bytes that were asked for in a day, UTC (expires)

S3                      holds
incoming/<number>/<id>  an upload that nobody has looked at; nobody can fetch it
files/<number>/<id>     what the scan let through; fetched by addresses that live five minutes
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import msgspec
from botocore.exceptions import ClientError
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.constants import ALL_OLD
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.shared.dynamo import is_refused
from chalicelib.shared.sealing import opened, sealed
from chalicelib.tickets import rows
from chalicelib.tickets.attachments import Attachment, Decided, Place, Quota, State, TooManyFiles, Verdict
from chalicelib.tickets.examined import Unfit
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Change, Ticket
from chalicelib.tickets.trouble import TicketChanged

_attachment = msgspec.json.Decoder(Attachment)
_GONE = ("NoSuchKey", "NoSuchVersion", "404")


class _Secrets(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    name: str
    position: tuple[float, float] | None = None


_secrets = msgspec.json.Decoder(_Secrets)


class FileRow(Row):
    """An attachment, or the count of a day."""

    state = UnicodeAttribute(null=True)
    files = NumberAttribute(null=True)
    size = NumberAttribute(null=True)


class DynamoAttachments:
    """The attachments of every ticket; `shards` is the setting that tickets are kept under."""

    def __init__(self, *, shards: int = 1) -> None:
        self._connection = Connection()
        self._shards = shards

    def open(self, attachment: Attachment, quota: Quota, seal: bytes) -> Attachment:
        """Keep a new attachment and count it, or return the one that stands under its id.

        :raises TooManyFiles: if the day's count does not allow it
        """
        try:
            with TransactWrite(connection=self._connection) as write:
                row = _row(attachment, seal, expires=quota.expires)
                write.save(row, condition=FileRow.pk.does_not_exist(), return_values=ALL_OLD)
                _count(write, attachment, quota)
        except TransactWriteError as error:
            if earlier := _old(error):
                return _of(earlier, seal)
            if _failed(error):
                raise TooManyFiles(files=quota.files, bytes=quota.bytes, retry_after=3600) from error
            raise
        return attachment

    def get(self, ticket: Ticket, id: str) -> Attachment | None:
        """Return an attachment of a ticket."""
        try:
            return _of(FileRow.get(f"TICKET#{ticket.number}", f"FILE#{id}", consistent_read=True), ticket.seal)
        except FileRow.DoesNotExist:
            return None

    def page(self, ticket: Ticket, *, after: str, limit: int) -> list[Attachment]:
        """Return a ticket's attachments in the order of their ids, awaited ones too; `after` is the last id before."""
        condition = FileRow.sk.between(f"FILE#{after}\0", "FILE#~") if after else FileRow.sk.startswith("FILE#")
        found = FileRow.query(
            f"TICKET#{ticket.number}", condition, limit=limit, page_size=limit, consistent_read=True
        )  # fmt: skip
        return [_of(row, ticket.seal) for row in found]

    def accept(self, change: Change, attachment: Attachment) -> None:
        """Keep an accepted attachment with its ticket and history, in one transaction.

        :raises TicketChanged: if somebody else saved the ticket first
        :raises Decided: if it is no longer awaited
        """
        ticket = change.after.with_(version=change.before.version + 1)
        (event,) = change.events
        event = msgspec.structs.replace(event, sequence=f"{ticket.version}.0")
        try:
            with TransactWrite(connection=self._connection) as write:
                write.save(_row(attachment, ticket.seal), condition=FileRow.state == State.AWAITED.value)
                head = rows.ticket_row(ticket, shards=self._shards)
                write.save(head, condition=Row.version == change.before.version)
                write.save(rows.history_row(ticket, event), condition=Row.pk.does_not_exist())
        except TransactWriteError as error:
            raise _meeting(error, change.before.version) from error

    def refuse(self, attachment: Attachment, seal: bytes) -> None:
        """Keep why an attachment was refused. :raises Decided: if it is no longer awaited"""
        try:
            _row(attachment, seal).save(condition=FileRow.state == State.AWAITED.value)
        except PutError as error:
            if is_refused(error):
                raise Decided from error
            raise

    def forget(self, attachment: Attachment) -> None:
        """Drop what is known of an attachment."""
        FileRow(f"TICKET#{attachment.number}", f"FILE#{attachment.id}").delete()

    def reached(self, number: str, person: str) -> bool:
        """Return whether a person's digest is the ticket's second identifier."""
        return Row.count(f"TICKET#{number}", Row.sk == f"REACHED#{person}", consistent_read=True) > 0


class S3Files:
    """Files in a bucket; `client` makes the client at the first use."""

    def __init__(self, bucket: str, client: Callable[[], Any]) -> None:
        self._bucket, self._client = bucket, client

    def place(self, attachment: Attachment, lasts: timedelta) -> Place:
        """Return a form that uploads one file: this key, this type, not a byte more than was said."""
        of_type = {"Content-Type": attachment.type}
        form = self._client().generate_presigned_post(
            self._bucket, attachment.incoming, Fields=dict(of_type),
            Conditions=[of_type, ["content-length-range", 1, attachment.size]], ExpiresIn=int(lasts.total_seconds()),
        )  # fmt: skip
        return Place(url=form["url"], fields=form["fields"])

    def address(self, attachment: Attachment, lasts: timedelta) -> str:
        """Return where a kept file can be fetched for a while: never shown in place, under its own name and type."""
        asked = {
            "Bucket": self._bucket, "Key": attachment.key, "ResponseContentType": attachment.type,
            "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(attachment.name, safe='')}",
            "ResponseCacheControl": "private, no-store",
        }  # fmt: skip
        url: str = self._client().generate_presigned_url(
            "get_object", Params=asked, ExpiresIn=int(lasts.total_seconds())
        )
        return url

    def read(self, key: str, version: str, most: int) -> bytes | None:
        """Return what was uploaded; None if it is gone. :raises Unfit: if it has more bytes than `most`"""
        try:
            found = self._client().get_object(Bucket=self._bucket, Key=key, **_version(version))
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise
        with found["Body"] as body:
            data: bytes = body.read(most + 1)
        if len(data) > most:
            raise Unfit("too-large")
        return data

    def keep(self, key: str, data: bytes, type: str) -> None:
        """Keep a file that was looked at."""
        self._client().put_object(
            Bucket=self._bucket, Key=key, Body=data, ContentType=type, ContentDisposition="attachment",
            CacheControl="private, no-store",
        )  # fmt: skip

    def drop(self, key: str, version: str = "") -> None:
        """Delete a file, or one version of it; what is gone stays gone."""
        self._client().delete_object(Bucket=self._bucket, Key=key, **_version(version))


class NoScanner:
    """No virus scanner: files.py looks at what a file is and can do, but knows no viruses."""

    def verdict(self, key: str, version: str) -> Verdict:
        """Return that nothing was found, for nothing was looked for."""
        return Verdict.CLEAN


class GuardDutyScanner:
    """Amazon GuardDuty Malware Protection for S3: what it found stands in a tag of the object.

    Source: GuardDuty user guide, "Monitoring S3 object scan status": NO_THREATS_FOUND, THREATS_FOUND, UNSUPPORTED,
    ACCESS_DENIED, FAILED. The last two are no word on the file, so they are waited for, then ring as dead letters.
    """

    TAG = "GuardDutyMalwareScanStatus"

    def __init__(self, bucket: str, client: Callable[[], Any]) -> None:
        self._bucket, self._client = bucket, client

    def verdict(self, key: str, version: str) -> Verdict:
        """Return what was found in an uploaded file; pending until the tag is there."""
        found = self._client().get_object_tagging(Bucket=self._bucket, Key=key, **_version(version))
        status = next((tag["Value"] for tag in found["TagSet"] if tag["Key"] == self.TAG), "")
        return {
            "NO_THREATS_FOUND": Verdict.CLEAN,
            "THREATS_FOUND": Verdict.INFECTED,
            "UNSUPPORTED": Verdict.UNREADABLE,
        }.get(status, Verdict.PENDING)


def s3_client() -> Any:
    """Return a client whose presigned addresses name the bucket's own region, not the global end that redirects."""
    from botocore.config import Config

    from chalicelib.shared.aws import new_session

    patience = Config(
        connect_timeout=2, read_timeout=20, retries={"mode": "standard", "max_attempts": 3}, signature_version="s3v4",
        s3={"addressing_style": "virtual"},
    )  # fmt: skip
    return new_session().create_client("s3", config=patience)


def _version(version: str) -> dict[str, str]:
    return {"VersionId": version} if version else {}


def _row(attachment: Attachment, seal: bytes, *, expires: datetime | None = None) -> FileRow:
    secrets = msgspec.json.encode(_Secrets(name=attachment.name, position=attachment.position))
    plain = msgspec.structs.replace(attachment, name="", position=None)
    return FileRow(
        pk=f"TICKET#{attachment.number}",
        sk=f"FILE#{attachment.id}",
        row="file",
        state=attachment.state.value,
        doc=msgspec.json.encode(plain).decode(),
        box=sealed(seal, secrets, about=_about(attachment)),
        expires=expires,
    )


def _of(row: Row, seal: bytes) -> Attachment:
    """Return the attachment in an item; its name is gone if the seal was dropped."""
    plain = _attachment.decode(row.doc or "")
    if not seal:
        return plain
    secrets = _secrets.decode(opened(seal, row.box or b"", about=_about(plain)))
    return msgspec.structs.replace(plain, name=secrets.name, position=secrets.position)


def _about(attachment: Attachment) -> str:
    return f"{attachment.number}/file/{attachment.id}"


def _count(write: TransactWrite, attachment: Attachment, quota: Quota) -> None:
    files, size = FileRow.files, FileRow.size
    write.update(
        FileRow(f"FILES#{attachment.number}", quota.day),
        actions=[
            files.set((files | 0) + 1),
            size.set((size | 0) + attachment.size),
            FileRow.expires.set(quota.expires),
        ],
        condition=files.does_not_exist() | ((files < quota.files) & (size <= quota.bytes - attachment.size)),
    )


def _old(error: TransactWriteError) -> Row | None:
    """Return the item that stood where a new one should."""
    item = next((reason.raw_item for reason in error.cancellation_reasons if reason and reason.raw_item), None)
    return FileRow.from_raw_data(item) if item else None


def _failed(error: TransactWriteError) -> bool:
    return any(reason and reason.code == "ConditionalCheckFailed" for reason in error.cancellation_reasons)


def _meeting(error: TransactWriteError, version: int) -> Exception:
    """Return what an acceptance met: an earlier decision, a change of the ticket or a fault."""
    codes = [reason.code if reason else None for reason in error.cancellation_reasons]
    if codes and codes[0] == "ConditionalCheckFailed":
        return Decided()
    if "ConditionalCheckFailed" in codes or "TransactionConflict" in codes:
        return TicketChanged(version=version)
    return error
