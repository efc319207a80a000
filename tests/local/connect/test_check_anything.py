"""Nothing that a file can hold makes the check fail, and it always says the same."""

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from local.connect.language.findings import PROFILES
from local.connect.language.model import FLOW_TYPES
from local.connect.language.schema import COMPARISONS
from local.connect.language.table import INVENTED, ROWS
from local.connect.language.validate import check_content
from tests.local.connect.making import a_flow, an_action

NAMES = (
    *("Version", "StartAction", "Actions", "Metadata", "Settings", "Identifier", "Type", "Parameters", "Transitions"),
    *("NextAction", "Errors", "ErrorType", "Conditions", "Condition", "Operator", "Operands", "ContactFlow", "Content"),
    *("Text", "StoreInput", "QueueId", "modules", "type", "name", "InputValidation", "Messages", "Tags"),
)
WORDS = st.sampled_from(
    ["a", "it", "end", "", "2019-10-30", "True", "$.Attributes.x", "$", "٣", "\ud800", *ROWS, *COMPARISONS, *INVENTED]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=12,
)


def both(content: bytes | str) -> None:
    """Check a text in both profiles, twice, and hold the answers against each other."""
    reports = {profile: check_content(content, profile) for profile in PROFILES}
    for profile, report in reports.items():
        assert check_content(content, profile) == report
        json.dumps([problem.as_dict() for problem in (*report.problems, *report.warnings)])
    assert reports["compat"].ok or not reports["strict"].ok


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(content: bytes) -> None:
    both(content)


@given(ANYTHING)
def test_any_json_is_answered(document: Any) -> None:
    both(json.dumps(document))


@given(st.lists(ANYTHING, max_size=3), ANYTHING, ANYTHING)
def test_anything_in_place_of_actions_is_answered(actions: list[Any], start: Any, metadata: Any) -> None:
    both(json.dumps({"Version": "2019-10-30", "StartAction": start, "Metadata": metadata, "Actions": actions}))


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in _places(item, (*path, key)))]


@given(st.data(), st.sampled_from(sorted(ROWS)), st.sampled_from(FLOW_TYPES))
def test_a_flow_with_anything_anywhere_is_answered(data: st.DataObject, name: str, flow_type: str) -> None:
    row = ROWS[name]
    flow = copy.deepcopy(a_flow(an_action(row), flow_type=row.flow_types[0]))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(_places(flow)[1:]))
        holder = flow
        for key in place[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()) and isinstance(holder, dict):
            del holder[place[-1]]
        else:
            holder[place[-1]] = data.draw(ANYTHING)
    both(json.dumps(flow))
    check_content(json.dumps(flow), kind=flow_type)
