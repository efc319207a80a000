"""Flows: saved first, so that they may name each other, then published with ARNs in the places of names.

A flow whose content is the published one is left alone: a mark of the content is kept as its tag.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.instance import Exchange, id_of
from infra.flows import Flow, Sources, Unbound, bound
from infra.telephony.checking import FlowsRefused

TAG = "nidaa-content"
Arns = Mapping[str, str]


def rendered(lines: Sequence[Line], sources: Sources | None = None) -> dict[str, Flow]:
    """Return every flow that these switchboards need, by its name.

    :raises FlowsRefused: if a tree sends callers to queues that its switchboard does not have
    """
    sources = sources or Sources()
    missing = [
        f"{line.body.code}: the tree {line.switchboard.flow} needs the queue {code}"
        for line in lines
        for code in sorted(sources.queues(line.switchboard.flow) - {queue.code for queue in line.switchboard.queues})
    ]
    if missing:
        raise FlowsRefused(missing)
    return sources.flows({line.body.code: line.switchboard.flow for line in lines})


def keep_flows(
    exchange: Exchange, flows: Mapping[str, Flow], places: Mapping[str, str], functions: Arns
) -> dict[str, str]:
    """Save what is missing, publish what changed; return the flows' ARNs by name.

    :param places: the ids of queues by `<body>.<code>.<language>`
    :raises FlowsRefused: with what Connect says of each flow
    """
    there = exchange.by_name("list_contact_flows", "ContactFlowSummaryList")
    new = {name: _saved(exchange, flow) for name, flow in flows.items() if name not in there}
    arns = {name: new.get(name) or there[name]["Arn"] for name in flows}
    refused: list[str] = []
    for name, flow in flows.items():
        own = {("queue", place): exchange.arn_of("queue", id_) for place, id_ in _queues(flow.body, places).items()}
        known = {**_named("flow", arns), **_named("lambda", functions), **own}
        before = {} if name in new else _described(exchange, arns[name])
        refused += _published(exchange, flow, arns[name], known, before)
    if refused:
        raise FlowsRefused(refused)
    return arns


def switch_off(exchange: Exchange, before: Arns, now: Arns) -> None:
    """Archive flows that the last deployment had and this one has not."""
    for name in sorted(before.keys() - now.keys()):
        exchange.say(f"flow {name} is archived: nothing needs it")
        exchange.ask("update_contact_flow_metadata", ContactFlowId=before[name], ContactFlowState="ARCHIVED")


def _named(kind: str, arns: Arns) -> dict[tuple[str, str], str]:
    return {(kind, name): arn for name, arn in arns.items()}


def _queues(body: str, places: Mapping[str, str]) -> dict[str, str]:
    """Return the places that a body's flows name, such as `economy.ar`, with the queues' ids."""
    return {place.removeprefix(f"{body}."): id_ for place, id_ in places.items() if place.startswith(f"{body}.")}


def _saved(exchange: Exchange, flow: Flow) -> str:
    exchange.say(f"flow {flow.name}")
    made = exchange.ask(
        "create_contact_flow", Name=flow.name, Type=flow.kind, Content=flow.content, Status="SAVED",
        Tags={TAG: "none"},
    )  # fmt: skip
    return str(made["ContactFlowArn"])


def _described(exchange: Exchange, arn: str) -> dict[str, Any]:
    """Return a flow as it was published; nothing of one that a run which was cut off saved alone."""
    try:
        told: dict[str, Any] = exchange.ask("describe_contact_flow", ContactFlowId=id_of(arn))["ContactFlow"]
    except exchange.connect.exceptions.ContactFlowNotPublishedException:
        return {}
    return told


def _published(
    exchange: Exchange, flow: Flow, arn: str, known: Mapping[tuple[str, str], str], before: Mapping[str, Any]
) -> list[str]:  # fmt: skip
    """Publish a flow if its content changed since `before`; return what Connect has against it."""
    try:
        content = bound(flow, known)
    except Unbound as unbound:
        return [str(unbound)]
    mark = sha256(content.encode()).hexdigest()
    if before.get("State") == "ARCHIVED":
        exchange.ask("update_contact_flow_metadata", ContactFlowId=id_of(arn), ContactFlowState="ACTIVE")
    if before.get("Tags", {}).get(TAG) == mark:
        return []
    try:
        exchange.ask("update_contact_flow_content", ContactFlowId=id_of(arn), Content=content)
    except exchange.connect.exceptions.InvalidContactFlowException as refusal:
        return [f"{flow.name}: {problem}" for problem in _problems(refusal)]
    exchange.connect.tag_resource(resourceArn=arn, tags={TAG: mark})
    return []


def _problems(refusal: ClientError) -> list[str]:
    told: Any = refusal.response
    problems = [str(one.get("message", json.dumps(one))) for one in told.get("problems", [])]
    return problems or [str(refusal)]
