"""What is due and what was told, in DynamoDB: the CLOCKS items of tickets and bodies (key table in store.py)."""

from collections.abc import Sequence

import msgspec
from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.shared.dynamo import is_refused
from chalicelib.tickets import rows
from chalicelib.tickets.rows import Row
from chalicelib.tickets.ticket import Event, Ticket, Timers, Told
from chalicelib.tickets.trouble import AlreadyTold, TicketChanged

# Events of promises stand behind those of the change that a ticket had last: `7.10` and on.
_FIRST, _ROOM = 10, 90
_DIGESTS = "DUE#0"


class DynamoPromises:
    """The CLOCKS items of tickets; `shards` is the setting that tickets are kept under."""

    def __init__(self, *, shards: int = 1) -> None:
        self._connection = Connection()
        self._shards = shards

    def tell(self, ticket: Ticket, told: Told, step: str, events: Sequence[Event]) -> None:
        """Mark a step as told and put its events into the history, in one transaction.

        :raises AlreadyTold: if it was told before, or the ticket's promises ended, or another step is told right now
        """
        alone = Row.turns == told.events if told.events else Row.turns.does_not_exist()
        try:
            with TransactWrite(connection=self._connection) as write:
                write.update(
                    Row(f"TICKET#{ticket.number}", rows.CLOCKS),
                    actions=[Row.told.add({step}), Row.turns.set(told.events + max(len(events), 1))],
                    condition=Row.timers.exists() & ~Row.told.contains(step) & alone,
                )
                for i, event in enumerate(events):
                    place = f"{ticket.version}.{_FIRST + (told.events + i) % _ROOM}"
                    row = rows.history_row(ticket, msgspec.structs.replace(event, sequence=place))
                    write.save(row, condition=Row.pk.does_not_exist())
        except TransactWriteError as error:
            if _condition_failed(error):
                raise AlreadyTold from error
            raise

    def set_timers(self, ticket: Ticket, timers: Timers) -> None:
        """Set what is due of a ticket. :raises TicketChanged: if somebody changed it since it was read"""
        pk = f"TICKET#{ticket.number}"
        try:
            with TransactWrite(connection=self._connection) as write:
                write.condition_check(Row, pk, "TICKET", condition=Row.version == ticket.version)
                write.update(Row(pk, rows.CLOCKS), actions=rows.timer_actions(ticket, timers, self._shards))
        except TransactWriteError as error:
            if _condition_failed(error):
                raise TicketChanged(version=ticket.version + 1) from error
            raise


def _condition_failed(error: TransactWriteError) -> bool:
    return any(reason and reason.code == "ConditionalCheckFailed" for reason in error.cancellation_reasons)


class DynamoDigests:
    """The CLOCKS items of bodies."""

    def plan(self, body: str, timer: str, *, instead_of: str = "") -> None:
        """Plan a digest, if none is planned yet, or in place of the one that was due."""
        free = Row.due.does_not_exist()
        condition = free | (Row.timers[0] == instead_of) if instead_of else free
        self._change(body, _planned(timer), condition)

    def end(self, body: str, timer: str) -> None:
        """Plan no further digest after the one that was due."""
        self._change(body, [Row.timers.remove(), Row.clk.remove(), Row.due.remove()], Row.timers[0] == timer)

    def _change(self, body: str, actions: list[Action], condition: Condition) -> None:
        try:
            Row(f"BODY#{body}", rows.CLOCKS).update(actions=actions, condition=condition)
        except UpdateError as error:
            # Somebody else planned it first; the plan is the same.
            if not is_refused(error):
                raise


def _planned(timer: str) -> list[Action]:
    return [Row.row.set("clocks"), Row.timers.set([timer]), Row.clk.set(_DIGESTS), Row.due.set(timer)]
