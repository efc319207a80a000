"""Flows for tests, made from the table of actions."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from local.connect.language.model import MODULE
from local.connect.language.schema import Items, Record, Row, Scalar, Schema, Typed
from local.connect.language.table import ROWS
from local.connect.language.validate import Report, check_content

Json = dict[str, Any]
SETTINGS: Json = {"InputParameters": [], "OutputParameters": [], "Transitions": []}


def an_action(row: Row, flow_type: str = "", identifier: str = "it", after: str = "end") -> Json:
    """Return the smallest action of a row that the service would accept."""
    parameters = copy.deepcopy(dict(row.example))
    if row.terminal:
        return {"Identifier": identifier, "Type": row.type, "Parameters": parameters, "Transitions": {}}
    branches = row.branches_for(parameters, flow_type)
    transitions: Json = {
        "NextAction": after,
        "Errors": [{"ErrorType": kind, "NextAction": after} for kind in branches.required],
    }
    if rule := branches.conditions:
        operands = rule.operands if rule.each else (rule.operands or ("1",))[: rule.least]
        transitions["Conditions"] = [
            {"NextAction": after, "Condition": {"Operator": rule.operators[0], "Operands": [operand]}}
            for operand in operands
        ]
    return {"Identifier": identifier, "Type": row.type, "Parameters": parameters, "Transitions": transitions}


def an_end(flow_type: str) -> Json:
    """Return an action that may end a flow of this type."""
    for name in ("DisconnectParticipant", "EndFlowExecution", "EndFlowModuleExecution"):
        if flow_type in ROWS[name].flow_types and (name == "EndFlowModuleExecution") == (flow_type == MODULE):
            return an_action(ROWS[name], identifier="end")
    raise LookupError(flow_type)


def a_flow(*actions: Json, flow_type: str = "CONTACT_FLOW") -> Json:
    """Return a flow of these actions and an end, which starts with the first."""
    made: Json = {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Metadata": {"type": flow_type},
        "Actions": [*actions, an_end(flow_type)],
    }
    return made | ({"Settings": SETTINGS} if flow_type == MODULE else {})


def a_flow_with(row: Row, flow_type: str = "") -> Json:
    """Return a flow that is accepted and begins with an action of this row."""
    flow_type = flow_type or row.flow_types[0]
    return a_flow(an_action(row, flow_type), flow_type=flow_type)


def checked(flow: Any, profile: str = "strict", kind: str = "") -> Report:
    """Return the report on a flow given as JSON values."""
    return check_content(json.dumps(flow), profile, kind=kind)


Place = tuple[str | int, ...]


def texts_of(value: Any, schema: Schema, path: Place = ()) -> Iterator[Place]:
    """Yield where in an example every scalar stands that must be a text."""
    if isinstance(schema, Scalar):
        yield path
    elif isinstance(schema, Typed):
        yield from _leaves(value, path) if schema.texts else ()
    else:
        for key, item in enumerate(value) if isinstance(schema, Items) else value.items():
            inner = schema.fields[str(key)].schema if isinstance(schema, Record) else schema.of
            yield from texts_of(item, inner, (*path, key))


def _leaves(value: Any, path: Place) -> Iterator[Place]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*path, key))
    else:
        yield path


def put(holder: Any, path: Place, value: Any) -> None:
    """Put a value at a path."""
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
