"""The workflows as two validators read them: statelint, and asl-validator, which `make setup` fetches."""

import json
import subprocess
from pathlib import Path
from typing import Any

from statelint.config import Config
from statelint.linter import Linter

from tests.step_functions.conftest import FILES, text

HERE = Path(__file__).parent
TOOL = HERE / "node_modules" / "asl-validator" / "dist" / "bin" / "asl-validator.js"
BROKEN = {"StartAt": "One", "States": {"One": {"Type": "Pass", "Next": "Nowhere"}}}


def lint(definition: dict[str, Any]) -> list[str]:
    problems: list[str] = Linter.validate(definition, Config(evaluate_jsonata=True))
    return problems


def validate(*files: Path) -> str:
    """Return what asl-validator objects to."""
    assert TOOL.exists(), "asl-validator is missing: run `make setup`"
    told = subprocess.run(["node", TOOL, "--json-path", *files], capture_output=True, text=True, check=False)
    return "" if told.returncode == 0 else told.stdout + told.stderr


def test_there_are_workflows() -> None:
    assert {path.name for path in FILES} >= {"tickets_promises.asl.json", "tickets_escalate.asl.json"}


def test_statelint_finds_nothing(definition: dict[str, Any]) -> None:
    assert lint(definition) == []


def test_statelint_finds_what_is_wrong_in_expressions_too() -> None:
    chain = {"StartAt": "Two", "States": {"Two": {"Type": "Succeed"}}}
    state = {"Type": "Map", "Items": "{% 'no list' %}", "ItemProcessor": chain, "End": True}
    assert lint({"QueryLanguage": "JSONata", "StartAt": "One", "States": {"One": state}})
    assert lint(BROKEN)


def test_asl_validator_finds_nothing(tmp_path: Path) -> None:
    for path in FILES:
        (tmp_path / path.name).write_text(text(path), "utf-8")
    assert validate(*sorted(tmp_path.iterdir())) == ""


def test_asl_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    broken = tmp_path / "broken.asl.json"
    broken.write_text(json.dumps(BROKEN))
    assert "Nowhere" in validate(broken)


def test_what_is_fetched_is_exact_and_names_no_registry() -> None:
    held = json.loads((HERE / "package.json").read_text("utf-8"))
    assert held["devDependencies"] == {"asl-validator": "4.0.0"}
    packages = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and not package["integrity"].startswith("sha512-")] == []
