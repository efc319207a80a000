"""Each guard rule holds for our template, and fails for a template that is broken in the one way that it is for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cfn_guard_rs.cfn_guard_rs import run_checks_rs

from infra.package import ROOT
from tests.infra.conftest import Template

RULES = sorted(Path(ROOT, "infra", "guard").glob("*.guard"))
Break = Callable[[dict[str, Any]], None]


def failing(template: Template, files: list[Path]) -> set[str]:
    """Return the names of the rules in some files that fail.

    The verbose answer is read, because the short one of cfn_guard_rs 0.3.3 is cut off when a rule fails.
    """
    checks = [run_checks_rs(json.dumps(template), file.read_text("utf-8"), True) for file in files]
    found = [child["container"].get("RuleCheck") for check in checks for child in json.loads(check)["children"]]
    assert all(rule is None or rule["status"] != "SKIP" for rule in found)
    return {rule["name"] for rule in found if rule and rule["status"] == "FAIL"}


def files_of(rule: str) -> list[Path]:
    return [file for file in RULES if f"rule {rule} " in file.read_text("utf-8")]


def _set(resource: str, path: str, value: Any) -> Break:
    def change(resources: dict[str, Any]) -> None:
        *way, last = path.split(".")
        place = resources[resource]
        for step in way:
            place = place[int(step)] if step.isdigit() else place[step]
        if value is None:
            del place[last]
        elif isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value

    return change


def _drop(resource: str) -> Break:
    return lambda resources: resources.pop(resource)


WITHOUT = {
    "clients_do_not_tell_who_exists",
    "clients_write_no_custom_attributes",
    "only_admins_make_accounts",
    "pools_have_no_custom_attributes",
    "tables_are_encrypted",
    "tables_drop_what_has_expired",
    "tables_go_back_to_any_point_in_time",
    "what_is_kept_outlives_the_stack",
}
"""Rules of what only the main template has."""
STATEMENT = "Properties.Policies.0.PolicyDocument.Statement.0"
BROKEN: dict[str, Break] = {
    "roles_allow_no_wildcard_actions": _set("TicketsCountRole", f"{STATEMENT}.Action", ["dynamodb:*"]),
    "roles_name_their_resources": _set("TicketsCountRole", f"{STATEMENT}.Resource", "*"),
    "resources_allow_no_wildcard_actions": _set(
        "TicketsCountQueuePolicy", "Properties.PolicyDocument.Statement.0.Action", ["sqs:*"]
    ),
    "buckets_refuse_unencrypted_connections": _set(
        "FilesBucketPolicy", "Properties.PolicyDocument.Statement.0.Condition", {}
    ),
    "tables_go_back_to_any_point_in_time": _set("PeopleTable", "Properties.PointInTimeRecoverySpecification", None),
    "tables_drop_what_has_expired": _set("TicketsTable", "Properties.TimeToLiveSpecification.Enabled", False),
    "what_is_kept_outlives_the_stack": _set("TicketsTable", "DeletionPolicy", "Delete"),
    "buckets_keep_versions": _set("FilesBucket", "Properties.VersioningConfiguration", None),
    "tables_are_encrypted": _set("PeopleTable", "Properties.SSESpecification.SSEEnabled", False),
    "queues_are_encrypted": _set("NotificationsCodesQueue", "Properties.SqsManagedSseEnabled", None),
    "topics_are_encrypted": _set("EmailEvents", "Properties.KmsMasterKeyId", None),
    "buckets_are_encrypted": _set("FilesBucket", "Properties.BucketEncryption", None),
    "buckets_are_private": _set("FilesBucket", "Properties.PublicAccessBlockConfiguration.BlockPublicPolicy", False),
    "keys_rotate": _set("TopicsKey", "Properties.EnableKeyRotation", False),
    "functions_behind_queues_are_bounded": _set("TicketsScan", "Properties.ReservedConcurrentExecutions", None),
    "logs_are_not_kept_for_ever": _set("TicketsScanLogs", "Properties.RetentionInDays", None),
    "one_bad_message_does_not_fail_its_batch": _set("TicketsCountMapping", "Properties.FunctionResponseTypes", None),
    "one_bad_record_does_not_stop_the_stream": _set("TicketsPublishMapping", "Properties.DestinationConfig", None),
    "pools_have_no_custom_attributes": _set(
        "UserPool", "Properties.Schema", [{"Name": "body", "AttributeDataType": "String", "Mutable": True}]
    ),
    "clients_write_no_custom_attributes": _set("UserPoolClient", "Properties.WriteAttributes", ["custom:body"]),
    "only_admins_make_accounts": _set("UserPool", "Properties.AdminCreateUserConfig", None),
    "clients_do_not_tell_who_exists": _set("UserPoolClient", "Properties.PreventUserExistenceErrors", "LEGACY"),
    "queues_have_dead_letters": _set("NotificationsTellQueue", "Properties.RedrivePolicy", None),
    "queues_are_watched": _drop("NotificationsTellDeadLettersDepth"),
}


def test_our_template_keeps_every_rule(packaged: Template) -> None:
    assert failing(packaged, RULES) == set()


def test_the_telephonys_template_keeps_every_rule_that_concerns_it(telephony: Template) -> None:
    """A rule of what it has none of (tables, pools) is skipped by the engine, and told."""
    checks = [run_checks_rs(json.dumps(telephony), file.read_text("utf-8"), True) for file in RULES]
    found = [child["container"].get("RuleCheck") for check in checks for child in json.loads(check)["children"]]
    told = {rule["name"]: rule["status"] for rule in found if rule}
    assert {name for name, status in told.items() if status == "FAIL"} == set()
    assert {name for name, status in told.items() if status == "SKIP"} == WITHOUT


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_a_rule_fails_for_a_template_that_breaks_it(rule: str, template: Template) -> None:
    BROKEN[rule](template["Resources"])
    assert failing(template, files_of(rule)) == {rule}


def test_every_rule_is_proved_to_fail() -> None:
    lines = [line for rules in RULES for line in rules.read_text("utf-8").splitlines()]
    assert {line.split()[1] for line in lines if line.startswith("rule ")} == set(BROKEN)


def test_attributes_that_a_client_may_write_must_be_listed(template: Template) -> None:
    _set("UserPoolClient", "Properties.WriteAttributes", None)(template["Resources"])
    assert failing(template, files_of("clients_write_no_custom_attributes")) == {"clients_write_no_custom_attributes"}
