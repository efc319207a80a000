"""The centre's own instance: its queue, hours, people and flows, configured through the API as on AWS."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

WEEK = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")
FLOWS = Path(__file__).resolve().parents[2] / "connect_flows"
ALL_DAY = {"StartTime": {"Hours": 0, "Minutes": 0}, "EndTime": {"Hours": 0, "Minutes": 0}}
_PLACEHOLDER = re.compile(r"\$\{(\w+):([\w.-]+)\}")
_KINDS = {
    "contactFlow": "CONTACT_FLOW", "customerQueue": "CUSTOMER_QUEUE", "customerHold": "CUSTOMER_HOLD",
    "customerWhisper": "CUSTOMER_WHISPER", "agentHold": "AGENT_HOLD", "agentWhisper": "AGENT_WHISPER",
    "outboundWhisper": "OUTBOUND_WHISPER", "agentTransfer": "AGENT_TRANSFER", "queueTransfer": "QUEUE_TRANSFER",
}  # fmt: skip
Ids = dict[tuple[str, str], str]


class Unbound(Exception):
    """A flow names something that is not there; the message says what."""


def configure(connect: Any, instance: str, functions: Mapping[str, str], agents: Iterable[str]) -> Ids:
    """Configure an instance and return what flows may name: (kind, name) -> ARN, and ("user", name) -> id.

    :param connect: boto3's client
    :param functions: the ARNs of the deployed functions by their names
    :raises Unbound: if a flow names something that is not there
    """
    asked = {"InstanceId": instance}
    openings = [{"Day": day, **ALL_DAY} for day in WEEK]
    hours = connect.create_hours_of_operation(**asked, Name="general", TimeZone="Asia/Muscat", Config=openings)
    queue = connect.create_queue(**asked, Name="general", HoursOfOperationId=hours["HoursOfOperationId"])
    ids: Ids = {("hours", "general"): hours["HoursOfOperationArn"], ("queue", "general"): queue["QueueArn"]}
    for name, arn in functions.items():
        connect.associate_lambda_function(**asked, FunctionArn=arn)
        ids["lambda", name] = arn
    profile = connect.create_routing_profile(
        **asked, Name="agents", Description="agents", DefaultOutboundQueueId=queue["QueueId"],
        QueueConfigs=[{"QueueReference": {"QueueId": queue["QueueId"], "Channel": channel}, "Priority": 1, "Delay": 0}
                      for channel in ("VOICE", "CHAT", "TASK")],
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "CHAT", "Concurrency": 3},
                            {"Channel": "TASK", "Concurrency": 3}],
    )["RoutingProfileId"]  # fmt: skip
    for name in agents:
        ids["user", name] = connect.create_user(
            **asked, Username=name, PhoneConfig={"PhoneType": "SOFT_PHONE"}, SecurityProfileIds=["agent"],
            RoutingProfileId=profile,
        )["UserId"]  # fmt: skip
    return ids | publish(connect, instance, ids)


def publish(connect: Any, instance: str, ids: Ids, folder: Path = FLOWS) -> Ids:
    """Publish the flows of a folder: saved first, so that they may name each other; return their ARNs."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.json"))}
    made = {name: _saved(connect, instance, name, text) for name, text in texts.items()}
    known = ids | {("flow", name): flow["ContactFlowArn"] for name, flow in made.items()}
    for name, text in texts.items():
        content = _bound(text, name, known)
        connect.update_contact_flow_content(
            InstanceId=instance, ContactFlowId=made[name]["ContactFlowId"], Content=content
        )
    return {key: arn for key, arn in known.items() if key[0] == "flow"}


def _saved(connect: Any, instance: str, name: str, text: str) -> dict[str, str]:
    kind = _KINDS[json.loads(text)["Metadata"]["type"]]
    flow: dict[str, str] = connect.create_contact_flow(
        InstanceId=instance, Name=name, Type=kind, Content=text, Status="SAVED"
    )
    return flow


def _bound(text: str, flow: str, known: Ids) -> str:
    def arn(found: re.Match[str]) -> str:
        kind, name = found.groups()
        if (kind, name) not in known:
            raise Unbound(f"{flow} names {kind} {name}, which is not there")
        return known[kind, name]

    return _PLACEHOLDER.sub(arn, text)
