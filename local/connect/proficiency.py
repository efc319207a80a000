"""Routing criteria: which agents a step of them asks for, and for how long."""

from typing import Any

from local.connect.resources import User


def fits(user: User, criteria: dict[str, Any] | None, age: float) -> bool:
    """Return whether an agent is one whom the step in force asks for; once every step has expired, everybody is.

    :param age: seconds in the queue
    """
    if not criteria:
        return True
    for step in criteria.get("Steps") or ():
        seconds = (step.get("Expiry") or {}).get("DurationInSeconds")
        if seconds is None or age < _number(seconds):
            return _meets(user, step.get("Expression") or {})
        age -= _number(seconds)
    return True


def expiries(criteria: dict[str, Any] | None) -> list[float]:
    """Return the ages, in seconds, at which the steps of criteria expire."""
    ages, age = [], 0.0
    for step in (criteria or {}).get("Steps") or ():
        seconds = (step.get("Expiry") or {}).get("DurationInSeconds")
        if seconds is None:
            break
        age += _number(seconds)
        ages.append(age)
    return ages


def _number(value: object) -> float:
    """Return a number; what is none counts as nothing."""
    try:
        return float(str(value or 0))
    except ValueError:
        return 0.0


def _meets(user: User, expression: dict[str, Any]) -> bool:
    if "AndExpression" in expression:
        return all(_meets(user, part) for part in expression["AndExpression"])
    if "OrExpression" in expression:
        return any(_meets(user, part) for part in expression["OrExpression"])
    condition = expression.get("AttributeCondition") or {}
    agents = ((condition.get("MatchCriteria") or {}).get("AgentsCriteria") or {}).get("AgentIds")
    if agents is not None:
        return user.id in agents
    value, level = user.proficiencies.get(str(condition.get("Name")), ("", 0.0))
    wanted = _number(condition.get("ProficiencyLevel"))
    if value != condition.get("Value"):
        return False
    return level == wanted if condition.get("ComparisonOperator") == "Equal" else level >= wanted
