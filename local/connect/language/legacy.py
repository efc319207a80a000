"""Flows of the console before 2022 (`modules`, version "1") in today's language, so that they can be run.

AWS has not imported them since 2026-03-31. What has no counterpart keeps its name, and the check says which is real.
"""

from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]

# What the old format calls a path of the system.
_SYSTEM = {
    "Stored customer input": "$.StoredCustomerInput",
    "Customer Number": "$.CustomerEndpoint.Address",
    "Customer number": "$.CustomerEndpoint.Address",
    "Dialed Number": "$.SystemEndpoint.Address",
    "Dialed number": "$.SystemEndpoint.Address",
    "Customer callback number": "$.CustomerCallBackPhoneNumber",
    "Contact id": "$.ContactId",
    "Contact Id": "$.ContactId",
    "Initial contact id": "$.InitialContactId",
    "Channel": "$.Channel",
    "Instance ARN": "$.InstanceARN",
    "Queue Name": "$.Queue.Name",
    "Queue name": "$.Queue.Name",
    "Queue ARN": "$.Queue.ARN",
    "Language": "$.LanguageCode",
    "Text to speech voice": "$.TextToSpeechVoiceId",
    "AWS region": "$.AwsRegion",
}
_NAMESPACES = {"User Defined": "Attributes", "External": "External", "Lex": "Lex", "Customer": "Customer"}
_OPERATORS = {
    "Equals": "Equals",
    "StartsWith": "TextStartsWith",
    "Contains": "TextContains",
    "EndsWith": "TextEndsWith",
    "GreaterThan": "NumberGreaterThan",
    "GreaterOrEqualTo": "NumberGreaterOrEqualTo",
    "GreaterThanOrEqualTo": "NumberGreaterOrEqualTo",
    "LessThan": "NumberLessThan",
    "LessOrEqualTo": "NumberLessOrEqualTo",
    "LessThanOrEqualTo": "NumberLessOrEqualTo",
}
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


class _Module:
    """One module: its parameters by name, and its branches."""

    def __init__(self, module: Mapping[str, Any]) -> None:
        self.id, self.type, self.target = module.get("id"), module.get("type"), module.get("target")
        self.given = [each for each in _list(module.get("parameters")) if isinstance(each, dict)]
        self.branches = [each for each in _list(module.get("branches")) if isinstance(each, dict)]

    def value(self, *names: str) -> str:
        """Return the first parameter of these names, as a text or a path; nothing if there is none."""
        for parameter in self.given:
            if parameter.get("name") in names and parameter.get("value") not in (None, ""):
                return _value(parameter)
        return ""

    def to(self, *conditions: str) -> str:
        """Return where a branch leads, or nothing."""
        found = (each.get("transition") for each in self.branches if each.get("condition") in conditions)
        return next((target for target in found if isinstance(target, str)), "")

    def action(self) -> Json:
        made = _MAKERS.get(str(self.type), _Module.unknown)(self)
        return {"Identifier": self.id, **made}

    def unknown(self) -> Json:
        return self.made(str(self.type), {})

    def made(self, type_: str, parameters: Json, conditions: list[Json] | None = None, /, **errors: str) -> Json:
        """Return an action; `errors` are branch types with where they lead, those that lead nowhere are left out."""
        after = self.to("Success", "NoMatch") or next(iter(errors.values()), "")
        transitions: Json = {"NextAction": after} if after else {}
        listed = [{"ErrorType": kind, "NextAction": target} for kind, target in errors.items() if target]
        if listed:
            transitions["Errors"] = listed
        if conditions:
            transitions["Conditions"] = conditions
        return {"Type": type_, "Parameters": _filled(parameters), "Transitions": transitions}

    def failing(self, type_: str, parameters: Json, **more: str) -> Json:
        return self.made(type_, parameters, **more, NoMatchingError=self.to("Error"))

    def prompt(self) -> Json:
        """Return what is played; SSML says so by its kind or its first tag."""
        text = self.value("Text")
        if text:
            ssml = self.value("TextToSpeechType").lower() == "ssml" or text.lstrip().startswith("<speak")
            return {"SSML" if ssml else "Text": text}
        return {"PromptId": self.value("AudioPrompt")}

    def compared(self, *branches: str) -> list[Json]:
        """Return the branches that compare; an age in a queue was written in milliseconds."""
        return [
            _condition(
                each.get("transition"),
                _OPERATORS.get(str(each.get("conditionType")), str(each.get("conditionType"))),
                _seconds(each.get("conditionValue"))
                if each.get("condition") == "CheckQueueTime"
                else each.get("conditionValue"),
            )
            for each in self.branches
            if each.get("condition") in (branches or ("Evaluate",))
        ]

    def named(self, **branches: str) -> list[Json]:
        """Return conditions for branches that are named: `Looping="ContinueLooping"`."""
        found = [(self.to(old), new) for old, new in branches.items()]
        return [_condition(target, "Equals", operand) for target, operand in found if target]

    # --- one by one

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
        sent = {str(each.get("key")): _value(each) for each in self.given if each.get("name") == "Parameter"}
        parameters = {
            "LambdaFunctionARN": self.value("FunctionArn"),
            "InvocationTimeLimitSeconds": self.value("TimeLimit") or "3",
            "LambdaInvocationAttributes": sent,
        }
        return self.failing("InvokeLambdaFunction", parameters)

    def attributes(self) -> Json:
        kept = {str(each.get("key")): _value(each) for each in self.given if each.get("name") == "Attribute"}
        return self.failing("UpdateContactAttributes", {"Attributes": kept})

    def screen_pop(self) -> Json:
        """Return what showed an agent a value by its name: an attribute, today."""
        return self.failing("UpdateContactAttributes", {"Attributes": {self.value("key"): self.value("value")}})

    def attribute(self) -> Json:
        key, namespace = self.value("Attribute"), self.value("Namespace")
        parameters = {"ComparisonValue": _path(namespace, key)}
        return self.made("Compare", parameters, self.compared(), NoMatchingCondition=self.to("NoMatch"))

    def hours(self) -> Json:
        conditions = self.named(**{"True": "True", "False": "False"})
        parameters = {"HoursOfOperationId": self.value("Hours")}
        return self.made("CheckHoursOfOperation", parameters, conditions, NoMatchingError=self.to("Error"))

    def metric(self) -> Json:
        staffing, ages = _METRICS.get(self.value("Status")), self.compared("CheckQueueTime")
        kind = staffing or ("OldestContactInQueueAgeSeconds" if ages else "NumberOfContactsInQueue")
        counted = ages or self.compared("Evaluate", "CheckQueueSize")
        conditions = [_condition(self.to("True"), "NumberGreaterThan", "0")] if staffing else counted
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
        messages = [{_played_as(each): _value(each)} for each in played]
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


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _value(parameter: Mapping[str, Any]) -> str:
    value, namespace = parameter.get("value"), parameter.get("namespace")
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return _path(namespace, text) if isinstance(namespace, str) and namespace else text


def _path(namespace: str, key: str) -> str:
    if namespace == "System":
        return _SYSTEM.get(key, f"$.{key.replace(' ', '')}")
    root = _NAMESPACES.get(namespace, "Attributes")
    return f"$.{root}.{key}" if key.replace("_", "").replace("-", "").isalnum() else f"$.{root}['{key}']"


def _played_as(parameter: Mapping[str, Any]) -> str:
    if parameter.get("name") != "Text":
        return "PromptId"
    return "SSML" if parameter.get("key") == "ssml" or _value(parameter).lstrip().startswith("<speak") else "Text"


def _seconds(milliseconds: Any) -> str:
    text = str(milliseconds)
    return str(int(text) // 1000) if text.isdecimal() and len(text) < 19 else text


def _condition(target: Any, operator: str, operand: Any) -> Json:
    return {"NextAction": target, "Condition": {"Operator": operator, "Operands": [str(operand)]}}


def _filled(parameters: Json) -> Json:
    """Return parameters without those that were not given."""
    kept = {key: _filled(value) if isinstance(value, dict) else value for key, value in parameters.items()}
    return {key: value for key, value in kept.items() if value not in ("", None, {})}
