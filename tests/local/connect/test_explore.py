"""Exploring: good flows come out well, bad ones with an error, and nothing hangs or crashes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local.connect.commands import explore
from local.connect.explore.explorer import Explorer, Report
from local.connect.language.table import ROWS
from tests.local.connect.centre import BYE, END, TO_QUEUE, action, flow, say
from tests.local.connect.making import a_flow_with

SILENT = {"Text": "اختر", "InputTimeLimitSeconds": "5", "StoreInput": "False"}
ELSE = {"NoMatchingCondition": "bye", "InputTimeLimitExceeded": "menu", "NoMatchingError": "bye"}


def explored(folder: Path, texts: dict[str, str], runs: int | None = None) -> Report:
    """Return what exploring one of some flows in a folder, `main`, shows."""
    files = [(folder / f"{one}.json", text.encode()) for one, text in texts.items()]
    return Explorer(files, seed=1, runs=runs).explore(folder / "main.json", texts["main"].encode())


def test_every_action_of_a_service_is_reached(tmp_path: Path) -> None:
    ask = action(
        "ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "${State.Arn}"}, "if", {"NoMatchingError": "sorry"}
    )
    states = {"received": "one", "solved": "two"}
    compare = action(
        "if", "Compare", {"ComparisonValue": "$.External.state"}, "", {"NoMatchingCondition": "sorry"}, states
    )
    hours = action(
        "hours", "CheckHoursOfOperation", {}, "", {"NoMatchingError": "bye"}, {"True": "set", "False": "closed"}
    )
    texts = [say(name, name) for name in ("sorry", "one", "two", "closed")]
    menu = action("menu", "GetParticipantInput", SILENT, "", ELSE, {"1": "ask", "2": "hours"})
    report = explored(tmp_path, {"main": flow(menu, ask, compare, hours, *texts, *TO_QUEUE)})
    assert (report.ok, report.reached, report.actions) == (True, 12, 12)


def test_the_same_seed_shows_the_same(tmp_path: Path) -> None:
    text = flow(action("menu", "GetParticipantInput", SILENT, "", ELSE, {"1": "set"}), *TO_QUEUE)
    assert explored(tmp_path, {"main": text}, 10) == explored(tmp_path, {"main": text}, 10)


def go(name: str, to: str) -> dict[str, Any]:
    return action(name, "TransferToFlow", {"ContactFlowId": to}, "", {"NoMatchingError": "bye"})


def call(name: str, module: str) -> dict[str, Any]:
    return action(name, "InvokeFlowModule", {"FlowModuleId": module}, "return", {"NoMatchingError": "return"})


RETURN = action("return", "EndFlowModuleExecution")
LOST = {"NoMatchingError": "bye"}
COMPARE = action("if", "Compare", {"ComparisonValue": "$.Channel"}, "", {"NoMatchingCondition": "if"})
ROUND = action("menu", "GetParticipantInput", SILENT, "", dict.fromkeys(ELSE, "menu"), {"1": "menu"})
TASK = action("t", "CreateTask", {"Name": "x", "ContactFlowId": "main"}, "t", LOST)
ENDLESS = {
    "instant": {"main": flow(COMPARE)},
    "prompts": {"main": flow(say("a", "ا", "b"), say("b", "ب", "a"))},
    "menu": {"main": flow(ROUND)},
    "each other": {
        "main": flow(go("a", "arn:aws:connect:x:1:instance/i/contact-flow/other"), BYE),
        "other": flow(go("a", "main"), BYE),
    },
    "itself": {"main": flow(call("a", "main"), RETURN)},
    "deep": {f"m{n}" if n else "main": flow(call("a", f"m{n + 1}"), RETURN) for n in range(8)},
    "tasks": {"main": flow(TASK, BYE)},
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_flow_that_never_ends_is_an_error(name: str, tmp_path: Path) -> None:
    report = explored(tmp_path, ENDLESS[name])
    assert not report.ok
    assert report.errors


def test_a_queue_loop_that_never_ends_by_itself_is_none(tmp_path: Path) -> None:
    loop = action("wait", "MessageParticipantIteratively", {"Messages": [{"Text": "انتظر"}]})
    text = json.dumps({**json.loads(flow(loop)), "Metadata": {"type": "customerQueue"}})
    assert explored(tmp_path, {"main": text}).ok


def test_a_view_that_only_chats_can_see_is_no_error_because_somebody_calls(tmp_path: Path) -> None:
    errors = dict.fromkeys(("NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"), "view")
    view = action("view", "ShowView", {"ViewResource": {"Id": "v"}, "ViewData": {}}, "view", errors, {"Next": "view"})
    report = explored(tmp_path, {"main": flow(view)})
    assert report.ok, report.errors
    assert "by VOICE, which it is not made for" in report.warnings[0]


@pytest.mark.parametrize(
    "kind", ["CUSTOMER_WHISPER", "AGENT_WHISPER", "OUTBOUND_WHISPER", "CUSTOMER_HOLD", "AGENT_HOLD"]
)
def test_a_flow_of_an_event_is_run_where_it_belongs(kind: str, tmp_path: Path) -> None:
    text = json.dumps({**json.loads(flow(say("say", "x", "end"), END)), "Metadata": {"type": kind}})
    report = explored(tmp_path, {"main": text})
    assert (report.ok, report.reached) == (True, 2)


@pytest.mark.parametrize("kind", ROWS)
def test_an_action_of_every_type_can_be_explored(kind: str, tmp_path: Path) -> None:
    for flow_type in ROWS[kind].flow_types[:2]:
        report = explored(tmp_path, {"main": json.dumps(a_flow_with(ROWS[kind], flow_type))}, 12)
        assert report.ok, report.errors


WORDS = ["Actions", "StartAction", "Identifier", "Type", "Parameters", "Transitions", "NextAction", "Text"]
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_nothing_that_a_file_can_hold_makes_it_crash(document: Any) -> None:
    text = json.dumps(document)
    report = Explorer([(Path("x.json"), text.encode())], runs=2).explore(Path("x.json"), text.encode())
    assert not any("Error:" in error for error in report.errors)


def test_the_command_prints_a_line_a_file_and_tells_by_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.json").write_text(flow(say("say", "x"), BYE))
    assert explore.main([str(tmp_path)]) == 0
    (tmp_path / "bad.json").write_text("{")
    assert explore.main(["--runs", "3", "--seed", "4", str(tmp_path)]) == 1
    assert explore.main([str(tmp_path / "none.json")]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(line["file"]).name for line in lines] == ["good.json", "bad.json", "good.json", "none.json"]
    assert {"file", "ok", "runs", "actions", "reached", "errors"} <= lines[0].keys()


@pytest.mark.parametrize("runs", ["0", "-3", "many"])
def test_no_number_of_runs_is_no_exploring(runs: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        explore.main(["--runs", runs, str(tmp_path)])
    assert left.value.code == 2


def test_strict_tells_what_the_service_would_refuse_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "main.json"
    file.write_text(flow(action("play", "PlayPrompt", {"Text": "x"}, "bye"), BYE))
    assert explore.main(["--runs", "2", str(file)]) == 0
    assert explore.main(["--runs", "2", "--profile", "strict", str(file)]) == 1
    assert "MessageParticipant" in capsys.readouterr().out
