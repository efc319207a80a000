import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cfnlint.api import lint_file
from cfnlint.config import ManualArgs

from chalicelib.shared import errors
from chalicelib.shared.settings import Settings
from infra.package import ROOT
from tests.infra.conftest import Template

POLICIES = ROOT / ".chalice"
INDEXES = {
    "TicketsTable": {
        "worklist": ("wl", "wl_sort"),
        "body": ("bo", "bo_sort"),
        "assignee": ("asg", "wl_sort"),
        "requester": ("rq", "rq_sort"),
        "near": ("cell", "rq_sort"),
        "no_reply": ("nr", "rq_sort"),
        "due": ("clk", "due"),
    },
    "PeopleTable": {"names": ("nm", "nm_sort")},
    "OrganisationsTable": {},
    "NotificationsTable": {"state": ("st", "st_sort")},
    "ContactsTable": {
        "body": ("bo", "bo_sort"),
        "agent": ("ag", "at"),
        "person": ("pn", "at"),
        "ticket": ("tk", "at"),
        "due": ("due_shard", "due"),
        "open": ("op", "at"),
    },
    "LiveTable": {},
}


def of_type(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    return {name: r["Properties"] for name, r in template["Resources"].items() if r["Type"] == kind}


def functions(template: Template) -> dict[str, dict[str, Any]]:
    return of_type(template, "AWS::Serverless::Function")


@pytest.mark.parametrize(("file", "region"), [("sam.json", "me-central-1"), ("contacts.json", "eu-central-1")])
def test_cfn_lint_finds_nothing(file: str, region: str, artifact: Path) -> None:
    found = lint_file(artifact / file, config=ManualArgs(regions=[region]))
    assert [f"{match.rule.id} {match.message}" for match in found] == []


def test_every_name_that_another_stage_could_take_carries_the_stage(each: Template) -> None:
    naming = ("TableName", "QueueName", "TopicName", "BucketName", "FunctionName", "LogGroupName", "Name")
    kinds = ("Table", "Queue", "Topic", "Bucket", "Function", "EventBus", "Secret", "RestApi", "ConfigurationSet")
    named = {
        f"{logical}.{key}": resource["Properties"][key]
        for logical, resource in each["Resources"].items()
        for key in naming
        if resource["Type"].endswith(kinds) and key in resource.get("Properties", {})
    }
    assert named
    assert [where for where, name in named.items() if "${Stage}" not in json.dumps(name)] == []


@pytest.mark.parametrize("table", sorted(INDEXES))
def test_a_table_has_its_keys_and_its_sparse_indexes_of_keys_only(table: str, packaged: Template) -> None:
    properties = packaged["Resources"][table]["Properties"]
    assert _names(properties["KeySchema"]) == ("pk", "sk")
    found = properties.get("GlobalSecondaryIndexes", [])
    assert {index["IndexName"]: _names(index["KeySchema"]) for index in found} == INDEXES[table]
    assert {index["Projection"]["ProjectionType"] for index in found} <= {"KEYS_ONLY"}


def _names(schema: list[dict[str, str]]) -> tuple[str, ...]:
    assert [part["KeyType"] for part in schema] == ["HASH", "RANGE"]
    return tuple(part["AttributeName"] for part in schema)


def test_only_tickets_have_a_stream(packaged: Template) -> None:
    streams = {name: t.get("StreamSpecification") for name, t in of_type(packaged, "AWS::DynamoDB::Table").items()}
    assert {name: s for name, s in streams.items() if s} == {"TicketsTable": {"StreamViewType": "NEW_IMAGE"}}


def test_every_setting_that_the_code_reads_is_given_to_the_functions(packaged: Template) -> None:
    read = {field.name.upper() for field in msgspec.structs.fields(Settings)}
    given = set(packaged["Globals"]["Function"]["Environment"]["Variables"])
    assert read - given == {"CLOCK_OFFSET_FILE"}  # only the laptop's clock moves; its launcher sets it
    assert given - read == {"POWERTOOLS_LOG_LEVEL", "POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"}


def test_no_function_has_settings_of_its_own(each: Template) -> None:
    assert [name for name, f in functions(each).items() if "Environment" in f] == []


def test_every_function_has_its_own_log_kept_from_before_its_first_line(each: Template) -> None:
    logs = {json.dumps(g["LogGroupName"]): n for n, g in of_type(each, "AWS::Logs::LogGroup").items()}
    for name, function in functions(each).items():
        log = logs[json.dumps(function["FunctionName"]).replace("nidaa-", "/aws/lambda/nidaa-", 1)]
        assert each["Resources"][name]["DependsOn"] == [log]


def test_every_function_has_an_alarm_on_its_errors(each: Template) -> None:
    alarms = of_type(each, "AWS::CloudWatch::Alarm").values()
    watched = {a["Dimensions"][0]["Value"]["Ref"] for a in alarms if a["MetricName"] == "Errors"}
    assert watched == set(functions(each))


def test_every_alarm_rings_somewhere(each: Template) -> None:
    alarms = of_type(each, "AWS::CloudWatch::Alarm")
    assert [name for name, alarm in alarms.items() if alarm["AlarmActions"] != [{"Ref": "Alarms"}]] == []


def test_an_alarm_on_our_own_figures_watches_one_that_the_code_counts(packaged: Template) -> None:
    code = "".join(path.read_text("utf-8") for path in Path(ROOT, "chalicelib").rglob("*.py"))
    counted = set(re.findall(r'count\("(\w+)"', code))
    own = [a for a in of_type(packaged, "AWS::CloudWatch::Alarm").values() if a["Namespace"] == "Nidaa"]
    variables = packaged["Globals"]["Function"]["Environment"]["Variables"]
    assert {alarm["MetricName"] for alarm in own} <= counted
    assert {a["Dimensions"][0]["Value"] for a in own} == {variables["POWERTOOLS_SERVICE_NAME"]}
    assert {a["Namespace"] for a in own} == {variables["POWERTOOLS_METRICS_NAMESPACE"]}


def test_what_functions_beside_the_telephony_count_rings_in_their_region(telephony: Template) -> None:
    """Figures stand where they are counted: an alarm of the main stack hears nothing of the second region."""
    own = [a for a in of_type(telephony, "AWS::CloudWatch::Alarm").values() if a["Namespace"] == "Nidaa"]
    assert {alarm["MetricName"] for alarm in own} >= {
        "VoicemailNotRegistered", "VoicemailNotOffered", "LiveMessagesMissed", "CodeBreakerOpen",
    }  # fmt: skip


def test_every_function_but_the_api_and_what_is_called_is_fed_by_a_mapping(each: Template) -> None:
    """A WebSocket, a flow of Connect and a clock call a function, each by a permission."""
    fed = {mapping["FunctionName"]["Ref"] for mapping in of_type(each, "AWS::Lambda::EventSourceMapping").values()}
    called = {given["FunctionName"]["Ref"] for given in of_type(each, "AWS::Lambda::Permission").values()} - {
        "APIHandler"
    }
    assert fed | called == set(functions(each)) - {"APIHandler"}


def test_a_message_stays_hidden_for_six_times_as_long_as_its_function_may_take(each: Template) -> None:
    queues = of_type(each, "AWS::SQS::Queue")
    for mapping in of_type(each, "AWS::Lambda::EventSourceMapping").values():
        if "StartingPosition" not in mapping:
            queue, function = mapping["EventSourceArn"]["Fn::GetAtt"][0], mapping["FunctionName"]["Ref"]
            hidden, allowed = queues[queue]["VisibilityTimeout"], functions(each)[function]["Timeout"]
            assert hidden >= 6 * allowed, f"{queue}: {hidden} s, {function}: {allowed} s"


def test_a_message_is_tried_often_enough_to_survive_a_full_function(each: Template) -> None:
    queues = of_type(each, "AWS::SQS::Queue").values()
    tries = [queue["RedrivePolicy"]["maxReceiveCount"] for queue in queues if "RedrivePolicy" in queue]
    assert min(tries, default=5) >= 5  # AWS's advice for queues in front of Lambda


def test_what_a_clock_calls_each_minute_is_not_repeated_beside_the_next_minute(packaged: Template) -> None:
    once = {
        config["FunctionName"]["Ref"]: config for config in of_type(packaged, "AWS::Lambda::EventInvokeConfig").values()
    }
    assert set(once) == {"ContactsDue", "ContactsExchange"}
    for config in once.values():
        assert (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]) == (0, 60)


def test_the_instance_lets_supervisors_speak_in_calls_and_agents_join_several(telephony: Template) -> None:
    attributes = telephony["Resources"]["Instance"]["Properties"]["Attributes"]
    assert attributes["EnhancedContactMonitoring"] is True
    assert attributes["MultiPartyConference"] is True


def test_only_inserted_history_rows_reach_the_publisher(packaged: Template) -> None:
    filters = packaged["Resources"]["TicketsPublishMapping"]["Properties"]["FilterCriteria"]["Filters"]
    assert [json.loads(f["Pattern"]) for f in filters] == [
        {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"row": {"S": ["history"]}}}}
    ]


def test_every_function_has_a_policy_file_and_no_file_is_left_over(packaged: Template, telephony: Template) -> None:
    configured = json.loads((POLICIES / "config.json").read_text("utf-8"))["lambda_functions"]
    files = {function["iam_policy_file"] for function in configured.values()}
    assert files == {path.name for path in POLICIES.glob("policy-*.json")}
    assert len(files) == len(functions(packaged)) + len(functions(telephony)) == len(configured)


def test_every_function_has_a_role_of_its_own(each: Template) -> None:
    roles = [json.dumps(function["Role"]) for function in functions(each).values()]
    assert len(set(roles)) == len(roles)


def test_a_policy_names_only_resources_that_there_are(packaged: Template, telephony: Template) -> None:
    there = {*packaged["Resources"], *packaged["Parameters"], *telephony["Resources"]}
    for path in POLICIES.glob("policy-*.json"):
        text = path.read_text("utf-8")
        named = set(re.findall(r'"Fn::GetAtt":\s*\[\s*"(\w+)"', text)) | set(re.findall(r"\$\{(\w+)[.}]", text))
        assert named <= there, path.name


def test_gateway_refusals_are_problems_of_the_catalogue(packaged: Template) -> None:
    definition = packaged["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    codes = {kind.code() for kind in _kinds(errors.NidaaError)}
    for name, response in definition["x-amazon-apigateway-gateway-responses"].items():
        problem = json.loads(response["responseTemplates"]["application/json"])
        assert str(problem["status"]) == response["statusCode"], name
        assert problem["type"].removeprefix("/problems/") in codes, name
        assert problem.keys() == {"type", "title", "status", "instance"}
        assert response["responseParameters"]["gatewayresponse.header.Content-Type"] == "'application/problem+json'"


def _kinds(kind: type[errors.NidaaError]) -> list[type[errors.NidaaError]]:
    return [kind, *(deeper for sub in kind.__subclasses__() for deeper in _kinds(sub))]


def test_the_access_log_holds_no_personal_data(packaged: Template) -> None:
    line = packaged["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"]
    assert json.loads(line)
    assert set(re.findall(r"\$context\.([\w.]+)", line)) == {
        "requestId",
        "requestTime",
        "httpMethod",
        "resourcePath",
        "status",
        "responseLatency",
        "integrationLatency",
        "responseLength",
        "error.responseType",
    }


def test_staff_are_known_by_the_stacks_own_pool(packaged: Template) -> None:
    definition = packaged["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    for authorizer in definition["securityDefinitions"].values():
        assert authorizer["x-amazon-apigateway-authorizer"]["providerARNs"] == [{"Fn::GetAtt": ["UserPool", "Arn"]}]


def test_uploads_wait_in_quarantine(packaged: Template) -> None:
    notifications = packaged["Resources"]["FilesBucket"]["Properties"]["NotificationConfiguration"]
    (scan,) = notifications["QueueConfigurations"]
    assert scan["Filter"] == {"S3Key": {"Rules": [{"Name": "prefix", "Value": "incoming/"}]}}
