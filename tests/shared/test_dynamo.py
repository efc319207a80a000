"""What DynamoDB says when it refuses, and when it says nothing."""

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError
from pynamodb.exceptions import PutError

from chalicelib.shared.dynamo import is_refused


def told(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "PutItem")


def test_a_failed_condition_is_a_refusal() -> None:
    assert is_refused(PutError(cause=told("ConditionalCheckFailedException")))


@pytest.mark.parametrize(
    "cause",
    [None, told("ThrottlingException"), ConnectTimeoutError(endpoint_url="https://dynamodb.example"),
     EndpointConnectionError(endpoint_url="https://dynamodb.example")],
)  # fmt: skip
def test_no_answer_and_another_fault_are_none(cause: Exception | None) -> None:
    assert not is_refused(PutError(cause=cause))
