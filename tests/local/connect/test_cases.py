"""AWS test cases on the laptop: what passes, what fails and why, and what is no test case."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.connect.commands.test import OURS, run
from local.connect.language.table import ROWS
from local.connect.testing.matching import bare, heard, same_name, similarity
from local.connect.testing.running import Result
from tests.local.connect.making import Json, a_flow, an_action

ONCE: Json = {"Type": "Exactly", "Times": 1}
ENDED: Json = {"Identifier": "end", "Type": "TestControl", "Parameters": {"Command": {"Type": "EndTest"}}}


def observed(
    name: str, event: str, properties: Json, *deeds: Json, after: tuple[str, ...] = (), usage: Any = None
) -> Json:
    return {
        "Identifier": name,
        "Event": {"Identifier": name, "Type": event, "Actor": "System", "Properties": properties},
        "Usage": usage or ONCE,
        "Actions": list(deeds),
        "Transitions": {"NextObservations": list(after)},
    }


def heard_text(name: str, text: str, *deeds: Json, **more: Any) -> Json:
    return observed(name, "MessageReceived", {"Text": text, "MatchingCriteria": {"Type": "Inclusion"}}, *deeds, **more)


def pressed(keys: str) -> Json:
    instruction = {"Type": "DtmfInput", "Properties": {"Value": keys}}
    parameters = {"Actor": "Customer", "Instruction": instruction}
    return {"Identifier": f"press {keys}", "Type": "SendInstruction", "Parameters": parameters}


def asserted(path: str, operator: str, operand: str) -> Json:
    parameters = {"Namespace": path, "Operator": operator, "Operand": operand}
    return {"Identifier": f"assert {path}", "Type": "Assert", "Parameters": parameters}


def mocked(action: str, parameters: Json, strategy: Json) -> Json:
    properties = {"ActionType": action, "ActionParameters": parameters, "Strategy": strategy}
    behaviour = {"Type": "FlowAction", "Properties": properties}
    return {"Identifier": f"mock {action}", "Type": "OverrideSystemBehavior", "Parameters": {"Behavior": behaviour}}


def answering(data: Any) -> Json:
    result = {"DelaySeconds": 1, "LoadedData": json.dumps(data)}
    return {"Type": "MockResponse", "Response": {"Type": "ExecutionResult", "ExecutionResult": result}}


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """Return a folder with one flow: a menu, a Lambda behind 1, a queue behind 2."""
    menu = an_action(ROWS["GetParticipantInput"], identifier="menu", after="end")
    menu["Parameters"]["Text"] = "Press 1 or 2."
    menu["Transitions"]["Conditions"] = [
        {"NextAction": target, "Condition": {"Operator": "Equals", "Operands": [key]}}
        for key, target in (("1", "ask"), ("2", "hours"))
    ]
    ask = an_action(ROWS["InvokeLambdaFunction"], identifier="ask", after="said")
    ask["Transitions"]["Errors"][0]["NextAction"] = "failed"
    said = an_action(ROWS["MessageParticipant"], identifier="said")
    said["Parameters"]["Text"] = "The answer is $.External.answer."
    failed = an_action(ROWS["MessageParticipant"], identifier="failed")
    failed["Parameters"]["Text"] = "There is no answer."
    hours = an_action(ROWS["CheckHoursOfOperation"], identifier="hours", after="queue")
    hours["Transitions"]["Conditions"][1]["NextAction"] = "failed"
    queue = an_action(ROWS["UpdateContactTargetQueue"], identifier="queue", after="transfer")
    transfer = an_action(ROWS["TransferContactToQueue"], identifier="transfer", after="failed")
    flow = a_flow(menu, ask, said, failed, hours, queue, transfer)
    (tmp_path / "menu.json").write_text(json.dumps(flow))
    return tmp_path


def result_of(flows: Path, *observations: Json, flow: str = "menu", **request: Any) -> Result:
    """Run a case of these observations on the flow of the folder."""
    case = {"Version": "2025-06-21", "Metadata": {}, "Observations": list(observations)}
    document = {"Content": json.dumps(case), **request} if request else case
    return run(json.dumps(document).encode(), flows / "case.json", [flows], flow)


def test_a_message_that_is_not_heard_fails_the_test_by_name(flows: Path) -> None:
    result = result_of(
        flows, heard_text("first", "Press 1", pressed("1"), after=("second",)), heard_text("second", "Bye")
    )
    assert not result.ok
    assert result.errors == ["second: not observed: MessageReceived Bye"]
    assert [observation["status"] for observation in result.observations] == ["PASSED", "FAILED"]


def test_a_function_answers_as_it_is_mocked_and_only_once(flows: Path) -> None:
    mock = mocked("InvokeLambdaFunction", {"LambdaFunctionARN": "${lambda}"}, answering({"answer": "42"}))
    result = result_of(
        flows,
        observed("start", "TestInitiated", {}, mock, after=("menu",)),
        heard_text("menu", "Press 1", pressed("1"), after=("said",)),
        heard_text("said", "The answer is 42", asserted("$.External.answer", "NumberGreaterThan", "41")),
    )
    assert result.ok, result.errors
    assert result.seconds >= 1


def test_a_number_from_a_function_takes_the_error_branch_as_it_does_on_aws(flows: Path) -> None:
    mock = mocked("InvokeLambdaFunction", {"LambdaFunctionARN": "${lambda}"}, answering({"answer": 42}))
    result = result_of(
        flows,
        observed("start", "TestInitiated", {}, mock, after=("menu",)),
        heard_text("menu", "Press 1", pressed("1"), after=("failed",)),
        heard_text("failed", "There is no answer"),
    )
    assert result.ok, result.errors


def test_a_function_without_a_mock_takes_its_error_branch_and_that_is_told(flows: Path) -> None:
    result = result_of(
        flows, heard_text("menu", "Press", pressed("1"), after=("failed",)), heard_text("failed", "no answer")
    )
    assert result.ok, result.errors
    assert result.warnings == ["No answer of ${lambda} was mocked: it took its error branch"]


@pytest.mark.parametrize(
    ("strategy", "said"),
    [
        (
            {
                "Type": "MockResponse",
                "Response": {"Type": "ExecutionResult", "ExecutionResult": {"Value": "OutOfHours"}},
            },
            True,
        ),
        (
            {"Type": "MockResponse", "Response": {"Type": "ExecutionResult", "ExecutionResult": {"Value": "InHours"}}},
            False,
        ),
        ({"Type": "MockResponse", "Response": {"Type": "Error", "Error": {"Value": "NoMatchingError"}}}, False),
        ({"Type": "SubstituteResource", "SubstituteArn": "always"}, False),
    ],
)
def test_hours_are_mocked(flows: Path, strategy: Json, said: bool) -> None:
    result = result_of(
        flows,
        observed("start", "TestInitiated", {}, mocked("CheckHoursOfOperation", {}, strategy), after=("menu",)),
        heard_text("menu", "Press", pressed("2"), after=("failed",)),
        heard_text("failed", "There is no answer"),
    )
    assert result.ok == said, result.errors


def test_a_queue_is_substituted_or_full(flows: Path) -> None:
    other = mocked(
        "TransferContactToQueue", {"QueueId": "${queue}"}, {"Type": "SubstituteResource", "SubstituteArn": "other"}
    )
    waiting = observed("queued", "FlowActionStarted", {"ActionType": "TransferContactToQueue"}, pressed("1"))
    result = result_of(
        flows,
        observed("start", "TestInitiated", {}, other, after=("menu",)),
        heard_text("menu", "Press", pressed("2")),
        waiting,
    )
    assert result.ok, result.errors
    full = {"Type": "MockResponse", "Response": {"Type": "Error", "Error": {"Value": "QueueAtCapacity"}}}
    result = result_of(
        flows,
        observed("start", "TestInitiated", {}, mocked("TransferContactToQueue", {}, full), after=("menu",)),
        heard_text("menu", "Press", pressed("2"), after=("full",)),
        heard_text("full", "There is no answer"),
    )
    assert result.ok, result.errors


@pytest.mark.parametrize(
    ("path", "operator", "operand", "ok"),
    [
        ("$.Attributes.tier", "Equals", "gold", True),
        ("$.Attributes.tier", "Equals", "silver", False),
        ("$.Attributes.tier", "TextContains", "ol", True),
        ("$.Attributes.tier", "Exists", "", True),
        ("$.Attributes.none", "Exists", "", False),
        ("$.CustomerEndpoint.Address", "Equals", "+96265550142", True),
        ("$.Channel", "Equals", "VOICE", True),
        ("tier", "Equals", "gold", False),
        ("$.Channel", "Is", "VOICE", False),
    ],
)
def test_what_is_asserted_is_compared(flows: Path, path: str, operator: str, operand: str, ok: bool) -> None:
    result = result_of(
        flows,
        heard_text("menu", "Press", asserted(path, operator, operand), ENDED),
        EntryPoint={
            "Type": "VOICE_CALL",
            "VoiceCallEntryPointParameters": {"FlowId": "menu", "SourcePhoneNumber": "+96265550142"},
        },
        InitializationData=json.dumps({"tier": "gold"}),
        Name="tiers",
    )
    assert result.ok == ok, result.errors


def test_what_is_asserted_behind_keys_is_asserted_after_them(flows: Path) -> None:
    deeds = (pressed("2"), asserted("$.Queue.Name", "Equals", "another"))
    result = result_of(flows, heard_text("menu", "Press", *deeds))
    assert not result.ok
    assert "$.Queue.Name is " in result.errors[0]


def test_what_is_waited_for_when_the_test_ends_is_neither_passed_nor_failed(flows: Path) -> None:
    result = result_of(flows, heard_text("menu", "Press", ENDED, after=("later",)), heard_text("later", "Never"))
    assert result.ok
    assert [observation["status"] for observation in result.observations] == ["PASSED", "STOPPED"]


def test_a_call_that_never_ends_is_stopped_after_five_minutes(flows: Path) -> None:
    result = result_of(flows, heard_text("menu", "Press", pressed("2"), after=("never",)), heard_text("never", "Never"))
    assert not result.ok
    assert "The test took more than 300 seconds" in result.errors
    assert result.seconds <= 300


@pytest.mark.parametrize(
    ("usage", "ok"),
    [
        ({"Type": "AtLeast", "Times": 1}, True),
        ({"Type": "AtLeast", "Times": 2}, False),
        ({"Type": "AtMost", "Times": 1}, True),
        ({"Type": "Always"}, True),
        ({"Type": "EXACTLY"}, True),
        ({"Type": "Sometimes"}, False),
        ({"Type": "Exactly", "Times": 0}, False),
        ({"Type": "Exactly", "Times": True}, False),
    ],
)
def test_how_often_something_is_observed_is_held_to(flows: Path, usage: Json, ok: bool) -> None:
    over = observed("over", "TestCompleted", {})
    assert result_of(flows, heard_text("menu", "Press", usage=usage), over).ok == ok


@pytest.mark.parametrize(
    ("observation", "words"),
    [
        (observed("x", "AgentSaid", {}), "none of TestInitiated"),
        (observed("x", "TestInitiated", {}, {"Type": "Explode"}), "none of SendInstruction"),
        (observed("x", "TestInitiated", {}, after=("nowhere",)), "no observation 'nowhere'"),
        (observed("x", "TestInitiated", {}, mocked("PlayPrompt", {}, answering({}))), "cannot be mocked"),
        (
            observed("x", "TestInitiated", {}, mocked("CheckHoursOfOperation", {}, {"Type": "Guess"})),
            "SubstituteResource or",
        ),
        (observed("x", "TestInitiated", {}, {"Type": "OverrideSystemBehavior"}), "Behavior.Properties"),
        (observed("x", "TestInitiated", {}, {"Type": "TestControl"}), "none of EndTest"),
        (heard_text("x", "Press", pressed("hello")), "Only 0-9"),
    ],
)
def test_what_cannot_be_run_is_said(flows: Path, observation: Json, words: str) -> None:
    result = result_of(flows, observation)
    assert not result.ok
    assert words in result.errors[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"[]", "not a test case"),
        (b"{}", "no Observations"),
        (b'{"Version": "1", "Observations": []}', "The Version"),
        (b'{"Version": "2025-06-21", "Observations": [3]}', "not an object"),
        (b'{"Version": "2025-06-21", "Observations": []}', "No flow is named"),
        (b'{"Content": "{"}', "not JSON"),
    ],
)
def test_what_is_no_test_case_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    result = run(content, tmp_path / "case.json", [tmp_path])
    assert words in result.errors[0]


def test_a_flow_that_is_not_there_is_said(flows: Path) -> None:
    result = result_of(flows, heard_text("menu", "Press"), flow="another")
    assert "There is no flow 'another'" in result.errors[0]


def test_a_chat_is_tested_too(flows: Path) -> None:
    hello = an_action(ROWS["MessageParticipant"], identifier="hello")
    (flows / "chat.json").write_text(json.dumps(a_flow(hello)))
    entry = {"Type": "CHAT", "ChatEntryPointParameters": {"FlowId": "chat"}}
    result = result_of(flows, heard_text("hello", "مرحبا"), flow="", EntryPoint=entry)
    assert result.ok, result.errors


def test_messages_are_compared_without_marks_case_and_ssml() -> None:
    assert bare("<speak>أَهْلًا بـكم!</speak>  Hello.") == "أهلا بكم hello" or bare("أَهْلًا") == bare("اهلا")
    assert similarity("Welcome to our line. Press one.", "welcome to our line, press one") == 1
    assert similarity("Welcome", "Goodbye and thank you") < 0.75
    criteria = {"Content": {"Similarity": {"Value": "Press 1 or 2", "Threshold": 0.9}}}
    assert heard({"MatchingCriteria": criteria}, {"text": "Press 1, or 2!"})
    assert heard({"PromptId": "arn:aws:connect:x:1:instance/a/prompt/p"}, {"promptId": "p"})
    assert heard({}, {"text": "anything"})


def test_an_arn_and_its_id_are_one_name() -> None:
    assert same_name("arn:aws:lambda:eu-west-2:111122223333:function:look-up", "look-up")
    assert same_name("${queue:general}", "general")
    assert not same_name("a", "b")


@given(
    st.recursive(
        st.none()
        | st.integers()
        | st.text(max_size=5)
        | st.sampled_from(["2025-06-21", "menu", "TestInitiated", "Assert"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        *("Version", "Observations", "Content", "EntryPoint", "Event", "Type", "Actions", "Parameters"),
                        *(
                            "Usage",
                            "Times",
                            "Transitions",
                            "NextObservations",
                            "Properties",
                            "Text",
                            "MatchingCriteria",
                        ),
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=15,
    )
)
def test_any_json_is_answered(document: Any) -> None:
    content = {"Version": "2025-06-21", "Observations": document} if isinstance(document, list) else document
    assert isinstance(run(json.dumps(content).encode(), Path("case.json"), [OURS], "statistics_entry"), Result)
