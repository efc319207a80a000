"""Flows: saved without a look, published once the strict check finds nothing."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.bindings import unbound
from local.connect.api.errors import Duplicate, InvalidFlow, InvalidModule, NotPublished, ResourceNotFound
from local.connect.api.listing import page, searched
from local.connect.api.registry import Asked, operation
from local.connect.engine import Instance
from local.connect.language.model import MODULE
from local.connect.language.validate import check_content
from local.connect.resources import FlowResource

SAVED = ":$SAVED"


def flow_of(instance: Instance, reference: str) -> FlowResource:
    """Return a flow by its id or ARN. :raises ResourceNotFound: if there is none"""
    flows, wanted = instance.directory.flows, reference.removesuffix(SAVED)
    found = flows.find(wanted)
    if found is None or not flows.has(wanted):
        raise ResourceNotFound(f"Contact flow not found: {reference}")
    return found


def checked(instance: Instance, content: str, name: str, kind: str) -> str:
    """Return content that may be published. :raises InvalidFlow: with what CreateContactFlow would answer"""
    report = check_content(content, name=name, kind=kind)
    problems = [problem.message for problem in report.problems]
    if report.flow and not problems:
        problems = list(unbound(report.flow, instance.directory))
    if problems:
        raise (InvalidModule if kind == MODULE else InvalidFlow)(problems)
    return content


def sha(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def _summary(flow: FlowResource) -> dict[str, Any]:
    return {
        "Id": flow.id, "Arn": flow.arn, "Name": flow.name, "ContactFlowType": flow.kind,
        "ContactFlowState": flow.more.get("ContactFlowState", "ACTIVE"), "ContactFlowStatus": _status(flow),
    }  # fmt: skip


def _status(flow: FlowResource) -> str:
    return "PUBLISHED" if flow.published else "SAVED"


def _described(flow: FlowResource, *, saved: bool = False) -> dict[str, Any]:
    content = flow.more.get("Saved", flow.content) if saved or not flow.published else flow.content
    return {
        "Id": flow.id, "Arn": flow.arn, "Name": flow.name, "Type": flow.kind,
        "State": flow.more.get("ContactFlowState", "ACTIVE"), "Status": "SAVED" if saved else _status(flow),
        "Description": flow.more.get("Description"), "Content": content, "Tags": flow.more.get("Tags"),
        "FlowContentSha256": sha(content),
    }  # fmt: skip


def _plain(described: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value is not None}


def _free(instance: Instance, name: str, kind: str, own: str = "") -> None:
    """Look whether a name is free among flows of a type. :raises Duplicate: if another than `own` has it"""
    if any((flow.name, flow.kind) == (name, kind) and flow.id != own for flow in instance.directory.flows):
        raise Duplicate(f"There is a contact flow named {name}")


@operation("CreateContactFlow")
def create(account: Account, asked: Asked) -> dict[str, Any]:
    """Publish a flow, or save it.

    :raises InvalidFlow: if it cannot be published
    :raises Duplicate: if its name is taken
    """
    instance, published = account.instance(asked["InstanceId"]), asked.get("Status", "PUBLISHED") == "PUBLISHED"
    _free(instance, asked["Name"], asked["Type"])
    account.quotas.admit("flows", len(instance.directory.flows))
    content = checked(instance, asked["Content"], asked["Name"], asked["Type"]) if published else asked["Content"]
    id_ = str(uuid4())
    more = {name: asked[name] for name in ("Description", "Tags") if name in asked} | {"Saved": content}
    flow = FlowResource(
        id=id_, arn=instance.directory.name_of("contact-flow", id_), name=asked["Name"], kind=asked["Type"],
        content=content if published else "", published=published, more=more,
    )  # fmt: skip
    (instance.publish if published else instance.directory.flows.put)(flow)
    return {"ContactFlowId": id_, "ContactFlowArn": flow.arn, "FlowContentSha256": sha(content)}


@operation("DescribeContactFlow")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    """Tell of what is published, or with `:$SAVED` of what was saved last. :raises NotPublished: if nothing is"""
    reference = asked["ContactFlowId"]
    flow, saved = flow_of(account.instance(asked["InstanceId"]), reference), reference.endswith(SAVED)
    if not (saved or flow.published):
        raise NotPublished(f"The contact flow {flow.name} has not been published")
    return {"ContactFlow": _plain(_described(flow, saved=saved))}


@operation("ListContactFlows")
def flows(account: Account, asked: Asked) -> dict[str, Any]:
    kinds = asked.get("ContactFlowTypes")
    found = [flow for flow in account.instance(asked["InstanceId"]).directory.flows if not kinds or flow.kind in kinds]
    shown, token = page(found, asked)
    return {"ContactFlowSummaryList": [_summary(flow) for flow in shown], "NextToken": token}


@operation("SearchContactFlows")
def search(account: Account, asked: Asked) -> dict[str, Any]:
    fields = {"name": "Name", "description": "Description", "Type": "Type", "State": "State", "Status": "Status"}
    found = [_plain(_described(flow)) for flow in account.instance(asked["InstanceId"]).directory.flows]
    shown, token, count = searched(found, asked, lambda flow, name: flow.get(fields.get(name, name), ""))
    return {"ContactFlows": shown, "NextToken": token, "ApproximateTotalCount": count}


@operation("UpdateContactFlowContent")
def update_content(account: Account, asked: Asked) -> None:
    """Publish another content, or save it where the id ends in `:$SAVED`. :raises InvalidFlow: if it cannot be"""
    instance, content = account.instance(asked["InstanceId"]), asked["Content"]
    flow = flow_of(instance, asked["ContactFlowId"])
    flow.more["Saved"] = content
    if not asked["ContactFlowId"].endswith(SAVED):
        flow.content, flow.published = checked(instance, content, flow.name, flow.kind), True
        instance.publish(flow)


@operation("UpdateContactFlowMetadata")
def update_metadata(account: Account, asked: Asked) -> None:
    instance = account.instance(asked["InstanceId"])
    flow = flow_of(instance, asked["ContactFlowId"])
    _free(instance, asked.get("Name", flow.name), flow.kind, flow.id)
    flow.name = asked.get("Name", flow.name)
    flow.more |= {name: asked[name] for name in ("Description", "ContactFlowState") if name in asked}
    instance.directory.flows.put(flow)


@operation("UpdateContactFlowName")
def update_name(account: Account, asked: Asked) -> None:
    update_metadata(account, asked)


@operation("DeleteContactFlow")
def delete(account: Account, asked: Asked) -> None:
    instance = account.instance(asked["InstanceId"])
    instance.directory.flows.remove(flow_of(instance, asked["ContactFlowId"]).id)
