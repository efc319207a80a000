"""Flows of the console before 2022 are read as the actions of today that they mean."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from local.connect.language import legacy
from local.connect.language.model import Action, Flow
from local.connect.language.table import ROWS
from local.connect.language.validate import check_content
from tests.local.connect.making import Json

# A flow as the console exported it then, one module of each kind, each of which leads to the end.
GO_ON = ("Success", "Error")


def branch(condition: str, transition: str = "end", **more: Any) -> Json:
    return {"condition": condition, "transition": transition, **more}


def evaluated(value: str, kind: str = "Equals", transition: str = "end") -> Json:
    return branch("Evaluate", transition, conditionType=kind, conditionValue=value)


def parameter(name: str, value: Any, namespace: str | None = None, key: str | None = None) -> Json:
    return {"name": name, "value": value, "namespace": namespace, "key": key}


def module(
    kind: str, *parameters: Json, branches: tuple[Json, ...] = (), on: tuple[str, ...] = GO_ON, target: str = ""
) -> Json:
    listed = [*branches, *(branch(name) for name in on)]
    return {"id": "it", "type": kind, "parameters": list(parameters), "branches": listed, "target": target}


END: Json = {"id": "end", "type": "Disconnect", "parameters": [], "branches": []}


def flow_of(*modules: Json, kind: str = "contactFlow") -> Json:
    return {
        "modules": list(modules),
        "version": "1",
        "type": kind,
        "start": modules[0]["id"],
        "metadata": {"name": "Old"},
    }


def read(one: Json, kind: str = "contactFlow") -> Action:
    """Return the first action of a flow of this module, which compat accepts and strict refuses."""
    end = {**END, "type": "Resume"} if "hisper" in kind or "ueue" in kind else END
    content = json.dumps(flow_of(one, end, kind=kind))
    report = check_content(content, "compat")
    assert report.ok, report.problems
    assert not check_content(content, "strict").ok
    flow: Flow | None = report.flow
    assert flow
    return flow.actions["it"]


TEXT = parameter("Text", "أهلًا")


def test_a_prompt_is_text_ssml_or_recorded() -> None:
    assert read(module("PlayPrompt", TEXT, on=("Success",))).parameters == {"Text": "أهلًا"}
    spoken = read(module("PlayPrompt", parameter("Text", "<speak>x</speak>"), parameter("TextToSpeechType", "ssml")))
    assert spoken.parameters == {"SSML": "<speak>x</speak>"}
    assert read(module("PlayPrompt", parameter("AudioPrompt", "arn:p"))).parameters == {"PromptId": "arn:p"}


def test_a_menu_keeps_its_keys_and_its_branches() -> None:
    keys = (evaluated("1"), evaluated("2"))
    menu = read(
        module("GetUserInput", TEXT, parameter("Timeout", "8"), branches=keys, on=("Timeout", "NoMatch", "Error"))
    )
    assert menu.type == "GetParticipantInput"
    assert [condition.operands[0] for condition in menu.conditions] == ["1", "2"]
    assert {error.type for error in menu.errors} == {"InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"}
    assert menu.parameters["InputTimeLimitSeconds"] == "8"


def test_a_bot_is_asked_by_its_name() -> None:
    given_ = (TEXT, parameter("BotName", "b"), parameter("BotAlias", "$LATEST"), parameter("BotRegion", "eu-west-2"))
    asked = read(module("GetUserInput", *given_, branches=(evaluated("Hello"),), on=("NoMatch", "Error"), target="Lex"))
    assert asked.type == "ConnectParticipantWithLexBot"


def test_input_is_stored_as_digits_or_as_a_telephone_number() -> None:
    digits = read(module("StoreUserInput", TEXT, parameter("MaxDigits", 12)))
    assert digits.parameters["InputValidation"] == {"CustomValidation": {"MaximumLength": "12"}}
    kind, country = parameter("CustomerInputType", "PhoneNumber"), parameter("CountryCode", "OM")
    phone = read(module("StoreUserInput", TEXT, kind, country, on=("Success", "InvalidNumber", "Error")))
    assert phone.branch("InvalidPhoneNumber") == "end"
    assert phone.parameters["InputValidation"]["PhoneNumberValidation"]["CountryCode"] == "OM"


def test_values_of_other_places_become_paths() -> None:
    kept = read(
        module(
            "SetAttributes",
            parameter("Attribute", "tier", "External", "a"),
            parameter("Attribute", "some key", "User Defined", "b"),
            parameter("Attribute", "Stored customer input", "System", "c"),
            parameter("Attribute", "plain", None, "d"),
        )
    )
    wanted = {"a": "$.External.tier", "b": "$.Attributes['some key']", "c": "$.StoredCustomerInput", "d": "plain"}
    assert kept.parameters["Attributes"] == wanted


def test_a_comparison_keeps_its_operators() -> None:
    name, namespace = parameter("Attribute", "tier"), parameter("Namespace", "User Defined")
    kinds = (evaluated("gold"), evaluated("5", "GreaterThan"), evaluated("g", "StartsWith"), evaluated("o", "Contains"))
    compared = read(module("CheckAttribute", name, namespace, branches=kinds, on=("NoMatch",)))
    assert compared.parameters == {"ComparisonValue": "$.Attributes.tier"}
    operators = ["Equals", "NumberGreaterThan", "TextStartsWith", "TextContains"]
    assert [condition.operator for condition in compared.conditions] == operators


def test_a_function_gets_its_parameters() -> None:
    asked = read(
        module(
            "InvokeExternalResource",
            parameter("FunctionArn", "arn:f"),
            parameter("TimeLimit", "4"),
            parameter("Parameter", "Customer Number", "System", "caller"),
        )
    )
    assert asked.parameters["LambdaInvocationAttributes"] == {"caller": "$.CustomerEndpoint.Address"}
    assert asked.parameters["InvocationTimeLimitSeconds"] == "4"


def test_transfers_go_to_a_queue_a_flow_or_a_number() -> None:
    assert read(module("Transfer", on=("AtCapacity", "Error"), target="Queue")).type == "TransferContactToQueue"
    flow = read(module("Transfer", parameter("ContactFlowId", "arn:f"), on=("Error",), target="Flow"))
    assert (flow.type, flow.parameters) == ("TransferToFlow", {"ContactFlowId": "arn:f"})
    number = parameter("PhoneNumber", "+96265550100")
    called = read(module("Transfer", number, on=("Success", "CallFailure", "Timeout", "Error"), target="PhoneNumber"))
    assert called.type == "TransferParticipantToThirdParty"


def test_the_rest_has_its_counterpart() -> None:
    modules = [
        module("SetQueue", parameter("Queue", "arn:q")),
        module("CheckHoursOfOperation", parameter("Hours", "arn:h"), on=("True", "False", "Error")),
        module("CheckStaffing", parameter("Status", "Available"), on=("True", "False", "Error")),
        module("CheckQueueStatus", branches=(evaluated("5", "LessThan"),), on=("NoMatch", "Error")),
        module("Loop", parameter("LoopCount", "3"), on=("Looping", "Complete")),
        module("SetVoice", parameter("GlobalVoice", "Zeina"), on=("Success",)),
        module("SetLoggingBehavior", parameter("LoggingBehavior", "Enable"), on=("Success",)),
        module("SetRecordingBehavior", parameter("RecordingParticipantOption", "Both"), on=("Success",)),
        module(
            "SetContactFlow", parameter("Type", "CustomerQueue"), parameter("ContactFlowId", "arn:f"), on=("Success",)
        ),
        module("SetCallBackNumber", on=("Success", "InvalidPhoneNumber", "NonDialableNumber")),
        module("CreateCallback"),
        module("UpdateRoutingPriority", parameter("AbsolutePosition", "1"), on=("Success",)),
        module("PercentileBranching", branches=(evaluated("50", "LessThan"),), on=("NoMatch",)),
        module("Wait", parameter("TimeoutSeconds", "60"), on=("Timeout", "Error")),
    ]
    for one in modules:
        assert read(one).type in ROWS
    loop = module("LoopPrompts", TEXT, parameter("Interrupt", "30"), on=("Timeout", "Error"))
    assert read(loop, "customerQueue").parameters["Messages"] == [{"Text": "أهلًا"}]


def test_the_blocks_of_the_first_years_have_theirs() -> None:
    queued = read(module("CustomerInQueue", on=("AtCapacity", "Error")))
    assert (queued.type, {branch.type for branch in queued.errors}) == (
        "TransferContactToQueue",
        {"QueueAtCapacity", "NoMatchingError"},
    )
    shown = read(module("SetScreenPop", parameter("key", "Card"), parameter("value", "Contact id", "System")))
    assert (shown.type, shown.parameters) == ("UpdateContactAttributes", {"Attributes": {"Card": "$.ContactId"}})


def test_an_age_in_a_queue_is_counted_in_seconds() -> None:
    older = branch("CheckQueueTime", conditionType="LessThan", conditionValue=300000)
    aged = read(module("CheckQueueStatus", branches=(older,), on=("NoMatch", "Error")))
    assert aged.parameters["MetricType"] == "OldestContactInQueueAgeSeconds"
    assert [(one.operator, one.operands) for one in aged.conditions] == [("NumberLessThan", ("300",))]
    size = branch("CheckQueueSize", conditionType="GreaterThan", conditionValue=5)
    counted = read(module("CheckQueueStatus", branches=(size,), on=("NoMatch", "Error")))
    assert counted.parameters["MetricType"] == "NumberOfContactsInQueue"
    assert counted.conditions[0].operands == ("5",)


def test_looped_prompts_keep_their_pause_and_their_marks() -> None:
    spoken = parameter("Text", "<speak>انتظر</speak>", key="ssml")
    loop = read(module("LoopPrompts", spoken, parameter("InterruptSeconds", 60), on=("Timeout",)), "customerQueue")
    assert loop.parameters == {"Messages": [{"SSML": "<speak>انتظر</speak>"}], "InterruptFrequencySeconds": "60"}


def test_what_has_no_counterpart_is_refused_by_its_name() -> None:
    report = check_content(json.dumps(flow_of(module("SetHologram"), END)), "compat")
    assert "There is no action type 'SetHologram'" in report.problems[0].message


def test_strict_says_that_nobody_imports_it_any_more() -> None:
    report = check_content(json.dumps(flow_of(module("PlayPrompt", TEXT), END)))
    assert "whose import ended on 2026-03-31" in report.problems[0].message


@given(
    st.recursive(
        st.none()
        | st.integers()
        | st.text(max_size=4)
        | st.sampled_from([*legacy._MAKERS, "Evaluate", "Success", "Text"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "id", "parameters", "branches", "name", "value", "condition", "transition", "key"]
                ),
                inner,
                max_size=6,
            )
        ),
        max_leaves=20,
    )
)
def test_any_modules_are_answered(modules: Any) -> None:
    for profile in ("strict", "compat"):
        check_content(
            json.dumps({"modules": modules if isinstance(modules, list) else [modules], "start": "it"}), profile
        )
