"""Modules and test cases through boto3: our own flows, tested as they would be on AWS."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.local.connect.publishing import configure
from tests.local.connect.test_centre import FLOW

HERE = Path(__file__).parents[3] / "connect_flows"
CASES = [f"{tree}-{case}" for tree in ("statistics", "municipality") for case in ("0-help-ar", "0-help-en")]
MODULE = {
    "Version": "2019-10-30", "StartAction": "end", "Metadata": {},
    "Settings": {"InputParameters": [], "OutputParameters": [], "Transitions": []},
    "Actions": [{"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {}, "Transitions": {}}],
}  # fmt: skip


@pytest.fixture
def arns(connect: Any, instance: str) -> dict[tuple[str, str], str]:
    return {("lambda", "contacts-flow"): FLOW, **configure(connect, instance, {"contacts-flow": FLOW}, ["mariam"])}


def made(connect: Any, instance: str, arns: dict[tuple[str, str], str], name: str) -> str:
    """Return a test case of ours, as it would be kept on AWS: bound to the body of its tree."""
    text, body = (HERE / f"{name}.json").read_text(encoding="utf-8"), name.partition("-")[0]
    for (kind, key), arn in arns.items():
        text = text.replace(f"${{{kind}:{key.removeprefix(f'{body}.')}}}", arn)
    case = json.loads(text)
    content = json.dumps(case.pop("Content"), ensure_ascii=False)
    return str(connect.create_test_case(InstanceId=instance, **case, Content=content)["TestCaseId"])


@pytest.mark.parametrize("name", CASES)
def test_our_flows_pass_their_tests_through_the_api(
    connect: Any, instance: str, arns: dict[tuple[str, str], str], name: str
) -> None:
    asked = {"InstanceId": instance, "TestCaseId": made(connect, instance, arns, name)}
    run = connect.start_test_case_execution(**asked)["TestCaseExecutionId"]
    told = connect.get_test_case_execution_summary(**asked, TestCaseExecutionId=run)
    records = connect.list_test_case_execution_records(**asked, TestCaseExecutionId=run)["ExecutionRecords"]
    assert told["Status"] == "PASSED", records
    assert told["ObservationSummary"]["TotalObservations"] == len(records)
    (one,) = connect.list_test_case_executions(InstanceId=instance, Status="PASSED")["TestCaseExecutions"]
    assert one["TestCaseExecutionId"] == run


def test_what_is_no_test_case_is_kept_only_if_it_is_saved(connect: Any, instance: str) -> None:
    point = {
        "Type": "VOICE_CALL",
        "VoiceCallEntryPointParameters": {"SourcePhoneNumber": "+96891234567", "FlowId": "main"},
    }
    asked = {"InstanceId": instance, "Name": "draft", "Content": "{}", "EntryPoint": point}
    with pytest.raises(connect.exceptions.ClientError, match="Observations"):
        connect.create_test_case(**asked)
    saved = connect.create_test_case(**asked, Status="SAVED")["TestCaseId"]
    told = connect.describe_test_case(InstanceId=instance, TestCaseId=saved)["TestCase"]
    assert (told["Name"], told["Status"]) == ("draft", "SAVED")
    with pytest.raises(connect.exceptions.ClientError):
        connect.start_test_case_execution(InstanceId=instance, TestCaseId=saved)
    connect.delete_test_case(InstanceId=instance, TestCaseId=saved)
    assert connect.list_test_cases(InstanceId=instance)["TestCaseSummaryList"] == []


def test_a_module_is_published_changed_and_refused_as_a_flow_is(connect: Any, instance: str) -> None:
    content = json.dumps(MODULE)
    id_ = connect.create_contact_flow_module(InstanceId=instance, Name="proof", Content=content)["Id"]
    asked = {"InstanceId": instance, "ContactFlowModuleId": id_}
    connect.update_contact_flow_module_content(**asked, Content=content.replace('"end"', '"done"'))
    told = connect.describe_contact_flow_module(**asked)["ContactFlowModule"]
    assert (told["Name"], told["Status"], json.loads(told["Content"])["StartAction"]) == ("proof", "PUBLISHED", "done")
    with pytest.raises(connect.exceptions.InvalidContactFlowModuleException) as refused:
        connect.update_contact_flow_module_content(**asked, Content=content.replace("EndFlowModuleExecution", "Return"))
    assert "use EndFlowModuleExecution" in refused.value.response["Problems"][0]["message"]
