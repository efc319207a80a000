"""Flow logs, a line an action, with the names that CloudWatch's lines have: those of before 2022."""

from typing import Any

from local.connect.log import Event
from local.connect.projections.instants import milliseconds
from local.connect.resources import Directory

LEGACY = {
    "MessageParticipant": "PlayPrompt",
    "GetParticipantInput": "GetUserInput",
    "ConnectParticipantWithLexBot": "GetUserInput",
    "MessageParticipantIteratively": "LoopPrompts",
    "UpdateContactTargetQueue": "SetQueue",
    "TransferContactToQueue": "Transfer",
    "DequeueContactAndTransferToQueue": "Transfer",
    "TransferToFlow": "Transfer",
    "TransferContactToAgent": "Transfer",
    "TransferParticipantToThirdParty": "Transfer",
    "InvokeLambdaFunction": "InvokeExternalResource",
    "UpdateContactAttributes": "SetAttributes",
    "Compare": "CheckAttribute",
    "CheckMetricData": "CheckQueueStatus",
    "UpdateContactTextToSpeechVoice": "SetVoice",
    "UpdateFlowLoggingBehavior": "SetLoggingBehavior",
    "UpdateContactRecordingBehavior": "SetRecordingBehavior",
    "UpdateContactEventHooks": "SetContactFlow",
    "UpdateContactCallbackNumber": "SetCallBackNumber",
    "CreateCallbackContact": "CreateCallback",
    "UpdateContactRoutingBehavior": "UpdateRoutingPriority",
    "DistributeByPercentage": "PercentileBranching",
    "UpdateContactData": "SetContactData",
    "DisconnectParticipant": "Disconnect",
    "EndFlowExecution": "Resume",
}
KINDS = ("ACTION_STARTED", "ACTION_ENDED")


class FlowLogs:
    """Lines of what flows do: an action that begins, and what came of it when it ends."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._begun: dict[tuple[str, str], dict[str, Any]] = {}

    def line(self, event: Event) -> dict[str, Any] | None:
        """Return the line of an action once it has ended; None until then."""
        key = (event.contact, event.data["action"])
        if event.kind == "ACTION_STARTED":
            self._begun[key] = self._started(event)
            return None
        begun = self._begun.pop(key, None)
        if begun is None:
            return None
        result = event.data.get("result") or event.data.get("branch")
        return {**begun, "Results": str(result)} if result else begun

    def _started(self, event: Event) -> dict[str, Any]:
        flow = self._directory.flows.find(event.data["flow"]) or self._directory.modules.find(event.data["flow"])
        type_ = event.data["type"]
        return {
            "ContactId": event.contact,
            "ContactFlowId": flow.arn if flow else event.data["flow"],
            "ContactFlowName": flow.name if flow else None,
            "ContactFlowModuleType": LEGACY.get(type_, type_),
            "Timestamp": milliseconds(event.at),
            "Parameters": event.data["parameters"],
        }
