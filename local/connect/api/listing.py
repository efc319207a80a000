"""Pages of a list, and the searches of the Search operations."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from local.connect.api.errors import InvalidRequest

T = TypeVar("T")
MOST = 1000


def page(found: Iterable[T], asked: dict[str, Any]) -> tuple[list[T], str | None]:
    """Return a page and the NextToken of the next one, None at the end.

    :raises InvalidRequest: if the token is none of ours
    """
    everything = list(found)
    token = asked.get("NextToken") or "0"
    if not (token.isascii() and token.isdigit()) or int(token) > len(everything):
        raise InvalidRequest("NextToken is not valid")
    start, size = int(token), min(asked.get("MaxResults") or 100, MOST)
    end = start + size
    return everything[start:end], str(end) if end < len(everything) else None


def matching(criteria: dict[str, Any] | None, field: Callable[[str], str]) -> bool:
    """Return whether something meets search criteria; `field` gives its text for a field's name.

    Conditions beside AndConditions, OrConditions and StringCondition compare by equality with the field of their name.
    """
    if not criteria:
        return True
    if "OrConditions" in criteria:
        return any(matching(one, field) for one in criteria["OrConditions"])
    if "AndConditions" in criteria:
        return all(matching(one, field) for one in criteria["AndConditions"])
    if "StringCondition" in criteria and not _string(criteria["StringCondition"], field):
        return False
    others = {name.removesuffix("Condition"): want for name, want in criteria.items() if isinstance(want, str)}
    return all(field(name) == want for name, want in others.items())


def _string(condition: dict[str, Any], field: Callable[[str], str]) -> bool:
    text = field(condition.get("FieldName", "name")).casefold()
    want: str = condition.get("Value", "").casefold()
    match condition.get("ComparisonType", "CONTAINS"):
        case "STARTS_WITH":
            return text.startswith(want)
        case "EXACT":
            return text == want
        case _:
            return want in text


Page = tuple[list[T], str | None, int]


def searched(found: Iterable[T], asked: dict[str, Any], field: Callable[[T, str], str]) -> Page[T]:
    """Return a page of what meets `SearchCriteria`, its NextToken, and how many there are."""
    everything = [one for one in found if matching(asked.get("SearchCriteria"), partial(field, one))]
    shown, token = page(everything, asked)
    return shown, token, len(everything)
