"""Asking more than keys: views, bots, and those who wait on the call that a transfer came from."""

from typing import TYPE_CHECKING

from local.connect.handlers.reading import number, record
from local.connect.outcomes import NEXT, Malformed, Outcome, came_to, failed
from local.connect.program import Coroutine, Parameters, Step
from local.connect.speech import prompt

if TYPE_CHECKING:
    from local.connect.interpreter import Execution


def show_view(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    """Show a view to the one who works on this contact, and wait for what they choose."""
    view = record(parameters, "ViewResource").get("Id")
    if not view:
        raise Malformed("ViewResource.Id is missing")
    execution.record("VIEW_SHOWN", {"view": view, "data": parameters.get("ViewData") or {}})
    happened = yield number(parameters, "InvocationTimeLimitSeconds", 400), "events"
    if not isinstance(happened, tuple):
        return failed("TimeLimitExceeded")
    action, data = happened
    execution.scope["Views"] = {"Action": action, "ViewResultData": data}
    return came_to(str(action))


def converse(execution: "Execution", _step: Step, parameters: Parameters) -> Coroutine:
    """Ask a scripted bot what the person wants; without a script for it, the bot fails."""
    leg = execution.leg
    alias = str(record(parameters, "LexV2Bot").get("AliasArn") or record(parameters, "LexBot").get("Alias") or "")
    bot = execution.instance.bots.get(alias) or execution.instance.bots.get("*")
    if bot is None:
        return failed()
    said: str | None = None
    if leg.contact.channel == "CHAT" and "Text" in parameters:
        execution.instance.chats.system_says(leg, str(parameters["Text"]))
    elif leg.contact.channel == "VOICE" and {"Text", "SSML", "PromptId"} & parameters.keys():
        facts, seconds = prompt(execution, parameters)
        execution.record("PROMPT", facts)
        said = yield seconds, "keys"
    execution.record("INPUT_AWAITED", {"mode": "lex", "seconds": 15, "hears": execution.hears})
    waits = number(record(parameters, "LexTimeoutSeconds"), "Text", 15)
    said = said if said is not None else (yield waits, "keys" if leg.contact.channel == "VOICE" else "events")
    if said is None:
        return failed("InputTimeLimitExceeded")
    answer = bot(str(said), record(parameters, "LexSessionAttributes"))
    execution.scope["Lex"] = answer
    return came_to(str(answer.get("IntentName") or "FallbackIntent"))


_STATES = {"AgentOnHold", "CustomerOnHold", "OffHold"}


def previous_participant(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    state = parameters.get("PreviousContactParticipantState")
    if state not in _STATES:
        raise Malformed("PreviousContactParticipantState is none of AgentOnHold, CustomerOnHold, OffHold")
    return NEXT if execution.instance.transfers.park(execution.leg, str(state)) else failed()
