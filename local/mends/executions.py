"""Executions of workflows: started at once, a bounded number at work, and forgotten as on AWS."""

import contextvars
import queue
import re
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local.clock import MovableClock
from local.mends import limits, upstream

PAUSE = 0.15
"""Seconds that MiniStack waits before each execution's first state."""
WORKERS = 16
KEPT = 500
"""Finished executions that can still be described; of older ones only the name is known."""
NAMES = 90 * 86_400.0
"""Seconds for which a finished STANDARD execution's name cannot be used again."""
FAILURES = 50
BAD_NAME = re.compile(r"[\s<>{}\[\]?*\"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]")
WAITS = re.compile(r'"Type"\s*:\s*"Wait"|waitForTaskToken|:activity:|\.sync')


class Crew:
    """At most `most` threads, which do what is put before them in order."""

    def __init__(self, most: int = WORKERS) -> None:
        self._most, self._threads, self._free = most, 0, 0
        self._work: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._lock = threading.Lock()

    def do(self, work: Callable[[], object]) -> None:
        self._work.put(work)
        with self._lock:
            if self._free < self._work.qsize() and self._threads < self._most:
                self._threads += 1
                threading.Thread(target=self._serve, daemon=True, name="workflow").start()

    def _serve(self) -> None:
        try:
            while True:
                with self._lock:
                    self._free += 1
                work = self._work.get()
                with self._lock:
                    self._free -= 1
                work()
        except SystemExit:  # the cloud stops
            return
        finally:
            with self._lock:
                self._threads -= 1


class Gate:
    """What every task passes; shut, it lets none begin, so that a state can be written down that fits together."""

    def __init__(self) -> None:
        self._changed, self._inside, self.is_shut = threading.Condition(), 0, False

    def pass_through(self, work: Callable[[], Any]) -> Any:
        """Do a task's work; if the gate is shut, end the thread instead: the execution is left as it stands."""
        with self._changed:
            if self.is_shut:
                raise SystemExit
            self._inside += 1
        try:
            return work()
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def shut(self, patience: float = 5.0) -> bool:
        """Let no more tasks begin, and wait for those that have begun; tell whether they ended."""
        with self._changed:
            self.is_shut = True
            return self._changed.wait_for(lambda: self._inside == 0, patience)


@dataclass
class Record:
    """What is remembered of executions beside MiniStack's own entries."""

    running: int = 0
    ended: dict[str, Counter[str]] = field(default_factory=dict)
    """How many executions of each machine ended in each status."""
    failures: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=FAILURES))
    finished: deque[Any] = field(default_factory=deque)
    names: dict[str, float] = field(default_factory=dict)
    """When each forgotten STANDARD execution ended, oldest first."""
    lock: Any = field(default_factory=threading.RLock)

    def clear(self) -> None:
        self.running = 0
        for kept in (self.ended, self.failures, self.finished, self.names):
            kept.clear()

    def report(self) -> dict[str, Any]:
        """Return what ran: how many run, how many ended in each status by workflow, and the last that failed."""
        with self.lock:
            ended = {name: dict(counts) for name, counts in self.ended.items()}
            return {"running": self.running, "ended": ended, "failures": list(self.failures)}

    def count(self, more: int) -> None:
        with self.lock:
            self.running += more


record = Record()
gate = Gate()
"""Shut once, when the cloud stops."""


def keep(clock: MovableClock, crew: Crew | None = None) -> None:
    """Run executions on a bounded number of threads, without a pause, and forget them when they are done.

    MiniStack starts a thread for each, which sleeps 0.15 s, and keeps every execution with its whole history.
    """
    workflows = upstream.service("stepfunctions")
    record.clear()
    call = upstream.replace(workflows, "_invoke_resource", lambda *given: gate.pass_through(lambda: call(*given)))
    upstream.replace(workflows, "time", _Unhurried(workflows.time))
    _run_by(workflows, crew or Crew(), clock)
    _start_as_aws_does(workflows)
    _persist_names(workflows, clock)
    _hide_express(workflows)


class _Unhurried:
    """A `time` module whose `sleep` leaves the pause before the first state out."""

    def __init__(self, module: Any) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def sleep(self, seconds: float) -> None:
        if seconds != PAUSE:
            self._module.sleep(seconds)


def _run_by(workflows: Any, crew: Crew, clock: MovableClock) -> None:
    def run(arn: str) -> None:
        execution = workflows._executions.get(arn)
        if execution is None:
            return
        machine = workflows._state_machines.get(execution["stateMachineArn"]) or {}
        if execution.get("sync"):
            record.count(1)
        if execution.get("sync") or WAITS.search(machine.get("definition", "")):
            # Somebody waits for it, or it waits itself: neither stands in the way of others.
            work(arn, execution, machine)
        else:
            context = contextvars.copy_context()
            crew.do(lambda: context.run(work, arn, execution, machine))

    def work(arn: str, execution: dict[str, Any], machine: dict[str, Any]) -> None:
        try:
            if machine.get("type") == "EXPRESS":
                execution["name"] = execution["name"].split(":")[0]
            original(arn)
        finally:
            _end(workflows, clock, arn, execution, machine)
            record.count(-1)

    original = upstream.replace(workflows, "_run_execution", run)


def _end(workflows: Any, clock: MovableClock, arn: str, execution: dict[str, Any], machine: dict[str, Any]) -> None:
    name, status = machine.get("name", ""), execution["status"]
    if status == "RUNNING":
        return
    with record.lock:
        record.ended.setdefault(name, Counter())[status] += 1
        if status in ("FAILED", "TIMED_OUT"):
            told = {"error": str(execution.get("error")), "cause": str(execution.get("cause"))[:1000]}
            record.failures.append({"workflow": name, "execution": execution["name"], "status": status, **told})
            workflows.logger.warning("workflow %s %s: %s: %s", name, status, told["error"], told["cause"])
        if machine.get("type") == "EXPRESS" and not execution.get("sync"):
            workflows._executions.pop(arn, None)
            return
        record.finished.append(workflows._executions._scoped(arn))
        while len(record.finished) > KEPT:
            key = record.finished.popleft()
            if workflows._executions._data.pop(key, None):
                record.names[key[-1]] = clock.now()
        _free_names(clock.now())


def _free_names(now: float) -> None:
    while record.names and next(iter(record.names.values())) < now - NAMES:
        del record.names[next(iter(record.names))]


def _start_as_aws_does(workflows: Any) -> None:
    """Refuse what StartExecution refuses; answer a repeat of what runs with what runs; let EXPRESS names repeat."""

    def start(data: dict[str, Any]) -> Any:
        machine = workflows._state_machines.get(workflows._resolve_state_machine_arn(data.get("stateMachineArn", "")))
        if machine is None:
            return original(data)
        with record.lock:
            name = data.get("name") or workflows.new_uuid()
            if refusal := _refusal(workflows, data, name, machine):
                return refusal
            unique = f"{name}:{workflows.new_uuid()}" if machine["type"] == "EXPRESS" else name
            record.count(1)
            answer = original({**data, "name": unique})
            if answer[0] >= 400:
                record.count(-1)
            return answer

    original = upstream.replace(workflows, "_start_execution", start)


def _refusal(workflows: Any, data: dict[str, Any], name: str, machine: dict[str, Any]) -> Any:
    if not 1 <= len(name) <= 80 or BAD_NAME.search(name):
        return workflows.error_response_json("InvalidName", f"Invalid Name: '{name}'", 400)
    if limits.is_large(data.get("input", "{}")):
        return workflows.error_response_json("InvalidExecutionInput", "Input is longer than 262144 bytes", 400)
    arn = machine["stateMachineArn"].replace(":stateMachine:", ":execution:") + f":{name}"
    if machine["type"] == "EXPRESS" or not (arn in record.names or arn in workflows._executions):
        return None
    running = workflows._executions.get(arn)
    if running and running["status"] == "RUNNING" and running["input"] == data.get("input", "{}"):
        return workflows.json_response({"executionArn": arn, "startDate": running["startDate"]})
    return workflows.error_response_json("ExecutionAlreadyExists", f"Execution Already Exists: '{arn}'", 400)


def _persist_names(workflows: Any, clock: MovableClock) -> None:
    def state() -> dict[str, Any]:
        with record.lock:
            return {**save(), "execution_names": dict(record.names)}

    def restore(data: dict[str, Any] | None) -> None:
        load(data)
        with record.lock:
            record.names.update((data or {}).get("execution_names", {}))
            _free_names(clock.now())
            record.finished.extend(workflows._executions._data)

    save = upstream.replace(workflows, "get_state", state)
    load = upstream.replace(workflows, "load_persisted_state", restore)


def _hide_express(workflows: Any) -> None:
    """Neither list EXPRESS executions nor publish what becomes of them, as AWS does not."""

    def is_express(arn: Any) -> bool:
        return (workflows._state_machines.get(arn) or {}).get("type") == "EXPRESS"

    def publish(execution: dict[str, Any]) -> None:
        if not is_express(execution["stateMachineArn"]):
            emit(execution)

    def listed(data: dict[str, Any]) -> Any:
        if is_express(data.get("stateMachineArn")):
            told = "This operation is not supported by this type of state machine"
            return workflows.error_response_json("StateMachineTypeNotSupported", told, 400)
        return find(data)

    emit = upstream.replace(workflows, "_emit_execution_status_event", publish)
    find = upstream.replace(workflows, "_list_executions", listed)
