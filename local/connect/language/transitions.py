"""Hold the transitions of an action against its row of the table: next, errors, conditions."""

from collections import Counter
from collections.abc import Iterator

from local.connect.language.findings import Finding, bad_branch, bad_value, missing_property, short
from local.connect.language.model import Action, Condition
from local.connect.language.schema import COMPARISONS, NUMBERS, Branches, Conditions, Row

Found = Iterator[Finding]
LOGICAL = frozenset({"and", "or", "not", "all", "any"})


def check_transitions(row: Row, action: Action, flow_type: str) -> Found:
    """Yield what is wrong with an action's transitions, apart from where they lead."""
    path = f"Actions[{action.index}]"
    if row.terminal:
        if action.next or action.errors or action.conditions:
            text = f"Action does not support transitions. Path: {path}.Transitions. {row.type} ends the flow"
            yield Finding("terminal", text, action.id)
        return
    if not action.next and not row.next_optional:
        text = missing_property(f"{path}.Transitions.NextAction", "Only an action that ends the flow has none")
        yield Finding("next", text, action.id)
    branches = row.branches_for(action.parameters, flow_type)
    yield from _errors(row, action, branches, path)
    yield from _conditions(row, action, branches.conditions, f"{path}.Transitions.Conditions")


def _errors(row: Row, action: Action, branches: Branches, path: str) -> Found:
    given = Counter(branch.type for branch in action.errors)
    for kind in branches.required:
        if kind not in given:
            text = f"Action is missing required error. Error: {kind}, Path: {path}. {row.type} needs this branch"
            yield Finding("error-missing", text, action.id)
    known = (*branches.required, *branches.optional)
    for kind, times in given.items():
        if kind not in known:
            allowed = ", ".join(known) or "none"
            text = f"Invalid Action error. Error: {kind[:60]}, Path: {path}. {row.type} has here: {allowed}"
            yield Finding("error-extra", text, action.id)
        elif times > 1:
            text = f"Invalid Action error. Error: {kind}, Path: {path}. It stands there {times} times"
            yield Finding("error-extra", text, action.id)


def _conditions(row: Row, action: Action, rule: Conditions | None, path: str) -> Found:
    if rule is None:
        if action.conditions:
            text = f"{row.type} has no conditions with these parameters"
            yield Finding("conditions", bad_value(path, text), action.id)
        return
    for index, condition in enumerate(action.conditions):
        yield from _condition(action, condition, rule, f"{path}[{index}].Condition")
    operands = [operand for condition in action.conditions for operand in condition.operands]
    if rule.each and sorted(operands) != sorted(rule.operands):
        text = f"There must be exactly the conditions {' and '.join(rule.operands)}"
        yield Finding("conditions", bad_value(path, text), action.id)
    if len(action.conditions) < rule.least:
        yield Finding("conditions", bad_value(path, "There must be at least one condition"), action.id)
    if rule.most is not None and len(action.conditions) > rule.most:
        yield Finding("conditions", bad_value(path, f"There may be at most {rule.most} conditions"), action.id)


def _condition(action: Action, condition: Condition, rule: Conditions, path: str) -> Found:
    yield from _operator(action, condition.operator, rule, f"{path}.Operator")
    if len(condition.operands) != 1:
        text = f"A condition has exactly one operand, not {len(condition.operands)}"
        yield Finding("operand", bad_value(f"{path}.Operands", text), action.id)
    for operand in condition.operands:
        if not operand:
            text = "An operand is never empty, and nothing compares with blank: let what sets the value give a word"
            yield Finding("operand", bad_branch(f"{action.index}.Evaluate", text), action.id)
        elif not rule.each and rule.operands and operand not in rule.operands:
            text = f"{short(operand)} is none of {', '.join(rule.operands)}"
            yield Finding("operand", bad_value(f"{path}.Operands", text), action.id)
        elif rule.numeric and not _is_number(operand):
            text = f"{short(operand)} is not a number"
            yield Finding("operand", bad_value(f"{path}.Operands", text), action.id)


def _operator(action: Action, operator: str, rule: Conditions, path: str) -> Found:
    if not operator:
        return  # told as missing already
    if operator.replace("Numeric", "Number", 1) in NUMBERS and operator not in NUMBERS:
        text = f"{operator} is only in the documentation: use {operator.replace('Numeric', 'Number', 1)}"
        yield Finding("operator-old", bad_value(path, text), action.id)
    elif operator.lower() in LOGICAL:
        text = (
            f"The service knows no {operator[:40]}, whatever the documentation says: put one condition after the other"
        )
        yield Finding("nested", bad_value(path, text), action.id)
    elif operator not in COMPARISONS:
        text = f"{short(operator)} is none of {', '.join(COMPARISONS)}"
        yield Finding("operator", bad_value(path, text), action.id)
    elif operator not in rule.operators:
        text = f"{operator} cannot stand here, only {', '.join(rule.operators)}"
        yield Finding("conditions", bad_value(path, text), action.id)


def _is_number(operand: str) -> bool:
    try:
        float(operand)
    except ValueError:
        return operand.startswith(("$", "{{", "<<", "%%"))
    return True
