"""Two templates of one app: what is moved finds what it names as parameters, and the main one gives it out."""

import json
from typing import Any

import pytest

from infra.split import CannotSplit, split
from tests.infra.conftest import Template


def main() -> Template:
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"Timeout": 8, "Role": {"Fn::GetAtt": ["TellRole", "Arn"]}},
    }
    statement = [
        {"Resource": {"Fn::GetAtt": ["Table", "Arn"]}},
        {"Resource": {"Fn::Sub": "${Table.Arn}/index/*"}},
        {"Resource": {"Fn::Sub": "arn:${AWS::Partition}:x:${AWS::Region}:${AWS::AccountId}:${Stage}"}},
        {"Resource": {"Fn::GetAtt": ["TellLogs", "Arn"]}},
    ]
    variables = {"TABLE": {"Ref": "Table"}, "DATA_REGION": {"Ref": "AWS::Region"}, "LEVEL": "INFO"}
    return {
        "Transform": "AWS::Serverless-2016-10-31",
        "Globals": {"Function": {"Environment": {"Variables": variables}}},
        "Resources": {
            "Table": {"Type": "AWS::DynamoDB::Table"},
            "Tell": function,
            "TellRole": {"Type": "AWS::IAM::Role", "Properties": {"Statement": statement}},
        },
    }


def second() -> Template:
    more: dict[str, Any] = {
        "Tell": {"Properties": {"FunctionName": "tell"}},
        "TellLogs": {"Type": "AWS::Logs::LogGroup"},
    }
    return {"Parameters": {"Stage": {"Type": "String"}}, "Resources": more}


def test_a_function_is_moved_with_its_role_and_what_the_second_template_adds() -> None:
    here, there = split(main(), second())
    assert set(here["Resources"]) == {"Table"}
    assert there["Resources"]["Tell"]["Properties"]["FunctionName"] == "tell"
    assert there["Resources"]["Tell"]["Properties"]["Role"] == {"Fn::GetAtt": ["TellRole", "Arn"]}


def test_what_is_named_of_the_main_template_is_handed_over_under_one_name() -> None:
    here, there = split(main(), second())
    statements = there["Resources"]["TellRole"]["Properties"]["Statement"]
    assert [statement["Resource"] for statement in statements] == [
        {"Ref": "TableArn"},
        {"Fn::Sub": "${TableArn}/index/*"},
        {"Fn::Sub": "arn:${AWS::Partition}:x:${VariableDataRegion}:${AWS::AccountId}:${Stage}"},
        {"Fn::GetAtt": ["TellLogs", "Arn"]},
    ]
    assert here["Outputs"]["TableArn"] == {"Value": {"Fn::GetAtt": ["Table", "Arn"]}}
    assert here["Outputs"]["VariableDataRegion"] == {"Value": {"Ref": "AWS::Region"}}
    assert set(here["Outputs"]) == set(there["Parameters"]) - {"Stage"}


def test_the_environment_is_the_same_in_both() -> None:
    _, there = split(main(), second())
    assert there["Globals"]["Function"]["Environment"]["Variables"] == {
        "TABLE": {"Ref": "VariableTable"},
        "DATA_REGION": {"Ref": "VariableDataRegion"},
        "LEVEL": "INFO",
    }


def test_a_template_that_adds_to_what_there_is_not_is_refused() -> None:
    lost = second()
    lost["Resources"]["Lost"] = {"Properties": {}}
    with pytest.raises(CannotSplit, match="Lost"):
        split(main(), lost)


def test_everything_that_the_second_stack_is_handed_is_given_out_by_the_first(
    packaged: Template, telephony: Template
) -> None:
    own = set(telephony["Parameters"]) & set(packaged["Parameters"]) | {"RecordingDays"}
    assert set(telephony["Parameters"]) - own <= set(packaged["Outputs"])


def test_nothing_in_the_second_template_names_what_only_the_first_has(telephony: Template) -> None:
    there = {*telephony["Resources"], *telephony["Parameters"]}
    text = json.dumps(telephony["Resources"])
    assert '"Fn::ImportValue"' not in text
    roles = {name for name, each in telephony["Resources"].items() if each["Type"] == "AWS::IAM::Role"}
    assert {name.removesuffix("Role") for name in roles} <= there
