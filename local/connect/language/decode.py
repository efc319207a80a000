"""Read a flow from JSON, whoever exported it and whenever: nothing that a file can hold makes this fail.

Understood: the plain content; the answer of `describe-contact-flow` and `describe-contact-flow-module`, whose
`Content` is JSON in a text; that text alone; a byte order mark; actions without `Transitions` or `Parameters`.
"""

import json
from collections.abc import Mapping
from typing import Any

from local.connect.language.legacy import is_legacy, modern
from local.connect.language.model import (
    FLOW_TYPES,
    MODULE,
    Action,
    Condition,
    Decoded,
    ErrorBranch,
    Flow,
    Oddity,
)

DEEPEST = 64  # levels of JSON; real flows have fewer than 15
_WRAPPERS = {"ContactFlow": "", "ContactFlowModule": MODULE}
_ENVELOPE = frozenset({"Version", "StartAction", "Metadata", "Actions", "Settings"})
_ACTION = frozenset({"Identifier", "Type", "Parameters", "Transitions"})
_TYPE_NAMES = {flow_type.replace("_", "").lower(): flow_type for flow_type in FLOW_TYPES} | {
    "flowmodule": MODULE,
    "contactflowmodule": MODULE,
    "inbound": "CONTACT_FLOW",
    "transfertoagent": "AGENT_TRANSFER",
    "transfertoqueue": "QUEUE_TRANSFER",
    "journey": "CAMPAIGN",
}


LEGACY = Oddity(
    "legacy",
    "version",
    'this is the legacy format (`modules`, version "1"), whose import ended on 2026-03-31: export the flow again',
)


class NotAFlow(Exception):
    """A text that holds no flow; the message says why."""


def flow_type(name: object) -> str:
    """Return the API's name of a flow type (`contactFlow` -> `CONTACT_FLOW`), or nothing if there is none."""
    return _TYPE_NAMES.get("".join(filter(str.isalnum, name)).lower(), "") if isinstance(name, str) else ""


def parse(content: bytes | str) -> Any:
    """Return the JSON of a text.

    :raises NotAFlow: if it is not text, not JSON, or nested deeper than any flow is
    """
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotAFlow(f"This is not text in UTF-8: {error.reason} at byte {error.start}") from error
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAFlow(f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:  # too deep, or a number of more digits than Python reads
        raise NotAFlow(f"This JSON cannot be read: {error}") from error
    if _deeper(document, DEEPEST):
        raise NotAFlow(f"This JSON is nested deeper than {DEEPEST} levels")
    return document


def _deeper(document: Any, levels: int) -> bool:
    level = [document]
    for _ in range(levels):
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def unwrap(document: Any) -> tuple[Any, str, str, str]:
    """Return the content itself with the name, the type and the ARN that the wrapping tells.

    :raises NotAFlow: if the wrapping's `Content` is not JSON
    """
    name = kind = arn = ""
    for _ in range(3):  # a text in a Content in a ContactFlow; no more
        if isinstance(document, str):
            document = parse(document)
        elif wrapper := _wrapper(document):
            inner, default = wrapper
            name, arn = _text(inner.get("Name")) or name, _text(inner.get("Arn")) or arn
            kind = flow_type(inner.get("Type")) or kind or default
            document = inner["Content"]
    return document, name, kind, arn


def _wrapper(document: Any) -> tuple[dict[str, Any], str] | None:
    if not isinstance(document, dict) or "Actions" in document:
        return None
    for key, default in _WRAPPERS.items():
        inner = document.get(key)
        if isinstance(inner, dict) and "Content" in inner:
            return inner, default
    return (document, "") if isinstance(document.get("Content"), str | dict) else None


def read(content: bytes | str, name: str = "", kind: str = "") -> Decoded:
    """Return the flow in a text, with what was odd about it.

    `name` and `kind` (a flow type) are used where the text itself tells none.
    :raises NotAFlow: if there is no flow in it
    """
    document, wrapped_name, wrapped_kind, arn = unwrap(parse(content))
    return decode(document, wrapped_name or name, wrapped_kind or kind, arn)


def decode(document: Any, name: str = "", kind: str = "", arn: str = "") -> Decoded:
    """Return the flow in a JSON object, with what was odd about it.

    :raises NotAFlow: if it is no flow at all
    """
    if not isinstance(document, dict):
        raise NotAFlow(f"This JSON is {_named(document)}, not a flow")
    if is_legacy(document):
        decoded = _Reader(modern(document)).flow(name, kind, arn)
        return Decoded(decoded.flow, (LEGACY, *decoded.oddities))
    if "Actions" not in document and "StartAction" not in document:
        raise NotAFlow("This JSON is not a flow: it has neither Actions nor StartAction")
    return _Reader(document).flow(name, kind, arn)


def _named(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


class _Reader:
    """Reads one content; what it cannot take as it should be becomes an oddity."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.oddities: list[Oddity] = []
        self.action: str | None = None

    def odd(self, what: str, path: str, text: str) -> None:
        self.oddities.append(Oddity(what, path, text, self.action))

    def flow(self, name: str, kind: str, arn: str) -> Decoded:
        metadata = self.take(self.document, "Metadata", dict, "", needed=False) or {}
        settings = self.take(self.document, "Settings", dict, "", needed=False)
        start = self.take(self.document, "StartAction", str, "") or ""
        version = self.take(self.document, "Version", str, "")
        if version is not None and version != "2019-10-30":
            self.odd("type", "Version", f"{version[:40]!r} is not the version of the flow language: it is '2019-10-30'")
        self.unknown(self.document, _ENVELOPE, "")
        actions = self.actions()
        returns = any(action.type == "EndFlowModuleExecution" for action in actions.values())
        kind = kind or (MODULE if returns or settings is not None else flow_type(metadata.get("type")))
        flow = Flow(_text(metadata.get("name")) or name, kind, start, actions, settings or {}, metadata, arn)
        return Decoded(flow, tuple(self.oddities))

    def take(self, holder: Mapping[str, Any], key: str, kind: type, path: str, *, needed: bool = True) -> Any:
        """Return a value of this kind, or None with an oddity."""
        value = holder.get(key)
        here = f"{path}.{key}" if path else key
        if value is None:
            if needed:
                self.odd("missing", here, f"{key} is missing")
            return None
        if not isinstance(value, kind):
            self.odd("type", here, f"{key} is {_named(value)}, and must be {_named(kind())}")
            return None
        return value

    def unknown(self, holder: Mapping[str, Any], known: frozenset[str], path: str) -> None:
        for key in holder:
            if key not in known:
                self.odd("unknown", f"{path}.{key}" if path else str(key), f"{str(key)[:60]!r} has no meaning here")

    def actions(self) -> dict[str, Action]:
        found: dict[str, Action] = {}
        for index, document in enumerate(self.take(self.document, "Actions", list, "") or []):
            path = f"Actions[{index}]"
            self.action = None
            if not isinstance(document, dict):
                self.odd("type", path, f"an action is {_named(document)}, and must be an object")
                continue
            read = self.one(document, path, index)
            if read.id in found:
                self.odd("duplicate", f"{path}.Identifier", f"two actions have the identifier {read.id[:60]!r}")
            else:
                found[read.id] = read
        self.action = None
        return found

    def one(self, document: Mapping[str, Any], path: str, index: int) -> Action:
        identifier = document.get("Identifier")
        self.action = identifier if isinstance(identifier, str) and identifier else path
        if self.take(document, "Identifier", str, path) == "":
            self.odd("empty", f"{path}.Identifier", "the identifier is empty")
        kind = self.take(document, "Type", str, path) or ""
        parameters = self.take(document, "Parameters", dict, path, needed=False) or {}
        transitions = self.take(document, "Transitions", dict, path, needed=False) or {}
        self.unknown(document, _ACTION, path)
        here = f"{path}.Transitions"
        self.unknown(transitions, frozenset({"NextAction", "Errors", "Conditions"}), here)
        after = self.take(transitions, "NextAction", str, here, needed=False)
        errors = self.errors(transitions, here)
        return Action(self.action, kind, parameters, after or None, errors, self.conditions(transitions, here), index)

    def branches(self, transitions: Mapping[str, Any], key: str, path: str) -> list[tuple[dict[str, Any], str]]:
        listed = self.take(transitions, key, list, path, needed=False) or []
        found = []
        for index, branch in enumerate(listed):
            here = f"{path}.{key}[{index}]"
            if isinstance(branch, dict):
                found.append((branch, here))
            else:
                self.odd("type", here, f"a branch is {_named(branch)}, and must be an object")
        return found

    def errors(self, transitions: Mapping[str, Any], path: str) -> tuple[ErrorBranch, ...]:
        found = []
        for branch, here in self.branches(transitions, "Errors", path):
            kind = self.take(branch, "ErrorType", str, here)
            after = self.take(branch, "NextAction", str, here)
            found.append(ErrorBranch(kind or "", after or ""))
        return tuple(found)

    def conditions(self, transitions: Mapping[str, Any], path: str) -> tuple[Condition, ...]:
        found = []
        for branch, here in self.branches(transitions, "Conditions", path):
            after = self.take(branch, "NextAction", str, here)
            condition = self.take(branch, "Condition", dict, here) or {}
            operator = self.take(condition, "Operator", str, f"{here}.Condition") or ""
            found.append(Condition(operator, self.operands(condition, f"{here}.Condition"), after or ""))
        return tuple(found)

    def operands(self, condition: Mapping[str, Any], path: str) -> tuple[str, ...]:
        found = []
        for index, operand in enumerate(self.take(condition, "Operands", list, path) or []):
            here = f"{path}.Operands[{index}]"
            if isinstance(operand, str):
                found.append(operand)
            elif isinstance(operand, dict):
                self.odd("nested", here, "the service refuses a condition inside a condition")
            else:
                self.odd("type", here, f"an operand is {_named(operand)}, and must be a text")
                found.append(json.dumps(operand))
        return tuple(found)
