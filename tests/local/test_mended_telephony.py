from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

from local.connect.api.account import Account
from local.connect.api.server import Server
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.resources import Directory
from local.mends import telephony

Stock = Callable[[str], Any]
KINDS = ("Instance", "InstanceStorageConfig", "IntegrationAssociation")
INSTANCE = {"InstanceAlias": "nidaa-test", "IdentityManagementType": "CONNECT_MANAGED",
            "Attributes": {"InboundCalls": "true", "OutboundCalls": True}}  # fmt: skip
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:contacts-flow"


@pytest.fixture
def connect() -> Iterator[Any]:
    """Return boto3's client of an engine."""
    clock = VirtualClock()
    account = Account(lambda id_, alias: Instance(clock, directory=Directory("0" * 12, "us-east-1", id_, alias)))
    server = Server(account, 0)
    yield boto3.session.Session().client(
        "connect", endpoint_url=server.url, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    server.close()


@pytest.fixture
def handlers(stock: Stock, connect: Any) -> dict[str, Any]:
    telephony.configure_connect(lambda _region: connect)
    table = stock("cloudformation.provisioners")._RESOURCE_HANDLERS
    return {kind: table[f"AWS::Connect::{kind}"] for kind in KINDS}


@pytest.fixture
def instance(handlers: dict[str, Any]) -> str:
    """Return the ARN of an instance that a template made."""
    arn, attributes = handlers["Instance"]["create"]("Instance", INSTANCE, "stack")
    assert attributes["Arn"] == arn
    assert arn.endswith(f"/{attributes['Id']}")
    return str(arn)


def test_stock_ministack_refuses_the_types_of_amazon_connect(stock: Stock) -> None:
    known = stock("cloudformation.provisioners")._RESOURCE_HANDLERS
    assert not {f"AWS::Connect::{kind}" for kind in KINDS} & set(known)


def test_an_instance_is_made_kept_and_removed(handlers: dict[str, Any], instance: str, connect: Any) -> None:
    (made,) = connect.list_instances()["InstanceSummaryList"]
    assert (made["Arn"], made["InstanceAlias"]) == (instance, "nidaa-test")
    again, _ = handlers["Instance"]["update"](instance, INSTANCE, {**INSTANCE, "Attributes": {}}, "stack")
    assert again == instance
    other, _ = handlers["Instance"]["update"](instance, INSTANCE, {**INSTANCE, "InstanceAlias": "other"}, "stack")
    assert other != instance
    handlers["Instance"]["delete"](instance, INSTANCE)
    assert [one["Arn"] for one in connect.list_instances()["InstanceSummaryList"]] == [other]


def test_a_storage_config_is_made_changed_and_removed(handlers: dict[str, Any], instance: str, connect: Any) -> None:
    asked = {"InstanceArn": instance, "ResourceType": "CALL_RECORDINGS", "StorageType": "S3",
             "S3Config": {"BucketName": "recordings", "BucketPrefix": "calls"}}  # fmt: skip
    of = {"InstanceId": instance.rpartition("/")[2], "ResourceType": "CALL_RECORDINGS"}
    identity, attributes = handlers["InstanceStorageConfig"]["create"]("Recordings", asked, "stack")
    assert identity == f"{instance}|{attributes['AssociationId']}|CALL_RECORDINGS"
    other = {**asked, "S3Config": {"BucketName": "recordings", "BucketPrefix": "others"}}
    assert handlers["InstanceStorageConfig"]["update"](identity, asked, other, "stack")[0] == identity
    (told,) = connect.list_instance_storage_configs(**of)["StorageConfigs"]
    assert told["S3Config"]["BucketPrefix"] == "others"
    handlers["InstanceStorageConfig"]["delete"](identity, other)
    assert connect.list_instance_storage_configs(**of)["StorageConfigs"] == []


def test_a_function_is_let_in_and_put_out(handlers: dict[str, Any], instance: str, connect: Any) -> None:
    asked = {"InstanceId": instance, "IntegrationType": "LAMBDA_FUNCTION", "IntegrationArn": FUNCTION}
    identity, attributes = handlers["IntegrationAssociation"]["create"]("Flow", asked, "stack")
    assert identity == f"{instance}|LAMBDA_FUNCTION|{FUNCTION}"
    assert "IntegrationAssociationId" in attributes
    of = {"InstanceId": instance.rpartition("/")[2]}
    assert connect.list_lambda_functions(**of)["LambdaFunctions"] == [FUNCTION]
    handlers["IntegrationAssociation"]["delete"](identity, asked)
    assert connect.list_lambda_functions(**of)["LambdaFunctions"] == []


def test_another_kind_of_integration_is_refused(handlers: dict[str, Any], instance: str) -> None:
    asked = {"InstanceId": instance, "IntegrationType": "VOICE_ID", "IntegrationArn": FUNCTION}
    with pytest.raises(ValueError, match="integrates no VOICE_ID"):
        handlers["IntegrationAssociation"]["create"]("Voice", asked, "stack")
