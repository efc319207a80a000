"""Every row of the table of actions: what it needs is accepted, and what it may not have is refused by name."""

from typing import Any

import pytest

from local.connect.language.findings import PROFILES, RULES, Weight
from local.connect.language.model import CAMPAIGN, FLOW_TYPES
from local.connect.language.schema import Row
from local.connect.language.table import EXECUTED, INVENTED, ROWS, real_name
from tests.local.connect.making import a_flow, a_flow_with, an_action, an_end, checked, put, texts_of

EVERY_ROW = pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.type)
GOING_ON = [row for row in ROWS.values() if not row.terminal]


def refused(flow: Any, *words: str, profile: str = "strict") -> None:
    """Assert that a flow is refused for its first action, in these words."""
    report = checked(flow, profile)
    said = [problem.message for problem in report.problems if problem.action == "it"]
    assert any(all(word in message for word in words) for message in said), report


def test_the_table_holds_all_56_documented_types_and_those_that_only_exports_have() -> None:
    assert sum(row.documented for row in ROWS.values()) == 56
    assert "TransferParticipantToThirdParty" in ROWS
    assert len(EXECUTED) == 42


@EVERY_ROW
def test_the_smallest_action_is_accepted_wherever_it_may_stand(row: Row) -> None:
    for flow_type in row.flow_types:
        flow = a_flow_with(row, flow_type)
        for profile in PROFILES:
            report = checked(flow, profile)
            assert report.ok, (flow_type, report.problems)
            told = [warning for warning in report.warnings if "carried out" not in warning.message]
            assert [warning.action for warning in told] == (["end"] if row.terminal else [])  # nothing leads to it


@EVERY_ROW
def test_an_action_is_refused_where_it_may_not_stand(row: Row) -> None:
    for flow_type in FLOW_TYPES:
        if flow_type in (*row.flow_types, CAMPAIGN):
            continue
        flow = a_flow(an_action(row, flow_type), flow_type=flow_type)
        if row.type == "EndFlowModuleExecution":
            assert not checked(flow, kind=flow_type).ok
        else:
            refused(flow, "Invalid Action type", row.type, flow_type)


@EVERY_ROW
def test_what_the_engine_does_not_carry_out_is_told(row: Row) -> None:
    told = any("error branch" in warning.message for warning in checked(a_flow_with(row)).warnings)
    assert told == (row.type not in EXECUTED)


@pytest.mark.parametrize("row", GOING_ON, ids=lambda row: row.type)
def test_a_missing_branch_is_refused(row: Row) -> None:
    action = an_action(row)
    for branch in action["Transitions"]["Errors"]:
        rest = [other for other in action["Transitions"]["Errors"] if other is not branch]
        changed = action | {"Transitions": action["Transitions"] | {"Errors": rest}}
        refused(a_flow(changed, flow_type=row.flow_types[0]), "missing required error", branch["ErrorType"])


@pytest.mark.parametrize("row", [row for row in GOING_ON if not row.next_optional], ids=lambda row: row.type)
def test_an_action_that_goes_on_needs_a_next_one(row: Row) -> None:
    flow = a_flow_with(row)
    del flow["Actions"][0]["Transitions"]["NextAction"]
    refused(flow, "Action is missing required property. Path: Actions[0].Transitions.NextAction")


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row.terminal], ids=lambda row: row.type)
def test_an_action_that_ends_the_flow_has_no_next_one(row: Row) -> None:
    flow = a_flow_with(row)
    flow["Actions"][0]["Transitions"] = {"NextAction": "end"}
    refused(flow, "does not support transitions")


@EVERY_ROW
def test_an_unknown_branch_is_refused(row: Row) -> None:
    flow = a_flow_with(row)
    flow["Actions"][0]["Transitions"].setdefault("Errors", []).append({"ErrorType": "Bad", "NextAction": "end"})
    refused(flow, *(("transitions",) if row.terminal else ("Invalid Action error. Error: Bad",)))


@pytest.mark.parametrize("row", [row for row in ROWS.values() if not row.parameters.open], ids=lambda row: row.type)
def test_an_unknown_property_is_refused_with_what_there_is(row: Row) -> None:
    flow = a_flow_with(row)
    flow["Actions"][0]["Parameters"]["Colour"] = "red"
    refused(flow, "Invalid Action property name. Path: Actions[0].Parameters.Colour")


@EVERY_ROW
def test_a_number_a_truth_value_and_an_empty_text_are_refused_in_place_of_a_text(row: Row) -> None:
    for path in texts_of(row.example, row.parameters):
        for value, words in ((5, "Every scalar is a text"), (True, "Every scalar is a text"), ("", "Empty value")):
            flow = a_flow_with(row)
            put(flow["Actions"][0]["Parameters"], path, value)
            refused(flow, words, "Actions[0].Parameters")


@EVERY_ROW
def test_a_missing_property_is_refused(row: Row) -> None:
    for key, field in row.parameters.fields.items():
        if field.required:
            flow = a_flow_with(row)
            del flow["Actions"][0]["Parameters"][key]
            refused(flow, f"Action is missing required property. Path: Actions[0].Parameters.{key}")


@EVERY_ROW
def test_a_name_that_the_service_refuses_is_answered_with_the_right_one(row: Row) -> None:
    for wrong, right in row.misnamed.items():
        for profile in PROFILES:
            flow = a_flow_with(row)
            flow["Actions"][0]["Parameters"][wrong] = "x"
            refused(flow, "Invalid Action property name", wrong, right, profile=profile)


@pytest.mark.parametrize(("invented", "real"), INVENTED.items())
def test_an_invented_type_is_answered_with_the_real_one(invented: str, real: str) -> None:
    for profile in PROFILES:
        flow = a_flow(an_action(ROWS["MessageParticipant"]) | {"Type": invented})
        refused(flow, "Invalid Action type", invented, f"use {real}", profile=profile)


def test_a_slip_of_the_pen_in_a_type_is_answered_with_the_real_one() -> None:
    assert real_name("MesageParticipant") == "MessageParticipant"
    assert real_name("transfercontacttoqueue") == "TransferContactToQueue"
    assert real_name("PlayPromt") == "MessageParticipant"
    assert real_name("Fly to the moon") == ""
    assert real_name("x" * 1_000_000) == ""


def test_no_entry_point_is_an_action() -> None:
    flow = a_flow(an_action(ROWS["MessageParticipant"]) | {"Type": "EntryPoint"})
    refused(flow, "Invalid Action type", "StartAction", "leave this one out")


def test_no_rule_weighs_more_in_compat_so_that_whatever_strict_accepts_compat_accepts() -> None:
    heavy = {Weight.PROBLEM: 2, Weight.WARNING: 1, Weight.NOTHING: 0}
    for rule, (strict, compat) in RULES.items():
        assert heavy[compat] <= heavy[strict], rule


def test_every_type_of_flow_has_an_end() -> None:
    for flow_type in FLOW_TYPES:
        if flow_type != CAMPAIGN:
            assert an_end(flow_type)["Identifier"] == "end"
