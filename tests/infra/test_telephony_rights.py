"""Every call to Amazon Connect is allowed by the policy of the function that makes it, and nothing else is.

The laptop judges no policy on `connect:`, so that this is all that looks at them before an account does.
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore import xform_name

from chalicelib.contacts.exchange.instance import PAGE
from chalicelib.contacts.telephony import Telephony
from infra.package import ROOT

CONTACTS = ROOT / "chalicelib" / "contacts"
VERBS = {
    "api_handler": {"caller", "monitor", "put_status", "stop"},
    "contacts-agents": {"put_status"},
    "contacts-due": {"offer_task", "stop"},
    "contacts-events": {"caller", "put_status", "stop"},
    "contacts-flow": set(),
    "contacts-records": {"offer_task", "put_status", "stop"},
}
"""What each function asks of its telephony; the exchange alone speaks with Connect by itself."""
ASKING = {"ask", "all", "by_name", "_asked", "get_paginator"}
"""Functions whose first argument names an operation."""
REGION, ACCOUNT = "eu-central-1", "000000000000"


@cache
def operations() -> dict[str, str]:
    """Return the operations of Amazon Connect by the names that boto3 has for them."""
    model = botocore.session.get_session().get_service_model("connect")
    return {xform_name(name): name for name in model.operation_names}


@cache
def reference() -> dict[str, Any]:
    """Return what AWS documents of the actions and resources of `connect:`, as cfn-lint keeps it."""
    kept = files("cfnlint.data.AdditionalSpecs").joinpath("Policies.json").read_text("utf-8")
    told: dict[str, Any] = json.loads(kept)["connect"]
    return told


def called_in(node: ast.AST) -> Iterator[str]:
    """Yield the operations that code calls."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute):
            named = one.args[0].value if one.args and isinstance(one.args[0], ast.Constant) else ""
            name = str(named) if one.func.attr in ASKING else one.func.attr
            if name in operations():
                yield operations()[name]
        elif isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            yield from (operations()[word.value] for word in one.args if _is_operation(word))  # type: ignore[attr-defined]


def _is_operation(word: ast.expr) -> bool:
    return isinstance(word, ast.Constant) and word.value in operations()


def of_exchange() -> set[str]:
    modules = (CONTACTS / "exchange").glob("*.py")
    return {name for path in modules for name in called_in(ast.parse(path.read_text("utf-8")))}


def of_verbs() -> dict[str, set[str]]:
    """Return the operations that each verb of the port comes to, also by way of another verb."""
    tree = ast.parse((CONTACTS / "connect.py").read_text("utf-8"))
    methods = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    own = {name: set(called_in(node)) for name, node in methods.items()}
    return {name: own[name].union(*(own[other] for other in _asked_by(methods[name]) & own.keys())) for name in own}


def _asked_by(node: ast.AST) -> set[str]:
    return {
        one.func.attr for one in ast.walk(node)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr != "_asked"
    }  # fmt: skip


def needed(function: str) -> set[str]:
    if function == "contacts-exchange":
        return of_exchange()
    return {operation for verb in VERBS[function] for operation in of_verbs()[verb]}


def granted(function: str) -> dict[str, list[str]]:
    """Return the resources of each action of `connect:` that a function's policy allows."""
    policy = json.loads((ROOT / ".chalice" / f"policy-{function}.json").read_text("utf-8"))
    found = {}
    for statement in policy["Statement"]:
        resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        for action in statement["Action"]:
            if action.startswith("connect:"):
                assert statement["Effect"] == "Allow"
                found[action.removeprefix("connect:")] = [_filled(each["Fn::Sub"]) for each in resources]
    return found


def _filled(pattern: str) -> str:
    facts = {"${AWS::Partition}": "aws", "${TelephonyRegion}": REGION, "${AWS::AccountId}": ACCOUNT}
    for name, fact in facts.items():
        pattern = pattern.replace(name, fact)
    return pattern


def arn_of(kind: str) -> str:
    """Return the beginning of the ARNs of a kind of resource, as AWS documents it."""
    (format_, *_) = reference()["Resources"][kind]["ARNFormats"]
    facts = {"${Partition}": "aws", "${Region}": REGION, "${Account}": ACCOUNT}
    for name, fact in facts.items():
        format_ = format_.replace(name, fact)
    return str(format_).removesuffix(".*")


@pytest.mark.parametrize("function", [*VERBS, "contacts-exchange"])
def test_a_function_may_do_in_amazon_connect_what_it_does_and_nothing_else(function: str) -> None:
    assert granted(function).keys() == needed(function)


def test_every_policy_that_speaks_of_amazon_connect_is_looked_at() -> None:
    speaking = {path.stem.removeprefix("policy-") for path in Path(ROOT, ".chalice").glob("policy-*.json")
                if '"connect:' in path.read_text("utf-8")}  # fmt: skip
    assert speaking <= {*VERBS, "contacts-exchange"}


def test_every_verb_of_the_port_that_asks_amazon_connect_is_somebodys() -> None:
    verbs = {name for name in vars(Telephony) if not name.startswith("_")}
    asking = {verb for verb in verbs if of_verbs()[verb]}
    assert asking - {"attributes"} == set().union(*VERBS.values())
    used = "".join(path.read_text("utf-8") for path in CONTACTS.glob("*.py"))
    assert {verb for verb in asking if re.search(rf"telephony\.{verb}\b", used)} == asking - {"attributes"}


@pytest.mark.parametrize("function", [*VERBS, "contacts-exchange"])
def test_what_is_allowed_is_allowed_on_every_kind_of_resource_that_the_action_asks_for(function: str) -> None:
    kinds = {action.lower(): told.get("Resources", []) for action, told in reference()["Actions"].items()}
    for action, resources in granted(function).items():
        assert kinds[action.lower()], f"{action} knows no resources: it must be allowed on all"
        for kind in set(kinds[action.lower()]) - {"traffic-distribution-group"}:
            covered = any(arn_of(kind).startswith(resource.removesuffix("*")) for resource in resources)
            assert covered, f"{action} on {kind}: {arn_of(kind)}"


def test_every_list_of_amazon_connect_is_read_to_its_end() -> None:
    """`Exchange.all` and a paginator follow the token; `all` asks for as many at once as each list gives."""
    model = botocore.session.get_session().get_service_model("connect")
    lists = {name for name in of_exchange() if name.startswith("List")}
    assert len(lists) >= 10
    for name in lists:
        asked, told = model.operation_model(name).input_shape, model.operation_model(name).output_shape
        assert asked, name
        assert told, name
        assert {"MaxResults", "NextToken"} <= set(asked.members), name
        assert "NextToken" in told.members, name
        assert asked.members["MaxResults"].metadata["max"] >= PAGE, name
    source = "".join(path.read_text("utf-8") for path in (CONTACTS / "exchange").glob("*.py"))
    assert re.findall(r'ask\(\s*"list_|connect\.list_', source) == []
