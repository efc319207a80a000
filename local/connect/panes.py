"""A call in a terminal: what the caller hears and does on one side, the agent on the other."""

import shutil
import textwrap
from collections.abc import Callable, Iterator

from local.connect.log import Event

_PLAIN = {
    "CONNECTED_TO_SYSTEM": "answered by the centre", "CONNECTED_TO_AGENT": "an agent is there",
    "HELD": "on hold", "RESUMED": "back from hold", "COMPLETED": "the record is closed",
}  # fmt: skip
Say = Callable[[str], None]


def caller_sees(event: Event) -> str | None:
    """Return the line of an event for the caller's pane; None for what a caller does not notice."""
    data = event.data
    match event.kind:
        case "PROMPT" if data.get("hears") != "AGENT":
            return f"♪ {data.get('text') or data.get('ssml') or data.get('promptId') or data.get('media')}"
        case "INPUT_AWAITED" if data.get("hears") != "AGENT":
            return f"… keys? ({data['seconds']:.0f} s)"
        case "KEY":
            return f"▸ {data['key']}"
        case "QUEUED":
            return "in the queue"
        case "DISCONNECTED":
            return f"the call is over: {data['reason']}"
        case "LAMBDA" if data.get("error"):
            return f"! the function failed: {data['error']}"
    return _PLAIN.get(event.kind)


def agent_sees(event: Event) -> str | None:
    """Return the line of an event for the agent's pane."""
    data = event.data
    match event.kind:
        case "AGENT_STATUS":
            return f"status: {data['error'] or data['status']}"
        case "AGENT_CONTACT":
            return f"contact: {data['state'] or 'cleared'}"
        case "PROMPT" if data.get("hears") == "AGENT":
            return f"♪ {data.get('text') or data.get('ssml')}"
    return None


def lines(text: str, side: str, width: int | None = None) -> Iterator[str]:
    """Yield a text in the half of the terminal that is its side's: `caller` or `agent`."""
    half = max(20, (width or shutil.get_terminal_size((100, 24)).columns) // 2 - 2)
    for line in textwrap.wrap(text, half) or [""]:
        if side == "caller":
            yield line
        else:
            yield " " * half + "│ " + line
