"""A crowd's tickets, by number of the order in which they came: what each is follows from it alone.

Of ten, seven are closed, one waits in the first line, one is with a section and its officer, one is answered. Four
belong to one person; each had a number in an old system. They are written as the store writes them, in batches.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import botocore.session

from bench.lab import BODY, DESCRIPTION, ENVIRONMENT, sub_of
from chalicelib.people.identifiers import person_ref
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import iso
from chalicelib.shared.ids import new_id
from chalicelib.shared.numbers import ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets import rows
from chalicelib.tickets.count_store import CounterRow
from chalicelib.tickets.ticket import Details, Event, Ticket
from chalicelib.tickets.words import Channel, Kind, Object, Status

OF_A_PERSON = 4
SHARES = (*(Status.CLOSED,) * 7, Status.REGISTERED, Status.IN_PROGRESS, Status.ANSWERED)
OFFICERS = ("officer.nasser", "officer.thuraya")
SECTIONS = ("roads-coast", "cleaning-coast", "roads-inland", "lighting", "drainage")
WRITERS = 4
BATCH = 25


class Crowd:
    """Makes tickets and fills the table with them."""

    def __init__(self, secret: Secret, *, now: datetime | None = None) -> None:
        self._secret = secret
        self._now = now or datetime.now(UTC)
        self._seal = secret.digest("bench-seal")

    def mobile(self, index: int) -> str:
        return f"+9689{2_000_000 + index // OF_A_PERSON:07d}"

    def old_number(self, index: int) -> str:
        return f"OLD-{index:07d}"

    def ticket(self, index: int) -> Ticket:
        """Return a ticket as it is now."""
        status = SHARES[index % len(SHARES)]
        came = self._now - timedelta(minutes=index % 40_000)
        changed = iso(came + timedelta(hours=3))
        moved = status is not Status.REGISTERED
        return Ticket(
            number=ticket_number(self._secret, year=came.year, attempt=index, key="of-the-crowd"), body=BODY,
            kind=Kind.COMPLAINT, category="roads", channel=Channel.WEB, registered_at=iso(came), status=status,
            due_at=iso(came + timedelta(days=7)), reply_by=iso(came + timedelta(days=1)), version=4, changed_at=changed,
            subject="حفرة أمام المدرسة", section=SECTIONS[index % len(SECTIONS)] if moved else "",
            assignee=sub_of(OFFICERS[index // 10 % 2]) if status is Status.IN_PROGRESS else "", object=Object.SERVICE,
            in_jurisdiction=True, region="sahil", lat=23.61, lon=58.54, contactable=True, self_registered=True,
            person=person_ref(self._secret, BODY, "mobile", self.mobile(index)), registered_by="requester",
            classified_at=changed if moved else "", first_reply_at=changed if status in SHARES[6:7] else "",
            closed_at=changed if status is Status.CLOSED else "", old_number=self.old_number(index), seal=self._seal,
        )  # fmt: skip

    def items(self, index: int) -> Iterator[dict[str, Any]]:
        """Yield the items of a ticket, as they go over the wire."""
        ticket = self.ticket(index)
        requester = Requester(first_name="سالم", family_name="البلوشي", mobile=self.mobile(index))
        at = ticket.registered_at
        event = Event(id=new_id(self._now), type="ticket.registered", at=at, by="requester", sequence="1.0")
        for row in (
            rows.ticket_row(ticket, shards=1),
            rows.details_row(ticket, Details(description=DESCRIPTION, requester=requester)),
            rows.history_row(ticket, event),
            rows.alias_row(ticket.body, ticket.old_number, ticket.number),
        ):
            yield row.serialize()

    def fill(self, begin: int, stop: int) -> None:
        """Put the tickets from `begin` to `stop`, and the counters that they would have."""
        table = ENVIRONMENT["TICKETS_TABLE"]
        rows.Row.Meta.table_name = CounterRow.Meta.table_name = table
        every = (item for index in range(begin, stop) for item in self.items(index))
        client: Any = botocore.session.get_session().create_client("dynamodb")
        with ThreadPoolExecutor(WRITERS) as pool:
            batches = iter(lambda: list(islice(every, BATCH)), [])
            while some := list(islice(batches, WRITERS * 8)):
                list(pool.map(lambda batch: put(client, table, batch), some))
        for section in SECTIONS:
            for shard in range(8):
                CounterRow(f"COUNTS#{BODY}", f"{shard}#section:{section}", closed=stop, in_progress=stop).save()


def put(client: Any, table: str, batch: list[dict[str, Any]]) -> None:
    left = {table: [{"PutRequest": {"Item": item}} for item in batch]}
    while left:
        left = client.batch_write_item(RequestItems=left)["UnprocessedItems"]
