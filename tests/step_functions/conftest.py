"""The workflows of step_functions/, as the template declares them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.definitions import HERE, KIND, logical_id
from infra.merge import merged
from local.clock import MovableClock
from local.mends import executions, expressions, limits, queues, tables, tasks
from tests.local.conftest import clock, stock

__all__ = ["clock", "stock"]

FILES = sorted(HERE.glob("*.asl.json"))
REGION, ACCOUNT = "us-east-1", "000000000000"


def text(path: Path) -> str:
    """Return a workflow with what AWS would put into it, by the ends of the names: an ARN, an address, a number."""
    values = {
        "Arn": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:escalate",
        "Url": "http://localhost/q",
        "Shards": "2",
    }
    return re.sub(r"\$\{(\w+)\}", lambda m: next((v for k, v in values.items() if m[1].endswith(k)), "tickets"),
                  path.read_text("utf-8"))  # fmt: skip


def states(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every state with its name, those inside Maps and Parallels too."""
    for name, state in definition["States"].items():
        yield name, state
        inner = [state[key] for key in ("ItemProcessor", "Iterator") if key in state]
        for part in (*inner, *state.get("Branches", [])):
            yield from states(part)


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    return merged()


@pytest.fixture(scope="session")
def machines(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the properties of each state machine by the name of its file."""
    found = {n: r["Properties"] for n, r in template["Resources"].items() if r.get("Type") == KIND}
    return {path.name: found[logical_id(path)] for path in FILES}


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    """Return each workflow's file in turn."""
    file: Path = request.param
    return file


@pytest.fixture
def definition(path: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = json.loads(text(path))
    return workflow


@pytest.fixture
def cloud(stock: Callable[[str], Any], clock: MovableClock) -> Callable[[str], Any]:
    """Return MiniStack's services, mended, with our workflows, their table and their queue."""
    tables.guard_items()
    queues.guard_messages()
    expressions.tell_time(clock)
    expressions.parse_once()
    tasks.name_errors()
    limits.enforce()
    stock("stepfunctions").now_iso = lambda: "2026-12-06T10:00:00.000Z"
    executions.keep(clock)
    _make_table(stock("dynamodb"))
    address = stock("sqs")._HANDLERS["CreateQueue"]({"QueueName": "q"}, "")["QueueUrl"]
    kinds = {"tickets_promises": "EXPRESS"}
    for file in FILES:
        name = file.name.split(".")[0]
        arn = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{name}"
        stock("stepfunctions")._state_machines[arn] = {
            "stateMachineArn": arn,
            "name": name,
            "definition": text(file).replace("http://localhost/q", address).replace(":escalate", ":tickets_escalate"),
            "roleArn": "",
            "type": kinds.get(name, "STANDARD"),
        }
    return stock


def _make_table(service: Any) -> None:
    names = ("pk", "sk", "clk", "due", "bo", "bo_sort")
    schema = [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE") * 3, strict=True)]
    indexes = [
        {"IndexName": name, "KeySchema": keys, "Projection": {"ProjectionType": "KEYS_ONLY"}}
        for name, keys in (("due", schema[2:4]), ("body", schema[4:]))
    ]
    service._create_table(
        {
            "TableName": "tickets",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in names],
            "KeySchema": schema[:2],
            "GlobalSecondaryIndexes": indexes,
        }
    )
