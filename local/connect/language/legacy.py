"""Flows of the console before 2022 (`modules`, version "1") in today's language, so that they can be run.

AWS has not imported them since 2026-03-31. What has no counterpart keeps its name, and the check says which is real.
"""

from collections.abc import Callable, Mapping
from typing import Any

from local.connect.language.legacy_module import Json, Module, condition_of, path_of, played_as, value_of

_METRICS = {
    "Available": "NumberOfAgentsAvailable",
    "Staffed": "NumberOfAgentsStaffed",
    "Online": "NumberOfAgentsOnline",
}


def is_legacy(document: Mapping[str, Any]) -> bool:
    """Return whether this is a flow of the old format."""
    return isinstance(document.get("modules"), list) and "Actions" not in document


def modern(document: Mapping[str, Any]) -> Json:
    """Return a flow of the old format in today's."""
    actions = [_Module(module).action() for module in document["modules"] if isinstance(module, dict)]
    given = document.get("metadata")
    metadata = dict(given) if isinstance(given, dict) else {}
    metadata["type"] = metadata.get("type") or document.get("type")
    return {"Version": "2019-10-30", "StartAction": document.get("start"), "Metadata": metadata, "Actions": actions}


class _Module(Module):
    """A module, and the action of today that each type becomes."""

    def action(self) -> Json:
        made = _MAKERS.get(str(self.type), _Module.unknown)(self)
        return {"Identifier": self.id, **made}

    def unknown(self) -> Json:
        return self.made(str(self.type), {})

    def input(self) -> Json:
        parameters = {**self.prompt(), "InputTimeLimitSeconds": self.value("Timeout") or "5", "StoreInput": "False"}
        silent, other, failed = self.to("Timeout"), self.to("NoMatch"), self.to("Error")
        if self.target == "Lex":
            bot = {"Name": self.value("BotName"), "Alias": self.value("BotAlias"), "Region": self.value("BotRegion")}
            lex = {**self.prompt(), "LexBot": bot}
            return self.made(
                "ConnectParticipantWithLexBot", lex, self.compared(), NoMatchingCondition=other, NoMatchingError=failed
            )
        return self.made(
            "GetParticipantInput",
            parameters,
            self.compared(),
            InputTimeLimitExceeded=silent,
            NoMatchingCondition=other,
            NoMatchingError=failed,
        )

    def stored(self) -> Json:
        phone = self.value("CustomerInputType") == "PhoneNumber"
        country = self.value("CountryCode")
        number = {"NumberFormat": "Local" if country else "E164", "CountryCode": country}
        digits = {"MaximumLength": self.value("MaxDigits") or "20"}
        parameters = {
            **self.prompt(),
            "StoreInput": "True",
            "InputTimeLimitSeconds": self.value("Timeout") or "5",
            "InputValidation": {"PhoneNumberValidation": number} if phone else {"CustomValidation": digits},
            "DTMFConfiguration": {"InputTerminationSequence": self.value("TerminatorDigits")},
        }
        invalid = (
            {"InvalidPhoneNumber": self.to("InvalidNumber", "InvalidPhoneNumber") or self.to("Error")} if phone else {}
        )
        return self.failing("GetParticipantInput", parameters, **invalid)

    def transfer(self) -> Json:
        if self.target == "Flow":
            return self.failing("TransferToFlow", {"ContactFlowId": self.value("ContactFlowId")})
        if self.target == "PhoneNumber":
            parameters = {
                "ThirdPartyPhoneNumber": self.value("PhoneNumber"),
                "ThirdPartyConnectionTimeLimitSeconds": self.value("Timeout") or "30",
                "ContinueFlowExecution": "False" if self.value("BlindTransfer").lower() == "true" else "True",
            }
            failed, late = self.to("CallFailure"), self.to("Timeout")
            more = {"CallFailed": failed, "ConnectionTimeLimitExceeded": late}
            return self.failing("TransferParticipantToThirdParty", parameters, **more)
        return self.failing("TransferContactToQueue", {}, QueueAtCapacity=self.to("AtCapacity"))

    def function(self) -> Json:
        sent = {str(each.get("key")): value_of(each) for each in self.given if each.get("name") == "Parameter"}
        parameters = {
            "LambdaFunctionARN": self.value("FunctionArn"),
            "InvocationTimeLimitSeconds": self.value("TimeLimit") or "3",
            "LambdaInvocationAttributes": sent,
        }
        return self.failing("InvokeLambdaFunction", parameters)

    def attributes(self) -> Json:
        kept = {str(each.get("key")): value_of(each) for each in self.given if each.get("name") == "Attribute"}
        return self.failing("UpdateContactAttributes", {"Attributes": kept})

    def screen_pop(self) -> Json:
        """Return what showed an agent a value by its name: an attribute, today."""
        return self.failing("UpdateContactAttributes", {"Attributes": {self.value("key"): self.value("value")}})

    def attribute(self) -> Json:
        key, namespace = self.value("Attribute"), self.value("Namespace")
        parameters = {"ComparisonValue": path_of(namespace, key)}
        return self.made("Compare", parameters, self.compared(), NoMatchingCondition=self.to("NoMatch"))

    def hours(self) -> Json:
        conditions = self.named(**{"True": "True", "False": "False"})
        parameters = {"HoursOfOperationId": self.value("Hours")}
        return self.made("CheckHoursOfOperation", parameters, conditions, NoMatchingError=self.to("Error"))

    def metric(self) -> Json:
        staffing, ages = _METRICS.get(self.value("Status")), self.compared("CheckQueueTime")
        kind = staffing or ("OldestContactInQueueAgeSeconds" if ages else "NumberOfContactsInQueue")
        counted = ages or self.compared("Evaluate", "CheckQueueSize")
        conditions = [condition_of(self.to("True"), "NumberGreaterThan", "0")] if staffing else counted
        parameters = {"MetricType": kind, "QueueId": self.value("Queue")}
        other = self.to("NoMatch", "False")
        return self.made(
            "CheckMetricData", parameters, conditions, NoMatchingCondition=other, NoMatchingError=self.to("Error")
        )

    def loop(self) -> Json:
        conditions = self.named(Looping="ContinueLooping", Complete="DoneLooping")
        made = self.made("Loop", {"LoopCount": self.value("LoopCount") or "1"}, conditions)
        made["Transitions"]["NextAction"] = self.to("Complete")
        return made

    def prompts(self) -> Json:
        played = [each for each in self.given if each.get("name") in ("Text", "AudioPrompt") and each.get("value")]
        messages = [{played_as(each): value_of(each)} for each in played]
        pause = self.value("InterruptSeconds", "Interrupt", "InterruptTime")
        parameters = {"Messages": messages, "InterruptFrequencySeconds": pause}
        conditions = self.named(Timeout="MessagesInterrupted", TimeoutElapsed="MessagesInterrupted")
        return self.made("MessageParticipantIteratively", parameters, conditions, NoMatchingError=self.to("Error"))

    def hook(self) -> Json:
        event = self.value("Type", "EventType", "ContactFlowType") or "CustomerQueue"
        return self.failing("UpdateContactEventHooks", {"EventHooks": {event: self.value("ContactFlowId")}})

    def recording(self) -> Json:
        option = self.value("RecordingParticipantOption")
        everybody = ["Agent", "Customer"]
        who = {"Both": everybody, "Agent": everybody[:1], "Customer": everybody[1:]}.get(option, [])
        return self.made("UpdateContactRecordingBehavior", {"RecordingBehavior": {"RecordedParticipants": who}})

    def logging(self) -> Json:
        on = self.value("LoggingBehavior").lower().startswith("enable")
        return self.made("UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled" if on else "Disabled"})

    def callback_number(self) -> Json:
        wrong, far = self.to("InvalidPhoneNumber", "InvalidNumber"), self.to("NonDialableNumber", "NotDialable")
        number = self.value("PhoneNumber", "CallBackNumber", "Attribute") or "$.StoredCustomerInput"
        parameters = {"CallbackNumber": number}
        errors = {"InvalidCallbackNumber": wrong, "CallbackNumberNotDialable": far}
        return self.made("UpdateContactCallbackNumber", parameters, **errors)

    def callback(self) -> Json:
        parameters = {
            "InitialCallDelaySeconds": self.value("InitialDelaySeconds") or "5",
            "RetryDelaySeconds": self.value("RetryDelaySeconds") or "600",
            "MaximumConnectionAttempts": self.value("MaxRetryAttempts") or "1",
        }
        return self.failing("CreateCallbackContact", parameters)

    def priority(self) -> Json:
        parameters = {
            "QueuePriority": self.value("AbsolutePosition"),
            "QueueTimeAdjustmentSeconds": self.value("TimeOffset"),
        }
        return self.made("UpdateContactRoutingBehavior", parameters)


_MAKERS: dict[str, Callable[[_Module], Json]] = {
    "PlayPrompt": lambda module: module.failing("MessageParticipant", module.prompt()),
    "PlayAudio": lambda module: module.failing("MessageParticipant", module.prompt()),
    "GetUserInput": _Module.input,
    "StoreUserInput": _Module.stored,
    "StoreCustomerInput": _Module.stored,
    "SetQueue": lambda module: module.failing("UpdateContactTargetQueue", {"QueueId": module.value("Queue")}),
    "Transfer": _Module.transfer,
    "CustomerInQueue": lambda module: module.failing(
        "TransferContactToQueue", {}, QueueAtCapacity=module.to("AtCapacity")
    ),
    "SetScreenPop": _Module.screen_pop,
    "InvokeExternalResource": _Module.function,
    "SetAttributes": _Module.attributes,
    "CheckAttribute": _Module.attribute,
    "CheckHoursOfOperation": _Module.hours,
    "CheckStaffing": _Module.metric,
    "CheckQueueStatus": _Module.metric,
    "Loop": _Module.loop,
    "LoopPrompts": _Module.prompts,
    "SetVoice": lambda module: module.failing(
        "UpdateContactTextToSpeechVoice", {"TextToSpeechVoice": module.value("GlobalVoice", "Voice")}
    ),
    "SetLoggingBehavior": _Module.logging,
    "SetRecordingBehavior": _Module.recording,
    "SetContactFlow": _Module.hook,
    "SetEventHook": _Module.hook,
    "SetCallBackNumber": _Module.callback_number,
    "CreateCallback": _Module.callback,
    "UpdateRoutingPriority": _Module.priority,
    "PercentileBranching": lambda module: module.made(
        "DistributeByPercentage", {}, module.compared(), NoMatchingCondition=module.to("NoMatch")
    ),
    "Wait": lambda module: module.made(
        "Wait",
        {"TimeLimitSeconds": module.value("TimeoutSeconds") or "60"},
        module.named(Timeout="WaitCompleted", Success="WaitCompleted"),
        NoMatchingError=module.to("Error"),
    ),
    "Resume": lambda _module: {"Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}},
    "Disconnect": lambda _module: {"Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
}
