"""The table of actions: one row a type. The validator, the documentation and the tests are made from it.

Where the documentation, real exports and the service disagree, the service is right.
"""

from difflib import get_close_matches
from functools import lru_cache

from local.connect.language.actions import control, interaction, participant
from local.connect.language.actions.contact import beginnings, cases, details, modules, recording, routing
from local.connect.language.schema import Row

_CONTACT = (*details.ROWS, *routing.ROWS, *recording.ROWS, *beginnings.ROWS, *modules.ROWS, *cases.ROWS)
ROWS: dict[str, Row] = {row.type: row for row in (*participant.ROWS, *_CONTACT, *control.ROWS, *interaction.ROWS)}

EXECUTED = frozenset(row.type for row in ROWS.values() if row.executed)

# Names that people and machines write, from the console, from the format before 2022, from the documentation and
# from thin air, each with the one that the service knows.
INVENTED = {
    "UnTagContact": "UntagContact",
    "UpdateRoutingCriteria": "UpdateContactRoutingCriteria",
    "PlayPrompt": "MessageParticipant",
    "PlayAudio": "MessageParticipant",
    "PlayMessage": "MessageParticipant",
    "SendMessage": "MessageParticipant",
    "Prompt": "MessageParticipant",
    "SendText": "MessageParticipant",
    "Say": "MessageParticipant",
    "GetUserInput": "GetParticipantInput",
    "GetCustomerInput": "GetParticipantInput",
    "StoreUserInput": "GetParticipantInput",
    "StoreCustomerInput": "GetParticipantInput",
    "GetDigits": "GetParticipantInput",
    "CollectInput": "GetParticipantInput",
    "Menu": "GetParticipantInput",
    "GetParticipantWithLexV2Bot": "ConnectParticipantWithLexBot",
    "ConnectParticipant": "ConnectParticipantWithLexBot",
    "LexBot": "ConnectParticipantWithLexBot",
    "InvokeAgentAction": "ConnectParticipantWithLexBot",
    "InvokeBedrockAgent": "ConnectParticipantWithLexBot",
    "LoopPrompts": "MessageParticipantIteratively",
    "Disconnect": "DisconnectParticipant",
    "DisconnectContact": "DisconnectParticipant",
    "HangUp": "DisconnectParticipant",
    "EndCall": "DisconnectParticipant",
    "EndFlow": "EndFlowExecution",
    "Resume": "EndFlowExecution",
    "ReturnFromFlowModule": "EndFlowModuleExecution",
    "Return": "EndFlowModuleExecution",
    "InvokeModule": "InvokeFlowModule",
    "SetWorkingQueue": "UpdateContactTargetQueue",
    "SetQueue": "UpdateContactTargetQueue",
    "TransferToQueue": "TransferContactToQueue",
    "TransferToAgent": "TransferContactToAgent",
    "TransferToPhoneNumber": "TransferParticipantToThirdParty",
    "TransferToThirdParty": "TransferParticipantToThirdParty",
    "Transfer": "TransferContactToQueue",
    "SetContactFlow": "UpdateContactEventHooks",
    "SetEventHook": "UpdateContactEventHooks",
    "SetDisconnectFlow": "UpdateContactEventHooks",
    "SetWhisperFlow": "UpdateContactEventHooks",
    "SetCustomerQueueFlow": "UpdateContactEventHooks",
    "SetAttributes": "UpdateContactAttributes",
    "SetContactAttributes": "UpdateContactAttributes",
    "SetAttribute": "UpdateContactAttributes",
    "SetContactData": "UpdateContactData",
    "SetVoice": "UpdateContactTextToSpeechVoice",
    "UpdateContactTTSVoice": "UpdateContactTextToSpeechVoice",
    "UpdateContactTextToSpeechManner": "UpdateContactTextToSpeechVoice",
    "SetLoggingBehavior": "UpdateFlowLoggingBehavior",
    "SetRecordingBehavior": "UpdateContactRecordingBehavior",
    "SetRecordingAndAnalyticsBehavior": "UpdateContactRecordingAndAnalyticsBehavior",
    "SetCallbackNumber": "UpdateContactCallbackNumber",
    "SetCallBackNumber": "UpdateContactCallbackNumber",
    "CreateCallback": "CreateCallbackContact",
    "TransferToCallbackQueue": "CreateCallbackContact",
    "UpdateRoutingPriority": "UpdateContactRoutingBehavior",
    "ChangeRoutingPriority": "UpdateContactRoutingBehavior",
    "UpdateContactRoutingData": "UpdateContactRoutingCriteria",
    "StartMediaStreaming": "UpdateContactMediaStreamingBehavior",
    "StopMediaStreaming": "UpdateContactMediaStreamingBehavior",
    "HoldCustomerOrAgent": "UpdatePreviousContactParticipantState",
    "CheckAttribute": "Compare",
    "CheckContactAttributes": "Compare",
    "CheckCondition": "Compare",
    "CheckValue": "Compare",
    "Condition": "Compare",
    "Branch": "Compare",
    "CheckHours": "CheckHoursOfOperation",
    "CheckQueueStatus": "CheckMetricData",
    "CheckStaffing": "CheckMetricData",
    "GetQueueMetrics": "GetMetricData",
    "Distribute": "DistributeByPercentage",
    "PercentileBranching": "DistributeByPercentage",
    "InvokeExternalResource": "InvokeLambdaFunction",
    "InvokeLambda": "InvokeLambdaFunction",
    "InvokeAPI": "InvokeLambdaFunction",
    "InvokeAWSLambdaFunction": "InvokeLambdaFunction",
    "CheckCallProgress": "CheckOutboundCallStatus",
    "CallPhoneNumber": "CompleteOutboundCall",
    "SetScreenPop": "UpdateContactEventHooks",
    "PutCustomerProfile": "UpdateCustomerProfile",
}
NEEDLESS = frozenset({"Start", "Trigger", "EntryPoint", "Entry", "StartFlow"})
_FOLDED = {name.lower(): name for name in ROWS} | {name.lower(): real for name, real in INVENTED.items()}


@lru_cache(maxsize=4096)
def real_name(invented: str, *, near: bool = True) -> str:
    """Return the type that somebody who wrote another most likely meant, or nothing; `near`: also by its letters."""
    folded = invented[:80].lower()
    if folded in _FOLDED or not near:
        return _FOLDED.get(folded, "")
    alike = get_close_matches(folded, _FOLDED, n=1, cutoff=0.75)
    return _FOLDED[alike[0]] if alike else ""
