"""Lists, counts and duplicates of tickets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.tickets import counts as tickets_counts
    from chalicelib.tickets import duplicate_search as tickets_duplicates
    from chalicelib.tickets import named as tickets_named
    from chalicelib.tickets import overview as tickets_overview
    from chalicelib.tickets import reassigning as tickets_reassigning
    from chalicelib.tickets import recounting as tickets_recounting


def duplicates() -> "tickets_duplicates.Context":
    """Return what looking for likely duplicates needs."""
    return plug.once("duplicates", _duplicates)


def _duplicates() -> "tickets_duplicates.Context":
    from chalicelib.tickets.duplicate_search import Context

    known = wiring.reading()
    return Context(lists=known.lists, body=known.body, secret=known.secret, clock=known.clock)


def counting() -> "tickets_counts.Context":
    """Return what counting tickets needs."""
    return plug.once("counting", _counting)


def _counting() -> "tickets_counts.Context":
    from chalicelib.tickets.count_store import CountedRow, CounterRow, DynamoCounts
    from chalicelib.tickets.counts import Context

    CountedRow.Meta.table_name = CounterRow.Meta.table_name = plug.settings().tickets_table
    acting = wiring.tickets()
    return Context(
        tickets=acting.tickets,
        counts=DynamoCounts(),
        body=acting.body,
        pause=plug.pause,
        clock=acting.clock,
    )


def overseeing() -> "tickets_overview.Context":
    """Return what those who oversee need: counters, indexes, and who is at work."""
    return plug.once("overseeing", _overseeing)


def _overseeing() -> "tickets_overview.Context":
    from chalicelib.tickets.count_store import CounterRow, DynamoCounts
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.overview import Context

    CounterRow.Meta.table_name = plug.settings().tickets_table
    acting = wiring.tickets()
    return Context(
        counts=DynamoCounts(),
        lists=DynamoLists(shards=plug.settings().worklist_shards),
        body=acting.body,
        team=wiring.organisations().recent.team,
        clock=acting.clock,
    )


def reassigning() -> "tickets_reassigning.Context":
    """Return what giving many tickets to somebody else needs."""
    return plug.once("reassigning", _reassigning)


def _reassigning() -> "tickets_reassigning.Context":
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.reassigning import Context
    from chalicelib.tickets.reassigning_store import DynamoOrders

    return Context(
        acting=wiring.tickets(), lists=DynamoLists(shards=plug.settings().worklist_shards), orders=DynamoOrders()
    )


def names() -> "tickets_named.Names":
    """Return where the names on tickets are entered."""
    return plug.once("names", _names)


def _names() -> "tickets_named.Names":
    from chalicelib.tickets.name_store import DynamoNames

    return DynamoNames()


def recounting(say: Callable[[str], None]) -> "tickets_recounting.Recounting":
    """Return what rebuilding the counts needs; an operator's tool, not a function's."""
    from chalicelib.tickets.count_store import DynamoCounts
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.recounting import Recounting

    lists = DynamoLists(shards=plug.settings().worklist_shards)
    return Recounting(counting=counting(), counters=DynamoCounts(), lists=lists, say=say)
