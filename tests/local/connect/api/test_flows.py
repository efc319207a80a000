"""Flows through boto3: saved, published, refused with the problems that AWS would name."""

import json
from typing import Any

import pytest

GREETING = {
    "Version": "2019-10-30",
    "StartAction": "say",
    "Metadata": {},
    "Actions": [
        {
            "Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": "أهلاً بكم"},
            "Transitions": {"NextAction": "end", "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}]},
        },
        {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
    ],
}  # fmt: skip
INVENTED = json.dumps(GREETING).replace("MessageParticipant", "PlayPrompt")


def flow(connect: Any, instance: str, content: Any = GREETING, **more: Any) -> str:
    asked = {"Name": "تحية", "Type": "CONTACT_FLOW", **more}
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return str(connect.create_contact_flow(InstanceId=instance, Content=text, **asked)["ContactFlowId"])


def test_a_flow_is_published_and_reads_as_it_was_written(connect: Any, instance: str) -> None:
    made = connect.describe_contact_flow(InstanceId=instance, ContactFlowId=flow(connect, instance))["ContactFlow"]
    assert (made["Name"], made["Type"], made["Status"], made["State"]) == (
        "تحية",
        "CONTACT_FLOW",
        "PUBLISHED",
        "ACTIVE",
    )
    assert json.loads(made["Content"]) == GREETING


def test_a_bad_flow_is_refused_with_its_problems(connect: Any, instance: str) -> None:
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as refused:
        flow(connect, instance, INVENTED)
    (problem,) = refused.value.response["problems"]
    assert problem["message"].startswith("Invalid Action type")
    assert "MessageParticipant" in problem["message"]
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert connect.list_contact_flows(InstanceId=instance)["ContactFlowSummaryList"] == []


def test_a_saved_flow_is_not_looked_at_until_it_is_published(connect: Any, instance: str) -> None:
    saved = flow(connect, instance, INVENTED, Status="SAVED")
    with pytest.raises(connect.exceptions.ContactFlowNotPublishedException, match="تحية"):
        connect.describe_contact_flow(InstanceId=instance, ContactFlowId=saved)
    kept = connect.describe_contact_flow(InstanceId=instance, ContactFlowId=f"{saved}:$SAVED")["ContactFlow"]
    assert (kept["Status"], kept["Content"]) == ("SAVED", INVENTED)
    with pytest.raises(connect.exceptions.InvalidContactFlowException):
        connect.update_contact_flow_content(InstanceId=instance, ContactFlowId=saved, Content=INVENTED)
    connect.update_contact_flow_content(InstanceId=instance, ContactFlowId=saved, Content=json.dumps(GREETING))
    made = connect.describe_contact_flow(InstanceId=instance, ContactFlowId=saved)["ContactFlow"]
    assert (made["Status"], json.loads(made["Content"])) == ("PUBLISHED", GREETING)


def test_a_name_is_taken_once(connect: Any, instance: str) -> None:
    flow(connect, instance)
    with pytest.raises(connect.exceptions.DuplicateResourceException):
        flow(connect, instance)


def test_flows_are_listed_in_pages_and_found(connect: Any, instance: str) -> None:
    for number in range(5):
        flow(connect, instance, Name=f"flow-{number}")
    pages = connect.get_paginator("list_contact_flows").paginate(InstanceId=instance, PaginationConfig={"PageSize": 2})
    assert [one["Name"] for page in pages for one in page["ContactFlowSummaryList"]] == [f"flow-{i}" for i in range(5)]
    criteria = {"StringCondition": {"FieldName": "name", "Value": "FLOW-3", "ComparisonType": "EXACT"}}
    found = connect.search_contact_flows(InstanceId=instance, SearchCriteria=criteria)
    assert ([one["Name"] for one in found["ContactFlows"]], found["ApproximateTotalCount"]) == (["flow-3"], 1)


def test_a_flow_that_is_deleted_is_not_found(connect: Any, instance: str) -> None:
    made = flow(connect, instance)
    connect.delete_contact_flow(InstanceId=instance, ContactFlowId=made)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.describe_contact_flow(InstanceId=instance, ContactFlowId=made)
