"""Queues, agents, callbacks, other numbers, tasks: where a flow sends its contact."""

from typing import TYPE_CHECKING

from local.connect.clock import NEVER
from local.connect.contact import endpoint
from local.connect.handlers.control import target_queue
from local.connect.handlers.reading import ascii_digits, flag, number, record, text
from local.connect.handlers.talking import phone_number
from local.connect.language.model import CUSTOMER_QUEUE
from local.connect.outcomes import DISCONNECT, NEXT, Malformed, Outcome, failed, moved
from local.connect.population import ANSWERED
from local.connect.program import Coroutine, Parameters, Step

if TYPE_CHECKING:
    from local.connect.interpreter import Execution


def set_queue(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    if not (parameters.get("QueueId") or parameters.get("AgentId")):
        return failed()
    queue = target_queue(execution, parameters)
    if queue is None:
        return failed()
    execution.record("UPDATED", {"queue": queue.id})
    return NEXT


def transfer_to_queue(execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
    """Put the contact into its target queue; the flow is over, and the queue's flow begins.

    It fails in the queue's flow itself, where it may not stand: it would begin the same flow again, for ever.
    """
    queue = target_queue(execution, {})
    if queue is None or not queue.enabled or execution.kind == CUSTOMER_QUEUE:
        return failed()
    if execution.instance.router.is_full(queue):
        return failed("QueueAtCapacity")
    return moved(lambda: execution.instance.into_queue(execution.leg, queue))


def dequeue_and_transfer(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Move a waiting contact to another queue, as a new contact; not while it rings at an agent.

    Nor if it came from a queue at this very instant: a flow that moves on at once would move it for ever.
    """
    leg = execution.leg
    queue = target_queue(execution, parameters)
    moved_now = leg.contact.method == "QUEUE_TRANSFER" and leg.contact.enqueued_at == execution.instance.clock.now()
    if queue is None or leg.entry is None or leg.offered_to or moved_now:
        return failed()
    if execution.instance.router.is_full(queue):
        return failed("QueueAtCapacity")
    return moved(lambda: execution.instance.transfers.to_queue(leg, queue))


def transfer_to_agent(execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
    """Ring at the agent of the target queue; one who is busy ends the contact."""
    leg = execution.leg
    if execution.kind == CUSTOMER_QUEUE:
        return failed()
    queue = target_queue(execution, {})
    agent = execution.instance.agents.get(queue.agent or "") if queue else None
    if queue is None or agent is None or agent.free_slots(leg.contact.channel) <= 0:
        return DISCONNECT
    return moved(lambda: execution.instance.into_queue(leg, queue))


def disconnect(_execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
    return DISCONNECT


def routing_behaviour(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    changed: dict[str, float] = {}
    if "QueuePriority" in parameters:
        changed["priority"] = max(1, int(number(parameters, "QueuePriority")))
    if "QueueTimeAdjustmentSeconds" in parameters:
        try:
            changed["time_adjustment"] = float(ascii_digits(str(parameters["QueueTimeAdjustmentSeconds"])))
        except ValueError as error:
            raise Malformed("QueueTimeAdjustmentSeconds is no number") from error
    execution.record("UPDATED", dict(changed))
    execution.instance.router.move(execution.leg)
    return NEXT


def routing_criteria(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    criteria = record(parameters, "RoutingCriteria")
    steps = criteria.get("Steps")
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        raise Malformed("RoutingCriteria.Steps is missing, or no list of steps")
    execution.record("UPDATED", {"data": {**execution.leg.contact.data, "RoutingCriteria": criteria}})
    return NEXT


def callback_number(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Keep the number to call back on; Arabic-Indic digits are read as what they are."""
    given = ascii_digits(str(parameters.get("CallbackNumber") or "")).replace(" ", "")
    found = phone_number(given, {"NumberFormat": "E164"})
    if found is None:
        return failed("InvalidCallbackNumber")
    if not execution.instance.dialable(found):
        return failed("CallbackNumberNotDialable")
    execution.record("UPDATED", {"callback_number": found})
    return NEXT


def create_callback(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Put a callback into a queue, as a new contact; this flow goes on, most often to its end."""
    leg = execution.leg
    queue = target_queue(execution, parameters)
    to = leg.contact.callback_number or leg.contact.customer
    if queue is None or not to or execution.instance.router.is_full(queue):
        return failed()
    execution.instance.callbacks.create(
        leg,
        queue,
        to,
        delay=number(parameters, "InitialCallDelaySeconds", 0),
        attempts=max(1, int(number(parameters, "MaximumConnectionAttempts", 1))),
        retry=number(parameters, "RetryDelaySeconds", 600),
        flow=str(parameters.get("ContactFlowId") or ""),
    )
    return NEXT


def third_party(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    """Call a number; the flow goes on when it hangs up, or ends as it is reached."""
    to = text(parameters, "ThirdPartyPhoneNumber")
    limit = number(parameters, "ThirdPartyConnectionTimeLimitSeconds", 30)
    leg, goes_on = execution.leg, flag(parameters, "ContinueFlowExecution")
    if not execution.instance.dialable(to):
        return failed("CallFailed")
    callee = execution.instance.loopback.callee(to, leg.contact.id)
    execution.record("THIRD_PARTY_DIALLED", {"to": to})
    yield min(callee.rings, limit), ""
    if callee.rings > limit or callee.outcome == "NO_ANSWER":
        return failed("ConnectionTimeLimitExceeded" if goes_on else "NoMatchingError")
    if callee.outcome not in ANSWERED:
        return failed("CallFailed")
    execution.record("JOINED", {"party": to, "role": "THIRD_PARTY"})
    if not goes_on:
        execution.record("TRANSFERRED", {"contact": None, "to": endpoint(to)})
    ours = execution.instance.loopback.arrive(leg, to, to, execution.wake)
    yield NEVER if ours else callee.talks, ""
    execution.record("LEFT", {"party": to, "role": "THIRD_PARTY", "reason": "THIRD_PARTY_DISCONNECT"})
    return NEXT if goes_on else DISCONNECT


def create_task(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    leg = execution.leg
    flow = str(parameters.get("ContactFlowId") or "")
    if flow and execution.instance.program(flow) is None:
        return failed()
    task = execution.instance.tasks.create(
        name=text(parameters, "Name"),
        flow=flow,
        description=str(parameters.get("Description") or ""),
        attributes={key: str(value) for key, value in record(parameters, "Attributes").items()},
        references=record(parameters, "References"),
        delay=number(parameters, "DelaySeconds", 0),
        parent=leg.contact.id,
    )
    leg.last_task = task
    return NEXT


def complete_outbound(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Set the number that a call out is made from."""
    if caller := record(parameters, "CallerId").get("Number"):
        execution.record("UPDATED", {"system": str(caller)})
    return NEXT
