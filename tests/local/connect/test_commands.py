"""The commands for flows, as one types them; the page of actions; and the flows of our own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.connect.__main__ import COMMANDS, main
from local.connect.language.findings import PROFILES
from local.connect.language.page import page

ROOT = Path(__file__).parents[3]
FLOWS = Path(__file__).parent / "flows"
OURS = sorted((ROOT / "connect_flows").glob("*.json"))

# file: (accepted by strict, accepted by compat)
EXPECTED = {
    "cut_off.json": (False, False),
    "described_flow.json": (True, True),
    "described_module.json": (True, True),
    "guide_with_empty_data.json": (False, True),
    "legacy.json": (False, True),
    "machine_written.json": (False, False),
    "new_inbound.json": (True, True),
    "new_inbound_with_bom.json": (True, True),
    "not_a_flow.json": (False, False),
    "old_customer_queue.json": (True, True),
    "old_inbound.json": (False, True),
    "old_whisper.json": (True, True),
    "profiles_and_cases.json": (True, True),
    "survey_module.json": (True, True),
    "templated.json": (True, True),
    "voicemail.json": (True, True),
}


def run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Run a command; return its exit code and the lines that it printed."""
    code = main(list(arguments))
    return code, [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_folder_of_old_and_new_exports_is_answered_file_by_file(
    profile: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, lines = run(capfdbinary, "check", "--profile", profile, str(FLOWS))
    said = {Path(line["file"]).name: line["ok"] for line in lines}
    assert said == {name: accepted[PROFILES.index(profile)] for name, accepted in EXPECTED.items()}
    assert code == 1
    for line in lines:
        assert set(line) == {"file", "ok", "problems", "warnings"}
        assert line["ok"] == (not line["problems"])


def test_what_a_machine_made_up_is_answered_action_by_action(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for profile in PROFILES:
        _, [line] = run(capfdbinary, "check", "--profile", profile, str(FLOWS / "machine_written.json"))
        said = {(problem.get("action"), problem["message"].partition(".")[0]) for problem in line["problems"]}
        assert said >= {
            ("entry", "Invalid Action type"),
            ("play", "Invalid Action type"),
            ("input", "Invalid Action property value"),
            ("call", "Invalid Action property value"),
            ("call", "Invalid Action property name"),
            ("queue", "Invalid Action property name"),
            ("wait", "Invalid Action property name"),
            ("both", "Invalid Action property value"),
            ("both", "Invalid branch"),
            ("end", "Invalid Action type"),
        }


def test_a_source_is_answered_once_a_language(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, lines = run(capfdbinary, "check", str(ROOT / "connect_flows" / "help.json"))
    assert (code, [line["language"] for line in lines]) == (0, ["ar", "en"])
    code, [line] = run(capfdbinary, "check", str(ROOT / "connect_flows" / "greeting.json"))
    assert (code, set(line)) == (0, {"file", "ok", "problems", "warnings"})


def test_a_folder_with_a_source_that_cannot_be_rendered_is_checked_as_it_is(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    entry = (ROOT / "connect_flows" / "statistics_entry.json").read_text()
    (tmp_path / "statistics_entry.json").write_text(entry)
    code, lines = run(capfdbinary, "check", str(tmp_path))
    assert (code, [line["ok"] for line in lines]) == (0, [True])
    (tmp_path / "b_entry.json").write_text("{")
    assert run(capfdbinary, "check", str(tmp_path))[0] == 1


def test_a_file_that_is_not_there_is_answered_too(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, [line] = run(capfdbinary, "check", str(tmp_path / "nowhere.json"))
    assert (code, line["ok"], line["problems"]) == (2, False, [{"message": "There is no such file"}])


@pytest.mark.parametrize("command", ["check", "explore"])
def test_a_name_that_no_file_can_have_is_answered_too(command: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, [line] = run(capfdbinary, command, "x" * 300)
    assert (code, line["ok"]) == (2, False)
    assert "File name too long" in str(line)


@pytest.mark.parametrize("command", ["check", "explore"])
def test_a_file_in_a_folder_that_cannot_be_looked_at_is_answered_too(
    command: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.json").symlink_to("x" * 300)
    code, [line] = run(capfdbinary, command, str(tmp_path))
    assert (code, line["ok"]) == (2, False)
    assert "File name too long" in str(line)


def test_a_file_far_larger_than_any_flow_is_not_read(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    huge = tmp_path / "huge.json"
    huge.touch()
    os.truncate(huge, 30_000_000)
    code, [line] = run(capfdbinary, "check", str(tmp_path))
    assert code == 2
    assert "larger than" in line["problems"][0]["message"]


def test_an_empty_folder_has_no_flow_to_check(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(capfdbinary, "check", str(tmp_path)) == (2, [])


def test_flows_without_an_ending_are_found_and_tools_folders_are_not(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in ("Main line", ".hidden/a.json", "node_modules/b.json", "notes", "deep/c.JSON"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"no json" if name == "notes" else OURS[0].read_bytes())
    code, lines = run(capfdbinary, "check", str(tmp_path))
    assert code == 0
    assert [Path(line["file"]).name for line in lines] == ["Main line", "c.JSON"]


def test_half_a_surrogate_pair_is_printed(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    odd = {"Version": "2019-10-30", "StartAction": "\ud800", "Actions": [{"Identifier": "\udfff", "Type": "\ud800"}]}
    (tmp_path / "odd.json").write_text(json.dumps(odd))
    code, [line] = run(capfdbinary, "check", str(tmp_path))
    assert code == 1
    assert line["problems"]


def test_the_type_can_be_told_from_outside(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, [line] = run(capfdbinary, "check", "--type", "CUSTOMER_HOLD", str(FLOWS / "templated.json"))
    assert any("cannot stand in a CUSTOMER_HOLD flow" in problem["message"] for problem in line["problems"])


def test_the_page_of_actions_is_what_the_table_says() -> None:
    assert (ROOT / "docs" / "connect-actions.md").read_text() == page(), "make it anew: python -m local.connect actions"


def test_every_command_has_its_module_and_says_how_to_use_it(capfd: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert "usage: python -m local.connect" in capfd.readouterr().out


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_a_command_that_there_is_not_is_answered_with_those_that_there_are(arguments: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.connect", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "check" in done.stderr
