"""Tickets in DynamoDB: a ticket, what it says and its history in one item collection.

    pk                sk                    holds
    TICKET#<number>   TICKET                the ticket as it is now; the key that seals its words; keys of the indexes
    TICKET#<number>   TICKET#DETAILS        description, requester, address, attributes: sealed
    TICKET#<number>   CLOCKS                what is due of it by itself (timers.py), of what somebody was told
    BODY#<code>       CLOCKS                the digest that is due of a body (promise_store.py)
    TICKET#<number>   HISTORY#<sequence>    one thing that happened; its insert into the stream is the outbox
    TICKET#<number>   QUEUED#supervisor     somebody is to speak with the requester; in the index `worklist`
    TICKET#<number>   REACHED#<digest>      a second identifier of the requester, in the index `requester`
    ALIAS#<body>#<n>  ALIAS                 an old system's number -> number (R013)
    SENT#<digest>     <hour>                registrations under one mobile or address in an hour (expires)

    index       key                          sort                 holds (KEYS_ONLY, sparse)
    worklist    wl  <body>#<queue>#<shard>   wl_sort <due>#<n>    open tickets
    body        bo  <body>#open|done#<shard> bo_sort <due or end>#<n>   all tickets, open and done apart
    assignee    asg <staff>                  wl_sort              tickets of a person that are neither resolved nor done
    requester   rq  <digest>                 rq_sort <at>#<n>     tickets of a requester
    near        cell <body>#<cell>           rq_sort              tickets with a place
    no_reply    nr  <body>#<shard>           rq_sort              open tickets without a first reply
    due         clk DUE#<shard>              due <first timer>    what is due next

An index holds only keys, so a change of a ticket that stays where it is writes no index; lists read the tickets
themselves, consistently, by BatchGetItem.
"""

import msgspec
from pynamodb.connection import Connection
from pynamodb.constants import ALL_OLD
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.tickets import rows
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Change, ContactCount, Details, Event, Ticket, Timers, Told
from chalicelib.tickets.trouble import ContactLimitReached, NumberTaken, TicketChanged, TicketNotFound


class DynamoTickets:
    """The tickets of every body."""

    def __init__(self, *, shards: int = 1) -> None:
        self._connection = Connection()
        self._shards = shards

    def add(self, ticket: Ticket, details: Details, event: Event, *, reached: str = "",
            counted: ContactCount | None = None, old_number: str = "", due: tuple[str, ...] = ()) -> None:  # fmt: skip
        """Keep a new ticket with its first event in one transaction; `reached` is a second identifier's digest.

        :raises NumberTaken: if a ticket has the number already
        :raises ContactLimitReached: if what the hour allows for the contact is used up
        """
        head = rows.ticket_row(ticket, shards=self._shards)
        try:
            with TransactWrite(connection=self._connection) as write:
                write.save(head, condition=Row.pk.does_not_exist(), return_values=ALL_OLD)
                write.save(rows.details_row(ticket, details))
                write.save(rows.history_row(ticket, event))
                if due:
                    write.save(rows.clocks_row(ticket, due, shards=self._shards))
                if reached:
                    write.save(rows.reached_row(ticket, reached))
                if old_number:
                    write.save(rows.alias_row(ticket.body, old_number, ticket.number))
                if counted:
                    _count(write, counted)
        except TransactWriteError as error:
            raise _refusal(error) from error

    def get(self, number: str) -> Ticket:
        """Return a ticket. :raises TicketNotFound: if there is none"""
        return rows.ticket_of(_row(f"TICKET#{number}", "TICKET"))

    def with_told(self, number: str) -> tuple[Ticket, Told]:
        """Return a ticket and of what somebody was told by itself, by one BatchGetItem.

        :raises TicketNotFound: if there is none
        """
        pk = f"TICKET#{number}"
        found = {row.sk: row for row in Row.batch_get([(pk, "TICKET"), (pk, rows.CLOCKS)], consistent_read=True)}
        if "TICKET" not in found:
            raise TicketNotFound
        return rows.ticket_of(found["TICKET"]), rows.told_of(found.get(rows.CLOCKS))

    def whole(self, number: str) -> tuple[Ticket, Details]:
        """Return a ticket and what it says, by one Query; an erased one says nothing.

        :raises TicketNotFound: if there is none
        """
        found = {r.sk: r for r in Row.query(f"TICKET#{number}", Row.sk.startswith("TICKET"), consistent_read=True)}
        if "TICKET" not in found:
            raise TicketNotFound
        ticket = rows.ticket_of(found["TICKET"])
        return ticket, rows.details_of(found.get("TICKET#DETAILS"), ticket.seal)

    def details(self, number: str) -> Details:
        """Return what a ticket says. :raises TicketNotFound: if there is none"""
        return self.whole(number)[1]

    def save(self, *changes: Change) -> list[Ticket]:
        """Keep changed tickets with what happened, in one transaction; return them with their new versions.

        :raises TicketChanged: if somebody else saved one first
        """
        saved = [change.after.with_(version=change.before.version + 1) for change in changes]
        try:
            with TransactWrite(connection=self._connection) as write:
                for change, ticket in zip(changes, saved, strict=True):
                    row = rows.ticket_row(ticket, shards=self._shards)
                    write.save(row, condition=Row.version == change.before.version)
                    if change.timers is not None:
                        _set_timers(write, ticket, change.timers, self._shards)
                    if change.before.speak_since != ticket.speak_since:
                        _set_speaking(write, ticket, self._shards)
                    for i, event in enumerate(change.events):
                        placed = msgspec.structs.replace(event, sequence=f"{ticket.version}.{i}")
                        write.save(rows.history_row(ticket, placed), condition=Row.pk.does_not_exist())
        except TransactWriteError as error:
            if not _condition_failed(error):
                raise
            raise TicketChanged(version=self.get(changes[0].before.number).version) from error
        return saved

    def event(self, number: str, sequence: str) -> Event:
        """Return one event with its words. :raises TicketNotFound: if there is none"""
        return rows.event_of(_row(f"TICKET#{number}", rows.history_key(sequence)), self.get(number).seal)

    def history(self, number: str, *, before: str = "", limit: int = 50, seal: bytes | None = None) -> list[Event]:
        """Return events, newest first; `before` is the sequence of the last one of the page before.

        Who has read the ticket gives its `seal`, and saves a call.
        """
        condition = Row.sk.between("HISTORY#", rows.history_key(before)) if before else Row.sk.startswith("HISTORY#")
        found = Row.query(
            f"TICKET#{number}", condition, scan_index_forward=False, limit=limit + 1, consistent_read=True
        )
        key = self.get(number).seal if seal is None else seal
        events = [rows.event_of(row, key) for row in found]
        return [event for event in events if event.sequence != before][:limit]


def _set_timers(write: TransactWrite, ticket: Ticket, timers: Timers, shards: int) -> None:
    """Set what is due of a ticket; what was told stays, for a sweep may be adding to it at this moment.

    A merged ticket keeps what was told of it: parted again, nobody is told twice.
    """
    clocks = Row(f"TICKET#{ticket.number}", rows.CLOCKS)
    if not (timers.due or ticket.is_open or ticket.is_appealed or ticket.merged_into):
        write.delete(clocks)
        return
    write.update(clocks, actions=rows.timer_actions(ticket, timers, shards))


def _set_speaking(write: TransactWrite, ticket: Ticket, shards: int) -> None:
    row = rows.speaking_row(ticket, shards=shards)
    if ticket.speak_since:
        write.save(row)
    else:
        write.delete(row)


def _row(pk: str, sk: str) -> Row:
    try:
        return Row.get(pk, sk, consistent_read=True)
    except Row.DoesNotExist:
        raise TicketNotFound from None


def _count(write: TransactWrite, counted: ContactCount) -> None:
    write.update(
        Row(f"SENT#{counted.digest}", counted.hour),
        actions=[Row.times.set((Row.times | 0) + 1), Row.expires.set(counted.expires)],
        condition=Row.times.does_not_exist() | (Row.times < counted.most),
    )


def _refusal(error: TransactWriteError) -> Exception:
    """Return what a cancelled registration met: its own or a stranger's ticket, the limit, or a fault."""
    for reason in error.cancellation_reasons:
        if reason and reason.code == "ConditionalCheckFailed":
            if item := reason.raw_item:
                return NumberTaken(rows.ticket_of(Row.from_raw_data(item)))
            return ContactLimitReached()
    return error


def _condition_failed(error: TransactWriteError) -> bool:
    """Return whether a condition failed, rather than two transactions meeting."""
    return any(reason and reason.code == "ConditionalCheckFailed" for reason in error.cancellation_reasons)
