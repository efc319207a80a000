"""Count what goes to AWS: every call that leaves botocore, with what DynamoDB charges for it by our own calculator."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient

from bench.units import Item, KeyIndex, item_size, read_units, write_units

Key = tuple[str, str, str]
"""Table, pk, sk."""
_WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"}


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call: `bytes_written` are those of the items that it left behind, `clock_units` those of CLOCKS items."""

    service: str
    operation: str
    arguments: Mapping[str, Any]
    read_units: float = 0
    write_units: int = 0
    clock_units: int = 0
    items_read: int = 0
    bytes_written: int = 0
    written: tuple[Item, ...] = ()


@dataclass
class Meter:
    """The calls of a while."""

    indexes: Mapping[str, Sequence[KeyIndex]]
    calls: list[Call] = field(default_factory=list)

    def names(self) -> Counter[str]:
        """Return how often each `service.Operation` was called."""
        return Counter(f"{call.service}.{call.operation}" for call in self.calls)

    def write_units(self) -> int:
        return sum(call.write_units for call in self.calls)

    def read_units(self) -> float:
        return sum(call.read_units for call in self.calls)

    def take(self) -> list[Call]:
        """Return the calls so far, and begin anew."""
        taken, self.calls = self.calls, []
        return taken


@contextmanager
def metered(indexes: Mapping[str, Sequence[KeyIndex]]) -> Iterator[Meter]:
    """Count every call of this process for a while; `indexes` are those of each table, by its name."""
    meter = Meter(indexes)
    botocore: Any = BaseClient
    original = botocore._make_api_call

    def counting(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        def raw(name: str, given: dict[str, Any]) -> Any:
            return original(client, name, given)

        service: str = client.meta.service_model.service_name
        if service != "dynamodb":
            meter.calls.append(Call(service=service, operation=operation, arguments=arguments))
            return raw(operation, arguments)
        keys = [_key(table, found) for table, found in written_keys(operation, arguments)]
        before = [_item(raw, key) for key in keys]
        # A refused transaction costs what it would have written; it is charged by the items before.
        try:
            answer = raw(operation, arguments)
        finally:
            after = [_item(raw, key) for key in keys]
            pairs = list(zip(keys, before, after, strict=True))
            together = operation == "TransactWriteItems"
            units = [(key, write_units(b, a, meter.indexes[key[0]], transaction=together)) for key, b, a in pairs]
        meter.calls.append(_charged(operation, arguments, answer, units, [a for _, _, a in pairs if a]))
        return answer

    botocore._make_api_call = counting
    try:
        yield meter
    finally:
        botocore._make_api_call = original


def written_keys(operation: str, arguments: Mapping[str, Any]) -> list[tuple[str, Item]]:
    """Return the table, and the key or item, of everything that a call writes."""
    if operation not in _WRITES:
        return []
    if operation == "TransactWriteItems":
        parts = [next(iter(each.values())) for each in arguments["TransactItems"]]
        return [(part["TableName"], part.get("Item") or part["Key"]) for part in parts]
    if operation == "BatchWriteItem":
        return [
            (table, (each.get("PutRequest") or {}).get("Item") or each["DeleteRequest"]["Key"])
            for table, requests in arguments["RequestItems"].items()
            for each in requests
        ]
    return [(arguments["TableName"], arguments.get("Item") or arguments["Key"])]


def _key(table: str, found: Item) -> Key:
    return table, found["pk"]["S"], found["sk"]["S"]


def _item(raw: Any, key: Key) -> Item | None:
    table, pk, sk = key
    found = raw("GetItem", {"TableName": table, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}, "ConsistentRead": True})
    item: Item | None = found.get("Item")
    return item


def _charged(operation: str, arguments: Mapping[str, Any], answer: Mapping[str, Any],
             units: Sequence[tuple[Key, int]], left: Sequence[Item]) -> Call:  # fmt: skip
    sizes = [item_size(item) for item in items_of(answer)]
    consistent = bool(arguments.get("ConsistentRead")) or any(
        table.get("ConsistentRead") for table in arguments.get("RequestItems", {}).values() if isinstance(table, dict)
    )
    reads = operation in ("GetItem", "Query", "Scan", "BatchGetItem")
    return Call(
        service="dynamodb", operation=operation, arguments=arguments, items_read=len(sizes) if reads else 0,
        read_units=read_units(sizes or [0], consistent=consistent, together=operation == "Query") if reads else 0,
        write_units=sum(n for _, n in units), clock_units=sum(n for key, n in units if key[2] == "CLOCKS"),
        bytes_written=sum(item_size(item) for item in left), written=tuple(left),
    )  # fmt: skip


def items_of(answer: Mapping[str, Any]) -> list[Item]:
    """Return the items in an answer of DynamoDB."""
    if "Item" in answer:
        return [answer["Item"]]
    batched = [item for items in (answer.get("Responses") or {}).values() for item in items]
    return [*answer.get("Items", ()), *batched]
