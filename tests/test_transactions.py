"""A transaction that is refused leaves nothing behind: what stood, what was changed and what was new."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

NAMES: dict[str, Any] = {"TableName": "things"}
KEYS: tuple[tuple[str, Any], ...] = (("pk", "HASH"), ("sk", "RANGE"))


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("dynamodb")
        client.create_table(
            **NAMES, BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in KEYS],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in KEYS],
        )  # fmt: skip
        for name in ("changed", "gone", "watched"):
            client.put_item(**NAMES, Item={**key(name), "n": {"N": "1"}})
        yield client


def key(name: str) -> dict[str, Any]:
    return {"pk": {"S": name}, "sk": {"S": "x"}}


def writes(expected: str) -> list[dict[str, Any]]:
    """Return one operation of each kind; the last one asks that a number is as expected."""
    return [
        {"Update": {**NAMES, "Key": key("changed"), "UpdateExpression": "SET n = :n",
                    "ExpressionAttributeValues": {":n": {"N": "2"}}}},
        {"Delete": {**NAMES, "Key": key("gone")}},
        {"Put": {**NAMES, "Item": key("new")}},
        {"ConditionCheck": {**NAMES, "Key": key("watched"), "ConditionExpression": "n = :n",
                            "ExpressionAttributeValues": {":n": {"N": expected}}}},
    ]  # fmt: skip


def kept(dynamodb: Any) -> dict[str, str]:
    """Return the number of each thing by its name."""
    items = dynamodb.scan(**NAMES)["Items"]
    return {item["pk"]["S"]: item.get("n", {"N": ""})["N"] for item in items}


def test_a_transaction_that_is_refused_leaves_everything_as_it_was(dynamodb: Any) -> None:
    before = kept(dynamodb)
    with pytest.raises(ClientError, match="TransactionCanceledException"):
        dynamodb.transact_write_items(TransactItems=writes("7"))
    assert kept(dynamodb) == before == {"changed": "1", "gone": "1", "watched": "1"}


def test_a_transaction_that_is_not_refused_does_all_of_it(dynamodb: Any) -> None:
    dynamodb.transact_write_items(TransactItems=writes("1"))
    assert kept(dynamodb) == {"changed": "2", "new": "", "watched": "1"}


def test_a_thing_that_is_written_twice_in_one_is_refused_whole(dynamodb: Any) -> None:
    before = kept(dynamodb)
    twice = [{"Put": {**NAMES, "Item": {**key("new"), "n": {"N": number}}}} for number in "12"]
    with pytest.raises(ClientError, match="multiple operations on one item"):
        dynamodb.transact_write_items(TransactItems=twice)
    assert kept(dynamodb) == before
