"""What a flow names of its instance must be there before it is published: queues, flows, hours and the like.

Functions are none of its parts: one that does not belong to the instance takes the error branch when it is invoked.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from local.connect.language.findings import bad_value, short
from local.connect.language.model import Flow
from local.connect.resources import Directory

_SHELVES = {
    "QueueId": "queues", "ContactFlowId": "flows", "EventHooks": "flows", "HoursOfOperationId": "hours",
    "PromptId": "prompts", "FlowModuleId": "modules", "AgentId": "users",
}  # fmt: skip
"""On which shelf stands what a parameter names, or each of its members."""


def unbound(flow: Flow, directory: Directory) -> Iterator[str]:
    """Yield what is wrong with names of what the instance lacks; where a path leads is known in a call alone."""
    for action in flow.actions.values():
        for path, shelf, reference in _named(action.parameters, f"Actions[{action.index}].Parameters"):
            if "$." not in reference and not getattr(directory, shelf).has(reference):
                yield bad_value(path, f"The instance has no {short(reference)} among its {shelf}")


def _named(value: Any, path: str, shelf: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield where a flow names something, on which shelf that stands, and its name."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _named(item, f"{path}.{key}", shelf or _SHELVES.get(key, ""))
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from _named(item, f"{path}[{place}]", shelf)
    elif shelf and isinstance(value, str):
        yield path, shelf, value
