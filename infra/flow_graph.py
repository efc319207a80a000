"""What a flow of connect_flows/ looks like as a graph: a node an action, an edge for each way on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_PROMPT = re.compile(r"\$\{prompt:([\w.-]+)")
_ELSEWHERE = re.compile(r"\$\{(?:flow|queue|lambda|hours):([\w.-]+)")
ENDS = frozenset({"DisconnectParticipant", "EndFlowExecution", "EndFlowModuleExecution", "TransferContactToAgent"})
_LEAVES = frozenset({"TransferToFlow", "TransferContactToQueue"})
"""Whoever goes on from these stayed behind because it failed."""
KINDS = {
    "MessageParticipant": "says", "MessageParticipantIteratively": "says again and again",
    "GetParticipantInput": "asks",
    "Compare": "looks at", "CheckHoursOfOperation": "open now?", "CheckMetricData": "how is the queue?",
    "GetMetricData": "reads the queue", "InvokeLambdaFunction": "asks the service", "Loop": "so many times",
    "TransferToFlow": "goes on in", "TransferContactToQueue": "waits in the queue", "DisconnectParticipant": "hangs up",
    "UpdateContactTargetQueue": "chooses the queue", "UpdateContactAttributes": "notes", "Wait": "waits",
    "UpdateContactEventHooks": "says which flow follows", "UpdateContactRecordingBehavior": "records",
    "UpdateContactTextToSpeechVoice": "chooses the voice", "UpdateContactCallbackNumber": "notes the number",
    "CreateCallbackContact": "books a call back", "EndFlowExecution": "ends", "UpdateFlowLoggingBehavior": "logs",
    "UpdateContactRoutingBehavior": "sets the priority", "UpdateContactData": "notes the language",
    "UpdateFlowAttributes": "notes", "TransferParticipantToThirdParty": "calls a number", "TagContact": "tags",
    "DequeueContactAndTransferToQueue": "moves to another queue", "TransferContactToAgent": "goes to the agent",
}  # fmt: skip
"""What an action does, in a few words; one that is not here is named by its type."""
_ERRORS = {"InputTimeLimitExceeded": "silence", "NoMatchingCondition": "otherwise", "QueueAtCapacity": "full"}
_WORDS = {
    "True": "yes",
    "False": "no",
    "ContinueLooping": "again",
    "DoneLooping": "enough",
    "MessagesInterrupted": "now and then",
}
_SIGNS = {
    "NumberGreaterThan": "> ",
    "NumberLessThan": "< ",
    "NumberGreaterOrEqualTo": "≥ ",
    "NumberLessOrEqualTo": "≤ ",
}


@dataclass(frozen=True)
class Node:
    """An action; `prompts` are the ids of what is said, `note` says what it does."""

    name: str
    type: str
    note: str
    prompts: tuple[str, ...] = ()
    again: str = ""
    """What leads from the action to itself: keys, silence."""

    @property
    def ends(self) -> bool:
        """Return whether nothing of this flow follows it."""
        return self.type in ENDS


@dataclass(frozen=True)
class Edge:
    """A way from one action to the next; `fault` where only an error leads."""

    start: str
    end: str
    label: str = ""
    fault: bool = False


@dataclass(frozen=True)
class Graph:
    """A flow: its name, what is its first action, its nodes in their order, its edges."""

    name: str
    start: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def prompts(self) -> tuple[str, ...]:
        """Return the ids of all that the flow says, each once, in its order."""
        return tuple(dict.fromkeys(prompt for node in self.nodes for prompt in node.prompts))


def graph_of(name: str, content: dict[str, Any]) -> Graph:
    """Return the graph of a flow's content."""
    actions = content["Actions"]
    ways = [edge for action in actions for edge in _joined(action)]
    again = {edge.start: edge.label for edge in ways if edge.start == edge.end}
    nodes = tuple(_node(action, again.get(action["Identifier"], "")) for action in actions)
    edges = tuple(edge for edge in ways if edge.start != edge.end)
    return Graph(name=name, start=content["StartAction"], nodes=nodes, edges=edges)


def _node(action: dict[str, Any], again: str) -> Node:
    texts = list(_texts(action.get("Parameters", {})))
    prompts = tuple(dict.fromkeys(found for text in texts for found in _PROMPT.findall(text)))
    kind = action["Type"]
    return Node(action["Identifier"], kind, f"{KINDS.get(kind, kind)}{_object(kind, action, texts)}", prompts, again)


def _object(kind: str, action: dict[str, Any], texts: list[str]) -> str:
    """Return what an action works on: the flow, the queue, the question to the service, the compared value."""
    given = action.get("Parameters", {})
    if kind == "InvokeLambdaFunction":
        asked = given.get("LambdaInvocationAttributes", {}).get("ask", "")
        return f": {asked}" if asked else ""
    if kind == "Compare":
        return f" {given['ComparisonValue'].rpartition('.')[2]}"
    if kind == "UpdateContactAttributes":
        return f": {', '.join(given.get('Attributes', {}))}"
    named = [found for text in texts for found in _ELSEWHERE.findall(text)]
    return f": {', '.join(dict.fromkeys(named))}" if named else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _joined(action: dict[str, Any]) -> Iterator[Edge]:
    """Yield one edge for each place that an action leads to, the reasons joined."""
    ways: dict[str, list[str]] = {}
    faults: dict[str, bool] = {}
    for end, label, fault in _ways(action):
        ways.setdefault(end, []).append(label)
        faults[end] = faults.get(end, True) and fault
    for end, labels in ways.items():
        yield Edge(action["Identifier"], end, " · ".join(dict.fromkeys(filter(None, labels))), faults[end])


def _ways(action: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    transitions = action.get("Transitions", {})
    conditions, errors = transitions.get("Conditions", []), transitions.get("Errors", [])
    for one in conditions:
        yield one["NextAction"], _condition(one["Condition"]), False
    for one in errors:
        known = _ERRORS.get(one["ErrorType"])
        yield one["NextAction"], known or "", known is None
    if (usual := transitions.get("NextAction")) and not conditions:
        yield usual, "", action["Type"] in _LEAVES


def _condition(condition: dict[str, Any]) -> str:
    operator, operand = condition["Operator"], str(condition["Operands"][0])
    return f"{_SIGNS.get(operator, '')}{_WORDS.get(operand, operand)}"
