"""Deployed functions: what boto3 answers, and what the engine makes of it."""

import io
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from local.connect.deployed import DeployedFunctions


class Client:
    """boto3's Lambda client, with the next answers in a row."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def invoke(self, **asked: Any) -> dict[str, Any]:
        self.asked.append(asked)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        told: dict[str, Any] = {"Payload": io.BytesIO(answer)} if isinstance(answer, bytes) else answer
        return told


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "Invoke")


def test_a_function_gets_the_event_and_its_answer_comes_back_with_its_size() -> None:
    client = Client('{"state": "قيد الإجراء"}'.encode())
    answer = DeployedFunctions(client).invoke("arn:state", {"Name": "ContactFlowEvent"}, 8)
    assert (answer.payload, answer.error, answer.size) == ({"state": "قيد الإجراء"}, None, 34)
    assert client.asked == [{"FunctionName": "arn:state", "Payload": b'{"Name": "ContactFlowEvent"}'}]


def test_a_throttle_is_tried_again() -> None:
    client = Client(refusal("TooManyRequestsException"), refusal("ServiceException"), b"{}")
    assert DeployedFunctions(client).invoke("arn", {}, 8).payload == {}


@pytest.mark.parametrize(
    "answer",
    [
        refusal("ResourceNotFoundException"),
        ReadTimeoutError(endpoint_url="x"),
        {"FunctionError": "Unhandled", "Payload": io.BytesIO(b'{"errorMessage": "boom"}')},
        b"no json",
    ],
)
def test_what_is_no_answer_is_an_error(answer: Any) -> None:
    told = DeployedFunctions(Client(answer)).invoke("arn", {}, 8)
    assert told.error
    assert told.payload is None


def test_a_limit_that_is_over_is_not_tried_again() -> None:
    client = Client(refusal("TooManyRequestsException"))
    assert DeployedFunctions(client).invoke("arn", {}, 0).error
    assert client.asked == []
