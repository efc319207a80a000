"""Moto's transactions at the price of what they write.

Moto copies the whole table before a transaction, once for each item in it, so as to undo what was refused: in a table
of some hundred items that is nearly all of a test's time. Here only the items that it writes are kept.
"""

import copy
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

Place = tuple[Table, DynamoType, DynamoType | None]

_write = DynamoDBBackend.transact_write_items


def keep_what_is_written() -> None:
    """Let moto's transactions copy the items that they write, and nothing else (a backup would be no copy)."""
    DynamoDBBackend.transact_write_items = _undone_if_refused
    Table.__deepcopy__ = lambda self, _memo: self


def _undone_if_refused(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    before = [(place, copy.deepcopy(_at(place))) for place in _places(self, transact_items)]
    try:
        _write(self, transact_items)
    except Exception:
        for place, item in before:
            _put_back(place, item)
        raise


def _places(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> list[Place]:
    operations = [operation for item in transact_items for operation in item.values()]
    known = [one for one in operations if one.get("TableName") in backend.tables]
    return [_place(backend, one) for one in known]


def _place(backend: DynamoDBBackend, operation: dict[str, Any]) -> Place:
    table = backend.tables[operation["TableName"]]
    return (table, *backend.get_keys_value(table, operation.get("Item") or operation["Key"]))


def _at(place: Place) -> Item | None:
    table, hash_value, range_value = place
    return table.get_item(hash_value, range_value)


def _put_back(place: Place, item: Item | None) -> None:
    table, hash_value, range_value = place
    if item is None:
        table.delete_item(hash_value, range_value)
    else:
        assert range_value is not None, "every table of ours has a range key"
        table.items[hash_value][range_value] = item
