"""What DynamoDB charges for a call, worked out from the items themselves (AWS: "Capacity unit consumption").

Sizes: names and values in UTF-8, numbers about a byte for two digits, three bytes for a list or map and one for each
of its elements. A write costs a unit for each KB begun of the larger of the item before and after, twice that in a
transaction. An index of keys costs a unit when an item enters or leaves it, two when its key changes (leave and enter),
none when it does not. A read costs a unit for each 4 KB begun, half that if it is not consistent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

Item = Mapping[str, Mapping[str, Any]]
"""An item as it goes over the wire: `{"name": {"S": "value"}}`."""


@dataclass(frozen=True)
class KeyIndex:
    """A sparse index of keys: its name and the attributes of its own key."""

    name: str
    key: tuple[str, ...]


def item_size(item: Item | None) -> int:
    """Return the bytes of an item; 0 for none."""
    return sum(len(name.encode()) + _value_size(value) for name, value in (item or {}).items())


def write_units(before: Item | None, after: Item | None, indexes: Sequence[KeyIndex] = (), *, transaction: bool) -> int:
    """Return the units of one write; `before` is None for a new item, `after` for a deleted one."""
    own = max(ceil(max(item_size(before), item_size(after)) / 1024), 1) * (2 if transaction else 1)
    return own + sum(index_units(before, after, index) for index in indexes)


def index_units(before: Item | None, after: Item | None, index: KeyIndex) -> int:
    """Return the units that a write costs in an index of keys."""
    was, now = _place(before, index), _place(after, index)
    return 0 if was == now else (was is not None) + (now is not None)


def read_units(sizes: Iterable[int], *, consistent: bool, together: bool) -> float:
    """Return the units of reading items of these sizes; `together` for a Query, whose items are summed first."""
    sizes = list(sizes)
    whole = [sum(sizes)] if together else sizes
    return sum(max(ceil(size / 4096), 1) for size in whole) * (1.0 if consistent else 0.5)


def key_indexes(table: Mapping[str, Any]) -> tuple[KeyIndex, ...]:
    """Return the indexes of a table as CreateTable takes it.

    :raises ValueError: if one holds more than keys, which would cost more
    """
    found = []
    for index in table.get("GlobalSecondaryIndexes", ()):
        if index["Projection"]["ProjectionType"] != "KEYS_ONLY":
            raise ValueError(f"{index['IndexName']} holds more than keys")
        found.append(KeyIndex(index["IndexName"], tuple(key["AttributeName"] for key in index["KeySchema"])))
    return tuple(found)


def _place(item: Item | None, index: KeyIndex) -> tuple[Any, ...] | None:
    if item is None or any(name not in item for name in index.key):
        return None
    return tuple(next(iter(item[name].values())) for name in index.key)


def _value_size(value: Mapping[str, Any]) -> int:
    kind, held = next(iter(value.items()))
    if kind == "L":
        return 3 + sum(1 + _value_size(each) for each in held)
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _value_size(each) for name, each in held.items())
    if kind in ("SS", "BS", "NS"):
        return sum(_value_size({kind[0]: each}) for each in held)
    return 1 if kind in ("BOOL", "NULL") else _number_size(str(held)) if kind == "N" else len(_raw(held))


def _raw(held: str | bytes) -> bytes:
    return held.encode() if isinstance(held, str) else held


def _number_size(number: str) -> int:
    """Return the bytes of a number: one for two significant digits, and one."""
    digits = number.lstrip("-").replace(".", "").strip("0")
    return ceil(len(digits) / 2) + 1 + number.startswith("-")
