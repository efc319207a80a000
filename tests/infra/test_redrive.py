"""Redrive, against moto."""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra import redrive
from infra.redrive import Redrive

HISTORY = {
    "pk": {"S": "TICKET#261000000011"},
    "sk": {"S": "HISTORY#000001.0"},
    "row": {"S": "history"},
    "id": {"S": "01J"},
    "type": {"S": "ticket.registered"},
    "body": {"S": "sawari"},
    "at": {"S": "2026-02-01T00:00:00.000Z"},
    "by": {"S": "requester"},
    "correlation": {"S": "c"},
}
TEMPLATE = {
    "Resources": {
        "Dead": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "dead"}},
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {
                "QueueName": "queue",
                "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 5},
            },
        },
        "FailuresBucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "failures"}},
        "Bus": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "nidaa-test"}},
        "TicketsTable": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
                "TableName": "tickets",
                "BillingMode": "PAY_PER_REQUEST",
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                "AttributeDefinitions": [{"AttributeName": n, "AttributeType": "S"} for n in ("pk", "sk")],
            },
        },
    }
}


class Events:
    """The bus, which may refuse."""

    def __init__(self) -> None:
        self.put: list[Any] = []
        self.refuses = False

    def put_events(self, *, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803 - boto3's word
        if self.refuses:
            return {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "InternalFailure"}]}
        self.put += Entries
        return {"FailedEntryCount": 0, "Entries": [{}]}


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def stage(events: Events, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redrive]:
    """Return the redrive of a small stack."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        boto3.client("cloudformation").create_stack(StackName="nidaa-test", TemplateBody=json.dumps(TEMPLATE))
        made: Any = boto3.client
        yield Redrive("test", lambda _: None, lambda service: events if service == "events" else made(service))


def test_dead_letters_go_back_to_their_queue_with_their_attributes(stage: Redrive) -> None:
    sqs = boto3.client("sqs")
    dead, queue = sqs.get_queue_url(QueueName="dead")["QueueUrl"], sqs.get_queue_url(QueueName="queue")["QueueUrl"]
    for number in range(12):
        sqs.send_message(
            QueueUrl=dead, MessageBody=f"m{number}", MessageAttributes={"a": {"DataType": "String", "StringValue": "v"}}
        )
    assert stage.dead_letters() == 12
    first = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"])["Messages"]
    second = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
    assert {m["Body"] for m in (*first, *second)} == {f"m{n}" for n in range(12)}
    assert first[0]["MessageAttributes"]["a"]["StringValue"] == "v"
    assert "Messages" not in sqs.receive_message(QueueUrl=dead)


def set_one_aside() -> None:
    batch = {"payload": json.dumps({"Records": [{"dynamodb": {"NewImage": HISTORY}}]})}
    boto3.client("s3").put_object(Bucket="failures", Key="aws/lambda/u/shard/2026/x", Body=json.dumps(batch).encode())


def test_records_that_the_stream_gave_up_are_published_and_then_dropped(stage: Redrive, events: Events) -> None:
    set_one_aside()
    assert stage.set_aside() == 1
    (entry,) = events.put
    assert entry["DetailType"] == "ticket.registered"
    assert json.loads(entry["Detail"])["ticket"] == "261000000011"
    assert stage.set_aside() == 0


def test_a_record_that_the_bus_refuses_stays(stage: Redrive, events: Events) -> None:
    set_one_aside()
    events.refuses = True
    with pytest.raises(Exception, match="bus"):
        stage.set_aside()
    events.refuses = False
    assert stage.set_aside() == 1


def test_what_was_set_aside_of_a_kinesis_stream_is_put_on_it_again(stage: Redrive) -> None:
    kinesis = boto3.client("kinesis")
    kinesis.create_stream(StreamName="records", ShardCount=1)
    arn = kinesis.describe_stream_summary(StreamName="records")["StreamDescriptionSummary"]["StreamARN"]
    told = {"partitionKey": "c1", "data": b64encode(b'{"ContactId":"c1"}').decode()}
    batch = {"payload": json.dumps({"Records": [{"eventSourceARN": arn, "kinesis": told}]})}
    boto3.client("s3").put_object(Bucket="failures", Key="aws/lambda/u/shard/2026/x", Body=json.dumps(batch).encode())
    assert stage.streams() == 1
    (shard,) = kinesis.list_shards(StreamName="records")["Shards"]
    place = kinesis.get_shard_iterator(
        StreamName="records", ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]  # fmt: skip
    (record,) = kinesis.get_records(ShardIterator=place)["Records"]
    assert (record["PartitionKey"], record["Data"]) == ("c1", b'{"ContactId":"c1"}')
    assert stage.streams() == 0


def test_a_stack_without_telephony_says_so(stage: Redrive) -> None:
    assert stage.telephony_region() == "none"


def test_what_the_telephony_gave_up_is_sent_again_in_its_own_region(
    stage: Redrive, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {**TEMPLATE, "Parameters": {"TelephonyRegion": {"Type": "String"}}}
    region = [{"ParameterKey": "TelephonyRegion", "ParameterValue": "eu-central-1"}]
    here: Any = boto3.client("cloudformation")
    here.update_stack(StackName="nidaa-test", TemplateBody=json.dumps(told), Parameters=region)
    beside = {name: TEMPLATE["Resources"][name] for name in ("Dead", "Queue")}
    beside["FailuresBucket"] = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "failures-there"}}
    there = boto3.client("cloudformation", region_name="eu-central-1")
    there.create_stack(StackName="nidaa-test-contacts", TemplateBody=json.dumps({"Resources": beside}))
    sqs = boto3.client("sqs", region_name="eu-central-1")
    dead, queue = sqs.get_queue_url(QueueName="dead")["QueueUrl"], sqs.get_queue_url(QueueName="queue")["QueueUrl"]
    sqs.send_message(QueueUrl=dead, MessageBody="an event of a contact")
    redrive.main(["--stage", "test"])
    assert "telephony: 1 dead letters are back in their queues" in capsys.readouterr().out
    (message,) = sqs.receive_message(QueueUrl=queue)["Messages"]
    assert message["Body"] == "an event of a contact"


def test_events_since_an_instant_are_published_again_from_the_history_rows(stage: Redrive, events: Events) -> None:
    for number, at in enumerate(("2026-01-31T23:59:59.999Z", "2026-02-01T00:00:00.000Z", "2026-02-02T00:00:00.000Z")):
        row = {**HISTORY, "sk": {"S": f"HISTORY#{number:06d}.0"}, "at": {"S": at}}
        boto3.client("dynamodb").put_item(TableName="tickets", Item=row)
    boto3.client("dynamodb").put_item(TableName="tickets", Item={**HISTORY, "sk": {"S": "TICKET"}, "row": {"S": "x"}})
    assert stage.since(datetime(2026, 2, 1, tzinfo=UTC)) == 2
    assert len(events.put) == 2


def test_an_instant_without_its_offset_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        redrive.main(["--stage", "test", "--since", "2026-02-01T00:00:00"])
    assert "an offset is missing" in capsys.readouterr().err
