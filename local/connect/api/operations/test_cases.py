"""Test cases of flows, and their runs: here on a virtual clock, so that one is over as soon as it is begun."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.errors import Duplicate, InvalidRequest, ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.registry import Asked, operation
from local.connect.api.times import when
from local.connect.engine import Instance
from local.connect.testing import case
from local.connect.testing.running import Result, Running


@dataclass
class Kept:
    """A test case as it was asked for, and its runs: when each began, and what it came to."""

    id: str
    asked: Asked
    runs: dict[str, tuple[float, Result]] = field(default_factory=dict)


def _kept(account: Account, asked: Asked) -> Kept:
    found = account.test_cases.get((asked["InstanceId"], asked["TestCaseId"]))
    if found is None:
        raise ResourceNotFound(f"Test case not found: {asked['TestCaseId']}")
    kept: Kept = found
    return kept


def _of(account: Account, instance: str) -> list[Kept]:
    account.instance(instance)
    return [kept for (owner, _), kept in account.test_cases.items() if owner == instance]


def _read(asked: Asked) -> case.Case:
    """Return the case of a request. :raises InvalidRequest: if it is none"""
    members = ("Name", "EntryPoint", "InitializationData", "Content")
    request = {name: asked[name] for name in members if name in asked}
    try:
        return case.read(json.dumps(request).encode(), asked["Name"])
    except case.NotACase as error:
        raise InvalidRequest(str(error)) from error


def _arn(instance: Instance, id_: str) -> str:
    return instance.directory.name_of("test-case", id_)


@operation("CreateTestCase")
def create(account: Account, asked: Asked) -> dict[str, Any]:
    """Keep a test case; what is published must be one. :raises Duplicate: if its name is taken"""
    instance = account.instance(asked["InstanceId"])
    if any(kept.asked["Name"] == asked["Name"] for kept in _of(account, asked["InstanceId"])):
        raise Duplicate(f"There is a test case named {asked['Name']}")
    if asked.get("Status", "PUBLISHED") == "PUBLISHED":
        _read(asked)
    id_ = asked.get("TestCaseId") or str(uuid4())
    account.test_cases[asked["InstanceId"], id_] = Kept(id_, dict(asked))
    return {"TestCaseId": id_, "TestCaseArn": _arn(instance, id_)}


@operation("UpdateTestCase")
def update(account: Account, asked: Asked) -> None:
    kept = _kept(account, asked)
    changed = {**kept.asked, **asked}
    if changed.get("Status", "PUBLISHED") == "PUBLISHED":
        _read(changed)
    kept.asked = changed


@operation("DeleteTestCase")
def delete(account: Account, asked: Asked) -> None:
    kept = _kept(account, asked)
    del account.test_cases[asked["InstanceId"], kept.id]


@operation("DescribeTestCase")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    kept = _kept(account, asked)
    names = ("Name", "Content", "EntryPoint", "InitializationData", "Description", "Tags")
    told = {name: kept.asked[name] for name in names if name in kept.asked}
    arn, status = _arn(account.instance(asked["InstanceId"]), kept.id), kept.asked.get("Status", "PUBLISHED")
    return {"TestCase": {"Id": kept.id, "Arn": arn, "Status": status, **told}}


@operation("ListTestCases")
def test_cases(account: Account, asked: Asked) -> dict[str, Any]:
    instance = account.instance(asked["InstanceId"])
    shown, token = page(_of(account, asked["InstanceId"]), asked)
    told = [{"Id": kept.id, "Arn": _arn(instance, kept.id), "Name": kept.asked["Name"]} for kept in shown]
    return {"TestCaseSummaryList": told, "NextToken": token}


@operation("StartTestCaseExecution")
def start(account: Account, asked: Asked) -> dict[str, Any]:
    """Run a test case on the instance's flows. :raises InvalidRequest: if its entry point is none of them"""
    kept, instance = _kept(account, asked), account.instance(asked["InstanceId"])

    def run() -> dict[str, Any]:
        read = _read(kept.asked)
        flow = instance.directory.flows.find(read.flow)
        if flow is None:
            raise InvalidRequest(f"The test case starts with no flow of the instance: {read.flow}")
        id_ = str(uuid4())
        kept.runs[id_] = (instance.clock.now(), Running(read, instance.directory).run(flow.id))
        return {"TestCaseExecutionId": id_, "TestCaseId": kept.id, "Status": "INITIATED"}

    return account.once("StartTestCaseExecution", asked, run)


def _run(account: Account, asked: Asked) -> tuple[float, Result]:
    found = _kept(account, asked).runs.get(asked["TestCaseExecutionId"])
    if found is None:
        raise ResourceNotFound(f"Test case execution not found: {asked['TestCaseExecutionId']}")
    return found


def _status(result: Result) -> str:
    return "PASSED" if result.ok else "FAILED"


@operation("GetTestCaseExecutionSummary")
def summary(account: Account, asked: Asked) -> dict[str, Any]:
    began, result = _run(account, asked)
    passed = sum(one["status"] == "PASSED" for one in result.observations)
    failed = sum(one["status"] == "FAILED" for one in result.observations)
    counts = {"TotalObservations": len(result.observations), "ObservationsPassed": passed, "ObservationsFailed": failed}
    return {
        "StartTime": when(began), "EndTime": when(began + result.seconds), "Status": _status(result),
        "ObservationSummary": counts,
    }  # fmt: skip


@operation("ListTestCaseExecutionRecords")
def records(account: Account, asked: Asked) -> dict[str, Any]:
    began, result = _run(account, asked)
    wanted = asked.get("Status")
    found = [one for one in result.observations if wanted in (None, one["status"])]
    shown, token = page(found, asked)
    told = [
        {"ObservationId": one["id"], "Status": one["status"], "Timestamp": when(began + result.seconds),
         "Record": json.dumps({"errors": result.errors, "warnings": result.warnings}, ensure_ascii=False)}
        for one in shown
    ]  # fmt: skip
    return {"ExecutionRecords": told, "NextToken": token}


@operation("ListTestCaseExecutions")
def executions(account: Account, asked: Asked) -> dict[str, Any]:
    found = [
        {"TestCaseExecutionId": id_, "TestCaseId": kept.id, "TestCaseExecutionStatus": _status(result),
         "StartTime": when(began), "EndTime": when(began + result.seconds)}
        for kept in _of(account, asked["InstanceId"])
        if asked.get("TestCaseId") in (None, kept.id)
        for id_, (began, result) in kept.runs.items()
        if asked.get("Status") in (None, _status(result))
    ]  # fmt: skip
    shown, token = page(found, asked)
    return {"TestCaseExecutions": shown, "NextToken": token}
