"""A flow made ready to run: steps that point at each other, with their handlers and parameters compiled."""

from collections.abc import Callable, Generator
from inspect import isgeneratorfunction
from typing import TYPE_CHECKING, Any

from local.connect.language.model import Action, Condition, Flow
from local.connect.outcomes import Outcome
from local.connect.templates import Scope, Template, compiled

if TYPE_CHECKING:
    from local.connect.interpreter import Execution

Parameters = dict[str, Any]
Wait = tuple[float, str]
"""How many seconds an action waits, and what else wakes it: "" (nothing), "keys" or "events"."""
Coroutine = Generator[Wait, Any, Outcome]
Plain = Callable[["Execution", "Step", Parameters], Outcome]
Waiting = Callable[["Execution", "Step", Parameters], Coroutine]
Handler = Plain | Waiting

_Comparison = Callable[[str, str], bool]


def _numbers(compare: Callable[[float, float], bool]) -> _Comparison:
    def compared(left: str, right: str) -> bool:
        try:
            return compare(float(left), float(right))
        except ValueError:
            return False

    return compared


COMPARISONS: dict[str, _Comparison] = {
    "Equals": lambda left, right: left == right,
    "TextStartsWith": lambda left, right: left.startswith(right),
    "TextEndsWith": lambda left, right: left.endswith(right),
    "TextContains": lambda left, right: right in left,
    "NumberGreaterThan": _numbers(lambda left, right: left > right),
    "NumberGreaterOrEqualTo": _numbers(lambda left, right: left >= right),
    "NumberLessThan": _numbers(lambda left, right: left < right),
    "NumericLessThan": _numbers(lambda left, right: left < right),
    "NumberLessOrEqualTo": _numbers(lambda left, right: left <= right),
    "KeyExists": lambda left, right: left != "",
}


class Branch:
    """A condition with the step it leads to; its operand may hold paths."""

    __slots__ = ("compare", "name", "operand", "step")

    def __init__(self, condition: Condition, step: "Step | None") -> None:
        self.compare = COMPARISONS.get(condition.operator)
        self.operand: Template = compiled(condition.operands[0] if condition.operands else "")
        self.name = f"{condition.operator} {condition.operands[0] if condition.operands else ''}"
        self.step = step

    def holds(self, result: str, scope: Scope) -> bool:
        return self.compare is not None and self.compare(result, self.operand(scope))


class Step:
    """An action ready to run; `waits` tells that its handler is a coroutine."""

    __slots__ = ("action", "channels", "conditions", "errors", "handler", "id", "next", "parameters", "type", "waits")

    def __init__(self, action: Action, handler: Handler, channels: frozenset[str] | None) -> None:
        self.action = action
        self.channels = channels
        self.id, self.type = action.id, action.type
        self.handler = handler
        self.waits = isgeneratorfunction(handler)
        self.parameters: Template = compiled(dict(action.parameters))
        self.next: Step | None = None
        self.errors: dict[str, Step | None] = {}
        self.conditions: list[Branch] = []

    def choose(self, outcome: Outcome, scope: Scope) -> tuple[str, "Step | None"]:
        """Return the name of the branch that an outcome takes, and the step it leads to (None: nowhere)."""
        if outcome.error is not None:
            name = outcome.error if outcome.error in self.errors else "NoMatchingError"
            return name, self.errors.get(name)
        if outcome.result is None or not (self.conditions or "NoMatchingCondition" in self.errors):
            return "", self.next
        for branch in self.conditions:
            if branch.holds(outcome.result, scope):
                return branch.name, branch.step
        if "NoMatchingCondition" in self.errors:
            return "NoMatchingCondition", self.errors["NoMatchingCondition"]
        return "", self.next


Actions = Callable[[str], tuple[Handler, frozenset[str] | None]]
"""Tells a type's handler, and the channels it is for (None: all)."""


class Program:
    """A flow's steps; `first` is None if it has none."""

    __slots__ = ("arn", "first", "flow", "id", "name", "steps", "type")

    def __init__(self, flow: Flow, actions: Actions, id_: str = "", arn: str = "") -> None:
        self.flow, self.name, self.type = flow, flow.name, flow.type
        self.id, self.arn = id_ or flow.name, arn or flow.arn
        self.steps = {action.id: Step(action, *actions(action.type)) for action in flow.actions.values()}
        for step in self.steps.values():
            self._join(step)
        self.first = self.steps.get(flow.start)

    def _join(self, step: Step) -> None:
        action, find = step.action, self.steps.get
        step.next = find(action.next) if action.next else None
        step.conditions = [Branch(condition, find(condition.next)) for condition in action.conditions]
        step.errors = {error.type: find(error.next) for error in reversed(action.errors)}
