"""A centre of one body a tree, configured through the API as on AWS: queues, hours, people and the flows."""

from collections.abc import Iterable, Mapping
from typing import Any

from infra.flows import Flow, Sources, bound

WEEK = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")
ALL_DAY = {"StartTime": {"Hours": 0, "Minutes": 0}, "EndTime": {"Hours": 0, "Minutes": 0}}
MOST = 10
"""Queue configurations that one call may add to a routing profile."""
Ids = dict[tuple[str, str], str]


def configure(
    connect: Any, instance: str, functions: Mapping[str, str], agents: Iterable[str], sources: Sources | None = None
) -> Ids:
    """Configure an instance and return what it has: (kind, name) -> ARN, and ("user", name) -> id.

    A body is called as its tree, a queue `<tree>.<code>.<language>`; every agent serves every queue, at any hour.

    :param connect: boto3's client
    :param functions: the ARNs of the deployed functions by their names
    :raises Unbound: if a flow names something that is not there
    """
    sources = sources or Sources()
    asked = {"InstanceId": instance}
    openings = [{"Day": day, **ALL_DAY} for day in WEEK]
    hours = connect.create_hours_of_operation(**asked, Name="always", TimeZone="Asia/Muscat", Config=openings)
    made = {
        f"{tree}.{code}.{language}": connect.create_queue(
            **asked, Name=f"{tree}.{code}_{language.upper()}", HoursOfOperationId=hours["HoursOfOperationId"]
        )
        for tree in sources.trees
        for code in sorted(sources.queues(tree))
        for language in ("ar", "en")
    }
    ids: Ids = {("queue", name): queue["QueueArn"] for name, queue in made.items()}
    for name, arn in functions.items():
        connect.associate_lambda_function(**asked, FunctionArn=arn)
        ids["lambda", name] = arn
    profile = _profile(connect, instance, {name: queue["QueueId"] for name, queue in made.items()})
    for name in agents:
        ids["user", name] = connect.create_user(
            **asked, Username=name, PhoneConfig={"PhoneType": "SOFT_PHONE"}, SecurityProfileIds=["Agent"],
            RoutingProfileId=profile,
        )["UserId"]  # fmt: skip
    return ids | publish(connect, instance, ids, sources)


def _profile(connect: Any, instance: str, queues: Mapping[str, str]) -> str:
    """Return the id of a routing profile with every queue, tasks in the Arabic ones: the service takes ten at once.

    It takes fifty altogether, which all queues by both channels would pass.
    """
    configs = [
        {"QueueReference": {"QueueId": queue, "Channel": channel}, "Priority": 1, "Delay": 0}
        for name, queue in queues.items()
        for channel in (("VOICE", "TASK") if name.endswith(".ar") else ("VOICE",))
    ]
    profile: str = connect.create_routing_profile(
        InstanceId=instance, Name="agents", Description="agents", DefaultOutboundQueueId=next(iter(queues.values())),
        QueueConfigs=configs[:MOST],
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "CHAT", "Concurrency": 3},
                            {"Channel": "TASK", "Concurrency": 3}],
    )["RoutingProfileId"]  # fmt: skip
    for first in range(MOST, len(configs), MOST):
        connect.associate_routing_profile_queues(
            InstanceId=instance, RoutingProfileId=profile, QueueConfigs=configs[first : first + MOST]
        )
    return profile


def publish(connect: Any, instance: str, ids: Ids, sources: Sources) -> Ids:
    """Publish the flows of sources: saved first, so that they may name each other; return their ARNs."""
    flows = sources.flows({tree: tree for tree in sources.trees})
    made = {name: _saved(connect, instance, flow) for name, flow in flows.items()}
    known = {("flow", name): flow["ContactFlowArn"] for name, flow in made.items()}
    for name, flow in flows.items():
        own = {("queue", key.removeprefix(f"{flow.body}.")): arn for (kind, key), arn in ids.items() if kind == "queue"
               and key.startswith(f"{flow.body}.")}  # fmt: skip
        connect.update_contact_flow_content(
            InstanceId=instance, ContactFlowId=made[name]["ContactFlowId"], Content=bound(flow, ids | known | own)
        )
    return known


def _saved(connect: Any, instance: str, flow: Flow) -> dict[str, str]:
    saved: dict[str, str] = connect.create_contact_flow(
        InstanceId=instance, Name=flow.name, Type=flow.kind, Content=flow.content, Status="SAVED"
    )
    return saved
