"""Say whether a flow would be accepted: by CreateContactFlow today (`strict`), or as one published long ago (`compat`).

Every refusal begins with AWS's words, names the action, and says what is wrong and what to write.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from local.connect.language.decode import NotAFlow, decode, parse, unwrap
from local.connect.language.findings import (
    PROFILES,
    STRICT,
    Finding,
    Weight,
    bad_branch,
    bad_name,
    bad_value,
    missing_property,
    short,
)
from local.connect.language.model import CAMPAIGN, FLOW_TYPES, MODULE, Action, Decoded, Flow, Oddity
from local.connect.language.parameters import check_parameters
from local.connect.language.table import NEEDLESS, ROWS, real_name
from local.connect.language.transitions import check_transitions

MOST_ACTIONS = 250
MOST_CHARACTERS = 256_000
LONGEST_IDENTIFIER = 50
FORBIDDEN_CHARACTERS = frozenset("%:(\\/)=$,;[]{}")
FORBIDDEN_IDENTIFIERS = frozenset(
    (
        *("__proto__", "constructor", "__defineGetter__", "__defineSetter__", "toString", "hasOwnProperty"),
        *("isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "valueOf"),
    )
)

Found = Iterator[Finding]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which action if it is in one."""

    message: str
    action: str | None = None

    def as_dict(self) -> dict[str, str]:
        return {"message": self.message} | ({"action": self.action} if self.action is not None else {})


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; the flow itself is there if there was one."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    flow: Flow | None = None

    @property
    def ok(self) -> bool:
        return not self.problems


def check_content(content: bytes | str, profile: str = STRICT, name: str = "", kind: str = "") -> Report:
    """Return the report on a text: whatever it holds, there is one.

    :param kind: the flow type, where the text tells none (as CreateContactFlow's `Type` does)
    """
    try:
        document, wrapped_name, wrapped_kind, arn = unwrap(parse(content))
        decoded = decode(document, wrapped_name or name, wrapped_kind or kind, arn)
    except NotAFlow as error:
        return Report((Problem(str(error)),), ())
    return check(decoded, profile, size=_size(content, document))


def _size(content: bytes | str, document: Any) -> int:
    """Return the characters of the content at least: of a wrapped one without its blanks."""
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    if len(text) <= MOST_CHARACTERS:
        return len(text)
    return len(json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def check(decoded: Decoded, profile: str = STRICT, size: int = 0) -> Report:
    """Return the report on a flow that was read.

    :param size: its characters, if they are to be counted
    """
    if profile not in PROFILES:
        raise ValueError(f"{profile!r} is no profile: {', '.join(PROFILES)}")
    found: dict[Weight, dict[Problem, None]] = {weight: {} for weight in Weight}
    for finding in _findings(decoded, size):
        found[finding.weight(profile)][Problem(finding.message, finding.action)] = None
    return Report(tuple(found[Weight.PROBLEM]), tuple(found[Weight.WARNING]), decoded.flow)


def _findings(decoded: Decoded, size: int) -> Found:
    flow = decoded.flow
    for oddity in decoded.oddities:
        yield from _odd(oddity)
    yield from _envelope(flow, size)
    kind = type_of(flow)
    if not flow.type:
        text = f"The type of this flow is not told, neither by it nor from outside: it is taken as {kind}"
        yield Finding("type-unknown", text)
    for action in flow.actions.values():
        yield from _action(action, kind)
    yield from _graph(flow)


def _odd(oddity: Oddity) -> Found:
    path, text, action = oddity.path, oddity.text[:1].upper() + oddity.text[1:], oddity.action
    identifier = path.endswith(".Identifier")
    match oddity.what:
        case "missing":
            rule = "identifier-missing" if identifier else "next" if path.endswith(".NextAction") else "envelope"
            yield Finding(rule, missing_property(path, text), action)
        case "empty":
            yield Finding("identifier-missing", bad_value(path, text), action)
        case "unknown":
            yield Finding("envelope-extra", bad_name(path, text), action)
        case "type":
            rule = "version" if path == "Version" and "version" in text else "envelope"
            yield Finding(rule, bad_value(path, text), action)
        case _:
            yield Finding(oddity.what, bad_value(path, text), action)


def _envelope(flow: Flow, size: int) -> Found:
    if size > MOST_CHARACTERS:
        yield Finding("size", f"Content of {size} characters is longer than {MOST_CHARACTERS}")
    if len(flow.actions) > MOST_ACTIONS:
        yield Finding("size", f"{len(flow.actions)} actions are more than {MOST_ACTIONS} in a flow")
    if not flow.actions:
        yield Finding("no-actions", missing_property("Actions", "A flow has at least one action"))
    elif flow.start not in flow.actions:
        text = f"There is no action {short(flow.start)} to start with"
        yield Finding("start", bad_branch("StartAction", text))
    if flow.type == MODULE and not flow.settings:
        text = "JSON field is missing or null for field name: settings. A module needs Settings, a flow has none"
        yield Finding("settings", text)
    if flow.type != MODULE and flow.settings:
        yield Finding("settings", bad_name("Settings", "Only a module has Settings"))


def type_of(flow: Flow) -> str:
    """Return the type of a flow; if nothing tells it, the first in which the most of its actions may stand."""
    if flow.type:
        return flow.type
    rows = [ROWS[action.type] for action in flow.actions.values() if action.type in ROWS]
    candidates = [kind for kind in FLOW_TYPES if kind not in (CAMPAIGN, MODULE)]
    return max(candidates, key=lambda kind: sum(kind in row.flow_types for row in rows))


def _action(action: Action, kind: str) -> Found:
    path = f"Actions[{action.index}]"
    yield from _identifier(action, path)
    row = ROWS.get(action.type)
    if row is None:
        if action.type:
            yield Finding("type", _no_such_type(action, path), action.id)
        return
    if kind not in (*row.flow_types, CAMPAIGN):
        places = ", ".join(row.flow_types)
        text = f"Invalid Action type. Path: {path}.Type. {row.type} cannot stand in a {kind} flow, only in {places}"
        yield Finding("flow-type", text, action.id)
    if not row.executed:
        text = f"{row.type} is not carried out on the laptop: it takes its error branch there"
        yield Finding("not-executed", text, action.id)
    yield from check_parameters(row, dict(action.parameters), path, action.id)
    yield from check_transitions(row, action, kind)


def _no_such_type(action: Action, path: str) -> str:
    name = action.type
    said = f"Invalid Action type. Path: {path}.Type. There is no action type {short(name)}"
    if name in NEEDLESS:
        return f"{said}: a flow begins with the action that StartAction names, leave this one out"
    real = real_name(name, near=action.index < MOST_ACTIONS)  # guessing takes its time
    return f"{said}: use {real}" if real else f"{said} in the flow language"


def _identifier(action: Action, path: str) -> Found:
    wrong = ""
    bad = sorted(set(action.id) & FORBIDDEN_CHARACTERS)
    if action.id == path:
        return  # it has none, which is told already
    if len(action.id) > LONGEST_IDENTIFIER:
        wrong = f"{len(action.id)} characters are more than {LONGEST_IDENTIFIER}"
    elif bad:
        wrong = f"{short(action.id)} holds {' '.join(bad)}, which an identifier may not"
    elif action.id in FORBIDDEN_IDENTIFIERS:
        wrong = f"{action.id} is kept for JavaScript"
    if wrong:
        yield Finding("identifier", bad_value(f"{path}.Identifier", wrong), action.id)


def _graph(flow: Flow) -> Found:
    for action in flow.actions.values():
        for path, target in _targets(action):
            here = f"Actions[{action.index}].Transitions.{path}"
            if not target:
                yield Finding("next", bad_branch(here, "A branch leads to an action"), action.id)
            elif target not in flow.actions:
                yield Finding("target", bad_branch(here, f"There is no action {short(target)} to go to"), action.id)
    reached = reachable(flow)
    for action in flow.actions.values():
        if reached and action.id not in reached:
            yield Finding("unreachable", "No way from the start leads to this action", action.id)


def _targets(action: Action) -> Iterator[tuple[str, str]]:
    if action.next:
        yield "NextAction", action.next
    for index, condition in enumerate(action.conditions):
        yield f"Conditions[{index}].NextAction", condition.next
    for index, branch in enumerate(action.errors):
        yield f"Errors[{index}].NextAction", branch.next


def reachable(flow: Flow) -> set[str]:
    """Return the actions that some way from the start leads to."""
    found: set[str] = set()
    waiting = [flow.start]
    while waiting:
        identifier = waiting.pop()
        if identifier in found or identifier not in flow.actions:
            continue
        found.add(identifier)
        waiting.extend(flow.actions[identifier].targets())
    return found
