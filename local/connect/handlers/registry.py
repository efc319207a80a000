"""Which handler does which type of action."""

from typing import TYPE_CHECKING

from local.connect.handlers import contact_data, control, dialogue, lambdas, queueing, talking
from local.connect.language.schema import Row
from local.connect.language.table import ROWS, real_name
from local.connect.outcomes import Outcome, failed
from local.connect.program import Handler, Parameters, Step

if TYPE_CHECKING:
    from local.connect.interpreter import Execution

HANDLERS: dict[str, Handler] = {
    "CheckHoursOfOperation": control.check_hours,
    "CheckMetricData": control.check_metric,
    "CheckOutboundCallStatus": control.outbound_status,
    "Compare": control.compare,
    "CompleteOutboundCall": queueing.complete_outbound,
    "ConnectParticipantWithLexBot": dialogue.converse,
    "CreateCallbackContact": queueing.create_callback,
    "CreateTask": queueing.create_task,
    "DequeueContactAndTransferToQueue": queueing.dequeue_and_transfer,
    "DisconnectParticipant": queueing.disconnect,
    "DistributeByPercentage": control.distribute,
    "EndFlowExecution": control.end_flow,
    "EndFlowModuleExecution": control.end_module,
    "GetMetricData": control.get_metrics,
    "GetParticipantInput": talking.get_participant_input,
    "InvokeFlowModule": control.invoke_module,
    "InvokeLambdaFunction": lambdas.invoke_lambda,
    "Loop": control.loop,
    "MessageParticipant": talking.message_participant,
    "MessageParticipantIteratively": talking.message_participant_iteratively,
    "ShowView": dialogue.show_view,
    "TagContact": contact_data.tag_contact,
    "TransferContactToAgent": queueing.transfer_to_agent,
    "TransferContactToQueue": queueing.transfer_to_queue,
    "TransferParticipantToThirdParty": queueing.third_party,
    "TransferToFlow": control.transfer_to_flow,
    "UntagContact": contact_data.untag_contact,
    "UpdateContactAttributes": contact_data.update_contact_attributes,
    "UpdateContactCallbackNumber": queueing.callback_number,
    "UpdateContactData": contact_data.update_contact_data,
    "UpdateContactEventHooks": contact_data.update_contact_event_hooks,
    "UpdateContactMediaStreamingBehavior": contact_data.update_media_streaming,
    "UpdateContactRecordingAndAnalyticsBehavior": contact_data.update_recording_and_analytics,
    "UpdateContactRecordingBehavior": contact_data.update_recording,
    "UpdateContactRoutingBehavior": queueing.routing_behaviour,
    "UpdateContactRoutingCriteria": queueing.routing_criteria,
    "UpdateContactTargetQueue": queueing.set_queue,
    "UpdateContactTextToSpeechVoice": contact_data.update_voice,
    "UpdateFlowAttributes": control.update_flow_attributes,
    "UpdateFlowLoggingBehavior": contact_data.update_flow_logging,
    "UpdatePreviousContactParticipantState": dialogue.previous_participant,
    "Wait": control.wait,
}


def handler_of(type_: str) -> Handler:
    """Return what does a type: a real one that the engine leaves out, and an unknown one, take the error branch."""
    return HANDLERS.get(type_) or _left_out(type_)


def channels_of(type_: str) -> frozenset[str] | None:
    """Return the channels that a type is for; None if it is for all."""
    row: Row | None = ROWS.get(type_)
    return frozenset(row.channels) if row else None


def _left_out(type_: str) -> Handler:
    meant = real_name(type_)
    text = (
        f"{type_} is not run on the laptop: it takes its error branch"
        if type_ in ROWS
        else f"There is no type {type_}" + (f"; {meant} may be meant" if meant else "")
    )

    def take_error_branch(execution: "Execution", _step: Step, _parameters: Parameters) -> Outcome:
        execution.fault(text, "LEFT_OUT")
        return failed()

    return take_error_branch
