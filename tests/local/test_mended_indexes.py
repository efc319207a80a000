import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from local.mends import indexes, tables

Stock = Callable[[str], Any]
NAMES = ("pk", "sk", "clk", "due")
CONDITIONS = (
    "clk = :c",
    "clk = :c AND due = :a",
    "clk = :c AND due <= :a",
    "clk = :c AND due < :a",
    "due >= :a AND clk = :c",
    "clk = :c AND due > :a",
    "clk = :c AND due BETWEEN :a AND :b",
    "(#c = :c AND begins_with (#d, :a))",
    "(#c = :c AND #d BETWEEN :a AND :b)",
)


@pytest.fixture
def service(stock: Stock) -> Any:
    """Return the service of tables, with a table that has an index."""
    tables_ = stock("dynamodb")
    schema = [{"AttributeName": name, "KeyType": kind} for name, kind in zip(NAMES, ("HASH", "RANGE") * 2, strict=True)]
    index = {"IndexName": "due", "KeySchema": schema[2:], "Projection": {"ProjectionType": "KEYS_ONLY"}}
    tables_._create_table(
        {
            "TableName": "tickets",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in NAMES],
            "KeySchema": schema[:2],
            "GlobalSecondaryIndexes": [index],
        }
    )
    return tables_


def write(service: Any, chance: random.Random) -> None:
    """Put, change or delete an item, in the index or out of it."""
    key = {"pk": {"S": f"p{chance.randrange(12)}"}, "sk": {"S": f"s{chance.randrange(3)}"}}
    if chance.random() < 0.2:
        service._delete_item({"TableName": "tickets", "Key": key})
        return
    indexed = {"clk": {"S": f"c{chance.randrange(2)}"}, "due": {"S": f"{chance.randrange(40):02}"}}
    service._put_item({"TableName": "tickets", "Item": {**key, **(indexed if chance.random() < 0.8 else {})}})


def some_query(chance: random.Random, after: Any = None) -> dict[str, Any]:
    condition = chance.choice(CONDITIONS)
    values = {":c": {"S": f"c{chance.randrange(3)}"}}
    if ":a" in condition:
        values[":a"] = {"S": f"{chance.randrange(40):02}"[: 1 if "begins" in condition else 2]}
    if ":b" in condition:
        values[":b"] = {"S": f"{chance.randrange(int(values[':a']['S']), 41):02}"}
    names = {"ExpressionAttributeNames": {"#c": "clk", "#d": "due"}} if "#" in condition else {}
    limit = {"Limit": chance.randrange(1, 8)} if chance.random() < 0.7 else {}
    return {
        "TableName": "tickets",
        "IndexName": "due",
        "KeyConditionExpression": condition,
        "ExpressionAttributeValues": values,
        "ScanIndexForward": chance.random() < 0.6,
        "ReturnConsumedCapacity": "INDEXES",
        **names,
        **limit,
    }


def pages(query: Callable[[Any], Any], asked: dict[str, Any]) -> list[Any]:
    """Return every page of a query."""
    found: list[Any] = []
    while True:
        status, _, body = query(asked)
        found.append((status, json.loads(body)))
        after = found[-1][1].get("LastEvaluatedKey")
        if not after:
            return found
        asked = {**asked, "ExclusiveStartKey": after}


def test_every_query_answers_as_it_did(service: Any) -> None:
    chance = random.Random(7)  # noqa: S311 - the same ones each time
    stock = service._query
    tables.guard_items()
    indexes.read_in_order()
    for _ in range(400):
        write(service, chance)
        asked = some_query(chance)
        assert pages(service._query, asked) == pages(stock, asked), asked


def judged(service: Any) -> int:
    """Return how many items a query for one of a thousand looks at."""
    for number in range(1000):
        item = {"pk": {"S": f"p{number}"}, "sk": {"S": "s"}, "clk": {"S": "c"}, "due": {"S": f"{number:04}"}}
        service._put_item({"TableName": "tickets", "Item": item})
    seen: list[Any] = []
    judge = service._evaluate_condition
    service._evaluate_condition = lambda *given, **named: seen.append(1) or judge(*given, **named)  # type: ignore[func-returns-value]
    values = {":c": {"S": "c"}, ":a": {"S": "0000~"}}
    asked = {
        "IndexName": "due",
        "KeyConditionExpression": "clk = :c AND due <= :a",
        "ExpressionAttributeValues": values,
    }
    assert json.loads(service._query({"TableName": "tickets", **asked})[2])["Count"] == 1
    return len(seen)


def test_stock_ministack_judges_every_item_under_the_key(service: Any) -> None:
    assert judged(service) == 1000


def test_a_query_looks_only_at_what_it_can_meet(service: Any) -> None:
    tables.guard_items()
    indexes.read_in_order()
    assert judged(service) == 1


def test_what_the_order_cannot_tell_is_judged_as_before(service: Any) -> None:
    stock = service._query
    tables.guard_items()
    indexes.read_in_order()
    for expression in ("due <= :a", "clk <> :c", "clk = :c AND due <> :a", ""):
        values = {":c": {"S": "c"}, ":a": {"S": "0"}}
        asked = {"IndexName": "due", "KeyConditionExpression": expression, "ExpressionAttributeValues": values}
        assert service._query({"TableName": "tickets", **asked}) == stock({"TableName": "tickets", **asked})


def test_members_are_still_kept_where_items_are_replaced_wholesale(service: Any) -> None:
    tables.guard_items()
    indexes.read_in_order()
    chance = random.Random(3)  # noqa: S311 - the same ones each time
    for _ in range(30):
        write(service, chance)
    asked = {**some_query(random.Random(1)), "KeyConditionExpression": "clk = :c", "Limit": 50}  # noqa: S311
    asked["ExpressionAttributeValues"] = {":c": {"S": "c1"}}
    before = pages(service._query, asked)
    table = service._tables["tickets"]
    table["items"] = {pk: dict(rows) for pk, rows in table["items"].items()}
    service._items_replaced(table)
    assert pages(service._query, asked) == before
