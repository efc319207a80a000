"""What every workflow keeps to, and what the promises keep to besides."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from local.mends.tasks import PREFIX, needed
from tests.step_functions.conftest import FILES, states

Definition = dict[str, Any]
Machines = dict[str, Definition]
KINDS = {
    "Table": "AWS::DynamoDB::Table",
    "Url": "AWS::SQS::Queue",
    "Arn": "AWS::StepFunctions::StateMachine",
    "Function": "AWS::Serverless::Function",
}
WAITS = (".waitForTaskToken", ".sync", ":activity:")


def tasks_of(definition: Definition) -> list[Definition]:
    return [state for _, state in states(definition) if state["Type"] == "Task"]


def test_what_a_workflow_names_is_in_the_template(path: Path, machines: Machines, template: Definition) -> None:
    for name, given in machines[path.name].get("DefinitionSubstitutions", {}).items():
        logical = given["Ref"] if "Ref" in given else given["Fn::GetAtt"][0]
        kind = next((kind for end, kind in KINDS.items() if name.endswith(end)), None)
        known = template["Resources"].get(logical, {}).get("Type", KINDS["Function"]) if kind else None
        assert logical in (template["Resources"] if kind else template["Parameters"]), name
        assert known == kind, name


def test_a_workflow_names_nothing_but_by_substitution(path: Path, definition: Definition) -> None:
    assert [t["Resource"] for t in tasks_of(definition) if not t["Resource"].startswith(PREFIX)] == []
    raw = path.read_text("utf-8")
    assert re.findall(r"arn:aws:(?!states:::)[\w:-]+|https?://[^\"]+", raw) == []
    assert re.findall(r"'?(?:TableName|QueueUrl|StateMachineArn|FunctionName)'?\"?: *['\"](?!\$\{)[^'\"]*", raw) == []


def test_every_index_that_is_queried_exists(definition: Definition, template: Definition) -> None:
    indexes = {
        index["IndexName"] for index in template["Resources"]["TicketsTable"]["Properties"]["GlobalSecondaryIndexes"]
    }
    assert set(re.findall(r"'IndexName': '(\w+)'", json.dumps(definition))) <= indexes


def test_nothing_waits(definition: Definition) -> None:
    assert [name for name, state in states(definition) if state["Type"] == "Wait"] == []
    assert [t["Resource"] for t in tasks_of(definition) if any(each in t["Resource"] for each in WAITS)] == []


@pytest.mark.parametrize("name", ["tickets_promises.asl.json", "tickets_escalate.asl.json"])
def test_no_function_runs_before_the_telling(name: str) -> None:
    (path,) = [each for each in FILES if each.name == name]
    resources = {task["Resource"] for task in tasks_of(json.loads(path.read_text("utf-8")))}
    assert [resource for resource in resources if "lambda" in resource] == []


def test_an_express_workflow_ends_itself_before_aws_does(machines: Machines) -> None:
    for name, machine in machines.items():
        if machine.get("StateMachineType") == "EXPRESS":
            assert json.loads(machine["DefinitionString"])["TimeoutSeconds"] < 300, name


def test_the_look_is_express_and_each_step_is_standard_so_that_its_name_is_taken_once(machines: Machines) -> None:
    assert machines["tickets_promises.asl.json"]["StateMachineType"] == "EXPRESS"
    assert machines["tickets_escalate.asl.json"]["StateMachineType"] == "STANDARD"


def test_a_workflows_role_allows_what_its_tasks_do_and_no_more(
    path: Path, definition: Definition, machines: Machines, template: Definition
) -> None:
    role = template["Resources"][machines[path.name]["RoleArn"]["Fn::GetAtt"][0]]["Properties"]
    statements = [s for policy in role["Policies"] for s in policy["PolicyDocument"]["Statement"]]
    actions = [each for s in statements for each in ([s["Action"]] if isinstance(s["Action"], str) else s["Action"])]
    assert set(actions) == {needed(task["Resource"], {})[0] for task in tasks_of(definition)}
    assert [s for s in statements if s["Resource"] in ("*", ["*"])] == []


def test_states_are_called_in_plain_words(definition: Definition) -> None:
    names = [name for name, _ in states(definition)]
    assert [name for name in names if not re.fullmatch(r"[A-Z][a-z]*( [A-Za-z]+)+", name)] == []
    assert len(names) == len(set(names))
