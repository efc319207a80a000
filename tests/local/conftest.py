"""MiniStack in this process: a mend is applied for one test and taken back, so that stock behaviour can be asserted."""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local.clock import MovableClock
from local.mends import upstream
from tests.local.machines import Workflows

SERVICES = (
    "sqs",
    "sns",
    "s3",
    "ses",
    "ses_v2",
    "eventbridge",
    "scheduler",
    "dynamodb",
    "kinesis",
    "lambda_svc",
    "stepfunctions",
    "apigateway_v1",
    "cloudformation.provisioners",
    "cognito",
    "iam",
)


@pytest.fixture
def stock() -> Iterator[Callable[[str], Any]]:
    """Return how to reach MiniStack's services as they come; what a test changes in them is changed back."""
    for name in SERVICES:
        upstream.service(name)
    modules = [module for name, module in sys.modules.items() if name.startswith("ministack.")]
    kept = [(vars(module), dict(vars(module))) for module in modules]
    tables = upstream.service("cloudformation.provisioners")._RESOURCE_HANDLERS
    entries = (tables, tables["AWS::DynamoDB::Table"], upstream.service("sqs")._HANDLERS)
    kept += [(entry, dict(entry)) for entry in entries]
    worker = upstream.core("lambda_runtime").Worker
    drain, spawn = worker._drain_stderr_bounded, worker._spawn
    yield upstream.service
    worker._drain_stderr_bounded, worker._spawn = drain, spawn
    for name in (
        "sqs",
        "sns",
        "eventbridge",
        "scheduler",
        "dynamodb",
        "kinesis",
        "apigateway_v1",
        "cognito",
        "stepfunctions",
        "iam",
    ):
        upstream.service(name).reset()
    end_workers(upstream.core("lambda_runtime"))
    for current, before in kept:
        current.clear()
        current.update(before)


def end_workers(runtime: Any) -> None:
    """End the workers that a test left, pipes included, which MiniStack leaves open."""
    processes = [worker._proc for pool in runtime._workers.values() for worker in pool if worker._proc]
    runtime.reset()
    for process in processes:
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


@pytest.fixture
def clock(tmp_path: Path) -> MovableClock:
    """Return a clock that stands still until it is moved."""
    return MovableClock(tmp_path / "offset", wall=lambda: 1_800_000_000.0)


@pytest.fixture
def function() -> Callable[[str], dict[str, Any]]:
    """Return how to make a function's record of the source of its module."""

    def make(source: str) -> dict[str, Any]:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as code:
            code.writestr("app.py", source)
        config = {
            "FunctionName": "f",
            "Runtime": "python3.11",
            "Handler": "app.handler",
            "Timeout": 20,
            "Version": "$LATEST",
            "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f",
        }
        return {"config": config, "code_zip": packed.getvalue()}

    return make


@pytest.fixture
def workflows(stock: Callable[[str], Any]) -> Workflows:
    """Return Step Functions as it comes."""
    return Workflows(stock("stepfunctions"))
