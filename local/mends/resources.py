"""CloudFormation: properties that MiniStack drops and resource types that it refuses."""

from typing import Any

from local.mends import upstream

WITHOUT_EFFECT = ("AWS::ApiGatewayV2::Deployment",)
"""Types with nothing to do here: a WebSocket API's stage serves its routes as they are, with no deployment of them."""


def enable_expiry() -> None:
    """Apply a table's `TimeToLiveSpecification`, which MiniStack ignores."""
    handlers = upstream.service("cloudformation.provisioners")._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    tables = upstream.service("dynamodb")

    def create(name: str, properties: dict[str, Any], stack: str, *rest: Any, **named: Any) -> Any:
        answer = make(name, properties, stack, *rest, **named)
        if expiry := properties.get("TimeToLiveSpecification"):
            tables._update_ttl({"TableName": answer[0], "TimeToLiveSpecification": expiry})
        return answer

    make, handlers["create"] = handlers["create"], create


def accept_deployments() -> None:
    """Accept types that Chalice emits and that need no work here; MiniStack refuses the whole template."""
    handlers = upstream.service("cloudformation.provisioners")._RESOURCE_HANDLERS
    for kind in WITHOUT_EFFECT:
        handlers.setdefault(kind, {"create": _name_only, "delete": lambda *_, **__: None})


def _name_only(name: str, _properties: dict[str, Any], stack: str, *_: Any, **__: Any) -> tuple[str, dict[str, str]]:
    identity = f"{stack}-{name}"
    return identity, {"DeploymentId": identity}
