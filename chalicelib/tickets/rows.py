"""A ticket's items in DynamoDB, and how a value becomes an item and back (the key table stands in store.py)."""

from typing import Any

import msgspec
from pynamodb.attributes import (
    BinaryAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.shared.dynamo import Model
from chalicelib.shared.sealing import opened, sealed
from chalicelib.tickets.packing import packed, unpacked
from chalicelib.tickets.place import cell_of
from chalicelib.tickets.standing import is_running
from chalicelib.tickets.ticket import Details, Event, Ticket, Timers, Told
from chalicelib.tickets.words import Status

_details = msgspec.json.Decoder(Details)
_words = msgspec.json.Decoder(dict[str, str])
_facts = msgspec.json.Decoder(dict[str, Any])
ERASED = Details(description="")
CLOCKS = "CLOCKS"


class _Index(GlobalSecondaryIndex["Row"]):
    class Meta:
        projection = KeysOnlyProjection()


class Worklist(_Index):
    class Meta(_Index.Meta):
        index_name = "worklist"

    wl = UnicodeAttribute(hash_key=True)
    wl_sort = UnicodeAttribute(range_key=True)


class OfBody(_Index):
    class Meta(_Index.Meta):
        index_name = "body"

    bo = UnicodeAttribute(hash_key=True)
    bo_sort = UnicodeAttribute(range_key=True)


class OfAssignee(_Index):
    class Meta(_Index.Meta):
        index_name = "assignee"

    asg = UnicodeAttribute(hash_key=True)
    wl_sort = UnicodeAttribute(range_key=True)


class OfRequester(_Index):
    class Meta(_Index.Meta):
        index_name = "requester"

    rq = UnicodeAttribute(hash_key=True)
    rq_sort = UnicodeAttribute(range_key=True)


class Near(_Index):
    class Meta(_Index.Meta):
        index_name = "near"

    cell = UnicodeAttribute(hash_key=True)
    rq_sort = UnicodeAttribute(range_key=True)


class NoReply(_Index):
    class Meta(_Index.Meta):
        index_name = "no_reply"

    nr = UnicodeAttribute(hash_key=True)
    rq_sort = UnicodeAttribute(range_key=True)


class Due(_Index):
    class Meta(_Index.Meta):
        index_name = "due"

    clk = UnicodeAttribute(hash_key=True)
    due = UnicodeAttribute(range_key=True)


class Row(Model):
    """Every kind of item; `Meta.table_name` is set by wiring."""

    class Meta:
        table_name = "tickets"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    row = UnicodeAttribute(null=True)
    doc = UnicodeAttribute(null=True)
    packed = BinaryAttribute(legacy_encoding=False, null=True)
    version = NumberAttribute(null=True)
    box = BinaryAttribute(legacy_encoding=False, null=True)
    id = UnicodeAttribute(null=True)
    type = UnicodeAttribute(null=True)
    at = UnicodeAttribute(null=True)
    by = UnicodeAttribute(null=True)
    body = UnicodeAttribute(null=True)
    on_behalf = UnicodeAttribute(null=True)
    correlation = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    times = NumberAttribute(null=True)
    expires = TTLAttribute(null=True)
    wl = UnicodeAttribute(null=True)
    wl_sort = UnicodeAttribute(null=True)
    bo = UnicodeAttribute(null=True)
    bo_sort = UnicodeAttribute(null=True)
    asg = UnicodeAttribute(null=True)
    rq = UnicodeAttribute(null=True)
    rq_sort = UnicodeAttribute(null=True)
    cell = UnicodeAttribute(null=True)
    nr = UnicodeAttribute(null=True)
    clk = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)
    timers: ListAttribute[str] = ListAttribute(null=True)
    told = UnicodeSetAttribute(null=True)
    turns = NumberAttribute(null=True)
    tries = NumberAttribute(null=True)
    worklist = Worklist()
    of_body = OfBody()
    of_assignee = OfAssignee()
    of_requester = OfRequester()
    near = Near()
    no_reply = NoReply()
    of_due = Due()


def ticket_row(ticket: Ticket, *, shards: int) -> Row:
    """Return the item of a ticket, with the keys of every index that it stands in now."""
    shard = int(ticket.number[-4:]) % shards
    stamp = f"{ticket.registered_at}#{ticket.number}"
    open_now = ticket.is_open
    return Row(
        pk=f"TICKET#{ticket.number}",
        sk="TICKET",
        row="ticket",
        packed=packed(ticket),
        version=ticket.version,
        wl=f"{ticket.body}#{ticket.queue}#{shard}" if ticket.queue else None,
        wl_sort=f"{_promise_sort(ticket)}#{ticket.number}" if ticket.queue else None,
        bo=f"{ticket.body}#{'open' if open_now else 'done'}#{shard}",
        bo_sort=f"{_promise_sort(ticket) if open_now else ticket.closed_at}#{ticket.number}",
        asg=ticket.assignee or None if open_now and ticket.status is not Status.RESOLVED else None,
        rq=ticket.person or None,
        rq_sort=stamp,
        cell=None if ticket.lat is None or ticket.lon is None else f"{ticket.body}#{cell_of(ticket.lat, ticket.lon)}",
        nr=f"{ticket.body}#{shard}" if open_now and not ticket.first_reply_at else None,
    )


def _promise_sort(ticket: Ticket) -> str:
    """Return what open tickets are sorted by: soonest due first, after them those whose promise does not run now.

    So the tickets before an instant are just those that are overdue then, and can be counted by the index alone.
    """
    return ticket.due_at if is_running(ticket) else f"~{ticket.due_at}"


def speaking_row(ticket: Ticket, *, shards: int) -> Row:
    """Return the item of a requester whom a supervisor should speak with, in the worklist of supervisors (R059)."""
    return Row(
        pk=f"TICKET#{ticket.number}", sk="QUEUED#supervisor", row="queued",
        wl=f"{ticket.body}#supervisor#{int(ticket.number[-4:]) % shards}",
        wl_sort=f"{ticket.speak_since}#{ticket.number}",
    )  # fmt: skip


def clocks_row(ticket: Ticket, due: tuple[str, ...], *, shards: int) -> Row:
    """Return the item of what is due of a ticket; it stands in the index `due` under the first of its timers."""
    return Row(
        pk=f"TICKET#{ticket.number}", sk=CLOCKS, row="clocks", timers=list(due), clk=due_key(ticket.number, shards),
        due=due[0],
    )  # fmt: skip


def timer_actions(ticket: Ticket, timers: Timers, shards: int) -> list[Action]:
    """Return what an update of a ticket's CLOCKS item does; what was told stays, for it may grow at this moment."""
    actions: list[Action] = [Row.row.set("clocks"), Row.timers.set(list(timers.due))]
    if timers.due:
        actions += [Row.clk.set(due_key(ticket.number, shards)), Row.due.set(timers.due[0])]
    else:
        actions += [Row.clk.remove(), Row.due.remove()]
    return [*actions, Row.told.delete(set(timers.forgotten))] if timers.forgotten else actions


def due_key(number: str, shards: int) -> str:
    """Return the key in the index `due` that a ticket's timers stand under."""
    return f"DUE#{int(number[-4:]) % shards}"


def told_of(row: Row | None) -> Told:
    """Return what was told by itself of a ticket, and what is due of it."""
    if row is None:
        return Told()
    return Told(steps=frozenset(row.told or ()), events=int(row.turns or 0), due=tuple(row.timers or ()))


def details_row(ticket: Ticket, details: Details) -> Row:
    """Return the item of what a ticket says, sealed."""
    box = sealed(ticket.seal, msgspec.json.encode(details), about=f"{ticket.number}/details")
    return Row(pk=f"TICKET#{ticket.number}", sk="TICKET#DETAILS", row="details", box=box)


def history_row(ticket: Ticket, event: Event) -> Row:
    """Return the item of an event; what people wrote is sealed, codes and ids are not."""
    about = f"{ticket.number}/{event.sequence}"
    return Row(
        pk=f"TICKET#{ticket.number}",
        sk=history_key(event.sequence),
        row="history",
        id=event.id,
        type=event.type,
        at=event.at,
        by=event.by,
        body=ticket.body,
        doc=msgspec.json.encode(event.facts).decode() if event.facts else None,
        box=sealed(ticket.seal, msgspec.json.encode(event.words), about=about) if event.words and ticket.seal else None,
        on_behalf=event.on_behalf or None,
        correlation=event.correlation or None,
    )


def reached_row(ticket: Ticket, digest: str) -> Row:
    """Return the item that lets a requester's second identifier find the ticket."""
    stamp = f"{ticket.registered_at}#{ticket.number}"
    return Row(pk=f"TICKET#{ticket.number}", sk=f"REACHED#{digest}", row="reached", rq=digest, rq_sort=stamp)


def alias_row(body: str, old_number: str, number: str) -> Row:
    """Return the item that lets an old system's number find the ticket (R013)."""
    return Row(pk=f"ALIAS#{body}#{old_number}", sk="ALIAS", row="alias", number=number)


def history_key(sequence: str) -> str:
    """Return the sort key of an event, so that text order is the order of events."""
    version, _, index = sequence.partition(".")
    return f"HISTORY#{int(version):06d}.{int(index):02d}"


def ticket_of(row: Row) -> Ticket:
    """Return the ticket in an item."""
    return unpacked(row.packed or b"")


def details_of(row: Row | None, seal: bytes) -> Details:
    """Return what a ticket says; nothing if it was erased."""
    if not seal or row is None or row.box is None:
        return ERASED
    return _details.decode(opened(seal, row.box, about=f"{row.pk.removeprefix('TICKET#')}/details"))


def event_of(row: Row, seal: bytes) -> Event:
    """Return the event in an item; what people wrote is gone if the seal was dropped."""
    number, sequence = row.pk.removeprefix("TICKET#"), sequence_of(row.sk)
    words = _words.decode(opened(seal, row.box, about=f"{number}/{sequence}")) if seal and row.box else {}
    return Event(
        id=row.id or "",
        type=row.type or "",
        at=row.at or "",
        by=row.by or "",
        sequence=sequence,
        facts=_facts.decode(row.doc) if row.doc else {},
        words=words,
        on_behalf=row.on_behalf or "",
        correlation=row.correlation or "",
    )


def sequence_of(sort_key: str) -> str:
    """Return the sequence in the sort key of an event."""
    version, _, index = sort_key.removeprefix("HISTORY#").partition(".")
    return f"{int(version)}.{int(index)}"
