"""Choosing the way: comparisons, hours, metrics, loops, waiting, other flows and modules."""

from typing import TYPE_CHECKING

from local.connect.handlers.reading import number, record, text
from local.connect.hours import is_open
from local.connect.interpreter import ENTERED
from local.connect.outcomes import ENDED, NEXT, Outcome, came_to, failed
from local.connect.program import Coroutine, Parameters, Step
from local.connect.resources import Queue

if TYPE_CHECKING:
    from local.connect.interpreter import Execution


def compare(_execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    return came_to(str(parameters.get("ComparisonValue", "")))


def check_hours(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Check hours, or without any those of the target queue."""
    directory = execution.instance.directory
    reference = parameters.get("HoursOfOperationId") or parameters.get("Hours")
    if not reference:
        queue = directory.queues.find(execution.leg.contact.queue or "")
        reference = queue.hours if queue else None
    hours = directory.hours.find(str(reference or ""))
    if hours is None:
        return failed()
    return came_to("True" if is_open(hours, execution.instance.clock.now()) else "False")


def target_queue(execution: "Execution", parameters: Parameters) -> Queue | None:
    """Return the queue that parameters name (an agent's own too), else the contact's target queue."""
    directory = execution.instance.directory
    if agent := parameters.get("AgentId"):
        user = directory.users.find(str(agent).rsplit("/", 1)[-1]) or directory.users.find(str(agent))
        return directory.queues.find(user.queue) if user else None
    reference = parameters.get("QueueId")
    return directory.queues.find(str(reference or execution.leg.contact.queue or ""))


def check_metric(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    queue = target_queue(execution, parameters)
    if queue is None:
        return failed()
    metrics = execution.instance.figures.of_queue(queue, execution.leg.contact.channel)
    found = metrics.get(text(parameters, "MetricType"))
    return failed() if found is None else came_to(str(found))


def get_metrics(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    queue = target_queue(execution, parameters)
    if queue is None:
        return failed()
    channel = str(parameters.get("QueueChannel") or execution.leg.contact.channel).upper()
    execution.scope["Metrics"] = execution.instance.figures.for_flow(queue, channel, execution.leg)
    return NEXT


def loop(execution: "Execution", step: Step, parameters: Parameters) -> Outcome:
    """Count per action and contact: entering the flow again goes on counting, being done begins anew."""
    most = min(int(number(parameters, "LoopCount")), 100)
    loops, key = execution.leg.loops, f"{execution.program.id}/{step.id}"
    done = loops.get(key, 0)
    if done >= most:
        loops.pop(key, None)
        return came_to("DoneLooping")
    loops[key] = done + 1
    return came_to("ContinueLooping")


def wait(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    seconds = number(parameters, "TimeLimitSeconds", number(parameters, "TimeoutSeconds", 0))
    if "ContinueExecution" in parameters:
        return came_to("Continue")
    events = parameters.get("Events")
    wanted = [str(event) for event in events] if isinstance(events, list) else []
    execution.record("WAITING", {"seconds": seconds, "events": wanted})
    until = execution.instance.clock.now() + seconds
    while True:
        happened = yield max(0.0, until - execution.instance.clock.now()), "events"
        if happened is None:
            return came_to("WaitCompleted")
        if happened in wanted:
            return came_to(str(happened))


def distribute(execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
    return came_to(str(execution.instance.random.randint(1, 100)))


def transfer_to_flow(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    program = execution.instance.program(text(parameters, "ContactFlowId"))
    if program is None or program.first is None:
        return failed()
    execution.leg.typed.clear()
    execution.enter(program)
    return ENTERED


def update_flow_attributes(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    given = record(parameters, "FlowAttributes")
    kept = execution.scope["FlowAttributes"]
    for key, value in given.items():
        kept[key] = str(value.get("Value", "")) if isinstance(value, dict) else str(value)
    return NEXT


def end_flow(_execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
    return ENDED


def invoke_module(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    module = execution.instance.module(text(parameters, "FlowModuleId"))
    if module is None or module.first is None:
        return failed()
    if not execution.call(module, parameters.get("Input") or {}):
        execution.fault(f"The module {module.name} is called by itself, or modules nest deeper than five", "NESTED")
        return failed()
    return ENTERED


def end_module(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    returned = execution.back(str(parameters.get("Result") or ""), parameters.get("ResultData") or {})
    return returned if returned is not None else ENDED


def outbound_status(execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
    """Tell who answered a campaign's call; without detection there is nothing to tell."""
    status = {
        "HUMAN_ANSWERED": "CallAnswered",
        "VOICEMAIL_BEEP": "VoicemailBeep",
        "VOICEMAIL_NO_BEEP": "VoicemailNoBeep",
        "AMD_UNRESOLVED": "NotDetected",
    }.get(execution.leg.contact.amd or "")
    return came_to(status) if status else failed()
