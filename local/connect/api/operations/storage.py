"""Where an instance puts its recordings, contact records and agent events."""

from typing import Any
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.errors import Duplicate, InvalidRequest, ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.registry import Asked, operation
from local.connect.resources import Directory, Storage

PERFORMED = {"CALL_RECORDINGS": "S3", "CONTACT_TRACE_RECORDS": "KINESIS_STREAM", "AGENT_EVENTS": "KINESIS_STREAM"}
"""What the engine puts somewhere, and what it takes for a place; chat transcripts and the like it does not write."""


def _fitting(kind: str, config: dict[str, Any]) -> dict[str, Any]:
    """Return a place that something can go to. :raises InvalidRequest: if it cannot"""
    wanted = PERFORMED.get(kind)
    member = "S3Config" if wanted == "S3" else "KinesisStreamConfig"
    if wanted is None or config["StorageType"] != wanted or member not in config:
        raise InvalidRequest(f"The engine stores {kind} in no {config['StorageType']}: it stores {PERFORMED}")
    return config


def _found(directory: Directory, asked: Asked) -> Storage:
    found = directory.storage.find(asked["AssociationId"])
    if found is None or found.kind != asked["ResourceType"]:
        raise ResourceNotFound(f"Storage config not found: {asked['AssociationId']}")
    return found


def _told(one: Storage) -> dict[str, Any]:
    return {**one.config, "AssociationId": one.id}


@operation("AssociateInstanceStorageConfig")
def associate(account: Account, asked: Asked) -> dict[str, Any]:
    """Let something go to a place. :raises Duplicate: if it goes somewhere already"""
    directory, kind = account.instance(asked["InstanceId"]).directory, asked["ResourceType"]
    config = _fitting(kind, asked["StorageConfig"])

    def made() -> dict[str, Any]:
        if directory.stored(kind):
            raise Duplicate(f"{kind} has a storage config")
        id_ = uuid4().hex
        directory.storage.put(Storage(id=id_, arn="", name=kind, kind=kind, config=config))
        return {"AssociationId": id_}

    return account.once("AssociateInstanceStorageConfig", asked, made)


@operation("ListInstanceStorageConfigs")
def places(account: Account, asked: Asked) -> dict[str, Any]:
    storage = account.instance(asked["InstanceId"]).directory.storage
    shown, token = page([one for one in storage if one.kind == asked["ResourceType"]], asked)
    return {"StorageConfigs": [_told(one) for one in shown], "NextToken": token}


@operation("DescribeInstanceStorageConfig")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    return {"StorageConfig": _told(_found(account.instance(asked["InstanceId"]).directory, asked))}


@operation("UpdateInstanceStorageConfig")
def update(account: Account, asked: Asked) -> None:
    one = _found(account.instance(asked["InstanceId"]).directory, asked)
    one.config = _fitting(one.kind, asked["StorageConfig"])


@operation("DisassociateInstanceStorageConfig")
def dissociate(account: Account, asked: Asked) -> None:
    directory = account.instance(asked["InstanceId"]).directory
    directory.storage.remove(_found(directory, asked).id)
