"""What Step Functions refuses on AWS: large data, long histories, long EXPRESS executions.

See "Step Functions service quotas" and "Handling errors in Step Functions workflows" (developer guide).
"""

import contextvars
import copy
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from local.mends import upstream

LARGEST = 262_144
"""Bytes of a state's or task's input or output, and of what one `Assign` keeps, in UTF-8."""
MOST_EVENTS = 25_000
EXPRESS = 300.0
"""Seconds that an EXPRESS execution may take."""
TERMINAL = frozenset({"States.DataLimitExceeded", "States.Runtime"})
"""Errors that neither `States.ALL` nor `States.TaskFailed` stands for."""


@dataclass
class Watch:
    """One execution, as the limits see it."""

    role: str
    express: bool
    events: int = 1
    slept: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def elapsed(self) -> float:
        """Return the seconds that it has run, those that a moved clock spared it included."""
        return max(time.monotonic() - self.began, self.slept)


watched: contextvars.ContextVar[Watch | None] = contextvars.ContextVar("watched", default=None)
_events = threading.Lock()


def enforce() -> None:
    """Fail an execution where AWS would; MiniStack lets every one pass."""
    workflows = upstream.service("stepfunctions")
    _watch_executions(workflows)
    _look_at_events(workflows)
    _look_at_data(workflows)
    upstream.replace(workflows, "_run_sub_machine", _run_branch)
    upstream.replace(workflows, "_error_matches", _stands_for(workflows._error_matches))


def size(value: Any) -> int:
    """Return how many bytes a JSON value has, written without blanks."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def is_large(text: str) -> bool:
    """Tell whether a JSON text is too long, as AWS would write it: MiniStack's is ASCII, with blanks."""
    return len(text) > LARGEST and size(json.loads(text)) > LARGEST


def _watch_executions(workflows: Any) -> None:
    def run(arn: str) -> None:
        execution = workflows._executions.get(arn) or {}
        machine = workflows._state_machines.get(execution.get("stateMachineArn")) or {}
        watch = Watch(machine.get("roleArn", ""), machine.get("type") == "EXPRESS")
        token = watched.set(watch)
        try:
            original(arn)
        finally:
            watched.reset(token)
        if watch.express and execution.get("error") == "States.Timeout":
            execution["status"] = "TIMED_OUT"

    def sleep(seconds: float) -> None:
        if watch := watched.get():
            watch.slept += seconds * workflows._SFN_WAIT_SCALE
        wait(seconds)

    original = upstream.replace(workflows, "_run_execution", run)
    wait = upstream.replace(workflows, "_scaled_sleep", sleep)


def _look_at_events(workflows: Any) -> None:
    def add(execution: Any, kind: str, details: dict[str, Any] | None = None) -> Any:
        watch = watched.get()
        if watch and not kind.startswith("Execution"):
            _count(workflows, watch, kind)
            _weigh(workflows, details or {})
        if watch and watch.express:
            # AWS keeps no history of EXPRESS executions.
            return {"type": kind, **(details or {})}
        with _events:
            return original(execution, kind, details)

    original = upstream.replace(workflows, "_add_event", add)


def _count(workflows: Any, watch: Watch, kind: str) -> None:
    # AWS writes TaskStarted after each TaskScheduled, MiniStack does not.
    watch.events += 2 if kind == "TaskScheduled" else 1
    if not watch.express and watch.events > MOST_EVENTS:
        told = f"The execution reached the maximum number of history events ({MOST_EVENTS})."
        raise workflows._ExecutionError("States.Runtime", told)
    if watch.express and watch.elapsed() > EXPRESS:
        raise workflows._ExecutionError("States.Timeout", f"EXPRESS for longer than {EXPRESS:.0f} seconds")


def _weigh(workflows: Any, details: dict[str, Any]) -> None:
    for each in details.values():
        for part in ("input", "output"):
            if is_large(each.get(part) or ""):
                raise _too_large(workflows, f"the {part} of {each.get('name') or each.get('resource')}")


def _look_at_data(workflows: Any) -> None:
    def invoke(resource: str, given: Any) -> Any:
        if watched.get() and size(given) > LARGEST:
            raise _too_large(workflows, f"the input of {resource}")
        return call(resource, given)

    def assign(state: Any, given: Any, context: Any, **results: Any) -> None:
        keep(state, given, context, **results)
        kept = {name: context["variables"][name] for name in state.get("Assign") or {} if "variables" in context}
        if size(kept) > LARGEST:
            raise _too_large(workflows, f"what Assign keeps ({', '.join(kept)})")

    call = upstream.replace(workflows, "_invoke_resource", invoke)
    keep = upstream.replace(workflows, "_apply_state_assign", assign)


def _too_large(workflows: Any, what: str) -> Exception:
    told = f"{what} has a size exceeding the maximum number of bytes service limit ({LARGEST})."
    error: Exception = workflows._ExecutionError("States.DataLimitExceeded", told)
    return error


def _run_branch(states: dict[str, Any], start_at: str, given: Any, execution: Any, context: Any) -> Any:
    """Run a Map's iteration or a Parallel's branch, with the events that AWS writes and MiniStack leaves out."""
    workflows = upstream.service("stepfunctions")
    index = ((context.get("Map") or {}).get("Item") or {}).get("Index")
    _iteration(workflows, execution, "MapIterationStarted", index)
    name, data = start_at, copy.deepcopy(given)
    while name:
        state, kind = states[name], states[name]["Type"]
        context["State"] = {"Name": name, "EnteredTime": workflows.now_iso(), "RetryCount": 0}
        _step(workflows, execution, f"{kind}StateEntered", name, data)
        data, following = _step_through(workflows, kind, state, data, execution, context)
        _step(workflows, execution, f"{kind}StateExited", name, data)
        name = following
    _iteration(workflows, execution, "MapIterationSucceeded", index)
    return data


def _iteration(workflows: Any, execution: Any, kind: str, index: int | None) -> None:
    if index is not None:
        workflows._add_event(execution, kind, {f"{kind[0].lower()}{kind[1:]}EventDetails": {"index": index}})


def _step(workflows: Any, execution: Any, kind: str, name: str, data: Any) -> None:
    part, details = ("input", "stateEntered") if kind.endswith("Entered") else ("output", "stateExited")
    workflows._add_event(execution, kind, {f"{details}EventDetails": {"name": name, part: json.dumps(data)}})


def _step_through(workflows: Any, kind: str, state: Any, data: Any, execution: Any, context: Any) -> tuple[Any, Any]:
    if kind == "Succeed":
        data = workflows._apply_input_path(state, data, context)
        return workflows._apply_output_path(state, data, context), None
    if kind == "Fail":
        raise workflows._ExecutionError(*workflows._fail_state_error(state, data, context))
    run = getattr(workflows, f"_execute_{kind.lower()}")
    more = (execution, context) if kind in ("Task", "Parallel", "Map") else (context,)
    result: tuple[Any, Any] = run(state, data, *more)
    return result


def _stands_for(original: Any) -> Any:
    def matches(named: list[str], error: str) -> bool:
        return error in named if error in TERMINAL else bool(original(named, error))

    return matches
