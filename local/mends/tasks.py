"""Tasks of workflows: the errors' names on AWS, and what the workflow's role allows."""

import json
from collections.abc import Callable
from typing import Any

from local.mends import limits, upstream

PREFIX = "arn:aws:states:::"
WORKFLOWS, RULES = "states.amazonaws.com", "events.amazonaws.com"
Needed = tuple[str, list[str]]
"""An IAM action and the ARNs that it is asked for."""


def name_errors() -> None:
    """Name what StartExecution refuses as AWS does: `StepFunctions.ExecutionAlreadyExistsException` and so on.

    MiniStack gives a task the bare code of the API. (An `aws-sdk:sfn:` task's error begins with `Sfn.`.)
    """
    workflows = upstream.service("stepfunctions")

    def named(work: Callable[..., Any]) -> Callable[..., Any]:
        def start(resource: str, given: Any) -> Any:
            try:
                return work(resource, given)
            except workflows._ExecutionError as error:
                if "." not in error.error:
                    error.error = f"StepFunctions.{_exception(error.error)}"
                raise

        return start

    def prefixed(service: str, code: str) -> str:
        return str(prefix(service, _exception(code) if service == "sfn" and "." not in code else code))

    for name in ("_invoke_nested_start_execution", "_invoke_nested_start_execution_sync"):
        upstream.replace(workflows, name, named(getattr(workflows, name)))
    prefix = upstream.replace(workflows, "_prefix_sdk_error", prefixed)


def _exception(code: str) -> str:
    return code if code.endswith("Exception") else f"{code}Exception"


def judge_roles() -> None:
    """Judge each task by the workflow's role, and each start by a rule by the target's; MiniStack lets all pass."""
    workflows, buses = upstream.service("stepfunctions"), upstream.service("eventbridge")

    def invoke(resource: str, given: Any) -> Any:
        if watch := limits.watched.get():
            action, arns = needed(resource, given)
            for arn in arns:
                if refusal := denied(watch.role, WORKFLOWS, action, arn, given):
                    raise workflows._ExecutionError("States.Permissions", refusal)
        return call(resource, given)

    def deliver(target: dict[str, Any], *more: Any) -> None:
        arn = str(target.get("Arn", ""))
        if ":states:" in arn and (
            refusal := denied(str(target.get("RoleArn", "")), RULES, "states:StartExecution", arn, {})
        ):
            buses.logger.warning("rule not delivered: %s", refusal)
            return
        send(target, *more)

    call = upstream.replace(workflows, "_invoke_resource", invoke)
    send = upstream.replace(buses, "_invoke_target", deliver)


def needed(resource: str, given: dict[str, Any]) -> Needed:
    """Return what a task's role must allow; an unknown kind of task needs what no role of ours allows."""
    *_, service, operation = resource.removeprefix(PREFIX).split(".")[0].split(":")
    action = operation[:1].upper() + operation[1:]
    responses, actions = upstream.core("responses"), upstream.core("iam_actions")
    region, account = responses.get_region(), responses.get_account_id()
    if service == "dynamodb":
        return f"dynamodb:{action}", actions.dynamodb_resource_arns(json.dumps(given).encode(), region, account)
    if service == "sqs":
        name = str(given.get("QueueUrl", "")).rsplit("/", 1)[-1]
        return f"sqs:{action.removesuffix('Batch')}", [f"arn:aws:sqs:{region}:{account}:{name}"]
    if service in ("states", "sfn"):
        return f"states:{action}", [str(given.get("StateMachineArn"))]
    if service == "events":
        body = json.dumps(given).encode()
        return "events:PutEvents", actions.eventbridge_resource_arns(body, region, account)
    if service == "lambda":
        return "lambda:InvokeFunction", [str(given.get("FunctionName"))]
    return f"{service}:{action}", ["*"]


def denied(role_arn: str, service: str, action: str, arn: str, given: Any) -> str:
    """Return why a service that acts under a role may not do something, or nothing if it may."""
    judge = upstream.core("iam_evaluator")
    account = upstream.core("responses").get_account_id()
    name = role_arn.rsplit("/", 1)[-1]
    role = upstream.service("iam")._roles.get_scoped(account, None, name)
    principal = f"arn:aws:sts::{account}:assumed-role/{name}/{service.split('.')[0]}"
    if role is None or not trusts(role.get("AssumeRolePolicyDocument"), service):
        return f"{service} is not authorized to assume role {role_arn}"
    context = judge.EvalContext(
        principal_arn=principal,
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=arn,
        region=upstream.core("responses").get_region(),
        service_context=_context(given) if action.startswith("dynamodb:") else {},
    )
    if judge.evaluate(context, judge._gather_role_policies(name, account)).decision == "Allow":
        return ""
    return f"User: {principal} is not authorized to perform: {action} on resource: {arn}"


def _context(given: Any) -> dict[str, Any]:
    keys = upstream.core("iam_actions").dynamodb_service_context(json.dumps(given).encode())
    return {key.lower(): value for key, value in keys.items()}


def trusts(policy: Any, service: str) -> bool:
    """Tell whether a role lets a service assume it."""
    document = json.loads(policy) if isinstance(policy, str) else policy or {}
    statements = document.get("Statement") or []
    principals = [
        s.get("Principal")
        for s in statements
        if s.get("Effect") == "Allow" and "sts:AssumeRole" in _many(s.get("Action"))
    ]
    return any(service in _many(p.get("Service")) for p in principals if isinstance(p, dict))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
