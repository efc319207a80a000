"""Every test case of ours passes, and stands as it is written."""

from pathlib import Path

import pytest

from local.connect.commands.test import OURS, run
from tests.connect_flows.write import HERE, files

CASES = sorted(HERE.glob("*.json"))


def test_the_cases_are_those_that_are_written() -> None:
    assert {file.name: file.read_text("utf-8") for file in CASES} == files()


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_our_flows_do_what_a_case_expects(file: Path) -> None:
    result = run(file.read_bytes(), file, [OURS])
    assert (result.ok, result.errors, result.warnings) == (True, [], [])
    assert {observation["status"] for observation in result.observations} == {"PASSED"}
    assert len(result.observations) > 2
