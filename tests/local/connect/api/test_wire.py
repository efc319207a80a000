"""What is no request of any model, and what no operation performs."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from werkzeug.test import Client as Wire

from local.connect.api.account import Account
from local.connect.api.registry import performed
from local.connect.api.server import Service
from local.connect.api.wire import models


@pytest.fixture
def wire(account: Account) -> Wire:
    return Wire(Service(account))


def test_every_performed_operation_is_one_of_a_service() -> None:
    assert {(service, name) for service, name in performed() if name not in models()[service].operation_names} == set()


def test_an_address_of_no_operation_answers_as_aws_does(wire: Wire) -> None:
    answer = wire.get("/no-such-thing")
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (404, "UnknownOperationException")


def test_an_operation_that_the_engine_does_not_perform_says_so(connect: Any, instance: str) -> None:
    with pytest.raises(ClientError, match="does not perform ListViews") as refused:
        connect.list_views(InstanceId=instance)
    assert refused.value.response["Error"]["Code"] == "UnknownOperationException"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff\xfe", b'{"InboundCallsEnabled": "perhaps"}', b'{"IdentityManagementType": "NOBODY"}',
     json.dumps({"IdentityManagementType": "SAML", "InboundCallsEnabled": True, "OutboundCallsEnabled": True,
                 "InstanceAlias": "a" * 99}).encode()],
)  # fmt: skip
def test_what_does_not_fit_the_model_is_refused(wire: Wire, body: bytes) -> None:
    answer = wire.put("/instance", data=body, content_type="application/json")
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (400, "InvalidRequestException")
    assert answer.get_json()["message"]


def test_a_repeat_with_the_same_token_makes_one_instance(connect: Any) -> None:
    asked: dict[str, Any] = {
        "IdentityManagementType": "SAML", "InboundCallsEnabled": True, "OutboundCallsEnabled": True, "ClientToken": "t",
        "InstanceAlias": "muzn",
    }  # fmt: skip
    assert connect.create_instance(**asked)["Id"] == connect.create_instance(**asked)["Id"]
    assert len(connect.list_instances()["InstanceSummaryList"]) == 1


def test_an_unknown_instance_is_not_found(connect: Any) -> None:
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.describe_instance(InstanceId="nobody")


def test_functions_come_and_go(connect: Any, instance: str) -> None:
    arn = "arn:aws:lambda:us-east-1:000000000000:function:nidaa-contacts-answer"
    connect.associate_lambda_function(InstanceId=instance, FunctionArn=arn)
    assert connect.list_lambda_functions(InstanceId=instance)["LambdaFunctions"] == [arn]
    connect.disassociate_lambda_function(InstanceId=instance, FunctionArn=arn)
    assert connect.list_lambda_functions(InstanceId=instance)["LambdaFunctions"] == []


def test_an_answer_that_does_not_fit_its_model_is_the_engines_failure(
    account: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wrong: Callable[..., Any] = lambda _account, _asked: {"Id": 7}  # noqa: E731
    monkeypatch.setitem(performed(), ("connect", "ListInstances"), wrong)
    answer = Wire(Service(account)).get("/instance")
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (500, "InternalServiceException")
    assert "does not know" in caplog.text
