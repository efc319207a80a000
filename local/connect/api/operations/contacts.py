"""Contacts: begun, stopped, transferred, described, changed."""

from datetime import datetime
from typing import Any

from local.connect.api.account import Account
from local.connect.api.errors import InvalidRequest, ResourceNotFound
from local.connect.api.operations.users import USERS
from local.connect.api.registry import Asked, operation
from local.connect.api.told import arn, contact_of
from local.connect.contact import Contact
from local.connect.engine import Instance
from local.connect.handlers.contact_data import MOST_ATTRIBUTE_BYTES, too_large

MOST_AHEAD = 518_400.0
"""Seconds: six days."""


def contact(instance: Instance, reference: str) -> Contact:
    """Return a contact, ended or not. :raises ResourceNotFound: if there is none"""
    found = instance.contacts.get(reference)
    if found is None:
        raise ResourceNotFound(f"Contact not found: {reference}")
    return found


def attributes(asked: Asked, kept: dict[str, str] | None = None) -> dict[str, str]:
    """Return the attributes of a request. :raises InvalidRequest: if with those kept they pass 32 KB"""
    told: dict[str, str] = asked.get("Attributes", {})
    if too_large(kept or {}, told):
        raise InvalidRequest(f"Attributes of more than {MOST_ATTRIBUTE_BYTES} bytes")
    return told


def facts(asked: Asked) -> dict[str, Any]:
    """Return what a request tells of the contact that it begins."""
    known = {"related": "RelatedContactId", "name": "Name", "description": "Description", "references": "References"}
    return {name: asked[member] for name, member in known.items() if member in asked}


@operation("StartOutboundVoiceContact")
def call_out(account: Account, asked: Asked) -> dict[str, Any]:
    """Call somebody; the flow runs once they answer. :raises InvalidRequest: if there is no number to call from"""
    instance = account.instance(asked["InstanceId"])
    if "SourcePhoneNumber" not in asked and "QueueId" not in asked:
        raise InvalidRequest("SourcePhoneNumber or QueueId must be given")
    ring = asked.get("RingTimeoutInSeconds", 60)
    amd = asked.get("AnswerMachineDetectionConfig", {}).get("EnableAnswerMachineDetection", False)
    more = {"campaign": asked["CampaignId"]} if "CampaignId" in asked else {}

    def called() -> dict[str, Any]:
        begun = instance.start_outbound(
            asked["ContactFlowId"], asked["DestinationPhoneNumber"], ring=ring, amd=amd,
            system=asked.get("SourcePhoneNumber"), queue=asked.get("QueueId"), attributes=dict(attributes(asked)),
            **facts(asked), **more,
        )  # fmt: skip
        return {"ContactId": begun}

    return account.once("StartOutboundVoiceContact", asked, called)


@operation("StartTaskContact")
def start_task(account: Account, asked: Asked) -> dict[str, Any]:
    """Make a task, now or at its time. :raises InvalidRequest: if no flow is told, or its time cannot be"""
    instance, flow = account.instance(asked["InstanceId"]), asked.get("ContactFlowId")
    if flow is None:
        raise InvalidRequest("The engine performs tasks with a ContactFlowId only")
    at: datetime | None = asked.get("ScheduledTime")
    delay = at.timestamp() - instance.clock.now() if at else 0.0

    def made() -> dict[str, Any]:
        if not 0 <= delay <= MOST_AHEAD:
            raise InvalidRequest("ScheduledTime lies in the past, or more than six days ahead")
        return {
            "ContactId": instance.start_task(
                flow, asked["Name"], delay=delay, attributes=dict(attributes(asked)),
                description=asked.get("Description", ""), references=asked.get("References"),
                parent=asked.get("RelatedContactId") or asked.get("PreviousContactId"),
            )
        }  # fmt: skip

    return account.once("StartTaskContact", asked, made)


@operation("StopContact")
def stop(account: Account, asked: Asked) -> None:
    """End a contact; one that has ended stays as it is."""
    instance = account.instance(asked["InstanceId"])
    if not contact(instance, asked["ContactId"]).ended:
        instance.stop_contact(asked["ContactId"], "API")


@operation("TransferContact")
def transfer(account: Account, asked: Asked) -> dict[str, Any]:
    """Send a contact on through a flow. :raises InvalidRequest: if both or none of queue and user are told"""
    instance = account.instance(asked["InstanceId"])
    if ("QueueId" in asked) == ("UserId" in asked):
        raise InvalidRequest("One of QueueId and UserId must be given")
    queue = asked.get("QueueId") or USERS.find(instance, asked["UserId"]).queue

    def sent() -> dict[str, Any]:
        onward = instance.transfer_contact(asked["ContactId"], asked["ContactFlowId"], queue)
        return {"ContactId": onward, "ContactArn": arn(instance, onward)}

    return account.once("TransferContact", asked, sent)


@operation("MonitorContact")
def monitor(account: Account, asked: Asked) -> dict[str, Any]:
    """Let a supervisor listen to a call; who may barge too begins unheard all the same."""
    instance = account.instance(asked["InstanceId"])
    supervisor = instance.agent(USERS.find(instance, asked["UserId"]).id)
    may_speak = "BARGE" in asked.get("AllowedMonitorCapabilities", ())
    supervisor.monitor(contact(instance, asked["ContactId"]).id, may_speak=may_speak)
    return {"ContactId": asked["ContactId"], "ContactArn": arn(instance, asked["ContactId"])}


@operation("DescribeContact")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    instance = account.instance(asked["InstanceId"])
    return {"Contact": contact_of(instance, contact(instance, asked["ContactId"]))}


@operation("GetContactAttributes")
def get_attributes(account: Account, asked: Asked) -> dict[str, Any]:
    return {"Attributes": dict(contact(account.instance(asked["InstanceId"]), asked["InitialContactId"]).attributes)}


@operation("UpdateContactAttributes")
def set_attributes(account: Account, asked: Asked) -> None:
    instance = account.instance(asked["InstanceId"])
    known = contact(instance, asked["InitialContactId"])
    instance.update_attributes(known.id, attributes(asked, known.attributes))


@operation("UpdateContact")
def update(account: Account, asked: Asked) -> None:
    instance = account.instance(asked["InstanceId"])
    known = contact(instance, asked["ContactId"])
    changes = facts(asked)
    if "references" in changes:
        changes["references"] = {**known.references, **changes["references"]}
    instance.update(known.id, **changes)


@operation("UpdateContactRoutingData")
def set_routing(account: Account, asked: Asked) -> None:
    """Move a waiting contact: its priority, or the time that it is taken to have waited."""
    instance = account.instance(asked["InstanceId"])
    names = {"QueuePriority": "priority", "QueueTimeAdjustmentSeconds": "time_adjustment"}
    changes = {field: asked[member] for member, field in names.items() if member in asked}
    instance.update(contact(instance, asked["ContactId"]).id, **changes)


@operation("TagContact")
def tag(account: Account, asked: Asked) -> None:
    instance = account.instance(asked["InstanceId"])
    known = contact(instance, asked["ContactId"])
    instance.update(known.id, tags={**known.tags, **asked["Tags"]})


@operation("UntagContact")
def untag(account: Account, asked: Asked) -> None:
    instance = account.instance(asked["InstanceId"])
    known = contact(instance, asked["ContactId"])
    gone = set(asked["TagKeys"])
    instance.update(known.id, tags={key: value for key, value in known.tags.items() if key not in gone})


def _recording(name: str, what: str) -> None:
    def record(account: Account, asked: Asked) -> None:
        account.instance(asked["InstanceId"]).record_call(asked["ContactId"], what)

    operation(name)(record)


_recording("StartContactRecording", "START")
_recording("StopContactRecording", "STOP")
_recording("SuspendContactRecording", "SUSPEND")
_recording("ResumeContactRecording", "RESUME")
