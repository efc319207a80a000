"""Deployment, against moto's CloudFormation; the deployed stack itself is tested in tests/system."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.artefacts import with_code
from infra.deploy import Outputs, deploy, handed_over, log_texts, main
from infra.stack import DeploymentFailed, Stack
from infra.telephony.checking import FlowsRefused

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "nidaa-${Stage}-q"}}}


@pytest.fixture(autouse=True)
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "me-central-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield


def artefact(at: Path, *, resources: dict[str, Any] | None = None) -> Path:
    template = {
        "Parameters": {"Stage": {"Type": "String"}, "Limit": {"Type": "String", "Default": "5"}},
        "Resources": resources or {"Queue": QUEUE},
    }
    at.mkdir(exist_ok=True)
    (at / "sam.json").write_text(json.dumps(template))
    (at / "deployment.zip").write_bytes(b"code")
    return at


def test_a_stack_is_created_and_its_events_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    outputs = deploy("dev", artefact(tmp_path), say=told.append)
    assert outputs.changed
    assert any("CREATE_COMPLETE" in line for line in told)
    assert "nidaa-dev-q" in boto3.client("sqs").list_queues()["QueueUrls"][0]


def test_deploying_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    deploy("dev", artefact(tmp_path))
    assert not deploy("dev", artefact(tmp_path), say=told.append).changed
    assert told == ["nidaa-dev: nothing changed"]


def test_a_changed_template_updates_the_stack(tmp_path: Path) -> None:
    deploy("dev", artefact(tmp_path))
    more = {"Queue": QUEUE, "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "t"}}}
    assert deploy("dev", artefact(tmp_path, resources=more)).changed
    assert len(boto3.client("sns").list_topics()["Topics"]) == 1


def test_code_and_template_are_uploaded_once_under_their_hashes(tmp_path: Path) -> None:
    for _ in range(2):
        deploy("dev", artefact(tmp_path))
    s3 = boto3.client("s3")
    keys = [o["Key"] for o in s3.list_objects_v2(Bucket="nidaa-artefacts-123456789012-me-central-1")["Contents"]]
    assert sorted(key.split("/")[0] for key in keys) == ["code", "templates"]
    assert {len(Path(key).stem) for key in keys} == {64}


SECOND = {
    "Parameters": {
        "Stage": {"Type": "String"},
        "AlarmEmail": {"Type": "String"},
        "RecordingDays": {"Type": "String", "Default": "365"},
    },
    "Resources": {
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "nidaa-${Stage}-told"}}},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Sub": "${Stage}-${RecordingDays}"}}},
    },
}


def two_stacks(at: Path) -> Path:
    """Return an artefact of two templates, where the second names something of the first."""
    at.mkdir(exist_ok=True)
    main = {
        "Parameters": {
            "Stage": {"Type": "String"},
            "TelephonyRegion": {"Type": "String", "Default": "none"},
            "AlarmEmail": {"Type": "String", "Default": "alarms@nidaa.example"},
        },
        "Resources": {"Queue": QUEUE},
    }
    (at / "sam.json").write_text(json.dumps(main))
    (at / "contacts.json").write_text(json.dumps(SECOND))
    (at / "deployment.zip").write_bytes(b"code")
    return at


def stacks(region: str) -> set[str]:
    found = boto3.client("cloudformation", region_name=region).describe_stacks()["Stacks"]
    return {stack["StackName"] for stack in found}


def test_the_telephony_stands_in_its_own_region_with_what_the_main_stack_hands_over(tmp_path: Path) -> None:
    deploy("dev", two_stacks(tmp_path), {"TelephonyRegion": "eu-central-1", "RecordingDays": "30"})
    assert stacks("me-central-1") == {"nidaa-dev"}
    assert stacks("eu-central-1") == {"nidaa-dev-contacts"}
    (stack,) = boto3.client("cloudformation", region_name="eu-central-1").describe_stacks()["Stacks"]
    assert {p["ParameterKey"]: p["ParameterValue"] for p in stack["Parameters"]}["AlarmEmail"] == "alarms@nidaa.example"
    (topic,) = boto3.client("sns", region_name="eu-central-1").list_topics()["Topics"]
    assert topic["TopicArn"].endswith(":dev-30")
    buckets = {bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]}
    assert "nidaa-artefacts-123456789012-eu-central-1" in buckets


def test_the_region_of_the_telephony_is_kept_for_the_next_deployment(tmp_path: Path) -> None:
    deploy("dev", two_stacks(tmp_path), {"TelephonyRegion": "eu-central-1"})
    again = deploy("dev", two_stacks(tmp_path))
    assert not again.changed
    assert stacks("eu-central-1") == {"nidaa-dev-contacts"}


def test_a_telephony_that_stands_is_not_moved_to_another_region(tmp_path: Path) -> None:
    deploy("dev", two_stacks(tmp_path), {"TelephonyRegion": "eu-central-1"})
    with pytest.raises(
        DeploymentFailed, match=r"stands in eu-central-1 and does not move to eu-west-2: delete nidaa-dev"
    ):
        deploy("dev", two_stacks(tmp_path), {"TelephonyRegion": "eu-west-2"})
    (main,) = boto3.client("cloudformation").describe_stacks(StackName="nidaa-dev")["Stacks"]
    assert {p["ParameterKey"]: p["ParameterValue"] for p in main["Parameters"]}["TelephonyRegion"] == "eu-central-1"
    boto3.client("cloudformation", region_name="eu-central-1").delete_stack(StackName="nidaa-dev-contacts")
    deploy("dev", two_stacks(tmp_path), {"TelephonyRegion": "eu-west-2"})
    assert stacks("eu-west-2") == {"nidaa-dev-contacts"}


def test_what_the_main_stack_gives_out_is_handed_over_and_what_is_given_counts_more() -> None:
    second: dict[str, Any] = {"Parameters": {"TableArn": {}, "RecordingDays": {}, "Stage": {}}}
    told, outputs, given = (
        {"Stage": "dev", "SmsSenderId": "x"},
        {"TableArn": "arn", "BusName": "b"},
        {"RecordingDays": "9"},
    )
    assert handed_over(second, told, outputs, given) == {"Stage": "dev", "TableArn": "arn", "RecordingDays": "9"}


def test_without_telephony_there_is_one_stack(tmp_path: Path) -> None:
    assert deploy("dev", two_stacks(tmp_path)).telephony == {}
    assert stacks("eu-central-1") == set()


def test_flows_that_cannot_be_published_stop_a_deployment_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.deploy.check_flows", refuse)
    with pytest.raises(SystemExit, match="not deployed: flows are refused:\n  entry: no action"):
        main(["--stage", "dev", "--artifact", str(two_stacks(tmp_path))])
    assert stacks("me-central-1") == set()


def refuse() -> None:
    raise FlowsRefused(["entry: no action"])


def test_a_parameter_that_the_template_does_not_have_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(DeploymentFailed, match="no such parameter: Colour"):
        deploy("dev", artefact(tmp_path), {"Colour": "green"})
    assert boto3.client("s3").list_buckets()["Buckets"] == []


def test_parameters_reach_the_stack(tmp_path: Path) -> None:
    deploy("dev", artefact(tmp_path), {"Limit": "7"})
    (stack,) = boto3.client("cloudformation").describe_stacks(StackName="nidaa-dev")["Stacks"]
    assert {p["ParameterKey"]: p["ParameterValue"] for p in stack["Parameters"]} == {"Stage": "dev", "Limit": "7"}


def test_every_function_gets_the_uploaded_code() -> None:
    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}}
    template = with_code({"Resources": {"One": function, "Queue": QUEUE}}, "bucket", "code/1.zip")
    assert template["Resources"]["One"]["Properties"]["CodeUri"] == {"Bucket": "bucket", "Key": "code/1.zip"}
    assert "CodeUri" not in template["Resources"]["Queue"]["Properties"]


def test_a_parameter_that_is_not_given_keeps_its_value(tmp_path: Path) -> None:
    deploy("dev", artefact(tmp_path), {"Limit": "7"})
    deploy("dev", artefact(tmp_path, resources={"Queue": QUEUE, "Topic": {"Type": "AWS::SNS::Topic"}}))
    (stack,) = boto3.client("cloudformation").describe_stacks(StackName="nidaa-dev")["Stacks"]
    assert {p["ParameterKey"]: p["ParameterValue"] for p in stack["Parameters"]} == {"Stage": "dev", "Limit": "7"}


def test_receipts_of_texts_are_logged_and_the_months_limit_is_set() -> None:
    log_texts({"SmsLogsRoleArn": "arn:aws:iam::123456789012:role/logs"}, {"SmsMonthlyLimit": "50"})
    kept = boto3.client("sns").get_sms_attributes()["attributes"]
    assert kept["DeliveryStatusIAMRole"] == "arn:aws:iam::123456789012:role/logs"
    assert kept["MonthlySpendLimit"] == "50"


def test_a_second_stage_in_the_account_leaves_the_accounts_settings_alone() -> None:
    log_texts({}, {})
    assert boto3.client("sns").get_sms_attributes()["attributes"].get("DeliveryStatusIAMRole") is None


def test_on_aws_the_api_is_reached_by_its_own_address() -> None:
    values = {"RestAPIId": "a", "EndpointURL": "https://a.execute-api.me-central-1.amazonaws.com/api/"}
    assert Outputs("nidaa-dev", True, values).api_url == "https://a.execute-api.me-central-1.amazonaws.com/api"


def test_on_another_cloud_the_api_is_reached_through_its_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    assert Outputs("nidaa-dev", True, {"RestAPIId": "a"}).api_url == "http://127.0.0.1:4566/_aws/execute-api/a/api"


class FailingCloudFormation:
    """A stack that was never made, whose creation fails at its second resource."""

    def __init__(self, change: dict[str, str]) -> None:
        self.change, self.executed, self.deleted = change, False, False

    def describe_stacks(self, **_: str) -> dict[str, Any]:
        if not self.executed:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "it does not exist"}}, "DescribeStacks")
        return {"Stacks": [{"StackStatus": "ROLLBACK_COMPLETE"}]}

    def create_change_set(self, **_: Any) -> dict[str, str]:
        return {"Id": "change"}

    def describe_change_set(self, **_: str) -> dict[str, str]:
        return self.change

    def delete_change_set(self, **_: str) -> None:
        self.deleted = True

    def execute_change_set(self, **_: str) -> None:
        self.executed = True

    def get_paginator(self, _name: str) -> "FailingCloudFormation":
        return self

    def paginate(self, **_: str) -> list[dict[str, Any]]:
        newest_first = [
            event("Queue", "CREATE_FAILED", "Resource creation cancelled"),
            event("Bucket", "CREATE_FAILED", "the name is taken"),
            event("Topic", "CREATE_COMPLETE", ""),
        ]
        return [{"StackEvents": newest_first}]


def event(name: str, status: str, reason: str) -> dict[str, str]:
    return {"EventId": name, "LogicalResourceId": name, "ResourceStatus": status, "ResourceStatusReason": reason}


def test_a_failure_names_the_resource_that_failed_first_and_why() -> None:
    told: list[str] = []
    stack = Stack("nidaa-dev", told.append, 60, FailingCloudFormation({"Status": "CREATE_COMPLETE"}))
    with pytest.raises(DeploymentFailed, match="nidaa-dev: ROLLBACK_COMPLETE: Bucket CREATE_FAILED: the name is taken"):
        stack.bring_to("https://example.com/template", {}, {})
    assert told[:2] == ["  Topic CREATE_COMPLETE", "  Bucket CREATE_FAILED: the name is taken"]


def test_a_template_that_is_refused_says_why_and_leaves_no_change_set() -> None:
    cloud = FailingCloudFormation({"Status": "FAILED", "StatusReason": "Unresolved resource dependency"})
    with pytest.raises(DeploymentFailed, match="the template is refused: Unresolved resource dependency"):
        Stack("nidaa-dev", lambda _: None, 60, cloud).bring_to("https://example.com/template", {}, {})
    assert cloud.deleted


def test_a_change_set_that_never_comes_ends_the_patience() -> None:
    cloud = FailingCloudFormation({"Status": "CREATE_PENDING"})
    with pytest.raises(DeploymentFailed, match="has no change set yet"):
        Stack("nidaa-dev", lambda _: None, -1, cloud).bring_to("https://example.com/template", {}, {})
