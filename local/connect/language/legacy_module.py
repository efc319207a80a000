"""One module of the old format: its parameters by name, its branches, and what actions of today are made from."""

from collections.abc import Mapping
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


class Module:
    """One module: its parameters by name, and its branches."""

    def __init__(self, module: Mapping[str, Any]) -> None:
        self.id, self.type, self.target = module.get("id"), module.get("type"), module.get("target")
        self.given = [each for each in _list(module.get("parameters")) if isinstance(each, dict)]
        self.branches = [each for each in _list(module.get("branches")) if isinstance(each, dict)]

    def value(self, *names: str) -> str:
        """Return the first parameter of these names, as a text or a path; nothing if there is none."""
        for parameter in self.given:
            if parameter.get("name") in names and parameter.get("value") not in (None, ""):
                return value_of(parameter)
        return ""

    def to(self, *conditions: str) -> str:
        """Return where a branch leads, or nothing."""
        found = (each.get("transition") for each in self.branches if each.get("condition") in conditions)
        return next((target for target in found if isinstance(target, str)), "")

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
        """Return an action whose errors all lead where the module's own did."""
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
            condition_of(
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
        return [condition_of(target, "Equals", operand) for target, operand in found if target]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def value_of(parameter: Mapping[str, Any]) -> str:
    """Return a parameter's value as a text, or as the path that its namespace makes of it."""
    value, namespace = parameter.get("value"), parameter.get("namespace")
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return path_of(namespace, text) if isinstance(namespace, str) and namespace else text


def path_of(namespace: str, key: str) -> str:
    """Return the JSONPath of what the old format named by a namespace and a key."""
    if namespace == "System":
        return _SYSTEM.get(key, f"$.{key.replace(' ', '')}")
    root = _NAMESPACES.get(namespace, "Attributes")
    return f"$.{root}.{key}" if key.replace("_", "").replace("-", "").isalnum() else f"$.{root}['{key}']"


def played_as(parameter: Mapping[str, Any]) -> str:
    """Return as what a parameter is played: PromptId, SSML or Text."""
    if parameter.get("name") != "Text":
        return "PromptId"
    return "SSML" if parameter.get("key") == "ssml" or value_of(parameter).lstrip().startswith("<speak") else "Text"


def _seconds(milliseconds: Any) -> str:
    text = str(milliseconds)
    return str(int(text) // 1000) if text.isdecimal() and len(text) < 19 else text


def condition_of(target: Any, operator: str, operand: Any) -> Json:
    """Return a condition with where it leads."""
    return {"NextAction": target, "Condition": {"Operator": operator, "Operands": [str(operand)]}}


def _filled(parameters: Json) -> Json:
    """Return parameters without those that were not given."""
    kept = {key: _filled(value) if isinstance(value, dict) else value for key, value in parameters.items()}
    return {key: value for key, value in kept.items() if value not in ("", None, {})}
