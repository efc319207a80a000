"""What is deployed and what is written fit together: functions, policies, routes, problems and their words."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chalice.app import Blueprint
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

import app
from chalicelib.shared.errors import NidaaError
from chalicelib.shared.http import Operation
from infra.merge import SECOND, merged, read_template

ROOT = Path(__file__).parent.parent
CONFIG: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text("utf-8"))
FUNCTIONS = {each.name: each for each in app.app.pure_lambda_functions}
SOURCES = ("EventSourceMapping", "Permission", "Subscription", "SubscriptionFilter")
OPERATIONS: list[Operation] = [operation for feature in app.FEATURES for operation in feature.operations]


def test_the_entry_point_defines_nothing() -> None:
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    assert [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)] == []


def test_every_blueprint_of_the_features_is_registered() -> None:
    """A module of routes that app.py forgot would be tested by nobody and served to nobody."""
    found = {
        f"chalicelib.{path.parent.name}.{path.stem}"
        for path in (ROOT / "chalicelib").glob("*/*.py")
        if re.search(r"^(routes|handlers) = (Routes|Blueprint)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    blueprints: tuple[Blueprint, ...] = (*app.FEATURES, *app.HANDLERS)
    assert {blueprint._import_name for blueprint in blueprints} == found


def test_every_function_has_its_memory_time_and_policy() -> None:
    assert set(CONFIG["lambda_functions"]) == {*FUNCTIONS, "api_handler"}
    for name, wanted in CONFIG["lambda_functions"].items():
        assert {"lambda_memory_size", "lambda_timeout", "iam_policy_file"} <= set(wanted), name


@pytest.mark.parametrize("name", CONFIG["lambda_functions"])
def test_every_function_has_a_policy_of_its_own(name: str) -> None:
    file = CONFIG["lambda_functions"][name]["iam_policy_file"]
    assert file == f"policy-{name}.json"
    assert json.loads((ROOT / ".chalice" / file).read_text("utf-8"))["Statement"]


def test_no_policy_belongs_to_nobody() -> None:
    assert {path.name for path in (ROOT / ".chalice").glob("policy-*.json")} == {
        wanted["iam_policy_file"] for wanted in CONFIG["lambda_functions"].values()
    }


def test_no_policy_is_written_by_guessing() -> None:
    assert CONFIG["autogen_policy"] is False


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_behind_a_queue_or_stream_is_observed(name: str) -> None:
    """Chalice's middleware runs for the API alone: without `observed` a function would log and count nothing."""
    wrapper = FUNCTIONS[name].func
    modules = {inspect.unwrap(wrapper).__module__, wrapper.__module__}
    assert all(module.startswith("chalicelib.") for module in modules)
    assert "observed" in _decorators(inspect.unwrap(wrapper))


def _decorators(function: Any) -> set[str]:
    tree = ast.parse(inspect.getsource(function))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    return {node.id for node in definition.decorator_list if isinstance(node, ast.Name)}


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"contacts-flow"}))  # flows of Amazon Connect ask it directly
def test_every_function_stands_in_the_template_with_its_source(name: str) -> None:
    logical = "".join(part.capitalize() for part in name.split("-"))
    resources = {**merged()["Resources"], **read_template(SECOND)["Resources"]}
    assert logical in resources
    sources = [each for each in resources.values() if each.get("Type", "").endswith(SOURCES)]
    assert any(logical in json.dumps(source["Properties"]) for source in sources), "nothing calls it"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o.method} {o.path}")
def test_every_part_of_a_path_reaches_the_view(operation: Operation) -> None:
    named = set(re.findall(r"{(\w+)}", operation.path))
    taken = set(list(inspect.signature(operation.view).parameters)[1:])
    assert taken == named
    assert all(_is_used(operation, name) for name in named)


def _is_used(operation: Operation, name: str) -> bool:
    return name in operation.view.__code__.co_varnames or name in operation.view.__code__.co_cellvars


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o.method} {o.path}")
def test_no_path_is_served_twice_or_ends_in_a_slash(operation: Operation) -> None:
    same = [other for other in OPERATIONS if (other.method, other.path) == (operation.method, operation.path)]
    assert len(same) == 1
    assert not operation.path.endswith("/")


def _descendants(kind: type[NidaaError]) -> Iterator[type[NidaaError]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith("chalicelib."):
            yield child
            yield from _descendants(child)


CODES = {error.code() for error in _descendants(NidaaError)}


def _titles(language: str) -> dict[str, str]:
    text = (ROOT / "chalicelib" / "messages" / language / "problems.ftl").read_text("utf-8")
    entries = FluentParser().parse(text).body
    assert not [entry for entry in entries if type(entry).__name__ == "Junk"]
    return {entry.id.name: str(entry.value) for entry in entries if isinstance(entry, Message)}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_problem_has_its_title_and_every_title_its_problem(language: str) -> None:
    assert set(_titles(language)) == CODES


@pytest.mark.parametrize("error", list(_descendants(NidaaError)), ids=str)
def test_every_problem_has_the_status_of_a_refusal_or_a_fault(error: type[NidaaError]) -> None:
    assert 400 <= error.status < 600


def test_arabic_titles_are_arabic_and_english_ones_english() -> None:
    arabic = re.compile("[\u0600-\u06ff]")
    for path in (ROOT / "chalicelib" / "messages").glob("*/problems.ftl"):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                assert bool(arabic.search(line)) == (path.parent.name == "ar"), line
