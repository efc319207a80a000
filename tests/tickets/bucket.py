"""The tickets' table and the files' bucket in moto, plugged in as the deployment plugs in the real ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from chalicelib import wiring
from chalicelib.organisations.staff import Role
from chalicelib.shared.ids import new_id
from chalicelib.tickets import file_store, images
from chalicelib.tickets.actions import Context as Acting
from chalicelib.tickets.attachments import Context
from chalicelib.tickets.scan_handlers import tickets_scan
from chalicelib.tickets.store import DynamoTickets
from chalicelib.tickets.ticket import Ticket
from tests.conftest import NOW
from tests.http import CONTEXT, Answered, call
from tests.tickets import examples
from tests.tickets.examples import SECRET
from tests.tickets.tables import tickets_table

BUCKET = "nidaa-test-files"
KEY = "a-key-of-16-characters-"
STAFF = {
    person.id: person
    for person in (
        examples.staff(Role.AGENT, id="agent"),
        examples.staff(Role.SECTION_OFFICER, id="officer", sections=("roads",)),
        examples.staff(Role.AGENT, id="stranger", body="tourism"),
        examples.staff(Role.ADMIN, id="admin"),
    )
}


# Made once, for each makes a client of its own: half a second each.
_client = cache(file_store.s3_client)
_store = cache(DynamoTickets)
_attachments = cache(file_store.DynamoAttachments)


class Moving:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Recent:
    """Bodies and staff, as the register's memory gives them."""

    def body(self, code: str) -> Any:
        return examples.a_body(code)

    def staff(self, id: str) -> Any:
        return STAFF.get(id)


class Organisations:
    recent = Recent()


class World:
    """What a test of attachments holds: the context, the bucket, one ticket of a requester."""

    def __init__(self) -> None:
        self.clock = Moving()
        self.client = _client()
        self.counted: list[str] = []
        self.store = _store()
        self.acting = Acting(
            tickets=self.store, body=examples.a_body, staff=STAFF.get, secret=SECRET, clock=self.clock, new_id=new_id,
            new_seal=lambda: examples.SEAL,
        )  # fmt: skip
        self.context = Context(
            tickets=self.store, attachments=_attachments(), clock=self.clock, new_id=new_id,
            files=file_store.S3Files(BUCKET, lambda: self.client), scanner=file_store.NoScanner(), secret=SECRET,
            body=examples.a_body, count=self.counted.append, redrawn=images.redrawn,
        )  # fmt: skip
        self.ticket = self.add(1)

    def add(self, i: int, **changes: Any) -> Ticket:
        ticket = examples.a_ticket(i, **changes)
        self.store.add(ticket, examples.some_details(), examples.registered(ticket))
        return ticket

    def using(self, **changes: Any) -> Context:
        return replace(self.context, **changes)

    def upload(self, place: Any, data: bytes) -> dict[str, Any]:
        """Put a file where its form would, and return S3's message of it."""
        key = place["fields"]["key"]
        put = self.client.put_object(Bucket=BUCKET, Key=key, Body=data, ContentType=place["fields"]["Content-Type"])
        return {"s3": {"object": {"key": key.replace("/", "%2F"), "versionId": put["VersionId"], "size": len(data)}}}

    def scan(self, *told: dict[str, Any]) -> Any:
        """Tell the function of uploads, each in a message of its own."""
        records = [
            {"messageId": str(i), "eventSource": "aws:sqs", "body": json.dumps({"Records": [one]}), "attributes": {}}
            for i, one in enumerate(told)
        ]
        return tickets_scan({"Records": records}, CONTEXT)

    def versions(self, prefix: str = "") -> list[str]:
        """Return every version of every object, without the marks of deletion."""
        found = self.client.list_object_versions(Bucket=BUCKET, Prefix=prefix)
        return [version["Key"] for version in found.get("Versions", ())]

    def current(self, prefix: str = "") -> list[str]:
        """Return what can be fetched."""
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", ())]

    def attached(self) -> list[Any]:
        return [event for event in self.store.history(self.ticket.number) if event.type == "ticket.attached"]


@contextmanager
def a_world() -> Iterator[World]:
    with tickets_table():
        world = World()
        world.client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-south-1"})
        world.client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        with wiring.using(
            attachments=world.context, tickets=world.acting, clock=world.clock, secret=SECRET,
            organisations=Organisations(),
        ):  # fmt: skip
            yield world


@cache
def claims(id: str) -> dict[str, str]:
    return {"sub": id, "token_use": "id"}


def as_staff(id: str, method: str, path: str, body: Any = None, **headers: Any) -> Answered:
    return call(method, path, body, claims=claims(id), **headers)


def as_public(token: str, method: str, path: str, body: Any = None, **headers: Any) -> Answered:
    return call(method, path, body, Authorization=f"Bearer {token}", **headers)
