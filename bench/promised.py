"""Open tickets with their promises, by number of the order in which they came: what each is follows from it alone.

They are written as the store writes them, in batches, without a history: nothing follows but what their clocks bring.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import botocore.session

from bench.crowd import BATCH, OFFICERS, SECTIONS, WRITERS, put
from bench.lab import BODY, DESCRIPTION, sub_of
from chalicelib.organisations.body import Body
from chalicelib.people.identifiers import person_ref
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import iso
from chalicelib.shared.numbers import ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets import clock, rows, timers
from chalicelib.tickets.ticket import Details, Ticket
from chalicelib.tickets.words import Channel, Kind, Object, Status

# Of ten tickets that are open: what they are and where they stand.
KINDS = (*(Kind.COMPLAINT,) * 5, *(Kind.REPORT,) * 2, Kind.INQUIRY, Kind.SUGGESTION, Kind.OBSERVATION)
_WORKED_ON = (*(Status.IN_PROGRESS,) * 4, *(Status.ANSWERED,) * 2, Status.WAITING)
STATUSES = (*(Status.REGISTERED,) * 2, Status.REFERRED, *_WORKED_ON)


class Promised:
    """Makes open tickets of a body and fills the table with them; `past` is an instant before which all was told."""

    def __init__(self, secret: Secret, body: Body, *, key: str) -> None:
        self._secret, self._body, self._key = secret, body, key
        self._seal = secret.digest("bench-seal")

    def registered(self, index: int, at: datetime) -> Ticket:
        """Return a complaint that came at an instant, and that nobody has looked at."""
        return clock.started(self._ticket(index, at), self._body, at)

    def standing(self, index: int, at: datetime) -> Ticket:
        """Return a ticket that came at an instant and was worked on within the hour."""
        status, moved = STATUSES[index // 10 % 10], at + timedelta(hours=1)
        came = self._ticket(index, at).with_(kind=KINDS[index % 10])
        before = clock.started(came, self._body, at)
        if status is Status.REGISTERED:
            return before
        after = before.with_(
            status=status, section=SECTIONS[index % len(SECTIONS)], in_jurisdiction=True, referrals=1, version=4,
            classified_at=iso(moved), assignee=sub_of(OFFICERS[index // 10 % 2]),
            first_reply_at=iso(moved) if index % 3 else "",
            waiting_from=Status.IN_PROGRESS if status is Status.WAITING else None,
            waiting_since=iso(moved) if status is Status.WAITING else "",
        )  # fmt: skip
        return clock.kept(before, after, self._body, moved, heard=False)

    def _ticket(self, index: int, at: datetime) -> Ticket:
        return Ticket(
            number=ticket_number(self._secret, year=at.year, attempt=index, key=self._key), body=BODY,
            kind=Kind.COMPLAINT, category="roads", channel=Channel.WEB, registered_at=iso(at), due_at=iso(at),
            version=1, changed_at=iso(at), subject="حفرة أمام المدرسة", object=Object.SERVICE, region="sahil",
            lat=23.61, lon=58.54, contactable=True, self_registered=True, registered_by="requester",
            person=person_ref(self._secret, BODY, "mobile", _mobile(index)), seal=self._seal,
        )  # fmt: skip

    def due(self, ticket: Ticket, told_before: datetime) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return the steps of which somebody was told before an instant, and the timers that are left."""
        told = frozenset(step.id for step in timers.steps(ticket, self._body) if step.at < told_before)
        return told, timers.planned(ticket, self._body, told).due

    def items(self, index: int, ticket: Ticket, told_before: datetime, most: int) -> Iterator[dict[str, Any]]:
        """Yield the items of a ticket, as they go over the wire, with its first timers."""
        requester = Requester(first_name="سالم", family_name="البلوشي", mobile=_mobile(index))
        details = Details(description=DESCRIPTION, requester=requester)
        yield rows.ticket_row(ticket, shards=1).serialize()
        yield rows.details_row(ticket, details).serialize()
        told, due = self.due(ticket, told_before)
        if due:
            clocks = rows.clocks_row(ticket, due[:most], shards=1)
            clocks.told = set(told) or None
            yield clocks.serialize()

    def fill(self, tickets: Sequence[Ticket], told_before: datetime, *, most: int = 100) -> None:
        """Put tickets with what is due of them from an instant on, at most so many timers of each."""
        pairs = enumerate(tickets)
        every = (item for index, ticket in pairs for item in self.items(index, ticket, told_before, most))
        client: Any = botocore.session.get_session().create_client("dynamodb")
        table: str = rows.Row.Meta.table_name
        batches = iter(lambda: list(islice(every, BATCH)), [])
        with ThreadPoolExecutor(WRITERS) as pool:
            while some := list(islice(batches, WRITERS * 8)):
                list(pool.map(lambda batch: put(client, table, batch), some))


def _mobile(index: int) -> str:
    return f"+9689{3_000_000 + index:07d}"
