"""CloudFormation's types of Amazon Connect, which MiniStack refuses: they are made in the engine, through boto3."""

from collections.abc import Callable
from typing import Any

import boto3

from local.mends import upstream

Properties = dict[str, Any]
Made = tuple[str, dict[str, Any]]
Client = Callable[[str], Any]


def configure_connect(client: Client | None = None) -> None:
    """Let templates have an instance, its storage and the functions that its flows may call.

    `client` makes boto3's for a region; without one it speaks with what AWS_ENDPOINT_URL_CONNECT names. What `Ref` and
    `GetAtt` give is as the resource types' schemas say (their primary identifiers and read-only properties).
    """
    handlers = upstream.service("cloudformation.provisioners")._RESOURCE_HANDLERS
    engine = _Engine(client or _client)
    handlers["AWS::Connect::Instance"] = {
        "create": engine.make_instance, "update": engine.keep_instance, "delete": engine.remove_instance,
    }  # fmt: skip
    handlers["AWS::Connect::InstanceStorageConfig"] = {
        "create": engine.make_storage, "update": engine.change_storage, "delete": engine.remove_storage,
    }  # fmt: skip
    handlers["AWS::Connect::IntegrationAssociation"] = {
        "create": engine.make_association, "update": engine.change_association, "delete": engine.remove_association,
    }  # fmt: skip


def _client(region: str) -> Any:
    session: Any = boto3.session.Session()
    return session.client("connect", region_name=region)


class _Engine:
    """What each handler does: (logical id, properties, stack) -> (physical id, attributes)."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def _connect(self) -> Any:
        return self._client(upstream.core("responses").get_region())

    def make_instance(self, _name: str, properties: Properties, _stack: str) -> Made:
        attributes = properties.get("Attributes") or {}
        made = self._connect.create_instance(
            InstanceAlias=properties["InstanceAlias"], IdentityManagementType=properties["IdentityManagementType"],
            InboundCallsEnabled=_truth(attributes.get("InboundCalls")),
            OutboundCallsEnabled=_truth(attributes.get("OutboundCalls")),
        )  # fmt: skip
        return made["Arn"], self._told(made["Arn"])

    def keep_instance(self, arn: str, old: Properties, new: Properties, stack: str) -> Made:
        """Keep an instance whose attributes changed; another alias is another instance."""
        if old.get("InstanceAlias") != new.get("InstanceAlias"):
            return self.make_instance("", new, stack)
        return arn, self._told(arn)

    def remove_instance(self, arn: str, _properties: Properties) -> None:
        self._connect.delete_instance(InstanceId=_id(arn))

    def _told(self, arn: str) -> dict[str, Any]:
        told = self._connect.describe_instance(InstanceId=_id(arn))["Instance"]
        return {"Arn": arn, "Id": told["Id"], "InstanceStatus": told["InstanceStatus"]}

    def make_storage(self, _name: str, properties: Properties, _stack: str) -> Made:
        made = self._connect.associate_instance_storage_config(**_storage(properties))["AssociationId"]
        return f"{properties['InstanceArn']}|{made}|{properties['ResourceType']}", {"AssociationId": made}

    def change_storage(self, identity: str, old: Properties, new: Properties, stack: str) -> Made:
        made = identity.split("|")[1]
        if any(old.get(name) != new.get(name) for name in ("InstanceArn", "ResourceType")):
            return self.make_storage("", new, stack)
        self._connect.update_instance_storage_config(**_storage(new), AssociationId=made)
        return identity, {"AssociationId": made}

    def remove_storage(self, identity: str, _properties: Properties) -> None:
        instance, association, kind = identity.split("|")
        self._connect.disassociate_instance_storage_config(
            InstanceId=_id(instance), AssociationId=association, ResourceType=kind
        )

    def make_association(self, _name: str, properties: Properties, _stack: str) -> Made:
        """Let flows call a function. :raises ValueError: for another kind of integration"""
        instance, kind, arn = (properties[name] for name in ("InstanceId", "IntegrationType", "IntegrationArn"))
        if kind != "LAMBDA_FUNCTION":
            raise ValueError(f"The laptop's Amazon Connect integrates no {kind}")
        self._connect.associate_lambda_function(InstanceId=_id(instance), FunctionArn=arn)
        return f"{instance}|{kind}|{arn}", {"IntegrationAssociationId": arn}

    def change_association(self, _identity: str, _old: Properties, new: Properties, stack: str) -> Made:
        return self.make_association("", new, stack)

    def remove_association(self, identity: str, _properties: Properties) -> None:
        instance, _, arn = identity.split("|")
        self._connect.disassociate_lambda_function(InstanceId=_id(instance), FunctionArn=arn)


def _storage(properties: Properties) -> dict[str, Any]:
    kinds = ("S3Config", "KinesisStreamConfig")
    config = {
        "StorageType": properties["StorageType"],
        **{kind: properties[kind] for kind in kinds if kind in properties},
    }
    return {"InstanceId": _id(properties["InstanceArn"]), "ResourceType": properties["ResourceType"],
            "StorageConfig": config}  # fmt: skip


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]


def _truth(value: Any) -> bool:
    return str(value).lower() == "true"
