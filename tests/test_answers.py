"""Whatever is kept in moto comes back as it was put."""

from typing import Any

import boto3
import pytest
from moto import mock_aws

VALUES: list[dict[str, Any]] = [
    {"S": "حفرة"}, {"S": ""}, {"N": "12.5"}, {"BOOL": True}, {"BOOL": False}, {"NULL": True}, {"B": b"\x00\xff"},
    {"SS": ["a", "b"]}, {"NS": ["1", "2"]}, {"L": [{"S": "a"}, {"L": [{"N": "1"}]}, {"M": {}}]},
    {"M": {"S": {"S": "a name like a kind"}, "in": {"M": {"flag": {"BOOL": False}, "bytes": {"B": b"x"}}}}},
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_a_value_of_every_kind_comes_back_as_it_was_put(value: dict[str, Any]) -> None:
    with mock_aws():
        client = boto3.client("dynamodb")
        client.create_table(
            TableName="things", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        )  # fmt: skip
        item: dict[str, Any] = {"pk": {"S": "one"}, "v": value}
        client.put_item(TableName="things", Item=item)
        assert client.get_item(TableName="things", Key={"pk": {"S": "one"}})["Item"] == item
        assert client.scan(TableName="things")["Items"] == [item]
