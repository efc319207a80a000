"""Which branch to take next: one that leads to what was never reached, else one that was seldom taken."""

from collections import Counter, deque
from collections.abc import Sequence
from random import Random

from local.connect.outcomes import Outcome, came_to, failed
from local.connect.program import Program, Step

Option = tuple[Outcome, Step | None]
_FAR = 1000
NATURAL = frozenset({"NoMatchingCondition", "InputTimeLimitExceeded"})
LEAVES = frozenset({"TransferToFlow", "TransferContactToQueue", "DequeueContactAndTransferToQueue"})
"""These leave the flow: what they name as their next action, as exports do, is taken only if they fail."""


class Steering:
    """Counts what was reached and taken over all runs of one file."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.reached: dict[str, set[str]] = {}
        self._taken: Counter[tuple[str, str]] = Counter()
        self._near: dict[str, dict[str, int]] = {}

    def begin(self, programs: Sequence[Program]) -> None:
        """Measure, before a run, how far every step is from one that was never reached."""
        self._near = {program.id: _distances(program, self.reached.get(program.id, set())) for program in programs}

    def reach(self, flow: str, action: str) -> None:
        self.reached.setdefault(flow, set()).add(action)

    def choose(self, program: Program, step: Step, options: Sequence[Option]) -> Outcome:
        """Return one of some outcomes."""
        near = self._near.get(program.id, {})
        steered = self.random.random() < 0.75
        ranked = [
            (
                near.get(target.id, _FAR) if target and steered else _FAR,
                self._taken[step.id, target.id if target else ""],
                self.random.random(),
                outcome,
                target,
            )
            for outcome, target in options
        ]
        best = min(ranked, key=lambda one: one[:3])
        self._taken[step.id, best[4].id if best[4] else ""] += 1
        return best[3]

    def is_shortest(self, program: Program, step: Step, target: Step | None) -> bool:
        """Return whether an error's branch is the shortest way to what was never reached."""
        near = self._near.get(program.id, {})
        if target is None or target.id not in near:
            return False
        others = [None if step.type in LEAVES else step.next, *(branch.step for branch in step.conditions)]
        return near[target.id] < min((near.get(one.id, _FAR) for one in others if one), default=_FAR)


def condition_options(step: Step) -> list[Option]:
    """Return an outcome for each condition of a step, and one that fits none if there is a branch for it."""
    options: list[Option] = []
    for branch, condition in zip(step.conditions, step.action.conditions, strict=True):
        operand = condition.operands[0] if condition.operands else ""
        options.append((came_to(_result(condition.operator, operand)), branch.step))
    if "NoMatchingCondition" in step.errors:
        options.append((came_to("-1"), step.errors["NoMatchingCondition"]))
    return options


def error_options(step: Step) -> list[Option]:
    """Return an outcome for each error that the service itself may make of a step."""
    return [(failed(error), target) for error, target in step.errors.items() if error not in NATURAL]


def _result(operator: str, operand: str) -> str:
    if operator.startswith("Num"):
        try:
            return f"{float(operand) + ('Greater' in operator) - ('Less' in operator):g}"
        except ValueError:
            return operand
    return operand


def _distances(program: Program, reached: set[str]) -> dict[str, int]:
    """Return for every step from which an unreached one can be reached how many steps away the nearest is."""
    before: dict[str, list[str]] = {}
    for step in program.steps.values():
        for target in step.action.targets():
            before.setdefault(target, []).append(step.id)
    found = {name: 0 for name in program.steps if name not in reached}
    waiting = deque(found)
    while waiting:
        name = waiting.popleft()
        for earlier in before.get(name, ()):
            if earlier not in found:
                found[earlier] = found[name] + 1
                waiting.append(earlier)
    return found
