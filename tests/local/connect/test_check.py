"""What the check says of whole flows: envelopes, targets, conditions, profiles, types."""

import json
from time import process_time
from typing import Any

import pytest

from local.connect.language.findings import PROFILES
from local.connect.language.model import MODULE
from local.connect.language.table import ROWS
from local.connect.language.validate import Report, check_content
from tests.local.connect.making import SETTINGS, Json, a_flow, a_flow_with, an_action, checked


def flow_of(name: str, flow_type: str = "", **parameters: Any) -> Json:
    """Return a flow that begins with this action, with these parameters changed."""
    flow = a_flow_with(ROWS[name], flow_type)
    flow["Actions"][0]["Parameters"].update(parameters)
    return flow


def said(report: Report) -> str:
    return "\n".join(problem.message for problem in report.problems)


def told(report: Report) -> str:
    return "\n".join(warning.message for warning in report.warnings)


def compared(*conditions: Json) -> Json:
    """Return a flow that compares so."""
    flow = a_flow_with(ROWS["Compare"])
    branches = [{"NextAction": "end", "Condition": condition} for condition in conditions]
    flow["Actions"][0]["Transitions"]["Conditions"] = branches
    return flow


def test_what_describe_contact_flow_answers_is_read_whole() -> None:
    flow = a_flow_with(ROWS["EndFlowExecution"], "CUSTOMER_QUEUE")
    del flow["Metadata"]
    inner = {"Name": "Queue", "Type": "CUSTOMER_QUEUE", "Arn": "arn:x", "Content": json.dumps(flow)}
    report = checked({"ContactFlow": inner})
    assert report.ok
    assert report.flow
    assert (report.flow.name, report.flow.type, report.flow.arn) == ("Queue", "CUSTOMER_QUEUE", "arn:x")


def test_a_module_as_describe_contact_flow_module_answers_is_a_module() -> None:
    flow = a_flow_with(ROWS["EndFlowModuleExecution"])
    report = checked({"ContactFlowModule": {"Name": "m", "Content": json.dumps(flow)}})
    assert report.ok
    assert report.flow
    assert report.flow.type == MODULE


def test_content_in_a_text_in_a_text_is_read() -> None:
    assert checked(json.dumps(a_flow_with(ROWS["Compare"]))).ok


def test_a_byte_order_mark_is_no_part_of_the_flow() -> None:
    assert check_content(b"\xef\xbb\xbf" + json.dumps(a_flow_with(ROWS["Compare"])).encode()).ok


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"[]", "a list, not a flow"),
        (b"null", "null, not a flow"),
        (b"3", "a number, not a flow"),
        (b"[" * 100_000, "cannot be read"),
        (b"[" * 200 + b"]" * 200, "nested deeper than 64"),
        (b"9" * 5000, "cannot be read"),
        (b'{"name": "x"}', "neither Actions nor StartAction"),
        (b'{"Content": "{"}', "not JSON"),
        (b'"x"', "not JSON"),
    ],
)
def test_what_is_no_flow_is_said_to_be_none(content: bytes, words: str) -> None:
    for profile in PROFILES:
        report = check_content(content, profile)
        assert not report.ok
        assert words in said(report)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"StartAction": "nowhere"}, "Invalid branch. Path: StartAction"),
        ({"StartAction": None}, "missing required property. Path: StartAction"),
        ({"StartAction": 3}, "StartAction is a number"),
        ({"Actions": []}, "missing required property. Path: Actions"),
        ({"Actions": {}}, "Actions is an object, and must be a list"),
        ({"Actions": [3]}, "an action is a number".capitalize()),
        ({"Version": "2018-01-01"}, "'2018-01-01' is not the version"),
        ({"Settings": {"x": 1}, "Metadata": {"type": "CONTACT_FLOW"}}, ""),
    ],
)
def test_an_envelope_that_is_not_right_is_refused(change: Json, words: str) -> None:
    flow = a_flow_with(ROWS["Compare"]) | change
    if words:
        assert words in said(checked(flow))
    else:
        assert "Only a module has Settings" in said(checked(flow, kind="CONTACT_FLOW"))


def test_a_module_needs_settings() -> None:
    flow = a_flow_with(ROWS["EndFlowModuleExecution"])
    assert flow.pop("Settings") == SETTINGS
    assert "missing or null for field name: settings" in said(checked(flow))
    assert checked(flow, "compat").ok


def test_a_branch_to_nowhere_is_refused_with_its_place() -> None:
    flow = a_flow_with(ROWS["TransferContactToQueue"])
    flow["Actions"][0]["Transitions"]["Errors"][1]["NextAction"] = "nowhere"
    for profile in PROFILES:
        message = said(checked(flow, profile))
        assert message == (
            "Invalid branch. Path: Actions[0].Transitions.Errors[1].NextAction. There is no action 'nowhere' to go to"
        )


@pytest.mark.parametrize("after", ["", None])
def test_a_branch_that_leads_nowhere_is_refused_today_and_was_published_once(after: str | None) -> None:
    flow = a_flow_with(ROWS["TransferContactToQueue"])
    flow["Actions"][0]["Transitions"]["Errors"][1]["NextAction"] = after
    assert "Path: Actions[0].Transitions.Errors[1].NextAction" in said(checked(flow))
    assert checked(flow, "compat").ok


def test_a_word_that_is_none_of_the_possible_ones_is_refused_today() -> None:
    flow = flow_of("UpdateFlowLoggingBehavior", FlowLoggingBehavior="Enable")
    assert "'Enable' is none of Enabled, Disabled" in said(checked(flow))
    assert checked(flow, "compat").ok


def test_two_actions_of_one_identifier_are_refused() -> None:
    flow = a_flow(an_action(ROWS["Compare"]), an_action(ROWS["Compare"]))
    assert "Two actions have the identifier 'it'" in said(checked(flow))


@pytest.mark.parametrize("identifier", ["a:b", "x" * 51, "toString", "a/b", "a[0]", "50%"])
def test_an_identifier_that_the_service_refuses_is_refused(identifier: str) -> None:
    flow = a_flow(an_action(ROWS["Compare"], identifier=identifier))
    assert "Path: Actions[0].Identifier" in said(checked(flow))
    assert checked(flow, "compat").ok


@pytest.mark.parametrize("identifier", ["***End Call***", "Was the flag set?", "اختيار اللغة", "a-b_c.d"])
def test_an_identifier_of_real_flows_is_accepted(identifier: str) -> None:
    assert checked(a_flow(an_action(ROWS["Compare"], identifier=identifier))).ok


def test_at_most_250_actions_and_256000_characters() -> None:
    action = ROWS["MessageParticipant"]
    many = [an_action(action, identifier=f"a{n}", after=f"a{n + 1}") for n in range(250)]
    many[-1]["Transitions"]["NextAction"] = "end"
    assert "251 actions are more than 250" in said(checked(a_flow(*many)))
    assert checked(a_flow(*many), "compat").ok
    few = a_flow(*[one | {"Parameters": {"Text": "س" * 5000}} for one in many[:60]])
    few["Actions"][-2]["Transitions"]["NextAction"] = "end"
    few["Actions"][-2]["Transitions"]["Errors"] = []
    assert "is longer than 256000" in said(check_content(json.dumps(few, ensure_ascii=False)))


def test_an_action_that_nothing_leads_to_is_only_told() -> None:
    flow = a_flow(an_action(ROWS["Compare"]), an_action(ROWS["Loop"], identifier="alone"))
    report = checked(flow)
    assert report.ok
    assert "No way from the start" in told(report)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"Operator": "And", "Operands": ["x"]}, "knows no And"),
        ({"Operator": "Or", "Operands": [{"Operator": "Equals", "Operands": ["x"]}]}, "refuses a condition inside"),
        ({"Operator": "Contains", "Operands": ["x"]}, "'Contains' is none of"),
        ({"Operator": "NumericLessThan", "Operands": ["3"]}, "use NumberLessThan"),
        ({"Operator": "Equals", "Operands": ["x", "y"]}, "exactly one operand, not 2"),
        ({"Operator": "Equals", "Operands": []}, "exactly one operand, not 0"),
        ({"Operator": "Equals", "Operands": [""]}, "Invalid branch. Path: 0.Evaluate"),
        ({"Operator": "Equals", "Operands": [3]}, "an operand is a number".capitalize()),
        ({"Operator": "Equals"}, "missing required property"),
        ({"Operands": ["x"]}, "missing required property"),
    ],
)
def test_a_condition_that_the_service_refuses_is_refused(condition: Json, words: str) -> None:
    assert words in said(checked(compared(condition)))


def test_every_comparison_of_the_service_is_accepted() -> None:
    for operator in ROWS["Compare"].branches.conditions.operators:  # type: ignore[union-attr]
        assert checked(compared({"Operator": operator, "Operands": ["5"]})).ok


@pytest.mark.parametrize("value", ["gold", "$.External", "a $.Attributes.x", "$.Attributes.x $.Attributes.y"])
def test_only_one_path_to_a_value_is_compared(value: str) -> None:
    assert "ComparisonValue" in said(checked(flow_of("Compare", ComparisonValue=value)))


@pytest.mark.parametrize("value", ["$.External.a.b", "$.Channel", "$.StoredCustomerInput", "$.Attributes['a b']"])
def test_a_path_to_a_value_is_compared(value: str) -> None:
    assert checked(flow_of("Compare", ComparisonValue=value)).ok


def test_hours_have_exactly_the_branches_true_and_false() -> None:
    flow = a_flow_with(ROWS["CheckHoursOfOperation"])
    flow["Actions"][0]["Transitions"]["Conditions"].pop()
    assert "exactly the conditions True and False" in said(checked(flow))
    flow["Actions"][0]["Transitions"]["Errors"].append({"ErrorType": "NoMatchingCondition", "NextAction": "end"})
    assert "Invalid Action error. Error: NoMatchingCondition" in said(checked(flow))


def test_a_menu_needs_three_branches_and_stored_input_only_one() -> None:
    menu = a_flow_with(ROWS["GetParticipantInput"])
    stored = flow_of(
        "GetParticipantInput",
        StoreInput="True",
        InputValidation={"CustomValidation": {"MaximumLength": "12"}},
    )
    assert checked(menu).ok
    assert "Error: InputTimeLimitExceeded" in said(checked(stored))
    stored["Actions"][0]["Transitions"]["Errors"] = [{"ErrorType": "NoMatchingError", "NextAction": "end"}]
    assert checked(stored).ok
    stored["Actions"][0]["Parameters"]["InputValidation"] = {"PhoneNumberValidation": {"NumberFormat": "E164"}}
    assert "missing required error. Error: InvalidPhoneNumber" in said(checked(stored))


def test_what_is_stored_is_validated_and_only_custom_input_is_encrypted() -> None:
    key = {"EncryptionKeyId": "k", "Key": "pem"}
    phone = {"PhoneNumberValidation": {"NumberFormat": "E164"}}
    assert "InputValidation" in said(checked(flow_of("GetParticipantInput", StoreInput="True")))
    assert "a menu stores nothing".capitalize() in said(checked(flow_of("GetParticipantInput", InputValidation=phone)))
    encrypted = flow_of("GetParticipantInput", StoreInput="True", InputValidation=phone, InputEncryption=key)
    assert "Only custom input" in said(checked(encrypted))


def test_one_prompt_and_no_more() -> None:
    assert "Only one of these properties may be defined. Properties: [Text, SSML]" in said(
        checked(flow_of("MessageParticipant", SSML="<speak>x</speak>"))
    )
    flow = flow_of("MessageParticipant")
    flow["Actions"][0]["Parameters"] = {}
    assert "At least one of [Text, SSML, PromptId, Media] must be set" in said(checked(flow))


@pytest.mark.parametrize("limit", ["0", "9", "30", "1.5", "x", "-3"])
def test_a_lambda_is_given_one_to_eight_seconds(limit: str) -> None:
    for profile in PROFILES:
        report = checked(flow_of("InvokeLambdaFunction", InvocationTimeLimitSeconds=limit), profile)
        assert "InvocationTimeLimitSeconds" in said(report)
    if limit == "30":
        asynchronous = flow_of("InvokeLambdaFunction", InvocationTimeLimitSeconds=limit, InvocationType="ASYNCHRONOUS")
        assert checked(asynchronous).ok


def test_a_placeholder_may_stand_for_anything() -> None:
    for placeholder in ("${limit}", "<<limit>>", "{{LIMIT}}", "%%limit%%", "${Lambda.Arn}"):
        assert checked(flow_of("InvokeLambdaFunction", InvocationTimeLimitSeconds=placeholder)).ok


@pytest.mark.parametrize("text", ["${", "${x", "<<", "{{", "%%", "}${"])
def test_half_a_placeholder_is_none(text: str) -> None:
    assert not checked(flow_of("InvokeLambdaFunction", InvocationTimeLimitSeconds=text)).ok


@pytest.mark.parametrize("unit", ["${", "%%x", "<<", "{{", "$[", "a"])
def test_a_text_of_any_length_is_checked_in_time(unit: str) -> None:
    flow = flow_of("Compare", ComparisonValue=unit * (200_000 // len(unit)))
    began = process_time()
    checked(flow)
    assert process_time() - began < 10


def test_a_file_of_many_unknown_types_is_checked_in_time() -> None:
    actions = [{"Identifier": str(n), "Type": f"Play{n}Prompt"} for n in range(20_000)]
    began = process_time()
    assert len(checked({"Version": "2019-10-30", "StartAction": "0", "Actions": actions}).problems) > 20_000
    assert process_time() - began < 30


def test_agents_are_only_counted_as_more_than_none() -> None:
    flow = flow_of("CheckMetricData", MetricType="NumberOfAgentsAvailable")
    condition = flow["Actions"][0]["Transitions"]["Conditions"][0]["Condition"]
    condition.update(Operator="NumberGreaterThan", Operands=["0"])
    assert checked(flow).ok
    condition.update(Operator="NumberLessThan", Operands=["3"])
    assert said(checked(flow)).count("Condition.") == 2


def test_a_transfer_that_comes_back_needs_its_branches_and_one_that_does_not_has_none() -> None:
    flow = flow_of("TransferParticipantToThirdParty", ContinueFlowExecution="True")
    assert "Error: CallFailed" in said(checked(flow))
    errors = flow["Actions"][0]["Transitions"]["Errors"]
    errors += [{"ErrorType": kind, "NextAction": "end"} for kind in ("CallFailed", "ConnectionTimeLimitExceeded")]
    assert checked(flow).ok
    assert "Invalid Action error. Error: CallFailed" in said(checked(flow | {"Metadata": {"type": "agentTransfer"}}))


def test_a_chat_s_recording_needs_a_branch_more_than_a_voice_s() -> None:
    flow = flow_of("UpdateContactRecordingAndAnalyticsBehavior", VoiceBehavior=None, ChatBehavior={"x": "y"})
    del flow["Actions"][0]["Parameters"]["VoiceBehavior"]
    assert "Error: InFlightRedactionConfigurationFailed" in said(checked(flow))


def test_old_exports_run_in_compat_and_are_refused_today() -> None:
    voice = a_flow_with(ROWS["UpdateContactTextToSpeechVoice"])
    voice["Actions"][0]["Transitions"].pop("Errors")
    view = flow_of("ShowView", ViewData={"name": ""})
    dead_end = a_flow_with(ROWS["TransferContactToQueue"])
    dead_end["Actions"][0]["Transitions"]["NextAction"] = ""
    for flow in (voice, view, dead_end):
        assert not checked(flow).ok
        report = checked(flow, "compat")
        assert report.ok, report.problems
        assert report.warnings


def test_what_loops_for_ever_needs_no_next_action_even_today() -> None:
    flow = a_flow_with(ROWS["MessageParticipantIteratively"])
    del flow["Actions"][0]["Transitions"]
    assert checked(flow).ok


@pytest.mark.parametrize(
    ("written", "flow_type"),
    [
        ("contactFlow", "CONTACT_FLOW"),
        ("customerQueue", "CUSTOMER_QUEUE"),
        ("AGENT_WHISPER", "AGENT_WHISPER"),
        ("outboundWhisper", "OUTBOUND_WHISPER"),
        ("transferToAgent", "AGENT_TRANSFER"),
    ],
)
def test_the_type_is_read_from_the_metadata(written: str, flow_type: str) -> None:
    report = checked(a_flow_with(ROWS["Compare"]) | {"Metadata": {"type": written}})
    assert report.flow
    assert report.flow.type == flow_type


def test_a_type_that_nothing_tells_is_taken_from_the_actions_and_told() -> None:
    flow = a_flow_with(ROWS["MessageParticipantIteratively"], "CUSTOMER_HOLD")
    del flow["Metadata"]
    report = checked(flow)
    assert report.ok, report.problems
    assert "taken as CUSTOMER_QUEUE" in told(report)


def test_the_same_flow_is_answered_with_the_same_words_twice() -> None:
    flow = compared({"Operator": "And", "Operands": [{}]})
    assert checked(flow) == checked(flow)


def test_250_actions_are_checked_in_less_than_a_tenth_of_a_second_of_the_processors_time() -> None:
    names = ["MessageParticipant", "Compare", "GetParticipantInput", "InvokeLambdaFunction", "Loop"]
    actions = [an_action(ROWS[names[n % 5]], identifier=f"a{n}", after=f"a{n + 1}") for n in range(249)]
    actions[-1] = an_action(ROWS["Compare"], identifier="a248")
    content = json.dumps(a_flow(*actions))
    times = []
    for _ in range(5):
        began = process_time()
        assert check_content(content).ok
        times.append(process_time() - began)
    assert min(times) < 0.1, times
