"""What a deployment of our stack asks for and MiniStack does not take."""

from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from local.mends import upstream


def count_pollers() -> None:
    """Take `MaximumConcurrency` from a parameter: CloudFormation makes it a number, MiniStack compares a text."""
    types = upstream.service("cloudformation.provisioners")._RESOURCE_HANDLERS
    handlers = types["AWS::Lambda::EventSourceMapping"]

    def create(name: str, properties: dict[str, Any], *rest: Any, **named: Any) -> Any:
        return handlers["create"](name, _counted(properties), *rest, **named)

    def update(name: str, old: dict[str, Any], new: dict[str, Any], *rest: Any, **named: Any) -> Any:
        return handlers["update"](name, _counted(old), _counted(new), *rest, **named)

    types["AWS::Lambda::EventSourceMapping"] = {**handlers, "create": create, "update": update}


def _counted(properties: dict[str, Any]) -> dict[str, Any]:
    if not (scaling := properties.get("ScalingConfig")):
        return properties
    return {**properties, "ScalingConfig": {name: int(value) for name, value in scaling.items()}}


def keep_text_settings() -> None:
    """Answer SNS's `SetSMSAttributes` and `GetSMSAttributes`, which MiniStack does not know."""
    topics = upstream.service("sns")
    kept: dict[str, str] = {}

    async def handle(method: str, path: str, headers: Any, body: bytes, query: Any) -> Any:
        asked = dict(parse_qsl(body.decode("utf-8", errors="replace")))
        if asked.get("Action") == "SetSMSAttributes":
            kept.update(_entries(asked))
            return topics._xml(200, "SetSMSAttributesResponse", "<SetSMSAttributesResult/>")
        if asked.get("Action") == "GetSMSAttributes":
            return topics._xml(200, "GetSMSAttributesResponse", _listed(kept))
        return await answer(method, path, headers, body, query)

    answer = upstream.replace(topics, "handle_request", handle)


def _entries(asked: dict[str, str]) -> dict[str, str]:
    keys = [name for name in asked if name.startswith("attributes.entry.") and name.endswith(".key")]
    return {asked[key]: asked[key.removesuffix("key") + "value"] for key in keys}


def _listed(kept: dict[str, str]) -> str:
    entries = "".join(f"<entry><key>{k}</key><value>{escape(v)}</value></entry>" for k, v in sorted(kept.items()))
    return f"<GetSMSAttributesResult><attributes>{entries}</attributes></GetSMSAttributesResult>"
