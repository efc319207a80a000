"""Where an instance puts what it tells: asked for, told, changed and taken back through boto3."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/records"
TO_STREAM = {"StorageType": "KINESIS_STREAM", "KinesisStreamConfig": {"StreamArn": STREAM}}
TO_BUCKET = {"StorageType": "S3", "S3Config": {"BucketName": "recordings", "BucketPrefix": "connect/nidaa"}}


def _associate(connect: Any, instance: str, kind: str, config: dict[str, Any]) -> str:
    answer = connect.associate_instance_storage_config(InstanceId=instance, ResourceType=kind, StorageConfig=config)
    return str(answer["AssociationId"])


def test_a_storage_config_is_told_as_it_was_made(connect: Any, instance: str) -> None:
    made = _associate(connect, instance, "CALL_RECORDINGS", TO_BUCKET)
    asked = {"InstanceId": instance, "ResourceType": "CALL_RECORDINGS"}
    wanted = {"AssociationId": made, **TO_BUCKET}
    assert connect.list_instance_storage_configs(**asked)["StorageConfigs"] == [wanted]
    described = connect.describe_instance_storage_config(**asked, AssociationId=made)
    assert described["StorageConfig"] == wanted


def test_a_storage_config_is_changed_and_taken_away(connect: Any, instance: str) -> None:
    made = _associate(connect, instance, "AGENT_EVENTS", TO_STREAM)
    asked = {"InstanceId": instance, "ResourceType": "AGENT_EVENTS", "AssociationId": made}
    other = {"StorageType": "KINESIS_STREAM", "KinesisStreamConfig": {"StreamArn": f"{STREAM}-2"}}
    connect.update_instance_storage_config(**asked, StorageConfig=other)
    assert connect.describe_instance_storage_config(**asked)["StorageConfig"]["KinesisStreamConfig"] == {
        "StreamArn": f"{STREAM}-2"
    }
    connect.disassociate_instance_storage_config(**asked)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        connect.describe_instance_storage_config(**asked)


def test_a_kind_goes_to_one_place(connect: Any, instance: str) -> None:
    _associate(connect, instance, "CONTACT_TRACE_RECORDS", TO_STREAM)
    with pytest.raises(ClientError, match="ResourceConflictException"):
        _associate(connect, instance, "CONTACT_TRACE_RECORDS", TO_STREAM)


@pytest.mark.parametrize(("kind", "config"), [("CALL_RECORDINGS", TO_STREAM), ("CHAT_TRANSCRIPTS", TO_BUCKET)])
def test_what_the_engine_does_not_store_there_is_refused(
    connect: Any, instance: str, kind: str, config: dict[str, Any]
) -> None:
    with pytest.raises(ClientError, match="InvalidRequestException"):
        _associate(connect, instance, kind, config)
